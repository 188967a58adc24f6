"""What is written or checked in a window and not kept in the library yet: small files that survive the end of it."""

import hashlib
import os
import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from msgspec import Struct

from clipper.library import belonging, lines_of_json
from clipper.library.belonging import Note, is_gone
from clipper.library.safe_file import replacing
from clipper.model.draft import Pasted
from clipper.model.errors import EnvironmentProblem
from clipper.model.late_pattern import late_pattern
from clipper.model.report import why

if TYPE_CHECKING:
    from clipper.library.library import Library

CLIPPING, REVIEW, REPORT, SEARCH = "clipping", "review", "report", "search"
PASTE = "paste"
"""The kind of what a review was read from; it is written once, and found by the key of its review."""

_FORMAT = 1
_NAME = late_pattern(r"(?P<window>[0-9a-f]{8})\.(?P<kind>[a-z]+)\.(?P<digest>[0-9a-f]{32})\.json")
_ASIDE = ".set-aside"
_ENDS = 200_000
"""Characters at either end by which pastes are told apart: all of 50 MB would take too long while a window waits."""


class Name(Struct, frozen=True):
    """Of what something unfinished is: its kind, and a digest of its key, so that no name of a file tells the key."""

    kind: str
    digest: str

    @classmethod
    def of(cls, kind: str, key: str) -> "Name":
        """Return the name of a kind and a key, which may be anything."""
        return cls(kind, hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32])


class Unfinished(Struct, frozen=True):
    """What a window left: `value` is as it was given, each sequence as a tuple; `at` when it was written last."""

    window: str
    name: Name
    at: datetime
    value: Any


class Found(Struct, frozen=True):
    """What earlier windows left, oldest first, and how many files beside it were no such thing and were set aside."""

    left: tuple[Unfinished, ...] = ()
    set_aside: int = 0


def review_of(pasted: Pasted) -> Name:
    """Return the name of the review of a paste: the same paste has the same one."""
    ends = (f"{len(text)}:{text[:_ENDS]}:{text[-_ENDS:]}" for text in (pasted.text, pasted.html or ""))
    return Name.of(REVIEW, "".join(ends))


def filling_of(uuid: str) -> Name:
    """Return the name of the review of what is to be filled into a clipping."""
    return Name.of(REVIEW, f"into {uuid}")


def clipping_of(uuid: str) -> Name:
    """Return the name of what is written into a clipping."""
    return Name.of(CLIPPING, uuid)


