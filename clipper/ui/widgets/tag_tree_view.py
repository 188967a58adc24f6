"""The view of the tag pane's rows: click only this, Ctrl also this, Alt not this; tags take clippings and tags."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QFrame,
    QToolTip,
    QTreeView,
    QWidget,
)

from clipper.ui.fonts import sans
from clipper.ui.models.clipping_list import MIME_TYPE, dragged_ids
from clipper.ui.models.tag_tree import NESTED, REGISTERED, TAKING, Kind, Node, TagTree
from clipper.ui.own_keys import claims
from clipper.ui.widgets.dragging_over import DraggingOver
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.tag_rows import TagRowDelegate

TAG_MIME_TYPE = "application/x-clipper-tag"
"""What a drag of a tag carries: its name."""


def tag_mime_data(name: str) -> QMimeData:
    """Return a tag as a drag carries it."""
    data = QMimeData()
    data.setData(TAG_MIME_TYPE, QByteArray(name.encode()))
    return data


def dragged_tag(data: QMimeData) -> str:
    """Return the tag that a drag carries, "" if it carries none."""
    return bytes(data.data(TAG_MIME_TYPE).data()).decode() if data.hasFormat(TAG_MIME_TYPE) else ""


def nested_name(name: str, parent: str) -> str:
    """Return the name of a tag below another one, or of one that stands alone where that is ""."""
    last = name.rpartition("/")[2]
    return f"{parent}/{last}" if parent else last


def may_nest(name: str, parent: str) -> bool:
    """Tell whether a tag can be put below another: not below itself or its own, nor where it is already."""
    is_within = f"{parent}/".casefold().startswith(f"{name}/".casefold())
    return not is_within and nested_name(name, parent).casefold() != name.casefold()


class TagTreeView(QTreeView):
    """Rows of the tag pane.

    picked(Node, Qt.KeyboardModifier): a row was clicked or entered. menuRequested(Node, QPoint): its menu is wanted,
    at a global place. dropped(list, Node): clippings were dropped on a row that takes them. tagDropped(str, str): a tag
    was dropped on another one, or on the heading above all tags, which is "". aboutRequested(Node): the page of a row
    is wanted. deleteRequested(Node): a tag or a saved search is to be forgotten.
    """

    picked = Signal(object, object)
    menuRequested = Signal(object, QPoint)  # noqa: N815
    dropped = Signal(list, object)
    tagDropped = Signal(str, str)  # noqa: N815
    aboutRequested = Signal(object)  # noqa: N815
    deleteRequested = Signal(object)  # noqa: N815

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = TagTree(self)
        self.setModel(self._tree)
        self._tree.looksChanged.connect(self.viewport().update)
        self.rows = TagRowDelegate(self)
        self.setItemDelegate(self.rows)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(sans(13))
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.collapsed.connect(self.leave_hidden)
        self._pressed: QPoint | None = None
        self._awaited: tuple[Kind, str] | None = None
        self._put_off: Callable[[], None] | None = None
        self._dragged = ("", 0)
        self._dragging_over = DraggingOver(self)
        self._dragging_over.scrolled.connect(self._aim_anew)

    @property
    def tree(self) -> TagTree:
        """The model."""
        return self._tree

    def show_rows(self, root: Node) -> None:
        """Show other rows, all of them open; `go_back` follows once it is settled which of them can be seen."""
        if self._awaited is None and self.currentIndex().isValid():
            node = self._tree.node(self.currentIndex())
            self._awaited = node.kind, node.key
        self._tree.set_root(root)
        self.expandAll()

    def puts_off(self, laying_out: Callable[[], None]) -> bool:
        """Tell whether a name is being edited: other rows would take the field with them, and wait until that ended."""
        is_editing = self.state() is QAbstractItemView.State.EditingState
        self._put_off = laying_out if is_editing else None
        return is_editing

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802
        """Lay out what was put off meanwhile."""
        super().closeEditor(editor, hint)
        waiting, self._put_off = self._put_off, None
        if waiting is not None:
            waiting()

    def go_back(self) -> None:
        """Take the keyboard back to the row that it was on, or is awaited on; it waits while there is no such row."""
        if self.window().focusWidget() is not self:
            self._awaited = None
            return
        node = self._tree.find(*self._awaited) if self._awaited else None
        index = self._tree.index_of(node) if node else QModelIndex()
        if self._is_shown(index):
            self._awaited = None
            self.setCurrentIndex(index)

    def await_row(self, kind: Kind, key: str) -> None:
        """Go to a row with the keyboard once it is there: what is renamed is, when it was counted anew."""
        self._awaited = kind, key

    def go_to_first(self) -> None:
        """Take the keyboard to the first row that is shown, headings aside; it stays where it is if there is none."""
        rows = (self._tree.index_of(node) for node in self._tree.root.walk() if node.kind is not Kind.GROUP)
        first = next(filter(self._is_shown, rows), None)
        if first is not None:
            self.setCurrentIndex(first)
            self.setFocus(Qt.FocusReason.TabFocusReason)

    def leave_hidden(self) -> None:
        """Let go of a current row that is no longer shown: a key must not change what nobody sees."""
        if not self._is_shown(self.currentIndex()):
            self.selectionModel().clearCurrentIndex()

    def _is_shown(self, index: QModelIndex) -> bool:
        """Tell whether a row has a place, be it scrolled away; it has none while hidden, or in one that is closed."""
        return self.visualRect(index).isValid()

    def node_at(self, place: QPoint) -> Node | None:
        """Return the row at a place of the viewport; None for a heading or nothing."""
        index = self.indexAt(place)
        node = self._tree.node(index)
        return node if index.isValid() and node.kind is not Kind.GROUP else None

    def is_open(self, node: Node) -> bool:
        """Tell whether what is below a row shows."""
        return self.isExpanded(self._tree.index_of(node))

    def set_open(self, node: Node, is_open: bool) -> None:
        """Show what is below a row, or hide it."""
        self.setExpanded(self._tree.index_of(node), is_open)

    def drawBranches(self, *_arguments: object) -> None:  # noqa: N802
        """Draw nothing: the rows have arrows of their own, and no dotted lines."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open or close a tag by its arrow, a section anywhere on its heading."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        node = self._tree.node(index)
        self._pressed = place if node.kind is Kind.TAG else None
        is_heading = index.isValid() and node.kind is Kind.GROUP and event.button() is Qt.MouseButton.LeftButton
        if is_heading:
            # The keys go on from what was clicked.
            self.setCurrentIndex(index)
        if is_heading or (node.kind in NESTED and self._on_arrow(node, place)):
            self.set_open(node, not self.is_open(node))
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin to drag the tag that was pressed; rows are never selected, which is what Qt itself would drag."""
        super().mouseMoveEvent(event)
        pressed, place = self._pressed, event.position().toPoint()
        if pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (place - pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self._drag(self._tree.node(self.indexAt(pressed)))

    def _drag(self, node: Node) -> None:
        drag = QDrag(self)
        drag.setMimeData(tag_mime_data(node.key))
        drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Pick the row that was pressed."""
        super().mouseReleaseEvent(event)
        node = self.node_at(event.position().toPoint())
        on_arrow = node is not None and self._on_arrow(node, event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and node is not None and not on_arrow:
            self.picked.emit(node, event.modifiers())

    def _on_arrow(self, node: Node, place: QPoint) -> bool:
        rect = self.visualRect(self._tree.index_of(node))
        return bool(node.children) and self.rows.chevron_rect(rect, node).contains(place)

    def event(self, event: QEvent) -> bool:
        """Take Del for the row at hand: the window's deletes clippings, which nobody looks at here."""
        return claims(event, Qt.Key.Key_Delete) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and the space bar pick as a click does; the same keys with Ctrl and Alt.

        On a heading they fold its section, or unfold it. Alt+Enter opens the page of a row that has one, as it opens
        the properties of a thing elsewhere. Del deletes a tag, and forgets a saved search.
        """
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            node = self._tree.node(self.currentIndex())
            is_enter = event.key() != Qt.Key.Key_Space
            if is_enter and node.kind in REGISTERED and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.aboutRequested.emit(node)
                return
            if node.kind is Kind.GROUP and node.children:
                self.set_open(node, not self.is_open(node))
                return
            if node.kind is not Kind.GROUP and self.state() is not QAbstractItemView.State.EditingState:
                self.picked.emit(node, event.modifiers())
                return
        if event.key() == Qt.Key.Key_Delete:
            node = self._tree.node(self.currentIndex())
            if node.kind in (Kind.TAG, Kind.SEARCH):
                self.deleteRequested.emit(node)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu of a row, by mouse or by key."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        rect = self.visualRect(self.currentIndex())
        place = rect.center() if by_key else event.pos()
        # The centre of no row would be the corner of the view, and the row that happens to lie there.
        index = self.indexAt(place) if rect.isValid() or not by_key else QModelIndex()
        node = self._tree.node(index)
        if index.isValid():
            self.menuRequested.emit(node, self.viewport().mapToGlobal(place))

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Give the whole name where it does not fit."""
        if isinstance(event, QHelpEvent):
            node = self.node_at(event.pos())
            told = plain_tip(node.label) if node is not None and self.rows.is_cut(node) else ""
            QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().viewportEvent(event)

    def edit_name(self, node: Node) -> None:
        """Edit a name in its row."""
        index = self._tree.index_of(node)
        self.scrollTo(index)
        self.edit(index)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take clippings and tags; anything else is the window's."""
        data = event.mimeData()
        if data.hasFormat(MIME_TYPE) or data.hasFormat(TAG_MIME_TYPE):
            # Once: to count 100,000 clippings at every move would take longer than a frame.
            self._dragged = dragged_tag(data), len(dragged_ids(data))
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Ring the row that would take them."""
        place = event.position().toPoint()
        self._dragging_over.move(place)
        node = self._target_at(place)
        self._aim(node)
        event.setAccepted(node is not None)

    def _target_at(self, place: QPoint) -> Node | None:
        """Return the row that what is dragged can be dropped on."""
        node, (moved, _count) = self._tree.node(self.indexAt(place)), self._dragged
        if not moved:
            return node if node.kind is Kind.TAG or (node.kind is Kind.SECTION and node.key in TAKING) else None
        if node.kind is Kind.GROUP:
            return node if node.key == Kind.TAG and "/" in moved else None
        return node if node.kind is Kind.TAG and may_nest(moved, node.key) else None

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Take the ring away."""
        super().dragLeaveEvent(event)
        self._end_drag()

    def _aim_anew(self) -> None:
        self._aim(self._target_at(self.viewport().mapFromGlobal(QCursor.pos())))

    def _end_drag(self) -> None:
        self._dragging_over.end()
        self._aim(None)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Take what was dropped on a row, or nest a tag."""
        ids, moved = dragged_ids(event.mimeData()), dragged_tag(event.mimeData())
        # Rows may have moved below the pointer since it did.
        node = self._target_at(event.position().toPoint())
        self._end_drag()
        if node is None or not (ids or moved):
            return
        event.acceptProposedAction()
        if moved:
            self.tagDropped.emit(moved, "" if node.kind is Kind.GROUP else node.key)
        else:
            self.dropped.emit(ids, node)

    def _aim(self, node: Node | None) -> None:
        self.rows.drop_target, self.rows.dropped_count = node, self._dragged[1]
        self.viewport().update()

    def height_of_rows(self, most_below_headings: int) -> int:
        """Return the height of all rows, but below a heading of at most so many and the half of one more."""
        height = 0
        for row in range(self._tree.rowCount()):
            index = self._tree.index(row, 0, QModelIndex())
            below = self._tree.rowCount(index) if self.isExpanded(index) else 0
            each = self.rowHeight(self._tree.index(0, 0, index)) if below else 0
            height += self.rowHeight(index)
            height += below * each if below <= most_below_headings else round((most_below_headings + 0.5) * each)
        return height
