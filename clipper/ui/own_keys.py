"""Keys as a widget reads them, also where they mean something else to the window, which has them for the clipping."""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget


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


def give_menu_key(window: QWidget) -> None:
    """Let Shift+F10 open the menu of what has the keyboard, as the menu key does, which many keyboards have not.

    On Windows the system asks for it by itself; elsewhere nobody does.
    """
    QShortcut(QKeySequence("Shift+F10"), window).activated.connect(_ask_for_menu)


def _ask_for_menu() -> None:
    widget = QApplication.focusWidget()
    if widget is not None:
        # A point of whole numbers or not, as the widget has it.
        place = QPointF(widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()).toPoint()
        menu = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, menu)


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
