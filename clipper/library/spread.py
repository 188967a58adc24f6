"""How the clippings of a search are spread over days, media, languages and key messages, beside what facets count."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from msgspec import Struct, field
from pyroaring import BitMap
from sqlalchemy import Connection, Select, String, func, literal, select, true, type_coerce

from clipper.library.facets import Facets, facets, set_of_found
from clipper.library.kept_sets import Sets, sets_now
from clipper.library.search import interruptible
from clipper.library.search_keys import day_number, numbered_day
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingMessageRow, ClippingRow, MessageRow, SpokespersonRow
from clipper.model.codes import VOICE
from clipper.model.query import Query
from clipper.model.search_fields import NONE


class Spread(Struct, frozen=True):
    """Counts of the clippings that a query finds.

    `media` are told by their value and `languages` by their code, "none" being unknown; what counts nothing is in
    neither, but every key message is in `messages`. `days` are in their order, and tell the languages of their
    clippings; those without a date are on none. `voiced` are the clippings with words of a spokesperson, `judged` those
    of which a tone is coded or that carry a key message.
    """

    facets: Facets = field(default_factory=Facets)
    media: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    messages: dict[str, int] = field(default_factory=dict)
    days: dict[date, dict[str, int]] = field(default_factory=dict)
    voiced: int = 0
    judged: int = 0


def spread(connection: Connection, query: Query, today: date) -> Spread:
    """Count what a query finds; raises SearchInterrupted."""
    with interruptible():
        hits = set_of_found(connection, query)
        sets = sets_now(connection, _memberships)
        messages = _messages(connection, sets)
        coded = hits & sets.get(("coded", 0), BitMap())
        return Spread(
            facets=facets(connection, query, today),
            media=_counts(sets, "medium", hits),
            languages=_counts(sets, "language", hits),
            messages={name: hits.intersection_cardinality(held) for name, held in messages.items()},
            days=_days(sets, hits),
            voiced=hits.intersection_cardinality(sets.get(("voiced", 0), BitMap())),
            judged=len(coded | (hits & BitMap.union(BitMap(), *messages.values()))),
        )


def _counts(sets: Sets, kind: str, hits: BitMap) -> dict[str, int]:
    counts = {str(key): hits.intersection_cardinality(held) for (of, key), held in sets.items() if of == kind}
    return {key: count for key, count in counts.items() if count}


def _messages(connection: Connection, sets: Sets) -> dict[str, BitMap]:
    named = select(MessageRow.id, MessageRow.name).where(MessageRow.withdrawn.is_(False)).order_by(MessageRow.id)
    return {name: sets.get(("message", id_), BitMap()) for id_, name in connection.execute(named)}


def _days(sets: Sets, hits: BitMap) -> dict[date, dict[str, int]]:
    spoken = {str(key): hits & held for (kind, key), held in sets.items() if kind == "language"}
    days: dict[date, dict[str, int]] = {}
    for number in sorted(key for kind, key in sets if kind == "day"):
        held = sets["day", number]
        if hits.intersect(held):
            counts = {language: held.intersection_cardinality(those) for language, those in spoken.items()}
            days[numbered_day(number)] = {language: count for language, count in counts.items() if count}
    return days


def _memberships(only: BitMap | None) -> Iterable[Select[Any]]:
    """Select (kind, key, clipping id) of each kind of what is counted here; of some clippings only, if told."""
    clipping = ClippingRow.id
    asked: tuple[tuple[Any, Any], ...] = (
        (select(literal("medium"), func.coalesce(type_coerce(ClippingRow.medium, String), NONE), clipping), clipping),
        (select(literal("language"), func.coalesce(ClippingRow.language, NONE), clipping), clipping),
        (
            select(literal("message"), ClippingMessageRow.message_id, ClippingMessageRow.clipping_id),
            ClippingMessageRow.clipping_id,
        ),
        (
            select(literal("day"), day_number(), clipping).where(ClippingRow.published_on.is_not(None)),
            clipping,
        ),
        (
            select(literal("voiced"), literal(0), SpokespersonRow.clipping_id).where(SpokespersonRow.role.in_(VOICE)),
            SpokespersonRow.clipping_id,
        ),
        (select(literal("coded"), literal(0), clipping).where(ClippingRow.tone.is_not(None)), clipping),
        (select(literal("every"), literal(0), clipping).where(true()), clipping),
    )
    return [select_ if only is None else select_.where(key.in_(id_set(only))) for select_, key in asked]
