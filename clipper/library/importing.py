"""Importing what was read from files: all of it in one step and as new, or nothing; what is known is not doubled."""

import sys
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from msgspec import Struct, field
from sqlalchemy import Connection

from clipper.library import (
    adding,
    backups,
    clippings,
    duplicates,
    exchange,
    filling,
    history,
    originals,
    presets,
    stories,
)
from clipper.library.aliases import OwnNames
from clipper.library.candidates import Candidate, Page, Paging, Seen, candidates_of
from clipper.library.clippings import Ready
from clipper.library.duplicates import Found, Kind, Mention
from clipper.library.headline_index import OF_HEADLINES, HeadlineIndex
from clipper.library.intake import FileProblem, Readings, problems_of, remarks_of, unused_in, unused_words
from clipper.library.library import Library
from clipper.library.originals import Packed
from clipper.library.other_library import as_archives
from clipper.library.preview import preview
from clipper.library.work import Work, touched_by
from clipper.model.backup import LARGE, Reason
from clipper.model.changes import FILES, Changes
from clipper.model.codes import State
from clipper.model.draft import Accepted, Problem
from clipper.model.errors import WrongUsage
from clipper.model.progress import Progress
from clipper.model.sheet import Preset
from clipper.model.uniting import Choose, keep_ours
from clipper.model.values import replace

_PAGE = 1_000
"""So many clippings are written at once."""
_REPORTED = 20
"""So many mentions pass between two reports of progress."""
_NOWHERE = sys.maxsize
"""A place behind all others."""
_SAYS_NOTHING = "It has no headline, no link and no text, so it was left out."
_KEPT = "The file itself is kept, too, as the original of the clippings that came from it."
_NOT_KEPT = "Nothing of it is in the library, so the file was not kept there: keep it where it is."

_LINES_KEPT = "They are kept with the original."
_LINES_NOT_KEPT = "Nothing else there is new, so the file was not kept: keep it where it is."


class Imported(Struct, frozen=True):
    """What an import did: the ids of the new clippings in the order of the files, and how many mentions were skipped.

    `known` were in the library already, `rejected` had been rejected there before; `completed` are those that lacked
    something there and got it, each with the fields that it got. `pick_ups` are the new ones that
    joined a story, `undated` is how many of the new ones have no date. `remarks` say what else a person should know of
    the files, `exports` what came of exports.
    """

    ids: tuple[int, ...] = ()
    changes: Changes = field(default_factory=Changes)
    known: int = 0
    rejected: int = 0
    completed: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    pick_ups: tuple[int, ...] = ()
    undated: int = 0
    problems: tuple[FileProblem, ...] = ()
    remarks: tuple[str, ...] = ()
    exports: exchange.Imported | None = None

    @property
    def is_of_exports_only(self) -> bool:
        """Tell whether nothing but exports was there to import."""
        return self.exports is not None and not (self.ids or self.known or self.rejected or self.problems)

    @property
    def sentences(self) -> list[str]:
        """What to tell a person, that of exports first."""
        of_exports = [self.exports.summary] if self.exports else []
        return of_exports if self.is_of_exports_only else [*of_exports, self.summary]

    @property
    def given(self) -> str:
        """Which fields the completed ones got."""
        return filling.names_of_fields(self.completed.values())

    @property
    def summary(self) -> str:
        """One sentence for a person, of all but exports."""
        parts = [
            _counted(len(self.ids), "new clipping", "new clippings") or "Nothing new",
            _counted(len(self.pick_ups), "of them a pick-up of a story", "of them pick-ups of stories"),
            _counted(self.undated, "of them without a date", "of them without a date"),
            _counted(self.known, "in the library already", "in the library already"),
            _counted(
                len(self.completed), *(f"of them given what {they} lacked ({self.given})" for they in ("it", "they"))
            ),
            _counted(self.rejected, "rejected before", "rejected before"),
            _counted(len(self.problems), "problem", "problems"),
        ]
        return ", ".join(part for part in parts if part) + "."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}" if number else ""


def _tell_nobody(_done: int, _total: int) -> None:
    """Nobody waits for what is told."""


