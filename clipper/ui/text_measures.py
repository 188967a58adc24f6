"""How wide texts are, and what of them fits: names and tags come again in row after row, and measuring them is slow."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

_KEPT = 4096


@lru_cache(_KEPT)
def width_of(text: str, font: QFont) -> int:
    """Return how many pixels a text needs in a font."""
    return QFontMetrics(font).horizontalAdvance(text)


@lru_cache(_KEPT)
def elided(text: str, font: QFont, width: int, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
    """Return what is shown of a text in so many pixels."""
    return QFontMetrics(font).elidedText(text, mode, width)
