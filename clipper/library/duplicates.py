"""Whether the library has a mention already: the very same one, or another outlet's copy of the same piece.

Copies are told by runs of three words: a sample of one hash in 32, and the eight smallest so that a short text has some
too, is kept in an indexed table and names the candidates; the full texts decide.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from enum import StrEnum
from functools import cached_property
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, false, func, insert, or_, select

from clipper.library import cleaning
from clipper.library.aliases import OwnNames
from clipper.library.headline_index import HeadlineIndex
from clipper.library.likeness import (
    SAMPLED_BELOW,
    HeadlineKeys,
    Text,
    contradict,
    is_brought_up_to_date,
    is_same_piece,
    near_headlines,
    sample_of,
)
from clipper.library.store.sqlite import id_set, id_set_named, packed
from clipper.library.store.sqlite_search import found_text, text_parameters
from clipper.library.store.tables import ClippingRow, DistinctPairRow, OutletRow, PersonRow, ReporterRow, ShingleRow
from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.model.draft import Draft, FileReading
from clipper.model.links import url_key
from clipper.model.term import Term
from clipper.model.text import fold, words
from clipper.model.values import replace

if TYPE_CHECKING:
    from clipper.library.library import Library

_CANDIDATES, _CHANCE = 8, 4
_FEWEST_PART = 5
"""A copy shares at least one in so many of the hashes that are sampled in every text, other texts hardly ever do."""
_TELLING_HEADLINE = 5
"""So many words an outlet does not put above two pieces of one day."""
_FEW = 400
"""So many clippings are looked at sooner than their words are looked up in the index."""
_FEWEST_NAMED = 3
"""So many words of an equal headline let one without a day be one with a day, as a person has to tell."""
_TELLING_TEXT = 20
"""So many words are no teaser that stands under each part of a series."""
_ENOUGH_WORDS = 3
"""So many of a headline's longest words leave few clippings to look at."""


class Kind(StrEnum):
    """What two like mentions are to each other: one and the same, or one piece in two places."""

    SAME = "same"
    COPY = "copy"


class Reason(StrEnum):
    """Why two mentions are alike."""

    LINK = "link"
    HEADLINE = "headline"
    TEXT = "text"
    UNDATED = "undated"


class Likeness(Struct, frozen=True):
    """A clipping that is like a mention, as what, and why.

    HEADLINE stands for headline, outlet and day together, UNDATED for headline and outlet where one has no day.
    """

    kind: Kind
    clipping: Clipping
    reason: Reason

    @property
    def is_rejected(self) -> bool:
        """Whether the mention was rejected, and nothing that was kept is the same."""
        return self.clipping.state is State.REJECTED

    @property
    def is_known(self) -> bool:
        """Whether the library has the mention itself, not another outlet's copy of the piece."""
        return self.kind is Kind.SAME and not self.is_rejected


