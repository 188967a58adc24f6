"""What a browser puts on the clipboard when a part of a page is copied: its text and its HTML."""

import copy
from dataclasses import dataclass
from typing import Any

from lxml import html

_PARAGRAPHS = frozenset({"p", "blockquote", "h1", "h2", "h3", "h4", "h5", "ul", "ol", "dl", "figure", "pre", "hr"})
_BLOCKS = _PARAGRAPHS | frozenset(
    {
        "address", "article", "aside", "body", "center", "dd", "details", "div", "dt", "fieldset", "figcaption",
        "footer", "form", "header", "legend", "li", "main", "nav", "option", "section", "summary", "table", "tbody",
        "tfoot", "thead", "tr",
    }
)  # fmt: skip
_STYLE = (
    "color: rgb(0, 0, 0); font-family: {font}; font-size: medium; font-style: normal; font-variant-ligatures: normal; "
    "font-variant-caps: normal; font-weight: 400; letter-spacing: normal; orphans: 2; text-align: start; "
    "text-indent: 0px; text-transform: none; widows: 2; word-spacing: 0px; -webkit-text-stroke-width: 0px; "
    "white-space: normal; text-decoration-thickness: initial; text-decoration-style: initial;"
)
_MARKS = ("data-article", "data-from", "data-to")


@dataclass(frozen=True, slots=True)
class Copied:
    """The text/plain and the text/html of a copy."""

    text: str
    html: str


def copies(body: Any, font: str) -> dict[str, Copied]:
    """Return what Select All, a copy of the article and a drag over it give."""
    for node in body.xpath(".//*[@hidden] | .//script | .//style"):
        node.drop_tree()
    article = body.xpath(".//*[@data-article]")[0]
    parts = {"full": list(body), "article": [article], "drag": _dragged(body)}
    return {base: Copied(text_of(nodes), _html(nodes, font)) for base, nodes in parts.items()}


def _dragged(body: Any) -> list[Any]:
    """Return what lies between the two marks, with the elements around that a browser keeps."""
    first, last = body.xpath(".//*[@data-from]")[0], body.xpath(".//*[@data-to]")[-1]
    around = next(node for node in first.iterancestors() if node in set(last.iterancestors()))
    kept = copy.deepcopy(around)
    kept.tail = None
    first, last = kept.xpath(".//*[@data-from]")[0], kept.xpath(".//*[@data-to]")[-1]
    _cut(first, before=True)
    _cut(last, before=False)
    return list(kept)


def _cut(node: Any, before: bool) -> None:
    while node.getparent() is not None:
        parent = node.getparent()
        index = parent.index(node)
        for other in list(parent)[:index] if before else list(parent)[index + 1 :]:
            parent.remove(other)
        if before:
            parent.text = None
        else:
            node.tail = None
        node = parent


def _html(nodes: list[Any], font: str) -> str:
    pieces = []
    for node in nodes:
        made = copy.deepcopy(node)
        made.tail = None
        made.set("style", _STYLE.format(font=font) + made.get("style", ""))
        for inner in made.iter():
            for mark in _MARKS:
                inner.attrib.pop(mark, None)
        pieces.append(html.tostring(made, encoding="unicode"))
    return "".join(pieces)


class _Text:
    """Lines as a browser writes them: a line a block, an empty line around a paragraph."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._break = 0

    def need(self, count: int) -> None:
        self._break = max(self._break, count)

    def say(self, text: str) -> None:
        words = " ".join(text.split())
        if not words:
            if text and self.pieces and not self.pieces[-1].endswith((" ", "\n")) and not self._break:
                self.pieces.append(" ")
            return
        if self._break and self.pieces:
            self.pieces.append("\n" * self._break)
        elif text[0].isspace() and self.pieces and not self.pieces[-1].endswith((" ", "\n", "\t")):
            self.pieces.append(" ")
        self._break = 0
        self.pieces.append(words + (" " if text[-1].isspace() else ""))

    def walk(self, node: Any) -> None:
        if not isinstance(node.tag, str):
            self.say(node.tail or "")
            return
        breaks = 2 if node.tag in _PARAGRAPHS else 1 if node.tag in _BLOCKS else 0
        self.need(breaks)
        if node.tag == "br" or _is_beside(node):
            self.need(1)
        if node.tag == "img" and node.get("alt"):
            self.need(1)
            self.say(node.get("alt"))
            self.need(1)
        self.say(node.text or "")
        for child in node:
            self.walk(child)
        self.need(breaks)
        if node.tag in {"td", "th"} and node.getnext() is not None:
            self.pieces.append("\t")
            self._break = 0
        self.say(node.tail or "")


def _is_beside(node: Any) -> bool:
    """Tell whether an inline element follows another without a space: pages lay such ones out as columns or rows."""
    before = node.getprevious()
    beside = before is not None and not before.tail and isinstance(before.tag, str)
    return beside and node.tag not in _BLOCKS | {"br", "td", "th"} and before.tag not in _BLOCKS | {"br", "td", "th"}


def text_of(nodes: list[Any]) -> str:
    """Return the text/plain of some elements."""
    text = _Text()
    for node in nodes:
        made = copy.deepcopy(node)
        made.tail = None
        text.walk(made)
    return "\n".join(line.strip(" ") for line in "".join(text.pieces).split("\n")).strip() + "\n"
