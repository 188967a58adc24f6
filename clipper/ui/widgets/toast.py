"""A toast: what happened, and how to take it back; a failure stays until it is answered."""

import re
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from clipper.ui.announcing import announce
from clipper.ui.fonts import sans, scale
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.foot import at_foot, room_over
from clipper.ui.widgets.labels import Label, plain_tip

SECONDS = 6
_HEIGHT, _GAP = 36, 8
_LONGEST = 400


class _Link(QPushButton):
    """The toast's verb, in the ink of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(sans(13, 500))
        # A click leaves the keyboard where it is: from a toast that goes it would fall to just any control.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return what the word needs."""
        return self.fontMetrics().size(0, self.text()) + QSize(2, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the verb, underlined while the pointer or the focus is on it."""
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.underMouse() or self.hasFocus())
        painter.setFont(font)
        painter.setPen(theme().color("toast_link"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        painter.end()


class Toast(QWidget):
    """A strip over the foot of the list; it is gone after six seconds, but not from under the pointer or the focus.

    `over` is the widget on which it is centred, in the toast's parent; `kept_free()` tells which places of the parent
    it must not hide.
    """

    def __init__(self, parent: QWidget, over: QWidget, kept_free: Callable[[], Iterable[QRect]] = tuple) -> None:
        super().__init__(parent)
        self._host, self._over, self._kept_free = parent, over, kept_free
        self._text = ""
        self._verb: Callable[[], None] | None = None
        self._stays = False
        self._label = Label("", "toast_text")
        self._link, self._close = _Link(self), _Link(self)
        self._close.setText(self.tr("Close"))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(20)
        for part in (self._label, self._link, self._close):
            row.addWidget(part)
        self._link.clicked.connect(self._do)
        self._close.clicked.connect(self.hide)
        self._timer = QTimer(self, singleShot=True, interval=SECONDS * 1000)
        self._timer.timeout.connect(self._leave_when_idle)
        theme_signals().changed.connect(self.update)
        for watched in (parent, over):
            watched.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What the toast says."""
        return self._text

    def show_done(self, text: str, verb: str = "", do: Callable[[], None] | None = None) -> None:
        """Say what happened, with a verb such as Undo; replaces what was said before."""
        self._show(text, verb, do, stays=False)

    def show_failure(self, text: str, verb: str = "", do: Callable[[], None] | None = None) -> None:
        """Say what went wrong and what was kept; stays until its verb or Close is pressed."""
        self._show(text, verb, do, stays=True)

    def _show(self, text: str, verb: str, do: Callable[[], None] | None, *, stays: bool) -> None:
        self._verb, self._stays, self._text = do, stays, text
        self._label.setAccessibleName(text)
        self.setToolTip(plain_tip(text) if len(text) > _LONGEST else "")
        self._link.setText(verb)
        self._link.setVisible(bool(verb))
        self._close.setVisible(stays)
        self._place()
        self.show()
        self.raise_()
        announce(self, text)
        self._timer.stop() if stays else self._timer.start()

    def press(self) -> None:
        """Do what the toast's verb says."""
        self._do()

    def _do(self) -> None:
        verb, self._verb = self._verb, None
        self.hide()
        if verb is not None:
            verb()

    def _leave_when_idle(self) -> None:
        if self.underMouse() or self._link.hasFocus():
            self._timer.start()
        elif not self._stays:
            self.hide()

    def withdraw_offer(self) -> None:
        """Leave where a verb is offered that would do something else by now; a failure stays until it is answered."""
        if self._verb is not None and not self._stays:
            self.hide()

    def make_way(self) -> None:
        """Lie where nothing is hidden that must not be: what is there may have changed."""
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        room = room_over(self._host, self._over)
        place = at_foot(room, self._size_in(room.width()))
        for other in sorted(self._kept_free(), key=QRect.bottom, reverse=True):
            if place.intersects(other):
                place.moveBottom(other.top() - _GAP)
        place.moveTop(max(0, place.top()))
        self.setGeometry(place)

    def _size_in(self, room: int) -> QSize:
        """One line where it fits, else as many as it takes: what went wrong is read to its end."""
        self._label.setWordWrap(False)
        self._label.setText(self._text if len(self._text) <= _LONGEST else f"{self._text[:_LONGEST]}…")
        self._row.activate()
        least = round(_HEIGHT * scale())
        if self.sizeHint().width() <= room and "\n" not in self._text:
            return QSize(self.sizeHint().width(), least)
        self._label.setText(self._broken(self._label.text(), room))
        self._label.setWordWrap(True)
        self._row.activate()
        return QSize(room, max(least, self._row.heightForWidth(room)))

    def _broken(self, text: str, room: int) -> str:
        """Shorten the words that no line has room for, such as the name of a file."""
        links = [link for link in (self._link, self._close) if not link.isHidden()]
        line = room - 28 - sum(self._row.spacing() + link.sizeHint().width() for link in links)
        metrics = self._label.fontMetrics()
        return re.sub(r"\S+", lambda word: metrics.elidedText(word[0], Qt.TextElideMode.ElideMiddle, line), text)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in place when the window or the list changes its size."""
        if event.type() is QEvent.Type.Resize:
            self.make_way()
        return False

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Stay while the pointer is here."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Count the seconds again."""
        super().leaveEvent(event)
        if not self._stays:
            self._timer.start()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the strip."""
        painter = QPainter(self)
        rounded(painter, self.rect(), 8, theme().color("toast"), None)
        painter.end()
