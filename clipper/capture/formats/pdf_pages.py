"""Takes the pages of a PDF apart with PDFium: pieces of text with their places. Runs in a child process only.

PDFium must not be called from two threads at once, not even for two documents, and a window may be drawing with it;
what a damaged file does to it must not end the program that reads the file. See pdf_child.
"""

import ctypes
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from clipper.capture.formats.pdf_rows import Page, Piece

_MOST_PAGES = 1_000
_MOST_LETTERS = 1_000_000
_MOST_SECONDS = 10.0
_WIDE = 1.3
"""A gap of so many sizes of the letters parts two pieces of one line."""
_HYPHENS = frozenset({0x02, 0xFFFE})
"""What PDFium gives for the hyphen at the end of a line."""
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "ft", 0xFB06: "st"}
_LONGEST_LINK = 2_000
_HEAVY = 600
_SCALE = 300 / 72
_WRONG_PASSWORD = 4


class Locked(Exception):  # an answer, not an error
    """The document asks for a password."""


class Document:
    """An open document; raises Locked or PdfiumError where it cannot be opened."""

    def __init__(self, data: bytes) -> None:
        try:
            self._document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if getattr(error, "err_code", None) == _WRONG_PASSWORD or "password" in str(error).lower():
                raise Locked from error
            raise

    def pages(self) -> tuple[list[Page], int]:
        """Return the pages as far as there is time, and how many there are."""
        started = time.monotonic()
        pages: list[Page] = []
        letters = 0
        for number in range(min(len(self._document), _MOST_PAGES)):
            pages.append(self._page(number, _MOST_LETTERS - letters))
            letters += sum(len(piece.text) for piece in pages[-1].pieces)
            if letters >= _MOST_LETTERS or time.monotonic() - started > _MOST_SECONDS:
                break
        return pages, len(self._document)

    def _page(self, number: int, most: int) -> Page:
        with suppress(pypdfium2.PdfiumError):
            page = self._document[number]
            width, height = page.get_size()
            text = page.get_textpage()
            pieces = list(_pieces(text.raw, min(text.count_chars(), most), _links(self._document, page)))
            return Page(width, height, pieces)
        return Page(0, 0, [])

    def picture(self, number: int) -> bytes:
        """Return a page as a grey picture (PGM, 300 dots an inch)."""
        page = self._document[number]
        width, height = page.get_size()
        scale = min(_SCALE, 4_000 / max(width, height, 1))
        bitmap = page.render(scale=scale, grayscale=True)
        rows = memoryview(bitmap.buffer).cast("B")
        # A row may be longer than what is seen of it.
        seen = b"".join(rows[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height))
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + seen


def _links(document: Any, page: Any) -> list[tuple[float, float, float, float, str]]:
    """Return the rectangles of a page that lead somewhere, and where."""
    found: list[tuple[float, float, float, float, str]] = []
    position, link, rectangle = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while len(found) < 1_000 and pdfium.FPDFLink_Enumerate(page.raw, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        size = pdfium.FPDFAction_GetURIPath(document.raw, action, None, 0) if action else 0
        if 8 < size < _LONGEST_LINK and pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(document.raw, action, buffer, size)
            address = buffer.value.decode("utf-8", "replace")
            if address.startswith(("http://", "https://")):
                found.append((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top, address))
    return found


def _pieces(text: Any, count: int, links: list[tuple[float, float, float, float, str]]) -> Iterator[Piece]:
    """Yield the text in the order of the file, cut at the ends of lines and at wide gaps."""
    current = _Growing(text, links)
    box = pdfium.FS_RECTF()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (10, 13):
            yield from current.done()
            continue
        if code in (32, 9, 0xA0):
            current.space()
            continue
        letter = _letter(code)
        # The loose box reaches from the font's ascent to its descent, and so tells the line, not the letter.
        if letter and pdfium.FPDFText_GetLooseCharBox(text, index, box):
            if current.is_apart_from(box):
                yield from current.done()
            current.add(index, letter, box)
    yield from current.done()


def _letter(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code in _LIGATURES:
        return _LIGATURES[code]
    return chr(code) if 32 < code < 0x110000 and not 0xD800 <= code <= 0xDFFF and code != 0xFFFF else ""


class _Growing:
    """A piece while its letters come."""

    def __init__(self, text: Any, links: list[tuple[float, float, float, float, str]]) -> None:
        self._text, self._links = text, links
        self._letters: list[str] = []
        self._box = (0.0, 0.0, 0.0, 0.0)
        self._size, self._first, self._last = 0.0, 0, 0

    def add(self, index: int, letter: str, box: Any) -> None:
        if not self._letters:
            self._box = (box.left, box.bottom, box.right, box.top)
            # Some files set text in letters of size 1 and enlarge them; the box tells how large they are.
            self._size = box.top - box.bottom
            self._first = index
        self._last = index
        self._letters.append(letter)
        left, bottom, right, top = self._box
        self._box = (min(left, box.left), min(bottom, box.bottom), max(right, box.right), max(top, box.top))

    def space(self) -> None:
        if self._letters and self._letters[-1] != " ":
            self._letters.append(" ")

    def is_apart_from(self, box: Any) -> bool:
        """Tell whether a letter stands far behind the last one, or on another line; not every end of a line is told."""
        if not self._letters:
            return False
        _left, bottom, right, top = self._box
        gap = box.left - right
        middle = (box.bottom + box.top) / 2
        return gap > _WIDE * max(self._size, 4) or gap < -max(self._size, 4) or not bottom < middle < top

    def done(self) -> Iterator[Piece]:
        text = "".join(self._letters).strip()
        if text:
            # A bold word at the beginning of a line makes no bold line.
            is_bold = _is_bold(self._text, self._first) and _is_bold(self._text, self._last)
            yield Piece(text, *self._box, round(self._size, 1), is_bold, self._link())
        self._letters = []

    def _link(self) -> str | None:
        """Return where a piece leads, if most of it does."""
        left, bottom, right, top = self._box
        middle = (bottom + top) / 2
        for first, low, last, high, address in self._links:
            shared = min(right, last) - max(left, first)
            if low <= middle <= high and shared > 0.8 * (right - left):
                return address
        return None


def _is_bold(text: Any, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(text, index) >= _HEAVY:
        return True
    buffer, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    size = pdfium.FPDFText_GetFontInfo(text, index, buffer, 100, flags)
    name = buffer.value.decode("latin-1").lower() if 0 < size <= 100 else ""
    return "bold" in name or "black" in name or "heavy" in name
