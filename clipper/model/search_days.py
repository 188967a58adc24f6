"""The days that a search asks for: a date, month, year or span as Period.parse reads it, or told from today."""

from collections.abc import Callable
from datetime import date, timedelta

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.period import Period
from clipper.model.search_day_words import (
    MONTHS,
    QUARTERS,
    WEEKDAYS,
    printed_amount,
    printed_days,
    printed_quarter,
)

_AMOUNT = late_pattern(r"(\d{1,4})([dwmy])")
_QUARTER = late_pattern(r"(\d{4})-([1-4])")
_DAYS_BACK = {"today": 0, "yesterday": 1, "day-before-yesterday": 2}
_WEEK = 7
_YEARS_TRIED = 9
"""Within so many years every day of the calendar comes, 29 February too."""


def _week_of(day: date) -> Period:
    first = day - timedelta(days=day.weekday())
    return Period(first, first + timedelta(days=6))


def _quarter_of(day: date) -> Period:
    return Period.quarter(day.year, (day.month + 2) // 3)


_KINDS: dict[str, Callable[[date], Period]] = {
    "week": _week_of,
    "month": lambda day: Period.month(day.year, day.month),
    "quarter": _quarter_of,
    "year": lambda day: Period(date(day.year, 1, 1), date(day.year, 12, 31)),
}

OVERDUE = "overdue"
"""The word for all days before today, of what is due."""


def days_of(text: str, today: date) -> Period:
    """Return the days that a text names, such as "2017-12", "yesterday" or "le mois dernier"; raises WrongUsage.

    A month, a day or a day of the week that tells no more is the latest one that has begun, a quarter the latest one
    that is over. A span that is open at an end has no end there.
    """
    word = printed_days(text)
    if word is None:
        raise WrongUsage(f"“{text}” is not a date. Write 2017, 2017-12, 2017-12-19 or last-month.")
    if days := _of_no_year(word, today) or _day_of_week(word, today):
        return days
    if word in _DAYS_BACK:
        day = today - timedelta(days=_DAYS_BACK[word])
        return Period(day, day)
    which, _, kind = word.partition("-")
    if kind in _KINDS and which in ("this", "last"):
        current = _KINDS[kind](today)
        return current if which == "this" else _KINDS[kind](current.first - timedelta(days=1))
    return _open_span(word) or Period.parse(word)


def _day_of_week(word: str, today: date) -> Period | None:
    """The latest day that is called so, today among them unless it says "last"."""
    name = word.removeprefix("last-")
    if name not in WEEKDAYS:
        return None
    is_before = name != word
    day = today - timedelta(days=(today.weekday() - WEEKDAYS.index(name) - is_before) % _WEEK + is_before)
    return Period(day, day)


def _of_no_year(word: str, today: date, *, is_coming: bool = False) -> Period | None:
    """The latest month or day of no year that has begun, or quarter that is over; or the next that is not over."""
    if not is_of_no_year(word):
        return None
    earliest, latest = max(date.min.year, today.year - _YEARS_TRIED), min(date.max.year, today.year + _YEARS_TRIED)
    years = range(today.year, latest + 1) if is_coming else range(today.year, earliest - 1, -1)
    found = [days for year in years if (days := _in_year(word, year))]
    reached = (days for days in found if (days.last >= today if is_coming else _has_come(word, days, today)))
    return next(reached, found[-1] if found else Period(today, today))


def is_of_no_year(word: str) -> bool:
    """Tell whether days as a search prints them are a month, a day or a quarter without its year."""
    return word.partition("-")[0] in MONTHS or word in QUARTERS


def _in_year(word: str, year: int) -> Period | None:
    if word in QUARTERS:
        return Period.quarter(year, QUARTERS.index(word) + 1)
    name, _, day = word.partition("-")
    month = MONTHS.index(name) + 1
    try:
        return Period(date(year, month, int(day)), date(year, month, int(day))) if day else Period.month(year, month)
    except ValueError:
        return None


def _has_come(word: str, days: Period, today: date) -> bool:
    return days.last < today if word in QUARTERS else days.first <= today


def _open_span(text: str) -> Period | None:
    first, dots, last = text.partition("..")
    if not dots or (first and last):
        return None
    return Period(Period.parse(first).first, date.max) if first else Period(date.min, Period.parse(last).last)


def last_days(text: str, today: date) -> Period:
    """Return so many days, weeks, months or years up to today, as "30d", "2 weeks", "month"; raises WrongUsage."""
    number, unit = _amount(printed_amount(text, is_counted=True))
    try:
        before = _back(today, number, unit)
    except (ValueError, OverflowError):
        before = date.min
    return Period(before + timedelta(days=1), today)


def added_days(text: str, today: date) -> Period:
    """Return the days of what came in: so many as of last_days() with their unit, or as days_of()."""
    return last_days(text, today) if printed_amount(text) else days_of(text, today)


def _amount(printed: str | None) -> tuple[int, str]:
    match = _AMOUNT.fullmatch(printed or "")
    if match is None or int(match[1]) == 0:
        raise WrongUsage(f"“{printed}” is not a number of days. Write 30d, 2w, 3m or 1y.")
    return int(match[1]), match[2]


def due_days(text: str, today: date) -> Period:
    """Return the days of what is due: "overdue", "any", the next ones from today as "7d" or "2w", or as days_of()."""
    word = text.strip().lower()
    if word in ("any", "*"):
        return Period(date.min, date.max)
    if word == OVERDUE:
        return Period(date.min, today - timedelta(days=1))
    printed = printed_amount(word)
    if printed is None:
        return _coming(word, today)
    number, unit = _amount(printed)
    try:
        return Period(today, _back(today, -number, unit) - timedelta(days=1))
    except (ValueError, OverflowError):
        return Period(today, date.max)


def _coming(text: str, today: date) -> Period:
    """What days_of() returns, but of a day of the week or what has no year the next one that has not ended."""
    word = printed_days(text) or ""
    if word in WEEKDAYS:
        day = today + timedelta(days=(WEEKDAYS.index(word) - today.weekday()) % _WEEK)
        return Period(day, day)
    return _of_no_year(word, today, is_coming=True) or days_of(text, today)


def _back(today: date, number: int, unit: str) -> date:
    if unit in "dw":
        return today - timedelta(days=number * (_WEEK if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
    month = Period.month(months // 12, months % 12 + 1)
    return month.first.replace(day=min(today.day, month.last.day))


def quarter_of(text: str, today: date) -> Period:
    """Return the calendar quarter that a text such as "2017-4", "Q4 2017" or "last-quarter" names; raises WrongUsage.

    One of no year is the latest that is over.
    """
    printed = printed_quarter(text) or printed_days(text)
    match = _QUARTER.fullmatch(printed or "")
    if match and int(match[1]):
        return Period.quarter(int(match[1]), int(match[2]))
    if printed in (*QUARTERS, "this-quarter", "last-quarter"):
        return days_of(printed, today)
    raise WrongUsage(f"“{text}” is not a quarter. Write 2017-4 for October to December 2017.")
