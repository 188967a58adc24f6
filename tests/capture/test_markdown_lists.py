"""Mentions that somebody wrote as Markdown: headings of days, links, tables."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.formats.table.piped import piped_sheet
from clipper.capture.lines import lines_of
from clipper.capture.unused import unused_in
from clipper.model.draft import Draft, Known, Pasted, Reading
from tests.capture.timing import in_time

THAW, FERRY = "https://www.cbc.ca/news/canada/north/thaw-1.70001", "https://www.yukon-news.com/news/ferry-7000002"


def reading_of(text: str) -> Reading:
    return read(Pasted(text), Known(), date(2026, 11, 30))


def told(draft: Draft) -> tuple[str | None, str | None, str | None]:
    return draft.headline.value, draft.outlet.value, draft.url.value


@pytest.mark.parametrize(
    "heading", ["## 2026-11-{}", "## November {}, 2026", "# Nov {}, 2026 #", "### {} November 2026"]
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_heading_gives_the_day_of_the_links_below_it(heading: str, gap: str) -> None:
    text = f"""{heading.format(19)}
{gap}- [Thaw cracks highway]({THAW}) – CBC News
- [Ferry season ends early]({FERRY}) – Yukon News
{gap}{heading.format(20)}
{gap}- [Le fleuve se réchauffe](https://www.ledevoir.com/environnement/800003/fleuve) – Le Devoir
"""
    reading = reading_of(text)
    assert [told(draft) for draft in reading.drafts] == [
        ("Thaw cracks highway", "CBC News", THAW),
        ("Ferry season ends early", "Yukon News", FERRY),
        ("Le fleuve se réchauffe", "Le Devoir", "https://www.ledevoir.com/environnement/800003/fleuve"),
    ]
    assert [draft.published_on.value for draft in reading.drafts] == [date(2026, 11, day) for day in (19, 19, 20)]
    (start, end) = reading.drafts[2].published_on.spans[0]
    assert "20" in reading.text[start:end]
    assert "#" not in reading.text[start:end]
    assert not unused_in(reading)


def test_the_headline_of_an_article_loses_the_marks_of_its_heading() -> None:
    text = """# Thaw cracks highway near Inuvik

By Joel Attagutsiak, CBC News, November 19, 2026

The highway near Inuvik cracked on Thursday. Crews closed one lane, and it will reopen on Monday, the territory said.

## What comes next

Engineers will look at the cracks this week and tell the minister what they found. She will decide in the spring.
"""
    (draft,) = reading_of(text).drafts
    assert draft.headline.value == "Thaw cracks highway near Inuvik"
    assert draft.body.value is not None
    assert "What comes next" in draft.body.value
    assert "\\#" not in draft.body.value


@pytest.mark.parametrize(
    "behind",
    [
        "Yukon News, Nov. 24, 2026, by Colm Dacey",
        "Yukon News, Nov. 24, 2026, Colm Dacey",
        "Yukon News – Nov. 24, 2026 – by Colm Dacey",
    ],
)
@pytest.mark.parametrize("before", ["[Caribou crossing reopens]({})", "Caribou crossing reopens"])
def test_the_reporter_may_stand_behind_the_day(before: str, behind: str) -> None:
    parting = " – " if "–" in behind else ", "
    (draft,) = reading_of(before.format(FERRY) + parting + behind).drafts
    assert told(draft) == ("Caribou crossing reopens", "Yukon News", FERRY if "[" in before else None)
    assert (draft.reporters.value, draft.published_on.value) == (("Colm Dacey",), date(2026, 11, 24))


def test_links_in_a_sentence_to_somebody_are_a_mention_each() -> None:
    text = f"Hi Ann, please note [Caribou crossing reopens]({FERRY}) and [Thaw cracks highway]({THAW}) today."
    reading = reading_of(text)
    assert list(map(told, reading.drafts)) == [
        ("Caribou crossing reopens", "Yukon News", FERRY),
        ("Thaw cracks highway", "CBC News", THAW),
    ]
    assert not any(draft.headline.is_sure for draft in reading.drafts)
    (named,) = reading_of(f"Hi all,\nCoverage of the study is [here]({THAW}).\nCaroline").drafts
    assert told(named) == (None, "CBC News", THAW)


@pytest.mark.parametrize("before", ["This week: ", "and ", "- On roads: "])
def test_the_words_of_a_link_within_a_mention_are_its_headline(before: str) -> None:
    text = (
        f"{before}[Caribou crossing reopens]({FERRY}) (Yukon News, Nov. 24, 2026) by Colm Dacey\n"
        f"{before}[Thaw cracks highway]({THAW}) (CBC News, Nov. 25, 2026) by Ann Lee\n"
    )
    assert list(map(told, reading_of(text).drafts)) == [
        ("Caribou crossing reopens", "Yukon News", FERRY),
        ("Thaw cracks highway", "CBC News", THAW),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Caribou crossing reopens (to all) ([video]({}))", "Thaw cracks highway ([video]({}))"),
        ("Caribou crossing reopens (to all) [here]({})", "Thaw cracks highway [here]({})"),
        ("Caribou crossing reopens (to all), [Yukon News]({})", "Thaw cracks highway, [CBC News]({})"),
    ],
)
def test_a_short_link_behind_a_headline_is_no_headline(first: str, second: str) -> None:
    text = f"{first.format(FERRY)}, Yukon News, Nov. 24, 2026\n{second.format(THAW)}, CBC News, Nov. 25, 2026\n"
    assert list(map(told, reading_of(text).drafts)) == [
        ("Caribou crossing reopens (to all)", "Yukon News", FERRY),
        ("Thaw cracks highway", "CBC News", THAW),
    ]


def test_very_many_links_in_a_line_are_read_in_the_time_of_their_number() -> None:
    with in_time():
        assert len(reading_of("[The ferry runs](https://a.b/1) " * 18_000).drafts) == 18_000


def test_links_in_a_text_leave_it_one_piece() -> None:
    sentence = "Officials said that the bill for the road rose again this year, more than anyone had thought it would."
    text = f"The road was closed [last year]({THAW}) after storms. {sentence} {sentence} It is [two million]({FERRY})."
    (draft,) = reading_of(text).drafts
    assert draft.body.value is not None
    assert "storms" in draft.body.value


@pytest.mark.parametrize("is_enclosed", [True, False])
@pytest.mark.parametrize("above", ["", "Here is the list:\n\n"])
def test_a_table_of_bars_is_read_as_a_sheet(is_enclosed: bool, above: str) -> None:
    rows = [
        ("Date", "Outlet", "Title", "Link", "Reporter"),
        ("---", ":--", ":-:", "---", "---"),
        ("2026-11-19", "CBC News", "Thaw cracks highway", THAW, "Ann Lee"),
        ("2026-11-20", "The Gravel Gazette", f"[Ferry season ends early]({FERRY})", "", ""),
    ]
    lines = [" | ".join(row) for row in rows]
    reading = reading_of(above + "\n".join(f"| {line} |" if is_enclosed else line for line in lines))
    assert list(map(told, reading.drafts)) == [
        ("Thaw cracks highway", "CBC News", THAW),
        ("Ferry season ends early", "The Gravel Gazette", FERRY),
    ]
    assert [draft.published_on.value for draft in reading.drafts] == [date(2026, 11, 19), date(2026, 11, 20)]
    assert reading.drafts[0].reporters.value == ("Ann Lee",)


@given(st.lists(st.text("|-: ab\\[](<>)#", max_size=30), max_size=8))
def test_any_bars_and_dashes_are_read(lines: list[str]) -> None:
    text = "\n".join(["| Date | Outlet |", "|---|---|", *lines, "Mention"])
    sheet = piped_sheet(lines_of(text))
    assert sheet is None or len(sheet.rows) == len(sheet.extents)
    reading_of(text)


def test_a_link_as_a_chat_writes_it_is_its_words_and_leads_there() -> None:
    text = (
        "<https://www.thestar.com/news/ferry|Ferry waits for the tide> – Toronto Star, Nov 4, 2026\n"
        "<https://hum.example/fog|Fog holds the harbour> – Harbour Hum, Nov 5, 2026\n"
    )
    found = read(Pasted(text), Known(), date(2026, 11, 30)).drafts
    assert [(draft.headline.value, draft.outlet.value, draft.url.value) for draft in found] == [
        ("Ferry waits for the tide", "Toronto Star", "https://www.thestar.com/news/ferry"),
        ("Fog holds the harbour", "Harbour Hum", "https://hum.example/fog"),
    ]
