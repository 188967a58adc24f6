"""Looking at an attached PDF without leaving Clipper: its pages, their numbers, and words found in them."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.bars import BAR, FOOT, HEAD, bar
from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import PRIMARY, Button, IconButton
from clipper.ui.widgets.elided_label import ElidedLabel
from clipper.ui.widgets.labels import Label, hairline, surface
from clipper.ui.widgets.searched_pages import SearchedPages

_LEAST, _FIRST = QSize(560, 420), QSize(1000, 760)
_SEARCH_WIDTH, _PAGE_WIDTH = 240, 52


class PdfViewer(QDialog):
    """Shows a file; Ctrl+F searches, Enter and Shift+Enter go through what was found."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(file.name)
        self.setMinimumSize(_LEAST)
        self.resize(parent.window().size() if parent is not None else _FIRST)
        surface(self, "list")
        self.pages = SearchedPages()
        self.pages.setAccessibleName(self.tr("Pages of {name}").format(name=file.name))
        self._make_parts()
        self._lay_out(file.name)
        self._connect()
        self.pages.set_empty_text(self.tr("The document is being opened."))
        self.pages.show_file(file)
        self._show_place()
        self._show_found()
        self.pages.setFocus()

    @classmethod
    def show_file(cls, file: Path, parent: QWidget | None = None) -> None:
        """Show a PDF until a person has seen enough of it."""
        ask(cls(file, parent))

    def _make_parts(self) -> None:
        self.search = QLineEdit(placeholderText=self.tr("Find in the document"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Find in the document"))
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.found = Label("", "ink2", sans(13, tabular=True))
        self.previous_button = IconButton("chevron-up", self.tr("Found before"), key="Shift+F3")
        self.next_button = IconButton("chevron-down", self.tr("Found next"), key="F3")
        self.page = QLineEdit(alignment=Qt.AlignmentFlag.AlignRight)
        self.page.setAccessibleName(self.tr("Page"))
        self.page.setFixedWidth(_PAGE_WIDTH)
        self.count = Label("", "ink2", sans(13, tabular=True))
        self.zoom = Label("", "ink2", sans(13, tabular=True))
        self.zoom.setMinimumWidth(44)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom_out_button = IconButton("zoom-out", self.tr("Smaller"), key="Ctrl+-")
        self.zoom_in_button = IconButton("zoom-in", self.tr("Larger"), key="Ctrl++")
        self.close_button = Button(self.tr("Close"), PRIMARY, key=self.tr("Esc"))

    def _lay_out(self, name: str) -> None:
        head, row = bar(self, HEAD)
        row.addWidget(ElidedLabel(name, "ink", sans(15, 600), Qt.TextElideMode.ElideMiddle), 1)
        for part in (self.search, self.previous_button, self.next_button, self.found):
            row.addWidget(part)
        places, middle = bar(self, BAR, "list")
        middle.addStretch(1)
        middle.addWidget(Label(self.tr("Page"), "ink2"))
        for part in (self.page, self.count):
            middle.addWidget(part)
        middle.addStretch(1)
        for part in (self.zoom_out_button, self.zoom, self.zoom_in_button):
            middle.addWidget(part)
        foot, end = bar(self, FOOT)
        end.addStretch(1)
        end.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for above in (head, hairline(self)):
            whole.addWidget(above)
        whole.addWidget(self.pages, 1)
        for below in (hairline(self), places, hairline(self), foot):
            whole.addWidget(below)

    def _connect(self) -> None:
        self.pages.placeChanged.connect(self._show_place)
        self.pages.foundChanged.connect(self._show_found)
        self.pages.refused.connect(self._refuse)
        self.search.textChanged.connect(self.pages.look_for)
        self.search.returnPressed.connect(lambda: self.pages.step(1))
        self.page.returnPressed.connect(self._go)
        self.page.editingFinished.connect(self._show_place)
        self.next_button.clicked.connect(lambda: self.pages.step(1))
        self.previous_button.clicked.connect(lambda: self.pages.step(-1))
        self.zoom_in_button.clicked.connect(lambda: self.pages.zoom_by(1))
        self.zoom_out_button.clicked.connect(lambda: self.pages.zoom_by(-1))
        self.close_button.clicked.connect(self.reject)
        self.finished.connect(self.pages.stop)
        keys = {
            "Ctrl+F": self._start_search,
            "F3": lambda: self.pages.step(1),
            "Shift+F3": lambda: self.pages.step(-1),
            "Shift+Return": lambda: self.pages.step(-1),
            "Ctrl+G": self._start_page,
            "Ctrl++": lambda: self.pages.zoom_by(1),
            "Ctrl+-": lambda: self.pages.zoom_by(-1),
            "Ctrl+0": self.pages.zoom_to_fit,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _start_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _start_page(self) -> None:
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.selectAll()

    def _go(self) -> None:
        """Go to the page that was typed, the nearest there is."""
        text = self.page.text().strip()
        if text.isdecimal() and self.pages.page_count():
            self.pages.go_to_page(min(max(int(text), 1), self.pages.page_count()) - 1)
        self._show_place()
        self.pages.setFocus()

    def _refuse(self, wants_password: bool) -> None:
        sentence = (
            self.tr("This PDF is protected by a password. Close this, and open it in the program for PDFs.")
            if wants_password
            else self.tr("This PDF is damaged, or is none. Close this, and try the program for PDFs.")
        )
        self.pages.set_empty_text(sentence)
        for part in (self.search, self.page):
            part.setEnabled(False)

    def _show_place(self) -> None:
        pages, count = self.pages.pages_in_view(), self.pages.page_count()
        self.page.setText(str(pages[0] + 1) if pages else "")
        self.count.setText(self.tr("of {n}").format(n=f"{count:,}") if count else "")
        self.zoom.setText(f"{self.pages.zoom():.0%}")

    def _show_found(self) -> None:
        found = self.pages.found
        for button in (self.next_button, self.previous_button):
            button.setEnabled(bool(found))
        if not self.search.text().strip():
            self.found.setText("")
        elif found:
            place, more = f"{self.pages.current:,}", "…" if self.pages.is_searching else ""
            self.found.setText(self.tr("{place} of {n}").format(place=place, n=f"{found:,}{more}"))
        else:
            self.found.setText(self.tr("Searching") if self.pages.is_searching else self.tr("Not found"))
