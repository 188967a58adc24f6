"""How SQLite goes about a search: plans that took a hundred times as long when they were others."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import Connection

from clipper.library.conditions import found
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Role
from clipper.model.query import Query
from clipper.model.values import replace
from tests.library.small_library import MORNING, connect, store

FTS = "SCAN clippings_fts VIRTUAL TABLE INDEX"
BY_KEY = "SEARCH clippings USING INDEX sqlite_autoindex_clippings_1 (search_id=?)"
HAS_TAG = "USING INDEX ix_clipping_tags_tag_id FOR IN-OPERATOR"
BY_ID = "SEARCH clippings USING INTEGER PRIMARY KEY (rowid=?)"
LIST = "SEARCH clippings USING COVERING INDEX ix_clippings_list (deleted=? AND withdrawn=?"

LIST_AND_EXPRESSION = LIST.replace("COVERING ", "")
"""SQLite takes what the index holds of an expression from there, but does not say so."""


@pytest.fixture(scope="module")
def library() -> Iterator[Connection]:
    """As many clippings with a tag, a site and a spokesperson as are no longer few, and as many with another tag.

    One clipping has both tags, and one that few have.
    """
    people = (Spokesperson("Ann Ice", Role.QUOTED),)
    one = Clipping(0, "", headline="Grain", tags=("common",), spokespeople=people, added_at=MORNING)
    common = [
        replace(one, id=number, uuid=str(number), url=f"https://news.example/{number}") for number in range(1, 2_200)
    ]
    rare = Clipping(2_200, "rare", headline="Grain", tags=("rare", "common", "other"), added_at=MORNING)
    others = [Clipping(number, str(number), tags=("other",), added_at=MORNING) for number in range(2_201, 4_400)]
    with closing(connect()) as connection:
        store(connection, [*common, rare, *others])
        yield connection


def plan(connection: Connection, text: str, *, first: bool) -> list[str]:
    wanted = found(connection, Query.parse(text).strict(), only_first=first)
    statement = wanted.ids.order_by(wanted.key.desc()).limit(40)
    sql = statement.params(wanted.given).compile(connection.engine, compile_kwargs={"literal_binds": True})
    return explained(connection, str(sql))


def explained(connection: Connection, sql: str) -> list[str]:
    steps = [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"))]
    return [step for step in steps if "SUBQUERY" not in step and "anon_" not in step]


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("grain", [FTS]),
        ("gra* -rail", [FTS]),
        ("grain OR rail", [FTS]),
        ("grain on:2026", [FTS, BY_KEY]),
        ("grain tag:common", [FTS, HAS_TAG]),
        ("grain -tag:rare", [FTS, HAS_TAG]),
        ("grain feat:none", [FTS, "USING INDEX sqlite_autoindex_clipping_spokespeople_1 FOR IN-OPERATOR"]),
        ("grain on:2026 tag:common", [FTS, HAS_TAG, BY_KEY]),
        ("tag:rare", [BY_ID]),
        ("https://www.news.example/7?utm_source=mail", [BY_ID]),
        ("link:news.example/7 link:news.example/8", [BY_ID]),
        ("link:other.example", [BY_ID]),
        ("link:news.example", [LIST]),
        ("grain link:news.example/7", [FTS]),
        ("grain link:news.example", [FTS]),
        ("", [LIST]),
        ("tone:none lang:none", [LIST]),
        ("has:link", [LIST_AND_EXPRESSION]),
        ("on:2026 is:starred", [LIST]),
        ("added:2026-11-18 programme:none", [LIST]),
        ("tag:none", [LIST]),
    ],
)
def test_a_search_starts_where_least_is_to_be_looked_at(
    library: Connection, text: str, expected: list[str], first: bool
) -> None:
    steps = plan(library, text, first=first)
    for begins, step in zip(expected, steps, strict=False):
        assert step.startswith(begins), steps
    assert not any("TEMP B-TREE FOR ORDER BY" in step for step in steps) or expected == [BY_ID]


@pytest.mark.parametrize("text", ["", "tone:none", "has:note", "-has:text", "is:deleted"])
def test_what_is_asked_of_hidden_clippings_too_is_read_from_the_index_of_the_list(
    library: Connection, text: str
) -> None:
    wanted = found(library, Query.parse(text).strict(), hidden_too=True)
    sql = str(wanted.ids.compile(library.engine, compile_kwargs={"literal_binds": True}))
    (step,) = explained(library, sql)
    assert step.startswith((LIST, LIST_AND_EXPRESSION)), step


@pytest.mark.parametrize("text", ["has:link", "has:note", "-has:text", "has:note is:starred", "tone:none has:text"])
def test_whether_clippings_have_something_is_told_without_reading_them(library: Connection, text: str) -> None:
    wanted = found(library, Query.parse(text).strict())
    sql = str(wanted.ids.order_by(wanted.key.desc()).compile(library.engine, compile_kwargs={"literal_binds": True}))
    root = library.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'clippings'").scalar_one()
    steps = library.exec_driver_sql(f"EXPLAIN {sql}".replace("%", "%%")).all()
    cursors = {step.p1 for step in steps if (step.opcode, step.p2) == ("OpenRead", root)}
    assert cursors
    assert not any(step.opcode == "Column" and step.p1 in cursors for step in steps)


def test_each_clipping_that_is_looked_at_has_its_own_links_compared_with_several_tags(library: Connection) -> None:
    steps = plan(library, "tag:*", first=True)
    assert steps[0].startswith(LIST)
    assert any(step.startswith("SEARCH clipping_tags USING PRIMARY KEY (clipping_id=?)") for step in steps), steps


@pytest.mark.parametrize("text", ["tag:common", "quoted:ice", "tag:common feat:ice", "-tag:common"])
def test_the_first_rows_of_what_many_have_need_no_look_at_all_of_them(library: Connection, text: str) -> None:
    steps = plan(library, text, first=True)
    assert steps[0].startswith(LIST), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps


def test_the_few_that_have_both_of_two_common_tags_are_started_from(library: Connection) -> None:
    assert plan(library, "tag:common tag:other", first=True)[0].startswith(BY_ID)
    assert plan(library, "grain tag:common tag:other", first=True) == plan(library, "grain tag:rare", first=True)


def test_the_few_that_have_two_tags_are_found_from_the_links_of_one(library: Connection) -> None:
    run: list[str] = []
    driver = library.connection.dbapi_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.set_trace_callback(run.append)
    found(library, Query.parse("tag:common tag:other feat:ice").strict(), only_first=True)
    driver.set_trace_callback(None)
    first, *others = explained(library, run[-1])
    assert first.startswith("SEARCH clipping_")
    assert HAS_TAG in others
    assert not any(step.startswith("SCAN") and "json_each" not in step for step in others), others


def test_all_of_several_links_are_met_before_clippings_are_looked_at(library: Connection) -> None:
    steps = plan(library, "tag:common feat:ice", first=False)
    assert steps[0].startswith(BY_ID), steps
    assert any("INTERSECT" in step for step in steps)


@pytest.mark.parametrize("text", ["link:news.example", "grain -link:news.example", "link:news.example OR grain"])
def test_a_site_is_found_in_the_index_of_links(library: Connection, text: str) -> None:
    steps = plan(library, text, first=True)
    assert "SEARCH clippings USING COVERING INDEX ix_clippings_url_key (url_key>? AND url_key<?)" in steps
    assert not any(step.startswith("SCAN clippings") and "INDEX" not in step for step in steps), steps


def test_days_bound_the_rows_of_the_index_that_are_looked_at(library: Connection) -> None:
    with_days, without = (plan(library, text, first=True)[0] for text in ("grain on:2026", "grain"))
    assert with_days != without
    assert ">" in with_days
    assert "<" in with_days
