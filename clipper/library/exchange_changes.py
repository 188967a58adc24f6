"""What steps changed of clippings, as the archive of an export tells it: names stand in the place of ids.

A value that points at a row of the library, as a tag or a person, is told by the name that stands there now; one at
which nothing stands any more is left out, as going back to it would. Columns that follow from others are left out, too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Boolean, Column, Connection, Date, Enum, Integer, false, select

from clipper.library import contents, deltas
from clipper.library.deltas import Kind
from clipper.library.earlier import FOLLOWING
from clipper.library.merged import Standing
from clipper.library.serialise import clipping_from_json
from clipper.library.store.tables import AttachmentRow, ClippingRow, DeltaRow, StoryRow, Table, TagRow
from clipper.model.clipping import Clipping
from clipper.model.errors import WrongUsage
from clipper.model.text import clean, fold

_AT_HOME = FOLLOWING | {"id", "uuid", "original_id", "added_at", "comments"}
_LARGEST = 2**63
_MOST_VALUES = 200
_WRONG = "what a step of its history changed cannot be read."


class Names(Struct):
    """The names of the rows that values of the log point at, as they stand now."""

    connection: Connection
    standing: Standing
    found: dict[tuple[str, int], Any] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection) -> "Names":
        """Begin to look names up."""
        return cls(connection, Standing(connection))

    def told(self, column: "Column[Any]", value: Any) -> Any:
        """Return a value as an export tells it, None where nothing stands there."""
        table = _pointed_at(column)
        if table is None or value is None:
            return value
        if (table, value) not in self.found:
            self.found[table, value] = self._name(table, self.standing.of(column, value))
        return self.found[table, value]

    def _name(self, table: str, row_id: Any) -> Any:
        rows = Table.metadata.tables[table]
        return None if row_id is None else self.connection.scalar(select(_key(rows)).where(rows.c.id == row_id))


def _pointed_at(column: "Column[Any]") -> str | None:
    """The table whose rows a column names by their ids; what a file holds goes by its hash everywhere."""
    return next((key.column.table.name for key in column.foreign_keys if key.column.name == "id"), None)


def _key(rows: Any) -> Any:
    return rows.c.uuid if rows.name == StoryRow.__tablename__ else rows.c.name


def changes_of(rows: Iterable[Any], places: Mapping[int, int], names: Names) -> Iterator[dict[str, Any]]:
    """Yield what rows of the log changed of the clippings of an export, given their places by id.

    What gave many clippings a value each is told in parts, so that no line is longer than can be read.
    """
    for row in rows:
        if not _is_told(Kind(row.kind), row.target):
            continue
        kept = [(index, places[one]) for index, one in enumerate(deltas.unpack_ids(row.ids)) if one in places]
        size = _MOST_VALUES if len(row.old) > 1 or len(row.new) > 1 else max(1, len(kept))
        for part in (kept[start : start + size] for start in range(0, len(kept), size)):
            old, new = (_told_values(row, values, [index for index, _ in part], names) for values in (row.old, row.new))
            if row.kind != Kind.LINK or old != new:
                told_of = ranges(place for _, place in part)
                yield {"kind": row.kind, "target": row.target, "clippings": told_of, "old": old, "new": new}


def _is_told(kind: Kind, target: str) -> bool:
    if kind is Kind.SET:
        table, _, name = target.partition(".")
        return table == ClippingRow.__tablename__ and name in ClippingRow.__table__.c and name not in _AT_HOME
    return target in (deltas.LINKED if kind is Kind.LINK else deltas.LISTED)


def _told_values(row: Any, values: Sequence[Any], kept: Sequence[int], names: Names) -> list[Any]:
    own = values if len(values) == 1 else [values[index] for index in kept]
    columns = _columns(Kind(row.kind), row.target)
    if row.kind != Kind.LIST:
        return [names.told(columns[0], value) for value in own]
    told = ([[names.told(columns[0], first), *rest] for first, *rest in listed] for listed in own)
    return [[said for said in listed if said[0] is not None] for listed in told]


def _columns(kind: Kind, target: str) -> list["Column[Any]"]:
    """The columns of what a change says: of a list, those of each of its rows."""
    if kind is Kind.SET:
        return [getattr(ClippingRow, target.partition(".")[2])]
    if kind is Kind.LINK:
        return [deltas.LINKED[target][1]]
    rows, said = deltas.LISTED[target]
    return [getattr(rows, name) for name in said]


def ranges(places: Iterable[int]) -> list[list[int]]:
    """Return ascending numbers as ranges, each from its first to its last."""
    found: list[list[int]] = []
    for place in places:
        if found and place == found[-1][1] + 1:
            found[-1][1] = place
        else:
            found.append([place, place])
    return found


# Reading


def checked_change(values: Any, most: int) -> Mapping[str, Any]:
    """Return a change as an export of so many clippings tells it; raises WrongUsage for what cannot be.

    Texts are cleaned as those of a paste are.
    """
    try:
        return _checked(values, most)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise WrongUsage(_WRONG) from error


def _checked(values: Any, most: int) -> Mapping[str, Any]:
    kind, target = Kind(values["kind"]), values["target"]
    places = places_in(values["clippings"], most)
    if not _is_told(kind, target):
        raise ValueError
    columns = _columns(kind, target)
    sides = {side: [_read(kind, columns, value) for value in values[side]] for side in ("old", "new")}
    counts = {1} if kind is Kind.LINK else {1, len(places)}
    if not places or any(len(side) not in counts for side in sides.values()):
        raise ValueError
    return {"kind": kind, "target": target, "places": places, **sides}


def places_in(told: Any, most: int) -> list[int]:
    """Return the places that ranges name, ascending; raises ValueError or TypeError for what are none."""
    places: list[int] = []
    for first, last in told:
        if not isinstance(first, int) or not isinstance(last, int):
            raise TypeError
        if not (places[-1] if places else 0) < first <= last <= most:
            raise ValueError
        places.extend(range(first, last + 1))
    return places


def _read(kind: Kind, columns: Sequence["Column[Any]"], value: Any) -> Any:
    if kind is Kind.LINK:
        return None if value is None else _fitting(columns[0], value)
    if kind is Kind.SET:
        return _as_clippings_have_it(columns[0].name, _fitting(columns[0], value))
    return [[_fitting(column, one) for column, one in zip(columns, said, strict=True)] for said in value]


def _as_clippings_have_it(name: str, value: Any) -> Any:
    """What a field of clippings could not be, it never was."""
    if value is not None and name in Clipping.__struct_fields__:
        clipping_from_json({"uuid": "", name: value})
    return value


def _fitting(column: "Column[Any]", value: Any) -> Any:
    """Return a value that a column can hold, texts cleaned; raises TypeError or ValueError for another one."""
    if value is None and (column.nullable or _pointed_at(column)):
        return None
    if _pointed_at(column) is not None:
        return _text(value)
    if isinstance(column.type, Enum):
        if value not in column.type.enums:
            raise ValueError
        return value
    if isinstance(column.type, Date):
        return date.fromisoformat(value).isoformat()
    if isinstance(column.type, (Boolean, Integer)):
        wanted = bool if isinstance(column.type, Boolean) else int
        if type(value) is not wanted or abs(value) >= _LARGEST:
            raise TypeError
        return value
    return _text(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return clean(value)


class Rows(Struct):
    """The rows of a library that the names of an export mean."""

    connection: Connection
    found: dict[str, dict[str, int]] = field(default_factory=dict)

    def id_of(self, column: "Column[Any]", value: Any) -> Any:
        """Return a told value as the log holds it, None where the library has nothing of that name."""
        table = _pointed_at(column)
        if table is None or value is None:
            return value
        if table not in self.found:
            rows = Table.metadata.tables[table]
            live = [rows.c.withdrawn == false()] if "withdrawn" in rows.c else []
            key = _key(rows)
            self.found[table] = {
                _folded(table, name): id_ for id_, name in self.connection.execute(select(rows.c.id, key).where(*live))
            }
        return self.found[table].get(_folded(table, value))


def _folded(table: str, name: str) -> str:
    return name.casefold() if table in (TagRow.__tablename__, StoryRow.__tablename__) else fold(name)


def delta_of(change: Mapping[str, Any], ids: Mapping[int, int], rows: Rows) -> dict[str, Any] | None:
    """Return a change as the log keeps it, of the clippings that an import made, given their ids by place.

    None where it is of none of them, or tells of nothing that the library has.
    """
    kept = [(index, ids[place]) for index, place in enumerate(change["places"]) if place in ids]
    if not kept:
        return None
    kind, target = change["kind"], change["target"]
    columns = _columns(kind, target)
    sides: dict[str, list[Any]] = {}
    for side in ("old", "new"):
        told = change[side] if len(change[side]) == 1 else [change[side][index] for index, _ in kept]
        sides[side] = [_held(kind, target, columns[0], value, rows) for value in told]
        if kind is not Kind.LIST and any(
            had is None and value is not None for had, value in zip(sides[side], told, strict=True)
        ):
            return None
    if kind is Kind.LINK and sides["old"] == sides["new"]:
        return None
    return {"kind": kind, "target": target, "ids": deltas.pack_ids(id_ for _, id_ in kept), **sides}


def _held(kind: Kind, target: str, column: "Column[Any]", value: Any, rows: Rows) -> Any:
    if kind is not Kind.LIST:
        return rows.id_of(column, value)
    listed = [[rows.id_of(column, first), *rest] for first, *rest in value]
    if target == AttachmentRow.__tablename__:
        # What a file held that was taken off before the export is not in it.
        return [said for said in listed if contents.size_of(rows.connection, said[0]) is not None]
    return [said for said in listed if said[0] is not None]


def rows_of_step(connection: Connection, step_id: int) -> Sequence[Any]:
    """Return what the log holds of a step, in order."""
    return connection.execute(select(DeltaRow).where(DeltaRow.step_id == step_id).order_by(DeltaRow.position)).all()
