"""A menu that several things are ticked in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu


class StayingMenu(QMenu):
    """A menu that stays open while its ticks are set, so that several can be in one go."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Set a tick, and stay."""
        action = self.actionAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and _can_tick(action):
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Set a tick with the space bar, and stay; Enter sets it and closes."""
        action = self.activeAction()
        if event.key() == Qt.Key.Key_Space and _can_tick(action):
            action.trigger()
        else:
            super().keyPressEvent(event)


def _can_tick(action: QAction | None) -> bool:
    return action is not None and action.isCheckable() and action.isEnabled()
