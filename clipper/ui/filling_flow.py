"""Pasting into the selected clipping: read aside, looked at by a person only where something has to be chosen."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from clipper.library.filling import draft_for, needs_choice
from clipper.library.library import Library
from clipper.model.clipping import Clipping
from clipper.model.draft import Draft, FileReading, Pasted
from clipper.model.errors import ClipperError
from clipper.model.progress import Progress
from clipper.model.values import replace
from clipper.ui.aside import Aside
from clipper.ui.intake_flow import IntakeFlow, local_files, pasted_from
from clipper.ui.keeper import Keeper

PASTED = "pasted"
"""How what is filled in came, where its review is unfinished."""


class FillingFlow(QObject):
    """told(str): what came of it, where no step shows it. refused(str): it could not be taken, and why.

    givenUp(Callable[[], None]): it was closed after somebody had chosen; calling this brings it back.
    attachRequested(int, list): these files are to be attached to the clipping of that id.
    """

    told = Signal(str)
    refused = Signal(str)
    givenUp = Signal(object)  # noqa: N815
    attachRequested = Signal(int, list)  # noqa: N815

    def __init__(self, library: Library, aside: Aside, keeper: Keeper, intake: IntakeFlow, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._aside, self._intake, self._window = library, aside, intake, window
        self._keeper = keeper

    def offer(self, mime: QMimeData, clipping_id: int, place: QPoint) -> QMenu:
        """Ask, at a place on the screen, whether what was dropped goes into a clipping or becomes one of its own."""
        brought = _copied(mime)
        files = local_files(brought)
        count = len(files)
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        into = menu.addAction(self.tr("Into this clipping"))
        into.setEnabled(count <= 1)
        as_new, several = self.tr("As a new clipping"), self.tr("Import {n} files").format(n=f"{count:,}")
        new = menu.addAction(as_new if count <= 1 else several)
        if files:
            attach = menu.addAction(self.tr("Attach to this clipping"))
            attach.triggered.connect(lambda: self.attachRequested.emit(clipping_id, files))
        into.triggered.connect(lambda: self.take(brought, clipping_id))
        new.triggered.connect(lambda: self._intake.take(brought))
        menu.addSeparator()
        menu.addAction(self.tr("Cancel"))
        menu.setActiveAction(into if count <= 1 else new)
        menu.popup(place)
        return menu

    def take(self, mime: QMimeData | None, clipping_id: int) -> None:
        """Take what a clipboard or drag holds into a clipping."""
        if mime is None:
            return
        files = local_files(mime)
        if len(files) > 1:
            self.refused.emit(self.tr("A clipping takes one file at a time. Nothing was changed."))
            return
        pasted = pasted_from(mime)

        def work(_report: Progress) -> FileReading:
            return self._read_file(files[0]) if files else self._read(pasted)

        sentence = self.tr("Reading what you pasted. Nothing is changed yet.")
        self._aside.run(work, lambda file: self.fill(clipping_id, file), sentence, only_reads=True)

    def _read(self, pasted: Pasted) -> FileReading:
        from clipper.capture.formats import read_pasted

        return read_pasted(pasted, self._library.known(), date.today())

    def _read_file(self, path: Path) -> FileReading:
        from clipper.library.intake import read_or_keep

        return read_or_keep(path, self._library.known(), date.today())

    def fill(self, clipping_id: int, file: FileReading) -> None:
        """Add a reading to a clipping; a person chooses first where it says other things."""
        try:
            self._fill(clipping_id, file)
        except ClipperError as error:
            self.refused.emit(str(error))

    def _fill(self, clipping_id: int, file: FileReading) -> None:
        clipping = self._library.get(clipping_id)
        draft = draft_for(clipping, file.reading)
        if needs_choice(clipping, draft):
            self.review(clipping, file)
        else:
            self._add(clipping, file, draft)

    def review(self, clipping: Clipping, file: FileReading, left: Mapping[str, Any] | None = None) -> None:
        """Have a person choose what a reading replaces, from where that was `left`, and add it to the clipping."""
        from clipper.ui.dialogs.fill import FillDialog, Filling
        from clipper.ui.review_state import filling_work

        def add(filling: Filling) -> None:
            self._add(clipping, file, filling.draft, filling.taken)

        work = filling_work(clipping, PASTED, left)
        self._keeper.begin_review(work.name, replace(file, sheet=None))
        draft = draft_for(clipping, file.reading)
        asked = FillDialog.ask(clipping, draft, file.pasted.source, self._library, self._window, add, work)
        self._keeper.end_review(work.name)
        if asked.is_apart:
            self._intake.review(file)
        if work.given_up:
            self.givenUp.emit(partial(self.review, clipping, file, work.given_up[-1]))

    def _add(self, clipping: Clipping, file: FileReading, draft: Draft, taken: frozenset[str] = frozenset()) -> None:
        changes = self._library.fill(clipping.id, draft, file.pasted, taken, file=file.file)
        if changes.step is None:
            self.told.emit(self.tr("This clipping has all of that already; nothing was changed."))
        if file.problems:
            self.refused.emit("\n".join(problem.sentence for problem in file.problems))


def _copied(mime: QMimeData) -> QMimeData:
    """What is dropped is gone when its event is over."""
    copied = QMimeData()
    if mime.hasUrls():
        copied.setUrls(mime.urls())
    if mime.hasText():
        copied.setText(mime.text())
    if mime.hasHtml():
        copied.setHtml(mime.html())
    return copied
