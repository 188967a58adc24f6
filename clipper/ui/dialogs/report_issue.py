"""Before a report is issued: what is missing in it, its day, and who prepared it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clipper.library.library import Library
from clipper.model.errors import WrongUsage
from clipper.model.report import ReportIssue
from clipper.model.text import clean_line
from clipper.model.values import replace
from clipper.reports.checklist import Missing, duplicates
from clipper.reports.making import Draft
from clipper.ui.dates import read_date, write_date
from clipper.ui.dialogs.asking import ask, stack
from clipper.ui.fonts import sans
from clipper.ui.tasks import Task, undisturbed
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button, LinkButton
from clipper.ui.widgets.labels import Label, WrappedLabel, dialog_title, surface
from clipper.ui.widgets.missing_list import missing_words

_WIDTH = 480


class ReportIssueDialog(QDialog):
    """Accepted when the report is to be issued.

    clippingsAsked(tuple): clippings that lack something are to be listed, by their ids; the dialog is left for that.
    """

    clippingsAsked = Signal(object)  # noqa: N815

    def __init__(
        self, library: Library, draft: Draft, missing: Sequence[Missing], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._draft, self._on = draft, draft.issue.issued_on
        self.setWindowTitle(self.tr("Issue report"))
        self.setMinimumWidth(_WIDTH)
        surface(self, "reader")
        definition, period = draft.definition, draft.coverage.period
        self._which = library.next_issue(definition.uuid, period, definition.language, definition.audience)
        self.show_buttons: list[LinkButton] = []
        self._checks = QVBoxLayout()
        self._checks.setSpacing(0)
        self.looking = Label(self.tr("Looking for duplicates…"), "ink3")
        self.prepared_by = QLineEdit(draft.issue.prepared_by or library.organisation().prepared_by)
        self.prepared_by.setFont(sans(13))
        self.prepared_by.setAccessibleName(self.tr("Prepared by"))
        self.day = QLineEdit(write_date(draft.issue.issued_on))
        self.day.setFont(sans(13))
        self.day.setAccessibleName(self.tr("Date of issue"))
        self.problem = WrappedLabel("negative", sans(12))
        self.problem.hide()
        self.issue_button = Button(self.tr("Issue"), PRIMARY)
        self._lay_out()
        self._show(missing)
        self._look_for_duplicates(library)

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 20, 24, 16)
        head.setSpacing(6)
        head.addWidget(dialog_title(self._draft.report.name))
        number, version = self._which
        words = self.tr("It becomes No. {number}, version {version}, and does not change any more.")
        first = WrappedLabel("ink2")
        first.show_text(words.format(number=number, version=version))
        head.addWidget(first)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(Label(self.tr("Before you issue it"), "ink", sans(13, 600)))
        column.addLayout(self._checks)
        column.addWidget(self.looking)
        form = QFormLayout()
        form.setContentsMargins(0, 12, 0, 0)
        form.setHorizontalSpacing(16)
        form.addRow(Label(self.tr("Date of issue"), "ink2"), self.day)
        form.addRow(Label(self.tr("Prepared by"), "ink2"), self.prepared_by)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 14, 16, 14)
        foot.setSpacing(8)
        foot.addStretch(1)
        cancel = Button(self.tr("Cancel"), PLAIN)
        cancel.clicked.connect(self.reject)
        self.issue_button.clicked.connect(self._issue)
        self.issue_button.setFocus()
        foot.addWidget(cancel)
        foot.addWidget(self.issue_button)
        stack(self, head, body, foot)

    def _issue(self) -> None:
        """Accept a day that can be read; of another one say what would be right."""
        try:
            self._on = read_date(self.day.text(), date.today())
        except WrongUsage as error:
            self.problem.show_text(str(error))
            self.day.setFocus()
            return
        self.accept()

    def _show(self, found: Sequence[Missing]) -> None:
        for missing in found:
            row = QHBoxLayout()
            words = missing_words(missing)
            row.addWidget(Label(words, "ink"), 1)
            show = LinkButton(self.tr("Show"))
            show.setAccessibleName(self.tr("Show {what}").format(what=words))
            show.clicked.connect(partial(self._ask_for, missing.ids))
            row.addWidget(show)
            self.show_buttons.append(show)
            self._checks.addLayout(row)

    def _ask_for(self, ids: tuple[int, ...]) -> None:
        self.reject()
        self.clippingsAsked.emit(ids)

    def _look_for_duplicates(self, library: Library) -> None:
        """Look aside: in a large library it takes some seconds, and nobody has to wait for it."""
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="duplicates")
        coverage = self._draft.coverage
        self._task = Task(
            lambda report: undisturbed(lambda: duplicates(library, coverage), report), self, only_reads=True
        )
        self._task.done.connect(self._on_looked)
        self._task.failed.connect(lambda _error: self.looking.hide())
        self._task.start(self._executor)

    def _on_looked(self, found: list[Missing]) -> None:
        self._show(found)
        if self.show_buttons:
            self.looking.hide()
        else:
            self.looking.setText(self.tr("Nothing is missing."))

    def done(self, result: int) -> None:
        """Wait for what is looked for, before the library may be closed."""
        self._task.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)
        super().done(result)

    def ask(self) -> ReportIssue | None:
        """Return what a person says of the issue; None where they leave it."""
        accepted = ask(self)
        if not accepted:
            return None
        return replace(self._draft.issue, issued_on=self._on, prepared_by=clean_line(self.prepared_by.text()))
