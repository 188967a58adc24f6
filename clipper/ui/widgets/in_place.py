"""A field edited in place: plain text at rest, the very same text with a ring around it while it is edited."""

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from clipper.model.errors import ClipperError
from clipper.model.term import Term
from clipper.model.text import clean_line
from clipper.ui.fonts import scale
from clipper.ui.icons import paint_icon
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.utf16 import qt_length
from clipper.ui.widgets.found_marks import found_marks, marked_in
from clipper.ui.widgets.name_completions import NameCompletions, Offer, best

PAD_X, PAD_Y = 8, 3
"""Pixels between the border of a field and its text; a column sets its fields out by as much, so that texts align."""

_RADIUS = 6
_CARET, _PLUS = 2, 16
_LONGEST = 20_000
_SHOWN = 4_000
_WRAP = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
_MOUSE = Qt.FocusReason.MouseFocusReason


class InPlace(QWidget):
    """committed(value): the text was changed, could be read, and is the field's value now.

    problemChanged(sentence): why the text cannot be kept, "" when it can.
    left(): Enter or Esc ended the editing; who owns the field puts the focus where the work goes on.
    unfocused(): the editing ended in whatever way, after what was typed was read.

    `read` makes a value of the text and may raise a ClipperError, `write` makes the text of a value. Leaving the
    field keeps what was typed, as Enter does; Esc restores the value. Of a value beyond all measure the beginning
    stands in the field, which cannot be edited; Enter or a double click shows all of it.
    """

    committed = Signal(object)
    problemChanged = Signal(str)  # noqa: N815
    left = Signal()
    unfocused = Signal()

    def __init__(
        self,
        name: str,
        font: QFont,
        line_height: int,
        *,
        invitation: str = "",
        ink: str = "ink",
        suffix: str = "",
        pad: int = PAD_X,
        read: Callable[[str], Any] = lambda text: text or None,
        write: Callable[[Any], str] = lambda value: value or "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._invitation, self._suffix, self._pad = invitation, suffix, pad
        self._read, self._write = read, write
        self._line_height = round(line_height * scale())
        self._value: Any = None
        self._before: Any = None
        self._typed = ""
        self._heights: dict[int, int] = {}
        self._started_with = ""
        self._problem = ""
        self._names: Callable[[], Sequence[Offer]] | None = None
        self._splits = False
        self._terms: tuple[Term, ...] = ()
        self._edit = _Line(self)
        self._edit.setProperty("ink", ink)
        self._edit.setAccessibleName(name)
        self._edit.ended.connect(self._end)
        self._edit.restored.connect(self._restore)
        self._edit.focused.connect(self._start)
        self._edit.unfocused.connect(self._leave)
        self._edit.textChanged.connect(self._text_changed)
        self.setFocusProxy(self._edit)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_type(font, line_height)
        for draw_anew in (self.update, self._mark):
            theme_signals().changed.connect(draw_anew)

    @cached_property
    def completions(self) -> NameCompletions:
        """The names that are offered, made when somebody first types here."""
        completions = NameCompletions(self)
        completions.chosen.connect(self._complete)
        return completions

    # -- the value

    def value(self) -> Any:
        """Return the value kept last."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a value; where somebody is typing, the typed text stays, and Esc restores the new value."""
        self._value = value
        if not self.is_editing() and not self._problem:
            self._show_value()
            self._started_with = self.text()

    def reset(self, value: Any) -> None:
        """Show the value of something else: what was being typed belongs to what was shown before."""
        self._value = value
        self._say("")
        self._show_value()
        self._started_with = self.text()

    def text(self) -> str:
        """Return the text as it stands in the field."""
        return self._edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Put text into the field as typing does; it is read when the field is left."""
        self._edit.setReadOnly(False)
        self._edit.selectAll()
        self._edit.insertPlainText(text)

    def commit(self) -> bool:
        """Read and keep what was typed; False when it cannot be read, the problem then says why."""
        text = clean_line(self.text())
        if text == clean_line(self._started_with):
            self._say("")
            self._show_value()
            return True
        try:
            value = self._read(text)
        except ClipperError as error:
            self._say(str(error))
            return False
        self._keep(value)
        return True

    def refuse(self, sentence: str) -> None:
        """Say that the value just committed could not be kept; what was typed stays, Esc restores the value before."""
        self._value = self._before
        self._edit.setReadOnly(False)
        self._set_text(self._typed)
        self._started_with = self._shown()
        self._say(sentence)

    def is_changed(self) -> bool:
        """Tell whether something is typed that is not the value yet, so that Esc has something to restore."""
        return self.text() != self._shown()

    def unfinished(self) -> str | None:
        """Return what is typed here and not kept, None where nothing is."""
        return None if clean_line(self.text()) == clean_line(self._shown()) else self.text()

    def put_back(self, text: str) -> None:
        """Go on with what was typed before, as if it had just been typed here."""
        self.edit()
        self.set_text(text)

    def written(self, value: Any) -> str:
        """Return the text of a value."""
        return clean_line(self._write(value))

    def parsed(self, text: str) -> Any:
        """Return the value that a text says; raises ClipperError where it cannot be read."""
        return self._read(clean_line(text))

    def is_cut(self) -> bool:
        """Tell whether the value is longer than what the field shows of it."""
        return self._edit.isReadOnly()

    def show_whole(self) -> None:
        """Show all of a value that is cut; a person may begin to write it anew from what the field shows."""
        from clipper.ui.dialogs.long_value import show_long_value

        if show_long_value(self._edit.accessibleName(), self._write(self._value), self):
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.set_text(self._shown().removesuffix("…"))

    def is_editing(self) -> bool:
        """Tell whether somebody is typing here."""
        return self._edit.hasFocus()

    def edit(self) -> None:
        """Start editing, the whole text selected."""
        self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edit.selectAll()

    def problem(self) -> str:
        """Return why the text cannot be kept, "" when it can."""
        return self._problem

    # -- the looks

    def set_type(self, font: QFont, line_height: int) -> None:
        """Use another font, and another height of its lines in pixels."""
        self._line_height = round(line_height * scale())
        self._edit.setFont(font)
        self._edit.document().setDefaultFont(font)
        _set_line_height(self._edit.document(), self._line_height)
        self._place_text()
        self._set_text(self.text())
        self._changed_size()

    def set_invitation(self, invitation: str) -> None:
        """Say what stands in a dashed border where the value is missing; "" leaves the place empty."""
        self._invitation = invitation
        self._changed_size()

    def mark(self, terms: Sequence[Term]) -> None:
        """Mark the words and phrases of a search."""
        if tuple(terms) != self._terms:
            self._terms = tuple(terms)
            self._mark()

    def _mark(self) -> None:
        self._edit.setExtraSelections(found_marks(self._edit.document(), self._terms))

    def marked(self) -> list[str]:
        """Return the pieces of the text that are marked as found, in order."""
        return marked_in(self._edit)

    def set_names(self, names: Callable[[], Sequence[Offer]], *, splits: bool = False) -> None:
        """Offer names while typing; with `splits` the field holds several, and a comma goes on to the next."""
        self._names, self._splits = names, splits

    def pass_undo_on(self) -> None:
        """Leave Ctrl+Z to the window while nothing was typed here that it could take back."""
        self._edit.passes_undo = True

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of the text on one line."""
        width = self._text_width() + 2 * self._pad
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Return the least size."""
        return QSize(2 * self._pad + 24, self._line_height + 2 * PAD_Y)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Narrower means more lines."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of the wrapped text at a width."""
        if width not in self._heights:
            self._heights[width] = self._measured(width)
        return self._heights[width]

    def _measured(self, width: int) -> int:
        measure = _document(self.text(), self._edit.document().defaultFont(), self._line_height)
        # As wide as the editor is, caret and all: else a line that just fits would get an empty one below it.
        measure.setTextWidth(max(1, width - 2 * self._pad + _CARET))
        return max(self._line_height, math.ceil(measure.size().height())) + 2 * PAD_Y

    def _text_width(self) -> int:
        metrics = QFontMetricsF(self._edit.document().defaultFont())
        width = metrics.horizontalAdvance(self.text())
        if not self.text() and self._invitation:
            width = metrics.horizontalAdvance(self._invitation) + (0 if self.is_editing() else _PLUS + 2 * PAD_X)
        return math.ceil(width) + _CARET

    # -- what happens

    def _start(self) -> None:
        if not self._problem:
            self._started_with = self.text()
        self._changed_size()

    def _leave(self) -> None:
        self.completions.hide()
        self.commit()
        self._changed_size()
        self.unfocused.emit()

    def _end(self) -> None:
        if self.is_cut():
            self.show_whole()
        elif self.commit():
            self._edit.clearFocus()
            self.left.emit()

    def _restore(self) -> None:
        self._say("")
        self._show_value()
        self._started_with = self.text()
        self._edit.clearFocus()
        self.left.emit()

    def _keep(self, value: Any) -> None:
        self._before, self._typed = self._value, self.text()
        self._value = value
        self._say("")
        self._show_value()
        self._started_with = self.text()
        if value != self._before:
            self.committed.emit(value)

    def _say(self, sentence: str) -> None:
        if sentence != self._problem:
            self._problem = sentence
            self._edit.setAccessibleDescription(sentence)
            self.problemChanged.emit(sentence)
        self.update()

    def _shown(self) -> str:
        text: str = self._write(self._value)
        return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"

    def _show_value(self) -> None:
        shown = self._shown()
        is_cut = len(shown) > _SHOWN
        self._edit.setReadOnly(is_cut)
        self._edit.setToolTip(
            self.tr("Too long to be shown here. Enter or a double click shows all of it.") if is_cut else ""
        )
        self._set_text(shown)

    def _set_text(self, text: str) -> None:
        """Typing starts afresh from here: undo inside the field must not bring back the text of something else."""
        document = self._edit.document()
        if text == self.text() and not document.isUndoAvailable():
            return
        document.setUndoRedoEnabled(False)
        self._edit.blockSignals(True)
        self._edit.setPlainText(text)
        _set_line_height(document, self._line_height)
        self._edit.blockSignals(False)
        document.setUndoRedoEnabled(True)
        if self._terms:
            self._mark()
        self._changed_size()

    def _text_changed(self) -> None:
        if self._problem:
            self._say("")
        self._changed_size()
        if self.is_editing() and self._names is not None:
            part = self._part()
            found = best(part, self._names()) if part.strip() else []
            self.completions.offer(part, [one for one in found if one.value != part], self._edit.geometry())

    def _part(self) -> str:
        """Return what completion completes: all of the text, or the name that the caret is in."""
        if not self._splits:
            return self.text()
        return self.text()[: self._edit.textCursor().position()].rpartition(",")[2].lstrip()

    def _complete(self, name: str) -> None:
        cursor = self._edit.textCursor()
        if not self._splits:
            cursor.select(QTextCursor.SelectionType.Document)
        else:
            cursor.movePosition(_LEFT, QTextCursor.MoveMode.KeepAnchor, qt_length(self._part()))
        cursor.insertText(name)
        self._edit.setFocus()
        self.completions.hide()

    def _changed_size(self) -> None:
        self._heights = {}
        self.updateGeometry()
        self.update()

    # -- drawing

    def resizeEvent(self, _event: QResizeEvent) -> None:  # noqa: N802
        """Keep the text where it is at rest and while editing alike."""
        self._place_text()

    def _place_text(self) -> None:
        """Qt gives most of the room between lines to the upper side of each, words beside the field half of it.

        On a screen of coarse pixels both come to stand on the same one.
        """
        room = self._line_height - QFontMetrics(self._edit.document().defaultFont()).height()
        above = PAD_Y - (max(0, room // 2) if self.devicePixelRatioF() > 1 else 0)
        self._edit.setGeometry(self.rect().adjusted(self._pad, above, -self._pad + _CARET, above - 2 * PAD_Y))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Show the border."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: Any) -> None:  # noqa: N802
        """Hide the border."""
        super().leaveEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Edit also when the click meets the border."""
        self._edit.setFocus(_MOUSE)
        place = self._edit.mapFrom(self, event.position().toPoint())
        self._edit.setTextCursor(self._edit.cursorForPosition(place))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the border of the state, and the invitation where nothing is written."""
        painter = QPainter(self)
        colors = theme()
        invites = not self.text() and bool(self._invitation) and self.isEnabled()
        if self._problem:
            rounded(painter, self.rect(), _RADIUS, None, colors.color("negative"), 2)
        elif self.is_editing():
            rounded(painter, self.rect(), _RADIUS, None, colors.color("accent"), 2)
        elif invites:
            dashed(painter, self._invitation_rect())
        elif self.underMouse() and self.isEnabled():
            rounded(painter, self.rect(), _RADIUS, None, colors.color("line2"))
        if invites:
            self._paint_invitation(painter)
        elif self._suffix and not self.is_editing():
            self._paint_suffix(painter)
        painter.end()

    def _invitation_rect(self) -> QRect:
        return QRect(self._pad, 0, min(self.width(), self.sizeHint().width()) - 2 * self._pad, self.height())

    def _paint_suffix(self, painter: QPainter) -> None:
        """A comma that belongs to the sentence, not to the name, stands in the room beside the text."""
        painter.setFont(self._edit.document().defaultFont())
        painter.setPen(theme().color("ink2"))
        rest = self.rect().adjusted(self._pad + self._text_width() - _CARET, 0, 0, 0)
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), self._suffix)

    def _paint_invitation(self, painter: QPainter) -> None:
        rest = self.rect().adjusted(self._pad, 0, 0, 0)
        if not self.is_editing():
            # The dashed border stands in the column, not outside it as the border of a text does.
            rest.setLeft(rest.left() + PAD_X)
            paint_icon(painter, QPoint(rest.left(), (self.height() - 12) // 2), "plus", "ink3", 12)
            rest.setLeft(rest.left() + _PLUS)
        painter.setFont(self._edit.document().defaultFont())
        painter.setPen(theme().color("ink3"))
        painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter), self._invitation)


def beside_buttons(field: InPlace) -> QVBoxLayout:
    """Return a column for a field in a row of buttons, which are higher: its first line stands on theirs."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 2, 0, 2)
    column.addWidget(field)
    return column


def dashed(painter: QPainter, rect: QRect, radius: float = 4) -> None:
    """Draw the border of something that is missing and may be added."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme().color("line2"), 1)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.restore()


def _document(text: str, font: QFont, line_height: int) -> QTextDocument:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    wrapping = QTextOption()
    wrapping.setWrapMode(_WRAP)
    document.setDefaultTextOption(wrapping)
    document.setPlainText(text)
    _set_line_height(document, line_height)
    return document


def _set_line_height(document: QTextDocument, line_height: int) -> None:
    form = QTextBlockFormat()
    form.setLineHeight(line_height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(form)


_LEFT = QTextCursor.MoveOperation.PreviousCharacter
_AWAY = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""A menu, or another program in front, does not end the editing; nor does coming back begin it."""


class _Line(QTextEdit):
    """The text of a field: one paragraph, as high as it needs to be."""

    ended = Signal()
    restored = Signal()
    focused = Signal()
    unfocused = Signal()

    def __init__(self, field: InPlace) -> None:
        super().__init__(field)
        self._field = field
        self.passes_undo = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("bare", True)
        self.document().setDocumentMargin(0)
        self.setWordWrapMode(_WRAP)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def event(self, event: QEvent) -> bool:
        """Leave the keys of Undo to the window where that is wanted."""
        is_override = event.type() is QEvent.Type.ShortcutOverride and self.passes_undo
        if is_override and isinstance(event, QKeyEvent) and self._leaves(event):
            event.ignore()
            return False
        return super().event(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter keeps, Esc restores; the list of names comes first where it is open."""
        if self._field.completions.take_key(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.restored.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show all of a value of which only the beginning stands here."""
        if self._field.is_cut():
            self._field.show_whole()
        else:
            super().mouseDoubleClickEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab takes a completion while names are offered."""
        if forward and self._field.completions.isVisible():
            return False
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Begin; reached by the keyboard, with everything selected, as in any field of a form."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()
        if event.reason() not in _AWAY:
            self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """End; a context menu or another program in front is not leaving."""
        super().focusOutEvent(event)
        if event.reason() not in _AWAY:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.unfocused.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste as one line of plain text."""
        self.insertPlainText(clean_line(source.text()[:_LONGEST]))
