"""A mention in a line below that of its outlet, which tells its day and who wrote it behind its headline."""

import re

from clipper.capture.cut import BY, Cut, is_outlet, people_of, plain_marks
from clipper.capture.finders.date import FoundDate
from clipper.capture.finders.names import knows_first_name
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import parted, trim
from clipper.capture.mention_ends import without_address, without_bullet
from clipper.capture.mention_marks import unquoted
from clipper.capture.outlets import has_press_word
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span

_BRACKETS = re.compile(r"\s\((?P<told>[^()]{8,90})\)\s*$")


_BARS = re.compile(r"\s+[–—·-]\s+|\s*\|\s*")
_FEWEST_CELLS = 3


def dated_and_signed(text: str, lexicon: Lexicon, year: int | None = None) -> Cut | None:
    """Return the cut of "HEADLINE (DAY, NAMES)", "HEADLINE, DAY, by NAMES" or "HEADLINE – DAY – NAMES".

    Names and day may stand the other way round in brackets and between dashes.
    """
    text = plain_marks(text)
    end = without_address(text)
    days = exact_dates(text[:end], lexicon, year)
    if len(days) != 1:
        return None
    day, start = days[0], without_bullet(text)[0]
    closing = _BRACKETS.search(text, start, end)
    if closing:
        named = _beside(text, day, closing.span("told"))
        headline = trim(text, start, closing.start())
    else:
        named = _behind_mark(text, day, start, end, lexicon)
        headline = trim(text, start, min(named[0], day.start)) if named else (start, start)
    names = people_of(text, named, lexicon) if named else ()
    # "(Digest, Ann Lee, May 3)" has its outlet, too.
    is_outlet_too = named and "," in text[slice(*named)]
    if not names or is_outlet_too or any(is_outlet(text, name, lexicon) for name in names) or _is_empty(headline):
        return None
    return Cut(unquoted(text, headline), names, date=day)


def _beside(text: str, day: FoundDate, place: Span) -> Span | None:
    """Return what stands beside a day in brackets, on one side of it."""
    if not place[0] <= day.start < day.end <= place[1]:
        return None
    before, behind = trim(text, place[0], day.start), trim(text, day.end, place[1])
    return None if _is_empty(before) == _is_empty(behind) else behind if _is_empty(before) else before


def _behind_mark(text: str, day: FoundDate, start: int, end: int, lexicon: Lexicon) -> Span | None:
    """Return what a "by" leads to behind the day, or people beside it in a cell of their own."""
    behind = trim(text, day.end, end)
    if BY.match(text, behind[0], end):
        return behind
    cells = parted(text, start, end, _BARS)
    places = [place for place, cell in enumerate(cells) if cell == (day.start, day.end)]
    if len(cells) < _FEWEST_CELLS or not places or places[0] < len(cells) - 2:
        return None
    if places[0] == len(cells) - 2:
        name = text[slice(*cells[-1])]
        return None if has_press_word(name) or lexicon.outlets.programme(name) else cells[-1]
    # Before the day it may be the end of a headline, unless first names tell.
    people = people_of(text, cells[-2], lexicon)
    return cells[-2] if people and all(knows_first_name(text[slice(*name)]) for name in people) else None


def _is_empty(place: Span) -> bool:
    return place[0] >= place[1]
