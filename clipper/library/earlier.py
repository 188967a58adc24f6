"""A clipping as it was after an earlier step: all that was changed of it since is taken back, as one new step."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Column, Connection, false, select

from clipper.library import deltas
from clipper.library.deltas import Delta, Kind
from clipper.library.store.tables import ClippingRow, DeltaRow, StepRow
from clipper.library.work import Work
from clipper.model.errors import NotFound

_FOLLOWING = frozenset({"search_id", "names", "url_key", "content_hash", "withdrawn"})
"""Columns that follow from others, and what only undo changes."""


def restore(work: Work, clipping_id: int, step_id: int) -> None:
    """Give a clipping what it was after a step of its history; raises NotFound where that is none of its steps.

    Steps that were undone never counted. What a value named and is gone since, as a tag that was merged into another
    one, is not brought back.
    """
    if not _is_of(work.connection, clipping_id, step_id):
        raise NotFound("That step is not in the history of this clipping any more. Nothing was changed.")
    for delta in _since(work.connection, clipping_id, step_id):
        if clipping_id in delta.touched:
            _TAKE_BACK[delta.kind](work, clipping_id, delta)
    work.subjects = frozenset([clipping_id])


def _is_of(connection: Connection, clipping_id: int, step_id: int) -> bool:
    packed = connection.scalar(select(StepRow.clippings).where(StepRow.id == step_id))
    return packed is not None and clipping_id in deltas.unpack_ids(packed)


def _since(connection: Connection, clipping_id: int, step_id: int) -> Iterator[Delta]:
    """The changes after a step that still stand, newest first."""
    there = StepRow.first_id <= clipping_id, StepRow.last_id >= clipping_id
    rows = (
        select(DeltaRow)
        .join(StepRow, StepRow.id == DeltaRow.step_id)
        .where(StepRow.id > step_id, StepRow.undone == false(), *there)
        .order_by(DeltaRow.step_id.desc(), DeltaRow.position.desc())
    )
    for row in connection.execute(rows):
        yield Delta(Kind(row.kind), row.target, tuple(deltas.unpack_ids(row.ids)), tuple(row.old), tuple(row.new))


def _before(delta: Delta, clipping_id: int) -> Any:
    return delta.old[0] if len(delta.old) == 1 else delta.old[delta.ids.index(clipping_id)]


def _take_back_value(work: Work, clipping_id: int, delta: Delta) -> None:
    name = delta.target.removeprefix("clippings.")
    column = getattr(ClippingRow, name)
    value = _before(delta, clipping_id)
    if name in _FOLLOWING or (value is not None and not _is_there(work.connection, column.property.columns[0], value)):
        return
    work.put(column, [clipping_id], deltas.typed(column.property.columns[0], value))


def _take_back_link(work: Work, clipping_id: int, delta: Delta) -> None:
    rows, to = deltas.LINKED[delta.target]
    (old,), (new,) = delta.old, delta.new
    if old is None:
        work.unlink(rows, new, [clipping_id])
    elif _is_there(work.connection, to.property.columns[0], old):
        work.link(rows, old, [clipping_id])


def _take_back_list(work: Work, clipping_id: int, delta: Delta) -> None:
    rows, names = deltas.LISTED[delta.target]
    first = getattr(rows, names[0]).property.columns[0]
    work.put_list(
        rows, clipping_id, [said for said in _before(delta, clipping_id) if _is_there(work.connection, first, said[0])]
    )


def _is_there(connection: Connection, column: "Column[Any]", value: Any) -> bool:
    """Whether what a value points at still stands; a value that points nowhere does."""
    for key in column.foreign_keys:
        target = key.column.table
        is_live = [target.c.withdrawn == false()] if "withdrawn" in target.c else []
        return connection.scalar(select(key.column).where(key.column == value, *is_live)) is not None
    return True


_TAKE_BACK: dict[Kind, Callable[[Work, int, Delta], None]] = {
    Kind.SET: _take_back_value,
    Kind.LINK: _take_back_link,
    Kind.LIST: _take_back_list,
}
