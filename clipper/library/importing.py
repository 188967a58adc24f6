"""Importing what was read from files: all of it in one step and as new, or nothing; what is known is not doubled."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, or_, select

from clipper.library import adding, cleaning, clippings, duplicates, stories
from clipper.library.duplicates import Mention
from clipper.library.intake import FileProblem, Progress, Readings, problems_of
from clipper.library.library import Library
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

_SAYS_NOTHING = "It has no headline, no link and no text, so it was left out. The file is kept with the others of it."


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the ids of the new clippings in the order of the files, and how many mentions were skipped.

    `known` were in the library already, `rejected` had been rejected there before. `pick_ups` are the new ones that
    joined a story.
    """

    ids: tuple[int, ...] = ()
    changes: Changes = field(default_factory=Changes)
    known: int = 0
    rejected: int = 0
    pick_ups: tuple[int, ...] = ()
    problems: tuple[FileProblem, ...] = ()

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
    mentions = [_mention_of(draft) for draft in drafts]
    with library.store.reading() as connection:
        rejected = list(connection.scalars(select(ClippingRow.id).where(ClippingRow.state == State.REJECTED)))
        same = [duplicates.identical_to(connection, mention) for mention in mentions] if rejected else []
    return frozenset(place for place, clipping_id in enumerate(same) if clipping_id in rejected)


def _mention_of(draft: Draft) -> Mention:
    values = cleaning.draft(draft)
    return Mention(**{name: values[name] for name in ("headline", "outlet", "published_on", "url", "body")})


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
    """A mention of a file as a clipping, and its traits: what it shares one of with any that is the same or a copy."""

    file: FileReading
    clipping: Clipping
    mention: Mention
    traits: Set[Any]


@dataclass(frozen=True, slots=True)
class _Prepared:
    candidates: Sequence[_Candidate]
    problems: Sequence[FileProblem]


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
        candidates.append(_Candidate(file, clipping, mention, _traits_of(mention)))
    return _Prepared(candidates, problems)


def _traits_of(mention: Mention) -> Set[Any]:
    link = {duplicates.url_key(mention.url)} - {None}
    headline = _headline_traits(fold(mention.outlet or ""), mention.published_on, mention.headline)
    return {*link, *headline, *duplicates.sampled(mention.body or "")}


def _headline_traits(outlet: str, day: date | None, headline: str | None) -> Set[tuple[str, date | None, str]]:
    every = words(headline or "")
    telling = [word for word in every if len(word) > 2 and word not in _COMMON]
    return {(outlet, day, word) for word in telling or every}


# While the library is held


def _import(work: Work, prepared: _Prepared, progress: Progress | None) -> Imported:
    under_way = _Import(work, _known_traits(work.connection, prepared.candidates))
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
    )


def _known_traits(connection: Connection, candidates: Sequence[_Candidate]) -> set[Any]:
    """Return those traits that clippings of the library have, in three statements for any number of candidates."""
    every = set[Any]().union(*(candidate.traits for candidate in candidates))
    links = select(ClippingRow.url_key).where(ClippingRow.url_key.in_(text_set(_of(every, str))))
    hashes = select(ShingleRow.hash).where(ShingleRow.hash.in_(id_set(_of(every, int))))
    return {*connection.scalars(links), *connection.scalars(hashes)} | (_headlines_near(connection, candidates) & every)


def _headlines_near(connection: Connection, candidates: Sequence[_Candidate]) -> set[Any]:
    """The traits of the headlines of the days that candidates are of, the undated ones being of a day of their own."""
    days = {candidate.mention.published_on for candidate in candidates}
    is_near = [ClippingRow.published_on.in_(days - {None}), *([ClippingRow.published_on.is_(None)] * (None in days))]
    headlines = select(OutletRow.folded, ClippingRow.published_on, ClippingRow.headline)
    joined = headlines.outerjoin_from(ClippingRow, OutletRow, OutletRow.id == ClippingRow.outlet_id)
    rows = connection.execute(joined.where(or_(*is_near)))
    return set[Any]().union(*(_headline_traits(outlet or "", day, headline) for outlet, day, headline in rows))


def _of(traits: Iterable[Any], kind: type) -> list[Any]:
    return [trait for trait in traits if isinstance(trait, kind)]


@dataclass(slots=True)
class _Import:
    """An import under way: clippings wait until a page of them is written at once.

    The library is asked only about what shares a trait with something in it. It can tell only of what is written, so
    those that wait are written as soon as one comes that shares a trait with one of them.
    """

    work: Work
    traits: set[Any]
    ids: list[int] = field(default_factory=list)
    pick_ups: list[int] = field(default_factory=list)
    known: int = 0
    rejected: int = 0
    _waiting: list[_Candidate] = field(default_factory=list)
    _waiting_traits: set[Any] = field(default_factory=set)
    _copied: dict[int, int] = field(default_factory=dict)
    _file: FileReading | None = None
    _original_id: int | None = None

    def take(self, candidate: _Candidate) -> None:
        """Take one mention of a file; those of a file come one after another."""
        if candidate.file is not self._file:
            self.write()
            self._file, self._original_id = candidate.file, None
        if len(self._waiting) >= _PAGE or not self._waiting_traits.isdisjoint(candidate.traits):
            self.write()
        if self.traits.isdisjoint(candidate.traits):
            self._wait(candidate)
        else:
            self._compare(candidate)

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
        self._waiting_traits |= candidate.traits

    def write(self) -> None:
        """Write the clippings that wait, with the file they came from."""
        if not self._waiting or self._file is None:
            return
        if self._original_id is None:
            self._original_id = adding.keep_original(self.work, self._file.pasted, self._file.file)
        new = [replace(candidate.clipping, added_at=self.work.now) for candidate in self._waiting]
        ids = clippings.insert_many(self.work, new, self._original_id)
        for place, copied in self._copied.items():
            stories.join(self.work, ids[place], copied)
            self.pick_ups.append(ids[place])
        self.ids += ids
        self.traits |= self._waiting_traits
        self._waiting, self._waiting_traits, self._copied = [], set(), {}
