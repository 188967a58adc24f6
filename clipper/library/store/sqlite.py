"""All that is true of SQLite alone: how a library file is opened, its full-text index, its errors in plain sentences."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, func, select, text
from sqlalchemy.exc import DBAPIError

from clipper.model.errors import EnvironmentProblem

APPLICATION_ID = 0x436C6970
"""“Clip”, in the file's header: tells a library from any other SQLite file."""

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another process that writes."""

NAME_BREAK = " \ue000 "
"""Stands between two names in `clippings.names`: a private-use character is a token of its own to the index and no word
to a query, so a phrase never crosses from one name into the next."""

SEARCHED_COLUMNS = ("headline", "deck", "body", "note", "names")
"""The columns of the full-text index `clippings_fts`, whose row id is `clippings.search_id`."""

_COLUMNS = ", ".join(SEARCHED_COLUMNS)
_OLD = ", ".join(f"old.{column}" for column in SEARCHED_COLUMNS)
_NEW = ", ".join(f"new.{column}" for column in SEARCHED_COLUMNS)
_FORGET = f"INSERT INTO clippings_fts (clippings_fts, rowid, {_COLUMNS}) VALUES ('delete', old.search_id, {_OLD});"
_LEARN = f"INSERT INTO clippings_fts (rowid, {_COLUMNS}) VALUES (new.search_id, {_NEW});"

_SEARCH_INDEX = (
    f"""CREATE VIRTUAL TABLE clippings_fts USING fts5 (
        {_COLUMNS}, content='clippings', content_rowid='search_id',
        tokenize="unicode61 remove_diacritics 2", prefix='1 2 3')""",
    f"CREATE TRIGGER clippings_fts_insert AFTER INSERT ON clippings BEGIN {_LEARN} END",
    f"CREATE TRIGGER clippings_fts_delete AFTER DELETE ON clippings BEGIN {_FORGET} END",
    f"CREATE TRIGGER clippings_fts_update AFTER UPDATE OF search_id, {_COLUMNS} ON clippings BEGIN {_FORGET} {_LEARN} END",
)


def create_search_index(connection: Connection) -> None:
    """Make the full-text index and the triggers that keep it; the table of clippings may hold rows already."""
    for statement in ("DROP TABLE IF EXISTS clippings_fts", *_SEARCH_INDEX):
        if statement.startswith("CREATE TRIGGER"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {statement.split()[2]}")
        connection.exec_driver_sql(statement)
    rebuild_search_index(connection)


def rebuild_search_index(connection: Connection) -> None:
    """Fill the full-text index anew from the clippings, after a bulk load or a repair."""
    connection.exec_driver_sql("INSERT INTO clippings_fts (clippings_fts) VALUES ('rebuild')")


def optimise_search_index(connection: Connection) -> None:
    """Merge the index into one piece, which drops the words of clippings that are gone from its pages."""
    connection.exec_driver_sql("INSERT INTO clippings_fts (clippings_fts) VALUES ('optimize')")


def check_search_index(connection: Connection) -> bool:
    """Tell whether the full-text index agrees with the clippings."""
    try:
        connection.exec_driver_sql("INSERT INTO clippings_fts (clippings_fts, rank) VALUES ('integrity-check', 1)")
    except DBAPIError:
        return False
    return True


def id_set(ids: Iterable[int]) -> Select[tuple[int]]:
    """Return ids as a subquery with one bound parameter, for any number of them: `column.in_(id_set(ids))`."""
    values = func.json_each(json.dumps(list(ids))).table_valued("value")
    return select(values.c.value)


def next_id(connection: Connection, table: str) -> int:
    """Return the id that the next row of a table gets; ids of rows that are gone are never given again."""
    statement = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return int(connection.execute(statement, {"name": table}).scalar() or 0) + 1
