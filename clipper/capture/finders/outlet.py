"""Who ran an article: a name beside the headline, the site that its links lead to, or a line of its own layout."""

import re
from collections.abc import Iterator, Sequence

from clipper.capture.finders.byline import Byline
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.furniture import is_caption, is_furniture
from clipper.capture.finders.masthead import find_masthead
from clipper.capture.finders.names import is_agent
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.outlets import Outlet, key
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Guess, Span

_PIECE = re.compile(r"\s+[|·•–—-]\s+|\s*[|·•]\s*|,\s+|;\s+|\s{2,}|\s*[()]\s*|:\s+")
_PREFIX = re.compile(
    r"(?:(?:special|contribut\w+|exclusive) (?:to|for)|spécial pour|published (?:in|by)"
    r"|(?:source|outlet|publication|média|media) ?:)\s+",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?(.{2,50}?)(?:[.,|]|\s*$|\s+all rights)",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"[ ,]+(?:inc|ltd|ltée|limited|llc|corp|gmbh|plc)\.?$", re.IGNORECASE)
_LONGEST = 200


def find_outlet(
    lines: Sequence[Line], headline: int | None, body: int, byline: Byline | None,
    site: tuple[str, float], site_name: str, lexicon: Lexicon,
) -> Guess[str | None]:  # fmt: skip
    """Return the outlet.

    `site` is the domain that the paste's links lead to and its share of them, `site_name` what a page's head calls it.
    """
    if byline and byline.outlet:
        return _in_byline(byline.line, byline.outlet, lexicon)
    stated = _stated(lines, headline, body, byline, lexicon)
    if stated.is_sure and (byline is None or byline.feat):
        return stated
    published = _published_at(site, lines, lexicon)
    if site_name and published.confidence < 0.9:
        published = guess(lexicon.outlets.spelling(site_name), 0.92)
    unknown = (
        _credited(lines, headline, body),
        _unknown_line(lines, headline, body, byline, lexicon),
        _masthead(lines, headline, body, byline, lexicon),
    )
    candidates = [found for found in (stated, published, *unknown) if found.value]
    if not candidates:
        return _signed(lines, lexicon)
    return max(candidates, key=lambda found: found.confidence)


def _in_byline(line: Line, place: Span, lexicon: Lexicon) -> Guess[str | None]:
    name = line.text[slice(*place)]
    if lexicon.outlets.find(name):
        return guess(lexicon.outlets.spelling(name), 0.95, [line.place(*place)])
    return guess(name, 0.85, [line.place(*place)], Doubt.UNKNOWN_OUTLET)


def _stated(
    lines: Sequence[Line], headline: int | None, body: int, byline: Byline | None, lexicon: Lexicon
) -> Guess[str | None]:
    """Return a known outlet named in a line of its own, or in a piece of a line, between headline and body."""
    first = headline + 1 if headline is not None else max(0, body - 8)
    best: Guess[str | None] = guess(None, 0.0)
    for index in [*range(first, min(body + 1, len(lines))), *range(max(0, first - 4), max(0, first - 1))]:
        for place, whole in () if is_caption(lines[index].text) else _pieces(lines[index]):
            name = lines[index].text[slice(*place)]
            outlet = lexicon.outlets.find(name)
            if outlet is None or is_furniture(name):
                continue
            sure = _sureness(outlet, whole, index >= first, byline is not None and byline.index == index)
            if sure > best.confidence:
                best = guess(lexicon.outlets.spelling(name), sure, [lines[index].place(*place)])
    return best


def _credited(lines: Sequence[Line], headline: int | None, body: int) -> Guess[str | None]:
    """Return the outlet that nobody knows yet, where a line near the headline says that the piece was for it."""
    first = headline + 1 if headline is not None else max(0, body - 8)
    for line in lines[first : body + 1]:
        prefix = _PREFIX.match(line.text)
        if prefix and is_agent(line.text[prefix.end() :]):
            place = line.place(prefix.end(), len(line.text))
            return guess(line.text[prefix.end() :], 0.8, [place], Doubt.UNKNOWN_OUTLET)
    return guess(None, 0.0)


def _sureness(outlet: Outlet, whole: bool, below: bool, in_byline: bool) -> float:
    if outlet.medium is Medium.NEWSWIRE and in_byline:
        return 0.7
    return (0.95 if whole else 0.92) if below else (0.85 if whole else 0.6)


def _pieces(line: Line) -> Iterator[tuple[Span, bool]]:
    """Yield the ranges of a line that separators make, the whole line first."""
    if len(line.text) > _LONGEST:
        return
    prefix = _PREFIX.match(line.text)
    yield (prefix.end() if prefix else 0, len(line.text)), True
    position = 0
    for separator in _PIECE.finditer(line.text):
        yield trim(line.text, position, separator.start()), False
        position = separator.end()
    if position:
        yield trim(line.text, position, len(line.text)), False


def _published_at(site: tuple[str, float], lines: Sequence[Line], lexicon: Lexicon) -> Guess[str | None]:
    """Return the outlet of the site that most links lead to; an unknown one by the name the page gives itself."""
    host, share = site
    if not host:
        return guess(None, 0.0)
    outlet = lexicon.outlets.at(host)
    if outlet:
        return guess(outlet.name, 0.93 if share >= 0.5 else 0.8)
    label = key(host.split(".")[0])
    for line in lines:
        for place, _ in [*_signature(line), *_pieces(line)]:
            if key(line.text[slice(*place)]) == label and len(label) > 2:
                return guess(line.text[slice(*place)], 0.85, [line.place(*place)], Doubt.UNKNOWN_OUTLET)
    return guess(host, 0.6 if share >= 0.4 else 0.4, [], Doubt.UNKNOWN_OUTLET)


def _signature(line: Line) -> Iterator[tuple[Span, bool]]:
    match = _COPYRIGHT.search(line.text) if len(line.text) <= _LONGEST else None
    if match:
        company = _COMPANY.search(match[1])
        yield (match.start(1), match.start(1) + company.start() if company else match.end(1)), False


def _unknown_line(
    lines: Sequence[Line], headline: int | None, body: int, byline: Byline | None, lexicon: Lexicon
) -> Guess[str | None]:
    """Return the short line between byline and date: the layout of pages that list their people's mentions."""
    if headline is None or byline is None or byline.index < headline or byline.index + 2 > len(lines) - 1:
        return guess(None, 0.0)
    line, after = lines[byline.index + 1], lines[byline.index + 2]
    dated = next(dates_in(after.text, lexicon.today), None)
    is_date = dated is not None and dated.end - dated.start >= len(after.text) - 6
    if (
        not is_date
        or byline.index + 2 > body
        or len(line.text) > 70
        or line.text.endswith((".", "?"))
        or is_furniture(line.text)
    ):
        return guess(None, 0.0)
    sure = 0.9 if byline.feat else 0.75
    return guess(line.text, sure, [line.span], None if sure >= 0.9 else Doubt.UNKNOWN_OUTLET)


def _masthead(
    lines: Sequence[Line], headline: int | None, body: int, byline: Byline | None, lexicon: Lexicon
) -> Guess[str | None]:
    if headline is None:
        return guess(None, 0.0)
    signers = [line.text[slice(*place)] for line in lines[-60:] for place, _ in _signature(line)]
    return find_masthead(lines, headline + 1, body, byline.index if byline else None, signers, lexicon)


def _signed(lines: Sequence[Line], lexicon: Lexicon) -> Guess[str | None]:
    """Return a known outlet that signs the foot of the page, or stands alone in its first lines."""
    for line in lines[-60:]:
        for place, _ in _signature(line):
            name = line.text[slice(*place)]
            if lexicon.outlets.find(name):
                return guess(lexicon.outlets.spelling(name), 0.9, [line.place(*place)])
    for line in lines[:12]:
        if lexicon.outlets.find(line.text):
            return guess(lexicon.outlets.spelling(line.text), 0.65, [line.span], Doubt.UNSURE)
    return guess(None, 0.0)