class Found(Struct, frozen=True):
    """The same with the id of the clipping alone; `is_guessed` where it rests on an outlet that is only a guess.

    `is_borne_out` where of an equal headline in one outlet only the day is missing, and the text is the same.
    """

    kind: Kind
    clipping_id: int
    reason: Reason
    is_rejected: bool
    is_guessed: bool = False
    is_borne_out: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether it needs no person to say so: the same text alone may be a newer version of it."""
        is_doubtful = self.reason is Reason.TEXT or (self.reason is Reason.UNDATED and not self.is_borne_out)
        return self.kind is Kind.COPY or not (self.is_guessed or is_doubtful)


class Mention(Struct, frozen=True, dict=True):
    """What tells whether two clippings are the same mention; `is_guessed` where its outlet is only a guess."""

    headline: str | None
    outlet: str | None
    programme: str | None
    published_on: date | None
    url: str | None
    body: str | None
    reporters: tuple[str, ...] = ()
    is_guessed: bool = False

    @classmethod
    def of(cls, clipping: Clipping, *, is_guessed: bool = False) -> "Mention":
        """Return what matters of a clipping."""
        return cls(**{field: getattr(clipping, field) for field in _OF_MENTION}, is_guessed=is_guessed)

    @classmethod
    def of_draft(cls, draft: Draft) -> "Mention":
        """Return what matters of a draft, as a clipping would keep it."""
        values = cleaning.draft(draft)
        return cls(**{field: values[field] for field in _OF_MENTION}, is_guessed=draft.outlet.is_doubtful)

    @cached_property
    def link(self) -> str | None:
        """The link without what does not matter; see url_key."""
        return url_key(self.url)

    @cached_property
    def keys(self) -> HeadlineKeys:
        """By what its headline is found."""
        return HeadlineKeys.of(self.headline or "", fold(self.outlet or ""))

    @cached_property
    def text(self) -> Text:
        """The body as it is compared."""
        return Text(self.body or "")

    @cached_property
    def wording(self) -> int | None:
        """A number that two texts share whose words are the same; None where it has too few to tell anything."""
        found = words(self.body or "")
        return hash(tuple(found)) if len(found) >= _TELLING_TEXT else None

    @cached_property
    def sample(self) -> Set[int]:
        """The hashes by which its copies are found."""
        return sample_of(self.text.runs)


_OF_MENTION = [field for field in Mention.__struct_fields__ if field != "is_guessed"]

# The statements are made once: making them anew takes longer than running them.
#
# Few rows are asked for, and what is hidden of them is left out after: a condition on both columns would make SQLite
# walk through its index of all that is shown.
_STANDING = ClippingRow.id, ClippingRow.withdrawn, ClippingRow.deleted, ClippingRow.state
_IDS = id_set_named("ids")
_ANY_REJECTED = select(ClippingRow.id).where(ClippingRow.state == State.REJECTED).limit(1)
_OUTLET = select(OutletRow.id).where(OutletRow.folded == bindparam("folded"), OutletRow.withdrawn == false())
_HEADLINES = select(*_STANDING, ClippingRow.headline)
_WITH_LINK = _HEADLINES.where(ClippingRow.url_key == bindparam("key")).order_by(ClippingRow.id)
_IN_OUTLET = _HEADLINES.where(
    ClippingRow.outlet_id.is_not_distinct_from(bindparam("outlet")), ClippingRow.headline.is_not(None)
)
_OF_DAY = _IN_OUTLET.where(ClippingRow.published_on == bindparam("day"))
_UNDATED = _IN_OUTLET.where(ClippingRow.published_on.is_(None))
_UNDATED_OF = _UNDATED.where(ClippingRow.id.in_(_IDS))
_UNDATED_SO_CALLED = _UNDATED.where(ClippingRow.headline == bindparam("headline"))
_UNDATED_OTHERWISE = _UNDATED.where(ClippingRow.headline != bindparam("headline"))
_OF_THESE = {beside: beside.where(ClippingRow.id.in_(_IDS)) for beside in (_OF_DAY, _UNDATED_OTHERWISE)}
_TEXTS = (
    select(ClippingRow.id, ClippingRow.state, ClippingRow.headline, ClippingRow.programme, ClippingRow.body)
    .add_columns(ClippingRow.published_on, ClippingRow.url)
    .where(ClippingRow.id.in_(_IDS))
    .order_by(ClippingRow.id)
)
_CALLED = select(*_STANDING, ClippingRow.headline, ClippingRow.published_on)
_HAS_OUTLET = ClippingRow.outlet_id == bindparam("outlet")
_MANY_IN = select(ClippingRow.id).where(_HAS_OUTLET).limit(1).offset(_FEW)
"""A row where an outlet has more than a few; its index alone tells."""
_CALLED_IN = _CALLED.where(_HAS_OUTLET)
_CALLED_OF = _CALLED.where(ClippingRow.id.in_(_IDS))
_FEW_UNDATED_IN = _CALLED_IN.where(ClippingRow.published_on.is_(None)).limit(_FEW)
_NAMED_IN = _CALLED.where(
    ClippingRow.outlet_id + 0 == bindparam("outlet"),
    ClippingRow.search_id.in_(select(found_text(within_keys=False).c.search_id)),
)
_PIECES = (
    select(*_STANDING, ClippingRow.body, ClippingRow.published_on, OutletRow.folded)
    .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
    .where(ClippingRow.id.in_(_IDS))
)
_REPORTERS = (
    select(ReporterRow.clipping_id, PersonRow.name)
    .join(PersonRow, PersonRow.id == ReporterRow.person_id)
    .where(ReporterRow.clipping_id.in_(_IDS))
)
_SHARED = func.count().label("shared")
_SHARING = (
    select(ShingleRow.clipping_id, _SHARED)
    .where(ShingleRow.hash.in_(_IDS))
    .group_by(ShingleRow.clipping_id)
    .having(bindparam("fewest") <= _SHARED)
    .order_by(_SHARED.desc(), ShingleRow.clipping_id)
    .limit(_CANDIDATES)
)
_SIZES = (
    select(ShingleRow.clipping_id, func.count())
    .where(ShingleRow.clipping_id.in_(_IDS), ShingleRow.hash < SAMPLED_BELOW)
    .group_by(ShingleRow.clipping_id)
)


def likeness_of(library: "Library", draft: Draft) -> Likeness | None:
    """Return the clipping that a draft is like: what was kept before what was rejected, the same before a copy."""
    return likenesses_of(library, [draft])[0]


def likenesses_of(library: "Library", drafts: Sequence[Draft]) -> list[Likeness | None]:
    """Return for each draft what likeness_of returns, all of one state of the library."""
    with library.store.reading() as connection:
        index = HeadlineIndex()
        found = [next(alike(connection, Mention.of_draft(draft), index), None) for draft in drafts]
    clippings = {one.id: one for one in library.clippings([one.clipping_id for one in found if one])}
    return [
        Likeness(one.kind, clippings[one.clipping_id], one.reason) if one and one.clipping_id in clippings else None
        for one in found
    ]


def rejected_before(library: "Library", drafts: Sequence[Draft]) -> frozenset[int]:
    """Return the places, from 0, of those drafts that surely are mentions which the library remembers as rejected."""
    with library.store.reading() as connection:
        if connection.scalar(_ANY_REJECTED) is None:
            return frozenset()
        index = HeadlineIndex()
        found = [next(alike(connection, Mention.of_draft(draft), index), None) for draft in drafts]
    return frozenset(place for place, one in enumerate(found) if one and one.is_rejected and one.is_sure)


class Offered(Struct, frozen=True):
    """What was read of a paste or a file and is offered, and how many mentions were left out of it."""

    file: FileReading
    left_out: int = 0


def offered(library: "Library", file: FileReading) -> Offered:
    """Leave out of a list what was rejected before; a person who brings nothing else means just that."""
    drafts = file.reading.drafts
    rejected = rejected_before(library, drafts) if len(drafts) > 1 else frozenset()
    if not rejected or len(rejected) == len(drafts):
        return Offered(file)
    left = tuple(draft for place, draft in enumerate(drafts) if place not in rejected)
    remembered = tuple(drafts[place] for place in sorted(rejected))
    return Offered(replace(file, reading=replace(file.reading, drafts=left, rejected=remembered)), len(rejected))


def alike(connection: Connection, mention: Mention, index: HeadlineIndex | None = None) -> Iterator[Found]:
    """Yield what the library has that a mention is like, what counts most first.

    That is the same mention, by link before headline before text, or but for a day that one of them lacks; then the
    same one where it was rejected; then copies, the closest first. A copy that was rejected is nothing to the mentions
    of other outlets. `index` is that of the mentions before it, where one is asked for after the other.
    """
    mention, index = _by_own_name(connection, mention), index or HeadlineIndex()
    rejected = []
    for one in _identical(connection, mention, index):
        if one.is_rejected:
            rejected.append(one)
        else:
            yield one
    by_text = [one for one in _same_text(connection, mention) if not one.is_rejected]
    yield from (one for one in by_text if one.kind is Kind.SAME)
    yield from _same_but_for_the_day(connection, mention, index)
    yield from rejected
    yield from (one for one in by_text if one.kind is Kind.COPY)


def _by_own_name(connection: Connection, mention: Mention) -> Mention:
    """A mention is compared by its outlet's own name, whatever alias it brings."""
    own = OwnNames.of(connection).outlet(mention.outlet)
    return mention if own == mention.outlet else replace(mention, outlet=own)


