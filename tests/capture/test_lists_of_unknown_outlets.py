"""Lists whose outlets nobody knows are read by the pattern that their lines share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Doubt, Draft, Known, Pasted
from tests.profiles import of_hundred

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
    "square brackets": lambda m: f"{m.headline} [{m.outlet}, {m.written_day}]\n",
    "outlet in square brackets": lambda m: f"[{m.outlet}] {m.headline}, {m.written_day}\n",
    "day and outlet in front": lambda m: f"{m.day.isoformat()} {m.outlet}: {m.headline}\n",
    "markdown link": lambda m: f"* [{m.headline}](https://harbour.example/ferry) – {m.outlet}, {m.written_day}\n",
    "three lines": lambda m: f"{m.headline}\n{m.outlet}\n{m.written_day}\n\n",
}


def told(draft: Draft) -> tuple[str | None, str | None, date | None]:
    return draft.headline.value, draft.outlet.value, draft.published_on.value


def meant(mention: Mention) -> tuple[str, str, date]:
    return mention.headline, mention.outlet, mention.day


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("list_of", [MENTIONS, MIXED], ids=["nobody", "some"])
@of_hundred(25)
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


def pairs(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


ARTICLES = {
    "dates in its text": pairs(
        "Ferry waits for the tide", "By Ines Marlow", "Harbour Weekly", "4 June 2024",
        "The ferry did not leave on Tuesday.", "It waited for the tide, as on Monday.", "The quay stayed full.",
    ),
    "dated sentences": pairs(
        "The council met on 3 May 2024.", "It decided on 4 May 2024 to wait.", "The ferry left on 5 May 2024, empty.",
    ),
    "interview": "As It Happens\nJune 4, 2024\n"
    + pairs("HOST: Why did the ferry stop?", "GUEST: Nobody paid for it.") * 6,
    "questions and answers": "The captain who stayed ashore\nBy Ines Marlow, CBC News\n4 June 2024\n"
    + pairs("Q: Why did you leave the ferry after all these years?", "A: Because nobody paid for the planks.") * 4,
    "more stories": "Ferry waits for the tide again and again\nBy Ines Marlow\nJune 3, 2024\n\n"
    "The ferry did not leave on Tuesday, said the operator, and nobody minded at all in the harbour town that day.\n\n"
    "It left on Wednesday, two hours late, with four hundred people who had slept in the hall of the terminal.\n\n"
    "More stories\nMinister opens bridge\nPolitics\nJune 3, 2024\nSchool board closes halls\nEducation\nJune 2, 2024",
    "comments": pairs(
        "Ferry waits for the tide", "The ferry did not leave, said the operator, and nobody in the town minded.",
        "Nordic99 – June 3, 2024", "It never leaves on time.", "quay_fan – June 3, 2024", "Be fair to the captain.",
        "Old Salt – June 4, 2024", "We walked in my day.", "lakeside – June 4, 2024", "The lake is frozen anyway.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_an_article_is_no_list_however_its_lines_look(text: str) -> None:
    assert len(read(Pasted(text), Known(), TODAY).drafts) == 1


@pytest.mark.parametrize(
    ("lines", "no_outlets"),
    [
        (("Minister opens the new bridge", "Politics | June 3, 2024"), {"Politics"}),
        (("Why we moved the office", "May 3, 2024 | No Comments"), {"No Comments"}),
        (("Monday, June 3, 2024", "Sunny spells and a light wind", "High 22, low 12"), {"High 22, low 12"}),
        (("Why the ferry stopped running", "By Ines Marlow | June 3, 2024"), {"By Ines Marlow", "Ines Marlow"}),
    ],
)
def test_what_stands_in_the_place_of_an_outlet_is_none_where_nothing_speaks_of_the_press(
    lines: tuple[str, ...], no_outlets: set[str]
) -> None:
    drafts = read(Pasted(pairs(*lines, "") * 5), Known(), TODAY).drafts
    assert no_outlets.isdisjoint(draft.outlet.value for draft in drafts)


def test_days_ahead_are_those_of_events() -> None:
    text = pairs(
        *(f"Spring gala with the Harbour Herald band – Grand Post Hall, {day} July 2031" for day in range(1, 6))
    )
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert "Grand Post Hall" not in {draft.outlet.value for draft in drafts}


def test_a_reporter_between_headline_and_outlet_is_told_by_the_first_name() -> None:
    names = ("Anna Bell", "Peter Jones", "Tom Verdun", "Mary Hill")
    headlines = ("Ferry waits for the tide", "Fog holds the harbour", "Who pays for the quay?", "A winter without ice")
    rows = list(zip(headlines, names, NOBODY_KNOWS, strict=False))
    drafts = read(
        Pasted(
            pairs(*(f"{title} – {name} – {outlet} – May {n}, 2024" for n, (title, name, outlet) in enumerate(rows, 1)))
        ),
        Known(),
        TODAY,
    ).drafts
    assert [(d.headline.value, d.reporters.value, d.outlet.value) for d in drafts] == [
        (title, (name,), outlet) for title, name, outlet in rows
    ]


def test_lines_that_are_mentions_of_their_own_are_not_read_in_pairs() -> None:
    headlines = ("Ottawa Bids for Ports", "Ferry Stops in Winter", "Museum Finds Old Letters", "River Rises in Spring")
    mentions = [
        Mention(headline, outlet, date(2024, 5, day))
        for day, (headline, outlet) in enumerate(zip(headlines, NOBODY_KNOWS, strict=False), 1)
    ]
    drafts = read(Pasted("".join(map(STYLES["commas"], mentions))), Known(), TODAY).drafts
    assert list(map(told, drafts)) == list(map(meant, mentions))


SIGNED: dict[str, Callable[[Mention], str]] = {
    "in brackets": lambda m: f"{m.outlet}: {m.headline} (by Ines Marlow), {m.written_day}\n",
    "below the headline": lambda m: f"{m.headline}\n{m.outlet} - Ines Marlow - {m.written_day}\n\n",
    "behind the day": lambda m: f"{m.outlet}\n{m.headline}\n{m.written_day} · by Ines Marlow\n\n",
    "in front": lambda m: f"Ines Marlow, “{m.headline}”, {m.outlet}, {m.written_day}\n",
}


@pytest.mark.parametrize("style", SIGNED)
@of_hundred(15)
@given(mentions=MENTIONS)
def test_reporters_of_outlets_that_nobody_knows_are_no_part_of_another_field(
    style: str, mentions: list[Mention]
) -> None:
    text = "Media mentions\n\n" + "".join(map(SIGNED[style], mentions))
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert [told(draft) for draft in drafts] == [meant(mention) for mention in mentions]
    assert [draft.reporters.value for draft in drafts] == [("Ines Marlow",)] * len(mentions)


MONTHS: dict[str, Callable[[Mention], str]] = {
    "day alone": lambda m: f"{m.day.day} – {m.headline} – {m.outlet}\n",
    "day and colon": lambda m: f"{m.day.day}: {m.headline}, {m.outlet}\n",
    "day of the month": lambda m: f"{m.day:%B} {m.day.day}: {m.headline}, {m.outlet}\n",
    "day behind": lambda m: f"{m.outlet} – {m.headline} ({m.day.day} {m.day:%B})\n",
}


@pytest.mark.parametrize("style", MONTHS)
@pytest.mark.parametrize("outlets", [NOBODY_KNOWS, KNOWN, NOBODY_KNOWS + KNOWN], ids=["nobody", "all", "some"])
def test_the_heading_of_a_month_dates_the_mentions_below_it(style: str, outlets: tuple[str, ...]) -> None:
    headlines = ["Ferry waits for the tide", "Who pays for the quay?", "A winter without ice", "Fog holds the harbour"]
    text, mentions = "", []
    for month in (5, 3):
        text += f"{date(2024, month, 1):%B} 2024\n\n"
        for number, headline in enumerate(headlines):
            mention = Mention(headline, outlets[number % len(outlets)], date(2024, month, 28 - 3 * number))
            mentions.append(mention)
            text += MONTHS[style](mention)
        text += "\n"
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert [told(draft) for draft in drafts] == [meant(mention) for mention in mentions]


@pytest.mark.parametrize("outlets", [NOBODY_KNOWS, KNOWN, NOBODY_KNOWS + KNOWN], ids=["nobody", "all", "some"])
def test_an_outlet_above_several_mentions_is_theirs(outlets: tuple[str, ...]) -> None:
    text, mentions = "", []
    for number, outlet in enumerate(outlets):
        first = Mention(f"Ferry number {number} waits for the tide", outlet, date(2024, 5, 3 + number))
        second = Mention("Who pays, and when, for the quay?", outlet, date(2024, 4, 3 + number))
        mentions += [first, second]
        text += f"{outlet}\n" + "".join(f"{m.headline}, {m.written_day}\n" for m in (first, second)) + "\n"
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert [told(draft) for draft in drafts] == [meant(mention) for mention in mentions]


@pytest.mark.parametrize("signed", ["By Ines Marlow\n", ""])
def test_a_day_and_an_outlet_above_a_headline_belong_to_it_not_to_the_mention_above(signed: str) -> None:
    mentions = [
        Mention("Glacier could burst, agency warns", "The Guardian", date(2024, 5, 20)),
        Mention("Villages move uphill", "Toronto Star", date(2024, 5, 18)),
        Mention("Melt quickens, satellite data shows", "CBC News", date(2024, 5, 15)),
    ]
    text = "".join(f"{m.written_day}\n{m.outlet}\n{m.headline}\n{signed}\n" for m in mentions)
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert [told(draft) for draft in drafts] == [meant(mention) for mention in mentions]


def test_commas_and_brackets_within_an_outlet_that_nobody_knows_do_not_part_it() -> None:
    outlets = ["The Tundra Post (East)", "Farm, Forest and Field", "The Tundra Post (West)"]
    text = "".join(
        f"Ines Marlow, “Ferry number {number} waits”, {outlet}, May {number}, 2024\n"
        for number, outlet in enumerate(outlets, 1)
    )
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert [draft.outlet.value for draft in drafts] == outlets
    assert [draft.reporters.value for draft in drafts] == [("Ines Marlow",)] * 3


def test_numbers_below_a_month_are_no_days() -> None:
    text = "May 2019\n1: Museum opens again (The Guardian)\n2: Roof falls in (The Times)\n3: Bats get beds (CBC News)\n"
    assert not any(draft.published_on.value for draft in read(Pasted(text), Known(), TODAY).drafts)


@pytest.mark.parametrize(
    "lines",
    [
        "12 – 14 – Festival weekend\n20 – 22 – Harvest weekend\n",
        "31 – Ferry waits for the tide, Wren Bay Herald\n4 – Fog holds the harbour, Wren Bay Herald\n",
    ],
    ids=["ranges", "no such day"],
)
def test_what_is_no_day_of_the_month_above_stays_in_its_line(lines: str) -> None:
    reading = read(Pasted(f"June 2023\n{lines}"), Known(), TODAY)
    assert not any(draft.published_on.value for draft in reading.drafts)
    assert not any((draft.headline.value or "").startswith(("14 –", "22 –")) for draft in reading.drafts)


def test_days_to_come_are_no_mentions() -> None:
    text = "July 2024\n3 – Interview, Wren Bay Herald\n12 – Lunch, Lakeside Weekly\n28 – Meeting, Kettle Valley Echo\n"
    assert len(read(Pasted(text), Known(), TODAY).drafts) == 1


def test_a_time_of_the_html_beside_an_outlet_does_not_make_its_line_a_mere_day() -> None:
    titles = ["Museum opens again after years", "Roof falls in at night again", "Cafe on the quay opens"]
    outlets = ["Farm Herald", "Local Post", "Sea Gazette"]
    pairs = list(zip(titles, outlets, strict=True))
    html = "".join(
        f"<div><h3>{title}</h3><p>{outlet} · <time datetime='2024-05-0{day}'>{day} May</time></p></div>"
        for day, (title, outlet) in enumerate(pairs, 3)
    )
    text = "".join(f"{title}\n{outlet} · {day} May\n\n" for day, (title, outlet) in enumerate(pairs, 3))
    drafts = read(Pasted(text, html), Known(), TODAY).drafts
    assert [(draft.headline.value, draft.outlet.value) for draft in drafts] == pairs


def test_prices_are_no_papers() -> None:
    text = "Adult ticket, Free, 3 May 2024\nChild ticket, Free, 4 May 2024\nSenior ticket, Half price, 5 May 2024"
    assert len(read(Pasted(text), Known(), TODAY).drafts) == 1


def test_an_outlet_above_blocks_of_their_own_is_theirs_until_the_next() -> None:
    text = (
        "Wren Bay Herald\n\nMuseum opens new wing, 3 May 2024\n\nRoof falls in again, 2 May 2024\n\n"
        "Lakeside Weekly\n\nCafe opens again, 1 May 2024\n"
    )
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert [draft.outlet.value for draft in drafts] == ["Wren Bay Herald", "Wren Bay Herald", "Lakeside Weekly"]


@pytest.mark.parametrize("style", ["{}, Wren Bay Herald, May {}, 2024\n", "{}\nWren Bay Herald (May {}, 2024)\n\n"])
def test_all_mentions_may_be_of_one_paper(style: str) -> None:
    headlines = ["Ferry waits for the tide", "Fog holds the harbour", "Who pays for the quay?", "A winter without ice"]
    text = "".join(style.format(headline, day) for day, headline in enumerate(headlines, 1))
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert [told(draft) for draft in drafts] == [
        (headline, "Wren Bay Herald", date(2024, 5, day)) for day, headline in enumerate(headlines, 1)
    ]


NUMBERED = (
    ("Ferry ends season early", "Slow Thaw", "September 8, 2023", "Tom Lee"),
    ("Snow fence a success", "Northern Lights", "November 6, 2023", "Ines Marlow"),
    ("Curlers wait for ice", "High Country", "November 9, 2023", "Nora Verdun"),
)


@pytest.mark.parametrize("size", [2, 3])
@pytest.mark.parametrize("known", [None, 0, 1])
@pytest.mark.parametrize(
    "style",
    [
        "{number}. {headline}\n   {outlet}, {day}, {name}\n",
        "{number}) {headline}\n{outlet}, {day}, {name}\n\n",
        "{number}. {headline}\n{name}, {outlet}, {day}\n",
        "{number}. {headline}\n   {outlet} | {day}\n",
        "{number}. {headline}\n   {outlet}, {day}\n   https://paper{number}.example/a\n",
    ],
)
def test_numbers_part_mentions_of_two_lines(style: str, known: int | None, size: int) -> None:
    rows = [
        (headline, "CBC News" if place == known else outlet, day, name)
        for place, (headline, outlet, day, name) in enumerate(NUMBERED[:size])
    ]
    text = "".join(
        style.format(number=number, headline=headline, outlet=outlet, day=day, name=name)
        for number, (headline, outlet, day, name) in enumerate(rows, 1)
    )
    drafts = read(Pasted(text), Known(), TODAY).drafts
    assert [(draft.headline.value, draft.outlet.value) for draft in drafts] == [row[:2] for row in rows]
    assert all(draft.published_on.value for draft in drafts)
    assert [draft.reporters.value for draft in drafts] == [(row[3],) if "{name}" in style else () for row in rows]


def test_the_numbered_steps_of_a_text_are_no_mentions() -> None:
    text = (
        "How to close a cottage\n\n1. Drain the pipes\nDo it before the frost, say on October 9, 2023.\n"
        "2. Empty the fridge\nLeave its door open, or you will know on May 1, 2024.\n"
    )
    assert len(read(Pasted(text), Known(), TODAY).drafts) == 1


@pytest.mark.parametrize("style", ["{outlet}: {headline}", "- {outlet} – {headline}", "{headline} ({outlet})"])
@pytest.mark.parametrize("day", ["Monday, November 2{}, 2026", "2026-11-2{}", "November 2{}"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_days_above_give_their_day_to_outlets_that_nobody_knows(style: str, day: str, gap: str) -> None:
    rows = [
        ("Vans at last for the north end", "The Gravel Gazette", 3),
        ("Why the pier plan sinks again", "Harbour Ledger", 3),
        ("A clinic reopens after two years", "Baffin Weekly", 4),
    ]
    days = {3: day.format(3), 4: day.format(4)}
    first, second, third = (style.format(headline=headline, outlet=outlet) for headline, outlet, _ in rows)
    text = f"{days[3]}\n{gap}{first}\n{second}\n{gap}{days[4]}\n{gap}{third}\n"
    if day.startswith("Monday"):
        text = text.replace("Monday, November 24", "Tuesday, November 24")
    found = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert [(draft.headline.value, draft.outlet.value) for draft in found] == [row[:2] for row in rows]
    assert [draft.published_on.value for draft in found] == [date(2026, 11, 20 + row[2]) for row in rows]
    assert not any(draft.outlet.is_sure for draft in found)


def test_days_with_events_below_them_are_no_list_of_mentions() -> None:
    text = "November 23, 2026\nTown hall: Meeting on the roads\nLibrary: Reading hour for children\n"
    text += "November 24, 2026\nSwimming pool: Free swim for all\nArena: Public skating until nine\n"
    assert len(read(Pasted(text), Known(), date(2026, 11, 30)).drafts) == 1


def test_a_day_in_brackets_behind_an_outlet_is_read_whoever_knows_it() -> None:
    text = (
        "Le Devoir (28 nov.) : « Le nord oublié » par Nadine Caron\n"
        'CBC News (Nov 28): "Thaw cracks highway" by Joel Attagutsiak\n'
        'The Harbour Ledger (Nov 29): "Boreal Institute opens its doors" by Tim Vasko'
    )
    drafts = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert [draft.published_on.value for draft in drafts] == [date(2026, 11, day) for day in (28, 28, 29)]
    assert drafts[2].outlet.value == "The Harbour Ledger"
    (alone,) = read(Pasted(text.splitlines()[2]), Known(), date(2026, 11, 30)).drafts
    assert alone.published_on.value == date(2026, 11, 29)
