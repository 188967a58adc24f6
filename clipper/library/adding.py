"""Adding what a person accepted: drafts become clippings, the paste is kept verbatim, copies join their story."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from clipper.library import cleaning, clippings, duplicates, editing, merging, originals, stories, tags
from clipper.library.duplicates import Mention
from clipper.library.store.tables import ClippingRow
from clipper.library.work import Work
from clipper.model.changes import Changes
from clipper.model.clipping import Clipping
from clipper.model.codes import State
from clipper.model.draft import DRAFT_FIELDS, Accepted, Answer, Decision, Pasted
from clipper.model.errors import WrongUsage


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the drafts: the ids of new clippings, and `known`, the index of each draft that the library held
    already with the id of that clipping; `pick_ups` are the new clippings that joined a story, `brought_back` the
    clippings that were rejected once and are kept again with what the draft says."""

    ids: tuple[int, ...]
    changes: Changes
    known: tuple[tuple[int, int], ...] = ()
    pick_ups: tuple[int, ...] = ()
    brought_back: tuple[int, ...] = ()


def add(work: Work, accepted: Sequence[Accepted], pasted: Pasted, file: bytes | None = None) -> Added:
    """Add each accepted draft unless the library has the same mention, and bring back one that was rejected.

    `file` are the bytes of the file where the paste does not say all of it. Raises WrongUsage where a draft says
    nothing.
    """
    wanted = [from_draft(one) for one in accepted]
    original_id: int | None = None
    ids, known, pick_ups, brought_back = [], [], [], []
    for index, (one, clipping) in enumerate(zip(accepted, wanted, strict=True)):
        mention = Mention.of(clipping)
        same = duplicates.identical_to(work.connection, mention)
        if same is not None and is_rejected(work.connection, same):
            _bring_back(work, same, clipping)
            brought_back.append(same)
            continue
        if same is not None and not one.even_if_known:
            known.append((index, same))
            continue
        original_id = original_id or originals.keep(work, pasted, file)
        copied = copied_from(work.connection, mention)
        (clipping_id,) = clippings.insert_many(work, [replace(clipping, added_at=work.now)], original_id)
        ids.append(clipping_id)
        if copied is not None:
            stories.join(work, clipping_id, copied)
            pick_ups.append(clipping_id)
    work.subjects = frozenset((*ids, *brought_back))
    if brought_back and not ids:
        work.verb, work.detail["name"] = "state", wanted[0].state
    return Added(tuple(ids), Changes(), tuple(known), tuple(pick_ups), tuple(brought_back))


def add_beside(work: Work, accepted: Accepted, decision: Decision, pasted: Pasted, file: bytes | None = None) -> Added:
    """Add a draft as a person decided beside the clipping that it is like; see library.add_beside."""
    clipping = replace(from_draft(accepted), added_at=work.now)
    original_id = originals.keep(work, pasted, file)
    (clipping_id,) = clippings.insert_many(work, [clipping], original_id)
    work.subjects = frozenset([clipping_id])
    if decision.answer is Answer.MERGE:
        merging.merge(work, decision.clipping_id, clipping_id, decision.taken)
        return Added((), Changes(), known=((0, decision.clipping_id),))
    merging.require_two(work, clipping_id, decision.clipping_id)
    if decision.answer is Answer.PICK_UP:
        stories.join(work, clipping_id, decision.clipping_id)
        return Added((clipping_id,), Changes(), pick_ups=(clipping_id,))
    if decision.answer is Answer.DISTINCT:
        merging.remember_apart(work, clipping_id, decision.clipping_id)
    return Added((clipping_id,), Changes())


def is_rejected(connection: Connection, clipping_id: int) -> bool:
    """Tell whether a clipping is one that is only remembered so that it is never offered again."""
    state = select(ClippingRow.state).where(ClippingRow.id == clipping_id)
    return connection.scalars(state).one() is State.REJECTED


def copied_from(connection: Connection, mention: Mention) -> int | None:
    """Return the clipping in another outlet that ran the same piece; nobody joins one that was rejected."""
    copied = duplicates.copy_of(connection, mention)
    return None if copied is None or is_rejected(connection, copied) else copied


def _bring_back(work: Work, clipping_id: int, wanted: Clipping) -> None:
    """Keep a rejected clipping again, with what a person says of it now; what they leave open stays as it was."""
    work.put(ClippingRow.state, [clipping_id], wanted.state)
    given = {field: getattr(wanted, field) for field in DRAFT_FIELDS if getattr(wanted, field)}
    editing.edit(work, clipping_id, given)
    tags.tag(work, [clipping_id], wanted.tags)
    if wanted.note:
        work.put(ClippingRow.note, [clipping_id], wanted.note)


def from_draft(accepted: Accepted) -> Clipping:
    """Return the clipping that an accepted draft makes, its texts cleaned; raises WrongUsage where it says nothing."""
    values, coding = cleaning.draft(accepted.draft), accepted.draft.coding
    if not (values["headline"] or values["url"] or values["body"]):
        raise WrongUsage("A clipping needs a headline, a link or a text. Nothing was added.")
    own_tags = {tag.casefold(): tag for tag in map(tags.cleaned_tag, (*coding.tags, *accepted.tags))}
    note = cleaning.text("note", accepted.note or coding.note)
    values |= {"tone": coding.tone, "prominence": coding.prominence, "note": note}
    return Clipping(0, "", **values, state=accepted.state, tags=tuple(own_tags.values()))
