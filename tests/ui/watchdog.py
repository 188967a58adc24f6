"""Fails a test in which the window's thread did one thing for longer than a person takes for at once.

A stretch is what the thread does between two returns to Qt's event loop, or in one key, click or action that a test
gives it by hand, also where the test does so from within a loop, as in a dialog. Its processor time counts, so that a
busy machine is not taken for a slow window, and what the test does by itself does not. Where the thread waits without
working (a lock, a sleep, a busy database) the clock counts, with what the machine made it wait for a processor taken
off.
"""

import contextlib
import faulthandler
import functools
import gc
import os
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QEventLoop
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QDialog, QMenu

from clipper.app import Program
from clipper.ui import theme
from clipper.ui.dialogs.review_list import ReviewListDialog

LONGEST = 0.1
"""Seconds of work at a stretch, on a machine that takes ORDINARY seconds for the reference work."""
LONGEST_WAIT = 0.8
"""Seconds without work at a stretch, in which it hardly worked at all: a machine may be taken away for a while."""
ORDINARY = 0.004
"""Seconds of a desktop of today."""
IMPORTED = "a module is imported when it is first used, and stays"
EXCUSED = (
    (Program, "_show", "a library is opened and a window over it is built as a whole, as at the start"),
    (Program, "open_for_writing", "a library that was only read is opened anew, and its window built, as at the start"),
    (theme, "_dress", "a person chose other colours, and the whole window is dressed anew"),
)
"""What may take longer, and why: from when it is called until the window has nothing more to do."""

# Everything through which a test, or the program, lets Qt handle events. Code of the window runs only below these.
_LOOPS = ((QEventLoop, "exec"), (QDialog, "exec"), (QMenu, "exec"), (QCoreApplication, "processEvents"))
_ACTS = (
    (QAction, "trigger"),
    (QAbstractButton, "click"),
    (QCoreApplication, "sendEvent"),
    (QAbstractItemView, "setCurrentIndex"),
    *((ReviewListDialog, name) for name in ("keep", "leave_out", "keep_sure")),
    *((QTest, name) for name in dir(QTest) if name.startswith(("key", "mouse", "qWait"))),
)
_SAMPLE_EVERY = 0.02
_DEEPEST_SHOWN = 40
_WRAPPER = "watched_call_of_qt"
_CALL = re.compile(r'File ".*?([^"/\\\\]+(?:[/\\\\][^"/\\\\]+){0,2})", line (\d+)')


@dataclass(frozen=True)
class Stretch:
    """One that took too long: seconds, whether it worked or waited, where it was seen, and why it may, where it may."""

    seconds: float
    waited: bool
    place: str
    excuse: str = ""

    def __str__(self) -> str:
        verb = "waited for" if self.waited else "worked for"
        return f"The window's thread {verb} {self.seconds * 1000:.0f} ms at a stretch{self.place}"


