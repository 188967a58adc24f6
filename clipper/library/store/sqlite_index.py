"""Comparing the full-text index with the clippings, word by word, while others read and write."""

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from clipper.library.store import sqlite
from clipper.library.store.sqlite_search import is_interruption
from clipper.model.errors import EnvironmentProblem

_NO_ROOM = (
    "There is no room to check the search index: as much as it is large is needed for temporary files meanwhile. Free "
    "some space and check again."
)
_HELD = ("data", "idx", "docsize", "config")
"""What FTS5 keeps an index in."""


def agrees(connection: Connection) -> bool:
    """Tell whether the full-text index agrees with the clippings; a connection that reads is enough.

    FTS5 compares only where it may write, which would hold up everybody: so it does that in a copy of the index, which
    goes with the connection. Raises EnvironmentProblem where there is no room for one.
    """
    connection.detach()
    _let_keep_temporary(connection)
    try:
        _copy(connection)
        return _agrees(connection)
    except DBAPIError as error:
        if sqlite.is_full(error):
            raise EnvironmentProblem(_NO_ROOM) from error
        raise


def _let_keep_temporary(connection: Connection) -> None:
    """Let a connection, before it reads anything, have tables of its own, which are too large for memory."""
    raw = connection.connection.dbapi_connection
    assert raw is not None
    for setting in ("query_only = OFF", "temp_store = FILE"):
        raw.cursor().execute(f"PRAGMA {setting}")


def _copy(connection: Connection) -> None:
    connection.exec_driver_sql(f"CREATE TEMP VIEW clippings {sqlite.searched_texts()}")
    connection.exec_driver_sql(sqlite.search_index_in("temp"))
    for part in _HELD:
        connection.exec_driver_sql(f"DELETE FROM temp.clippings_fts_{part}")
        connection.exec_driver_sql(f"INSERT INTO temp.clippings_fts_{part} SELECT * FROM main.clippings_fts_{part}")


def _agrees(connection: Connection) -> bool:
    try:
        connection.exec_driver_sql("INSERT INTO temp.clippings_fts (clippings_fts, rank) VALUES ('integrity-check', 1)")
    except DBAPIError as error:
        if is_interruption(error) or sqlite.is_full(error):
            raise
        return False
    return True
