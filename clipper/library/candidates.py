"""Mentions that may come into the library, made ready before it is held: what of them may be there already, or twice.

Asking the library itself of each mention would take a minute for some thousands, in which nobody else can write.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Connection, or_, select

from clipper.library import duplicates
from clipper.library.clippings import Ready
from clipper.library.duplicates import Mention
from clipper.library.filling import sure_fields
from clipper.library.likeness import HeadlineKeys, near_headlines
from clipper.library.store.sqlite import id_set, text_set
from clipper.library.store.tables import ClippingRow, OutletRow, ShingleRow
from clipper.model.clipping import Clipping
from clipper.model.draft import Draft
from clipper.model.text import fold

_Place = tuple[str, date | None]
"""The folded outlet, and the day."""


class Candidate(Struct, frozen=True):
    """A mention as a clipping that is ready to be written, by what its headline is found, and what of it is sure."""

    ready: Ready
    mention: Mention
    place: _Place
    keys: HeadlineKeys
    sure: frozenset[str]

    @classmethod
    def of(cls, clipping: Clipping, draft: Draft) -> "Candidate":
        """Make a clipping of a draft ready."""
        mention = Mention.of(clipping, is_guessed=draft.outlet.is_doubtful)
        return cls._of(clipping, mention, sure_fields(draft))

    @classmethod
    def of_kept(cls, clipping: Clipping) -> "Candidate":
        """Return what a clipping that is in the library already would be."""
        return cls._of(clipping, Mention.of(clipping), frozenset())

    @classmethod
    def _of(cls, clipping: Clipping, mention: Mention, sure: frozenset[str]) -> "Candidate":
        outlet = fold(clipping.outlet or "")
        keys = HeadlineKeys.of(clipping.headline or "", outlet)
        return cls(Ready.of(clipping), mention, (outlet, clipping.published_on), keys, sure)

    @property
    def link(self) -> str | None:
        """Its link without what does not matter."""
        link: str | None = self.ready.columns["url_key"]
        return link


class Seen(Struct):
    """What was seen of mentions: one that is the same as any of them, or a copy, has such a link, headline or text.

    `runs` holds whose texts have a sampled run, and `sizes` their sizes, each known by a number.
    """

    links: set[str] = field(default_factory=set)
    headlines: dict[tuple[_Place, str], set[str]] = field(default_factory=dict)
    runs: dict[int, list[int]] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)

    @classmethod
    def in_library(cls, connection: Connection, candidates: Sequence[Candidate]) -> "Seen":
        """See what the library has of candidates' links, texts and days, in four statements for any number."""
        links = {candidate.link for candidate in candidates if candidate.link}
        runs = set[int]().union(*(candidate.ready.sample for candidate in candidates))
        known_links = connection.scalars(select(ClippingRow.url_key).where(ClippingRow.url_key.in_(text_set(links))))
        known_runs = select(ShingleRow.hash, ShingleRow.clipping_id).where(ShingleRow.hash.in_(id_set(runs)))
        seen = cls({link for link in known_links if link})
        for run, clipping_id in connection.execute(known_runs):
            seen._add_run(run, clipping_id)
        seen.sizes |= duplicates.sizes_of(connection, set(chain.from_iterable(seen.runs.values())))
        for outlet, day, headline in _headlines_near(connection, candidates):
            seen._add_headline((outlet or "", day), HeadlineKeys.of(headline, outlet), headline)
        return seen

    def may_hold(self, candidate: Candidate) -> bool:
        """Tell whether there may be the same mention, or one that it copies."""
        return candidate.link in self.links or self._may_hold_headline(candidate) or self._may_hold_text(candidate)

    def _may_hold_headline(self, candidate: Candidate) -> bool:
        mention = candidate.mention
        others = set[str]().union(*(self.headlines.get((candidate.place, key), ()) for key in candidate.keys.finds))
        headline = mention.headline or ""
        return headline in others or any(near_headlines(other, headline, mention.outlet) for other in others)

    def _may_hold_text(self, candidate: Candidate) -> bool:
        sample = candidate.ready.sample
        shared = Counter(chain.from_iterable(self.runs.get(run, ()) for run in sample))
        return duplicates.may_be_shared(sample, shared, self.sizes)

    def add(self, candidate: Candidate, number: int) -> None:
        """See a mention."""
        if candidate.link:
            self.links.add(candidate.link)
        self._add_headline(candidate.place, candidate.keys, candidate.mention.headline or "")
        self.sizes[number] = duplicates.size_of(candidate.ready.sample)
        for run in candidate.ready.sample:
            self._add_run(run, number)

    def _add_headline(self, place: _Place, keys: HeadlineKeys, headline: str) -> None:
        for key in keys.found:
            self.headlines.setdefault((place, key), set()).add(headline)

    def _add_run(self, run: int, number: int) -> None:
        self.runs.setdefault(run, []).append(number)


def _headlines_near(connection: Connection, candidates: Sequence[Candidate]) -> Iterable[Any]:
    """The headlines of the days that candidates are of, the undated ones being of a day of their own."""
    days = {candidate.mention.published_on for candidate in candidates}
    is_near = [ClippingRow.published_on.in_(days - {None}), *([ClippingRow.published_on.is_(None)] * (None in days))]
    headlines = select(OutletRow.folded, ClippingRow.published_on, ClippingRow.headline)
    joined = headlines.outerjoin_from(ClippingRow, OutletRow, OutletRow.id == ClippingRow.outlet_id)
    return connection.execute(joined.where(or_(*is_near), ClippingRow.headline.is_not(None)))


class Page(Struct):
    """Candidates of one file of which none is like another, so that they can be written at once.

    Files are known by a number. `repeated` are the places of those that may be like one of an earlier page.
    """

    file: int
    candidates: list[Candidate] = field(default_factory=list)
    repeated: set[int] = field(default_factory=set)


def candidates_of(pages: Iterable[Page]) -> list[Candidate]:
    """Return the candidates of pages in order."""
    return [candidate for page in pages for candidate in page.candidates]


class Paging:
    """Candidates cut into pages as they come, those of a file one after another.

    The library can tell only of what is written what a candidate is like, so one that may be like any of its page
    begins another.
    """

    def __init__(self, longest: int) -> None:
        self.pages: list[Page] = []
        self._longest = longest
        self._count = 0
        self._seen, self._seen_in_page = Seen(), Seen()

    def take(self, file: int, candidate: Candidate) -> None:
        """Put a candidate at the end."""
        is_repeated = self._seen.may_hold(candidate)
        if self._must_turn(file) or (is_repeated and self._seen_in_page.may_hold(candidate)):
            self.pages.append(Page(file))
            self._seen_in_page = Seen()
        page = self.pages[-1]
        if is_repeated:
            page.repeated.add(len(page.candidates))
        page.candidates.append(candidate)
        for seen in (self._seen, self._seen_in_page):
            seen.add(candidate, self._count)
        self._count += 1

    def _must_turn(self, file: int) -> bool:
        page = self.pages[-1] if self.pages else None
        return page is None or page.file != file or len(page.candidates) >= self._longest
