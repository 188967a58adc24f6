"""Whether the library has a mention already: the very same one, or another outlet's copy of the same piece.

Copies are told by runs of three words: a sample of one hash in 32, and the eight smallest so that a short text has some
too, is kept in an indexed table and names the candidates; the full texts decide.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, Select, delete, false, func, insert, or_, select

from clipper.library import cleaning
from clipper.library.likeness import Text, contradict, is_same_piece, near_headlines, overlap, sample_of, sampled
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingRow, DistinctPairRow, OutletRow, ShingleRow
from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.model.draft import Draft
from clipper.model.text import fold, words

if TYPE_CHECKING:
    from clipper.library.library import Library

__all__ = ["Kind", "Likeness", "Mention", "Reason", "likeness_of", "overlap", "sampled"]

_CANDIDATES = 8
_LONGEST = 500_000
"""Characters of a text that are compared, so that nothing stands still."""
_DAYS = 7
"""So many days after its first day an outlet may bring an article up to date; later it is a rerun."""

_TRACKING = ("utm_", "at_", "mc_")
_TRACKING_NAMES = frozenset(
    "fbclid gclid dclid msclkid igshid cmp ref ref_src source smid ocid xtor sh s".split()  # noqa: SIM905  one line
)


class Kind(StrEnum):
    """What two like mentions are to each other: one and the same, or one piece in two places."""

    SAME = "same"
    COPY = "copy"


class Reason(StrEnum):
    """Why two mentions are alike."""

    LINK = "link"
    HEADLINE = "headline"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A clipping that is like a mention, as what, and why; HEADLINE stands for headline, outlet and day together."""

    kind: Kind
    clipping: Clipping
    reason: Reason


@dataclass(frozen=True, slots=True)
class Found:
    """The same with the id of the clipping alone."""

    kind: Kind
    clipping_id: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Mention:
    """What tells whether two clippings are the same mention."""

    headline: str | None
    outlet: str | None
    published_on: date | None
    url: str | None
    body: str | None

    @classmethod
    def of(cls, clipping: Clipping) -> "Mention":
        """Return what matters of a clipping."""
        return cls(clipping.headline, clipping.outlet, clipping.published_on, clipping.url, clipping.body)


def likeness_of(library: "Library", draft: Draft) -> Likeness | None:
    """Return the clipping that a draft is like: the same mention before a copy, rejected ones left out."""
    values = cleaning.draft(draft)
    mention = Mention(**{field: values[field] for field in ("headline", "outlet", "published_on", "url", "body")})
    with library.store.reading() as connection:
        every = chain(_identical(connection, mention), _copies(connection, mention))
        found = next((one for one in every if not _is_rejected(connection, one.clipping_id)), None)
    clipping = next(iter(library.clippings([found.clipping_id])), None) if found else None
    return Likeness(found.kind, clipping, found.reason) if found and clipping else None


def _is_rejected(connection: Connection, clipping_id: int) -> bool:
    state = select(ClippingRow.state).where(ClippingRow.id == clipping_id)
    return connection.scalars(state).one() is State.REJECTED


def duplicate_of(library: "Library", draft: Draft) -> Clipping | None:
    """Return the clipping that is the same mention as a draft, else one with nearly the same text, in any outlet."""
    likeness = likeness_of(library, draft)
    return likeness.clipping if likeness else None


