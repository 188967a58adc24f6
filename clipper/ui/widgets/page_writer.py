"""Markdown set as type in a QTextDocument: every block with its own line height, nothing read as HTML."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

from msgspec import Struct
from PySide6.QtGui import (
    QBrush,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextList,
    QTextListFormat,
)

from clipper.model import markup
from clipper.model.values import replace
from clipper.ui.fonts import sans, scale, serif
from clipper.ui.theme import theme

QUOTE_DEPTH = QTextBlockFormat.Property.UserProperty.value + 1
"""The block property that says how deep in quotations a block stands; the widget paints their bars."""

INDENT = 24
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"p", "li", "hr", *_HEADINGS})
_LONGEST_BLOCK = 20_000
_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class Typography(Struct, frozen=True):
    """A font, and in pixels: text and its line, the gap between paragraphs, the subheading, its line and its gap."""

    font: Callable[[float, int], QFont]
    text: float
    line: int
    gap: int
    heading: float
    heading_line: int
    heading_gap: int


READING = Typography(serif, 18, 27, 14, 18, 24, 22)
"""The article. The shipped serif is cut fine: one pixel more than drawn gives the intended colour and lines."""

READING_WIDE = Typography(serif, 19, 29, 14, 19, 26, 24)
NOTE = Typography(sans, 13, 20, 8, 13, 20, 12)


class _Place(Struct, frozen=True):
    """Where a block stands: in a list, in quotations, in the first place of a list item."""

    bullets: QTextList | None = None
    depth: int = 0
    quotes: int = 0
    is_item: bool = False


def write(document: QTextDocument, text: str, type_: Typography) -> None:
    """Replace what a document holds by Markdown, set in a type and in the colours of now."""
    document.setUndoRedoEnabled(False)
    document.clear()
    document.setDocumentMargin(0)
    document.setIndentWidth(INDENT)
    document.setDefaultFont(type_.font(type_.text, 400))
    _write(document, text, type_, is_first=True)


def append(document: QTextDocument, text: str, type_: Typography) -> None:
    """Set more Markdown below what a document holds."""
    _write(document, text, type_, is_first=False)


def _write(document: QTextDocument, text: str, type_: Typography, *, is_first: bool) -> None:
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.beginEditBlock()
    _Writer(cursor, type_, is_first=is_first).write(markup.tree(text))
    cursor.endEditBlock()


class _Writer:
    def __init__(self, cursor: QTextCursor, type_: Typography, *, is_first: bool) -> None:
        self._cursor, self._type = cursor, type_
        self._is_first = is_first

    def write(self, root: Element) -> None:
        for child in root:
            self._element(child, _Place())

    def _element(self, element: Element, place: _Place) -> None:
        if element.tag in ("ul", "ol"):
            self._list(element, place)
        elif element.tag == "blockquote":
            for child in element:
                self._element(child, replace(place, quotes=place.quotes + 1))
        elif element.tag in _BLOCKS:
            self._block(element, place)

    def _list(self, element: Element, place: _Place) -> None:
        form = QTextListFormat()
        numbered = element.tag == "ol"
        form.setStyle(QTextListFormat.Style.ListDecimal if numbered else QTextListFormat.Style.ListDisc)
        form.setIndent(place.depth + 1)
        if numbered:
            form.setStart(int(element.get("start", "1")[:9]))
        bullets: QTextList | None = None
        for item in element:
            inside = _Place(bullets, place.depth + 1, place.quotes, is_item=True)
            bullets = self._item(item, inside, form)

    def _item(self, item: Element, place: _Place, form: QTextListFormat) -> QTextList:
        """A list item's own words, or its first paragraph, get the bullet; what follows is indented below it."""
        blocks = [child for child in item if child.tag in _BLOCKS or child.tag in ("ul", "ol", "blockquote")]
        own = not blocks or bool((item.text or "").strip()) or blocks[0] is not item[0]
        if own or blocks[0].tag not in _BLOCKS:
            self._block(item, place)
        else:
            self._block(blocks.pop(0), place)
        bullets = place.bullets or self._cursor.createList(form)
        bullets.add(self._cursor.block())
        for block in blocks:
            self._element(block, replace(place, bullets=None, is_item=False))
        return bullets

    def _block(self, element: Element, place: _Place) -> None:
        heading = element.tag in _HEADINGS
        self._start(self._block_format(place, heading=heading))
        color = "ink2" if place.quotes else "ink"
        size = self._type.heading if heading else self._type.text
        form = QTextCharFormat()
        form.setFont(self._type.font(size, 600 if heading else 400))
        form.setForeground(QBrush(theme().color(color)))
        self._cursor.setBlockCharFormat(form)
        if element.tag == "hr":
            self._insert("⁂", form)
        else:
            self._inline(element, form)

    def _start(self, form: QTextBlockFormat) -> None:
        if self._is_first:
            form.setTopMargin(0)
            self._cursor.setBlockFormat(form)
        else:
            self._cursor.insertBlock(form)
        self._is_first = False

    def _block_format(self, place: _Place, *, heading: bool) -> QTextBlockFormat:
        form = QTextBlockFormat()
        line = self._type.heading_line if heading else self._type.line
        gap = self._type.heading_gap if heading else self._type.gap
        form.setLineHeight(round(line * scale()), _FIXED)
        form.setTopMargin(gap / 2 if place.is_item and place.bullets else gap)
        form.setLeftMargin(INDENT * place.quotes + (INDENT * place.depth if not place.is_item else 0))
        form.setProperty(QUOTE_DEPTH, place.quotes)
        return form

    def _inline(self, element: Element, form: QTextCharFormat) -> None:
        self._insert(element.text or "", form)
        for child in element:
            if child.tag == "br":
                self._cursor.insertText("\u2028", form)
            elif child.tag not in _BLOCKS and child.tag not in ("ul", "ol", "blockquote"):
                self._inline(child, _styled(child, form))
            self._insert(child.tail or "", form)

    def _insert(self, text: str, form: QTextCharFormat) -> None:
        """A paragraph of a megabyte would take Qt half a minute to break: it is set as several without a gap."""
        text = text.strip("\n").replace("\n", " ")
        for start in range(0, len(text), _LONGEST_BLOCK):
            if start:
                joined = QTextBlockFormat(self._cursor.blockFormat())
                joined.setTopMargin(0)
                self._cursor.insertBlock(joined)
            self._cursor.insertText(text[start : start + _LONGEST_BLOCK], form)


def _styled(element: Element, form: QTextCharFormat) -> QTextCharFormat:
    styled = QTextCharFormat(form)
    if element.tag == "em":
        styled.setFontItalic(True)
    elif element.tag == "strong":
        styled.setFontWeight(QFont.Weight.DemiBold)
    elif element.tag == "a":
        styled.setAnchor(True)
        styled.setAnchorHref(element.get("href", ""))
        styled.setForeground(QBrush(theme().color("accent")))
    return styled
