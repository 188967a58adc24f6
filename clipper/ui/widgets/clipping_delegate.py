"""Draws the rows of the middle pane: headline and star, outlet and reporter, chips and tone, maybe a snippet.

All measures are those of the design; `Places` is computed alike for drawing, clicking and tooltips.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from clipper.model.clipping import Row
from clipper.model.codes import Medium, State
from clipper.model.found_words import places_of
from clipper.model.query import Query
from clipper.ui.dates import write_date
from clipper.ui.fonts import sans, scale
from clipper.ui.icons import FILLED_STAR, paint_icon
from clipper.ui.models.clipping_list import GROUPED_ROLE, HEADED_ROLE, HEADING_ROLE, ROW_ROLE, Heading
from clipper.ui.style import paint_ring
from clipper.ui.text_measures import elided, width_of
from clipper.ui.theme import theme
from clipper.ui.widgets.chip import chip_size, last_part, paint_chip
from clipper.ui.widgets.tone_disc import SIZE as DISC
from clipper.ui.widgets.tone_disc import paint_tone, tone_word

LEFT, RIGHT, INDENT = 28, 14, 16
_ROW, _ROW_WITH_SNIPPET, _HEADING = 56, 76, 28
_STAR, _SMALL_ICON = 16, 13
_GAP, _CHIP_GAP, _STORY_GAP = 8, 4, 6
_LEAST_NAME, _LEAST_CHIP = 40, 40
_ONE_CHIP_BELOW = 372
_MEDIUM_ICONS = {
    Medium.RADIO: "radio",
    Medium.TELEVISION: "tv",
    Medium.PODCAST: "podcast",
    Medium.PRINT: "newspaper",
    Medium.NEWSWIRE: "rss",
    Medium.SOCIAL: "message-square",
}
_VERTICAL = int(Qt.AlignmentFlag.AlignVCenter)
_Index = QModelIndex | QPersistentModelIndex


def row_height(has_snippet: bool) -> int:
    """Return the height of a row without its heading."""
    return round((_ROW_WITH_SNIPPET if has_snippet else _ROW) * scale())


def heading_height() -> int:
    """Return the height of a group's heading."""
    return round(_HEADING * scale())


def found_ranges(text: str, query: Query) -> Iterator[tuple[int, int]]:
    """Yield where in a headline stands what the query looks for there."""
    return places_of(text, [run for term in query.looked_for_in("headline") for run in term.runs])


class Chip(Struct, frozen=True):
    """One chip of a row: its tag and its place."""

    tag: str
    rect: QRect


class Places(Struct, frozen=True):
    """Where the parts of a row lie; what had no room is None or missing."""

    headline: QRect
    star: QRect
    outlet: QRect
    second: QRect | None
    second_text: str
    story: QRect | None
    chips: tuple[Chip, ...]
    more: QRect | None
    tone: QRect
    snippet: QRect


def _second(row: Row, with_date: bool) -> str:
    """What stands after the outlet: programme or reporters, or the date where days do not group.

    An undated clipping stands under the day it was added on, so that it says of itself that it has no date; one that is
    only its link says first that its text is missing.
    """
    day = row.published_on
    people = row.programme or ", ".join(row.reporters)
    if row.lacks_text and not people and (day is None or not with_date):
        return _say("text missing")
    if day is None:
        return _say("undated")
    return write_date(day, short=True) if with_date else people


def places(row: Row, rect: QRect, with_date: bool) -> Places:
    """Lay out a row in its rectangle, the heading not included.

    Where room is short the reporter gives way first, then the second chip, then the first chip's tail; a name that
    would be narrower than 40 px goes instead. A date is never cut: chips give way to it, and where that is not enough
    it goes, and they stay. Outlet, tone and star never give way.
    """
    unit = scale()
    line_one = QRect(rect.left() + LEFT, rect.top() + round(8 * unit), rect.width() - LEFT - RIGHT, round(20 * unit))
    line_two = QRect(line_one.left(), line_one.bottom() + 2, line_one.width(), round(18 * unit))
    star = QRect(line_one.right() + 1 - _STAR, line_one.center().y() - 7, _STAR, _STAR)
    tone = QRect(line_two.right() + 1 - DISC, line_two.center().y() - 7, DISC, DISC)
    left = line_two.left() + (_SMALL_ICON + 4 if row.medium in _MEDIUM_ICONS else 0)
    outlet_width = width_of(row.outlet or _say("No outlet"), _outlet_font()) + 1
    text = _second(row, with_date)
    for kept in (_width_behind(text), 0) if with_date else (0,):
        least_left = left + outlet_width + kept + _GAP
        right, chips, more, story = _cluster(row, line_two, tone.left() - 6, least_left, rect.width())
        outlet = QRect(left, line_two.top(), min(outlet_width, right - left), line_two.height())
        second = _place_second(text, outlet, right, may_cut=not with_date)
        if second is not None:
            break
    return Places(
        headline=line_one.adjusted(0, 0, -_STAR - _GAP, 0),
        star=star,
        outlet=outlet,
        second=second,
        second_text=text if second is not None else "",
        story=story,
        chips=chips,
        more=more,
        tone=tone,
        snippet=QRect(line_one.left(), line_two.bottom() + 1, line_one.width(), round(18 * unit)),
    )


