"""When nobody does anything in a window, and when somebody does again."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

_LOOK_MS = 15_000
_DOINGS = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.DragEnter,
    )
)


class IdleWatch(QObject):
    """idle(): for a while nothing was pressed or moved in the window, told again and again. woken(): something is."""

    idle = Signal()
    woken = Signal()

    def __init__(self, window: QWidget, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self._window, self._seconds, self._clock = window, seconds, clock
        self._done_at = clock()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch the window, which is shown."""
        self._done_at = self._clock()
        # The window itself gets what the system tells it, before its parts do, and little else.
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()

    def look(self) -> None:
        """Tell whether the window is idle; while a dialog is open it is not."""
        if QApplication.activeModalWidget() is not None:
            self._done_at = self._clock()
        elif self._clock() - self._done_at >= self._seconds:
            self.idle.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Notice that something is done."""
        if event.type() in _DOINGS:
            self._done_at = self._clock()
            self.woken.emit()
        return False
