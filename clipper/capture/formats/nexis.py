"""Nexis Uni and Lexis Advance: documents that a line of their own ends, behind a cover page that lists them.

A document has its headline, its outlet and its date first, in this order, then labelled lines, then its text under
"Body", perhaps captions under "Graphic", and what librarians say of it under "Classification".
"""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field

from clipper.capture.finders.date import dates_in
from clipper.capture.formats.base import Format, Found, Opened, holding
from clipper.capture.formats.pieces import leftovers, page_starts, parts_of_text, piece, quoted, stretch
from clipper.capture.formats.record import CUT_SHORT, Record, drafts_of
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, lines_between
from clipper.model.draft import Doubt, Known, Problem, Span
from clipper.model.text import clean, fold

_ENDS = frozenset({"end of document", "fin du document"})
_BODIES = frozenset({"body", "corps", "corps de l'article"})
_GRAPHICS = frozenset({"graphic", "graphique", "illustration"})
_CLASSIFICATION = frozenset({"classification"})
_NO_HEADLINE = frozenset({"no headline", "no headline in original", "sans titre"})
_LABELS = {
    **dict.fromkeys(("byline", "auteur", "auteurs"), "byline"),
    **dict.fromkeys(("highlight", "insert", "encart", "points saillants"), "deck"),
    **dict.fromkeys(("section", "rubrique"), "section"),
    **dict.fromkeys(("language", "langue"), "language"),
    **dict.fromkeys(("publication-type", "publication type", "type-publication", "type de publication"), "type"),
    **dict.fromkeys(("url", "link", "lien"), "link"),
    **dict.fromkeys(
        (
            *("length", "longueur", "dateline", "origine", "series", "edition", "distribution", "correction"),
            *("load-date", "date-chargement", "date de chargement", "journal code", "journal-code", "subject", "sujet"),
            *("company", "societe", "organization", "organisation", "organisme", "ticker", "symbole-boursier"),
            *("industry", "secteur-activite", "person", "personne", "geographic", "localisation-geo", "city", "state"),
            *("country", "pays", "acc-no", "document-type", "correction-date", "name", "pub-type", "isbn", "issn"),
        ),
        "other",
    ),
}
_LABEL = re.compile(r"(?P<name>[^\W\d_][^:]{1,28}?)\s?:\s?(?P<value>.*)")
_RIGHTS = re.compile(r"(?:\(c\) ?)?copyright\b|©|all rights reserved|tous droits r[ée]serv[ée]s|droits d'auteur", re.I)
_COUNT = re.compile(r"documents?\s*\((\d{1,5})\)", re.IGNORECASE)
_LISTED = re.compile(r"(\d{1,5})\.\s+(\S.*)")
_COVER = re.compile(r"(?:date and time|date et heure|job number|num[ée]ro d[eu] (?:t[aâ]che|travail))\s?:", re.I)
_PAGE = re.compile(r"page \d+ (?:of|de|sur) \d+", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_SEASON = re.compile(
    r"(?:(?:winter|spring|summer|fall|autumn|hiver|printemps|[ée]t[ée]|automne)\s)?(?:19|20)\d\d", re.IGNORECASE
)
_RECOGNISED = (
    re.compile(r"^[^\S\n]*(?:end of document|fin du document)\s*$", re.IGNORECASE | re.MULTILINE),
    re.compile(
        r"^[^\S\n]*(?:(?:length|section|byline|load-date|longueur|rubrique|auteur|date-chargement)\s?:|(?:body|corps)\s*$)",
        re.IGNORECASE | re.MULTILINE,
    ),
)
_HEAD_LINES = 8
_LABEL_LINES = 40
_CLOSING_LINES = 80
_LONGEST_DAY = 80
_MOST_AFTER_DAY = 45
_NAMED = 3
_CAPTION_LINES = 12
_CAPTIONS = 1_500
_LONGEST_MARK = 24

_UNREADABLE = "No date stands where its head should be, so it was left out, “{first}”."
_FEWER = "The cover page lists {listed:,} documents, but the file holds {found:,}: download it again.{missing}"


class _Source(Struct, frozen=True):
    """The lines of a file; `pages` are the indexes of those that begin a page."""

    text: str
    lines: Sequence[Line]
    pages: frozenset[int]
    today: date


class _Cover(Struct, frozen=True):
    """The cover page: its lines end before index `end`; `count` and `titles` are what it lists."""

    end: int = 0
    count: int = 0
    titles: tuple[str, ...] = ()


class _Documents(Struct):
    """The documents of a file, those that cannot be read, and what there is to say of both."""

    records: list[Record] = field(default_factory=list)
    left_out: list[Span] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def _read(opened: Opened, known: Known, today: date) -> Found:
    source = _source(opened.pasted.text, today)
    lines = source.lines
    ends = _ends(source)
    cover = _cover(source, ends[0] if ends else len(lines))
    found = _documents(source, cover.end, ends)
    drafts, problems = drafts_of(found.records, Lexicon.of(known, today), found.problems, opened.progress)
    front = [(lines[0].start, lines[cover.end - 1].end)] if cover.end else []
    taken = [*(record.extent for record in found.records), *found.left_out]
    rest, remarks = leftovers(source.text, taken, _is_furniture, front)
    return Found(drafts, (*_fewer(cover, source.text, found), *problems, *rest), remarks)


def _documents(source: _Source, first: int, ends: Sequence[int]) -> _Documents:
    """Return the documents behind the cover page; below the last line that ends one, one may be cut short."""
    lines, found = source.lines, _Documents()
    for place, end in enumerate(ends, start=1):
        record = _document(source, first, end, place)
        if record:
            found.records.append(record)
        elif first < end:
            found.left_out.append((lines[first].start, lines[end].end))
            found.problems.append(Problem(_UNREADABLE.format(first=quoted(lines[first].text)), place))
        first = end + 1
    unfinished = _document(source, first, len(lines), len(ends) + 1) if first < len(lines) else None
    if unfinished:
        found.records.append(unfinished)
        found.problems.append(Problem(CUT_SHORT, unfinished.place))
    return found


def _source(raw: str, today: date) -> _Source:
    text = clean(raw)
    lines = lines_between(text, 0, len(text))
    pages, index = set(), 0
    for start in page_starts(raw):
        while index < len(lines) and lines[index].start < start:
            index += 1
        pages.add(index)
    return _Source(text, lines, frozenset(pages), today)


# Where documents end


def _ends(source: _Source) -> list[int]:
    """Return the indexes of the lines that end a document; a text may quote such a line."""
    ends: list[int] = []
    for index, line in enumerate(source.lines):
        if _says(line, _ENDS):
            first = ends[-1] + 1 if ends else 0
            if _is_end(source, first, index):
                ends.append(index)
    return ends


def _is_end(source: _Source, first: int, index: int) -> bool:
    after = index + 1
    if after >= len(source.lines) or after in source.pages or _head(source, after, len(source.lines)) is not None:
        return True
    before = source.lines[max(first, index - _CLOSING_LINES) : index]
    return any(_label(line)[0] in {"other", "language", "type"} for line in before[-3:]) or any(
        _says(line, _CLASSIFICATION) for line in before
    )


def _head(source: _Source, first: int, end: int) -> int | None:
    """Return the index of the date line of the document that begins with a line, None where none does."""
    for index in range(first + 1, min(first + _HEAD_LINES, end)):
        if _says(source.lines[index], _ENDS):
            return None
        if _is_day(source.lines[index].text, source.today) and _is_followed(source, index, end):
            return index
    return None


def _is_followed(source: _Source, day: int, end: int) -> bool:
    """Tell whether what follows a date says that it is that of a document."""
    near = source.lines[day + 1 : min(day + _LABEL_LINES, end)]
    return any(_says(line, _BODIES) or _label(line)[0] for line in near)


def _is_day(text: str, today: date) -> bool:
    if len(text) > _LONGEST_DAY or not _YEAR.search(text) or _label_of(text)[0]:
        return False
    found = next(dates_in(text, today), None)
    if found and found.doubt is not Doubt.NO_YEAR:
        return found.start <= 16 and len(text) - found.end <= _MOST_AFTER_DAY
    return _SEASON.fullmatch(text) is not None or _is_month(text, today)


def _is_month(text: str, today: date) -> bool:
    """Tell whether a text is a month and a year: with a day before it, it would be a date."""
    found = next(dates_in(f"1 {text}", today), None)
    return found is not None and found.start == 0 and found.end == len(text) + 2 and found.doubt is None


# The cover page


def _cover(source: _Source, end: int) -> _Cover:
    """Return the cover page before the first document; without one there is nothing to skip."""
    lines = source.lines
    marks = [
        index for index in range(min(end, 40)) if _COVER.match(lines[index].text) or _COUNT.match(lines[index].text)
    ]
    if not marks:
        return _Cover()
    counted = next((_COUNT.match(lines[index].text) for index in marks if _COUNT.match(lines[index].text)), None)
    first, titles = _first_document(source, marks[-1], end)
    return _Cover(first, int(counted[1]) if counted else 0, titles)


def _first_document(source: _Source, mark: int, end: int) -> tuple[int, tuple[str, ...]]:
    """Return where the first document begins behind a cover, and the titles that the cover lists."""
    titles: list[str] = []
    for index in range(mark, end):
        line = source.lines[index]
        listed = _LISTED.match(line.text)
        if listed and int(listed[1]) == len(titles) + 1:
            titles.append(listed[2])
        if index > mark and index in source.pages and _head(source, index, min(end + 1, len(source.lines))) is not None:
            return index, tuple(titles)
        if _is_day(line.text, source.today) and index - 2 > mark and _is_followed(source, index, end):
            return _headline_start(source, index, mark, titles), tuple(titles)
    return mark + 1, tuple(titles)


def _headline_start(source: _Source, day: int, mark: int, titles: Sequence[str]) -> int:
    """Return the index of the first line of a headline of several, as far as the cover page tells it."""
    for first in range(day - 2, max(mark, day - _HEAD_LINES), -1):
        headline = stretch(source.text, source.lines[first : day - 1])
        if headline and titles and headline.text == titles[0]:
            return first
    return day - 2


def _fewer(cover: _Cover, text: str, found: _Documents) -> list[Problem]:
    """Return what there is to say where the file holds fewer documents than its cover page lists."""
    count = len(found.records) + len(found.left_out)
    if cover.count <= count:
        return []
    have = {fold(text[start:end].partition("\n")[0]) for start, end in found.left_out}
    have |= {fold(record.headline.text) for record in found.records if record.headline}
    missing = [f"“{quoted(title)}”" for title in dict.fromkeys(cover.titles) if fold(title) not in have]
    named = f" Missing: {', '.join(missing[:_NAMED])}{'…' if len(missing) > _NAMED else '.'}" if missing else ""
    return [Problem(_FEWER.format(listed=cover.count, found=count, missing=named))]


def _is_furniture(text: str) -> bool:
    return _PAGE.fullmatch(text) is not None or _RIGHTS.match(text) is not None


# One document


def _document(source: _Source, first: int, end: int, place: int) -> Record | None:
    """Return the document of the lines up to the one that ends it; None where it has no head."""
    day = _head(source, first, end)
    if day is None:
        return None
    lines = source.lines
    last = min(end, len(lines) - 1)
    record = Record((lines[first].start, lines[last].end), place, day=lines[day])
    record.headline = stretch(source.text, lines[first : max(first + 1, day - 1)])
    record.outlet = lines[day - 1] if day - 1 > first else None
    if record.headline and fold(record.headline.text) in _NO_HEADLINE:
        record.headline = None
    start = _body_start(lines, day + 1, end)
    closing = _closing_start(lines, start, end)
    graphic = _captions_start(lines, start, closing)
    record.body = parts_of_text(_without_page_heads(lines[start:graphic], lines[first].text))
    _take_labels(record, source.text, [*lines[day + 1 : start], *lines[closing:end]])
    return record


def _without_page_heads(lines: Sequence[Line], headline: str) -> list[Line]:
    """Return the lines without those that a printed page repeats: its number and, below it, the headline."""
    kept: list[Line] = []
    below = False
    for line in lines:
        is_number = _PAGE.fullmatch(line.text) is not None
        if not is_number and not (below and line.text == headline):
            kept.append(line)
        below = is_number
    return kept


def _body_start(lines: Sequence[Line], start: int, end: int) -> int:
    """Return where the text begins: below "Body", or below the last of the labelled lines."""
    near = range(start, min(start + _LABEL_LINES, end))
    body = next((index for index in near if _says(lines[index], _BODIES)), None)
    if body is not None:
        return body + 1
    while start < end and (_label(lines[start])[0] or _RIGHTS.search(lines[start].text)):
        start += 1
    return start


def _closing_start(lines: Sequence[Line], start: int, end: int) -> int:
    """Return where the text ends: at "Classification", or at the labelled lines at the foot."""
    for index in range(end - 1, start - 1, -1):
        if _says(lines[index], _CLASSIFICATION) and any(
            _label(line)[0] for line in lines[index + 1 : min(index + 4, end)]
        ):
            return index
    while end > start and (_label(lines[end - 1])[0] or _RIGHTS.match(lines[end - 1].text)):
        end -= 1
    return end


def _captions_start(lines: Sequence[Line], start: int, end: int) -> int:
    """Return where the captions below the text begin; much text below such a line is no captions."""
    for index in range(end - 1, max(start, end - _CAPTION_LINES) - 1, -1):
        if _says(lines[index], _GRAPHICS):
            return index if sum(len(line.text) for line in lines[index:end]) <= _CAPTIONS else end
    return end


def _take_labels(record: Record, text: str, lines: Sequence[Line]) -> None:
    for line in lines:
        name, value = _label(line)
        part = piece(text, *line.place(value, len(line.text))) if name else None
        if part:
            record.take(name, part)


def _says(line: Line, words: frozenset[str]) -> bool:
    return len(line.text) <= _LONGEST_MARK and fold(line.text) in words


def _label(line: Line) -> tuple[str, int]:
    return _label_of(line.text)


def _label_of(text: str) -> tuple[str, int]:
    """Return what a labelled line says, by our name for it, and where its value begins; an empty name for others."""
    match = _LABEL.match(text)
    name = _LABELS.get(fold(match["name"]).strip(), "") if match else ""
    return name, match.start("value") if match else 0


NEXIS = Format("nexis", holding(*_RECOGNISED), _read)
