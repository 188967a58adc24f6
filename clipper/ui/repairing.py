"""Repairing a library while no window has it open."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from clipper.library.repair import Repaired, repair
from clipper.model.errors import ClipperError
from clipper.model.progress import Progress
from clipper.ui.dialogs.damage_list import DamageList
from clipper.ui.dialogs.notice import Notice
from clipper.ui.dialogs.waiting import Waiting


def repair_library(path: Path, backups: list[Path]) -> None:
    """Repair a library while a person waits, and show what was saved and what is lost; cancelled, it is as it was."""

    def work(report: Progress) -> Repaired:
        return repair(path, backups=backups, progress=report)

    said = _tr("All that can be read is saved into a new file. The damaged one is kept beside it.")
    waiting = Waiting(_tr("Repairing"), said, _tr("Cancel"))
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="repair") as executor:
        waiting.run(work, executor)
    if isinstance(waiting.error, ClipperError):
        Notice.tell(_tr("The library was not repaired"), str(waiting.error))
    elif waiting.error is not None:
        raise waiting.error
    elif waiting.result_ is not None:
        tell(waiting.result_)


def tell(repaired: Repaired) -> None:
    """Show what was saved and what is lost."""
    DamageList.choose(_tr("The library was repaired"), repaired.summary, repaired.told, [_tr("Close")])


def _tr(text: str) -> str:
    return QCoreApplication.translate("Repairing", text)
