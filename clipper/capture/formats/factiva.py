"""Factiva as text: documents of fields under two-letter codes that stand at the margin, one document after another.

The codes are the same in every language of the site. LP is the first paragraph, TD the others; AN, the number of a
document, is its last field. What asks for a document comes last of all, as the "Search Summary".
"""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field

from clipper.capture.formats.base import Format, Found, Opened, holding
from clipper.capture.formats.pieces import leftovers, page_starts, parts_of_text, piece, quoted, stretch
from clipper.capture.formats.record import CUT_SHORT, Record, drafts_of
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, lines_between
from clipper.capture.wrapping import Wrapping, wrapping_of
from clipper.model.codes import Medium
from clipper.model.draft import Known, Problem, Span
from clipper.model.languages import language_named
from clipper.model.text import clean, fold

_BODY = ("LP", "TD")
_HEAD = frozenset(
    {
        *("HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "NGC", "GC", "ED", "SE", "PG", "VOL", "LA", "CY", "CLM"),
        *("CX", "DLN"),
    }
)
_CLOSING = frozenset({"CT", "RF", "ART", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB", "AN"})
CODES = _HEAD | _CLOSING | {*_BODY}
"""The codes of fields."""

_OPENING = frozenset({"HD", "SE", "CLM"})
_TELLING = frozenset({"WC", "PD", "SN"})
_INLINE = re.compile(r"(?P<code>[A-Z]{2,3})(?:\t|\u00a0| {2,})\s*(?=\S)")
_INLINE_HEAD = re.compile(r"(?P<code>HD|SE) +(?=\S)")
_INLINE_BYLINE = re.compile(r"(?P<code>BY) +(?=\S.*[a-zà-ÿ])")
"""A headline in capitals may go on with the word, and no other does."""
_INLINE_OTHER = re.compile(r"(?P<code>(?!(?:HD|BY) )[A-Z]{2,3}) (?=\S)")
_INLINE_TELLING = tuple(re.compile(pattern, re.MULTILINE) for pattern in (r"^WC [\d.,]+ \w+\s*$", r"^PD \d.*\d{4}\s*$"))
"""Lines that only a document has whose codes one space parts from what they tell."""
_NUMBER = re.compile(r"document\s+\S+", re.IGNORECASE)
_SUMMARY = frozenset({"search summary", "resume de la recherche", "recapitulatif de la recherche"})
_RIGHTS = re.compile(r"©|\(c\) |copyright|all rights reserved|tous droits r[ée]serv[ée]s", re.IGNORECASE)
_RECOGNISED = tuple(
    re.compile(rf"^[^\S\n]*{code}(?:[^\S\n]|\s*$)", re.MULTILINE) for code in ("HD", "PD", "SN", "(?:LP|TD|AN)")
)
_NEAR = 24
_CLOSES = 40

UNREADABLE = "It has no fields that Clipper knows, so it was left out, “{first}”."


class Fields(Struct):
    """The fields of a document, each its lines under its code, and the last line that belongs to it."""

    first: Line
    last: Line
    lines: dict[str, list[Line]] = field(default_factory=dict)

    def add(self, code: str, line: Line | None = None) -> None:
        """Begin a field, or add a line to it."""
        self.lines.setdefault(code, [])
        if line:
            self.lines[code].append(line)


def record_of(fields: Fields, text: str, place: int) -> Record:
    """Return the document of some fields."""
    found = fields.lines
    language, section, page = (stretch(text, found.get(code, [])) for code in ("LA", "SE", "PG"))
    return Record(
        (fields.first.start, fields.last.end),
        place,
        headline=stretch(text, found.get("HD", [])),
        byline=stretch(text, found.get("BY", [])),
        outlet=stretch(text, found.get("SN", [])),
        day=stretch(text, found.get("PD", [])),
        language=language_named(language.text) if language else None,
        medium=Medium.PRINT if page else None,
        section=section.text if section else None,
        page=page.text if page else None,
        body=parts_of_text(
            sorted((line for code in _BODY for line in found.get(code, [])), key=lambda line: line.start)
        ),
    )


def _read(opened: Opened, known: Known, today: date) -> Found:
    raw = opened.pasted.text
    text = clean(raw)
    lines = lines_between(text, 0, len(text))
    reader = _Reader(text, lines, _pages(raw, lines))
    documents = reader.documents
    records = [record_of(fields, text, place) for fields, place in zip(documents, reader.places, strict=True)]
    drafts, problems = drafts_of(records, Lexicon.of(known, today), reader.problems, opened.progress)
    taken = [draft.extent for draft in drafts]
    around = [reader.summary] if reader.summary else []
    extents = [*taken, *reader.left_out]
    rest, remarks = leftovers(text, extents, lambda line: _RIGHTS.match(line) is not None, around)
    return Found(drafts, (*problems, *rest), remarks)


def _pages(raw: str, lines: Sequence[Line]) -> frozenset[int]:
    """Return the indexes of the lines that begin a page."""
    pages, index = set(), 0
    for start in page_starts(raw):
        while index < len(lines) and lines[index].start < start:
            index += 1
        pages.add(index)
    return frozenset(pages)


def _longest(lines: Sequence[Line]) -> str:
    return quoted(max((line.text for line in lines), key=len))


def _code_at(line: Line, *, is_spaced: bool = False) -> str:
    """Return the code at the margin of a line, which a single space may part from what it tells."""
    match = _INLINE.match(line.raw) or (_INLINE_OTHER.match(line.raw) if is_spaced else None)
    code = match["code"] if match else line.text
    return code if code in CODES else ""


class _Reader:
    """One walk over the lines: each begins a document or a field, or goes on with one, or belongs to none."""

    def __init__(self, text: str, lines: Sequence[Line], pages: frozenset[int]) -> None:
        self.documents: list[Fields] = []
        self.places: list[int] = []
        self.problems: list[Problem] = []
        self.left_out: list[Span] = []
        self.summary: Span | None = None
        self._text, self._lines, self._pages = text, lines, pages
        self._is_spaced = all(pattern.search(text) for pattern in _INLINE_TELLING)
        self._codes = [_code_at(line, is_spaced=self._is_spaced) for line in lines]
        self._code = ""
        self._is_closed = True
        self._stray: list[Line] = []
        self._place = 0
        end = self._summary_start()
        for index in range(end):
            self._take(index, lines[index])
        self._leave_stray()
        if end < len(lines):
            self.summary = lines[end].start, lines[-1].end
        elif not self._is_closed:
            # Its number ends a document, as the search ends the file.
            self.problems.append(Problem(CUT_SHORT, self._place))
        bodies = [line for fields in self.documents for code in _BODY for line in fields.lines.get(code, [])]
        wrapping = wrapping_of(bodies)
        if wrapping:
            self._unwrap(wrapping)

    def _summary_start(self) -> int:
        """Return the index of the line where the search itself begins to be told."""
        near = range(max(0, len(self._lines) - _NEAR * 4), len(self._lines))
        return next((index for index in near if fold(self._lines[index].text) in _SUMMARY), len(self._lines))

    def _take(self, index: int, line: Line) -> None:
        code, value = self._field(index, line)
        if code in _OPENING and self._begins(index, code):
            self._leave_stray()
            self._place += 1
            self.documents.append(Fields(line, line))
            self.places.append(self._place)
            self._is_closed = False
        elif self._is_closed:
            self._stray.append(line)
            return
        elif code and not self._is_field(index, code):
            code = ""
        fields = self.documents[-1]
        fields.last = line
        if code:
            self._code = code
            fields.add(code, piece(self._text, value, line.end) if value < line.end else None)
        else:
            fields.add(self._code, line)
        self._is_closed = self._code == "AN" and bool(fields.lines["AN"])

    def _field(self, index: int, line: Line) -> tuple[str, int]:
        """Return the code that stands at the margin of a line, and where its value begins."""
        if line.text in CODES:
            return line.text, line.end
        match = (
            _INLINE.match(line.raw)
            or (self._may_begin(index) and _INLINE_HEAD.match(line.raw))
            or (self._code == "HD" and _INLINE_BYLINE.match(line.raw))
            or (self._is_spaced and _INLINE_OTHER.match(line.raw))
            or None
        )
        return (match["code"], line.start + match.end()) if match and match["code"] in CODES else ("", line.end)

    def _may_begin(self, index: int) -> bool:
        return self._is_closed or index in self._pages or self._code == "SE"

    def _begins(self, index: int, code: str) -> bool:
        """Tell whether a code begins a document: one that says what, when and where follows soon."""
        if not self._may_begin(index) and (code != "HD" or self._code not in {*_BODY, *_CLOSING}):
            return False
        if self._code == "SE" and not self._is_closed and code == "HD" and "HD" not in self.documents[-1].lines:
            return False
        return sum(near in _TELLING for near in self._codes[index + 1 : index + _NEAR]) >= 2

    def _is_field(self, index: int, code: str) -> bool:
        """Tell whether a code in the text of a document begins a field, or is a word of the text."""
        if self._code not in _BODY or (self._code == "LP" and code == "TD"):
            return code not in self.documents[-1].lines or code in _CLOSING
        if code not in _CLOSING:
            return False
        following = self._lines[index + 1] if index + 1 < len(self._lines) else None
        value = self._lines[index].raw if self._lines[index].text != code else following.raw if following else ""
        if code in {"CO", "IN", "NS", "RE"}:
            return " : " in value
        if code == "AN":
            return _NUMBER.search(value) is not None
        near = self._codes[index + 1 : index + _CLOSES]
        return "AN" in near and not _OPENING & {*near[: near.index("AN")]}

    def _leave_stray(self) -> None:
        """Tell of the lines between two documents; with fields in them they were one."""
        stray, self._stray = self._stray, []
        codes = [line for line in stray if _code_at(line)]
        if len(codes) >= 2:
            self._place += 1
            self.problems.append(Problem(UNREADABLE.format(first=_longest(stray)), self._place))
            self.left_out.append((stray[0].start, stray[-1].end))

    def _unwrap(self, wrapping: Wrapping) -> None:
        for fields in self.documents:
            for code in _BODY:
                if code in fields.lines:
                    fields.lines[code] = wrapping.unwrapped(self._text, fields.lines[code])


FACTIVA = Format("factiva", holding(*_RECOGNISED), _read)
