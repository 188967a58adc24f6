"""Periods are read as people write them, and know what came before."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clipper.model.errors import WrongUsage
from clipper.model.period import Period

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
periods = st.tuples(days, days).map(sorted).map(lambda pair: Period(*pair))
months = days.map(lambda day: Period.month(day.year, day.month))


@given(periods | months)
def test_a_period_prints_what_reads_back_the_same(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(periods | months)
def test_the_period_before_ends_the_day_before(period: Period) -> None:
    before = period.before()
    assert before.last + timedelta(1) == period.first
    assert before.is_month if period.is_month else before.days == period.days


@given(months)
def test_the_year_before_a_month_is_the_same_month(month: Period) -> None:
    earlier = month.year_before()
    assert earlier.is_month
    assert (earlier.first.year + 1, earlier.first.month) == (month.first.year, month.first.month)


@given(periods, days)
def test_a_period_holds_its_days(period: Period, day: date) -> None:
    assert (day in period) == (period.first <= day <= period.last)
    assert period.days == sum(1 for _ in range((period.last - period.first).days + 1))


@given(days, st.integers(1, 12))
def test_fiscal_quarters_make_up_the_fiscal_year_that_a_day_is_in(day: date, start: int) -> None:
    year, quarter = Period.fiscal_year(day, start), Period.fiscal_quarter(day, start)
    assert day in quarter
    assert quarter.first in year
    assert quarter.last in year
    assert (year.first.day, year.first.month) == (1, start)
    assert year.days in (365, 366)
    walked = [Period.fiscal_quarter(year.last, start)]
    while walked[-1].first > year.first:
        walked.append(Period.fiscal_quarter(walked[-1].first - timedelta(1), start))
    assert len(walked) == 4
    assert sum(one.days for one in walked) == year.days
    assert quarter in walked


def test_a_fiscal_year_of_january_is_that_of_the_calendar() -> None:
    assert Period.fiscal_year(date(2017, 5, 1), 1) == Period.parse("2017")
    assert Period.fiscal_quarter(date(2017, 5, 1), 1) == Period.quarter(2017, 2)
    assert Period.fiscal_year(date(2018, 3, 31), 4) == Period.parse("2017-04..2018-03")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2016-2", date(2016, 2, 1), date(2016, 2, 29)),
        (" 2017-12-19 ", date(2017, 12, 19), date(2017, 12, 19)),
        ("2017-10..2017-12", date(2017, 10, 1), date(2017, 12, 31)),
        ("2017-12-05..2018", date(2017, 12, 5), date(2018, 12, 31)),
    ],
)
def test_periods_are_read_as_people_write_them(text: str, first: date, last: date) -> None:
    assert Period.parse(text) == Period(first, last)


@pytest.mark.parametrize(
    "text", ["", "soon", "17", "2017-13", "2017-02-30", "0000", "2018..2017", "..", "２０１７", "2017-12-19-1"]
)
def test_what_is_no_period_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(WrongUsage, match=r"\.$"):
        Period.parse(text)


def test_29_february_a_year_before_is_28_february() -> None:
    day = Period.parse("2016-02-29")
    assert day.year_before() == Period.parse("2015-02-28")


@given(periods)
def test_a_year_before_is_never_longer_than_by_the_leap_day(period: Period) -> None:
    assume(not period.is_month)
    assert abs(period.year_before().days - period.days) <= 1
