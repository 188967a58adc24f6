"""Reads rows out of the pages of a damaged SQLite file, where SQLite refuses to: what a page holds is tried by itself.

A page that cannot be read costs what stands on it; pages that only it led to are found again by what they hold. What is
erased is not found: a library overwrites it with zeros. The format is https://sqlite.org/fileformat2.html.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from msgspec import Struct, field

PAGE = 4096
"""The size of all pages of a library."""

_TABLE_LEAF, _TABLE_INNER, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x05, 0x0A, 0x02
_LEAVES = {_TABLE_LEAF, _INDEX_LEAF}
_HEADER = {_TABLE_LEAF: 8, _INDEX_LEAF: 8, _TABLE_INNER: 12, _INDEX_INNER: 12}
_LARGEST_IN_TABLE = PAGE - 35
_LARGEST_IN_INDEX = (PAGE - 12) * 64 // 255 - 23
_LEAST = (PAGE - 12) * 32 // 255 - 23
_MOST_BYTES = 1_000_000_000
_TEXT, _BLOB = 13, 12

Value = None | int | float | str | bytes


class Torn(Exception):
    """What is read here is no record, or not a whole one."""


class Record(NamedTuple):
    """A row as a page holds it: its id, 0 in an index, its values, and whether all of them were there."""

    row_id: int
    values: list[Value]
    is_whole: bool


class Tree(Struct):
    """The pages of a table or index that can be reached from its root."""

    leaves: list[int] = field(default_factory=list)
    inner: list[int] = field(default_factory=list)
    is_whole: bool = True


class Pages:
    """The pages of a file, by their numbers from 1."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.count = -(-file.seek(0, 2) // PAGE)

    def read(self, number: int) -> bytes:
        """Return a page, filled with zeros where the file is cut off; raises Torn where there is none."""
        if not 1 <= number <= self.count:
            raise Torn
        self._file.seek((number - 1) * PAGE)
        return self._file.read(PAGE).ljust(PAGE, b"\0")

    def kind(self, number: int) -> int:
        """Return what a page says that it is."""
        return self.read(number)[_start(number)]

    def tree(self, root: int, *, is_index: bool) -> Tree:
        """Find the pages of a table or an index."""
        tree, todo, seen = Tree(), [root], set[int]()
        leaf, inner = (_INDEX_LEAF, _INDEX_INNER) if is_index else (_TABLE_LEAF, _TABLE_INNER)
        while todo:
            number = todo.pop()
            if number in seen:
                continue
            seen.add(number)
            try:
                kind = self.kind(number)
                if kind == inner:
                    todo += self._children(number)
                    tree.inner.append(number)
                elif kind == leaf:
                    tree.leaves.append(number)
                else:
                    tree.is_whole = False
            except Torn:
                tree.is_whole = False
        return tree

    def leaves_but(self, known: set[int]) -> Iterator[int]:
        """Yield the pages that say they hold rows, and are not among those that are known."""
        for number in range(1, self.count + 1):
            if number not in known and self.kind(number) in _LEAVES:
                yield number

    def is_of_index(self, number: int) -> bool:
        """Tell whether a page holds what belongs to an index, or to a table without row ids."""
        return self.kind(number) in (_INDEX_LEAF, _INDEX_INNER)

    def records(self, number: int) -> Iterator[Record]:
        """Yield the rows of a page that are there at least in part."""
        page = self.read(number)
        kind = page[_start(number)]
        if kind not in _HEADER or kind == _TABLE_INNER:
            return
        for place in _cells(page, number):
            try:
                yield self._record(page, kind, place)
            except (Torn, IndexError, struct.error):
                continue

    def _children(self, number: int) -> list[int]:
        page, start = self.read(number), _start(number)
        places = [*_cells(page, number), start + 8]
        return [struct.unpack_from(">I", page, place)[0] for place in places if place + 4 <= PAGE]

    def _record(self, page: bytes, kind: int, place: int) -> Record:
        if kind == _INDEX_INNER:
            place += 4
        size, place = _varint(page, place)
        row_id = 0
        if kind == _TABLE_LEAF:
            row_id, place = _varint(page, place)
        payload = self._payload(page, place, size, is_index=kind != _TABLE_LEAF)
        values, is_whole = _values(payload)
        return Record(row_id - (1 << 64 if row_id >> 63 else 0), values, is_whole and len(payload) == size)

    def _payload(self, page: bytes, place: int, size: int, *, is_index: bool) -> bytes:
        """Return what a row holds, as far as its pages can be followed."""
        largest = _LARGEST_IN_INDEX if is_index else _LARGEST_IN_TABLE
        if size > _MOST_BYTES:
            raise Torn
        if size <= largest:
            return page[place : place + size]
        local = _LEAST + (size - _LEAST) % (PAGE - 4)
        local = local if local <= largest else _LEAST
        payload = bytearray(page[place : place + local])
        following = page[place + local : place + local + 4]
        seen = set[int]()
        while len(payload) < size and len(following) == 4:
            (number,) = struct.unpack(">I", following)
            if number in seen or not 1 <= number <= self.count:
                break
            seen.add(number)
            more = self.read(number)
            following = more[:4]
            payload += more[4 : 4 + size - len(payload)]
        return bytes(payload)


