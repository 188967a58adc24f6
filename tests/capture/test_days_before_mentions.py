"""Weekdays and bare days before mentions, and the day and reporter of those that stand below their outlet."""

from datetime import date

import pytest

from tests.capture.told_mentions import drafts, told

FERRY = ("Ferry waits for the tide", ("Ann Lee",), "Toronto Star", date(2026, 11, 24))
ROAD = ("Ice road opens late", ("Tom Roe",), "CBC News", date(2026, 11, 26))
FOG = ("Let the fog stay", ("Al Hale",), "National Post", date(2026, 11, 25))


@pytest.mark.parametrize(
    "days", [("Tue:", "Thu:"), ("Tuesday:", "Thursday:"), ("Mardi :", "Jeudi :"), ("Tue –", "Thu –")]
)
@pytest.mark.parametrize("is_newest_first", [False, True])
def test_weekdays_before_mentions_are_their_days_to_look_at(days: tuple[str, str], is_newest_first: bool) -> None:
    lines = [
        f"{days[0]} Ferry waits for the tide – Toronto Star – Ann Lee",
        f"{days[1]} Ice road opens late – CBC News – Tom Roe",
    ]
    text = "\n".join(lines[::-1] if is_newest_first else lines)
    assert told(text) == ([ROAD, FERRY] if is_newest_first else [FERRY, ROAD])
    assert not any(draft.published_on.is_sure for draft in drafts(text))


def test_a_paper_called_as_a_weekday_is_none() -> None:
    text = (
        "Sun: a new dawn | Toronto Star | Ann Lee | Nov 24, 2026\n"
        "Ice road opens late | CBC News | Tom Roe | Nov 26, 2026\n"
    )
    assert [headline for headline, *_ in told(text)] == ["Sun: a new dawn", ROAD[0]]


@pytest.mark.parametrize("before", ["{} ", "{} – ", "Le {} – "])
def test_bare_days_below_their_month_are_those_of_mentions(before: str) -> None:
    text = (
        "November 2026\n"
        f"{before.format(26)}Ice road opens late, by Tom Roe, CBC News\n"
        f"{before.format(24)}Ferry waits for the tide, by Ann Lee, Toronto Star\n"
    )
    assert told(text) == [ROAD, FERRY]


def test_numbers_of_headlines_are_no_days() -> None:
    text = (
        "November 2026\n30 ways to wait, by Tom Roe, CBC News\n22 ferries wait, by Ann Lee, Toronto Star\n"
        "5 questions for the mayor, by Al Hale, National Post\n"
    )
    assert [headline for headline, *_ in told(text)] == [
        "30 ways to wait",
        "22 ferries wait",
        "5 questions for the mayor",
    ]


@pytest.mark.parametrize(
    "style",
    [
        "{0} ({1}, {2})",
        "{0} ({2}, {1})",
        '"{0}," {1}, by {2}',
        "{0}, {1}, by {2}",
        "- {0}, {1}, by {2}",
        "* {0} ({1}, {2})",
    ],
)
def test_below_their_outlet_mentions_tell_day_and_reporter(style: str) -> None:
    text = (
        f"Toronto Star\n{style.format('Ferry waits for the tide', 'Nov. 24', 'Ann Lee')}\n"
        f"{style.format('Who pays?', 'Nov. 26', 'Tom Roe')}\n\n"
        f"National Post\n{style.format('Let the fog stay', 'Nov. 25', 'Al Hale')}\n"
    )
    assert told(text) == [FERRY, ("Who pays?", ("Tom Roe",), "Toronto Star", date(2026, 11, 26)), FOG]


def test_one_outlet_alone_may_head_a_list() -> None:
    text = "Le Devoir\nLa brume reste (24 novembre, Ann Lee)\nQui paiera? (26 novembre, Luc Roy)\n"
    assert told(text) == [
        ("La brume reste", ("Ann Lee",), "Le Devoir", date(2026, 11, 24)),
        ("Qui paiera?", ("Luc Roy",), "Le Devoir", date(2026, 11, 26)),
    ]


def test_days_of_one_month_are_read_the_way_that_they_are_of_it() -> None:
    text = "".join(
        f"0{day}/11/2026 : « {headline} » – {outlet} – Journaliste : {name}\n"
        for day, headline, outlet, name in (
            (2, "La brume reste", "Le Devoir", "Ann Lee"),
            (4, "Qui paiera?", "La Presse", "Luc Roy"),
            (5, "Le port attend", "Le Soleil", "Al Hale"),
        )
    )
    assert told(text) == [
        ("La brume reste", ("Ann Lee",), "Le Devoir", date(2026, 11, 2)),
        ("Qui paiera?", ("Luc Roy",), "La Presse", date(2026, 11, 4)),
        ("Le port attend", ("Al Hale",), "Le Soleil", date(2026, 11, 5)),
    ]


def test_an_outlet_that_nobody_knows_heads_its_mentions_where_others_do() -> None:
    text = (
        "Toronto Star\nFerry waits for the tide – Nov. 24, 2026 – Ann Lee\n"
        "Ice road opens late – Nov. 26, 2026 – Tom Roe\n\n"
        "NATIONAL POST\nLet the fog stay – Nov. 25, 2026 – Al Hale\nThe harbour sleeps – Nov. 28, 2026 – Bo Fry\n\n"
        "STOREYS\nTowns count their boats – Nov. 27, 2026 – Jo May\n"
    )
    assert [outlet for *_, outlet, _ in told(text)] == [*["Toronto Star"] * 2, *["National Post"] * 2, "STOREYS"]
    assert [draft.outlet.is_sure for draft in drafts(text)] == [True, True, True, True, False]


def test_a_sheet_may_have_the_names_of_its_columns_in_quotation_marks() -> None:
    text = (
        '"Date","Publication","Title","Author"\n'
        '"2026-11-24","Toronto Star","Ferry waits for the tide","Ann Lee"\n'
        '"2026-11-26","CBC News","Ice road opens late","Tom Roe"\n'
    )
    assert told(text) == [FERRY, ROAD]


def test_letters_count_mentions_as_numbers_do() -> None:
    text = (
        "a) Ferry waits for the tide, by Ann Lee, Toronto Star, Nov. 24, 2026\n"
        "b) Ice road opens late, by Tom Roe, CBC News, Nov. 26, 2026\n"
    )
    assert told(text) == [FERRY, ROAD]


def test_the_name_of_a_file_is_no_sure_headline() -> None:
    assert not any(draft.headline.is_sure for draft in drafts("2026-11-24_Toronto Star_Ferry waits.pdf\n"))


@pytest.mark.parametrize(("count", "is_sure"), [(3, False), (5, True)])
def test_few_figures_before_capitals_are_no_sure_days(count: int, is_sure: bool) -> None:
    rows = ["28 Angry Men come to town", "21 Things to know", "14 Days in Ottawa", "9 Ships are sold", "7 Towns wait"]
    found = drafts("November 2026\n" + "".join(f"{row} – CBC News\n" for row in rows[:count]))
    assert [draft.headline.is_sure for draft in found] == [draft.published_on.is_sure for draft in found]
    assert [draft.headline.is_sure for draft in found] == [is_sure] * count
    assert all(draft.outlet.is_sure for draft in found)
