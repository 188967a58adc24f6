"""From the report that is shown to files: in every format, aside, with progress and cancel."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from clipper import reports
from clipper.library.library import Library
from clipper.model.progress import Progress
from clipper.reports.issuing import endings
from clipper.reports.making import Draft
from clipper.reports.rendering import renderer
from clipper.ui.aside import Aside
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.notice import Notice
from clipper.ui.widgets.buttons import PLAIN, Button


class ReportFiles(QObject):
    """said(str): what was done, in a sentence."""

    said = Signal(str)

    def __init__(self, library: Library, aside: Aside, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._aside, self._window = library, aside, window
        self._draft: Draft | None = None
        self.export_button = Button(self.tr("Export"), PLAIN)
        self.menu = QMenu(window)
        self.menu.aboutToShow.connect(self._fill)
        self.export_button.setMenu(self.menu)
        aside.refused.connect(lambda sentence: Notice.tell(self.tr("The report was not written"), sentence, window))

    def add_to(self, row: QHBoxLayout) -> None:
        """Put the buttons at the end of a row."""
        row.addWidget(self.export_button)

    def set_draft(self, draft: Draft | None) -> None:
        """Take the report that is to be written; None while it is being made."""
        self._draft = draft
        self.export_button.setEnabled(draft is not None)
        self.export_button.setToolTip("" if draft is not None else self.tr("The pages are being updated"))

    def export(self, ending: str) -> None:
        """Write the report at a place that a person chooses."""
        draft = self._draft
        if draft is None:
            return
        kind = f"{self._names()[ending]} (*{ending})"
        chosen = choosing.ask_for_place(
            self._window, self.tr("Export report"), file_name(draft.report.name) + ending, kind
        )
        if chosen:
            self._write(draft, chosen if chosen.suffix else chosen.with_suffix(ending))

    def _write(self, draft: Draft, path: Path) -> None:
        def work(_progress: Progress) -> tuple[str, ...]:
            return reports.write(draft.report, path, draft.template)

        def then(warnings: tuple[str, ...]) -> None:
            self.said.emit(" ".join((self.tr("Written to {path}").format(path=path), *warnings)))

        self._aside.run(work, then, self.tr("Writing {name}").format(name=path.name), can_stop=False)

    def stop(self) -> None:
        """Give up what is being written."""
        if self._aside.is_busy:
            renderer().cancel()

    def _fill(self) -> None:
        self.menu.clear()
        names = self._names()
        for ending in endings(self._draft.definition.kind) if self._draft else ():
            self.menu.addAction(names[ending] + "…", partial(self.export, ending))

    def _names(self) -> dict[str, str]:
        return {
            ".pdf": self.tr("PDF"),
            ".md": self.tr("Markdown"),
            ".html": self.tr("Web page (HTML)"),
            ".docx": self.tr("Word"),
            ".xlsx": self.tr("Excel"),
            ".csv": self.tr("Clippings as CSV"),
            ".eml": self.tr("Mail to send (EML)"),
            ".xml": self.tr("Feed (RSS)"),
        }


def file_name(name: str) -> str:
    """Return a name for a file: that of a report, without what file systems refuse."""
    return "".join(" " if character in '/\\:*?"<>|' else character for character in name).strip()
