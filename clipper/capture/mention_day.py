"""The day in the line of a mention: at one of its ends, in a cell of its own, or counted back from the paste."""

import re
from collections.abc import Iterable, Sequence

from clipper.capture.finders.date import FoundDate
from clipper.capture.finders.relative import day_alone
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span
from clipper.model.values import replace

_BEFORE_DATE = re.compile(r"\s(?:(?:published|aired|broadcast|publié|diffusé)\s)?(?:on|le|du)\s*$", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:(?:first )?published|posted|(?:last )?updated|aired|broadcast|publiée?|diffusée?|mise? en ligne)"
    r"(?:\s+(?:on|le))?",
    re.IGNORECASE,
)
_LAST_PLACE = re.compile(r"(?:[,;|•·(–—]|\s-)\s?(?P<told>(?:(?!\s-\s)[^,;|•·()–—]){3,40}?)[\s.)]*$")
_LONGEST_PLACE = 50
"""Code points of what tells it, with the marks around it."""
_CLOSING = " \t.)];,"
_OPENING = " \t([,;–—-|·•:"
_BEHIND_FIRST = frozenset({"", *" :,)|]\t"})
"""What stands behind a date that begins a line."""
_ENDS_CELL, _BEGINS_CELL = frozenset("),;|–—:•·\t"), frozenset(",;(|–—:•·\t")


def dates_of(text: str, lexicon: Lexicon, year: int | None) -> list[FoundDate]:
    """Return the dates of a line; one without any may end with what counts back from the day of the paste."""
    dates = exact_dates(text, lexicon, year)
    back = None if dates else counted_back(text, lexicon)
    return [*dates, back] if back else dates


def counted_back(text: str, lexicon: Lexicon) -> FoundDate | None:
    """Return the day in the last place of a line that may name a known outlet, as in "HEADLINE, OUTLET, 3 days ago"."""
    place = _LAST_PLACE.search(text, max(0, len(text) - _LONGEST_PLACE))
    if place is None or not lexicon.outlets.may_hold_any(text):
        return None
    told = day_alone(place["told"], lexicon.today)
    if told is None:
        return None
    start = place.start("told")
    return replace(told, start=start + told.start, end=start + told.end)


def find_date_at_an_end(text: str, start: int, end: int, lexicon: Lexicon, year: int | None) -> FoundDate | None:
    """Return the date that ends or begins a range of a line; `year` is that of a date without one."""
    return date_at_an_end(text, start, end, exact_dates(text[:end], lexicon, year))


def date_at_an_end(text: str, start: int, end: int, dates: Sequence[FoundDate]) -> FoundDate | None:
    """Return the date that ends a range, else the one that begins it."""
    for found in reversed(dates):
        if not text[found.end : end].strip(_CLOSING):
            return found
    for found in dates:
        if not text[start : found.start].strip(_OPENING) and text[found.end : found.end + 1] in _BEHIND_FIRST:
            return found
    return None


def date_between(text: str, start: int, end: int, dates: Iterable[FoundDate]) -> FoundDate | None:
    """Return a date that is a cell of its own within a line, such as "Outlet (4 May 2021): headline"."""
    for found in dates:
        before, after = text[start : found.start].rstrip(" "), text[found.end : end].lstrip(" ")
        # A hyphen before a figure leads to a time of day, or to the end of a span, and one behind it to that end.
        ends = after[:1] in _ENDS_CELL or (after.startswith("- ") and not after[2:3].isdigit())
        begins = before[-1:] in _BEGINS_CELL or (before.endswith(" -") and not before[-3:-2].isdigit())
        if ends and (begins or (after.startswith(":") and _BEFORE_DATE.search(text, start, found.start))):
            return found
    return None


def says_published(text: str) -> bool:
    """Tell whether a line begins with the word that a day of publication follows."""
    return _PUBLISHED.match(text) is not None


def behind_published(text: str) -> int:
    """Return where what follows such a word at the start of a line begins; 0 where a line begins otherwise."""
    published = _PUBLISHED.match(text)
    return published.end() if published and text.startswith(" ", published.end()) else 0


def is_published(text: str, start: int, end: int) -> bool:
    """Tell whether a range is nothing but the word that a day of publication follows."""
    return _PUBLISHED.fullmatch(text, start, end) is not None


def with_brackets(text: str, found: FoundDate) -> Span:
    """Return the range of a date with the brackets that hold nothing else, or the "on" before it."""
    start, end = found.start, found.end
    if before := _BEFORE_DATE.search(text, 0, start):
        return before.start(), end
    return (start - 1, end + 1) if text[start - 1 : start] == "(" and text[end : end + 1] == ")" else (start, end)


def without_preposition(text: str, start: int, end: int) -> int:
    """Return the end of a range before the "on" that leads to its date."""
    before = _BEFORE_DATE.search(text, start, end)
    return before.start() if before else end


def without_full_stop(text: str, start: int, end: int) -> int:
    """Return the end of a range before the full stop that parts an outlet from its date."""
    last = trim(text, start, end)[1]
    return last - 1 if last - start > 4 and text[last - 1] == "." and text[last - 4 : last - 1].islower() else end
