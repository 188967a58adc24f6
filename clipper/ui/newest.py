"""Work off the window's thread of which only the newest is wanted: answers to older questions are thrown away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from clipper.ui.tasks import Cancelled

IsWanted = Callable[[], bool]
"""Tells the work whether its answer is wanted still; where it is not, it may raise Cancelled."""


class Newest(QObject):
    """Answers one question at a time; it outlives who asks, until its thread has come to an end.

    answered(object): the answer to the newest question. failed(Exception): why there is none.
    """

    answered = Signal(object)
    failed = Signal(object)
    _ran = Signal(int, object)
    _ended = Signal()

    def __init__(self, thread: str) -> None:
        super().__init__(QCoreApplication.instance())
        self._serial = 0
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=thread)
        self._ran.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._leave, Qt.ConnectionType.QueuedConnection)

    def forget(self) -> None:
        """Tell nothing of what was asked so far."""
        self._serial += 1

    def stop(self) -> None:
        """Tell nothing any more, and keep nobody waiting for what is being worked out."""
        self.forget()
        self._executor.submit(self._ended.emit)

    def _start(self, work: Callable[[IsWanted], object]) -> None:
        """Work out an answer; what was asked before and has not begun never is."""
        self._serial += 1
        self._executor.submit(self._run, self._serial, work)

    def _run(self, serial: int, work: Callable[[IsWanted], object]) -> None:
        def is_wanted() -> bool:
            return serial == self._serial

        try:
            if is_wanted():
                self._ran.emit(serial, work(is_wanted))
        except Cancelled:
            return
        except Exception as error:  # whatever it is, the window's thread has to hear of it
            self._ran.emit(serial, error)

    def _deliver(self, serial: int, answer: object) -> None:
        if serial != self._serial:
            return
        if isinstance(answer, Exception):
            self.failed.emit(answer)
        else:
            self.answered.emit(answer)

    def _leave(self) -> None:
        """Go once the thread has returned from its last signal: deleted before, this would go under its feet."""
        self._executor.shutdown()
        self.deleteLater()
