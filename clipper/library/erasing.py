"""Erasing clippings for good, with their traces in originals, change log and index; undo cannot bring them back."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, exists, or_, select, update

from clipper.library import deltas, outlets, people
from clipper.library.deltas import Delta, Kind
from clipper.library.store import sqlite
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import (
    ClippingRow,
    DeltaRow,
    DistinctPairRow,
    FurtherOriginalRow,
    OriginalRow,
    OutletRow,
    PersonRow,
    QuoteRow,
    ReporterRow,
    SpokespersonRow,
    StepRow,
)


def purge(connection: Connection, wanted: Iterable[int]) -> frozenset[int]:
    """Erase clippings; a paste goes with the last clipping that came from it. Returns the ids of what was there."""
    found = select(ClippingRow.id, ClippingRow.original_id).where(ClippingRow.id.in_(id_set(wanted)))
    originals = dict(connection.execute(found).all())
    ids = frozenset(originals)
    if not ids:
        return ids
    further = select(FurtherOriginalRow.original_id).where(FurtherOriginalRow.clipping_id.in_(id_set(ids)))
    theirs = {*originals.values(), *connection.scalars(further)}
    _forget_links(connection, DistinctPairRow, _pairs_of(ids))
    _forget_links(connection, FurtherOriginalRow, FurtherOriginalRow.clipping_id.in_(id_set(ids)))
    _forget_steps(connection, ids)
    connection.execute(delete(ClippingRow).where(ClippingRow.id.in_(id_set(ids))))
    _drop_originals(connection, {original for original in theirs if original})
    _drop_unused_names(connection)
    sqlite.optimise_search_index(connection)
    return ids


def _pairs_of(ids: frozenset[int]) -> ColumnElement[bool]:
    return or_(DistinctPairRow.low_id.in_(id_set(ids)), DistinctPairRow.high_id.in_(id_set(ids)))


def _forget_links(
    connection: Connection, table: type[DistinctPairRow] | type[FurtherOriginalRow], is_theirs: ColumnElement[bool]
) -> None:
    """Forget, in the log too, rows that go with the clippings; the steps that did nothing else go with them."""
    rows = frozenset(connection.scalars(select(table.id).where(is_theirs)))
    if not rows:
        return
    steps = set()
    of_these = select(DeltaRow).where(DeltaRow.target == f"{table.__tablename__}.withdrawn")
    for row in connection.execute(of_these).all():
        delta = _delta_of(row)
        if not rows.isdisjoint(delta.ids):
            _rewrite(connection, row.id, without(delta, rows))
            steps.add(row.step_id)
    is_empty = ~exists().where(DeltaRow.step_id == StepRow.id)
    # Undo steps, which have no changes of their own, go with what they took back.
    empty = connection.scalars(select(StepRow.id).where(StepRow.id.in_(id_set(steps)), is_empty)).all()
    connection.execute(delete(StepRow).where(StepRow.reverses.in_(id_set(empty))))
    connection.execute(delete(StepRow).where(StepRow.id.in_(id_set(empty))))


def _delta_of(row: Any) -> Delta:
    return Delta(Kind(row.kind), row.target, tuple(deltas.unpack_ids(row.ids)), tuple(row.old), tuple(row.new))


def _forget_steps(connection: Connection, ids: frozenset[int]) -> None:
    near = select(StepRow.id, StepRow.verb, StepRow.clippings, StepRow.count, StepRow.detail).where(
        StepRow.first_id <= max(ids), StepRow.last_id >= min(ids)
    )
    gone = []
    for row in connection.execute(near).all():
        touched = set(deltas.unpack_ids(row.clippings))
        if touched <= ids:
            gone.append(row.id)
        elif touched & ids:
            _forget_in_step(connection, row, touched - ids, ids)
    of_gone = or_(StepRow.id.in_(id_set(gone)), StepRow.reverses.in_(id_set(gone)))
    # The undo steps first, since they point at what they took back.
    connection.execute(delete(StepRow).where(of_gone, StepRow.reverses.is_not(None)))
    connection.execute(delete(StepRow).where(of_gone))


def _titles_in(row: Any) -> frozenset[str]:
    """What in the details of a step is the title of a clipping; a merge names the one that is kept."""
    verb = row.detail.get("verb", row.verb)
    return frozenset({"headline", "name", "field"} if verb == "merge" else {"headline"})


def _forget_in_step(connection: Connection, row: Any, kept: set[int], ids: frozenset[int]) -> None:
    values = {
        "count": min(row.count, len(kept)),
        "detail": {name: value for name, value in row.detail.items() if name not in _titles_in(row)},
        "first_id": min(kept),
        "last_id": max(kept),
        "clippings": deltas.pack_ids(kept),
    }
    connection.execute(update(StepRow).where(StepRow.id == row.id).values(values))
    for delta_row in connection.execute(select(DeltaRow).where(DeltaRow.step_id == row.id)).all():
        _forget_in_delta(connection, delta_row, ids)


def _forget_in_delta(connection: Connection, row: Any, ids: frozenset[int]) -> None:
    delta = _delta_of(row)
    if not ids.isdisjoint(delta.touched):
        _rewrite(connection, row.id, without(delta, ids))


def _rewrite(connection: Connection, delta_id: int, rest: Delta) -> None:
    this = DeltaRow.id == delta_id
    if rest.ids:
        values = {"ids": deltas.pack_ids(rest.ids), "old": list(rest.old), "new": list(rest.new)}
        connection.execute(update(DeltaRow).where(this).values(values))
    else:
        connection.execute(delete(DeltaRow).where(this))


def without(delta: Delta, ids: frozenset[int]) -> Delta:
    """Return a delta without some of its ids and the values that were theirs."""
    places = [place for place, id_ in enumerate(delta.ids) if id_ not in ids]
    return replace(
        delta,
        ids=tuple(delta.ids[place] for place in places),
        old=_at(delta.old, places),
        new=_at(delta.new, places),
    )


def _at(values: tuple[Any, ...], places: Sequence[int]) -> tuple[Any, ...]:
    return values if len(values) == 1 else tuple(values[place] for place in places)


def _drop_originals(connection: Connection, originals: Iterable[int]) -> None:
    is_first = exists().where(ClippingRow.original_id == OriginalRow.id)
    is_further = exists().where(FurtherOriginalRow.original_id == OriginalRow.id)
    unused = OriginalRow.id.in_(id_set(originals)), ~is_first, ~is_further
    connection.execute(delete(OriginalRow).where(*unused))


def _drop_unused_names(connection: Connection) -> None:
    """Erase outlets and people that no clipping has any more, and that no step would need to give back.

    Those of whom something is known stay in their registers.
    """
    people_in_log, outlets_in_log = _names_in_log(connection)
    reports = exists().where(ReporterRow.person_id == PersonRow.id)
    speaks = exists().where(SpokespersonRow.person_id == PersonRow.id)
    is_quoted = exists().where(QuoteRow.person_id == PersonRow.id)
    runs = exists().where(ClippingRow.outlet_id == OutletRow.id)
    unused_people = ~reports, ~speaks, ~is_quoted, ~people.PROFILES.is_known()
    unused_outlets = ~runs, ~outlets.PROFILES.is_known()
    connection.execute(delete(PersonRow).where(*unused_people, PersonRow.id.not_in(id_set(people_in_log))))
    connection.execute(delete(OutletRow).where(*unused_outlets, OutletRow.id.not_in(id_set(outlets_in_log))))


def _names_in_log(connection: Connection) -> tuple[set[int], set[int]]:
    of_people: set[int] = set()
    of_outlets: set[int] = set()
    is_about_names = or_(
        DeltaRow.target.in_(deltas.PEOPLE),
        DeltaRow.target == "clippings.outlet_id",
        DeltaRow.target.startswith("people."),
        DeltaRow.target.startswith("outlets."),
    )
    for row in connection.execute(select(DeltaRow).where(is_about_names)):
        if row.target in deltas.PEOPLE:
            of_people.update(person[0] for listed in (*row.old, *row.new) for person in listed)
        elif row.target == "clippings.outlet_id":
            of_outlets.update(value for value in (*row.old, *row.new) if value is not None)
        else:
            (of_people if row.target.startswith("people.") else of_outlets).update(deltas.unpack_ids(row.ids))
    return of_people, of_outlets
