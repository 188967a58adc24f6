"""The plain tables of a report, which sheets, documents and the clipboard are made of."""

from datetime import date

import pytest

from clipper.model.report import Audience
from clipper.model.values import replace
from clipper.reports.parts import Amount, References
from clipper.reports.tables import Link, Table, listing, of_figures, tables
from tests.reports.conftest import reported
from tests.reports.invented import HEADLINES, OUTLETS, briefing, entry, mentions, report, whole


def table(key: str) -> Table:
    return next(one for one in tables(whole()) if one.key == key)


def column(one: Table, key: str) -> list[object]:
    place = [column.key for column in one.columns].index(key)
    return [row[place] for row in one.rows]


def test_clippings_have_real_dates_and_links():
    found = listing(report(34))
    assert column(found, "clipping") == list(range(1, 35))
    assert column(found, "date")[0] == date(2026, 10, 2)
    assert column(found, "headline")[0] == Link(HEADLINES[1], "https://example.org/2026/10/1")
    assert column(found, "pick_up")[3] == "yes"


def test_every_figure_has_its_table():
    assert [one.key for one in tables(whole())] == [
        "clippings",
        "figures",
        "volume",
        "tone",
        "trend",
        "outlets",
        "people",
        "pick_ups",
        "reporters",
        "topics",
        "messages",
        "medium",
        "prominence",
        "language",
        "region",
        "corrections",
        "follow_ups",
        "share",
        "about",
    ]


def test_headline_figures_stand_beside_the_periods_compared_with():
    figures = table("figures")
    assert [one.header for one in figures.columns][1:4] == ["October 2026", "September 2026", "Change (September 2026)"]
    assert figures.rows[0][1:4] == (Amount(27), Amount(24, "", 3), 3)


def test_figures_that_were_made_ready_for_a_page_are_numbers_again():
    assert column(table("outlets"), "reach") == [612_000, *["unknown"] * 4]
    assert column(table("share"), "share") == [Amount(34, "%"), Amount(66, "%")]
    assert column(table("messages"), "before") == ["4 of 23", ""]


def test_comparisons_are_named_and_left_out_where_there_are_none():
    headers = {one.key: one.header for one in table("outlets").columns}
    assert (headers["before"], headers["year_before"]) == ("September 2026", "October 2025")
    assert "year_before" not in {one.key for one in table("people").columns}


def test_numbers_lead_to_their_clippings():
    assert column(table("region"), "numbers") == [References((1, 2)), References()]


def test_the_last_table_says_what_the_report_is_and_found():
    said = dict(table("about").rows)
    assert said["Version"] == "No. 4, version 2"
    assert said["Outlets"].startswith("Five outlets, one of them new. Two of them ran most of the clippings.")
    assert said["What counts"].startswith("A clipping is one item")


def test_a_public_report_has_no_column_for_what_the_public_must_not_see(sample):
    made = reported(sample, audience="public", notes=True)
    keys = {column.key for one in tables(made) for column in one.columns}
    assert keys & {"headline", "outlet", "excerpt", "number"}
    assert not keys & {"tone", "prominence", "tags", "note", "comments", "full_text", "positive", "not-coded"}
    assert "medium" not in {column.key for column in listing(made).columns}


def test_a_report_without_its_list_still_has_the_clippings_that_it_names():
    made = report(34)
    short = replace(made, sections=tuple(section for section in made.sections if section.key != "clippings"))
    assert column(listing(short), "clipping") == [2, 3, 6, 9, 13]


def test_a_briefing_and_a_media_page_list_what_they_hold():
    brief = replace(report(3), sections=(briefing([entry(1), entry(2)]),))
    assert column(listing(brief), "clipping") == [1, 2]
    assert column(next(of_figures(brief)), "group") == ["About us", "About us"]
    page = listing(replace(report(3), sections=(mentions(),), audience=Audience.PUBLIC))
    assert page.key == "mentions"
    assert column(page, "line") == [f"{HEADLINES[1]} by Dana Whitlock, {OUTLETS[0]}, October 2, 2026"]


@pytest.mark.parametrize("code", ["en", "fr"])
def test_titles_and_headers_are_in_the_language_of_the_report(sample, code):
    made = {one.key: one for one in tables(reported(sample, language=code))}
    assert made["clippings"].title == {"en": "Clippings", "fr": "Coupures"}[code]
    assert made["outlets"].columns[0].header == {"en": "Outlet", "fr": "Média"}[code]


def test_an_empty_report_has_no_figures():
    keys = [one.key for one in tables(report(0))]
    assert keys == ["clippings", "about"]
    assert listing(report(0)).rows == ()
