"""Erasing clippings for good, with their traces in originals, reports, change log and index; no undo brings them back.

An issued report that lists one was frozen for ever, but the law that asks to erase is stronger: its content and its
files go, in all formats, and a number remains that says there was a report.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from sqlalchemy import ColumnElement, Connection, delete, exists, false, or_, select, true, update

from clipper.library import contents, deltas, erased, issued_reports, kept_files, outlets, people
from clipper.library.deltas import Delta, Kind
from clipper.library.profiles import Profiles
from clipper.library.store import sqlite
from clipper.library.store.sqlite import id_set, text_set
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
    ReportTextRow,
    SpokespersonRow,
    StepRow,
)
from clipper.model.report import why
from clipper.model.values import replace


class Purged(Struct, frozen=True):
    """The ids of clippings that were erased, and how many issued reports that the library shows went with them."""

    clippings: frozenset[int] = frozenset()
    reports: int = 0


def purge(connection: Connection, wanted: Iterable[int], now: datetime) -> Purged:
    """Erase clippings, and the issued reports that list them; a paste or file goes with the last that has it.

    Those whose adding was undone, and can be done again no more, go along: nobody could ask for it. That they were
    there is not remembered, so that they can be imported once more; those that were asked for stay away.
    """
    asked_for = set(wanted)
    erased.remember(connection, _uuids_of(connection, asked_for), now)
    all_wanted = asked_for | _out_of_reach(connection)
    found = select(ClippingRow.id, ClippingRow.original_id).where(ClippingRow.id.in_(id_set(all_wanted)))
    originals = dict(connection.execute(found).all())
    ids = frozenset(originals)
    if not ids:
        return Purged()
    further = select(FurtherOriginalRow.original_id).where(FurtherOriginalRow.clipping_id.in_(id_set(ids)))
    theirs = {*originals.values(), *connection.scalars(further)}
    named = _named_by(connection, ids)
    reports = _forget_reports(connection, ids)
    _forget_links(connection, DistinctPairRow, _pairs_of(ids))
    _forget_links(connection, FurtherOriginalRow, FurtherOriginalRow.clipping_id.in_(id_set(ids)))
    _forget_steps(connection, ids)
    connection.execute(delete(ClippingRow).where(ClippingRow.id.in_(id_set(ids))))
    _drop_originals(connection, {original for original in theirs if original})
    _forget_names(connection, named)
    contents.forget_all_but(connection, kept_files.in_use(connection))
    sqlite.optimise_search_index(connection)
    return Purged(ids, reports)


def reports_listing(connection: Connection, ids: Iterable[int]) -> int:
    """Return how many issued reports that the library shows list one of some clippings."""
    return sum(issued_reports.listing(connection, _uuids_of(connection, ids)).values())


def _uuids_of(connection: Connection, ids: Iterable[int]) -> frozenset[str]:
    return frozenset(connection.scalars(select(ClippingRow.uuid).where(ClippingRow.id.in_(id_set(ids)))))


def _forget_reports(connection: Connection, ids: frozenset[int]) -> int:
    """Erase what issued reports and texts by staff say of clippings; returns how many of the reports are shown."""
    uuids = _uuids_of(connection, ids)
    listing = issued_reports.listing(connection, uuids)
    issued_reports.erase(connection, listing)
    about = select(ReportTextRow.id).where(ReportTextRow.key.in_(text_set(map(why, uuids))))
    _forget_links(connection, ReportTextRow, ReportTextRow.id.in_(about))
    connection.execute(delete(ReportTextRow).where(ReportTextRow.id.in_(about)))
    return sum(listing.values())


def _out_of_reach(connection: Connection) -> set[int]:
    """Return the clippings that neither the library shows nor a redo would bring back."""
    withdrawn = set(connection.scalars(select(ClippingRow.id).where(ClippingRow.withdrawn == true())))
    if not withdrawn:
        return withdrawn
    made = select(DeltaRow.ids).join(StepRow, StepRow.id == DeltaRow.step_id)
    may_return = made.where(
        DeltaRow.target == deltas.target_of(ClippingRow.withdrawn), StepRow.undone, StepRow.ended == false()
    )
    return withdrawn.difference(*map(deltas.unpack_ids, connection.scalars(may_return)))


def _pairs_of(ids: frozenset[int]) -> ColumnElement[bool]:
    return or_(DistinctPairRow.low_id.in_(id_set(ids)), DistinctPairRow.high_id.in_(id_set(ids)))


def _forget_links(
    connection: Connection,
    table: type[DistinctPairRow] | type[FurtherOriginalRow] | type[ReportTextRow],
    is_theirs: ColumnElement[bool],
) -> None:
    """Forget, in the log too, rows that go with the clippings."""
    _forget_rows(connection, table.__tablename__, set(connection.scalars(select(table.id).where(is_theirs))))


def _forget_rows(connection: Connection, table: str, rows: Set[int]) -> None:
    """Forget in the log what was done to rows of a table; the steps that did nothing else go with them."""
    if not rows:
        return
    steps = set()
    of_these = select(DeltaRow).where(DeltaRow.target.startswith(f"{table}.", autoescape=True))
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


def without_titles(verb: str, detail: Mapping[str, str]) -> dict[str, str]:
    """Return the details of a step without the titles of clippings; a merge names the one that is kept."""
    titles = {"headline", "name", "field"} if detail.get("verb", verb) == "merge" else {"headline"}
    return {name: value for name, value in detail.items() if name not in titles}


def _forget_in_step(connection: Connection, row: Any, kept: set[int], ids: frozenset[int]) -> None:
    values = {
        "count": min(row.count, len(kept)),
        "detail": without_titles(row.verb, row.detail),
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


def without(delta: Delta, ids: Set[int]) -> Delta:
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


class _Named(Struct, frozen=True):
    """The ids of people and outlets that clippings name."""

    people: set[int] = field(default_factory=set)
    outlets: set[int] = field(default_factory=set)


def _named_by(connection: Connection, ids: frozenset[int]) -> _Named:
    """Return whom clippings name, and whom they named before."""
    named = _named_in_log(connection, ids)
    for rows in (ReporterRow, SpokespersonRow, QuoteRow):
        named.people.update(connection.scalars(select(rows.person_id).where(rows.clipping_id.in_(id_set(ids)))))
    is_set = ClippingRow.id.in_(id_set(ids)), ClippingRow.outlet_id.is_not(None)
    named.outlets.update(connection.scalars(select(ClippingRow.outlet_id).where(*is_set)))
    return named


def _named_in_log(connection: Connection, ids: frozenset[int] | None = None) -> _Named:
    """Return whom the log names of clippings, of all where none are given."""
    named = _Named()
    is_about_names = DeltaRow.target.in_((*deltas.PEOPLE, "clippings.outlet_id"))
    for row in connection.execute(select(DeltaRow).where(is_about_names)):
        delta = _delta_of(row)
        if ids is not None:
            delta = without(delta, frozenset(delta.ids) - ids)
        values = (*delta.old, *delta.new) if delta.ids else ()
        if row.target in deltas.PEOPLE:
            named.people.update(person[0] for listed in values for person in listed)
        else:
            named.outlets.update(value for value in values if value is not None)
    return named


def _forget_names(connection: Connection, named: _Named) -> None:
    """Erase those of some outlets and people whom no clipping has any more, and that no step would need to give back.

    Their aliases go with them; those of whom more is written down stay in their registers.
    """
    kept = _named_in_log(connection)
    reports = exists().where(ReporterRow.person_id == PersonRow.id)
    speaks = exists().where(SpokespersonRow.person_id == PersonRow.id)
    is_quoted = exists().where(QuoteRow.person_id == PersonRow.id)
    runs = exists().where(ClippingRow.outlet_id == OutletRow.id)
    _forget_unused(connection, people.PROFILES, named.people - kept.people, reports | speaks | is_quoted)
    _forget_unused(connection, outlets.PROFILES, named.outlets - kept.outlets, runs)


def _forget_unused(
    connection: Connection, profiles: Profiles[Any], ids: set[int], is_used: ColumnElement[bool]
) -> None:
    register = profiles.register
    is_bare = register.id.in_(id_set(ids)), ~is_used, ~profiles.is_known(but=["aliases"])
    gone = set(connection.scalars(select(register.id).where(*is_bare)))
    _forget_rows(connection, register.__tablename__, gone)
    connection.execute(delete(register).where(register.id.in_(id_set(gone))))
