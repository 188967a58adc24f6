"""Who keeps a library: of all processes that have it open, the one that may checkpoint.

Two processes that checkpoint at once can, very rarely, damage a library with SQLite before 3.51.3. The keeper holds a
lock on a small file beside the library, which the system releases when the process ends, however it ends.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Keeper:
    """The right to checkpoint a library, from `take` to `release`."""

    def __init__(self, path: Path, handle: int) -> None:
        self._path = path
        self._handle = handle

    @classmethod
    def take(cls, library: Path) -> "Keeper | None":
        """Become the keeper of a library; None when another process, or another part of this one, is it.

        Raises OSError where no file can be made beside the library.
        """
        # A library that is opened through a link is the same library.
        real = library.resolve()
        path = real.with_name(f"{real.name}-keeper")
        while True:
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
            try:
                _lock(handle)
            except OSError:
                os.close(handle)
                return None
            if _is_still_there(path, handle):
                return cls(path, handle)
            os.close(handle)

    def release(self) -> None:
        """Let another process become the keeper, and leave nothing beside the library."""
        if sys.platform == "win32":
            # An open file cannot be removed there; the empty one that stays does no harm.
            os.close(self._handle)
        else:
            # One that cannot be removed does no harm either: the lock goes with the handle.
            with suppress(OSError):
                self._path.unlink(missing_ok=True)
            os.close(self._handle)


def _is_still_there(path: Path, handle: int) -> bool:
    """Tell whether others will find the file that was locked: its last keeper may just have removed it."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