def surely_alike(connection: Connection, mention: Mention) -> Iterator[Found]:
    """Yield what of this can be told without a person."""
    return (one for one in alike(connection, mention) if one.is_sure)


# The same mention


def _identical(connection: Connection, mention: Mention, index: HeadlineIndex) -> Iterator[Found]:
    """Yield what has the mention's link, or nearly its headline in one outlet on one day.

    Where outlet or day is unknown, the texts must agree too.
    """
    yield from (_found(Kind.SAME, row, Reason.LINK) for row in _same_link(connection, mention))
    if mention.headline:
        for row in _same_headline(connection, mention, index):
            found = _found(Kind.SAME, row, Reason.HEADLINE)
            yield replace(found, is_guessed=mention.is_guessed and _differs(mention, row))


def _found(kind: Kind, row: Any, reason: Reason) -> Found:
    return Found(kind, row.id, reason, row.state is State.REJECTED)


def _differs(mention: Mention, row: Any) -> bool:
    """Tell whether a mention says anything else than what has nearly its headline."""
    return any(words(getattr(mention, name) or "") != words(getattr(row, name) or "") for name in ("headline", "body"))


def _is_live(row: Any) -> bool:
    return not (row.withdrawn or row.deleted)


def _same_link(connection: Connection, mention: Mention) -> Sequence[Any]:
    """Return what has the mention's link: what has its headline too comes first, since pairs can be told apart."""
    if not mention.link:
        return ()
    rows = [row for row in connection.execute(_WITH_LINK, {"key": mention.link}) if _is_live(row)]
    own = words(mention.headline or "")
    return sorted(rows, key=lambda row: words(row.headline or "") != own)


