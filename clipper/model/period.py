"""Spans of days that figures and reports are made for."""

import re
from calendar import monthrange
from datetime import date, timedelta

from msgspec import Struct

from clipper.model.errors import WrongUsage


class Period(Struct, frozen=True, order=True):
    """All days from `first` to `last`, both included.

    Raises WrongUsage when `last` is before `first`.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise WrongUsage(f"A period cannot end ({self.last}) before it begins ({self.first}).")

    @classmethod
    def month(cls, year: int, month: int) -> "Period":
        """Return the calendar month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read "2017", "2017-12", "2017-12-19" or "2017-12-01..2017-12-31"; raises WrongUsage."""
        if ".." in text:
            first, last = text.split("..", 1)
            return cls(cls.parse(first).first, cls.parse(last).last)
        match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text.strip(), re.ASCII)
        if match is None:
            raise WrongUsage(f"“{text}” is not a period. Write 2017, 2017-12, 2017-12-19 or 2017-12-01..2017-12-31.")
        year, month, day = (int(part) if part else None for part in match.groups())
        try:
            return cls._of(year or 0, month, day)
        except ValueError as error:
            raise WrongUsage(f"“{text}” is not a day or month of the calendar.") from error

    @classmethod
    def _of(cls, year: int, month: int | None, day: int | None) -> "Period":
        if month is None:
            return cls(date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return cls.month(year, month)
        return cls(date(year, month, day), date(year, month, day))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> "Period":
        """Return the calendar quarter; raises ValueError for one that no year has."""
        first = date(year, 3 * quarter - 2, 1)
        return cls(first, cls.month(year, 3 * quarter).last)

    @classmethod
    def fiscal_year(cls, day: date, start: int) -> "Period":
        """Return the fiscal year of a day, where such years begin with the month `start`."""
        year = day.year - (day.month < start)
        return cls(date(year, start, 1), date(year + 1, start, 1) - timedelta(days=1))

    @classmethod
    def fiscal_quarter(cls, day: date, start: int) -> "Period":
        """Return the quarter of the fiscal year that a day is in."""
        month = cls.month(day.year, day.month)
        for _ in range((day.month - start) % 3):
            month = month.before()
        in_next = month.first + timedelta(days=95)
        return cls(month.first, in_next.replace(day=1) - timedelta(days=1))

    @property
    def is_month(self) -> bool:
        """Whether the period is exactly one calendar month."""
        return self == Period.month(self.first.year, self.first.month)

    @property
    def days(self) -> int:
        """The number of days in the period."""
        return (self.last - self.first).days + 1

    def before(self) -> "Period":
        """Return the period just before: the month before a month, else as many days."""
        end = self.first - timedelta(days=1)
        if self.is_month:
            return Period.month(end.year, end.month)
        return Period(end - timedelta(days=self.days - 1), end)

    def year_before(self) -> "Period":
        """Return the same period one year earlier; 29 February becomes 28."""
        if self.is_month:
            return Period.month(self.first.year - 1, self.first.month)
        return Period(_year_earlier(self.first), _year_earlier(self.last))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}" if self.is_month else f"{self.first}..{self.last}"


def _year_earlier(day: date) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
