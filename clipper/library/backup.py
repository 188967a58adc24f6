"""Keeping a library safe: verified copies while it is in use, and putting a copy back."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field
from sqlalchemy import false, select

from clipper.library import contents, kept_files
from clipper.library.copying import copy_file, copy_library, large_files, shared_by, tell_nobody
from clipper.library.erased import Erased
from clipper.library.library import Library
from clipper.library.missing_files import told_missing
from clipper.library.safe_file import written_beside
from clipper.library.setting_aside import RESTORE, take_place
from clipper.library.store import sqlite
from clipper.library.store.engine import VERSION, take_keeper
from clipper.library.store.keeper import Keeper
from clipper.library.store.tables import ClippingRow
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.progress import Progress

_NOT_COPIED = "What “{name}” holds is missing or damaged in the library, and so it is not in the backup."


def backup(library: Library, path: Path, progress: Progress = tell_nobody) -> list[str]:
    """Write a whole copy of the library, as it is at this moment, and verify it; also while others write.

    A former backup at `path` is replaced once the copy is sound. Returns a sentence for each file of which what it
    holds is missing or damaged, and so is not in the copy. Raises WrongUsage where that is the library itself,
    another library, or a file of another kind, EnvironmentProblem where the copy cannot be written; the library is not
    touched.
    """
    if path.exists() and path.samefile(library.path):
        raise WrongUsage(f"{path} is the library itself. Choose another file for the backup.")
    if path.is_file() and not _is_database(path):
        raise WrongUsage(f"{path} is another kind of file. Nothing was written; choose another name for the backup.")
    if path.is_file() and _is_another_library(path, library):
        raise WrongUsage(
            f"{path} holds another library, or what no copy of this one has. Nothing was written; choose another name "
            "for the backup."
        )
    # What a link leads to is replaced, not the link.
    path = path.resolve()
    with _closed(path):
        copied = copy_library(library.path, path, path, progress=progress, connect=library.store.connect_source)
        contents.sweep(path, copied.needed)
    return not_copied(library, copied.lost)


@contextmanager
def _closed(path: Path) -> Iterator[None]:
    """See to it that nobody has open what is replaced, and that no log lies beside it: it would go into what comes."""
    if not path.exists() and not sqlite.logs_of(path):
        yield
        return
    try:
        keeper = Keeper.take(path)
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be written ({error.strerror}). Choose another place.") from error
    if keeper is None:
        raise WrongUsage(f"{path} is open in Clipper. Nothing was written; choose another name for the backup.")
    try:
        sqlite.fold_log(path)
        if sqlite.logs_of(path):
            raise WrongUsage(f"{path} is in use. Nothing was written; choose another name for the backup.")
        yield
    finally:
        keeper.release()


def not_copied(library: Library, lost: Sequence[str]) -> list[str]:
    """Return a sentence for each file of which what it holds, by its SHA-256, is not in a copy."""
    with library.store.reading() as connection:
        return [_NOT_COPIED.format(name=name) for _, name in kept_files.named(connection, lost)]


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) in (b"SQLite format 3\0", b"")


def _is_another_library(path: Path, library: Library) -> bool:
    """Tell whether a database has a clipping that a library never had, or is of another program, or damaged.

    A copy on which somebody worked on has some of both.
    """
    if not path.stat().st_size:
        return False
    try:
        with sqlite.plain_errors(path):
            if sqlite.peek(path)[0] != sqlite.APPLICATION_ID:
                return True
            with closing(sqlite.connect_source(path)) as raw, sqlite.writing_engine(raw).connect() as connection:
                uuids = set(connection.scalars(select(ClippingRow.uuid).where(ClippingRow.withdrawn == false())))
    except EnvironmentProblem:
        return True
    with library.store.reading() as connection:
        unknown = uuids.difference(connection.scalars(select(ClippingRow.uuid)))
        erased = Erased(connection)
        return any(uuid not in erased for uuid in unknown)


class Restored(Struct, frozen=True):
    """Where the former library was set aside, None where there was none, and what a person has to know of files."""

    aside: Path | None
    sentences: list[str] = field(default_factory=list)


def restore_backup(
    path: Path, library_path: Path, *, now: datetime | None = None, progress: Progress = tell_nobody
) -> Restored:
    """Put a backup in the place of a library, which is set aside.

    The backup itself stays as it is. Raises EnvironmentProblem, with everything as it was, when the backup is damaged,
    newer or no library, or when the library is in use or its place read-only.
    """
    _require_backup(path, library_path)
    # What a link leads to is set aside, not the link.
    library_path = library_path.resolve()
    keeper = take_keeper(library_path)
    if keeper is None:
        raise EnvironmentProblem(f"{library_path} is in use. Close its window and try again; nothing was changed.")
    try:
        return _put_in_place(path, library_path, now or datetime.now(), progress)
    finally:
        keeper.release()


def _put_in_place(path: Path, library_path: Path, now: datetime, progress: Progress) -> Restored:
    had = contents.hashes_beside(library_path)
    with written_beside(library_path) as beside:
        try:
            copy_file(path, beside, progress)
            needed = large_files(beside)
            # Before the copy has its name: it is never there without them. Backups share theirs.
            lost = contents.copy_beside(path, library_path, needed)
            lost = contents.copy_beside(shared_by(path), library_path, lost)
            sqlite.fold_log(library_path)
            aside = take_place(beside, library_path, RESTORE, now)
        except BaseException:
            if beside.exists():
                contents.sweep(library_path, had)
            raise
    # What is left is nothing that anybody misses, and goes with the next purge.
    with suppress(EnvironmentProblem):
        contents.sweep(library_path, needed)
    return Restored(aside, told_missing(library_path, lost))


def _require_backup(path: Path, library_path: Path) -> None:
    if not path.is_file():
        raise EnvironmentProblem(f"There is no file {path}. Nothing was changed.")
    if library_path.exists() and path.samefile(library_path):
        raise WrongUsage(f"{path} is the library itself. Choose the backup to put in its place.")
    if not library_path.parent.is_dir():
        raise EnvironmentProblem(f"There is no folder {library_path.parent}. Make it first, or choose another place.")
    with sqlite.plain_errors(path):
        application, version = sqlite.peek(path)
    if application != sqlite.APPLICATION_ID:
        raise EnvironmentProblem(sqlite.NOT_A_LIBRARY.format(path=path))
    if version > VERSION:
        raise EnvironmentProblem(f"{path} is of a newer version of Clipper. Update Clipper; nothing was changed.")
