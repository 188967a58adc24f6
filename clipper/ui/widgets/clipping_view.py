"""The list itself: rows with headings between them; it scrolls, selects and drags 100,000 clippings as it does ten."""

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QScrollBar, QTableView, QToolTip, QWidget

from clipper.model.query import Query
from clipper.ui.fonts import sans
from clipper.ui.models.clipping_list import PAGE, ClippingList, Grouping, mime_data
from clipper.ui.own_keys import held_with
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.clipping_delegate import ClippingDelegate, heading_height, row_height
from clipper.ui.widgets.labels import plain_tip

_Index = QModelIndex | QPersistentModelIndex
_FLAG = QItemSelectionModel.SelectionFlag
_BAR_STAYS_MS = 1200
_ANCHORS = 40
_MOVES: dict[int, QAbstractItemView.CursorAction] = {
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
}
_Anchor = tuple[int, int, int]


class ClippingView(QTableView):
    """The rows.

    currentMoved(int | None): another clipping is the current one. selectionMoved(): others are selected.
    starClicked(int): a star was clicked. opened(int): a clipping was double-clicked, or Enter pressed on it.
    menuRequested(QPoint): the context menu is wanted at a place of the screen. searchRequested(): "/" was pressed.
    copyRequested(): the selected clippings are to be copied.
    """

    currentMoved = Signal(object)  # noqa: N815
    selectionMoved = Signal()  # noqa: N815
    starClicked = Signal(int)  # noqa: N815
    opened = Signal(int)
    menuRequested = Signal(QPoint)  # noqa: N815
    searchRequested = Signal()  # noqa: N815
    copyRequested = Signal()  # noqa: N815

    def __init__(self, model: ClippingList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._measured: set[int] = set()
        self._headed: set[int] = set()
        self._measuring = self._replacing = False
        self.delegate = self._make_delegate()
        self.delegate.several = self.has_several
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self._dress()
        self._bar = _OverlaidBar(self)
        self.verticalScrollBar().valueChanged.connect(self._measure)
        theme_signals().changed.connect(self.viewport().update)

    def _make_delegate(self) -> ClippingDelegate:
        return ClippingDelegate(self)

    def _dress(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Clippings"))
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)

    # What is shown

    def shown(self) -> ClippingList:
        """Return the clippings that are shown, in order."""
        return self._model

    def show_clippings(
        self,
        ids: Sequence[int],
        query: Query,
        grouping: Grouping,
        *,
        is_new: bool,
        from_top: bool = False,
        like: "ClippingView | None" = None,
    ) -> None:
        """Show the hits of a search.

        Where the same search found others, scroll and selection stay, and what took the current one's place becomes
        current; a new search keeps the current clipping when it is among the hits, and `from_top` only when it is in
        sight at their top, where it begins then. `like` is a view that showed them until now: what is selected there is
        selected here.
        """
        before = like or self
        current, row = before.current_id(), before.currentIndex().row()
        before_ids = before.selected_ids() if before.has_several() else []
        selected = set(before_ids)
        anchors = [] if is_new or like else self._anchors()
        self._replacing = True
        self._model.show(ids, query, grouping)
        self._start_measuring(query, grouping)
        place = self._model.find(current) if current is not None else None
        if place is None:
            # Of several that were selected another one goes on: a stranger among them would be merged or deleted next.
            left = (self._model.find(clipping_id) for clipping_id in before_ids)
            place = next((one for one in left if one is not None), None)
        if place is None and ids:
            place = 0 if is_new or row < 0 else min(row, len(ids) - 1)
        if from_top and place is not None and not before_ids:
            place = self._in_sight_from_top(place)
        self._restore_selection(place, selected)
        self._replacing = False
        self._scroll_back(anchors)
        if not anchors and place is not None:
            self.scrollTo(self._model.index(place, 0))
        self._announce(current)

    def _in_sight_from_top(self, place: int) -> int:
        self.scrollToTop()
        ends = self.visualRect(self._model.index(place, 0)).bottom()
        return place if 0 <= ends < self.viewport().height() else 0

    def _announce(self, before: int | None) -> None:
        if self.current_id() != before:
            self.currentMoved.emit(self.current_id())
        self.selectionMoved.emit()

    def _start_measuring(self, query: Query, grouping: Grouping) -> None:
        self.delegate.query = query
        self.delegate.with_snippet = self._model.has_snippets
        self.delegate.with_date = grouping is not Grouping.DAY
        self._measured.clear()
        header, height = self.verticalHeader(), self._row_height()
        header.setDefaultSectionSize(height)
        # The reset of a model leaves the heights of its rows as they were.
        for row in self._headed:
            if row < len(self._model.ids):
                header.resizeSection(row, height)
        self._headed.clear()
        self._measure()

    def _restore_selection(self, current: int | None, selected: set[int]) -> None:
        if current is None:
            return
        index = self._model.index(current, 0)
        self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect | _FLAG.Rows)
        if selected:
            rows = [row for row, clipping_id in enumerate(self._model.ids) if clipping_id in selected]
            # The view would work out the place of each range, though all is drawn anew.
            with QSignalBlocker(self.selectionModel()):
                self.selectionModel().select(self._selection(rows), _FLAG.Select)
            self.viewport().update()

    def _selection(self, rows: Sequence[int]) -> QItemSelection:
        """Return whole rows as few ranges: one object a row would take seconds for 100,000.

        To have Qt extend thousands of ranges to whole rows would, too.
        """
        selection, last_column = QItemSelection(), self._model.columnCount() - 1
        for first, last in _ranges(rows):
            selection.select(self._model.index(first, 0), self._model.index(last, last_column))
        return selection

    # Heights

    def _row_height(self) -> int:
        """The height of a row without a heading."""
        return row_height(self._model.has_snippets)

    def _measure(self) -> None:
        """Give rows that come into sight the room for their headings, without moving what is in sight already."""
        if self._measuring or self._replacing or not self._model.ids:
            return
        self._measuring = True
        pages = self._pages_in_sight()
        while new := [page for page in pages if page not in self._measured]:
            anchors = self._anchors()
            for page in new:
                self._measure_page(page)
            self._scroll_back(anchors)
            pages = self._pages_in_sight()
        self._measuring = False

    def _pages_in_sight(self) -> range:
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height())
        last = len(self._model.ids) - 1 if last < 0 else last
        return range(first // PAGE, last // PAGE + 1)

    def _measure_page(self, page: int) -> None:
        self._measured.add(page)
        if self._model.grouping is Grouping.NONE:
            return
        height = self._row_height() + heading_height()
        header = self.verticalHeader()
        for row in range(page * PAGE, min((page + 1) * PAGE, len(self._model.ids))):
            if self._model.starts_group(row):
                header.resizeSection(row, height)
                self._headed.add(row)

    def _anchors(self) -> list[_Anchor]:
        """Rows in sight, best first, with their ids and where their ends are: what must not move."""
        top = self.rowAt(0)
        if top < 0 or not self._model.ids:
            return []
        rows = range(top, min(len(self._model.ids), top + _ANCHORS))
        known = sorted(rows, key=lambda row: row // PAGE not in self._measured)
        return [(row, self._model.ids[row], self._end_of(row)) for row in known]

    def _end_of(self, row: int) -> int:
        return self.rowViewportPosition(row) + self.rowHeight(row)

    def _scroll_back(self, anchors: Sequence[_Anchor]) -> None:
        """Bring the first row that is still there to where it was."""
        for row, clipping_id, end in anchors:
            now = row if self._id_at(row) == clipping_id else self._model.find(clipping_id)
            if now is not None:
                self._scroll_by_end(now, end)
                return

    def _scroll_by_end(self, row: int, end: int) -> None:
        below = row + self.viewport().height() // self._row_height() + 1
        for page in set(range(row // PAGE, below // PAGE + 1)) - self._measured:
            self._measure_page(page)
        self.updateGeometries()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._end_of(row) - end)

    def row_rect(self, row: int) -> QRect:
        """Return where a row lies in the viewport, from edge to edge; its heading belongs to it."""
        return QRect(0, self.rowViewportPosition(row), self.viewport().width(), self.rowHeight(row))

    def _id_at(self, row: int) -> int | None:
        return self._model.ids[row] if 0 <= row < len(self._model.ids) else None

    def scrollTo(  # noqa: N802
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight, its heading included."""
        if not index.isValid():
            return
        for page in {max(0, index.row() - 1) // PAGE, index.row() // PAGE} - self._measured:
            self._measure_page(page)
        self.updateGeometries()
        super().scrollTo(index, hint)
        # What came into sight above or below may be of pages that nobody has looked at.
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the scroll bar at the edge, and measure what came into sight."""
        super().resizeEvent(event)
        self._bar.place()
        self._measure()

    # Selection

    def current_id(self) -> int | None:
        """Return the current clipping."""
        return self._id_at(self.currentIndex().row())

    def selected_ids(self) -> list[int]:
        """Return the selected clippings in the order of the list."""
        ids = self._model.ids
        spans = sorted((part.top(), part.bottom()) for part in self._parts())
        return [clipping_id for first, last in spans for clipping_id in ids[first : last + 1]]

    def selected_count(self) -> int:
        """Return how many clippings are selected."""
        return sum(part.height() for part in self._parts())

    def last_selected_row(self) -> int:
        """Return the lowest of the selected rows, -1 where none is selected."""
        return max((part.bottom() for part in self._parts()), default=-1)

    def _parts(self) -> Iterator[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return (selection.at(number) for number in range(selection.count()))

    def has_several(self) -> bool:
        """Tell whether more than one clipping is selected."""
        selection = self.selectionModel().selection()
        return selection.count() > 1 or (selection.count() == 1 and selection.first().height() > 1)

    def select_row(self, row: int) -> None:
        """Make a row the only selected one and bring it into sight."""
        index = self._model.index(row, 0)
        self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect | _FLAG.Rows)
        self.scrollTo(index)

    def select_all_of(self, ids: Collection[int]) -> None:
        """Select the rows of all of some clippings that are here, and bring the first of them into sight."""
        first = next((row for row, clipping_id in enumerate(self._model.ids) if clipping_id in ids), None)
        if first is not None:
            self._restore_selection(first, set(ids))
            self.scrollTo(self._model.index(first, 0))
            self.selectionMoved.emit()

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802
        """Tell which clipping is current now."""
        super().currentChanged(current, previous)
        if not self._replacing:
            self.currentMoved.emit(self._id_at(current.row()))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802
        """Tell that others are selected; the ring of the current row depends on how many."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        if not self._replacing:
            self.selectionMoved.emit()

    # Keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open with Enter, search with "/", move to the ends with Home and End, extend the selection with Shift."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Find) or event.text() == "/":
            self.searchRequested.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            # Qt would copy the headline of the current one alone.
            self.copyRequested.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id() is not None:
            self.opened.emit(self.current_id())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._model.ids:
            self._move_to_end(key == Qt.Key.Key_End, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in _MOVES and held_with(event) == Qt.KeyboardModifier.ShiftModifier and self._model.ids:
            self._extend_to(self.moveCursor(_MOVES[key], event.modifiers()).row())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _move_to_end(self, to_last: bool, extend: bool) -> None:
        row = len(self._model.ids) - 1 if to_last else 0
        self._extend_to(row) if extend else self.select_row(row)

    def _extend_to(self, row: int) -> None:
        """Select from where the selection began to a row; what else is selected stays.

        Qt would begin at the current row after any move that was not its own.
        """
        current = max(0, self.currentIndex().row())
        began, selection = current, QItemSelection()
        for part in self._parts():
            if part.top() <= current <= part.bottom():
                began = part.top() if current == part.bottom() else part.bottom() if current == part.top() else current
            else:
                selection.append(part)
        first, last = sorted((began, row))
        selection.merge(self._selection(range(first, last + 1)), _FLAG.Select)
        index = self._model.index(row, 0)
        self.selectionModel().select(selection, _FLAG.ClearAndSelect | _FLAG.Rows)
        self.selectionModel().setCurrentIndex(index, _FLAG.NoUpdate)
        self.scrollTo(index)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Do nothing: looking for a letter would fetch every page, and letters are keys of actions."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Star a clipping where its star is clicked, without selecting it."""
        clipping_id = self._star_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and clipping_id is not None:
            self.starClicked.emit(clipping_id)
        else:
            super().mousePressEvent(event)

    def _star_at(self, place: QPoint) -> int | None:
        index = self.indexAt(place)
        star = self.delegate.star_at(self.visualRect(index), index) if index.isValid() else None
        if star is None or not star.adjusted(-5, -4, 5, 3).contains(place):
            return None
        return self._id_at(index.row())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open a clipping."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._star_at(event.position().toPoint()) is None:
            self.opened.emit(self._model.ids[index.row()])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu: at the pointer, or below the current row when the keyboard asked."""
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self.scrollTo(self.currentIndex())
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        if self.selected_count():
            self.menuRequested.emit(place)

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802
        """Drag the selected clippings, as ids; their number follows the pointer."""
        ids = self.selected_ids()
        if ids:
            drag = QDrag(self)
            drag.setMimeData(mime_data(ids))
            drag.setPixmap(_drag_picture(_drag_words(self, len(ids)), self.devicePixelRatioF()))
            drag.exec(Qt.DropAction.CopyAction)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Show tooltips of the part under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            text = self.delegate.tooltip(self.visualRect(index), index, event.pos()) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), plain_tip(text), self)
            return True
        return super().viewportEvent(event)


def _ranges(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield sorted rows as ranges from first to last."""
    if isinstance(rows, range):
        yield rows[0], rows[-1]
        return
    first = last = None
    for row in rows:
        if last is not None and row == last + 1:
            last = row
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = row
    if first is not None and last is not None:
        yield first, last


def _drag_words(widget: QWidget, count: int) -> str:
    return widget.tr("1 clipping") if count == 1 else widget.tr("{n} clippings").format(n=count)


def _drag_picture(text: str, ratio: float) -> QPixmap:
    font = sans(12, 500)
    width, height = QFontMetrics(font).horizontalAdvance(text) + 20, 26
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    rounded(painter, QRect(0, 0, width, height), 6, theme().color("toast"), None)
    painter.setFont(font)
    painter.setPen(theme().color("toast_text"))
    painter.drawText(QRect(0, 0, width, height), int(Qt.AlignmentFlag.AlignCenter), text)
    painter.end()
    return picture


class _OverlaidBar(QScrollBar):
    """The scroll bar over the rows' right edge, so that a selection reaches from edge to edge.

    Shown while the pointer is over the list and for a moment after it scrolled.
    """

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self._view = view
        self._rest = QTimer(self, singleShot=True, interval=_BAR_STAYS_MS)
        self._rest.timeout.connect(self._hide_unless_used)
        bar = view.verticalScrollBar()
        bar.rangeChanged.connect(self._follow)
        bar.valueChanged.connect(self._on_scrolled)
        self.valueChanged.connect(bar.setValue)
        view.installEventFilter(self)
        self.hide()

    def place(self) -> None:
        """Lie at the right edge."""
        width, rows = self.sizeHint().width(), self._view.viewport().geometry()
        self.setGeometry(self._view.width() - width, rows.top(), width, rows.height())
        self._follow()

    def _follow(self) -> None:
        bar = self._view.verticalScrollBar()
        self.setRange(bar.minimum(), bar.maximum())
        self.setPageStep(bar.pageStep())
        self.setSingleStep(bar.singleStep())

    def _on_scrolled(self, value: int) -> None:
        self._follow()
        self.setValue(value)
        if self._view.isVisible():
            self._show_for_a_moment()

    def _show_for_a_moment(self) -> None:
        self.setVisible(self.maximum() > 0)
        self._rest.start()

    def _hide_unless_used(self) -> None:
        if self._view.underMouse() or self.isSliderDown():
            self._rest.start()
        else:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Enter:
            self._show_for_a_moment()
        return super().eventFilter(watched, event)