@dataclass
class Watchdog:
    """Watches the thread that made it, while it is on."""

    found: list[Stretch] = field(default_factory=list)
    longest: float = 0.0
    stretches: int = 0
    excused: list[Stretch] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._depth = 0
        self._excuse = ""
        self._started: float | None = None
        self._begun = 0.0
        self._modules = 0
        self._pieces = 1
        self._seen: list[tuple[float, float, float, str]] = []
        self._thread = threading.get_ident()
        self._clock = getattr(time, "pthread_getcpuclockid", lambda _thread: None)(self._thread)
        self._queue = _queue_file()
        self._is_on = False
        self._collecting, self._is_collecting = 0.0, False
        self._end = threading.Event()
        self._sampler = threading.Thread(target=self._sample, name="watchdog", daemon=True)

    def install(self, application: QCoreApplication) -> None:
        """Wrap what lets Qt handle events; once, for a whole run."""
        for owner, name in (*_LOOPS, *_ACTS):
            _wrap(owner, name, self)
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._turn)
        dispatcher.aboutToBlock.connect(self._rest)
        for owner, name, why in EXCUSED:
            _wrap_excused(owner, name, why, self)
        gc.callbacks.append(self._leave_out_garbage)
        self._sampler.start()

    def close(self) -> None:
        """End the thread that samples."""
        gc.callbacks.remove(self._leave_out_garbage)
        self._end.set()
        self._sampler.join()

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Watch what is done within; what takes too long is in `found` afterwards."""
        self.found.clear()
        self._is_on = True
        try:
            yield
        finally:
            self._is_on = False
            self._started = None

    def enter(self, pieces: int) -> None:
        """Qt begins to handle events: of so many keys one after the other, or of one thing."""
        if self._depth:
            self._check()
        self._depth += 1
        self._pieces = max(1, pieces)
        self._begin()

    def leave(self) -> None:
        """Qt has handled events, and what called it goes on."""
        self._check()
        self._depth -= 1
        self._pieces = 1
        if self._depth:
            self._begin()
        else:
            self._started = None
            self._excuse = ""

    def excuse(self, why: str) -> None:
        """What is done from here until the window has nothing more to do may take longer."""
        self._excuse = why

    def _rest(self) -> None:
        self._turn()
        self._excuse = ""

    def _turn(self) -> None:
        if self._depth:
            self._check()
            self._pieces = 1
            self._begin()

    def _begin(self) -> None:
        self._seen, self._is_collecting = [], False
        self._modules = len(sys.modules)
        self.stretches += 1
        self._begun = time.perf_counter()
        self._started = time.thread_time()

    def _leave_out_garbage(self, phase: str, _told: dict[str, Any]) -> None:
        """Each test leaves a window behind, which is garbage while the next one runs; the program has one window."""
        if threading.get_ident() == self._thread and self._started is not None:
            now = time.thread_time()
            self._is_collecting = phase == "start"
            # What was seen in it is no wait of the window either: what ends there may wait for a disk or a thread.
            self._seen = []
            if phase == "start":
                self._collecting = now
            else:
                self._started += now - self._collecting

    def _check(self) -> None:
        if self._started is None or not self._is_on:
            return
        seconds = (time.thread_time() - self._started) / self._pieces
        self.longest = max(self.longest, seconds)
        # What is seen from here on is the reference work.
        seen, self._seen = self._seen, []
        if seconds > LONGEST and seconds > LONGEST * slowness():
            imported = IMPORTED if len(sys.modules) > self._modules else ""
            self._tell(Stretch(seconds, False, _place(seen), self._excuse or imported))

    def _tell(self, stretch: Stretch) -> None:
        (self.excused if stretch.excuse else self.found).append(stretch)

    def _sample(self) -> None:
        with TemporaryFile("w+b") as file:
            while not self._end.wait(_SAMPLE_EVERY):
                is_new = time.perf_counter() - self._begun < _SAMPLE_EVERY
                if not self._is_on or self._started is None or self._is_collecting or is_new:
                    continue
                seen, stack = self._seen, _stack(file, self._thread)
                if not stack or stack[0].endswith(f" in {_WRAPPER}"):
                    # Nothing but Qt: it waits for events, most often.
                    self._seen = []
                    continue
                seen.append((time.perf_counter(), self._worked(), self._queued(), "\n".join(stack)))
                self._judge_wait(seen)

    def _judge_wait(self, seen: list[tuple[float, float, float, str]]) -> None:
        first, last = seen[0], seen[-1]
        worked = last[1] - first[1]
        waited = (last[0] - first[0]) - worked - (last[2] - first[2])
        if waited > max(LONGEST_WAIT, 4 * worked) and seen is self._seen:
            self._tell(Stretch(waited, True, _place(seen), self._excuse))
            self._seen = []

    def _worked(self) -> float:
        return 0.0 if self._clock is None else time.clock_gettime(self._clock)

    def _queued(self) -> float:
        return 0.0 if self._queue is None else int(os.pread(self._queue, 100, 0).split()[1]) / 1e9


def _wrap(owner: type, name: str, watchdog: Watchdog) -> None:
    """Tell the watchdog when a call of Qt begins and ends."""
    kept = getattr(owner, name)

    def watched_call_of_qt(*arguments: Any, **named: Any) -> Any:
        # What the window itself clicks or sends is a part of what it does.
        if (owner, name) in _ACTS and sys._getframe(1).f_globals.get("__name__", "").startswith("clipper."):
            return kept(*arguments, **named)
        watchdog.enter(len(arguments[1]) if name == "keyClicks" else 1)
        try:
            return kept(*arguments, **named)
        finally:
            watchdog.leave()

    functools.update_wrapper(watched_call_of_qt, kept, assigned=("__doc__",))
    held = next((vars(kind)[name] for kind in owner.__mro__ if name in vars(kind)), None)
    setattr(
        owner,
        name,
        staticmethod(watched_call_of_qt) if isinstance(held, staticmethod) else watched_call_of_qt,
    )


def _wrap_excused(owner: Any, name: str, why: str, watchdog: Watchdog) -> None:
    kept = getattr(owner, name)

    @functools.wraps(kept)
    def excused(*arguments: Any, **named: Any) -> Any:
        watchdog.excuse(why)
        return kept(*arguments, **named)

    setattr(owner, name, excused)


def _queue_file() -> int | None:
    """Where Linux tells how long this thread waited for a processor."""
    path = Path("/proc/thread-self/schedstat")
    return os.open(path, os.O_RDONLY) if path.exists() else None


def reference() -> float:
    """Return the seconds of processor time that a fixed piece of work takes."""
    start = time.thread_time()
    table: dict[int, str] = {}
    for number in range(60_000):
        table[number % 977] = str(number)
    return time.thread_time() - start


def slowness() -> float:
    """How many times longer than ordinary this machine takes just now, 1 at least.

    Of several tries the slowest: whoever shares the processor and its caches comes and goes by the millisecond.
    """
    return max(1.0, *(reference() / ORDINARY for _ in range(3)))


def _stack(file: IO[bytes], thread: int) -> list[str]:
    """Return the innermost calls of a thread, from the first that Qt made on.

    Frames held here would end here, and what they hold, things of the window among it, would be destroyed in this
    thread; so they are told of without being held.
    """
    file.seek(0)
    file.truncate()
    faulthandler.dump_traceback(file, all_threads=True)
    file.seek(0)
    _, _, told = file.read().decode("utf-8", "replace").partition(f"hread 0x{thread:016x} (most recent call first):\n")
    calls = list(takewhile(lambda line: line.startswith("  File"), told.split("\n")))
    inner = list(takewhile(lambda line: not line.endswith(f" in {_WRAPPER}"), calls)) or calls[:1]
    return [_CALL.sub(r"\1, line \2", line) for line in inner[:_DEEPEST_SHOWN]]


def _place(seen: list[tuple[float, float, float, str]]) -> str:
    """The stack that was seen most often."""
    if not seen:
        return ", within Qt or seen nowhere"
    stack, times = Counter(one[3] for one in seen).most_common(1)[0]
    return f"; in {times} of {len(seen)} looks it was at\n{stack}"
