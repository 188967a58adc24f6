"""Lists whose outlets nobody knows are read by the pattern that their lines share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Doubt, Draft, Known, Pasted

TODAY = date(2024, 6, 5)
NOBODY_KNOWS = ("Wren Bay Herald", "Lakeside Weekly", "Harbour Post-Courier", "The Northern Tide", "Kettle Valley Echo")
KNOWN = ("Toronto Star", "The Guardian")


@dataclass(frozen=True)
class Mention:
    """A mention as a person of the organisation would write it down."""

    headline: str
    outlet: str
    day: date

    @property
    def written_day(self) -> str:
        return f"{self.day:%B} {self.day.day}, {self.day.year}"


HEADLINES = st.sampled_from(
    [
        "Ports wait for the winter", "Who pays, and when, for the ferry?", "A treaty by other means",
        "Ships, planes and budgets (part 2)", "The cost of ice: water, time and money", "Why 12 mayors left the table",
        "One port – two towns – no road", "Quay to be rebuilt by 2024", "Ferry waits for the tide, council told",
    ]
)  # fmt: skip
DAYS = st.dates(date(2010, 1, 1), date(2024, 6, 5))
MENTIONS = st.lists(st.builds(Mention, HEADLINES, st.sampled_from(NOBODY_KNOWS), DAYS), min_size=4, max_size=9)
MIXED = st.lists(st.builds(Mention, HEADLINES, st.sampled_from(NOBODY_KNOWS + KNOWN), DAYS), min_size=4, max_size=9)

STYLES: dict[str, Callable[[Mention], str]] = {
    "commas": lambda m: f"{m.headline}, {m.outlet}, {m.written_day}\n",
    "bullets": lambda m: f"• {m.headline}, {m.outlet}, {m.written_day}\n",
    "quotation marks": lambda m: f"“{m.headline}”, {m.outlet}, {m.written_day}\n",
    "outlet in front": lambda m: f"{m.outlet}, “{m.headline}”, {m.written_day}\n",
    "bars": lambda m: f"{m.headline} | {m.outlet} | {m.day.isoformat()}\n",
    "day in front": lambda m: f"{m.day.isoformat()} | {m.outlet} | {m.headline}\n",
    "day, outlet: headline": lambda m: f"{m.written_day} – {m.outlet}: {m.headline}\n",
    "brackets": lambda m: f"{m.headline} ({m.outlet}, {m.written_day})\n",
    "day in brackets": lambda m: f"{m.outlet}: {m.headline} ({m.written_day})\n",
    "tabs": lambda m: f"{m.written_day}\t{m.outlet}\t{m.headline}\n",
    "two lines": lambda m: f"{m.headline}\n{m.outlet}, {m.written_day}\n\n",
    "outlet and day above": lambda m: f"{m.outlet} – {m.written_day}\n{m.headline}\n\n",
    "three lines": lambda m: f"{m.headline}\n{m.outlet}\n{m.written_day}\n\n",
}


def told(draft: Draft) -> tuple[str | None, str | None, date | None]:
    return draft.headline.value, draft.outlet.value, draft.published_on.value


def meant(mention: Mention) -> tuple[str, str, date]:
    return mention.headline, mention.outlet, mention.day


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("list_of", [MENTIONS, MIXED], ids=["nobody", "some"])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_list_of_outlets_that_nobody_knows_is_read_as_it_was_written(
    style: str, list_of: st.SearchStrategy[list[Mention]], data: st.DataObject
) -> None:
    mentions = data.draw(list_of)
    text = "Media mentions\n\n" + "".join(map(STYLES[style], mentions))
    reading = read(Pasted(text), Known(), TODAY)
    assert [told(draft) for draft in reading.drafts] == [meant(mention) for mention in mentions]
    assert unused_in(reading) == ["Media mentions"]


def test_an_outlet_told_by_the_pattern_alone_is_to_be_looked_at() -> None:
    text = "".join(
        f"May {day}, 2024 – {outlet}: Ferry number {day} waits for the tide\n"
        for day, outlet in enumerate(NOBODY_KNOWS, 1)
    )
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert {draft.outlet.doubt for draft in drafts} == {Doubt.UNKNOWN_OUTLET}


@pytest.mark.parametrize("style", ["{outlet}: {headline}", "{headline} ({outlet})", "{headline}, {outlet}"])
def test_a_heading_gives_the_day_of_outlets_that_nobody_knows(style: str) -> None:
    headlines = ["Ferry waits for the tide", "Fog holds the harbour", "Who pays for the quay?", "A winter without ice"]
    pairs = list(zip(headlines, NOBODY_KNOWS, strict=False))
    lines = [style.format(headline=headline, outlet=outlet) for headline, outlet in pairs]
    drafts = read(Pasted("Press review of 4 June 2024\n\n" + "\n".join(lines)), Known(), TODAY).drafts
    assert [told(draft) for draft in drafts] == [(*pair, date(2024, 6, 4)) for pair in pairs]


def test_a_list_is_read_however_long_it_is() -> None:
    text = "".join(
        f"Ferry number {number} waits for the tide, {NOBODY_KNOWS[number % 5]}, May {number % 28 + 1}, 2023\n"
        for number in range(1_500)
    )
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert len(drafts) == 1_500
    assert {draft.outlet.value for draft in drafts} == set(NOBODY_KNOWS)


@pytest.mark.parametrize(
    "text",
    [
        "Ferry waits for the tide\nBy Ines Marlow\nHarbour Weekly\n4 June 2024\nThe ferry did not leave on Tuesday.\n"
        "It waited for the tide, as it had on Monday.\nNobody complained, said the captain.\nThe quay stayed full.",
        "The council met on 3 May 2024.\nIt decided on 4 May 2024 to wait.\nThe ferry left on 5 May 2024, empty.",
    ],
)
def test_an_article_with_dates_is_no_list(text: str) -> None:
    assert len(read(Pasted(text), Known(), TODAY).drafts) == 1


def test_lines_that_are_mentions_of_their_own_are_not_read_in_pairs() -> None:
    headlines = ("Ottawa Bids for Ports", "Ferry Stops in Winter", "Museum Finds Old Letters", "River Rises in Spring")
    mentions = [
        Mention(headline, outlet, date(2024, 5, day))
        for day, (headline, outlet) in enumerate(zip(headlines, NOBODY_KNOWS, strict=False), 1)
    ]
    drafts = read(Pasted("".join(map(STYLES["commas"], mentions))), Known(), TODAY).drafts
    assert list(map(told, drafts)) == list(map(meant, mentions))


def test_the_turns_of_an_interview_below_its_day_are_no_mentions() -> None:
    turns = ("HOST: Why did the ferry stop for good?\n", "GUEST: Because nobody paid for the planks.\n")
    assert len(read(Pasted("As It Happens\nJune 4, 2024\n" + "".join(turns) * 6), Known(), TODAY).drafts) == 1


def test_a_byline_below_a_headline_is_no_outlet() -> None:
    text = "".join(f"Why ferry {day} stopped running\nBy Ines Marlow | June {day}, 2024\n\n" for day in (1, 2, 3, 4))
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert not [draft for draft in drafts if "Ines" in (draft.outlet.value or "")]
