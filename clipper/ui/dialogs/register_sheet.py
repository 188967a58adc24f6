"""What a sheet would bring to the registers: shown before anything is taken."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clipper.capture.formats.base import File
from clipper.capture.formats.table.registers import OUTLETS, PEOPLE, RegisterSheet, read_register
from clipper.library.library import Library
from clipper.library.register_import import Completed
from clipper.library.register_sheets import RegisterImported, preview_register
from clipper.model.errors import ClipperError
from clipper.ui.dialogs.asking import ask, stack
from clipper.ui.fonts import sans
from clipper.ui.models.tag_tree import Kind
from clipper.ui.newest import IsWanted, Newest
from clipper.ui.tasks import Cancelled
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, surface
from clipper.ui.widgets.register_rows import Entry, RegisterDelegate, RegisterRows
from clipper.ui.widgets.row_list import RowList
from clipper.ui.widgets.segmented import Segment, Segmented

_SIZE = (720, 600)


class Brought(Struct, frozen=True):
    """A sheet of a file as it was read, and what would come of it."""

    file: File
    sheet: RegisterSheet
    imported: RegisterImported


def look_at(library: Library, file: File, kind: str | None, *, replaces: bool, is_wanted: IsWanted) -> Brought:
    """Read a sheet and work out what would come of it; raises Cancelled once it is not wanted."""

    def report(_done: int, _total: int) -> None:
        if not is_wanted():
            raise Cancelled

    sheet = read_register(file, kind, library.today())
    return Brought(file, sheet, preview_register(library, sheet, report, replaces=replaces))


class _Looker(Newest):
    """answered(Brought): what would come of the sheet as it was asked for last."""

    def __init__(self, library: Library, file: File) -> None:
        super().__init__("register sheet")
        self._library, self._file = library, file

    def ask(self, kind: str, *, replaces: bool) -> None:
        self._start(lambda wanted: look_at(self._library, self._file, kind, replaces=replaces, is_wanted=wanted))


class RegisterSheetDialog(QDialog):
    """What is new, what is filled in and what stays as it is, row by row; accepted to import it so."""

    def __init__(self, brought: Brought, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.brought: Brought | None = brought
        self._file = brought.file
        self._looker = _Looker(library, brought.file)
        self._looker.answered.connect(self._show)
        self._looker.failed.connect(self._refuse)
        self.setWindowTitle(self.tr("Import outlets or people"))
        surface(self, "reader")
        self.resize(*_SIZE)
        segments = [Segment(OUTLETS, self.tr("Outlets")), Segment(PEOPLE, self.tr("People"))]
        self.kind = Segmented(segments, self.tr("The rows are"), parent=self)
        self.kind.set_value(brought.sheet.kind)
        self.replaces = QCheckBox(self.tr("Replace what the library has otherwise"))
        self.replaces.setFont(sans(13))
        self.columns, self.left_out = _wrapped("ink2"), _wrapped("ink3")
        self.counts = Label("", "ink", sans(13, 500))
        self.rows = RegisterRows()
        self.list = RowList(self.rows, RegisterDelegate(), self.tr("What would come of each row"))
        self.cancel_button = Button(self.tr("Cancel"), PLAIN)
        self.import_button = Button(self.tr("Import"), PRIMARY, key="↵")
        self._lay_out()
        self._connect()
        self._show(brought)
        self.list.setFocus()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 20, 12)
        head.setSpacing(8)
        head.addWidget(dialog_title(self.windowTitle()))
        head.addWidget(Label(self._file.name, "ink3", sans(12)))
        head.addWidget(self.kind)
        for label in (self.columns, self.left_out, self.counts):
            head.addWidget(label)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 14, 16, 14)
        foot.setSpacing(8)
        foot.addWidget(self.replaces, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.import_button)
        stack(self, head, self.list, foot)

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda _kind: self._ask())
        self.replaces.toggled.connect(lambda _on: self._ask())
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self.accept)
        self.finished.connect(lambda _result: self._looker.stop())

    def _ask(self) -> None:
        self.brought = None
        self.import_button.setEnabled(False)
        self._looker.ask(str(self.kind.value()), replaces=self.replaces.isChecked())

    def _show(self, brought: Brought) -> None:
        self.brought = brought
        sheet, done = brought.sheet, brought.imported
        told = (self.tr("{heading} as {field}").format(heading=one, field=_word(field)) for one, field in sheet.columns)
        self.columns.setText(self.tr("Recognised: {columns}.").format(columns=", ".join(told)))
        self.left_out.setText(_left_out(sheet))
        self.left_out.setVisible(bool(self.left_out.text()))
        self.counts.setText(_counted(done))
        kind = Kind.OUTLET if sheet.kind == OUTLETS else Kind.PERSON
        doubtful = len(done.problems)
        self.rows.show(
            [
                Entry(kind, name, more, "", is_ours=False, is_unused=False, is_doubtful=place < doubtful)
                for place, (name, more) in enumerate(_told(done))
            ]
        )
        self.import_button.setEnabled(bool(done.new or done.filled))

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, ClipperError):
            raise error
        self.columns.setText(str(error))
        self.left_out.hide()
        self.counts.setText("")
        self.rows.show(())

    def accept(self) -> None:
        """Take it as it is shown; what is still being worked out cannot be taken yet."""
        if self.import_button.isEnabled():
            super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter imports, also from the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)

    @classmethod
    def ask(
        cls, brought: Brought, library: Library, parent: QWidget | None = None
    ) -> tuple[RegisterSheet, bool] | None:
        """Return the sheet that a person wants to import, and whether it replaces; None when they cancel."""
        dialog = cls(brought, library, parent)
        accepted = ask(dialog)
        return (dialog.brought.sheet, dialog.replaces.isChecked()) if accepted and dialog.brought else None


def _wrapped(ink: str) -> Label:
    label = Label("", ink)
    label.setWordWrap(True)
    return label


def _left_out(sheet: RegisterSheet) -> str:
    parts = []
    if sheet.dropped:
        parts.append(
            _say("Not taken: {names}. What an advertisement would have cost says nothing of a mention.").format(
                names=", ".join(sheet.dropped)
            )
        )
    if sheet.unused:
        parts.append(_say("Not used: {names}.").format(names=", ".join(sheet.unused)))
    return " ".join(parts)


def _counted(done: RegisterImported) -> str:
    parts = [
        (len(done.new), _say("{n} new")),
        (len(done.filled), _say("{n} filled in")),
        (len(done.kept), _say("{n} with something that stays as it is")),
        (done.unchanged, _say("{n} known already")),
        (len(done.problems), _say("{n} not readable")),
    ]
    return ", ".join(words.format(n=f"{number:,}") for number, words in parts if number)


def _told(done: RegisterImported) -> Sequence[tuple[str, str]]:
    """Return a line for each row that changes something or could not be taken: what needs a look first."""
    line = _say("Line {n}")
    problems = [
        (line.format(n=f"{one.place:,}") if one.place else _say("Sheet"), one.sentence) for one in done.problems
    ]
    left = [row for _, row in done.kept]
    kept = [(row.name, line.format(n=f"{number:,}") + f": {_what(row)}") for number, row in done.kept]
    others = sorted(
        (row for _, row in done.rows if row not in left and (row.is_new or row.filled)), key=lambda row: row.is_new
    )
    return (*problems, *kept, *((row.name, _what(row)) for row in others))


def _what(row: Completed) -> str:
    filled = ", ".join(map(_word, row.filled))
    parts = [
        _say("new") if row.is_new else "",
        (filled if row.is_new else _say("filled in: {fields}").format(fields=filled)) if filled else "",
        _say("stays as it is: {fields}").format(fields=", ".join(map(_word, row.kept))) if row.kept else "",
        *(_say("“{value}” is {owner}’s").format(value=value, owner=owner) for value, owner in row.owned),
    ]
    return "  ·  ".join(filter(None, parts))


def _word(field: str) -> str:
    return {
        "name": _say("name"),
        "aliases": _say("other names"),
        "domains": _say("domains"),
        "medium": _say("usual medium"),
        "country": _say("country"),
        "region": _say("region"),
        "language": _say("language"),
        "tier": _say("tier"),
        "reach": _say("reach"),
        "reach_source": _say("source of the reach"),
        "reach_on": _say("day of the reach"),
        "rights": _say("rights"),
        "rights_notice": _say("notice"),
        "rights_until": _say("rights until"),
        "programmes": _say("programmes"),
        "title": _say("title"),
        "active_from": _say("from"),
        "active_until": _say("until"),
        "ours": _say("one of ours"),
    }[field]


def _say(text: str) -> str:
    return QCoreApplication.translate("RegisterSheet", text)
