"""A chart: a title, bars that are pressed like rows, and a button that copies it as a picture and as numbers."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QToolTip, QVBoxLayout, QWidget

from clipper.model.term import Term
from clipper.ui.fonts import sans, scale
from clipper.ui.own_keys import held_with
from clipper.ui.style import paint_ring, rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.buttons import FocusRing, IconButton
from clipper.ui.widgets.labels import Label, plain_tip

OUTSIDE = 6
"""So far the tint of a bar reaches beyond what it tints; a chart stands that much further out than its title."""
EDGE = 3
"""The room above and beside the button that copies, for the ring around it."""
_SQUARE = 10
_RATIO = 2
_AROUND = 16
_FOOT_GAP = 10
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}


class Shown(Struct, frozen=True):
    """What a bar shows: its word, its count, what a screen reader says, and the term of its clippings."""

    word: str
    count: int
    told: str
    term: Term


class ChartBar(QAbstractButton):
    """One bar: hovered like a row, pressed by click or Enter; arrow keys go on to the next one of its chart.

    stepped(int): to another bar, so many further; a bar at an end stays. focused(): the keyboard came here.
    """

    stepped = Signal(int)
    focused = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.shown: Shown | None = None
        self.is_plain = False
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme_signals().changed.connect(self.update)

    def show_bar(self, shown: Shown) -> None:
        """Show another bar; one without clippings cannot be pressed."""
        self.shown = shown
        self.setEnabled(shown.count > 0)
        self.setAccessibleName(shown.told)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a row's height; the width is the chart's."""
        return QSize(0, round(26 * scale()))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show the ring when the keyboard came here."""
        super().focusInEvent(event)
        self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses; arrows, Home and End go to other bars."""
        key = Qt.Key(event.key())
        if held_with(event):
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.stepped.emit(-10_000 if key is Qt.Key.Key_Home else 10_000)
        else:
            super().keyPressEvent(event)

    def paint_ground(self, painter: QPainter) -> None:
        """Draw the tint under the pointer, and the ring of the keyboard."""
        if self.is_plain:
            return
        if self.isEnabled() and self.underMouse():
            rounded(painter, self.rect(), 6, theme().color("hover"), None)
        if self.hasFocus() and self._by_keyboard:
            paint_ring(painter, self.rect())

    def event(self, event: QEvent) -> bool:
        """Say the whole of what is under the pointer in a tooltip."""
        if event.type() is QEvent.Type.ToolTip and self.shown is not None:
            place = self.mapToGlobal(QPoint(OUTSIDE, self.height() - 12))
            QToolTip.showText(place, plain_tip(self.shown.told), self)
            return True
        return super().event(event)


