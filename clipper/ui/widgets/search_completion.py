"""The pop-up below the word being typed in the search box: what may complete it, with counts and keys."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from clipper.ui.fonts import sans, scale
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.labels import hairline
from clipper.ui.widgets.search_suggestions import Suggestion

_HEADING, _ITEM, _FOOT = 22, 26, 33
_PADDING = 10
_ROLE = int(Qt.ItemDataRole.UserRole)


class KeyCap(QLabel):
    """A key as it is printed on a keyboard, in a hint."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(sans(11, 500))
        self.setContentsMargins(5, 0, 5, 0)
        self.setFixedHeight(round(19 * scale()))

    def paintEvent(self, _event: object) -> None:  # noqa: N802
        """Draw the cap and its letter."""
        painter = QPainter(self)
        colors = theme()
        rounded(painter, self.rect(), 4, colors.color("button_hover"), colors.color("line2"))
        painter.setFont(self.font())
        painter.setPen(colors.color("ink2"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class CompletionPopup(QFrame):
    """The pop-up; it never takes the focus, the search box sends it the keys.

    `was_moved` tells that a person walked to the marked suggestion, so that Enter means it.

    chosen(Suggestion): a person clicked a suggestion. helpRequested(): they want to know what can be searched for.
    """

    chosen = Signal(object)
    helpRequested = Signal()  # noqa: N815

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.was_moved = False
        self._model = QStandardItemModel(self)
        self._view = _make_view(self, self._model)
        self._view.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 5, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self._view)
        layout.addSpacing(4)
        layout.addWidget(hairline(self))
        layout.addWidget(self._make_foot())
        theme_signals().changed.connect(self.update)
        self.hide()

    def _make_foot(self) -> QWidget:
        foot = QFrame(self)
        foot.setFixedHeight(round(_FOOT * scale()))
        row = QHBoxLayout(foot)
        row.setContentsMargins(_PADDING - 1, 0, 2, 0)
        row.setSpacing(4)
        for key, meaning in ((self.tr("Tab"), self.tr("completes")), (self.tr("Esc"), self.tr("closes"))):
            label = QLabel(meaning)
            label.setProperty("ink", "ink3")
            label.setFont(sans(12))
            row.addWidget(KeyCap(key))
            row.addWidget(label)
            row.addSpacing(8)
        row.addStretch()
        more = LinkButton(self.tr("Search help"))
        more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        more.clicked.connect(self.helpRequested)
        row.addWidget(more)
        return foot

    def show_suggestions(self, suggestions: Sequence[Suggestion], place: QPoint, width: int) -> None:
        """Show suggestions with the top left corner at a place of the parent; the first one is marked."""
        self._fill(suggestions)
        if not suggestions:
            self.hide()
            return
        self._view.setFixedHeight(self._content_height())
        self.setGeometry(QRect(place, QSize(width, self.sizeHint().height())))
        self.move_mark(1, from_start=True)
        self.was_moved = False
        self.show()
        self.raise_()

    def _fill(self, suggestions: Sequence[Suggestion]) -> None:
        self._model.clear()
        section = None
        for suggestion in suggestions:
            if suggestion.section != section:
                section = suggestion.section
                heading = QStandardItem(section)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self._model.appendRow(heading)
            item = QStandardItem(suggestion.title)
            item.setData(suggestion, _ROLE)
            item.setAccessibleText(f"{suggestion.title}, {suggestion.hint}" if suggestion.hint else suggestion.title)
            item.setEditable(False)
            self._model.appendRow(item)

    def _content_height(self) -> int:
        rows = [self._model.item(row) for row in range(self._model.rowCount())]
        return sum(_row_height(item.data(_ROLE) is not None) for item in rows)

    def suggestion(self) -> Suggestion | None:
        """Return the marked suggestion while the pop-up shows."""
        found = self._view.currentIndex().data(_ROLE) if self.isVisible() else None
        return found if isinstance(found, Suggestion) else None

    def titles(self) -> list[str]:
        """Return what is offered, in order, without the headings."""
        items = [self._model.item(row) for row in range(self._model.rowCount())]
        return [item.text() for item in items if item.data(_ROLE) is not None]

    def move_mark(self, step: int, *, from_start: bool = False) -> None:
        """Mark the next or previous suggestion, passing over headings and from one end to the other."""
        self.was_moved = True
        row = -1 if from_start else self._view.currentIndex().row()
        for _ in range(self._model.rowCount()):
            row = (row + step) % self._model.rowCount()
            if self._model.item(row).data(_ROLE) is not None:
                break
        self._view.setCurrentIndex(self._model.index(row, 0))

    def mark(self, suggestion: Suggestion) -> None:
        """Mark the suggestion of the same words, where it is still offered, as one that a person walked to."""
        for row in range(self._model.rowCount()):
            found = self._model.item(row).data(_ROLE)
            if found is not None and (found.section, found.title) == (suggestion.section, suggestion.title):
                self._view.setCurrentIndex(self._model.index(row, 0))
                self.was_moved = True

    def _on_clicked(self, index: QModelIndex) -> None:
        suggestion = index.data(_ROLE)
        if isinstance(suggestion, Suggestion):
            self.chosen.emit(suggestion)


def _make_view(parent: QWidget, model: QStandardItemModel) -> QListView:
    view = QListView(parent)
    view.setModel(model)
    view.setItemDelegate(_Delegate(view))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setAccessibleName(view.tr("Completions"))
    return view


def _row_height(is_suggestion: bool) -> int:
    return round((_ITEM if is_suggestion else _HEADING) * scale())


class _Delegate(QStyledItemDelegate):
    """Draws headings and suggestions: the typed part in 600, the count at the right."""

    def sizeHint(  # noqa: N802
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, _row_height(index.data(_ROLE) is not None))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = option.rect.adjusted(_PADDING, 0, -_PADDING - 2, 0)
        suggestion = index.data(_ROLE)
        if suggestion is None:
            painter.setFont(sans(11, 600))
            painter.setPen(theme().color("ink3"))
            painter.drawText(rect, _LEFT, str(index.data()))
            return
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        if marked or option.state & QStyle.StateFlag.State_MouseOver:
            fill = theme().color("sel" if marked else "hover")
            rounded(painter, option.rect.adjusted(4, 0, -4, 0), 5, fill, None)
        hint_width = _draw_hint(painter, rect, suggestion.hint, marked)
        _draw_title(painter, rect.adjusted(0, 0, -hint_width, 0), suggestion)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _draw_hint(painter: QPainter, rect: QRect, hint: str, marked: bool) -> int:
    painter.setFont(sans(12, tabular=True))
    painter.setPen(theme().color("ink2" if marked else "ink3"))
    painter.drawText(rect, _RIGHT, hint)
    return painter.fontMetrics().horizontalAdvance(hint) + 12 if hint else 0


def _draw_title(painter: QPainter, rect: QRect, suggestion: Suggestion) -> None:
    start, end = suggestion.typed
    painter.setPen(theme().color("ink"))
    left = QPointF(rect.left(), rect.top())
    pieces = ((suggestion.title[:start], 400), (suggestion.title[start:end], 600), (suggestion.title[end:], 400))
    for text, weight in pieces:
        painter.setFont(sans(13, weight))
        metrics = painter.fontMetrics()
        space = rect.right() - int(left.x()) + 1
        painter.drawText(
            QRect(int(left.x()), rect.top(), max(0, space), rect.height()),
            _LEFT,
            metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, space)),
        )
        left += QPointF(metrics.horizontalAdvance(text), 0)
