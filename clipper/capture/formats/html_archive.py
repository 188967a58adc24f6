"""Archives that press databases give as one page of HTML: opened whole, however long, and read as lines in elements."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from clipper.capture.elements import Element
from clipper.capture.finders.body import Part
from clipper.capture.formats.base import File, Opened, Opener
from clipper.capture.lines import Line
from clipper.capture.paste import decode
from clipper.model.draft import Pasted
from clipper.model.text import clean
from clipper.model.values import replace

if TYPE_CHECKING:
    from clipper.capture.markup import Page

_SIGNATURES = re.compile(rb"class=[\"']article [a-z]{2}[\w-]*Article\b|DocPublicationName", re.IGNORECASE)

_LEADING = 1_024
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"

Test = Callable[[Element], bool]


def _recognises(file: File) -> bool:
    head = file.data[:_LEADING].replace(b"\x00", b"").lstrip(_BEFORE)
    return head[:1] == b"<" and _SIGNATURES.search(file.data.replace(b"\x00", b"")) is not None


def _open(file: File) -> Opened:
    # lxml is slow to import and other files need none of it.
    from clipper.capture.markup import read_html, text_of

    html = decode(file.data)
    page = read_html(html, len(html))
    text = text_of(page, html)
    return Opened("html", Pasted(text, html, file.name), lines=_lines(page, clean(text)))


def lines_of(opened: Opened, text: str) -> Sequence[Line]:
    """Return the lines of a page of HTML where they stand in its cleaned text, with what their elements say of them."""
    if opened.lines:
        return opened.lines
    from clipper.capture.markup import read_html

    html = opened.pasted.html or ""
    return _lines(read_html(html, len(html)), text)


def _lines(page: "Page", text: str) -> list[Line]:
    lines: list[Line] = []
    position = 0
    for block in page.blocks:
        raw = clean(block.text).strip()
        start = text.find(raw, position) if raw and not block.hints.alt else -1
        if start >= 0:
            position = start + len(raw)
            lines.append(Line(start, position, " ".join(raw.split()), raw, bool(lines), block.hints))
    return lines


def is_cut(opened: Opened) -> bool:
    """Tell whether the end of a page is missing: it opens its outermost element, and does not close it."""
    html = (opened.pasted.html or "").lower()
    return "<html" in html and "</html" not in html


def around(line: Line, test: Test) -> Element | None:
    """Return the nearest of the elements that a line stands in, or that one of its pieces does, which passes a test."""
    inmost: list[Element | None] = [run.element for run in line.hints.runs] or [line.hints.element]
    return next((found for element in inmost if (found := _nearest(element, test))), None)


def _nearest(element: Element | None, test: Test) -> Element | None:
    while element is not None and not test(element):
        element = element.parent
    return element


def part_of(line: Line) -> Part:
    """Return a line that belongs to an article as the piece of the text that its elements say it is."""
    hints = line.hints
    kind = "heading" if hints.heading else "quotation" if hints.quote else "item" if hints.item else "paragraph"
    return Part(line, kind)


def grouped(lines: Sequence[Line], test: Test) -> Iterator[list[Line]]:
    """Yield the lines of each element that passes a test, in order."""
    last: Element | None = None
    group: list[Line] = []
    for line in lines:
        element = around(line, test)
        if element is not last and group:
            yield group
            group = []
        if element is not None:
            group.append(line)
        last = element
    if group:
        yield group


def within(lines: Sequence[Line], test: Test) -> list[Line]:
    """Return the lines that stand in an element that passes a test."""
    return [line for line in lines if around(line, test) is not None]


def run_of(line: Line, test: Test) -> Line | None:
    """Return the piece of a line that stands in an inline element that passes a test; the line where all of it does."""
    position, start, end = 0, None, 0
    for run in line.hints.runs:
        if _nearest(run.element, test):
            start = position if start is None else start
            end = position + len(run.text)
        position += len(run.text)
    if start is None:
        return None
    whole = "".join(run.text for run in line.hints.runs)
    return _cut(line, whole, start, end)


def _cut(line: Line, whole: str, start: int, end: int) -> Line | None:
    """Return a range of the words of a line's runs as a line; `whole` is what they say, with all its spaces."""
    words = " ".join(clean(whole[start:end]).split())
    first = line.text.find(words, max(0, len(" ".join(clean(whole[:start]).split())) - 1)) if words else -1
    if first < 0:
        return line
    place = line.place(first, first + len(words))
    return replace(line, start=place[0], end=place[1], text=words, raw=words)


HTML_ARCHIVE = Opener("html", _recognises, _open)
