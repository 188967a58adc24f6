"""Mentions below the heading of their month, which begin with nothing but the day: "28 – HEADLINE, OUTLET"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from clipper.capture.finders.almanac import month_of
from clipper.capture.finders.date import FoundDate
from clipper.capture.finders.day_order import day_of_moment
from clipper.capture.lines import Hints, Line
from clipper.model.values import replace

_HEADING = re.compile(r"(?P<month>[^\W\d_]{3,12}\.?)(?:,? (?P<year>(?:19|20)\d\d))?:?")
_LONGEST_HEADING, _LONGEST_PERIOD = 20, 40
_PERIOD = re.compile(
    r"(?:(?P<season>spring|summer|fall|autumn|winter|printemps|été|automne|hiver)"
    r"|(?P<first>[^\W\d_]{3,12})\.?\s?[/–-]\s?(?P<last>[^\W\d_]{3,12})\.?),?\s(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d:?")
_DAY = re.compile(
    r"(?:(?:le|the|on) )?(?:(?P<month>[^\W\d_]{3,12})\.? )?(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"
    r"(?:(?: (?P<late>[^\W\d_]{3,12})\.?)?(?:\s*[–—:|\t]\s*|\s+-\s+)|(?P<space>\s+))(?=[^\s\d])",
    re.IGNORECASE,
)
_DAY_ALONE = re.compile(
    r"(?:(?:le|the|on) )?(?:[^\W\d_]{3,12}\.?,? )?\d{1,2}(?:st|nd|rd|th|er)?(?: [^\W\d_]{3,12}\.?)?", re.IGNORECASE
)
_SURE = 0.9
_FEWEST = 2
_NEARLY_ALL = 0.8
_FEWEST_IN_ORDER = 5
"""So many figures run one way by chance once in sixty times; fewer do too often to be sure that they are days."""


class _Dated(Struct, frozen=True):
    """A line that begins with a day of the month that a heading above it names, and where that ends in the line.

    `is_bare` tells that nothing but a space stands behind the day.
    """

    line: Line
    day: date
    end: int
    is_bare: bool


class Days(Struct, frozen=True):
    """Lines with each day of such mentions apart; `is_told` is False where figures before words may be no days."""

    lines: Sequence[Line]
    is_told: bool = True


def with_days_apart(lines: Sequence[Line], today: date) -> Days:
    """Return the lines with each day of such mentions as a heading of its own; as they are where it is no such list."""
    found = list(_below_headings(lines, today))
    dated = {one.line.start: one for one in found if isinstance(one, _Dated)}
    days = list(dated.values())
    if len(dated) < max(_FEWEST, _NEARLY_ALL * len(found)) or _are_numbers(days) or not _are_in_order(days):
        return Days(lines)
    apart = [piece for line in lines for piece in (_apart(dated[line.start]) if line.start in dated else [line])]
    return Days(apart, len(days) >= _FEWEST_IN_ORDER or not any(one.is_bare for one in days))


def _are_numbers(dated: Iterable["_Dated"]) -> bool:
    """Tell whether days count up from the first one by one, as the numbers of a list do."""
    return all(one.day.day == number for number, one in enumerate(dated, start=1))


def _are_in_order(dated: Sequence["_Dated"]) -> bool:
    """Tell whether figures before words are days: all lines have one, and they run one way; "10 ways to…" do not."""
    if not any(one.is_bare for one in dated):
        return True
    pairs = [(first.day, second.day) for first, second in pairwise(dated)]
    return all(first >= second for first, second in pairs) or all(first <= second for first, second in pairs)


def stated_day(line: Line, today: date) -> FoundDate | None:
    """Return the day that a line of nothing but a day stands for by the month above it, or by a tag of its HTML."""
    if not line.hints.moment or not _DAY_ALONE.fullmatch(line.text):
        return None
    day = day_of_moment(line.hints.moment, today)
    return FoundDate(day, 0, len(line.text), _SURE) if day else None


def year_of_headings(lines: Sequence[Line]) -> int | None:
    """Return the year of the first heading that is nothing but a year or a month of it, None without one."""
    headings = (line.text.rstrip(":") for line in lines if names_a_month_or_year(line.text))
    return next((int(text[-4:]) for text in headings if text[-4:].isdecimal()), None)


def names_a_month_or_year(text: str) -> bool:
    """Tell whether a line is nothing but a year or a month, with or without its year."""
    if len(text) > _LONGEST_HEADING:
        return False
    heading = _HEADING.fullmatch(text)
    return _YEAR.fullmatch(text) is not None or (heading is not None and month_of(heading["month"]) > 0)


def names_a_period(text: str) -> bool:
    """Tell whether a line is nothing but the season or months of a magazine: "Fall 2026", "May/June 2026"."""
    if len(text) > _LONGEST_PERIOD or not text[-1:].isdigit():
        return False
    period = _PERIOD.fullmatch(text)
    if period is None:
        return names_a_month_or_year(text)
    return period["season"] is not None or all(month_of(word) for word in (period["first"], period["last"]))


def _below_headings(lines: Sequence[Line], today: date) -> Iterator[_Dated | Line]:
    """Yield the lines below the headings of months, those told that begin with a day."""
    year, month = 0, 0
    for line in lines:
        is_short = len(line.text) <= _LONGEST_HEADING
        if is_short and _YEAR.fullmatch(line.text):
            year, month = int(line.text[:4]), 0
        elif is_short and (heading := _HEADING.fullmatch(line.text)) and month_of(heading["month"]):
            year, month = int(heading["year"] or year), month_of(heading["month"])
        elif year and month:
            yield _dated(line, year, month, today) or line


def _dated(line: Line, year: int, month: int, today: date) -> _Dated | None:
    match = _DAY.match(line.columns)
    # What goes on in small letters is a headline that begins with a number: "3 reasons to stay".
    if match is None or (match["space"] and line.columns[match.end()].islower()):
        return None
    if month_of(match["month"] or match["late"] or "", None) not in {0, month}:
        return None
    try:
        day = date(year, month, int(match["day"]))
    except ValueError:
        return None
    return _Dated(line, day, match.end(), match["space"] is not None) if day <= today else None


def _apart(dated: _Dated) -> list[Line]:
    line = dated.line
    written = line.text[: dated.end].rstrip(" –—:|-")
    stop, rest = line.place(0, len(written))[1], line.place(dated.end, len(line.text))[0]
    day, after = line.raw[: stop - line.start], line.raw[rest - line.start :]
    return [
        Line(line.start, stop, written, day, gap=True, hints=Hints(moment=dated.day.isoformat())),
        replace(line, start=rest, text=line.text[dated.end :], raw=after, gap=False),
    ]
