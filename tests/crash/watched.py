"""A file system for SQLite, and Python's own ways to files, that tell a disk what is done and can be made to fail."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

import apsw

from tests.crash.disk import Disk
from tests.crash.driver import over

Before = Callable[[str, Path], None]
"""Called before each operation with its name and file; what it raises is what the operation ends with."""

READ, WRITE, SIZE, SYNC, OPEN, DELETE = "read", "write", "size", "sync", "open", "delete"
"""Operations of SQLite; those of Python are called as in `os`."""

_NAMES = count(1)
_JOURNALS = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_SUPER_JOURNAL


@contextmanager
def watched(disk: Disk, before: Before) -> Iterator[None]:
    """Inside, all that this process does below the disk's folder goes through the disk."""
    name = f"watched {next(_NAMES)}"
    files = _Files(name, disk, before)
    with over(name), _python(disk, before):
        yield
    files.unregister()


class _Files(apsw.VFS):
    def __init__(self, name: str, disk: Disk, before: Before) -> None:
        super().__init__(name, base="")
        self.disk, self.before = disk, before

    def xOpen(self, name: Any, flags: list[int]) -> "_File | apsw.VFSFile":  # noqa: N802  its name in SQLite
        path = Path(name.filename()) if isinstance(name, apsw.URIFilename) else Path(name or "")
        if not self.disk.holds(path):
            return apsw.VFSFile("", name, flags)
        self.before(OPEN, path)
        return _File(self, path, name, flags)

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802
        path = Path(name)
        if self.disk.holds(path):
            self.before(DELETE, path)
        super().xDelete(name, False)
        if self.disk.holds(path):
            self.disk.remove(path)
            if syncdir:
                self.disk.sync(path.parent)


class _File(apsw.VFSFile):
    def __init__(self, files: _Files, path: Path, name: Any, flags: list[int]) -> None:
        is_new = not path.exists()
        super().__init__("", name, flags)
        self._files, self._path = files, path
        self._told = files.disk.file(path, is_told=True)
        # SQLite synchronises the folder of a log that it made with the first part of the log.
        self._must_sync_folder = is_new and bool(flags[0] & _JOURNALS)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        self._files.before(READ, self._path)
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._files.before(WRITE, self._path)
        super().xWrite(data, offset)
        self._told.pending.append((offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._files.before(SIZE, self._path)
        super().xTruncate(newsize)
        self._told.pending.append((newsize, None))

    def xSync(self, flags: int) -> None:  # noqa: N802
        """Only the simulated disk needs it, and a real one takes its time."""
        self._files.before(SYNC, self._path)
        self._told.sync(self._path)
        if self._must_sync_folder:
            self._must_sync_folder = False
            self._files.disk.sync(self._path.parent)


@contextmanager
def _python(disk: Disk, before: Before) -> Iterator[None]:
    """Tell the disk what Python does to names and files."""
    ways = _Ways(disk, before)
    names = {"fsync": ways.fsync, "mkdir": ways.mkdir}
    names |= {name: partial(ways.move, name) for name in ("replace", "rename")}
    names |= {name: partial(ways.remove, name) for name in ("unlink", "rmdir")}
    with ExitStack() as stack:
        for name, way in names.items():
            stack.enter_context(patch.object(os, name, way))
        yield


class _Ways:
    """What Python can do to names and files, by what it is called in `os`; elsewhere it is done as ever."""

    def __init__(self, disk: Disk, before: Before) -> None:
        self.disk, self.before = disk, before
        self.real = {name: getattr(os, name) for name in ("fsync", "replace", "rename", "unlink", "mkdir", "rmdir")}

    def move(self, name: str, source: Any, target: Any) -> None:
        if self.disk.holds(target):
            self.before(name, Path(target))
            self.disk.move(Path(source), Path(target))
        self.real[name](source, target)

    def remove(self, name: str, path: Any, *rest: Any, **more: Any) -> None:
        is_ours = self.disk.holds(path) and Path(path).exists()
        if is_ours:
            self.before(name, Path(path))
        self.real[name](path, *rest, **more)
        if is_ours:
            self.disk.remove(Path(path))

    def mkdir(self, path: Any, *rest: Any, **more: Any) -> None:
        if self.disk.holds(path) and not Path(path).exists():
            self.before("mkdir", Path(path))
        self.real["mkdir"](path, *rest, **more)

    def fsync(self, handle: int) -> None:
        there = os.fstat(handle)
        places = (self.disk.root, *self.disk.root.rglob("*"))
        path = next((path for path in places if os.path.samestat(path.stat(), there)), None)
        if path is None:
            self.real["fsync"](handle)
        else:
            self.before("fsync", path)
            self.disk.sync(path)
