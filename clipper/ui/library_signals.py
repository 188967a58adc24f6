"""The library's changes as one Qt signal, on the thread of the window."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.errors import ClipperError
from clipper.ui.patience import tell

POLL_MS = 250
"""A look costs microseconds, and what a command wrote is to be seen within a second of its end."""


class LibrarySignals(QObject):
    """changed(Changes): a step was written, by this window or by another process.

    problem(str): the library can no longer be read; looking for other processes' changes has stopped.
    """

    changed = Signal(object)
    problem = Signal(str)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        # Emitting is safe from any thread: Qt queues the signal for receivers that live in the window's.
        self._unsubscribe = library.subscribe(self._publish)
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)
        self._timer.start()

    def _publish(self, changes: Changes) -> None:
        tell(partial(self.changed.emit, changes))

    def _poll(self) -> None:
        try:
            self._library.poll()
        except ClipperError as error:
            self._timer.stop()
            self.problem.emit(str(error))

    def stop(self) -> None:
        """Listen no longer, before the library is closed."""
        self._timer.stop()
        self._unsubscribe()
