"""Dates as papers write them."""

from datetime import date

import pytest

from clipper.capture.finders.date import dates_in, relative_in
from clipper.model.draft import Doubt

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("December 19, 2017", date(2017, 12, 19)),
        ("Tuesday, Dec. 19th, 2017", date(2017, 12, 19)),
        ("19 December 2017", date(2017, 12, 19)),
        ("le mardi 19 décembre 2017", date(2017, 12, 19)),
        ("1er août 2020", date(2020, 8, 1)),
        ("décembre 10 2019", date(2019, 12, 10)),
        ("12 févr. 2020", date(2020, 2, 12)),
        ("2017-12-19T08:00:00Z", date(2017, 12, 19)),
        ("19.12.2017", date(2017, 12, 19)),
        ("12/19/2017", date(2017, 12, 19)),
        ("19-Dec-17", date(2017, 12, 19)),
        ("19. Dezember 2017", date(2017, 12, 19)),
        ("19 de diciembre de 2017", date(2017, 12, 19)),
        ("2017年12月19日", date(2017, 12, 19)),
    ],
)
def test_an_absolute_date_is_sure_and_its_place_is_exact(text: str, day: date) -> None:
    (found,) = dates_in(f"Posted {text}.", TODAY)
    assert (found.day, found.doubt) == (day, None)
    assert found.confidence >= 0.9
    assert f"Posted {text}."[found.start : found.end] in text


def test_a_misspelt_month_is_read_and_said() -> None:
    (found,) = dates_in("Apil 1, 2020", TODAY)
    assert (found.day, found.doubt) == (date(2020, 4, 1), Doubt.MISSPELT)


def test_a_date_that_may_begin_with_day_or_month_offers_both() -> None:
    (found,) = dates_in("3/4/2019", TODAY, "en")
    assert (found.day, found.other, found.doubt) == (date(2019, 3, 4), date(2019, 4, 3), Doubt.DAY_OR_MONTH)
    (found,) = dates_in("3/4/2019", TODAY, "fr")
    assert found.day == date(2019, 4, 3)


def test_a_date_without_a_year_is_the_latest_that_is_past() -> None:
    (found,) = dates_in("December 19", TODAY)
    assert (found.day, found.doubt) == (date(2025, 12, 19), Doubt.NO_YEAR)


@pytest.mark.parametrize(
    "text", ["Chapter 12, 2019", "31 February 2020", "version 1.2.3", "page 12", "in May", "12:30", "2019"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert not list(dates_in(text, TODAY))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published 3 days ago", date(2026, 11, 20)),
        ("il y a 2 heures", date(2026, 11, 23)),
        ("Hier", date(2026, 11, 22)),
        ("vor 2 Tagen", date(2026, 11, 21)),
    ],
)
def test_a_relative_date_counts_from_today_and_is_never_sure(text: str, day: date) -> None:
    found = relative_in(text, TODAY)
    assert found is not None
    assert (found.day, found.doubt) == (day, Doubt.RELATIVE_DATE)
