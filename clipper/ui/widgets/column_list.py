"""The columns of a sheet and what each becomes: a row a column, chosen from a menu."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QMenu, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from clipper.model.sheet import Column, Use
from clipper.model.values import replace
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import paint_icon
from clipper.ui.own_keys import held_with
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme
from clipper.ui.widgets.labels import plain_tip
from clipper.ui.widgets.paste_view import FIELD_HUES
from clipper.ui.widgets.row_list import RowList

_ROW, _LEFT, _RIGHT, _GAP = 44, 20, 12, 12
_LEAST_CHOICE, _CHOICE_SHARE = 150, 0.42
_ROLE = int(Qt.ItemDataRole.UserRole)
_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_OPENING = (Qt.Key.Key_Space, Qt.Key.Key_F2, Qt.Key.Key_F4)
_HUES = {Use.TAGS: "slate", Use.TOPICS: "slate", Use.FLAG: "slate"}
_GROUPS = (
    (Use.HEADLINE, Use.DECK, Use.BODY, Use.URL),
    (Use.OUTLET, Use.PROGRAMME, Use.MEDIUM, Use.DATE, Use.LANGUAGE),
    (Use.REPORTERS, Use.SPOKESPEOPLE),
    (Use.TONE, Use.PROMINENCE, Use.TAGS, Use.TOPICS, Use.FLAG, Use.NOTE),
    (Use.HOST, Use.AIRED_AT, Use.ZONE, Use.DURATION, Use.TIMECODE),
    (Use.EDITION, Use.SECTION, Use.PAGE, Use.HANDLE),
)
_Index = QModelIndex | QPersistentModelIndex


def _say(text: str) -> str:
    return QCoreApplication.translate("Columns", text)


def use_words(use: Use | None, spokesperson_label: str = "") -> str:
    """Return what a column becomes, in words."""
    if use is Use.SPOKESPEOPLE and spokesperson_label:
        return spokesperson_label
    return {
        None: _say("Not used"),
        Use.HEADLINE: _say("Headline"),
        Use.DECK: _say("Deck"),
        Use.BODY: _say("Text"),
        Use.URL: _say("Link"),
        Use.OUTLET: _say("Outlet"),
        Use.PROGRAMME: _say("Programme"),
        Use.MEDIUM: _say("Medium"),
        Use.DATE: _say("Date"),
        Use.LANGUAGE: _say("Language"),
        Use.REPORTERS: _say("Reporters"),
        Use.SPOKESPEOPLE: _say("Spokespeople"),
        Use.TONE: _say("Tone"),
        Use.PROMINENCE: _say("Prominence"),
        Use.TAGS: _say("Tags"),
        Use.TOPICS: _say("Topics (tags)"),
        Use.FLAG: _say("A tag, where it says yes"),
        Use.NOTE: _say("Note"),
        Use.HOST: _say("Host"),
        Use.AIRED_AT: _say("Air time"),
        Use.ZONE: _say("Zone of the air time"),
        Use.DURATION: _say("Duration"),
        Use.TIMECODE: _say("Timecode"),
        Use.EDITION: _say("Edition"),
        Use.SECTION: _say("Section"),
        Use.PAGE: _say("Page"),
        Use.HANDLE: _say("Handle"),
    }[use]


class _Shown(Struct, frozen=True):
    """A column with what it holds first, and what it becomes in words."""

    column: Column
    sample: str
    words: str


class ColumnModel(QAbstractListModel):
    """The columns in the order of the sheet."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: list[_Shown] = []
        self.spokesperson_label = ""

    def columns(self) -> tuple[Column, ...]:
        """Return the columns as they are chosen."""
        return tuple(shown.column for shown in self._shown)

    def said(self) -> list[tuple[Column, str]]:
        """Return the columns as they are chosen, each with what it holds first."""
        return [(shown.column, shown.sample) for shown in self._shown]

    def show(self, columns: Sequence[Column], samples: Sequence[str]) -> None:
        """Show columns; where only what they become differs, the view keeps its place."""
        shown = [_Shown(column, sample, self._words(column)) for column, sample in zip(columns, samples, strict=False)]
        if [one.column.name for one in shown] == [one.column.name for one in self._shown]:
            self._shown = shown
            self.dataChanged.emit(self.index(0, 0), self.index(len(shown) - 1, 0))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def put(self, row: int, column: Column) -> None:
        """Let a column become something else."""
        self._shown[row] = replace(self._shown[row], column=column, words=self._words(column))
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the column, its name, the whole of it for a tooltip, or the sentence that a screen reader says."""
        if not index.isValid():
            return None
        shown = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown.column.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (shown.column.name, shown.words, shown.sample)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(filter(None, (shown.column.name, shown.sample))))
        return shown if role == _ROLE else None

    def _words(self, column: Column) -> str:
        if column.use is Use.FLAG and column.tag:
            return _say("Tag {name}").format(name=column.tag)
        return use_words(column.use, self.spokesperson_label)


class ColumnList(RowList):
    """The rows; Space opens the choices of the current one, as does a click on what it becomes.

    useChosen(int, object): a person chose what a column becomes, None for nothing.
    tagRequested(int): they want to name the tag of a column of yes and no.
    """

    useChosen = Signal(int, object)  # noqa: N815
    tagRequested = Signal(int)  # noqa: N815

    def __init__(self, model: ColumnModel) -> None:
        super().__init__(model, _Delegate(), _say("Columns"))
        self._columns = model
        self.setAccessibleDescription(self.tr("Space chooses what a column becomes"))

    def choice_rect(self, index: _Index) -> QRect:
        """Return where what a column becomes stands."""
        return choice_rect(self.visualRect(QModelIndex(index)))  # type: ignore[arg-type]

    def menu_for(self, row: int) -> QMenu:
        """Return the menu of what a column may become."""
        column = self._columns.columns()[row]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, row, None, column)
        for group in _GROUPS:
            menu.addSeparator()
            for use in group:
                self._add(menu, row, use, column)
        if column.use is Use.FLAG:
            menu.addSeparator()
            rename = menu.addAction(self.tr("Name the tag…"))
            rename.triggered.connect(lambda _on=False: self.tagRequested.emit(row))
        return menu

    def _add(self, menu: QMenu, row: int, use: Use | None, column: Column) -> None:
        action = menu.addAction(use_words(use, self._columns.spokesperson_label))
        action.setCheckable(True)
        action.setChecked(use is column.use)
        action.triggered.connect(lambda _on=False: self.useChosen.emit(row, use))

    def open_menu(self, row: int) -> None:
        """Open the choices of a column below it."""
        index = self._columns.index(row, 0)
        self.scrollTo(index)
        self.menu_for(row).popup(self.viewport().mapToGlobal(self.choice_rect(index).bottomLeft()))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the choices where they were clicked."""
        super().mousePressEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and index.isValid() and self.choice_rect(index).contains(place):
            self.open_menu(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the choices of the current column by key; Delete lets it become nothing."""
        row = self.currentIndex().row()
        is_down = event.key() == Qt.Key.Key_Down and held_with(event) == Qt.KeyboardModifier.AltModifier
        if row >= 0 and (event.key() in _OPENING or is_down):
            self.open_menu(row)
        elif row >= 0 and event.key() == Qt.Key.Key_Delete:
            self.useChosen.emit(row, None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


def choice_rect(row: QRect) -> QRect:
    """Return where in a row stands what its column becomes."""
    width = max(_LEAST_CHOICE, round(_CHOICE_SHARE * row.width()))
    height = round(28 * scale())
    return QRect(row.right() + 1 - _RIGHT - width, row.center().y() - height // 2 + 1, width, height)


class _Delegate(QStyledItemDelegate):
    """Name and first content on the left; on the right what it becomes, in the hue that the review gives the field."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        return QSize(0, round(_ROW * scale()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        shown, rect = index.data(_ROLE), QRect(option.rect)
        if shown is None:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected) and option.widget.hasFocus()
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        if selected or hovered:
            painter.fillRect(rect, theme().color("sel" if selected else "hover"))
        else:
            painter.fillRect(QRect(_LEFT, rect.bottom(), rect.width() - _LEFT, 1), theme().color("line"))
        choice = choice_rect(rect)
        self._paint_name(
            painter, QRect(_LEFT, rect.top(), choice.left() - _LEFT - _GAP, rect.height()), shown, selected
        )
        _paint_choice(painter, choice, shown.words, shown.column.use, hovered or selected)
        if selected and option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect, 0)
        painter.restore()

    def _paint_name(self, painter: QPainter, rect: QRect, shown: _Shown, selected: bool) -> None:
        is_used = shown.column.use is not None
        line = QRect(rect.left(), rect.top() + round(4 * scale()), rect.width(), round(20 * scale()))
        if not shown.sample:
            line.moveTop(rect.center().y() - line.height() // 2)
        painter.setFont(sans(13, 500 if is_used else 400))
        painter.setPen(theme().color("ink" if is_used else "ink2"))
        painter.drawText(line, _MIDDLE, _elided(painter, shown.column.name, line.width()))
        painter.setFont(sans(12))
        painter.setPen(theme().color("ink2" if selected else "ink3"))
        below = line.translated(0, round(17 * scale()))
        painter.drawText(below, _MIDDLE, _elided(painter, shown.sample, below.width()))


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


def _paint_choice(painter: QPainter, rect: QRect, words: str, use: Use | None, is_lively: bool) -> None:
    colors = theme()
    if is_lively:
        rounded(painter, rect, 6, colors.color("button"), colors.color("line2"))
    middle = rect.center().y() + 0.5
    if use is not None:
        hue = colors.hue(_HUES.get(use) or FIELD_HUES.get(use.value, "slate"))
        rounded(painter, QRectF(rect.left() + 10, middle - 5, 10, 10), 3, hue.dot, None)
    painter.setFont(sans(13))
    painter.setPen(colors.color("ink" if use else "ink2" if is_lively else "ink3"))
    text = rect.adjusted(28, 0, -28, 0)
    painter.drawText(text, _MIDDLE, _elided(painter, words, text.width()))
    paint_icon(painter, QPointF(rect.right() - 20, middle - 6), "chevron-down", "ink2" if is_lively else "ink3", 12)
