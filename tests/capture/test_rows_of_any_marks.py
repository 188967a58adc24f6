"""Lists whose cells are parted by unusual marks, whose lines begin with signs, or whose links stand above them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.cut import plain_marks
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


def told(text: str) -> list[tuple[object, ...]]:
    return [(draft.headline.value, draft.reporters.value, draft.outlet.value) for draft in drafts(text)]


FERRY = ("Ferry waits for the tide", ("Ann Lee",), "The Guardian")
ROAD = ("Ice road opens late", ("Noor Hussain-Beck",), "Tidewater Courier")
FOG = ("Fog stays put (for now)", ("Jago Winslade",), "CBC News")


@pytest.mark.parametrize("mark", [">>", "....", "+++", "//", "::", "~", "|"])
@pytest.mark.parametrize("lead", ["", "{} "])
def test_any_mark_may_part_the_cells_of_a_row(mark: str, lead: str) -> None:
    rows = [
        (outlet, f"{20 - place} Nov 2026", headline, name)
        for place, (headline, (name,), outlet) in enumerate([FERRY, ROAD, FOG])
    ]
    text = "\n".join(lead.format(mark) + f" {mark} ".join(row) for row in rows)
    assert told(text) == [FERRY, ROAD, FOG]


def test_tone_and_reach_behind_semicolons_are_no_headline() -> None:
    text = (
        '14-Nov-26; The Guardian; "Ferry waits for the tide"; Ann Lee; positive; reach 4.1M\n'
        '13-Nov-26; CBC News; "Fog stays put (for now)"; Jago Winslade; neutral; reach n/a\n'
    )
    assert told(text) == [FERRY, FOG]


def test_signs_before_lines_are_no_part_of_names() -> None:
    text = (
        "📰 La Tribune · 24/11/26\n« Le traversier attend »\n✍️ Ann Lee\n🔗 https://www.latribune.fr/a/traversier-1.html\n\n"
        "📻 France Inter · 23/11/26\n« La route est libre »\n🎙️ invité : Octave Lemercier\n"
    )
    first, second = drafts(text)
    assert (first.headline.value, first.reporters.value, first.outlet.value) == (
        "Le traversier attend",
        ("Ann Lee",),
        "La Tribune",
    )
    assert first.url.value == "https://www.latribune.fr/a/traversier-1.html"
    assert [one.name for one in second.spokespeople.value] == ["Octave Lemercier"]


def test_numbers_with_a_slash_and_an_unknown_outlet_beside_its_reporter() -> None:
    text = (
        "1/ Ferry waits for the tide\nThe Guardian · Ann Lee · 27 Oct. 2026\n"
        "2/ Ice road opens late\nTidewater Courier · Noor Hussain-Beck · 25 Oct. 2026\n"
    )
    assert told(text) == [FERRY, ROAD]


def test_headings_above_mentions_are_no_reporters() -> None:
    text = (
        "TOP STORIES\nFerry waits for the tide\nThe Guardian | Ann Lee, Bo Roe | October 9, 2026\n"
        "ALSO NOTED\nIce road opens late\nTidewater Courier | Noor Hussain-Beck | October 8, 2026\n"
    )
    assert told(text) == [(FERRY[0], ("Ann Lee", "Bo Roe"), FERRY[2]), ROAD]


def test_an_outlet_may_lead_the_headline_above_its_labels() -> None:
    text = (
        "The Guardian: Ferry waits for the tide\nReporter: Ann Lee\nPublished: Nov 19, 2026\n\n"
        "Tidewater Courier: Ice road opens late\nReporters: Noor Hussain-Beck\nPublished: Nov 18, 2026\n\n"
        "CBC News: Fog stays put (for now)\nReporter: Jago Winslade\nPublished: Nov 17, 2026\n"
    )
    assert told(text) == [FERRY, ROAD, FOG]


def test_numbers_in_the_first_column_are_no_headlines() -> None:
    text = (
        "#\tWhat ran\tDetails\n1\tFerry waits for the tide\tThe Guardian, Oct. 30, 2026, by Ann Lee\n"
        "2\tIce road opens late\tTidewater Courier, Oct. 21, 2026, by Noor Hussain-Beck\n"
    )
    assert told(text) == [FERRY, ROAD]


def test_links_above_their_headlines_lead_to_these() -> None:
    text = (
        "In the news:\n"
        "https://www.theguardian.com/world/2026/nov/05/ferry\nFerry waits for the tide (The Guardian, Ann Lee)\n"
        "https://www.cbc.ca/news/fog-1.1\nFog stays put for now (CBC News, Jago Winslade)\n"
    )
    found = drafts(text)
    assert [(draft.headline.value, draft.url.value) for draft in found] == [
        ("Ferry waits for the tide", "https://www.theguardian.com/world/2026/nov/05/ferry"),
        ("Fog stays put for now", "https://www.cbc.ca/news/fog-1.1"),
    ]


@pytest.mark.parametrize("place", ["p. 7", "online", "A3", "print"])
def test_a_page_or_medium_before_a_headline_is_no_part_of_it(place: str) -> None:
    text = (
        f"The Guardian, Nov. 21, 2026, {place}: Ferry waits for the tide (Ann Lee)\n"
        f"CBC News, Nov. 20, 2026, {place}: Fog stays put: for now (Jago Winslade)\n"
    )
    assert [headline for headline, *_ in told(text)] == ["Ferry waits for the tide", "Fog stays put: for now"]


def test_a_name_behind_a_station_is_its_programme() -> None:
    text = "September 10, 2026 | KUOW | Soundside | Shade as a public good | guest: Ann Lee\n" * 2
    for draft in drafts(text):
        assert (draft.headline.value, draft.programme.value) == ("Shade as a public good", "Soundside")


def test_sections_beside_days_below_teasers_are_no_outlets() -> None:
    text = "Minister opens the bridge\nPolitics | June 3, 2024\n\nSchool board closes\nMittwoch | 31. Juli 2019\n\n" * 3
    assert not {"Politics", "Mittwoch"} & {draft.outlet.value for draft in drafts(text)}


@given(st.text("ab,;:|>.+~/ \t", max_size=60))
def test_plain_marks_leave_every_place_where_it_is(text: str) -> None:
    assert len(plain_marks(text)) == len(text)


def test_the_time_of_an_interview_is_no_headline() -> None:
    (found,) = drafts("Ann Lee interviewed on CBC Radio One, Nov 4, 2026, 8:10 a.m.\n")
    assert (found.headline.value, found.coding.aired_at) == (None, "08:10")
