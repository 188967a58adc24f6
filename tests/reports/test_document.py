"""A report's content: which sections there are, what each audience sees, and that every number leads somewhere."""

from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import asdict

from clipper.model.attachment import BroughtFile
from clipper.model.codes import Tone
from clipper.model.errors import WrongUsage
from clipper.model.report import SECTIONS
from clipper.model.values import replace
from clipper.reports.document import Clippings, Issues, KeyCoverage, Outlets, People, Report, Summary, Topics, Volume
from clipper.reports.parts import References
from clipper.reports.sections import MAKERS
from clipper.reports.typst_data import report_data
from clipper.reports.writers import markdown
from tests.reports.conftest import Make, covered, reported, story


def texts(value: Any) -> list[str]:
    """Every text in a report, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, References):
        return [value.more]
    if isinstance(value, tuple | list):
        return [text for item in value for text in texts(item)]
    if isinstance(value, dict):
        return texts(list(value.values()))
    if isinstance(value, Struct):
        return [text for one in asdict(value).values() for text in texts(one)]
    return []


def references(value: Any) -> list[References]:
    if isinstance(value, References):
        return [value]
    if isinstance(value, tuple):
        return [found for item in value for found in references(item)]
    if isinstance(value, Struct):
        return [found for one in asdict(value).values() for found in references(one)]
    return []


def keys(report: Report) -> list[str]:
    return [section.key for section in report.sections]


def test_the_sample_month_has_every_section(sample):
    report = reported(sample)
    assert keys(report) == [key for key in SECTIONS if key in MAKERS]
    assert [section.number for section in report.sections] == list(range(1, len(report.sections) + 1))
    assert (report.name, report.period_before) == ("Media report, December 2017", "November 2017")
    assert all(section.finding for section in report.sections)


def test_french_titles_open_with_a_capital_and_run_on_without(sample):
    report = reported(sample, language="fr")
    assert report.period.startswith("Décembre")
    assert report.name.startswith("Revue de presse, décembre")


def test_a_language_without_words_is_refused(sample):
    with pytest.raises(WrongUsage):
        reported(sample, language="de")


def test_every_number_leads_to_a_listed_clipping(sample):
    report = reported(sample)
    clippings = report.section("clippings")
    assert isinstance(clippings, Clippings)
    listed = [entry.number for day in clippings.groups for entry in day.entries]
    assert listed == list(range(1, 24))
    shown = {number for found in references(report.sections) for number in found.shown}
    assert shown <= set(listed)


def test_numbers_agree_between_sections(sample):
    report = reported(sample)
    summary, outlets, volume = report.section("summary"), report.section("outlets"), report.section("volume")
    assert isinstance(summary, Summary)
    assert isinstance(outlets, Outlets)
    assert isinstance(volume, Volume)
    figures = {measure.key: [amount.number for amount in measure.amounts] for measure in summary.measures}
    assert figures["clippings"] == [23, 13, 4]
    assert sum(row.number for row in outlets.rows) == 23
    assert sum(bar.stories + bar.pick_ups for bar in volume.bars) == 23
    assert sum(bar.stories for bar in volume.bars) == figures["stories"][0]
    assert [sum(bar.tones.values()) for bar in volume.tone_bars] == [23, 13, 4]
    assert sum(bar.stories for bar in report.timeline) == figures["stories"][0]


def test_without_the_list_of_clippings_no_number_points_at_it(sample):
    report = reported(sample, sections=("summary", "outlets", "method"))
    assert keys(report) == ["summary", "outlets", "method"]
    assert all(found == References() for found in references(report.sections))
    assert all("section 7" not in fact.text for fact in report.reading)


def test_a_public_report_has_no_tone_note_internal_tag_or_unpublished_clipping(make: Make):
    library = make(
        {
            "headline": "Open",
            "publish": True,
            "note": "SECRET note",
            "tone": "negative",
            "prominence": "headline",
            "tags": ["topic/trade", "secret-tag"],
            "starred": True,
            "body": "Nobody asked. The ice was thin.",
            "highlights": [{"passage": "The ice was thin.", "comment": "SECRET comment"}],
            "follow_ups": [
                {
                    "what": "SECRET error",
                    "contact": "SECRET contact",
                    "outcome": "SECRET outcome",
                    "owner": "SECRET owner",
                },
                {"what": "SECRET call", "kind": "follow_up", "due": "2017-12-08"},
            ],
        },
        {"headline": "SECRET clipping", "outlet": "SECRET outlet", "follow_ups": [{"what": "SECRET elsewhere"}]},
    )
    report = reported(library, audience="public", notes=True)
    said = " ".join(text for section in report.sections for text in texts(section)).casefold()
    assert "open" in said
    assert not [word for word in ("secret", "negative", "tone", "coded") if word in said]
    topics = report.section("topics")
    assert isinstance(topics, Topics)
    assert topics.prominence is None


def test_the_cover_of_a_year_shows_its_weeks(make: Make):
    report = reported(make({"published_on": "2017-03-07"}, {"published_on": "2017-03-09"}), "2017")
    assert report.timeline_unit == "week"
    assert [bar.stories for bar in report.timeline if bar.stories] == [2]
    assert report_data(report)["cover"]["note"].startswith("Each dot is a clipping in the week it ran.")
    assert reported(make({}), "2010-01..2017-12").timeline == ()


def test_an_empty_period_is_a_report_that_says_so(make: Make):
    report = reported(make({"published_on": "2017-11-05"}))
    assert keys(report) == ["summary", "method"]
    assert report.timeline == ()
    summary = report.section("summary")
    assert isinstance(summary, Summary)
    assert summary.finding == "No clippings in December 2017"
    assert summary.periods == ("December 2017", "November 2017")
    assert "November 5, 2017" in summary.since


def test_a_report_of_an_empty_library_is_valid_too(make: Make):
    report = reported(make())
    assert keys(report) == ["summary", "method"]
    assert "No clippings in December 2017." in texts(report.sections)


def test_sections_with_nothing_to_show_are_left_out(make: Make):
    assert keys(reported(make({}))) == ["summary", "volume", "outlets", "topics", "clippings", "method"]


def test_shares_become_percent_when_every_period_is_large_enough(make: Make):
    month = [
        {"published_on": f"2017-{month}-{day:02}", "tone": "positive"} for month in (11, 12) for day in range(1, 21)
    ]
    summary = reported(make(*month)).section("summary")
    assert isinstance(summary, Summary)
    share = next(measure for measure in summary.measures if measure.key == "positive")
    assert [(amount.number, amount.unit) for amount in share.amounts] == [(100, "%"), (100, "%")]
    summary = reported(make(*month[:-1])).section("summary")
    assert isinstance(summary, Summary)
    share = next(measure for measure in summary.measures if measure.key == "positive")
    assert [(amount.number, amount.unit) for amount in share.amounts] == [(19, "of 19"), (20, "of 20")]


def test_many_numbers_end_in_how_many_more(make: Make):
    outlets = reported(make(*[{"published_on": "2017-12-03"}] * 21)).section("outlets")
    assert isinstance(outlets, Outlets)
    assert outlets.rows[0].references == References(tuple(range(1, 13)), "and 9 more")


def test_the_outlets_past_twenty_five_are_one_line(make: Make):
    outlets = reported(make(*({"outlet": f"Outlet {number:02}"} for number in range(27)))).section("outlets")
    assert isinstance(outlets, Outlets)
    assert len(outlets.rows) == 25
    assert outlets.rest == "And two more outlets with 2 clippings between them."


def test_a_pick_up_names_its_story_and_has_no_excerpt(make: Make):
    library = make(
        {"story": story("a"), "outlet": "Wire", "body": "One two three. Four five six."},
        {"story": story("a"), "outlet": "Post", "body": "One two three. Four five six."},
    )
    report = reported(library)
    people, clippings = report.section("people"), report.section("clippings")
    assert isinstance(people, People)
    assert isinstance(clippings, Clippings)
    assert (people.pick_up_rows[0].outlet, people.pick_up_rows[0].others) == ("Wire", ("Post",))
    assert [entry.excerpt for entry in clippings.groups[0].entries] == ["One two three.", ""]


def test_key_coverage_quotes_the_spokesperson_beside_whom_the_words_stand(make: Make):
    body = (
        "“Not a word of this is ours and yet it is by far the longest,” said the minister.\n\n"
        "“The road is short and the winter is long,” said Ann Low."
    )
    library = make({"starred": True, "body": body, "spokespeople": [{"name": "Ann Low", "role": "quoted"}]})
    key = reported(library).section("key")
    assert isinstance(key, KeyCoverage)
    quote = key.clippings[0].quote
    assert quote is not None
    assert (quote.text, quote.speaker) == ("The road is short and the winter is long.", "Ann Low")


def test_a_quote_that_was_kept_is_the_one_that_is_pulled(make: Make):
    kept = {"text": "The road is short", "speaker": "Bea High"}
    body = "“The road is short and the winter is long,” said Ann Low, who counts the trucks."
    people = [{"name": "Ann Low", "role": "quoted"}]
    library = make({"starred": True, "body": body, "spokespeople": people, "quotes": [kept]})
    key = reported(library).section("key")
    assert isinstance(key, KeyCoverage)
    quote = key.clippings[0].quote
    assert quote is not None
    assert (quote.text, quote.speaker) == ("The road is short.", "Bea High")


def test_words_that_could_be_anybodys_are_not_quoted(make: Make):
    people = [{"name": "Ann Low", "role": "quoted"}, {"name": "Bea High", "role": "quoted"}]
    body = "“The road is short and the winter is long,” Ann Low told Bea High."
    key = reported(make({"starred": True, "body": body, "spokespeople": people})).section("key")
    assert isinstance(key, KeyCoverage)
    assert key.clippings[0].quote is None


def test_an_unsafe_address_is_no_link(make: Make):
    clippings = reported(make({"url": "javascript:alert(1)"})).section("clippings")
    assert isinstance(clippings, Clippings)
    assert clippings.groups[0].entries[0].url is None


def test_the_method_page_names_the_query_and_the_gaps(make: Make):
    library = make({"outlet": None}, {"state": "new"})
    said = " ".join(texts(reported(library).section("method")))
    assert "One clipping of the period is new or deferred" in said
    assert "One clipping has no outlet." in said
    assert "One clipping has no link." in said


def test_the_same_choices_give_the_same_report(sample):
    assert reported(sample) == reported(sample)


@pytest.mark.parametrize(
    ("language", "aired_at", "clock"),
    [
        ("en", "07:40:30 America/Toronto", "07:40"),
        ("en", "20:00", "20:00"),
        ("fr", "07:40:30 America/Toronto", "7\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}40"),
        ("fr", "20:00", "20\N{NO-BREAK SPACE}h"),
    ],
)
def test_a_broadcast_has_its_air_time_behind_its_programme(make: Make, language: str, aired_at: str, clock: str):
    library = make({"programme": "Morning North", "medium": "radio", "aired_at": aired_at})
    clippings = reported(library, language=language).section("clippings")
    assert isinstance(clippings, Clippings)
    assert clippings.groups[0].entries[0].meta[:2] == ("Morning North", clock)


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_attached_files_change_nothing_that_is_reported(make: Make, audience: str):
    library = make({"headline": "Open", "publish": True, "note": "A note", "starred": True, "tags": ["topic/trade"]})
    before = reported(library, audience=audience)
    library.attach(1, [BroughtFile("SECRET page A4.pdf", b"SECRET content"), BroughtFile("cover.png", b"SECRET")])
    after = reported(library, audience=audience)
    assert after == before
    assert report_data(after) == report_data(before)
    assert markdown.render(after) == markdown.render(before)
    assert "secret" not in f"{after} {report_data(after)} {markdown.render(after)}".casefold()


# Issues and corrections


def issues(report: Report) -> Issues:
    found = report.section("issues")
    assert isinstance(found, Issues)
    return found


ASKED = {
    "what": "The sum is wrong.",
    "requested_on": "2017-12-06",
    "contact": "Jo Lind",
    "owner": "Mara",
    "due": "2017-12-12",
}
PUT_RIGHT = {"what": "The name is wrong.", "closed_on": "2017-12-09", "outcome": "Corrected online."}
CALL = {"what": "Call the host.", "kind": "follow_up", "due": "2018-01-04"}


def test_errors_say_how_they_stand_on_the_day_of_issue_what_is_open_first(make: Make):
    report = reported(make({"follow_ups": [PUT_RIGHT, CALL]}, {"headline": "Sums", "follow_ups": [ASKED]}))
    section = issues(report)
    assert section.finding == "Two errors; one is still open, and overdue"
    late, right = section.correction_rows
    assert (late.state, late.state_label) == ("overdue", "Overdue since December 12, 2017")
    assert (late.headline, late.references) == ("Sums", References((2,)))
    assert (late.asked, late.owner) == ("Asked on December 6, 2017: Jo Lind", "Mara")
    assert (right.state, right.state_label, right.outcome) == (
        "closed",
        "Closed December 9, 2017",
        "Corrected online.",
    )
    assert section.follow_ups is not None
    assert section.follow_ups.heading == "One thing to follow up; it is still open"
    assert [row.state_label for row in section.follow_up_rows] == ["Due January 4, 2018"]


def test_what_began_earlier_is_told_while_it_is_open_and_when_it_is_closed(make: Make):
    earlier = {"published_on": "2017-10-03"}
    library = make(
        {**earlier, "headline": "Open", "follow_ups": [{"what": "Open since then."}]},
        {**earlier, "headline": "Closed then", "follow_ups": [{"what": "x", "closed_on": "2017-10-09"}]},
        {**earlier, "headline": "Closed now", "follow_ups": [PUT_RIGHT]},
        {"published_on": None, "headline": "Undated", "follow_ups": [ASKED]},
        {"published_on": "2018-01-02", "headline": "Later", "follow_ups": [{"what": "Not yet known."}]},
        {**earlier, "headline": "Waiting", "state": "new", "follow_ups": [{"what": "Nobody kept it."}]},
        {"headline": "Of the month", "follow_ups": [{"what": "Closed later.", "closed_on": "2018-01-03"}]},
    )
    rows = issues(reported(library)).correction_rows
    assert [row.headline for row in rows] == ["Undated", "Open", "Closed now", "Of the month"]
    assert [row.references for row in rows[:3]] == [References()] * 3
    assert [row.headline for row in issues(reported(library, "2017-11")).correction_rows] == ["Open"]
    assert keys(reported(library, "2017-11")) == ["summary", "issues", "method"]


def test_a_search_of_the_report_holds_for_errors_too(make: Make):
    library = make(
        {"follow_ups": [ASKED]},
        {"published_on": "2017-10-03", "follow_ups": [ASKED]},
        {"outlet": "Elsewhere", "follow_ups": [ASKED]},
    )
    for query, count in {"": 3, "outlet:lantern": 2, "-is:open outlet:elsewhere": 0}.items():
        assert len(covered(library, query=query).matters) == count


@pytest.mark.parametrize(
    ("closed", "overdue", "heading"),
    [
        (0, 0, "Three errors; all are still open"),
        (3, 0, "Three errors; all are closed"),
        (1, 2, "Three errors; two are still open, and overdue"),
        (1, 1, "Three errors; two are still open, one of them overdue"),
    ],
)
def test_the_heading_counts_what_is_open_and_overdue(make: Make, closed: int, overdue: int, heading: str):
    closing = [{"what": "x", "closed_on": "2017-12-09"}] * closed
    late = [{"what": "y", "due": "2017-12-12"}] * overdue
    rest = [{"what": "z"}] * (3 - closed - overdue)
    assert issues(reported(make({"follow_ups": [*closing, *late, *rest]}))).finding == heading


# Notes and comments


def test_notes_and_comments_stand_under_the_clippings_where_they_are_chosen(make: Make):
    passage = "The ice was thin, " * 30
    marked = [{"passage": passage, "comment": "Pull **this**."}, {"passage": "Nobody", "comment": None}]
    library = make({"note": "Call *Ann*.", "starred": True, "body": f"Nobody asked. {passage}", "highlights": marked})
    for notes in (False, True):
        report = reported(library, notes=notes)
        clippings, key = report.section("clippings"), report.section("key")
        assert isinstance(clippings, Clippings)
        assert isinstance(key, KeyCoverage)
        entry = clippings.groups[0].entries[0]
        assert entry.note == ("Call *Ann*." if notes else "")
        assert [comment.text for comment in entry.comments] == (["Pull **this**."] if notes else [])
        assert key.clippings[0].why == "Call *Ann*."
    assert entry.comments[0].passage == ("The ice was thin, " * 10).rstrip(", ") + "…"


# Who coded


def test_who_coded_the_tone_is_told_to_an_internal_audience(make: Make):
    library = make(*[{"publish": True}] * 5)

    def coded_by(**choices: Any) -> str:
        volume = reported(library, **choices).section("volume")
        assert isinstance(volume, Volume)
        return volume.coded_by

    assert coded_by() == ""
    for number, name in enumerate(("Ann", "Ann", "Bea", "Cy", "Dee"), 1):
        library.set_organisation(replace(library.organisation(), user_name=name))
        library.set_tone([number], Tone.POSITIVE)
    assert coded_by() == "Coded by Ann, Dee, Cy and 1 more"
    library.undo()
    library.undo()
    assert coded_by(language="fr") == "Codé par Ann, Cy et Bea"
    assert coded_by(audience="public") == ""
    given = [{"tone": "mixed"}, {}, {}]
    library = make(*given)
    library.set_organisation(replace(library.organisation(), user_name="Ann"))
    library.set_tone([2], Tone.POSITIVE)
    assert coded_by() == "1 of 2 coded by Ann"
    assert coded_by(language="fr") == "1 sur 2 codée par Ann"


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2003"])
def test_quotation_marks_around_nothing_but_spaces_are_no_quote(make: Make, space: str):
    body = f"Ann Low said “{space * 25}” and left."
    library = make({"starred": True, "body": body, "spokespeople": [{"name": "Ann Low", "role": "quoted"}]})
    key = reported(library).section("key")
    assert isinstance(key, KeyCoverage)
    assert key.clippings[0].quote is None
