"""ZIP files from outside, with limits: what unpacks to more than can be meant is refused before it is unpacked."""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from clipper.capture.formats.base import DAMAGED
from clipper.model.errors import WrongUsage

_MOST_MEMBERS = 10_000
_MOST_BYTES = 200_000_000
_HIGHEST_RATIO = 100
_SMALL = 1_000_000
"""What unpacks to no more than this does no harm, however well it was packed."""

_TOO_LARGE = (
    "The file unpacks to far more than a document holds, which is how harmful files are made. Nothing of it was taken. "
    "If you trust it, open it in its own program, copy the text, and paste it."
)
_LOCKED = (
    "The file is protected by a password. Nothing of it was taken. Open it in its own program, save it without the "
    "password, and import it then."
)
_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(ValueError, LookupError, OverflowError, EOFError, OSError, NotImplementedError, RuntimeError),
)
"""What the standard library raises on damaged files."""


def is_archive(data: bytes) -> bool:
    """Tell whether bytes begin as a ZIP file does."""
    return data.startswith(b"PK\x03\x04")


class Archive:
    """An open ZIP file whose members fit the limits."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.names = archive.namelist()

    def read(self, name: str) -> bytes | None:
        """Return a member, None where there is none; raises WrongUsage where it is damaged or locked."""
        if name not in self._archive.NameToInfo:
            return None
        info = self._archive.getinfo(name)
        if info.flag_bits & 1:
            raise WrongUsage(_LOCKED)
        try:
            with self._archive.open(info) as member:
                # One more than it says, so that a member that unpacks to more than it says is found out.
                data = member.read(info.file_size + 1)
        except _FAULTS as error:
            raise WrongUsage(DAMAGED) from error
        if len(data) > info.file_size:
            raise WrongUsage(_TOO_LARGE)
        return data


@contextmanager
def open_archive(data: bytes) -> Iterator[Archive]:
    """Open a ZIP file; raises WrongUsage, with a sentence, where it is damaged or unpacks to too much."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as error:
        raise WrongUsage(DAMAGED) from error
    with archive:
        _refuse_bomb(archive.infolist(), len(data))
        yield Archive(archive)


def _refuse_bomb(members: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(member.file_size for member in members)
    if len(members) > _MOST_MEMBERS or total > _MOST_BYTES:
        raise WrongUsage(_TOO_LARGE)
    # Members may lie over one another, so that all together unpack to more than each of them tells.
    if total > _SMALL and total > _HIGHEST_RATIO * packed:
        raise WrongUsage(_TOO_LARGE)
    if any(_is_bomb(member) for member in members):
        raise WrongUsage(_TOO_LARGE)


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > _SMALL and member.file_size > _HIGHEST_RATIO * max(1, member.compress_size)
