"""Which number of 3/4/2026 is the day where no site and no other date of the page tell it."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Guess, Known, Pasted

PROSE = (
    "The ferry that links the two shores waited four hours for the tide on Monday, and nobody on board complained.",
    "The company that runs it said the tide would be earlier next week, and the timetable would follow the moon.",
)


def day_of(day: str, money: str = "nothing") -> Guess[date | None]:
    text = "\n\n".join([f"Ferry waits for the tide\nBy Ines Marlow\n{day}", *PROSE, f"The wait cost {money} so far."])
    (draft,) = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    return draft.published_on


@pytest.mark.parametrize("zone", ["GMT", "BST", "AEDT", "CET", "SAST"])
def test_the_zone_beside_a_day_of_numbers_tells_that_the_day_comes_first(zone: str) -> None:
    found = day_of(f"03/11/2026 18:40 {zone}")
    assert (found.value, found.is_sure) == (date(2026, 11, 3), True)


@pytest.mark.parametrize("money", ["£30,000", "€2m", "£4.5bn"])
def test_sums_of_money_tell_that_the_day_comes_first(money: str) -> None:
    found = day_of("03/11/2026", money)
    assert (found.value, found.is_sure) == (date(2026, 11, 3), True)


@pytest.mark.parametrize(
    ("day", "money"),
    [
        ("03/11/2026", "nothing"),
        ("03/11/2026", "$2m or £1.5m"),
        ("03/11/2026 6:40 PM EST", "£2m"),
        ("03/11/2026 6:40 PM PT", "nothing"),
    ],
)
def test_where_nothing_tells_it_the_day_is_to_be_checked(day: str, money: str) -> None:
    assert not day_of(day, money).is_sure
