"""Comparison: every figure beside the period before and the same one last year, large changes in words."""

import pytest

from clipper.reports.charts import charts
from clipper.reports.document import Outlets, People, Summary, Topics, Volume
from clipper.reports.findings.phrases import remark
from clipper.reports.language import language
from tests.reports.conftest import Make, reported

EN, FR = language("en"), language("fr")


@pytest.mark.parametrize(
    ("now", "then", "english", "french"),
    [
        (10, 5, "twice as many", "deux fois autant"),
        (12, 5, "more than twice as many", "plus de deux fois autant"),
        (15, 5, "three times as many", "trois fois autant"),
        (15, 10, "half as many again", "la moitié de plus"),
        (16, 10, "more than half as many again", "plus de la moitié de plus"),
        (18, 10, "nearly twice as many", "près du double"),
        (20, 15, "a third more", "un tiers de plus"),
        (21, 15, "more than a third more", "plus d’un tiers de plus"),
        (10, 15, "a third fewer", "un tiers de moins"),
        (9, 15, "more than a third fewer", "plus d’un tiers de moins"),
        (5, 10, "half as many", "deux fois moins"),
        (4, 10, "less than half as many", "plus de deux fois moins"),
        (5, 15, "a third as many", "trois fois moins"),
        (1, 15, "less than a third as many", "plus de trois fois moins"),
        (7, 0, "none then", "aucune alors"),
        (0, 7, "none now", "plus aucune"),
        (8, 4, "", ""),
        (4, 0, "", ""),
        (25, 20, "", ""),
        (7, 7, "", ""),
    ],
)
def test_a_large_change_is_said_in_words_and_a_small_one_is_not(now, then, english, french):
    assert remark(EN, now, then) == english
    assert remark(FR, now, then) == french


def rows(make: Make, **values: object) -> list[dict[str, object]]:
    return [{"published_on": day, **values} for day in ("2017-12-05", "2017-11-05", "2017-11-20", "2016-12-05")]


def test_every_row_has_the_clippings_of_both_earlier_periods(make: Make):
    shared = {
        "outlet": "The Lantern",
        "reporters": ["Ann Low"],
        "spokespeople": [{"name": "Bo Rask", "role": "quoted"}],
        "tags": ["topic/ice"],
        "medium": "print",
        "prominence": "headline",
    }
    month_begins = {"published_on": "2016-11-01", "outlet": "The Gale"}
    again = {**shared, "published_on": "2017-12-06"}
    report = reported(make(month_begins, again, *rows(make, **shared)))
    outlets, people, topics = (report.section(key) for key in ("outlets", "people", "topics"))
    assert isinstance(outlets, Outlets)
    assert isinstance(people, People)
    assert isinstance(topics, Topics)
    assert (report.short_before, report.short_last_year) == ("Nov", "Dec 2016")
    texts = [outlets.rows[0], people.rows[0], people.reporter_rows[0]]
    assert [(row.before, row.year_before) for row in texts] == [("2", "1")] * 3
    counts = [topics.rows[0], topics.media[0], topics.prominences[0], topics.languages[0]]
    assert [(row.before, row.year_before) for row in counts] == [(2, 1)] * 4


def test_a_day_stands_beside_the_day_in_the_same_place(make: Make):
    first = {"published_on": "2016-11-01"}
    now = [{"published_on": f"2017-12-{day:02}"} for day in range(1, 17)]
    then = [{"published_on": day} for day in ("2017-11-01", "2017-11-30", "2016-12-31")]
    volume = reported(make(first, *now, *then)).section("volume")
    assert isinstance(volume, Volume)
    assert volume.unit == "day"
    assert [bar.before for bar in volume.bars] == [1, *[0] * 28, 1, None]
    assert [bar.year_before for bar in volume.bars] == [*[0] * 30, 1]


def test_weeks_hold_all_clippings_of_a_longer_month_before(make: Make):
    then = [{"published_on": f"2018-01-{day:02}"} for day in range(1, 32)]
    volume = reported(make(*then, {"published_on": "2018-02-14"}), "2018-02").section("volume")
    assert isinstance(volume, Volume)
    assert volume.unit == "week"
    assert sum(bar.before or 0 for bar in volume.bars) == 31


def test_a_year_is_compared_with_the_year_before_once(make: Make):
    days = ("2016-01-01", "2016-05-05", "2017-05-05")
    report = reported(make(*({"published_on": day, "tags": ["topic/ice"]} for day in days)), "2017")
    summary, topics = report.section("summary"), report.section("topics")
    assert isinstance(summary, Summary)
    assert isinstance(topics, Topics)
    assert summary.periods == ("2017", "2016")
    assert (topics.rows[0].before, topics.rows[0].year_before) == (2, None)
    assert (report.period_last_year, report.short_last_year) == ("", "")


def test_charts_draw_both_earlier_periods(sample):
    specs = {name: chart.spec["datasets"] for name, chart in charts(reported(sample), 385).items()}
    assert sum(row["number"] for row in specs["volume"]["before"]) == 13
    assert sum(row["number"] for row in specs["volume"]["year_before"]) == 4
    assert [(row["before"], row["year_before"]) for row in specs["topics"]["topics"]] == [(4, 0), (7, 2), (0, 2)]
    assert all(row["before"] is not None for row in specs["medium"]["counts"] + specs["prominence"]["counts"])


def test_counts_of_different_totals_are_not_subtracted(sample):
    summary = reported(sample).section("summary")
    assert isinstance(summary, Summary)
    changes = {measure.key: [amount.change for amount in measure.amounts] for measure in summary.measures}
    assert changes["voice"] == [None, None, None]
    assert changes["clippings"] == [None, 10, 19]


def test_the_figures_of_a_chart_stand_inside_it(sample):
    for chart in charts(reported(sample), 385).values():
        assert chart.places
        for figure, left, top, width, height in chart.places:
            assert figure
            assert 0 <= left < left + width <= chart.spec["width"] + 0.5
            assert 0 <= top < top + height <= chart.spec["height"] + 0.5


def test_a_topic_that_is_gone_has_a_row_and_a_small_one_has_none(make: Make):
    then = [{"published_on": f"2017-11-0{day}", "tags": ["topic/rent"]} for day in (1, 2, 3)]
    library = make({"tags": ["topic/ice"]}, *then, {"published_on": "2017-11-04", "tags": ["topic/fish"]})
    topics = reported(library).section("topics")
    assert isinstance(topics, Topics)
    assert [(row.label, row.number, row.before, row.change) for row in topics.rows] == [
        ("Ice", 1, 0, "+1"),
        ("Rent", 0, 3, "−3"),
    ]
