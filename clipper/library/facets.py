"""Counts beside a search: how many of its clippings each tag, person, outlet and section holds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import and_, or_
from typing import Any

from msgspec import Struct, field
from pyroaring import BitMap
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    extract,
    literal,
    select,
    true,
    union_all,
)

from clipper.library.conditions import found, is_text
from clipper.library.kept_sets import Sets, set_of, sets_now
from clipper.library.recall import recall
from clipper.library.search import interruptible, story_of
from clipper.library.store.sqlite import id_set
from clipper.library.store.sqlite_search import fetch_ids
from clipper.library.store.tables import (
    ClippingRow,
    ClippingTagRow,
    FollowUpRow,
    OutletRow,
    PersonRow,
    SpokespersonRow,
    TagRow,
)
from clipper.model.codes import State, Tone
from clipper.model.group import Group, Part, either_or
from clipper.model.matching import tag_test
from clipper.model.query import Query
from clipper.model.search_fields import NONE
from clipper.model.term import Term

_TRAITS: dict[str, ColumnElement[bool]] = {
    "new": ClippingRow.state == State.NEW,
    "starred": ClippingRow.starred.is_(True),
    "untagged": ClippingRow.id.not_in(select(ClippingTagRow.clipping_id)),
    "undated": ClippingRow.published_on.is_(None),
    "open": ClippingRow.id.in_(select(FollowUpRow.clipping_id).where(FollowUpRow.closed_on.is_(None))),
    "deferred": ClippingRow.state == State.DEFERRED,
    "deleted": ClippingRow.deleted.is_(True),
    "rejected": ClippingRow.state == State.REJECTED,
}
_TONES: dict[str, ColumnElement[bool]] = {
    **{tone.value: ClippingRow.tone == tone for tone in Tone},
    NONE: ClippingRow.tone.is_(None),
}
_MONTHS_OF_YEAR = 12


class Facets(Struct, frozen=True):
    """Counts of clippings within a query; every name of the library has its count, 0 included.

    `tags` count the tags nested below them too, each clipping once; so has a parent that is no tag itself a count.
    `sections` ("new", "all", "starred", "open", "overdue", "untagged", "undated", "deferred", "rejected", "deleted")
    are counted for the query without its own choice of section. `tones` are told by their value, "none" being not
    coded, `months` as "2017-12"; what has no date is in none of them.
    """

    total: int = 0
    stories: int = 0
    tags: dict[str, int] = field(default_factory=dict)
    spokespeople: dict[str, int] = field(default_factory=dict)
    outlets: dict[str, int] = field(default_factory=dict)
    tones: dict[str, int] = field(default_factory=dict)
    months: dict[str, int] = field(default_factory=dict)
    sections: dict[str, int] = field(default_factory=dict)


def facets(connection: Connection, query: Query, today: date) -> Facets:
    """Count what a query finds, and what is overdue today; raises SearchInterrupted."""
    with interruptible():
        members = recall(connection, _members_of)
        sets = _Sets(connection, members)
        whole = sets.all_hold(_without_section(query).parts) & members.live
        hits = sets.found(query)
        traits = {**members.traits, "overdue": _overdue(connection, today)}
        return Facets(
            total=len(hits),
            stories=_count_stories(hits, members.grouped, recall(connection, story_of)),
            tags=_counts(members.tags, hits),
            spokespeople=_counts(members.spokespeople, hits),
            outlets=_counts(members.outlets, hits),
            tones=_counts(members.tones, hits),
            months=_counts(members.months, hits),
            sections=_section_counts(traits, whole, _Hidden.from_query(_without_section(query), members.traits)),
        )


def _overdue(connection: Connection, today: date) -> BitMap:
    # Not kept from step to step as the other traits are: it changes with the day alone.
    known = recall(connection, _overdue_by_day)
    if today not in known:
        is_overdue = FollowUpRow.closed_on.is_(None), FollowUpRow.due < today
        known[today] = set_of(connection.scalars(select(FollowUpRow.clipping_id).where(*is_overdue)))
    return known[today]


def _overdue_by_day(_connection: Connection) -> dict[date, BitMap]:
    return {}


def set_of_found(connection: Connection, query: Query) -> BitMap:
    """Return the clippings that a query finds; raises SearchInterrupted."""
    with interruptible():
        return _Sets(connection, recall(connection, _members_of)).found(query)


class _Members(Struct, frozen=True):
    """Which clippings belong to what; `grouped` are those that belong to a story, `live` all but withdrawn ones."""

    live: BitMap
    grouped: BitMap
    tags: dict[str, BitMap]
    spokespeople: dict[str, BitMap]
    outlets: dict[str, BitMap]
    tones: dict[str, BitMap]
    months: dict[str, BitMap]
    traits: dict[str, BitMap]


class _Sets:
    """The clippings of which the parts of a search hold: known members are met, all else is asked of the library."""

    def __init__(self, connection: Connection, members: _Members) -> None:
        self._connection, self._members = connection, members

    def found(self, query: Query) -> BitMap:
        """Return the clippings that a query finds."""
        hidden = _Hidden.from_query(query, self._members.traits)
        return (self.all_hold(query.parts) & self._members.live) - hidden.deleted - hidden.rejected

    def all_hold(self, parts: Sequence[Part]) -> BitMap:
        """Return the clippings of which all of some parts hold."""
        texts = tuple(part for part in parts if is_text(part))
        others = [part for part in parts if not is_text(part)]
        # The words are asked together: far fewer clippings hold all of them than each.
        asked = [self._asked(texts)] if texts else []
        either = (reduce(or_, map(self._holds, alternatives)) for alternatives in either_or(others))
        return reduce(and_, [*asked, *either], self._members.live)

    def _holds(self, part: Part) -> BitMap:
        if isinstance(part, Group):
            held = reduce(or_, map(self.all_hold, part.alternatives))
            return self._members.live - held if part.negated else held
        known = _KNOWN.get(str(part.field))
        held_by = known(self._members, part) if known else None
        if held_by is None:
            return self._asked((part,))
        return self._members.live - held_by if part.negated else held_by

    def _asked(self, parts: tuple[Part, ...]) -> BitMap:
        answers = recall(self._connection, _answers)
        if parts not in answers:
            if len(answers) >= _MOST_ANSWERS:
                answers.clear()
            hits = found(self._connection, Query(parts), hidden_too=True)
            answers[parts] = set_of(fetch_ids(self._connection, hits.ids, hits.given))
        return answers[parts]


_MOST_ANSWERS = 24


def _answers(_connection: Connection) -> dict[tuple[Part, ...], BitMap]:
    """What the library answered since the last commit: narrowing a search asks for its words again."""
    return {}


def _with_tag(members: _Members, term: Term) -> BitMap:
    if term.value == NONE:
        return members.traits["untagged"]
    holds = tag_test(term.value)
    return _united(held for tag, held in members.tags.items() if holds(tag))


def _named(of: Callable[[_Members], Mapping[str, BitMap]]) -> Callable[[_Members, Term], BitMap | None]:
    def known(members: _Members, term: Term) -> BitMap | None:
        if term.value == NONE:
            return None
        return _united(held for name, held in of(members).items() if term.asks_for(name))

    return known


_OF_TRAIT = {
    ("state", "new"): "new",
    ("state", "deferred"): "deferred",
    ("state", "rejected"): "rejected",
    ("is", "starred"): "starred",
    ("is", "undated"): "undated",
    ("is", "open"): "open",
    ("is", "deleted"): "deleted",
}
_KNOWN: dict[str, Callable[[_Members, Term], BitMap | None]] = {
    "tag": _with_tag,
    "feat": _named(lambda members: members.spokespeople),
    "outlet": _named(lambda members: members.outlets),
    "tone": lambda members, term: members.tones[term.value],
    **dict.fromkeys(
        ("state", "is"), lambda members, term: members.traits.get(_OF_TRAIT.get((str(term.field), term.value), ""))
    ),
}
"""How the fields that are counted are known without asking; None where a value has to be asked for all the same."""


def _united(sets: Iterable[BitMap]) -> BitMap:
    return BitMap.union(BitMap(), *sets)


def _without_section(query: Query) -> Query:
    query = query.without_field("is", "state")
    chosen = [term for term in query.terms if (term.field, term.value) == ("tag", NONE) or _is_overdue(term)]
    for term in chosen:
        query = query.without_term(term)
    return query


def _is_overdue(term: Term) -> bool:
    """Tell it by its days: "overdue" is what it read as before it was told what day it is."""
    return term.field == "due" and term.value != NONE and term.days.first == date.min


def _counts(members: Mapping[str, BitMap], hits: BitMap) -> dict[str, int]:
    return {name: hits.intersection_cardinality(held) for name, held in members.items()}


class _Hidden(Struct, frozen=True):
    """The clippings that a query does not find because they were thrown away or rejected; asked for, they are found."""

    deleted: BitMap
    rejected: BitMap

    @classmethod
    def from_query(cls, query: Query, traits: Mapping[str, BitMap]) -> "_Hidden":
        asked = traits["deleted"] if query.asks("is", "deleted") else BitMap()
        return cls(
            deleted=traits["deleted"] - asked,
            rejected=BitMap() if query.asks("state", "rejected") else traits["rejected"] - asked,
        )


def _section_counts(traits: Mapping[str, BitMap], whole: BitMap, hidden: _Hidden) -> dict[str, int]:
    shown = whole - hidden.rejected - hidden.deleted
    sections = {
        name: shown.intersection_cardinality(traits[name])
        for name in ("new", "starred", "open", "overdue", "untagged", "undated", "deferred")
    }
    put_away = (whole & traits["rejected"]) - hidden.deleted
    thrown_away = whole.intersection_cardinality(traits["deleted"])
    return {**sections, "all": len(shown), "rejected": len(put_away), "deleted": thrown_away}


def _count_stories(hits: BitMap, grouped: BitMap, stories: Mapping[int, int]) -> int:
    told = hits & grouped
    return len(hits) - len(told) + len({stories[id_] for id_ in told})


def _members_of(connection: Connection) -> "_Members":
    """Which clippings belong to what; after a step only the clippings that it touched are asked for again."""
    return _members(connection, sets_now(connection, _memberships))


def _members(connection: Connection, sets: Sets) -> _Members:
    nothing = BitMap()
    live = sets.get(("live", 0), nothing)
    names = connection.execute(_names()).all()

    def named(kind: str) -> dict[str, BitMap]:
        return {name: sets.get((kind, id_), nothing) for of, id_, name in names if of == kind}

    return _Members(
        live=live,
        grouped=set_of(recall(connection, story_of)),
        tags=_with_parents(named("tag")),
        spokespeople={name: held for name, held in named("person").items() if held & live},
        outlets={name: held for name, held in named("outlet").items() if held & live},
        tones={tone: sets.get((f"tone:{tone}", 0), nothing) for tone in _TONES},
        months=_months({key: held & live for (kind, key), held in sets.items() if kind == "month"}),
        traits={trait: sets.get((trait, 0), nothing) for trait in _TRAITS},
    )


def _months(numbered: Mapping[int, BitMap]) -> dict[str, BitMap]:
    """Return months, numbered on from the year 0, as they are written; newest first, without empty ones."""
    return {
        f"{number // _MONTHS_OF_YEAR:04}-{number % _MONTHS_OF_YEAR + 1:02}": numbered[number]
        for number in sorted(numbered, reverse=True)
        if numbered[number]
    }


def _memberships(only: BitMap | None) -> list[Any]:
    """Select (kind, key, clipping id) of each kind of what is counted; of some clippings only, if told."""
    tones = {f"tone:{tone}": holds for tone, holds in _TONES.items()}
    traits = {"every": true(), "live": ClippingRow.withdrawn.is_(False), **_TRAITS, **tones}
    day = ClippingRow.published_on
    month = extract("year", day) * _MONTHS_OF_YEAR + extract("month", day) - 1
    asked = (
        (select(literal("tag"), ClippingTagRow.tag_id, ClippingTagRow.clipping_id), ClippingTagRow.clipping_id),
        (
            select(literal("person"), SpokespersonRow.person_id, SpokespersonRow.clipping_id),
            SpokespersonRow.clipping_id,
        ),
        (
            select(literal("outlet"), ClippingRow.outlet_id, ClippingRow.id).where(ClippingRow.outlet_id.is_not(None)),
            ClippingRow.id,
        ),
        (select(literal("month"), month, ClippingRow.id).where(day.is_not(None)), ClippingRow.id),
        *(
            (select(literal(trait), literal(0), ClippingRow.id).where(holds), ClippingRow.id)
            for trait, holds in traits.items()
        ),
    )
    return [select_ if only is None else select_.where(key.in_(id_set(only))) for select_, key in asked]


def _names() -> CompoundSelect[Any]:
    spokespeople = select(SpokespersonRow.person_id)
    return union_all(
        select(literal("tag"), TagRow.id, TagRow.name).where(TagRow.withdrawn.is_(False)),
        select(literal("person"), PersonRow.id, PersonRow.name).where(
            PersonRow.id.in_(spokespeople), PersonRow.withdrawn.is_(False)
        ),
        select(literal("outlet"), OutletRow.id, OutletRow.name).where(OutletRow.withdrawn.is_(False)),
    )


def _with_parents(tags: dict[str, BitMap]) -> dict[str, BitMap]:
    """Unite each tag with those nested below it; case tells no two tags apart."""
    spelling = {name.casefold(): name for name in tags}
    united = dict(tags)
    for name, members in tags.items():
        parent = name.rpartition("/")[0]
        while parent:
            shown = spelling.setdefault(parent.casefold(), parent)
            united[shown] = united.get(shown, BitMap()) | members
            parent = parent.rpartition("/")[0]
    return united
