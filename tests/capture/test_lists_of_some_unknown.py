"""Lists in which some outlets are known: those that are not are told by what the others look like, or by an address."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Doubt, Known, Pasted, Reading

TODAY = date(2026, 11, 30)
KNOWN = [("Ferry waits for the tide", "Ines Marlow", "CBC News"), ("La brume reste", "Luc Roy", "La Presse")]
OTHER = ("What the ditch knows", "Nora Verdun", "The Slow Thaw")
STYLES = [
    "{outlet}: {headline} ({name})",
    "{outlet}: {headline}",
    "{outlet} – {headline}",
    "{headline} - {outlet}",
    "{headline} ({outlet})",
    "{headline} ({name}, {outlet}, Nov 2{place})",
    "{headline}, {outlet}, Nov 2{place}",
    "2{place}/11 – {outlet} – {headline} – {name}",
]


def reading(text: str) -> Reading:
    return read(Pasted(text), Known(), TODAY)


def told(found: Reading) -> list[tuple[object, ...]]:
    return [(draft.headline.value, draft.reporters.value, draft.outlet.value) for draft in found.drafts]


def wanted(style: str, rows: list[tuple[str, str, str]]) -> list[tuple[object, ...]]:
    return [(headline, (name,) if "{name}" in style else (), outlet) for headline, name, outlet in rows]


def written(style: str, rows: list[tuple[str, str, str]]) -> str:
    lines = (
        style.format(headline=headline, name=name, outlet=outlet, place=place)
        for place, (headline, name, outlet) in enumerate(rows)
    )
    return "\n".join(lines)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("bullet", ["", "• "])
def test_a_line_written_as_the_others_is_a_mention_of_an_outlet_that_nobody_knows(
    style: str, place: int, bullet: str
) -> None:
    rows = [*KNOWN[:place], OTHER, *KNOWN[place:]]
    found = reading("\n".join(bullet + line for line in written(style, rows).split("\n")))
    assert told(found) == wanted(style, rows)
    assert all(draft.outlet.is_sure for draft in found.drafts if draft.outlet.value != OTHER[2])
    assert unused_in(found) == []


@pytest.mark.parametrize("style", STYLES[:4])
def test_its_day_is_that_of_the_heading_above_it(style: str) -> None:
    first, second = written(style, [OTHER, KNOWN[0]]), written(style, [KNOWN[1], OTHER])
    found = reading(f"Monday, November 23\n{first}\nTuesday, November 24\n{second}")
    assert told(found) == wanted(style, [OTHER, *KNOWN, OTHER])
    days = [date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 24)]
    assert [draft.published_on.value for draft in found.drafts] == days


def test_its_day_is_that_of_a_heading_above_it_alone() -> None:
    text = f"Monday, November 23\n{written(STYLES[0], KNOWN)}\n\nTuesday, November 24\n{written(STYLES[0], [OTHER])}"
    found = reading(text)
    assert [draft.published_on.value for draft in found.drafts] == [date(2026, 11, day) for day in (23, 23, 24)]
    assert unused_in(found) == []


def test_a_name_in_brackets_behind_a_headline_is_its_reporter_in_a_list_without_others() -> None:
    text = "\n".join([written(STYLES[1], KNOWN), written(STYLES[0], [OTHER])])
    assert told(reading(text)) == [*wanted(STYLES[1], KNOWN), *wanted(STYLES[0], [OTHER])]


def test_what_is_called_as_papers_are_in_brackets_behind_a_headline_is_no_reporter() -> None:
    found = reading(
        "Ferry waits for the tide, says the captain (Klondike Weekly, 2026-11-27)\n"
        "What the ditch knows (and why) (Gravel Gazette, 2026-10-28)"
    )
    assert [draft.outlet.value for draft in found.drafts] == ["Klondike Weekly", "Gravel Gazette"]
    assert not any(draft.reporters.value or draft.outlet.is_sure for draft in found.drafts)


@pytest.mark.parametrize(
    "line",
    [
        "Note: more of these tomorrow",
        "Thanks to all who sent some",
        "See also: our own list",
        "Questions: call Sam",
    ],
)
def test_a_remark_among_mentions_is_none(line: str) -> None:
    found = reading(f"{written(STYLES[1], KNOWN)}\n{line}")
    assert told(found) == wanted(STYLES[1], KNOWN)
    assert unused_in(found) == [line]


@pytest.mark.parametrize(
    ("line", "headline", "outlet", "is_known"),
    [
        ("Globe - Permafrost roads {}", "Permafrost roads", "The Globe and Mail", True),
        ("Permafrost roads – Globe {}", "Permafrost roads", "The Globe and Mail", True),
        ("Globe: Permafrost roads {}", "Permafrost roads", "The Globe and Mail", True),
        ("The Slow Thaw - Permafrost roads {}", "Permafrost roads", "The Slow Thaw", False),
        ("Permafrost roads, The Slow Thaw {}", "Permafrost roads", "The Slow Thaw", False),
    ],
)
@pytest.mark.parametrize("others", [[], ["CTV - Ferry waits again https://www.ctvnews.ca/ferry"]])
def test_the_address_of_a_mention_tells_its_outlet(
    line: str, headline: str, outlet: str, is_known: bool, others: list[str]
) -> None:
    site = "https://www.theglobeandmail.com/permafrost" if is_known else "https://slow-thaw.example/permafrost"
    draft = reading("\n".join([line.format(site), *others])).drafts[0]
    assert (draft.headline.value, draft.outlet.value, draft.url.value) == (headline, outlet, site)
    assert draft.outlet.doubt is (None if is_known else Doubt.UNKNOWN_OUTLET)


def test_words_of_a_headline_are_no_outlet_by_its_address() -> None:
    text = "Ferry - the long wait https://www.ctvnews.ca/ferry\nFog: why it stays https://www.theglobeandmail.com/fog"
    found = reading(text).drafts
    assert [draft.headline.value for draft in found] == ["Ferry - the long wait", "Fog: why it stays"]
    assert [draft.outlet.value for draft in found] == ["CTV News", "The Globe and Mail"]


@pytest.mark.parametrize(
    "text",
    [
        "• CBC News: “{0}”, by Ines Marlow\n• Toronto Star: “{1}”, by Nora Roy\n• The Slow Thaw: “{2}”, by Tom Lee\n",
        "• CBC News : « {0} », par Inès Roy\n• Le Devoir : « {1} », par Léo Roy\n• Le Dégel : « {2} », par Guy Roy\n",
        "1. CBC News: “{0}”, by Ines Marlow\n2. La Presse: “{1}”, by Nora Roy\n3. The Slow Thaw: “{2}”, by Tom Lee\n",
    ],
)
def test_a_greeting_around_bullets_takes_no_mention_from_them(text: str):
    headlines = ["Ferry waits for the tide", "Fog comes back", "What the ditch knows"]
    found = reading(f"Good morning all,\n\nHere is what ran:\n\n{text.format(*headlines)}\nHave a good day,\nMia\n")
    assert [draft.headline.value for draft in found.drafts] == headlines
    assert found.drafts[-1].outlet.doubt is Doubt.UNKNOWN_OUTLET


def test_one_known_outlet_tells_a_signed_line_with_the_same_bullet():
    found = reading("• Toronto Star: “Ferry waits”, by Ines Marlow\n• The Slow Thaw: “Clinic reopens”, by Tom Lee\n")
    assert told(found) == [
        ("Ferry waits", ("Ines Marlow",), "Toronto Star"),
        ("Clinic reopens", ("Tom Lee",), "The Slow Thaw"),
    ]
