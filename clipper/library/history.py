"""What was done: the list of steps, the one that undo takes back, and taking it back or doing it again."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, false, func, select, update

from clipper.library import clippings, deltas, erased
from clipper.library.deltas import Delta, Kind
from clipper.library.store.tables import ClippingRow, DeltaRow, StepRow
from clipper.library.work import Work, changes_of, insert_step
from clipper.model.changes import Changes, Step
from clipper.model.draft import DRAFT_FIELDS
from clipper.model.errors import Conflict, NotFound

_SHOWN = (
    StepRow.id,
    StepRow.verb,
    StepRow.count,
    StepRow.detail,
    StepRow.at,
    StepRow.undone,
    StepRow.who,
    StepRow.told,
)


def steps(connection: Connection, clipping_id: int | None, limit: int) -> list[Step]:
    """Return steps, newest first, undone ones and undo steps included; those of one clipping where one is named."""
    newest = select(*_SHOWN, StepRow.clippings).where(StepRow.verb != erased.VERB).order_by(StepRow.id.desc())
    if clipping_id is None:
        return [Step(*row[:-1]) for row in connection.execute(newest.limit(limit))]
    rows = connection.execute(newest.where(StepRow.first_id <= clipping_id, StepRow.last_id >= clipping_id))
    of_this = (Step(*row[:-1]) for row in rows if clipping_id in deltas.unpack_ids(row.clippings))
    return list(islice(of_this, limit))


def coders(connection: Connection, ids: Collection[int]) -> dict[str, int]:
    """Return who coded the tone that clippings have now, and of how many; nobody for those that came with it."""
    left, found = set(ids), Counter[str]()
    there = StepRow.first_id <= max(ids, default=0), StepRow.last_id >= min(ids, default=0)
    coded = select(StepRow.who, StepRow.clippings).where(StepRow.verb == "tone", StepRow.undone == false(), *there)
    for who, packed in connection.execute(coded.order_by(StepRow.id.desc())):
        of_these = left.intersection(deltas.unpack_ids(packed))
        found[who] += len(of_these)
        left -= of_these
        if not left:
            break
    return {who: count for who, count in found.most_common() if who and count}


def last(connection: Connection) -> int:
    """Return the id of the last step, 0 where there is none; a library in which this is the same has nothing new."""
    return connection.scalar(select(func.max(StepRow.id))) or 0


def mark(connection: Connection) -> str:
    """Return what every change of a library changes, "" for one in which nothing was done yet.

    A purge may leave no step, but fewer clippings. A library that was restored gives the ids of steps once more, but at
    other times.
    """
    step = connection.execute(select(StepRow.id, StepRow.at).order_by(StepRow.id.desc()).limit(1)).first()
    clippings_in_all = connection.scalar(select(func.count()).select_from(ClippingRow)) or 0
    return f"{step.id} {step.at:%Y-%m-%dT%H:%M:%S} {clippings_in_all}" if step else ""


def touched_since(connection: Connection, step_id: int) -> set[int]:
    """Return the clippings that the steps after a step touched."""
    packed = connection.scalars(select(StepRow.clippings).where(StepRow.id > step_id))
    return set().union(*map(deltas.unpack_ids, packed))


def edited(connection: Connection, ids: Collection[int]) -> dict[int, set[str]]:
    """Return the fields of a draft that were edited of some clippings; what was taken back does not count."""
    field_of = {deltas.target_of_field(name): name for name in DRAFT_FIELDS}
    there = StepRow.first_id <= max(ids), StepRow.last_id >= min(ids), StepRow.undone == false()
    rows = select(DeltaRow.target, DeltaRow.ids).join(StepRow, StepRow.id == DeltaRow.step_id)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for target, packed in connection.execute(rows.where(DeltaRow.target.in_(field_of), *there)):
        for clipping_id in set(ids).intersection(deltas.unpack_ids(packed)):
            found[clipping_id].add(field_of[target])
    return found


def undoable(connection: Connection) -> Step | None:
    """Return the step that undo takes back."""
    return _first(connection, _own_steps().where(StepRow.undone == false()).order_by(StepRow.id.desc()))


def redoable(connection: Connection) -> Step | None:
    """Return the step that redo does again."""
    taken_back = _own_steps().where(StepRow.undone, StepRow.ended == false())
    return _first(connection, taken_back.order_by(StepRow.id))


def _own_steps() -> Any:
    return select(*_SHOWN).where(StepRow.reverses.is_(None), StepRow.told == false())


def _first(connection: Connection, statement: Any) -> Step | None:
    row = connection.execute(statement.limit(1)).first()
    return Step(*row) if row else None


def undo(work: Work, only: Collection[int] | None = None) -> Changes:
    """Take back the last step, if it is one of `only` where that is given.

    Raises NotFound where there is none, or Conflict where it is another one or a value was changed since.
    """
    step = undoable(work.connection)
    if step is None:
        raise NotFound("There is nothing to undo.")
    if only is not None and step.id not in only:
        raise Conflict("Something else was done since, so this is not taken back here. Nothing was changed.")
    changed = [delta.turned_round() for delta in reversed(_deltas(work.connection, step.id))]
    return _reverse(work, step, changed, undone=True)


def redo(work: Work) -> Changes:
    """Do again the step that was taken back last; raises NotFound, or Conflict where a value was changed since."""
    step = redoable(work.connection)
    if step is None:
        raise NotFound("There is nothing to redo.")
    return _reverse(work, step, _deltas(work.connection, step.id), undone=False)


def _reverse(work: Work, step: Step, changed: Sequence[Delta], undone: bool) -> Changes:
    for delta in changed:
        if not deltas.holds(work.connection, delta):
            raise Conflict(_conflict(work.connection, step, delta, undone))
        work.replay(delta)
    clippings.refresh(work)
    work.connection.execute(update(StepRow).where(StepRow.id == step.id).values(undone=undone))
    work.detail |= {**step.detail, "verb": step.verb}
    touched = frozenset(deltas.unpack_ids(_packed(work.connection, step.id)))
    return changes_of(insert_step(work, touched, step.count, reverses=step.id), changed, touched)


def _packed(connection: Connection, step_id: int) -> bytes:
    return connection.scalars(select(StepRow.clippings).where(StepRow.id == step_id)).one()


def _conflict(connection: Connection, step: Step, delta: Delta, undone: bool) -> str:
    what = _WORDS.get(delta.target) or delta.target.split(".")[1]
    deed = "undone" if undone else "done again"
    where = f" of “{clippings.title_of(connection, delta.ids[0])}”" if len(delta.touched) == 1 else ""
    return f"“{step.title}” cannot be {deed}: {what.removesuffix('_id')}{where} was changed since. Nothing was changed."


_WORDS = {
    "clipping_reporters": "people",
    "clipping_spokespeople": "people",
    "clipping_tags": "tags",
    "clipping_messages": "messages",
    "highlights": "highlights",
    "quotes": "quotes",
    "follow_ups": "follow-ups",
    "attachments": "attachments",
    "clippings.aired_at": "air time",
    "code_values": "codes",
}
"""What a link or list is called, and a column whose name says too little."""


def _deltas(connection: Connection, step_id: int) -> list[Delta]:
    rows = connection.execute(select(DeltaRow).where(DeltaRow.step_id == step_id).order_by(DeltaRow.position))
    return [
        Delta(Kind(row.kind), row.target, tuple(deltas.unpack_ids(row.ids)), tuple(row.old), tuple(row.new))
        for row in rows
    ]
