"""The pairs of likely duplicates that wait for a decision, as rows."""

from collections.abc import Iterable, Mapping, Sequence

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
from clipper.library.likely_duplicates import Likely, Waiting
from clipper.model.clipping import Row
from clipper.ui.dates import write_date
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import paint_ring
from clipper.ui.text_measures import elided
from clipper.ui.theme import theme
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.pair_texts import reason_text
from clipper.ui.widgets.row_list import RowList

_ROW, _LEFT = 48, 44
_ROLE = int(Qt.ItemDataRole.UserRole)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_Index = QModelIndex | QPersistentModelIndex


class PairModel(QAbstractListModel):
    """What is still to be decided. Of a group that is alike only so many pairs are shown as join it."""

    def __init__(self, wait: Waiting, rows: Mapping[int, Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wait, self._rows = wait, rows

    @property
    def pairs(self) -> list[Likely]:
        """The pairs that are shown."""
        return self._wait.asked

    def every(self) -> list[Likely]:
        """Return all pairs that wait, those too that are not shown."""
        return self._wait.every

    def show_pairs(self, wait: Waiting) -> None:
        """Show other pairs."""
        self.beginResetModel()
        self._wait = wait
        self.endResetModel()

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
            return f"{self.headline(pair)}, {reason_text(pair.reason)}, {self.sides(pair)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{self.sides(pair)}\n{reason_text(pair.reason)}")
        return pair if role == _ROLE else None

    def headline(self, pair: Likely) -> str:
        """Return what a pair is called."""
        row = self._rows.get(pair.kept)
        return row.title if row else ""

    def sides(self, pair: Likely) -> str:
        """Return outlet and day of both clippings of a pair, once what both share."""
        both = [row for row in (self._rows.get(pair.kept), self._rows.get(pair.other)) if row]
        outlets = _each_once([row.outlet or _say("no outlet") for row in both])
        days = _each_once(
            [write_date(row.published_on, short=True) if row.published_on else _say("undated") for row in both]
        )
        if len(outlets) == len(days) == 2:
            return " · ".join(map(", ".join, zip(outlets, days, strict=True)))
        return ", ".join((" · ".join(outlets), " · ".join(days)))


def _each_once(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _say(text: str) -> str:
    return QCoreApplication.translate("Pair", text)


class PairListView(RowList):
    """The rows of the pairs."""

    def __init__(self, model: PairModel) -> None:
        super().__init__(model, _Delegate(), _say("Likely duplicates"))

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters decide here; they look for nothing."""


class _Delegate(QStyledItemDelegate):
    """Two sheets for the same mention, layers for a story; headline, and where either stands."""

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
        _paint_line(painter, second, model.sides(pair), 400, ink, size=12, cut=Qt.TextElideMode.ElideMiddle)
        if option.state & QStyle.StateFlag.State_HasFocus and option.widget.hasFocus():
            paint_ring(painter, rect, 0)
        painter.restore()


def _paint_line(
    painter: QPainter,
    rect: QRect,
    text: str,
    weight: int,
    ink: str,
    size: int = 13,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    painter.setFont(sans(size, weight))
    painter.setPen(theme().color(ink))
    painter.drawText(rect, _MIDDLE, elided(text, painter.font(), rect.width(), cut))


def ids_of(pairs: Iterable[Likely]) -> Sequence[int]:
    """Return the clippings of some pairs, each once."""
    return list(dict.fromkeys(id_ for pair in pairs for id_ in (pair.kept, pair.other)))
