"""A colour of the organisation for its reports, chosen in the desktop's dialog; none is that of the template."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QHBoxLayout, QWidget

from clipper.ui.fonts import scale
from clipper.ui.style import rounded
from clipper.ui.theme import theme
from clipper.ui.widgets.buttons import PLAIN, Button, IconButton

_SIDE = 18


class ColourChoice(QWidget):
    """changed(): another colour, or none, was chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._value = ""
        self._sample = _Sample()
        self.choose_button = Button(self.tr("Choose…"), PLAIN, parent=self)
        self.reset_button = IconButton("x", self.tr("Take the template’s own colour"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self._sample, self.choose_button, self.reset_button):
            row.addWidget(widget)
        row.addStretch(1)
        self.setFocusProxy(self.choose_button)
        self.choose_button.clicked.connect(self.choose)
        self.reset_button.clicked.connect(lambda: self._take(""))
        self.show_colour("")

    def value(self) -> str:
        """Return the colour such as "#123C5A", "" for none."""
        return self._value

    def show_colour(self, colour: str) -> None:
        """Show a colour, or that there is none."""
        self._value = colour
        self._sample.show_colour(colour)
        self.reset_button.setVisible(bool(colour))
        self.choose_button.setAccessibleDescription(colour or self.tr("The template’s own"))

    def choose(self) -> None:
        """Ask for a colour."""
        chosen = QColorDialog.getColor(QColor(self._value or "#123C5A"), self, self.tr("Colour of the report"))
        if chosen.isValid():
            self._take(chosen.name().upper())

    def _take(self, colour: str) -> None:
        self.show_colour(colour)
        self.changed.emit()


class _Sample(QWidget):
    """The colour itself."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = ""
        self.setFixedSize(QSize(round(_SIDE * scale()), round(_SIDE * scale())))

    def show_colour(self, colour: str) -> None:
        self._colour = colour
        self.setVisible(bool(colour))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), 4, QColor(self._colour), theme().color("line2"))
        painter.end()
