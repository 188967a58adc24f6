"""The fields that an organisation codes beside those of the trade, and their values in clippings."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, false, func, select

from clipper.library import deltas, names
from clipper.library.store.tables import CodeFieldRow, CodeValueRow
from clipper.library.work import Work
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.text import clean_line, fold

_ROWS = (
    select(CodeFieldRow.id, CodeFieldRow.name, CodeFieldRow.kind, CodeFieldRow.choices, CodeFieldRow.definition)
    .where(CodeFieldRow.withdrawn == false())
    .order_by(CodeFieldRow.position, CodeFieldRow.id)
)


def fields(connection: Connection) -> list[CodeField]:
    """Return the fields in the order in which they are coded."""
    return list(_fields(connection).values())


def _fields(connection: Connection) -> dict[int, CodeField]:
    rows = connection.execute(_ROWS)
    return {row.id: CodeField(row.name, row.kind, tuple(row.choices), row.definition) for row in rows}


def save(work: Work, field: CodeField, before: str | None) -> None:
    """Keep a field, in the place of the one called `before`, or as a new last one.

    Raises NotFound, or WrongUsage where its name is none or taken; the kind of a field that clippings have values of
    stays.
    """
    field = field.cleaned()
    work.detail["name"] = field.name
    own = None if before is None else _require(work.connection, before)
    if names.ids_of(work.connection, CodeFieldRow, [fold(field.name)]).get(fold(field.name), own) != own:
        raise WrongUsage(f"There is a field “{field.name}” already. Choose another name; nothing was changed.")
    if own is None:
        position = work.connection.scalar(select(func.max(CodeFieldRow.position)).select_from(CodeFieldRow))
        names.make(work, CodeFieldRow, [{**_row(field), "position": (position or 0) + 1}])
        return
    if field.kind is not _fields(work.connection)[own].kind and _coded(work.connection, own):
        raise WrongUsage(f"Clippings are coded by “{field.name}” already, so it stays what it is. Make a new field.")
    for name, value in _row(field).items():
        work.put(getattr(CodeFieldRow, name), [own], value)


def _row(field: CodeField) -> dict[str, Any]:
    row = {"name": field.name, "folded": fold(field.name), "kind": field.kind}
    return {**row, "choices": list(field.choices), "definition": field.definition}


def delete(work: Work, name: str) -> None:
    """Forget a field and its values; raises NotFound."""
    field_id = _require(work.connection, name)
    work.detail["name"] = _fields(work.connection)[field_id].name
    _put(work, _coded(work.connection, field_id), field_id, None)
    work.put(CodeFieldRow.withdrawn, [field_id], True)


def code(work: Work, ids: Iterable[int], name: str, text: str | None) -> None:
    """Give clippings a value of a field, None for not coded; raises NotFound, or WrongUsage for what is no value."""
    field_id = _require(work.connection, name)
    field = _fields(work.connection)[field_id]
    work.detail["name"] = field.name
    value = field.read(text or "")
    _put(work, work.live(ids), field_id, value)


def unite(work: Work, kept_id: int, other_id: int) -> None:
    """Give a clipping those values of another one that it has not itself."""
    values = _values(work, [kept_id, other_id])
    work.put_list(CodeValueRow, kept_id, sorted({**values[other_id], **values[kept_id]}.items()))


def find_or_make(work: Work, wanted: Iterable[str]) -> dict[str, int]:
    """Return the ids of fields by their names; those that are new hold text."""
    named = {clean_line(name): fold(clean_line(name)) for name in wanted}
    known = names.ids_of(work.connection, CodeFieldRow, named.values())
    # The first spelling of a new name is the one that is kept.
    new = {key: name for name, key in reversed(named.items()) if key not in known}
    for name in reversed(new.values()):
        save(work, CodeField(name, FieldKind.TEXT), None)
    known = names.ids_of(work.connection, CodeFieldRow, named.values())
    return {name: known[key] for name, key in named.items()}


def _put(work: Work, ids: Sequence[int], field_id: int, value: str | None) -> None:
    """Give clippings one value of a field beside those that they have of others."""
    lists = {}
    for clipping_id, values in _values(work, ids).items():
        others = {field: said for field, said in values.items() if field != field_id}
        lists[clipping_id] = sorted((others if value is None else {**others, field_id: value}).items())
    work.put_lists(CodeValueRow, lists)


def _values(work: Work, ids: Sequence[int]) -> dict[int, dict[int, str]]:
    lists = deltas.lists_of(work.connection, CodeValueRow.__tablename__, ids)
    return {clipping_id: dict(listed) for clipping_id, listed in lists.items()}


def _coded(connection: Connection, field_id: int) -> list[int]:
    return list(connection.scalars(select(CodeValueRow.clipping_id).where(CodeValueRow.field_id == field_id)))


def _require(connection: Connection, name: str) -> int:
    found = names.ids_of(connection, CodeFieldRow, [fold(clean_line(name))])
    if not found:
        raise NotFound(f"There is no field “{clean_line(name)}” in the codebook.")
    return next(iter(found.values()))
