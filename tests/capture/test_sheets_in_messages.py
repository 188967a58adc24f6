"""Sheets below a greeting, above a good-bye, and with commas of their own in a headline."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture import read
from clipper.capture.formats.table.copied import start_of_sheet
from clipper.model.draft import Draft, Known, Pasted

TODAY = date(2026, 11, 30)
ROWS = (
    ("Ferry waits for the tide", "Toronto Star", "2026-11-04"),
    ("Ice road opens late", "Tidewater Courier", "2026-11-05"),
    ("Fog stays put", "CBC News", "2026-11-06"),
)


def drafts(text: str) -> tuple[Draft, ...]:
    return read(Pasted(text), Known(), TODAY).drafts


def told(text: str) -> list[tuple[str | None, ...]]:
    return [
        (draft.headline.value, draft.outlet.value, str(draft.published_on.value) if draft.published_on.value else None)
        for draft in drafts(text)
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t", " | "])
@pytest.mark.parametrize("greeting", ["", "Hi Kim,\n\n", "Hello all,\nthese are the mentions:\n\n"])
@pytest.mark.parametrize("farewell", ["", "\n\nBest,\nBo Roe\n"])
def test_a_sheet_may_stand_below_a_greeting_and_above_a_name(mark: str, greeting: str, farewell: str) -> None:
    sheet = "\n".join(mark.join(cells) for cells in (("Headline", "Outlet", "Date"), *ROWS))
    assert told(greeting + sheet + farewell) == list(ROWS)


@pytest.mark.parametrize("greeting", ["", "Hi Kim,\n\n"])
def test_rows_without_a_header_may_stand_below_a_greeting(greeting: str) -> None:
    sheet = "\n".join("\t".join((day, outlet, headline)) for headline, outlet, day in ROWS)
    assert told(f"{greeting}{sheet}\n\nBest,\nBo") == list(ROWS)


def test_values_in_a_sheet_below_a_greeting_are_shown_where_they_stand() -> None:
    text = "Hi Kim,\n\nHeadline,Outlet,Date\n" + "\n".join(map(",".join, ROWS))
    for draft, row in zip(drafts(text), ROWS, strict=True):
        assert text[slice(*draft.extent)].strip() == ",".join(row)


def test_commas_of_a_headline_part_no_cells_where_the_outlet_behind_is_known() -> None:
    text = "Headline,Outlet,Date\nFerry, at last, sails,Toronto Star,2026-11-04\nFog stays put,CBC News,2026-11-06\n"
    assert told(text) == [("Ferry, at last, sails", *ROWS[0][1:]), ROWS[2]]


def test_commas_of_which_nobody_knows_what_they_part_make_no_headline_sure() -> None:
    text = "Headline,Outlet,Date\nFerry sails,Farm, Forest and Field,2026-11-04\nFog stays put,CBC News,2026-11-06\n"
    assert not any(draft.headline.is_sure and draft.headline.value == "Ferry sails,Farm" for draft in drafts(text))


@given(st.lists(st.text("Headline,Outlet\t;| a\n", max_size=30), max_size=12))
def test_a_sheet_is_looked_for_in_any_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    start = start_of_sheet(text)
    assert start == 0 or text[start - 1] == "\n"
