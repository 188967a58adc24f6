"""Editing clippings, field by field."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import select

from clipper.library import cleaning, clippings, names
from clipper.library.aliases import OwnNames
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingRow, OutletRow, PersonRow, ReporterRow, SpokespersonRow
from clipper.library.work import Work
from clipper.model.clipping import Spokesperson
from clipper.model.draft import DRAFT_FIELDS
from clipper.model.medium_fields import MEDIUM_FIELDS
from clipper.model.text import fold

EDITED_FIELDS = (*DRAFT_FIELDS, *MEDIUM_FIELDS)
"""What `edit` writes: what a draft says of a mention, and what clippings of some media have beside it."""


def edit(work: Work, clipping_id: int, values: dict[str, Any]) -> None:
    """Write new values of EDITED_FIELDS; the step names the fields that really changed.

    Raises TypeError for a field that there is not, WrongUsage for a value that it cannot have.
    """
    unknown = values.keys() - set(EDITED_FIELDS)
    if unknown:
        raise TypeError(f"A clipping has no field {', '.join(sorted(unknown))} to edit")
    work.detail["headline"] = clippings.title_of(work.connection, clipping_id)
    changed = []
    for field in EDITED_FIELDS:
        before = len(work.deltas)
        if field in values:
            _edit_field(work, field, {clipping_id: values[field]})
        if len(work.deltas) > before:
            changed.append(field.replace("_", " "))
    work.detail["field"] = ", ".join(changed)
    work.subjects = frozenset([clipping_id])


def edit_many(work: Work, values: Mapping[int, Mapping[str, Any]]) -> None:
    """Write new values of EDITED_FIELDS in many clippings, each its own; see edit, but that the step names nothing."""
    for field in EDITED_FIELDS:
        of_field = {clipping_id: given[field] for clipping_id, given in values.items() if field in given}
        if of_field:
            _edit_field(work, field, of_field)


def _edit_field(work: Work, field: str, values: Mapping[int, Any]) -> None:
    """Write the value of a field in each clipping."""
    if field == "outlet":
        outlets = _outlets(work, values.values())
        work.put_each(ClippingRow.outlet_id, {clipping_id: outlets[name] for clipping_id, name in values.items()})
    elif field == "reporters":
        _edit_reporters(work, values)
    elif field == "spokespeople":
        _edit_spokespeople(work, values)
    else:
        cleaned = {clipping_id: cleaning.text(field, value) for clipping_id, value in values.items()}
        work.put_each(getattr(ClippingRow, field), cleaned)


def set_outlet(work: Work, ids: Sequence[int], value: str | None) -> None:
    """Give clippings an outlet, made when it is new; None where it is not known."""
    work.put(ClippingRow.outlet_id, ids, _outlets(work, [value])[value])


def _outlets(work: Work, values: Iterable[str | None]) -> dict[str | None, int | None]:
    """Return the outlet that each name means, made when it is new; None for what is no name."""
    cleaned = {value: cleaning.name(value) for value in values}
    known = names.find_or_make(work, OutletRow, filter(None, cleaned.values()))
    _respell(work, OutletRow, {known[name]: name for name in known})
    return {value: None if name is None else known[name] for value, name in cleaned.items()}


def _edit_reporters(work: Work, values: Mapping[int, Sequence[str]]) -> None:
    own = OwnNames.of(work.connection)
    wrote = {clipping_id: own.reporters(reporters) for clipping_id, reporters in values.items()}
    ids = _people(work, chain.from_iterable(wrote.values()))
    rows = {clipping_id: [[ids[name]] for name in reporters] for clipping_id, reporters in wrote.items()}
    work.put_lists(ReporterRow, rows)


def _edit_spokespeople(work: Work, values: Mapping[int, Sequence[Spokesperson]]) -> None:
    own = OwnNames.of(work.connection)
    spoke = {clipping_id: own.spokespeople(people) for clipping_id, people in values.items()}
    ids = _people(work, (one.name for people in spoke.values() for one in people))
    rows = {clipping_id: [[ids[one.name], str(one.role)] for one in people] for clipping_id, people in spoke.items()}
    work.put_lists(SpokespersonRow, rows)


def _people(work: Work, wanted: Iterable[str]) -> dict[str, int]:
    known = names.find_or_make(work, PersonRow, wanted)
    _respell(work, PersonRow, {row_id: name for name, row_id in known.items()})
    return known


def _respell(work: Work, register: type[OutletRow] | type[PersonRow], spelt: dict[int, str]) -> None:
    """Take over a corrected spelling: a name that differs by case or accents only is the same outlet or person."""
    rows = work.connection.execute(select(register.id, register.name).where(register.id.in_(id_set(spelt))))
    for row_id, name in rows.all():
        if name != spelt[row_id] and fold(name) == fold(spelt[row_id]):
            work.put(register.name, [row_id], spelt[row_id])
