"""Draws the cells of the table: one line a clipping, words in the inks of the list, tags as chips, tone as its disc."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from clipper.model.clipping import Row
from clipper.model.codes import State
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import FILLED_STAR, paint_icon
from clipper.ui.models.clipping_columns import COLUMNS, Column, cell_text, is_unknown
from clipper.ui.models.clipping_list import ROW_ROLE
from clipper.ui.text_measures import elided, width_of
from clipper.ui.theme import theme
from clipper.ui.widgets.chip import chip_size, last_part, paint_chip
from clipper.ui.widgets.clipping_delegate import (
    LEFT,
    RIGHT,
    ClippingDelegate,
    RowState,
    headline_font,
    paint_headline,
    paint_new_dot,
)
from clipper.ui.widgets.tone_disc import SIZE as DISC
from clipper.ui.widgets.tone_disc import paint_tone

_ROW = 32
_PADDING, _HEADLINE_PADDING = 8, 24
_STAR, _ICON, _GAP, _CHIP_GAP = 16, 13, 6, 4
_VERTICAL = int(Qt.AlignmentFlag.AlignVCenter)
_Index = QModelIndex | QPersistentModelIndex


def table_row_height() -> int:
    """Return the height of every row of the table."""
    return round(_ROW * scale())


def words_rect(header: QHeaderView, section: int, rect: QRect) -> QRect:
    """Return where the words of a cell lie, and those of its header; before a headline is room for the new dot."""
    is_last = header.sectionPosition(section) + header.sectionSize(section) >= header.length()
    return rect.adjusted(_left_padding(header, section), 0, -(RIGHT if is_last else _PADDING), 0)


def _left_padding(header: QHeaderView, section: int) -> int:
    is_first, is_headline = header.sectionPosition(section) == 0, COLUMNS[section] is Column.HEADLINE
    if is_first:
        return LEFT if is_headline else RIGHT
    return _HEADLINE_PADDING if is_headline else _PADDING


class TableDelegate(ClippingDelegate):
    """Draws the cells of a table; `hovered` is the row under the pointer, -1 for none."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self.hovered = -1

    def _words(self, section: int, rect: QRect) -> QRect:
        return words_rect(self._table.horizontalHeader(), section, rect)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802
        """Return what a cell needs for all it shows."""
        row, column = index.data(ROW_ROLE), COLUMNS[index.column()]
        width = _needed(row, column) if row is not None else 0
        return QSize(width + LEFT + RIGHT, table_row_height())

    def star_at(self, rect: QRect, index: _Index) -> QRect | None:
        """Return where the star lies in the cell of a headline."""
        if COLUMNS[index.column()] is not Column.HEADLINE:
            return None
        words = self._words(index.column(), rect)
        return QRect(words.right() + 1 - _STAR, words.center().y() - 7, _STAR, _STAR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a cell."""
        row, rect = index.data(ROW_ROLE), option.rect
        state = self._state(option)
        state.hovered = index.row() == self.hovered
        painter.save()
        painter.setClipRect(rect)
        if state.selected:
            painter.fillRect(rect, theme().color("sel" if state.active else "sel_off"))
        else:
            painter.fillRect(rect, theme().color("hover" if state.hovered else "list"))
            is_first = self._table.horizontalHeader().sectionPosition(index.column()) == 0
            left = self._words(index.column(), rect).left() if is_first else rect.left()
            painter.fillRect(QRectF(left, rect.bottom(), rect.right() + 1 - left, 1), theme().color("line"))
        if row is not None:
            self._paint_cell(painter, rect, index, row, state)
        painter.restore()

    def _paint_cell(self, painter: QPainter, rect: QRect, index: _Index, row: Row, state: RowState) -> None:
        column, words = COLUMNS[index.column()], self._words(index.column(), rect)
        if column is Column.HEADLINE:
            self._paint_headline_cell(painter, rect, index, row, state)
        elif column is Column.TAGS:
            self._paint_tags(painter, words, row, state)
        else:
            left = _paint_sign(painter, words, row, column, state)
            _paint_text(painter, words.adjusted(left, 0, 0, 0), row, column, state)

    def _paint_headline_cell(self, painter: QPainter, rect: QRect, index: _Index, row: Row, state: RowState) -> None:
        words = _without_star(self._words(index.column(), rect))
        if row.state is State.NEW:
            paint_new_dot(painter, words)
        paint_headline(painter, words, row, self.query)
        star = self.star_at(rect, index)
        if star is not None and row.starred:
            paint_icon(painter, star.topLeft(), FILLED_STAR, "star", _STAR)
        elif star is not None and state.hovered:
            paint_icon(painter, star.topLeft(), "star", "ink2", _STAR)

    def _paint_tags(self, painter: QPainter, rect: QRect, row: Row, state: RowState) -> None:
        left = rect.left()
        for tag, width in _fitting(row.tags, rect.width()):
            height = chip_size("").height()
            chip = QRect(left, rect.center().y() - height // 2 + 1, width, height)
            paint_chip(painter, chip, last_part(tag), self.hues.get(tag, "slate"), on_selection=state.selected)
            left += width + _CHIP_GAP
        hidden = len(row.tags) - len(_fitting(row.tags, rect.width()))
        if hidden:
            painter.setFont(sans(11, 500))
            painter.setPen(theme().color(state.quiet_ink))
            painter.drawText(QRect(left, rect.top(), rect.right() + 1 - left, rect.height()), _VERTICAL, f"+{hidden}")

    def tooltip(self, rect: QRect, index: _Index, place: QPoint) -> str:
        """Return what the pointer over a cell tells: what is cut short, what the star means, why it stands there."""
        row, column = index.data(ROW_ROLE), COLUMNS[index.column()]
        if row is None:
            return ""
        star = self.star_at(rect, index)
        if star is not None and star.contains(place):
            return self.tr("Key coverage") if row.starred else self.tr("Add to key coverage")
        room = self._words(index.column(), rect).width()
        is_cut = _needed(row, column) > room
        told = [cell_text(row, column)] if is_cut else []
        if column is Column.DATE and row.published_on is None:
            told.append(self.tr("Undated: it stands where it was added"))
        return "\n".join(told)


def _font(column: Column) -> QFont:
    return sans(12, 500 if column is Column.OUTLET else 400, tabular=True)


def _needed(row: Row, column: Column) -> int:
    """The width of all that a cell shows."""
    if column is Column.HEADLINE:
        return width_of(row.title, headline_font(row)) + 1 + _GAP + _STAR
    if column is Column.TAGS:
        return sum(chip_size(last_part(tag)).width() + _CHIP_GAP for tag in row.tags)
    return width_of(cell_text(row, column), _font(column)) + 1 + _sign_width(row, column)


def _without_star(words: QRect) -> QRect:
    return words.adjusted(0, 0, -_STAR - _GAP, 0)


def _sign_width(row: Row, column: Column) -> int:
    if column is Column.TONE:
        return DISC + _GAP
    return _ICON + _CHIP_GAP if column is Column.STORY and row.story_size > 1 else 0


def _paint_sign(painter: QPainter, rect: QRect, row: Row, column: Column, state: RowState) -> int:
    """Draw the disc or icon before the words, and return the room that it takes."""
    width = _sign_width(row, column)
    if column is Column.TONE:
        paint_tone(painter, QRectF(rect.left(), rect.center().y() - 7, DISC, DISC), row.tone)
    elif width:
        paint_icon(painter, QPoint(rect.left(), rect.center().y() - _ICON // 2 + 1), "layers", state.quiet_ink, _ICON)
    return width


def _paint_text(painter: QPainter, rect: QRect, row: Row, column: Column, state: RowState) -> None:
    painter.setFont(_font(column))
    painter.setPen(theme().color(_ink(row, column, state)))
    shown = elided(cell_text(row, column), painter.font(), rect.width())
    painter.drawText(rect, _VERTICAL, shown)


def _ink(row: Row, column: Column, state: RowState) -> str:
    if is_unknown(row, column):
        return state.quiet_ink
    return "warn" if column is Column.DUE and row.is_overdue and not state.selected else "ink2"


def _fitting(tags: tuple[str, ...], room: int) -> list[tuple[str, int]]:
    """Return the tags that have room with the widths of their chips; the first one shortens before it goes."""
    more = QFontMetrics(sans(11, 500)).horizontalAdvance(f"+{len(tags)}")
    fitting: list[tuple[str, int]] = []
    for number, tag in enumerate(tags, 1):
        width = chip_size(last_part(tag)).width()
        left = room - (more + _CHIP_GAP if number < len(tags) else 0)
        if width > left and fitting:
            break
        fitting.append((tag, min(width, max(0, left))))
        room -= width + _CHIP_GAP
    return fitting
