"""Lists that tell the medium of their mentions by a heading above them, or by the page of a paper."""

from datetime import date

import pytest

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.codes import Medium
from clipper.model.draft import Draft, Known, Pasted, Reading

TODAY = date(2026, 11, 30)
STAR = "Fog holds the harbour, Toronto Star, November 24, 2026"
CBC = "Ferry waits for the tide, CBC Radio, November 23, 2026"
GUARDIAN = "Nine gulls take the late train, The Guardian, November 18, 2026"


def reading(text: str) -> Reading:
    return read(Pasted(text), Known(), TODAY)


def drafts(text: str) -> tuple[Draft, ...]:
    return reading(text).drafts


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "heads",
    [
        ("PRINT", "BROADCAST", "ONLINE"),
        ("Print:", "Radio", "Web"),
        ("## Newspapers", "## TV and radio", "## Online"),
        ("Imprimé", "Radio et télé", "En ligne"),
        ("Print coverage", "Radio coverage", "Online coverage"),
    ],
)
def test_a_heading_tells_the_medium_of_what_stands_below_it(heads: tuple[str, str, str], gap: str):
    told = reading(gap.join(f"{head}\n{line}" for head, line in zip(heads, (STAR, CBC, GUARDIAN), strict=True)))
    assert [draft.medium.value for draft in told.drafts] == [Medium.PRINT, Medium.RADIO, Medium.ONLINE]
    assert all(draft.medium.is_sure for draft in told.drafts)
    assert unused_in(told) == []


def test_another_heading_ends_what_one_for_a_medium_tells():
    first, second, _ = drafts(f"PRINT\n{STAR}\n\nOTHER NEWS\n{GUARDIAN}\n{CBC}")
    (alone,) = (draft for draft in drafts(f"{CBC}\n{GUARDIAN}") if draft.outlet.value == "The Guardian")
    assert first.medium.value is Medium.PRINT
    assert second.medium.value == alone.medium.value


def test_the_usual_medium_of_a_website_below_broadcast_asks_for_a_look():
    _, guardian = drafts(f"BROADCAST\n{CBC}\n{GUARDIAN}")
    assert not guardian.medium.is_sure


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("p. A3", "A3"),
        ("p. 12", "12"),
        ("page B1", "B1"),
        ("Page A14", "A14"),
        ("P. 7", "7"),
        ("Pg. A14", "A14"),
        ("pp. 4-5", "4-5"),
        ("p.A3.", "A3"),
    ],
)
def test_what_stood_on_a_page_was_in_print_and_keeps_its_page(page: str, kept: str):
    star, guardian = drafts(f"{STAR}, {page}\n{GUARDIAN}")
    assert (star.headline.value, star.outlet.value) == ("Fog holds the harbour", "Toronto Star")
    assert (star.medium.value, star.coding.page) == (Medium.PRINT, kept)
    assert star.medium.is_sure
    assert guardian.coding.page is None


def test_a_page_within_a_headline_is_none_of_the_paper():
    star, _ = drafts(f"The story on page 3, and who wrote it, Toronto Star, November 24, 2026\n{GUARDIAN}")
    assert star.coding.page is None


def test_a_station_has_no_page():
    radio, _ = drafts(f"{CBC}, p. 3\n{GUARDIAN}")
    assert (radio.medium.value, radio.coding.page) == (Medium.RADIO, None)


@pytest.mark.parametrize("by", ["", ", by Tom Verdun", " by Tom Verdun"])
def test_the_medium_in_brackets_behind_an_outlet_is_no_part_of_its_name(by: str):
    found = drafts(
        f"Fog holds the harbour{by}, Toronto Star (print), November 24, 2026\n"
        f"Ferry waits for the tide{by}, CBC News (TV), November 23, 2026"
    )
    assert [(draft.outlet.value, draft.medium.value) for draft in found] == [
        ("Toronto Star", Medium.PRINT),
        ("CBC News", Medium.TELEVISION),
    ]
    assert all(draft.outlet.is_sure for draft in found)


@pytest.mark.parametrize(
    "labels",
    [
        ("Print: ", "Radio: ", "Web: "),
        ("Newspaper – ", "Radio – ", "Online – "),
        ("• PRESSE : ", "• RADIO : ", "• WEB : "),
    ],
)
def test_a_medium_before_each_mention_is_no_part_of_its_outlet(labels: tuple[str, str, str]):
    told = reading(
        f"{labels[0]}Toronto Star, November 3, 2026 – Ferry waits for the tide\n"
        f"{labels[1]}CKLN 88.1, November 4, 2026 – Ice road opens late\n"
        f"{labels[2]}Harbour Hum, November 5, 2026 – Fog holds the harbour\n"
    )
    assert [(draft.headline.value, draft.outlet.value, draft.medium.value) for draft in told.drafts] == [
        ("Ferry waits for the tide", "Toronto Star", Medium.PRINT),
        ("Ice road opens late", "CKLN 88.1", Medium.RADIO),
        ("Fog holds the harbour", "Harbour Hum", Medium.ONLINE),
    ]
    assert unused_in(told) == []


def test_a_medium_before_few_of_the_lines_is_their_own():
    headlines = ["TV: the end of an age", "Ferry waits for the tide", "Ice road opens late", "Print – a love story"]
    told = reading("".join(f"{headline} (CBC News, Nov. {day}, 2026)\n" for day, headline in enumerate(headlines, 3)))
    assert [draft.headline.value for draft in told.drafts] == headlines


@pytest.mark.parametrize(
    "line",
    [
        "{outlet}, p. {page}, {day}: {headline}",
        "Print: {outlet} (page {page}), {day} – {headline}",
        "{headline}\n{outlet} | {day} | Page {page} | Circ. 58,000",
    ],
)
def test_pages_part_no_outlet_that_nobody_knows_from_its_day(line: str):
    rows = [
        ("Fog holds the harbour", "Toronto Star", "November 24, 2026", "A3"),
        ("Salt, sand and a slow thaw", "Skerry Ladder", "November 24, 2026", "12"),
        ("Nine gulls take the train", "The Guardian", "November 25, 2026", "4"),
    ]
    told = drafts("\n\n".join(line.format(headline=a, outlet=b, day=c, page=d) for a, b, c, d in rows))
    assert [(draft.headline.value, draft.outlet.value) for draft in told] == [row[:2] for row in rows]
    assert [draft.coding.page for draft in told if draft.medium.value is Medium.PRINT] == ["A3", "12", "4"]


def test_the_kind_of_a_piece_before_each_mention_is_no_outlet():
    told = reading(
        "Feature – Toronto Star – “Fog holds the harbour” – November 24, 2026\n"
        "Op-ed – Dory & Oar – “Salt the road” – November 24, 2026\n"
        "Mention – The Guardian – “Nine gulls take the train” – November 25, 2026\n"
    )
    assert [(draft.headline.value, draft.outlet.value) for draft in told.drafts] == [
        ("Fog holds the harbour", "Toronto Star"),
        ("Salt the road", "Dory & Oar"),
        ("Nine gulls take the train", "The Guardian"),
    ]
    assert unused_in(told) == []
