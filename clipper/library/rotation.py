"""Which backups of a library stay: many of late, fewer the older they are, never too few."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from clipper.model.backup import Backup

LEAST = 3
"""So many sound backups stay, however old they are."""
OF_LATE = 8
"""So many stay of the last day in which any was made."""
DAYS, WEEKS, MONTHS = 7, 5, 12
"""So many days, weeks and months keep their newest backup, those in which none was made not counted."""

_DAY = timedelta(days=1)

_Span = tuple[Callable[[datetime], Hashable], int]
_SPANS: tuple[_Span, ...] = (
    (datetime.date, DAYS),
    (lambda made: made.isocalendar()[:2], WEEKS),
    (lambda made: (made.year, made.month), MONTHS),
)


def surplus(backups: Sequence[Backup], now: datetime) -> list[Backup]:
    """Return the backups that may go, of which the newest sound one is none.

    The rule looks at the backups' own times and not at how long ago they are, so that none goes just because time
    passed. Those that seem to be of the future stay and do not count: the clock was set back, and every day would push
    out the work of that day.
    """
    past = sorted((one for one in backups if one.made <= now + _DAY), key=lambda one: one.order, reverse=True)
    sound = [one for one in past if one.is_sound]
    kept = {one.path for one in sound[:LEAST]}
    kept.update(one.path for one in sound[:OF_LATE] if sound[0].made - one.made <= _DAY)
    for span, count in _SPANS:
        kept.update(_newest_of_each(sound, span, count))
    # A damaged one may be all that is left of some work, until there is enough that is sound and newer.
    newer = sound[LEAST - 1].made if len(sound) >= LEAST else None
    kept.update(one.path for one in past if not one.is_sound and (newer is None or one.made >= newer))
    return [one for one in past if one.path not in kept]


def dispensable(backups: Sequence[Backup]) -> list[Backup]:
    """Return the backups that may go, one after the other, until the disk has room for another: the oldest first."""
    sound = sorted((one for one in backups if one.is_sound), key=lambda one: one.order)
    return sound[:-LEAST]


def _newest_of_each(sound: Sequence[Backup], span: Callable[[datetime], Hashable], count: int) -> list[Path]:
    newest: dict[Hashable, Path] = {}
    for one in sound:
        newest.setdefault(span(one.made), one.path)
    return list(newest.values())[:count]
