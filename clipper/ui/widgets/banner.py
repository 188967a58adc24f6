"""A calm strip over the whole window: something that a person should know, until they say that they do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clipper.ui.announcing import announce
from clipper.ui.widgets.buttons import PLAIN, Button, IconButton
from clipper.ui.widgets.labels import Label, hairline, surface


class Banner(QWidget):
    """Hidden until it has something to say. dismissed(): a person knows it now. pressed(): they pressed its verb."""

    dismissed = Signal()
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        strip = QWidget(self)
        surface(strip, "banner")
        self._says = Label("", "warn")
        self._says.setWordWrap(True)
        self.verb = Button("", PLAIN)
        self.verb.clicked.connect(self.pressed)
        self.close_button = IconButton("x", self.tr("Do not show this again for this library"), role="warn")
        self.close_button.clicked.connect(self._leave)
        row = QHBoxLayout(strip)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(12)
        row.addWidget(self._says, 1)
        row.addWidget(self.verb)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        column.addWidget(hairline(self))
        self.hide()

    @property
    def text(self) -> str:
        """What the banner says."""
        return self._says.text()

    def say(self, text: str, verb: str = "") -> None:
        """Show a text, also to who listens to the screen; with a verb it stays until that has helped."""
        self._says.setText(text)
        self.verb.setText(verb)
        self.verb.setVisible(bool(verb))
        self.close_button.setVisible(not verb)
        self.setAccessibleName(text)
        self.show()
        announce(self, text)

    def _leave(self) -> None:
        self.hide()
        self.dismissed.emit()


def over(banner: QWidget, rest: QWidget) -> QWidget:
    """Return both, the banner on top."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(banner)
    column.addWidget(rest, 1)
    return whole
