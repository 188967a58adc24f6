"""What SQLite tells of an open library: how it is kept, and how much of everything there is."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, func, select

from clipper.library.store import sqlite
from clipper.library.store.tables import Table

ENGINE = sqlite3.sqlite_version
"""The version of SQLite that this program runs on."""

_SETTINGS = ("journal_mode", "page_size", "page_count", "freelist_count", "encoding")


def settings(connection: Connection) -> dict[str, str]:
    """Return how the file is kept, by SQLite's own names."""
    return {name: str(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()) for name in _SETTINGS}


def form(connection: Connection) -> int:
    """Return the version of the library's form that the file says it has."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has that has any, in the order of the alphabet."""
    tables = sorted(Table.metadata.sorted_tables, key=lambda table: table.name)
    found = {table.name: connection.scalars(select(func.count()).select_from(table)).one() for table in tables}
    return {name: count for name, count in found.items() if count}


def is_sound(connection: Connection) -> bool:
    """Tell whether a quick check of the file finds nothing wrong; reads all of it."""
    raw: Any = connection.connection.dbapi_connection
    return sqlite.damage(raw) is None
