"""A list of what is damaged or lost, what that means, and what can be done: to be read, copied, and acted on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.message import Message
from clipper.ui.fonts import sans, scale
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button

_WIDTH = 560
_FEWEST_LINES, _MOST_LINES = 4, 12


class DamageList(Message):
    """`chosen` is the verb that was pressed, "" where a person takes none; the first one is what Enter does."""

    def __init__(
        self, title: str, text: str, sentences: Sequence[str], verbs: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, text, round(_WIDTH * scale()), parent)
        self.chosen = ""
        if sentences:
            self.column.addWidget(self._list(sentences))
        self._fill_foot(self.add_foot("\n".join(sentences)), verbs)

    @classmethod
    def choose(
        cls, title: str, text: str, sentences: Sequence[str], verbs: Sequence[str], parent: QWidget | None = None
    ) -> str:
        """Show what is damaged, and return the verb that a person chose."""
        dialog = cls(title, text, sentences, verbs, parent)
        ask(dialog)
        return dialog.chosen

    def _list(self, sentences: Sequence[str]) -> QPlainTextEdit:
        box = QPlainTextEdit("\n".join(sentences), self)
        box.setReadOnly(True)
        # Tab goes on to the buttons.
        box.setTabChangesFocus(True)
        box.setAccessibleName(self.tr("What is damaged"))
        box.setFont(sans(12))
        lines = max(_FEWEST_LINES, min(2 * len(sentences), _MOST_LINES))
        box.setFixedHeight(lines * box.fontMetrics().lineSpacing() + 20)
        return box

    def _fill_foot(self, row: QHBoxLayout, verbs: Sequence[str]) -> None:
        for verb in reversed(verbs):
            button = Button(verb, PRIMARY if verb == verbs[0] else PLAIN, parent=row.parentWidget())
            button.clicked.connect(partial(self._choose, verb))
            row.addWidget(button)
        button.setFocus()

    def _choose(self, verb: str) -> None:
        self.chosen = verb
        self.accept()
