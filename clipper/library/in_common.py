"""What many clippings have in common, counted by the database: it takes no rows, so their number does not matter."""

from collections import Counter
from collections.abc import Iterator, Sequence
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


_PIECE = 10_000
"""So many are counted at once: SQLite sorts them in memory, which a window that had all selected once would keep."""

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
_TAGS = (
    select(TagRow.name, func.count().label("on"))
    .join(ClippingTagRow, ClippingTagRow.tag_id == TagRow.id)
    .where(ClippingTagRow.clipping_id.in_(ids_named("ids")))
    .group_by(TagRow.id)
)


def in_common(connection: Connection, ids: Sequence[int]) -> InCommon:
    """Return what clippings have in common; those that are gone do not count."""
    alike: list[Any] = [tuple(row) for given in _in_pieces(ids) for row in connection.execute(_ALIKE, given)]
    if not alike:
        return InCommon()
    outlets, tones, prominences, relations, starred, deleted, counts, in_stories, firsts, lasts = zip(
        *alike, strict=True
    )
    tags: Counter[str] = Counter()
    for given in _in_pieces(ids):
        tags.update({tag.name: tag.on for tag in connection.execute(_TAGS, given)})
    named = {outlet.id: outlet.name for outlet in connection.execute(_OUTLETS, {"ids": pack({*outlets} - {None})})}
    return InCommon(
        count=sum(counts),
        tags=dict(sorted(tags.items(), key=lambda tag: (-tag[1], tag[0]))),
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


def _in_pieces(ids: Sequence[int]) -> Iterator[dict[str, str]]:
    return ({"ids": pack(ids[start : start + _PIECE])} for start in range(0, len(ids), _PIECE))
