"""What the write-ahead log of a library says of its version, read without SQLite, which would touch the files.

After a crash the file itself may still say what it was before the last migration.
Source: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from msgspec import Struct

_MAGICS = {0x377F0682: "<", 0x377F0683: ">"}
"""How a log begins, and in which order it reads the words that it adds up."""

_HEAD, _FRAME_HEAD = 32, 24
_VERSION, _APPLICATION = 60, 68
Marks = tuple[int, int]
Frame = tuple[int, int, bytes]
"""The page that a frame holds, not 0 where it ends a commit, and the page's content as far as it was read."""


class _Log(Struct, frozen=True):
    file: IO[bytes]
    head: bytes
    order: str
    page_size: int

    def frames(self) -> Iterator[Frame]:
        """Give the frames since the log was begun anew, believing all; only of first pages the head is read."""
        place = _HEAD
        while True:
            self.file.seek(place)
            head = self.file.read(_FRAME_HEAD)
            if not self._is_of_this_log(head):
                return
            page, commit = struct.unpack(">II", head[:8])
            yield page, commit, self.file.read(100) if page == 1 else b""
            place += _FRAME_HEAD + self.page_size

    def sound_frames(self) -> Iterator[Frame]:
        """Give the frames up to the first that does not add up, as SQLite believes them."""
        self.file.seek(_HEAD)
        sums = _add((0, 0), self.head[:24], self.order)
        whole = sums == struct.unpack(">II", self.head[24:])
        while whole and self._is_of_this_log(head := self.file.read(_FRAME_HEAD)):
            content = self.file.read(self.page_size)
            sums = _add(_add(sums, head[:8], self.order), content, self.order)
            whole = len(content) == self.page_size and sums == struct.unpack(">II", head[16:])
            if whole:
                yield *struct.unpack(">II", head[:8]), content

    def _is_of_this_log(self, frame_head: bytes) -> bool:
        return len(frame_head) == _FRAME_HEAD and frame_head[8:16] == self.head[16:24]


def beside(path: Path, ending: str) -> Path:
    """Return what SQLite calls a file beside a database, which lies beside the file itself where `path` is a link."""
    real = path.resolve()
    return real.with_name(real.name + ending)


def marks_in_log(path: Path, in_file: Marks) -> Marks:
    """Return the application id and version that the last commit left, where the log of a library knows it better."""
    try:
        file = beside(path, "-wal").open("rb")
    except FileNotFoundError:
        return in_file
    with file:
        log = _opened(file)
        # To add a log up takes long, and is needed for once in the life of a library.
        if log is None or all(_marks(content) == in_file for page, _, content in log.frames() if page == 1):
            return in_file
        return _last_marks(log.sound_frames(), in_file)


def _opened(file: IO[bytes]) -> _Log | None:
    head = file.read(_HEAD)
    order = _MAGICS.get(int.from_bytes(head[:4], "big")) if len(head) == _HEAD else None
    return _Log(file, head, order, int.from_bytes(head[8:12], "big")) if order else None


def _last_marks(frames: Iterator[Frame], in_file: Marks) -> Marks:
    committed = waiting = in_file
    for page, commit, content in frames:
        if page == 1:
            waiting = _marks(content)
        if commit:
            committed = waiting
    return committed


def _marks(header: bytes) -> Marks:
    return _number(header, _APPLICATION), _number(header, _VERSION)


def _number(header: bytes, place: int) -> int:
    return int.from_bytes(header[place : place + 4], "big")


def _add(sums: Marks, data: bytes, order: str) -> Marks:
    one, other = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data[: len(data) // 4 * 4])
    for first, second in zip(words[::2], words[1::2], strict=False):
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + second + one) & 0xFFFFFFFF
    return one, other
