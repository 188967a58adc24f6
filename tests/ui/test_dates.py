"""Dates as people write and read them."""

from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.model.errors import WrongUsage
from clipper.ui.dates import read_date, write_date, write_day, write_moment, write_month
from tests.ui.conftest import TODAY

DAY = date(2017, 12, 19)


@pytest.mark.parametrize(
    "text",
    [
        "19 December 2017",
        "19 Dec 2017",
        "Dec. 19, 2017",
        "December 19th, 2017",
        "Tuesday 19 December 2017",
        "Tue, 19 Dec 17",
        "2017-12-19",
        "2017/12/19",
        "20171219",
        "2017-12-19T04:00:00Z",
        "Dec 19, 2017 4:00 AM ET",
        "19/12/2017",
        "12/19/2017",
        "19.12.2017",
        "le mardi 19 décembre 2017",
        "19 déc. 2017 à 10 h 30",
        "19. Dezember 2017",
        "19 de diciembre de 2017",
        "  19   december\t2017 ",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_date(text, TODAY) == DAY


def test_a_day_without_a_year_is_the_latest_that_is_not_in_the_future() -> None:
    assert read_date("17 November", TODAY) == date(2026, 11, 17)
    assert read_date("19 November", TODAY) == date(2025, 11, 19)
    assert read_date("yesterday", TODAY) == date(2026, 11, 17)
    assert read_date("aujourd’hui", TODAY) == TODAY
    assert read_date("1er juillet", TODAY) == date(2026, 7, 1)


def test_a_date_that_could_be_two_days_is_not_guessed() -> None:
    with pytest.raises(WrongUsage, match="3 April or 4 March"):
        read_date("3/4/2017", TODAY)
    assert read_date("4/4/2017", TODAY) == date(2017, 4, 4)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "17 Novembre 202", "31 April 2020", "12", "12:30", "May", "29 Feb", "9" * 500, "19 Dec Mai 2017"],
)
def test_what_is_no_date_gets_a_sentence(text: str) -> None:
    with pytest.raises(WrongUsage, match=r"\.$"):
        read_date(text, TODAY)


@given(st.text(max_size=200))
def test_reading_any_text_gives_a_day_or_a_sentence(text: str) -> None:
    with suppress(WrongUsage):
        assert isinstance(read_date(text, TODAY), date)


@given(st.dates(date(1400, 1, 1)), st.booleans(), st.booleans())
def test_what_is_written_is_read_back(day: date, weekday: bool, short: bool) -> None:
    assert read_date(write_date(day, weekday=weekday, short=short), TODAY) == day


def test_dates_are_written_with_as_much_as_is_needed() -> None:
    assert write_date(DAY) == "19 December 2017"
    assert write_date(DAY, weekday=True) == "Tuesday 19 December 2017"
    assert write_date(DAY, short=True) == "19 Dec 2017"
    assert write_day(TODAY, TODAY) == "18 Nov"
    assert write_day(DAY, TODAY) == "19 Dec 2017"
    assert write_month(DAY) == "December 2017"


def test_a_moment_of_today_is_a_time_and_of_another_day_has_the_day() -> None:
    now = datetime(2026, 11, 18, 12, 0)
    assert write_moment(datetime(2026, 11, 18, 9, 14), now) == "09:14"
    assert write_moment(datetime(2026, 11, 17, 9, 14), now) == "17 Nov, 09:14"
