"""Work off the window's thread, with progress and cancel."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from clipper.library.search import SearchInterrupted
from clipper.model.progress import Progress

Work = Callable[[Progress], Any]
Found = TypeVar("Found")


def undisturbed(search: Callable[[], Found], report: Progress) -> Found:
    """Return what a search finds, begun anew each time that another one of the window interrupts it."""
    while True:
        report(0, 0)
        try:
            return search()
        except SearchInterrupted:
            continue


class Cancelled(Exception):  # not an error: a person asked for it
    """Raised inside the work where it reports progress after cancel() was called."""


class Task(QObject):
    """One piece of work; it gets a function to report (done, total) to, which is also where a cancel takes effect.

    The result of work that `only_reads` is not wanted any more once it was cancelled; of other work it is, since what
    was written is there.
    done(object): its result. failed(object): the exception it raised. cancelled(): it stopped because it was asked to.
    progressed(int, int): done and total, total being 0 where it is unknown.
    """

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int)
    _worked = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None, *, only_reads: bool = False) -> None:
        super().__init__(parent)
        self._work, self._only_reads = work, only_reads
        self._cancel = threading.Event()
        self._future: Future[None] | None = None
        self._worked.connect(self._tell)

    def start(self, executor: ThreadPoolExecutor) -> None:
        """Run the work on a thread of the executor."""
        self._future = executor.submit(self._run)

    def dispose(self) -> None:
        """Let go of a task that has told how it ended; its thread has only to return from telling."""
        if self._future is not None:
            # Deleted before, it would be gone under the feet of the thread that emits its last signal.
            self._future.result()
        self.deleteLater()

    def cancel(self) -> None:
        """Ask the work to stop at its next report of progress."""
        self._cancel.set()

    def _report(self, done: int, total: int) -> None:
        if self._cancel.is_set():
            raise Cancelled
        self.progressed.emit(done, total)

    def _run(self) -> None:
        try:
            self._report(0, 0)
            result = self._work(self._report)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # whatever it is, the window's thread has to hear of it
            self.failed.emit(error)
        else:
            self._worked.emit(result)

    def _tell(self, result: object) -> None:
        """Tell the result in the window's thread, where a cancel may have come while it was on its way."""
        if self._only_reads and self._cancel.is_set():
            self.cancelled.emit()
        else:
            self.done.emit(result)
