"""A choice in a page that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox

_LEAST = 8
"""Letters that are always shown."""


class StillChoice(QComboBox):
    """Lets the page scroll under a pointer that only passes, and chooses by the wheel only where it has the focus."""

    def __init__(self) -> None:
        super().__init__()
        # The wheel alone must not give the focus.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A long name is cut; it must not push the page wider than its room.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LEAST)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Pass the wheel on."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