def url_key(url: str | None) -> str | None:
    """Return a link without what does not matter to whether two are the same; None for a site's front page."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return None
    asked = [pair for pair in parse_qsl(parts.query) if not _is_tracking(pair[0].lower())]
    path = parts.path.rstrip("/")
    if not host or not (path or asked):
        return None
    return f"{host}{path}?{urlencode(sorted(asked))}" if asked else f"{host}{path}"


def _is_tracking(name: str) -> bool:
    return name in _TRACKING_NAMES or name.startswith(_TRACKING)


# The same mention


def identical_to(connection: Connection, mention: Mention) -> int | None:
    """Return the clipping that is the same mention: same link, or nearly the same headline in one outlet on one day.

    Where outlet or day is unknown, the texts must agree too.
    """
    found = next(_identical(connection, mention), None)
    return found.clipping_id if found else None


def _identical(connection: Connection, mention: Mention) -> Iterator[Found]:
    key = url_key(mention.url)
    if key:
        same_link = _live().where(ClippingRow.url_key == key).order_by(ClippingRow.id).limit(1)
        yield from (Found(Kind.SAME, id_, Reason.LINK) for id_ in connection.scalars(same_link).all())
    if mention.headline:
        yield from (Found(Kind.SAME, id_, Reason.HEADLINE) for id_ in _same_headline(connection, mention))


def _live() -> Select[int]:
    return select(ClippingRow.id).where(ClippingRow.withdrawn == false(), ClippingRow.deleted == false())


def _same_headline(connection: Connection, mention: Mention) -> Iterator[int]:
    headline, outlet = mention.headline or "", fold(mention.outlet) if mention.outlet else None
    statement = (
        _live()
        .add_columns(ClippingRow.headline)
        .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
        .where(ClippingRow.published_on.is_not_distinct_from(mention.published_on))
        .where(OutletRow.folded.is_not_distinct_from(outlet), ClippingRow.headline.is_not(None))
        .order_by(ClippingRow.id)
    )
    rows = connection.execute(statement).all()
    near = {row.id: row.headline for row in rows if near_headlines(row.headline, headline, mention.outlet)}
    texts = select(ClippingRow.id, ClippingRow.body).where(ClippingRow.id.in_(id_set(near))).order_by(ClippingRow.id)
    for id_, body in connection.execute(texts).all() if near else ():
        if is_same_mention(mention, near[id_], body):
            yield id_


def is_same_mention(mention: Mention, headline: str, body: str | None) -> bool:
    """Tell whether a clipping of the same outlet and day, with nearly the same headline, is the same mention."""
    if not (mention.outlet and mention.published_on):
        return words(mention.body or "") == words(body or "")
    return words(headline) == words(mention.headline or "") or not contradict(mention.body, body)


# The same piece


def copy_of(connection: Connection, mention: Mention) -> int | None:
    """Return the clipping in another outlet that ran the same piece, the closest one."""
    if not mention.outlet:
        return None
    found = (one for one in _copies(connection, mention) if one.kind is Kind.COPY)
    return next((one.clipping_id for one in found), None)


def _copies(connection: Connection, mention: Mention) -> Iterator[Found]:
    """Yield what ran the same piece, the closest first."""
    text = Text((mention.body or "")[:_LONGEST])
    sample = sample_of(text.runs)
    candidates = _sharing(connection, sample) if sample else []
    if not candidates:
        return
    rows = (
        _live()
        .add_columns(ClippingRow.body, ClippingRow.published_on, OutletRow.folded)
        .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
        .where(ClippingRow.id.in_(id_set(candidates)))
    )
    texts = {row.id: (row, Text((row.body or "")[:_LONGEST])) for row in connection.execute(rows)}
    same = [(row, other) for row, other in texts.values() if is_same_piece(text, other)]
    for row, _ in sorted(same, key=lambda pair: (-len(text.runs & pair[1].runs), pair[0].id)):
        kind = kind_of_copy(mention, row.folded, row.published_on)
        yield Found(kind, row.id, Reason.TEXT)


def _sharing(connection: Connection, sample: Collection[int]) -> Sequence[int]:
    """Return the clippings that share most of the sampled runs; one that two of many share is mere chance."""
    shared = func.count().label("shared")
    fewest = max(1, min(3, len(sample) // 8))
    statement = (
        select(ShingleRow.clipping_id)
        .where(ShingleRow.hash.in_(id_set(sample)))
        .group_by(ShingleRow.clipping_id)
        .having(shared >= fewest)
        .order_by(shared.desc(), ShingleRow.clipping_id)
        .limit(_CANDIDATES)
    )
    return connection.scalars(statement).all()


def kind_of_copy(mention: Mention, outlet: str | None, published_on: date | None) -> Kind:
    """Tell what the same text is: in one outlet, within a week, the article brought up to date; else a copy of it.

    `outlet` is the other's folded name; an unknown outlet may be any.
    """
    if mention.outlet and outlet and fold(mention.outlet) != outlet:
        return Kind.COPY
    if mention.published_on is None or published_on is None:
        return Kind.SAME
    return Kind.SAME if abs((mention.published_on - published_on).days) <= _DAYS else Kind.COPY


def told_apart(connection: Connection, clipping_id: int | None = None) -> set[tuple[int, int]]:
    """Return the pairs that a person said are no duplicates, the smaller id first; those of one clipping, or all."""
    pairs = select(DistinctPairRow.low_id, DistinctPairRow.high_id).where(DistinctPairRow.withdrawn == false())
    if clipping_id is not None:
        pairs = pairs.where(or_(DistinctPairRow.low_id == clipping_id, DistinctPairRow.high_id == clipping_id))
    return {(low, high) for low, high in connection.execute(pairs)}


# Keeping the sampled runs


def rewrite_shingles(connection: Connection, texts: Mapping[int, str | None]) -> None:
    """Keep the sampled hashes of clippings' texts, in place of those of their former texts."""
    connection.execute(delete(ShingleRow).where(ShingleRow.clipping_id.in_(id_set(texts))))
    write_shingles(connection, texts)


def write_shingles(connection: Connection, texts: Mapping[int, str | None]) -> None:
    """Keep the sampled hashes of new clippings' texts."""
    rows: Sequence[dict[str, int]] = [
        {"hash": value, "clipping_id": clipping_id}
        for clipping_id, text in texts.items()
        for value in sampled(text or "")
    ]
    if rows:
        connection.execute(insert(ShingleRow), rows)
