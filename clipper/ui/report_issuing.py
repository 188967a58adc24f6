"""Issuing the report that is shown, and the list of those that were issued."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from clipper.library.library import Library
from clipper.model.issued_report import IssuedReport
from clipper.model.progress import Progress
from clipper.model.values import replace
from clipper.reports.checklist import Missing
from clipper.reports.issuing import issue
from clipper.reports.making import Draft
from clipper.reports.rendering import RenderingCancelled
from clipper.ui.aside import Aside
from clipper.ui.tasks import Cancelled
from clipper.ui.widgets.buttons import PRIMARY, Button
from clipper.ui.widgets.labels import plain_tip


class ReportIssuing(QObject):
    """said(str): what was done. clippingsAsked(tuple): clippings of the checklist are wanted, by their ids."""

    said = Signal(str)
    clippingsAsked = Signal(object)  # noqa: N815

    def __init__(self, library: Library, aside: Aside, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._aside, self._window = library, aside, window
        self._draft: Draft | None = None
        self._missing: list[Missing] = []
        self.issue_button = Button(self.tr("Issue report…"), PRIMARY)
        self.issue_button.clicked.connect(self.ask)

    def add_to(self, row: QHBoxLayout) -> None:
        """Put the button at the end of a row."""
        row.addWidget(self.issue_button)

    def set_draft(self, draft: Draft | None) -> None:
        """Take the report that is to be issued; None while it is being made."""
        self._draft = draft
        refusal = "" if draft is not None else self.tr("The pages are being updated")
        refusal = self._library.refusal or refusal
        self.issue_button.setEnabled(not refusal)
        self.issue_button.setToolTip(plain_tip(refusal))

    def set_missing(self, missing: list[Missing]) -> None:
        """Take what the checklist found."""
        self._missing = missing

    def ask(self) -> None:
        """Show what is missing, and ask for day and name; then freeze the report."""
        from clipper.ui.dialogs.report_issue import ReportIssueDialog

        draft = self._draft
        if draft is None:
            return
        dialog = ReportIssueDialog(self._library, draft, self._missing, self._window)
        dialog.clippingsAsked.connect(self.clippingsAsked)
        said = dialog.ask()
        if said is not None:
            # Where it cannot be issued now, the same is said when it is tried again.
            self._draft = replace(draft, issue=said)
            self._freeze(self._draft)

    def _freeze(self, draft: Draft) -> None:
        def work(progress: Progress) -> IssuedReport:
            try:
                return issue(self._library, draft, draft.issue.prepared_by, progress)
            except RenderingCancelled:
                raise Cancelled from None

        self._aside.run(work, self._on_issued, self.tr("Issuing the report in all formats"))

    def _on_issued(self, frozen: IssuedReport) -> None:
        words = self.tr("Issued as No. {number}, version {version}")
        self.said.emit(words.format(number=frozen.number, version=frozen.version))
        self.show_issued(frozen.uuid)

    def show_issued(self, uuid: str = "") -> None:
        """Show the reports that were issued, beginning with one."""
        from clipper.ui.dialogs.issued_reports import IssuedReportsDialog

        IssuedReportsDialog(self._library, self._window, uuid).ask()
