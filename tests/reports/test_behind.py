"""What stands behind the figures of a report: every number opens just the clippings that it counts."""

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import asdict

from clipper.reports.document import Report, Summary
from clipper.reports.parts import (
    Amount,
    Bar,
    Count,
    Entry,
    MessageRow,
    OutletRow,
    PersonRow,
    PickUpRow,
    ReporterRow,
    ShareRow,
    ToneBar,
    TopicRow,
)
from tests.reports.conftest import Make, reported, story

_ROWS = (Count, MessageRow, OutletRow, PersonRow, ReporterRow, ShareRow, TopicRow)


def parts(value: Any) -> Iterator[Any]:
    """Every value in a report, however deep."""
    if isinstance(value, tuple):
        for item in value:
            yield from parts(item)
    elif isinstance(value, Struct):
        yield value
        for one in asdict(value).values():
            yield from parts(one)


def behind(report: Report, key: str) -> int:
    return len(report.behind[key]) if key else 0


def printed(report: Report) -> Iterator[tuple[str, int]]:
    """Each figure with the number of clippings that is printed for it."""
    for part in parts((report.sections, report.timeline)):
        if isinstance(part, _ROWS):
            yield part.figure, part.number
        elif isinstance(part, Bar):
            yield part.figure, part.stories + part.pick_ups
        elif isinstance(part, ToneBar):
            yield from ((part.figures[tone], number) for tone, number in part.tones.items())
        elif isinstance(part, Entry):
            yield part.figure, 1


@pytest.mark.parametrize("period", ["2017-12", "2017", "2017-10-01..2017-12-31", "2018-03"])
@pytest.mark.parametrize("audience", ["internal", "public"])
def test_a_figure_opens_as_many_clippings_as_it_says(sample, period, audience):
    report = reported(sample, period, audience)
    for figure, number in printed(report):
        assert behind(report, figure) == number
    used = {getattr(part, "figure", "") for part in parts((report.sections, report.timeline))} - {""}
    tone_bars = [part for part in parts(report.sections) if isinstance(part, ToneBar)]
    tones = {figure for bar in tone_bars for figure in bar.figures.values() if figure}
    assert used | tones == set(report.behind)


def test_the_measures_of_every_period_open_their_clippings(sample):
    report = reported(sample)
    summary = report.section("summary")
    assert isinstance(summary, Summary)
    counted = {measure.key: measure.amounts for measure in summary.measures}
    for key in ("stories", "clippings", "by_us", "positive", "message", "voice"):
        assert all(behind(report, amount.figure) == amount.number for amount in counted[key])
    # Names open the clippings that have one.
    november = sample.clippings(report.behind[counted["outlets"][1].figure])
    assert len({clipping.outlet for clipping in november}) == counted["outlets"][1].number
    assert all(clipping.published_on and clipping.published_on.month == 11 for clipping in november)


def test_a_story_that_others_ran_opens_with_its_pick_ups(make: Make):
    thaw = {"story": story("thaw"), "headline": "Thaw"}
    library = make(*({**thaw, "outlet": name, "published_on": f"2017-12-0{n}"} for n, name in enumerate("ABC", 4)))
    report = reported(library)
    (row,) = (part for part in parts(report.sections) if isinstance(part, PickUpRow))
    assert behind(report, row.figure) == 3


def test_a_figure_of_nothing_opens_nothing(sample):
    report = reported(sample, "2018-03")
    empty = [part for part in parts(report.sections) if isinstance(part, Amount) and not part.number]
    assert empty
    assert all(part.figure == "" for part in empty)
