"""Lists whose day, outlet and headline stand on lines of their own with no empty line between the mentions."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
ENGLISH = [
    ("24 November 2026", "Toronto Star", "Fog holds the harbour", "2026-11-24"),
    ("25 November 2026", "CBC News", "Ferry waits for the tide", "2026-11-25"),
    ("26 November 2026", "The Globe and Mail", "Nine gulls take the late train", "2026-11-26"),
]
FRENCH = [
    ("24 novembre 2026", "Le Devoir", "Le port attend la marée", "2026-11-24"),
    ("25 novembre 2026", "La Presse", "Le traversier prend du retard", "2026-11-25"),
]
Row = tuple[str, str, str, str]


def drafts(text: str, html: str | None = None) -> tuple[Draft, ...]:
    return read(Pasted(text, html), Known(), TODAY).drafts


def told(found: tuple[Draft, ...]) -> list[tuple[str | None, str | None, str]]:
    return [(draft.headline.value, draft.outlet.value, str(draft.published_on.value)) for draft in found]


def wanted(rows: list[Row]) -> list[tuple[str, str, str]]:
    return [(headline, outlet, day) for _, outlet, headline, day in rows]


def written(rows: list[Row], order: tuple[int, ...] = (0, 1, 2)) -> str:
    return "\n".join(row[place] for row in rows for place in order)


def table(rows: list[Row]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row[:3]) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


@pytest.mark.parametrize("rows", [ENGLISH, ENGLISH[:2], FRENCH])
@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize(("above", "below"), [("", ""), ("Media mentions\n", ""), ("Hi all,\n", ""), ("", "\nNora")])
def test_each_mention_has_the_day_of_its_own_row(rows: list[Row], order: tuple[int, ...], above: str, below: str):
    found = drafts(above + written(rows, order) + below)
    assert told(found) == wanted(rows)
    assert all(draft.published_on.is_sure for draft in found)


@pytest.mark.parametrize("rows", [ENGLISH, FRENCH])
def test_a_copied_table_is_read_by_its_rows(rows: list[Row]):
    head = ("Date", "Outlet", "Headline", "")
    assert told(drafts(written([head, *rows]), table([head, *rows]))) == wanted(rows)


def test_the_rows_of_the_table_decide_below_a_title_that_may_be_a_headline():
    title = "Nobody knows what the gulls want"
    found = drafts(f"{title}\n{written(ENGLISH)}", f"<p>{title}</p>{table(ENGLISH)}")
    assert told(found) == wanted(ENGLISH)
    assert all(draft.published_on.is_sure for draft in found)


def test_nothing_is_sure_where_the_line_above_may_be_the_first_headline_or_a_title():
    found = drafts(f"Nobody knows what the gulls want\n{written(ENGLISH)}")
    assert len(found) == len(ENGLISH)
    for draft in found:
        assert not any(guess.is_sure for guess in (draft.headline, draft.outlet, draft.published_on))


def test_reporters_below_the_headlines_tell_where_the_rows_end():
    names = ["Tom Verdun", "Ines Marlow", "Anne Tremblay"]
    rows = "\n".join(f"{written([row])}\n{name}" for row, name in zip(ENGLISH, names, strict=True))
    found = drafts(f"Nobody knows what the gulls want\n{rows}")
    assert told(found) == wanted(ENGLISH)
    assert all(draft.published_on.is_sure for draft in found)


@given(st.lists(st.sampled_from([cell for row in ENGLISH for cell in row[:3]]), min_size=1, max_size=14))
def test_lines_in_any_order_are_read(lines: list[str]):
    text = "\n".join(lines)
    for draft in drafts(text):
        assert 0 <= draft.extent[0] <= draft.extent[1] <= len(text)
