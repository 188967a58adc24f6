"""The report window: choices on the left, the true pages on the right, updated as choices change."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from clipper.library.library import Library
from clipper.library.search import Hits, Sort
from clipper.library.serialise_reports import definition_from_json, definition_to_json
from clipper.library.unfinished import Name
from clipper.model.errors import ClipperError
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import Definition
from clipper.model.term import Term
from clipper.model.values import replace
from clipper.reports.checklist import Missing
from clipper.reports.making import Draft
from clipper.reports.templates import ABOUT, Template, templates
from clipper.ui.aside import Aside
from clipper.ui.dialogs.own_steps import OwnSteps
from clipper.ui.dialogs.report_frame import ReportFrame
from clipper.ui.report_files import ReportFiles
from clipper.ui.report_issuing import ReportIssuing
from clipper.ui.report_maker import Choices, Finished, ReportMaker
from clipper.ui.report_parts import summary_sentences, written_sections
from clipper.ui.report_writing import ReportWriting
from clipper.ui.sentences import in_words
from clipper.ui.settings import Settings
from clipper.ui.widgets.definition_bar import DefinitionBar
from clipper.ui.widgets.progress import Progress
from clipper.ui.widgets.report_choices import ReportChoices

_SETTLE_MS = 200


class ReportDialog(ReportFrame):
    """Makes the reports of a library; it stays open beside the window.

    clippingsAsked(tuple): somebody wants to see the clippings behind a figure, by their ids. `leaves_anyway` closes it
    also where a text could not be kept.
    """

    clippingsAsked = Signal(object)  # noqa: N815

    def __init__(self, library: Library, query: Query, settings: Settings) -> None:
        self.library = library
        self._templates = library.templates()
        choices = ReportChoices(_days(library), library.organisation(), self._looks(), self._has_clippings)
        super().__init__(choices, DefinitionBar(library, choices.definition), settings)
        self._finished: Finished | None = None
        self._up_to_date = self.leaves_anyway = False
        self._maker = ReportMaker(library, self)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="report-files")
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self.progress = Progress(self, self.pages)
        self.aside = Aside(self._executor, self.progress, self)
        self.files = ReportFiles(self.aside, self)
        self.issuing = ReportIssuing(library, self.aside, self)
        self.writing = ReportWriting(library, self.texts, OwnSteps(library, self, self._say), self)
        self._connect()
        self._begin(query)

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_choice)
        self.choices.templatesAsked.connect(self.show_templates)
        self.definitions.chosen.connect(self._show_definition)
        self.definitions.saved.connect(self._on_saved)
        self.definitions.refused.connect(lambda sentence: self._say(sentence, "negative"))
        self.progress.cancelled.connect(self.files.stop)
        self.files.said.connect(self._say)
        self.files.add_to(self.foot)
        self.issuing.add_to(self.foot)
        self._connect_texts()
        self._settle.timeout.connect(self._update)
        self._maker.counted.connect(self._on_counted)
        self._maker.made.connect(self._on_made)
        self._maker.failed.connect(self._on_failed)
        self.pages.figureAsked.connect(self._on_figure)
        self.missing.asked.connect(self.clippingsAsked)

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
        self.writing.shown.connect(self.make_room)
        self.writing.chapterAsked.connect(self.pages.go_to_chapter)
        self.writing.refused.connect(lambda sentence: self._say(sentence, "negative"))

    def _begin(self, query: Query) -> None:
        """Begin with the report that was made last, over the search of the window where there is one."""
        kept = self.definitions.definitions()
        last = self.settings.text("report/definition")
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
            unsaved = definition_from_json(json.loads(self.settings.text("report/unsaved")))
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
        self.settings.set("report/unsaved", "" if is_saved else json.dumps(definition_to_json(definition)))

    # Choosing

    def _show_definition(self, definition: Definition) -> None:
        self.settings.set("report/definition", definition.uuid)
        self.choices.show_definition(definition)
        self.definitions.show_definition(definition)
        self.setWindowTitle(definition.name or self.tr("Media report"))

    def _on_saved(self, definition: Definition) -> None:
        self.settings.set("report/definition", definition.uuid)
        self.choices.set_kept(definition)
        self.setWindowTitle(definition.name)

    def _has_clippings(self, period: Period) -> bool:
        days = Term(f"{period.first}..{period.last}", "on")
        return len(_first(self.library, Query((days,)), Sort.NEWEST).ids) > 0

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
            self._say(in_words(error.args[0]), "negative")
            return
        self._set_up_to_date(False)
        self._maker.make(choices)

    def refresh(self) -> None:
        """Make the report again, since the library changed."""
        self._follow_templates()
        self._maker.forget()
        self._on_choice()

    def show_templates(self) -> None:
        """Show the looks that a report can have, and have the own ones changed."""
        from clipper.ui.dialogs.report_templates import ReportTemplatesDialog

        dialog = ReportTemplatesDialog(self.library, self.settings, self)
        dialog.changed.connect(self.refresh)
        dialog.ask()

    def _looks(self) -> list[Template]:
        """The looks as they are listed: what they hold else is read when one is chosen, aside."""
        return templates(self.library.template_files_at(ABOUT))

    def _follow_templates(self) -> None:
        """Offer the looks that there are now; their files are read only where one of them is another."""
        before, self._templates = self._templates, self.library.templates()
        if before != self._templates:
            names = {one.uuid: one.name for one in self._templates}
            self.choices.set_templates(self._looks(), {one.name: names.get(one.uuid, one.name) for one in before})

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

    def _on_counted(self, counted: tuple[Draft, list[Missing]]) -> None:
        draft, missing = counted
        coverage = draft.coverage
        self.choices.set_counts(coverage, summary_sentences(draft.report))
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

    def may_close(self) -> bool:
        """Keep what was written; False where a text could not be kept, which is said."""
        return self.writing.stop()

    def unfinished(self) -> dict[Name, Any]:
        """Return the texts that are written and not kept yet, by their reports."""
        return self.writing.unfinished()

    def done(self, result: int) -> None:
        """Stop what is being made before the window goes."""
        self._remember_unsaved()
        if not self.may_close() and not self.leaves_anyway:
            # Once more closes all the same.
            self.leaves_anyway = True
            return
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
    ids = [clipping_id for sort in (Sort.OLDEST, Sort.NEWEST) for clipping_id in _first(library, dated, sort).ids[:1]]
    days = [clipping.published_on for clipping in library.clippings(ids) if clipping.published_on is not None]
    return (days[0], days[-1]) if days else None


def _first(library: Library, query: Query, sort: Sort) -> Hits:
    return library.first(query, sort, 1) or library.search(query, sort)


def _without_states(query: Query) -> Query:
    """A search of the wastebasket or of new clippings is for the list; a report counts what was kept."""
    return query.without_field("is", "state")
