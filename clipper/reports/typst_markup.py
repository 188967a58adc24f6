"""Markdown as data that the Typst templates set: texts and elements, never markup of Typst itself.

Since nothing in it is ever parsed again, `#read(...)`, `$x$` or `@ref` in a note come out as they were typed.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from clipper.model.markup import tree

_BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})
_DEEPEST = 8  # quotations and lists further in than this stand at this depth

Part = str | dict[str, Any]


def markup(text: str) -> list[dict[str, Any]]:
    """Return Markdown as its blocks, each {"tag", "block", "parts"} and, where it has them, "href" and "start".

    Parts are texts and elements of the same shape; headings are all of one rank. Empty Markdown gives an empty list.
    """
    blocks = [part for part in _parts(tree(text), 0) if isinstance(part, dict)]
    return [block for block in blocks if block["parts"] or block["tag"] == "hr"]


def _parts(element: Element, depth: int) -> list[Part]:
    return list(_yield_parts(element, depth))


def _yield_parts(element: Element, depth: int) -> Iterator[Part]:
    is_container = element.tag in {"div", "ul", "ol", "blockquote"}
    yield from _text(element.text, is_container)
    for child in element:
        if depth >= _DEEPEST and child.tag in _BLOCKS:
            yield from _yield_parts(child, depth)
        else:
            yield _element(child, depth + 1)
        yield from _text(child.tail, is_container)


def _text(text: str | None, is_container: bool) -> Iterator[str]:
    """A line's end between two blocks is no text; within a line it is a space."""
    if text and not (is_container and not text.strip()):
        yield text.replace("\n", " ")


def _element(element: Element, depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {"tag": element.tag, "block": element.tag in _BLOCKS, "parts": _parts(element, depth)}
    if element.get("href"):
        found["href"] = element.get("href")
    if element.tag == "ol":
        found["start"] = int(element.get("start") or 1)
    return found
