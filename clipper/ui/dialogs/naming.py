"""Asking for one name."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from clipper.model.errors import EnvironmentProblem
from clipper.model.text import clean_line
from clipper.ui.dialogs.asking import ask
from clipper.ui.fonts import sans
from clipper.ui.widgets.buttons import PLAIN, PRIMARY, Button
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface

_WIDTH, _FOOT = 420, 56
_LONGEST = 80


class NamingDialog(QDialog):
    """A title, what the name is for, and the field; accepted with a name only."""

    def __init__(
        self, title: str, hint: str, value: str, parent: QWidget | None = None, *, longest: int = _LONGEST
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(_WIDTH)
        surface(self, "reader")
        self.field = QLineEdit()
        self.field.setFont(sans(13))
        self.field.setAccessibleName(title)
        self.field.setAccessibleDescription(hint)
        self.field.setMaxLength(longest)
        self.field.setText(value)
        self.field.selectAll()
        column = QVBoxLayout()
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(dialog_title(title))
        said = Label(hint, "ink2")
        said.setWordWrap(True)
        column.addWidget(said)
        column.addWidget(self.field)
        whole = QVBoxLayout(self)
        whole.setSpacing(0)
        whole.addLayout(column)
        whole.addWidget(hairline(self))
        whole.addWidget(self._foot())
        self.field.textChanged.connect(self._follow)
        self.field.returnPressed.connect(self._keep)
        self._follow()
        self.field.setFocus()

    def _foot(self) -> QWidget:
        foot = QWidget(self)
        foot.setFixedHeight(_FOOT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addStretch(1)
        cancel = Button(QCoreApplication.translate("Naming", "Cancel"), PLAIN, parent=foot)
        cancel.clicked.connect(self.reject)
        self._primary = Button(QCoreApplication.translate("Naming", "Save"), PRIMARY, key="↵", parent=foot)
        self._primary.clicked.connect(self._keep)
        for button in (cancel, self._primary):
            row.addWidget(button)
        return foot

    def _follow(self) -> None:
        self._primary.setEnabled(bool(clean_line(self.field.text())))

    def _keep(self) -> None:
        if clean_line(self.field.text()):
            self.accept()

    @classmethod
    def ask(
        cls, title: str, hint: str, value: str, parent: QWidget | None = None, *, longest: int = _LONGEST
    ) -> str | None:
        """Return the name that a person gives; None where they leave it."""
        dialog = cls(title, hint, value, parent, longest=longest)
        return clean_line(dialog.field.text()) if ask(dialog) else None

    @classmethod
    def keep(
        cls,
        title: str,
        hint: str,
        value: str,
        keep: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        longest: int = _LONGEST,
    ) -> str | None:
        """Have a name given and kept; returns it, None where a person leaves it.

        Where the disk or the library is in the way they are told so, and asked again with what they typed. What else
        `keep` raises is for whoever asks.
        """
        name = cls.ask(title, hint, value, parent, longest=longest)
        while name is not None:
            try:
                keep(name)
            except EnvironmentProblem as error:
                name = cls.ask(title, str(error), name, parent, longest=longest)
            else:
                break
        return name
