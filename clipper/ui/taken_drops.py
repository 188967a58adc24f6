"""How what other programs drag here is taken."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent


def take_as_copy(event: QDropEvent) -> None:
    """Accept what is dragged as a copy, so that no program that offers to move it takes it away from where it was."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
