"""What the library knows of outlets beside their names."""

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, false, select

from clipper.library import names
from clipper.library.store.tables import OutletRow
from clipper.library.work import Work
from clipper.model.codes import Rights
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.outlet import Outlet
from clipper.model.text import clean, clean_line, fold

KNOWN = tuple(field.name for field in fields(Outlet) if field.name != "name")
"""What can be known of an outlet."""

_MOST = 10**15
_ROWS = select(OutletRow.name, *(getattr(OutletRow, name) for name in KNOWN)).where(OutletRow.withdrawn == false())


def outlets(connection: Connection) -> list[Outlet]:
    """Return all outlets in the order of the alphabet."""
    return [Outlet(*row) for row in connection.execute(_ROWS.order_by(OutletRow.folded))]


def find(connection: Connection, name: str) -> Outlet:
    """Return an outlet by its name, whatever case and accents; raises NotFound."""
    row = connection.execute(_ROWS.where(OutletRow.id == _require(connection, name))).one()
    return Outlet(*row)


def edit(work: Work, name: str, values: dict[str, Any]) -> None:
    """Write what is known of an outlet, fields of KNOWN; raises NotFound, WrongUsage for what cannot be."""
    outlet_id = _require(work.connection, name)
    work.detail["name"] = find(work.connection, name).name
    for field, value in cleaned(values).items():
        work.put(getattr(OutletRow, field), [outlet_id], value)


def cleaned(values: dict[str, Any]) -> dict[str, Any]:
    """Return values of fields of KNOWN as they are kept; raises TypeError for another field, WrongUsage."""
    unknown = values.keys() - set(KNOWN)
    if unknown:
        raise TypeError(f"An outlet has no {', '.join(sorted(unknown))}")
    reach = values.get("reach")
    if reach is not None and not 0 <= reach <= _MOST:
        raise WrongUsage("A reach is a number of people, 0 or more. Nothing was changed.")
    return {field: _cleaned(field, value) for field, value in values.items()}


def _cleaned(field: str, value: Any) -> Any:
    if field == "reach_source":
        return clean_line(value or "") or None
    return (clean(value or "").strip() or None) if field == "rights_notice" else value


def unite(work: Work, kept_id: int, other_id: int) -> None:
    """Give an outlet what only another one, which it takes in, has known."""
    columns = [getattr(OutletRow, name) for name in KNOWN]
    rows = select(OutletRow.id, *columns).where(OutletRow.id.in_((kept_id, other_id)))
    known = {row_id: dict(zip(KNOWN, values, strict=True)) for row_id, *values in work.connection.execute(rows)}
    for group in (("reach", "reach_source", "reach_on"), ("rights", "rights_notice", "rights_until")):
        if known[kept_id][group[0]] in (None, Rights.UNKNOWN):
            for name in group:
                work.put(getattr(OutletRow, name), [kept_id], known[other_id][name])


def _require(connection: Connection, name: str) -> int:
    found = names.ids_of(connection, OutletRow, [fold(clean_line(name))])
    if not found:
        raise NotFound(f"There is no outlet “{clean_line(name)}”.")
    return next(iter(found.values()))
