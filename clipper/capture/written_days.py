"""Days as only lists write them: "Nov 24/26" with its year, "20261124", and the month of a magazine, "January 2026"."""

import re
from collections.abc import Iterator
from datetime import date

from clipper.capture.cut import BY
from clipper.capture.finders.almanac import month_of
from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.lexicon import Lexicon
from clipper.model.draft import Doubt
from clipper.model.values import replace

_DIGITS = re.compile(r"\d")
_SUN = re.compile(r"(?P<sun>Sun),?\s")
_NAME_BEFORE = re.compile(r"(?:[^\W\d_a-z][^\W\d_]*\s)?(?P<last>[^\W\d_a-z][^\W\d_]*)\s$")
_LONGEST_NAME = 40
_YEAR_BEHIND = re.compile(r"\.?/(?P<year>\d\d)(?![\w/])")
_EIGHT = re.compile(r"\d{8}")
_ENDS_WITH_YEAR, _LONGEST_YEAR = re.compile(r"(?:19|20)\d\d[)\]]?[.\s]*$"), 8
_EIGHT_DIGITS = re.compile(
    r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\w/-]|[.,]\d)"
)
_MONTH = r"(?P<{}>[^\W\d_]{{3,10}})\.?"
_MONTHS = re.compile(
    rf"(?:^|[,;|(–—·•]\s*|\s-\s+){_MONTH.format('first')}(?:\s?[/–&-]\s?{_MONTH.format('second')})?,?\s"
    r"(?P<year>(?:19|20)\d\d)(?=[)\]]?[.\s]*$)"
)
_SEASONS = {
    "spring": 3, "printemps": 3, "summer": 6, "ete": 6, "été": 6, "fall": 9, "autumn": 9, "automne": 9,
    "winter": 1, "hiver": 1,
}  # fmt: skip
_SURE, _LESS_SURE = 0.92, 0.8
_YEARS_BACK, _LATE = 10, 1


def exact_dates(text: str, lexicon: Lexicon, year: int | None = None) -> list[FoundDate]:
    """Return the dates of a line of a list; a line without any may have the month of a magazine in its last place.

    A month is a date that no day can be told of: its confidence is 0, and its day the first one.
    """
    if _DIGITS.search(text) is None:
        return []
    found = lexicon.days.get((text, year))
    if found is None:
        found = lexicon.days[text, year] = _found(text, lexicon, year)
    return found


def _found(text: str, lexicon: Lexicon, year: int | None) -> list[FoundDate]:
    found = [_behind_name(text, day, lexicon) for day in dates_in(text, lexicon.today, None, year)]
    found = [_with_year_behind(text, day, lexicon.today) for day in found]
    if found:
        return found
    eight = list(_eight_digits(text, lexicon.today)) if _EIGHT.search(text) else []
    return eight or (
        list(_month(text, lexicon)) if _ENDS_WITH_YEAR.search(text, max(0, len(text) - _LONGEST_YEAR)) else []
    )


def _behind_name(text: str, found: FoundDate, lexicon: Lexicon) -> FoundDate:
    """Return a day, which is a Sunday, without the "Sun" before it that ends the name of a known paper."""
    sun = _SUN.match(text, found.start) if text.startswith("Sun", found.start) else None
    named = _NAME_BEFORE.search(text, max(0, found.start - _LONGEST_NAME), found.start) if sun else None
    if sun is None or named is None:
        return found
    is_known = any(lexicon.outlets.find(text[start : sun.end("sun")]) for start in (named.start("last"), named.start()))
    return replace(found, start=sun.end()) if is_known else found


def _with_year_behind(text: str, found: FoundDate, today: date) -> FoundDate:
    """Return a day with the year that a slash parts from it; in "Nov 24/25" that may as well be the next day."""
    behind = _YEAR_BEHIND.match(text, found.end) if found.doubt is Doubt.NO_YEAR else None
    year = 2000 + int(behind["year"]) if behind else 0
    if behind is None or not today.year - _YEARS_BACK <= year <= today.year:
        return found
    try:
        day = found.day.replace(year=year)
    except ValueError:
        return found
    is_next = int(behind["year"]) == found.day.day + 1
    if is_next or year < today.year - _LATE:
        doubt = Doubt.SEVERAL_DATES if is_next else Doubt.UNSURE
        return replace(found, day=day, end=behind.end(), confidence=_LESS_SURE, doubt=doubt, other=None)
    return replace(found, day=day, end=behind.end(), confidence=_SURE, doubt=None, other=None)


def _eight_digits(text: str, today: date) -> Iterator[FoundDate]:
    for figures in _EIGHT_DIGITS.finditer(text):
        try:
            day = date(int(figures["year"]), int(figures["month"]), int(figures["day"]))
        except ValueError:
            continue
        if day <= today:
            yield FoundDate(day, *figures.span(), _SURE)


def _month(text: str, lexicon: Lexicon) -> Iterator[FoundDate]:
    """Yield the month in the last place of a line that may name a known outlet, or has a "by"."""
    named = _MONTHS.search(text)
    month = _number_of(named["first"]) if named else 0
    if named is None or not month or (named["second"] and not _number_of(named["second"])):
        return
    day = date(int(named["year"]), month, 1)
    if day <= lexicon.today and (lexicon.outlets.may_hold_any(text) or BY.search(text)):
        yield FoundDate(day, named.start("first"), named.end(), 0.0, Doubt.UNSURE)


def _number_of(word: str) -> int:
    return month_of(word) or _SEASONS.get(word.casefold(), 0)
