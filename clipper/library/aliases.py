"""Other names of outlets and people: whoever writes one of them means the row that has it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from msgspec import Struct
from sqlalchemy import Connection, Select, literal_column, select

from clipper.library import cleaning
from clipper.library.recall import recall
from clipper.library.store.tables import OutletRow, PersonRow
from clipper.model.clipping import Clipping, Spokesperson, each_once
from clipper.model.matching import name_holds
from clipper.model.search_fields import WHOLE
from clipper.model.text import fold, words
from clipper.model.values import replace
from clipper.model.word_forms import plain_letters

Aliased = type[OutletRow] | type[PersonRow]
"""The registers whose rows have aliases."""

# Made once, since every name that is new asks. It says just what the index of those rows says: with more to ask for,
# SQLite would go through all rows.
_WITH_ALIASES: dict[Aliased, Select[int, str, list[str], bool]] = {
    register: select(register.id, register.name, register.aliases, register.withdrawn).where(
        register.aliases != literal_column("'[]'")
    )
    for register in (OutletRow, PersonRow)
}


class Aliases(Struct, frozen=True):
    """The aliases of a register: the name of each, the row by the folded alias, and each as it is searched, with both.

    What is searched has neither case nor accents, and plain letters.
    """

    names: Mapping[str, str]
    ids: Mapping[str, int]
    searched: Sequence[tuple[str, str, str]]

    @classmethod
    def of(cls, connection: Connection, register: Aliased) -> "Aliases":
        """Return those of a register of the library, worked out anew only after something was written."""
        return recall(connection, _MAKE[register])


def _made(connection: Connection, register: Aliased) -> Aliases:
    rows = [row[:3] for row in connection.execute(_WITH_ALIASES[register]) if not row.withdrawn]
    names = {alias: name for _, name, aliases in rows for alias in aliases}
    return Aliases(
        names,
        {fold(alias): row_id for row_id, _, aliases in rows for alias in aliases},
        [(plain_letters(fold(alias)), alias, name) for alias, name in names.items()],
    )


# Each is one thing to be remembered, and is known by its function.
_MAKE: dict[Aliased, Callable[[Connection], Aliases]] = {
    register: partial(_made, register=register) for register in (OutletRow, PersonRow)
}


def of_field(connection: Connection, field: str) -> Aliases:
    """Return the aliases of the register that a field of a search looks for names in."""
    return Aliases.of(connection, OutletRow if field == "outlet" else PersonRow)


def names_meant(connection: Connection, field: str, value: str) -> list[str]:
    """Return the names of a register of which an alias holds the words of a search."""
    wanted = [plain_letters(fold(word)) for word in words(value)]
    # Reading every alias word by word would take longer than the search.
    near = (one for one in of_field(connection, field).searched if all(word in one[0] for word in wanted))
    own = [name for _, alias, name in near if name_holds(alias, value)]
    return [*own, *(_listed(connection, value) if field == "outlet" and not own else ())]


def _listed(connection: Connection, value: str) -> list[str]:
    """Return the name of an outlet that our list has under another one, unless that one is another outlet's here.

    So is found by what a sheet called it what was brought in under the name of the list.
    """
    # The list takes a while to read, and few searches ask for an outlet.
    from clipper.capture.outlets import listed_name

    called = value.removeprefix(WHOLE)
    name = None if value.endswith("*") else listed_name(called)
    if name is None or _is_called(connection, called):
        return []
    return [OwnNames.of(connection).outlet(name) or name]


def _is_called(connection: Connection, name: str) -> bool:
    called = select(OutletRow.id).where(OutletRow.folded == fold(name), OutletRow.withdrawn.is_(False))
    return connection.scalar(called) is not None


class OwnNames(Struct, frozen=True):
    """What the registers call those whom an alias means, by folded aliases."""

    outlets: Mapping[str, str]
    people: Mapping[str, str]

    @classmethod
    def of(cls, connection: Connection) -> "OwnNames":
        """Return those of a library, worked out anew only after something was written."""
        return recall(connection, _own_names)

    def outlet(self, name: str | None) -> str | None:
        """Return an outlet's own name; a name that is no alias comes back as it is."""
        return self.outlets.get(fold(name), name) if name else name

    def reporters(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return people's own names, each once."""
        return tuple(cleaning.names(self.people.get(fold(name), name) for name in cleaning.names(names)))

    def spokespeople(self, people: Iterable[Spokesperson]) -> tuple[Spokesperson, ...]:
        """Return people by their own names, each once, with the first role that is known."""
        cleaned = cleaning.spokespeople(people)
        return each_once(replace(one, name=self.people.get(fold(one.name), one.name)) for one in cleaned)

    def of_clipping(self, clipping: Clipping) -> Clipping:
        """Return a clipping with own names in place of aliases, the very same where it has none."""
        speakers = [one.speaker for one in clipping.quotes]
        named = [*clipping.reporters, *(one.name for one in clipping.spokespeople), *speakers]
        if fold(clipping.outlet or "") not in self.outlets and self.people.keys().isdisjoint(map(fold, named)):
            return clipping
        return replace(
            clipping,
            outlet=self.outlet(clipping.outlet),
            reporters=self.reporters(clipping.reporters),
            spokespeople=self.spokespeople(clipping.spokespeople),
            quotes=tuple(
                replace(one, speaker=self.people.get(fold(one.speaker), one.speaker)) for one in clipping.quotes
            ),
        )


def _own_names(connection: Connection) -> OwnNames:
    outlets, people = (Aliases.of(connection, register).names for register in (OutletRow, PersonRow))
    return OwnNames(*({fold(alias): name for alias, name in of.items()} for of in (outlets, people)))
