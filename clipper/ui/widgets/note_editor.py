"""A note in Markdown: read as type, written beside its preview, kept without being asked to."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from clipper.model.errors import ClipperError
from clipper.ui.fonts import sans
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.buttons import LinkButton
from clipper.ui.widgets.in_place import PAD_X
from clipper.ui.widgets.invitation import Invitation
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.markdown_edit import MarkdownEdit, can_be_edited
from clipper.ui.widgets.page_writer import NOTE
from clipper.ui.widgets.quiet_bars import quieten
from clipper.ui.widgets.reading_page import ReadingPage

PAUSE_MS = 1500
"""How long nothing is typed before a note is kept."""

_SIDE_BY_SIDE_FROM = 480
_LEAST, _WRITTEN, _UNLIMITED = 28, 320, 16_777_215
Save = Callable[[int, str | None], None]


class NoteEditor(QWidget):
    """editingChanged(bool): writing began or ended. grown(): the note at rest needs another height.
    linkRequested(url): a person clicked a link.

    `save(key, text)` keeps a note and may raise a ClipperError: what was typed then stays in the editor, also when
    another note was shown in between, until it can be kept. One pause or one leaving is one step.
    """

    editingChanged = Signal(bool)  # noqa: N815
    grown = Signal()
    linkRequested = Signal(str)  # noqa: N815

    def __init__(self, save: Save, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._growing = False
        self._key: int | None = None
        self._kept = ""
        self._unsaved: dict[int, str] = {}
        self._preview = ReadingPage(NOTE)
        self._preview.setAccessibleName(self.tr("Note"))
        self._may_write = True
        self._hint = Label(self.tr("Markdown. Kept as you write; Esc ends."), "ink3", sans(12))
        self._problem = Label("", "negative", sans(12))
        self._problem.setWordWrap(True)
        self._retry = LinkButton(self.tr("Try again"))
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self._lay_out()
        self._retry.clicked.connect(self._try_again)
        self._preview.grown.connect(self._fit)
        self._preview.grown.connect(self.grown)
        self._preview.linkRequested.connect(self.linkRequested)
        self._say("")

    def _lay_out(self) -> None:
        self._invitation = Invitation(self.tr("Write a note"))
        self._invitation.clicked.connect(self.start)
        self._preview.clicked.connect(self.start)
        self._stack = QStackedWidget()
        for page in (_top(self._invitation), _scrolling(self._preview)):
            self._stack.addWidget(page)
        foot = QHBoxLayout()
        foot.setContentsMargins(PAD_X, 0, PAD_X, 0)
        foot.addWidget(self._hint)
        foot.addWidget(self._problem, 1)
        foot.addWidget(self._retry)
        column = QVBoxLayout(self)
        column.setSpacing(4)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)

    @cached_property
    def _pair(self) -> "_Pair":
        """What a note is written in, made when one is written."""
        pair = _Pair()
        pair.edit.textChanged.connect(self._typed)
        pair.edit.ended.connect(self.end)
        pair.edit.left.connect(self.end)
        pair.live.linkRequested.connect(self.linkRequested)
        # Those of the window were made quiet before there was this.
        quieten(pair)
        self._stack.addWidget(pair)
        return pair

    @property
    def _edit(self) -> MarkdownEdit:
        return self._pair.edit

    def only_read(self) -> None:
        """Let nothing be written."""
        self._may_write = False
        self._invitation.setEnabled(False)

    # -- what is shown

    def show_note(self, key: int | None, text: str | None) -> None:
        """Show the note of a key; while it is being written a newer text does not disturb the writing."""
        if key != self._key:
            self._leave()
            self._key = key
        self._kept = text or ""
        if self.is_editing():
            return
        self._preview.set_text(self._kept)
        self._stack.setCurrentIndex(1 if self._kept else 0)
        waiting = self._unsaved.get(key) if key is not None else None
        if waiting is not None:
            self._open(waiting)
            self._say(self.tr("This note could not be kept yet."))

    def is_editing(self) -> bool:
        """Tell whether the note is being written."""
        return self._stack.currentIndex() == 2

    def unfinished(self) -> dict[int, str]:
        """Return what is written and not kept, by key."""
        if self._key is None or not self.is_editing():
            return dict(self._unsaved)
        text = self._edit.source()
        return {**self._unsaved, **({self._key: text} if text.strip() != self._kept.strip() else {})}

    def unkept(self) -> list[int]:
        """Return the keys of the notes that could not be kept."""
        return list(self._unsaved)

    def height_at_rest(self) -> int:
        """Return how high the note is as type, in pixels."""
        return self._preview.height() if self._kept else 0

    def text(self) -> str:
        """Return the note as it stands, kept or being written."""
        return self._edit.source() if self.is_editing() else self._kept

    def start(self) -> None:
        """Begin to write."""
        if self._key is None or not self._may_write:
            return
        if not can_be_edited(self._kept):
            self._say(self.tr("This note has a line too long to be edited here. It is kept as it is."))
            return
        if not self.is_editing():
            self._open(self._kept)
        self._edit.setFocus()
        self._edit.moveCursor(QTextCursor.MoveOperation.End)

    def _open(self, text: str) -> None:
        self._edit.set_source(text)
        self._pair.live.set_text(text)
        self._stack.setCurrentWidget(self._pair)
        self._say("")
        self.editingChanged.emit(True)

    def end(self) -> None:
        """Keep what was written and show it as type; where it could not be kept, writing goes on."""
        if not self.is_editing() or not self.flush():
            return
        self._kept = self._edit.source().strip()
        self._preview.set_text(self._kept)
        had_focus = self._edit.hasFocus()
        self._stack.setCurrentIndex(1 if self._kept else 0)
        self._say("")
        if had_focus:
            self.setFocus()
        self.editingChanged.emit(False)

    def set_growing(self, growing: bool) -> None:
        """Be as high as the note, as in a column of several parts, instead of filling the room there is."""
        self._growing = growing
        self._fit()

    def _fit(self) -> None:
        if not self._growing:
            self.setMinimumHeight(0)
            self.setMaximumHeight(_UNLIMITED)
        elif self.is_editing():
            self.setFixedHeight(_WRITTEN)
        else:
            self.setFixedHeight(max(_LEAST, self._preview.height()) + (24 if self._problem.text() else 0))

    def _leave(self) -> None:
        """Make room for another note: this one is kept, or waits until it can be."""
        self.end()
        if self.is_editing():
            self._stack.setCurrentIndex(0)
            self.editingChanged.emit(False)
        self._say("")

    # -- keeping

    def flush(self) -> bool:
        """Keep what was written now; False when it could not be kept, the editor then says why."""
        self._timer.stop()
        if self._key is None or not self.is_editing():
            return True
        text = self._edit.source().strip()
        try:
            if text != self._kept.strip():
                self._save(self._key, text or None)
        except ClipperError as error:
            self._unsaved[self._key] = text
            self._say(str(error))
            return False
        self._unsaved.pop(self._key, None)
        self._kept = text
        self._say("")
        return True

    def _try_again(self) -> None:
        self.flush()
        self._edit.setFocus()

    def _typed(self) -> None:
        self._timer.start()
        self._pair.live.set_text(self._edit.source())

    def _say(self, sentence: str) -> None:
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self._hint.setVisible(not sentence and self.is_editing())
        self._fit()
        self._retry.setVisible(bool(sentence) and self.is_editing())


class _Pair(QWidget):
    """The text that is being written, with its preview beside it, or below it in a narrow column."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = MarkdownEdit(self.tr("Note"), NOTE)
        self.live = ReadingPage(NOTE)
        self.live.setAccessibleName(self.tr("Preview"))
        self.live.setPlaceholderText(self.tr("Preview"))
        self._sides = QHBoxLayout(self)
        self._sides.setSpacing(12)
        self._sides.setContentsMargins(PAD_X, 0, 0, 0)
        self._sides.addWidget(_Frame(self.edit), 1)
        self._sides.addWidget(_scrolling(self.live), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Put the preview where there is room for it."""
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE_FROM
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)


def _scrolling(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder = _top(content)
    area.setWidget(holder)
    # A scroll area makes its widget opaque: the surface below has to show through.
    holder.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area


def _top(content: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(PAD_X, 0, PAD_X, 0)
    column.addWidget(content, 0, Qt.AlignmentFlag.AlignLeft if isinstance(content, Invitation) else Qt.AlignmentFlag(0))
    column.addStretch()
    return holder


class _Frame(QWidget):
    """The ring around the text that is being written."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 6, 6)
        column.addWidget(content)
        theme_signals().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        rounded(painter, self.rect(), 6, theme().color("field"), theme().color("accent"), 2)
        painter.end()
