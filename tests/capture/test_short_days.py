"""Days in figures without a year in lists: "26/11", as French lists have it, and "11/26"."""

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.unused import unused_in
from clipper.model.draft import Doubt, Draft, Known, Pasted, Reading

TODAY = date(2026, 11, 30)
FRENCH = [("Le port attend la marée", "Anne Tremblay", "Le Devoir"), ("La brume reste", "Luc Roy", "La Presse")]
ENGLISH = [
    ("Ferry waits for the tide", "Ines Marlow", "CBC News"),
    ("Fog holds the harbour", "Tom Verdun", "Toronto Star"),
]
STYLES = [
    "{day} – {outlet} – {headline} – {name}",
    "{day} | {outlet} | {headline} | {name}",
    "{day}\t{outlet}\t{headline}\t{name}",
    "• {day} : {outlet} – {headline} ({name})",
    "{outlet}, {headline}, {name}, {day}",
    "{headline}, {outlet}, {name}, {day}",
    "{headline} ({outlet}, {day})",
    "{headline} – {outlet} ({day})",
    "{outlet}, {day}, {headline}",
    "{outlet} ({day}) : {headline}",
    "{outlet}: {headline} - {day}",
]


def reading(text: str) -> Reading:
    return read(Pasted(text), Known(), TODAY)


def told(draft: Draft) -> tuple[object, ...]:
    return draft.headline.value, draft.reporters.value, draft.outlet.value, draft.published_on.value


def written(style: str, rows: list[tuple[str, str, str]], days: list[str]) -> str:
    lines = (
        style.format(headline=headline, name=name, outlet=outlet, day=day)
        for (headline, name, outlet), day in zip(rows, days, strict=False)
    )
    return "\n".join(lines)


def wanted(style: str, rows: list[tuple[str, str, str]], days: list[date]) -> list[tuple[object, ...]]:
    return [
        (headline, (name,) if "{name}" in style else (), outlet, day)
        for (headline, name, outlet), day in zip(rows, days, strict=False)
    ]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("rows", "days"), [(FRENCH, ["26/11", "5/11"]), (ENGLISH, ["11/26", "11/05"])])
@pytest.mark.parametrize("count", [1, 2])
def test_a_number_above_twelve_tells_the_order_of_a_list(
    style: str, rows: list[tuple[str, str, str]], days: list[str], count: int
) -> None:
    found = reading(written(style, rows[:count], days))
    assert [told(draft) for draft in found.drafts] == wanted(
        style, rows[:count], [date(2026, 11, 26), date(2026, 11, 5)]
    )
    assert {draft.published_on.doubt for draft in found.drafts} == {Doubt.NO_YEAR}
    assert unused_in(found) == []


@pytest.mark.parametrize(
    ("rows", "days", "wanted_days", "others"),
    [
        (FRENCH, ["03/02", "04/02"], [date(2026, 2, 3), date(2026, 2, 4)], [date(2026, 3, 2), date(2026, 4, 2)]),
        (ENGLISH, ["02/03", "02/04"], [date(2026, 2, 3), date(2026, 2, 4)], [date(2026, 3, 2), date(2026, 4, 2)]),
        (ENGLISH, ["03/11", "04/11"], [date(2026, 11, 3), date(2026, 11, 4)], [date(2026, 3, 11), date(2026, 4, 11)]),
        (ENGLISH, ["9/11", "9/12"], [date(2026, 9, 11), date(2026, 9, 12)], [date(2026, 11, 9), date(2025, 12, 9)]),
    ],
    ids=["by language", "in English", "by the day of the paste", "a day that is known for something else"],
)
def test_where_both_orders_are_possible_the_day_is_in_doubt(
    rows: list[tuple[str, str, str]], days: list[str], wanted_days: list[date], others: list[date]
) -> None:
    found = [draft.published_on for draft in reading(written(STYLES[0], rows, days)).drafts]
    assert [day.value for day in found] == wanted_days
    assert [day.alternatives[0].value for day in found] == others
    assert {day.doubt for day in found} == {Doubt.DAY_OR_MONTH}


@given(days=st.lists(st.dates(date(2025, 12, 1), TODAY), min_size=2, max_size=2), day_first=st.booleans())
def test_a_day_is_the_latest_of_its_name_that_is_past(days: list[date], day_first: bool) -> None:
    # What 24/7 means alone is another thing.
    assume(any(day.day > 12 and (day.day, day.month) != (24, 7) for day in days))
    figures = [f"{day.day}/{day.month}" if day_first else f"{day.month}/{day.day}" for day in days]
    found = reading(written(STYLES[0], FRENCH, figures)).drafts
    assert [draft.published_on.value for draft in found] == days


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_figures_in_a_line_of_their_own_are_a_heading(gap: str) -> None:
    first, second = (written("{outlet}: {headline}", [row], [""]) for row in FRENCH)
    assert [draft.published_on.value for draft in reading(f"26/11{gap}{first}\n{second}").drafts] == [
        date(2026, 11, 26)
    ] * 2
    found = reading(f"26/11{gap}{first}\n\n25/11{gap}{second}")
    assert [draft.published_on.value for draft in found.drafts] == [date(2026, 11, 26), date(2026, 11, 25)]


