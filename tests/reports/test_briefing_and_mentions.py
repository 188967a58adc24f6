"""The morning briefing and the page for the website."""

from datetime import date

import pytest

from clipper import reports
from clipper.model.clipping import Organisation
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import SUMMARY_TEXT, TODAY_TEXT, Definition, Kind, ReportIssue
from clipper.reports.writers import markdown
from tests.reports.conftest import story

DAY = Period.parse("2017-12-05")
ISSUED = date(2017, 12, 5)


def made(library, kind, period=DAY, organisation=None, texts=None, **choices):
    definition = Definition(kind=kind, **choices)
    found = reports.covered(library, definition, period)
    return reports.document(found, definition, organisation or Organisation("Tide"), ReportIssue(ISSUED, texts or {}))


def briefing(library, **choices):
    return made(library, Kind.BRIEFING, **choices).section("briefing")


def test_a_briefing_has_clippings_about_us_our_issues_and_peers(make):
    library = make(
        {"headline": "Us"}, {"headline": "Ice", "relation": "issue"}, {"headline": "Them", "relation": "peer"}
    )
    found = briefing(library)
    assert [group.title for group in found.groups] == ["About us", "Our issues", "Peers"]
    assert [[brief.entry.headline for brief in group.briefs] for group in found.groups] == [["Us"], ["Ice"], ["Them"]]
    assert found.lead == "December 5, 2017: one clipping about us, one on our issues and one on peers."


def test_a_morning_without_clippings_says_so(make):
    found = briefing(make({"published_on": "2017-12-04"}))
    assert found.lead == "Nothing ran on December 5, 2017 that was kept."
    assert [group.empty for group in found.groups] == ["Nothing."] * 3


def test_pick_ups_stand_with_their_story(make):
    ran = [{"headline": "Ice", "outlet": name, "story": story("ice")} for name in ("Lantern", "Post", "Echo")]
    (brief,) = briefing(make(*ran)).groups[0].briefs
    assert (brief.entry.outlet, brief.also_ran) == ("Lantern", ("Post", "Echo"))


@pytest.mark.parametrize(
    ("clipping", "line"),
    [
        ({"deck": "Ice is thin.", "body": "A road. A town."}, "Ice is thin."),
        ({"body": "Dr. Ivalu drove **north**. Then she turned south again."}, "Dr. Ivalu drove north."),
        ({"body": "Nothing but a single sentence of eight words."}, "Nothing but a single…"),
        ({"body": "word " * 100}, "word " * 39 + "word…"),
        ({}, ""),
        ({"deck": "Ice.", "rights": "denied"}, ""),
    ],
)
def test_the_line_is_the_deck_or_the_first_sentence_and_never_the_note(make, clipping, line):
    (brief,) = briefing(make({**clipping, "note": "Do not tell."})).groups[0].briefs
    assert brief.line == line


def test_a_briefing_shows_the_host_that_its_link_leads_to(make):
    (brief,) = briefing(make({"url": "https://www.lantern.example/a?b"})).groups[0].briefs
    assert brief.host == "lantern.example"


def test_what_staff_write_stands_in_a_briefing(make):
    report = made(make({}), Kind.BRIEFING, texts={SUMMARY_TEXT: "All *calm*.", TODAY_TEXT: "Hearing at ten."})
    text = markdown.render(report)
    assert "All *calm*." in text
    assert "one clipping about us" not in text
    assert text.rstrip().endswith("## Today\n\nHearing at ten.")


def test_the_page_lists_what_was_published_newest_first_under_years(make):
    library = make(
        {"headline": "Old", "published_on": "2016-03-01", "publish": True, "url": "https://a.example/old"},
        {"headline": "Hidden"},
        {"headline": "New", "publish": True, "reporters": ["Ann Ode"], "url": "https://a.example/new"},
    )
    report = made(library, Kind.MEDIA_PAGE, reports.all_published(library, Query()))
    assert markdown.render(report) == (
        "# In The Media\n\n"
        "## 2017\n\n- [New](https://a.example/new) by Ann Ode, The Lantern, December 5, 2017\n\n"
        "## 2016\n\n- [Old](https://a.example/old), The Lantern, March 1, 2016\n"
    )


def test_a_french_page_has_the_french_house_style_and_headlines_keep_their_language(make):
    library = make({"headline": "Ice", "publish": True, "reporters": ["Ann Ode"], "url": "https://a.example/"})
    (year,) = made(library, Kind.MEDIA_PAGE, language="fr").section("mentions").years
    (line,) = year.mentions
    assert line.text.startswith("Ice, par Ann Ode, The Lantern, 5")
    assert line.html.startswith('<a href="https://a.example/"><span lang="en">Ice</span></a>, par')


def test_the_page_keeps_to_the_organisations_own_pattern(make):
    library = make({"headline": "Ice", "publish": True})
    own = Organisation("Tide", house_style=(("en", "{outlet}: {headline}"),))
    (year,) = made(library, Kind.MEDIA_PAGE, organisation=own).section("mentions").years
    assert year.mentions[0].markdown == "The Lantern: Ice"


def test_a_page_of_nothing_says_so(make):
    library = make({})
    assert reports.all_published(library, Query()) is None
    assert "Nothing was published yet." in markdown.render(made(library, Kind.MEDIA_PAGE))


def test_no_headline_can_pass_for_a_mark_of_the_page(make):
    texts = ["1. one", "# two", "- three", "> four", "*five*", "[six](javascript:x)", "<b>seven"]
    library = make(*({"headline": text, "publish": True} for text in texts))
    lines = [line for line in markdown.render(made(library, Kind.MEDIA_PAGE)).splitlines() if line.startswith("- ")]
    assert [line.split(", The")[0] for line in reversed(lines)] == [
        r"- 1\. one",
        r"- \# two",
        r"- \- three",
        r"- \> four",
        r"- \*five\*",
        r"- \[six\](javascript:x)",
        "- &lt;b>seven",
    ]
