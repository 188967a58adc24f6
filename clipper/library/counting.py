"""Counting the clippings of a library, of a copy of it, or of a backup of any form: everywhere the same."""

from sqlalchemy import ColumnElement, Connection, and_, false, func, select, true

from clipper.library.store.tables import ClippingRow
from clipper.model.codes import State
from clipper.model.counted import Counted

_REJECTED = ClippingRow.state == State.REJECTED


def counted(connection: Connection) -> Counted:
    """Return how many clippings lists show, how many were rejected, and how many are in the wastebasket."""
    shown, rejected, deleted = connection.execute(
        select(
            _where(and_(ClippingRow.deleted == false(), ~_REJECTED)),
            _where(and_(ClippingRow.deleted == false(), _REJECTED)),
            _where(ClippingRow.deleted == true()),
        ).where(ClippingRow.withdrawn == false())
    ).one()
    return Counted(shown, rejected, deleted)


def _where(holds: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(holds)
