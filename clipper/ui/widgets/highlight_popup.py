"""The small pop-up of one highlight: its colour, its comment, and how to remove it."""

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clipper.model.codes import Marker
from clipper.model.highlight import Highlight
from clipper.ui.code_words import marker_words
from clipper.ui.fonts import sans
from clipper.ui.style import rounded
from clipper.ui.theme import theme
from clipper.ui.widgets.buttons import IconButton
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.markdown_edit import MarkdownEdit
from clipper.ui.widgets.page_writer import NOTE, Typography
from clipper.ui.widgets.swatch import Swatch

_WIDTH, _LINES, _PAD, _GAP = 320, 4, 6, 6


class HighlightPopup(QWidget):
    """markerChosen(uuid, Marker): another colour was chosen. commentWritten(uuid, text or None): the pop-up was left
    with another comment, which Esc would have restored. removeRequested(uuid).
    """

    markerChosen = Signal(str, object)  # noqa: N815
    commentWritten = Signal(str, object)  # noqa: N815
    removeRequested = Signal(str)  # noqa: N815

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._over = parent
        # A window is a rectangle: its round corners show what is below.
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(self.tr("Highlight"))
        self._uuid, self._kept = "", ""
        self.swatches = [Swatch(marker, word) for marker, word in marker_words()]
        self.remove = IconButton("trash-2", self.tr("Remove highlight"))
        self.comment = _Comment(self.tr("Comment"), NOTE)
        self.comment.setPlaceholderText(self.tr("Comment"))
        self._lay_out()
        for swatch in self.swatches:
            swatch.clicked.connect(lambda _on, marker=swatch.marker: self._choose(marker))
        self.remove.clicked.connect(self._remove)
        self.comment.ended.connect(self.hide)
        self.comment.restored.connect(self._restore)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for swatch in self.swatches:
            row.addWidget(swatch)
        row.addStretch()
        row.addWidget(self.remove)
        self.comment.setFixedHeight(_LINES * NOTE.line + 2 * _PAD)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(_GAP)
        column.addLayout(row)
        column.addWidget(self.comment)
        column.addWidget(Label(self.tr("Markdown. Ctrl+Enter or leaving keeps it, Esc restores it."), "ink3", sans(12)))

    def open_for(self, highlight: Highlight, place: QRect, waiting: str | None) -> None:
        """Open below a place of the screen, or above it where there is no room.

        `waiting` is what was written before and could not be kept.
        """
        self._uuid, self._kept = highlight.uuid, highlight.comment or ""
        self._tick(highlight.marker)
        self.comment.set_source(self._kept if waiting is None else waiting)
        self.adjustSize()
        self.move(self._beside(place))
        self.show()
        self.comment.setFocus(Qt.FocusReason.PopupFocusReason)
        self.comment.moveCursor(QTextCursor.MoveOperation.End)

    def unfinished(self) -> tuple[str, str] | None:
        """Return whose comment is being written, and its text; None where nothing is."""
        text = self.comment.source()
        return (self._uuid, text) if self.isVisible() and text.strip() != self._kept.strip() else None

    def _beside(self, place: QRect) -> QPoint:
        screen = self._over.screen().availableGeometry()
        below, above = place.bottom() + _GAP, place.top() - _GAP - self.height()
        top = below if below + self.height() <= screen.bottom() else max(screen.top(), above)
        return QPoint(max(screen.left(), min(place.left(), screen.right() - self.width())), top)

    def _choose(self, marker: Marker) -> None:
        self._tick(marker)
        self.markerChosen.emit(self._uuid, marker)

    def _tick(self, marker: Marker) -> None:
        for swatch in self.swatches:
            swatch.setChecked(swatch.marker == marker)

    def _remove(self) -> None:
        self._restore()
        self.removeRequested.emit(self._uuid)

    def _restore(self) -> None:
        self.comment.set_source(self._kept)
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Keep the comment, however the pop-up was left."""
        super().hideEvent(event)
        text = self.comment.source().strip()
        if text != self._kept.strip():
            self._kept = text
            self.commentWritten.emit(self._uuid, text or None)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the surface with its border."""
        painter = QPainter(self)
        rounded(painter, self.rect(), 8, theme().color("field"), theme().color("line2"))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc restores the comment from anywhere in the pop-up."""
        if event.key() == Qt.Key.Key_Escape:
            self._restore()
        else:
            super().keyPressEvent(event)


class _Comment(MarkdownEdit):
    """restored(): Esc, which here takes back what was written."""

    restored = Signal()

    def __init__(self, name: str, type_: Typography) -> None:
        super().__init__(name, type_)
        self.setProperty("bare", False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.restored.emit()
        else:
            super().keyPressEvent(event)
