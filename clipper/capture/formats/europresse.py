"""Europresse and Eureka as a page of HTML: an element a document; in old files, a cell of a table a document.

Classes tell outlet, headline and text. Section, date and page stand in one line, in any order.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from clipper.capture.elements import Element
from clipper.capture.finders.date import dates_in
from clipper.capture.formats.base import Format, Found, Opened
from clipper.capture.formats.html_archive import around, grouped, is_cut, lines_of, part_of, run_of, within
from clipper.capture.formats.pieces import leftovers, quoted, stretch
from clipper.capture.formats.record import CUT_SHORT, Record, drafts_of
from clipper.capture.formats.signed import signed
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.model.codes import Medium, Rights
from clipper.model.draft import Draft, Known, Problem, Span
from clipper.model.text import clean, fold
from clipper.model.values import replace

_RECOGNISED = re.compile(r"class=[\"']?[^\"'>]{0,200}DocPublicationName", re.IGNORECASE)
_ON_PAGE = re.compile(r"(?:^|[\s,])p(?:ages?|\.)\s?(?:[^\W\d_]{0,12}[-_])?[A-Z]{0,3}[\d_]", re.IGNORECASE)
_ID = re.compile(r"\b\w{2,12}·(?P<day>(?:19|20)\d{6})·\S+")
_RIGHTS = re.compile(r"©|\(c\) |copyright|tous droits r[ée]serv[ée]s|all rights reserved", re.IGNORECASE)
_FRONT = re.compile(
    r"europresse|eureka|cedrom|certificat|licen[cs]e|sommaire|table of contents|table des mati[èe]res|nom du fichier"
    r"|file name|documents? (?:sauvegard|saved|visualis)|droits|personal|personnel|^\d{1,4}\W?$|^•$",
    re.IGNORECASE,
)

_LICENCE = (
    "Europresse lets its subscribers read these articles for themselves and for a time, "
    "so their rights are “denied”. Change that in the menu of a clipping where you were allowed more."
)
_UNREADABLE = "It names no outlet or has no headline, so it was left out, “{first}”."


def _recognises(opened: Opened) -> bool:
    return opened.pasted.html is not None and _RECOGNISED.search(opened.pasted.html) is not None


def _class(pattern: str) -> Callable[[Element], bool]:
    wanted = re.compile(pattern, re.IGNORECASE)
    return lambda element: bool(element.classes) and wanted.search(element.classes) is not None


_IS_OUTLET = _class("DocPublicationName")
_IS_HEADER = _class("DocHeader")
_IS_TITLE = _class("titreArticle|rdp__articletitle")
_IS_HEADLINE = _class("titreArticleVisu|rdp__articletitle")
_IS_AUTHORS = _class("docAuthors|rdp__authors")
_IS_TEXT = _class(r"DocText\b|docOcurrContainer")


def _read(opened: Opened, known: Known, today: date) -> Found:
    text = clean(opened.pasted.text)
    lexicon = Lexicon.of(known, today)
    records: list[Record] = []
    problems: list[Problem] = []
    left_out: list[Span] = []
    days: list[Line | None] = []
    for place, group in enumerate(_documents(lines_of(opened, text)), start=1):
        extent = group[0].start, group[-1].end
        record = _document(text, group, Record(extent, place), lexicon)
        if record:
            records.append(record)
            days.append(next((line for line in group if _ID.search(line.text)), None))
        else:
            problems.append(Problem(_UNREADABLE.format(first=quoted(group[0].text)), place))
            left_out.append(extent)
    if records and is_cut(opened):
        problems.append(Problem(CUT_SHORT, records[-1].place))
    drafts, problems = drafts_of(records, lexicon, problems, opened.progress)
    # Its certificate allows personal, temporary viewing.
    drafts = tuple(
        replace(draft, coding=replace(draft.coding, rights=Rights.DENIED)) for draft in map(_dated, drafts, days)
    )
    taken = [*left_out, *(record.extent for record in records)]
    rest, remarks = leftovers(text, taken, _front(records))
    return Found(drafts, (*problems, *rest), (_LICENCE, *remarks))


def _documents(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each document."""
    articles = list(grouped(lines, lambda element: element.tag == "article"))
    groups: Iterable[list[Line]] = articles or grouped(lines, lambda element: element.tag == "td")
    return (group for group in groups if articles or within(group, _IS_OUTLET))


