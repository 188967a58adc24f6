"""Counts beside a search: how many of its clippings each tag, person, outlet and section holds."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, extract, literal, select, union_all

from clipper.library.conditions import found
from clipper.library.recall import recall
from clipper.library.search import interruptible, story_of
from clipper.library.store.sqlite_search import fetch_ids, grouped_ids, unpack
from clipper.library.store.tables import ClippingRow, ClippingTagRow, OutletRow, PersonRow, SpokespersonRow, TagRow
from clipper.model.codes import State, Tone
from clipper.model.query import Query
from clipper.model.term import NONE

Bits = int
"""A set of clippings: bit n stands for id n. Two of 100,000 are met and counted in some microseconds."""

_TRAITS: dict[str, ColumnElement[bool]] = {
    "new": ClippingRow.state == State.NEW,
    "starred": ClippingRow.starred.is_(True),
    "untagged": ClippingRow.id.not_in(select(ClippingTagRow.clipping_id)),
    "undated": ClippingRow.published_on.is_(None),
    "deferred": ClippingRow.state == State.DEFERRED,
    "deleted": ClippingRow.deleted.is_(True),
    "rejected": ClippingRow.state == State.REJECTED,
}
_TONES: dict[str, ColumnElement[bool]] = {
    **{tone.value: ClippingRow.tone == tone for tone in Tone},
    NONE: ClippingRow.tone.is_(None),
}
_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts of clippings within a query; every name of the library has its count, 0 included.

    `tags` count the tags nested below them too, each clipping once; so has a parent that is no tag itself a count.
    `sections` ("new", "all", "starred", "untagged", "undated", "deferred", "rejected", "deleted") are counted for the
    query without its own choice of section. `tones` are told by their value, "none" being not coded, `months` as
    "2017-12"; what has no date is in none of them.
    """

    total: int = 0
    stories: int = 0
    tags: dict[str, int] = field(default_factory=dict)
    spokespeople: dict[str, int] = field(default_factory=dict)
    outlets: dict[str, int] = field(default_factory=dict)
    tones: dict[str, int] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)


def facets(connection: Connection, query: Query) -> Facets:
    """Count what a query finds; raises SearchInterrupted."""
    with interruptible():
        members = recall(connection, _members)
        query_of_all = _without_section(query)
        everywhere = _bits(fetch_ids(connection, found(connection, query_of_all, hidden_too=True).ids))
        hidden = _Hidden.from_query(query_of_all, members.traits)
        if query_of_all.parts == query.parts:
            hits = everywhere & ~hidden.deleted & ~hidden.rejected
        else:
            hits = _bits(fetch_ids(connection, found(connection, query).ids))
        return Facets(
            total=hits.bit_count(),
            stories=_count_stories(connection, hits),
            tags=_counts(members.tags, hits),
            spokespeople=_counts(members.spokespeople, hits),
            outlets=_counts(members.outlets, hits),
            tones=_counts(members.tones, hits),
            months=_counts(members.months, hits),
            sections=_section_counts(members.traits, everywhere, hidden),
        )


@dataclass(frozen=True, slots=True)
class _Members:
    """Which clippings belong to what."""

    tags: dict[str, Bits]
    spokespeople: dict[str, Bits]
    outlets: dict[str, Bits]
    tones: dict[str, Bits]
    months: dict[str, Bits]
    traits: dict[str, Bits]


def _without_section(query: Query) -> Query:
    query = query.without_field("is", "state")
    untagged = [term for term in query.terms if (term.field, term.value) == ("tag", "none")]
    for term in untagged:
        query = query.without_term(term)
    return query


def _counts(members: Mapping[str, Bits], hits: Bits) -> dict[str, int]:
    return {name: (bits & hits).bit_count() for name, bits in members.items()}


@dataclass(frozen=True, slots=True)
class _Hidden:
    """The clippings that a query does not find because they were thrown away or rejected; asked for, they are found."""

    deleted: Bits
    rejected: Bits

    @classmethod
    def from_query(cls, query: Query, traits: Mapping[str, Bits]) -> "_Hidden":
        return cls(
            deleted=0 if query.asks("is", "deleted") else traits["deleted"],
            rejected=0 if query.asks("state", "rejected") else traits["rejected"],
        )