class Shelf:
    """The unfinished work of one library, in a folder below `folder`: a file a matter, readable by its owner only.

    Each window has a name of its own there, so that it never writes over what an earlier one left.
    """

    def __init__(self, folder: Path, library: Path) -> None:
        resolved = os.fspath(library.resolve()).encode("utf-8", "surrogateescape")
        self.folder = folder / hashlib.sha256(resolved).hexdigest()[:32]
        self.window = uuid4().hex[:8]
        self._note: Note | None = None

    def write(self, name: Name, value: Any) -> None:
        """Keep something unfinished, in place of what this window kept of the same name.

        On the disk for certain when this returns. Raises EnvironmentProblem where it cannot be written.
        """
        self._put(self._path(self.window, name), {"format": _FORMAT, "at": datetime.now(), "value": value})

    def _put(self, path: Path, record: Mapping[str, Any]) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentProblem(f"{self.folder} cannot be made ({error.strerror or error}).") from error
        if self._note is not None:
            self._note.write(self.folder)
        with replacing(path) as beside, os.fdopen(_for_owner(beside), "w", encoding="ascii") as file:
            for line in lines_of_json.dump(record):
                file.write(line)
                file.write("\n")

    def remove(self, name: Name, window: str | None = None) -> None:
        """Forget something of a window, this one's unless another is named; where it is not there nothing happens."""
        with suppress(OSError):
            self._path(window or self.window, name).unlink(missing_ok=True)
        self._forget_note_of_nothing()

    def _forget_note_of_nothing(self) -> None:
        if not self._files():
            _unlink(self.folder / belonging.NAME)

    def read(self, name: Name, window: str) -> Any:
        """Return what a window left of a name; None where it is not there, or cannot be read."""
        path = self._path(window, name)
        found = self._read(path) if path.exists() else None
        return None if found is None else found.value

    def found(self) -> Found:
        """Return what earlier windows left; what cannot be read is set aside, and never stops anybody."""
        left: list[Unfinished] = []
        aside = 0
        for path in self._files():
            match = _NAME.fullmatch(path.name)
            if path.name.startswith("."):
                # Half written when the machine or the program ended: the version before is whole, beside it.
                _unlink(path)
            elif path.name.endswith(_ASIDE) or (match and match["window"] == self.window):
                continue
            elif match and match["kind"] == PASTE:
                self._drop_without_review(path, match)
            elif (one := self._read(path) if match else None) is not None:
                left.append(one)
            else:
                aside += _set_aside(path)
        return Found(tuple(sorted(left, key=lambda one: one.at)), aside)

    def take_along(self, note: Note) -> list[Path]:
        """Take what windows of the library that a note tells of left when it lay elsewhere; returns where that was.

        Where there still is one, that keeps its own. From now on the note is left with what is written.
        """
        self._note, places = note, []
        with suppress(OSError):
            for folder in sorted(self.folder.parent.iterdir()):
                there = Note.read(folder)
                if there is not None and there.is_of_same(note) and is_gone(there.library):
                    places += [there.library] if self._move_all(folder) else []
        return places

    def _move_all(self, folder: Path) -> bool:
        """Move all that lies in a folder into this one, and tell whether anything of that was unfinished work."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        moved = False
        for file in folder.iterdir():
            if file.name != belonging.NAME:
                file.replace(self.folder / file.name)
                moved = moved or bool(_NAME.fullmatch(file.name))
        (folder / belonging.NAME).unlink()
        folder.rmdir()
        return moved

    def _drop_without_review(self, path: Path, match: re.Match[str]) -> None:
        """A paste of which nothing was decided yet has no review; nobody could go on with it."""
        if not self._path(match["window"], Name(REVIEW, match["digest"])).exists():
            _unlink(path)

    def forget(self, names: Iterable[Name], clippings: Iterable[str] = ()) -> None:
        """Forget what all windows left of names, and what reports say of clippings, by their UUIDs, after a purge.

        What was set aside goes too: nobody can tell what it holds.
        """
        gone = {*names, *(Name(PASTE, name.digest) for name in names if name.kind == REVIEW)}
        keys = set(map(why, clippings))
        for path in self._files():
            match = _NAME.fullmatch(path.name)
            if match is None or Name(match["kind"], match["digest"]) in gone:
                _unlink(path)
            elif match["kind"] == REPORT:
                self._forget_in_report(path, keys)
        self._forget_note_of_nothing()

    def _forget_in_report(self, path: Path, keys: set[str]) -> None:
        one = self._read(path)
        if one is None:
            _unlink(path)
        elif not keys.isdisjoint(one.value["texts"]):
            texts = {key: text for key, text in one.value["texts"].items() if key not in keys}
            self._put(path, {"format": _FORMAT, "at": one.at, "value": {**one.value, "texts": texts}})

    def _path(self, window: str, name: Name) -> Path:
        return self.folder / f"{window}.{name.kind}.{name.digest}.json"

    def _files(self) -> list[Path]:
        try:
            files = (path for path in self.folder.iterdir() if path.name != belonging.NAME)
            return sorted(path for path in files if path.is_file() or path.is_symlink())
        except OSError:
            return []

    def _read(self, path: Path) -> Unfinished | None:
        match = _NAME.fullmatch(path.name)
        try:
            if match is None or path.is_symlink():
                return None
            with path.open(encoding="ascii") as file:
                record = lines_of_json.load(file)
            if record["format"] != _FORMAT or not isinstance(record["at"], datetime):
                return None
            return Unfinished(match["window"], Name(match["kind"], match["digest"]), record["at"], record["value"])
        except (OSError, ValueError, KeyError, TypeError):
            return None


def _for_owner(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _set_aside(path: Path) -> bool:
    """Rename a file that is none of ours; True where that could be done."""
    try:
        path.rename(path.with_name(f"{path.name}.{uuid4().hex[:4]}{_ASIDE}"))
    except OSError:
        return False
    return True


class Saver:
    """Writes what a window has unfinished, one after the other, on a thread of its own; only the last of a name counts.

    `failed()` is called, on that thread, where something cannot be written; it is tried again when it changes.
    """

    def __init__(self, shelf: Shelf, failed: Callable[[], None] = lambda: None) -> None:
        self._shelf, self._failed = shelf, failed
        self._wanted: dict[Name, Any] = {}
        self._done: set[Name] = set()
        self._lock = threading.Lock()
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="unfinished")

    def put(self, name: Name, value: Any) -> None:
        """Write something soon, or remove it where it is None."""
        with self._lock:
            is_working, self._wanted[name] = bool(self._wanted), value
        if not is_working:
            self._executor.submit(self._work)

    def _work(self) -> None:
        while (one := self._next()) is not None:
            name, value = one
            try:
                self._shelf.remove(name) if value is None else self._shelf.write(name, value)
                self._done.add(name)
            except EnvironmentProblem:
                self._done.discard(name)
                self._failed()
            with self._lock:
                if self._wanted[name] is value:
                    del self._wanted[name]

    def _next(self) -> tuple[Name, Any] | None:
        with self._lock:
            return next(iter(self._wanted.items()), None)

    def take_over(self, name: Name, windows: Iterable[str]) -> None:
        """Forget what earlier windows left of a name, once this one keeps it, or has seen to it and forgotten it."""
        self._executor.submit(self._take_over, name, tuple(windows))

    def _take_over(self, name: Name, windows: Iterable[str]) -> None:
        if name in self._done:
            for window in windows:
                self._shelf.remove(name, window)

    def finish(self) -> None:
        """Wait until all is written."""
        self._executor.submit(lambda: None).result()

    def close(self) -> None:
        """Write what is left, and stop."""
        self._executor.shutdown(wait=True)


def names_to_forget(library: "Library", ids: Sequence[int]) -> list[Name]:
    """Return what `Shelf.forget` has to know of clippings that are to be purged: asked while they are still there."""
    uuids = [clipping.uuid for clipping in library.clippings(ids)]
    names = [name(uuid) for uuid in uuids for name in (clipping_of, filling_of)]
    for clipping_id in ids:
        pastes = (Pasted(original.text or "", original.html) for original in library.originals(clipping_id))
        names += map(review_of, pastes)
    return names
