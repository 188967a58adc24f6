"""The chart of clippings over time: columns, parted by language, each of which opens its clippings."""

from itertools import cycle

from msgspec import Struct
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from clipper.reports.dashboard import Column, Volume
from clipper.ui.chart_words import (
    cause_words,
    count_words,
    languages_of,
    span_words,
    ticks,
    volume_as_text,
    volume_title,
)
from clipper.ui.fonts import sans, scale
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.chart import OUTSIDE, Chart, ChartBar, Legend, Shown
from clipper.ui.widgets.labels import Label

_SERIES = ("accent", "chart_teal", "chart_neutral")
_HEIGHT = 178
_ABOVE, _BELOW = 24, 26
_AXIS_GAP = 10
_FILLED = 0.6
_WIDEST = 52
_LINES = 3
_LONGEST_CAUSE = 300
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)


class _Column(ChartBar):
    """One span of days: its parts on one another, and its count above them where there is room for every count."""

    def __init__(self, plot: "_Plot") -> None:
        super().__init__(plot)
        self._plot = plot
        self.column: Column | None = None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the column in its state."""
        if self.column is None:
            return
        painter = QPainter(self)
        self.paint_ground(painter)
        width = max(1.0, min(_WIDEST * scale(), self.width() * _FILLED))
        left, bottom = (self.width() - width) / 2, float(self.height() - self._plot.below)
        for count, token in zip(self.column.parts, self._plot.tokens, strict=False):
            height = count * self._plot.pixels
            if height:
                painter.fillRect(QRectF(left, bottom - height, width, height), theme().color(token))
                bottom -= height + (1 if height > 2 else 0)
        if self.column.count and self._plot.tells_all():
            self._plot.paint_count(painter, self.width() / 2, self.column.count)
        painter.end()


class _Tick(Struct, frozen=True):
    """A word below the columns, and where it lies."""

    word: str
    rect: QRectF


class _Plot(QWidget):
    """The axes, and the columns as widgets over them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.volume = Volume()
        self.most = 1
        self.columns: list[ChartBar] = []
        self.tokens: tuple[str, ...] = _SERIES
        self.setFixedHeight(round(_HEIGHT * scale()))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme_signals().changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(320, round(_HEIGHT * scale()))

    @property
    def below(self) -> int:
        """What a column leaves free below itself, inside its own tint."""
        return 4

    @property
    def bottom(self) -> int:
        return self.height() - round(_BELOW * scale())

    @property
    def pixels(self) -> float:
        """The height of one clipping."""
        return (self.bottom - _ABOVE * scale()) / self.most

    @property
    def left(self) -> int:
        words = [f"{line:,}" for line in self.lines()]
        width = max((QFontMetrics(_numbers()).horizontalAdvance(word) for word in words), default=0)
        return OUTSIDE + max(14, width) + _AXIS_GAP

    @property
    def step(self) -> float:
        return (self.width() - OUTSIDE - self.left) / max(1, len(self.volume.columns))

    def tells_all(self) -> bool:
        """Tell whether there is room for the count of each column; else only the highest says its own."""
        return QFontMetrics(_numbers()).horizontalAdvance(f"{self.most:,}") + 4 <= self.step

    def paint_count(self, painter: QPainter, middle: float, count: int) -> None:
        """Write a count above its column."""
        painter.setFont(_numbers())
        painter.setPen(theme().color("ink"))
        top = self.bottom - count * self.pixels - 20 * scale()
        painter.drawText(QRectF(middle - 40, top, 80, 18 * scale()), _CENTRED, f"{count:,}")

    def lines(self) -> list[int]:
        """Return the counts at which a line goes across, below the highest column."""
        size, factors = 1.0, cycle((2, 2.5, 2))
        while self.most / size > _LINES:
            size *= next(factors)
        return list(range(round(size), self.most, round(size)))

    def show_volume(self, volume: Volume) -> None:
        self.volume = volume
        self.most = max([1, *(column.count for column in volume.columns)])
        self.tokens = _SERIES if languages_of(volume) else _SERIES[:1]
        self.place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the columns over the width there is."""
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Lay the columns side by side."""
        left, step = self.left, self.step
        for index, bar in enumerate(self.columns[: len(self.volume.columns)]):
            first, last = round(left + index * step), round(left + (index + 1) * step)
            bar.setGeometry(first, 0, last - first, self.bottom + self.below)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the lines, the axis and the days."""
        painter = QPainter(self)
        painter.setFont(_numbers())
        right = self.width() - OUTSIDE
        for line in self.lines():
            y = round(self.bottom - line * self.pixels)
            self._paint_line(painter, y)
            painter.setPen(theme().color("ink3"))
            room = QRectF(OUTSIDE, y - 10, self.left - OUTSIDE - _AXIS_GAP, 20)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{line:,}")
        painter.fillRect(QRect(self.left, self.bottom, right - self.left, 1), theme().color("ink3"))
        painter.setPen(theme().color("ink3"))
        for tick in self.ticks():
            painter.drawText(tick.rect, _CENTRED, tick.word)
        self._paint_cause(painter)
        if not self.tells_all():
            highest = next(index for index, column in enumerate(self.volume.columns) if column.count == self.most)
            self.paint_count(painter, self.left + (highest + 0.5) * self.step, self.most)
        painter.end()

    def _paint_line(self, painter: QPainter, y: int) -> None:
        """Draw a line across, but not through the counts."""
        whole = QRegion(self.left, y, self.width() - OUTSIDE - self.left, 1)
        counted = [(place, column.count) for place, column in enumerate(self.volume.columns) if column.count]
        for place, count in counted if self.tells_all() else ():
            middle = round(self.left + (place + 0.5) * self.step)
            room = QFontMetrics(_numbers()).horizontalAdvance(f"{count:,}") // 2 + 4
            whole -= QRegion(middle - room, round(self._head(place).top()), 2 * room, round(18 * scale()))
        painter.save()
        painter.setClipRegion(whole)
        painter.fillRect(whole.boundingRect(), theme().color("line"))
        painter.restore()

    def _paint_cause(self, painter: QPainter) -> None:
        """Write beside the highest column what made it, where the others leave room for that."""
        told = next(((i, words) for i, words in enumerate(map(cause_words, self.volume.columns)) if words), None)
        if told is None:
            return
        index, words = told
        metrics = QFontMetrics(_numbers())
        width = min(metrics.horizontalAdvance(words) + 1, round(_LONGEST_CAUSE * scale()))
        room = next((rect for rect in self._beside(index, width) if self._is_free(rect, index)), None)
        if room is None:
            return
        painter.drawText(room, _LEFT, metrics.elidedText(words, Qt.TextElideMode.ElideRight, width))
        is_right = room.left() > self.left + index * self.step
        near, away = (room.left() - 4, -8) if is_right else (room.right() + 4, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawLine(QPointF(near, room.center().y()), QPointF(near + away, room.center().y() + 3))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _beside(self, index: int, width: int) -> list[QRectF]:
        """The places right and left of a column's head."""
        middle = self.left + (index + 0.5) * self.step
        away = min(_WIDEST * scale(), self.step * _FILLED) / 2 + 16
        top, height = _ABOVE * scale() - 12, 18 * scale()
        return [QRectF(middle + away, top, width, height), QRectF(middle - away - width, top, width, height)]

    def _is_free(self, rect: QRectF, index: int) -> bool:
        """Whether a place lies within the axes, and the columns below it and their counts end below it."""
        if rect.left() < self.left or rect.right() > self.width() - OUTSIDE:
            return False
        heads = [self._head(place) for place in range(len(self.volume.columns)) if place != index]
        return not any(rect.intersects(head) for head in heads)

    def _head(self, place: int) -> QRectF:
        """Where a column and its count lie."""
        top = self.bottom - self.volume.columns[place].count * self.pixels - 20 * scale()
        return QRectF(self.left + place * self.step, top, self.step, self.bottom - top)

    def ticks(self) -> list[_Tick]:
        """Return the words below the columns that have room, those that begin a month or a year first."""
        metrics = QFontMetrics(_numbers())
        placed: list[_Tick] = []
        words = list(enumerate(ticks(self.volume)))
        for index, (word, _) in sorted(words, key=lambda one: not one[1][1]):
            width = metrics.horizontalAdvance(word)
            middle = self.left + (index + 0.5) * self.step
            left = min(max(middle - width / 2, OUTSIDE), self.width() - OUTSIDE - width)
            rect = QRectF(left, self.bottom + 5, width, self.height() - self.bottom - 5)
            if not any(rect.adjusted(-8, 0, 8, 0).intersects(other.rect) for other in placed):
                placed.append(_Tick(word, rect))
        return placed


