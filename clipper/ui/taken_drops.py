"""How what other programs drag here is taken."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent

_HARMLESS = (Qt.DropAction.CopyAction, Qt.DropAction.LinkAction)


def take_as_copy(event: QDropEvent) -> None:
    """Accept what is dragged as a copy, or as a link where its program offers no copy.

    No program that offers to move it takes it away from where it was; what can only be moved is not taken.
    """
    offered = (action for action in _HARMLESS if action in event.possibleActions())
    event.setDropAction(next(offered, Qt.DropAction.IgnoreAction))
    event.setAccepted(event.dropAction() is not Qt.DropAction.IgnoreAction)
