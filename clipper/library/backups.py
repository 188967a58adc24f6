"""The backups of a library that are made by themselves: when one is due, how it is written, and which of them stay.

A folder holds the backups of one library, named by time and reason. Its large files lie there once for all of them.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from clipper import places
from clipper.library import backup_facts, contents, history
from clipper.library.backup import not_copied
from clipper.library.backup_facts import listed
from clipper.library.belonging import Note
from clipper.library.copying import Connect, Copied, copy_library, large_files, shared_by, tell_nobody
from clipper.library.library import Library
from clipper.library.missing_files import told_missing
from clipper.library.rotation import dispensable, surplus
from clipper.library.safe_file import clear_all_left_behind
from clipper.library.store import sqlite
from clipper.library.store.keeper import Keeper
from clipper.model.backup import LARGE, Backup, Reason
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.progress import Progress

_PATIENCE = 10.0
"""Seconds to wait for another process that writes a backup of the same library."""


class Made(Struct, frozen=True):
    """A backup that was just made, and a sentence for each file that is missing or damaged in the library."""

    backup: Backup
    sentences: list[str] = field(default_factory=list)


def folder_beside(library: Path) -> Path:
    """Return the folder for the backups of a library where none was chosen."""
    return library.with_name(f"{library.name}.backups")


def make(library: Library, folder: Path, reason: Reason, progress: Progress = tell_nobody) -> Made:
    """Write a backup into a folder, verified by opening it, and let go of what is not needed any more.

    One that is asked for also looks into the large files that backups share already. Raises EnvironmentProblem; what
    was there before is as it was, but for old ones that made room on a full disk.
    """
    backup, copied = _write(library.path, folder, library.now(), reason, progress, library.store.connect_source)
    return Made(backup, not_copied(library, copied.lost))


def make_if_changed(library: Library, folder: Path, reason: Reason, progress: Progress = tell_nobody) -> Made | None:
    """Write a backup unless there is one that holds what the library does now; see make."""
    return make(library, folder, reason, progress) if has_changed(library, folder) else None


def has_changed(library: Library, folder: Path) -> bool:
    """Tell whether no sound backup holds what the library does now, by its change log and not by any clock."""
    with library.store.reading() as connection:
        mark = history.mark(connection)
    return mark != "" and all(one.held.mark != mark for one in listed(folder) if one.is_sound)


def before(library: Library, reason: Reason, count: int, progress: Progress = tell_nobody) -> list[str]:
    """Back a library up before many clippings are brought in or deleted; returns what a person has to know of it.

    What is done then goes on where no backup can be written. Nothing is written for few clippings, nor for a library
    that was opened without a folder for it.
    """
    if library.backups is None or count < LARGE:
        return []
    try:
        made = make_if_changed(library, library.backups, reason, progress)
    except EnvironmentProblem as error:
        return [f"No backup was made before: {error}"]
    return made.sentences if made else []


def keep_before_update(path: Path, folder: Path, now: datetime) -> Backup:
    """Back up a library of an older form, which nobody has open; raises EnvironmentProblem."""
    try:
        return _write(path, folder, now, Reason.UPDATE, tell_nobody)[0]
    except EnvironmentProblem as error:
        raise EnvironmentProblem(
            f"{path} has to be brought to the form of this version of Clipper, and no backup of it could be written "
            f"before. It was left as it is. {error}"
        ) from error


def save_copy(backup: Backup, target: Path, progress: Progress = tell_nobody) -> list[str]:
    """Write a backup to another file, with the files that it shares, and return what a person has to know of it.

    Raises WrongUsage, or EnvironmentProblem.
    """
    if target.exists():
        raise WrongUsage(f"There is a file {target} already. Nothing was written; choose another name for the copy.")
    folder = backup.path.parent
    # On a medium that only we cannot write to, nobody thins backups out either.
    with held(folder) if os.access(folder, os.W_OK) else nullcontext():
        copied = copy_library(backup.path, target, target, progress=progress)
        lost = contents.copy_beside(shared_by(backup.path), target, copied.lost)
    return told_missing(target, lost)


def sweep(folder: Path) -> None:
    """Remove the large files that no backup of a folder needs; where one of these cannot be read, nobody knows.

    Raises EnvironmentProblem then. Whoever gave a backup another name there still needs what it shares.
    """
    needed: set[str] = set()
    for file in folder.glob(f"*{backup_facts.ENDING}"):
        needed |= large_files(file).keys()
    contents.sweep(shared_by(folder / "any"), needed)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Let nobody else write backups into a folder, made when it is not there; raises EnvironmentProblem."""
    keeper = _take(folder)
    try:
        yield
    finally:
        keeper.release()


def _take(folder: Path) -> Keeper:
    give_up = time.monotonic() + _PATIENCE
    # Makes the usual one around it anew, where somebody took it away. One around a folder that a person chose is not
    # made: its disk may not be there, and the backups would lie beside the library.
    places.backups_folder()
    try:
        folder.mkdir(exist_ok=True)
        while (keeper := Keeper.take(folder / "backups")) is None:
            if time.monotonic() > give_up:
                raise EnvironmentProblem(f"Another Clipper is writing a backup into {folder}. Try again in a moment.")
            time.sleep(0.05)
    except OSError as error:
        raise EnvironmentProblem(
            f"No backup can be written into {folder} ({error.strerror}). Connect its disk, or choose another folder."
        ) from error
    return keeper


def _write(
    path: Path,
    folder: Path,
    now: datetime,
    reason: Reason,
    progress: Progress,
    connect: Connect = sqlite.connect_source,
) -> tuple[Backup, Copied]:
    with held(folder):
        clear_all_left_behind(folder)
        _make_room(folder, path.stat().st_size)
        target = backup_facts.free_path(folder, now, reason)
        shared = shared_by(target)
        has = () if reason is Reason.ASKED else contents.hashes_beside(shared)
        copied = copy_library(path, target, shared, has=has, progress=progress, connect=connect)
        try:
            backup = backup_facts.describe_new(target)
        except EnvironmentProblem:
            target.unlink(missing_ok=True)
            raise
        with sqlite.reading_copy(target) as connection:
            Note.of(path, connection).write(folder)
        _thin_out(folder, backup, now)
    return backup, copied


def _thin_out(folder: Path, made: Backup, now: datetime) -> None:
    for one in surplus(listed(folder), now):
        # With a clock that was set back it may look like the oldest. What can just not be read now may be sound.
        if one.path != made.path and (one.is_sound or backup_facts.is_damaged(one)):
            backup_facts.remove(one)
    with suppress(EnvironmentProblem):
        sweep(folder)


def _make_room(folder: Path, size: int) -> None:
    """Remove old backups until there is room for one of a size; where all of them make none, none goes in vain."""
    old = dispensable(listed(folder))
    free = shutil.disk_usage(folder).free
    if free + sum(one.size for one in old) < size:
        return
    for one in old:
        if free >= 2 * size:
            return
        backup_facts.remove(one)
        free = shutil.disk_usage(folder).free