def _section_counts(traits: Mapping[str, Bits], whole: Bits, hidden: _Hidden) -> dict[str, int]:
    accepted = whole & ~hidden.rejected
    shown = accepted & ~hidden.deleted
    sections = {name: (shown & traits[name]).bit_count() for name in ("new", "starred", "untagged", "undated")}
    apart = {
        "all": shown,
        "deferred": shown & traits["deferred"],
        "rejected": whole & traits["rejected"] & ~hidden.deleted,
        "deleted": accepted & traits["deleted"],
    }
    return {**sections, **{name: bits.bit_count() for name, bits in apart.items()}}


def _count_stories(connection: Connection, hits: Bits) -> int:
    octets = hits.to_bytes(hits.bit_length() // 8 + 1, "little")
    grouped = recall(connection, story_of).items()
    told = [story for id_, story in grouped if id_ >> 3 < len(octets) and octets[id_ >> 3] >> (id_ & 7) & 1]
    return hits.bit_count() - len(told) + len(set(told))


def _bits(ids: Collection[int]) -> Bits:
    last = max(ids, default=0)
    digits = bytearray(b"0") * (last + 1)
    for id_ in ids:
        digits[last - id_] = 49  # the digit 1; the first digit stands for the last id
    return int(digits, 2)


def _members(connection: Connection) -> _Members:
    bits = {(kind, key): _bits(unpack(ids)) for kind, key, ids in connection.execute(grouped_ids(_memberships()))}
    live = bits.get(("live", 0), 0)
    names = connection.execute(_names()).all()

    def named(kind: str) -> dict[str, Bits]:
        return {name: bits.get((kind, id_), 0) for of, id_, name in names if of == kind}

    return _Members(
        tags=_with_parents(named("tag")),
        spokespeople={name: members for name, members in named("person").items() if members & live},
        outlets={name: members for name, members in named("outlet").items() if members & live},
        tones={tone: bits.get((f"tone:{tone}", 0), 0) for tone in _TONES},
        months=_months({key: members & live for (kind, key), members in bits.items() if kind == "month"}),
        traits={trait: bits.get((trait, 0), 0) for trait in _TRAITS},
    )


def _months(numbered: Mapping[int, Bits]) -> dict[str, Bits]:
    """Return months, numbered on from the year 0, as they are written; newest first, without empty ones."""
    return {
        f"{number // _MONTHS_OF_YEAR:04}-{number % _MONTHS_OF_YEAR + 1:02}": numbered[number]
        for number in sorted(numbered, reverse=True)
        if numbered[number]
    }


def _memberships() -> CompoundSelect[Any]:
    """Select (kind, key, clipping id) of all that is counted, in one statement."""
    tones = {f"tone:{tone}": holds for tone, holds in _TONES.items()}
    traits = {"live": ClippingRow.withdrawn.is_(False), **_TRAITS, **tones}
    day = ClippingRow.published_on
    month = extract("year", day) * _MONTHS_OF_YEAR + extract("month", day) - 1
    return union_all(
        select(literal("tag"), ClippingTagRow.tag_id, ClippingTagRow.clipping_id),
        select(literal("person"), SpokespersonRow.person_id, SpokespersonRow.clipping_id),
        select(literal("outlet"), ClippingRow.outlet_id, ClippingRow.id).where(ClippingRow.outlet_id.is_not(None)),
        select(literal("month"), month, ClippingRow.id).where(day.is_not(None)),
        *(select(literal(trait), literal(0), ClippingRow.id).where(holds) for trait, holds in traits.items()),
    )


def _names() -> CompoundSelect[Any]:
    spokespeople = select(SpokespersonRow.person_id)
    return union_all(
        select(literal("tag"), TagRow.id, TagRow.name).where(TagRow.withdrawn.is_(False)),
        select(literal("person"), PersonRow.id, PersonRow.name).where(PersonRow.id.in_(spokespeople)),
        select(literal("outlet"), OutletRow.id, OutletRow.name),
    )


def _with_parents(tags: dict[str, Bits]) -> dict[str, Bits]:
    """Unite each tag with those nested below it; case tells no two tags apart."""
    spelling = {name.casefold(): name for name in tags}
    united = dict(tags)
    for name, members in tags.items():
        parent = name.rpartition("/")[0]
        while parent:
            shown = spelling.setdefault(parent.casefold(), parent)
            united[shown] = united.get(shown, 0) | members
            parent = parent.rpartition("/")[0]
    return united
