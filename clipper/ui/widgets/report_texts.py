"""Writing the texts of a report beside its pages, in Markdown; the pages follow while it is written."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from clipper.ui.fonts import sans, scale, serif
from clipper.ui.report_parts import ReportText
from clipper.ui.widgets.buttons import PLAIN, Button, IconButton, LinkButton
from clipper.ui.widgets.labels import Label, WrappedLabel, hairline, surface
from clipper.ui.widgets.markdown_edit import MarkdownEdit
from clipper.ui.widgets.page_writer import Typography

_WIDTH = 320
_TYPE = Typography(serif, 15, 23, 8, 15, 23, 12)


class ReportTexts(QWidget):
    """Shows one text at a time; what is drafted stands there to begin with, and is written only once it is changed.

    changed(str, str): the text of a key is another one, while it is written; "" for none by staff.
    kept(): it is to be kept. left(): the pane is not wanted any more.
    """

    changed = Signal(str, str)
    kept = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        surface(self, "reader")
        self.setFixedWidth(round(_WIDTH * scale()))
        self._texts: Sequence[ReportText] = ()
        self._written: Mapping[str, str] = {}
        self.choice = QComboBox()
        self.choice.setFont(sans(13))
        self.choice.setAccessibleName(self.tr("Text"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.close_button = IconButton("x", self.tr("Close the text"), key="Ctrl+↵")
        self.editor = MarkdownEdit(self.tr("Text of the report"), _TYPE)
        self.hint = WrappedLabel("ink3", sans(12))
        self.draft_button = LinkButton(self.tr("Use the draft again"))
        self.done_button = Button(self.tr("Done"), PLAIN, key="Ctrl+↵")
        self._lay_out()
        self.choice.activated.connect(self._on_chosen)
        self.editor.textChanged.connect(self._on_typed)
        self.editor.ended.connect(self.left)
        self.editor.left.connect(self.kept)
        self.close_button.clicked.connect(self.left)
        self.done_button.clicked.connect(self.left)
        self.draft_button.clicked.connect(self.use_draft)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 10, 10)
        head.setSpacing(8)
        head.addWidget(Label(self.tr("Text"), "ink", sans(13, 600)))
        head.addWidget(self.choice, 1)
        head.addWidget(self.close_button)
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 14, 10, 8)
        middle.addWidget(self.editor, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 8, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.hint)
        buttons = QHBoxLayout()
        buttons.addWidget(self.draft_button)
        buttons.addStretch(1)
        buttons.addWidget(self.done_button)
        foot.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(hairline(self))
        column.addLayout(middle, 1)
        column.addWidget(hairline(self))
        column.addLayout(foot)

    def show_texts(self, texts: Sequence[ReportText], written: Mapping[str, str]) -> None:
        """Offer texts, and show the first of them; `written` are those that there are, by key."""
        self._texts, self._written = texts, dict(written)
        self.choice.clear()
        for text in texts:
            self.choice.addItem(text.title)
        self._show(0)

    def turn_to(self, texts: Sequence[ReportText], written: Mapping[str, str]) -> None:
        """Show the same text of another issue of the report, where it has that."""
        place = max(0, self.choice.currentIndex())
        self.show_texts(texts, written)
        self._show(min(place, len(texts) - 1))

    def refresh(self, texts: Sequence[ReportText], written: Mapping[str, str]) -> None:
        """Take what is written and drafted now; the text that is being written stays as it is."""
        if [text.key for text in texts] != [text.key for text in self._texts]:
            self.turn_to(texts, written)
            return
        self._texts, self._written = texts, dict(written)
        if not self.editor.hasFocus():
            self._show(self.choice.currentIndex())
        self._follow()

    def shown(self) -> ReportText:
        """Return which text is shown."""
        return self._texts[self.choice.currentIndex()]

    def use_draft(self) -> None:
        """Put what is drafted in the place of what staff wrote."""
        text = self.shown()
        self._written = {**self._written, text.key: ""}
        self.editor.set_source(text.drafted)
        self._follow()
        self.changed.emit(text.key, "")
        self.kept.emit()

    def focus(self) -> None:
        """Go to the editor."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, place: int) -> None:
        self.kept.emit()
        self._show(place)
        self.focus()

    def _show(self, place: int) -> None:
        self.choice.setCurrentIndex(place)
        text = self.shown()
        self.choice.setToolTip(text.title)
        source = self._written.get(text.key) or text.drafted
        if source != self.editor.source():
            self.editor.set_source(source)
        self._follow()

    def _on_typed(self) -> None:
        text, source = self.shown(), self.editor.source().strip()
        by_staff = "" if source == text.drafted.strip() else source
        if by_staff != self._written.get(text.key, ""):
            self._written = {**self._written, text.key: by_staff}
            self._follow()
            self.changed.emit(text.key, by_staff)

    def _follow(self) -> None:
        text = self.shown()
        is_written = bool(self._written.get(text.key))
        self.draft_button.setVisible(bool(text.drafted) and is_written)
        if text.drafted and not is_written:
            self.hint.show_text(self.tr("These sentences come from the figures. Change them, and yours stand instead."))
        else:
            self.hint.show_text(self.tr("Markdown; belongs to this issue of the report, in this language."))
