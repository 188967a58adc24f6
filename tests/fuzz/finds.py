"""What fuzzing comes upon: one input for each place that fails, made as small as it gets."""

import hashlib
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn


class Hang(BaseException):
    """Reading took too long; no Exception, so that no reader catches it."""


@dataclass
class Find:
    """An input that fails, with what was raised and where."""

    data: bytes
    what: str
    story: str


class Finds:
    """Runs a harness and keeps the first input for each place where it fails; `seconds` are of the processor's time.

    Hangs are told by where they began, not by where the alarm went off: they all count as one.
    """

    def __init__(self, run: Callable[[bytes], None], folder: Path, seconds: float) -> None:
        self.tried = 0
        self.kept: dict[str, Find] = {}
        self._run, self._folder, self._seconds = run, folder, seconds
        signal.signal(signal.SIGVTALRM, _alarm)

    def attempt(self, data: bytes) -> None:
        """Run the harness over an input and keep it where it fails in a new way."""
        self.tried += 1
        found = self._failure(data)
        if found:
            self.kept.setdefault(*found)

    def _failure(self, data: bytes) -> tuple[str, Find] | None:
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, self._seconds)
            self._run(data)
        except (Exception, Hang) as error:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            what = type(error).__name__
            last = traceback.extract_tb(error.__traceback__)[-1]
            place = "" if what == "Hang" else f"{last.filename}:{last.lineno}"
            return f"{what} {place}", Find(data, what, "".join(traceback.format_exception(error)))
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        return None

    def save(self, seconds: float) -> None:
        """Write each find into the folder, made smaller for so many seconds at most."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for key, find in self.kept.items():
            end = time.monotonic() + seconds
            data = smaller(find.data, lambda data, key=key, end=end: time.monotonic() < end and self._fails(data, key))
            (self._folder / f"{find.what.lower()}-{hashlib.sha256(data).hexdigest()[:10]}").write_bytes(data)

    def _fails(self, data: bytes, key: str) -> bool:
        found = self._failure(data)
        return found is not None and found[0] == key


def _alarm(number: int, frame: FrameType | None) -> NoReturn:
    raise Hang


def smaller(data: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Return what still fails of an input when one stretch after another, at last each byte, is left out."""
    size = len(data) // 2
    while size:
        at = 0
        while at < len(data):
            without = data[:at] + data[at + size :]
            if fails(without):
                data = without
            else:
                at += size
        size //= 2
    return data
