"""Elements of WordprocessingML, each made by one call."""

from collections.abc import Iterable, Mapping
from typing import Any

from lxml import etree

from clipper.model.text import clean
from clipper.reports.writers.package import xml_text

NAMES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}
EMU = 12_700
"""English Metric Units in a point, the measure of pictures; text is measured in twentieths of a point."""

Element = Any  # lxml has no types
_ROOTS = frozenset({"document", "hdr", "ftr", "settings"})
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def el(name: str, /, *parts: Element | Mapping[str, object], **values: object) -> Element:
    """Return an element; keywords are attributes of Word's own names, mappings are plain ones, all else is inside."""
    node = etree.Element(tag(name), nsmap=NAMES if name in _ROOTS else None)
    for key, value in values.items():
        node.set(tag(key.rstrip("_")), str(value))
    for part in parts:
        if isinstance(part, Mapping):
            for key, value in part.items():
                node.set(tag(key) if ":" in key else key, xml_text(str(value)))
        else:
            node.append(part)
    return node


def tag(name: str) -> str:
    """Return the full name of what is written as "w:p", or just "p"."""
    space, _, local = name.rpartition(":")
    return f"{{{NAMES[space or 'w']}}}{local}"


def to_bytes(root: Element) -> bytes:
    """Return a part of the package."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def run(text: str, *looks: Element, style: str = "") -> list[Element]:
    """Return text as runs of one look: a character style, and what is set besides; new lines stay."""
    return [_run(_pieces(text), looks, style)] if text else []


def _run(pieces: Iterable[Element], looks: Iterable[Element], style: str) -> Element:
    named = [el("rStyle", val=style)] if style else []
    properties = [*named, *looks]
    return el("r", *([el("rPr", *properties)] if properties else []), *pieces)


def _pieces(text: str) -> Iterable[Element]:
    for number, line in enumerate(xml_text(clean(text)).replace("\t", " ").split("\n")):
        if number:
            yield el("br")
        for place, part in enumerate(line.split("\u00ad")):
            if place:
                yield el("softHyphen")
            if part:
                found = el("t")
                found.text = part
                found.set(_XML_SPACE, "preserve")
                yield found


def tab() -> Element:
    """Return a run that leads to the next tab stop."""
    return el("r", el("tab"))


def field(code: str, shown: str = "", style: str = "") -> list[Element]:
    """Return a field with the result that is shown until a reader's program works it out."""
    return [*field_start(code), *run(shown, style=style), field_end()]


def field_start(code: str) -> list[Element]:
    """Return the beginning of a field whose result may go on over several paragraphs."""
    instruction = el("instrText")
    instruction.text = f" {code} "
    instruction.set(_XML_SPACE, "preserve")
    kinds = ("begin", None, "separate")
    return [el("r", el("fldChar", fldCharType=kind) if kind else instruction) for kind in kinds]


def field_end() -> Element:
    """Return the end of a field."""
    return el("r", el("fldChar", fldCharType="end"))
