"""What many clippings have in common, counted by the database: it takes no rows, so their number does not matter."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Connection, func, select

from clipper.library.store.sqlite_search import ids_named, pack
from clipper.library.store.tables import ClippingRow, ClippingTagRow, OutletRow, TagRow
from clipper.model.codes import Prominence, Relation, Tone


class InCommon(Struct, frozen=True):
    """What `count` clippings are: the values that there are among them, and on how many of them each tag is.

    `tags` are in the order of how many have them. `first` and `last` are days, None where no clipping has a date.
    """

    count: int = 0
    tags: dict[str, int] = field(default_factory=dict)
    tones: frozenset[Tone | None] = frozenset()
    prominences: frozenset[Prominence | None] = frozenset()
    relations: frozenset[Relation] = frozenset()
    outlets: frozenset[str | None] = frozenset()
    first: date | None = None
    last: date | None = None
    starred: int = 0
    in_stories: int = 0
    deleted: int = 0


_MEANT = ClippingRow.id.in_(ids_named("ids")), ClippingRow.withdrawn.is_(False)
_CODES = (
    *(ClippingRow.outlet_id, ClippingRow.tone, ClippingRow.prominence, ClippingRow.relation),
    *(ClippingRow.starred, ClippingRow.deleted),
)
# Grouped by all of them at once, the clippings are gone through once.
_ALIKE = (
    select(
        *_CODES,
        *(func.count(), func.count(ClippingRow.story_id)),
        *(func.min(ClippingRow.published_on), func.max(ClippingRow.published_on)),
    )
    .where(*_MEANT)
    .group_by(*_CODES)
)
_OUTLETS = select(OutletRow.id, OutletRow.name).where(OutletRow.id.in_(ids_named("ids")))
_ON = func.count().label("on")
_TAGS = (
    select(TagRow.name, _ON)
    .join(ClippingTagRow, ClippingTagRow.tag_id == TagRow.id)
    .where(ClippingTagRow.clipping_id.in_(ids_named("ids")))
    .group_by(TagRow.id)
    .order_by(_ON.desc(), TagRow.name)
)


def in_common(connection: Connection, ids: Sequence[int]) -> InCommon:
    """Return what clippings have in common; those that are gone do not count."""
    given = {"ids": pack(ids)}
    alike: list[Any] = [tuple(row) for row in connection.execute(_ALIKE, given)]
    if not alike:
        return InCommon()
    outlets, tones, prominences, relations, starred, deleted, counts, in_stories, firsts, lasts = zip(
        *alike, strict=True
    )
    named = {outlet.id: outlet.name for outlet in connection.execute(_OUTLETS, {"ids": pack({*outlets} - {None})})}
    return InCommon(
        count=sum(counts),
        tags={tag.name: tag.on for tag in connection.execute(_TAGS, given)},
        tones=frozenset(tones),
        prominences=frozenset(prominences),
        relations=frozenset(relations),
        outlets=frozenset(named.get(outlet) for outlet in outlets),
        first=min((day for day in firsts if day), default=None),
        last=max((day for day in lasts if day), default=None),
        starred=sum(count for count, is_starred in zip(counts, starred, strict=True) if is_starred),
        in_stories=sum(in_stories),
        deleted=sum(count for count, is_deleted in zip(counts, deleted, strict=True) if is_deleted),
    )
