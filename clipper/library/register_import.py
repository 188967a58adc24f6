"""What an import brings of a register: compared with all that the register has, and written a page at a time."""

from collections.abc import Mapping
from typing import Any, Generic

from msgspec import Struct

from clipper.library import cleaning, names
from clipper.library.profiles import OWNED, UNITED, Profile, Profiles
from clipper.library.work import Work
from clipper.model.errors import WrongUsage
from clipper.model.text import fold
from clipper.model.values import replace

_PAGE = 500


class _Row(Struct, Generic[Profile], eq=False):
    """A row of the register as it will be; `id` is None until it is written."""

    id: int | None
    profile: Profile


class Completed(Struct, frozen=True):
    """What came of a row that was brought: fields that it `filled`, and those that the library `kept` as they are.

    `owned` are names and domains that belong to another row already, each with the name of that one.
    """

    name: str
    is_new: bool
    filled: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    owned: tuple[tuple[str, str], ...] = ()


class RegisterImport(Generic[Profile]):
    """Takes profiles into one register, as long as nothing else writes there; finish() must end it.

    What the library knows of an outlet or a person stays as it is, and so does what a name or a domain means in it.
    """

    def __init__(self, work: Work, profiles: Profiles[Profile]) -> None:
        self._work, self._profiles = work, profiles
        self._owners: dict[str, dict[str, _Row[Profile]]] = {field: {} for field in OWNED if field in profiles.unknown}
        self._waiting: dict[str, _Row[Profile]] = {}
        rows = [_Row(row_id, profile) for row_id, profile in profiles.all_by_id(work.connection).items()]
        self._by_name = {fold(row.profile.name): row for row in rows}
        for row in rows:
            self._own(row)

    def take(self, brought: Profile) -> str | None:
        """Take a profile; returns what is in the way of all that it says, None for nothing. Raises WrongUsage."""
        name = cleaning.name(brought.name)
        if name is None:
            raise WrongUsage(f"a name of the register of each {self._profiles.word} is empty.")
        row = self._named(name) or self._new(name)
        present = row.profile
        brought = self._profiles.cleaned(replace(brought, name=present.name))
        owned: dict[str, Any] = {field: self._free(field, getattr(brought, field), row) for field in self._owners}
        free = replace(brought, **owned)
        is_blank = present == self._profiles.blank(present.name)
        if is_blank:
            row.profile = free
            self._own(row)
            self._wait(row)
        return None if free == brought and (is_blank or present == brought) else self._said(present)

    def complete(self, name: str, said: Mapping[str, Any], *, replaces: bool) -> Completed:
        """Take what is said of a row, made where it is new: what the library knows already stays unless `replaces`.

        Fields that say something only with one another come from one side together; lists are united. Raises
        WrongUsage for what cannot be; the row is as it was then.
        """
        row, is_new = self._named(name), False
        if row is None:
            is_new, row = True, _Row(None, self._profiles.blank(name))
        present = row.profile
        brought = self._profiles.cleaned(replace(self._profiles.blank(present.name), **said))
        kept: set[str] = set()
        merged: dict[str, Any] = {}
        for group in self._profiles.groups:
            own = [field for field in group if field in said]
            differing = [field for field in own if self._differs(field, present, brought)]
            if differing and not replaces:
                kept.update(differing)
            elif differing:
                merged.update({field: getattr(brought, field) for field in group})
            else:
                merged.update({field: getattr(brought, field) for field in own})
        owned: list[tuple[str, str]] = []
        for field in (field for field in UNITED if field in said):
            values = getattr(brought, field)
            taken = dict(self._owned(field, values, row)) if field in self._owners else {}
            owned += taken.items()
            merged[field] = (*getattr(present, field), *(value for value in values if value not in taken))
        after = self._profiles.cleaned(replace(present, **merged))
        if is_new:
            self._by_name[fold(name)] = row
        if is_new or after != present:
            row.profile = after
            self._own(row)
            self._wait(row)
        changed = [field for field in said if getattr(after, field) != getattr(present, field)]
        return Completed(
            present.name, is_new, tuple(changed), tuple(field for field in said if field in kept), tuple(owned)
        )

    def _differs(self, field: str, present: Profile, brought: Profile) -> bool:
        return getattr(present, field) not in (self._profiles.unknown[field], getattr(brought, field))

    def _named(self, name: str) -> _Row[Profile] | None:
        return self._by_name.get(fold(name)) or self._owners["aliases"].get(fold(name))

    def _new(self, name: str) -> _Row[Profile]:
        row = self._by_name[fold(name)] = _Row(None, self._profiles.blank(name))
        self._wait(row)
        return row

    def _own(self, row: _Row[Profile]) -> None:
        for field, owners in self._owners.items():
            for value in getattr(row.profile, field):
                owners.setdefault(fold(value), row)

    def _free(self, field: str, values: tuple[str, ...], row: _Row[Profile]) -> tuple[str, ...]:
        """Those of the values that mean no other row."""
        taken = dict(self._owned(field, values, row))
        return tuple(value for value in values if value not in taken)

    def _owned(self, field: str, values: tuple[str, ...], row: _Row[Profile]) -> list[tuple[str, str]]:
        """Those of the values that mean another row, with its name."""
        find = self._named if field == "aliases" else self._owners[field].get
        owners = ((value, find(fold(value))) for value in values)
        return [(value, owner.profile.name) for value, owner in owners if owner not in (None, row)]

    def _said(self, present: Profile) -> str:
        return f"the {self._profiles.word} “{present.name}”"

    def _wait(self, row: _Row[Profile]) -> None:
        self._waiting[fold(row.profile.name)] = row
        if len(self._waiting) > _PAGE:
            self.finish()

    def finish(self) -> None:
        """Write what was taken and is not written yet."""
        new = {key: row for key, row in self._waiting.items() if row.id is None}
        known = {row.id: row.profile for row in self._waiting.values() if row.id is not None}
        rows = [{"name": row.profile.name, "folded": key, **self._values(row.profile)} for key, row in new.items()]
        for key, row_id in names.make(self._work, self._profiles.register, rows).items():
            new[key].id = row_id
        for field in self._profiles.unknown if known else ():
            column = getattr(self._profiles.register, field)
            self._work.put_each(column, {id_: self._values(profile)[field] for id_, profile in known.items()})
        self._waiting = {}

    def _values(self, profile: Profile) -> dict[str, Any]:
        return {field: _listed(getattr(profile, field)) for field in self._profiles.unknown}


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
