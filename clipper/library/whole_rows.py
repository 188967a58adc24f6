"""Which backup holds rows whole that is damaged or lost in the library."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from msgspec import Struct
from sqlalchemy.exc import DBAPIError

from clipper.library.row_titles import clipping_title
from clipper.library.store import sqlite, sqlite_hashes
from clipper.library.store.engine import VERSION
from clipper.model.damage import Flaw
from clipper.model.errors import EnvironmentProblem


class Whole(Struct, frozen=True):
    """A row that a backup has whole, with the title in brackets where it is a clipping that has one."""

    backup: Path
    title: str

    @property
    def sentence(self) -> str:
        """What follows a sentence that names the row."""
        return f" The backup {self.backup} has it{self.title}."


def whole_in(flaws: Sequence[Flaw], backups: Sequence[Path]) -> dict[Flaw, Whole]:
    """Return by flaws the first of some backups in which their row is what was written."""
    found: dict[Flaw, Whole] = {}
    for backup in backups:
        titles = _found_whole(backup, [flaw for flaw in flaws if flaw not in found])
        found |= {flaw: Whole(backup, title) for flaw, title in titles.items()}
    return found


def _found_whole(backup: Path, flaws: Sequence[Flaw]) -> dict[Flaw, str]:
    found: dict[Flaw, str] = {}
    # What cannot be read there, or has hashes of other columns in an older form, is found nowhere.
    with suppress(EnvironmentProblem, DBAPIError, sqlite3.Error):
        application, version = sqlite.peek(backup)
        if application != sqlite.APPLICATION_ID or version > VERSION:
            return found
        with closing(sqlite.connect_source(backup)) as raw, sqlite.writing_engine(raw).connect() as connection:
            for flaw in flaws:
                one = sqlite_hashes.HASHED[flaw.table]
                is_there = bool(sqlite_hashes.hashes(connection, one, [flaw.key]))
                if is_there and not sqlite_hashes.wrong_keys(connection, one, [flaw.key]):
                    found[flaw] = clipping_title(connection, flaw.key) if flaw.table == "clippings" else ""
    return found
