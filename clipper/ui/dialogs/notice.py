"""Small dialogs that say one thing: a problem in a plain sentence, a question that nothing can undo, a bug."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from clipper.ui.dialogs.asking import ask
from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface

_WIDTH = 460


class Notice(QDialog):
    """A title, a sentence or two, and verbs; accepted when the verb is pressed.

    Enter presses the verb, or the other one where what the verb does `is_final`.
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
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        surface(self, "reader")
        sentence = Label(text, "ink2")
        sentence.setWordWrap(True)
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(dialog_title(title))
        column.addWidget(sentence)
        if details:
            column.addWidget(_details(details))
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addLayout(column)
        whole.addWidget(hairline(self))
        whole.addWidget(self._foot(verb, other, details, is_final))

    def _foot(self, verb: str, other: str, details: str, is_final: bool) -> QWidget:
        foot = QWidget(self)
        foot.setFixedHeight(56)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        if details:
            copy = Button(self.tr("Copy details"), PLAIN, parent=foot)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
            row.addWidget(copy)
        row.addStretch(1)
        do = Button(verb, PLAIN if is_final else PRIMARY, parent=foot)
        do.clicked.connect(self.accept)
        do.setFocus()
        if other:
            leave = Button(other, PRIMARY if is_final else PLAIN, parent=foot)
            leave.clicked.connect(self.reject)
            row.addWidget(leave)
            if is_final:
                leave.setFocus()
        row.addWidget(do)
        return foot

    @classmethod
    def ask(cls, title: str, text: str, verb: str, parent: QWidget | None = None) -> bool:
        """Ask whether to go on; True when the verb was pressed."""
        return ask(cls(title, text, verb, parent, other=_tr("Cancel")))

    @classmethod
    def warn(cls, title: str, text: str, verb: str, parent: QWidget | None = None) -> bool:
        """Ask before something that nothing takes back, and Enter does not do; True when the verb was pressed."""
        return ask(cls(title, text, verb, parent, other=_tr("Cancel"), is_final=True))

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
    box.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return box
