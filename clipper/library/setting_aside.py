"""Keeping a former library when another one takes its place: at every moment there is a whole one in that place.

The former one gets a second name, and goes from the first only when the file that comes is renamed over it.
"""

import os
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from clipper.library import contents
from clipper.library.safe_file import put_in_place, replacing, sync_folder
from clipper.library.store.sqlite import LOGS, logs_of

RESTORE, DAMAGED = "before-restore", "damaged"
"""Why a library was set aside, as the names of files tell it."""


def take_place(new: Path, library: Path, why: str, now: datetime) -> Path | None:
    """Put a finished file in the place of a library, which keeps its last writes and large files under a second name.

    Returns that name, None where there was no library; what was left of one by its logs is kept all the same. When it
    raises OSError or EnvironmentProblem, nothing is left of the second name, unless the file is in its place already.
    """
    was_there = library.exists()
    if was_there:
        forget_second_names(library)
    aside = _free_name(library, why, now)
    try:
        _name(library, aside)
        # SQLite would write a log that is left there into the file that comes.
        for ending in (*LOGS, "-shm"):
            library.with_name(library.name + ending).unlink(missing_ok=True)
        put_in_place(new, library)
    except BaseException:
        if new.exists():
            for ending in LOGS:
                mine, its = (path.with_name(path.name + ending) for path in (library, aside))
                if its.exists() and not mine.exists():
                    its.replace(mine)
            _forget(aside)
        raise
    return aside if was_there else None


def asides_of(library: Path) -> list[Path]:
    """Return what was set aside beside a library: by restoring, by repair, and by versions that kept older forms so."""
    stem = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in library.stem)
    return sorted(
        file for why in ("before", DAMAGED) for file in library.parent.glob(f"{stem}.{why}-*{library.suffix}")
    )


def forget_second_names(library: Path) -> None:
    """Take the second name from a library that nothing took the place of, since that was ended by a crash.

    SQLite must not write one file under two names.
    """
    # What cannot be taken away is in nobody's way until somebody opens it.
    with suppress(OSError):
        if library.stat().st_nlink > 1:
            for aside in asides_of(library):
                if aside.samefile(library):
                    _forget(aside)


def _free_name(library: Path, why: str, now: datetime) -> Path:
    stem = f"{library.stem}.{why}-{now:%Y%m%d-%H%M%S}"
    names = (f"{stem}{number}{library.suffix}" for number in ("", *(f"-{count}" for count in range(2, 1000))))
    return next(free for name in names if not (free := library.with_name(name)).exists())


def _name(library: Path, aside: Path) -> None:
    """The library itself first: by its second name all that belongs to it is found again after a crash."""
    if library.exists():
        _name_file(library, aside)
    for log in logs_of(library):
        _name_file(log, aside.with_name(aside.name + log.name.removeprefix(library.name)))
    for sha256 in sorted(contents.hashes_beside(library)):
        folder = contents.folder_of(aside)
        folder.mkdir(exist_ok=True)
        _name_file(contents.folder_of(library) / sha256, folder / sha256)
    if contents.folder_of(aside).exists():
        sync_folder(contents.folder_of(aside))
    sync_folder(aside.parent)


def _name_file(file: Path, second: Path) -> None:
    try:
        os.link(file, second)
    except FileExistsError:
        raise
    except OSError:
        # Not every file system lets a file have two names.
        with replacing(second) as beside:
            shutil.copy2(file, beside)


def _forget(aside: Path) -> None:
    contents.sweep(aside, ())
    for file in (*logs_of(aside), aside):
        file.unlink(missing_ok=True)
