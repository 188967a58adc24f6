"""Clippings on the move: how dragged clippings are named, so that any pane can take what the list gives."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

FORMAT = "application/x-clipper-clippings"


def to_mime(ids: Iterable[int]) -> QMimeData:
    """Return what a drag of clippings carries."""
    mime = QMimeData()
    mime.setData(FORMAT, ",".join(map(str, ids)).encode())
    return mime


def from_mime(mime: QMimeData) -> list[int]:
    """Return the ids of dragged clippings; none when it is something else that is dragged."""
    numbers = mime.data(FORMAT).data().decode("ascii", errors="ignore").split(",")
    return [int(number) for number in numbers if number.isdigit()]
