"""Diagnostics: what a bug report needs to know of this machine and library, found out aside, to be copied."""

from concurrent.futures import ThreadPoolExecutor

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper import diagnostics
from clipper.diagnostics import Section
from clipper.library.library import Library
from clipper.model.progress import Progress as Report
from clipper.ui import qt_facts
from clipper.ui.aside import Aside
from clipper.ui.dialogs.asking import ask, stack
from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, WrappedLabel, dialog_title, surface
from clipper.ui.widgets.progress import Progress
from clipper.ui.widgets.quiet_bars import QuietBars
from clipper.ui.widgets.two_lines import LEFT

_SIZE = (680, 620)


class DiagnosticsDialog(QDialog):
    """Looks at once; what takes long can be cancelled, and begun again."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.setWindowTitle(self.tr("Diagnostics"))
        surface(self, "reader")
        self.resize(*(round(length * scale()) for length in _SIZE))
        self.text = self._make_text()
        self.told = Label("", "ink2", sans(12))
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="diagnostics")
        self.progress = Progress(self, self.text)
        self.aside = Aside(self._executor, self.progress, self)
        self.copy_button = Button(self.tr("Copy"), PRIMARY)
        self.again_button = Button(self.tr("Look again"), PLAIN)
        self.close_button = Button(self.tr("Close"), PLAIN, key=self.tr("Esc"))
        self.copy_button.clicked.connect(self.copy)
        self.again_button.clicked.connect(self.look)
        self.close_button.clicked.connect(self.reject)
        self.aside.refused.connect(self.told.setText)
        stack(self, self._head(), self.text, self._foot())
        self.look()

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(LEFT, 16, LEFT, 12)
        head.setSpacing(6)
        head.addWidget(dialog_title(self.windowTitle()))
        hint = WrappedLabel("ink2")
        hint.show_text(
            self.tr(
                "Copy this into a bug report. It names versions, places and counts, and nothing that the library "
                "holds: no headline, no name, no search. Your home folder is written as ~."
            )
        )
        head.addWidget(hint)
        return head

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(LEFT, 14, 16, 14)
        foot.setSpacing(8)
        foot.addWidget(self.told)
        foot.addStretch(1)
        for button in (self.close_button, self.again_button, self.copy_button):
            foot.addWidget(button)
        return foot

    def _make_text(self) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setProperty("bare", True)
        text.setFont(sans(12, tabular=True))
        text.setTabChangesFocus(True)
        text.document().setDocumentMargin(LEFT)
        text.setAccessibleName(self.windowTitle())
        QuietBars(text)
        return text

    def look(self) -> None:
        """Find everything out, off the window's thread."""
        more = qt_facts.facts()

        def work(report: Report) -> list[Section]:
            return diagnostics.examine(self._library, report, more)

        self._may_copy(False)
        self.told.setText("")
        sentence = self.tr("Looking at this machine and the library. A large one takes a while.")
        self.aside.run(work, self._show, sentence, only_reads=True, when_cancelled=self._tell_cancelled)

    def _show(self, sections: list[Section]) -> None:
        self.text.setPlainText(diagnostics.as_text(sections))
        self._may_copy(True)

    def _tell_cancelled(self) -> None:
        self.told.setText(self.tr("Cancelled; nothing was found out."))
        self.again_button.setEnabled(True)

    def _may_copy(self, on: bool) -> None:
        self.copy_button.setEnabled(on)
        self.copy_button.setToolTip("" if on else self.tr("It is still being found out"))
        self.again_button.setEnabled(on)

    def copy(self) -> None:
        """Put all of it on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.told.setText(self.tr("Copied."))

    def done(self, result: int) -> None:
        """Give up what is being found out before the window goes."""
        self.aside.cancel()
        self._executor.shutdown(wait=True)
        super().done(result)

    @classmethod
    def show_page(cls, library: Library, parent: QWidget | None = None) -> None:
        """Show the page until it is left."""
        ask(cls(library, parent))
