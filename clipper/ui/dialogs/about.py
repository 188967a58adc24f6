"""About Clipper: its version, and the licences of all that it ships and needs, each to be read in full."""

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper import __version__, licences
from clipper.licences import Part
from clipper.ui.dialogs.asking import ask, closing_foot, stack
from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.labels import Label, WrappedLabel, dialog_title, hairline, surface
from clipper.ui.widgets.part_rows import PART, PartRows
from clipper.ui.widgets.quiet_bars import QuietBars
from clipper.ui.widgets.row_list import RowList
from clipper.ui.widgets.two_lines import LEFT, TwoLines

_SIZE = (880, 620)
_LIST = 300


class AboutDialog(QDialog):
    """What this program is; `place` is where the library lies."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Clipper"))
        surface(self, "reader")
        self.resize(*(round(length * scale()) for length in _SIZE))
        self.rows = PartRows(self)
        self.rows.show([licences.own(), *licences.parts()])
        self.list = RowList(self.rows, TwoLines(), self.tr("Parts and their licences"))
        self.list.setFixedWidth(round(_LIST * scale()))
        self.text = self._make_text()
        self.list.selectionModel().currentChanged.connect(self._show)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(hairline(upright=True))
        row.addWidget(self.text, 1)
        stack(self, self._head(place), body, closing_foot(self))
        self.list.setCurrentIndex(self.rows.index(0, 0))
        self.list.setFocus()

    def _head(self, place: str) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setContentsMargins(LEFT, 16, LEFT, 14)
        head.setSpacing(6)
        head.addWidget(dialog_title("Clipper"))
        version = self.tr("Version {version}, under the MIT licence. This library is {place}.")
        qt = self.tr(
            "The window is made with Qt and PySide6, which are used under the GNU Lesser General Public License, "
            "version 3: you may change them, and put your own build in their place."
        )
        for text in (version.format(version=__version__, place=place), qt):
            told = WrappedLabel("ink2", sans(12))
            told.show_text(text)
            head.addWidget(told)
        head.addSpacing(4)
        head.addWidget(Label(self.tr("What Clipper ships and needs to run"), "ink", sans(13, 500)))
        return head

    def _make_text(self) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setProperty("bare", True)
        text.setFont(sans(12))
        text.setTabChangesFocus(True)
        text.document().setDocumentMargin(16)
        text.setAccessibleName(self.tr("Licence"))
        QuietBars(text)
        return text

    def _show(self, current: QModelIndex) -> None:
        part = current.data(PART)
        if isinstance(part, Part):
            versions = self.tr("Versions: {versions}").format(versions=part.versions) if part.versions else ""
            head = "\n".join(filter(None, (f"{part.name}: {part.licence}", versions, part.link)))
            self.text.setPlainText("\n\n".join(filter(None, (head, part.notice, licences.text_of(part)))))

    @classmethod
    def show_page(cls, place: str, parent: QWidget | None = None) -> None:
        """Show the page until it is left."""
        ask(cls(place, parent))
