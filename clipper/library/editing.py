"""Editing one clipping, field by field."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from clipper.library import cleaning, clippings, names
from clipper.library.aliases import OwnNames
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
            _edit_field(work, clipping_id, field, values[field])
        if len(work.deltas) > before:
            changed.append(field.replace("_", " "))
    work.detail["field"] = ", ".join(changed)
    work.subjects = frozenset([clipping_id])


def _edit_field(work: Work, clipping_id: int, field: str, value: Any) -> None:
    if field == "outlet":
        set_outlet(work, [clipping_id], value)
    elif field == "reporters":
        ids = _people(work, OwnNames.of(work.connection).reporters(value))
        work.put_list(ReporterRow, clipping_id, [[person_id] for person_id in ids])
    elif field == "spokespeople":
        _edit_spokespeople(work, clipping_id, OwnNames.of(work.connection).spokespeople(value))
    else:
        work.put(getattr(ClippingRow, field), [clipping_id], cleaning.text(field, value))


def set_outlet(work: Work, ids: Sequence[int], value: str | None) -> None:
    """Give clippings an outlet, made when it is new; None where it is not known."""
    name = cleaning.name(value)
    outlet_id = None if name is None else names.find_or_make(work, OutletRow, [name])[name]
    if name is not None and outlet_id is not None:
        _respell(work, OutletRow, {outlet_id: name})
    work.put(ClippingRow.outlet_id, ids, outlet_id)


def _edit_spokespeople(work: Work, clipping_id: int, people: Sequence[Spokesperson]) -> None:
    ids = _people(work, [one.name for one in people])
    rows = [[person_id, str(one.role)] for person_id, one in zip(ids, people, strict=True)]
    work.put_list(SpokespersonRow, clipping_id, rows)


def _people(work: Work, wanted: Sequence[str]) -> list[int]:
    known = names.find_or_make(work, PersonRow, wanted)
    _respell(work, PersonRow, {known[name]: name for name in wanted})
    return [known[name] for name in wanted]


def _respell(work: Work, register: type[OutletRow] | type[PersonRow], spelt: dict[int, str]) -> None:
    """Take over a corrected spelling: a name that differs by case or accents only is the same outlet or person."""
    rows = work.connection.execute(select(register.id, register.name).where(register.id.in_(spelt)))
    for row_id, name in rows.all():
        if name != spelt[row_id] and fold(name) == fold(spelt[row_id]):
            work.put(register.name, [row_id], spelt[row_id])
