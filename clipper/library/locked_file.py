"""A file that one process at a time holds: the system lets go of it when the process ends, however it ends."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Self

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class LockedFile:
    """An empty file that is held from `lock` to `release`."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle

    @classmethod
    def lock(cls, path: Path) -> Self | None:
        """Hold a file, made where it is not there; None when another process, or another part of this one, holds it.

        Raises OSError where it cannot be made.
        """
        while True:
            handle = _opened(path)
            try:
                _lock(handle)
            except OSError:
                os.close(handle)
                return None
            if _is_still_there(path, handle):
                return cls(path, handle)
            os.close(handle)

    def release(self) -> None:
        """Let another process hold the file, and leave nothing of it."""
        if sys.platform == "win32":
            # An open file cannot be removed there; the empty one that stays does no harm.
            os.close(self._handle)
        else:
            # One that cannot be removed does no harm either: the lock goes with the handle.
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            os.close(self._handle)


def _opened(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        if not path.exists():
            raise
        # Another user's, who has the same library open or was killed; it is held without writing to it.
        return os.open(path, os.O_RDONLY)


def _is_still_there(path: Path, handle: int) -> bool:
    """Tell whether others will find the file that was locked: who held it last may just have removed it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
