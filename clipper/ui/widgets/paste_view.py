"""The paste beside its fields: every value in its field's colour, the text with a bar in the margin, the rest quiet."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from clipper.capture.lines import written_lines
from clipper.model.draft import Draft, Span
from clipper.ui.fonts import sans, scale
from clipper.ui.theme import theme, theme_signals
from clipper.ui.utf16 import Positions
from clipper.ui.widgets.review_texts import label_of
from clipper.ui.widgets.text_height import fix_height

FIELD_HUES = {
    "headline": "blue",
    "deck": "slate",
    "reporters": "violet",
    "spokespeople": "teal",
    "outlet": "rust",
    "programme": "rust",
    "published_on": "green",
    "url": "amber",
}
"""The hue of each field that is coloured in the paste; the text has a bar in the margin instead."""

_SHOWN = 30_000
_LONGEST_LINE = 8_000
_BEFORE = 2_000
_OVERLONG = re.compile(rf"[^\n]{{{_LONGEST_LINE + 1}}}")
_LINE, _BLANK, _NEXT_BLANK = 21, 9, 2
_LEFT, _TOP, _RIGHT, _BAR = 44, 16, 28, 28
_HIGHEST = 190
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class Excerpt(Struct, frozen=True):
    """The part of a paste that is shown, from a code point of the whole on; `is_whole` when nothing is left out."""

    text: str
    start: int
    is_whole: bool

    def clip(self, span: Span) -> Span | None:
        """Return a span of the whole as one of the part, None where it lies outside."""
        start, end = max(span[0] - self.start, 0), min(span[1] - self.start, len(self.text))
        return (start, end) if start < end else None


def excerpt(text: str, around: Span) -> Excerpt:
    """Return what can be shown without delay: all of a usual paste, of a huge one the part that was read.

    Laying out one line of a megabyte takes half a minute, so the part ends in a line that is too long.
    """
    start = 0
    if len(text) > _SHOWN:
        start = text.rfind("\n", 0, max(0, around[0] - _BEFORE)) + 1
    end = min(len(text), start + _SHOWN)
    overlong = _OVERLONG.search(text, start, end)
    if overlong:
        end = overlong.end() - 1
    return Excerpt(text[start:end], start, start == 0 and end == len(text))


def lines_around(text: str, around: Span) -> Excerpt:
    """Return the lines of a span with the nearest line of text before and after."""
    start, end = _line_start(text, around[0]), _line_end(text, around[1])
    start = max((line.start() for line in written_lines(text, max(0, around[0] - _BEFORE), start)), default=start)
    end = next((line.end() for line in written_lines(text, end, end + _BEFORE)), end)
    return Excerpt(text[start:end][: 2 * _BEFORE], start, is_whole=False)


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


class _Marks(Struct):
    """The spans of one draft, as UTF-16 positions of what is shown."""

    fields: dict[str, list[Span]] = field(default_factory=dict)
    others: dict[str, list[Span]] = field(default_factory=dict)
    body: list[Span] = field(default_factory=list)


USABLE = ("headline", "deck", "reporters", "spokespeople", "outlet", "programme", "published_on", "url", "body")
"""The fields for which a person can take a piece of the paste by hand."""


class PasteView(QTextEdit):
    """Plain text that is only read; nothing in it is loaded, followed or run.

    useRequested(field, span): a person wants a piece of the paste, in code points of the whole, for a field.
    mentionRequested(span): they want a mention of its own of that; offered where it `holds_mentions`.
    `spokesperson_label` is what the organisation calls its people.
    articleRequested(int): another article begins with the line at this code point; offered where all is shown.
    """

    useRequested = Signal(str, object)  # noqa: N815
    mentionRequested = Signal(object)  # noqa: N815
    articleRequested = Signal(int)  # noqa: N815

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        is_compact: bool = False,
        holds_mentions: bool = True,
        spokesperson_label: str = "",
    ) -> None:
        super().__init__(parent)
        self._spokesperson_label = spokesperson_label
        self._is_compact, self._holds_mentions = is_compact, holds_mentions
        self._part = Excerpt("", 0, is_whole=True)
        self._marks = _Marks()
        self._focused: str | None = None
        self._headings: frozenset[str] = frozenset()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setProperty("bare", True)
        self.setAccessibleName(self.tr("What you pasted"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(sans(13))
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        theme_signals().changed.connect(self._dress)

    def show_draft(self, part: Excerpt, draft: Draft) -> None:
        """Show a part of the paste with the values of a draft marked in it."""
        self._part = part
        self._find_marks(draft)
        self.setPlainText(part.text)
        self._set_margins()
        self._set_lines()
        self._dress()

    def mark(self, draft: Draft) -> None:
        """Mark the values of the draft as it stands now, where it was read again or corrected."""
        self._find_marks(draft)
        self._dress()
        self.viewport().update()

    def _find_marks(self, draft: Draft) -> None:
        part = self._part
        place = _placer(part)
        self._marks = _Marks(body=place(_joined(part, draft.body.spans)))
        for name in FIELD_HUES:
            guess = getattr(draft, name)
            self._marks.fields[name] = place(guess.spans)
            self._marks.others[name] = place([span for other in guess.alternatives for span in other.spans])
        self._headings = frozenset(
            line[3:].strip() for line in (draft.body.value or "").split("\n") if line[:2] == "##"
        )

    def set_field(self, name: str | None) -> None:
        """Underline what the field in turn was read from, and dot its other candidates."""
        if name != self._focused:
            self._focused = name
            self._show_field()
            self.viewport().update()

    def _show_field(self) -> None:
        spans = self._marks.fields.get(self._focused or "", [])
        if spans and not self._is_compact:
            cursor = QTextCursor(self.document())
            cursor.setPosition(spans[0][0])
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer to use what is selected, else the line under the mouse or the caret, for a field."""
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if not self.textCursor().hasSelection():
            line = (self.textCursor() if is_by_key else self.cursorForPosition(event.pos())).block()
            self.setTextCursor(self._cursor((line.position(), line.position() + line.length() - 1)))
        menu = self.use_menu()
        menu.exec(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()) if is_by_key else event.globalPos())
        menu.deleteLater()

    def use_menu(self) -> QMenu:
        """Return the menu for what is selected: what it can be used for, and to copy it."""
        menu = QMenu(self)
        span = self._selected()
        for name in USABLE if span else ():
            words = self.tr("Add to the text") if name == "body" else self.tr("Use as {field}")
            action = menu.addAction(words.format(field=label_of(name, self._spokesperson_label).lower()))
            action.triggered.connect(lambda _=False, name=name: self.useRequested.emit(name, span))
        if span and self._holds_mentions:
            menu.addSeparator()
            menu.addAction(self.tr("Make a mention of it"), lambda: self.mentionRequested.emit(span))
            start = self._part.start + _line_start(self._part.text, span[0] - self._part.start)
            if not self._is_compact and self._part.text[: start - self._part.start].strip():
                menu.addAction(self.tr("Another article begins here"), lambda: self.articleRequested.emit(start))
        if span:
            menu.addSeparator()
        menu.addAction(self.tr("Copy"), self.copy).setEnabled(span is not None)
        menu.addAction(self.tr("Select all"), self.selectAll)
        return menu

    def _selected(self) -> Span | None:
        """Return what is selected as a span of the whole paste, None where that is nothing but blank."""
        cursor, positions = self.textCursor(), Positions(self._part.text)
        start, end = positions.from_qt(cursor.selectionStart()), positions.from_qt(cursor.selectionEnd())
        is_something = bool(self._part.text[start:end].strip())
        return (self._part.start + start, self._part.start + end) if is_something else None

    def fit_height(self) -> None:
        """Be as high as the text, up to some lines; more scrolls."""
        self.document().setTextWidth(max(200, self.viewport().width()))
        fix_height(self, min(_HIGHEST, round(self.document().size().height()) + 1))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the height of a few lines right as their width changes."""
        super().resizeEvent(event)
        if self._is_compact and event.size().width() != event.oldSize().width():
            self.fit_height()

    # Type and colour

    def _set_margins(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        left, top, right = (16, 12, 16) if self._is_compact else (_LEFT, _TOP, _RIGHT)
        form.setLeftMargin(left)
        form.setTopMargin(top)
        form.setRightMargin(right)
        form.setBottomMargin(top)
        frame.setFrameFormat(form)

    def _set_lines(self) -> None:
        """Give all lines one height; empty ones are narrow, so that paragraphs read as such."""
        all_lines = QTextCursor(self.document())
        all_lines.beginEditBlock()
        block, after_blank = self.document().begin(), False
        while block.isValid():
            is_blank = not block.text().strip()
            height = (_NEXT_BLANK if after_blank else _BLANK) if is_blank else 24 if self._is_compact else _LINE
            form = QTextBlockFormat()
            form.setLineHeight(round(height * scale()), _FIXED)
            QTextCursor(block).setBlockFormat(form)
            after_blank = is_blank
            block = block.next()
        all_lines.endEditBlock()

    def _dress(self) -> None:
        document = self.document()
        quiet = QTextCharFormat()
        quiet.setFont(sans(13))
        quiet.setForeground(theme().color("ink3"))
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(quiet)
        for span in self._marks.body:
            self._write_in(span, theme().color("ink"))
        self._write_headings()
        for name, hue in FIELD_HUES.items():
            for span in self._marks.fields.get(name, []):
                is_title = name == "headline" and not self._is_compact
                self._write_in(span, theme().color("ink"), theme().hue(hue).fill, 600 if is_title else 400)
            for span in self._marks.others.get(name, []):
                self._write_in(span, theme().color("ink"))

    def _write_in(self, span: Span, ink: QColor, fill: QColor | None = None, weight: int = 400) -> None:
        form = QTextCharFormat()
        form.setForeground(ink)
        if fill is not None:
            form.setBackground(fill)
        if weight != 400:
            form.setFont(sans(15 if weight == 600 and fill else 13, weight))
        self._cursor(span).mergeCharFormat(form)

    def _write_headings(self) -> None:
        if not self._headings:
            return
        for start, end in self._marks.body:
            block = self.document().findBlock(start)
            while block.isValid() and block.position() < end:
                if block.text().strip() in self._headings:
                    span = block.position(), block.position() + block.length() - 1
                    self._write_in(span, theme().color("ink"), weight=500)
                block = block.next()

    def _cursor(self, span: Span) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text, the bars of the body, and the lines under the field in turn."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.translate(0, -self.verticalScrollBar().value())
        if not self._is_compact:
            for span in self._marks.body:
                self._paint_bar(painter, span)
        if self._focused:
            self._paint_underlines(painter, self._focused)
        painter.end()

    def _paint_bar(self, painter: QPainter, span: Span) -> None:
        layout = self.document().documentLayout()
        top = layout.blockBoundingRect(self.document().findBlock(span[0])).top()
        bottom = layout.blockBoundingRect(self.document().findBlock(max(span[0], span[1] - 1))).bottom()
        painter.fillRect(QRectF(_BAR, top, 2, bottom - top), theme().color("line2"))

    def _paint_underlines(self, painter: QPainter, name: str) -> None:
        hue = theme().hue(FIELD_HUES.get(name, "slate"))
        painter.setPen(QPen(hue.text, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        for span in self._marks.fields.get(name, []):
            painter.drawLines(list(self._lines_under(span)))
        painter.setPen(QPen(theme().color("warn"), 2, Qt.PenStyle.DotLine, Qt.PenCapStyle.FlatCap))
        for span in self._marks.others.get(name, []):
            painter.drawLines(list(self._lines_under(span)))

    def _lines_under(self, span: Span) -> Iterator[QPointF]:
        """Yield the ends of the line under each piece of a span, as pairs."""
        block = self.document().findBlock(span[0])
        while block.isValid() and block.position() < span[1]:
            yield from self._lines_in(block, span)
            block = block.next()

    def _lines_in(self, block: QTextBlock, span: Span) -> Iterator[QPointF]:
        layout, origin = block.layout(), self.document().documentLayout().blockBoundingRect(block).topLeft()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start = max(span[0] - block.position(), line.textStart())
            end = min(span[1] - block.position(), line.textStart() + line.textLength())
            if start < end:
                y = origin.y() + line.y() + line.height() - 1
                yield QPointF(origin.x() + _x(line.cursorToX(start)), y)
                yield QPointF(origin.x() + _x(line.cursorToX(end)), y)


def _x(found: object) -> float:
    """PySide returns the x of a cursor together with the cursor."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def _placer(part: Excerpt) -> Callable[[Iterable[Span]], list[Span]]:
    """Return what turns spans of the whole text into UTF-16 positions of the part."""
    positions = Positions(part.text)

    def place(spans: Iterable[Span]) -> list[Span]:
        clipped = (part.clip(span) for span in spans)
        return [(positions.to_qt(span[0]), positions.to_qt(span[1])) for span in clipped if span]

    return place


def _joined(part: Excerpt, spans: Iterable[Span]) -> list[Span]:
    """Join pieces with nothing but blank between them, so that one bar runs along a whole run of text."""
    runs: list[Span] = []
    for start, end in sorted(spans):
        if runs and not part.text[max(0, runs[-1][1] - part.start) : max(0, start - part.start)].strip():
            runs[-1] = runs[-1][0], max(runs[-1][1], end)
        else:
            runs.append((start, end))
    return runs
