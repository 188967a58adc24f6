"""Saying of which files of a library nobody has what they hold any more."""

from collections.abc import Sequence
from pathlib import Path

from clipper.library import kept_files
from clipper.library.store import sqlite
from clipper.library.store.tables import AttachmentRow, IssuedFileRow, TemplateRow

_NAMED = 5
_NOT_COPIED = "was not in the backup, nor beside it"


def told_missing(copy: Path, hashes: Sequence[str]) -> list[str]:
    """Return a sentence about files, by the SHA-256 of what they hold, that a copy of a library of any form has not."""
    if not hashes:
        return []
    with sqlite.plain_errors(copy), sqlite.reading_copy(copy) as connection:
        tells = all(
            sqlite.has_table(connection, rows.__tablename__) for rows in (AttachmentRow, IssuedFileRow, TemplateRow)
        )
        names = [one.name for one in kept_files.named(connection, hashes)] if tells else list(hashes)
    return [sentence(names, _NOT_COPIED)]


def sentence(names: Sequence[str], why: str) -> str:
    """Return a sentence that names files of which nobody has what they hold."""
    quoted = [f"“{name}”" for name in names]
    one = len(names) == 1
    return f"What {quoted[0]} holds {why}." if one else f"What {len(names):,} files hold {why}: {some_of(quoted)}."


def some_of(names: Sequence[str]) -> str:
    """Return the first few names, and how many there are more."""
    more = len(names) - _NAMED
    return "; ".join(names[:_NAMED]) + (f"; and {more:,} more" if more > 0 else "")
