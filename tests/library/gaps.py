"""What a folder looks like at each moment between two changes of its names, where a kill may end a program."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CHANGES = frozenset(("os.rename", "os.link", "os.remove", "os.rmdir", "os.mkdir", "os.truncate"))


class _Watch:
    """The one hook of this process, since no hook can be taken away again."""

    folder: Path | None = None
    into: Path
    count = 0

    def __call__(self, event: str, _arguments: object) -> None:
        if self.folder is None or event not in _CHANGES:
            return
        folder, self.folder = self.folder, None
        self.take(folder)
        self.folder = folder

    def take(self, folder: Path) -> None:
        self.count += 1
        shutil.copytree(folder, self.into / f"{self.count:03}", copy_function=_copied())


def _copied():  # type: ignore[no-untyped-def]
    """Copy what has two names so that the copy has them, too."""
    seen: dict[int, str] = {}

    def copy(source: str, target: str) -> str:
        inode = Path(source).stat().st_ino
        if inode in seen:
            os.link(seen[inode], target)
        else:
            shutil.copy2(source, target)
            seen[inode] = target
        return target

    return copy


_watch = _Watch()
_is_hooked: list[bool] = []


@contextmanager
def moments(folder: Path, into: Path) -> Iterator[list[Path]]:
    """Keep below `into` what lies in a folder before each change of a name there in the block, and at its end."""
    if not _is_hooked:
        sys.addaudithook(_watch)
        _is_hooked.append(True)
    into.mkdir()
    _watch.into, _watch.folder, _watch.count = into, folder, 0
    found: list[Path] = []
    try:
        yield found
    finally:
        _watch.folder = None
        _watch.take(folder)
        found += sorted(into.iterdir())
