"""What a disk may hold after the power was cut: all that was synchronised, and any part of what was not.

A disk keeps apart what was written from what was synchronised, for files and for folders: a file has its bytes only
after it was synchronised itself, and its name only after its folder was. After a cut each write since may be there, in
sectors of 512 bytes each for itself, and so may each change of a folder. A sector is old or new, never broken, as
SQLite assumes of disks unless told otherwise.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
Change = dict[str, "File | Folder | None"]
"""What is done to a folder in one go: its names with what they lead to after, None where a name goes."""


@dataclass(eq=False)
class File:
    """What is on the disk for certain, and what was done since: bytes at an offset, or None at a new size.

    What Python writes is not told as it happens: where `is_told` is false, all the file holds may be there or not.
    """

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    is_told: bool = False

    def sync(self, live: Path) -> None:
        """Put what was done on the disk."""
        if self.is_told:
            for offset, data in self.pending:
                _apply(self.durable, offset, data)
        else:
            self.durable = bytearray(live.read_bytes())
        self.pending.clear()


@dataclass(eq=False)
class Folder:
    """The names of a folder as they are, as they are on the disk for certain, and the changes between the two."""

    live: "dict[str, File | Folder]" = field(default_factory=dict)
    durable: "dict[str, File | Folder]" = field(default_factory=dict)
    pending: list[Change] = field(default_factory=list)

    def change(self, change: Change) -> None:
        self.pending.append(change)
        _rename(self.live, change)

    def sync(self) -> None:
        self.durable = dict(self.live)
        self.pending.clear()


class Disk:
    """The disk below a folder; all that lies there when it is made is on the disk for certain."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.top = Folder()
        self._notice()
        for folder, path in self._folders():
            for name, node in folder.live.items():
                if isinstance(node, File):
                    node.sync(path / name)
            folder.sync()

    def holds(self, path: str | os.PathLike[str]) -> bool:
        """Tell whether a path lies below this folder."""
        return Path(path).is_relative_to(self.root)

    def file(self, path: Path, *, is_told: bool = False) -> File:
        """Return what a path leads to; a file that was not there yet begins empty."""
        self._notice()
        folder = self._folder(path.parent)
        node = folder.live.get(path.name)
        if not isinstance(node, File):
            node = File()
            folder.change({path.name: node})
        if is_told and not node.is_told:
            node.is_told = True
        return node

    def sync(self, path: Path) -> None:
        """Put a file, or the names of a folder, on the disk."""
        if path.is_dir():
            self._notice()
            self._folder(path).sync()
        else:
            self.file(path).sync(path)

    def move(self, source: Path, target: Path) -> None:
        """Give a file or folder another name, in place of what had it."""
        self._notice()
        node = self._folder(source.parent).live[source.name]
        if source.parent == target.parent:
            self._folder(source.parent).change({source.name: None, target.name: node})
        else:
            self._folder(target.parent).change({target.name: node})
            self._folder(source.parent).change({source.name: None})

    def remove(self, path: Path) -> None:
        """Take a name away."""
        self._notice()
        self._folder(path.parent).change({path.name: None})

    def cut(self, chance: Random, image: Path) -> None:
        """Write into a new folder what the disk may hold if the power is cut now."""
        self._notice()
        places = {id(node): path / name for folder, path in self._folders() for name, node in folder.live.items()}
        kept = chance.choice([0.0, 0.1, 0.5, 0.5, 0.9, 1.0])
        _Cut(chance, kept, chance.choice([b"\0", b"\xa5"]), places).write(self.top, image)

    def _folder(self, path: Path) -> Folder:
        folder = self.top
        for name in path.relative_to(self.root).parts:
            node = folder.live[name]
            assert isinstance(node, Folder)
            folder = node
        return folder

    def _folders(self) -> Iterator[tuple[Folder, Path]]:
        waiting = [(self.top, self.root)]
        while waiting:
            folder, path = waiting.pop()
            yield folder, path
            waiting += [(node, path / name) for name, node in folder.live.items() if isinstance(node, Folder)]

    def _notice(self) -> None:
        """See what was made without being told; its bytes and its name may be there after a cut or not."""
        for folder, path in self._folders():
            for entry in os.scandir(path) if path.is_dir() else ():
                if entry.name not in folder.live:
                    folder.change({entry.name: Folder() if entry.is_dir() else File()})


@dataclass(frozen=True)
class _Cut:
    """One cut: how much of what was not synchronised is kept, and what lies where a file grew unwritten."""

    chance: Random
    kept: float
    filler: bytes
    places: dict[int, Path]

    def write(self, folder: Folder, image: Path) -> None:
        image.mkdir()
        names = dict(folder.durable)
        for change in folder.pending:
            if self.chance.random() < self.kept:
                _rename(names, change)
        for name, node in names.items():
            if isinstance(node, Folder):
                self.write(node, image / name)
            else:
                (image / name).write_bytes(self._bytes(node))

    def _bytes(self, file: File) -> bytes:
        data, pending = bytearray(file.durable), file.pending
        live = self.places.get(id(file))
        if not file.is_told and live and live.is_file():
            held = live.read_bytes()
            pending = [(len(held), None), (0, held)] if held != data else []
        for offset, written in pending:
            for piece_offset, piece in _sectors(offset, written) if self.chance.random() < 0.5 else [(offset, written)]:
                if self.chance.random() < self.kept:
                    _apply(data, piece_offset, piece, self.filler)
        return bytes(data)


def _sectors(offset: int, data: bytes | None) -> Iterator[tuple[int, bytes | None]]:
    if data is None:
        yield offset, data
        return
    at = 0
    while at < len(data):
        size = SECTOR - (offset + at) % SECTOR
        yield offset + at, data[at : at + size]
        at += size


def _apply(held: bytearray, offset: int, data: bytes | None, filler: bytes = b"\0") -> None:
    if data is None:
        del held[offset:]
    if len(held) < offset:
        held += filler * (offset - len(held))
    if data is not None:
        held[offset : offset + len(data)] = data


def _rename(names: dict[str, File | Folder], change: Change) -> None:
    for name, node in change.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node
