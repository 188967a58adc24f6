"""Tone as a disc with a sign of its own, so that no tone is told by colour alone."""

from functools import cache

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from clipper.model.codes import Tone
from clipper.ui.theme import theme, theme_signals

SIZE = 16
_ARM = 3.0


def tone_word(tone: Tone | None) -> str:
    """Return the tone as a word in the interface's language."""
    return QCoreApplication.translate("Tone", _WORDS[tone])


_WORDS = {
    Tone.POSITIVE: "Positive",
    Tone.NEUTRAL: "Neutral",
    Tone.NEGATIVE: "Negative",
    Tone.MIXED: "Mixed",
    None: "Not coded",
}


def paint_tone(painter: QPainter, rect: QRectF, tone: Tone | None) -> None:
    """Draw a tone in a square: plus, equals, minus or plus over minus on a disc; a dashed ring when not coded."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if tone is None:
        _paint_ring(painter, rect)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().color(f"{tone.value}_disc"))
        painter.drawEllipse(rect)
        painter.setPen(QPen(theme().color(tone.value), 1.6, c=Qt.PenCapStyle.FlatCap))
        painter.translate(rect.center())
        painter.drawLines(_sign(tone))
    painter.restore()


def _paint_ring(painter: QPainter, rect: QRectF) -> None:
    pen = QPen(theme().color("ink3"), 1.2, c=Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([2.0, 1.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(rect.adjusted(1.2, 1.2, -1.2, -1.2))


@cache
def _sign(tone: Tone) -> list[QPointF]:
    """The strokes of a sign around its centre, as pairs of ends."""
    strokes = {
        Tone.POSITIVE: [_flat(0), _upright(0)],
        Tone.NEUTRAL: [_flat(-1.7), _flat(1.7)],
        Tone.NEGATIVE: [_flat(0)],
        Tone.MIXED: [_flat(-1.6), _upright(-1.6), _flat(3.4)],
    }
    return [end for stroke in strokes[tone] for end in stroke]


def _flat(down: float) -> tuple[QPointF, QPointF]:
    return QPointF(-_ARM, down), QPointF(_ARM, down)


def _upright(down: float) -> tuple[QPointF, QPointF]:
    return QPointF(0, down - _ARM), QPointF(0, down + _ARM)


class ToneDisc(QWidget):
    """A tone's disc as a widget; its name is what a screen reader says."""

    def __init__(self, tone: Tone | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(SIZE, SIZE)
        theme_signals().changed.connect(self.update)
        self.set_tone(tone)

    def set_tone(self, tone: Tone | None) -> None:
        """Show another tone."""
        self._tone = tone
        self.setToolTip(tone_word(tone))
        self.setAccessibleName(tone_word(tone))
        self.update()

    def paintEvent(self, _event: object) -> None:  # noqa: N802
        """Draw the disc."""
        painter = QPainter(self)
        paint_tone(painter, QRectF(self.rect()), self._tone)
        painter.end()
