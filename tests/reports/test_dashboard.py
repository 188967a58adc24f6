"""The dashboard's figures agree with a plain scan, and each bar's term finds the clippings that it counts."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings

from clipper.library.library import Library
from clipper.model.clipping import Clipping
from clipper.model.codes import VOICE
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.term import Term
from clipper.model.values import replace
from clipper.reports.dashboard import OTHER, Dashboard, dashboard, narrowed
from clipper.reports.figures import topics_of
from tests.library.small_library import connect, store
from tests.library.strategies import TODAY, clippings, queries_of_today
from tests.profiles import of_hundred
from tests.reports.conftest import Make, story

ANY_TIME = of_hundred(80)


@pytest.fixture(scope="module")
def some() -> list[Clipping]:
    """Sixty clippings, the same each time."""
    drawn: list[Clipping] = []

    @settings(max_examples=60, database=None, derandomize=True, deadline=None)
    @given(clippings)
    def draw(clipping: Clipping) -> None:
        drawn.append(clipping)

    draw()
    made = Random(5)
    return [
        replace(clipping, id=number, uuid=str(UUID(int=made.getrandbits(128))))
        for number, clipping in enumerate(drawn[-60:], start=1)
    ]


@pytest.fixture(scope="module")
def library(some: list[Clipping], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library of these, on the day on which queries are asked."""
    path = tmp_path_factory.mktemp("dashboard") / "library.clipper"
    with closing(connect(path)) as connection:
        store(connection, some)
    with Library.open(path, now=lambda: datetime(TODAY.year, TODAY.month, TODAY.day, 12)) as library:
        yield library


@ANY_TIME
@given(queries_of_today)
def test_figures_are_those_of_a_plain_scan(library: Library, some: list[Clipping], query: Query) -> None:
    hits = list(filter(query.matches, some))
    found = dashboard(library, query)
    assert found.now.clippings == len(hits)
    assert found.now.stories == len({clipping.story or clipping.id for clipping in hits})
    assert found.now.outlets == len({clipping.outlet for clipping in hits} - {None})
    assert found.now.people == len({person.name for clipping in hits for person in clipping.spokespeople})
    assert found.now.voiced == sum(any(p.role in VOICE for p in clipping.spokespeople) for clipping in hits)
    assert found.now.not_coded == sum(clipping.tone is None for clipping in hits)
    assert counts(found.outlets) == Counter(clipping.outlet for clipping in hits if clipping.outlet)
    topics = Counter(topic for clipping in hits for topic in {topic.casefold() for topic in topics_of(clipping)})
    assert {topic.casefold(): count for topic, count in counts(found.topics).items()} == topics
    assert counts(found.media) == Counter(clipping.medium or "none" for clipping in hits)
    assert counts(found.tones) == {bar.key: sum((c.tone or "none") == bar.key for c in hits) for bar in found.tones}
    dated = [clipping for clipping in hits if clipping.published_on]
    assert found.volume.undated == len(hits) - len(dated)
    assert sum(column.count for column in found.volume.columns) == len(dated)


@ANY_TIME
@given(queries_of_today)
def test_a_bar_finds_the_clippings_that_it_counts(library: Library, some: list[Clipping], query: Query) -> None:
    found = dashboard(library, query)
    for bar in (*found.tones, *found.messages, *found.topics, *found.media, *found.volume.columns):
        if bar.count:
            assert library.count(narrowed(query, bar.term, TODAY)) == bar.count, bar
    # The words of a name are looked for in longer names too.
    for bar in (*found.outlets, *found.people):
        shown = set(library.search(narrowed(query, bar.term, TODAY)).ids)
        named = {"outlet": lambda c: [c.outlet], "feat": lambda c: [person.name for person in c.spokespeople]}
        assert shown >= {c.id for c in some if query.matches(c) and bar.key in named[str(bar.term.field)](c)}


@ANY_TIME
@given(queries_of_today)
def test_columns_follow_one_another_without_a_gap(library: Library, some: list[Clipping], query: Query) -> None:
    columns = dashboard(library, query).volume.columns
    assert all((after.span.first - before.span.last).days == 1 for before, after in pairwise(columns))
    for column in columns:
        within = [c for c in some if query.matches(c) and c.published_on and c.published_on in column.span]
        assert column.count == len(within)


def counts(bars: tuple) -> dict[str, int]:
    return {bar.key: bar.count for bar in bars}


def asked(library: Library, query: str = "") -> Dashboard:
    return dashboard(library, Query.parse(query))


def days(*written: str, **more: object) -> list[dict[str, object]]:
    return [{"published_on": day, **more} for day in written]


