"""The view of the tag pane's rows: click only this, Ctrl also this, Alt not this; clippings dropped on tags."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QToolTip, QTreeView, QWidget

from clipper.ui.fonts import sans
from clipper.ui.models.clipping_list import MIME_TYPE, dragged_ids
from clipper.ui.models.tag_tree import Kind, Node, TagTree
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.tag_rows import TagRowDelegate


class TagTreeView(QTreeView):
    """Rows of the tag pane.

    picked(Node, Qt.KeyboardModifier): a row was clicked or entered. menuRequested(Node, QPoint): its menu is wanted,
    at a global place. dropped(list, str): clippings were dropped on a tag.
    """

    picked = Signal(object, object)
    menuRequested = Signal(object, QPoint)  # noqa: N815
    dropped = Signal(list, str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = TagTree(self)
        self.setModel(self._tree)
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

    @property
    def tree(self) -> TagTree:
        """The model."""
        return self._tree

    def node_at(self, place: QPoint) -> Node | None:
        """Return the row at a place of the viewport; None for a heading or nothing."""
        index = self.indexAt(place)
        node = self._tree.node(index)
        return node if index.isValid() and node.kind is not Kind.GROUP else None

    def drawBranches(self, *_arguments: object) -> None:  # noqa: N802
        """Draw nothing: the rows have arrows of their own, and no dotted lines."""

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open or close a tag by its arrow."""
        index = self.indexAt(event.position().toPoint())
        node = self._tree.node(index)
        if node.children and node.kind is Kind.TAG:
            place = self.rows.chevron_rect(self.visualRect(index), node)
            if place.contains(event.position().toPoint()):
                self.setExpanded(index, not self.isExpanded(index))
                event.accept()
                return
        super().mousePressEvent(event)

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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and the space bar pick as a click does; the same keys with Ctrl and Alt."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            node = self._tree.node(self.currentIndex())
            if node.kind is not Kind.GROUP and self.state() is not QAbstractItemView.State.EditingState:
                self.picked.emit(node, event.modifiers())
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu of a row, by mouse or by key."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        place = self.visualRect(self.currentIndex()).center() if by_key else event.pos()
        node = self.node_at(place)
        if node is not None:
            self.menuRequested.emit(node, self.viewport().mapToGlobal(place))

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Give the whole name where it does not fit."""
        if isinstance(event, QHelpEvent):
            node = self.node_at(event.pos())
            fits = node is None or self.fontMetrics().horizontalAdvance(node.label) < self.viewport().width() - 90
            QToolTip.showText(event.globalPos(), "" if fits or node is None else plain_tip(node.label), self)
            return True
        return super().viewportEvent(event)

    def edit_name(self, node: Node) -> None:
        """Edit a tag's name in its row."""
        index = self._tree.index_of(node)
        self.scrollTo(index)
        self.edit(index)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Take clippings; anything else is the window's."""
        if event.mimeData().hasFormat(MIME_TYPE):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """Ring the tag that would take them."""
        node = self.node_at(event.position().toPoint())
        takes = node is not None and node.kind is Kind.TAG
        self._aim(node if takes else None, len(dragged_ids(event.mimeData())))
        event.setAccepted(takes)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """Take the ring away."""
        super().dragLeaveEvent(event)
        self._aim(None, 0)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Tag what was dropped."""
        node, ids = self.rows.drop_target, dragged_ids(event.mimeData())
        self._aim(None, 0)
        if node is not None and ids:
            event.acceptProposedAction()
            self.dropped.emit(ids, node.key)

    def _aim(self, node: Node | None, count: int) -> None:
        self.rows.drop_target, self.rows.dropped_count = node, count
        self.viewport().update()

    def height_of_rows(self) -> int:
        """Return the height of all rows, for a view that shows them without scrolling."""
        rows = self._tree.rowCount()
        return sum(self.rowHeight(self._tree.index(row, 0, QModelIndex())) for row in range(rows))
