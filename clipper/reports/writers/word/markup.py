"""Markdown by staff as paragraphs, lists and links of Word."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element as Block

from clipper.model.markup import tree
from clipper.reports.writers.word.manuscript import Manuscript
from clipper.reports.writers.word.xml import Element, el

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol"})
_BLOCKS = _HEADINGS | _LISTS | {"p", "li", "blockquote", "hr"}
_LOOKS = {"em": "i", "strong": "b"}
_DEEPEST = 2  # lists further in than this stand at this depth
_NOTE_INDENT = 2268 + 160
_STEP = 300


def markup(manuscript: Manuscript, text: str, style: str = "BodyText", language: str = "") -> None:
    """Add Markdown in paragraphs of a style; its headings become bold lines, so that they open no section."""
    _Writer(manuscript, style, language).blocks(tree(text), style)


class _Writer:
    def __init__(self, manuscript: Manuscript, style: str, language: str) -> None:
        self._manuscript = manuscript
        self._style = style
        self._language = language

    def blocks(self, element: Block, style: str) -> None:
        for block in element:
            if block.tag in _LISTS:
                self._list(block, 0)
            elif block.tag == "blockquote":
                self.blocks(block, "Quotation" if style == "BodyText" else style)
            elif block.tag in _HEADINGS:
                self._manuscript.paragraph(style, self._words(block, ("b",)))
            else:
                self._manuscript.paragraph(style, self._words(block))

    def _list(self, items: Block, depth: int) -> None:
        is_numbered = items.tag == "ol"
        number = self._manuscript.numbered_list(int(items.get("start") or 1)) if is_numbered else 1
        for item in items:
            style = self._list_style(is_numbered)
            self._manuscript.paragraph(style, self._words(item), extra=self._place(number, depth))
            for inner in item:
                if inner.tag in _LISTS:
                    self._list(inner, min(depth + 1, _DEEPEST))

    def _list_style(self, is_numbered: bool) -> str:
        if self._style != "BodyText":
            return self._style
        return "ListNumber" if is_numbered else "ListBullet"

    def _place(self, number: int, depth: int) -> Iterator[Element]:
        yield el("numPr", el("ilvl", val=depth), el("numId", val=number))
        if self._style != "BodyText":
            yield el("ind", left=_NOTE_INDENT + _STEP * (depth + 1), hanging=_STEP)

    def _words(self, element: Block, looks: tuple[str, ...] = ()) -> list[Element]:
        return [node for part in self._parts(element, looks) for node in part]

    def _parts(self, element: Block, looks: tuple[str, ...]) -> Iterator[list[Element]]:
        said = element.text or ""
        yield self._text(said.rstrip() if _begins_with_block(element) else said, looks)
        for child in element:
            if child.tag == "br":
                yield [el("r", el("br"))]
            elif child.tag == "a":
                yield self._manuscript.link(child.get("href"), self._words(child, looks))
            elif child.tag not in _LISTS:
                if child.tag in _BLOCKS and said.strip():
                    yield [el("r", el("br"))]
                yield self._words(child, (*looks, _LOOKS[child.tag]) if child.tag in _LOOKS else looks)
            tail = child.tail or ""
            yield self._text(tail.strip() if child.tag in _BLOCKS else tail, looks)

    def _text(self, text: str, looks: tuple[str, ...]) -> list[Element]:
        return self._manuscript.text(text.replace("\n", " "), language=self._language, looks=looks)


def _begins_with_block(element: Block) -> bool:
    return len(element) > 0 and element[0].tag in _BLOCKS
