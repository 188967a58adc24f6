"""Labels of plain text in the inks of the theme, and the hairline between parts."""

from PySide6.QtGui import QFont, QResizeEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from clipper.ui.fonts import sans


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
        self._fit()

    def _fit(self) -> None:
        height = self.heightForWidth(self.width())
        if height > 0 and height != self.height():
            self.setFixedHeight(height)


def dialog_title(text: str) -> Label:
    """Return the title of a dialog."""
    return Label(text, "ink", sans(15, 600))


def plain_tip(text: str) -> str:
    """Return the text of a tooltip so that it is shown as it is.

    Qt takes what looks like HTML for HTML there too: a headline with a picture in it would read the file it names.
    """
    return Qt.convertFromPlainText(text) if Qt.mightBeRichText(text) else text


def surface(widget: QWidget, name: str) -> None:
    """Give a widget one of the theme's surfaces: sidebar, list, reader, desk, popup, warn."""
    widget.setProperty("surface", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def hairline(parent: QWidget | None = None, *, upright: bool = False) -> QWidget:
    """Return a line of one pixel across, or down."""
    line = QFrame(parent)
    surface(line, "line")
    if upright:
        line.setFixedWidth(1)
    else:
        line.setFixedHeight(1)
    return line
