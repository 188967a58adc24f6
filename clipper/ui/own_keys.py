"""Keys that mean something of their own where the keyboard is, though the window has them for the clipping."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def claims(event: QEvent, *keys: Qt.Key) -> bool:
    """Take keys before an action of the window does; True where the event asked about one, and is done with."""
    is_override = event.type() is QEvent.Type.ShortcutOverride
    if is_override and isinstance(event, QKeyEvent) and event.key() in keys:
        event.accept()
        return True
    return False
