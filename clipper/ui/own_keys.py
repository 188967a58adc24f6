"""Keys as a widget reads them, also where they mean something else to the window, which has them for the clipping."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


def claims(event: QEvent, *keys: Qt.Key) -> bool:
    """Take keys before an action of the window does; True where the event asked about one, and is done with."""
    is_override = event.type() is QEvent.Type.ShortcutOverride
    if is_override and isinstance(event, QKeyEvent) and event.key() in keys:
        event.accept()
        return True
    return False


def held_with(event: QKeyEvent) -> Qt.KeyboardModifier:
    """Return the modifiers that are held with a key, whether or not it is of the keypad, as arrows on macOS are."""
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


class UndoOfWindow(QObject):
    """Leaves the keys of Undo and Redo to the window where a field has nothing of its own to undo or redo."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take no key before the window's shortcuts do."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and self._has_none(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _has_none(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self._field.isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not self._field.isRedoAvailable()