def import_files(
    library: Library,
    readings: Readings,
    progress: Progress = _tell_nobody,
    *,
    exports: Sequence[Path] = (),
    remembered: Sequence[Preset] = (),
    choose: Choose = keep_ours,
    origin: object = None,
) -> Imported:
    """Add all mentions of some files as new, and what exports hold as it is, in one step that is named after the files.

    `remembered` are presets to save with it. Exports may be libraries, too; `choose` says what counts where both
    libraries changed something.
    `progress` is called with how much is done and how many mentions there are, the first half of which is making them
    ready; an exception that it raises ends the import, and nothing of it is kept. Raises what import_library raises for
    an export.
    """
    with as_archives(exports, library.path, progress) as archives:
        prepared = _prepare(library, readings, archives, progress)
        # What an export changes is not known before it is read.
        unsaved = backups.before(library, Reason.IMPORT, LARGE if exports else prepared.count, progress)
        with library.step(prepared.verb, origin=origin, **prepared.named) as work:
            imported = _import(work, prepared, progress, choose)
            for preset in remembered:
                presets.save(work, preset)
            if remembered and not work.subjects:
                work.verb, work.detail["name"] = "preset", remembered[-1].name
    return replace(imported, changes=work.changes, remarks=(*imported.remarks, *unsaved))


def preview_import_files(
    library: Library,
    readings: Readings,
    progress: Progress = _tell_nobody,
    *,
    exports: Sequence[Path] = (),
    choose: Choose = keep_ours,
) -> Imported:
    """Return what import_files would do, with ids that nothing has; the library is left as it was."""
    with as_archives(exports, library.path, progress) as archives:
        prepared = _prepare(library, readings, archives, progress)
        return preview(library, prepared.verb, lambda work: _import(work, prepared, progress, choose))


# Before the library is held


