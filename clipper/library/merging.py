"""Making one clipping of two: what they know side by side, the merge, and pairs that are told apart for good."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import false, insert, select

from clipper.library import (
    attachments,
    codebook,
    deltas,
    duplicates,
    editing,
    follow_ups,
    highlights,
    originals,
    quotes,
    stories,
)
from clipper.library.clippings import load
from clipper.library.likeness import Text, contradict, is_same_piece, near_headlines
from clipper.library.store.tables import ClippingRow, DistinctPairRow, ReporterRow, SpokespersonRow
from clipper.library.work import Work
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Role, State
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.links import url_key
from clipper.model.medium_fields import MEDIUM_FIELDS
from clipper.model.text import fold, words

Pair = tuple[int, int, Collection[str]]
"""The clipping that is kept, the other one, and the fields of which the other's value counts."""

_ORDER = (
    *("headline", "deck", "outlet", "programme", "medium", *MEDIUM_FIELDS),
    *("reporters", "published_on", "url", "language", "body"),
    *("tone", "prominence", "relation", "rights", "codes", "tags", "messages", "spokespeople", "note"),
)
UNITED = ("reporters", "codes", "tags", "messages", "spokespeople", "note")
CHOSEN = tuple(field for field in _ORDER if field not in UNITED)
"""The fields of which a person chooses one value where two differ."""

_RANK = (Role.UNKNOWN, Role.NAMED, Role.QUOTED, Role.INTERVIEWED, Role.AUTHOR)
_STATES = (State.KEPT, State.DEFERRED, State.NEW, State.REJECTED)


class Standing(StrEnum):
    """How a field of two clippings stands."""

    EQUAL = "equal"
    DIFFERS = "differs"
    ADDED = "added"
    UNITED = "united"


class Compared(Struct, frozen=True):
    """One field of two clippings; ADDED where only one knows it, UNITED where both count."""

    field: str
    kept: Any
    other: Any
    standing: Standing


def compare(kept: Clipping, other: Clipping) -> list[Compared]:
    """Return the fields of two clippings side by side, those that neither knows left out."""
    return [
        _compared(field, getattr(kept, field), getattr(other, field)) for field in _ORDER if _known(kept, other, field)
    ]


def _known(kept: Clipping, other: Clipping, field: str) -> bool:
    return bool(getattr(kept, field) or getattr(other, field))


def _compared(field: str, kept: Any, other: Any) -> Compared:
    if plain(field, kept) == plain(field, other):
        return Compared(field, kept, other, Standing.EQUAL)
    if field in UNITED:
        return Compared(field, kept, other, Standing.UNITED)
    return Compared(field, kept, other, Standing.DIFFERS if kept and other else Standing.ADDED)


def plain(field: str, value: Any) -> Any:
    """Return a value without what makes no difference to a person."""
    if field == "url":
        return url_key(value) or value
    if field == "body":
        return words(value or "")
    if field == "outlet":
        return fold(value or "")
    if field == "tags":
        return {tag.casefold() for tag in value}
    if field in ("messages", "codes"):
        return set(value)
    if field == "reporters":
        return tuple(map(fold, value))
    if field == "spokespeople":
        return {(fold(one.name), one.role) for one in value}
    return value


def are_identical(kept: Clipping, other: Clipping) -> bool:
    """Tell whether nobody has to choose anything to merge two clippings."""
    return all(one.standing is not Standing.DIFFERS for one in compare(kept, other))


def are_surely_one(kept: Clipping, other: Clipping) -> bool:
    """Tell whether two clippings that are alike are one beyond doubt: by their headline, or by place and contents.

    A page that is written anew every day keeps its link, and a series its headline, of which one may have no date.
    A link with no headline and no text says nothing that the clipping of that link does not.
    """
    standings = {one.field: one.standing for one in compare(kept, other)}
    equal = {field for field, standing in standings.items() if standing is Standing.EQUAL}
    is_placed = standings.get("published_on") is not Standing.ADDED or not equal.isdisjoint({"url", "body"})
    if "headline" in equal and is_placed:
        return not contradict(kept.body, other.body)
    if "url" in equal and not all(one.headline or one.body for one in (kept, other)):
        return True
    if "url" in equal and near_headlines(kept.headline or "", other.headline or "", kept.outlet):
        return True
    is_in_place = "url" in equal or equal >= {"outlet", "published_on"}
    return is_in_place and is_same_piece(Text(kept.body or ""), Text(other.body or ""))


