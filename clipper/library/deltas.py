"""What a step changed, small enough to keep for ever: one column or link, for one row or for many at once.

A delta names the values before and after; turned round it takes the change back. It never holds whole rows; rows that
a step made are told by their column `withdrawn`.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection, Date, Table, delete, insert, literal, select, update
from sqlalchemy.orm import InstrumentedAttribute

from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingRow, ClippingTagRow, ReporterRow, SpokespersonRow
from clipper.library.store.tables import Table as AnyTable

_PEOPLE_ROWS: dict[str, type[ReporterRow] | type[SpokespersonRow]] = {
    ReporterRow.__tablename__: ReporterRow,
    SpokespersonRow.__tablename__: SpokespersonRow,
}
_TARGETS = {
    "outlet": "clippings.outlet_id",
    "reporters": ReporterRow.__tablename__,
    "spokespeople": SpokespersonRow.__tablename__,
}
"""Of the fields that are no column of their own name."""


class Kind(StrEnum):
    """What a delta changes: a column of rows, a tag on clippings, or the people in a clipping."""

    SET = "set"
    TAG = "tag"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Delta:
    """One change of one kind: `target` is table.column, or the table of the link; `ids` are sorted.

    `old` and `new` hold one value for all ids, or one for each. A tag is there (its id) or not (None); the people of a
    clipping are a list of [person] or [person, role] in order.
    """

    kind: Kind
    target: str
    ids: tuple[int, ...]
    old: tuple[Any, ...]
    new: tuple[Any, ...]

    def turned_round(self) -> "Delta":
        """Return the delta that takes this one back."""
        return replace(self, old=self.new, new=self.old)

    @property
    def table(self) -> str:
        """The table that is changed."""
        return self.target.split(".")[0]

    @property
    def touched(self) -> tuple[int, ...]:
        """The ids of the clippings that moved."""
        return self.ids if self.kind is not Kind.SET or self.table == "clippings" else ()


def pack_ids(ids: Iterable[int]) -> bytes:
    """Return a set of ids in the few bytes that the change log keeps of it."""
    return zlib.compress(json.dumps(sorted(ids), separators=(",", ":")).encode())


def unpack_ids(packed: bytes) -> list[int]:
    """Return the ids, sorted."""
    ids: list[int] = json.loads(zlib.decompress(packed))
    return ids


def target_of(column: InstrumentedAttribute[Any]) -> str:
    """Return how a delta names a column."""
    return f"{column.class_.__tablename__}.{column.key}"


def target_of_field(name: str) -> str:
    """Return how a delta names a field of a draft."""
    return _TARGETS.get(name) or target_of(getattr(ClippingRow, name))


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    return value.isoformat() if isinstance(value, date) else value


def squeezed(values: Sequence[Any]) -> tuple[Any, ...]:
    """Return one value where all are the same."""
    first = values[0]
    return (first,) if all(value == first for value in values) else tuple(values)


def holds(connection: Connection, delta: Delta) -> bool:
    """Tell whether the library still has the values that the delta starts from."""
    return _HOLDS[delta.kind](connection, delta)


def apply(connection: Connection, delta: Delta) -> None:
    """Write the new values."""
    _APPLY[delta.kind](connection, delta)


def _each(values: tuple[Any, ...], ids: tuple[int, ...]) -> tuple[Any, ...]:
    return values * len(ids) if len(values) == 1 else values


def _column(delta: Delta) -> tuple[Table, Column[Any]]:
    table = AnyTable.metadata.tables[delta.table]
    return table, table.c[delta.target.split(".")[1]]


def _column_holds(connection: Connection, delta: Delta) -> bool:
    table, column = _column(delta)
    rows = connection.execute(select(table.c.id, column).where(table.c.id.in_(id_set(delta.ids))))
    current = {row_id: plain(value) for row_id, value in rows.all()}
    wanted = dict(zip(delta.ids, _each(delta.old, delta.ids), strict=True))
    return current == wanted


def _set_column(connection: Connection, delta: Delta) -> None:
    table, column = _column(delta)
    for value, ids in _by_value(delta):
        new = date.fromisoformat(value) if value is not None and isinstance(column.type, Date) else value
        connection.execute(update(table).where(table.c.id.in_(id_set(ids))).values({column: new}))


def _by_value(delta: Delta) -> Iterable[tuple[Any, Sequence[int]]]:
    if len(delta.new) == 1:
        return [(delta.new[0], delta.ids)]
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row_id, value in zip(delta.ids, delta.new, strict=True):
        groups[json.dumps(value)].append(row_id)
    return [(json.loads(value), ids) for value, ids in groups.items()]


def _tag_holds(connection: Connection, delta: Delta) -> bool:
    tag_id = delta.old[0] if delta.old[0] is not None else delta.new[0]
    tagged = select(ClippingTagRow.clipping_id).where(
        ClippingTagRow.tag_id == tag_id, ClippingTagRow.clipping_id.in_(id_set(delta.ids))
    )
    count = len(connection.scalars(tagged).all())
    return count == (len(delta.ids) if delta.old[0] is not None else 0)


def _set_tag(connection: Connection, delta: Delta) -> None:
    (old,), (new,) = delta.old, delta.new
    if new is None:
        tagged = ClippingTagRow.clipping_id.in_(id_set(delta.ids))
        connection.execute(delete(ClippingTagRow).where(ClippingTagRow.tag_id == old, tagged))
    else:
        rows = select(id_set(delta.ids).subquery(), literal(new))
        connection.execute(insert(ClippingTagRow).from_select(["clipping_id", "tag_id"], rows))


def people_of(connection: Connection, target: str, ids: Sequence[int]) -> dict[int, list[list[Any]]]:
    """Return the people of clippings as deltas hold them: [person] or [person, role], in order."""
    rows = _PEOPLE_ROWS[target]
    columns = [rows.role] if issubclass(rows, SpokespersonRow) else []
    statement = select(rows.clipping_id, rows.person_id, *columns).where(rows.clipping_id.in_(id_set(ids)))
    people: dict[int, list[list[Any]]] = {clipping_id: [] for clipping_id in ids}
    for clipping_id, *person in connection.execute(statement.order_by(rows.clipping_id, rows.position)):
        people[clipping_id].append(person)
    return people


def _people_hold(connection: Connection, delta: Delta) -> bool:
    current = people_of(connection, delta.target, delta.ids)
    return current == dict(zip(delta.ids, _each(delta.old, delta.ids), strict=True))


def _set_people(connection: Connection, delta: Delta) -> None:
    rows = _PEOPLE_ROWS[delta.target]
    connection.execute(delete(rows).where(rows.clipping_id.in_(id_set(delta.ids))))
    values = [
        person_values(clipping_id, position, person)
        for clipping_id, people in zip(delta.ids, _each(delta.new, delta.ids), strict=True)
        for position, person in enumerate(people)
    ]
    if values:
        connection.execute(insert(rows), values)


def person_values(clipping_id: int, position: int, person: Sequence[Any]) -> dict[str, Any]:
    """Return the row that links a person, given as [person] or [person, role], to a clipping."""
    values = {"clipping_id": clipping_id, "position": position, "person_id": person[0]}
    return {**values, "role": person[1]} if len(person) > 1 else values


_HOLDS = {Kind.SET: _column_holds, Kind.TAG: _tag_holds, Kind.PEOPLE: _people_hold}
_APPLY = {Kind.SET: _set_column, Kind.TAG: _set_tag, Kind.PEOPLE: _set_people}
