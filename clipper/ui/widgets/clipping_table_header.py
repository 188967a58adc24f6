"""The header of the table: a click sorts, a drag moves or widens a column, its menu does that by key and chooses."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QCursor, QKeyEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from clipper.library.search import Sort
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.models.clipping_columns import COLUMNS, HABITS, SORTS, Column, column_title
from clipper.ui.settings import Settings
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.clipping_table_delegate import words_rect
from clipper.ui.widgets.staying_menu import StayingMenu

_HEIGHT = 28
_LEAST, _MOST = 44, 1200
_ARROW = 12
_STEPS: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WIDER: dict[int, int] = {Qt.Key.Key_Left: -16, Qt.Key.Key_Right: 16}


class TableHeader(QHeaderView):
    """What stands above the columns; which of them are shown, where and how wide is remembered.

    sortRequested(Sort): a column was clicked that can be sorted by.
    """

    sortRequested = Signal(object)  # noqa: N815

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._settings = settings
        self._sort: Sort | None = None
        self.setAccessibleName(self.tr("Columns"))
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setMinimumSectionSize(_LEAST)
        self.setResizeContentsPrecision(0)
        self.setMouseTracking(True)
        self.sectionClicked.connect(self._on_clicked)
        theme_signals().changed.connect(self.viewport().update)

    # Which columns

    def restore(self) -> None:
        """Show the columns as they were left; the header needs its model for that."""
        for section, column in enumerate(COLUMNS):
            width = self._settings.number(f"table/{column}/width", HABITS[column].width)
            self.resizeSection(section, min(max(width, _LEAST), _MOST))
        for place, section in enumerate(sorted(range(len(COLUMNS)), key=self._place)):
            self.moveSection(self.visualIndex(section), place)
        for section, column in enumerate(COLUMNS):
            self.setSectionHidden(section, not self._is_wanted(column))
        self.sectionResized.connect(self._remember_width)
        self.sectionMoved.connect(self._remember_places)

    def _place(self, section: int) -> int:
        return self._settings.number(f"table/{COLUMNS[section]}/place", section)

    def _is_wanted(self, column: Column) -> bool:
        return column is Column.HEADLINE or self._settings.flag(f"table/{column}/shown", HABITS[column].shown)

    def _remember_width(self, section: int, _before: int, width: int) -> None:
        """The last column is as wide as there is room: only what a person chose is remembered."""
        if self.sectionPosition(section) + width < self.length():
            self._settings.set(f"table/{COLUMNS[section]}/width", width)

    def _remember_places(self, *_moved: int) -> None:
        for section, column in enumerate(COLUMNS):
            self._settings.set(f"table/{column}/place", self.visualIndex(section))

    def show_column(self, column: Column, shown: bool) -> None:
        """Show a column, or hide it."""
        self._settings.set(f"table/{column}/shown", shown)
        self.setSectionHidden(COLUMNS.index(column), not shown)

    def move_column(self, column: Column, step: int) -> None:
        """Move a column by so many places among all columns."""
        place = self.visualIndex(COLUMNS.index(column))
        self.moveSection(place, min(max(place + step, 0), self.count() - 1))

    def widen_column(self, column: Column, by: int) -> None:
        """Make a column that is shown wider by so many pixels, or narrower; the last one has what is left."""
        section = COLUMNS.index(column)
        if not self.isSectionHidden(section):
            self.resizeSection(section, min(max(self.sectionSize(section) + by, _LEAST), _MOST))

    def columns(self) -> list[Column]:
        """Return all columns from left to right, those that are hidden too."""
        return [COLUMNS[self.logicalIndex(place)] for place in range(self.count())]

    def shown_columns(self) -> list[Column]:
        """Return the columns that are shown, from left to right."""
        return [column for column in self.columns() if not self.isSectionHidden(COLUMNS.index(column))]

    # The menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer the columns where the pointer is."""
        self.columns_menu().popup(event.globalPos())

    def columns_menu(self) -> QMenu:
        """Return a menu of the columns from left to right, those that are shown ticked; the headline always is."""
        menu = ColumnsMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("Columns"))
        for column in self.columns():
            action = menu.addAction(column_title(column))
            action.setData(column)
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(COLUMNS.index(column)))
            action.toggled.connect(self._shower(column) if column is not Column.HEADLINE else _ticked_again(action))
        menu.addSeparator()
        menu.addAction(self.tr("Alt+↑ ↓ moves a column, Alt+← → sets its width")).setEnabled(False)
        return menu

    def _shower(self, column: Column) -> Callable[[bool], None]:
        return lambda shown: self.show_column(column, shown)

    # Order

    def set_sort(self, sort: Sort) -> None:
        """Show at which column the order can be seen."""
        self._sort = sort
        self.viewport().update()

    def sort(self) -> Sort | None:
        """Return the order that is shown."""
        return self._sort

    def _on_clicked(self, section: int) -> None:
        sorts = SORTS.get(COLUMNS[section])
        if sorts:
            here = sorts.index(self._sort) if self._sort in sorts else -1
            self.sortRequested.emit(sorts[(here + 1) % len(sorts)])

    # Drawing

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the height of a group's heading."""
        return QSize(super().sizeHint().width(), round(_HEIGHT * scale()))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """Draw a column's title, the arrow of the order, and the line at which it is widened."""
        colors, sorts = theme(), SORTS.get(COLUMNS[section], ())
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, colors.color("hover" if sorts and self._is_under_pointer(section) else "list"))
        is_sorted = self._sort in sorts
        words = words_rect(self, section, rect)
        painter.setFont(sans(11, 600))
        painter.setPen(colors.color("ink" if is_sorted else "ink2"))
        room = words.width() - (_ARROW + 4 if is_sorted else 0)
        title = painter.fontMetrics().elidedText(column_title(COLUMNS[section]), Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), title)
        if is_sorted:
            left = words.left() + painter.fontMetrics().horizontalAdvance(title) + 4
            arrow = "chevron-down" if self._sort is Sort.NEWEST else "chevron-up"
            paint_icon(painter, QPointF(left, words.center().y() - _ARROW / 2 + 1), arrow, "ink2", _ARROW)
        self._paint_lines(painter, QRectF(rect))
        painter.restore()

    def _paint_lines(self, painter: QPainter, rect: QRectF) -> None:
        line = theme().color("line")
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), line)
        painter.fillRect(QRectF(rect.right() - 1, rect.top() + 8, 1, rect.height() - 16), theme().color("line2"))

    def _is_under_pointer(self, section: int) -> bool:
        place = self.viewport().mapFromGlobal(QCursor.pos())
        return self.underMouse() and self.logicalIndexAt(place) == section


def _ticked_again(action: QAction) -> Callable[[bool], None]:
    return lambda _ticked: action.setChecked(True)


class ColumnsMenu(StayingMenu):
    """The columns of a header; Alt and the arrows move the one at hand, or make it wider or narrower."""

    def __init__(self, header: TableHeader) -> None:
        super().__init__(header)
        self._header = header

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Change the column at hand, and stay; Alt alone would close a menu."""
        action, is_alt = self.activeAction(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Alt:
            event.accept()
        elif is_alt and action is not None and event.key() in _STEPS:
            self._move(action, _STEPS[event.key()])
        elif is_alt and action is not None and event.key() in _WIDER:
            self._header.widen_column(action.data(), _WIDER[event.key()])
        else:
            super().keyPressEvent(event)

    def _move(self, action: QAction, step: int) -> None:
        self._header.move_column(action.data(), step)
        columns = [one for one in self.actions() if one.data() is not None and one is not action]
        place = self._header.columns().index(action.data())
        self.removeAction(action)
        self.insertAction(columns[place] if place < len(columns) else self.actions()[len(columns)], action)
        self.setActiveAction(action)
