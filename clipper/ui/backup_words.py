"""What a backup is called and said to hold."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from clipper.model.attachment import write_size
from clipper.model.backup import Backup, Reason
from clipper.ui.dates import write_date


def _tr(text: str) -> str:
    return QCoreApplication.translate("Backups", text)


_REASONS: dict[Reason, Callable[[], str]] = {
    Reason.DAY: lambda: _tr("After a day’s work"),
    Reason.IMPORT: lambda: _tr("Before an import"),
    Reason.DELETION: lambda: _tr("Before a deletion"),
    Reason.UPDATE: lambda: _tr("Before an update of the library’s form"),
    Reason.ASKED: lambda: _tr("Asked for"),
}


def title(backup: Backup) -> str:
    """Return when a backup was made: "Wednesday 18 November 2026, 17:02", and of what, if the library lay elsewhere."""
    when = f"{write_date(backup.made.date(), weekday=True)}, {backup.made:%H:%M}"
    return _tr("{when} · of {place}").format(when=when, place=backup.place) if backup.place else when


def facts(backup: Backup) -> str:
    """Return why it was made and what it holds."""
    if not backup.is_sound:
        return _tr("Damaged, or it cannot be read now: it cannot be restored")
    return " · ".join([_REASONS[backup.reason](), holding(backup)])


def make(backup: Backup) -> str:
    """Return how large it is, and which version made it; nothing of one that cannot be read."""
    if not backup.is_sound:
        return ""
    by = [_tr("Clipper {version}").format(version=backup.program)] if backup.program else []
    return " · ".join([write_size(backup.size), *by])


def holding(backup: Backup) -> str:
    """Return what it holds: "1,204 clippings (beside them 3 rejected), the newest of 17 Nov 2026"."""
    counted, newest = backup.held.counted, backup.held.newest
    many = _tr("{count} clippings").format(count=f"{counted.shown:,}")
    said = _tr("1 clipping") if counted.shown == 1 else many
    words = (counted.rejected, _tr("{count} rejected")), (counted.deleted, _tr("{count} in the wastebasket"))
    if beside := ", ".join(text.format(count=f"{count:,}") for count, text in words if count):
        said = _tr("{clippings} (beside them {others})").format(clippings=said, others=beside)
    return said if newest is None else _tr("{clippings}, newest {day}").format(clippings=said, day=_short(newest))


def lying(own: Path, backups: Sequence[Backup]) -> str:
    """Return in which folder backups lie, their own one where there are some in it, and how many lie elsewhere."""
    counted = Counter(one.path.parent for one in backups)
    folder = own if own in counted or not counted else counted.most_common(1)[0][0]
    others = counted.total() - counted[folder]
    one = _tr("They lie in {folder}, but for one that lies in another folder")
    many = _tr("They lie in {folder}, but for {n} that lie in other folders")
    told = {0: _tr("They lie in {folder}"), 1: one}.get(others, many)
    return told.format(folder=folder, n=f"{others:,}")


def saved(name: str, sentences: Sequence[str]) -> str:
    """Return that a file was saved, and the sentences that are to be told of it."""
    told = _tr("Saved {name}").format(name=name)
    return " ".join([f"{told}.", *sentences]) if sentences else told


def moment(made: datetime) -> str:
    """Return when something was made where space is scarce: "18 Nov 2026, 17:02"."""
    return f"{_short(made.date())}, {made:%H:%M}"


def _short(day: date) -> str:
    return write_date(day, short=True)


def erasing(clippings: int, backups: int) -> tuple[str, str]:
    """Return the question whether what was deleted for good goes from so many backups, too, and what that means."""
    title = _tr("Erase it from 1 backup?") if backups == 1 else _tr("Erase it from {count} backups?")
    one = _tr("1 clipping that you deleted for good is still there. This cannot be undone.")
    many = _tr("{count} clippings that you deleted for good are still there. This cannot be undone.")
    text = one if clippings == 1 else many
    return title.format(count=f"{backups:,}"), text.format(count=f"{clippings:,}")
