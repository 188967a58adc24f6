"""A mention in a line below that of its outlet, which tells its day and who wrote it behind its headline."""

import re

from clipper.capture.cut import BY, Cut, is_outlet, people_of, plain_marks
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.capture.mention_ends import without_address, without_bullet
from clipper.capture.mention_marks import unquoted
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span

_BRACKETS = re.compile(r"\s\((?P<told>[^()]{8,90})\)\s*$")


def dated_and_signed(text: str, lexicon: Lexicon, year: int | None = None) -> Cut | None:
    """Return the cut of "HEADLINE (DAY, NAMES)", "HEADLINE (NAMES, DAY)" or "HEADLINE, DAY, by NAMES"."""
    text = plain_marks(text)
    end = without_address(text)
    days = exact_dates(text[:end], lexicon, year)
    if len(days) != 1:
        return None
    day, closing = days[0], _BRACKETS.search(text, 0, end)
    start, stop = closing.span("told") if closing else (day.start, end)
    before, behind = trim(text, start, day.start), trim(text, day.end, stop)
    is_beside = start <= day.start and day.end <= stop and _is_empty(before) != _is_empty(behind)
    if not is_beside or (closing is None and not BY.match(text, behind[0])):
        return None
    named = behind if _is_empty(before) else before
    names = people_of(text, named, lexicon)
    headline = trim(text, without_bullet(text)[0], closing.start() if closing else day.start)
    # "(Digest, Ann Lee, May 3)" has its outlet, too.
    is_outlet_too = "," in text[slice(*named)] or any(is_outlet(text, name, lexicon) for name in names)
    if not names or is_outlet_too or _is_empty(headline):
        return None
    return Cut(unquoted(text, headline), names, date=day)


def _is_empty(place: Span) -> bool:
    return place[0] >= place[1]
