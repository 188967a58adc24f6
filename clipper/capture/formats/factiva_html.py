"""Factiva as a page of HTML: an element a document, with a table of fields, or as it is shown to readers."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from clipper.capture.elements import Element
from clipper.capture.finders.date import dates_in
from clipper.capture.formats.base import Format, Found, Opened
from clipper.capture.formats.factiva import CODES, UNREADABLE, Fields, record_of
from clipper.capture.formats.html_archive import around, grouped, is_cut, lines_of
from clipper.capture.formats.pieces import leftovers, quoted
from clipper.capture.formats.record import CUT_SHORT, Record, drafts_of
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import NO_HINTS, Line
from clipper.model.draft import Known, Problem, Span
from clipper.model.languages import language_named
from clipper.model.text import clean

_ARTICLE = re.compile(r"(?:^|\s)article [a-z]{2}[\w-]*Article\b", re.IGNORECASE)
_PAGE = re.compile(r"class=[\"']article [a-z]{2}[\w-]*Article\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?:^|\s)articleParagraph\b", re.IGNORECASE)
_HEADLINE = re.compile(r"(?:^|\s)[a-z]{2}[\w-]*Headline\b", re.IGNORECASE)
_AUTHOR = re.compile(r"(?:^|\s)author\b", re.IGNORECASE)
_LENGTH = re.compile(r"[\d.,\s]+(?:words?|mots?|w[öo]rter|palabras|parole|palavras|woorden)", re.IGNORECASE)
_TIME = re.compile(r"\d{1,2}[:h.]\d\d(?:\s?[ap]m)?", re.IGNORECASE)
_NUMBER = re.compile(r"document\s+\w{12,40}", re.IGNORECASE)
_FURNITURE = re.compile(r"factiva|dow jones|©|\(c\) |copyright", re.IGNORECASE)


def _recognises(opened: Opened) -> bool:
    return opened.pasted.html is not None and _PAGE.search(opened.pasted.html) is not None


def _read(opened: Opened, known: Known, today: date) -> Found:
    text = clean(opened.pasted.text)
    records: list[Record] = []
    problems: list[Problem] = []
    left_out: list[Span] = []
    groups = grouped(lines_of(opened, text), _is(_ARTICLE))
    for place, group in enumerate(groups, start=1):
        fields = _fields(group, today)
        if fields:
            records.append(record_of(fields, text, place))
        else:
            problems.append(Problem(UNREADABLE.format(first=quoted(group[0].text)), place))
            left_out.append((group[0].start, group[-1].end))
    if records and is_cut(opened):
        problems.append(Problem(CUT_SHORT, records[-1].place))
    drafts, told = drafts_of(records, Lexicon.of(known, today), problems, opened.progress)
    taken = [*left_out, *(draft.extent for draft in drafts)]
    rest, remarks = leftovers(text, taken, lambda line: _FURNITURE.match(line) is not None)
    return Found(drafts, (*told, *rest), remarks)


def _is(pattern: re.Pattern[str]) -> Callable[[Element], bool]:
    return lambda element: bool(element.classes) and pattern.search(element.classes) is not None


def _fields(group: Sequence[Line], today: date) -> Fields | None:
    """Return the fields of a document; None where neither codes nor a headline tell what is what."""
    plain = [Line(line.start, line.end, line.text, line.raw, line.gap, line.hints) for line in group]
    found = _of_table(plain) or _of_page(plain, today)
    for lines in found.lines.values() if found else ():
        # What is bold in a text are the words that were searched for.
        lines[:] = [Line(line.start, line.end, line.text, line.raw, line.gap, NO_HINTS) for line in lines]
    return found


def _of_table(group: Sequence[Line]) -> Fields | None:
    fields = Fields(group[0], group[-1])
    row, code = None, ""
    for line in group:
        here = _row(line)
        if here is not row or here is None:
            row, code = here, line.text if here is not None and line.text in CODES else ""
            if code:
                fields.add(code)
                continue
        fields.add(code, line)
    return fields if {"HD", "PD", "SN", "LP", "TD"} & {*fields.lines} else None


def _row(line: Line) -> Element | None:
    """Return the row of the table of fields that a line stands in; a text may hold tables of its own."""
    element, row = line.hints.element, None
    while element is not None and not _is(_ARTICLE)(element):
        row = element if element.tag == "tr" else row
        element = element.parent
    return row


def _of_page(group: Sequence[Line], today: date) -> Fields | None:
    """Return the fields of a document without codes: its headline and paragraphs have classes, the rest an order."""
    fields = Fields(group[0], group[-1])
    before = True
    for line in group:
        if around(line, _is(_PARAGRAPH)):
            before = False
            fields.add("TD", line)
        elif around(line, _is(_HEADLINE)):
            fields.add("HD", line)
        elif _NUMBER.fullmatch(line.text):
            fields.add("AN", line)
        elif before:
            _add_by_order(fields, line, today)
    return fields if "HD" in fields.lines and "PD" in fields.lines else None


def _add_by_order(fields: Fields, line: Line, today: date) -> None:
    """Below the headline stand author, length, date, time, source, its code, language and rights."""
    found = next(dates_in(line.text, today), None) if "PD" not in fields.lines else None
    if around(line, _is(_AUTHOR)) and "BY" not in fields.lines:
        fields.add("BY", line)
    elif _LENGTH.fullmatch(line.text):
        fields.add("WC", line)
    elif found and len(line.text) - (found.end - found.start) <= 12:
        fields.add("PD", line)
    elif _TIME.fullmatch(line.text):
        fields.add("ET", line)
    elif "PD" in fields.lines and "SN" not in fields.lines:
        fields.add("SN", line)
    elif "LA" not in fields.lines and language_named(line.text) and len(line.text) < 20:
        fields.add("LA", line)


FACTIVA_HTML = Format("factiva", _recognises, _read)
