"""Letting each operation of the disk fail in turn, for each of many verbs: what is told, kept, and done by a retry."""

import errno
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import apsw

from clipper.library.backup import backup
from clipper.library.exchange import export_library, import_library
from clipper.model.attachment import BroughtFile
from clipper.model.errors import EnvironmentProblem
from tests.crash.disk import Disk
from tests.crash.judging import Tally
from tests.crash.states import State, difference, flaws_of, repeatable, state_of, without_synchronising
from tests.crash.watched import DELETE, OPEN, READ, SIZE, SYNC, WRITE, watched
from tests.crash.works import Desk, everything_of, held, prepare_with_export, report_of
from tests.library.building import FERRY, MORNING, PASTE, ferry

_SIZE_OF_WORK = 12
_CODES = {
    READ: apsw.SQLITE_IOERR_READ,
    WRITE: apsw.SQLITE_IOERR_WRITE,
    SIZE: apsw.SQLITE_IOERR_TRUNCATE,
    SYNC: apsw.SQLITE_IOERR_FSYNC,
    DELETE: apsw.SQLITE_IOERR_DELETE,
    OPEN: apsw.SQLITE_CANTOPEN,
}


class Fault(StrEnum):
    """What is wrong with the disk: one operation fails, or all that need room do from then on."""

    BROKEN = "broken"
    FULL = "full"


Verb = Callable[[Desk], object]


VERBS: dict[str, Verb] = {
    "open": lambda desk: desk.open(),
    "add": lambda desk: desk.open_library.add([ferry(headline="New", url=None)], PASTE, file=b"%PDF-2.0" * 300),
    "edit": lambda desk: desk.open_library.edit(1, body=f"Edited {FERRY}" * 40),
    "tag": lambda desk: desk.open_library.tag(everything_of(desk), "topic/new", "weekly"),
    "attach": lambda desk: desk.open_library.attach(1, [BroughtFile("minutes.pdf", held(7))]),
    "issue": lambda desk: desk.open_library.issue_report(report_of(3), {".pdf": held(8), ".md": b"# Report"}),
    "undo": lambda desk: desk.open_library.undo(),
    "import": lambda desk: import_library(desk.open_library, desk.export),
    "export": lambda desk: export_library(desk.open_library, desk.folder / "all.zip"),
    "backup": lambda desk: backup(desk.open_library, desk.target),
    "purge": lambda desk: desk.open_library.purge([2]),
    "close": lambda desk: desk.close(),
}
"""Each does one thing with a library that is open, or opens or closes it."""


@dataclass
class _Trouble:
    """Lets the operation fail that is next when `left` is 0; counts while it is `on`."""

    fault: Fault
    left: int
    on: bool = False
    happened: str = ""

    def before(self, operation: str, path: Path) -> None:
        if not self.on or not self._concerns(operation):
            return
        self.left -= 1
        if self.left == -1 or (self.left < 0 and self.fault is Fault.FULL):
            self.happened = self.happened or f"{operation} of {path.name}"
            raise self._error(operation, path)

    def _concerns(self, operation: str) -> bool:
        return self.fault is Fault.BROKEN or operation in (WRITE, OPEN, "mkdir", "fsync", "replace")

    def _error(self, operation: str, path: Path) -> Exception:
        if operation in _CODES:
            return apsw.exception_for(apsw.SQLITE_FULL if self.fault is Fault.FULL else _CODES[operation])
        number = errno.ENOSPC if self.fault is Fault.FULL else errno.EIO
        return OSError(
            number, "No space left on device" if self.fault is Fault.FULL else "Input/output error", str(path)
        )


@dataclass(frozen=True)
class _Sound:
    """A verb where nothing fails: what the library holds before and after it."""

    name: str
    before: State
    after: State

    @classmethod
    def of(cls, name: str, prepared: Path, folder: Path) -> "_Sound":
        desk = _desk(name, prepared, folder)
        before = _state(desk)
        if name == "open":
            desk.close()
        assert _attempt(desk, name) is None
        after = _state(desk)
        desk.close()
        shutil.rmtree(folder)
        return cls(name, before, after)


