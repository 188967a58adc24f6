"""The report window: choices on the left, the true pages on the right, updated as choices change."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from clipper.library.library import Library
from clipper.library.search import Sort
from clipper.library.serialise_reports import definition_from_json, definition_to_json
from clipper.model.errors import ClipperError
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import Definition
from clipper.model.term import Term
from clipper.reports.checklist import Missing
from clipper.reports.making import Draft
from clipper.reports.templates import templates
from clipper.ui.aside import Aside
from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.dialogs.own_steps import OwnSteps
from clipper.ui.fonts import sans, scale
from clipper.ui.report_files import ReportFiles
from clipper.ui.report_issuing import ReportIssuing
from clipper.ui.report_maker import Choices, Finished, ReportMaker
from clipper.ui.report_parts import written_sections
from clipper.ui.report_writing import ReportWriting
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import FLAT, PLAIN, Button, IconButton
from clipper.ui.widgets.definition_bar import DefinitionBar
from clipper.ui.widgets.labels import Label, dialog_title, hairline, plain_tip, surface
from clipper.ui.widgets.linked_pages import LinkedPages
from clipper.ui.widgets.missing_list import MissingList
from clipper.ui.widgets.progress import Progress
from clipper.ui.widgets.report_choices import ReportChoices
from clipper.ui.widgets.report_texts import ReportTexts
from clipper.ui.widgets.scrolled_page import ScrolledPage

_PAGE_BAR = 40
_CHOICES_WIDTH = 340
_FIRST, _LEAST = QSize(1280, 800), QSize(760, 480)
_SETTLE_MS = 200


class ReportDialog(QDialog):
    """Makes the reports of a library; it stays open beside the window.

    clippingsAsked(tuple): somebody wants to see the clippings behind a figure, by their ids.
    """

    clippingsAsked = Signal(object)  # noqa: N815

    def __init__(self, library: Library, query: Query, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library, self._settings = library, settings
        self.setWindowTitle(self.tr("Media report"))
        self.setMinimumSize(_LEAST)
        self.resize(parent.window().size() if parent is not None else _FIRST)
        self.restoreGeometry(settings.shape("report/geometry"))
        surface(self, "list")
        self._finished: Finished | None = None
        self._up_to_date = False
        own = {one.name: library.template_files(one.name) for one in library.templates()}
        self.choices = ReportChoices(_days(library), library.organisation(), templates(own), self._has_clippings)
        self.definitions = DefinitionBar(library, self.choices.definition)
        self.pages, self.texts = LinkedPages(), ReportTexts()
        self._maker = ReportMaker(library, self)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="report-files")
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._make_parts()
        self._lay_out()
        self.texts.hide()
        self.progress = Progress(self, self.pages)
        aside = Aside(self._executor, self.progress, self)
        self.files = ReportFiles(library, aside, self)
        self.issuing = ReportIssuing(library, aside, self)
        self.writing = ReportWriting(library, self.texts, OwnSteps(library, self, self._say), self)
        self._connect()
        self._begin(query)

    # Building

    def _make_parts(self) -> None:
        self.status = Label("", "ink2")
        self.place = Label("", "ink2", sans(13, tabular=True))
        self.zoom = Label("", "ink2", sans(13, tabular=True))
        self.zoom.setMinimumWidth(44)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.missing = MissingList()
        self.summary = Label("", "ink2")
        self.previous_button = IconButton("chevron-left", self.tr("Pages before"))
        self.next_button = IconButton("chevron-right", self.tr("Next pages"))
        self.zoom_out_button = IconButton("zoom-out", self.tr("Smaller"), key="Ctrl+-")
        self.zoom_in_button = IconButton("zoom-in", self.tr("Larger"), key="Ctrl++")
        self.issued_button = Button(self.tr("Issued reports…"), FLAT, icon="history")
        self.close_button = Button(self.tr("Close"), PLAIN)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        head, row = bar(self, HEAD)
        row.addWidget(dialog_title(self.tr("Report")))
        row.addWidget(self.definitions, 1)
        row.addWidget(self.issued_button)
        whole.addWidget(head)
        whole.addWidget(hairline(self))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._left())
        body.addWidget(hairline(self, upright=True))
        body.addLayout(self._right(), 1)
        whole.addLayout(body, 1)
        whole.addWidget(hairline(self))
        foot, self._foot = bar(self, FOOT)
        self._foot.addWidget(self.summary)
        self._foot.addStretch(1)
        self._foot.addWidget(self.close_button)
        whole.addWidget(foot)

    def _left(self) -> QWidget:
        left = QWidget()
        surface(left, "sidebar")
        left.setFixedWidth(round(_CHOICES_WIDTH * scale()))
        around = QVBoxLayout()
        around.setContentsMargins(20, 0, 20, 14)
        around.addWidget(self.missing)
        column = QVBoxLayout(left)
        column.setSpacing(0)
        column.addWidget(ScrolledPage(self.choices), 1)
        column.addLayout(around)
        return left

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self.texts)
        column.addLayout(middle, 1)
        column.addWidget(hairline(self))
        whole, row = bar(self, _PAGE_BAR, "list")
        turning = self.previous_button, self.place, self.next_button
        ends = self.zoom_out_button, self.zoom, self.zoom_in_button
        for part in (self.status, None, *turning, None, *ends):
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part)
        column.addWidget(whole)
        return column

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_choice)
        self.definitions.chosen.connect(self._show_definition)
        self.definitions.saved.connect(self._on_saved)
        self.definitions.refused.connect(lambda sentence: self._say(sentence, "negative"))
        self.files.said.connect(self._say)
        self.files.add_to(self._foot)
        self.issuing.add_to(self._foot)
        self._connect_texts()
        self._settle.timeout.connect(self._update)
        self._maker.counted.connect(self._on_counted)
        self._maker.made.connect(self._on_made)
        self._maker.failed.connect(self._on_failed)
        self.pages.placeChanged.connect(self._show_place)
        self.pages.figureAsked.connect(self._on_figure)
        self.missing.asked.connect(self.clippingsAsked)
        self.previous_button.clicked.connect(lambda: self.pages.go_by(-1))
        self.next_button.clicked.connect(lambda: self.pages.go_by(1))
        self.close_button.clicked.connect(self.reject)
        self.zoom_in_button.clicked.connect(lambda: self.pages.zoom_by(1))
        self.zoom_out_button.clicked.connect(lambda: self.pages.zoom_by(-1))
        self._shortcut(QKeySequence.StandardKey.ZoomIn, lambda: self.pages.zoom_by(1))
        self._shortcut(QKeySequence.StandardKey.ZoomOut, lambda: self.pages.zoom_by(-1))
        self._shortcut(QKeySequence("Ctrl+0"), self.pages.zoom_to_fit)

    def _connect_texts(self) -> None:
        self.issuing.said.connect(self._say)
        self.issuing.clippingsAsked.connect(self.clippingsAsked)
        self.issued_button.clicked.connect(lambda: self.issuing.show_issued())
        self.choices.sections.textsAsked.connect(self.writing.open)
        self.pages.chapterAsked.connect(self.writing.open_chapter)
        self.pages.linkRefused.connect(self._on_refused_link)
        self.pages.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.pages.customContextMenuRequested.connect(self._show_page_menu)
        self.writing.changed.connect(self._on_choice)
        self.writing.chapterAsked.connect(self.pages.go_to_chapter)
        self.writing.refused.connect(lambda sentence: self._say(sentence, "negative"))

    def _shortcut(self, key: QKeySequence | QKeySequence.StandardKey, act: object) -> None:
        QShortcut(QKeySequence(key), self).activated.connect(act)

    def _begin(self, query: Query) -> None:
        """Begin with the report that was made last, over the search of the window where there is one."""
        kept = self.definitions.definitions()
        last = self._settings.text("report/definition")
        self._show_definition(next((one for one in kept if one.uuid == last), kept[0] if kept else Definition()))
        self._recall_unsaved()
        asked = str(_without_states(query))
        if asked:
            self.choices.search.setText(asked)
            self.definitions.follow()
        self._settle.stop()
        self._update()

    def _recall_unsaved(self) -> None:
        """Go on with choices that were not saved when the window was closed."""
        try:
            unsaved = definition_from_json(json.loads(self._settings.text("report/unsaved")))
        except (ValueError, TypeError, KeyError, ClipperError):
            return
        if unsaved.uuid == self.definitions.kept().uuid:
            self.choices.show_definition(unsaved)
            self.definitions.follow()

    def _remember_unsaved(self) -> None:
        try:
            definition = self.choices.definition()
        except ClipperError:
            return
        is_saved = definition == self.definitions.kept()
        self._settings.set("report/unsaved", "" if is_saved else json.dumps(definition_to_json(definition)))

    # Choosing

    def _show_definition(self, definition: Definition) -> None:
        self._settings.set("report/definition", definition.uuid)
        self.choices.show_definition(definition)
        self.definitions.show_definition(definition)
        self.setWindowTitle(definition.name or self.tr("Media report"))

    def _on_saved(self, definition: Definition) -> None:
        self._settings.set("report/definition", definition.uuid)
        self.choices.set_kept(definition)
        self.setWindowTitle(definition.name)

    def _has_clippings(self, period: Period) -> bool:
        days = Term(f"{period.first}..{period.last}", "on")
        return len(self._library.search(Query((days,))).ids) > 0

    def _on_choice(self) -> None:
        self._set_up_to_date(False)
        self.definitions.follow()
        self._settle.start()

    def _update(self) -> None:
        try:
            choices = Choices(self.choices.period.period(), self.choices.definition())
            self.writing.turn_to(choices)
            choices = replace(choices, texts=self.writing.pending())
        except ClipperError as error:
            self._say(str(error), "negative")
            return
        self._set_up_to_date(False)
        self._maker.make(choices)

    def refresh(self) -> None:
        """Make the report again, since the library changed."""
        self._maker.forget()
        self._on_choice()

    # Showing

    def is_up_to_date(self) -> bool:
        """Tell whether the pages are those of the choices."""
        return self._up_to_date

    def shown(self) -> Finished | None:
        """Return the report that the pages show, None before the first one."""
        return self._finished

    def _set_up_to_date(self, is_so: bool) -> None:
        self._up_to_date = is_so
        self.pages.set_dimmed(not is_so)
        draft = self._finished.draft if is_so and self._finished else None
        self.files.set_draft(draft)
        self.issuing.set_draft(draft)
        self._say(self.tr("Up to date") if is_so else self.tr("Updating"))
        if not self.pages.page_count():
            self.pages.set_empty_text(self.tr("The pages are being made"))

    def _say(self, sentence: str, ink: str = "ink2") -> None:
        self.status.set_ink(ink)
        self.status.setText(sentence)
        self.status.setToolTip(plain_tip(sentence))

    def _on_counted(self, counted: tuple[Draft, list[Missing]]) -> None:
        draft, missing = counted
        coverage = draft.coverage
        self.choices.set_counts(coverage)
        self.choices.sections.set_written(written_sections(draft))
        self.writing.set_draft(draft)
        self.issuing.set_missing(missing)
        number = len(coverage.now)
        words = self.tr("1 clipping") if number == 1 else self.tr("{n} clippings").format(n=f"{number:,}")
        limit = self.choices.excerpts.currentData()
        self.summary.setText(self.tr("{clippings}, excerpts of {n} words").format(clippings=words, n=limit))
        self.missing.show_missing(missing)

    def _on_made(self, finished: Finished) -> None:
        self._finished = finished
        self.pages.set_figure_words({key: _clippings(self, ids) for key, ids in finished.report.behind.items()})
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

    def _on_figure(self, key: str) -> None:
        if self._finished is not None:
            self.clippingsAsked.emit(self._finished.report.behind.get(key, ()))

    def _on_refused_link(self, url: str) -> None:
        self._say(self.tr("This link could not be opened: {url}").format(url=url), "negative")

    def _show_page_menu(self, place: QPoint) -> None:
        """Offer what can be done with the page: its texts, and the charts of the report as pictures."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.pages.chapter_at(place)
        if title:
            words = self.tr("Write the text of “{title}”…").format(title=title.replace("&", "&&"))
            menu.addAction(words, lambda: self.writing.open_chapter(title))
        self.files.add_charts(menu)
        if not menu.isEmpty():
            menu.popup(self.pages.viewport().mapToGlobal(place))

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

    def done(self, result: int) -> None:
        """Stop what is being made before the window goes."""
        self._settings.set("report/geometry", self.saveGeometry())
        self._remember_unsaved()
        self.writing.keep()
        self._settle.stop()
        self.files.stop()
        self._maker.stop()
        self._executor.shutdown(wait=True)
        self.pages.stop()
        super().done(result)


def _clippings(window: QWidget, ids: tuple[int, ...]) -> str:
    return window.tr("Show 1 clipping") if len(ids) == 1 else window.tr("Show {n} clippings").format(n=f"{len(ids):,}")


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
