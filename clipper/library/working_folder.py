"""A folder for what is only needed for a while, such as copies of libraries, of which nothing stays behind."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from clipper.library.locked_file import LockedFile
from clipper.library.safe_file import is_older

_BEGINNING = "clipper-work-"
_MADE = 10
"""Seconds within which whoever makes a folder holds it, too."""


@contextmanager
def working_folder() -> Iterator[Path]:
    """Give an empty folder among the system's temporary ones, which only its owner can read, and remove it after.

    What a process that was killed left in its own goes first. Raises OSError where none can be made.
    """
    _clear_left_behind()
    folder = Path(mkdtemp(prefix=_BEGINNING))
    held = LockedFile.lock(_lock_of(folder))
    try:
        yield folder
    finally:
        if held:
            held.release()
        shutil.rmtree(folder, ignore_errors=True)


def _lock_of(folder: Path) -> Path:
    return folder / ".in-use"


def _clear_left_behind() -> None:
    for folder in Path(gettempdir()).glob(f"{_BEGINNING}*"):
        # That of another person is in nobody's way.
        with suppress(OSError):
            if is_older(folder, _MADE) and (held := LockedFile.lock(_lock_of(folder))):
                held.release()
                shutil.rmtree(folder, ignore_errors=True)
