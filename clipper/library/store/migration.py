"""Bringing an older library to the present form, all in one transaction or nothing; who opens it keeps a copy first."""

import logging
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Inspector, func, inspect, select, table
from sqlalchemy.exc import DBAPIError

from clipper.library.store import sqlite, sqlite_hashes
from clipper.library.store.tables import RowHashRow
from clipper.model.errors import EnvironmentProblem

MIGRATIONS = Path(__file__).parent / "migrations"
_KEEPS_INDEX = 16
"""From this form on the search index and its triggers stay, and follow each row that a version writes.

A version that gives the index another form, or copies the table of clippings, whose triggers go, must raise it: to make
the index anew takes most of the time that a migration takes.
"""
_INDEXES_UNPOINTED = 17
"""From this form on there is all that today's search index reads."""
_NOT_COUNTED = ("clippings_fts", "alembic_version", "sqlite_", "row_hashes")


_REFUSED = "{path} could not be brought to the form of this version of Clipper. It was left as it is."
_log = logging.getLogger(__name__)


def migrate(path: Path, version: int, versions: Path = MIGRATIONS / "versions") -> None:
    """Bring a library to a version.

    Raises EnvironmentProblem, with the library as it was, when rows would be lost or broken, or something in it that
    Clipper did not put there is in the way, such as a form that damage has made none.
    """
    refusal = EnvironmentProblem(_REFUSED.format(path=path))
    with closing(sqlite.connect_alone(path)) as raw, sqlite.writing_engine(raw).begin() as connection:
        before, broken = _row_counts(connection), sqlite.broken_links(connection)
        if sqlite.has_table(connection, RowHashRow.__tablename__):
            sqlite_hashes.mark_wrong(connection)
        try:
            _upgrade(connection, version, versions)
        except (DBAPIError, CommandError) as error:
            if isinstance(error, DBAPIError) and sqlite.explain(error.orig, path) is not None:
                raise
            _log.exception("a library could not be migrated")
            raise refusal from error
        if sqlite.has_table(connection, RowHashRow.__tablename__):
            sqlite_hashes.hash_all(connection)
        sqlite.mark(connection, version)
        # Links that were broken before are the check's to name, and no reason to keep a library closed.
        if sqlite.broken_links(connection) > broken or _lost_rows(before, _row_counts(connection)):
            raise refusal


def _upgrade(connection: Connection, version: int, versions: Path) -> None:
    keeps_index = sqlite.marked(connection) >= _KEEPS_INDEX and sqlite.has_search_index(connection)
    if not keeps_index:
        sqlite.drop_search_index(connection)
    config = Config()
    for name, folder in (("script_location", MIGRATIONS), ("version_locations", versions)):
        # Alembic's settings take a percent sign for the beginning of a name.
        config.set_main_option(name, str(folder).replace("%", "%%"))
    # One folder is one location, even when its name has a space or a comma in it.
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, f"{version:04}")
    # Of a form that is on the way to the present one, as tests make them, nothing can be searched.
    if not keeps_index and version >= _INDEXES_UNPOINTED:
        sqlite.create_search_index(connection)


def _row_counts(connection: Connection) -> dict[str, int]:
    inspector: Inspector = inspect(connection)
    names = [name for name in inspector.get_table_names() if not name.startswith(_NOT_COUNTED)]
    return {name: connection.scalars(select(func.count()).select_from(table(name))).one() for name in names}


def _lost_rows(before: Mapping[str, int], after: Mapping[str, int]) -> bool:
    return any(after[name] != count for name, count in before.items() if name in after)
