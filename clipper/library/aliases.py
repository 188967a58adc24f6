"""Other names of outlets and people: whoever writes one of them means the row that has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, literal_column, select

from clipper.library import cleaning
from clipper.library.store.tables import OutletRow, PersonRow
from clipper.model.clipping import Clipping, Spokesperson, each_once
from clipper.model.text import fold

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


def ids_by_alias(connection: Connection, register: Aliased) -> dict[str, int]:
    """Return the ids of a register's rows by their folded aliases."""
    return {fold(alias): row_id for row_id, _, aliases in _rows(connection, register) for alias in aliases}


def names_by_alias(connection: Connection, register: Aliased) -> dict[str, str]:
    """Return the names of a register's rows by their aliases, as these are spelt."""
    return {alias: name for _, name, aliases in _rows(connection, register) for alias in aliases}


def _rows(connection: Connection, register: Aliased) -> Iterable[Any]:
    return [row[:3] for row in connection.execute(_WITH_ALIASES[register]) if not row.withdrawn]


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What the registers call those whom an alias means, by folded aliases."""

    outlets: Mapping[str, str]
    people: Mapping[str, str]

    @classmethod
    def of(cls, connection: Connection) -> "OwnNames":
        """Return those of a library."""
        outlets, people = (names_by_alias(connection, register) for register in (OutletRow, PersonRow))
        return cls(*({fold(alias): name for alias, name in of.items()} for of in (outlets, people)))

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
        named = [*clipping.reporters, *(one.name for one in clipping.spokespeople)]
        if fold(clipping.outlet or "") not in self.outlets and self.people.keys().isdisjoint(map(fold, named)):
            return clipping
        return replace(
            clipping,
            outlet=self.outlet(clipping.outlet),
            reporters=self.reporters(clipping.reporters),
            spokespeople=self.spokespeople(clipping.spokespeople),
        )
