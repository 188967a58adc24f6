"""Who keeps a library: of all processes that have it open, the one that may checkpoint.

Two processes that checkpoint at once can, very rarely, damage a library with SQLite before 3.51.3. The keeper holds a
lock on a small file beside the library.
"""

from pathlib import Path
from typing import Self

from clipper.library.locked_file import LockedFile


class Keeper(LockedFile):
    """The right to checkpoint a library, from `take` to `release`."""

    @classmethod
    def take(cls, library: Path) -> Self | None:
        """Become the keeper of a library; None when another process, or another part of this one, is it.

        Raises OSError where no file can be made beside the library.
        """
        # A library that is opened through a link is the same library.
        real = library.resolve()
        return cls.lock(real.with_name(f"{real.name}-keeper"))