def fail(
    folder: Path,
    every: int,
    first: int = 0,
    tell: Callable[[str], None] = lambda _line: None,
    verbs: Iterable[str] = tuple(VERBS),
) -> Tally:
    """Let each operation of each verb fail, or with `every` only each so many-th, beginning with `first`."""
    tally, prepared = Tally(), folder / "prepared"
    prepared.mkdir(parents=True)
    with repeatable(0):
        prepare_with_export(Desk(prepared), _SIZE_OF_WORK)
        (prepared / "backups").mkdir()
    for name in verbs:
        sound = _Sound.of(name, prepared, folder / "sound")
        for fault in Fault:
            number = first
            while _failed(sound, fault, number, prepared, folder / "desk", tally):
                number += every
            tell(f"{name}: {fault} at {(number - first) // every} operations, {len(tally.wrong)} wrong")
    return tally


def _failed(sound: _Sound, fault: Fault, number: int, prepared: Path, folder: Path, tally: Tally) -> str:
    """Do a verb in which the operation of that number fails; returns which this was, empty where there is none."""
    desk, trouble = _desk(sound.name, prepared, folder, is_open=False), _Trouble(fault, number)
    with watched(Disk(folder), trouble.before):
        if sound.name != "open":
            desk.open()
        try:
            wrong = list(_wrong(desk, sound, trouble))
        finally:
            desk.close()
    if trouble.happened:
        with repeatable(0), without_synchronising():
            wrong += flaws_of(desk.path)
        tally.stops += 1
        tally.moments[f"{fault}, {trouble.happened.split()[0]}"] += 1
    shutil.rmtree(folder)
    tally.wrong += [f"{sound.name}, {fault} at {number}, {trouble.happened}: {told}" for told in wrong]
    return trouble.happened


def _wrong(desk: Desk, sound: _Sound, trouble: _Trouble) -> Iterator[str]:
    trouble.on = True
    told = _attempt(desk, sound.name)
    trouble.on = False
    if told and not _is_plain(told):
        yield f"no plain sentence: {told!r}"
    state = _state(desk)
    if state not in (sound.before, sound.after):
        yield f"half done: {difference(sound.before, state)}"
    elif told is None and state != sound.after:
        yield f"not done, and nobody is told: {difference(sound.after, state)}"
    elif told and state == sound.after != sound.before and "Nothing was" in str(told):
        yield f"done, and told otherwise: {told}"
    elif told and state == sound.before:
        yield from _wrong_with_retry(desk, sound)


def _wrong_with_retry(desk: Desk, sound: _Sound) -> Iterator[str]:
    if sound.name == "open":
        desk.close()
    again = _attempt(desk, sound.name)
    if again:
        yield f"a retry fails: {again!r}"
    elif (state := _state(desk)) != sound.after:
        yield f"a retry does something else: {difference(sound.after, state)}"


def _desk(name: str, prepared: Path, folder: Path, *, is_open: bool = True) -> Desk:
    """Return a desk with a copy of the library, whose clock stands still."""
    shutil.copytree(prepared, folder)
    desk = Desk(folder, lambda: MORNING)
    if is_open:
        desk.open()
    return desk


def _attempt(desk: Desk, name: str) -> Exception | None:
    """Do a verb and return what it raises."""
    with repeatable(1):
        try:
            VERBS[name](desk)
        except Exception as error:
            return error
    return None


def _state(desk: Desk) -> State:
    return state_of(desk.library or desk.open())


def _is_plain(error: Exception) -> bool:
    """Tell whether an error is of the kind that a person is told in a sentence, and is one."""
    text = str(error)
    return isinstance(error, EnvironmentProblem) and text.endswith(".") and len(text) < 400 and "sqlite" not in text