def _place_second(text: str, outlet: QRect, right: int, *, may_cut: bool) -> QRect | None:
    needed = width_of(text, sans(12)) + 1
    left = outlet.right() + 1 + _width_behind(text) - needed
    if not text or right - left < (min(needed, _LEAST_NAME) if may_cut else needed):
        return None
    return QRect(left, outlet.top(), min(needed, right - left), outlet.height())


def _width_behind(text: str) -> int:
    """Return how wide a text behind the outlet is, with the point between the two."""
    return width_of(" · ", sans(12)) + width_of(text, sans(12)) + 1


def _cluster(
    row: Row, line: QRect, right: int, least_left: int, width: int
) -> tuple[int, tuple[Chip, ...], QRect | None, QRect | None]:
    """Lay out story and chips from the right; return where they begin."""
    story_width = _story_width(row)
    most = 1 if width < _ONE_CHIP_BELOW else 2
    for count in range(min(most, len(row.tags)), -1, -1):
        widths = [chip_size(last_part(tag)).width() for tag in row.tags[:count]]
        more_width = _more_width(len(row.tags) - count) if count else 0
        room = right - least_left - story_width - more_width - _CHIP_GAP * max(0, count - 1)
        if count == 1 and _LEAST_CHIP <= room < widths[0]:
            widths[0] = room
        if sum(widths) <= room:
            break
    return _place_cluster(row, line, right, widths, more_width)


