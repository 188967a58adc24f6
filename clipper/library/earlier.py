"""A clipping as it was after an earlier step: all that was changed of it since is taken back, as one new step."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, false, select

from clipper.library import deltas
from clipper.library.deltas import Delta, Kind
from clipper.library.merged import Standing
from clipper.library.store.tables import ClippingRow, DeltaRow, StepRow
from clipper.library.work import Work
from clipper.model.errors import NotFound

FOLLOWING = frozenset({"search_id", "names", "unpointed", "url_key", "withdrawn"})
"""Columns that follow from others, and what only undo changes."""


def restore(work: Work, clipping_id: int, step_id: int) -> None:
    """Give a clipping what it was after a step of its history; raises NotFound where that is none of its steps.

    Steps that were undone never counted. In the place of what a value named and was merged into another one since, a
    tag or a person, that one stands; what is gone is not brought back.
    """
    if not _is_of(work.connection, clipping_id, step_id):
        raise NotFound("What the clipping was then is not kept in this library. Nothing was changed.")
    standing = Standing(work.connection)
    for (kind, target), value in _before(work.connection, clipping_id, step_id).items():
        _GIVE[kind](work, clipping_id, target, value, standing)
    work.subjects = frozenset([clipping_id])


def _is_of(connection: Connection, clipping_id: int, step_id: int) -> bool:
    packed = connection.scalar(select(StepRow.clippings).where(StepRow.id == step_id))
    return packed is not None and clipping_id in deltas.unpack_ids(packed)


def _before(connection: Connection, clipping_id: int, step_id: int) -> dict[tuple[Kind, str], Any]:
    """Return what a clipping had of all that was changed since, with the ids of then."""
    had: dict[tuple[Kind, str], Any] = {}
    for delta in _since(connection, clipping_id, step_id):
        if clipping_id not in delta.touched:
            continue
        which = delta.kind, delta.target
        if delta.kind is Kind.LINK:
            linked = had.setdefault(which, _linked(connection, clipping_id, delta.target))
            had[which] = linked.difference(delta.new).union(delta.old) - {None}
        else:
            had[which] = delta.old[0] if len(delta.old) == 1 else delta.old[delta.ids.index(clipping_id)]
    return had


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


def _linked(connection: Connection, clipping_id: int, target: str) -> set[Any]:
    rows, to = deltas.LINKED[target]
    return set(connection.scalars(select(to).where(rows.clipping_id == clipping_id)))


def _give_value(work: Work, clipping_id: int, target: str, value: Any, standing: Standing) -> None:
    name = target.removeprefix("clippings.")
    column = getattr(ClippingRow, name)
    now = None if value is None else standing.of(column, value)
    if name not in FOLLOWING and (value is None or now is not None):
        work.put(column, [clipping_id], deltas.typed(column, now))


def _give_links(work: Work, clipping_id: int, target: str, linked: set[Any], standing: Standing) -> None:
    rows, to = deltas.LINKED[target]
    wanted = {standing.of(to, one) for one in linked} - {None}
    for gone in sorted(_linked(work.connection, clipping_id, target) - wanted):
        work.unlink(rows, gone, [clipping_id])
    for one in sorted(wanted):
        work.link(rows, one, [clipping_id])


def _give_list(work: Work, clipping_id: int, target: str, listed: list[Any], standing: Standing) -> None:
    rows, names = deltas.LISTED[target]
    first = getattr(rows, names[0])
    said = [[standing.of(first, one), *rest] for one, *rest in listed]
    work.put_list(rows, clipping_id, _each_once(target, [one for one in said if one[0] is not None]))


def _each_once(target: str, said: list[list[Any]]) -> list[list[Any]]:
    """Two who are one now stand in a byline once; a person may be quoted more often."""
    if target not in deltas.EACH_ONCE:
        return said
    first: dict[Any, list[Any]] = {}
    for one in said:
        first.setdefault(one[0], one)
    return list(first.values())


_GIVE: dict[Kind, Callable[[Work, int, str, Any, Standing], None]] = {
    Kind.SET: _give_value,
    Kind.LINK: _give_links,
    Kind.LIST: _give_list,
}
