"""How wide texts are, and what of them fits: names and tags come again in row after row, and measuring them is slow."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

_KEPT = 4096
_ENDS = 4_000
"""Characters; no line of a window has room for more, and to measure a megabyte takes a tenth of a second."""


def width_of(text: str, font: QFont) -> int:
    """Return how many pixels a text needs in a font; of one beyond all measure, more than there are."""
    return _width_of(_ends_of(text), font)


def elided(text: str, font: QFont, width: int, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
    """Return what is shown of a text in so many pixels."""
    return _elided(_ends_of(text), font, width, mode)


def _ends_of(text: str) -> str:
    return text if len(text) <= 2 * _ENDS else f"{text[:_ENDS]}…{text[-_ENDS:]}"


@lru_cache(_KEPT)
def _width_of(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


@lru_cache(_KEPT)
def _elided(text: str, font: QFont, width: int, mode: Qt.TextElideMode) -> str:
    return QFontMetrics(font).elidedText(text, mode, width)