def _numbers() -> QFont:
    return sans(12, tabular=True)


class ColumnChart(Chart):
    """Clippings by day, week, month or year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = _Plot(self)
        self.plot.columns = self.bars
        self._legend: list[Legend] = []
        self.note = Label("", "ink3", sans(12))
        self.head.insertWidget(2, self.note)
        self.column.addWidget(self.plot)

    def make_bar(self) -> ChartBar:
        """Return a column."""
        return _Column(self.plot)

    def show_chart(self, volume: Volume) -> None:
        """Show clippings over time, and how many are on no day."""
        self.set_title(volume_title(volume), volume_as_text(volume))
        languages = languages_of(volume)
        self.show_bars([_shown(column, volume, languages) for column in volume.columns])
        for bar, column in zip(self.bars, volume.columns, strict=False):
            assert isinstance(bar, _Column)
            bar.column = column
        self.plot.show_volume(volume)
        self._show_legend(languages)
        undated = self.tr("{n} without a date").format(n=f"{volume.undated:,}")
        self.note.setText(undated if volume.undated else "")

    def _show_legend(self, languages: list[str]) -> None:
        for one in self._legend:
            self.head.removeWidget(one)
            one.deleteLater()
        self._legend = [Legend(word, token) for word, token in zip(languages, _SERIES, strict=False)]
        for place, one in enumerate(self._legend, start=1):
            self.head.insertWidget(place, one)


def _shown(column: Column, volume: Volume, languages: list[str]) -> Shown:
    days = span_words(column.span, volume.unit)
    parts = [f"{word} {count:,}" for word, count in zip(languages, column.parts, strict=False) if count]
    told = f"{days}: {count_words(column.count)}"
    told = f"{told} ({', '.join(parts)})" if parts else told
    cause = cause_words(column)
    return Shown(days, column.count, f"{told}. {cause}" if cause else told, column.term)
