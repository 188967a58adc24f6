"""Whether the library has a mention already: the very same one, or another outlet's copy of the same piece.

Copies are told by runs of three words: a sample of one hash in 32, and the eight smallest so that a short text has some
too, is kept in an indexed table and names the candidates; the full texts decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit
from zlib import crc32

from sqlalchemy import Connection, Select, delete, false, func, insert, select

from clipper.library import cleaning
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingRow, OutletRow, ShingleRow
from clipper.model.clipping import Clipping
from clipper.model.draft import Draft
from clipper.model.text import fold, words

if TYPE_CHECKING:
    from clipper.library.library import Library

_HIGHEST = (1 << 63) - 1
_SAMPLED_BELOW = (_HIGHEST + 1) // 32
_SMALLEST = 8
_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93)
_CANDIDATES = 8
_SHARED = 0.6
"""The part of the shorter text's runs that a copy shares with the longer one; the rest is cuts, edits and furniture."""
_FEWEST_RUNS = 20
"""Below this a text is too short to tell a copy from a common phrase."""

_TRACKING = ("utm_", "at_", "mc_")
_TRACKING_NAMES = frozenset(
    "fbclid gclid dclid msclkid igshid cmp ref ref_src source smid ocid xtor sh s".split()  # noqa: SIM905  one line
)


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


def duplicate_of(library: "Library", draft: Draft) -> Clipping | None:
    """Return the clipping that is the same mention as a draft, else one with nearly the same text, in any outlet."""
    values = cleaning.draft(draft)
    mention = Mention(**{field: values[field] for field in ("headline", "outlet", "published_on", "url", "body")})
    with library.store.reading() as connection:
        found = identical_to(connection, mention) or copy_of(connection, mention, elsewhere=False)
    return next(iter(library.clippings([found])), None) if found else None


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


def identical_to(connection: Connection, mention: Mention) -> int | None:
    """Return the clipping that is the same mention: same link, or same headline, outlet and day.

    Where outlet or day is unknown, the texts must agree too.
    """
    key = url_key(mention.url)
    if key:
        same_link = _live().where(ClippingRow.url_key == key).order_by(ClippingRow.id).limit(1)
        found = connection.scalars(same_link).first()
        if found is not None:
            return found
    return _same_headline(connection, mention) if mention.headline else None


def _live() -> Select[int]:
    return select(ClippingRow.id).where(ClippingRow.withdrawn == false(), ClippingRow.deleted == false())


def _same_headline(connection: Connection, mention: Mention) -> int | None:
    outlet = fold(mention.outlet) if mention.outlet else None
    statement = (
        _live()
        .add_columns(ClippingRow.headline)
        .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
        .where(ClippingRow.published_on.is_not_distinct_from(mention.published_on))
        .where(OutletRow.folded.is_not_distinct_from(outlet), ClippingRow.headline.is_not(None))
        .order_by(ClippingRow.id)
    )
    rows = connection.execute(statement)
    same = (row.id for row in rows if words(row.headline) == words(mention.headline or ""))
    if mention.outlet and mention.published_on:
        return next(same, None)
    return _with_text(connection, list(same), mention.body)


def _with_text(connection: Connection, ids: Sequence[int], body: str | None) -> int | None:
    if not ids:
        return None
    texts = select(ClippingRow.id, ClippingRow.body).where(ClippingRow.id.in_(id_set(ids))).order_by(ClippingRow.id)
    same = (row.id for row in connection.execute(texts) if words(row.body or "") == words(body or ""))
    return next(same, None)


def copy_of(connection: Connection, mention: Mention, *, elsewhere: bool = True) -> int | None:
    """Return the clipping that ran the same piece, the closest one; `elsewhere` asks that it ran in another outlet."""
    text = mention.body or ""
    sample = sampled(text)
    if not sample or (elsewhere and not mention.outlet):
        return None
    shared = func.count().label("shared")
    candidates = (
        select(ShingleRow.clipping_id)
        .where(ShingleRow.hash.in_(id_set(sample)))
        .group_by(ShingleRow.clipping_id)
        .order_by(shared.desc(), ShingleRow.clipping_id)
        .limit(_CANDIDATES)
    )
    texts = (
        _live()
        .add_columns(ClippingRow.body, OutletRow.folded)
        .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
        .where(ClippingRow.id.in_(id_set(connection.scalars(candidates).all())))
    )
    if elsewhere:
        texts = texts.where(OutletRow.folded != fold(mention.outlet or ""))
    overlaps = [(overlap(text, body or ""), -clipping_id) for clipping_id, body, _ in connection.execute(texts)]
    best, clipping_id = max(overlaps, default=(0.0, 0))
    return -clipping_id if best >= _SHARED else None


def overlap(text: str, other: str) -> float:
    """Return which part (0 to 1) of the shorter text's runs of three words the other holds; 0 for very short texts."""
    runs, others = set(_runs(text)), set(_runs(other))
    shorter = min(len(runs), len(others))
    return len(runs & others) / shorter if shorter >= _FEWEST_RUNS else 0.0


def sampled(text: str) -> set[int]:
    """Return the hashes by which copies of a text are found, from 0 to 2**63."""
    hashes = _hashes(text)
    return {value for value in hashes if value < _SAMPLED_BELOW} | set(nsmallest(_SMALLEST, hashes))


def _runs(text: str) -> Iterable[tuple[str, str, str]]:
    found = words(text)
    return zip(found, found[1:], found[2:], strict=False)


def _hashes(text: str) -> set[int]:
    """Hash runs of three words: each word once, then three numbers mixed, which takes a fifth of a digest each."""
    found = words(text)
    by_word = {word: crc32(word.encode()) for word in set(found)}
    numbers = [by_word[word] for word in found]
    one, two, three, last = _MIX
    return {
        (a * one + b * two + c * three) * last & _HIGHEST
        for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False)
    }


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
