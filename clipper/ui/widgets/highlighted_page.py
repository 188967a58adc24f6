"""The reading page with its highlights: passages in colour, found again in the text as it is shown."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from clipper.model.codes import Marker
from clipper.model.highlight import Highlight, Span, marked, place
from clipper.ui.code_words import marker_words
from clipper.ui.theme import theme
from clipper.ui.utf16 import Positions
from clipper.ui.widgets.found_marks import selection
from clipper.ui.widgets.page_writer import Typography
from clipper.ui.widgets.reading_page import ReadingPage
from clipper.ui.widgets.swatch import marker_icon

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_BY_TAB = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class HighlightedPage(ReadingPage):
    """opened(uuid): a person clicked a marked passage, or pressed Enter with the caret in it.
    markRequested(Marker), quoteRequested(), removeRequested(uuid): they chose so in the menu of the page.
    placed(): where the highlights stand was worked out anew.

    Text is selected with Shift and the arrow keys too, from a caret that the page has while it has the focus.
    """

    opened = Signal(str)
    markRequested = Signal(object)  # noqa: N815
    quoteRequested = Signal()  # noqa: N815
    removeRequested = Signal(str)  # noqa: N815
    placed = Signal()

    def __init__(self, type_: Typography, parent: QWidget | None = None) -> None:
        super().__init__(type_, parent)
        self._highlights: Sequence[Highlight] = ()
        self._placed_in = ""
        self._places: dict[tuple[str, str, str], Span | None] = {}
        self._spans: dict[str, Span] = {}
        self._lines: dict[str, list[QRect]] = {}
        self.setTextInteractionFlags(self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard)

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show highlights, of which each is found by its words and by what stands around them."""
        if tuple(highlights) == tuple(self._highlights):
            return
        self._highlights = tuple(highlights)
        self._place()
        self._mark()
        self._measure()

    def span_of(self, uuid: str) -> Span | None:
        """Return where a highlight stands, in positions of the document; None where it is not in what is shown."""
        return self._spans.get(uuid)

    def lines_of(self, uuid: str) -> list[QRect]:
        """Return the pieces of lines that a highlight covers, in the page's coordinates."""
        return self._lines.get(uuid, [])

    def highlight_at(self, point: QPoint) -> str | None:
        """Return the uppermost highlight at a point of the page."""
        lines = reversed(self._lines.items())
        return next((uuid for uuid, pieces in lines if any(piece.contains(point) for piece in pieces)), None)

    def selected(self, marker: Marker) -> Highlight | None:
        """Return the selected words as a highlight; None where no words are selected."""
        span = self.selected_span()
        highlight = marked(self.toPlainText(), *span, marker) if span else None
        return highlight if highlight and highlight.passage else None

    def selected_span(self) -> Span | None:
        """Return where the selected words stand in the text, in code points; None where none are selected."""
        cursor = self.textCursor()
        if not self.isVisible() or not cursor.selectedText().strip():
            return None
        places = Positions(self.toPlainText())
        return places.from_qt(cursor.selectionStart()), places.from_qt(cursor.selectionEnd())

    def same_as(self, highlight: Highlight) -> str | None:
        """Return the highlight that covers the very same words already."""
        words = {one.uuid: (one.passage, self._find(one)) for one in self._highlights}
        wanted = highlight.passage, self._find(highlight)
        return next((uuid for uuid, covered in words.items() if covered == wanted), None)

    def deselect(self) -> None:
        """Leave the caret where the selection ends."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    # -- finding

    def _write(self) -> None:
        super()._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _written(self) -> None:
        self._place()
        super()._written()

    def _fit(self) -> None:
        super()._fit()
        self._measure()

    def _place(self) -> None:
        self._spans = {}
        if not self._highlights:
            return
        text = self.toPlainText()
        if text != self._placed_in:
            self._placed_in, self._places = text, {}
        positions = Positions(text)
        for highlight in self._highlights:
            span = self._find(highlight)
            if span is not None:
                self._spans[highlight.uuid] = positions.to_qt(span[0]), positions.to_qt(span[1])

    def _find(self, highlight: Highlight) -> Span | None:
        """A colour or a comment moves nothing; what is like a passage is looked for in the whole text only."""
        anchor = highlight.passage, highlight.before, highlight.after
        if anchor not in self._places:
            may_follow = self.has_more() and highlight.passage not in self._placed_in
            self._places[anchor] = None if may_follow else place(self._placed_in, highlight)
        return self._places[anchor]

    def _measure(self) -> None:
        self._lines = {uuid: list(self._covered(*span)) for uuid, span in self._spans.items()}
        self.viewport().update()
        self.placed.emit()

    def _covered(self, start: int, end: int) -> Iterator[QRect]:
        for block in self._blocks_of(start, end):
            yield from _pieces(block, start - block.position(), end - block.position())

    def _blocks_of(self, start: int, end: int) -> Iterator[QTextBlock]:
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            yield block
            block = block.next()

    # -- drawing

    def _under_matches(self) -> list[QTextEdit.ExtraSelection]:
        """Words in a highlight have the ink that reads on its colour; links in it are told by a line instead."""
        words, links = QTextCharFormat(), QTextCharFormat()
        for form in (words, links):
            form.setForeground(theme().color("ink"))
        links.setFontUnderline(True)
        forms = [selection(self._cursor(*span), words) for span in self._spans.values()]
        found = (link for span in self._spans.values() for link in self._links(*span))
        return forms + [selection(self._cursor(*link), links) for link in found]

    def _links(self, start: int, end: int) -> Iterator[Span]:
        for block in self._blocks_of(start, end):
            pieces = block.begin()
            while not pieces.atEnd():
                piece = pieces.fragment()
                first, last = max(start, piece.position()), min(end, piece.position() + piece.length())
                if first < last and piece.charFormat().isAnchor():
                    yield first, last
                pieces += 1

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the highlights under the text: whole lines with square ends, which Qt's own backgrounds are not."""
        painter = QPainter(self.viewport())
        for highlight in self._highlights:
            for line in self.lines_of(highlight.uuid):
                if line.intersects(event.rect()):
                    painter.fillRect(line, theme().color(f"highlight_{highlight.marker}"))
        painter.end()
        super().paintEvent(event)

    # -- what a person does

    def event(self, event: QEvent) -> bool:
        """Leave letters and digits to the window's shortcuts: Qt claims them for a text that can be selected."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_letter(event):
            event.ignore()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Bring the caret to what is seen, so that the first key does not scroll the text away."""
        super().focusInEvent(event)
        seen = self.visibleRegion().boundingRect()
        if event.reason() in _BY_TAB and not seen.intersects(self.cursorRect()):
            self.setTextCursor(self.cursorForPosition(seen.topLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open the highlight at the caret with Enter; tell where the caret went, for what scrolls the page."""
        before = self.textCursor()
        uuid = self._at_caret() if event.key() in _ENTER and not before.hasSelection() else None
        if uuid is not None:
            self.opened.emit(uuid)
            return
        super().keyPressEvent(event)
        if self.textCursor().position() != before.position():
            self.dragged.emit(self.cursorRect().bottomLeft())

    def _at_caret(self) -> str | None:
        here = self.textCursor().position()
        return next((uuid for uuid, (start, end) in reversed(self._spans.items()) if start <= here <= end), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the highlight that was clicked; a selection may begin and end in one."""
        super().mouseReleaseEvent(event)
        place_ = event.position().toPoint()
        uuid = self.highlight_at(place_)
        is_click = event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection()
        if uuid is not None and is_click and not self.anchorAt(place_):
            self.opened.emit(uuid)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer to copy and to highlight."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        point = self.cursorRect().bottomLeft() if by_key else event.pos()
        self.menu_at(point).popup(self.mapToGlobal(point))

    def menu_at(self, point: QPoint) -> QMenu:
        """Return the menu for a point of the page."""
        menu = self.createStandardContextMenu(point)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        uuid = self.highlight_at(point)
        if self.textCursor().hasSelection():
            menu.addSeparator()
            colours = menu.addMenu(self.tr("Highlight"))
            for marker, word in marker_words():
                action = colours.addAction(marker_icon(marker), word)
                action.triggered.connect(partial(lambda chosen, _on=False: self.markRequested.emit(chosen), marker))
            menu.addAction(self.tr("Keep as a quote")).triggered.connect(lambda _on=False: self.quoteRequested.emit())
        if uuid is not None:
            menu.addSeparator()
            menu.addAction(self.tr("Edit highlight")).triggered.connect(lambda _on=False: self.opened.emit(uuid))
            remove = menu.addAction(self.tr("Remove highlight"))
            remove.triggered.connect(lambda _on=False: self.removeRequested.emit(uuid))
        return menu


def _pieces(block: QTextBlock, start: int, end: int) -> Iterator[QRect]:
    """Yield what of a block's lines lies between two of its positions; each line reaches to the next one."""
    layout, height = block.layout(), block.blockFormat().lineHeight()
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            sides = [float(line.cursorToX(at)[0]) for at in (first, last)]  # type: ignore[index]
            # The space at which a line breaks is no part of what is seen.
            left, right = min(sides), min(max(sides), line.naturalTextRect().right())
            bottom = layout.position().y() + line.y() + line.height()
            yield QRect(round(left), round(bottom - height), round(right) - round(left), round(height))


def _is_letter(event: QKeyEvent) -> bool:
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return plain and len(event.text()) == 1 and event.text().isalnum()
