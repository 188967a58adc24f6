"""The values that two libraries have differently, as rows: what each is of, which field, and whose counts."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clipper.model.uniting import Choice, Difference
from clipper.ui.fonts import sans, scale
from clipper.ui.style import paint_ring
from clipper.ui.text_measures import elided
from clipper.ui.theme import theme
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.row_list import RowList
from clipper.ui.widgets.uniting_texts import choice_word, field_word, title_of

_ROW, _LEFT, _RIGHT = 48, 16, 64
_LEFT_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT_MIDDLE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_Index = QModelIndex | QPersistentModelIndex


class UnitingModel(QAbstractListModel):
    """All values to choose from, each with whose counts; at first those of this library."""

    def __init__(self, differences: Sequence[Difference], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.differences = list(differences)
        self.choices = dict.fromkeys((one.key for one in differences), Choice.OURS)

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        """Return how many values there are."""
        return 0 if parent is not None and parent.isValid() else len(self.differences)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a value is of, or the sentence that a screen reader says."""
        if not index.isValid():
            return None
        one = self.differences[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return plain_tip(title_of(one)) if role == Qt.ItemDataRole.ToolTipRole else title_of(one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((title_of(one), field_word(one), choice_word(self.choices[one.key])))
        return None

    def choose(self, rows: Iterable[int], choice: Choice) -> None:
        """Let a side count; where two values cannot stand together, both is no choice."""
        for row in rows:
            one = self.differences[row]
            if choice is not Choice.BOTH or one.can_be_both:
                self.choices[one.key] = choice
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0))


class UnitingList(RowList):
    """The rows of the values."""

    def __init__(self, model: UnitingModel) -> None:
        super().__init__(model, _Delegate(), QCoreApplication.translate("Uniting", "Values that both changed"))

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters choose here; they look for nothing."""


class _Delegate(QStyledItemDelegate):
    """What it is of; below, the field; at the right end, whose value counts."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        return QSize(0, round(_ROW * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, UnitingModel):
            return
        one, rect = model.differences[index.row()], QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme().color("sel" if selected else "hover"))
        else:
            painter.fillRect(QRect(_LEFT, rect.bottom(), rect.width() - _LEFT, 1), theme().color("line"))
        quiet = "ink2" if selected else "ink3"
        line = QRect(
            rect.left() + _LEFT, rect.top() + round(6 * scale()), rect.width() - 2 * _LEFT, round(20 * scale())
        )
        _paint_line(painter, line, title_of(one), (13, 500), "ink")
        second = line.translated(0, round(17 * scale()))
        choice = model.choices[one.key]
        _paint_line(painter, second.adjusted(0, 0, -_RIGHT, 0), field_word(one), (12, 400), quiet)
        ink, weight = (quiet, 400) if choice is Choice.OURS else ("accent", 500)
        _paint_line(painter, second, choice_word(choice), (12, weight), ink, _RIGHT_MIDDLE)
        if option.state & QStyle.StateFlag.State_HasFocus and option.widget.hasFocus():
            paint_ring(painter, rect, 0)
        painter.restore()


def _paint_line(
    painter: QPainter, rect: QRect, text: str, font: tuple[int, int], ink: str, place: int = _LEFT_MIDDLE
) -> None:
    painter.setFont(sans(*font))
    painter.setPen(theme().color(ink))
    shown = elided(text, painter.font(), rect.width())
    painter.drawText(rect, place, shown)
