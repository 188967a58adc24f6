"""The periods that reports of one kind are made for, one after the other."""

from datetime import date, timedelta

from clipper.model.period import Period
from clipper.model.report import Span

_ONE_DAY = timedelta(days=1)


def period_with(span: Span, day: date, fiscal_start: int = 1) -> Period:
    """Return the period of a length that a day is in; weeks begin on Monday, OTHER is taken as a month."""
    match span:
        case Span.DAY:
            return Period(day, day)
        case Span.WEEK:
            monday = day - timedelta(days=day.weekday())
            return Period(monday, monday + timedelta(days=6))
        case Span.QUARTER:
            return Period.quarter(day.year, (day.month + 2) // 3)
        case Span.YEAR:
            return Period(date(day.year, 1, 1), date(day.year, 12, 31))
        case Span.FISCAL_QUARTER:
            return Period.fiscal_quarter(day, fiscal_start)
        case Span.FISCAL_YEAR:
            return Period.fiscal_year(day, fiscal_start)
        case _:
            return Period.month(day.year, day.month)


def periods_of(span: Span, first: date, last: date, fiscal_start: int = 1, most: int = 120) -> list[Period]:
    """Return the periods from that of the last day back to that of the first, at most so many."""
    found = [period_with(span, last, fiscal_start)]
    while found[-1].first > first and len(found) < most:
        found.append(period_with(span, found[-1].first - _ONE_DAY, fiscal_start))
    return found


def last_whole(span: Span, today: date, fiscal_start: int = 1) -> Period:
    """Return the last period that is over; of days that is yesterday, but a briefing is for today."""
    return period_with(span, period_with(span, today, fiscal_start).first - _ONE_DAY, fiscal_start)


def span_of(period: Period, fiscal_start: int = 1) -> Span:
    """Return the length of a period, OTHER where it is none of the usual ones."""
    usual = (Span.DAY, Span.WEEK, Span.MONTH, Span.QUARTER, Span.YEAR, Span.FISCAL_QUARTER, Span.FISCAL_YEAR)
    return next((span for span in usual if period_with(span, period.first, fiscal_start) == period), Span.OTHER)
