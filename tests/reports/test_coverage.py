"""What counts in a period, and what it is compared with."""

import pytest

from clipper.model.clipping import Clipping
from clipper.model.codes import Role
from clipper.model.period import Period
from clipper.reports.coverage import featured
from clipper.reports.document import Summary
from clipper.reports.timeline import before, year_before
from tests.reports.conftest import Make, covered, reported, story


def headlines(clippings: tuple[Clipping, ...]) -> list[str | None]:
    return [clipping.headline for clipping in clippings]


def test_only_kept_clippings_about_us_of_the_period_count(make: Make):
    library = make(
        {"headline": "Counts"},
        {"headline": "New", "state": "new"},
        {"headline": "Peer", "relation": "peer"},
        {"headline": "Later", "published_on": "2018-01-01"},
        {"headline": "Undated", "published_on": None},
        {"headline": "Gone", "deleted": True},
    )
    coverage = covered(library)
    assert headlines(coverage.now.clippings) == ["Counts"]
    assert (coverage.undated, coverage.waiting) == (1, 1)


def test_the_first_and_the_last_day_of_a_period_belong_to_it(make: Make):
    library = make({"published_on": "2017-12-01"}, {"published_on": "2017-12-31"}, {"published_on": "2017-11-30"})
    assert len(covered(library).now) == 2


def test_a_query_that_names_relation_or_state_decides_itself(make: Make):
    library = make({"headline": "Us"}, {"headline": "Peer", "relation": "peer"}, {"headline": "New", "state": "new"})
    assert headlines(covered(library, query="relation:peer").now.clippings) == ["Peer"]
    assert headlines(covered(library, query="state:new").now.clippings) == ["New"]


def test_a_query_with_dates_of_its_own_narrows_the_period(make: Make):
    library = make({"published_on": "2017-12-05"}, {"published_on": "2017-12-20"})
    assert len(covered(library, query="after:2017-12-10").now) == 1


def test_a_public_audience_sees_published_clippings_only(make: Make):
    library = make({"headline": "Out", "publish": True}, {"headline": "In"})
    assert headlines(covered(library, audience="public").now.clippings) == ["Out"]
    assert headlines(covered(library, query="-is:published", audience="public").now.clippings) == ["Out"]


def test_a_story_counts_in_the_month_of_its_first_clipping(make: Make):
    library = make(
        {"published_on": "2017-12-30", "story": story("a")}, {"published_on": "2018-01-02", "story": story("a")}
    )
    december, january = covered(library), covered(library, "2018-01")
    assert (len(december.now), len(december.now.stories)) == (1, 1)
    assert (len(january.now), len(january.now.stories)) == (1, 0)
    assert len(january.now.picked_up) == 1


def test_a_first_clipping_that_does_not_count_hands_its_story_on(make: Make):
    first = {"published_on": "2017-12-04", "story": story("a")}
    library = make({**first, "relation": "issue"}, {"story": story("a"), "headline": "Ours"})
    assert headlines(covered(library).now.stories) == ["Ours"]


def test_there_is_no_comparison_before_the_library_counted(make: Make):
    library = make({"published_on": "2017-10-10"}, {"published_on": "2017-12-05"})
    coverage = covered(library)
    assert coverage.before is not None
    assert len(coverage.before) == 0
    assert coverage.year_before is None


def test_a_period_of_which_the_library_counted_only_a_part_is_no_comparison(make: Make):
    library = make({"published_on": "2016-12-06"}, {"published_on": "2017-12-05"})
    year, december = covered(library, "2017"), covered(library)
    assert (year.before, year.year_before, year.is_complete) == (None, None, False)
    assert december.year_before is not None
    assert len(december.year_before) == 1


def test_a_year_is_compared_with_the_year_before_once(make: Make):
    library = make({"published_on": "2016-01-06"}, {"published_on": "2017-12-05"})
    coverage = covered(library, "2017")
    assert [(str(period), len(figures)) for period, figures in coverage.compared] == [("2016-01-01..2016-12-31", 1)]
    assert coverage.is_complete


@pytest.mark.parametrize(
    ("period", "earlier", "last_year"),
    [
        ("2017-03", "2017-02-01..2017-02-28", "2016-03-01..2016-03-31"),
        ("2017-04..2017-06", "2017-01-01..2017-03-31", "2016-04-01..2016-06-30"),
        ("2016-12..2017-02", "2016-09-01..2016-11-30", "2015-12-01..2016-02-29"),
        ("2017-12-04..2017-12-10", "2017-11-27..2017-12-03", "2016-12-04..2016-12-10"),
    ],
)
def test_whole_months_are_compared_with_whole_months(period, earlier, last_year):
    asked = Period.parse(period)
    assert before(asked) == Period.parse(earlier)
    assert year_before(asked) == Period.parse(last_year)


