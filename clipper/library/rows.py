"""What the rows of a list show of clippings, fetched only for the rows asked for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, case, func, select

from clipper.library.snippets import PARTS, Snippet, snippet, wanted_by
from clipper.library.store.sqlite_search import ids_named, joined, pack, parted
from clipper.library.store.tables import (
    ClippingRow,
    ClippingTagRow,
    FollowUpRow,
    OutletRow,
    PersonRow,
    ReporterRow,
    SpokespersonRow,
    TagRow,
)
from clipper.model.clipping import Row, title_of
from clipper.model.codes import State
from clipper.model.query import Query

# A body is long: only its beginning is read, and only where nothing else can stand for the headline.
_BEGINNING = case(
    (ClippingRow.headline.is_(None) & ClippingRow.url.is_(None), func.substr(ClippingRow.body, 1, 200)), else_=None
)
_LACKS_TEXT = (ClippingRow.url.is_not(None) & ClippingRow.body.is_(None)).label("lacks_text")


def _reporters() -> ColumnElement[str | None]:
    named = select(PersonRow.name).join(ReporterRow, ReporterRow.person_id == PersonRow.id)
    return joined(named.where(ReporterRow.clipping_id == ClippingRow.id).order_by(ReporterRow.position), ClippingRow)


def _tags() -> ColumnElement[str | None]:
    named = select(TagRow.name).join(ClippingTagRow, ClippingTagRow.tag_id == TagRow.id)
    return joined(named.where(ClippingTagRow.clipping_id == ClippingRow.id), ClippingRow)


def _story_size() -> ColumnElement[int]:
    """How many of a clipping's story are seen; without what hides, SQLite would walk through all that is shown."""
    member = ClippingRow.__table__.alias().c
    is_seen = member.withdrawn.is_not(True) & member.deleted.is_not(True) & (member.state != State.REJECTED)
    return select(func.count()).where(member.story_id == ClippingRow.story_id, is_seen).scalar_subquery()


# One statement, since each costs a list as much as the names of its forty rows.
_ROWS = (
    select(
        *(ClippingRow.id, ClippingRow.headline, ClippingRow.url, _BEGINNING.label("beginning")),
        _LACKS_TEXT,
        *(OutletRow.name.label("outlet"), ClippingRow.programme, ClippingRow.medium, ClippingRow.published_on),
        *(ClippingRow.added_at, ClippingRow.tone, ClippingRow.starred, ClippingRow.state, ClippingRow.prominence),
        *(ClippingRow.relation, ClippingRow.language),
        *(_reporters().label("reporters"), _tags().label("tags"), _story_size().label("story_size")),
    )
    .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
    .where(ClippingRow.id.in_(ids_named("ids")), ClippingRow.withdrawn.is_(False))
)
_SHOWN = len(_ROWS.selected_columns) - 1
_ROWS_WITH_TEXTS = _ROWS.add_columns(*(getattr(ClippingRow, part) for part in PARTS))
_SPOKESPEOPLE = (
    select(SpokespersonRow.clipping_id, PersonRow.name)
    .join(PersonRow, PersonRow.id == SpokespersonRow.person_id)
    .where(SpokespersonRow.clipping_id.in_(ids_named("ids")))
    .order_by(SpokespersonRow.position)
)

_TO_FOLLOW_UP = (
    select(FollowUpRow.clipping_id, FollowUpRow.what, FollowUpRow.due)
    .where(FollowUpRow.clipping_id.in_(ids_named("ids")), FollowUpRow.closed_on.is_(None))
    .order_by(FollowUpRow.position)
)


def rows(connection: Connection, ids: Sequence[int], query: Query | None = None) -> list[Row]:
    """Return the rows of clippings in the order of ids, leaving out those that are gone.

    A query with words or phrases gives each row a snippet around them.
    """
    wanted = wanted_by(query.text_terms) if query and query.text_terms else None
    found = connection.execute(_ROWS_WITH_TEXTS if wanted else _ROWS, {"ids": pack(ids)}).all()
    made = {id_: _row(id_, shown[:_SHOWN], snippet(shown[_SHOWN:], wanted) if wanted else ()) for id_, *shown in found}
    return [made[id_] for id_ in ids if id_ in made]


def spokespeople(connection: Connection, ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    """Return the names of the spokespeople of clippings that have any, in their order."""
    named: defaultdict[int, list[str]] = defaultdict(list)
    for clipping_id, name in connection.execute(_SPOKESPEOPLE, {"ids": pack(ids)}):
        named[clipping_id].append(name)
    return named


def to_follow_up(connection: Connection, ids: Sequence[int]) -> Mapping[int, Sequence[tuple[str, date | None]]]:
    """Return what is open of clippings of which anything is, in its order, each with the day when it is due."""
    asked: defaultdict[int, list[tuple[str, date | None]]] = defaultdict(list)
    for clipping_id, what, due in connection.execute(_TO_FOLLOW_UP, {"ids": pack(ids)}):
        asked[clipping_id].append((what, due))
    return asked


def _row(id_: int, shown: Sequence[Any], snippet: Snippet) -> Row:
    # Taken apart at once: asking for each value by its name takes longer than the database does for all.
    headline, url, beginning, lacks_text, outlet, programme, medium, published_on, *others = shown
    added_at, tone, starred, state, prominence, relation, language, reporters, tags, story_size = others
    return Row(
        id=id_,
        title=title_of(headline, url, beginning),
        headline=headline,
        outlet=outlet,
        programme=programme,
        medium=medium,
        reporters=tuple(parted(reporters)),
        published_on=published_on,
        added_on=added_at.date(),
        tags=tuple(sorted(parted(tags), key=str.casefold)),
        tone=tone,
        starred=starred,
        state=state,
        prominence=prominence,
        relation=relation,
        language=language,
        # One that is hidden itself is still of its story.
        story_size=max(story_size, 1),
        lacks_text=bool(lacks_text),
        snippet=snippet,
    )