def _start(number: int) -> int:
    return 100 if number == 1 else 0


def _cells(page: bytes, number: int) -> list[int]:
    """Return where the cells of a page begin."""
    start = _start(number)
    first = start + _HEADER.get(page[start], 8)
    (count,) = struct.unpack_from(">H", page, start + 3)
    count = min(count, (PAGE - first) // 2)
    return [place for place in struct.unpack_from(f">{count}H", page, first) if first <= place < PAGE - 3]


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        if place >= len(data):
            raise Torn
        byte = data[place]
        place += 1
        if count == 8:
            return value << 8 | byte, place
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, place


def _values(payload: bytes) -> tuple[list[Value], bool]:
    """Read the values of a record, those of a torn end as far as they go."""
    end, place = _varint(payload, 0)
    if not 1 < end <= len(payload):
        raise Torn
    kinds = []
    while place < end:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    if place != end:
        raise Torn
    values, is_whole = [], True
    for kind in kinds:
        size = _size(kind)
        value = payload[place : place + size]
        is_whole = is_whole and len(value) == size
        values.append(_value(kind, value) if len(value) == size or kind >= _BLOB else None)
        place += size
    return values, is_whole


_SIZES = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)


def _size(kind: int) -> int:
    if kind >= _BLOB:
        return (kind - _BLOB) // 2
    if kind >= len(_SIZES):
        raise Torn
    return _SIZES[kind]


def _value(kind: int, value: bytes) -> Value:
    if kind >= _BLOB:
        # A text that is none any more is kept as far as it can be read.
        return value.decode("utf-8", "replace") if kind % 2 else value
    if kind == 0:
        return None
    if kind == 7:
        return float(struct.unpack(">d", value)[0])
    return kind - 8 if kind in (8, 9) else int.from_bytes(value, "big", signed=True)


def mend_header(path: Path, application: int, version: int) -> None:
    """Write the header of a library where that of a file is none, so that SQLite reads what is left."""
    with path.open("rb+") as file:
        header = bytearray(file.read(100).ljust(100, b"\0"))
        pages = -(-file.seek(0, 2) // PAGE)
        # Page size, versions of the log, no reserved bytes, the fixed fractions of what a page holds.
        header[:24] = b"SQLite format 3\0" + struct.pack(">H6B", PAGE, 2, 2, 0, 64, 32, 32)
        struct.pack_into(">I", header, 28, pages)
        # The form of the schema, the encoding of texts, whose file it is.
        struct.pack_into(">2I", header, 44, 4, 0)
        struct.pack_into(">2I", header, 52, 0, 1)
        struct.pack_into(">2I", header, 60, version, 0)
        struct.pack_into(">I", header, 68, application)
        file.seek(0)
        file.write(header)
