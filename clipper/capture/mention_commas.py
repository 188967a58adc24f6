"""A mention in no certain style: every way to cut it at its "by", its commas and dashes is weighed."""

import re
from collections.abc import Iterator
from itertools import chain

from clipper.capture.cut import (
    BOUNDARY,
    BY,
    Cut,
    is_outlet,
    is_title,
    may_name_an_outlet,
    names_of,
    people_of,
)
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import parted, trim, unopened
from clipper.capture.mention_cells import TAB
from clipper.capture.mention_day import is_published
from clipper.capture.mention_frame import Frame
from clipper.capture.mention_people import without_last_name
from clipper.model.draft import Span

_PREPOSITION = re.compile(r"(?:in|on|for|dans|sur|à|pour)\s+(?=[^\W\d_a-zà-ÿ])")
_WHAT_WAS_DONE = re.compile(r"\w+(?:ed|tten|ée?s?)", re.IGNORECASE)
"""What pages put before the "by" of a credit: presented, written, présenté."""
_IN_BRACKETS = re.compile(r"\((?P<told>[^()]{4,120})\)\s*$")
_OF_PEOPLE = 2.0
"""What names are worth that are people's."""
_OF_BRACKETS = 1.2
"""What brackets before a "by" are worth with the capitals of a name in them."""
_MOST_BYLINES = 6
_AFTER_OUTLET = re.compile(r"\s*[:–—|-]\s+|,\s+")
_COLUMN = re.compile(r"\s*\|\s*|\s+·\s+|\s+[–—]\s+")


