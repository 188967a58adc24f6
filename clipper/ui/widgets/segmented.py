"""A segmented control: a few values side by side of which one, or none, is chosen."""

from collections.abc import Callable, Hashable, Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from clipper.model.values import replace
from clipper.ui.fonts import sans, scale
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme, theme_signals

_PICTURE = 16
_PADDING = 10
_HEIGHT = 28
_PALE = 0.4


class Segment(Struct, frozen=True):
    """One value of a segmented control; with a painter its picture stands for it, and its word only while chosen.

    With `keeps_word` the word stands beside the picture always.
    """

    value: Hashable
    word: str
    paint: Callable[[QPainter, QRectF], None] | None = None
    keeps_word: bool = False


class Segmented(QWidget):
    """A row of segments: click or arrow keys choose; clicking the chosen one clears it where `clearable`.

    chosen(object): a person chose a value, or None by clearing; set_value does not emit it.
    """

    chosen = Signal(object)

    def __init__(
        self, segments: Sequence[Segment], name: str, *, clearable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._segments, self._clearable = tuple(segments), clearable
        self._value: Hashable = None
        self._hovered = -1
        self._by_keyboard = False
        self._name = name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        theme_signals().changed.connect(self.update)
        self._say()

    def value(self) -> Hashable:
        """Return the chosen value, None when none is."""
        return self._value

    def set_value(self, value: Hashable) -> None:
        """Show a value as chosen; one that is not among the segments chooses none."""
        self._value = value
        self._say()
        self.updateGeometry()
        self.update()

    def set_word(self, index: int, word: str) -> None:
        """Call a segment by another word, such as one with a count."""
        self._segments = tuple(
            replace(segment, word=word) if place == index else segment for place, segment in enumerate(self._segments)
        )
        self._say()
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        word = next((segment.word for segment in self._segments if segment.value == self._value), "")
        self.setAccessibleName(f"{self._name}: {word}" if word else self._name)

    def _choose(self, index: int) -> None:
        value = self._segments[index].value
        if value == self._value and not self._clearable:
            return
        self.set_value(None if value == self._value else value)
        self.chosen.emit(self._value)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what all segments need."""
        return QSize(sum(self._widths()) + 2, round(_HEIGHT * scale()))

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(sans(13, 500))
        widths = []
        for segment in self._segments:
            width = 2 * _PADDING + (_PICTURE if segment.paint else 0)
            if self._shows_word(segment):
                width += metrics.horizontalAdvance(segment.word) + (6 if segment.paint else 0)
            widths.append(width)
        return widths

    def _shows_word(self, segment: Segment) -> bool:
        return segment.paint is None or segment.keeps_word or segment.value == self._value

    def segment_rect(self, index: int) -> QRect:
        """Return where a segment lies."""
        widths = self._widths()
        return QRect(1 + sum(widths[:index]), 1, widths[index], self.height() - 2)

    def _at(self, place: QPointF) -> int:
        hits = (i for i in range(len(self._segments)) if self.segment_rect(i).contains(place.toPoint()))
        return next(hits, -1)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the segment under the pointer."""
        index = self._at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and index >= 0:
            self._choose(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Tint the segment under the pointer."""
        self._set_hovered(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Take the tint away."""
        super().leaveEvent(event)
        self._set_hovered(-1)

    def _set_hovered(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows walk through the values, Delete clears where that is allowed."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        values = [segment.value for segment in self._segments]
        if step is not None:
            index = values.index(self._value) + step if self._value in values else 0
            self._choose_by_key(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._clearable and self._value in values:
            self._choose(values.index(self._value))
        else:
            super().keyPressEvent(event)

    def _choose_by_key(self, index: int) -> None:
        if 0 <= index < len(self._segments):
            self._choose(index)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the ring when the keyboard came here."""
        super().focusInEvent(event)
        self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()

    def event(self, event: QEvent) -> bool:
        """Name the segment under the pointer in a tooltip; claim Delete before the window takes it for a clipping.

        Where nothing can be chosen, the tooltip of what holds it says why.
        """
        is_override = event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if is_override and self._clearable and event.key() == Qt.Key.Key_Delete:  # type: ignore[attr-defined]
            event.accept()
            return True
        if isinstance(event, QHelpEvent) and self.isEnabled():
            index = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._segments[index].word if index >= 0 else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the segments."""
        painter = QPainter(self)
        colors = theme()
        rounded(painter, self.rect(), 6, colors.color("button"), None)
        for index in range(len(self._segments)):
            self._paint_segment(painter, index)
        rounded(painter, self.rect(), 6, None, colors.color(self._line()))
        if self.hasFocus() and self._by_keyboard:
            paint_ring(painter, self.rect())
        painter.end()

    def _line(self) -> str:
        return "line2" if self.isEnabled() else "line"

    def _paint_segment(self, painter: QPainter, index: int) -> None:
        segment, rect, colors = self._segments[index], self.segment_rect(index), theme()
        chosen = segment.value == self._value
        if chosen or index == self._hovered:
            painter.fillRect(rect, colors.color("sel" if chosen else "button_hover"))
        if index:
            painter.fillRect(QRect(rect.left(), rect.top(), 1, rect.height()), colors.color(self._line()))
        # What is chosen can be read also where nothing can be chosen.
        painter.setOpacity(1 if chosen or self.isEnabled() else _PALE)
        rest = rect.adjusted(_PADDING, 0, -_PADDING + 2, 0)
        if segment.paint:
            top = rect.top() + (rect.height() - _PICTURE) / 2
            segment.paint(painter, QRectF(rest.left(), top, _PICTURE, _PICTURE))
            rest.setLeft(rest.left() + _PICTURE + 6)
        if self._shows_word(segment):
            painter.setFont(sans(13, 500))
            painter.setPen(colors.color("ink" if chosen or segment.paint else "ink2"))
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), segment.word)
        painter.setOpacity(1)
