"""The keys whose descending order is newest first: the day in the upper half, the id in the lower; see ClippingRow."""

from datetime import date, datetime

from sqlalchemy import ColumnElement

from clipper.library.store.tables import ClippingRow
from clipper.model.period import Period

_HALF = 32


def search_id_of(clipping_id: int, published_on: date | None, added_at: datetime) -> int:
    """Return the key of a clipping; one without a date stands on the day on which it was added."""
    return _first_of(published_on or added_at.date()) | clipping_id


def keys_of(days: Period) -> tuple[int, int]:
    """Return the least and the greatest key that clippings of some days can have."""
    return _first_of(days.first), _first_of(days.last) | ((1 << _HALF) - 1)


def day_number() -> ColumnElement[int]:
    """Select the number of the day in the key of a clipping, to be read by `numbered_day`."""
    return ClippingRow.search_id.bitwise_rshift(_HALF)


def numbered_day(number: int) -> date:
    """Return the day of a number."""
    return date.fromordinal(number + date.min.toordinal())


def _first_of(day: date) -> int:
    return (day.toordinal() - date.min.toordinal()) << _HALF