def cuts_at_commas(text: str, frame: Frame, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield the cuts of what is within a frame at its "by" and its marks, on both sides of those featured."""
    start, end, feat, is_dated = frame.start, frame.end, frame.feat, frame.found is not None
    yield from _columns(text, start, end, lexicon)
    if feat and start <= feat.start and feat.end <= end:
        tail = unopened(text, feat.end, end)
        if tail[0] == tail[1]:
            yield from _columns(text, *trim(text, start, feat.start), lexicon)
            yield from _without_byline(text, start, feat.start, lexicon, is_dated)
        for cut in _with_byline(text, start, feat.start, lexicon):
            yield from with_tail(text, cut, tail, lexicon)
    else:
        yield from _with_byline(text, start, end, lexicon)
        yield from _without_byline(text, start, end, lexicon, is_dated)


def with_tail(text: str, cut: Cut, tail: Span, lexicon: Lexicon) -> Iterator[Cut]:
    """Add what stands after the "(feat. ...)" as the outlet, or the reporter before it."""
    if tail[0] == tail[1]:
        yield cut
        return
    if cut.outlet:
        return
    by = BY.match(text, tail[0], tail[1])
    if by and not cut.names:
        for other in names_and_outlet(text, by.end(), tail[1], lexicon):
            yield Cut(cut.headline, other.names, None, other.outlet, other.outlet_known, score=other.score)
        return
    before = _PREPOSITION.match(text, *tail)
    tail = (before.end(), tail[1]) if before else tail
    known = is_outlet(text, tail, lexicon)
    yield Cut(cut.headline, cut.names, None, tail, known, score=cut.score + (3 if known else 1.5))


def _with_byline(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield the cuts at each "by" of a range that names may follow; also the range as a headline without one.

    Of very many the last ones are looked at: a headline has its own before them.
    """
    for order, by in list(enumerate(BY.finditer(text, start, end)))[-_MOST_BYLINES:]:
        headline = trim(text, start, by.start(), " ,;–—-|·•\t")
        for cut in names_and_outlet(text, by.end(), end, lexicon):
            score = cut.score + 0.2 * order
            if not cut.outlet:
                yield from _outlet_in_headline(text, headline, cut, score, lexicon)
            yield Cut(_if_any(headline), cut.names, None, cut.outlet, cut.outlet_known, score=score)
    yield Cut(_if_any(trim(text, start, end)), score=0.0)


def _if_any(headline: Span) -> Span | None:
    """Return a headline's range; None for one of nothing, as where a line begins with "by"."""
    return headline if headline[0] < headline[1] else None


def _outlet_in_headline(text: str, headline: Span, cut: Cut, score: float, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield HEADLINE, OUTLET by NAMES: the outlet may be what follows the headline's last comma."""
    closing = _IN_BRACKETS.search(text, *headline)
    if closing and headline[0] < closing.start():
        known, name = is_outlet(text, closing.span("told"), lexicon), closing["told"]
        if known or (is_title(name) and " " in name):
            shorter = trim(text, headline[0], closing.start())
            worth = 3 if known else _OF_BRACKETS
            yield Cut(shorter, cut.names, None, closing.span("told"), known, not known, score=score + worth)
    for boundary in list(BOUNDARY.finditer(text, *headline))[-2:]:
        outlet = trim(text, boundary.end(), headline[1])
        known = is_outlet(text, outlet, lexicon)
        name = text[slice(*outlet)]
        if known or (is_title(name) and not _WHAT_WAS_DONE.fullmatch(name)):
            shorter = trim(text, headline[0], boundary.start())
            yield Cut(shorter, cut.names, None, outlet, known, not known, score=score + (3 if known else 0.2))


def names_and_outlet(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield each way to read a range as NAMES or as NAMES, OUTLET."""
    boundaries = list(BOUNDARY.finditer(text, start, end))[:8]
    for boundary in boundaries:
        names, worth = names_of(text, start, boundary.start(), lexicon)
        outlet = trim(text, boundary.end(), end)
        if not names or outlet[0] == outlet[1]:
            continue
        known = is_outlet(text, outlet, lexicon)
        if not known and (not may_name_an_outlet(text[slice(*outlet)]) or is_published(text, *outlet)):
            continue
        commas = len(BOUNDARY.findall(text, *outlet))
        yield Cut(None, names, None, outlet, known, score=worth + (3 if known else 1.2 - 0.4 * min(commas, 2)))
    yield from _names_and_bracket(text, start, end, lexicon)
    names, worth = names_of(text, start, end, lexicon)
    if names:
        yield Cut(None, names, score=worth - 0.3 * len(boundaries))


def _names_and_bracket(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield NAMES (OUTLET)."""
    closing = _IN_BRACKETS.search(text, start, end)
    names, worth = names_of(text, start, closing.start(), lexicon) if closing else ((), 0.0)
    if closing is None or worth < _OF_PEOPLE:
        return
    known = is_outlet(text, closing.span("told"), lexicon)
    if known or is_title(closing["told"]):
        yield Cut(None, names, None, closing.span("told"), known, score=worth + (3 if known else 1.2))


def _without_byline(text: str, start: int, end: int, lexicon: Lexicon, is_dated: bool) -> Iterator[Cut]:
    """Yield HEADLINE, OUTLET; and OUTLET: HEADLINE."""
    for boundary in list(BOUNDARY.finditer(text, start, end))[-4:]:
        headline, outlet = trim(text, start, boundary.start()), trim(text, boundary.end(), end)
        known = is_outlet(text, outlet, lexicon)
        if headline[0] == headline[1] or not (known or (is_dated and is_title(text[slice(*outlet)]))):
            continue
        commas = len(BOUNDARY.findall(text, *outlet))
        yield Cut(headline, (), None, outlet, known, not known, score=3.0 if known else 0.8 - 0.3 * commas)
        if known:
            yield from _reporter_after_comma(text, headline, outlet, 3.2, lexicon)
    yield from _reporter_behind_outlet(text, start, end, lexicon)
    colon = _AFTER_OUTLET.search(text, start, end)
    headline = trim(text, colon.end(), end, " \t") if colon else (end, end)
    if colon and is_outlet(text, (start, colon.start()), lexicon) and headline[0] < headline[1]:
        yield Cut(headline, (), None, (start, colon.start()), True, score=2.5)
        yield from _reporter_after_comma(text, headline, (start, colon.start()), 2.7, lexicon)


def _reporter_behind_outlet(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield HEADLINE, OUTLET, NAME with a known outlet."""
    boundaries = list(BOUNDARY.finditer(text, start, end))[-2:]
    if len(boundaries) < 2:
        return
    before, last = boundaries
    headline, outlet = trim(text, start, before.start()), trim(text, before.end(), last.start())
    people = people_of(text, trim(text, last.end(), end), lexicon) if is_outlet(text, outlet, lexicon) else ()
    if people and headline[0] < headline[1] and not any(is_outlet(text, name, lexicon) for name in people):
        yield Cut(headline, people, None, outlet, True, score=3.2)


def _reporter_after_comma(text: str, headline: Span, outlet: Span, score: float, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield HEADLINE, NAME beside a known outlet; that the name ends the headline stays as a doubt."""
    shorter, people = without_last_name(text, headline, lexicon)
    if people:
        yield Cut(shorter, people, None, outlet, True, score=score)


def _columns(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Cut]:
    """Yield a line of cells, HEADLINE | REPORTER | OUTLET in any order; the longest free cell is the headline."""
    has_tabs = "\t" in text[start:end]
    cells = parted(text, start, end, TAB if has_tabs else _COLUMN)
    if len(cells) < 3:
        return
    outlets = [cell for cell in cells if is_outlet(text, cell, lexicon)]
    free = [cell for cell in cells if cell not in outlets]
    people = {cell: names for cell in free if (names := people_of(text, cell, lexicon))}
    headline = max([cell for cell in free if cell not in people] or free, key=_length, default=None)
    if headline is None:
        return
    named = [names for cell, names in people.items() if cell != headline]
    if has_tabs and not outlets and len(cells) == 3:
        # In a row of a sheet the two other cells are outlet and reporter; a person has to say which is which.
        outlet, last = (cell for cell in cells if cell != headline)
        yield Cut(headline, people.get(last, ()), None, outlet, False, True, score=3.0)
    elif outlets and len(cells) == 2 + len(named):
        yield Cut(headline, tuple(chain.from_iterable(named)), None, outlets[0], True, score=4.5 + len(named))


def _length(cell: Span) -> int:
    return cell[1] - cell[0]
