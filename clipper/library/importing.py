"""Importing what was read from files: all of it in one step and as new, or nothing; what is known is not doubled."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from clipper.library import adding, clippings, duplicates, originals, stories
from clipper.library.duplicates import Mention
from clipper.library.intake import FileProblem, Progress, Readings, problems_of, remarks_of
from clipper.library.library import Library
from clipper.library.likeness import near_headlines, sampled
from clipper.library.store.sqlite import id_set, text_set
from clipper.library.store.tables import ClippingRow, OutletRow, ShingleRow
from clipper.library.work import Work
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.model.draft import Accepted, Draft, FileReading, Problem
from clipper.model.errors import WrongUsage
from clipper.model.text import fold, words

_PAGE = 250
"""So many clippings are written at once."""
_REPORTED = 20
"""So many mentions pass between two reports of progress."""
_COMMON = frozenset({"the", "and", "for", "with", "from", "les", "des", "une", "aux", "sur", "pour"})
"""Words of three letters or more that two headlines of one outlet and day may share by chance."""
_Key = tuple[str, date | None, str]
"""The folded outlet, the day, and a word of the headline."""

_SAYS_NOTHING = "It has no headline, no link and no text, so it was left out. The file is kept with the others of it."


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the ids of the new clippings in the order of the files, and how many mentions were skipped.

    `known` were in the library already, `rejected` had been rejected there before. `pick_ups` are the new ones that
    joined a story. `remarks` say what else a person should know of the files.
    """

    ids: tuple[int, ...] = ()
    changes: Changes = field(default_factory=Changes)
    known: int = 0
    rejected: int = 0
    pick_ups: tuple[int, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """One sentence for a person."""
        parts = [
            _counted(len(self.ids), "new clipping", "new clippings") or "Nothing new",
            _counted(len(self.pick_ups), "of them a pick-up of a story", "of them pick-ups of stories"),
            _counted(self.known, "in the library already", "in the library already"),
            _counted(self.rejected, "rejected before", "rejected before"),
            _counted(len(self.problems), "problem", "problems"),
        ]
        return ", ".join(part for part in parts if part) + "."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def import_files(
    library: Library, readings: Readings, progress: Progress | None = None, *, origin: object = None
) -> Imported:
    """Add all mentions of some files as new, in one step that is named after the files.

    `progress` is called with how many mentions are done and how many there are; an exception that it raises ends the
    import, and nothing of it is kept.
    """
    prepared = _prepare(readings, progress)
    with library.step("import_files", origin=origin, name=_name(readings.files)) as work:
        imported = _import(work, prepared, progress)
    return replace(imported, changes=work.changes)


def preview_import_files(library: Library, readings: Readings, progress: Progress | None = None) -> Imported:
    """Return what import_files would do, with ids that nothing has; the library is left as it was."""
    prepared = _prepare(readings, progress)
    try:
        with library.step("import_files") as work:
            raise _OnlyPreview(_import(work, prepared, progress))
    except _OnlyPreview as preview:
        return preview.imported


def rejected_before(library: Library, drafts: Sequence[Draft]) -> frozenset[int]:
    """Return the places, from 0, of those drafts that are mentions which the library remembers as rejected."""
    mentions = [Mention.of_draft(draft) for draft in drafts]
    with library.store.reading() as connection:
        rejected = list(connection.scalars(select(ClippingRow.id).where(ClippingRow.state == State.REJECTED)))
        same = [duplicates.identical_to(connection, mention) for mention in mentions] if rejected else []
    return frozenset(place for place, clipping_id in enumerate(same) if clipping_id in rejected)


class _OnlyPreview(Exception):  # not an error: takes back what a preview did
    def __init__(self, imported: Imported) -> None:
        super().__init__()
        self.imported = imported


def _name(files: Sequence[FileReading]) -> str:
    names = [file.pasted.source or "" for file in files]
    more = f" (+{len(names) - 1:,})" if len(names) > 1 else ""
    return f"{names[0]}{more}" if names else ""


# Before the library is held


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mention of a file as a clipping, and its traits: its link and the sampled runs of its text."""

    file: FileReading
    clipping: Clipping
    mention: Mention
    traits: Set[str | int]
    keys: Set[_Key]


@dataclass(frozen=True, slots=True)
class _Prepared:
    candidates: Sequence[_Candidate]
    problems: Sequence[FileProblem]
    remarks: Sequence[str]


def _prepare(readings: Readings, progress: Progress | None) -> _Prepared:
    """Do all that needs no library, so that others wait for it only while it is written."""
    candidates: list[_Candidate] = []
    problems = [*readings.problems, *problems_of(readings.files)]
    drafts = [
        (file, place, draft) for file in readings.files for place, draft in enumerate(file.reading.drafts, start=1)
    ]
    for done, (file, place, draft) in enumerate(drafts):
        if progress and done % _REPORTED == 0:
            progress(0, len(drafts))
        try:
            clipping = adding.from_draft(Accepted(draft, state=State.NEW))
        except WrongUsage:
            problems.append(FileProblem(file.pasted.source or "", Problem(_SAYS_NOTHING, place)))
            continue
        mention = Mention.of(clipping)
        keys = _keys_of(fold(mention.outlet or ""), mention.published_on, mention.headline)
        candidates.append(_Candidate(file, clipping, mention, _traits_of(mention), keys))
    return _Prepared(candidates, problems, remarks_of(readings.files))


def _traits_of(mention: Mention) -> Set[str | int]:
    link = duplicates.url_key(mention.url)
    return {*([link] if link else []), *sampled(mention.body or "")}


def _keys_of(outlet: str, day: date | None, headline: str | None) -> Set[_Key]:
    every = words(headline or "")
    telling = [word for word in every if len(word) > 2 and word not in _COMMON]
    return {(outlet, day, word) for word in telling or every}


@dataclass(slots=True)
class _Seen:
    """What was seen of mentions: one that is the same as any of them, or a copy, shares a trait or has such a headline.

    Asking the library itself of each mention would take a minute for some thousands.
    """

    traits: set[str | int] = field(default_factory=set)
    headlines: dict[_Key, set[str]] = field(default_factory=dict)

    def may_hold(self, candidate: _Candidate) -> bool:
        """Tell whether there may be the same mention, or one that it copies."""
        if not self.traits.isdisjoint(candidate.traits):
            return True
        mention = candidate.mention
        others = set[str]().union(*(self.headlines.get(key, ()) for key in candidate.keys))
        return any(near_headlines(other, mention.headline or "", mention.outlet) for other in others)

    def add(self, candidate: _Candidate) -> None:
        """See a mention."""
        self.traits |= candidate.traits
        self.add_headline(candidate.keys, candidate.mention.headline or "")

    def add_headline(self, keys: Iterable[_Key], headline: str) -> None:
        """See a headline."""
        for key in keys:
            self.headlines.setdefault(key, set()).add(headline)


# While the library is held


def _import(work: Work, prepared: _Prepared, progress: Progress | None) -> Imported:
    under_way = _Import(work, _seen(work.connection, prepared.candidates))
    for done, candidate in enumerate(prepared.candidates):
        if progress and done % _REPORTED == 0:
            progress(done, len(prepared.candidates))
        under_way.take(candidate)
    under_way.write()
    if progress:
        progress(len(prepared.candidates), len(prepared.candidates))
    work.subjects = frozenset(under_way.ids)
    return Imported(
        tuple(under_way.ids),
        known=under_way.known,
        rejected=under_way.rejected,
        pick_ups=tuple(under_way.pick_ups),
        problems=tuple(prepared.problems),
        remarks=tuple(prepared.remarks),
    )


def _seen(connection: Connection, candidates: Sequence[_Candidate]) -> _Seen:
    """Return what the library has of the candidates' traits and days, in three statements for any number of them."""
    every = set[str | int]().union(*(candidate.traits for candidate in candidates))
    links = [trait for trait in every if isinstance(trait, str)]
    hashes = [trait for trait in every if isinstance(trait, int)]
    known_links = connection.scalars(select(ClippingRow.url_key).where(ClippingRow.url_key.in_(text_set(links))))
    known_hashes = connection.scalars(select(ShingleRow.hash).where(ShingleRow.hash.in_(id_set(hashes))))
    seen = _Seen({link for link in known_links if link} | set(known_hashes))
    for outlet, day, headline in _headlines_near(connection, candidates):
        seen.add_headline(_keys_of(outlet or "", day, headline), headline)
    return seen


def _headlines_near(connection: Connection, candidates: Sequence[_Candidate]) -> Iterable[Any]:
    """The headlines of the days that candidates are of, the undated ones being of a day of their own."""
    days = {candidate.mention.published_on for candidate in candidates}
    is_near = [ClippingRow.published_on.in_(days - {None}), *([ClippingRow.published_on.is_(None)] * (None in days))]
    headlines = select(OutletRow.folded, ClippingRow.published_on, ClippingRow.headline)
    joined = headlines.outerjoin_from(ClippingRow, OutletRow, OutletRow.id == ClippingRow.outlet_id)
    return connection.execute(joined.where(or_(*is_near), ClippingRow.headline.is_not(None)))


@dataclass(slots=True)
class _Import:
    """An import under way: clippings wait until a page of them is written at once.

    The library is asked only about what is like something that was seen in it. It can tell only of what is written, so
    those that wait are written as soon as one comes that is like one of them.
    """

    work: Work
    seen: _Seen
    ids: list[int] = field(default_factory=list)
    pick_ups: list[int] = field(default_factory=list)
    known: int = 0
    rejected: int = 0
    _waiting: list[_Candidate] = field(default_factory=list)
    _seen_waiting: _Seen = field(default_factory=_Seen)
    _copied: dict[int, int] = field(default_factory=dict)
    _file: FileReading | None = None
    _original_id: int | None = None

    def take(self, candidate: _Candidate) -> None:
        """Take one mention of a file; those of a file come one after another."""
        if candidate.file is not self._file:
            self.write()
            self._file, self._original_id = candidate.file, None
        if len(self._waiting) >= _PAGE or self._seen_waiting.may_hold(candidate):
            self.write()
        if self.seen.may_hold(candidate):
            self._compare(candidate)
        else:
            self._wait(candidate)

    def _compare(self, candidate: _Candidate) -> None:
        same = duplicates.identical_to(self.work.connection, candidate.mention)
        if same is None:
            copied = adding.copied_from(self.work.connection, candidate.mention)
            if copied is not None:
                self._copied[len(self._waiting)] = copied
            self._wait(candidate)
        elif adding.is_rejected(self.work.connection, same):
            self.rejected += 1
        else:
            self.known += 1

    def _wait(self, candidate: _Candidate) -> None:
        self._waiting.append(candidate)
        self._seen_waiting.add(candidate)

    def write(self) -> None:
        """Write the clippings that wait, with the file they came from."""
        if not self._waiting or self._file is None:
            return
        if self._original_id is None:
            self._original_id = originals.keep(self.work, self._file.pasted, self._file.file)
        new = [replace(candidate.clipping, added_at=self.work.now) for candidate in self._waiting]
        ids = clippings.insert_many(self.work, new, self._original_id)
        for place, copied in self._copied.items():
            stories.join(self.work, ids[place], copied)
            self.pick_ups.append(ids[place])
        self.ids += ids
        for candidate in self._waiting:
            self.seen.add(candidate)
        self._waiting, self._seen_waiting, self._copied = [], _Seen(), {}
