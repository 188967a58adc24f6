"""Keys as a widget reads them, also where they mean something else to the window, which has them for the clipping."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


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
