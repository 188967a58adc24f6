"""Files that are written wholly or not at all: beside their place first, then put there in one go."""

import os
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from clipper.model.errors import EnvironmentProblem
from clipper.model.late_pattern import late_pattern

DAY = 86_400
"""Seconds after which nobody can be at work any more on a file that is half written."""
_HIDDEN = late_pattern(r"\.(?P<name>.+)\.[0-9a-f]{8}(-journal)?")
"""What a half-written file is called, and what SQLite lays beside it where it is a database."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; after the block it takes the place of `path`, on the disk for certain.

    When the block raises, nothing is left of it and a file that was there stays as it was. Raises EnvironmentProblem
    where the disk or the folder is in the way.
    """
    with written_beside(path) as beside:
        yield beside
        put_in_place(beside, _real(path))


@contextmanager
def written_beside(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to, from where the block puts it in its place; see replacing."""
    if path.is_dir():
        raise EnvironmentProblem(f"{path} is a folder. Choose a name for the file.")
    if path.exists() and not path.is_file():
        raise EnvironmentProblem(f"{path} is not an ordinary file. Choose another name for the file.")
    clear_left_behind(_real(path))
    beside = hidden_beside(_real(path))
    try:
        try:
            yield beside
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            f"{path} cannot be written ({error.strerror or error}). What was there before is as it was; "
            "choose another place or free some space."
        ) from error


def _real(path: Path) -> Path:
    """What a link leads to is replaced, not the link."""
    return Path(os.path.realpath(path))


def clear_left_behind(path: Path, age: float = DAY) -> None:
    """Remove what somebody who was killed while writing `path` left beside it, so many seconds ago or more."""
    _clear(path.parent, age, path.name)


def clear_all_left_behind(folder: Path) -> None:
    """Remove what is half written in a folder, whenever that was: nobody else writes there now."""
    _clear(folder, 0)


def _clear(folder: Path, age: float, name: str | None = None) -> None:
    # What cannot be removed, or is another's, is in nobody's way.
    with suppress(OSError):
        for file in folder.iterdir():
            hidden = _HIDDEN.fullmatch(file.name)
            if hidden and hidden["name"] == (name or hidden["name"]) and is_older(file, age):
                _remove(file)


def _remove(file: Path) -> None:
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file, ignore_errors=True)
    else:
        with suppress(OSError):
            file.unlink()


def hidden_beside(path: Path) -> Path:
    """Return a free name beside `path` for what is half done; what a kill leaves there is cleared later."""
    return path.with_name(f".{path.name}.{uuid4().hex[:8]}")


def is_older(file: Path, age: float) -> bool:
    """Tell whether a file was last written so many seconds ago or more; one that is gone was not."""
    try:
        return file.stat().st_mtime <= time.time() - age
    except FileNotFoundError:
        return False


def put_in_place(source: Path, target: Path) -> None:
    """Give a finished file its name; after a power cut there is either the old or the new file, never a part of one.

    Who may read the old one may read the new one, and nobody else.
    """
    # Not every file system knows who may read a file.
    with suppress(OSError):
        source.chmod(0o600 | stat.S_IMODE(target.stat().st_mode))
    with source.open("rb+") as file:
        os.fsync(file.fileno())
    source.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk for certain: a file or folder may be gone after a power cut without.

    Windows has no way to ask for it, and keeps names in a journal.
    """
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
