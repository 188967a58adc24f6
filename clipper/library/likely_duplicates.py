"""All pairs of a library that are likely duplicates or copies, for clearing up in bulk.

The pairs come out of indexes (links, outlet and day, sampled runs of words), so the time grows with the library and not
with its square; texts are read for those pairs only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, groupby, pairwise
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, false, func, select

from clipper.library import duplicates, merging
from clipper.library.clippings import load
from clipper.library.duplicates import Kind, Mention, Reason
from clipper.library.library import Library
from clipper.library.likeness import Text, near_headlines
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingRow, OutletRow, ShingleRow
from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.model.progress import Progress
from clipper.model.text import fold, words
from clipper.model.values import replace

_CROWD = 24
"""A run that more clippings share is a phrase or a long story: each is compared with the next one only."""
_PAGE = 200
_TELLING_WORDS = 4


class Likely(Struct, frozen=True):
    """Two clippings that look alike, what they seem to be, and why; the one with the smaller id is to be kept."""

    kept: int
    other: int
    kind: Kind
    reason: Reason


class Waiting(Struct, frozen=True):
    """Pairs that wait for an answer, and those of them to ask about: the answers to these tell of the others."""

    every: list[Likely]
    asked: list[Likely]


def likely_duplicates(library: Library, progress: Progress | None = None) -> list[Likely]:
    """Return all pairs that look alike and wait for an answer, the same mention first.

    What is in the wastebasket or was rejected is left out. Progress counts hundredths.
    """
    tell = progress or (lambda _done, _total: None)
    with library.store.reading() as connection:
        found = _Finding(connection, tell)
        found.links()
        found.headlines()
        found.texts()
        found.undated()
    tell(100, 100)
    return waiting(library, sorted(found.pairs.values(), key=_in_order)).every


def waiting(library: Library, pairs: Iterable[Likely]) -> Waiting:
    """Return what waits of some pairs: not what is gone or was told apart, nor copies that are in one story already.

    What is no copy of one member of a story is none of the others either; whether two are the same mention only an
    answer about these two tells. Of four alike three pairs are asked about, since what two are to a third is then
    known.
    """
    given = list(pairs)
    with library.store.reading() as connection:
        answers = _Answers(connection, given)
    every = [pair for pair in given if not answers.know(pair)]
    return Waiting(every, sorted(_asked(every, answers), key=_in_order))


def moved(pairs: Iterable[Likely], kept_of: Mapping[int, int]) -> list[Likely]:
    """Return pairs in which the clippings that were kept stand for those that were merged into them, by their ids."""
    found: dict[tuple[int, int], Likely] = {}
    for pair in pairs:
        low, high = sorted((merging.followed(kept_of, pair.kept), merging.followed(kept_of, pair.other)))
        if low != high:
            found.setdefault((low, high), replace(pair, kept=low, other=high))
    return list(found.values())


class _Answers:
    """What persons said of clippings: which are no duplicates, and which are one story."""

    def __init__(self, connection: Connection, pairs: Iterable[Likely]) -> None:
        self.apart = duplicates.told_apart(connection)
        ids = {id_ for pair in pairs for id_ in (pair.kept, pair.other)}.union(*self.apart)
        found = select(ClippingRow.id, ClippingRow.story_id).where(ClippingRow.id.in_(id_set(ids)), *_shown())
        there = dict(connection.execute(found).all())
        self._there = there.keys()
        self.stories = {id_: story for id_, story in there.items() if story is not None}
        self._apart = {frozenset(map(self._whole, pair)) for pair in self.apart}

    def _whole(self, clipping_id: int) -> tuple[str, int]:
        """Return what a clipping is a part of: its story, or itself."""
        story = self.stories.get(clipping_id)
        return ("clipping", clipping_id) if story is None else ("story", story)

    def know(self, pair: Likely) -> bool:
        """Tell whether nobody has to be asked about a pair."""
        if not self._there >= {pair.kept, pair.other}:
            return True
        if pair.kind is Kind.SAME:
            return (pair.kept, pair.other) in self.apart
        wholes = frozenset((self._whole(pair.kept), self._whole(pair.other)))
        return len(wholes) == 1 or wholes in self._apart


class _Groups:
    """Clippings that are taken to be alike, by the smallest id of each group, and what each was told apart from."""

    def __init__(self, apart: Iterable[tuple[int, int]]) -> None:
        self._joined: dict[int, int] = {}
        self._apart: defaultdict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, one: int, other: int) -> bool:
        """Make one group of those of two clippings; returns whether they were two, and not told apart."""
        low, high = sorted((self._of(one), self._of(other)))
        if low == high or any(self._of(third) == low for third in self._apart[high]):
            return False
        self._joined[high] = low
        self._apart[low] |= self._apart.pop(high)
        return True

    def _of(self, clipping_id: int) -> int:
        return merging.followed(self._joined, clipping_id)


def _asked(pairs: Iterable[Likely], answers: _Answers) -> list[Likely]:
    """Return the pairs that join groups: the same mention first, then copies, to which a story is one."""
    groups = _Groups(answers.apart)
    ordered = sorted(pairs, key=lambda pair: (pair.kept, pair.other))
    asked = [pair for pair in ordered if pair.kind is Kind.SAME and groups.join(pair.kept, pair.other)]
    firsts: dict[int, int] = {}
    for clipping_id, story in sorted(answers.stories.items()):
        groups.join(firsts.setdefault(story, clipping_id), clipping_id)
    return asked + [pair for pair in ordered if pair.kind is Kind.COPY and groups.join(pair.kept, pair.other)]


def _in_order(pair: Likely) -> tuple[bool, int, int]:
    """The same mention before copies, what came last first."""
    return pair.kind is Kind.COPY, -pair.other, pair.kept


def identical_pairs(library: Library, pairs: Iterable[Likely]) -> list[merging.Pair]:
    """Return those of the pairs, ready to merge, that are one mention with no value to choose between.

    Where one has no day, a person has to tell.
    """
    same = [pair for pair in pairs if pair.kind is Kind.SAME and pair.reason is not Reason.UNDATED]
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

    def __init__(self, connection: Connection, tell: Progress) -> None:
        self.connection, self._tell = connection, tell
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

    def undated(self) -> None:
        """Find the same headline in one outlet where one has no day."""
        rows = select(ClippingRow.id, ClippingRow.outlet_id, ClippingRow.published_on, ClippingRow.headline)
        wanted = rows.where(ClippingRow.headline.is_not(None), ClippingRow.outlet_id.is_not(None), *_shown())
        undated = self.connection.execute(wanted.where(ClippingRow.published_on.is_(None))).all()
        called: dict[tuple[int, str], list[Any]] = {
            _calling(row): [] for row in undated if duplicates.may_lack_its_day(row.headline)
        }
        for row in self.connection.execute(wanted.order_by(ClippingRow.id)) if called else ():
            if (alike := called.get(_calling(row))) is not None:
                alike.append(row)
        found = [pair for alike in called.values() if len(alike) <= _CROWD for pair in _of_one_day(alike)]
        for page in _pages(found):
            known = _loaded(self.connection, page)
            for kept, other in page:
                if duplicates.may_be_same_but_for_the_day(Mention.of(known[kept]), Mention.of(known[other])):
                    self._add(kept, other, Kind.SAME, Reason.UNDATED)

    def texts(self) -> None:
        """Find nearly the same text."""
        candidates = [pair for pair in self._sharing() if pair not in self.pairs]
        for done, page in enumerate(_pages(candidates)):
            self._tell(60 + 40 * done * _PAGE // len(candidates), 100)
            known = _loaded(self.connection, page)
            read = {id_: Text(clipping.body or "") for id_, clipping in known.items()}
            for kept, other in page:
                if kept in known and other in known:
                    self._add_text(known[kept], read[kept], known[other], read[other])

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
        if kind:
            self._add(kept.id, other.id, kind, Reason.TEXT)

    def _add(self, kept: int, other: int, kind: Kind, reason: Reason) -> None:
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


def _calling(row: Any) -> tuple[int, str]:
    return row.outlet_id, " ".join(words(row.headline))


def _of_one_day(rows: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Pair those without a day with those of the only day that others have."""
    if duplicates.are_of_one_day({row.published_on for row in rows}):
        for one, other in combinations(rows, 2):
            if (one.published_on is None) is not (other.published_on is None):
                yield one.id, other.id


def _pages(pairs: Sequence[tuple[int, int]]) -> Iterator[Sequence[tuple[int, int]]]:
    return (pairs[start : start + _PAGE] for start in range(0, len(pairs), _PAGE))


def _loaded(connection: Connection, pairs: Iterable[tuple[int, int]]) -> dict[int, Clipping]:
    return {one.id: one for one in load(connection, sorted({id_ for pair in pairs for id_ in pair}))}
