"""What a sheet will become: its first rows as clippings look in the list, and the rows with problems."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from clipper.model.clipping import Row
from clipper.model.codes import State
from clipper.model.draft import Coding, Draft, Problem
from clipper.model.medium_fields import LENGTHS, MEDIUM_FIELDS, write_length
from clipper.model.sheet import Use
from clipper.model.values import replace
from clipper.ui.dates import write_date
from clipper.ui.fonts import sans, scale
from clipper.ui.models.clipping_list import ROW_ROLE
from clipper.ui.models.plain_rows import PlainRows
from clipper.ui.style import paint_ring
from clipper.ui.theme import theme
from clipper.ui.widgets.clipping_delegate import ClippingDelegate
from clipper.ui.widgets.column_list import use_words
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.row_list import RowList
from clipper.ui.widgets.tone_disc import tone_word

PREVIEWED = 200
"""So many rows of a sheet are shown; nobody looks through more of them before an import."""
_PROBLEM_ROW, _LEFT, _NUMBER, _GAP = 44, 20, 56, 12
_TOP_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
_Index = QModelIndex | QPersistentModelIndex


def row_of(place: int, draft: Draft, today: date) -> Row:
    """Return what a list shows of a draft once it is a clipping, and below it the fields of its medium."""
    of_medium = _of_medium(draft.coding)
    title = draft.headline.value or draft.url.value or " ".join((draft.body.value or "").split())[:80]
    return Row(
        id=place,
        title=title,
        headline=draft.headline.value,
        outlet=draft.outlet.value,
        programme=draft.programme.value,
        medium=draft.medium.value,
        reporters=draft.reporters.value,
        published_on=draft.published_on.value,
        added_on=today,
        tags=draft.coding.tags,
        tone=draft.coding.tone,
        starred=False,
        state=State.KEPT,
        snippet=((of_medium, False),) if of_medium else (),
    )


def _of_medium(coding: Coding) -> str:
    known = [(name, getattr(coding, name)) for name in MEDIUM_FIELDS if getattr(coding, name)]
    shown = ((name, write_length(value) if name in LENGTHS else value) for name, value in known)
    return " · ".join(f"{use_words(Use(name))} {value}" for name, value in shown)


class PreviewModel(QAbstractListModel):
    """The first rows as clippings."""

    def __init__(self, tags: Iterable[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._spelt = {tag.casefold(): tag for tag in tags}

    @property
    def has_snippets(self) -> bool:
        """Whether a row shows fields of its medium."""
        return any(row.snippet for row in self._rows)

    def show(self, drafts: Sequence[Draft], today: date) -> None:
        """Show other drafts."""
        self.beginResetModel()
        self._rows = [self._row(place, draft, today) for place, draft in enumerate(drafts[:PREVIEWED])]
        self.endResetModel()

    def _row(self, place: int, draft: Draft, today: date) -> Row:
        """Tags have the library's spelling, and so its colours."""
        row = row_of(place, draft, today)
        return replace(row, tags=tuple(self._spelt.get(tag.casefold(), tag) for tag in row.tags))

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        """Return the number of rows that are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row for the delegate, its title, or what a screen reader says of it."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        return row.title if role == Qt.ItemDataRole.DisplayRole else None


def _spoken(row: Row) -> str:
    day = write_date(row.published_on) if row.published_on else ""
    tone = tone_word(row.tone) if row.tone else ""
    of_medium = (piece for piece, _ in row.snippet)
    said = (row.title, row.outlet, ", ".join(row.reporters), day, *row.tags, tone, *of_medium)
    return ", ".join(filter(None, said))


class SheetPreview(RowList):
    """The first rows of a sheet as clippings."""

    def __init__(self, hues: dict[str, str], parent: QWidget) -> None:
        self._preview = PreviewModel(hues, parent)
        self._delegate = delegate = ClippingDelegate(parent)
        delegate.with_date, delegate.hues = True, hues
        super().__init__(self._preview, delegate, parent.tr("Preview"))

    def show_drafts(self, drafts: Sequence[Draft], today: date) -> None:
        """Show what the rows become; the place in the list stays."""
        place = self.verticalScrollBar().value()
        self._preview.show(drafts, today)
        if self._delegate.with_snippet != self._preview.has_snippets:
            self._delegate.with_snippet = self._preview.has_snippets
            self.scheduleDelayedItemsLayout()
        self.verticalScrollBar().setValue(place)


class ProblemModel(PlainRows):
    """Rows of a sheet of which not all could be taken."""

    def told(self, problem: Any, role: int) -> object:
        """Return what a row tells in a role."""
        if role == ROW_ROLE:
            return problem
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.tr('Row')} {problem.place}: {problem.sentence}" if problem.place else problem.sentence
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(problem.sentence)
        return problem.sentence if role == Qt.ItemDataRole.DisplayRole else None


class ProblemList(RowList):
    """The problems with the numbers of their rows."""

    def __init__(self, parent: QWidget) -> None:
        self._problems = ProblemModel(parent)
        super().__init__(self._problems, _ProblemDelegate(parent), parent.tr("Problems"))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show other problems."""
        self._problems.show(problems)


class _ProblemDelegate(QStyledItemDelegate):
    """The row's number, then what is wrong and what is done with it, on two lines at most."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        return QSize(0, round(_PROBLEM_ROW * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        problem, rect = index.data(ROW_ROLE), QRect(option.rect)
        if problem is None:
            return
        painter.save()
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and option.widget.hasFocus()
        if selected:
            painter.fillRect(rect, theme().color("sel"))
        else:
            painter.fillRect(QRect(_LEFT, rect.bottom(), rect.width() - _LEFT, 1), theme().color("line"))
        number = QRect(_LEFT, rect.top(), _NUMBER - _GAP, rect.height())
        painter.setFont(sans(12, tabular=True))
        painter.setPen(theme().color("ink2" if selected else "ink3"))
        place = "" if problem.place is None else f"{problem.place:,}"
        painter.drawText(number, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), place)
        painter.setFont(sans(12))
        painter.setPen(theme().color("ink"))
        text = rect.adjusted(_LEFT + _NUMBER, 4, -16, -4)
        painter.drawText(text, _TOP_LEFT, problem.sentence)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect, 0)
        painter.restore()
