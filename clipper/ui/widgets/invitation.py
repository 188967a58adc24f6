"""The dashed place where something is missing and may be added."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import paint_ring
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.in_place import PAD_X, PAD_Y, dashed

_PLUS = 12


class Invitation(QAbstractButton):
    """A plus and a verb in a dashed border; clicked as any button."""

    def __init__(self, text: str, font: QFont | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setFont(font or sans(13))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme_signals().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the words need."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 * PAD_X + _PLUS + 6
        return QSize(width, round((18 + 2 * PAD_Y) * scale()))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the border, the plus and the words, darker under the pointer; nothing where it does not invite."""
        if not self.isEnabled():
            return
        painter = QPainter(self)
        if self.hasFocus():
            paint_ring(painter, self.rect())
        else:
            dashed(painter, self.rect())
        ink = "ink" if self.underMouse() else "ink2"
        paint_icon(painter, QPoint(PAD_X, (self.height() - _PLUS) // 2), "plus", ink, _PLUS)
        painter.setFont(self.font())
        painter.setPen(theme().color(ink))
        rest = self.rect().adjusted(PAD_X + _PLUS + 4, 0, 0, 0)
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        painter.end()
