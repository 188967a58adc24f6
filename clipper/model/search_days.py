"""The days that a search asks for: a date, month, year or span as Period.parse reads it, or told from today."""

from collections.abc import Callable
from datetime import date, timedelta

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.period import Period
from clipper.model.search_day_words import MONTHS, printed_days

_AGO = late_pattern(r"(\d{1,4})([dwmy])")
_QUARTER = late_pattern(r"(\d{4})-?[qQtT]?([1-4])")


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

    A month of no year is the latest one that has begun.
    """
    word = printed_days(text) or text
    if word in ("today", "yesterday"):
        day = today - timedelta(days=word == "yesterday")
        return Period(day, day)
    if word in MONTHS:
        month = MONTHS.index(word) + 1
        return Period.month(max(1, today.year - (month > today.month)), month)
    which, _, kind = word.partition("-")
    if kind in _KINDS and which in ("this", "last"):
        current = _KINDS[kind](today)
        return current if which == "this" else _KINDS[kind](current.first - timedelta(days=1))
    return Period.parse(word)


def last_days(text: str, today: date) -> Period:
    """Return so many days, weeks, months or years up to today, as "30d", "2w", "3m" or "1y"; raises WrongUsage."""
    match = _AGO.fullmatch(text.strip().lower())
    if match is None or int(match[1]) == 0:
        raise WrongUsage(f"“{text}” is not a number of days. Write 30d, 2w, 3m or 1y.")
    number, unit = int(match[1]), match[2]
    try:
        before = _back(today, number, unit)
    except (ValueError, OverflowError):
        before = date.min
    return Period(before + timedelta(days=1), today)


def due_days(text: str, today: date) -> Period:
    """Return the days of what is due: "overdue", "any", the next ones from today as "7d" or "2w", or as days_of()."""
    word = text.strip().lower()
    if word in ("any", "*"):
        return Period(date.min, date.max)
    if word == OVERDUE:
        return Period(date.min, today - timedelta(days=1))
    match = _AGO.fullmatch(word)
    if match is None:
        return _coming(word, today)
    last_days(word, today)
    try:
        return Period(today, _back(today, -int(match[1]), match[2]) - timedelta(days=1))
    except (ValueError, OverflowError):
        return Period(today, date.max)


def _coming(text: str, today: date) -> Period:
    """What days_of() returns, but of a month of no year the next one that has not ended."""
    days = days_of(text, today)
    is_over = printed_days(text) in MONTHS and days.last < today
    return Period.month(days.first.year + 1, days.first.month) if is_over else days


def _back(today: date, number: int, unit: str) -> date:
    if unit in "dw":
        return today - timedelta(days=number * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "y" else 1)
    month = Period.month(months // 12, months % 12 + 1)
    return month.first.replace(day=min(today.day, month.last.day))


def quarter_of(text: str, today: date) -> Period:
    """Return the calendar quarter that a text such as "2017-4" or "last-quarter" names; raises WrongUsage."""
    match = _QUARTER.fullmatch(text.strip())
    if match and int(match[1]):
        return Period.quarter(int(match[1]), int(match[2]))
    if printed_days(text) in ("this-quarter", "last-quarter"):
        return days_of(text, today)
    raise WrongUsage(f"“{text}” is not a quarter. Write 2017-4 for October to December 2017.")
