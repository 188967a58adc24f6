"""A list of what is damaged or lost, what that means, and what can be done: to be read, copied, and acted on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper.ui.dialogs.asking import ask
from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface

_WIDTH = 560
_FEWEST_LINES, _MOST_LINES = 4, 12
_FOOT = 56


class DamageList(QDialog):
    """`chosen` is the verb that was pressed, "" where a person takes none; the first one is what Enter does."""

    def __init__(
        self, title: str, text: str, sentences: Sequence[str], verbs: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.chosen = ""
        self._all = "\n".join(sentences)
        self.setWindowTitle(title)
        self.setFixedWidth(round(_WIDTH * scale()))
        surface(self, "reader")
        said = Label(text, "ink2")
        said.setWordWrap(True)
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(dialog_title(title))
        column.addWidget(said)
        if sentences:
            column.addWidget(self._list(len(sentences)))
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addLayout(column)
        whole.addWidget(hairline(self))
        whole.addWidget(self._foot(verbs))

    @classmethod
    def choose(
        cls, title: str, text: str, sentences: Sequence[str], verbs: Sequence[str], parent: QWidget | None = None
    ) -> str:
        """Show what is damaged, and return the verb that a person chose."""
        dialog = cls(title, text, sentences, verbs, parent)
        ask(dialog)
        return dialog.chosen

    def _list(self, count: int) -> QPlainTextEdit:
        box = QPlainTextEdit(self._all, self)
        box.setReadOnly(True)
        # Tab goes on to the buttons.
        box.setTabChangesFocus(True)
        box.setAccessibleName(self.tr("What is damaged"))
        box.setFont(sans(12))
        lines = max(_FEWEST_LINES, min(2 * count, _MOST_LINES))
        box.setFixedHeight(lines * box.fontMetrics().lineSpacing() + 20)
        return box

    def _foot(self, verbs: Sequence[str]) -> QWidget:
        foot = QWidget(self)
        foot.setFixedHeight(_FOOT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        if self._all:
            copy = Button(self.tr("Copy details"), PLAIN, parent=foot)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._all))
            row.addWidget(copy)
        row.addStretch(1)
        for verb in reversed(verbs):
            button = Button(verb, PRIMARY if verb == verbs[0] else PLAIN, parent=foot)
            button.clicked.connect(partial(self._choose, verb))
            row.addWidget(button)
        button.setFocus()
        return foot

    def _choose(self, verb: str) -> None:
        self.chosen = verb
        self.accept()
