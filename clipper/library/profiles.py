"""What the registers know of outlets and people beside their names: read, written, united, and found to be unused."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, false, or_, select

from clipper.library import cleaning, names
from clipper.library.aliases import Aliased
from clipper.library.store.sqlite import id_set
from clipper.library.work import Work
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.outlet import Outlet
from clipper.model.person import Person
from clipper.model.search_fields import NONE
from clipper.model.text import clean_line, fold, is_slip
from clipper.model.values import replace

Profile = TypeVar("Profile", bound=Outlet | Person)
OWNED = ("aliases", "domains")
"""Fields of what belongs to one row of the register only."""
UNITED = (*OWNED, "programmes")
"""Fields of which a row that takes in another one has all."""


class Profiles(Generic[Profile]):
    """The rows of a register, which has a column for each field of `made`.

    `word` is what one of them is called. `readers` clean values of fields, `check` raises WrongUsage for what cannot
    be, `together` are fields that say something only with one another, `in_use` tells which rows clippings have.
    """

    def __init__(
        self,
        register: Aliased,
        made: type[Profile],
        word: str,
        *,
        readers: Mapping[str, Callable[[Any], Any]],
        check: Callable[[Profile], None],
        together: Sequence[Sequence[str]],
        in_use: ColumnElement[bool],
    ) -> None:
        self.register, self.word = register, word
        self.unknown: dict[str, Any] = dict(zip(made.__struct_fields__[1:], made.__struct_defaults__, strict=True))
        self._made, self._readers, self._check, self._in_use = made, readers, check, in_use
        alone = self.unknown.keys() - {*UNITED, *(name for group in together for name in group)}
        self.groups = [*together, *([name] for name in sorted(alone))]
        columns = [getattr(register, name) for name in ("name", *self.unknown)]
        self._rows = select(*columns).where(register.withdrawn == false()).order_by(register.folded)

    def all(self, connection: Connection) -> list[Profile]:
        """Return all of them in the order of the alphabet."""
        return [self._profile(row) for row in connection.execute(self._rows)]

    def all_by_id(self, connection: Connection) -> dict[int, Profile]:
        """Return all of them by the ids of their rows."""
        rows = connection.execute(self._rows.add_columns(self.register.id))
        return {row_id: self._profile(values) for *values, row_id in rows}

    def apart(self, connection: Connection) -> list[Profile]:
        """Return those that clippings alone do not tell of: something is known of them, or no clipping has them."""
        rows = connection.execute(self._rows.where(or_(self.is_known(), ~self._in_use)))
        return [self._profile(row) for row in rows]

    def find(self, connection: Connection, name: str) -> Profile:
        """Return one by its name or an alias, whatever case and accents; raises NotFound."""
        return self._of_id(connection, self.id_of(connection, name))

    def id_of(self, connection: Connection, name: str) -> int:
        """Return the row of a name or an alias; raises NotFound."""
        found = names.ids_of(connection, self.register, [fold(clean_line(name))])
        if not found:
            raise NotFound(f"There is no {self.word} “{clean_line(name)}”.")
        return next(iter(found.values()))

    def _of_id(self, connection: Connection, row_id: int) -> Profile:
        return self._profile(connection.execute(self._rows.where(self.register.id == row_id)).one())

    def _profile(self, row: Any) -> Profile:
        values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
        return self._made(*values)

    def blank(self, name: str) -> Profile:
        """Return one of whom nothing but the name is known."""
        return self._made(name)

    def edit(self, work: Work, name: str, values: Mapping[str, Any]) -> None:
        """Write what is known of one; raises NotFound, TypeError for another field, WrongUsage for what cannot be.

        An alias that means another row already is refused, and so is a domain of another one.
        """
        row_id = self.id_of(work.connection, name)
        before = self._of_id(work.connection, row_id)
        after = self.cleaned(replace(before, **values))
        work.detail["name"] = before.name
        if "aliases" in values:
            self._require_free(work.connection, row_id, after.aliases)
        if "domains" in values:
            self._require_own_domains(work.connection, row_id, after)
        for field in values:
            self._put(work, field, row_id, getattr(after, field))

    def cleaned(self, profile: Profile) -> Profile:
        """Return a profile as it is kept; raises WrongUsage for what cannot be."""
        read = {field: read(getattr(profile, field)) for field, read in self._readers.items()}
        # The name itself is no other name.
        read["aliases"] = tuple(alias for alias in read["aliases"] if fold(alias) != fold(profile.name))
        after = replace(profile, **read)
        self._check(after)
        return after

    def meant_by(self, connection: Connection, aliases: Iterable[str]) -> dict[str, int]:
        """Return the rows that names mean already, by these names."""
        ids = names.ids_of(connection, self.register, map(fold, aliases))
        return {alias: ids[fold(alias)] for alias in aliases if fold(alias) in ids}

    def _require_free(self, connection: Connection, row_id: int, aliases: Iterable[str]) -> None:
        for alias, meant in self.meant_by(connection, aliases).items():
            if meant != row_id:
                other = self._of_id(connection, meant).name
                raise WrongUsage(
                    f"“{alias}” means the {self.word} “{other}” already. To make the two one, rename one of them to "
                    "the other’s name. Nothing was changed."
                )

    def _require_own_domains(self, connection: Connection, row_id: int, profile: Profile) -> None:
        for other_id, other in self.all_by_id(connection).items():
            shared = _domains(profile) & _domains(other)
            if shared and other_id != row_id:
                raise WrongUsage(
                    f"“{min(shared)}” is a domain of the {self.word} “{other.name}” already. Take it off there "
                    "first, or rename one of the two to the other’s name, if they are one. Nothing was changed."
                )

    def _put(self, work: Work, field: str, row_id: int, value: Any) -> None:
        work.put(getattr(self.register, field), [row_id], list(value) if isinstance(value, tuple) else value)

    def call_also(self, work: Work, row_id: int, old: str) -> None:
        """Give a row that was renamed its old name as an alias, unless that was a mere slip."""
        profile = self._of_id(work.connection, row_id)
        after = self.cleaned(replace(profile, aliases=(*profile.aliases, *_worth_keeping(old, profile.name))))
        self._put(work, "aliases", row_id, after.aliases)

    def unite(self, work: Work, kept_id: int, other_id: int) -> None:
        """Give a row what only another one, which it takes in, has known, and all names of both but slips."""
        kept, other = (self._of_id(work.connection, row_id) for row_id in (kept_id, other_id))
        for group in self.groups:
            if all(getattr(kept, name) == self.unknown[name] for name in group):
                kept = replace(kept, **{name: getattr(other, name) for name in group})
        lists: dict[str, Any] = {
            name: (*getattr(kept, name), *getattr(other, name)) for name in UNITED if name in self.unknown
        }
        lists["aliases"] = (*lists["aliases"], *_worth_keeping(other.name, kept.name))
        after = self.cleaned(replace(kept, **lists))
        for field in self.unknown:
            self._put(work, field, kept_id, getattr(after, field))

    def is_known(self, *, but: Collection[str] = ()) -> ColumnElement[bool]:
        """Ask whether something is known of a row beside its name, and beside some fields."""
        plain = {name: [] if value == () else value for name, value in self.unknown.items() if name not in but}
        return or_(*(getattr(self.register, name).is_distinct_from(value) for name, value in plain.items()))

    def told(self, connection: Connection, field: str) -> list[str]:
        """Return all values that a field of text has in the register, in the order of the alphabet."""
        column = getattr(self.register, field)
        live = select(column).where(column.is_not(None), self.register.withdrawn == false()).distinct()
        return sorted(connection.scalars(live), key=fold)

    def add(self, work: Work, name: str, values: Mapping[str, Any]) -> None:
        """Put one into the register; raises WrongUsage for a name that means one already, and what edit raises."""
        new = cleaning.name(name)
        if new is None or new.casefold() == NONE:
            raise WrongUsage(f"A name needs at least one letter, and is not “{NONE}”. Nothing was added.")
        for present in self.meant_by(work.connection, [new]).values():
            other = self._of_id(work.connection, present).name
            raise WrongUsage(f"“{new}” means the {self.word} “{other}” already. Nothing was added.")
        names.make(work, self.register, [{"name": new, "folded": fold(new)}])
        self.edit(work, new, values)

    def unused(self, connection: Connection) -> list[Profile]:
        """Return those that no clipping has and of which nothing but the name is known, as the alphabet has them."""
        bare = self._rows.where(~self._in_use, ~self.is_known())
        return [self._profile(row) for row in connection.execute(bare)]

    def entries(self, connection: Connection) -> list[tuple[Profile, bool]]:
        """Return all of them in the order of the alphabet, and of each whether a clipping has it."""
        rows = connection.execute(self._rows.add_columns(self._in_use))
        return [(self._profile(values), is_used) for *values, is_used in rows]

    def delete(self, work: Work, given: Iterable[str]) -> None:
        """Take rows out of the register; raises NotFound, or WrongUsage where clippings have one."""
        ids = {self.id_of(work.connection, name): name for name in given}
        used = select(self.register.id).where(self.register.id.in_(id_set(ids)), self._in_use)
        for row_id in work.connection.scalars(used):
            raise WrongUsage(f"Clippings have the {self.word} “{ids[row_id]}”. Nothing was deleted.")
        work.put(self.register.withdrawn, ids, True)


def _worth_keeping(old: str, new: str) -> tuple[str, ...]:
    return () if is_slip(old, new) else (old,)


def _domains(profile: Outlet | Person) -> frozenset[str]:
    return frozenset(profile.domains) if isinstance(profile, Outlet) else frozenset()


def names_in_order(given: Iterable[str]) -> tuple[str, ...]:
    """Return aliases as they are kept: cleaned, each once, in the order of the alphabet."""
    return tuple(sorted(cleaning.names(given), key=fold))


def line_or_none(text: str | None) -> str | None:
    """Return a text on one line, None where nothing is left of it."""
    return clean_line(text or "") or None