def _front(records: Sequence[Record]) -> Callable[[str], bool]:
    """Return the test for lines that Europresse puts around the documents: a licence, and a list of them."""
    headlines = {fold(record.headline.text) for record in records if record.headline}
    outlets = {fold(record.outlet.text) for record in records if record.outlet}

    def is_front(line: str) -> bool:
        folded = fold(line).strip(" .•·")
        listed = folded in headlines or any(folded.startswith(outlet) for outlet in outlets)
        return listed or _FRONT.search(line) is not None or _RIGHTS.match(line) is not None

    return is_front


def _document(text: str, group: Sequence[Line], record: Record, lexicon: Lexicon) -> Record | None:
    outlet = next(iter(within(group, _IS_OUTLET)), None)
    title = within(group, _IS_TITLE)
    if outlet is None or not title:
        return None
    record.outlet = run_of(outlet, _IS_OUTLET)
    headers = [part for line in within(group, _IS_HEADER) if (part := run_of(line, _IS_HEADER))]
    record.day = stretch(text, headers)
    if record.day:
        record.take_place(_without_day(record.day.text, lexicon.today))
    record.medium = Medium.PRINT if any(_ON_PAGE.search(line.text) for line in within(group, _IS_HEADER)) else None
    below = _take_title(record, title)
    after = [line for line in group if line.start >= below and not _is_foot(line)]
    body = within(after, _IS_TEXT) or after
    between = [line for line in after if line.start < body[0].start] if body else []
    _take_byline(record, group, between, body, lexicon)
    record.body = [part_of(line) for line in body if line is not record.byline and not around(line, _IS_HEADER)]
    return record


def _without_day(text: str, today: date) -> str:
    found = next(dates_in(text, today), None)
    pieces = (text[: found.start], text[found.end :]) if found else (text,)
    return ", ".join(left for piece in pieces if (left := piece.strip(" ,;")))


def _take_title(record: Record, title: Sequence[Line]) -> int:
    """Take headline and deck; return where the title ends. In old files the author follows in the same line."""
    headline = next((line for line in title if around(line, _IS_HEADLINE)), title[0])
    others = [line for line in title if line is not headline]
    record.headline = run_of(headline, _IS_TITLE)
    record.deck = others[0] if others else None
    return max(record.headline.end if record.headline else 0, *(line.end for line in others), title[0].start)


def _take_byline(
    record: Record, group: Sequence[Line], between: Sequence[Line], body: list[Line], lexicon: Lexicon
) -> None:
    """Take who signed: what is classed so, else a line of names below the title."""
    authors = within(group, _IS_AUTHORS)
    if authors:
        record.byline = authors[0]
        signed_at = {line.start for line in authors}
        body[:] = [line for line in body if line.start not in signed_at]
        return
    for line in (*between[:1], *body[:1]):
        names = signed(line, lexicon)
        turned = any(name not in line.text for name in names.value)
        if len(line.text) <= 120 and (names.is_sure or turned):
            record.byline = line
            return


def _is_foot(line: Line) -> bool:
    return _ID.search(line.text) is not None or (_RIGHTS.match(line.text) is not None and len(line.text) < 300)


def _dated(draft: Draft, line: Line | None) -> Draft:
    """Return the draft with the day of the document's number where its header names none."""
    match = _ID.search(line.text) if line and draft.published_on.value is None else None
    if line is None or match is None:
        return draft
    try:
        day: date | None = date.fromisoformat(match["day"])
    except ValueError:
        return draft
    return replace(draft, published_on=guess(day, 0.9, [line.place(*match.span("day"))]))


EUROPRESSE = Format("europresse", _recognises, _read)
