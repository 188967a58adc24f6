"""What small dialogs that say something have in common: a title, a text, what stands below it, and a foot."""

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from clipper.ui.widgets.buttons import PLAIN, Button
from clipper.ui.widgets.labels import Label, dialog_title, hairline, surface

_FOOT = 56


class Message(QDialog):
    """A dialog that is as high as its text at its width; what is added to `column` stands below the text."""

    def __init__(self, title: str, text: str, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        surface(self, "reader")
        said = Label(text, "ink2")
        said.setWordWrap(True)
        self._whole = QVBoxLayout(self)
        self._whole.setSpacing(0)
        self.column = QVBoxLayout()
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(8)
        self.column.addWidget(dialog_title(title))
        self.column.addWidget(said)
        self._whole.addLayout(self.column)

    def setVisible(self, visible: bool) -> None:  # noqa: N802
        """Show the verbs whole: on a small screen Qt would give a dialog two thirds of it, however much they need."""
        self.setMinimumWidth(max(self.minimumWidth(), self._whole.minimumSize().width()))
        super().setVisible(visible)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size with the width that it gets: from another one Qt would take the height of the text."""
        hint = super().sizeHint()
        return QSize(max(self.minimumWidth(), hint.width()), hint.height())

    def add_foot(self, details: str = "") -> QHBoxLayout:
        """Add the foot, with a button that copies details where there are any, and return the row for the others."""
        foot = QWidget(self)
        foot.setFixedHeight(_FOOT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        if details:
            copy = Button(QCoreApplication.translate("Message", "Copy details"), PLAIN, parent=foot)
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
            row.addWidget(copy)
        row.addStretch(1)
        self._whole.addWidget(hairline(self))
        self._whole.addWidget(foot)
        return row
