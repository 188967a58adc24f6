"""The report dialog: choices on the left, the true pages on the right, updated as choices change."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clipper import reports
from clipper.library.library import Library
from clipper.library.search import Sort
from clipper.model.errors import ClipperError
from clipper.model.query import Query
from clipper.model.term import Term
from clipper.reports.writers import pdf
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.dialogs.notice import Notice
from clipper.ui.fonts import sans, scale
from clipper.ui.report_maker import Finished, ReportMaker
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button, IconButton
from clipper.ui.widgets.labels import Label, dialog_title, hairline, plain_tip, surface
from clipper.ui.widgets.pdf_pages import PdfPages
from clipper.ui.widgets.report_choices import ReportChoices
from clipper.ui.widgets.scrolled_page import ScrolledPage

_PAGE_BAR = 40
_CHOICES_WIDTH = 340
_FIRST, _LEAST = QSize(1280, 800), QSize(760, 480)
_SETTLE_MS = 200


class ReportDialog(QDialog):
    """Makes the report of a library and writes it to files."""

    def __init__(self, library: Library, query: Query, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Media report"))
        self.setMinimumSize(_LEAST)
        self.resize(parent.window().size() if parent is not None else _FIRST)
        surface(self, "list")
        self._finished: Finished | None = None
        self._up_to_date = False
        self.choices = ReportChoices(_days(library), _without_states(query), library.organisation(), settings)
        self.pages = PdfPages()
        self._maker = ReportMaker(library, self)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._update()

    @classmethod
    def ask(cls, library: Library, query: Query, settings: Settings, parent: QWidget | None = None) -> None:
        """Show the dialog until it is closed."""
        ask(cls(library, query, settings, parent))

    # Building

    def _make_parts(self) -> None:
        self.status = Label("", "ink2")
        self.place = Label("", "ink2", sans(13, tabular=True))
        self.zoom = Label("", "ink2", sans(13, tabular=True))
        self.zoom.setMinimumWidth(44)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.checks = Label("", "ink")
        self.checks.setWordWrap(True)
        self.summary = Label("", "ink2")
        self.previous_button = IconButton("chevron-left", self.tr("Pages before"))
        self.next_button = IconButton("chevron-right", self.tr("Next pages"))
        self.zoom_out_button = IconButton("zoom-out", self.tr("Smaller"), key="Ctrl+-")
        self.zoom_in_button = IconButton("zoom-in", self.tr("Larger"), key="Ctrl++")
        self.close_button = Button(self.tr("Close"), PLAIN)
        self.markdown_button = Button(self.tr("Export as Markdown…"), PLAIN)
        self.pdf_button = Button(self.tr("Export as PDF…"), PRIMARY)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addWidget(self._bar("sidebar", HEAD, dialog_title(self.tr("Media report"))))
        whole.addWidget(hairline(self))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left())
        body.addWidget(hairline(self, upright=True))
        body.addLayout(self._right(), 1)
        whole.addLayout(body, 1)
        whole.addWidget(hairline(self))
        buttons = self.close_button, self.markdown_button, self.pdf_button
        whole.addWidget(self._bar("sidebar", FOOT, self.summary, None, *buttons))

    def _left(self) -> QWidget:
        left = QWidget()
        surface(left, "sidebar")
        left.setFixedWidth(round(_CHOICES_WIDTH * scale()))
        self._warning = QWidget()
        surface(self._warning, "warn")
        inside = QVBoxLayout(self._warning)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(self.checks)
        around = QVBoxLayout()
        around.setContentsMargins(20, 0, 20, 14)
        around.addWidget(self._warning)
        column = QVBoxLayout(left)
        column.setSpacing(0)
        column.addWidget(ScrolledPage(self.choices), 1)
        column.addLayout(around)
        self._warning.hide()
        return left

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.pages, 1)
        column.addWidget(hairline(self))
        middle = self.previous_button, self.place, self.next_button
        ends = self.zoom_out_button, self.zoom, self.zoom_in_button
        column.addWidget(self._bar("list", _PAGE_BAR, self.status, None, *middle, None, *ends))
        return column

    def _bar(self, ground: str, height: int, *parts: QWidget | None) -> QWidget:
        """Return a bar of widgets; None is the air between them."""
        whole, row = bar(self, height, ground)
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part)
        return whole

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_choice)
        self._settle.timeout.connect(self._update)
        self._maker.counted.connect(self._on_counted)
        self._maker.made.connect(self._on_made)
        self._maker.failed.connect(self._on_failed)
        self.pages.placeChanged.connect(self._show_place)
        self.previous_button.clicked.connect(lambda: self.pages.go_by(-1))
        self.next_button.clicked.connect(lambda: self.pages.go_by(1))
        self.close_button.clicked.connect(self.reject)
        self.markdown_button.clicked.connect(lambda: self._export(".md"))
        self.pdf_button.clicked.connect(lambda: self._export(".pdf"))
        self.zoom_in_button.clicked.connect(lambda: self.pages.zoom_by(1))
        self.zoom_out_button.clicked.connect(lambda: self.pages.zoom_by(-1))
        self._shortcut(QKeySequence.StandardKey.ZoomIn, lambda: self.pages.zoom_by(1))
        self._shortcut(QKeySequence.StandardKey.ZoomOut, lambda: self.pages.zoom_by(-1))
        self._shortcut(QKeySequence("Ctrl+0"), self.pages.zoom_to_fit)

    def _shortcut(self, key: QKeySequence | QKeySequence.StandardKey, act: object) -> None:
        QShortcut(QKeySequence(key), self).activated.connect(act)

    # Making

    def _on_choice(self) -> None:
        self._set_up_to_date(False)
        self._settle.start()

    def _update(self) -> None:
        try:
            choices = self.choices.choices()
        except ClipperError as error:
            self._say(str(error), "negative")
            return
        self._set_up_to_date(False)
        self._maker.make(choices)

    def is_up_to_date(self) -> bool:
        """Tell whether the pages are those of the choices."""
        return self._up_to_date

    def shown(self) -> Finished | None:
        """Return the report that the pages show, None before the first one."""
        return self._finished

    def _set_up_to_date(self, is_so: bool) -> None:
        self._up_to_date = is_so
        self.pages.set_dimmed(not is_so)
        self.pdf_button.setEnabled(is_so)
        self.markdown_button.setEnabled(is_so)
        why = "" if is_so else self.tr("The pages are being updated")
        self.pdf_button.setToolTip(why)
        self.markdown_button.setToolTip(why)
        self._say(self.tr("Up to date") if is_so else self.tr("Updating"))
        if not self.pages.page_count():
            self.pages.set_empty_text(self.tr("The pages are being made"))

    def _say(self, sentence: str, ink: str = "ink2") -> None:
        self.status.set_ink(ink)
        self.status.setText(sentence)
        self.status.setToolTip(plain_tip(sentence))

    def _on_counted(self, coverage: reports.Coverage) -> None:
        self.choices.set_counts(coverage)
        number = len(coverage.now)
        words = self.tr("1 clipping") if number == 1 else self.tr("{n} clippings").format(n=f"{number:,}")
        limit = reports.Definition().excerpt_words
        self.summary.setText(self.tr("{clippings}, excerpts of {n} words").format(clippings=words, n=limit))
        missing = self._missing(coverage)
        self._warning.setVisible(bool(missing))
        self.checks.setText(self.tr("Before you hand it out: {list}.").format(list=", ".join(missing)))

    def _missing(self, coverage: reports.Coverage) -> list[str]:
        """Name what is not there yet, in few words."""
        clippings = coverage.now.clippings
        counts = {
            self.tr("{n} not coded"): sum(clipping.tone is None for clipping in clippings),
            self.tr("{n} without a link"): sum(not clipping.url for clipping in clippings),
            self.tr("{n} without an outlet"): sum(not clipping.outlet for clipping in clippings),
            self.tr("{n} undated in the library"): coverage.undated,
            self.tr("{n} new or deferred"): coverage.waiting,
        }
        return [words.format(n=f"{number:,}") for words, number in counts.items() if number]

    def _on_made(self, finished: Finished) -> None:
        self._finished = finished
        self.pages.show_document(finished.pdf.data)
        self._set_up_to_date(True)
        if finished.pdf.warnings:
            self._say(" ".join(finished.pdf.warnings), "warn")

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, ClipperError):
            raise error
        self._say(str(error), "negative")
        if not self.pages.page_count():
            self.pages.set_empty_text(str(error))

    def _show_place(self) -> None:
        shown, count = self.pages.pages_in_view(), self.pages.page_count()
        self.previous_button.setEnabled(bool(shown) and shown[0] > 0)
        self.next_button.setEnabled(bool(shown) and shown[-1] < count - 1)
        self.zoom.setText(f"{self.pages.zoom():.0%}")
        if not shown:
            self.place.setText("")
            return
        words = self.tr("Pages {first} and {last} of {n}") if len(shown) > 1 else self.tr("Page {first} of {n}")
        self.place.setText(words.format(first=shown[0] + 1, last=shown[-1] + 1, n=count))

    # Writing

    def _export(self, ending: str) -> None:
        """Write what is shown, at a place that a person chooses."""
        finished = self._finished
        if finished is None or not self._up_to_date:
            return
        kind = self.tr("PDF (*.pdf)") if ending == ".pdf" else self.tr("Markdown (*.md)")
        chosen = choosing.ask_for_place(self, self.tr("Export report"), _name(finished) + ending, kind)
        if chosen:
            self._write(finished, chosen if chosen.suffix else chosen.with_suffix(ending))

    def _write(self, finished: Finished, path: Path) -> None:
        try:
            if path.suffix.lower() == ".pdf":
                pdf.save(finished.pdf, path)
            else:
                reports.write(finished.report, path)
        except ClipperError as error:
            Notice.tell(self.tr("The report was not written"), str(error), self)
            return
        self._say(self.tr("Written to {path}").format(path=path))

    def done(self, result: int) -> None:
        """Stop what is being made before the dialog goes."""
        self._settle.stop()
        self._maker.stop()
        self.pages.stop()
        super().done(result)


def _days(library: Library) -> tuple[date, date] | None:
    """The days of the first and the last clipping; None in a library without dated ones."""
    dated = Query((Term("undated", "is", negated=True),))
    ids = library.search(dated, Sort.NEWEST).ids
    if not len(ids):
        return None
    ends = library.clippings([ids[-1], ids[0]])
    days = [clipping.published_on for clipping in ends if clipping.published_on is not None]
    return days[0], days[-1]


def _without_states(query: Query) -> Query:
    """A search of the wastebasket or of new clippings is for the list; a report counts what was kept."""
    return query.without_field("is", "state")


def _name(finished: Finished) -> str:
    """A name for the file: the report's title and period, without what file systems refuse."""
    return "".join(" " if character in '/\\:*?"<>|' else character for character in finished.report.name).strip()
