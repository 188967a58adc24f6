"""Markdown as it is written: plain text in the type it will be read in."""

import math

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCursor, QTextOption, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from clipper.model.text import clean
from clipper.ui.fonts import scale
from clipper.ui.widgets.page_writer import Typography
from clipper.ui.widgets.text_height import fix_height

_LONGEST, _LONGEST_LINE = 200_000, 100_000
_MARKS = {Qt.Key.Key_B: "**", Qt.Key.Key_I: "*"}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def can_be_edited(text: str) -> bool:
    """Tell whether a text can be edited without the window standing still: a line of a megabyte takes half a minute.

    A text of a megabyte in many lines takes a second, and so does each key in it.
    """
    return len(text) <= _LONGEST and max(map(len, text.split("\n"))) <= _LONGEST_LINE


def _is_ours(event: QKeyEvent) -> bool:
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return control and (event.key() in _ENTER or Qt.Key(event.key()) in _MARKS)


class MarkdownEdit(QTextEdit):
    """ended(): Esc or Ctrl+Enter. left(): the focus went to another widget.

    With `grows` it is as high as its text, and what is around it scrolls.
    """

    ended = Signal()
    left = Signal()

    def __init__(self, name: str, type_: Typography, *, grows: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grows = grows
        self.setAccessibleName(name)
        self.setProperty("bare", True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.set_type(type_)
        if grows:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def source(self) -> str:
        """Return the Markdown."""
        return self.toPlainText()

    def set_source(self, text: str) -> None:
        """Show Markdown; undo in the editor starts here."""
        document = self.document()
        document.setUndoRedoEnabled(False)
        blocked = self.blockSignals(True)
        self.setPlainText(text)
        self._set_lines()
        self.blockSignals(blocked)
        document.setUndoRedoEnabled(True)
        self._fit()

    def set_type(self, type_: Typography) -> None:
        """Set the text in another type."""
        self._line = round(type_.line * scale())
        self.setFont(type_.font(type_.text, 400))
        self.document().setDefaultFont(self.font())
        self.set_source(self.source())

    def _set_lines(self) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(self._line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)

    def _fit(self) -> None:
        if self._grows:
            self.document().setTextWidth(max(1, self.viewport().width()))
            fix_height(self, max(3 * self._line, math.ceil(self.document().size().height())))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return three lines, which is what a short note needs."""
        return QSize(200, 3 * self._line)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return one line."""
        return QSize(40, self._line)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Let the column scroll, when it is the column that does."""
        if self._grows:
            event.ignore()
        else:
            super().wheelEvent(event)

    def event(self, event: QEvent) -> bool:
        """Claim the keys that mean something here before a shortcut of the window takes them."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc and Ctrl+Enter end the editing; Ctrl+B and Ctrl+I put marks around the selection."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        mark = _MARKS.get(Qt.Key(event.key())) if control else None
        if event.key() == Qt.Key.Key_Escape or (control and event.key() in _ENTER):
            self.ended.emit()
        elif mark is not None:
            self._surround(mark)
        else:
            super().keyPressEvent(event)

    def _surround(self, mark: str) -> None:
        cursor = self.textCursor()
        text = cursor.selectedText()
        inside = text.startswith(mark) and text.endswith(mark) and len(text) >= 2 * len(mark)
        cursor.insertText(text[len(mark) : -len(mark)] if inside else f"{mark}{text}{mark}")
        if not text:
            cursor.movePosition(QTextCursor.MoveOperation.Left, n=len(mark))
            self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste plain text that is clean, and not more than can be edited."""
        text = clean(source.text()[:_LONGEST])
        if can_be_edited(text):
            self.insertPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell when the focus went elsewhere; a menu or another program in front is not leaving."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()
