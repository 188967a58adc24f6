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
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, handle: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt draws while it handles the event that this sees first."""
        if event.type() is QEvent.Type.Expose:
            handle.removeEventFilter(self)
            QTimer.singleShot(0, self, self.drawn.emit)
        return False
