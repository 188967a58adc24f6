"""Writing many clippings at once."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, delete, insert, select
from sqlalchemy.schema import CreateTable

from clipper.library.store.tables import ClippingRow

_ROW = ClippingRow.metadata.tables[ClippingRow.__tablename__]
_WAITING = Table(
    "waiting_clippings",
    MetaData(),
    *(Column(column.name, column.type) for column in _ROW.columns),
    prefixes=["TEMPORARY"],
)
_MAKE_ROOM = CreateTable(_WAITING, if_not_exists=True)


def insert_clippings(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of one form into the table of clippings.

    They go there in one statement and in the order of their search_id, since the full-text index writes out what it has
    collected at each statement, and at each key that is smaller than the one before: row by row takes it three times
    as long, in which nobody else can write.
    """
    connection.execute(_MAKE_ROOM)
    connection.execute(insert(_WAITING), rows)
    wanted = [_WAITING.c[name] for name in rows[0]]
    waiting = select(*wanted).order_by(_WAITING.c.search_id)
    connection.execute(insert(ClippingRow).from_select(list(rows[0]), waiting))
    connection.execute(delete(_WAITING))
