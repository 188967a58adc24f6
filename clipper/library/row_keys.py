"""What the rows of a list are grouped by, fetched without the rows themselves."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, select

from clipper.library.store.sqlite_search import ids_named, pack
from clipper.library.store.tables import ClippingRow, OutletRow


class RowKey(NamedTuple):
    """What puts a row into a group."""

    published_on: date | None
    added_on: date
    outlet: str | None


_KEYS = (
    select(ClippingRow.id, ClippingRow.published_on, ClippingRow.added_at, OutletRow.name)
    .outerjoin(OutletRow, OutletRow.id == ClippingRow.outlet_id)
    .where(ClippingRow.id.in_(ids_named("ids")), ClippingRow.withdrawn.is_(False))
)


def row_keys(connection: Connection, ids: Sequence[int]) -> dict[int, RowKey]:
    """Return what groups clippings, leaving out those that are gone."""
    found = connection.execute(_KEYS, {"ids": pack(ids)})
    return {id_: RowKey(published_on, added_at.date(), outlet) for id_, published_on, added_at, outlet in found}
