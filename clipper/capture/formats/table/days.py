"""The dates of a column: which of day and month comes first is decided over all of them, not one by one."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from clipper.capture.finders.date import dates_in
from clipper.model.draft import Doubt
from clipper.model.sheet import DateOrder

_NUMERIC = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?!\d|[./-]\d)")
_YEAR_FIRST = re.compile(r"\s*((?:19|20)\d\d)([./-]?)(\d\d?)\2(\d\d?)(?!\d)")
_SERIAL = re.compile(r"\s*(\d{5})(?:\.\d+)?\s*")
_SERIALS = range(20_000, 60_000)
"""The days from 1954 to 2064 as spreadsheet programs count them; other numbers of five digits are no dates."""
_NO_DAY = re.compile(r"\s*\d{1,2}[\s./-]+")
"""A number before a month that is no day of it, as in "32-Nov-26": what stands behind the month is the year then."""
_DAY_ZERO = date(1899, 12, 30)
_MOST_AHEAD = timedelta(days=400)
_FIRST_YEAR = 1900


class Day(Struct, frozen=True):
    """A date that a cell tells, and why it may be another one."""

    day: date
    doubt: Doubt | None = None


class Order(Struct, frozen=True):
    """Which number comes first in the dates of a column, whether they leave it open, and whether they disagree."""

    order: DateOrder = DateOrder.MONTH_FIRST
    is_open: bool = False
    is_mixed: bool = False


def order_of(cells: Iterable[str], today: date, *, is_french: bool = False) -> Order:
    """Decide over a whole column which of day and month comes first.

    A number above twelve is a day. Where there is none, the order counts in which fewer dates lie ahead, then that in
    which the rows are sorted, then that in which they are closer together, then the habit of the language.
    """
    pairs = [pair for pair in map(_numbers, cells) if pair]
    by_day = sum(first > 12 >= second for first, second, _ in pairs)
    by_month = sum(second > 12 >= first for first, second, _ in pairs)
    if by_day or by_month:
        order = DateOrder.DAY_FIRST if by_day >= by_month else DateOrder.MONTH_FIRST
        return Order(order, is_mixed=bool(by_day and by_month))
    unlike = [pair for pair in pairs if pair[0] != pair[1]]
    if not unlike:
        return Order(DateOrder.DAY_FIRST if is_french else DateOrder.MONTH_FIRST)
    day_first, month_first = (_oddness(pairs, order, today) for order in DateOrder)
    if day_first == month_first:
        return Order(DateOrder.DAY_FIRST if is_french else DateOrder.MONTH_FIRST, is_open=True)
    order = DateOrder.DAY_FIRST if day_first < month_first else DateOrder.MONTH_FIRST
    return Order(order, is_open=day_first[:2] == month_first[:2])


def _numbers(cell: str) -> tuple[int, int, int] | None:
    """Return the two numbers before the year, and the year; points part day and month everywhere."""
    match = _NUMERIC.match(cell)
    if match is None or match[2] == ".":
        return None
    return int(match[1]), int(match[3]), _full_year(match[4])


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)


def _oddness(pairs: Sequence[tuple[int, int, int]], order: DateOrder, today: date) -> tuple[int, int, int]:
    """Return how many dates lie ahead in an order, how often the rows turn round, and how many days they span."""
    is_day_first = order is DateOrder.DAY_FIRST
    found = [
        _day(year, second if is_day_first else first, first if is_day_first else second)
        for first, second, year in pairs
    ]
    days = [day for day in found if day]
    ahead = sum(day > today + timedelta(days=1) for day in days)
    steps = [one < other for one, other in pairwise(days) if one != other]
    span = (max(days) - min(days)).days if days else 0
    return ahead, min(sum(steps), len(steps) - sum(steps)), span


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_in(cell: str, order: DateOrder, today: date) -> Day | None:
    """Return the date that a cell of a column of dates tells; None where it tells none."""
    found = _exact(cell, order)
    if found is None:
        words = next(dates_in(cell[:200], today), None)
        if words is None or (words.doubt is Doubt.NO_YEAR and _NO_DAY.fullmatch(cell, 0, words.start)):
            return None
        return Day(words.day, words.doubt)
    return Day(found) if found.year >= _FIRST_YEAR and found <= today + _MOST_AHEAD else None


def _exact(cell: str, order: DateOrder) -> date | None:
    year_first = _YEAR_FIRST.match(cell)
    if year_first and (year_first[2] or len(year_first[0].strip()) == 8):
        return _day(int(year_first[1]), int(year_first[3]), int(year_first[4]))
    numeric = _NUMERIC.match(cell)
    if numeric:
        first, second, year = int(numeric[1]), int(numeric[3]), _full_year(numeric[4])
        is_day_first = order is DateOrder.DAY_FIRST or numeric[2] == "."
        month, day = (second, first) if is_day_first else (first, second)
        # One row that cannot be what the others are is read as it can be.
        return _day(year, month, day) or _day(year, day, month)
    serial = _SERIAL.fullmatch(cell)
    if serial and int(serial[1]) in _SERIALS:
        return _DAY_ZERO + timedelta(days=int(serial[1]))
    return None


def is_day(cell: str, today: date) -> bool:
    """Tell whether a cell is a date and not a text that has one in it."""
    return len(cell) <= 40 and not _SERIAL.fullmatch(cell) and day_in(cell, DateOrder.DAY_FIRST, today) is not None


def is_like_a_day(cell: str) -> bool:
    """Tell whether a cell is written as a date in numbers, though there may be no such day."""
    match = _NUMERIC.match(cell) or _YEAR_FIRST.match(cell)
    return match is not None and bool(match[2]) and not cell[match.end() :].strip()
