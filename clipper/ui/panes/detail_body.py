"""The text of a clipping: read as a page, edited as Markdown in the very same place."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from clipper.model.term import Term
from clipper.ui.fonts import sans
from clipper.ui.style import rounded
from clipper.ui.theme import theme
from clipper.ui.widgets.buttons import PRIMARY, Button, LinkButton
from clipper.ui.widgets.highlighted_page import HighlightedPage
from clipper.ui.widgets.in_place import PAD_X
from clipper.ui.widgets.labels import Label, hairline, surface
from clipper.ui.widgets.markdown_edit import MarkdownEdit, can_be_edited
from clipper.ui.widgets.missing_text import MissingText
from clipper.ui.widgets.page_writer import READING, Typography

_RING = 6


class DetailBody(QWidget):
    """left(): Esc, Ctrl+Enter or a button ended the editing. moved(QPoint): the caret, or the
    end of a selection being drawn, is here in the body's coordinates; what scrolls it has to follow.
    fetchRequested(): the text is missing, and is to be fetched from the link.

    `save(key, text or None)` keeps a text and returns a sentence when that failed; editing then goes on. Leaving keeps
    what was typed, Esc too: an hour's typing must not hang on one key. "Discard changes" is how to restore. What could
    not be kept waits with its clipping, as it was typed.
    """

    left = Signal()
    moved = Signal(QPoint)
    fetchRequested = Signal()  # noqa: N815

    def __init__(self, save: Callable[[int, str | None], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._text = ""
        self._key: int | None = None
        self._unkept: dict[int, str] = {}
        self.page = HighlightedPage(READING)
        self.page.setAccessibleName(self.tr("Text"))
        self._type = READING
        self._editor: MarkdownEdit | None = None
        self.missing = MissingText()
        self._more = LinkButton(self.tr("Show more of this text"))
        self._problem = Label("", "negative", sans(12))
        self._problem.setWordWrap(True)
        self._lay_out()
        self.page.dragged.connect(lambda place: self.moved.emit(self.page.mapTo(self, place)))
        # Once the event is over: a new line makes the editor grow after the caret has moved.
        self._caret_soon = QTimer(self, singleShot=True, interval=0)
        self._caret_soon.timeout.connect(self._tell_caret)
        self.page.moreChanged.connect(self._more.setVisible)
        self._more.clicked.connect(self.page.show_more)
        self.missing.addRequested.connect(self.edit)
        self.missing.fetchRequested.connect(self.fetchRequested)
        self._show(editing=False)

    def _tell_caret(self) -> None:
        if self.editor.hasFocus():
            self.moved.emit(self.editor.viewport().mapTo(self, self.editor.cursorRect().bottomLeft()))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD_X, _RING, PAD_X, _RING)
        column.setSpacing(0)
        column.addWidget(self.page)
        column.addWidget(self.missing)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._problem)
        self._column = column
        self.foot = self._make_foot()

    @property
    def editor(self) -> MarkdownEdit:
        """What the text is edited in, made when that is first done."""
        if self._editor is None:
            self._editor = self._make_editor()
        return self._editor

    def _make_editor(self) -> MarkdownEdit:
        editor = MarkdownEdit(self.tr("Text"), self._type, grows=True)
        editor.hide()
        editor.cursorPositionChanged.connect(self._caret_soon.start)
        editor.left.connect(self._left_by_focus)
        editor.ended.connect(self._end)
        self._column.insertWidget(self._column.indexOf(self._problem), editor)
        return editor

    def _make_foot(self) -> QWidget:
        """What ends the editing stands below the page, in sight however long the text is."""
        foot = QWidget()
        surface(foot, "reader")
        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 0, 8)
        line.setSpacing(8)
        line.addWidget(Label(self.tr("## subheading   > quotation   - list   *emphasis*"), "ink3", sans(12)), 1)
        discard, keep = Button(self.tr("Discard changes")), Button(self.tr("Keep text"), PRIMARY)
        for button, do in ((discard, self.discard), (keep, self._end)):
            # The editor must not lose the focus before the click is known, or leaving would keep what is discarded.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(do)
            line.addWidget(button)
        column = QVBoxLayout(foot)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(line)
        return foot

    def set_text(self, key: int, text: str | None) -> None:
        """Show the text of a clipping, given by its key; unless it is another one than before, what is being typed
        stays.
        """
        fresh = key != self._key
        self._key, self._text = key, text or ""
        if fresh:
            self._say("")
        if fresh or not self.is_editing():
            self.page.set_text(self._text)
            self._show(editing=False)
        if fresh and key in self._unkept:
            self._open(self._unkept[key])
            self._say(self.tr("This text could not be kept yet."))

    def unfinished(self) -> dict[int, str]:
        """Return what is written and not kept, by key."""
        if self._key is None or not self.is_editing():
            return dict(self._unkept)
        text = self.editor.source()
        return {**self._unkept, **({self._key: text} if text.strip("\n") != self._text.strip("\n") else {})}

    def unkept(self) -> list[int]:
        """Return the keys of the clippings whose texts could not be kept."""
        return list(self._unkept)

    def mark(self, terms: Sequence[Term]) -> None:
        """Mark the words of a search."""
        self.page.mark(terms)

    def set_type(self, type_: Typography) -> None:
        """Set the text in another type."""
        self._type = type_
        self.page.set_type(type_)
        if self._editor is not None:
            self._editor.set_type(type_)

    def is_editing(self) -> bool:
        """Tell whether the text is being edited."""
        return self._editor is not None and not self._editor.isHidden()

    def edit(self) -> None:
        """Edit the text as Markdown."""
        if not can_be_edited(self._text):
            self._say(self.tr("This text has a line too long to be edited here. It is kept as it is."))
            return
        if not self.is_editing():
            self._open(self._text)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, text: str) -> None:
        self.editor.set_source(text)
        self._show(editing=True)

    def discard(self) -> None:
        """End the editing and show the text as it was."""
        if self._key is not None:
            self._unkept.pop(self._key, None)
        self._say("")
        self._show(editing=False)
        self.left.emit()

    def keep(self) -> bool:
        """Keep what was typed and show it as a page; False when that failed, editing then goes on."""
        if self._key is None or not self.is_editing():
            return True
        text = self.editor.source().strip("\n")
        problem = self._save(self._key, text or None) if text != self._text.strip("\n") else ""
        self._say(problem)
        if problem:
            self._unkept[self._key] = text
            return False
        self._unkept.pop(self._key, None)
        self._text = text
        self.page.set_text(text)
        self._show(editing=False)
        return True

    def _end(self) -> None:
        if self.keep():
            self.left.emit()

    def _left_by_focus(self) -> None:
        if self.is_editing():
            self.keep()

    def _show(self, *, editing: bool) -> None:
        self.page.setVisible(not editing and bool(self._text))
        self.missing.setVisible(not editing and not self._text)
        self._more.setVisible(not editing and self.page.has_more())
        if editing or self._editor is not None:
            self.editor.setVisible(editing)
        self.foot.setVisible(editing)
        self.update()

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the ring around the text that is being edited, which stays where it was read."""
        if self.is_editing():
            painter = QPainter(self)
            rect = self.editor.geometry().adjusted(-PAD_X, -_RING, PAD_X, _RING)
            rounded(painter, rect, 6, None, theme().color("accent"), 2)
            painter.end()
