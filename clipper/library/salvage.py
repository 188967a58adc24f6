"""Filling a new library with the rows of a damaged one: a value that a library cannot have is left out."""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any

from msgspec import Struct, field
from sqlalchemy import JSON, BigInteger, Boolean, Column, Connection, Date, DateTime, Enum, Integer, LargeBinary
from sqlalchemy import Table as CoreTable

from clipper.library.search_keys import search_id_of
from clipper.library.store import sqlite_rescue
from clipper.library.store.sqlite_salvage import Row, Source, tables
from clipper.library.store.tables import ClippingRow, OrganisationRow, RowHashRow, ShingleRow
from clipper.model.progress import Progress

_AT_ONCE = 200
_LONG_AGO = date(1970, 1, 1)
_MOST_IDS = (1 << 31) - 1
_OBJECTS = frozenset(
    ("definitions", "house_style", "mapping", "settings", "definition", "texts", "snapshot", "files", "detail")
)
"""The columns of JSON that hold names and values; the others hold lists."""


class Salvaged(Struct):
    """What became of the rows: `unreadable` names, by table and key, those of which a value was none.

    `torn` are the tables of which there may have been more rows.
    """

    unreadable: set[tuple[str, int]] = field(default_factory=set)
    torn: set[str] = field(default_factory=set)


def fill(connection: Connection, source: Source, progress: Progress | None = None) -> Salvaged:
    """Write into a new library all that can be read of another one, with its hashes; links may lead nowhere then."""
    salvaged, done = Salvaged(), 0
    sqlite_rescue.empty(connection, OrganisationRow.__tablename__, RowHashRow.__tablename__)
    for table in tables():
        if table.name == ShingleRow.__tablename__:
            continue
        if not source.is_whole(table):
            salvaged.torn.add(table.name)
        rows = (_fitted(table, row, salvaged) for row in source.rows(table) if _has_key(table, row))
        while some := list(islice(rows, _AT_ONCE)):
            sqlite_rescue.put(connection, table, some)
            done += len(some)
            if progress:
                progress(done, 0)
    sqlite_rescue.go_on_from(connection, source.last_ids())
    return salvaged


def _has_key(table: CoreTable, row: Row) -> bool:
    """Tell whether it says which row it is; what does not is none."""
    return all(_fits(column, _as_text(column, row.get(column.name))) for column in table.primary_key)


def _fitted(table: CoreTable, row: Row, salvaged: Salvaged) -> dict[str, Any]:
    fitted = {}
    for column in table.columns:
        value = _as_text(column, row.get(column.name))
        fitted[column.name] = fitting = _fit(column, value)
        if fitting != value and column.name in row:
            key = row.get(next(iter(table.primary_key)).name)
            salvaged.unreadable.add((table.name, key if isinstance(key, int) else 0))
    if table.name == ClippingRow.__tablename__:
        fitted["search_id"] = _search_id(fitted)
    return fitted


def _search_id(row: Mapping[str, Any]) -> int:
    """It follows from the other values; two that are damaged might be the same."""
    day = date.fromisoformat(row["published_on"]) if row["published_on"] else None
    return search_id_of(int(row["id"]), day, datetime.fromisoformat(row["added_at"]))


def _fit(column: "Column[Any]", value: Any) -> Any:
    """Return a value as a column can hold it: itself, or where it is damaged the one that says the least."""
    if _fits(column, value):
        return value
    if column.nullable:
        return None
    least = next((least for kind, _, least in _KINDS if isinstance(column.type, kind)), lambda _column: "")
    return least(column)


def _as_text(column: "Column[Any]", value: Any) -> Any:
    """Return the text that bytes are where a column holds none: one bit of a row tells the one from the other."""
    if not isinstance(value, bytes) or isinstance(column.type, LargeBinary):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value


def _fits(column: "Column[Any]", value: Any) -> bool:
    if value is None:
        return bool(column.nullable)
    check = next((check for kind, check, _ in _KINDS if isinstance(column.type, kind)), _is_text)
    return check(column, value)


def _is_text(_column: "Column[Any]", value: Any) -> bool:
    return isinstance(value, str)


def _is_code(column: "Column[Any]", value: Any) -> bool:
    return isinstance(column.type, Enum) and value in column.type.enums


def _is_number(column: "Column[Any]", value: Any) -> bool:
    is_id = column.name == "id" or column.foreign_keys
    return isinstance(value, int) and (not is_id or 0 < value <= _MOST_IDS)


def _is_flag(_column: "Column[Any]", value: Any) -> bool:
    return value in (0, 1)


def _is_bytes(_column: "Column[Any]", value: Any) -> bool:
    return isinstance(value, bytes)


def _is_json(column: "Column[Any]", value: Any) -> bool:
    try:
        return isinstance(json.loads(value), dict if column.name in _OBJECTS else list)
    except (ValueError, TypeError):
        return False


def _is_day(_column: "Column[Any]", value: Any) -> bool:
    return _reads(date.fromisoformat, value)


def _is_moment(_column: "Column[Any]", value: Any) -> bool:
    return _reads(datetime.fromisoformat, value)


def _reads(read: Callable[[str], object], value: Any) -> bool:
    try:
        read(value)
    except (ValueError, TypeError):
        return False
    return True


def _first_code(column: "Column[Any]") -> str:
    return str(column.type.enums[0]) if isinstance(column.type, Enum) else ""


_KINDS: tuple[tuple[Any, Callable[["Column[Any]", Any], bool], Callable[["Column[Any]"], Any]], ...] = (
    (Enum, _is_code, _first_code),
    (JSON, _is_json, lambda column: "{}" if column.name in _OBJECTS else "[]"),
    (Boolean, _is_flag, lambda _column: 0),
    ((Integer, BigInteger), _is_number, lambda _column: 0),
    (DateTime, _is_moment, lambda _column: f"{_LONG_AGO} 00:00:00.000000"),
    (Date, _is_day, lambda _column: str(_LONG_AGO)),
    (LargeBinary, _is_bytes, lambda _column: b""),
)
"""What is a value of a column, and which one says the least; all others are texts."""