def united_people(kept: Sequence[Spokesperson], other: Sequence[Spokesperson]) -> list[Spokesperson]:
    """Return the spokespeople of both, each once, with the role that says more."""
    people = {fold(one.name): one for one in kept}
    for one in other:
        mine = people.setdefault(fold(one.name), one)
        if _RANK.index(one.role) > _RANK.index(mine.role):
            people[fold(one.name)] = Spokesperson(mine.name, one.role)
    return list(people.values())


def united_notes(kept: str | None, other: str | None) -> str | None:
    """Return both notes, one after the other, unless one holds the other."""
    if not kept or not other:
        return kept or other
    if other in kept:
        return kept
    return other if kept in other else f"{kept}\n\n{other}"


# In a step of work


def merge_all(work: Work, pairs: Iterable[Pair]) -> None:
    """Merge pairs one after another; what was merged into another one already goes where that one went.

    Raises NotFound, or WrongUsage for a clipping and itself or for a field that nobody chooses.
    """
    went_to: dict[int, int] = {}
    touched: set[int] = set()
    for kept_id, other_id, taken in pairs:
        kept, other = followed(went_to, kept_id), followed(went_to, other_id)
        if kept == other and touched >= {kept_id, other_id}:
            continue
        merge(work, kept, other, taken)
        went_to[other] = kept
        touched |= {kept_id, other_id, kept, other}
    work.subjects = frozenset(touched)


def merge_into(work: Work, kept_id: int, others: Sequence[int]) -> None:
    """Merge others into one clipping whose values count where they differ; the step says which these are.

    Raises what merge raises.
    """
    settled: dict[str, None] = {}
    for other_id in others:
        compared = compare(*require_two(work, kept_id, other_id))
        settled.update((one.field, None) for one in compared if one.standing is Standing.DIFFERS)
        merge(work, kept_id, other_id, ())
    work.subjects = frozenset([kept_id, *others])
    if settled:
        work.detail.update(field=", ".join(settled).replace("_", " "), name=require_one(work, kept_id).title)


def followed(went_to: Mapping[int, int], clipping_id: int) -> int:
    """Return the clipping that one ended in, by way of all that it went into."""
    while clipping_id in went_to:
        clipping_id = went_to[clipping_id]
    return clipping_id


def merge(work: Work, kept_id: int, other_id: int, taken: Collection[str]) -> None:
    """Give one clipping what the other knows, and move the other to the wastebasket with its history and original."""
    kept, other = require_two(work, kept_id, other_id)
    unknown = set(taken) - set(CHOSEN)
    if unknown:
        raise WrongUsage(f"Nobody chooses a value of {', '.join(sorted(unknown))}. Nothing was merged.")
    editing.edit(work, kept_id, _edited(kept, other, taken))
    for field in ("tone", "prominence", "relation", "rights"):
        wanted = getattr(other if field in taken else kept, field)
        work.put(getattr(ClippingRow, field), [kept_id], wanted or getattr(other, field))
    work.put(ClippingRow.note, [kept_id], united_notes(kept.note, other.note))
    work.put(ClippingRow.starred, [kept_id], kept.starred or other.starred)
    # A mention that the public sees does not vanish from its reports because it was there twice.
    work.put(ClippingRow.publish, [kept_id], kept.publish or other.publish)
    work.put(ClippingRow.state, [kept_id], min(kept.state, other.state, key=_STATES.index))
    _unite_links(work, kept_id, other_id)
    highlights.unite(work, kept_id, other_id)
    quotes.unite(work, kept_id, other_id)
    follow_ups.unite(work, kept_id, other_id)
    attachments.unite(work, kept_id, other_id)
    codebook.unite(work, kept_id, other_id)
    _unite_people(work, kept_id, other_id)
    if other.story:
        stories.join(work, kept_id, other_id)
    _keep_apart(work, kept_id, other_id)
    originals.share(work, kept_id, other_id)
    work.put(ClippingRow.deleted, [other_id], True)
    work.detail.pop("field", None)
    work.detail.pop("headline", None)
    work.subjects = frozenset([kept_id, other_id])