def test_an_empty_library_has_nothing_to_compare(make: Make):
    coverage = covered(make())
    assert (len(coverage.now), coverage.before, coverage.since) == (0, None, None)
    assert coverage.trend == ()


def test_the_trend_begins_after_a_long_gap(make: Make):
    library = make(
        {"published_on": "2017-01-05"},
        {"published_on": "2017-09-05"},
        {"published_on": "2017-11-05"},
        {"published_on": "2017-12-05"},
    )
    assert [(str(month.period), month.clippings) for month in covered(library).trend] == [
        ("2017-09", 1),
        ("2017-10", 0),
        ("2017-11", 1),
        ("2017-12", 1),
    ]


def test_topics_are_the_tags_under_topic_and_nested_ones_count_once(make: Make):
    library = make({"tags": ["topic/arctic/roads", "topic/arctic/ports", "topic/trade", "board"]})
    topics = covered(library).now.topics
    assert [(topic.key, len(topic)) for topic in topics] == [("arctic", 1), ("trade", 1)]


def test_people_are_counted_by_clipping_and_by_voice(make: Make):
    ann, bea = {"name": "Ann Low"}, {"name": "Bea High"}
    library = make(
        {"spokespeople": [{**ann, "role": "quoted"}, {**bea, "role": "named"}], "outlet": "A"},
        {"spokespeople": [{**ann, "role": "unknown"}], "outlet": "B"},
    )
    people = covered(library).now.people
    assert [(person.name, len(person), len(person.voice)) for person in people] == [
        ("Ann Low", 2, 1),
        ("Bea High", 1, 0),
    ]
    assert people[0].outlets == {"A", "B"}


def test_a_person_is_counted_as_the_report_counts_them(make: Make):
    ann = [{"name": "Ann Low", "role": "quoted"}]
    library = make(
        {"published_on": "2017-11-30", "story": story("a")},
        {"published_on": "2017-12-02", "story": story("a"), "spokespeople": ann},
        {"published_on": "2017-12-03", "story": story("b"), "spokespeople": [{"name": "Ann Low", "role": "named"}]},
        {"published_on": "2018-01-02", "story": story("b"), "spokespeople": ann},
        {"spokespeople": ann, "relation": "issue"},
        {"spokespeople": ann, "state": "new"},
        {"spokespeople": ann, "state": "rejected"},
        {"spokespeople": [{"name": "Ann Low Hill", "role": "quoted"}]},
        {"spokespeople": ann, "published_on": None},
    )
    asked = featured(library, "Ann Low", Period.parse("2017-12"))
    (row,) = [person for person in covered(library).now.people if person.name == "Ann Low"]
    assert asked.figures.clippings == row.clippings
    assert asked.roles == {Role.QUOTED: 1, Role.NAMED: 1}
    assert len(row.voice) == 1
    assert [str(one.published_on) for one in asked.figures.stories] == ["2017-12-03"]
    assert (asked.waiting, asked.others) == (1, 1)
    ever = featured(library, "Ann Low")
    assert (len(ever.figures), len(ever.figures.stories)) == (4, 2)


def test_our_own_authors_are_not_reporters(make: Make):
    library = make({"reporters": ["Ann Low"], "spokespeople": [{"name": "Ann Low", "role": "author"}]})
    figures = covered(library).now
    assert figures.reporters == []
    assert len(figures.by_us) == 1


def test_not_coded_is_a_tone_of_its_own(make: Make):
    tones = covered(make({"tone": "neutral"}, {})).now.tones
    assert {tone: len(clippings) for tone, clippings in tones.items()} == {"neutral": 1, "not-coded": 1}


def test_a_time_in_which_nobody_collected_is_not_compared(make: Make) -> None:
    library = make({"published_on": "2015-03-01"}, {"published_on": "2017-12-05"})
    found = covered(library)
    assert (found.before, found.year_before) == (None, None)
    summary = reported(library).section("summary")
    assert isinstance(summary, Summary)
    assert (
        summary.since
        == "For November 2017 and December 2016 nothing was collected, so there is nothing to compare with."
    )
    assert summary.lead == "December brought 1 clipping."


def test_a_month_without_clippings_of_a_search_is_compared_where_others_were_collected(make: Make) -> None:
    quiet = {"published_on": "2017-11-05", "outlet": "Another"}
    library = make({"published_on": "2016-11-01"}, quiet, {"published_on": "2017-12-05"})
    found = covered(library, query='outlet:"The Lantern"')
    assert found.before is not None
    assert len(found.before) == 0


def test_a_short_silence_is_a_silence(make: Make) -> None:
    found = covered(make({"published_on": "2017-09-30"}, {"published_on": "2017-12-05"}))
    assert found.before is not None
