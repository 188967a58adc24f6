"""The foot of a window, where strips lie over what it shows."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

MARGIN = 16
_NARROW = 200


def room_over(host: QWidget, over: QWidget) -> QRect:
    """Return the room for strips over a widget, in the coordinates of its window `host`.

    It is the window's where the widget is hidden or too narrow to be written on.
    """
    if over is host or not over.isVisible() or over.width() <= _NARROW:
        place = host.rect()
    else:
        place = QRect(over.mapTo(host, QPoint()), over.size()) & host.rect()
    return place.adjusted(MARGIN, 0, -MARGIN, -MARGIN)


def at_foot(room: QRect, size: QSize) -> QRect:
    """Return where a strip lies, at the foot of its room and in its middle."""
    place = QRect(QPoint(), size)
    place.moveCenter(room.center())
    place.moveBottom(room.bottom())
    return place