class Chart(QWidget):
    """The title and the bars of a chart; Tab comes to one of its bars, arrow keys go on from there.

    barChosen(Term): a bar was pressed. focused(QWidget): the keyboard came to a bar. copied(): picture and numbers are
    in the clipboard.
    """

    barChosen = Signal(object)  # noqa: N815
    focused = Signal(object)
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[ChartBar] = []
        self._current = 0
        self._text = ""
        self.counted = ""
        """What is counted, in words that go with a copied picture: elsewhere nobody sees the search."""
        self.title = Label("", "ink", sans(13, 600))
        self.copy_button = IconButton("copy", "")
        self.copy_button.clicked.connect(self.copy)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(OUTSIDE, 0, 0, 0)
        self.head.setSpacing(18)
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.copy_button)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, EDGE, EDGE, 0)
        self.column.setSpacing(0)
        self.column.addLayout(self.head)

    def set_title(self, title: str, text: str) -> None:
        """Give the chart a name, and its numbers as they are copied."""
        self.title.setText(title)
        self._text = text
        self.setAccessibleName(title)
        self.copy_button.set_name(self.tr("Copy “{title}” as a picture").format(title=title), _key_of_copy())

    # Bars

    def make_bar(self) -> ChartBar:
        """Return a new bar; each kind of chart draws its own."""
        raise NotImplementedError

    def show_bars(self, shown: Sequence[Shown]) -> None:
        """Show these bars; those that are there already show another number, and the keyboard stays where it was."""
        # A bar that cannot be pressed any more gives the keyboard away.
        had_focus = any(bar.hasFocus() for bar in self.bars)
        while len(self.bars) < len(shown):
            self._add_bar()
        for bar, one in zip(self.bars, shown, strict=False):
            bar.show_bar(one)
            bar.setVisible(True)
        for bar in self.bars[len(shown) :]:
            bar.setVisible(False)
            bar.setEnabled(False)
        self._go_to(self._current)
        if had_focus and self.pressable():
            self.bars[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_bar(self) -> None:
        bar = self.make_bar()
        bar.clicked.connect(lambda: self._on_clicked(bar))
        bar.stepped.connect(lambda by: self._step(bar, by))
        bar.focused.connect(lambda: self.focused.emit(bar))
        self.bars.append(bar)

    def pressable(self) -> list[int]:
        """Return the places of the bars that have clippings."""
        return [place for place, bar in enumerate(self.bars) if bar.isEnabled()]

    def _go_to(self, place: int) -> None:
        """Let Tab come to one bar of the chart, the nearest that can be pressed."""
        places = self.pressable()
        self._current = min(places, key=lambda other: abs(other - place), default=0)
        for index, bar in enumerate(self.bars):
            is_stop = index == self._current and bool(places)
            bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def _step(self, bar: ChartBar, by: int) -> None:
        places = self.pressable()
        here = places.index(self.bars.index(bar))
        self._go_to(places[max(0, min(len(places) - 1, here + by))])
        self.bars[self._current].setFocus(Qt.FocusReason.TabFocusReason)

    def focus_bar(self) -> bool:
        """Take the keyboard; False where there is nothing to press."""
        if self.pressable():
            self.bars[self._current].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self.pressable())

    def _on_clicked(self, bar: ChartBar) -> None:
        if bar.shown is not None:
            self.barChosen.emit(bar.shown.term)

    # Copying

    def copy(self) -> None:
        """Put the chart into the clipboard, as a picture and its numbers as text."""
        mime = QMimeData()
        mime.setImageData(self.picture())
        mime.setText(self._text)
        QGuiApplication.clipboard().setMimeData(mime)
        self.copied.emit()

    def picture(self) -> QImage:
        """Return the chart as it is at rest, at two pixels for each."""
        foot = self._foot_height() if self.counted else 0
        room = QSize(self.width() + 2 * _AROUND, self.height() + 2 * _AROUND + foot)
        image = QImage(room * _RATIO, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_RATIO)
        image.fill(theme().color("reader"))
        rings = [ring for ring in self.findChildren(FocusRing) if ring.isVisible()]
        self._set_plain(True, rings)
        painter = QPainter(image)
        self.render(painter, QPoint(_AROUND, _AROUND), QRegion(), QWidget.RenderFlag.DrawChildren)
        # Painted over: hidden, the button would lose the keyboard.
        painter.fillRect(self.copy_button.geometry().translated(_AROUND, _AROUND), theme().color("reader"))
        self._write_foot(
            painter, QRect(_AROUND + OUTSIDE, _AROUND + self.height(), self.width() - OUTSIDE - EDGE, foot)
        )
        painter.end()
        self._set_plain(False, rings)
        return image

    def _foot_height(self) -> int:
        return QFontMetrics(sans(12)).height() + _FOOT_GAP

    def _write_foot(self, painter: QPainter, room: QRect) -> None:
        painter.setFont(sans(12))
        painter.setPen(theme().color("ink3"))
        text = painter.fontMetrics().elidedText(self.counted, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)

    def _set_plain(self, plain: bool, rings: Sequence[QWidget]) -> None:
        for ring in rings:
            ring.setHidden(plain)
        for bar in self.bars:
            bar.is_plain = plain

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer to copy the chart."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return the menu of the chart."""
        menu = QMenu(self)
        action = menu.addAction(self.tr("Copy as a picture"))
        action.setShortcut(QKeySequence.StandardKey.Copy)
        action.triggered.connect(self.copy)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Ctrl+C copies the chart of which a bar has the keyboard."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)


def _key_of_copy() -> str:
    return QKeySequence(QKeySequence.StandardKey.Copy).toString(QKeySequence.SequenceFormat.NativeText)


class Legend(QWidget):
    """A square of colour and its word."""

    def __init__(self, word: str, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._token = token
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 0, 0)
        row.addWidget(Label(word, "ink2"))
        theme_signals().changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the square."""
        painter = QPainter(self)
        square = QRect(0, (self.height() - _SQUARE) // 2 + 1, _SQUARE, _SQUARE)
        rounded(painter, square, 2, theme().color(self._token), None)
        painter.end()
