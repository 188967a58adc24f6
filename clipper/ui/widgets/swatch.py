"""The colours of highlights to choose from, each with a tick and a word besides."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from clipper.model.codes import Marker
from clipper.ui.fonts import scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme, theme_signals

BAR_HUES = {Marker.YELLOW: "amber", Marker.GREEN: "green", Marker.PINK: "rose", Marker.BLUE: "blue"}
"""The hue whose dot is seen where a highlight's own colour is too pale: in a thin bar, on a surface."""

_SIDE, _DISC, _IN_MENU = 28, 18, 12
_SHARPEST = 3


class Swatch(QAbstractButton):
    """One colour of highlights."""

    def __init__(self, marker: Marker, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marker = marker
        self.setCheckable(True)
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_signals().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a square of a button's height."""
        side = round(_SIDE * scale())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the colour, its tick where it is the chosen one, and the focus."""
        painter = QPainter(self)
        disc = QRect(0, 0, _DISC, _DISC)
        disc.moveCenter(self.rect().center())
        _paint(painter, disc, self.marker)
        if self.isChecked():
            paint_icon(painter, QPointF(disc.topLeft()) + QPointF(3, 3), "check", "ink", 12)
        if self.hasFocus():
            paint_ring(painter, self.rect())
        painter.end()


def marker_icon(marker: Marker) -> QIcon:
    """Return the colour of a highlight for a menu, sharp at every ratio there is."""
    picture = QPixmap(_IN_MENU * _SHARPEST, _IN_MENU * _SHARPEST)
    picture.setDevicePixelRatio(_SHARPEST)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _paint(painter, QRect(0, 0, _IN_MENU, _IN_MENU), marker)
    painter.end()
    return QIcon(picture)


def _paint(painter: QPainter, rect: QRect, marker: Marker) -> None:
    colors = theme()
    rounded(painter, rect, 4, colors.color(f"highlight_{marker}"), colors.hue(BAR_HUES[marker]).dot)
