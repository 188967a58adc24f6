"""Which backup holds a row whole that is damaged or lost in the library."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from clipper.library.row_titles import clipping_title
from clipper.library.store import sqlite, sqlite_hashes
from clipper.library.store.engine import VERSION
from clipper.model.damage import Flaw
from clipper.model.errors import EnvironmentProblem


def whole_in(flaw: Flaw, backups: Sequence[Path]) -> str:
    """Return a sentence that names the first of some backups in which a row is what was written; empty for none."""
    for backup in backups:
        title = _found_whole(backup, flaw.table, flaw.key)
        if title is not None:
            return f" The backup {backup} has it{title}."
    return ""


def _found_whole(backup: Path, table: str, key: int) -> str | None:
    try:
        if sqlite.peek(backup) != (sqlite.APPLICATION_ID, VERSION):
            return None
        with closing(sqlite.connect_source(backup)) as raw, sqlite.writing_engine(raw).connect() as connection:
            one = sqlite_hashes.HASHED[table]
            is_there = bool(sqlite_hashes.hashes(connection, one, [key]))
            if not is_there or sqlite_hashes.wrong_keys(connection, one, [key]):
                return None
            return clipping_title(connection, key) if table == "clippings" else ""
    except (EnvironmentProblem, DBAPIError, sqlite3.Error):
        return None
