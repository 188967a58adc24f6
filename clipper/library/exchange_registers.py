"""What steps changed of all but clippings, as the archive of an export tells it, so that two copies can be united.

Each row is told by the name, or the UUID, that stands for it now; values are as the log has them. What is gone is left
out, as is what was made: steps tell of it in their titles.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Connection, false, select

from clipper.library import deltas
from clipper.library.deltas import Kind
from clipper.library.merged import Standing
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import (
    CodeFieldRow,
    DefinitionRow,
    MessageRow,
    OrganisationRow,
    OutletRow,
    PersonRow,
    PresetRow,
    ReportTextRow,
    SavedSearchRow,
    Table,
    TagRow,
    TemplateRow,
)
from clipper.model.errors import WrongUsage
from clipper.model.text import fold

_NAMED = (OutletRow, PersonRow, TagRow, MessageRow, CodeFieldRow, PresetRow, SavedSearchRow, TemplateRow)
_BY_UUID = (DefinitionRow,)
_MERGED = {rows.__tablename__ for rows in (OutletRow, PersonRow, TagRow, MessageRow)}
_FOLDED_LESS = {rows.__tablename__ for rows in (TagRow, PresetRow, SavedSearchRow, TemplateRow)}
TABLES: Mapping[str, Any] = {rows.__tablename__: rows for rows in (*_NAMED, *_BY_UUID, ReportTextRow, OrganisationRow)}
_OF_TEXT = ("definition_uuid", "first", "last", "language", "audience", "key")
_LEFT_OUT = frozenset({"id", "uuid", "folded", "withdrawn"})
_WRONG = "what a step of its history changed of a register cannot be read."


def key_of(table: str, name: str) -> str:
    """Return how a row of a register is told by its name."""
    return name.casefold() if table in _FOLDED_LESS else fold(name)


def register_changes(connection: Connection, rows: Iterable[Any], standing: Standing) -> list[dict[str, Any]]:
    """Return what rows of the log changed of registers, searches, reports and the organisation."""
    told = (_told(connection, row, standing) for row in rows if _is_told(row.kind, row.target))
    return [one for one in told if one["rows"]]


def _is_told(kind: str, target: str) -> bool:
    table, _, column = target.partition(".")
    return kind == Kind.SET and table in TABLES and column in TABLES[table].__table__.c and column not in _LEFT_OUT


def _told(connection: Connection, row: Any, standing: Standing) -> dict[str, Any]:
    table = row.target.split(".")[0]
    ids = deltas.unpack_ids(row.ids)
    keys = _keys(connection, table, _standing(standing, table, ids))
    kept = [index for index, id_ in enumerate(ids) if id_ in keys]
    old, new = ([side[0] if len(side) == 1 else side[index] for index in kept] for side in (row.old, row.new))
    return {"target": row.target, "rows": [keys[ids[index]] for index in kept], "old": old, "new": new}


def _keys(connection: Connection, table: str, standing: Mapping[int, int]) -> dict[int, str]:
    """How rows are told, given which rows stand for them now."""
    rows = TABLES[table]
    if rows is OrganisationRow:
        return dict.fromkeys(standing, "")
    live = select(rows.id, *_key_columns(rows)).where(rows.withdrawn == false())
    found = connection.execute(live.where(rows.id.in_(id_set(standing.values()))))
    keys = {id_: _joined(table, key) for id_, *key in found}
    return {id_: keys[now] for id_, now in standing.items() if now in keys}


def _key_columns(rows: Any) -> list[Any]:
    if rows is ReportTextRow:
        return [getattr(rows, name) for name in _OF_TEXT]
    return [rows.uuid if rows in _BY_UUID else rows.name]


def _joined(table: str, key: Sequence[Any]) -> str:
    if len(key) > 1:
        return "|".join(str(deltas.plain(one)) for one in key)
    return str(key[0]) if TABLES[table] in _BY_UUID else key_of(table, key[0])


def _standing(standing: Standing, table: str, ids: Iterable[int]) -> dict[int, int]:
    """The rows that took in some rows; one that nothing took in stands for itself."""
    return {id_: standing.taken_in(table, id_) if table in _MERGED else id_ for id_ in ids}


class RegisterRows(Struct):
    """The rows of a library that an archive means, which stay as they are while its history is written."""

    connection: Connection
    found: dict[str, dict[str, int]] = field(default_factory=dict)

    def deltas_of(self, told: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return changes of an archive as the log keeps them, of the rows that the library has."""
        return [delta for change in told for delta in [self._delta(change)] if delta]

    def _delta(self, change: Mapping[str, Any]) -> dict[str, Any] | None:
        ids = self._ids(change["target"].split(".")[0])
        kept = sorted((ids[row], index) for index, row in enumerate(change["rows"]) if row in ids)
        if not kept:
            return None
        old, new = ([*deltas.squeezed([change[side][index] for _, index in kept])] for side in ("old", "new"))
        packed = deltas.pack_ids(id_ for id_, _ in kept)
        return {"kind": Kind.SET, "target": change["target"], "ids": packed, "old": old, "new": new}

    def _ids(self, table: str) -> dict[str, int]:
        if table not in self.found:
            rows = TABLES[table]
            live = [] if rows is OrganisationRow else [rows.withdrawn == false()]
            every = self.connection.scalars(select(rows.id).where(*live)).all()
            keys = _keys(self.connection, table, {id_: id_ for id_ in every})
            self.found[table] = {key: id_ for id_, key in keys.items()}
        return self.found[table]


def checked_register_change(values: Any) -> Mapping[str, Any]:
    """Return a change of a register as an archive tells it; raises WrongUsage for what cannot be."""
    try:
        lists = [values[name] for name in ("rows", "old", "new")]
        table, _, column = values["target"].partition(".")
        is_right = (
            all(isinstance(one, list) for one in lists)
            and len({len(one) for one in lists}) == 1
            and all(isinstance(row, str) for row in values["rows"])
            and column in Table.metadata.tables[table].c
            and _is_told(Kind.SET, values["target"])
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise WrongUsage(_WRONG) from error
    if not is_right:
        raise WrongUsage(_WRONG)
    return {name: values[name] for name in ("target", "rows", "old", "new")}
