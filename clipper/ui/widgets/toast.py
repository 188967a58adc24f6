"""A toast: what happened, and how to take it back; a failure stays until it is answered."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from clipper.ui.fonts import sans, scale
from clipper.ui.style import rounded
from clipper.ui.theme import theme, theme_signals
from clipper.ui.widgets.elided_label import ElidedLabel

SECONDS = 6
_HEIGHT = 36
_FROM_FOOT = 16


class _Link(QPushButton):
    """The toast's verb, in the ink of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFont(sans(13, 500))
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

    `over` is the widget on which it is centred, a child of the toast's parent.
    """

    def __init__(self, parent: QWidget, over: QWidget) -> None:
        super().__init__(parent)
        self._host, self._over = parent, over
        self._verb: Callable[[], None] | None = None
        self._stays = False
        self._label = ElidedLabel("", "toast_text")
        self._link, self._close = _Link(self), _Link(self)
        self._close.setText(self.tr("Close"))
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
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
        return self._label.text()

    def show_done(self, text: str, verb: str = "", do: Callable[[], None] | None = None) -> None:
        """Say what happened, with a verb such as Undo; replaces what was said before."""
        self._show(text, verb, do, stays=False)

    def show_failure(self, text: str, verb: str = "", do: Callable[[], None] | None = None) -> None:
        """Say what went wrong and what was kept; stays until its verb or Close is pressed."""
        self._show(text, verb, do, stays=True)

    def _show(self, text: str, verb: str, do: Callable[[], None] | None, *, stays: bool) -> None:
        self._verb, self._stays = do, stays
        self._label.set_text(text)
        self._link.setText(verb)
        self._link.setVisible(bool(verb))
        self._close.setVisible(stays)
        self._place()
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
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

    def _place(self) -> None:
        host = self._host
        # Hidden with its pane (a narrow window), the list cannot centre anything.
        over = self._over if self._over.isVisible() and self._over.width() > 200 else host
        self._row.activate()
        # What was done may elide over the list; what went wrong is read to its end.
        room = host.width() if self._stays else over.width()
        width = min(self.sizeHint().width(), room - 2 * _FROM_FOOT)
        height = round(_HEIGHT * scale())
        middle = over.mapTo(host, over.rect().center()).x() if over is not host else host.width() // 2
        left = max(_FROM_FOOT, min(middle - width // 2, host.width() - width - _FROM_FOOT))
        self.setGeometry(left, host.height() - height - _FROM_FOOT, width, height)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in place when the window or the list changes its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
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
