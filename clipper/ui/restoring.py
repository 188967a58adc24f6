"""Putting a backup in the place of a library while no window has it open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from clipper.model.errors import ClipperError, Lost
from clipper.model.progress import Progress

if TYPE_CHECKING:
    from clipper.library.backup import Restored


@contextmanager
def staying() -> Iterator[None]:
    """Let the program go on while its only window is closed and another one is not open yet."""
    before = QApplication.quitOnLastWindowClosed()
    QApplication.setQuitOnLastWindowClosed(False)
    try:
        yield
    finally:
        QApplication.setQuitOnLastWindowClosed(before)


def put_back(path: Path, backup: Path) -> tuple[str, str]:
    """Restore a backup while a person waits; returns what to tell of it, or else why it was not restored."""
    from clipper.ui.dialogs.waiting import wait_for

    def work(report: Progress) -> "Restored":
        from clipper.library.backup import restore_backup

        return restore_backup(backup, path, progress=report)

    said = _tr("The backup is copied and verified before it takes the place of the library.")
    try:
        done: Restored = wait_for(_tr("Restoring"), said, work)
    except ClipperError as error:
        return "", str(error)
    told = [_tr("The backup was restored.")]
    if done.aside is not None:
        told.append(_tr("The library as it was before is kept as {name}.").format(name=done.aside.name))
    return " ".join([*told, *done.sentences]), ""


def has_backups(path: Path) -> bool:
    """Tell whether there is a sound backup of a library."""
    return bool(sound_backups(path))


def sound_backups(path: Path) -> list[Path]:
    """Return the sound backups of a library, newest first."""
    from clipper.library.backup_lists import backups_of

    try:
        return [one.path for one in backups_of(path) if one.is_sound]
    except ClipperError:
        return []


def told_lost(path: Path, lost: Lost) -> tuple[str, str]:
    """Return what to say of a library that is missing or empty though there are backups of it: a title, sentences."""
    from clipper.ui import backup_words

    last, count = lost.backups[0], len(lost.backups)
    if path.exists():
        title, what = _tr("“{name}” is empty"), _tr("The library {path} is empty")
    else:
        title, what = _tr("“{name}” is not there"), _tr("The library {path} is not there")
    one = _tr("{what}, but there is a backup of it, of {moment}: {held}.")
    many = _tr("{what}, but there are {count} backups of it, the last of {moment}: {held}.")
    moment, held = backup_words.moment(last.made), backup_words.holding(last)
    told = (one if count == 1 else many).format(
        what=what.format(path=path), count=f"{count:,}", moment=moment, held=held
    )
    return title.format(name=path.name), f"{told} {_tr('If you moved it, open it where it lies now.')}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Restoring", text)