def _same_headline(connection: Connection, mention: Mention, index: HeadlineIndex) -> Iterator[Any]:
    for beside in _headlines_beside(connection, mention, index):
        live = [row for row in beside if _is_live(row)]
        near = [row.id for row in live if near_headlines(row.headline, mention.headline or "", mention.outlet)]
        for row in connection.execute(_TEXTS, {"ids": packed(near)}).all() if near else ():
            other = replace(mention, headline=row.headline, programme=row.programme, body=row.body)
            if is_same_mention(mention, other):
                yield row


def _headlines_beside(connection: Connection, mention: Mention, index: HeadlineIndex) -> Iterator[Iterable[Any]]:
    """Yield the headlines of a mention's outlet and day, or of the clippings without, in groups to be looked at."""
    outlet_id = connection.scalar(_OUTLET, {"folded": fold(mention.outlet)}) if mention.outlet else None
    if mention.outlet and outlet_id is None:
        return
    known = {"outlet": outlet_id, "day": mention.published_on, "headline": mention.headline}
    # There may be thousands without a date. Where they have texts, these have to agree, so that their runs name the few
    # to look at; where they have none, a sheet that comes again finds each of its own before it looks at all others.
    if mention.published_on is not None:
        yield _near(connection, mention, index, _OF_DAY, known)
    elif mention.sample:
        yield connection.execute(_UNDATED_OF, known | {"ids": packed(_sharing(connection, mention.sample))})
    else:
        yield connection.execute(_UNDATED_SO_CALLED, known)
        yield _near(connection, mention, index, _UNDATED_OTHERWISE, known)


def _near(
    connection: Connection, mention: Mention, index: HeadlineIndex, beside: Any, known: Mapping[str, Any]
) -> Iterable[Any]:
    """Return what stands beside a mention, or of it what may have nearly its headline."""
    place = known["outlet"], mention.published_on

    def clippings() -> Iterator[tuple[int, Set[str]]]:
        every = _UNDATED if mention.published_on is None else _OF_DAY
        for row in connection.execute(every, known):
            yield row.id, HeadlineKeys.of(row.headline, fold(mention.outlet or "")).found

    near = index.ids(place, mention.keys.finds, clippings)
    if near is None:
        return connection.execute(beside, known)
    return connection.execute(_OF_THESE[beside], {**known, "ids": packed(near)}) if near else ()


def remember(connection: Connection, index: HeadlineIndex, id_: int, mention: Mention) -> None:
    """Let an index know a clipping that was added after the mentions before it."""
    named = _by_own_name(connection, mention)
    outlet_id = connection.scalar(_OUTLET, {"folded": fold(named.outlet)}) if named.outlet else None
    if named.headline:
        index.add((outlet_id, named.published_on), id_, named.keys.found)
        index.add(outlet_id, id_, [_called(named.headline)])


