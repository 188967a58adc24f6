"""A label that shortens its text to the room it has, with the whole text in its tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clipper.model.text import clean
from clipper.ui.fonts import sans
from clipper.ui.text_measures import elided, width_of
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.labels import plain_tip


class ElidedLabel(QWidget):
    """One line of text, elided at its end, or in the middle for links and paths."""

    def __init__(
        self,
        text: str = "",
        ink: str = "ink",
        font: QFont | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._text, self._ink, self._mode = "", ink, mode
        self.setFont(font or sans(13))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme_signals().changed.connect(self.update)
        self.set_text(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text; what would turn the rest of it around, as the name of a file may, is left out."""
        self._text = text = clean(text)
        self.setAccessibleName(text)
        self._name_when_elided()
        self.updateGeometry()
        self.update()

    def set_ink(self, ink: str) -> None:
        """Take the ink of another token."""
        self._ink = ink
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the whole text needs."""
        return QSize(width_of(self._text, self.font()) + 1, max(18, self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least width in which a few letters still read."""
        return QSize(min(24, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the whole text in a tooltip once it does not fit."""
        super().resizeEvent(event)
        self._name_when_elided()

    def _name_when_elided(self) -> None:
        fits = width_of(self._text, self.font()) <= self.width()
        self.setToolTip("" if fits else plain_tip(self._text))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(theme().color(self._ink if self.isEnabled() else "disabled"))
        shown = elided(self._text, self.font(), self.width(), self._mode)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.end()
