"""All pairs of a library that are likely duplicates or copies, for clearing up in bulk.

The pairs come out of indexes (links, outlet and day, sampled runs of words), so the time grows with the library and not
with its square; texts are read for those pairs only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise
from typing import Any

from sqlalchemy import Connection, false, func, select

from clipper.library import duplicates, merging
from clipper.library.clippings import load
from clipper.library.duplicates import Kind, Mention, Reason
from clipper.library.library import Library
from clipper.library.likeness import Text, near_headlines
from clipper.library.store.tables import ClippingRow, OutletRow, ShingleRow
from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.model.progress import Progress
from clipper.model.text import fold, words

_CROWD = 24
"""A run that more clippings share is a phrase or a long story: each is compared with the next one only."""
_PAGE = 200
_TELLING_WORDS = 4


@dataclass(frozen=True, slots=True)
class Likely:
    """Two clippings that look alike, what they seem to be, and why; the one with the smaller id is to be kept."""

    kept: int
    other: int
    kind: Kind
    reason: Reason


def likely_duplicates(library: Library, progress: Progress | None = None) -> list[Likely]:
    """Return all pairs that look alike: the same mention first, copies that are in one story already left out.

    What is in the wastebasket, was rejected or was told apart is left out too. Progress counts hundredths.
    """
    tell = progress or (lambda _done, _total: None)
    with library.store.reading() as connection:
        found = _Finding(connection, tell, duplicates.told_apart(connection))
        found.links()
        found.headlines()
        found.texts()
    return sorted(found.pairs.values(), key=_in_order)


def needed(pairs: Iterable[Likely]) -> list[Likely]:
    """Return the pairs that have to be looked at: of four alike three, since what two are to a third is then known."""
    groups: dict[int, int] = {}
    looked_at = []
    for pair in sorted(pairs, key=lambda pair: (pair.kind is Kind.COPY, pair.kept, pair.other)):
        one, other = _group_of(groups, pair.kept), _group_of(groups, pair.other)
        if one != other:
            groups[max(one, other)] = min(one, other)
            looked_at.append(pair)
    return sorted(looked_at, key=_in_order)


def _group_of(groups: dict[int, int], clipping_id: int) -> int:
    while clipping_id in groups:
        clipping_id = groups[clipping_id]
    return clipping_id


def _in_order(pair: Likely) -> tuple[bool, int, int]:
    """The same mention before copies, what came last first."""
    return pair.kind is Kind.COPY, -pair.other, pair.kept


def identical_pairs(library: Library, pairs: Iterable[Likely]) -> list[merging.Pair]:
    """Return those of the pairs, ready to merge, that are one mention with no value to choose between."""
    same = [pair for pair in pairs if pair.kind is Kind.SAME]
    merged: list[merging.Pair] = []
    for start in range(0, len(same), _PAGE):
        page = same[start : start + _PAGE]
        known = {one.id: one for one in library.clippings([id_ for pair in page for id_ in (pair.kept, pair.other)])}
        merged += [
            (pair.kept, pair.other, ())
            for pair in page
            if pair.kept in known and pair.other in known and merging.are_identical(known[pair.kept], known[pair.other])
        ]
    return merged


class _Finding:
    """The pairs found so far, by their ids."""

    def __init__(self, connection: Connection, tell: Progress, apart: set[tuple[int, int]]) -> None:
        self.connection, self._tell, self._apart = connection, tell, apart
        self.pairs: dict[tuple[int, int], Likely] = {}

    def links(self) -> None:
        """Find what has one link."""
        self._tell(0, 100)
        keys = select(ClippingRow.url_key).where(ClippingRow.url_key.is_not(None), *_shown())
        twice = keys.group_by(ClippingRow.url_key).having(func.count() > 1)
        rows = select(ClippingRow.url_key, ClippingRow.id).where(ClippingRow.url_key.in_(twice), *_shown())
        ordered = self.connection.execute(rows.order_by(ClippingRow.url_key, ClippingRow.id)).all()
        for _, group in groupby(ordered, key=lambda row: row.url_key):
            first, *others = (row.id for row in group)
            for other in others:
                self._add(first, other, Kind.SAME, Reason.LINK)

    def headlines(self) -> None:
        """Find nearly equal headlines in one outlet on one day."""
        self._tell(10, 100)
        known = (ClippingRow.outlet_id, ClippingRow.published_on)
        rows = select(*known, ClippingRow.id, ClippingRow.headline, OutletRow.name).join(
            OutletRow, OutletRow.id == ClippingRow.outlet_id
        )
        wanted = rows.where(ClippingRow.headline.is_not(None), ClippingRow.published_on.is_not(None), *_shown())
        found = []
        for _, group in groupby(
            self.connection.execute(wanted.order_by(*known, ClippingRow.id)), key=lambda row: row[:2]
        ):
            found += list(_near_pairs(list(group)))
        self._tell(25, 100)
        for page in _pages(found):
            known_texts = _loaded(self.connection, page)
            for kept, other in page:
                first, second = known_texts[kept], known_texts[other]
                if duplicates.is_same_mention(Mention.of(first), Mention.of(second)):
                    self._add(kept, other, Kind.SAME, Reason.HEADLINE)

    def texts(self) -> None:
        """Find nearly the same text."""
        candidates = [pair for pair in self._sharing() if pair not in self.pairs and pair not in self._apart]
        for done, page in enumerate(_pages(candidates)):
            self._tell(60 + 40 * done * _PAGE // len(candidates), 100)
            known = _loaded(self.connection, page)
            read = {id_: Text(clipping.body or "") for id_, clipping in known.items()}
            for kept, other in page:
                if kept in known and other in known:
                    self._add_text(known[kept], read[kept], known[other], read[other])
        self._tell(100, 100)

    def _sharing(self) -> list[tuple[int, int]]:
        """Return the pairs that share a good part of their sampled runs."""
        shared: Counter[tuple[int, int]] = Counter()
        shown = set(self.connection.scalars(select(ClippingRow.id).where(*_shown())))
        # Most runs stand in one text only; the engine passes over them many times faster than this loop would.
        twice = select(ShingleRow.hash).group_by(ShingleRow.hash).having(func.count() > 1)
        statement = select(ShingleRow.hash, ShingleRow.clipping_id).where(ShingleRow.hash.in_(twice))
        rows = self.connection.execute(statement.order_by(ShingleRow.hash)).all()
        done = 0
        for _, group in groupby(rows, key=lambda row: row[0]):
            ids = [id_ for _, id_ in group if id_ in shown]
            if len(ids) > 1:
                shared.update(combinations(ids, 2) if len(ids) <= _CROWD else pairwise(ids))
            done += len(ids)
            if done % 10_000 < len(ids):
                self._tell(30 + min(29, 30 * done // len(rows)), 100)
        counted = select(ShingleRow.clipping_id, func.count()).group_by(ShingleRow.clipping_id)
        sizes = dict(self.connection.execute(counted).all())
        return sorted(pair for pair, count in shared.items() if count >= _fewest(sizes[pair[0]], sizes[pair[1]]))

    def _add_text(self, kept: Clipping, text: Text, other: Clipping, other_text: Text) -> None:
        outlet = fold(other.outlet) if other.outlet else None
        kind = duplicates.kind_of_text(Mention.of(kept), text, outlet, other.published_on, other_text)
        is_in_story = kind is Kind.COPY and kept.story is not None and kept.story == other.story
        if kind and not is_in_story:
            self._add(kept.id, other.id, kind, Reason.TEXT)

    def _add(self, kept: int, other: int, kind: Kind, reason: Reason) -> None:
        if (kept, other) not in self._apart:
            self.pairs.setdefault((kept, other), Likely(kept, other, kind, reason))


def _fewest(one: int, other: int) -> int:
    """So many sampled runs have to be shared for two texts to be looked at: a quarter of those of the shorter one."""
    return max(2, min(one, other) // 4)


def _shown() -> Sequence[Any]:
    return ClippingRow.withdrawn == false(), ClippingRow.deleted == false(), ClippingRow.state != State.REJECTED


def _near_pairs(rows: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Compare headlines of one outlet and day that share one of their longest words."""
    if len(rows) < 2:
        return
    sharing: defaultdict[str, list[Any]] = defaultdict(list)
    seen = set()
    for row in rows:
        longest = sorted(set(words(row.headline)), key=lambda word: (-len(word), word))[:_TELLING_WORDS]
        for word in longest:
            for other in sharing[word]:
                pair = (other.id, row.id)
                if pair not in seen and near_headlines(other.headline, row.headline, row.name):
                    yield pair
                seen.add(pair)
            sharing[word].append(row)


def _pages(pairs: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    return (pairs[start : start + _PAGE] for start in range(0, len(pairs), _PAGE))


def _loaded(connection: Connection, pairs: Iterable[tuple[int, int]]) -> dict[int, Clipping]:
    return {one.id: one for one in load(connection, sorted({id_ for pair in pairs for id_ in pair}))}
