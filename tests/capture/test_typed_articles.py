"""Articles that a person copied by hand or typed: the paper above, who signed, and a text of a few lines."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
HEADLINE = "Ferry operator halts sailings as channel silts up"
TEXT = (
    "The ferry to Port Gansey has waited for three weeks, and nobody knows how long it will stay at the quay.\n\n"
    "“We have seen this before,” said Tom Verdun, who runs the hotel. “Nobody dredged the channel.”"
)


def one(text: str, known: Known | None = None) -> Draft:
    (draft,) = read(Pasted(text), known or Known(), TODAY).drafts
    return draft


@pytest.mark.parametrize(
    ("first", "outlet"),
    [
        ("VICE", "Vice"),
        ("TIME", "TIME"),
        ("Reuters", "Reuters"),
        ("REUTERS", "Reuters"),
        ("AP", "The Associated Press"),
        ("The Canadian Press", "The Canadian Press"),
        ("THE GLOBE AND MAIL", "The Globe and Mail"),
        ("Toronto Star", "Toronto Star"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_known_outlet_above_a_headline_is_where_it_ran(first: str, outlet: str, gap: str) -> None:
    draft = one(gap.join([first, HEADLINE, "By Ines Marlow", "March 3, 2026", TEXT]))
    assert (draft.outlet.value, draft.outlet.is_sure) == (outlet, False)
    assert (draft.headline.value, draft.reporters.value, draft.body.value) == (HEADLINE, ("Ines Marlow",), TEXT)


@pytest.mark.parametrize("section", ["Capital", "Science", "OPINION", "Commentary", "POLITICS"])
def test_a_section_above_a_headline_is_no_outlet(section: str) -> None:
    assert one("\n".join([section, HEADLINE, "By Ines Marlow", TEXT])).outlet.value is None


@pytest.mark.parametrize(
    "byline",
    [
        "Staff",
        "By Staff",
        "By Staff Reporter",
        "Web Staff",
        "By News Staff",
        "By Newsroom",
        "Rédaction",
        "Par la rédaction",
    ],
)
def test_staff_that_signs_is_no_reporter(byline: str) -> None:
    draft = one("\n".join([HEADLINE, byline, "March 3, 2026", TEXT]))
    assert (draft.reporters.value, draft.outlet.value, draft.body.value) == ((), None, TEXT)


def test_staff_in_a_list_is_no_reporter() -> None:
    first, second = read(
        Pasted(
            "Ferry waits for the tide by Staff, Toronto Star, March 3, 2026\n"
            "Fog holds the harbour by Ann Lee, Toronto Star, March 2, 2026"
        ),
        Known(),
        TODAY,
    ).drafts
    assert (first.headline.value, first.reporters.value) == ("Ferry waits for the tide", ())
    assert second.reporters.value == ("Ann Lee",)


@pytest.mark.parametrize("byline", ["By Ines Marlow, Staff Reporter", "By Global News Staff", "By Bo Newsroom"])
def test_a_person_or_an_organisation_beside_staff_is_a_reporter(byline: str) -> None:
    assert one("\n".join([HEADLINE, byline, "March 3, 2026", TEXT])).reporters.value


def test_a_reporter_of_the_library_who_is_called_as_staff_is_one() -> None:
    draft = one("\n".join([HEADLINE, "By Staff", "March 3, 2026", TEXT]), Known(reporters=("Staff",)))
    assert draft.reporters.value == ("Staff",)


@pytest.mark.parametrize(
    ("byline", "reporters"),
    [
        ("By Robert Downey Jr., Special to the Star", ("Robert Downey Jr.",)),
        ("By Robert Downey, Jr.", ("Robert Downey, Jr.",)),
        ("Robert Downey Jr.", ("Robert Downey Jr.",)),
        ("By Robert Downey III", ("Robert Downey III",)),
        ("By Robert Downey Sr. and Ines Marlow", ("Robert Downey Sr.", "Ines Marlow")),
        ("By Ines Marlow and Robert Downey Jr", ("Ines Marlow", "Robert Downey Jr")),
    ],
)
def test_a_byline_keeps_what_tells_a_son_from_his_father(byline: str, reporters: tuple[str, ...]) -> None:
    draft = one("\n".join([HEADLINE, byline, TEXT]))
    assert (draft.reporters.value, draft.body.value) == (reporters, TEXT)


@pytest.mark.parametrize("name", ["Robert Downey Jr.", "Robert Downey, Jr.", "Robert Downey III", "Robert Downey, Sr."])
@pytest.mark.parametrize(
    "style", ["{headline} by {name}, Toronto Star, {day}", "“{headline},” {name}, Toronto Star, {day}"]
)
def test_a_list_keeps_what_tells_a_son_from_his_father(name: str, style: str) -> None:
    headlines = ("Ferry waits for the tide", "Fog holds the harbour")
    text = "\n".join(style.format(headline=headline, name=name, day="March 3, 2026") for headline in headlines)
    found = read(Pasted(text), Known(), TODAY).drafts
    assert [(draft.headline.value, draft.reporters.value) for draft in found] == [
        (headline, (name,)) for headline in headlines
    ]
