"""A choice in a page that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class StillChoice(QComboBox):
    """Lets the page scroll under a pointer that only passes, and chooses by the wheel only where it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        # The wheel alone must not give the focus.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Pass the wheel on."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
