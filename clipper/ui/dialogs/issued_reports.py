"""The reports that were issued: opened as they were, exported again byte for byte, withdrawn."""

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from clipper.library.library import Library
from clipper.model.errors import ClipperError
from clipper.model.issued_report import IssuedReport
from clipper.reports.language import language
from clipper.reports.writers.files import write_bytes
from clipper.ui.dates import write_date
from clipper.ui.dialogs import choosing
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.dialogs.own_steps import OwnSteps
from clipper.ui.fonts import sans, scale
from clipper.ui.models.plain_rows import PlainRows
from clipper.ui.report_files import file_name, format_names
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, WrappedLabel, dialog_title, hairline, surface
from clipper.ui.widgets.linked_pages import LinkedPages
from clipper.ui.widgets.row_list import RowList
from clipper.ui.widgets.two_lines import FACTS, LEFT, TwoLines

_Index = QModelIndex | QPersistentModelIndex
_FIRST, _LEAST = QSize(1120, 760), QSize(720, 460)
_LIST = 380
_ROLE = Qt.ItemDataRole.UserRole


class IssuedModel(PlainRows):
    """The issued reports, newest first."""

    def told(self, one: Any, role: int) -> object:
        """Return what a row tells in a role."""
        if role == Qt.ItemDataRole.DisplayRole:
            return one.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{one.title}, {', '.join(_facts(one))}"
        if role == FACTS:
            return " · ".join(_facts(one))
        return one if role == _ROLE else None


class IssuedReportsDialog(QDialog):
    """A list of issued reports beside the pages of the one that is chosen, which nothing changes."""

    def __init__(self, library: Library, parent: QWidget | None = None, uuid: str = "") -> None:
        super().__init__(parent)
        self._library = library
        self.setWindowTitle(self.tr("Issued reports"))
        self.setMinimumSize(_LEAST)
        self.resize(_FIRST)
        surface(self, "list")
        self.model = IssuedModel()
        self.list = RowList(self.model, TwoLines(), self.tr("Issued reports"))
        self.pages = LinkedPages()
        self.changes = WrappedLabel("ink2")
        self.status = Label("", "ink2")
        self.steps = OwnSteps(library, self, self._say)
        self.withdraw_button = Button(self.tr("Withdraw"), PLAIN)
        self.export_button = Button(self.tr("Export again"), PLAIN)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill)
        self.export_button.setMenu(self.menu)
        self.close_button = Button(self.tr("Close"), PRIMARY, key=self.tr("Esc"))
        self._lay_out()
        self._connect()
        self._load(uuid)
        self.list.setFocus()

    def _lay_out(self) -> None:
        head, title = bar(self, HEAD)
        title.addWidget(dialog_title(self.tr("Issued reports")))
        title.addStretch(1)
        left = QWidget()
        surface(left, "list")
        left.setFixedWidth(round(_LIST * scale()))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        self._changes_box = QWidget()
        around = QVBoxLayout(self._changes_box)
        around.setContentsMargins(LEFT, 12, LEFT, 14)
        around.setSpacing(4)
        around.addWidget(Label(self.tr("Changed since the version before"), "ink", sans(13, 600)))
        around.addWidget(self.changes)
        column.addWidget(hairline(left))
        column.addWidget(self._changes_box)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(left)
        body.addWidget(hairline(self, upright=True))
        body.addWidget(self.pages, 1)
        foot, row = bar(self, FOOT)
        row.addWidget(self.status, 1)
        for button in (self.withdraw_button, self.export_button, self.close_button):
            row.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(hairline(self))
        whole.addLayout(body, 1)
        whole.addWidget(hairline(self))
        whole.addWidget(foot)

    def _connect(self) -> None:
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        self.withdraw_button.clicked.connect(self.withdraw)
        self.close_button.clicked.connect(self.reject)

    def _load(self, uuid: str) -> None:
        """Show what is issued now, and of it one report, else the newest."""
        found = self._library.issued_reports()
        self.model.show(found)
        place = next((place for place, one in enumerate(found) if one.uuid == uuid), 0)
        self.list.setCurrentIndex(self.model.index(place, 0))
        self._show_chosen()

    def chosen(self) -> IssuedReport | None:
        """Return the report that is chosen, None where none is issued."""
        found = self.list.currentIndex().data(_ROLE)
        return found if isinstance(found, IssuedReport) else None

    def _show_chosen(self) -> None:
        one = self.chosen()
        has_files = one is not None and bool(one.files)
        self.withdraw_button.setEnabled(one is not None)
        self.export_button.setEnabled(has_files)
        changes = one.changes if one is not None else ()
        self.changes.show_text("\n".join(changes))
        self._changes_box.setVisible(bool(changes))
        if one is not None and ".pdf" in one.files:
            self._show_pages(one)
        else:
            self.pages.show_nothing(self._why_without_pages(one))

    def _show_pages(self, one: IssuedReport) -> None:
        try:
            self.pages.show_document(self._library.issued_file(one.uuid, ".pdf"))
        except ClipperError as error:
            self.pages.show_nothing(str(error))

    def _why_without_pages(self, one: IssuedReport | None) -> str:
        if one is None:
            return self.tr("No report was issued yet. What you issue is kept here as it was.")
        if one.erased:
            return self.tr("A clipping of this report was erased for good, and so was what the report said of it.")
        return self.tr("This report has no pages. Export it again to read it.")

    def _fill(self) -> None:
        one = self.chosen()
        self.menu.clear()
        for ending in one.files if one is not None else ():
            words = format_names().get(ending, ending)
            self.menu.addAction(f"{words}…", partial(self.export, ending))

    def export(self, ending: str) -> None:
        """Write a file of the report as it was issued, at a place that a person chooses."""
        one = self.chosen()
        if one is None:
            return
        kind = f"{format_names().get(ending, ending)} (*{ending})"
        path = choosing.ask_for_place(self, self.tr("Export report"), file_name(one.title) + ending, kind)
        if path is None:
            return
        path = path if path.suffix else path.with_suffix(ending)
        try:
            write_bytes(path, self._library.issued_file(one.uuid, ending))
            self._say(self.tr("Written to {path}").format(path=path))
        except ClipperError as error:
            self._say(str(error))

    def withdraw(self) -> None:
        """Take the report back; Ctrl+Z brings it back, and its number is not used again."""
        one = self.chosen()
        if one is None:
            return
        try:
            self.steps.remember(self._library.withdraw_issued_report(one.uuid))
        except ClipperError as error:
            self._say(str(error))
            return
        self._load("")
        self._say(self.tr("Withdrew No. {number}. Ctrl+Z brings it back.").format(number=one.number))

    def _say(self, sentence: str) -> None:
        self.status.setText(sentence)
        if self.model.rowCount() != len(self._library.issued_reports()):
            self._load("")

    def ask(self) -> None:
        """Show the dialog until it is left."""
        ask(self)

    def done(self, result: int) -> None:
        """Give the document back."""
        self.pages.stop()
        super().done(result)


def _facts(one: IssuedReport) -> list[str]:
    """Say which report it is, when and for whom it was issued."""
    words = language("en").labels
    by = [one.issued_by] if one.issued_by else []
    said = QCoreApplication.translate("IssuedReports", "No. {number}, version {version}")
    return [
        said.format(number=one.number, version=one.version),
        write_date(one.issued_on, short=True),
        words[one.audience],
        *by,
    ]
