"""Counting what a search finds off the window's thread: the newest question wins, late answers are thrown away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from clipper.library.search import SearchInterrupted
from clipper.model.query import Query


class Counter(QObject):
    """Counts one query at a time; it outlives whom it counts for, until its thread has come to an end.

    counted(int): how many clippings the newest query finds. failed(Exception): why that is not known.
    """

    counted = Signal(int)
    failed = Signal(object)
    _answered = Signal(int, object)
    _ended = Signal()

    def __init__(self, count: Callable[[Query], int]) -> None:
        super().__init__(QCoreApplication.instance())
        self._count = count
        self._serial = 0
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="count")
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._leave, Qt.ConnectionType.QueuedConnection)

    def ask(self, query: Query) -> None:
        """Count for a query; what was asked before and has not begun is never counted."""
        self._serial += 1
        self._executor.submit(self._run, self._serial, query)

    def forget(self) -> None:
        """Tell nothing of what was asked so far."""
        self._serial += 1

    def stop(self) -> None:
        """Tell nothing any more, and keep nobody waiting for what is being counted."""
        self.forget()
        self._executor.submit(self._ended.emit)

    def _run(self, serial: int, query: Query) -> None:
        while serial == self._serial:
            try:
                self._answered.emit(serial, self._count(query))
                return
            except SearchInterrupted:
                continue  # by another search of the window: it is still to be counted
            except Exception as error:  # whatever it is, the window's thread has to hear of it
                self._answered.emit(serial, error)
                return

    def _deliver(self, serial: int, answer: object) -> None:
        if serial != self._serial:
            return
        if isinstance(answer, Exception):
            self.failed.emit(answer)
        else:
            self.counted.emit(answer)

    def _leave(self) -> None:
        """Go once the thread has returned from its last signal: deleted before, this would go under its feet."""
        self._executor.shutdown()
        self.deleteLater()
