"""How a sheet is imported: its columns and what they become on the left, what comes of its rows on the right."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import pairwise

from msgspec import Struct
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from clipper.capture.formats import table
from clipper.capture.formats.table import values
from clipper.capture.formats.table.columns import is_undecided
from clipper.capture.formats.table.rows import NO_HEADLINE
from clipper.library.library import Library
from clipper.library.presets import NAMED
from clipper.model.draft import Doubt, FileReading
from clipper.model.errors import ClipperError
from clipper.model.progress import Progress
from clipper.model.sheet import SHARED, Column, Preset, SheetFile, SheetMapping, Use
from clipper.model.values import replace
from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import BAR, FOOT, HEAD, bar
from clipper.ui.dialogs.naming import NamingDialog
from clipper.ui.fonts import sans, scale
from clipper.ui.settings import Settings
from clipper.ui.sheet_reader import SheetRead, SheetReader
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.column_list import ColumnList, ColumnModel
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, dialog_title, hairline, plain_tip, surface
from clipper.ui.widgets.segmented import Segment, Segmented
from clipper.ui.widgets.sheet_choices import SheetChoices
from clipper.ui.widgets.sheet_preview import PREVIEWED, ProblemList, SheetPreview

_FIRST, _LEAST = QSize(1180, 740), QSize(720, 480)
_LEFT, _LEAST_LEFT, _LEAST_RIGHT = 480, 340, 320
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MappedSheet(Struct, frozen=True):
    """A sheet as a person wants it read, and the preset that they want to have remembered with the import."""

    reading: FileReading
    preset: Preset | None


class SheetMappingDialog(QDialog):
    """Shows how a sheet is read and lets a person change it.

    `reading` is what they see, `preset` what they want to have remembered with the import.
    """

    def __init__(
        self, reading: FileReading, library: Library, settings: Settings | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Import sheet"))
        surface(self, "reader")
        self.setMinimumSize(_LEAST)
        self.reading = reading
        self.preset: Preset | None = None
        self._library, self._settings = library, settings
        self._known, self._today = library.known(), date.today()
        self._reader = SheetReader()
        self._rows = table.SheetReading(reading.pasted, self._file().sheets, self._known, self._today, reading.file)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._restore()
        self._show_file(self._file())
        self._ask(lambda _report: reading)

    @classmethod
    def ask(
        cls, reading: FileReading, library: Library, settings: Settings | None = None, parent: QWidget | None = None
    ) -> MappedSheet | None:
        """Let a person choose how a sheet is read; returns it read so, None when they cancel."""
        dialog = cls(reading, library, settings, parent)
        return MappedSheet(dialog.reading, dialog.preset) if ask(dialog) else None

    # Building

    def _make_parts(self) -> None:
        self.choices = SheetChoices()
        self.model = ColumnModel(self)
        self.model.spokesperson_label = self._library.organisation().spokesperson_label
        self.columns = ColumnList(self.model)
        self.pages = Segmented([Segment(0, self.tr("Preview")), Segment(1, self.tr("Problems"))], self.tr("Show"))
        self.pages.set_value(0)
        hues = {tag.name: tag.hue for tag in self._library.tags()}
        self.preview, self.problems = SheetPreview(hues, self), ProblemList(self)
        self.summary = ElidedLabel("", "ink2")
        self.how = Label("", "ink2")
        self.shown = ElidedLabel("", "ink3", sans(12, tabular=True))
        self.remarks = Label("", "ink3", sans(12))
        self.remarks.setWordWrap(True)
        self.remember = QCheckBox(self.tr("Remember as"))
        self.remember.setFont(sans(13))
        self.name = QLineEdit()
        self.name.setFont(sans(13))
        self.name.setMaxLength(80)
        self.name.setAccessibleName(self.tr("Name of the preset"))
        self.name.setPlaceholderText(self.tr("Name of the preset"))
        self.cancel_button = Button(self.tr("Cancel"), PLAIN)
        self.import_button = Button(self.tr("Import"), PRIMARY, key="↵")

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        source = ElidedLabel(self.reading.pasted.source or "", "ink3", sans(12), Qt.TextElideMode.ElideMiddle)
        whole.addWidget(self._bar(HEAD, "sidebar", dialog_title(self.tr("Import sheet")), self.how, None, source))
        whole.addWidget(hairline(self))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._left())
        self._splitter.addWidget(self._right())
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        whole.addWidget(self._splitter, 1)
        whole.addWidget(hairline(self))
        self.name.setFixedWidth(round(150 * scale()))
        self.summary.setMinimumWidth(80)
        parts = self.summary, self.remember, self.name, self.cancel_button, self.import_button
        foot = self._bar(FOOT, "sidebar", *parts)
        whole.addWidget(foot)
        stops = [*self.choices.tab_stops(), self.columns, self.pages, self.preview, self.problems, *parts[1:]]
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)

    def _left(self) -> QWidget:
        left = QWidget()
        surface(left, "list")
        left.setMinimumWidth(_LEAST_LEFT)
        column = QVBoxLayout(left)
        column.setSpacing(0)
        column.addWidget(self.choices)
        column.addWidget(hairline())
        column.addWidget(self.columns, 1)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        surface(right, "reader")
        right.setMinimumWidth(_LEAST_RIGHT)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.problems)
        self._nothing = Label("", "ink2")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(40, 0, 40, 0)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(right)
        column.setSpacing(0)
        column.addWidget(self._bar(BAR, "reader", self.pages, None, self.shown))
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        self._told = QWidget()
        inside = QVBoxLayout(self._told)
        inside.setContentsMargins(20, 10, 20, 10)
        inside.addWidget(self.remarks)
        column.addWidget(hairline())
        column.addWidget(self._told)
        return right

    def _bar(self, height: int, ground: str, *parts: QWidget | None) -> QWidget:
        """Return a bar of widgets; None is the air between them."""
        whole, row = bar(self, height, ground)
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part, 1 if part is self.summary else 0)
        return whole

    def _connect(self) -> None:
        self._reader.answered.connect(self._on_read)
        self._reader.failed.connect(self._on_failed)
        choices = self.choices
        choices.sheetChosen.connect(lambda sheet: self._guess(sheet))
        choices.headerChosen.connect(self._on_header)
        choices.orderChosen.connect(lambda order: self._read(replace(self._file().mapping, date_order=order)))
        choices.presetChosen.connect(self._on_preset)
        choices.renameRequested.connect(self._rename)
        choices.deleteRequested.connect(self._delete)
        self.columns.useChosen.connect(self._on_use)
        self.columns.tagRequested.connect(self._name_tag)
        self.pages.chosen.connect(lambda _page: self._show_page())
        self.name.textEdited.connect(lambda text: self.remember.setChecked(bool(text.strip())))
        self.cancel_button.clicked.connect(self.reject)
        self.import_button.clicked.connect(self._import)

    def _restore(self) -> None:
        window = self.parentWidget()
        self.resize(_FIRST.boundedTo(window.window().size()) if window else _FIRST)
        if self._settings is not None:
            self.restoreGeometry(self._settings.shape("sheet/geometry"))
        left = self._settings.number("sheet/left", _LEFT) if self._settings else _LEFT
        self._splitter.setSizes([left, max(_LEAST_RIGHT, self.width() - left)])

    def _begin(self) -> None:
        """Where the header is known, one key imports; else the columns want a look."""
        if self._file().preset:
            self.import_button.setFocus()
        else:
            self.columns.setFocus()
        asked = (row for row, (column, sample) in enumerate(self.model.said()) if is_undecided(column, sample))
        self.columns.setCurrentIndex(self.model.index(next(asked, 0), 0))

    # Reading anew

    def _file(self) -> SheetFile:
        if self.reading.sheet is None:
            raise ValueError("what is read is no sheet")
        return self.reading.sheet

    def _ask(self, work: Callable[[Progress], FileReading]) -> None:
        self._set_up_to_date(False)
        self._reader.ask(work)

    def _read_as(self, find: Callable[[], SheetFile]) -> None:
        """Read the sheet as is found out aside."""
        rows = self._rows
        self._ask(lambda report: rows.read(find(), report))

    def _read(self, mapping: SheetMapping, preset: str | None = None) -> None:
        """Read the sheet by a mapping that a person made."""
        found = replace(self._file(), mapping=mapping, preset=preset)
        self.reading = replace(self.reading, sheet=found)
        self._read_as(lambda: found)

    def _guess(self, sheet: int) -> None:
        sheets, known, today = self._file().sheets, self._known, self._today
        self._read_as(lambda: table.guess_mapping(sheets, known, today, sheet))

    def _on_header(self, header: int | None) -> None:
        found, known, today = self._file(), self._known, self._today
        self._read_as(lambda: table.with_header(found.sheets, found.mapping.sheet, header, known, today))

    def _on_preset(self, name: str) -> None:
        found, today = self._file(), self._today
        mapping, unprompted = found.mapping, replace(self._known, presets=())
        preset = next((preset for preset in self._known.presets if preset.name == name), None)
        if preset is None:
            self._read_as(lambda: table.with_header(found.sheets, mapping.sheet, mapping.header, unprompted, today))
        else:
            self._read_as(lambda: table.with_preset(found.sheets, mapping, preset))

    def _on_use(self, row: int, use: Use | None) -> None:
        """Let a column become something; another column gives way where only one can become it."""
        columns = [*self.model.columns()]
        if use is not None and use not in SHARED:
            columns = [replace(one, use=None) if one.use is use else one for one in columns]
        name = columns[row].name
        columns[row] = Column(name, use, values.tag(name, "topic/") if use is Use.FLAG else "")
        self._put(columns)

    def _name_tag(self, row: int) -> None:
        column = self.model.columns()[row]
        hint = self.tr("Rows that say yes get this tag. Only tags under topic/ count in reports.")
        name = NamingDialog.ask(self.tr("Tag of “{name}”").format(name=column.name), hint, column.tag, self)
        if name is not None:
            columns = [*self.model.columns()]
            columns[row] = replace(column, tag=name)
            self._put(columns)

    def _put(self, columns: list[Column]) -> None:
        for row, column in enumerate(columns):
            if column != self.model.columns()[row]:
                self.model.put(row, column)
        self.remember.setChecked(True)
        self._read(replace(self._file().mapping, columns=tuple(columns)))

    # What was read

    def _on_read(self, answer: SheetRead) -> None:
        self.reading = answer.reading
        self.model.show(self._file().mapping.columns, answer.samples)
        self._show_file(self._file())
        self.preview.show_drafts(answer.reading.reading.drafts, self._today)
        self.problems.show_problems(answer.reading.problems)
        self._set_up_to_date(True)
        self._show_counts()
        if not self.columns.currentIndex().isValid():
            self._begin()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, ClipperError):
            raise error
        self.import_button.setToolTip(plain_tip(str(error)))
        self._nothing.setText(str(error))
        self._stack.setCurrentWidget(self._nothing)
        self.shown.set_text("")

    def _show_file(self, found: SheetFile) -> None:
        self.choices.show_file(found, self._known.presets)
        told = self.tr("Read with the preset “{name}”").format(name=found.preset)
        told = told if found.preset else self.tr("Columns guessed from their names and contents")
        has_headline = any(column.use is Use.HEADLINE for column in found.mapping.columns)
        self.how.setText(told if has_headline else self.tr("Choose the column that holds the headline; none does yet."))
        self.how.set_ink("ink2" if has_headline else "warn")
        if not self.name.isModified():
            self.name.setText(found.preset or self._suggested_name())

    def _suggested_name(self) -> str:
        service = self.reading.format
        stem = (self.reading.pasted.source or "").rpartition(".")[0]
        return service.capitalize() if service in ("meltwater", "agility") else stem

    def _show_counts(self) -> None:
        drafts, problems = self.reading.reading.drafts, self.reading.problems
        left_out = sum(problem.is_left_out for problem in problems)
        one, many = self.tr("1 row becomes a clipping"), self.tr("{n} rows become clippings")
        words = one if len(drafts) == 1 else many.format(n=f"{len(drafts):,}")
        if left_out:
            words = self.tr("{words}, {n} left out").format(words=words, n=f"{left_out:,}")
        self.summary.set_text(words)
        self.import_button.setText(self.tr("Import {n}").format(n=f"{len(drafts):,}"))
        self.import_button.updateGeometry()
        self.pages.set_word(
            1, self.tr("Problems {n}").format(n=f"{len(problems):,}") if problems else self.tr("Problems")
        )
        is_open = any(draft.published_on.doubt is Doubt.DAY_OR_MONTH for draft in drafts)
        remarks = [remark for remark in self.reading.remarks if remark != NO_HEADLINE]
        doubts = remarks[:1] if is_open else []
        self.choices.show_open_dates(doubts[0] if doubts else "")
        told = [remark for remark in remarks if remark not in doubts]
        self.remarks.setText("\n".join(told))
        self._told.setVisible(bool(told))
        self._show_page()

    def _show_page(self) -> None:
        drafts, problems = self.reading.reading.drafts, self.reading.problems
        is_preview = self.pages.value() == 0
        if not (drafts if is_preview else problems):
            nothing = self.tr("No row has a headline, a link or a text yet. Choose the column that holds it.")
            self._nothing.setText(nothing if is_preview else self.tr("Every row can be read."))
            self._stack.setCurrentWidget(self._nothing)
            self.shown.set_text("")
            return
        self._stack.setCurrentWidget(self.preview if is_preview else self.problems)
        count = min(PREVIEWED, len(drafts))
        words = self.tr("The first {n} of {all}").format(n=f"{count:,}", all=f"{len(drafts):,}")
        self.shown.set_text(words if is_preview and len(drafts) > count else "")

    def _set_up_to_date(self, is_so: bool) -> None:
        self.import_button.setEnabled(is_so and bool(self.reading.reading.drafts))
        self.summary.set_ink("ink2" if is_so else "ink3")
        why = "" if is_so else self.tr("The sheet is being read")
        self.import_button.setToolTip(why)

    # Presets

    def _rename(self, name: str) -> None:
        title, hint = self.tr("Rename preset"), self.tr("What this kind of sheet is called.")

        def rename() -> None:
            new = NamingDialog.keep(title, hint, name, partial(self._library.rename_preset, name), self)
            if new is not None:
                self._refresh_presets(new)

        self._try(rename)

    def _delete(self, name: str) -> None:
        if self._try(lambda: self._library.delete_preset(name)):
            self._refresh_presets(None)

    def _refresh_presets(self, chosen: str | None) -> None:
        self._known = replace(self._known, presets=self._library.presets())
        self.reading = replace(self.reading, sheet=replace(self._file(), preset=chosen))
        self._show_file(self._file())

    def _try(self, verb: Callable[[], object]) -> bool:
        try:
            verb()
        except ClipperError as error:
            self.summary.set_text(str(error))
            self.summary.set_ink("negative")
            return False
        return True

    # Leaving

    def _import(self) -> None:
        """Take the sheet as it is shown; its columns are remembered with the import, where that was asked for."""
        if not self.import_button.isEnabled():
            return
        if self.remember.isChecked():
            if not self._try(lambda: NAMED.cleaned_name(self.name.text())):
                return
            mapping = self._file().mapping
            self.preset = Preset(self.name.text(), mapping.columns, mapping.date_order)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter imports, from wherever it has nothing better to do."""
        if event.key() in _ENTER:
            self._import()
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """Remember the size, and stop what is being read before the dialog goes."""
        if self._settings is not None:
            self._settings.set("sheet/geometry", self.saveGeometry())
            self._settings.set("sheet/left", self._splitter.sizes()[0])
        self._reader.stop()
        super().done(result)
