"""How SQLite goes about a search: plans that took a hundred times as long when they were others."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import Connection

from clipper.library.conditions import found
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Role
from clipper.model.query import Query
from tests.library.small_library import MORNING, connect, store

FTS = "SCAN clippings_fts VIRTUAL TABLE INDEX"
BY_KEY = "SEARCH clippings USING INDEX sqlite_autoindex_clippings_1 (search_id=?)"
BY_ID = "SEARCH clippings USING INTEGER PRIMARY KEY (rowid=?)"
LIST = "SEARCH clippings USING COVERING INDEX ix_clippings_list (deleted=? AND withdrawn=?"

LIST_AND_EXPRESSION = LIST.replace("COVERING ", "")
"""SQLite takes what the index holds of an expression from there, but does not say so."""


@pytest.fixture(scope="module")
def library() -> Iterator[Connection]:
    """As many clippings with a tag and a spokesperson as are no longer few, and a tag that few have."""
    people = (Spokesperson("Ann Ice", Role.QUOTED),)
    common = [
        Clipping(number, str(number), headline="Grain", tags=("common",), spokespeople=people, added_at=MORNING)
        for number in range(1, 2_200)
    ]
    rare = Clipping(2_200, "rare", headline="Grain", tags=("rare", "common"), added_at=MORNING)
    with closing(connect()) as connection:
        store(connection, [*common, rare])
        yield connection


def plan(connection: Connection, text: str, *, first: bool) -> list[str]:
    wanted = found(connection, Query.parse(text).strict(), only_first=first)
    statement = wanted.ids.order_by(wanted.key.desc()).limit(40)
    sql = statement.compile(connection.engine, compile_kwargs={"literal_binds": True})
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
        ("grain tag:common", [FTS, LIST, "SEARCH clipping_tags USING PRIMARY KEY (clipping_id=?)"]),
        ("tag:rare", [BY_ID]),
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


@pytest.mark.parametrize("text", ["tag:common", "quoted:ice", "tag:common feat:ice", "-tag:common"])
def test_the_first_rows_of_what_many_have_need_no_look_at_all_of_them(library: Connection, text: str) -> None:
    steps = plan(library, text, first=True)
    assert steps[0].startswith(LIST), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps


def test_all_of_several_links_are_met_before_clippings_are_looked_at(library: Connection) -> None:
    steps = plan(library, "tag:common feat:ice", first=False)
    assert steps[0].startswith(BY_ID), steps
    assert any("INTERSECT" in step for step in steps)


def test_days_bound_the_rows_of_the_index_that_are_looked_at(library: Connection) -> None:
    with_days, without = (plan(library, text, first=True)[0] for text in ("grain on:2026", "grain"))
    assert with_days != without
    assert ">" in with_days
    assert "<" in with_days
