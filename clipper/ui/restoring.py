"""Putting a backup in the place of a library while no window has it open."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from clipper.model.errors import ClipperError
from clipper.model.progress import Progress


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
    from clipper.ui.dialogs.waiting import Waiting

    def work(report: Progress) -> tuple[Path | None]:
        from clipper.library.backup import restore_backup

        return (restore_backup(backup, path, progress=report),)

    said = _tr("The backup is copied and verified before it takes the place of the library.")
    waiting = Waiting(_tr("Restoring"), said)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="restore") as executor:
        waiting.run(work, executor)
    if isinstance(waiting.error, ClipperError):
        return "", str(waiting.error)
    if waiting.error is not None:
        raise waiting.error
    (aside,) = waiting.result_
    restored = _tr("The backup was restored.")
    kept = _tr("The library as it was before is kept as {name}.")
    return (restored if aside is None else f"{restored} {kept.format(name=aside.name)}"), ""


def has_backups(path: Path) -> bool:
    """Tell whether there is a sound backup of a library."""
    from clipper.library.backup_facts import listed
    from clipper.library.backup_places import folder_of

    try:
        return any(one.is_sound for one in listed(folder_of(path)))
    except ClipperError:
        return False


def _tr(text: str) -> str:
    return QCoreApplication.translate("Restoring", text)
