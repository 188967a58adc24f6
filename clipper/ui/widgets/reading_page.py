"""The calm page that an article is read on; it loads nothing and follows no link by itself."""

import math
import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QTextEdit, QWidget

from clipper.model.term import Term
from clipper.ui.links import written_address
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.found_marks import blocks, found_marks, marked_in
from clipper.ui.widgets.page_writer import INDENT, QUOTE_DEPTH, READING, Typography, append, write
from clipper.ui.widgets.text_height import fix_height

_AT_ONCE = 24_000
_LINES_AT_ONCE = 1000


def first_part(text: str) -> tuple[str, str]:
    """Cut a long text between two paragraphs, or where it must be, into what is shown at once and the rest."""
    limit = _end_of_lines(text)
    if len(text) <= limit:
        return text, ""
    cut = text.rfind("\n\n", limit // 2, limit)
    cut = limit if cut < 0 else cut
    return text[:cut], text[cut:]


def _end_of_lines(text: str) -> int:
    """Short lines cost more than as many letters in long ones."""
    lines = islice(re.finditer("\n", text[:_AT_ONCE]), _LINES_AT_ONCE - 1, _LINES_AT_ONCE)
    return next((match.end() for match in lines), _AT_ONCE)


class ReadingPage(QTextBrowser):
    """Markdown as a page, as high as its text: what is around it scrolls.

    linkRequested(url): a person clicked a link. moreChanged(bool): whether the text goes on beyond what is shown.
    clicked(): a click that neither asked for a link nor selected anything.
    grown(): the page is higher or lower than before.
    dragged(QPoint): the pointer is here while a selection is drawn, in the page's coordinates.
    """

    linkRequested = Signal(str)  # noqa: N815
    moreChanged = Signal(bool)  # noqa: N815
    clicked = Signal()
    grown = Signal()
    dragged = Signal(QPoint)

    def __init__(self, type_: Typography = READING, parent: QWidget | None = None, *, mark_fill: str = "match") -> None:
        super().__init__(parent)
        self._type, self._text, self._shown = type_, "", ""
        self._terms: Sequence[Term] = ()
        self._mark_fill = mark_fill
        self._quotes: list[QTextBlock] = []
        self.setProperty("bare", True)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.anchorClicked.connect(lambda url: self.linkRequested.emit(written_address(url)))
        # What a link leads to may be far from what its words say.
        self.highlighted.connect(lambda url: self.setToolTip(written_address(url)))
        theme_signals().changed.connect(self._write)

    def set_text(self, text: str) -> None:
        """Show Markdown; the same text again changes nothing, so that a selection stays."""
        if text != self._text:
            self._text = text
            self._shown = first_part(text)[0]
            self._write()

    def show_more(self) -> None:
        """Show the next part of a text that is too long to be set at once."""
        part = first_part(self._text[len(self._shown) :])[0]
        self._shown += part
        append(self.document(), part, self._type)
        self._written()

    def has_more(self) -> bool:
        """Tell whether the text goes on beyond what is shown."""
        return len(self._shown) < len(self._text)

    def set_type(self, type_: Typography) -> None:
        """Set the text in another type."""
        if type_ != self._type:
            self._type = type_
            self._write()

    def mark(self, terms: Sequence[Term]) -> None:
        """Mark the words and phrases of a search."""
        if tuple(terms) != tuple(self._terms):
            self._terms = tuple(terms)
            self._mark()

    def marked(self) -> list[str]:
        """Return the pieces of the text that are marked as found, in order."""
        return marked_in(self)

    # -- nothing is loaded, nothing is followed

    def loadResource(self, _type: int, _name: QUrl | str) -> Any:  # noqa: N802
        """Give a transparent pixel for whatever a document asks for: only a picture keeps Qt from reading the file."""
        pixel = QImage(1, 1, QImage.Format.Format_ARGB32)
        pixel.fill(Qt.GlobalColor.transparent)
        return pixel

    def doSetSource(self, _name: QUrl | str, _type: Any = None) -> None:  # noqa: N802
        """Stay on this text."""

    # -- type

    def _write(self) -> None:
        self._quotes = []
        write(self.document(), self._shown, self._type)
        self._written()

    def _written(self) -> None:
        self._quotes = [block for block in blocks(self.document()) if block.blockFormat().intProperty(QUOTE_DEPTH)]
        self._mark()
        self._fit()
        self.moreChanged.emit(self.has_more())

    def _mark(self) -> None:
        found = found_marks(self.document(), self._terms, self._mark_fill)
        self.setExtraSelections([*self._under_matches(), *found])

    def _under_matches(self) -> list[QTextEdit.ExtraSelection]:
        """What else is drawn in another form, below the words of the search."""
        return []

    def _fit(self) -> None:
        """A page in a scrolling column has no scroll bar of its own: it is as high as its text."""
        self.document().setTextWidth(max(1, self.viewport().width()))
        height = math.ceil(self.document().size().height())
        if height != self.height():
            fix_height(self, height)
            self.grown.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the text at the width it has."""
        return QSize(544, self.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Ask for no width: lines break."""
        return QSize(40, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Let the column scroll."""
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell where a selection is being drawn to."""
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tell of a click on the text itself."""
        super().mouseReleaseEvent(event)
        on_link = bool(self.anchorAt(event.position().toPoint()))
        if event.button() is Qt.MouseButton.LeftButton and not on_link and not self.textCursor().hasSelection():
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the text, and the bars beside quotations, which Qt's documents do not know."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for block in self._quotes:
            for level in range(block.blockFormat().intProperty(QUOTE_DEPTH)):
                painter.fillRect(self._bar(block, level), theme().color("line2"))
        painter.end()

    def _bar(self, block: QTextBlock, level: int) -> QRectF:
        """The bar goes through the gap between two paragraphs of one quotation."""
        rect = self.document().documentLayout().blockBoundingRect(block)
        goes_on = block.previous().isValid() and block.previous().blockFormat().intProperty(QUOTE_DEPTH) > level
        gap = block.blockFormat().topMargin() if goes_on else 0
        return QRectF(level * INDENT, rect.top() - gap, 3, rect.height() + gap)