@pytest.mark.parametrize(
    ("first", "last", "unit", "number"),
    [
        ("2017-12-01", "2017-12-05", "day", 5),
        ("2017-09-07", "2017-11-20", "week", 12),
        ("2016-01-15", "2017-11-20", "month", 23),
        ("2004-06-01", "2017-11-20", "year", 14),
    ],
)
def test_time_is_counted_by_what_its_length_asks_for(make: Make, first: str, last: str, unit: str, number: int) -> None:
    volume = asked(make(*days(first, last))).volume
    assert (volume.unit, len(volume.columns)) == (unit, number)
    assert (volume.columns[0].count, volume.columns[-1].count) == (1, 1)


def test_days_that_are_asked_for_are_shown_without_clippings_too(make: Make) -> None:
    library = make(*days("2017-12-05", "2017-12-06"))
    volume = asked(library, "on:2017-12").volume
    assert volume.columns[0].span == Period(date(2017, 12, 1), date(2017, 12, 3))
    assert volume.columns[-1].span.last == date(2017, 12, 31)
    assert [column.count for column in volume.columns] == [0, 2, 0, 0, 0]
    assert narrowed(Query.parse("on:2017-12"), volume.columns[1].term, TODAY) == Query.parse(
        "on:2017-12-04..2017-12-10"
    )


def test_a_whole_month_is_written_as_one(make: Make) -> None:
    columns = asked(make(*days("2016-01-15", "2017-11-20"))).volume.columns
    assert columns[1].term == Term("2016-02", "on")
    assert columns[0].term == Term("2016-01-15..2016-01-31", "on")


def test_the_days_before_are_counted_where_the_library_did(make: Make) -> None:
    library = make(*days("2017-10-02", "2017-11-05", "2017-11-06", "2017-12-05", "2017-12-06", "2017-12-07"))
    found = asked(library, "on:2017-12")
    assert found.compared == Period.month(2017, 11)
    assert found.before
    assert (found.now.clippings, found.before.clippings) == (3, 2)
    assert asked(library, "on:2017-10").before is None
    assert asked(library).before is None
    assert asked(library, "before:2017-12").before is None
    assert asked(library, "on:2017-12 OR on:2017-11").before is None


def test_days_that_lie_ahead_are_not_compared(tmp_path: Path, make: Make) -> None:
    path = make(*days("2017-10-02", "2017-11-28", "2017-12-05")).path
    with Library.open(path, now=lambda: datetime(2017, 12, 10, 9)) as library:
        found = asked(library, "on:2017-12")
        assert found.compared == Period(date(2017, 11, 21), date(2017, 11, 30))
        assert found.volume.columns[-1].span.last == date(2017, 12, 10)


def test_languages_are_told_apart_only_where_there_are_several(make: Make) -> None:
    one = make(*days("2017-12-05"))
    assert asked(one).volume.languages == (OTHER,)
    spoken = ["en", "en", "fr", "fr", "fr", "de", None]
    several = make(*({"language": code} for code in spoken))
    volume = asked(several).volume
    assert volume.languages == ("fr", "en", OTHER)
    assert [column.parts for column in volume.columns if column.count] == [(3, 2, 2)]
    assert asked(several, "-lang:de has:text OR -lang:none lang:en lang:fr").volume.languages == ("fr", "en")


def test_what_is_asked_for_already_in_the_field_gives_way() -> None:
    both = Query.parse("medium:print medium:online -medium:radio board")
    assert narrowed(both, Term("print", "medium"), TODAY) == Query.parse("-medium:radio board medium:print")
    tags = narrowed(Query.parse("tag:topic/arctic"), Term("board", "tag"), TODAY)
    assert tags == Query.parse("tag:topic/arctic tag:board")


def test_the_highest_column_tells_the_story_that_made_it(make: Make) -> None:
    one = {"story": story("one"), "headline": "The ferry is late"}
    others = days("2017-11-20", "2017-12-12", "2017-12-13", "2017-12-06")
    library = make({"published_on": "2017-12-05", **one}, {"published_on": "2017-12-06", **one}, *others)
    columns = asked(library).volume.columns
    assert [column.cause.title if column.cause else None for column in columns] == [
        None,
        None,
        "The ferry is late",
        None,
    ]
    assert all(column.cause is None for column in asked(make(*others)).volume.columns)


def test_an_empty_library_has_nothing_to_show(make: Make) -> None:
    found = asked(make())
    assert found.now.clippings == 0
    assert found.volume.columns == ()
    assert not any(bar.count for bar in found.tones)
