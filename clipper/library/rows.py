"""What the rows of a list show of clippings, fetched only for the rows asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, case, func, select

from clipper.library import stories
from clipper.library.snippets import Snippet, snippets
from clipper.library.store.sqlite_search import ids_named, pack
from clipper.library.store.tables import (
    ClippingRow,
    ClippingTagRow,
    OutletRow,
    PersonRow,
    ReporterRow,
    SpokespersonRow,
    TagRow,
)
from clipper.model.clipping import Clipping, Row
from clipper.model.query import Query

# A body is long: only its beginning is read, and only where nothing else can stand for the headline.
_BEGINNING = case(
    (ClippingRow.headline.is_(None) & ClippingRow.url.is_(None), func.substr(ClippingRow.body, 1, 200)), else_=None
)
_LACKS_TEXT = (ClippingRow.url.is_not(None) & ClippingRow.body.is_(None)).label("lacks_text")
_THESE = ids_named("ids")
_ROWS = (
    select(
        *(ClippingRow.id, ClippingRow.search_id, ClippingRow.headline, ClippingRow.url, _BEGINNING.label("beginning")),
        _LACKS_TEXT,
        *(OutletRow.name.label("outlet"), ClippingRow.programme, ClippingRow.medium, ClippingRow.published_on),
        *(ClippingRow.added_at, ClippingRow.tone, ClippingRow.starred, ClippingRow.state, ClippingRow.story_id),
        *(ClippingRow.prominence, ClippingRow.relation, ClippingRow.language),
    )
    .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
    .where(ClippingRow.id.in_(_THESE), ClippingRow.withdrawn.is_(False))
)
_REPORTERS = (
    select(ReporterRow.clipping_id, PersonRow.name)
    .join(PersonRow, PersonRow.id == ReporterRow.person_id)
    .where(ReporterRow.clipping_id.in_(_THESE))
    .order_by(ReporterRow.position)
)
_SPOKESPEOPLE = (
    select(SpokespersonRow.clipping_id, PersonRow.name)
    .join(PersonRow, PersonRow.id == SpokespersonRow.person_id)
    .where(SpokespersonRow.clipping_id.in_(_THESE))
    .order_by(SpokespersonRow.position)
)
_TAGS = (
    select(ClippingTagRow.clipping_id, TagRow.name)
    .join(TagRow, TagRow.id == ClippingTagRow.tag_id)
    .where(ClippingTagRow.clipping_id.in_(_THESE))
)


def rows(connection: Connection, ids: Sequence[int], query: Query | None = None) -> list[Row]:
    """Return the rows of clippings in the order of ids, leaving out those that are gone.

    A query with words or phrases gives each row a snippet around them.
    """
    these = {"ids": pack(ids)}
    found = connection.execute(_ROWS, these).all()
    reporters = _gathered(connection.execute(_REPORTERS, these))
    tags = _gathered(connection.execute(_TAGS, these))
    sizes = _story_sizes(connection, {record.story_id for record in found if record.story_id})
    passages = _passages(connection, [record.search_id for record in found], query)
    made = {
        record.id: _row(
            record,
            reporters=tuple(reporters[record.id]),
            tags=tuple(sorted(tags[record.id], key=str.casefold)),
            story_size=sizes.get(record.story_id, 1),
            snippet=passages.get(record.search_id, ()),
        )
        for record in found
    }
    return [made[id_] for id_ in ids if id_ in made]


def spokespeople(connection: Connection, ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Return the names of the spokespeople of clippings that have any, in their order."""
    return _gathered(connection.execute(_SPOKESPEOPLE, {"ids": pack(ids)}))


def _row(record: Any, **joined: Any) -> Row:
    named = Clipping(record.id, "", headline=record.headline, url=record.url, body=record.beginning)
    return Row(
        id=record.id,
        title=named.title,
        headline=record.headline,
        outlet=record.outlet,
        programme=record.programme,
        medium=record.medium,
        published_on=record.published_on,
        added_on=record.added_at.date(),
        tone=record.tone,
        starred=record.starred,
        state=record.state,
        prominence=record.prominence,
        relation=record.relation,
        language=record.language,
        lacks_text=bool(record.lacks_text),
        **joined,
    )


def _gathered(pairs: Iterable[tuple[int, str]]) -> Mapping[int, list[str]]:
    gathered: defaultdict[int, list[str]] = defaultdict(list)
    for key, name in pairs:
        gathered[key].append(name)
    return gathered


def _story_sizes(connection: Connection, story_ids: set[int]) -> dict[int, int]:
    members = stories.members(connection, story_ids) if story_ids else {}
    return {story: len(clippings) for story, clippings in members.items()}


def _passages(connection: Connection, search_ids: Sequence[int], query: Query | None) -> dict[int, Snippet]:
    return snippets(connection, search_ids, query.text_terms) if query and query.text_terms else {}
