"""Charts of names and codes, a row each: a bar beside the word and its count, or the tones as parts of one strip."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from clipper.model.codes import Tone
from clipper.reports.dashboard import Bar
from clipper.ui.chart_words import bars_as_text, count_words, tone_of, word_of
from clipper.ui.fonts import sans, scale
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.chart import OUTSIDE, Chart, ChartBar, Shown
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.tone_disc import SIZE, paint_tone

_MOST_ROWS = 6
_BAR_FROM, _BAR_FROM_AT_MOST = 0.51, 0.68
"""Where bars begin, as parts of the width: longer words push them on."""
_BAR_HEIGHT, _LEAST_BAR = 14, 2
_GAP = 8
_LEAST_COUNT = 26
_STRIP = 16
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


def shown(bar: Bar) -> Shown:
    """Return what a bar shows."""
    word = word_of(bar)
    return Shown(word, bar.count, f"{word}: {count_words(bar.count)}", bar.term)


class _Row(ChartBar):
    """A word and its count, with a bar between them or a sign before them."""

    def __init__(self, parent: "BarChart | ToneChart") -> None:
        super().__init__(parent)
        self.most = 1
        self.longest = ""
        self.sign: Tone | None = None
        self.has_sign = isinstance(parent, ToneChart)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the row in its state."""
        if self.shown is None:
            return
        painter = QPainter(self)
        self.paint_ground(painter)
        rest = self.rect().adjusted(OUTSIDE, 0, -OUTSIDE, 0)
        ink = theme().color("ink" if self.shown.count else "ink3")
        painter.setPen(ink)
        painter.setFont(sans(13, tabular=True))
        painter.drawText(rest, _RIGHT, f"{self.shown.count:,}")
        rest.setRight(rest.right() - max(_LEAST_COUNT, self._count_width()) - _GAP)
        if self.has_sign:
            paint_tone(painter, QRectF(rest.left(), (self.height() - SIZE) / 2, SIZE, SIZE), self.sign)
            rest.setLeft(rest.left() + 28)
        else:
            rest.setRight(self._paint_bar(painter, rest) - _GAP)
        painter.setPen(ink)
        painter.setFont(sans(13))
        word = painter.fontMetrics().elidedText(self.shown.word, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, _LEFT, word)
        painter.end()

    def _count_width(self) -> int:
        return QFontMetrics(sans(13, tabular=True)).horizontalAdvance(f"{self.most:,}")

    def _paint_bar(self, painter: QPainter, rest: QRect) -> int:
        """Draw the bar, and return where it begins; what is not known is no fill."""
        assert self.shown is not None
        left = rest.left() + self._word_room()
        width = max(_LEAST_BAR, (rest.right() - left) * self.shown.count / self.most)
        bar = QRectF(left, (self.height() - _BAR_HEIGHT) / 2, width, _BAR_HEIGHT)
        if self.shown.term.value == "none":
            paint_dashes(painter, bar)
        else:
            rounded(painter, bar, 2, theme().color("accent"), None)
        return left

    def _word_room(self) -> int:
        wanted = QFontMetrics(sans(13)).horizontalAdvance(self.longest) + _GAP + 1
        least, most = (round(self.width() * part - OUTSIDE) for part in (_BAR_FROM, _BAR_FROM_AT_MOST))
        return min(max(least, wanted), most)


def paint_dashes(painter: QPainter, rect: QRectF) -> None:
    """Draw the outline of what nobody coded."""
    painter.setPen(QPen(theme().color("ink3"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


class BarChart(Chart):
    """Names or codes, most clippings first; the rows that do not fit are counted below the others."""

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self.note = Label("", "ink3", sans(12))
        self.note.setContentsMargins(OUTSIDE, 8, 0, 0)
        self.column.addWidget(self.note)
        self.column.addStretch(1)

    def make_bar(self) -> ChartBar:
        """Return a row."""
        row = _Row(self)
        self.column.insertWidget(1 + len(self.bars), row)
        return row

    def show_chart(self, title: str, bars: Sequence[Bar], note: str = "", whole: int = 0) -> None:
        """Show bars as parts of the longest one, or of a `whole`, with a note below them."""
        self.set_title(title, bars_as_text(title, bars))
        drawn = bars if len(bars) <= _MOST_ROWS + 1 else bars[:_MOST_ROWS]
        self.show_bars([shown(bar) for bar in drawn])
        most = max([1, whole, *(bar.count for bar in drawn)])
        longest = max(map(word_of, drawn), key=QFontMetrics(sans(13)).horizontalAdvance, default="")
        for row in self.bars:
            assert isinstance(row, _Row)
            row.most, row.longest = most, longest
        more = self.tr("and {n} more").format(n=f"{len(bars) - len(drawn):,}")
        self._say(more if len(drawn) < len(bars) else note if bars else self._empty)

    def _say(self, note: str) -> None:
        self.note.setText(note)
        self.note.setVisible(bool(note))


class ToneChart(Chart):
    """The tones of all clippings as parts of one strip, and a row for each; not coded is an outline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = _Strip(self)
        self._strip.pressed.connect(self._on_pressed)
        self.column.addSpacing(2)
        self.column.addWidget(self._strip)
        self.column.addSpacing(6)
        self.column.addStretch(1)

    def make_bar(self) -> ChartBar:
        """Return a row."""
        row = _Row(self)
        self.column.insertWidget(4 + len(self.bars), row)
        return row

    def show_chart(self, title: str, bars: Sequence[Bar]) -> None:
        """Show the tones in their order, those without clippings too."""
        self.set_title(title, bars_as_text(title, bars))
        self.show_bars([shown(bar) for bar in bars])
        for row, bar in zip(self.bars, bars, strict=True):
            assert isinstance(row, _Row)
            row.sign, row.most = tone_of(bar), max(1, *(one.count for one in bars))
        self._strip.show_tones([(tone_of(bar), bar.count) for bar in bars])

    def _on_pressed(self, place: int) -> None:
        self._on_clicked(self.bars[place])


class _Strip(QWidget):
    """The tones as parts of a whole. Nobody tabs here: the rows say the same.

    pressed(int): the part of a tone was, by its place.
    """

    pressed = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tones: list[tuple[Tone | None, int]] = []
        self.setFixedHeight(round(_STRIP * scale()))
        theme_signals().changed.connect(self.update)

    def show_tones(self, tones: list[tuple[Tone | None, int]]) -> None:
        self._tones = tones
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, round(_STRIP * scale()))

    def parts(self) -> list[QRectF]:
        """Return where each tone lies; one without clippings nowhere."""
        total = sum(count for _, count in self._tones)
        left, parts = float(OUTSIDE), []
        for _, count in self._tones:
            width = (self.width() - 2 * OUTSIDE) * count / total if total else 0.0
            parts.append(QRectF(left, 0, max(0.0, width - 2), self.height()) if width else QRectF())
            left += width
        return parts

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Take a press on a part for one on its row."""
        hit = next((index for index, part in enumerate(self.parts()) if part.contains(event.position())), None)
        if hit is not None and event.button() is Qt.MouseButton.LeftButton:
            self.pressed.emit(hit)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the parts."""
        painter = QPainter(self)
        for (tone, _), part in zip(self._tones, self.parts(), strict=True):
            if tone is None and not part.isEmpty():
                paint_dashes(painter, part)
            elif tone is not None:
                painter.fillRect(part, theme().color(f"chart_{tone.value}"))
        painter.end()