def _edited(kept: Clipping, other: Clipping, taken: Collection[str]) -> dict[str, Any]:
    """What the kept clipping gets of the other one's fields: what was chosen, and what it does not know."""
    fields = [field for field in editing.EDITED_FIELDS if field in CHOSEN]
    wanted = [field for field in fields if field in taken or not getattr(kept, field)]
    return {field: getattr(other, field) for field in wanted if getattr(other, field)}


def _unite_links(work: Work, kept_id: int, other_id: int) -> None:
    for rows, to in deltas.LINKED.values():
        theirs = select(to).where(rows.clipping_id == other_id).order_by(to)
        for linked in work.connection.scalars(theirs).all():
            work.link(rows, linked, [kept_id])


def _unite_people(work: Work, kept_id: int, other_id: int) -> None:
    """Unite by the ids of people: a name that differs in case only must not be spelt anew for everybody."""
    ids = [kept_id, other_id]
    byline = deltas.lists_of(work.connection, ReporterRow.__tablename__, ids)
    work.put_list(ReporterRow, kept_id, _each_once([*byline[kept_id], *byline[other_id]]))
    ours = deltas.lists_of(work.connection, SpokespersonRow.__tablename__, ids)
    by_rank = sorted([*ours[kept_id], *ours[other_id]], key=lambda one: -_RANK.index(Role(one[1])))
    roles = {person: str(role) for person, role in reversed(by_rank)}
    united = [[person, roles[person]] for person, _ in _each_once([*ours[kept_id], *ours[other_id]])]
    work.put_list(SpokespersonRow, kept_id, united)


def _each_once(people: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """People, each at their first place."""
    first: dict[Any, Sequence[Any]] = {}
    for person in people:
        first.setdefault(person[0], person)
    return list(first.values())


def _keep_apart(work: Work, kept_id: int, other_id: int) -> None:
    """What was told apart from the other one is told apart from the one that now stands for it."""
    for low, high in sorted(duplicates.told_apart(work.connection, other_id)):
        third = high if low == other_id else low
        if third != kept_id:
            remember_apart(work, kept_id, third)


def tell_apart(work: Work, clipping_id: int, other_id: int) -> None:
    """Remember that two clippings are no duplicates; raises NotFound, or WrongUsage for a clipping and itself."""
    require_two(work, clipping_id, other_id)
    remember_apart(work, clipping_id, other_id)


def remember_apart(work: Work, clipping_id: int, other_id: int) -> None:
    """Remember a pair as no duplicates, once."""
    pair = {"low_id": min(clipping_id, other_id), "high_id": max(clipping_id, other_id)}
    is_same = [getattr(DistinctPairRow, name) == value for name, value in pair.items()]
    known = select(DistinctPairRow.id).where(*is_same, DistinctPairRow.withdrawn == false())
    if work.connection.scalars(known).first() is None:
        key = work.connection.execute(insert(DistinctPairRow).values(pair)).inserted_primary_key
        work.made(DistinctPairRow, [key[0]] if key else [])
        work.near |= {clipping_id, other_id}


def require_two(work: Work, clipping_id: int, other_id: int) -> tuple[Clipping, Clipping]:
    """Return two clippings; raises NotFound where one is gone, or WrongUsage where they are one."""
    if clipping_id == other_id:
        raise WrongUsage("That is one clipping, not two. Nothing was changed.")
    return require_one(work, clipping_id), require_one(work, other_id)


def require_one(work: Work, clipping_id: int) -> Clipping:
    """Return a clipping beside which something is decided; raises NotFound where it is gone or in the wastebasket."""
    for found in load(work.connection, [clipping_id]):
        if not found.deleted:
            return found
        raise NotFound(
            f"“{found.title}” lies in the wastebasket. Nothing was changed; restore it first, or go without."
        )
    raise NotFound(f"There is no clipping {clipping_id} in the library any more. Nothing was changed.")
