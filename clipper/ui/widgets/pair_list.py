"""The pairs of likely duplicates that wait for a decision, as rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clipper.library.duplicates import Kind
from clipper.library.likely_duplicates import Likely, needed
from clipper.model.clipping import Row
from clipper.ui.dates import write_date
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import paint_ring
from clipper.ui.theme import theme
from clipper.ui.widgets.pair_texts import reason_text
from clipper.ui.widgets.row_list import RowList

_ROW, _LEFT = 48, 44
_ROLE = int(Qt.ItemDataRole.UserRole)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_Index = QModelIndex | QPersistentModelIndex


class PairModel(QAbstractListModel):
    """What is still to be decided. Of a group that is alike only so many pairs are shown as join it."""

    def __init__(self, pairs: Iterable[Likely], rows: Mapping[int, Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._every = list(pairs)
        self._rows = rows
        self.pairs = needed(self._every)

    def every(self) -> list[Likely]:
        """Return all pairs that wait, those too that are not shown."""
        return list(self._every)

    def show_pairs(self, pairs: Iterable[Likely]) -> None:
        """Show other pairs."""
        self.beginResetModel()
        self._every = list(pairs)
        self.pairs = needed(self._every)
        self.endResetModel()

    def decided(self, pair: Likely) -> None:
        """Take a pair away about which all is said."""
        self.show_pairs(one for one in self._every if (one.kept, one.other) != (pair.kept, pair.other))

    def merged(self, kept_of: Mapping[int, int]) -> None:
        """Let the clippings that are kept, by those that were merged into them, stand for both."""
        moved: dict[tuple[int, int], Likely] = {}
        for one in self._every:
            low, high = sorted((_followed(kept_of, one.kept), _followed(kept_of, one.other)))
            if low != high:
                moved.setdefault((low, high), replace(one, kept=low, other=high))
        self.show_pairs(moved.values())

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        """Return the number of pairs."""
        return 0 if parent is not None and parent.isValid() else len(self.pairs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the pair, its headline, or the sentence that a screen reader says."""
        if not index.isValid():
            return None
        pair = self.pairs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headline(pair)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headline(pair)}, {reason_text(pair.reason)}, {self.place(pair)}"
        return pair if role == _ROLE else None

    def headline(self, pair: Likely) -> str:
        """Return what a pair is called."""
        row = self._rows.get(pair.kept)
        return row.title if row else ""

    def place(self, pair: Likely) -> str:
        """Return the outlets of a pair, or its outlet and day."""
        rows = [row for row in (self._rows.get(pair.kept), self._rows.get(pair.other)) if row]
        outlets = list(dict.fromkeys(row.outlet for row in rows if row.outlet))
        day = next((row.published_on for row in rows if row.published_on), None)
        parts = [*outlets, write_date(day, short=True) if day and len(outlets) < 2 else ""]
        return ", ".join(part for part in parts if part) or _say("no outlet")


def _followed(kept_of: Mapping[int, int], clipping_id: int) -> int:
    while clipping_id in kept_of:
        clipping_id = kept_of[clipping_id]
    return clipping_id


def _say(text: str) -> str:
    return QCoreApplication.translate("Pair", text)


class PairListView(RowList):
    """The rows of the pairs."""

    def __init__(self, model: PairModel) -> None:
        super().__init__(model, _Delegate(), _say("Likely duplicates"))

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters decide here; they look for nothing."""


class _Delegate(QStyledItemDelegate):
    """Two sheets for the same mention, layers for a story; headline, why, and where."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        return QSize(0, round(_ROW * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        pair, model = index.data(_ROLE), index.model()
        if not isinstance(pair, Likely) or not isinstance(model, PairModel):
            return
        rect = QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme().color("sel" if selected else "hover"))
        else:
            painter.fillRect(QRect(_LEFT, rect.bottom(), rect.width() - _LEFT, 1), theme().color("line"))
        icon = "copy" if pair.kind is Kind.SAME else "layers"
        paint_icon(painter, QPointF(16, rect.center().y() - 7.5), icon, "ink2")
        text = QRect(_LEFT, rect.top() + round(6 * scale()), rect.width() - _LEFT - 16, round(20 * scale()))
        _paint_line(painter, text, model.headline(pair), 500, "ink")
        second = text.translated(0, round(17 * scale()))
        ink = "ink2" if selected else "ink3"
        _paint_line(painter, second, f"{reason_text(pair.reason)} · {model.place(pair)}", 400, ink, size=12)
        if option.state & QStyle.StateFlag.State_HasFocus and option.widget.hasFocus():
            paint_ring(painter, rect, 0)
        painter.restore()


def _paint_line(painter: QPainter, rect: QRect, text: str, weight: int, ink: str, size: int = 13) -> None:
    painter.setFont(sans(size, weight))
    painter.setPen(theme().color(ink))
    painter.drawText(rect, _MIDDLE, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width()))


def ids_of(pairs: Iterable[Likely]) -> Sequence[int]:
    """Return the clippings of some pairs, each once."""
    return list(dict.fromkeys(id_ for pair in pairs for id_ in (pair.kept, pair.other)))
