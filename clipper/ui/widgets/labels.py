"""Labels of plain text in the inks of the theme, and the hairline between parts."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QTimer
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    Qt,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from clipper.model.text import clean
from clipper.ui.fonts import sans, scale
from clipper.ui.theme import theme
from clipper.ui.utf16 import qt_length

_ANY_HEIGHT = (1 << 24) - 1


class Label(QLabel):
    """Text as it is, never read as HTML: a headline with a tag in it must not load a picture."""

    def __init__(
        self, text: str = "", ink: str = "ink", font: QFont | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("ink", ink)
        self.setFont(font or sans(13))
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show a text; what would turn the rest of it around, as the name of a file may, is left out."""
        super().setText(clean(text))

    def set_ink(self, ink: str) -> None:
        """Take the ink of another token."""
        self.setProperty("ink", ink)
        self.style().polish(self)


class WrappedLabel(Label):
    """A text of several lines that is as high as its lines at the width it has: layouts ask for that too late."""

    def __init__(self, ink: str = "ink", font: QFont | None = None, parent: QWidget | None = None) -> None:
        super().__init__("", ink, font, parent)
        self.setWordWrap(True)

    def show_text(self, text: str) -> None:
        """Show a text, or nothing at all where it is empty."""
        self.setText(text)
        self.setVisible(bool(text))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        # Qt takes no other height for a label than it is fixed to.
        self.setMinimumHeight(0)
        self.setMaximumHeight(_ANY_HEIGHT)
        height = self.heightForWidth(self.width())
        if height > 0:
            self.setFixedHeight(height)
        # A layout that is just placing its parts does not hear of it, and would keep the room of the old height.
        QTimer.singleShot(0, self, self.updateGeometry)


class SetLabel(WrappedLabel):
    """A text set on lines of a height in pixels that is the type's and not the font's; pieces of it may stand out."""

    def __init__(self, line: int, ink: str = "ink", font: QFont | None = None, parent: QWidget | None = None) -> None:
        super().__init__(ink, font, parent)
        self._line = round(line * scale())
        self._strong: list[QTextLayout.FormatRange] = []

    def show_pieces(self, pieces: Sequence[tuple[str, bool]]) -> None:
        """Show pieces of one text, each with whether it stands out."""
        self._strong, start = [], 0
        for text, is_strong in pieces:
            if is_strong:
                self._strong.append(_strong(start, qt_length(text)))
            start += qt_length(text)
        self.show_text("".join(text for text, _ in pieces))

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of the lines at a width."""
        around = self.contentsMargins()
        lines = self._set(width).lineCount() if self.text() else 0
        return lines * self._line + around.top() + around.bottom()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines in the ink of their token."""
        painter = QPainter(self)
        painter.setPen(theme().color(self.property("ink")))
        for one in self._strong:
            one.format.setForeground(theme().color("ink"))
        self._set(self.width()).draw(painter, self.contentsRect().topLeft().toPointF(), self._strong)
        painter.end()

    def _set(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        around = self.contentsMargins()
        layout.setFormats(self._strong)
        layout.beginLayout()
        top = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width - around.left() - around.right()))
            line.setPosition(QPointF(0, top + (self._line - line.height()) / 2))
            top += self._line
        layout.endLayout()
        return layout


def _strong(start: int, length: int) -> QTextLayout.FormatRange:
    one = QTextLayout.FormatRange()
    one.start, one.length = start, length
    one.format = QTextCharFormat()
    one.format.setFontWeight(600)
    return one


def dialog_title(text: str) -> Label:
    """Return the title of a dialog."""
    return Label(text, "ink", sans(15, 600))


def plain_tip(text: str) -> str:
    """Return the text of a tooltip so that it is shown as it is.

    Qt takes what looks like HTML for HTML there too: a headline with a picture in it would read the file it names.
    """
    text = clean(text)
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text


def surface(widget: QWidget, name: str) -> None:
    """Give a widget one of the theme's surfaces: sidebar, list, reader, desk, popup, warn, banner."""
    widget.setProperty("surface", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def only_read(part: QWidget) -> None:
    """Let nothing be done in a part of a window, whose words stay as readable as they are, and say why."""
    part.setProperty("only_read", True)
    part.setEnabled(False)
    part.setToolTip(QCoreApplication.translate("Labels", "Open for reading only"))


def hairline(parent: QWidget | None = None, *, upright: bool = False) -> QWidget:
    """Return a line of one pixel across, or down."""
    line = QFrame(parent)
    surface(line, "line")
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
