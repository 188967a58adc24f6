"""Lists in which the line of an outlet stands above headlines with their reporters."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Known, Pasted, Reading

TODAY = date(2026, 11, 30)
WANTED = [
    ("Fog stays put", ("Rhona Pike",), "The Guardian"),
    ("Salt on the road", ("Orlaith Quay",), "The Guardian"),
    ("Ferry waits for the tide", ("Nora Verdun",), "CBC News"),
    ("Who moved the buoy?", ("Ines Marlow",), "CBC News"),
]


def reading(text: str, known: Known | None = None) -> Reading:
    return read(Pasted(text), known or Known(), TODAY)


def told(found: Reading) -> list[tuple[object, ...]]:
    return [(draft.headline.value, draft.reporters.value, draft.outlet.value) for draft in found.drafts]


def test_reporters_with_uncommon_first_names_end_the_lines_of_the_second_outlet_too() -> None:
    text = (
        "• CBC News\n   ◦ Ferry waits for the tide – Nora Verdun – 9 Nov 2026\n"
        "   ◦ Who moved the buoy? – Ines Marlow – 16 Nov 2026\n"
        "• The Guardian\n   ◦ Fog stays put – Rhona Pike – 18 Nov 2026\n"
        "   ◦ Salt on the road – Orlaith Quay – 19 Nov 2026\n"
    )
    assert told(reading(text)) == [*WANTED[2:], *WANTED[:2]]


def test_lines_without_bullets_and_days_are_mentions_where_a_reporter_ends_each() -> None:
    text = (
        "The Guardian\nFog stays put – Rhona Pike\nSalt on the road – Orlaith Quay\n\n"
        "CBC News\nFerry waits for the tide – Nora Verdun\nWho moved the buoy? – Ines Marlow\n"
    )
    found = reading(text)
    assert told(found) == WANTED
    assert unused_in(found) == []


def test_a_line_with_the_bullet_of_the_outlets_is_one_and_no_mention_of_the_one_above() -> None:
    text = (
        "• CBC News\n   ◦ Ferry waits for the tide – Nora Verdun – 9 Nov 2026\n"
        "   ◦ Who moved the buoy? – Ines Marlow – 16 Nov 2026\n"
        "• The Slow Thaw\n   ◦ Fog stays put – Rhona Pike – 18 Nov 2026\n"
    )
    found = reading(text)
    assert told(found) == [*WANTED[2:], ("Fog stays put", ("Rhona Pike",), "The Slow Thaw")]
    assert not found.drafts[-1].outlet.is_sure


def test_a_reporter_of_the_library_is_one_where_the_other_lines_have_none() -> None:
    text = "• CBC News\n   ◦ Ferry waits for the tide – 9 Nov 2026\n   ◦ Fog stays put – Rhona Pike – 10 Nov 2026\n"
    known = Known(reporters=("Rhona Pike",))
    assert told(reading(text, known))[1] == ("Fog stays put", ("Rhona Pike",), "CBC News")


def test_a_headline_that_ends_with_what_may_be_a_reporter_asks_to_be_looked_at() -> None:
    text = "• CBC News\n   ◦ Ferry waits for the tide – 9 Nov 2026\n   ◦ Fog stays put – Rhona Pike – 10 Nov 2026\n"
    ferry, fog = reading(text).drafts
    assert ferry.headline.is_sure
    assert not fog.headline.is_sure


@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize("mention", ["{} – {}", "• {} ({})", "- {}, {}"])
def test_an_outlet_that_nobody_knows_ends_the_one_above(mention: str, gap: str) -> None:
    ferry = mention.format("Ferry waits for the tide", "9 Nov 2026")
    fog = mention.format("Fog stays put", "10 Nov 2026")
    road = mention.format("Ice road opens", "11 Nov 2026")
    found = reading(f"CBC News\n{ferry}\n{gap}Condo Watch\n{fog}\n{gap}Global News\n{road}\n").drafts
    assert [(draft.outlet.value, draft.outlet.is_sure) for draft in found] == [
        ("CBC News", True),
        ("Condo Watch", False),
        ("Global News", True),
    ]


@pytest.mark.parametrize(
    "mention", ["{} – {} – {}", "{} | {} | {}", "{0} – {2} – {1}", "{} ({}, {})", "{}, {}, by {}", "• {} – {} – {}"]
)
@pytest.mark.parametrize("heading", ["{}", "{}:", "{} (1)", "{} (1):"])
def test_day_and_reporter_stand_behind_headlines_below_outlets(mention: str, heading: str) -> None:
    text = "\n".join(
        [
            heading.format("Harbour Ledger"),
            mention.format("Fog stays put", "10 Nov 2026", "Ann Lee"),
            "",
            heading.format("CBC News"),
            mention.format("Ferry waits for the tide", "9 Nov 2026", "Tom Roe"),
        ]
    )
    assert told(reading(text)) == [
        ("Fog stays put", ("Ann Lee",), "Harbour Ledger"),
        ("Ferry waits for the tide", ("Tom Roe",), "CBC News"),
    ]


def test_empty_lines_between_all_lines_tell_nothing() -> None:
    text = (
        "CBC NEWS\n\nFerry waits for the tide – 9 Nov 2026 – Tom Roe\n\n"
        "HARBOUR LEDGER\n\nFog stays put – 10 Nov 2026 – Ann Lee\n\nIce road opens – 11 Nov 2026 – Jo May\n"
    )
    assert [outlet for *_, outlet in told(reading(text))] == ["CBC News", "HARBOUR LEDGER", "HARBOUR LEDGER"]


def test_one_outlet_may_have_one_headline_and_another_two() -> None:
    text = "CBC News\n• Ferry waits for the tide\n\nHarbour Ledger\n• Fog stays put\n• Ice road opens\n\n"
    text += "Toronto Star\n• Wharf to be sold\n"
    assert [outlet for *_, outlet in told(reading(text))] == ["CBC News", *["Harbour Ledger"] * 2, "Toronto Star"]


def test_links_below_headlines_tell_that_these_stand_below_their_outlet() -> None:
    text = (
        "CBC News\nFerry waits for the tide\nhttps://www.cbc.ca/news/ferry-1.23\n\n"
        "Toronto Star\nFog stays put\nhttps://www.thestar.com/fog.html\nIce road opens\nhttps://www.thestar.com/ice.html\n"
    )
    found = reading(text)
    assert [outlet for *_, outlet in told(found)] == ["CBC News", *["Toronto Star"] * 2]
    assert [draft.url.value for draft in found.drafts][2] == "https://www.thestar.com/ice.html"


def test_days_outlets_and_headlines_may_be_all() -> None:
    text = (
        "November 3, 2026\nCBC News\nFerry waits for the tide\nToronto Star\nFog stays put\n"
        "Who pays for the ice road?\n\n"
        "November 4, 2026\nReuters\nCanada opens an ice road\n"
    )
    found = reading(text)
    assert [outlet for *_, outlet in told(found)] == ["CBC News", *["Toronto Star"] * 2, "Reuters"]
    assert [draft.published_on.value for draft in found.drafts] == [*[date(2026, 11, 3)] * 3, date(2026, 11, 4)]


def test_an_article_below_its_outlet_and_day_is_no_list() -> None:
    text = (
        "June 5, 2026\nCBC News\nFerry fares to rise in spring\nBy Ann Lee\n"
        "The province says fares will go up by four per cent.\nIt did not say more.\n"
    )
    assert len(reading(text).drafts) == 1


@pytest.mark.parametrize("line", ["Opinion", "Business", "Read more", "Print Edition", "Ann Lee", "By Ann Lee"])
def test_a_section_or_a_name_ends_no_outlet(line: str) -> None:
    text = f"CBC News\nFerry waits – Nov. 3, 2026\n{line}\nFog stays – Nov. 5, 2026\n\n"
    text += "Toronto Star\nIce melts – Nov. 6, 2026\n"
    assert [outlet for *_, outlet in told(reading(text))] == ["CBC News", "CBC News", "Toronto Star"]


def test_a_heading_of_the_level_of_outlets_is_the_outlet_of_what_stands_below_it() -> None:
    rows = [(WANTED[0], 2), (("Buoys that sing", ("Jim Wren",), "Rock and Skerry"), 3), (WANTED[2], 5)]
    html = "".join(
        f'<h3>{outlet}</h3><ul><li><a href="https://s{day}.example/a">{headline}</a> — Nov {day}, 2026 — {names[0]}'
        "</li></ul>"
        for (headline, names, outlet), day in rows
    )
    text = "\n\n".join(
        f"{outlet}\n\n{headline} — Nov {day}, 2026 — {names[0]}" for (headline, names, outlet), day in rows
    )
    assert told(read(Pasted(text, html), Known(), TODAY)) == [row for row, _ in rows]


@pytest.mark.parametrize(
    "outlets", [("CBC News", "Dory Gazette"), ("Dory Gazette", "CBC News"), ("CBC News", "Reuters")]
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_an_outlet_that_nobody_knows_heads_headline_and_day_as_known_ones_do(
    outlets: tuple[str, ...], gap: str
) -> None:
    rows = [*outlets, "Toronto Star", "Harbour Ledger", "Global News"]
    text = gap.join(
        f"{outlet}\nPilots of pier {number} wait for a ship\nAnn Lee | Nov {number}, 2026\n"
        for number, outlet in enumerate(rows, 3)
    )
    found = told(reading(text))
    assert [(headline, outlet) for headline, _, outlet in found] == [
        (f"Pilots of pier {number} wait for a ship", outlet) for number, outlet in enumerate(rows, 3)
    ]


PROSE = (
    "The pilots say that they wait for a ship that can take the bar away, and that nobody has told them when it "
    "comes, or who will pay for all of that in the end."
)


def test_mentions_below_a_long_paragraph_are_read_whatever_stands_above_them() -> None:
    mentions = [
        f"Pilots wait for ships – {outlet} – Ann Lee – Nov {number}, 2026"
        for number, outlet in enumerate(("CBC News", "Toronto Star", "Le Devoir", "Global News", "CTV News"), 3)
    ]
    for above in ("", "Photo: Tom Roe\nSeen from the pier\n"):
        text = f"{PROSE} {PROSE} {PROSE}\n\n{above}" + "\n".join(mentions)
        assert len(reading(text).drafts) == len(mentions)


def test_the_second_way_to_read_a_list_is_tried_where_the_first_finds_nothing() -> None:
    outlets = ("VICE", "CTV News", "CBC News", "The Globe and Mail", "Le Devoir")
    text = "\n".join(
        f"Subject: FW: Fog\n* Pilots of pier {number} wait (Nov {number}, 2026, Ann Lee)\n{PROSE}\n{outlet} (2)"
        for number, outlet in enumerate(outlets, 3)
    )
    assert len(reading(text).drafts) > 1
