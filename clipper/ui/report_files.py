"""From the report that is shown to files: in every format, aside, with progress and cancel."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from clipper import reports
from clipper.model.attachment import cleaned_name
from clipper.model.progress import Progress
from clipper.reports.charts import charts
from clipper.reports.issuing import endings
from clipper.reports.making import Draft
from clipper.reports.rendering import RenderingCancelled, renderer
from clipper.ui.aside import Aside
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.notice import Notice
from clipper.ui.tasks import Cancelled
from clipper.ui.widgets.buttons import PLAIN, Button

_WIDTH = 400.0
_LONGEST_NAME = 120


class ReportFiles(QObject):
    """Exports the report, and copies it and its charts.

    said(str): what was done, in a sentence.
    """

    said = Signal(str)

    def __init__(self, aside: Aside, window: QWidget) -> None:
        super().__init__(window)
        self._aside, self._window = aside, window
        self._draft: Draft | None = None
        self.export_button = Button(self.tr("Export"), PLAIN)
        self.copy_button = Button(self.tr("Copy formatted"), PLAIN, icon="copy")
        self.copy_button.clicked.connect(self.copy)
        self.menu = QMenu(window)
        self.menu.aboutToShow.connect(self._fill)
        self.export_button.setMenu(self.menu)
        aside.refused.connect(self._refuse)

    def add_to(self, row: QHBoxLayout) -> None:
        """Put the buttons at the end of a row."""
        for button in (self.copy_button, self.export_button):
            row.addWidget(button)

    def _refuse(self, sentence: str) -> None:
        title, again = self.tr("The report was not written"), self.tr("Try again")
        do = self._aside.again
        if do is None:
            Notice.tell(title, sentence, self._window)
        elif Notice.choose(title, sentence, [again, self.tr("Close")], self._window) == again:
            do()

    def set_draft(self, draft: Draft | None) -> None:
        """Take the report that is to be written; None while it is being made."""
        self._draft = draft
        for button in (self.copy_button, self.export_button):
            button.setEnabled(draft is not None)
            button.setToolTip("" if draft is not None else self.tr("The pages are being updated"))

    def export(self, ending: str) -> None:
        """Write the report at a place that a person chooses."""
        draft = self._draft
        if draft is None:
            return
        kind = f"{format_names()[ending]} (*{ending})"
        chosen = choosing.ask_for_place(
            self._window, self.tr("Export report"), file_name(draft.report.name) + ending, kind
        )
        if chosen:
            self._write(draft, chosen if chosen.suffix else chosen.with_suffix(ending))

    def _write(self, draft: Draft, path: Path) -> None:
        def then(warnings: tuple[str, ...]) -> None:
            self.said.emit(" ".join((self.tr("Written to {path}").format(path=path), *warnings)))

        sentence = self.tr("Writing {name}").format(name=path.name)
        self._run(lambda: reports.write(draft.report, path, draft.template), then, sentence)

    def copy(self) -> None:
        """Copy the report as formatted text, to be pasted into a mail or a document."""
        from clipper.reports.copied import Copied, formatted

        draft = self._draft
        if draft is None:
            return

        def then(copied: Copied) -> None:
            mime = QMimeData()
            mime.setHtml(copied.html)
            mime.setText(copied.text)
            QGuiApplication.clipboard().setMimeData(mime)
            self.said.emit(self.tr("Copied. Paste it into a mail or a document."))

        self._run(lambda: formatted(draft.report), then, self.tr("Copying the report"))

    def add_charts(self, menu: QMenu) -> None:
        """Add to a menu what copies each chart of the report."""
        if self._draft is None:
            return
        names = _chart_names()
        for name in charts(self._draft.report, _WIDTH):
            words = self.tr("Copy the chart “{name}” as a picture").format(name=names.get(name, name))
            menu.addAction(words, partial(self.copy_chart, name))

    def copy_chart(self, name: str) -> None:
        """Copy a chart as a picture."""
        from clipper.reports.copied import chart

        draft = self._draft
        if draft is None:
            return

        def then(picture: bytes) -> None:
            QGuiApplication.clipboard().setImage(QImage.fromData(picture))
            self.said.emit(self.tr("The chart was copied as a picture."))

        self._run(lambda: chart(draft.report, name), then, self.tr("Drawing the chart"))

    def _run(self, make: Callable[[], Any], then: Callable[[Any], None], sentence: str) -> None:
        """Do something in the child that sets pages; a cancel ends what it does, and nothing was written then."""

        def work(_progress: Progress) -> Any:
            try:
                return make()
            except RenderingCancelled:
                raise Cancelled from None

        self._aside.run(work, then, sentence)

    def stop(self) -> None:
        """Give up what is being written."""
        if self._aside.is_busy:
            renderer().cancel()

    def _fill(self) -> None:
        self.menu.clear()
        names = format_names()
        for ending in endings(self._draft.definition.kind) if self._draft else ():
            self.menu.addAction(names[ending] + "…", partial(self.export, ending))


def format_names() -> dict[str, str]:
    """Return what the formats of reports are called, by the endings of their files."""
    return {
        ".pdf": _say("PDF"),
        ".md": _say("Markdown"),
        ".html": _say("Web page (HTML)"),
        ".docx": _say("Word"),
        ".xlsx": _say("Excel"),
        ".csv": _say("Clippings as CSV"),
        ".eml": _say("Mail to send (EML)"),
        ".xml": _say("Feed (RSS)"),
    }


def _chart_names() -> dict[str, str]:
    return {
        "volume": _say("Volume"),
        "tone": _say("Tone"),
        "trend": _say("Trend"),
        "topics": _say("Topics"),
        "medium": _say("Medium"),
        "prominence": _say("Prominence"),
    }


def _say(text: str) -> str:
    return QCoreApplication.translate("ReportFiles", text)


def file_name(name: str) -> str:
    """Return a name for a file: that of a report, without what file systems refuse, and no longer than they take."""
    return cleaned_name(name)[:_LONGEST_NAME].strip(" .") or _say("Report")