def _called(headline: str | None) -> str:
    return " ".join(words(headline or ""))


def is_same_mention(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one outlet and day, with nearly the same headline, are the same mention."""
    if one.programme and other.programme and fold(one.programme) != fold(other.programme):
        return False
    if not (one.outlet and one.published_on):
        return words(one.body or "") == words(other.body or "")
    headline = words(one.headline or "")
    # “Letters to the editor” may stand above two letters of one day.
    is_telling = headline == words(other.headline or "") and len(headline) >= _TELLING_HEADLINE
    return is_telling or not contradict(one.body, other.body)


def _same_but_for_the_day(connection: Connection, mention: Mention, index: HeadlineIndex) -> Iterator[Found]:
    """Yield what has the mention's headline and outlet, where one of the two has no date."""
    if not mention.outlet or not may_lack_its_day(mention.headline):
        return
    called = [row for row in _beside_on_any_day(connection, mention, index) if _is_live(row)]
    if not are_of_one_day({mention.published_on, *(row.published_on for row in called)}):
        return
    # A column may have come a thousand times: no text of it is read before this is known.
    near = [row.id for row in called if (row.published_on is None) is not (mention.published_on is None)]
    reporters = _reporters_of(connection, near) if near else {}
    for row in connection.execute(_TEXTS, {"ids": packed(near)}).all() if near else ():
        said = {name: getattr(row, name) for name in ("headline", "programme", "published_on", "url", "body")}
        other = Mention(**said, outlet=mention.outlet, reporters=tuple(reporters.get(row.id, ())))
        if row.state is not State.REJECTED and may_be_same_but_for_the_day(mention, other):
            yield replace(_found(Kind.SAME, row, Reason.UNDATED), is_borne_out=_have_one_text(mention, other))


def _beside_on_any_day(connection: Connection, mention: Mention, index: HeadlineIndex) -> Sequence[Any]:
    """Return what the mention's outlet has so called, with a day and without; nothing where all of it has one too."""
    outlet_id = connection.scalar(_OUTLET, {"folded": fold(mention.outlet or "")})
    if outlet_id is None:
        return ()
    if mention.published_on is not None:
        undated = connection.execute(_FEW_UNDATED_IN, {"outlet": outlet_id}).all()
        if len(undated) < _FEW and not _so_called(mention, undated):
            return ()
    return _so_called(mention, _called_in(connection, mention, outlet_id, index))


def _called_in(connection: Connection, mention: Mention, outlet_id: int, index: HeadlineIndex) -> Iterable[Any]:
    """Return what an outlet has, or where that is much, what of it has the longest words of a mention's headline."""

    def clippings() -> Iterator[tuple[int, list[str]]]:
        for row in connection.execute(_CALLED_IN, {"outlet": outlet_id}):
            yield row.id, [_called(row.headline)]

    called = index.ids(outlet_id, [_called(mention.headline)], clippings)
    if called is not None:
        return connection.execute(_CALLED_OF, {"ids": packed(called)}) if called else ()
    if connection.scalar(_MANY_IN, {"outlet": outlet_id}) is None:
        return connection.execute(_CALLED_IN, {"outlet": outlet_id})
    named = sorted(set(words(mention.headline or "")), key=len)
    longest = [Term(word, "headline", phrase=True) for word in named[-_ENOUGH_WORDS:]]
    return connection.execute(_NAMED_IN, {"outlet": outlet_id} | text_parameters(longest))


def _so_called(mention: Mention, rows: Iterable[Any]) -> list[Any]:
    named = words(mention.headline or "")
    return [row for row in rows if words(row.headline or "") == named]


def _reporters_of(connection: Connection, ids: Collection[int]) -> dict[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    for clipping_id, name in connection.execute(_REPORTERS, {"ids": packed(ids)}):
        names[clipping_id].append(name)
    return names


def may_lack_its_day(headline: str | None) -> bool:
    """Tell whether a headline says enough for one without a day to be taken for one with a day that has it too."""
    return len(words(headline or "")) >= _FEWEST_NAMED


def is_telling(headline: str | None) -> bool:
    """Tell whether a headline is none that an outlet puts above many pieces, such as "Letters to the editor"."""
    return len(words(headline or "")) >= _TELLING_HEADLINE


def are_of_one_day(days: Set[date | None]) -> bool:
    """Tell whether what is called alike has one day, as far as it has any: what comes again on others is a column."""
    return len(days - {None}) == 1


def may_be_same_but_for_the_day(one: Mention, other: Mention) -> bool:
    """Tell whether two mentions of one outlet and headline may be one, of which only one has a day."""
    if one.programme and other.programme and fold(one.programme) != fold(other.programme):
        return False
    is_elsewhere = one.link and other.link and one.link != other.link
    is_by_another = one.reporters and other.reporters and not _share_reporters(one, other)
    if is_elsewhere or (is_by_another and not is_telling(one.headline)):
        return False
    return not contradict(one.body, other.body)


def _have_one_text(one: Mention, other: Mention) -> bool:
    """Tell whether two that may be the same but for the day have one text; a series has its reporters on any day."""
    return one.wording is not None and one.wording == other.wording


def _share_reporters(one: Mention, other: Mention) -> bool:
    return not set(map(fold, one.reporters)).isdisjoint(map(fold, other.reporters))


def repeated(mentions: Mapping[int, Mention]) -> dict[int, int]:
    """Return which mentions the library would take for an earlier one of these, and for which; known by their keys."""
    linked: dict[str, int] = {}
    called: defaultdict[object, list[int]] = defaultdict(list)
    called_so: defaultdict[object, list[int]] = defaultdict(list)
    found = {}
    for number, mention in mentions.items():
        place = _place_of(mention)
        near = merge(*(called.get((place, key), ()) for key in mention.keys.finds))
        same = linked.get(mention.link or "")
        if same is None:
            same = next((one for one, _ in groupby(near) if _is_so_called(mentions[one], mention)), None)
        if same is None:
            same = next(_one_text_but_for_the_day(mentions, called_so[_calling_of(mention)], number), None)
        if same is not None:
            found[number] = same
        if mention.link:
            linked.setdefault(mention.link, number)
        for key in mention.keys.found:
            called[place, key].append(number)
        called_so[_calling_of(mention)].append(number)
    return found


def _calling_of(mention: Mention) -> tuple[str, tuple[str, ...]]:
    return fold(mention.outlet or ""), tuple(words(mention.headline or ""))


def _one_text_but_for_the_day(mentions: Mapping[int, Mention], earlier: Sequence[int], number: int) -> Iterator[int]:
    """Yield what an outlet has so called before a mention with the very same text, where one has no date."""
    mention = mentions[number]
    if not mention.outlet or not may_lack_its_day(mention.headline):
        return
    if not are_of_one_day({mention.published_on, *(mentions[one].published_on for one in earlier)}):
        return
    for one in earlier:
        other = mentions[one]
        is_other = (other.published_on is None) is not (mention.published_on is None)
        if is_other and _have_one_text(mention, other) and may_be_same_but_for_the_day(mention, other):
            yield one


class _Place(NamedTuple):
    """Where mentions are compared by their headlines; those of which outlet or day is unknown must agree in text."""

    outlet: str
    day: date | None
    text: tuple[str, ...]


def _place_of(mention: Mention) -> _Place:
    is_known = mention.outlet and mention.published_on
    text = () if is_known else tuple(words(mention.body or ""))
    return _Place(fold(mention.outlet or ""), mention.published_on, text)


def _is_so_called(one: Mention, other: Mention) -> bool:
    """Tell whether of two mentions in one place the later one has the earlier one's headline, and is the same."""
    is_near = near_headlines(one.headline or "", other.headline or "", other.outlet)
    return is_near and is_same_mention(other, one)


# The same piece


def _same_text(connection: Connection, mention: Mention) -> Iterator[Found]:
    """Yield what ran the same piece, the closest first."""
    text = mention.text
    candidates = _sharing(connection, mention.sample) if mention.sample else []
    if not candidates:
        return
    rows = connection.execute(_PIECES, {"ids": packed(candidates)})
    texts = {row.id: (row, Text(row.body or "")) for row in rows if _is_live(row)}
    for row, other in sorted(texts.values(), key=lambda pair: (-len(text.runs & pair[1].runs), pair[0].id)):
        kind = kind_of_text(mention, text, row.folded, row.published_on, other)
        if kind:
            yield _found(kind, row, Reason.TEXT)


def _sharing(connection: Connection, sample: Collection[int]) -> Sequence[int]:
    """Return the clippings that share most of the sampled runs; those that share far fewer do so by chance."""
    rows = connection.execute(_SHARING, {"ids": packed(sample), "fewest": _fewest_shared(sample)}).all()
    near = {row.clipping_id: row.shared for row in rows if row.shared * _CHANCE >= rows[0].shared}
    if not near:
        return ()
    sizes = sizes_of(connection, near)
    return [id_ for id_, shared in near.items() if _share_enough(shared, size_of(sample), sizes.get(id_, 0))]


def may_be_shared(sample: Collection[int], shared: Mapping[int, int], sizes: Mapping[int, int]) -> bool:
    """Tell whether a text may be a copy of one of those with which it shares so many sampled runs; see size_of."""
    fewest, own = _fewest_shared(sample), size_of(sample)
    return any(many >= fewest and _share_enough(many, own, sizes.get(one, 0)) for one, many in shared.items())


def _fewest_shared(sample: Collection[int]) -> int:
    return max(1, min(3, len(sample) // 8))


def _share_enough(shared: int, size: int, other_size: int) -> bool:
    return shared * _FEWEST_PART >= min(size, other_size)


def size_of(sample: Iterable[int]) -> int:
    """Return how many of a text's sampled runs are not only there because it is short."""
    return sum(value < SAMPLED_BELOW for value in sample)


def sizes_of(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """Return the sizes of clippings' texts; see size_of. Those of which it is 0 are left out."""
    return dict(connection.execute(_SIZES, {"ids": packed(ids)}).all())


def kind_of_text(
    mention: Mention, text: Text, outlet: str | None, published_on: date | None, other: Text
) -> Kind | None:
    """Tell what a text is to that of another clipping, of which folded outlet and day are given; None may be any.

    In another outlet it is a copy; in the same one the article brought up to date, or with another date for it, as a
    person has to tell. A notice or a column of the same outlet has its form on another day, and other contents.
    """
    if not is_same_piece(text, other):
        return None
    if mention.outlet and outlet and fold(mention.outlet) != outlet:
        return Kind.COPY
    if mention.published_on is None or published_on is None or mention.published_on == published_on:
        return Kind.SAME
    return Kind.SAME if is_brought_up_to_date(text, other) else None


def told_apart(connection: Connection, clipping_id: int | None = None) -> set[tuple[int, int]]:
    """Return the pairs that a person said are no duplicates, the smaller id first; those of one clipping, or all."""
    pairs = select(DistinctPairRow.low_id, DistinctPairRow.high_id).where(DistinctPairRow.withdrawn == false())
    if clipping_id is not None:
        pairs = pairs.where(or_(DistinctPairRow.low_id == clipping_id, DistinctPairRow.high_id == clipping_id))
    return {(low, high) for low, high in connection.execute(pairs)}


# Keeping the sampled runs


def samples_of(connection: Connection, ids: Iterable[int]) -> dict[int, set[int]]:
    """Return the sampled hashes that are kept of clippings' texts."""
    kept: dict[int, set[int]] = {clipping_id: set() for clipping_id in ids}
    rows = select(ShingleRow.clipping_id, ShingleRow.hash).where(ShingleRow.clipping_id.in_(id_set(kept)))
    for clipping_id, value in connection.execute(rows):
        kept[clipping_id].add(value)
    return kept


def rewrite_samples(connection: Connection, samples: Mapping[int, Iterable[int]]) -> None:
    """Keep the sampled hashes of clippings' texts, in place of those of their former texts."""
    connection.execute(delete(ShingleRow).where(ShingleRow.clipping_id.in_(id_set(samples))))
    write_samples(connection, samples)


def write_samples(connection: Connection, samples: Mapping[int, Iterable[int]]) -> None:
    """Keep the sampled hashes of new clippings' texts."""
    pairs = sorted((value, clipping_id) for clipping_id, sample in samples.items() for value in sample)
    if pairs:
        rows = [{"hash": value, "clipping_id": clipping_id} for value, clipping_id in pairs]
        connection.execute(insert(ShingleRow), rows)
