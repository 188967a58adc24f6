"""Erasing clippings for good from backups, too: a purge leaves them there, and in libraries that were set aside."""

import shutil
from collections.abc import Collection, Iterable, Sequence
from contextlib import closing, nullcontext
from pathlib import Path

from sqlalchemy import select

from clipper.library import backup_facts, contents
from clipper.library.backup_lists import of_former_places
from clipper.library.backup_places import usual_folder_of
from clipper.library.backups import held, sweep
from clipper.library.copying import copy_file, large_files, tell_nobody
from clipper.library.erased import Erased
from clipper.library.library import Library
from clipper.library.safe_file import clear_left_behind, hidden_beside, put_in_place
from clipper.library.setting_aside import asides_of
from clipper.library.store import sqlite
from clipper.library.store.engine import VERSION
from clipper.library.store.keeper import Keeper
from clipper.library.store.tables import ClippingRow
from clipper.model.errors import Damaged, EnvironmentProblem
from clipper.model.progress import Progress


def uuids_of(library: Library, ids: Iterable[int]) -> frozenset[str]:
    """Return by what clippings are known in the backups of their library."""
    with library.store.reading() as connection:
        return frozenset(
            connection.scalars(select(ClippingRow.uuid).where(ClippingRow.id.in_(sqlite.id_set(ids)))).all()
        )


def holders(library: Library, uuids: Collection[str]) -> list[Path]:
    """Return the backups of a library, and what was set aside beside it, that hold one of some clippings.

    One that is damaged may hold any, and so is among them.
    """
    return [file for file in _copies_of(library) if _holds(file, uuids)]


def leftovers(library: Library) -> tuple[frozenset[str], list[Path]]:
    """Return by what clippings are known that a library ever erased for good and its backups hold, and these backups.

    One that is damaged may hold any, and so is among them. Raises EnvironmentProblem where they are out of reach.
    """
    with library.store.reading() as connection:
        erased = Erased(connection)
    if not erased:
        return frozenset(), []
    if said := told_out_of_reach(library):
        raise EnvironmentProblem(said)
    uuids = frozenset(uuid for file in _copies_of(library) for uuid in _uuids_in(file) if uuid in erased)
    return uuids, holders(library, uuids)


def told_out_of_reach(library: Library) -> str:
    """Return a sentence where the folder that a person chose for the backups of a library is not there, else ""."""
    folder = library.backups
    if folder is None or folder.is_dir() or folder == usual_folder_of(library.path):
        return ""
    return f"What the backups in {folder} hold cannot be known while it is not there. Connect its disk."


def erase(
    library: Library, files: Sequence[Path], uuids: Collection[str], progress: Progress = tell_nobody
) -> list[str]:
    """Erase clippings from backups; returns a sentence for each where that could not be done, and which is as it was.

    An older backup is brought to the present form by that. An exception that `progress` raises ends it between two.
    """
    failed = []
    for done, file in enumerate(files):
        progress(done, len(files))
        is_backup = file.parent != library.path.resolve().parent
        try:
            # Who writes another backup meanwhile would take what is half done for what a crash left.
            with held(file.parent) if is_backup else nullcontext():
                _erase(file, uuids, is_backup=is_backup)
        except (EnvironmentProblem, OSError) as error:
            # Another process may have let go of an old backup meanwhile.
            if file.exists():
                failed.append(f"{file} still holds what was erased: {_why(error)}")
    # What one still holds tells of its attached files, too.
    folders = {file.parent for file in files} - {library.path.resolve().parent}
    not_swept = [sentence for folder in sorted(folders) for sentence in _swept(folder)]
    return failed or not_swept


def _why(error: EnvironmentProblem | OSError) -> str:
    if isinstance(error, Damaged):
        return "it is damaged, so that nothing can be taken out of it. Erase it, and its .files, when nobody needs it."
    cause = error if isinstance(error, OSError) else error.__cause__
    return f"it cannot be changed ({cause.strerror})." if isinstance(cause, OSError) else str(error)


def _swept(folder: Path) -> list[str]:
    try:
        with held(folder):
            sweep(folder)
    except EnvironmentProblem as error:
        return [f"{folder} may still hold attached files of what was erased: {_why(error)}"]
    return []


def _copies_of(library: Library) -> list[Path]:
    backups = backup_facts.listed(library.backups) if library.backups and library.backups.is_dir() else []
    backups += of_former_places(library.path) if library.backups else []
    return [*(one.path for one in backups), *asides_of(library.path.resolve())]


def _holds(file: Path, uuids: Collection[str]) -> bool:
    try:
        with sqlite.plain_errors(file):
            _settle(file)
            return _finds(file, uuids)
    except EnvironmentProblem:
        return True


def _uuids_in(file: Path) -> list[str]:
    try:
        with sqlite.plain_errors(file):
            _settle(file)
            with sqlite.reading_copy(file) as connection:
                is_there = sqlite.has_table(connection, ClippingRow.__tablename__)
                return list(connection.scalars(select(ClippingRow.uuid))) if is_there else []
    except EnvironmentProblem:
        return []


def _settle(file: Path) -> None:
    """Bring into a file what lies in a log beside it: a library may have been set aside after a crash."""
    if sqlite.logs_of(file):
        sqlite.recover(file)
        with closing(sqlite.connect_source(file)) as connection:
            sqlite.empty_log(connection, wait=False)


def _finds(file: Path, uuids: Collection[str]) -> bool:
    with sqlite.reading_copy(file) as connection:
        if not sqlite.has_table(connection, ClippingRow.__tablename__):
            return False
        found = select(ClippingRow.id).where(ClippingRow.uuid.in_(sqlite.text_set(uuids))).limit(1)
        return connection.scalar(found) is not None


def _erase(file: Path, uuids: Collection[str], *, is_backup: bool) -> None:
    keeper = Keeper.take(file)
    if keeper is None:
        raise EnvironmentProblem(sqlite.LOCKED.format(path=file))
    try:
        with sqlite.plain_errors(file):
            _settle(file)
        # SQLite would write it into what comes in the place of the file.
        if sqlite.logs_of(file):
            raise Damaged(sqlite.DAMAGED.format(path=file))
        backup = backup_facts.look_at(file) if is_backup else None
        _replace_by_rest(file, uuids)
        if backup is not None:
            backup_facts.describe(backup, backup.program)
        else:
            contents.sweep(file, large_files(file))
    finally:
        keeper.release()
    if _holds(file, uuids):
        raise EnvironmentProblem("It could not be verified.")


def _replace_by_rest(file: Path, uuids: Collection[str]) -> None:
    """Work on a copy, so that what was there stays until it can be replaced by what is sound."""
    clear_left_behind(file, age=0)
    first, second = (hidden_beside(file) for _ in range(2))
    try:
        shutil.copyfile(file, first)
        with sqlite.plain_errors(file):
            _migrate(first)
        _purge(first, uuids)
        # Written anew: nothing of what was erased is left between the pages then.
        copy_file(first, second)
        put_in_place(second, file)
    finally:
        for left in (first, second):
            left.unlink(missing_ok=True)


def _migrate(copy: Path) -> None:
    if sqlite.peek(copy)[1] < VERSION:
        from clipper.library.store.migration import migrate

        migrate(copy, VERSION)


def _purge(copy: Path, uuids: Collection[str]) -> None:
    with Library.open(copy, create=False) as library:
        with library.store.reading() as connection:
            wanted = select(ClippingRow.id).where(ClippingRow.uuid.in_(sqlite.text_set(uuids)))
            ids = list(connection.scalars(wanted))
        library.purge(ids)
