"""The parts of the report window and where they stand: definition, choices, pages, text, what can be done with it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from clipper.ui.dialogs.bars import FOOT, HEAD, bar
from clipper.ui.fonts import sans, scale
from clipper.ui.settings import Settings
from clipper.ui.widgets.buttons import FLAT, PLAIN, Button, IconButton
from clipper.ui.widgets.definition_bar import DefinitionBar
from clipper.ui.widgets.labels import Label, dialog_title, hairline, plain_tip, surface
from clipper.ui.widgets.linked_pages import LinkedPages
from clipper.ui.widgets.missing_list import MissingList
from clipper.ui.widgets.report_choices import ReportChoices
from clipper.ui.widgets.report_texts import ReportTexts
from clipper.ui.widgets.scrolled_page import ScrolledPage

_PAGE_BAR = 40
_CHOICES_WIDTH, _LEAST_CHOICES = 340, 300
_ALL_THREE = 1000
"""In a narrower window the choices give way to a text that is written."""
_FIRST, _LEAST = QSize(1280, 800), QSize(760, 480)


class ReportFrame(QDialog):
    """Lays the window out, and remembers its size and where it is split."""

    def __init__(self, choices: ReportChoices, definitions: DefinitionBar, settings: Settings) -> None:
        super().__init__()
        self.settings, self.choices, self.definitions = settings, choices, definitions
        self.pages, self.texts = LinkedPages(), ReportTexts()
        self.setWindowTitle(self.tr("Media report"))
        self.setMinimumSize(_LEAST)
        self.resize(_FIRST)
        self.restoreGeometry(settings.shape("report/geometry"))
        surface(self, "list")
        self._make_parts()
        self._lay_out()
        self.texts.hide()
        self._connect_pages()

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
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._left_side = self._left()
        self._splitter.addWidget(self._left_side)
        self._splitter.addWidget(self._right())
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        left = self.settings.number("report/split", round(_CHOICES_WIDTH * scale()))
        self._splitter.setSizes([left, max(1, self.width() - left)])
        whole.addWidget(self._splitter, 1)
        whole.addWidget(hairline(self))
        whole_foot, self.foot = bar(self, FOOT)
        self.foot.addWidget(self.summary)
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        whole.addWidget(whole_foot)

    def _left(self) -> QWidget:
        left = QWidget()
        surface(left, "sidebar")
        left.setMinimumWidth(round(_LEAST_CHOICES * scale()))
        around = QVBoxLayout()
        around.setContentsMargins(20, 0, 20, 14)
        around.addWidget(self.missing)
        column = QVBoxLayout(left)
        column.setSpacing(0)
        column.addWidget(ScrolledPage(self.choices), 1)
        column.addLayout(around)
        return left

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
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
        return right

    def _connect_pages(self) -> None:
        self.pages.placeChanged.connect(self._show_place)
        self.previous_button.clicked.connect(lambda: self.pages.go_by(-1))
        self.next_button.clicked.connect(lambda: self.pages.go_by(1))
        self.close_button.clicked.connect(self.reject)
        self.zoom_in_button.clicked.connect(lambda: self.pages.zoom_by(1))
        self.zoom_out_button.clicked.connect(lambda: self.pages.zoom_by(-1))
        self._shortcut(QKeySequence.StandardKey.ZoomIn, lambda: self.pages.zoom_by(1))
        self._shortcut(QKeySequence.StandardKey.ZoomOut, lambda: self.pages.zoom_by(-1))
        self._shortcut(QKeySequence("Ctrl+0"), self.pages.zoom_to_fit)

    def _shortcut(self, key: QKeySequence | QKeySequence.StandardKey, act: object) -> None:
        QShortcut(QKeySequence(key), self).activated.connect(act)

    def _say(self, sentence: str, ink: str = "ink2") -> None:
        self.status.set_ink(ink)
        self.status.setText(sentence)
        self.status.setToolTip(plain_tip(sentence))

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

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show as much beside the pages as there is room for."""
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Let the choices give way to a text that is written where there is no room for both."""
        self._left_side.setVisible(self.texts.isHidden() or self.width() >= _ALL_THREE * scale())

    def done(self, result: int) -> None:
        """Remember the shape of the window."""
        self.settings.set("report/geometry", self.saveGeometry())
        if self._left_side.isVisible():
            self.settings.set("report/split", self._splitter.sizes()[0])
        super().done(result)
