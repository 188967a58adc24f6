"""The key messages of the organisation: written, corrected and forgotten in one list."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.errors import ClipperError
from clipper.ui.dialogs.asking import ask, closing_foot, stack
from clipper.ui.dialogs.own_steps import OwnSteps
from clipper.ui.fonts import sans
from clipper.ui.typed_fields import Typing
from clipper.ui.widgets.buttons import IconButton
from clipper.ui.widgets.in_place import InPlace, beside_buttons
from clipper.ui.widgets.labels import Label, dialog_title, surface
from clipper.ui.widgets.scrolled_page import ScrolledPage

_SIZE = (560, 440)


class KeyMessagesDialog(QDialog):
    """All key messages, each edited in place; every change is a step of its own, which undo takes back."""

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self.setWindowTitle(self.tr("Key messages"))
        self.resize(*_SIZE)
        surface(self, "reader")
        self.rows: list[_MessageRow] = []
        self._problem = Label("", "negative", sans(12))
        self._told = Label("", "ink2", sans(12))
        for label in (self._problem, self._told):
            label.setWordWrap(True)
            label.hide()
        self._own = OwnSteps(library, self, self._tell_undone)
        self.new = InPlace(
            self.tr("New key message"), sans(13), 18, invitation=self.tr("Write a key message, a sentence")
        )
        self.new.pass_undo_on()
        self.new.committed.connect(self._add)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 18, 24, 12)
        head.setSpacing(4)
        head.addWidget(dialog_title(self.tr("Key messages")))
        hint = Label(
            self.tr("What your organisation wants to get across. Clippings are coded by whether they carry it."), "ink2"
        )
        hint.setWordWrap(True)
        head.addWidget(hint)
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(16, 8, 16, 12)
        inside.setSpacing(2)
        inside.addLayout(self._list)
        inside.addWidget(self.new)
        inside.addWidget(self._problem)
        inside.addWidget(self._told)
        inside.addStretch(1)
        stack(self, head, ScrolledPage(page), closing_foot(self))

    def _fill(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for message, count in self._library.message_counts().items():
            row = _MessageRow(message, count)
            row.text.committed.connect(lambda text, row=row: self._rename(row, text))
            row.remove.clicked.connect(lambda _on=False, message=message: self._delete(message))
            self._list.addWidget(row)
            self.rows.append(row)
        self.new.reset(None)

    def typing(self) -> Typing:
        """Return the fields, to be kept safe while the dialog is open."""
        fields = {"new": self.new, **{f"message/{row.message}": row.text for row in self.rows}}
        return Typing("messages", "", fields, lambda sentence: self._say("", sentence))

    def _add(self, message: str | None) -> None:
        if message and self._attempt(lambda: self._library.add_message(message), self.new) == Changes():
            self._say(self.tr("“{message}” is there already.").format(message=message))

    def _rename(self, row: "_MessageRow", new: str | None) -> None:
        self._attempt(lambda: self._library.rename_message(row.message, new or ""), row.text)

    def _delete(self, message: str) -> None:
        self._attempt(lambda: self._library.delete_message(message))

    def _attempt(self, verb: Callable[[], Changes], typed_in: InPlace | None = None) -> Changes | None:
        """Return what changed; None where it was refused, which is said: what was typed then stays in its field."""
        try:
            changes = verb()
        except ClipperError as error:
            if typed_in is not None:
                typed_in.refuse(str(error))
            self._say(str(error))
            return None
        self._own.remember(changes)
        self._fill()
        self._say("")
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)
        return changes

    def _say(self, problem: str, told: str = "") -> None:
        for label, sentence in ((self._problem, problem), (self._told, told)):
            label.setText(sentence)
            label.setVisible(bool(sentence))

    def _tell_undone(self, sentence: str) -> None:
        self._fill()
        self._say("", sentence)

    @classmethod
    def ask(cls, library: Library, parent: QWidget | None = None) -> None:
        """Show the messages until a person is done with them."""
        ask(cls(library, parent))


class _MessageRow(QWidget):
    """A message, the number of clippings that carry it, and the way to forget it."""

    def __init__(self, message: str, count: int) -> None:
        super().__init__()
        self.message = message
        self.text = InPlace(self.tr("Key message"), sans(13), 18, parent=self)
        self.text.reset(message)
        self.text.pass_undo_on()
        carried = Label(f"{count:,}", "ink3", sans(12, tabular=True), self)
        carried.setToolTip(self.tr("So many clippings carry it"))
        self.remove = IconButton("x", self.tr("Forget this message"), parent=self)
        self.remove.setAccessibleName(self.tr("Forget “{message}”").format(message=message))
        carried.setFixedHeight(self.remove.sizeHint().height())
        row = QHBoxLayout(self)
        row.setSpacing(8)
        row.addLayout(beside_buttons(self.text), 1)
        row.addWidget(carried, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
