"""The rows of the registers: a name, and beside it in a quieter ink what tells it from others."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clipper.ui.fonts import sans, scale
from clipper.ui.models.plain_rows import PlainRows
from clipper.ui.models.tag_tree import Kind
from clipper.ui.theme import theme
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.row_list import RowList

_ROW, _SIDE, _GAP = 28, 20, 10
_ROLE = int(Qt.ItemDataRole.UserRole)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_Index = QModelIndex | QPersistentModelIndex


class Entry(Struct, frozen=True):
    """A row of a register. `more` tells it from others, `found_by` are its names without case and accents.

    `is_doubtful` where `more` says what wants a look.
    """

    kind: Kind
    name: str
    more: str
    found_by: str
    is_ours: bool
    is_unused: bool
    is_doubtful: bool = False


class RegisterRows(PlainRows):
    """Some entries of the registers."""

    def told(self, entry: Any, role: int) -> object:
        """Return what a row tells in a role."""
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.name, entry.more)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(filter(None, (entry.name, entry.more))))
        return entry if role == _ROLE else None


class RegisterRowList(RowList):
    """Rows of which several can be selected; Del deletes, Enter, F2 or a double click opens the page of one."""

    def __init__(
        self, model: RegisterRows, name: str, delete: Callable[[], None], open_page: Callable[[], None]
    ) -> None:
        super().__init__(model, RegisterDelegate(), name)
        self._delete, self._open_page = delete, open_page
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.doubleClicked.connect(lambda _index: open_page())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer with the right button, or the menu key, what the keys do."""
        if self.currentIndex().isValid():
            self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return what can be done with the rows that are selected."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rename, merge or edit…"), self._open_page).setShortcut(Qt.Key.Key_F2)
        menu.addAction(self.tr("Delete"), self._delete).setShortcut(Qt.Key.Key_Delete)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Delete with Del, open the page with Enter, or with F2: there the name is."""
        if event.key() == Qt.Key.Key_Delete:
            self._delete()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open_page()
        else:
            super().keyPressEvent(event)


class RegisterDelegate(QStyledItemDelegate):
    """Draws a name, and beside it what tells it from others."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """Return the height of a row."""
        return QSize(0, round(_ROW * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a row; what does not fit is in its tooltip."""
        entry, rect = index.data(_ROLE), QRect(option.rect)
        if entry is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            chosen = "sel" if option.widget.hasFocus() else "sel_off"
            painter.fillRect(rect, theme().color(chosen if selected else "hover"))
        room = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        name_width = _draw(painter, room, entry.name, "ink", 13)
        ink = "ink2" if selected else "warn" if entry.is_doubtful else "ink3"
        _draw(painter, room.adjusted(name_width + _GAP, 0, 0, 0), entry.more, ink, 12)


def _draw(painter: QPainter, room: QRect, text: str, ink: str, size: int) -> int:
    """Draw a text as far as there is room; returns its width."""
    painter.setFont(sans(size))
    painter.setPen(theme().color(ink))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.drawText(room, _MIDDLE, shown)
    return painter.fontMetrics().horizontalAdvance(shown)
