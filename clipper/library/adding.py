"""Adding what a person accepted: drafts become clippings, the paste is kept verbatim, copies join their story."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from msgspec import Struct, field

from clipper.library import cleaning, clippings, duplicates, editing, filling, merging, originals, stories, tags
from clipper.library.clippings import Ready
from clipper.library.duplicates import Found, Kind, Mention
from clipper.library.headline_index import HeadlineIndex
from clipper.library.store.tables import ClippingRow
from clipper.library.work import Work
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.model.draft import Accepted, Answer, Coding, Decision, Draft, Pasted
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.medium_fields import MEDIUM_FIELDS, read_air_time, read_length
from clipper.model.progress import Progress, telling
from clipper.model.values import replace


class Added(Struct, frozen=True):
    """What became of the drafts: the ids of new clippings, and `known`, the index of each draft that the library held
    already with the id of that clipping; `pick_ups` are the new clippings that joined a story, `brought_back` the
    clippings that were rejected once and are there again with what the draft says, each with the state that it has;
    `doubtful` the new clippings that may be one that the library held, each with the id of that one; `completed` the
    clippings of `known` that lacked something which a draft says and got it, each with the fields that it got."""

    ids: tuple[int, ...]
    changes: Changes
    known: tuple[tuple[int, int], ...] = ()
    pick_ups: tuple[int, ...] = ()
    brought_back: tuple[tuple[int, State], ...] = ()
    doubtful: tuple[tuple[int, int], ...] = ()
    completed: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


class Brought(Struct, frozen=True):
    """What a person accepted of one paste; `file` are the bytes of a file where its text does not say all of it.

    `packed` is both as originals.pack() packs them, which it is not waited for then.
    """

    accepted: Sequence[Accepted]
    pasted: Pasted
    file: bytes | None = None
    packed: originals.Packed | None = None

    def original(self) -> originals.Packed | None:
        """Return what is kept of paste and file; None for nothing."""
        return self.packed or originals.pack(self.pasted, self.file)


def add(work: Work, brought: Sequence[Brought], progress: Progress | None = None) -> list[Added]:
    """Add each accepted draft as its decision says; without one, unless the library has it. See library.add_all.

    Raises WrongUsage where a draft says nothing; the error has the place in its paste of the draft that it is about.
    """
    done = [_add(work, one, progress) for one in brought]
    work.subjects = frozenset[int]().union(*(one.subjects for one in done))
    ids, brought_back, merged, waiting = (
        sum(len(one.ids) for one in done),
        sum(len(one.brought_back) for one in done),
        sum(len(one.merged) for one in done),
        sum(one.waiting for one in done),
    )
    completed = filling.names_of_fields(fields for one in done for fields in one.completed.values())
    if brought_back and not (ids or merged):
        states = {state for one in done for _, state in one.brought_back}
        work.verb, work.detail["name"] = "state", " or ".join(sorted(states))
    elif merged and not (ids or brought_back):
        work.verb = "merge"
    elif completed and not (ids or brought_back or merged):
        work.verb, work.detail["field"] = "fill", completed
    elif waiting or merged:
        kept = ids - waiting + brought_back
        numbers = {"kept": kept, "merged": merged // 2, "waiting": waiting}
        work.detail |= {name: str(number) for name, number in numbers.items()}
        work.detail["accepted"] = str(sum(numbers.values()))
    return [one.added() for one in done]


def _add(work: Work, brought: Brought, progress: Progress | None) -> "_Adding":
    wanted = []
    for index, one in enumerate(brought.accepted):
        with _placed(index):
            wanted.append(from_draft(one))
    adding = _Adding(work, brought)
    for index, (one, clipping) in enumerate(telling([*zip(brought.accepted, wanted, strict=True)], progress)):
        with _placed(index):
            if one.decision is None:
                adding.take(index, clipping, one)
            else:
                adding.decide(index, clipping, one.decision)
    return adding


@contextmanager
def _placed(index: int) -> Iterator[None]:
    try:
        yield
    except (WrongUsage, NotFound) as error:
        error.place = index
        raise


_OF_HEADLINES = {"headline", "outlet", "published_on"}
"""What tells by what and where a clipping is found by its headline."""


class _Adding:
    """Drafts being added; the paste is kept with the first clipping that is made of it."""

    def __init__(self, work: Work, brought: Brought) -> None:
        self._work, self._brought = work, brought
        self._original_id: int | None = None
        self._known: list[tuple[int, int]] = []
        self._pick_ups: list[int] = []
        self._doubtful: list[tuple[int, int]] = []
        self._index = HeadlineIndex()
        self.ids: list[int] = []
        self.brought_back: list[tuple[int, State]] = []
        self.completed: dict[int, tuple[str, ...]] = {}
        self.merged: list[int] = []
        # How many of the new ones are only to be looked at later.
        self.waiting = 0

    @property
    def subjects(self) -> frozenset[int]:
        """The clippings that the step is about."""
        return frozenset((*self.ids, *(id_ for id_, _ in self.brought_back), *self.merged)) or frozenset(self.completed)

    def added(self) -> Added:
        """Return what became of the drafts."""
        joined, back, doubtful = tuple(self._pick_ups), tuple(self.brought_back), tuple(self._doubtful)
        return Added(tuple(self.ids), Changes(), tuple(self._known), joined, back, doubtful, self.completed)

    def take(self, index: int, clipping: Clipping, accepted: Accepted) -> None:
        """Add a clipping unless the library surely has the same mention, and bring back one that was rejected.

        What nobody looked at brings nothing back.
        """
        is_guessed = accepted.draft.outlet.is_doubtful and not accepted.is_seen
        mention = Mention.of(clipping, is_guessed=is_guessed)
        alike = duplicates.alike(self._work.connection, mention, self._index)
        doubtful: list[Found] = []
        found = None
        # The first sure one is enough for what is known; the others take long to find.
        for one in alike:
            if one.is_sure:
                found = one
                break
            doubtful.append(one)
        if found is not None and found.is_rejected:
            if clipping.state is not State.NEW:
                self._bring_back(found.clipping_id, clipping)
        elif found is not None and found.kind is Kind.SAME and not accepted.even_if_known:
            self._known.append((index, found.clipping_id))
            self._complete(found.clipping_id, clipping, accepted.draft)
        else:
            every = [*doubtful, *filter(None, [found]), *alike]
            self.ids.append(self._insert(clipping))
            self.waiting += clipping.state is State.NEW
            self._place(self.ids[-1], every)

    def _complete(self, clipping_id: int, said: Clipping, draft: Draft) -> None:
        """Give what the library has what it lacks, with the paste that it came from."""
        given = filling.complete(self._work, {clipping_id: (said, filling.sure_fields(draft))})
        if given:
            originals.write_further(self._work, clipping_id, self._brought.original())
            if _OF_HEADLINES & set(given[clipping_id]):
                self._index.forget()
            self.completed[clipping_id] = (*self.completed.get(clipping_id, ()), *given[clipping_id])

    def _place(self, clipping_id: int, alike: Sequence[Found]) -> None:
        """Let a new clipping join the story of what it copies, and remember which clipping it may be itself."""
        copied = next((one.clipping_id for one in alike if one.kind is Kind.COPY), None)
        may_be = (one for one in alike if one.kind is Kind.SAME and not one.is_sure and not one.is_rejected)
        doubtful = next((one.clipping_id for one in may_be), None)
        if copied is not None:
            self._join(clipping_id, copied)
        if doubtful is not None:
            self._doubtful.append((clipping_id, doubtful))

    def decide(self, index: int, clipping: Clipping, decision: Decision) -> None:
        """Add a clipping as a person decided beside the one that it is like."""
        beside = decision.clipping_id
        merging.require_one(self._work, beside)
        if decision.answer is Answer.OPEN:
            self._known.append((index, beside))
            return
        clipping_id = self._insert(clipping)
        if decision.answer is Answer.MERGE:
            merging.merge(self._work, beside, clipping_id, decision.taken)
            self._index.forget()
            self.merged += [beside, clipping_id]
            self._known.append((index, beside))
            return
        self.ids.append(clipping_id)
        if decision.answer is Answer.PICK_UP:
            self._join(clipping_id, beside)
        else:
            merging.remember_apart(self._work, clipping_id, beside)

    def _insert(self, clipping: Clipping) -> int:
        self._original_id = self._original_id or originals.write(self._work, self._brought.original())
        id_ = clippings.insert_many(self._work, [Ready.of(clipping)], self._original_id, self._work.now)[0]
        duplicates.remember(self._work.connection, self._index, id_, Mention.of(clipping))
        return id_

    def _bring_back(self, clipping_id: int, wanted: Clipping) -> None:
        _bring_back(self._work, clipping_id, wanted)
        self._index.forget()
        originals.write_further(self._work, clipping_id, self._brought.original())
        self.brought_back.append((clipping_id, wanted.state))

    def _join(self, clipping_id: int, copied: int) -> None:
        stories.join(self._work, clipping_id, copied)
        self._pick_ups.append(clipping_id)


def _bring_back(work: Work, clipping_id: int, wanted: Clipping) -> None:
    """Keep a rejected clipping again, with what a person says of it now; what they leave open stays as it was."""
    work.put(ClippingRow.state, [clipping_id], wanted.state)
    given = {field: getattr(wanted, field) for field in editing.EDITED_FIELDS if getattr(wanted, field)}
    editing.edit(work, clipping_id, given)
    tags.tag(work, [clipping_id], wanted.tags)
    if wanted.note:
        work.put(ClippingRow.note, [clipping_id], wanted.note)


_TIMES: dict[str, Callable[[str], Any]] = {"aired_at": read_air_time, "timecode": read_length}


def _of_media_and_note(coding: Coding, note: str | None) -> dict[str, Any]:
    """Return the fields of media, times as a person left them in the note, and the note if it says more than one."""
    for name, read in _TIMES.items():
        if note and getattr(coding, name):
            with suppress(WrongUsage):
                coding, note = replace(coding, **{name: read(note)}), None
    of_media = {name: cleaning.text(name, getattr(coding, name)) for name in MEDIUM_FIELDS}
    return of_media | {"note": note}


def from_draft(accepted: Accepted) -> Clipping:
    """Return the clipping that an accepted draft makes, its texts cleaned; raises WrongUsage where it says nothing."""
    values, coding = cleaning.draft(accepted.draft), accepted.draft.coding
    if not (values["headline"] or values["url"] or values["body"]):
        raise WrongUsage("A clipping needs a headline, a link or a text. Nothing was added.")
    own_tags = {tag.casefold(): tag for tag in map(tags.cleaned_tag, (*coding.tags, *accepted.tags))}
    note = cleaning.text("note", accepted.note or coding.note)
    codes = {"tone": coding.tone, "prominence": coding.prominence, "rights": coding.rights}
    values |= codes | _of_media_and_note(coding, note)
    return Clipping(0, "", **values, state=accepted.state, tags=tuple(own_tags.values()))
