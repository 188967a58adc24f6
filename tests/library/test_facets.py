"""The counts of the tag pane agree with what a person would count by hand."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from clipper.library.facets import Facets, facets
from clipper.library.library import Library
from clipper.library.people_counts import people_counts
from clipper.library.search import SearchInterrupted
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import State, Tone
from clipper.model.follow_up import FollowUp
from clipper.model.group import Group
from clipper.model.matching import tag_holds
from clipper.model.query import Query
from clipper.model.search_fields import ROLES
from clipper.model.term import Term
from clipper.model.values import replace
from tests.library.building import PASTE, plain
from tests.library.small_library import MORNING, connect, empty, store
from tests.library.strategies import TODAY, clippings, numbered, queries_of_today
from tests.profiles import of_hundred

ANY_TIME = of_hundred(50)
SECTION_TERMS = {
    "new": Term("new", "state"),
    "starred": Term("starred", "is"),
    "untagged": Term("none", "tag"),
    "open": Term("open", "is"),
    "overdue": Term("overdue", "due").at(TODAY),
    "undated": Term("undated", "is"),
    "deferred": Term("deferred", "state"),
    "rejected": Term("rejected", "state"),
    "deleted": Term("deleted", "is"),
}


@pytest.fixture
def library() -> Iterator[Connection]:
    with closing(connect()) as connection:
        yield connection


@ANY_TIME
@given(st.lists(clippings, max_size=8).map(numbered), queries_of_today)
def test_counts_are_those_of_the_clippings_found(library: Connection, some: list[Clipping], query: Query) -> None:
    empty(library)
    store(library, some)
    hits = list(filter(query.matches, some))
    counted = facets(library, query, TODAY)
    assert counted.total == len(hits)
    assert counted.stories == len({clipping.story or clipping.id for clipping in hits})
    assert counted.outlets == {
        name: sum(clipping.outlet == name for clipping in hits)
        for name in {clipping.outlet for clipping in some} - {None}
    }
    assert counted.tones == {
        tone: sum((clipping.tone or "none") == tone for clipping in hits) for tone in (*Tone, "none")
    }
    dated = [f"{clipping.published_on:%Y-%m}" for clipping in hits if clipping.published_on]
    assert {month: count for month, count in counted.months.items() if count} == Counter(dated)
    assert list(counted.months) == sorted(counted.months, reverse=True)
    for name, count in counted.spokespeople.items():
        assert count == sum(name in (person.name for person in clipping.spokespeople) for clipping in hits)
    for tag, count in counted.tags.items():
        assert count == sum(any(tag_holds(name, f"={tag}") for name in clipping.tags) for clipping in hits)


@ANY_TIME
@given(st.lists(clippings, max_size=8).map(numbered), queries_of_today)
def test_people_are_counted_by_what_they_do(library: Connection, some: list[Clipping], query: Query) -> None:
    empty(library)
    store(library, some)
    hits = list(filter(query.matches, some))
    counted = people_counts(library, query)
    assert _some(counted.reporters) == Counter(name for one in hits for name in one.reporters)
    for role, doing in ROLES.items():
        people = (person for one in hits for person in one.spokespeople)
        assert _some(counted.roles[role]) == Counter(person.name for person in people if person.role is doing)


def _some(counts: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


@ANY_TIME
@given(st.lists(clippings, max_size=8).map(numbered), queries_of_today)
def test_a_section_counts_what_choosing_it_finds(library: Connection, some: list[Clipping], query: Query) -> None:
    empty(library)
    store(library, some)
    sections = facets(library, query, TODAY).sections
    rest = tuple(
        part
        for part in query.parts
        if isinstance(part, Group)
        or (part.field not in ("is", "state") and replace(part, negated=False) not in SECTION_TERMS.values())
    )
    chosen = {section: Query((*rest, term)) for section, term in SECTION_TERMS.items()} | {"all": Query(rest)}
    assert sections == {section: sum(map(asked.matches, some)) for section, asked in chosen.items()}


def test_a_parent_counts_each_clipping_of_its_children_once(library: Connection) -> None:
    store(
        library,
        [
            Clipping(1, "a", tags=("topic/arctic", "topic/trade"), added_at=MORNING),
            Clipping(2, "b", tags=("Topic/trade/grain", "board"), added_at=MORNING),
            Clipping(3, "c", tags=("topic/arctic",), deleted=True, added_at=MORNING),
        ],
    )
    counted = facets(library, Query(), TODAY).tags
    assert counted == {"topic": 2, "topic/arctic": 1, "topic/trade": 2, "Topic/trade/grain": 1, "board": 1}


def test_names_without_a_clipping_in_the_search_count_nothing(library: Connection) -> None:
    people = (Spokesperson("Mara Lindqvist"),)
    some = [Clipping(1, "a", headline="Grain", outlet="The Harbour Post", spokespeople=people, tags=("board",))]
    store(library, [*some, Clipping(2, "b", outlet="Gone", state=State.KEPT)], withdrawn=[2])
    counted = facets(library, Query.parse("rail"), TODAY)
    assert counted.total == counted.stories == 0
    assert (counted.tags, counted.spokespeople, counted.outlets) == (
        {"board": 0},
        {"Mara Lindqvist": 0},
        {"The Harbour Post": 0},
    )


def test_what_stands_only_in_withdrawn_clippings_is_not_among_the_names(library: Connection) -> None:
    gone = Clipping(
        1,
        "a",
        outlet="Gone",
        spokespeople=(Spokesperson("Ann Ice"),),
        published_on=date(2017, 12, 5),
        added_at=MORNING,
    )
    store(library, [gone, Clipping(2, "b", published_on=date(2018, 1, 5), added_at=MORNING)], withdrawn=[1])
    counted = facets(library, Query(), TODAY)
    assert (counted.outlets, counted.spokespeople, counted.months) == ({}, {}, {"2018-01": 1})


def test_counting_can_be_interrupted(library: Connection) -> None:
    store(library, [Clipping(number, str(number), headline="Grain", added_at=MORNING) for number in range(1, 400)])
    database = library.connection.dbapi_connection
    database.set_progress_handler(lambda: database.interrupt() or 0, 5)
    with pytest.raises(SearchInterrupted):
        facets(library, Query(), TODAY)
    database.set_progress_handler(None, 5)
    assert facets(library, Query(), TODAY).total == 399


def test_what_was_erased_for_good_is_counted_no_more(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper") as library:
        library.add([plain(number) for number in range(4)], PASTE)
        assert library.facets(Query()).total == 4
        library.purge([2])
        library.set_starred([3], True)
        counted = library.facets(Query())
        assert (counted.total, counted.sections["starred"]) == (3, 1)


def test_only_what_a_step_touched_is_asked_for_again(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper") as library:
        library.add([plain(number) for number in range(40)], PASTE)
        library.facets(Query())
        asked: list[str] = []
        with library.searching() as connection:
            engine = connection.engine

        @event.listens_for(engine, "before_cursor_execute")
        def note(_c: object, _k: object, statement: str, *_more: object) -> None:
            asked.append(statement)

        library.set_tone([5], Tone.POSITIVE)
        assert library.facets(Query()).tones["positive"] == 1
        memberships = [statement for statement in asked if "json_group_array" in statement]
        assert len(memberships) == 1
        assert "json_each" in memberships[0]
        event.remove(engine, "before_cursor_execute", note)


STEPS: dict[str, Callable[[Library], object]] = {
    "add": lambda library: library.add([plain(8, tags=("topic/ice",))], PASTE),
    "tag": lambda library: library.tag([1, 2, 3], "topic/ice", "board"),
    "untag": lambda library: library.untag([1, 2], "board"),
    "rename a tag": lambda library: library.rename_tag("topic/ice", "ice"),
    "merge tags": lambda library: library.rename_tag("ice", "board"),
    "delete a tag": lambda library: library.delete_tag("board"),
    "tone": lambda library: library.set_tone([1, 2], Tone.POSITIVE),
    "another tone": lambda library: library.set_tone([2, 3], Tone.NEGATIVE),
    "no tone": lambda library: library.set_tone([2], None),
    "star": lambda library: library.set_starred([1, 4], True),
    "no star": lambda library: library.set_starred([4], False),
    "date": lambda library: library.edit(1, published_on=date(2017, 12, 5)),
    "another date": lambda library: library.edit(1, published_on=date(2018, 1, 5)),
    "no date": lambda library: library.edit(1, published_on=None),
    "outlet": lambda library: library.set_outlet([1, 2], "The Tern"),
    "no outlet": lambda library: library.set_outlet([2], None),
    "merge outlets": lambda library: library.rename_outlet("Coastal Ledger", "The Tern"),
    "people": lambda library: library.edit(3, spokespeople=(Spokesperson("Ann Ice"), Spokesperson("Bo Snow"))),
    "fewer people": lambda library: library.edit(3, spokespeople=(Spokesperson("Bo Snow"),)),
    "merge people": lambda library: library.rename_person("Bo Snow", "Ann Ice"),
    "new": lambda library: library.set_state([1, 5], State.NEW),
    "deferred": lambda library: library.set_state([5], State.DEFERRED),
    "rejected": lambda library: library.set_state([5, 6], State.REJECTED),
    "kept": lambda library: library.set_state([5], State.KEPT),
    "delete": lambda library: library.delete([4, 6]),
    "restore": lambda library: library.restore([4]),
    "follow up": lambda library: library.add_follow_up(2, FollowUp("Ask", due=date(2020, 1, 1))),
    "close": lambda library: library.close_follow_up(2, library.get(2).follow_ups[0].uuid, "Done"),
    "group": lambda library: library.group([1, 2, 3]),
    "leave": lambda library: library.leave_story([2]),
    "merge": lambda library: library.merge_into(1, [2, 3]),
    "purge": lambda library: library.purge([1]),
}


def test_counts_kept_from_step_to_step_are_those_that_are_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "library.clipper"
    with Library.open(path) as library:
        library.add([plain(number) for number in range(1, 8)], PASTE)

        def counted() -> Facets:
            now = library.facets(Query())
            with closing(create_engine(f"sqlite:///{path}", poolclass=NullPool).connect()) as fresh:
                assert now == facets(fresh, Query(), library.today()), name
            return now

        for name, step in STEPS.items():
            before = counted()
            step(library)
            after = counted()
            assert after != before, name
            if name != "purge":
                library.undo()
                assert (counted().total, counted().sections) == (before.total, before.sections), name
                library.redo()
                assert counted() == after, name
