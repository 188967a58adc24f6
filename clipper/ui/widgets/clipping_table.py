"""The table of clippings: what the list does, on rows of one height with columns that a person chooses."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from clipper.library.search import Sort
from clipper.ui.models.clipping_columns import ClippingColumns
from clipper.ui.settings import Settings
from clipper.ui.style import paint_ring
from clipper.ui.widgets.clipping_table_delegate import TableDelegate, table_row_height
from clipper.ui.widgets.clipping_table_header import TableHeader
from clipper.ui.widgets.clipping_view import ClippingView

_MENU_LEFT = 20
_Index = QModelIndex | QPersistentModelIndex


class ClippingTable(ClippingView):
    """The rows with their columns; it has no groups, and no snippets.

    sortRequested(Sort): a column was clicked that can be sorted by.
    """

    sortRequested = Signal(object)  # noqa: N815

    def __init__(self, model: ClippingColumns, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.header = TableHeader(settings, self)
        self.setHorizontalHeader(self.header)
        self.header.restore()
        self.header.sortRequested.connect(self.sortRequested)
        self.header.sectionMoved.connect(self.viewport().update)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._follow_pointer)

    def _make_delegate(self) -> TableDelegate:
        self._cells = TableDelegate(self)
        return self._cells

    def _row_height(self) -> int:
        return table_row_height()

    def set_sort(self, sort: Sort) -> None:
        """Show at which column the order can be seen."""
        self.header.set_sort(sort)

    def choose_columns(self) -> None:
        """Offer the columns below the header."""
        self.header.columns_menu().popup(self.header.mapToGlobal(QPoint(_MENU_LEFT, self.header.height())))

    # Across

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Left and Right bring other columns into sight; all else is as in the list."""
        bar = self.horizontalScrollBar()
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and bar.maximum() > 0:
            by = bar.pageStep() // 3
            bar.setValue(bar.value() + (by if event.key() == Qt.Key.Key_Right else -by))
        else:
            super().keyPressEvent(event)

    def scrollTo(  # noqa: N802
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a row into sight; the columns in sight stay, whichever cell of the row is meant."""
        across = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(across)

    # The row under the pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tint the whole row under the pointer, not its cell."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Take the tint away with the pointer."""
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _follow_pointer(self) -> None:
        if self._cells.hovered >= 0:
            self._hover(self.rowAt(self.viewport().mapFromGlobal(QCursor.pos()).y()))

    def _hover(self, row: int) -> None:
        for touched in {self._cells.hovered, row} - {-1}:
            self.viewport().update(self.row_rect(touched))
        self._cells.hovered = row

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ring of the current row around all of its cells."""
        super().paintEvent(event)
        index = self.currentIndex()
        is_selected = self.selectionModel().isSelected(index)
        if index.isValid() and self.hasFocus() and (self.has_several() or not is_selected):
            painter = QPainter(self.viewport())
            paint_ring(painter, self.row_rect(index.row()), 0)
            painter.end()
