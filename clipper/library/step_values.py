"""What steps changed of one clipping, read from the change log: values before and after, names in place of ids."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from clipper.library import deltas
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import (
    ClippingMessageRow,
    ClippingTagRow,
    CodeFieldRow,
    CodeValueRow,
    DeltaRow,
    MessageRow,
    OutletRow,
    PersonRow,
    ReporterRow,
    SpokespersonRow,
    StepRow,
    TagRow,
)
from clipper.model.changes import Step
from clipper.model.codes import Role
from clipper.model.field_change import FieldChange
from clipper.model.medium_fields import LENGTHS, MEDIUM_FIELDS, write_length

_MADE = "clippings.withdrawn"
_LONG = {f"clippings.{name}": name for name in ("deck", "body", "note")}
_COLUMNS = (
    *("headline", "programme", "medium", "published_on", "url", "language", *MEDIUM_FIELDS),
    *("state", "relation", "tone", "prominence", "rights", "starred", "publish"),
)
_SHORT = {
    **{f"clippings.{name}": name for name in _COLUMNS},
    "clippings.outlet_id": "outlet",
    ClippingTagRow.__tablename__: "tags",
    ClippingMessageRow.__tablename__: "messages",
    ReporterRow.__tablename__: "reporters",
    SpokespersonRow.__tablename__: "spokespeople",
    CodeValueRow.__tablename__: "codes",
}
_NAMED: dict[str, Any] = {
    "outlet": OutletRow,
    "tags": TagRow,
    "messages": MessageRow,
    "reporters": PersonRow,
    "spokespeople": PersonRow,
    "codes": CodeFieldRow,
}

_Fields = dict[str, FieldChange]


def changes(connection: Connection, clipping_id: int, steps: Sequence[Step]) -> dict[int, tuple[FieldChange, ...]]:
    """Return by step what it changed of a clipping; a step that made it, or that changed nothing of this, is left out.

    An undo has the changes of its step turned round, a redo has them once more. Names are as they are now.
    """
    undoing = {step.id for step in steps if step.verb == "undo"}
    found = select(StepRow.id, StepRow.reverses).where(StepRow.id.in_(id_set(step.id for step in steps)))
    source_of = {step_id: reverses or step_id for step_id, reverses in connection.execute(found)}
    moved = _moved(connection, clipping_id, source_of.values())
    return {
        step_id: tuple(one.turned_round() if step_id in undoing else one for one in moved[source].values())
        for step_id, source in source_of.items()
        if source in moved
    }


def _moved(connection: Connection, clipping_id: int, step_ids: Iterable[int]) -> dict[int, _Fields]:
    rows = _rows_of(connection, clipping_id, step_ids)
    made = {row.step_id for row in rows if row.target == _MADE}
    rows = [row for row in rows if row.step_id not in made]
    moved: dict[int, _Fields] = {row.step_id: {} for row in rows}
    for row in rows:
        if row.target in _LONG:
            moved[row.step_id][_LONG[row.target]] = FieldChange(_LONG[row.target])
    for step_id, change in _short(connection, clipping_id, [row.id for row in rows if row.target in _SHORT]):
        fields = moved[step_id]
        fields[change.field] = fields[change.field].then(change) if change.field in fields else change
    return moved


def _rows_of(
    connection: Connection, clipping_id: int, step_ids: Iterable[int]
) -> "Sequence[Row[int, int, str, bytes]]":
    """The deltas that are of the clipping, without their values, of which some are long and others are thousands."""
    rows = select(DeltaRow.id, DeltaRow.step_id, DeltaRow.target, DeltaRow.ids).where(
        DeltaRow.step_id.in_(id_set(step_ids)), DeltaRow.target.in_([_MADE, *_LONG, *_SHORT])
    )
    return [row for row in connection.execute(rows) if clipping_id in deltas.unpack_ids(row.ids)]


def _short(connection: Connection, clipping_id: int, delta_ids: Sequence[int]) -> Iterator[tuple[int, FieldChange]]:
    names = _Names(connection)
    rows = select(DeltaRow.step_id, DeltaRow.target, DeltaRow.ids, DeltaRow.old, DeltaRow.new)
    wanted = rows.where(DeltaRow.id.in_(id_set(delta_ids))).order_by(DeltaRow.step_id, DeltaRow.position)
    for row in connection.execute(wanted).all():
        place = deltas.unpack_ids(row.ids).index(clipping_id)
        field = _SHORT[row.target]
        before, after = (names.told(field, _of(values, place)) for values in (row.old, row.new))
        yield row.step_id, FieldChange(field, before, after)


def _of(values: Sequence[Any], place: int) -> Any:
    return values[0] if len(values) == 1 else values[place]


class _Names:
    """What values of the log say, each name looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[str, int], str] = {}

    def told(self, field: str, value: Any) -> tuple[str, ...]:
        """Return a value as FieldChange holds it."""
        if value is None:
            return ()
        if isinstance(value, list):
            return tuple(self._entry(field, *said) for said in value)
        if field in _NAMED:
            return (self._name(field, value),)
        if isinstance(value, bool):
            return ("yes" if value else "no",)
        return (write_length(value) if field in LENGTHS else str(value),)

    def _entry(self, field: str, row_id: int, more: str = Role.UNKNOWN) -> str:
        """One of a list: a reporter, a person and their role, a field of the codebook and its value."""
        name = self._name(field, row_id)
        if field == "codes":
            return f"{name}: {more}"
        return name if more == Role.UNKNOWN else f"{name} ({more})"

    def _name(self, field: str, row_id: int) -> str:
        if (field, row_id) not in self._known:
            rows = _NAMED[field]
            self._known[field, row_id] = self._connection.scalar(select(rows.name).where(rows.id == row_id)) or "?"
        return self._known[field, row_id]
