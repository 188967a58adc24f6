"""What is said to who listens to the screen, where the keyboard does not go to what tells it."""

from PySide6.QtCore import QObject


def announce(origin: QObject, text: str) -> None:
    """Let a screen reader say a text that came up in `origin`."""
    # Nothing is said while the window opens, and loading what says it would keep a person waiting for the window.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(origin, text))
