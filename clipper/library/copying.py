"""Whole, verified copies of a library's file and of the large files beside it, also while others write there."""

import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing
from pathlib import Path

from msgspec import Struct, field

from clipper.library import contents
from clipper.library.safe_file import replacing
from clipper.library.store import sqlite
from clipper.library.store.tables import ContentRow
from clipper.model.errors import EnvironmentProblem
from clipper.model.progress import Progress

Connect = Callable[[Path], sqlite3.Connection]
"""Opens a library to copy it."""


class Copied(Struct, frozen=True):
    """By SHA-256 the large files that a copy names, and those of them that were missing or damaged."""

    needed: frozenset[str] = frozenset()
    lost: list[str] = field(default_factory=list)


def tell_nobody(_done: int, _total: int) -> None:
    """Nobody waits for what is told."""


def copy_library(
    source: Path,
    target: Path,
    files: Path,
    *,
    has: Collection[str] = (),
    progress: Progress = tell_nobody,
    connect: Connect = sqlite.connect_source,
) -> Copied:
    """Write a whole copy of a library as it is at this moment, verify it, and give it its name.

    Its large files are copied beside `files`, but for those that it `has`. `progress` is told percents; an exception
    that it raises ends the copying. Raises EnvironmentProblem, and what was at `target` before is as it was.
    """
    with replacing(target) as beside:
        copy_file(source, beside, progress, connect)
        needed = large_files(beside)
        lost = []
        # Before the copy has its name: one without them would be none.
        for sha256 in sorted(needed.keys() - has):
            progress(100, 100)
            lost += contents.copy_beside(source, files, [sha256])
    return Copied(frozenset(needed), lost)


def copy_file(
    source: Path, target: Path, progress: Progress = tell_nobody, connect: Connect = sqlite.connect_source
) -> None:
    """Copy a library's own file, found to be sound before and after, for nobody who may not read that.

    Raises EnvironmentProblem.
    """
    size = max(source.stat().st_size, 1) if source.exists() else 1

    def tell() -> None:
        done = target.stat().st_size if target.exists() else 0
        progress(min(100, done * 100 // size), 100)

    with sqlite.plain_errors(source), closing(connect(source)) as connection:
        with sqlite.telling(connection, tell):
            is_damaged = sqlite.damage(connection)
        if is_damaged:
            raise EnvironmentProblem(sqlite.DAMAGED.format(path=source))
        target.touch(mode=0o600 | (source.stat().st_mode & 0o077))
        with sqlite.plain_errors(target.parent), sqlite.telling(connection, tell):
            sqlite.copy_into(connection, target)
    with sqlite.plain_errors(target.parent), closing(sqlite.connect_alone(target)) as connection:
        with sqlite.telling(connection, tell):
            is_damaged = sqlite.damage(connection)
        if is_damaged:
            raise EnvironmentProblem(f"The copy in {target.parent} is damaged and was removed. Choose another disk.")


def shared_by(backup: Path) -> Path:
    """Return beside what the large files lie that all backups of a folder share."""
    return backup.with_name("attached")


def large_files(copy: Path) -> dict[str, int]:
    """Return by SHA-256 what a copy names of files that lie beside it, with sizes; one of an older form names none."""
    with sqlite.plain_errors(copy), sqlite.reading_copy(copy) as connection:
        return contents.sizes_beside(connection) if sqlite.has_table(connection, ContentRow.__tablename__) else {}
