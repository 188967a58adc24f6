"""Looks for words in all bytes of a folder: as they are, in UTF-16, and within what is packed."""

import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_MOST = 4_000_000


def bytes_in(*folders: Path) -> bytes:
    """Return all bytes of the files below some folders, and all that is packed in them, in small letters."""
    files = (file for folder in folders for file in sorted(folder.rglob("*")) if file.is_file())
    held = b"\n".join(file.read_bytes() for file in files)
    return b"\n".join([held, *_unpacked(held)]).lower()


def _unpacked(held: bytes) -> Iterator[bytes]:
    """A stream that SQLite spread over several pages comes out as far as its first page."""
    for match in _PACKED.finditer(held):
        try:
            yield zlib.decompressobj().decompress(held[match.start() : match.start() + _MOST], _MOST)
        except zlib.error:
            continue


def found(words: Iterable[str], *folders: Path) -> set[str]:
    """Return which of some words stand anywhere in folders."""
    held = bytes_in(*folders)
    return {
        word
        for word in words
        if any(word.lower().encode(coding) in held for coding in ("utf-8", "utf-16-le", "utf-16-be"))
    }
