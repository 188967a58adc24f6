"""Tag chips: tinted text without a border, painted in rows and as a small widget."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from clipper.ui.fonts import sans, scale
from clipper.ui.style import rounded
from clipper.ui.text_measures import elided, width_of
from clipper.ui.theme import theme

ROW, DETAIL = "row", "detail"
_HEIGHT = {ROW: 18, DETAIL: 22}
_PADDING = {ROW: 6, DETAIL: 8}
_FONT = {ROW: 11, DETAIL: 12}
_RADIUS = 4
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def last_part(tag: str) -> str:
    """Return what a row shows of a tag: the last part of its path."""
    return tag.rsplit("/", 1)[-1]


def chip_font(size: str = ROW) -> QFont:
    """Return the font of a chip."""
    return sans(_FONT[size], 500)


def chip_size(text: str, size: str = ROW) -> QSize:
    """Return what a chip needs for its whole text."""
    width = width_of(text, chip_font(size)) + 2 * _PADDING[size]
    return QSize(width, round(_HEIGHT[size] * scale()))


def paint_chip(
    painter: QPainter, rect: QRect, text: str, hue: str, size: str = ROW, *, on_selection: bool = False
) -> None:
    """Draw a chip in a rectangle, its text elided to fit; on a selected row the fill is such that it does not drown."""
    colors = theme().hue(hue)
    fill = theme().color("chip_on_sel") if on_selection else colors.fill
    paint_chip_colored(painter, rect, text, fill, colors.text, size)


def paint_chip_colored(painter: QPainter, rect: QRect, text: str, fill: QColor, ink: QColor, size: str = ROW) -> None:
    """Draw a chip in other colours than those of a hue."""
    rounded(painter, rect, _RADIUS, fill, None)
    painter.save()
    font = chip_font(size)
    painter.setFont(font)
    painter.setPen(ink)
    inner = rect.adjusted(_PADDING[size], 0, -_PADDING[size] + 1, 0)
    painter.drawText(inner, _LEFT, elided(text, font, inner.width()))
    painter.restore()


def paint_dot(painter: QPainter, center: QPointF, hue: str, diameter: float = 8) -> None:
    """Draw the dot that stands for a tag where there is no room or need for a chip."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().hue(hue).dot)
    painter.drawEllipse(center, diameter / 2, diameter / 2)
    painter.restore()
