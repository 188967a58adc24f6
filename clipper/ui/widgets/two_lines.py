"""Rows of two lines: what it is, and quieter below it what else is known."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clipper.ui.fonts import sans, scale
from clipper.ui.style import paint_ring
from clipper.ui.text_measures import elided, width_of
from clipper.ui.theme import theme

FACTS, FACTS_INK, ASIDE = (Qt.ItemDataRole.UserRole + number for number in (1, 2, 3))
"""The roles of the second line, of its ink where that is another one, and of what stands at the end of the first."""
LEFT = 20
_ROW, _LINE, _TOP, _GAP = 56, 20, 8, 16
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)

_Index = QModelIndex | QPersistentModelIndex


class TwoLines(QStyledItemDelegate):
    """Draws the display role of a row, quieter what stands aside in the same line, and below both its facts."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """Return the height of a row."""
        return QSize(0, round(_ROW * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row in its state."""
        rect = QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and option.widget.hasFocus()
        painter.save()
        if selected:
            painter.fillRect(rect, theme().color("sel" if focused else "sel_off"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme().color("hover"))
        top, height = rect.top() + round(_TOP * scale()), round(_LINE * scale())
        line = QRect(rect.left() + LEFT, top, rect.width() - 2 * LEFT, height)
        aside = str(index.data(ASIDE) or "")
        taken = width_of(aside, sans(12, 400, tabular=True)) + _GAP if aside else 0
        self._line(painter, line.adjusted(0, 0, -taken, 0), str(index.data()), "ink", 500)
        self._line(painter, line.adjusted(line.width() - taken + _GAP, 0, 0, 0), aside, "ink2", 400)
        self._line(painter, line.translated(0, height), str(index.data(FACTS)), index.data(FACTS_INK) or "ink2", 400)
        if focused and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect, 0)
        painter.restore()

    def _line(self, painter: QPainter, rect: QRect, text: str, ink: str, weight: int) -> None:
        painter.setFont(sans(13 if weight == 500 else 12, weight, tabular=True))
        painter.setPen(theme().color(ink))
        painter.drawText(rect, _MIDDLE, elided(text, painter.font(), rect.width()))
