"""What the readers of press databases make of a document: its parts as lines of the file, and from these a draft.

A service names most parts itself, so that little is left to guess: which of the outlets we know it means, who signed,
what day a date is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct, field

from clipper.capture.finders.body import Part
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.language import language_of
from clipper.capture.finders.link import complete
from clipper.capture.finders.spokesperson import known_in
from clipper.capture.formats.pieces import quoted
from clipper.capture.formats.signed import signed
from clipper.capture.formats.stated import medium_of
from clipper.capture.guesses import date_guess, guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.markdown import body_markdown
from clipper.capture.outlets import Outlet, medium_in
from clipper.model.codes import Medium
from clipper.model.draft import Coding, Doubt, Draft, Guess, Problem, Span
from clipper.model.languages import language_named
from clipper.model.progress import Progress, telling
from clipper.model.text import fold

_SAMPLE = 8_000
_ISSUE = re.compile(r",\s+(?:no|n°|nº|vol|#)\.?\s?\S.*$", re.IGNORECASE)
_PLACE = re.compile(r"\s*[(\[][^()\[\]]{1,60}[)\]]$")
_WEB_NAME = re.compile(r"\s*\((?:online|web|web edition|site web|en ligne)\)$", re.IGNORECASE)
_WEB = re.compile(r"\((?:online|web|site web|en ligne)[^()]*\)|\.(?:com|ca|fr|org|net|qc\.ca|co\.uk)(?=$|\s|\))", re.I)
_ON_PAGE = re.compile(
    r"\b(?:pgs?|pages?|pp?)(?:\.\s?|\s)?(?P<page>(?:[^\W\d_]{0,12}[-_])?[A-Z]{0,3}\d+[A-Z]?(?:\s?[-–,]\s?[A-Z]{0,3}\d+)*)\b",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"\b\d{1,3}(?:[.,\u00a0 ]?\d{3}){0,2}\s?(?:words|mots)\b|\b\d{1,2}:\d\d\b(?:\s?[+-]\d{4}\b)?", re.IGNORECASE
)
"""How long a piece is, and the time of day, which stand beside its place."""
_AROUND = " ,;:.–—-|/•·"
NO_TEXT = "It has no text; the rest of it was taken."
CUT_SHORT = "The end of it is missing, so its text may be cut short."
_NO_DAY = "No day could be read in its date, “{date}”; give it one by hand."


class Record(Struct):
    """The parts of one document, each a line of the cleaned text, or a stretch of several; what is missing is None.

    `language` and `medium` are what the service states, `place` counts the documents of the file from 1. `is_excerpt`
    tells that the body is an abstract or the beginning of the text.
    """

    extent: Span
    place: int
    headline: Line | None = None
    deck: Line | None = None
    byline: Line | None = None
    outlet: Line | None = None
    day: Line | None = None
    link: Line | None = None
    language: str | None = None
    medium: Medium | None = None
    body: Sequence[Part] = field(default_factory=list)
    section: str | None = None
    page: str | None = None
    surname_first: bool = False
    is_excerpt: bool = False

    def take(self, name: str, value: Line) -> None:
        """Take what a labelled line says, by our name for it; the first of two lines of a name counts."""
        if name in {"byline", "deck", "link"}:
            setattr(self, name, getattr(self, name) or value)
        elif name == "language":
            self.language = self.language or language_named(value.text)
        elif name == "type":
            self.medium = medium_of(value.text) or self.medium
        elif name == "section":
            self.take_place(value.text)

    def take_place(self, text: str) -> None:
        """Take where in a paper a piece stood, such as "Business; Pg. B4": a page tells that it was printed."""
        text = _NO_PLACE.sub("", text)
        found = _ON_PAGE.search(text)
        pieces = (text[: found.start()], text[found.end() :]) if found else (text,)
        section = ", ".join(filter(None, (piece.strip(_AROUND) for piece in pieces)))
        self.section = self.section or section or None
        if found:
            self.page = self.page or found["page"]
            self.medium = self.medium or Medium.PRINT


def drafts_of(
    records: Sequence[Record], lexicon: Lexicon, problems: Iterable[Problem] = (), progress: Progress | None = None
) -> tuple[tuple[Draft, ...], list[Problem]]:
    """Return the drafts of documents, and what there is to say of the documents of a file, in their order."""
    drafts = tuple(draft_of(record, lexicon) for record in telling(records, progress))
    lacking = (problem for record, draft in zip(records, drafts, strict=True) for problem in problems_of(record, draft))
    return drafts, sorted([*problems, *lacking], key=lambda problem: problem.place or 0)


def draft_of(record: Record, lexicon: Lexicon) -> Draft:
    """Return the draft of a document."""
    outlet = outlet_guess(record.outlet, lexicon)
    reporters = signed(record.byline, lexicon, outlet.value, surname_first=record.surname_first)
    authors = {fold(name): span for name, span in zip(reporters.value, reporters.spans, strict=False)}
    language = _language(record)
    return Draft(
        headline=_whole(record.headline, 0.97),
        deck=_whole(record.deck, 0.95),
        reporters=reporters,
        spokespeople=known_in([part.line for part in record.body], authors, lexicon),
        outlet=outlet,
        medium=_medium(record, outlet, lexicon),
        published_on=_day(record.day, lexicon, language.value),
        url=_link(record.link),
        language=language,
        body=_body(record),
        extent=record.extent,
        coding=Coding(section=record.section, page=record.page),
    )


def problems_of(record: Record, draft: Draft) -> Iterator[Problem]:
    """Yield what a document lacks that others have."""
    if draft.body.value is None:
        yield Problem(NO_TEXT, record.place)
    if draft.published_on.value is None and record.day is not None:
        yield Problem(_NO_DAY.format(date=quoted(record.day.text)), record.place)


def _whole(line: Line | None, confidence: float) -> Guess[str | None]:
    return guess(line.text, confidence, [line.span]) if line else guess(None, 0.0)


def outlet_guess(line: Line | None, lexicon: Lexicon) -> Guess[str | None]:
    """Return the outlet that a service names, without issue numbers, and without its town where we know it so."""
    if line is None:
        return guess(None, 0.0)
    end = len(_ISSUE.sub("", line.text))
    for cut in (end, len(_PLACE.sub("", line.text[:end]))):
        place = trim(line.text, 0, cut, " ,;.")
        name = line.text[slice(*place)]
        if name and lexicon.outlets.find(name):
            return guess(lexicon.outlets.spelling(name), 0.97, [line.place(*place)])
    place = trim(line.text, 0, len(_WEB_NAME.sub("", line.text[:end])), " ,;")
    named: str | None = line.text[slice(*place)] or None
    return guess(named, 0.93 if named else 0.0, [line.place(*place)] if named else [])


def _medium(record: Record, outlet: Guess[str | None], lexicon: Lexicon) -> Guess[Medium | None]:
    known: Outlet | None = lexicon.outlets.find(outlet.value or "")
    usual = known.medium if known else medium_in(outlet.value or "")
    if record.outlet and _WEB.search(record.outlet.text):
        return guess(Medium.ONLINE, 0.95)
    if record.medium:
        return guess(record.medium, 0.95)
    if usual in {Medium.TELEVISION, Medium.RADIO} and record.body:
        # What a broadcaster's text in a database is, a transcript or an article of its site, nothing says.
        return guess(Medium.ONLINE, 0.6, (), Doubt.UNSURE)
    return guess(usual, 0.9 if usual else 0.0)


def _day(line: Line | None, lexicon: Lexicon, language: str | None) -> Guess[date | None]:
    found = next(dates_in(line.text, lexicon.today, language), None) if line else None
    if line is None or found is None:
        return guess(None, 0.0)
    return date_guess(found, [line.place(found.start, found.end)])


def _link(line: Line | None) -> Guess[str | None]:
    url = complete(line.text) if line else None
    return guess(url, 0.97, [line.span]) if line and url else guess(None, 0.0)


def _language(record: Record) -> Guess[str | None]:
    """A long text tells its language better than the service, which may state that of its own pages."""
    text = " ".join(part.line.text for part in record.body[:40])[:_SAMPLE]
    code, sure = language_of(text or (record.headline.text if record.headline else ""))
    if code and code == record.language:
        return guess(code, 0.98)
    if record.language and sure < 0.9:
        return guess(record.language, 0.93)
    return guess(code, min(sure, 0.85) if record.language else sure, (), Doubt.UNSURE if record.language else None)


def _body(record: Record) -> Guess[str | None]:
    if not record.body:
        return guess(None, 0.0)
    text: str | None = body_markdown(record.body)
    spans = [part.line.span for part in record.body]
    return guess(text, 0.7, spans, Doubt.SHORT_BODY) if record.is_excerpt else guess(text, 0.97, spans)