def test_a_headline_of_one_word_is_no_less_one_beside_its_reporter() -> None:
    rows = [("Villages", "Anne Tremblay", "Le Devoir"), FRENCH[1]]
    found = reading(written(STYLES[0], rows, ["26/11", "25/11"]))
    assert [told(draft) for draft in found.drafts] == wanted(STYLES[0], rows, [date(2026, 11, 26), date(2026, 11, 25)])


def test_several_such_days_of_the_last_weeks_are_sure() -> None:
    rows = [*FRENCH, ("Les quais sont vides", "Zoé Roy", "Le Soleil")]
    found = reading(written(STYLES[0], rows, ["26/11", "25/11", "5/11"])).drafts
    assert all(draft.published_on.is_sure for draft in found)


@pytest.mark.parametrize(
    "lines",
    [
        ["CBC News: Clinic opens 24/7", "Toronto Star: The long shadow of 9/11"],
        ["CBC News – Clinic opens – 24/7", "Toronto Star – The day after – 9/11"],
        ["24/7 – CBC News – Clinic opens", "9/11 – Toronto Star – The day after"],
        ["La Presse – Le port attend (1/2)", "La Presse – Le port attend encore (2/2)"],
        ["Le port attend, 1/3, La Presse", "Le port attend, 2/3, La Presse", "Le port attend, 3/3, La Presse"],
        ["Toronto Star: The tank is 3/4 full", "CBC News: Only 1/5 of 12/13 boats sail"],
        ["Toronto Star: Fog stays (3/4)", "CBC News: Ferry waits for the tide"],
        ["Toronto Star: Nurses win 11/26, lose 12/26", "CBC News: Ferry waits 10/26 times"],
        ["Toronto Star: Fog stays 31/31/31", "CBC News: Ferry waits 31/31"],
    ],
)
def test_other_figures_with_a_slash_are_no_days(lines: list[str]) -> None:
    assert [draft.published_on.value for draft in reading("\n".join(lines)).drafts] == [None] * len(lines)


def test_figures_stay_in_a_headline_whose_day_is_spelt_out() -> None:
    text = "Le port attend (1/6), La Presse, 26 novembre 2026\nLa brume reste (2/6), Le Devoir, 25 novembre 2026"
    assert [draft.headline.value for draft in reading(text).drafts] == ["Le port attend (1/6)", "La brume reste (2/6)"]


@pytest.mark.parametrize("weekday", ["Mardi", "mar.", "Mardi,", "le mardi", "Tuesday", "Tue."])
def test_a_weekday_that_fits_tells_order_and_year(weekday: str) -> None:
    for text in (
        f"{weekday} 10/11\n{written('{outlet}: {headline}', FRENCH, ['', ''])}",
        written("{day} – {outlet} – {headline}", FRENCH, [f"{weekday} 10/11", f"{weekday} 10/11"]),
        written("{headline} ({outlet}, {day})", FRENCH, [f"{weekday} 10/11", f"{weekday} 10/11"]),
    ):
        found = reading(text)
        assert [draft.published_on.value for draft in found.drafts] == [date(2026, 11, 10)] * 2
        assert all(draft.published_on.is_sure for draft in found.drafts)
        assert unused_in(found) == []


PIECES = st.sampled_from(
    ["26/11", "9/11", "3/4", "24/7", "11/26", "31/31", "(", ")", " ", " – ", ", ", ": ", "\n", "\n\n", "\t", "• ",
     "lundi ", "le ", "La Presse", "CBC News", "Ferry waits for the tide", "Anne Tremblay", "https://www.cbc.ca/a/1/2"]
)  # fmt: skip


@example("26/11")
@given(text=st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(str.strip))
def test_figures_among_anything_leave_what_was_pasted_where_it_is(text: str) -> None:
    found = reading(text)
    for draft in found.drafts:
        if draft.headline.value and draft.headline.spans:
            start, end = draft.headline.spans[0]
            assert found.text[start:end].split() == draft.headline.value.split()
        for start, end in draft.published_on.spans:
            assert 0 <= start < end <= len(found.text)


def test_such_figures_in_an_article_are_text() -> None:
    paragraph = "Le port attend la marée depuis lundi, 26/11, et personne ne peut dire pour combien de temps encore."
    found = reading(f"Le port attend\nPar Anne Tremblay\nLe Devoir\n\n{paragraph}\n\n26/11\n\n{paragraph}").drafts
    assert [draft.headline.value for draft in found] == ["Le port attend"]
    assert "26/11" in (found[0].body.value or "")
