"""Finding clippings: a query becomes ids in order; rows are fetched only for the ids that are shown."""

from array import array
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, func, select

from clipper.library.conditions import Found, found
from clipper.library.recall import recall
from clipper.library.store import sqlite_search as dialect
from clipper.library.store.tables import ClippingRow, FollowUpRow, OutletRow
from clipper.model.group import Part
from clipper.model.query import Query
from clipper.model.text import words


class Sort(StrEnum):
    """The orders a list can have; undated clippings stand where the day they were added puts them.

    By what is due those come last of which nothing is open that has a day.
    """

    NEWEST = "newest"
    OLDEST = "oldest"
    OUTLET = "outlet"
    HEADLINE = "headline"
    DUE = "due"
    RELEVANCE = "relevance"


_MOST_KEPT = 64
_DUE = (
    select(FollowUpRow.clipping_id.label("id"), func.min(FollowUpRow.due).label("due"))
    .where(FollowUpRow.closed_on.is_(None))
    .group_by(FollowUpRow.clipping_id)
    .subquery()
)


class SearchInterrupted(Exception):  # tells what happened; nothing is wrong
    """A search was given up because another one is wanted."""


class Hits(Struct, frozen=True):
    """The ids of what was found, in order; `stories` counts each story once, and each clipping that stands alone.

    Where they are not whole, more follow, and the stories are not counted.
    """

    ids: "array[int]"
    stories: int
    is_whole: bool = True

    def __len__(self) -> int:
        return len(self.ids)


@contextmanager
def interruptible() -> Iterator[None]:
    """Raise SearchInterrupted where a statement inside is interrupted."""
    try:
        yield
    except dialect.DRIVER_ERRORS as error:
        if dialect.is_interruption(error):
            raise SearchInterrupted from error
        raise


def search(connection: Connection, query: Query, sort: Sort = Sort.NEWEST) -> Hits:
    """Find what a query asks for; raises SearchInterrupted."""
    with interruptible():
        hits = found(connection, query, needs_rows=sort in (Sort.OUTLET, Sort.HEADLINE, Sort.DUE))
        if sort is Sort.HEADLINE:
            ids = array("q", _by_headline(connection, hits))
        else:
            ids = dialect.fetch_ids(connection, _ordered(hits, sort), hits.given)
        return Hits(ids, _count_stories(connection, ids))


def first(connection: Connection, query: Query, sort: Sort, limit: int) -> Hits | None:
    """Find the first of what search() finds; None for an order that needs all of it. Raises SearchInterrupted."""
    if sort not in (Sort.NEWEST, Sort.OLDEST):
        return None
    with interruptible():
        hits = found(connection, query, only_first=True)
        make = _first_kept if hits.lasts else _first
        ids = dialect.fetch_numbers(connection, make(hits.ids, hits.key, sort, limit), hits.given)
        is_whole = len(ids) < limit
        return Hits(ids, _count_stories(connection, ids) if is_whole else 0, is_whole)


def _first(ids: Select[Any], key: ColumnElement[int], sort: Sort, limit: int) -> Select[Any]:
    order = key.asc() if sort is Sort.OLDEST else key.desc()
    return dialect.as_one_value(ids.order_by(order).limit(limit))


_first_kept = lru_cache(_MOST_KEPT)(_first)


def count(connection: Connection, query: Query) -> int:
    """Return how many clippings a query finds, remembered until a commit; raises SearchInterrupted."""
    counts = recall(connection, _counts)
    if query.parts not in counts:
        with interruptible():
            hits = found(connection, query)
            number = select(func.count()).select_from(hits.ids.subquery())
            counts[query.parts] = connection.scalars(number, hits.given).one()
    return counts[query.parts]


def _counts(_connection: Connection) -> dict[tuple[Part, ...], int]:
    """What was counted since the last commit: saved searches are counted again beside every search."""
    return {}


def _count_stories(connection: Connection, ids: Collection[int]) -> int:
    stories = recall(connection, story_of)
    told = stories.keys() & ids
    return len(ids) - len(told) + len({stories[clipping] for clipping in told})


def story_of(connection: Connection) -> dict[int, int]:
    """Return the story of each clipping that has one; to be had through recall()."""
    grouped = select(ClippingRow.id, ClippingRow.story_id).where(ClippingRow.story_id.is_not(None))
    return {clipping: story or 0 for clipping, story in connection.execute(grouped)}


def _ordered(hits: Found, sort: Sort) -> Select[Any]:
    newest = hits.key.desc()
    if sort is Sort.OLDEST:
        return hits.ids.order_by(hits.key.asc())
    if sort is Sort.OUTLET:
        named = hits.ids.outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
        return named.order_by(OutletRow.folded.asc().nulls_last(), newest)
    if sort is Sort.DUE:
        return hits.ids.outerjoin(_DUE, _DUE.c.id == ClippingRow.id).order_by(_DUE.c.due.asc().nulls_last(), newest)
    if sort is Sort.RELEVANCE and hits.relevance is not None:
        return hits.ids.order_by(hits.relevance, newest)
    return hits.ids.order_by(newest)


def _by_headline(connection: Connection, hits: Found) -> list[int]:
    """Ids in the order of what stands for the headline; only Python sorts É beside E, whatever the database."""
    titled = hits.ids.add_columns(func.coalesce(ClippingRow.headline, ClippingRow.url, ""))
    found_titles = connection.execute(titled.order_by(hits.key.desc()), hits.given).all()
    return [id_ for id_, _ in sorted(found_titles, key=lambda row: (not row[1], words(row[1])))]
