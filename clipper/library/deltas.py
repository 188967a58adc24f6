"""What a step changed, small enough to keep for ever: one column or link, for one row or for many at once.

A delta names the values before and after; turned round it takes the change back. It never holds whole rows; rows that
a step made are told by their column `withdrawn`.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnClause, Connection, Date, Table, delete, insert, literal, select, update

from clipper.library.store.described import table_of
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import (
    AttachmentRow,
    ClippingMessageRow,
    ClippingRow,
    ClippingTagRow,
    CodeValueRow,
    FollowUpRow,
    HighlightRow,
    QuoteRow,
    ReporterRow,
    SpokespersonRow,
)
from clipper.library.store.tables import Table as AnyTable
from clipper.model.values import replace

LinkRows = type[ClippingTagRow] | type[ClippingMessageRow]
ListRows = (
    type[ReporterRow]
    | type[SpokespersonRow]
    | type[HighlightRow]
    | type[CodeValueRow]
    | type[QuoteRow]
    | type[FollowUpRow]
    | type[AttachmentRow]
)

LINKED: dict[str, tuple[LinkRows, Any]] = {
    ClippingTagRow.__tablename__: (ClippingTagRow, ClippingTagRow.tag_id),
    ClippingMessageRow.__tablename__: (ClippingMessageRow, ClippingMessageRow.message_id),
}
"""By their tables, the rows that link clippings to something, and the column that says to what."""

LISTED: dict[str, tuple[ListRows, tuple[str, ...]]] = {
    ReporterRow.__tablename__: (ReporterRow, ("person_id",)),
    SpokespersonRow.__tablename__: (SpokespersonRow, ("person_id", "role")),
    HighlightRow.__tablename__: (HighlightRow, ("uuid", "marker", "passage", "before", "after", "comment")),
    CodeValueRow.__tablename__: (CodeValueRow, ("field_id", "value")),
    QuoteRow.__tablename__: (QuoteRow, ("person_id", "uuid", "text", "passage", "before", "after")),
    FollowUpRow.__tablename__: (
        FollowUpRow,
        ("uuid", "kind", "what", "requested_on", "contact", "outcome", "owner", "due", "closed_on"),
    ),
    AttachmentRow.__tablename__: (AttachmentRow, ("sha256", "uuid", "name", "media_type", "size", "added_on")),
}
"""By their tables, the rows of which a clipping has a list in some order, and what each of them says."""

_DAYS = {
    table: tuple(name for name in said if isinstance(rows.__table__.c[name].type, Date))
    for table, (rows, said) in LISTED.items()
}
"""What of them is a day: a text in a list, as the log keeps it."""

PEOPLE = (ReporterRow.__tablename__, SpokespersonRow.__tablename__, QuoteRow.__tablename__)
"""The tables of lists whose rows begin with the id of a person."""

EACH_ONCE = (ReporterRow.__tablename__, SpokespersonRow.__tablename__)
"""Of these, the tables of lists that have a person once."""

_TARGETS = {
    "outlet": "clippings.outlet_id",
    "reporters": ReporterRow.__tablename__,
    "spokespeople": SpokespersonRow.__tablename__,
}
"""Of the fields that are no column of their own name."""


class Kind(StrEnum):
    """What a delta changes: a column of rows, a link of clippings to something, or a list that a clipping has."""

    SET = "set"
    LINK = "link"
    LIST = "list"


class Delta(Struct, frozen=True):
    """One change of one kind: `target` is table.column, or the table of the link; `ids` are sorted.

    `old` and `new` hold one value for all ids, or one for each. A link is there (the id of what is linked) or not
    (None); the list of a clipping holds, in order, the values that LISTED names: [person, role] for a spokesperson.
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


def target_of(column: ColumnClause[Any]) -> str:
    """Return how a delta names a column."""
    return f"{table_of(column).name}.{column.key}"


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


def _column(delta: Delta) -> tuple[Table, ColumnClause[Any]]:
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
        connection.execute(update(table).where(table.c.id.in_(id_set(ids))).values({column: typed(column, value)}))


def typed(column: ColumnClause[Any], value: Any) -> Any:
    """Return a plain value as a column holds it."""
    return date.fromisoformat(value) if value is not None and isinstance(column.type, Date) else value


def _by_value(delta: Delta) -> Iterable[tuple[Any, Sequence[int]]]:
    if len(delta.new) == 1:
        return [(delta.new[0], delta.ids)]
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row_id, value in zip(delta.ids, delta.new, strict=True):
        groups[json.dumps(value)].append(row_id)
    return [(json.loads(value), ids) for value, ids in groups.items()]


def _link_holds(connection: Connection, delta: Delta) -> bool:
    rows, to = LINKED[delta.target]
    linked = delta.old[0] if delta.old[0] is not None else delta.new[0]
    found = select(rows.clipping_id).where(to == linked, rows.clipping_id.in_(id_set(delta.ids)))
    count = len(connection.scalars(found).all())
    return count == (len(delta.ids) if delta.old[0] is not None else 0)


def _set_link(connection: Connection, delta: Delta) -> None:
    rows, to = LINKED[delta.target]
    (old,), (new,) = delta.old, delta.new
    if new is None:
        connection.execute(delete(rows).where(to == old, rows.clipping_id.in_(id_set(delta.ids))))
    else:
        linked = select(id_set(delta.ids).subquery(), literal(new))
        connection.execute(insert(rows).from_select(["clipping_id", to.key], linked))


def lists_of(connection: Connection, target: str, ids: Sequence[int]) -> dict[int, list[list[Any]]]:
    """Return the lists of clippings as deltas hold them, empty ones too."""
    rows, names = LISTED[target]
    columns = [getattr(rows, name) for name in names]
    statement = select(rows.clipping_id, *columns).where(rows.clipping_id.in_(id_set(ids)))
    lists: dict[int, list[list[Any]]] = {clipping_id: [] for clipping_id in ids}
    for clipping_id, *values in connection.execute(statement.order_by(rows.clipping_id, rows.position)):
        lists[clipping_id].append(list(map(plain, values)))
    return lists


def _list_holds(connection: Connection, delta: Delta) -> bool:
    current = lists_of(connection, delta.target, delta.ids)
    return current == dict(zip(delta.ids, _each(delta.old, delta.ids), strict=True))


def _set_list(connection: Connection, delta: Delta) -> None:
    rows, _ = LISTED[delta.target]
    connection.execute(delete(rows).where(rows.clipping_id.in_(id_set(delta.ids))))
    values = [
        row_of_list(rows, clipping_id, position, said)
        for clipping_id, listed in zip(delta.ids, _each(delta.new, delta.ids), strict=True)
        for position, said in enumerate(listed)
    ]
    if values:
        connection.execute(insert(rows), values)


def row_of_list(rows: ListRows, clipping_id: int, position: int, said: Sequence[Any]) -> dict[str, Any]:
    """Return the row of a list of a clipping, given what it says."""
    _, names = LISTED[rows.__tablename__]
    values = dict(zip(names, said, strict=True))
    days = {name: date.fromisoformat(values[name]) for name in _DAYS[rows.__tablename__] if values[name]}
    return {"clipping_id": clipping_id, "position": position, **values, **days}


_HOLDS = {Kind.SET: _column_holds, Kind.LINK: _link_holds, Kind.LIST: _list_holds}
_APPLY = {Kind.SET: _set_column, Kind.LINK: _set_link, Kind.LIST: _set_list}
