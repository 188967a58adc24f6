"""The bars at the head and foot of the dialogs that are as large as the window."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from clipper.ui.fonts import scale
from clipper.ui.widgets.labels import surface

HEAD, BAR, FOOT = 52, 44, 56


def bar(parent: QWidget, height: int, ground: str = "sidebar") -> tuple[QWidget, QHBoxLayout]:
    """Return a bar, which the hairline beside it completes to its height, and the row of what stands in it."""
    whole = QWidget(parent)
    surface(whole, ground)
    whole.setFixedHeight(round(height * scale()) - 1)
    row = QHBoxLayout(whole)
    row.setContentsMargins(20, 0, 20, 0)
    row.setSpacing(8)
    return whole, row
