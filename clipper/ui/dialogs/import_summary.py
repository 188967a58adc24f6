"""What came of an import: how much is new, what was skipped and why, and the problems, to be copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper.library.importing import Imported
from clipper.library.intake import gathered
from clipper.ui.dialogs.asking import ask
from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface

_WIDTH = 560
_FOOT = 56
_FEWEST_LINES, _MOST_LINES = 5, 10
_MOST_REMARKS = 4


class ImportSummary(QDialog):
    """Accepted when a person wants to see what is new."""

    def __init__(self, imported: Imported, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._imported = imported
        self._remarks = (*([imported.exports.summary] if imported.exports else []), *imported.remarks)
        # What is copied has a line for each place; what is shown says the same of many only once.
        self._listed = "\n".join([*map(str, imported.problems), *self._remarks])
        self.setWindowTitle(self.tr("Import"))
        self.setMinimumWidth(round(_WIDTH * scale()))
        surface(self, "reader")
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(4)
        column.addWidget(dialog_title(self._title()))
        column.addWidget(self._sentence())
        self._add_counts(column)
        if self._remarks:
            self._add_remarks(column)
        if imported.problems:
            self._add_problems(column)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addLayout(column)
        whole.addWidget(hairline(self))
        whole.addWidget(self._foot())

    @classmethod
    def ask(cls, imported: Imported, parent: QWidget | None = None) -> bool:
        """Show what came of an import; True when a person wants to see what is new."""
        return ask(cls(imported, parent))

    def _title(self) -> str:
        count = len(self._imported.ids)
        if not count:
            return self.tr("Nothing new")
        one, many = self.tr("1 clipping imported"), self.tr("{n} clippings imported")
        return one if count == 1 else many.format(n=f"{count:,}")

    def _sentence(self) -> Label:
        count = len(self._imported.ids)
        text = self.tr("They wait under New: keep, defer or reject them. Ctrl+Z takes them all back.")
        if count == 1:
            text = self.tr("It waits under New: keep, defer or reject it. Ctrl+Z takes it back.")
        elif not count:
            text = self.tr("The library is as it was.")
            step = self._imported.changes.step
            if step is not None and step.verb in ("complete", "original"):
                text = self.tr("What is there already has more now, or the file itself. Ctrl+Z takes it back.")
        sentence = Label(text, "ink2")
        sentence.setWordWrap(True)
        return sentence

    def _add_counts(self, column: QVBoxLayout) -> None:
        """Say how many, of what only there is."""
        done = self._imported
        counts = {
            self.tr("joined a story as its pick-up"): len(done.pick_ups),
            self.tr("without a date: see Undated"): done.undated,
            self.tr("skipped: in the library already"): done.known,
            self.tr("of these lacked something, and got it: {fields}").format(fields=done.given): len(done.completed),
            self.tr("skipped: rejected before"): done.rejected,
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 10, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (words, count) in enumerate((words, count) for words, count in counts.items() if count):
            grid.addWidget(Label(f"{count:,}", "ink", sans(13, 500, tabular=True)), row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(Label(words, "ink2"), row, 1)
        if grid.count():
            column.addLayout(grid)

    def _add_remarks(self, column: QVBoxLayout) -> None:
        """Say what else there is to know of the files, of many files only the first."""
        shown = [*self._remarks[:_MOST_REMARKS]]
        more = len(self._remarks) - len(shown)
        shown += [self.tr("And {n} more; Copy the list holds them.").format(n=f"{more:,}")] if more else []
        column.addSpacing(10)
        for remark in shown:
            label = Label(remark, "ink3", sans(12))
            label.setWordWrap(True)
            column.addWidget(label)

    def _add_problems(self, column: QVBoxLayout) -> None:
        told = gathered(self._imported.problems)
        heading = Label(self._problems_title(), "warn", sans(13, 600))
        heading.setWordWrap(True)
        heading.setContentsMargins(0, 12, 0, 4)
        column.addWidget(heading)
        box = QPlainTextEdit("\n".join(told))
        box.setReadOnly(True)
        box.setAccessibleName(self.tr("Problems"))
        box.setFont(sans(12))
        box.setTabChangesFocus(True)
        # A sentence takes two lines, more or less.
        lines = min(max(2 * len(told), _FEWEST_LINES), _MOST_LINES)
        box.setFixedHeight(lines * box.fontMetrics().lineSpacing() + 16)
        column.addWidget(box)

    def _problems_title(self) -> str:
        """Say how many, and of which file where it is one."""
        problems = self._imported.problems
        files = {problem.file for problem in problems}
        words = self.tr("1 problem") if len(problems) == 1 else self.tr("{n} problems").format(n=f"{len(problems):,}")
        return self.tr("{problems} in {file}").format(problems=words, file=files.pop()) if len(files) == 1 else words

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        foot.setFixedHeight(round(_FOOT * scale()))
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        if self._listed:
            copy = Button(self.tr("Copy the list"), PLAIN, parent=foot)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._listed))
            row.addWidget(copy)
        row.addStretch(1)
        close = Button(self.tr("Close"), PLAIN if self._imported.ids else PRIMARY, parent=foot)
        close.clicked.connect(self.reject)
        row.addWidget(close)
        self._primary = close
        if self._imported.ids:
            words = self.tr("Show it") if len(self._imported.ids) == 1 else self.tr("Show them")
            self._primary = Button(words, PRIMARY, key="↵", parent=foot)
            self._primary.clicked.connect(self.accept)
            row.addWidget(self._primary)
        self._primary.setFocus()
        return foot

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter does what the primary button says, also from the list of problems."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._primary.click()
        else:
            super().keyPressEvent(event)
