"""The file of an export, to write and to read: its lines, and in an archive also what attached files hold."""

import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from io import BufferedReader, RawIOBase, TextIOWrapper
from pathlib import Path
from typing import IO, cast

from msgspec import Struct

from clipper.library.safe_file import replacing
from clipper.model.errors import EnvironmentProblem, WrongUsage

ENDING, ZIPPED, LIBRARY = ".jsonl", ".zip", ".clipper"
"""What the name of an export ends in, and that of a library, which is exported to be imported elsewhere."""
_LINES, _CONTENTS, _ORIGINALS, _MISSING = "clipper.jsonl", "attachments/", "originals/", "missing.json"
_LARGEST_ORIGINAL = 512 * 1024 * 1024
_DAMAGED = "{name} is damaged, or is no export of Clipper. Nothing was imported."
_LONGEST_LINE = 100_000_000
"""Bytes; a file of which all the text is in one clipping may have half as many."""
_PACKED = (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)
_LIKE_NEVER = (1980, 1, 1, 0, 0, 0)
"""The time of all in an archive, so that equal libraries make equal ones."""


def is_export(path: Path) -> bool:
    """Tell whether a file is called as an export or a library is; an archive has to hold one, too."""
    ending = path.suffix.lower()
    return ending in (ENDING, LIBRARY) or (ending == ZIPPED and _holds_export(path))


def _holds_export(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return _LINES in archive.namelist()
    except (OSError, zipfile.BadZipFile, ValueError):
        return False


@contextmanager
def written_to(path: Path) -> Iterator["Target"]:
    """Give where to write an export: first its lines, then in an archive what files hold. Wholly or not at all."""
    with replacing(path) as beside, ExitStack() as open_files:
        is_zip = path.suffix.lower() == ZIPPED
        archive = zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) if is_zip else None
        if archive is not None:
            open_files.enter_context(archive)
        yield Target(beside, archive)


class Target(Struct, frozen=True):
    """Where an export is written to."""

    path: Path
    archive: zipfile.ZipFile | None

    @contextmanager
    def lines(self) -> Iterator[IO[str]]:
        """Give the file of the lines."""
        if self.archive is None:
            with self.path.open("w", encoding="utf-8", newline="\n") as file:
                yield file
            return
        with self._member(_LINES) as member, TextIOWrapper(member, "utf-8", newline="\n") as lines:
            yield lines

    def add(self, sha256: str, pieces: Iterable[bytes]) -> None:
        """Write what a file holds."""
        with self._member(f"{_CONTENTS}{sha256}") as member:
            for piece in pieces:
                member.write(piece)

    def add_missing(self, hashes: Sequence[str]) -> None:
        """Say by SHA-256 what attached files hold and nobody has any more."""
        if hashes:
            with self._member(_MISSING) as member:
                member.write(json.dumps(hashes).encode())

    def add_original(self, name: str, held: bytes) -> None:
        """Write a part of an original."""
        with self._member(f"{_ORIGINALS}{name}") as member:
            member.write(held)

    def _member(self, name: str) -> IO[bytes]:
        if self.archive is None:
            raise TypeError("only an archive holds more than lines")
        member = zipfile.ZipInfo(name, _LIKE_NEVER)
        member.compress_type = zipfile.ZIP_DEFLATED
        return self.archive.open(member, "w", force_zip64=True)


class ExportFile(Struct, frozen=True, dict=True):
    """An export that is being read."""

    path: Path
    archive: zipfile.ZipFile | None

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator["ExportFile"]:
        """Open an export; raises EnvironmentProblem where it cannot be read, WrongUsage where it is damaged."""
        with _plain_errors(path), ExitStack() as open_files:
            is_zip = path.suffix.lower() == ZIPPED
            yield cls(path, open_files.enter_context(zipfile.ZipFile(path)) if is_zip else None)

    @property
    def has_contents(self) -> bool:
        """Whether it has what attached files hold."""
        return self.archive is not None

    @contextmanager
    def lines(self) -> Iterator[Iterator[bytes]]:
        """Give its lines; raises WrongUsage at one that no export has, before it takes up the memory."""
        # Buffered, since a part of a line takes a member of an archive ten times as long.
        with (
            self.path.open("rb") if self.archive is None else BufferedReader(cast(RawIOBase, self._member(_LINES)))
        ) as file:
            yield self._lines_of(file)

    def _lines_of(self, file: IO[bytes]) -> Iterator[bytes]:
        while line := file.readline(_LONGEST_LINE + 1):
            if len(line) > _LONGEST_LINE:
                raise WrongUsage(_DAMAGED.format(name=self.path.name))
            yield line

    def count_lines(self) -> int:
        """Return how many lines there are."""
        with self.lines() as lines:
            return sum(1 for _ in lines)

    def holds(self, sha256: str) -> bool:
        """Tell whether what an attached file holds is there."""
        return self.archive is not None and f"{_CONTENTS}{sha256}" in self.archive.NameToInfo

    def content(self, sha256: str, name: str) -> IO[bytes]:
        """Open what an attached file holds; raises WrongUsage where it is not there."""
        if not self.holds(sha256):
            raise WrongUsage(f"what “{name}” holds is missing.")
        return self._member(f"{_CONTENTS}{sha256}")

    @cached_property
    def missing(self) -> frozenset[str]:
        """What attached files hold, by its SHA-256, that was missing or damaged where it was exported."""
        if self.archive is None or _MISSING not in self.archive.NameToInfo:
            return frozenset()
        with self._member(_MISSING) as member:
            held = member.read(_LARGEST_ORIGINAL)
        try:
            return frozenset(map(str, json.loads(held)))
        except (ValueError, TypeError, RecursionError) as error:
            raise WrongUsage(_DAMAGED.format(name=self.path.name)) from error

    def part_of_original(self, name: str) -> bytes:
        """Return a part of an original; raises WrongUsage where it is not there, or larger than any is."""
        with self._member(f"{_ORIGINALS}{name}") as member:
            held = member.read(_LARGEST_ORIGINAL + 1)
        if len(held) > _LARGEST_ORIGINAL:
            raise WrongUsage(_DAMAGED.format(name=self.path.name))
        return held

    def _member(self, name: str) -> IO[bytes]:
        if self.archive is None:
            raise TypeError("only an archive holds more than lines")
        try:
            info = self.archive.getinfo(name)
            # As no export is packed; others of zipfile's ways raise errors of their own when they meet damage.
            is_ours = info.compress_type in _PACKED
            member = self.archive.open(info) if is_ours else None
        # What zipfile raises for what is encrypted or not there.
        except (RuntimeError, KeyError) as error:
            raise WrongUsage(_DAMAGED.format(name=self.path.name)) from error
        if member is None:
            raise WrongUsage(_DAMAGED.format(name=self.path.name))
        return member


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise WrongUsage(_DAMAGED.format(name=path.name)) from error
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be read ({error.strerror}). Nothing was imported.") from error
