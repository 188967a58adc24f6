"""The ways in: clipboard, dropped things and files, read aside, reviewed by a person, added in one step."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from clipper.library.library import Library
from clipper.model.draft import Accepted, Pasted, Reading
from clipper.model.errors import ClipperError
from clipper.ui.aside import Aside
from clipper.ui.tasks import Report

_EXCHANGE = ".jsonl"


def local_files(mime: QMimeData) -> list[Path]:
    """Return the files of this machine that a clipboard or drag names."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def pasted_from(mime: QMimeData) -> Pasted:
    """Return what a clipboard or drag holds, verbatim."""
    return Pasted(mime.text(), mime.html() if mime.hasHtml() else None)


class IntakeFlow(QObject):
    """Takes in one thing at a time.

    added(list): the ids of clippings that were just kept. told(str): what came of it, where no new clipping shows it.
    refused(str): what was brought could not be taken, and why.
    """

    added = Signal(list)
    told = Signal(str)
    refused = Signal(str)

    def __init__(self, library: Library, aside: Aside, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._aside, self._window = library, aside, window

    def take(self, mime: QMimeData | None) -> None:
        """Take what a clipboard or drag holds: files are read, anything else is a paste."""
        if mime is None:
            return
        files = local_files(mime)
        if files:
            self.take_files(files)
            return
        pasted = pasted_from(mime)

        def work(_report: Report) -> list[tuple[Pasted, Reading]]:
            # Imported at the first paste: the window opens sooner without it.
            from clipper.capture import read

            return [(pasted, read(pasted, self._library.known(), date.today()))]

        self._aside.run(work, self._review, self.tr("Reading what you pasted. Nothing is added until you keep it."))

    def choose_files(self) -> None:
        """Ask for files and take them."""
        kinds = self.tr("Mentions and exports (*.txt *.html *.htm *.md *.jsonl);;All files (*)")
        chosen, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Import"), "", kinds)
        if chosen:
            self.take_files([Path(name) for name in chosen])

    def take_files(self, paths: Sequence[Path]) -> None:
        """Take files: exports of a library are imported, others are read and reviewed."""
        exports = [path for path in paths if path.suffix.lower() == _EXCHANGE]
        if exports:
            self._import(exports)
        else:
            self._read(list(paths))

    def export(self) -> None:
        """Ask for a file and write the whole library to it."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Export"), "library.jsonl", self.tr("Exports of Clipper (*.jsonl)")
        )
        if name:
            self._write(Path(name), "export")

    def back_up(self) -> None:
        """Ask for a file and write a verified copy of the library to it."""
        name, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Back up"), f"{self._library.path.stem} {date.today()}.clipper", "Clipper (*.clipper)"
        )
        if name:
            self._write(Path(name), "backup")

    def _read(self, paths: list[Path]) -> None:
        def work(report: Report) -> list[tuple[Pasted, Reading]]:
            from clipper.library.intake import read_files

            return read_files(paths, self._library.known(), date.today(), report)

        self._aside.run(work, self._review, self.tr("Reading files. Nothing is added until you keep it."))

    def _import(self, paths: list[Path]) -> None:
        def work(report: Report) -> str:
            from clipper.library.exchange import import_library

            return " ".join(import_library(self._library, path, report).summary for path in paths)

        self._aside.run(work, self.told.emit, self.tr("Importing. It is one step, which can be undone."))

    def _write(self, path: Path, what: str) -> None:
        def work(_report: Report) -> str:
            from clipper.library.backup import backup
            from clipper.library.exchange import export_library

            (export_library if what == "export" else backup)(self._library, path)
            return self.tr("Saved {name}").format(name=path.name)

        self._aside.run(work, self.told.emit, self.tr("Writing a copy. The library can be used meanwhile."))

    # Review

    def _review(self, readings: Sequence[tuple[Pasted, Reading]]) -> None:
        """Show each reading to a person, one after another; leaving one leaves those after it."""
        kept: list[int] = []
        for pasted, reading in readings:
            accepted = self._ask(reading, pasted)
            if accepted is None:
                break
            kept.extend(self._add(accepted, pasted))
        if kept:
            self.added.emit(kept)

    def _ask(self, reading: Reading, pasted: Pasted) -> list[Accepted] | None:
        if len(reading.drafts) == 1:
            from clipper.ui.dialogs.review import ReviewDialog

            one = ReviewDialog.ask(reading, pasted, self._library, self._window)
            return None if one is None else [one]
        from clipper.ui.dialogs.review_list import ReviewListDialog

        return ReviewListDialog.ask(reading, pasted, self._library, self._window)

    def _add(self, accepted: list[Accepted], pasted: Pasted) -> list[int]:
        try:
            added = self._library.add(accepted, pasted)
        except ClipperError as error:
            self.refused.emit(str(error))
            return []
        if added.known and not added.ids:
            self.told.emit(self.tr("The library has this already; nothing was added."))
        return [*added.ids, *(clipping_id for _index, clipping_id in added.known)]
