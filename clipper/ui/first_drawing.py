"""When a window is drawn for the first time."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstDrawing(QObject):
    """drawn(): a window that was just shown is drawn.

    What begins then does not keep a person waiting for the sight of it: a timer without delay would be too early, since
    the desktop says when it is time to draw, and another thread takes turns with the drawing.
    """

    drawn = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._handle = window.windowHandle()
        self._handle.installEventFilter(self)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.drawn)

    def stop(self) -> None:
        """Tell nothing any more: the window goes."""
        self._handle.removeEventFilter(self)
        self._soon.stop()

    def eventFilter(self, _handle: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt draws while it handles the event that this sees first."""
        if event.type() is QEvent.Type.Expose and self._handle.isExposed():
            self._handle.removeEventFilter(self)
            self._soon.start()
        return False
