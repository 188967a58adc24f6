"""Lines of what a person calls a list, read in the shape that the mentions of it have."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Known, Pasted

TODAY = date(2026, 11, 30)
ROUNDUP = """Media roundup
* CBC Nova Scotia: Shark season, longer (Frances Wills, Nov 3)
* Global Halifax: 'It just looked at me': surfer (Nov 4)
{line}
"""


def of_line(text: str, line: str) -> tuple[str | None, str | None, tuple[str, ...], date | None]:
    """Return headline, outlet, reporters and day of the mention that a line of a list became."""
    reading = read(Pasted(text), Known(), TODAY, is_list=True)
    [draft] = [one for one in reading.drafts if text[slice(*one.extent)] == line]
    return draft.headline.value, draft.outlet.value, draft.reporters.value, draft.published_on.value


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "* Saltwire: Great whites, great worries (Nov 4, Aaron Besw)",
            ("Great whites, great worries", "Saltwire", ("Aaron Besw",), date(2026, 11, 4)),
        ),
        (
            "* Tide Almanac: Great whites (again) and worries (Aaron Besw, Nov 4)",
            ("Great whites (again) and worries", "Tide Almanac", ("Aaron Besw",), date(2026, 11, 4)),
        ),
        (
            "* Tide Almanac: Great whites and worries (Aaron Besw)",
            ("Great whites and worries", "Tide Almanac", ("Aaron Besw",), None),
        ),
        ("* Tide Almanac: Great whites and worries", ("Great whites and worries", "Tide Almanac", (), None)),
        (
            "* Tide Almanac: Great whites and worries (staff",
            ("Tide Almanac: Great whites and worries (staff", None, (), None),
        ),
    ],
)
def test_a_line_is_read_in_the_shape_of_its_sisters_or_nearly_so(
    line: str, expected: tuple[str | None, str | None, tuple[str, ...], date | None]
) -> None:
    assert of_line(ROUNDUP.format(line=line), line) == expected


def test_a_line_in_the_shape_of_its_sisters_has_the_day_of_the_heading_above_it() -> None:
    text = """Mon 23 November 2026
CBC Radio | Whales and how to count them | Olive Tan
CTV News | The whale keepers | Avery Hai
Tues., Nov. 24, 2026
Discovery | Whale talk goes on | Bea Lund
"""
    line = "Discovery | Whale talk goes on | Bea Lund"
    assert of_line(text, line) == ("Whale talk goes on", "Discovery", ("Bea Lund",), date(2026, 11, 24))
