"""A list of names that complete what is typed into a field; the field keeps the focus and passes its keys on."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from clipper.model.text import fold, words
from clipper.ui.theme import sans, theme

_ROW, _PAD, _RADIUS, _MOST, _LEAST_WIDTH = 28, 4, 8, 8, 200


class Offer(Struct, frozen=True):
    """What a row offers: the value it stands for, a dot's hue if it has one, and a hint at the right.

    What is `strange` to the library comes after what it has.
    """

    value: str
    hue: str | None = None
    hint: str = ""
    strange: bool = False


def best(typed: str, known: Iterable[Offer], most: int = _MOST) -> list[Offer]:
    """Return what fits the typed text, best first: begins with it, has a word that does, holds it."""
    wanted = fold(typed.strip())
    ranked = [((one.strange, rank), one) for one in known if (rank := _rank(wanted, one.value)) is not None]
    return [one for _, one in sorted(ranked, key=lambda entry: entry[0])[:most]]


def _rank(wanted: str, value: str) -> int | None:
    folded = fold(value)
    if folded.startswith(wanted):
        return 0
    if any(word.startswith(wanted) for word in words(value)):
        return 1
    return 2 if wanted in folded else None


class NameCompletions(QWidget):
    """chosen(value): a row was taken, by Enter, Tab or a click.

    It is a child of the field's window rather than a window of its own, so that it can take no focus and is drawn
    with its window; it stays inside that window and opens upwards where there is no room below.
    """

    chosen = Signal(str)

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self._rows: Sequence[Offer] = ()
        self._typed = ""
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.hide()

    def offer(self, typed: str, rows: Sequence[Offer], below: QRect, *, first: bool = False) -> None:
        """Show rows under a rectangle of the field, none hides the list; `first` chooses the first row at once."""
        self._typed, self._rows, self._current = typed, rows, 0 if first and rows else -1
        if not rows:
            self.hide()
            return
        self.setParent(self._field.window())
        self.setGeometry(self._place(below))
        self.show()
        self.raise_()
        self.update()

    def current(self) -> str | None:
        """Return the value of the chosen row, None while none is."""
        return self._rows[self._current].value if self.isVisible() and self._current >= 0 else None

    def take_key(self, event: QKeyEvent) -> bool:
        """Act on a key of the field; True says that the field must not see it."""
        if not self.isVisible():
            return False
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key == Qt.Key.Key_Tab:
            self._choose(max(0, self._current))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self._choose(self._current)
        else:
            return False
        return True

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return the size of all rows."""
        metrics = self.fontMetrics()
        width = max((metrics.horizontalAdvance(row.value + row.hint) for row in self._rows), default=0)
        return QSize(max(_LEAST_WIDTH, width + 64), len(self._rows) * _ROW + 2 * _PAD)

    def _place(self, below: QRect) -> QRect:
        window, size = self._field.window(), self.sizeHint()
        corner = self._field.mapTo(window, below.bottomLeft() + QPoint(0, 4))
        if corner.y() + size.height() > window.height():
            above = self._field.mapTo(window, below.topLeft()).y() - 4 - size.height()
            corner.setY(above if above >= 0 else corner.y())
        corner.setX(max(0, min(corner.x(), window.width() - size.width())))
        return QRect(corner, size)

    def _move(self, step: int) -> None:
        self._current = (self._current + step) % len(self._rows)
        self.update()

    def _choose(self, index: int) -> None:
        value = self._rows[index].value
        self.hide()
        self.chosen.emit(value)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the row under the pointer."""
        self._current = self._row_at(event.position().toPoint())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take the row under the pointer, on press, before the field could think that it was left."""
        index = self._row_at(event.position().toPoint())
        if index >= 0:
            self._choose(index)
        event.accept()

    def _row_at(self, place: QPoint) -> int:
        index = (place.y() - _PAD) // _ROW
        return index if 0 <= index < len(self._rows) else -1

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the panel and its rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("line2"), 1))
        painter.setBrush(theme().color("field"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        for index, row in enumerate(self._rows):
            self._paint_row(painter, QRect(_PAD, _PAD + index * _ROW, self.width() - 2 * _PAD, _ROW), row, index)

    def _paint_row(self, painter: QPainter, rect: QRect, row: Offer, index: int) -> None:
        if index == self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("sel"))
            painter.drawRoundedRect(rect, 4, 4)
        left = rect.left() + 8
        if row.hue is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().hue(row.hue).dot)
            painter.drawEllipse(QRectF(left, rect.center().y() - 3.5, 8, 8))
            left += 16
        painter.setFont(sans(12))
        painter.setPen(theme().color("ink2"))
        painter.drawText(rect.adjusted(0, 0, -8, 0), _RIGHT, row.hint)
        room = rect.right() - left - painter.fontMetrics().horizontalAdvance(row.hint) - 16
        self._paint_value(painter, QRect(left, rect.top(), room, rect.height()), row.value)

    def _paint_value(self, painter: QPainter, rect: QRect, value: str) -> None:
        """The typed part is heavier, so that the eye sees why a row is offered."""
        start = value.casefold().find(self._typed.strip().casefold()) if self._typed.strip() else -1
        end = start + len(self._typed.strip())
        pieces = [(value, 400)] if start < 0 else [(value[:start], 400), (value[start:end], 600), (value[end:], 400)]
        painter.setPen(theme().color("ink"))
        for piece, weight in pieces:
            painter.setFont(sans(13, weight))
            shown = painter.fontMetrics().elidedText(piece, Qt.TextElideMode.ElideRight, max(0, rect.width()))
            painter.drawText(rect, _LEFT, shown)
            rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(shown))


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
