"""Small dialogs that say one thing: a problem in a plain sentence, a question that nothing can undo, a bug."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QWidget

from clipper.ui.dialogs.asking import ask
from clipper.ui.dialogs.message import Message
from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button

_WIDTH = 460


class Notice(Message):
    """A title, a sentence or two, and verbs; accepted when the verb is pressed.

    Enter presses the verb, or the other one where what the verb does `is_final`. `more` stands below the sentence.
    `chosen` is the verb that was pressed, which may be one of `also`.
    """

    def __init__(
        self,
        title: str,
        text: str,
        verb: str,
        parent: QWidget | None = None,
        *,
        other: str = "",
        details: str = "",
        is_final: bool = False,
        more: QWidget | None = None,
        also: Sequence[str] = (),
    ) -> None:
        super().__init__(title, text, _WIDTH, parent)
        self.chosen = ""
        if details:
            self.column.addWidget(_details(details))
        if more is not None:
            self.column.addSpacing(4)
            self.column.addWidget(more)
        self._fill_foot(self.add_foot(details), verb, other, is_final, also)

    def _choose(self, verb: str) -> None:
        self.chosen = verb
        self.accept()

    def _fill_foot(self, row: QHBoxLayout, verb: str, other: str, is_final: bool, also: Sequence[str]) -> None:
        for further in also:
            button = Button(further, PLAIN, parent=row.parentWidget())
            button.clicked.connect(partial(self._choose, further))
            row.addWidget(button)
        do = Button(verb, PLAIN if is_final else PRIMARY, parent=row.parentWidget())
        do.clicked.connect(partial(self._choose, verb))
        do.setFocus()
        if other:
            leave = Button(other, PRIMARY if is_final else PLAIN, parent=row.parentWidget())
            leave.clicked.connect(self.reject)
            row.addWidget(leave)
            if is_final:
                leave.setFocus()
        row.addWidget(do)

    @classmethod
    def ask(cls, title: str, text: str, verb: str, parent: QWidget | None = None) -> bool:
        """Ask whether to go on; True when the verb was pressed."""
        return ask(cls(title, text, verb, parent, other=_tr("Cancel")))

    @classmethod
    def choose(cls, title: str, text: str, verbs: Sequence[str], parent: QWidget | None = None) -> str:
        """Ask which of several ways to go, of which Enter takes the first; "" where a person takes none."""
        dialog = cls(title, text, verbs[0], parent, also=verbs[1:])
        ask(dialog)
        return dialog.chosen

    @classmethod
    def warn(cls, title: str, text: str, verb: str, parent: QWidget | None = None) -> bool:
        """Ask before something that nothing takes back, and Enter does not do; True when the verb was pressed."""
        return ask(cls(title, text, verb, parent, other=_tr("Cancel"), is_final=True))

    @classmethod
    def warn_with(
        cls, title: str, text: str, verb: str, option: str, parent: QWidget | None = None
    ) -> tuple[bool, bool]:
        """Ask as `warn` does, and offer to do more with it; returns both answers."""
        box = QCheckBox(option)
        dialog = cls(title, text, verb, parent, other=_tr("Cancel"), is_final=True, more=box)
        return ask(dialog), box.isChecked()

    @classmethod
    def tell(cls, title: str, text: str, parent: QWidget | None = None) -> None:
        """Say what happened, what was kept, and what to do."""
        ask(cls(title, text, _tr("Close"), parent))

    @classmethod
    def bug(cls, details: str, parent: QWidget | None = None) -> None:
        """Say that the program made a mistake, with details to copy for those who mend it."""
        text = _tr(
            "Clipper made a mistake. What was saved before is safe in the library. "
            "Please copy the details and send them to the developers."
        )
        ask(cls(_tr("Something went wrong"), text, _tr("Close"), parent, details=details))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Notice", text)


def _details(details: str) -> QPlainTextEdit:
    box = QPlainTextEdit(details)
    box.setReadOnly(True)
    box.setAccessibleName(_tr("Details"))
    box.setFont(sans(12))
    box.setMinimumHeight(160)
    return box
