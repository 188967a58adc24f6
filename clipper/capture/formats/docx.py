"""Word documents (.docx): their paragraphs in order, with headings, lists, links and page breaks.

Read straight from the parts of the package after ECMA-376 (Office Open XML, part 1, WordprocessingML). A library that
edits documents would hide what is wanted here: the limits, the fields that hold links, text boxes, notes, and what
was deleted but is still in the file.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct, field

from clipper.capture.formats.archive import Archive, is_archive, open_archive
from clipper.capture.formats.base import DAMAGED, File, Opened, Opener
from clipper.capture.formats.docx_styles import local, own, read_styles, value_of
from clipper.capture.formats.paragraphs import FIELD_LINK, Paragraph, Run, pasted_of, row_of
from clipper.capture.formats.xml import parse
from clipper.model.draft import Problem
from clipper.model.errors import WrongUsage

_ENDINGS = frozenset({".docx", ".docm", ".dotx"})
_MAIN = "word/document.xml"
_BESIDE = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml")
_TRANSPARENT = frozenset(
    {"ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "Choice", "body"}
)
_DELETED = frozenset({"del", "moveFrom"})
_AS_TEXT = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_BULLETS = frozenset({"F0B7", "F0A7", "F0D8", "F076"})
"""The characters of the fonts Symbol and Wingdings that Word uses as bullets."""

_NO_TEXT = (
    "There is no text in this document; it may hold pictures only. Nothing was taken of it. Open it, copy what you "
    "need, and paste it."
)
_NO_MAIN = "This document is damaged: its text is missing. Nothing was taken of it. Save it again, and import it then."
_CHANGES = (
    "The document has deletions that nobody accepted yet. It was read without what they delete; the file is kept."
)
_HIDDEN = "The document has hidden text. It was read without it; the file is kept."
_EMBEDDED = "The document embeds another file, which was not read; the file is kept."


def _recognises(file: File) -> bool:
    return is_archive(file.data) and (b"word/document" in file.data or file.suffix in _ENDINGS)


def refuse_damaged(file: File) -> None:
    """Raise WrongUsage for a file that is called a document of Word and is neither one nor text."""
    if file.suffix in _ENDINGS and b"\0" in file.data:
        raise WrongUsage(DAMAGED)


def _open(file: File) -> Opened:
    with open_archive(file.data) as archive:
        document = _Document(archive)
    if not any(paragraph.text.strip() for paragraph in document.paragraphs):
        raise WrongUsage(_NO_TEXT)
    problems = tuple(Problem(sentence) for sentence in document.problems)
    return Opened("docx", pasted_of(document.paragraphs, file.name), original=file.data, problems=problems)


DOCX = Opener("docx", _recognises, _open)


class _Field(Struct):
    """A field that is open: what it is told to do, until its result begins."""

    instruction: str = ""
    link: str | None = None
    in_result: bool = False


class _Place(Struct):
    """What is known where a paragraph is being read: its paragraphs so far, and the text boxes that hang on it."""

    paragraphs: list[Paragraph]
    boxes: list[Any] = field(default_factory=list)

    @property
    def runs(self) -> list[Run]:
        return self.paragraphs[-1].runs


class _Document:
    """The paragraphs of a document in reading order, then those that stand beside it, and what was left out."""

    def __init__(self, archive: Archive) -> None:
        self.paragraphs: list[Paragraph] = []
        self._problems: dict[str, None] = {}
        self._fields: list[_Field] = []
        main = archive.read(_MAIN)
        if main is None:
            raise WrongUsage(_NO_MAIN)
        self._styles = read_styles(archive, main)
        root = parse(main)
        self._breaks = _section_breaks(root)
        self._next_breaks = False
        self._links = _links_of(archive, _MAIN)
        for body in own(root, "body"):
            self.paragraphs += self._blocks(body)
        self._read_beside(archive)

    @property
    def problems(self) -> list[str]:
        """What was left out, each sentence once."""
        return list(self._problems)

    def _read_beside(self, archive: Archive) -> None:
        """Read headers, footers, notes and comments; what several pages repeat stands once."""
        seen: set[str] = set()
        for name in sorted(filter(_BESIDE.fullmatch, archive.names)):
            part = archive.read(name)
            self._links, self._fields = _links_of(archive, name), []
            for paragraph in self._blocks(parse(part)) if part else ():
                if paragraph.text.strip() and paragraph.text not in seen:
                    seen.add(paragraph.text)
                    paragraph.aside, paragraph.heading, paragraph.after_break = True, 0, False
                    self.paragraphs.append(paragraph)

    # Blocks

    def _blocks(self, container: Any) -> Iterator[Paragraph]:
        for element in container:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in _DELETED:
                self._problems[_CHANGES] = None
            elif name == "altChunk":
                self._problems[_EMBEDDED] = None
            elif name in _TRANSPARENT or name == "AlternateContent" or name in {"footnote", "endnote", "comment"}:
                yield from self._blocks(element)

    def _table(self, table: Any) -> Iterator[Paragraph]:
        for row in _within(table, "tr"):
            yield from row_of([list(self._blocks(cell)) for cell in _within(row, "tc")])

    def _paragraph(self, element: Any) -> Iterator[Paragraph]:
        style = self._styles.of(element)
        first = Paragraph(heading=style.heading, item=style.item, quote=style.quote)
        first.after_break = self._next_breaks or style.breaks_page
        self._next_breaks = False
        place = _Place([first])
        self._inline(element, place, style.strong, style.emphasis, None)
        if style.ends_section:
            self._next_breaks = next(self._breaks, False)
        if not place.paragraphs[-1].text and len(place.paragraphs) > 1:
            # What breaks the page is the end of a paragraph: the page begins with the next one.
            place.paragraphs.pop()
            self._next_breaks = True
        yield from place.paragraphs
        for box in place.boxes:
            yield from self._blocks(box)

    # Runs

    def _inline(self, container: Any, place: _Place, strong: bool, emphasis: bool, link: str | None) -> None:
        for element in container:
            name = local(element)
            if name == "r":
                self._run(element, place, strong, emphasis, link)
            elif name == "hyperlink":
                self._inline(element, place, strong, emphasis, self._links.get(value_of(element, "id")) or link)
            elif name == "fldSimple":
                found = FIELD_LINK.search(value_of(element, "instr"))
                self._inline(element, place, strong, emphasis, found[1] if found else link)
            elif name in _DELETED:
                self._problems[_CHANGES] = None
            elif name in _TRANSPARENT:
                self._inline(element, place, strong, emphasis, link)

    def _run(self, element: Any, place: _Place, strong: bool, emphasis: bool, link: str | None) -> None:
        look = self._styles.of_run(element)
        if look.hidden:
            self._problems[_HIDDEN] = None
            return
        strong = strong if look.strong is None else look.strong
        emphasis = emphasis if look.emphasis is None else look.emphasis
        for child in element:
            self._piece(child, place, strong, emphasis, link)

    def _piece(self, element: Any, place: _Place, strong: bool, emphasis: bool, link: str | None) -> None:
        name = local(element)
        if name == "br" and value_of(element, "type") == "page":
            before = place.paragraphs[-1]
            place.paragraphs.append(Paragraph(item=before.item, quote=before.quote, after_break=True))
            return
        text = _text_of(element, name)
        if text and not any(not one.in_result for one in self._fields):
            target = next((one.link for one in reversed(self._fields) if one.link), link)
            place.runs.append(Run(text, strong, emphasis, target))
        elif name == "fldChar":
            self._turn_field(value_of(element, "fldCharType"))
        elif name == "instrText" and self._fields:
            self._fields[-1].instruction += (element.text or "")[:3_000]
        elif name in {"drawing", "pict", "object", "AlternateContent"}:
            place.boxes += _boxes_in(element)

    def _turn_field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            found = FIELD_LINK.search(self._fields[-1].instruction)
            self._fields[-1].link, self._fields[-1].in_result = found[1] if found else None, True
        elif kind == "end" and self._fields:
            self._fields.pop()


def _text_of(element: Any, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "br":
        return "\n"
    if name == "sym":
        return "•" if value_of(element, "char").upper() in _BULLETS else ""
    return _AS_TEXT.get(name, "")


def _within(element: Any, wanted: str) -> Iterator[Any]:
    """Yield the rows of a table or the cells of a row, also those that a content control or a change encloses."""
    for child in element:
        name = local(child)
        if name == wanted:
            yield child
        elif name in _TRANSPARENT:
            yield from _within(child, wanted)


def _boxes_in(element: Any) -> list[Any]:
    """Return the text boxes in a drawing, each once: what older programs shall show instead is a copy."""
    boxes: list[Any] = []
    waiting = [element]
    while waiting:
        current = waiting.pop()
        name = local(current)
        if name == "txbxContent":
            boxes.append(current)
        elif name != "Fallback" or not _has_choice(current):
            waiting.extend(reversed(current))
    return boxes


def _has_choice(fallback: Any) -> bool:
    parent = fallback.getparent()
    return parent is not None and any(local(child) == "Choice" for child in parent)


def _section_breaks(root: Any) -> Iterator[bool]:
    """Yield for each section but the first whether it begins on a page of its own."""
    sections = [element for element in root.iter() if local(element) == "sectPr"]
    kinds = [next((value_of(kind, "val") for kind in own(section, "type")), "nextPage") for section in sections]
    return iter([kind != "continuous" for kind in kinds[1:]])


def _links_of(archive: Archive, part: str) -> dict[str, str]:
    """Return the addresses that a part's hyperlinks lead to, by their ids."""
    folder, _, name = part.rpartition("/")
    data = archive.read(f"{folder}/_rels/{name}.rels")
    relations: Iterable[Any] = parse(data) if data else ()
    return {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in relations
        if relation.get("TargetMode") == "External" and relation.get("Target", "").startswith(("http", "mailto:"))
    }
