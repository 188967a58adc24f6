"""The styles of a Word document: which paragraphs are headings, list items and quotations, and which words are bold."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from clipper.capture.formats.archive import Archive
from clipper.capture.formats.xml import parse

_PART = "word/styles.xml"
_HEADING = re.compile(r"heading ([1-6])")
_OFF = frozenset({"0", "false", "off", "none"})
_DEEPEST = 10
"""So many styles may stand on one another."""


class Style(Struct, frozen=True):
    """What a paragraph is; `ends_section` tells that a section, and mostly a page, ends behind it."""

    heading: int = 0
    item: bool = False
    quote: bool = False
    strong: bool = False
    emphasis: bool = False
    breaks_page: bool = False
    ends_section: bool = False


class Look(Struct, frozen=True):
    """How a run looks; None where it looks as its paragraph does."""

    strong: bool | None = None
    emphasis: bool | None = None
    hidden: bool = False


class _Defined(Struct, frozen=True):
    """A style as the document defines it."""

    name: str
    based_on: str
    paragraph: Any
    run: Any


def local(element: Any) -> str:
    """Return an element's name without its namespace, of which there are two, strict and transitional."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def own(element: Any, name: str) -> Iterator[Any]:
    """Yield the children of this name."""
    return (child for child in element if local(child) == name)


def value_of(element: Any, name: str) -> str:
    """Return an attribute whatever its namespace, nothing where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def is_on(properties: Any, name: str) -> bool | None:
    """Tell whether a switch such as bold is on or off; None where it is not mentioned."""
    for element in own(properties, name) if properties is not None else ():
        return value_of(element, "val") not in _OFF
    return None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, defined: Mapping[str, _Defined], main: bytes) -> None:
        self._defined = defined
        # Where a paragraph is the title, the headings of the first rank are within the text.
        titles = [id_ for id_, style in defined.items() if style.name == "title"]
        self._shift = int(any(f'"{id_}"'.encode() in main for id_ in titles))

    def of(self, paragraph: Any) -> Style:
        """Return what a paragraph is."""
        properties = next(own(paragraph, "pPr"), None)
        if properties is None:
            return Style()
        line = self._line(_named(properties, "pStyle"))
        outline = [_number(one, "outlineLvl") for one in (properties, *(style.paragraph for style in line))]
        return Style(
            heading=self._heading(line, next((rank for rank in outline if rank is not None), None)),
            item=_is_item(properties, line),
            quote=any("quote" in style.name for style in line),
            strong=next((on for style in line if (on := is_on(style.run, "b")) is not None), False),
            emphasis=next((on for style in line if (on := is_on(style.run, "i")) is not None), False),
            breaks_page=is_on(properties, "pageBreakBefore") is True,
            ends_section=next(own(properties, "sectPr"), None) is not None,
        )

    def of_run(self, run: Any) -> Look:
        """Return how a run looks."""
        properties = next(own(run, "rPr"), None)
        if properties is None:
            return _PLAIN
        line = self._line(_named(properties, "rStyle"))
        places = [properties, *(style.run for style in line)]
        return Look(
            next((on for place in places if (on := is_on(place, "b")) is not None), None),
            next((on for place in places if (on := is_on(place, "i")) is not None), None),
            is_on(properties, "vanish") is True,
        )

    def _line(self, id_: str) -> list[_Defined]:
        """Return a style and those it stands on."""
        line: list[_Defined] = []
        while id_ in self._defined and len(line) < _DEEPEST:
            line.append(self._defined[id_])
            id_ = line[-1].based_on
        return line

    def _heading(self, line: list[_Defined], outline: int | None) -> int:
        for style in line:
            if style.name == "title":
                return 1
            if style.name == "subtitle":
                return 0
            if match := _HEADING.fullmatch(style.name):
                return min(6, int(match[1]) + self._shift)
        return min(6, outline + 1 + self._shift) if outline is not None and outline < 6 else 0


_PLAIN = Look()


def _named(properties: Any, kind: str) -> str:
    return next((value_of(style, "val") for style in own(properties, kind)), "")


def _number(properties: Any, name: str) -> int | None:
    for element in own(properties, name) if properties is not None else ():
        value = value_of(element, "val")
        return int(value) if value.isdecimal() and len(value) < 4 else None
    return None


def _is_item(properties: Any, line: list[_Defined]) -> bool:
    """Tell whether a paragraph has a bullet or a number; the number 0 takes away that of its style."""
    for place in (properties, *(style.paragraph for style in line)):
        for numbering in own(place, "numPr") if place is not None else ():
            return _number(numbering, "numId") != 0
    return any(style.name.startswith(("list bullet", "list number")) for style in line)


def read_styles(archive: Archive, main: bytes) -> Styles:
    """Return the styles that a document defines, none where it defines none; `main` is the part with its text."""
    data = archive.read(_PART)
    found: dict[str, _Defined] = {}
    for style in own(parse(data), "style") if data else ():
        name = _named(style, "name").lower()
        paragraph, run = next(own(style, "pPr"), None), next(own(style, "rPr"), None)
        found[value_of(style, "styleId")] = _Defined(name, _named(style, "basedOn"), paragraph, run)
    return Styles(found, main)
