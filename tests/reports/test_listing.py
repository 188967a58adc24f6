"""The list of all clippings: its groups, and of each text what its rights allow."""

from datetime import date
from typing import Any

import pytest

from clipper.library.library import Library
from clipper.model.report import Grouping
from clipper.reports.document import Clippings, Report
from clipper.reports.parts import Entry
from clipper.reports.writers import markdown, pdf
from tests.reports.conftest import Make, reported

BODY = "The ice was thin. Nobody asked.\n\n## Later\n\nIt broke in two."


def listed(report: Report) -> Clippings:
    section = report.section("clippings")
    assert isinstance(section, Clippings)
    return section


def groups(report: Report) -> list[tuple[str, list[int], tuple[int, ...]]]:
    return [
        (group.label, [entry.number for entry in group.entries], group.also.shown) for group in listed(report).groups
    ]


@pytest.fixture
def library(make: Make) -> Library:
    ann, bo = {"name": "Ann Low", "role": "quoted"}, {"name": "Bo Rask", "role": "named"}
    return make(
        {"outlet": "The Gale", "spokespeople": [bo, ann], "tags": ["secret", "topic/ice"], "publish": True},
        {"outlet": "The Lantern", "spokespeople": [ann], "tags": ["topic/ice", "topic/far-north"], "publish": True},
        {"outlet": "The Lantern", "spokespeople": [], "tags": [], "publish": True},
        {"outlet": None, "spokespeople": [ann], "tags": ["secret"]},
    )


def test_clippings_stand_by_outlet_most_first_and_are_numbered_as_they_are_listed(library):
    report = reported(library, grouping=Grouping.OUTLET)
    assert groups(report) == [("The Lantern", [1, 2], ()), ("The Gale", [3], ()), ("Outlet unknown", [4], ())]
    assert listed(report).grouping == "outlet"
    assert listed(report).finding == "Four clippings, by outlet"


def test_a_clipping_with_two_spokespeople_is_listed_once_and_named_under_the_other(library):
    assert groups(reported(library, grouping=Grouping.SPOKESPERSON)) == [
        ("Ann Low", [1, 2, 3], ()),
        ("Bo Rask", [], (1,)),
        ("No spokesperson", [4], ()),
    ]


def test_tags_group_for_staff_and_topics_alone_for_the_public(library):
    report = reported(library, grouping=Grouping.TAG)
    assert groups(report) == [
        ("secret", [1, 2], ()),
        ("Ice", [3], (1,)),
        ("Far north", [], (3,)),
        ("Untagged", [4], ()),
    ]
    public = reported(library, audience="public", grouping=Grouping.TAG)
    assert groups(public) == [("Ice", [1, 2], ()), ("Far north", [], (2,)), ("Untagged", [3], ())]


@pytest.mark.parametrize("grouping", Grouping)
def test_every_grouping_lists_every_clipping_once(sample, grouping):
    report = reported(sample, grouping=grouping)
    numbers = [entry.number for group in listed(report).groups for entry in group.entries]
    assert numbers == list(range(1, 24))
    assert markdown.render(report)
    assert pdf.make(report).warnings == ()


def one(make: Make, audience: str = "internal", full_text: bool = True, **values: Any) -> Entry:
    library = make({"body": BODY, "publish": True, **values})
    report = reported(library, audience=audience, full_text=full_text, excerpt_words=9)
    return listed(report).groups[0].entries[0]


def test_a_whole_text_goes_out_where_it_is_granted_and_asked_for(make: Make):
    entry = one(make, rights="granted")
    assert entry.full_text == BODY


def test_a_whole_text_is_set_in_markdown_and_on_pages(make: Make):
    report = reported(make({"body": BODY, "rights": "granted"}), full_text=True)
    assert "The ice was thin. Nobody asked.\n\n**Later**\n\nIt broke in two." in markdown.render(report)
    assert pdf.make(report).warnings == ()


def test_nobody_who_did_not_ask_gets_a_whole_text(make: Make):
    entry = one(make, rights="granted", full_text=False)
    assert (entry.full_text, entry.excerpt) == ("", "The ice was thin. Nobody asked.")


def test_the_public_never_gets_a_whole_text(make: Make):
    entry = one(make, audience="public", rights="granted")
    assert (entry.full_text, entry.excerpt) == ("", "The ice was thin. Nobody asked.")


@pytest.mark.parametrize("rights", ["unknown", "subscription", "licence", None])
def test_without_a_grant_there_is_an_excerpt(make: Make, rights):
    entry = one(make, rights=rights)
    assert (entry.full_text, entry.excerpt) == ("", "The ice was thin. Nobody asked.")


def test_a_denied_text_gives_no_excerpt_no_quote_and_no_passage(make: Make):
    said = "We have waited for this road since the lake froze over twice."
    library = make({"body": f"“{said}” Ann Low said.", "rights": "denied", "starred": True, "spokespeople": []})
    report = reported(library, full_text=True, notes=True)
    assert said[:20] not in markdown.render(report)


def test_a_grant_that_expired_before_the_day_of_issue_is_none(make: Make):
    library = make({"body": BODY})
    library.edit_outlet("The Lantern", rights="granted", rights_until=date(2018, 1, 3), rights_notice="© The Lantern")
    entry = listed(reported(library, full_text=True)).groups[0].entries[0]
    assert entry.full_text == ""
    library.edit_outlet("The Lantern", rights_until=date(2018, 1, 4))
    entry = listed(reported(library, full_text=True)).groups[0].entries[0]
    assert (entry.full_text, entry.rights_notice) == (BODY, "© The Lantern")


def test_nothing_quotes_more_than_half_of_a_text_that_is_not_ours(make: Make) -> None:
    body = "Ruth Ivalu said: “The quay has not grown at all since nineteen ninety,” on the pier."
    told = {"body": body, "starred": True, "spokespeople": [{"name": "Ruth Ivalu", "role": "quoted"}]}
    ours, theirs = reported(make({**told, "rights": "granted"}, told)).section("key").clippings
    assert ours.quote is not None
    assert theirs.quote is None
    assert theirs.excerpt == "Ruth Ivalu said: “The quay has not grown…"