def _place_cluster(
    row: Row, line: QRect, right: int, widths: list[int], more_width: int
) -> tuple[int, tuple[Chip, ...], QRect | None, QRect | None]:
    more = None
    if more_width:
        more = QRect(right - more_width + _CHIP_GAP, line.top(), more_width - _CHIP_GAP, line.height())
        right -= more_width
    chips: list[Chip] = []
    for tag, width in reversed(list(zip(row.tags, widths, strict=False))):
        height = chip_size("").height()
        chips.insert(0, Chip(tag, QRect(right - width, line.center().y() - height // 2 + 1, width, height)))
        right -= width + _CHIP_GAP
    right += _CHIP_GAP if chips else 0
    story = None
    if row.story_size > 1:
        right -= _story_width(row)
        story = QRect(right, line.top(), _story_width(row) - _STORY_GAP, line.height())
    return right - _GAP, tuple(chips), more, story


def _story_width(row: Row) -> int:
    if row.story_size < 2:
        return 0
    return _SMALL_ICON + 1 + width_of(str(row.story_size), sans(12)) + _STORY_GAP


def _more_width(hidden: int) -> int:
    return width_of(f"+{hidden}", sans(11, 500)) + _CHIP_GAP if hidden else 0


def _outlet_font() -> QFont:
    return sans(12, 500)


def _say(text: str) -> str:
    return QCoreApplication.translate("ClippingList", text)


class RowState(Struct):
    """How a row looks just now."""

    selected: bool
    active: bool
    hovered: bool
    ringed: bool

    @property
    def quiet_ink(self) -> str:
        """The ink of small text: the quietest one does not read on a selection."""
        return "ink2" if self.selected else "ink3"


class ClippingDelegate(QStyledItemDelegate):
    """Draws rows for a view.

    `hues` gives a tag's hue, `with_date` puts the date in the reporter's place, `several` tells whether more than one
    row is selected, so that the current one needs a ring.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hues: Mapping[str, str] = {}
        self.with_date = False
        self.with_snippet = False
        self.query = Query()
        self.several: Callable[[], bool] = bool

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802
        """Return a row's height; the view adds that of headings."""
        return QSize(0, row_height(self.with_snippet))

    def body_rect(self, rect: QRect, heading: Heading | None) -> QRect:
        """Return a row's rectangle without the heading above it."""
        return rect.adjusted(0, heading_height(), 0, 0) if heading else rect

    def places_at(self, rect: QRect, index: _Index) -> Places | None:
        """Return where the parts of a row lie that is drawn in a rectangle."""
        row = index.data(ROW_ROLE)
        if row is None:
            return None
        return places(row, _indented(self.body_rect(rect, index.data(HEADING_ROLE)), index), self.with_date)

    def star_at(self, rect: QRect, index: _Index) -> QRect | None:
        """Return where the star of a row lies that is drawn in a rectangle."""
        at = self.places_at(rect, index)
        return at.star if at is not None else None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw heading and row."""
        row, heading = index.data(ROW_ROLE), index.data(HEADING_ROLE)
        painter.save()
        if heading is not None:
            _paint_heading(painter, option.rect, heading)
        rect = self.body_rect(option.rect, heading)
        state = self._state(option)
        fill = {True: "sel" if state.active else "sel_off", False: "hover" if state.hovered else None}[state.selected]
        if fill:
            painter.fillRect(rect, theme().color(fill))
        if row is not None:
            self._paint_row(painter, _indented(rect, index), row, state)
        if state.ringed:
            paint_ring(painter, rect, 0)
        elif not state.selected and not self._next_is_set_off(index):
            left = LEFT + (INDENT if index.data(GROUPED_ROLE) and _next_is_grouped(index) else 0)
            line = QRectF(rect.left() + left, rect.bottom(), rect.width() - left, 1)
            painter.fillRect(line, theme().color("line"))
        painter.restore()

    def _state(self, option: QStyleOptionViewItem) -> RowState:
        flags, view = option.state, option.widget
        selected = bool(flags & QStyle.StateFlag.State_Selected)
        focused = view is not None and view.hasFocus()
        current = bool(flags & QStyle.StateFlag.State_HasFocus)
        return RowState(
            selected=selected,
            active=focused and view.isActiveWindow(),
            hovered=bool(flags & QStyle.StateFlag.State_MouseOver),
            ringed=current and focused and (self.several() or not selected),
        )

    def _next_is_set_off(self, index: _Index) -> bool:
        """Whether what follows needs no line above it: a heading."""
        return bool(index.sibling(index.row() + 1, 0).data(HEADED_ROLE))

    def _paint_row(self, painter: QPainter, rect: QRect, row: Row, state: RowState) -> None:
        at = places(row, rect, self.with_date)
        if row.state is State.NEW:
            paint_new_dot(painter, at.headline)
        paint_headline(painter, at.headline, row, self.query)
        if row.starred:
            paint_icon(painter, at.star.topLeft(), FILLED_STAR, "star", _STAR)
        elif state.hovered:
            paint_icon(painter, at.star.topLeft(), "star", "ink2", _STAR)
        _paint_names(painter, at, row, state)
        self._paint_cluster(painter, at, row, state)
        paint_tone(painter, QRectF(at.tone), row.tone)
        if self.with_snippet:
            _paint_snippet(painter, at.snippet, row, state)

    def _paint_cluster(self, painter: QPainter, at: Places, row: Row, state: RowState) -> None:
        if at.story is not None:
            top = at.story.center().y() - _SMALL_ICON // 2 + 1
            paint_icon(painter, QPoint(at.story.left(), top), "layers", state.quiet_ink, _SMALL_ICON)
            painter.setFont(sans(12, tabular=True))
            painter.setPen(theme().color(state.quiet_ink))
            painter.drawText(at.story.adjusted(_SMALL_ICON + 1, 0, 3, 0), _VERTICAL, str(row.story_size))
        for chip in at.chips:
            hue = self.hues.get(chip.tag, "slate")
            paint_chip(painter, chip.rect, last_part(chip.tag), hue, on_selection=state.selected)
        if at.more is not None:
            painter.setFont(sans(11, 500))
            painter.setPen(theme().color(state.quiet_ink))
            painter.drawText(at.more.adjusted(0, 0, 2, 0), _VERTICAL, f"+{len(row.tags) - len(at.chips)}")

    def tooltip(self, rect: QRect, index: _Index, place: QPoint) -> str:
        """Return what the pointer over a part of a row tells: only what is cut short or has no word."""
        row, at = index.data(ROW_ROLE), self.places_at(rect, index)
        if row is None or at is None:
            return ""
        if at.headline.contains(place):
            font = sans(13, 600 if row.state is State.NEW else 500)
            return row.title if width_of(row.title, font) > at.headline.width() else ""
        for rects, text in _spoken_parts(at, row):
            if any(part.contains(place) for part in rects):
                return text
        return ""


def _spoken_parts(at: Places, row: Row) -> Iterator[tuple[list[QRect], str]]:
    yield [at.star], _say("Key coverage") if row.starred else _say("Add to key coverage")
    yield [at.tone], _say("Tone: {word}").format(word=tone_word(row.tone).lower())
    yield [chip.rect for chip in at.chips] + ([at.more] if at.more else []), ", ".join(row.tags)
    if at.story:
        yield [at.story], _say("{n} clippings in this story").format(n=row.story_size)
    if at.second and width_of(at.second_text, sans(12)) > at.second.width():
        yield [at.second], at.second_text


def _without_scheme(row: Row) -> str:
    return row.title if row.headline else re.sub(r"^https?://(?:www\.)?", "", row.title)


def _paint_heading(painter: QPainter, rect: QRect, heading: Heading) -> None:
    # Qt has tinted the whole cell of a selected row by now, the heading included.
    painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), heading_height()), theme().color("list"))
    place = QRect(rect.left() + LEFT, rect.top() + round(8 * scale()), rect.width() - LEFT - RIGHT, round(16 * scale()))
    painter.setFont(sans(11, tabular=True))
    painter.setPen(theme().color("ink3"))
    count = str(heading.count)
    painter.drawText(place, _VERTICAL | int(Qt.AlignmentFlag.AlignRight), count)
    room = place.width() - painter.fontMetrics().horizontalAdvance(count) - _GAP
    painter.setFont(sans(11, 600))
    painter.setPen(theme().color("ink2"))
    title = elided(heading.title, painter.font(), room)
    painter.drawText(place, _VERTICAL, title)


def _indented(rect: QRect, index: _Index) -> QRect:
    """A row of a story stands in from its heading: the clippings that follow the story have none of their own."""
    return rect.adjusted(INDENT, 0, 0, 0) if index.data(GROUPED_ROLE) else rect


def _next_is_grouped(index: _Index) -> bool:
    return bool(index.sibling(index.row() + 1, 0).data(GROUPED_ROLE))


def paint_headline(painter: QPainter, rect: QRect, row: Row, query: Query) -> None:
    """Draw what a clipping is called, the words marked that a query looks for."""
    font = headline_font(row)
    mode = Qt.TextElideMode.ElideRight if row.headline else Qt.TextElideMode.ElideMiddle
    shown = elided(_without_scheme(row), font, rect.width(), mode)
    for start, end in found_ranges(shown, query):
        left = width_of(shown[:start], font)
        width = width_of(shown[:end], font) - left
        _paint_match(painter, QRect(rect.left() + left, rect.top(), width, rect.height()))
    painter.setFont(font)
    painter.setPen(theme().color("ink"))
    painter.drawText(rect, _VERTICAL, shown)


def headline_font(row: Row) -> QFont:
    """Return the font of a headline: stronger for what is new, italics for a link in its place."""
    if row.headline is not None:
        return sans(13, 600 if row.state is State.NEW else 500)
    font = sans(13)
    font.setItalic(True)
    return font


def paint_new_dot(painter: QPainter, headline: QRect) -> None:
    """Draw the dot of a new clipping before its headline."""
    center = QPointF(headline.left() - 12.5, headline.center().y() + 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("accent"))
    painter.drawEllipse(center, 3.5, 3.5)
    painter.restore()


def _paint_names(painter: QPainter, at: Places, row: Row, state: RowState) -> None:
    icon = _MEDIUM_ICONS.get(row.medium) if row.medium else None
    if icon:
        top = at.outlet.center().y() - _SMALL_ICON // 2 + 1
        paint_icon(painter, QPoint(at.outlet.left() - _SMALL_ICON - 4, top), icon, "ink2", _SMALL_ICON)
    font = _outlet_font()
    painter.setFont(font)
    painter.setPen(theme().color("ink2" if row.outlet else state.quiet_ink))
    outlet = row.outlet or _say("No outlet")
    painter.drawText(at.outlet, _VERTICAL, elided(outlet, font, at.outlet.width()))
    if at.second is None:
        return
    font = sans(12)
    painter.setFont(font)
    painter.setPen(theme().color(state.quiet_ink))
    painter.drawText(QRect(at.outlet.topRight(), at.second.bottomLeft()), int(Qt.AlignmentFlag.AlignCenter), "·")
    painter.drawText(at.second, _VERTICAL, elided(at.second_text, font, at.second.width()))


def _paint_snippet(painter: QPainter, rect: QRect, row: Row, state: RowState) -> None:
    painter.setFont(sans(12))
    metrics = painter.fontMetrics()
    left, end = rect.left(), rect.right() + 1
    for piece, was_found in row.snippet:
        shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, end - left)
        is_cut = shown != piece
        # The sign for what is left out is no word that was found.
        is_match = was_found and not (is_cut and len(shown) <= 1)
        width = metrics.horizontalAdvance(shown)
        if is_match:
            _paint_match(painter, QRect(left, rect.top(), width, rect.height()))
        painter.setPen(theme().color("ink" if is_match else state.quiet_ink))
        painter.drawText(QRect(left, rect.top(), width + 2, rect.height()), _VERTICAL, shown)
        left += width
        if is_cut or left >= end:
            return


def _paint_match(painter: QPainter, rect: QRect) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().color("match"))
    painter.drawRoundedRect(QRectF(rect).adjusted(-1, 1, 1, -1), 2, 2)
    painter.restore()