class _Look(Struct, frozen=True):
    """The places of the candidates that the library may hold, and its last step when this was found."""

    step: int
    like: Set[int]

    @classmethod
    def at(cls, connection: Connection, candidates: Sequence[Candidate], progress: Progress) -> "_Look":
        seen = Seen.in_library(connection, candidates)
        like = set()
        for place, candidate in enumerate(candidates):
            if place % _REPORTED == 0:
                progress(len(candidates) // 2, len(candidates))
            if seen.may_hold(candidate):
                like.add(place)
        return cls(history.last(connection), like)


class _Prepared(Struct, frozen=True):
    """What is to be imported, in pages that are written at once; `kept` are the files as they are kept.

    `sources` are the names of the files, `faulty` those with problems, `unused` counts the lines of each that no draft
    uses. `named` is what the step is called after: the first file, and how many there are; nothing where there are only
    exports.
    """

    named: Mapping[str, str]
    exports: Sequence[Path]
    pages: Sequence[Page]
    look: _Look
    kept: Sequence[Packed | None]
    sources: Sequence[str]
    faulty: Set[int]
    problems: Sequence[FileProblem]
    remarks: Sequence[str]
    unused: Mapping[int, int]

    @property
    def count(self) -> int:
        return sum(len(page.candidates) for page in self.pages)

    @property
    def verb(self) -> str:
        return "import_files" if self.named else "import"


def _prepare(library: Library, readings: Readings, exports: Sequence[Path], progress: Progress) -> _Prepared:
    """Do all that can be done before the library is held, so that others wait for it only while it is written."""
    paging = Paging(_PAGE)
    problems = [*readings.problems, *problems_of(readings.files)]
    faulty = {number for number, file in enumerate(readings.files) if file.problems}
    drafts = [
        (number, place, draft)
        for number, file in enumerate(readings.files)
        for place, draft in enumerate(file.reading.drafts, start=1)
    ]
    with library.store.reading() as connection:
        own = OwnNames.of(connection)
    for done, (number, place, draft) in enumerate(drafts):
        if done % _REPORTED == 0:
            progress(done // 2, len(drafts))
        try:
            clipping = own.of_clipping(adding.from_draft(Accepted(draft, state=State.NEW)))
        except WrongUsage:
            problems.append(FileProblem(readings.files[number].pasted.source or "", Problem(_SAYS_NOTHING, place)))
            faulty.add(number)
            continue
        paging.take(number, Candidate.of(clipping, draft))
    kept = [originals.pack(file.pasted, file.file) for file in readings.files]
    with library.store.reading() as connection:
        look = _Look.at(connection, candidates_of(paging.pages), progress)
    names = [file.pasted.source or "" for file in readings.files]
    count = len(names) + len(exports)
    several = {FILES: f"{count:,}"} if count > 1 else {}
    named = {"name": names[0], **several} if names else {}
    counted = ((number, len(unused_in(file))) for number, file in enumerate(readings.files))
    unused = {number: count for number, count in counted if count}
    remarks = remarks_of(readings.files)
    return _Prepared(named, exports, paging.pages, look, kept, names, faulty, problems, remarks, unused)


# While the library is held


def _import(work: Work, prepared: _Prepared, progress: Progress, choose: Choose) -> Imported:
    exported = exchange.take_exports(work, prepared.exports, progress, choose) if prepared.exports else None
    came_with_exports = touched_by(work.deltas)
    under_way = _Import(work, prepared, progress)
    for page in prepared.pages:
        under_way.write(page)
    under_way.tell()
    lost = under_way.keep_files()
    not_kept = [FileProblem(prepared.sources[file], Problem(_NOT_KEPT)) for file in lost]
    kept = [f"{prepared.sources[file]}: {_KEPT}" for file in sorted(prepared.faulty - {*lost})]
    work.subjects = came_with_exports.union(under_way.ids)
    if under_way.near and not work.subjects:
        work.subjects, work.verb = under_way.near, "complete" if under_way.completed else "original"
    return Imported(
        tuple(under_way.ids),
        known=under_way.known,
        rejected=under_way.rejected,
        completed=under_way.completed,
        pick_ups=tuple(under_way.pick_ups),
        undated=under_way.undated,
        problems=(*prepared.problems, *not_kept),
        remarks=(*prepared.remarks, *_told_of_unused(prepared, under_way), *kept),
        exports=exported,
    )


def _told_of_unused(prepared: _Prepared, under_way: "_Import") -> Iterator[str]:
    """Yield where lines are that went into no clipping."""
    for is_kept, where in ((True, _LINES_KEPT), (False, _LINES_NOT_KEPT)):
        files = [file for file in prepared.unused if under_way.has_kept(file) is is_kept]
        if files:
            counts = [(prepared.sources[file], prepared.unused[file]) for file in files]
            yield f"{unused_words(counts)}. {where}"


class _Import:
    """An import under way; the library is asked only about what is like something that was seen."""

    def __init__(self, work: Work, prepared: _Prepared, progress: Progress) -> None:
        candidates = candidates_of(prepared.pages)
        self._work, self._prepared, self._progress = work, prepared, progress
        is_as_it_was = not work.deltas and prepared.look.step == history.last(work.connection)
        self._like = prepared.look.like if is_as_it_was else _Look.at(work.connection, candidates, progress).like
        self._done, self._total = 0, len(candidates)
        self._original_ids: dict[int, int | None] = {}
        # The first clipping that the library had of each file.
        self._known_of: dict[int, int] = {}
        self.ids: list[int] = []
        self.completed: dict[int, tuple[str, ...]] = {}
        self._given = Seen()
        self._index = HeadlineIndex()
        self.near: frozenset[int] = frozenset()
        self.pick_ups: list[int] = []
        self.known = self.rejected = self.undated = 0

    def tell(self) -> None:
        """Tell how far it is."""
        self._progress((self._total + self._done) // 2, self._total)

    def write(self, page: Page) -> None:
        """Write what the library has not of a page, with the file that it came from."""
        new: dict[int, tuple[Ready, int | None]] = {}
        known: dict[int, tuple[int, Candidate]] = {}
        for place, candidate in enumerate(page.candidates):
            is_like = place in page.repeated or self._done in self._like or self._may_be_completed(candidate)
            if self._done % _REPORTED == 0:
                self.tell()
            self._done += 1
            self._take(page, place, is_like, new, known)
        while known:
            # What was given more may now be the same as one that comes behind.
            first = self._complete(page.file, known)
            behind = [place for place in new if place > first and self._may_be_completed(page.candidates[place])]
            known = {}
            for place in behind:
                self._take(page, place, True, new, known)
        self._insert(page.file, list(new.values()))

    def _take(
        self, page: Page, place: int, is_like: bool,
        new: dict[int, tuple[Ready, int | None]], known: dict[int, tuple[int, Candidate]],
    ) -> None:  # fmt: skip
        """Put a candidate to the known, with the id of what it is, or to the new, with that of what it copies."""
        candidate = page.candidates[place]
        found = self._surely_alike(candidate) if is_like else None
        if found is None or found.kind is not Kind.SAME:
            new[place] = candidate.ready, None if found is None else found.clipping_id
            return
        new.pop(place, None)
        self.rejected += found.is_rejected
        self.known += not found.is_rejected
        if not found.is_rejected:
            known[place] = found.clipping_id, candidate
        self._known_of.setdefault(page.file, found.clipping_id)

    def _surely_alike(self, candidate: Candidate) -> Found | None:
        return next(duplicates.surely_alike(self._work.connection, candidate.mention, self._index), None)

    def _may_be_completed(self, candidate: Candidate) -> bool:
        """Tell whether a candidate may be like what this import gave more."""
        return bool(self.completed) and self._given.may_hold(candidate)

    def _insert(self, file: int, new: Sequence[tuple[Ready, int | None]]) -> None:
        original_id = self._original_of(file) if new else None
        ids = clippings.insert_many(self._work, [one for one, _ in new], original_id, self._work.now)
        for id_, (ready, of_id) in zip(ids, new, strict=True):
            duplicates.remember(self._work.connection, self._index, id_, Mention.of(ready.clipping))
            if of_id is not None:
                stories.join(self._work, id_, of_id)
                self.pick_ups.append(id_)
        self.ids += ids
        self.undated += sum(one.clipping.published_on is None for one, _ in new)

    def _original_of(self, file: int) -> int | None:
        if file not in self._original_ids:
            self._original_ids[file] = originals.write(self._work, self._prepared.kept[file])
        return self._original_ids[file]

    def _complete(self, file: int, known: Mapping[int, tuple[int, Candidate]]) -> int:
        """Give what was in the library what it lacks and a page says, with the file that it came from.

        Where several of a page are one that was there, each in turn gives what it still lacks. Returns the place of the
        first that gave anything, one behind all where none did.
        """
        left, first = dict(known), _NOWHERE
        while left:
            said: dict[int, int] = {}
            for place, (id_, _) in left.items():
                said.setdefault(id_, place)
            left = {place: one for place, one in left.items() if said[one[0]] != place}
            wanted = {id_: known[place][1] for id_, place in said.items()}
            given = filling.complete(self._work, {id_: (one.ready.clipping, one.sure) for id_, one in wanted.items()})
            original_id = self._original_of(file) if given else None
            if original_id is not None:
                originals.link_all(self._work, given, original_id)
            for clipping_id, fields in given.items():
                self.completed[clipping_id] = (*self.completed.get(clipping_id, ()), *fields)
                first = min(first, said[clipping_id])
            if OF_HEADLINES & set().union(*given.values()):
                self._index.forget()
            for clipping in clippings.load(self._work.connection, list(given)):
                self._given.add(Candidate.of_kept(clipping), clipping.id)
        self.near = frozenset(self.completed)
        return first

    def has_kept(self, file: int) -> bool:
        """Tell whether a file is in the library as the original of a clipping, by now or since it came before."""
        packed = self._prepared.kept[file]
        if file in self._original_ids or file not in self._known_of or packed is None:
            return file in self._original_ids
        return originals.has(self._work.connection, self._known_of[file], packed)

    def keep_files(self) -> list[int]:
        """Keep what has problems with a clipping that the library had of it, where nothing new or missing came of it.

        Returns the files of which the library has nothing.
        """
        left = [file for file in sorted(self._prepared.faulty) if file not in self._original_ids]
        for file in left:
            if file in self._known_of:
                with_id = self._known_of[file]
                originals.write_further(self._work, with_id, self._prepared.kept[file])
                self.near |= {with_id}
        return [file for file in left if file not in self._known_of]
