"""What several lines of a list say together: facts below a headline, a head above it, labels, days by their weekday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.formats import read_pasted
from clipper.capture.labels import without_label
from clipper.capture.mention_facts import is_fact, without_facts
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
THIRD, FIFTH = date(2026, 11, 3), date(2026, 11, 5)
FERRY = ("Ferry sinks budget", "Times Colonist")
HARBOUR = ("Harbour deal is signed", "Vancouver Sun")


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


def told(text: str) -> list[tuple[str | None, str | None, tuple[str, ...], date | None]]:
    return [
        (draft.headline.value, draft.outlet.value, draft.reporters.value, draft.published_on.value)
        for draft in drafts(text)
    ]


@pytest.mark.parametrize(
    "fact",
    [
        "2 min read",
        "4 min de lecture",
        "Page A14",
        "p. B2",
        "3 comments",
        "640 words",
        "1 min read | 88 comments",
        "A7",
    ],
)
def test_a_fact_of_the_page_is_no_headline(fact: str) -> None:
    text = f"{FERRY[0]}\n{FERRY[1]} | Nov 3, 2026 | {fact}\n{HARBOUR[0]}\n{HARBOUR[1]} | Nov 5, 2026 | {fact}\n"
    assert told(text) == [(*FERRY, (), THIRD), (*HARBOUR, (), FIFTH)]


@pytest.mark.parametrize("label", ["Reporter: ", "Author: ", "Journaliste : ", "Byline: "])
def test_a_labelled_reporter_is_no_headline(label: str) -> None:
    text = (
        f"{FERRY[0]}\n{FERRY[1]}\n{label}Ann Lee\nNovember 3, 2026\n\n"
        f"{HARBOUR[0]}\n{HARBOUR[1]}\n{label}n/a\nNovember 5, 2026\n"
    )
    assert told(text) == [(*FERRY, ("Ann Lee",), THIRD), (*HARBOUR, (), FIFTH)]


def test_a_name_with_the_surname_first_is_the_reporter() -> None:
    text = f"{FERRY[0]}\nLee, Ann | {FERRY[1]} | Nov 3, 2026\n{HARBOUR[0]}\n{HARBOUR[1]} | Nov 5, 2026\n"
    assert told(text) == [(*FERRY, ("Ann Lee",), THIRD), (*HARBOUR, (), FIFTH)]


@pytest.mark.parametrize("page", ["", ", p. B2", ", A1", ", page 6"])
def test_the_line_of_outlet_and_day_may_stand_first(page: str) -> None:
    text = (
        f"{FERRY[1]}, 3 Nov 2026{page}\n{FERRY[0]}\nAnn Lee\n\n"
        f"{HARBOUR[1]}, 5 Nov 2026{page}\n{HARBOUR[0]}\nBrent Harris\n"
    )
    assert told(text) == [(*FERRY, ("Ann Lee",), THIRD), (*HARBOUR, ("Brent Harris",), FIFTH)]


@pytest.mark.parametrize(
    "labels",
    [("HEADLINE", "OUTLET", "REPORTER", "DATE"), ("Titre :", "Média :", "Journaliste :", "Date :")],
)
def test_labels_may_stand_above_what_they_tell(labels: tuple[str, ...]) -> None:
    records = ((*FERRY, "Ann Lee", "2026-11-03"), (*HARBOUR, "Brent Harris", "2026-11-05"))
    blocks = ("\n".join(f"{label}\n{value}" for label, value in zip(labels, one, strict=True)) for one in records)
    assert told("\n\n".join(blocks)) == [(*FERRY, ("Ann Lee",), THIRD), (*HARBOUR, ("Brent Harris",), FIFTH)]


@pytest.mark.parametrize("mark", [",", ";"])
def test_rows_below_a_written_header_are_a_sheet(mark: str) -> None:
    rows = (
        ("Headline", "Outlet", "Date", "Reporter"),
        (f'"{FERRY[0]}, they say"', FERRY[1], "2026-11-03", "Ann Lee"),
        (*HARBOUR, "2026-11-05", "Brent Harris"),
    )
    ferry, harbour = told("\n".join(map(mark.join, rows)) + "\n")
    assert ferry == (f"{FERRY[0]}, they say", FERRY[1], ("Ann Lee",), THIRD)
    assert harbour == (*HARBOUR, ("Brent Harris",), FIFTH)


def test_a_weekday_and_a_number_are_a_day() -> None:
    text = (
        'Mon 23: Le Journal de Montréal - "Trop cher pour rien"\n'
        'Tue 24: Toronto Sun - Brian Lyle - "Spend, spend"\nWed 25: CBC News - "Panel on debt"\n'
    )
    assert [draft.published_on.value for draft in drafts(text)] == [date(2026, 11, day) for day in (23, 24, 25)]
    assert [draft.headline.value for draft in drafts(text)] == ["Trop cher pour rien", "Spend, spend", "Panel on debt"]


def test_a_weekday_that_no_late_day_fits_is_none() -> None:
    text = 'Tue 23: Toronto Star - "Trop cher"\nTue 24: Toronto Sun - "Spend, spend, spend"\n'
    assert all(draft.published_on.value is None for draft in drafts(text))


def test_lines_with_days_need_few_outlets_that_are_known() -> None:
    text = (
        "• Permafrost Weekly — “Roads that melt” by Dana Cole (11/20)\n"
        "• Reuters — “Road bill grows” by Ann Lee (11/21)\n"
        "• Tundra Wire — “Bridge out” by Sam Holt (11/22)\n"
    )
    assert [draft.outlet.value for draft in drafts(text)] == ["Permafrost Weekly", "Reuters", "Tundra Wire"]
    assert [draft.headline.value for draft in drafts(text)] == ["Roads that melt", "Road bill grows", "Bridge out"]


@pytest.mark.parametrize("shape", ["{0} {1} {2}", "{1} {0} {2}", "{0} via {1} {2}"])
def test_a_space_may_part_an_outlet_from_its_headline(shape: str) -> None:
    text = "\n".join((shape.format(*FERRY, "Nov 3, 2026"), shape.format(*HARBOUR, "Nov 5, 2026")))
    assert told(text) == [(*FERRY, (), THIRD), (*HARBOUR, (), FIFTH)]


def test_an_outlet_that_a_headline_leads_to_stays_in_it() -> None:
    text = "Strike looms at Toronto Star Nov 3, 2026\nLayoffs hit the Globe and Mail Nov 5, 2026\n"
    assert drafts(text)[0].headline.value == "Strike looms at Toronto Star"


def test_outlet_day_and_page_may_stand_before_a_quoted_headline() -> None:
    text = 'Calgary Herald 2026-11-03 B3 "Snow early" Val Ross\nOttawa Sun Nov 5, 2026 6 "Walk instead"\n'
    assert told(text) == [
        ("Snow early", "Calgary Herald", ("Val Ross",), THIRD),
        ("Walk instead", "Ottawa Sun", (), FIFTH),
    ]


def test_the_season_of_a_magazine_is_no_headline() -> None:
    text = (
        "Harbour deal sinks\nBy Paul Withey\nUp Here\nFall 2026\n\n"
        "Port of maybe\nBy Nancy King\nCanadian Geographic\nSeptember/October 2026\n"
    )
    assert [draft.outlet.value for draft in drafts(text)] == ["Up Here", "Canadian Geographic"]


def test_counted_headlines_above_their_links_are_mentions_whatever_stands_around() -> None:
    text = (
        "Hi team, here's what ran today:\n\n1) Star: Food banks brace for January\nhttps://www.thestar.com/news/food.html\n"
        "2) CTV Ottawa: Food bank runs dry\nhttps://ottawa.ctvnews.ca/dry-1.7654321\n\nCheers,\nSam\n"
    )
    assert [draft.headline.value for draft in drafts(text)] == ["Food banks brace for January", "Food bank runs dry"]


def test_the_time_behind_the_day_is_when_a_broadcast_was_on_the_air() -> None:
    (draft,) = drafts(
        "Power & Politics, CBC News Network, November 18, 2026, 18:04\n\nHOST: A town will lose its pool.\n"
        "HELGA STRAND: We cannot heat a hole.\nHOST: Council voted six to three.\n"
    )
    assert (draft.programme.value, draft.outlet.value) == ("Power & Politics", "CBC News Network")
    assert draft.reporters.value == ()
    assert draft.coding.aired_at is not None


def test_an_alert_below_a_head_of_ones_own_is_an_alert() -> None:
    text = (
        'Google Alert: "sea otter"\n\nSea otters return to Haida Gwaii\nCBC News\nThe animals eat abalone. ...\n'
        "Flag as irrelevant\n\nOtter steals kayak again\nVancouver Sun\nPolice are looking for it. ...\n"
        "Flag as irrelevant\n"
    )
    reading = read_pasted(Pasted(text), Known(), TODAY).reading
    assert [(draft.headline.value, draft.outlet.value) for draft in reading.drafts] == [
        ("Sea otters return to Haida Gwaii", "CBC News"),
        ("Otter steals kayak again", "Vancouver Sun"),
    ]


POOL = (
    "The town council voted on Tuesday night to close the only public pool, ending a fight of a year.\n\n"
    "The mayor said that the pool loses money and needs a new roof. Some carried towels.\n"
)
MINE = (
    "The copper miner said on Thursday that it would suspend work after regulators flagged the risks.\n\n"
    "Shares fell by a tenth in early trading. Environmental groups welcomed the decision.\n"
)


def test_a_line_above_each_text_heads_it() -> None:
    pool, mine = drafts(
        f"1. CBC News: Pool to close (Ann Lee, Nov. 18)\n\n{POOL}\nhttps://www.cbc.ca/news/pool-1.7\n\n"
        f"2. Reuters: Mine is halted (Brent Harris, Nov. 19)\n\n{MINE}\nhttps://www.reuters.com/mine-2026-11-19/\n"
    )
    assert (pool.headline.value, pool.url.value) == ("Pool to close", "https://www.cbc.ca/news/pool-1.7")
    assert (mine.headline.value, mine.reporters.value) == ("Mine is halted", ("Brent Harris",))
    assert "towels" in (pool.body.value or "")
    assert "towels" not in (mine.body.value or "")


@pytest.mark.parametrize("labels", [("", ""), ("Publication: ", "Date: ")])
def test_articles_below_heads_of_a_service_come_apart(labels: tuple[str, str]) -> None:
    outlet, day = labels
    pool, mine = drafts(
        f"{outlet}Calgary Herald\n{day}Nov. 18, 2026\nPage: A3\nByline: Ann Lee\n\n"
        f"Pool to close after years\n\n{POOL}\n\n"
        f"{outlet}Financial Post\n{day}Nov. 19, 2026\nPage: FP1\nByline: Brent Harris\n\n"
        f"Copper mine is halted\n\n{MINE}"
    )
    assert (pool.headline.value, pool.outlet.value) == ("Pool to close after years", "Calgary Herald")
    assert (mine.headline.value, mine.outlet.value) == ("Copper mine is halted", "Financial Post")


@given(st.text("Page min read:|,•()AB12 -\t", max_size=60))
def test_facts_are_looked_for_in_any_line(text: str) -> None:
    assert len(without_facts(text)) == len(text)
    assert 0 <= without_label(text) <= len(text)
    assert not is_fact(text) or any(map(str.isdigit, text))


@pytest.mark.parametrize("section", ["", "News, ", "City, p. 4, "])
def test_a_line_that_begins_as_the_known_outlets_do_belongs_to_the_headline_above(section: str) -> None:
    rows = [
        (FERRY[0], FERRY[1], "Nov 3, 2026", "Ann Lee"),
        ("Fog held, by and large", "Skerry Doorbell", "Nov 3, 2026", "Jim Wren"),
        (HARBOUR[0], HARBOUR[1], "Nov 5, 2026", "Tom Roe"),
    ]
    text = "\n\n".join(f"{row[0]}\n{row[1]}, {section}{row[2]}, by {row[3]}\n… said who was there" for row in rows)
    assert told(text) == [
        (*FERRY, ("Ann Lee",), THIRD),
        ("Fog held, by and large", "Skerry Doorbell", ("Jim Wren",), THIRD),
        (*HARBOUR, ("Tom Roe",), FIFTH),
    ]


def test_outlet_and_reporter_that_nobody_knows_stand_in_the_order_of_the_others() -> None:
    text = (
        f"{FERRY[0]}\n{FERRY[1]} | Ann Lee | Nov 3, 2026\n\n"
        "Fog held, by and large\nSkerry Doorbell | Zeph Marram | Nov 3, 2026\n\n"
        f"{HARBOUR[0]}\n{HARBOUR[1]} | Tom Roe | Nov 5, 2026\n"
    )
    assert [row[1:3] for row in told(text)] == [
        (FERRY[1], ("Ann Lee",)),
        ("Skerry Doorbell", ("Zeph Marram",)),
        (HARBOUR[1], ("Tom Roe",)),
    ]
