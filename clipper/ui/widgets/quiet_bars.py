"""Scroll bars that keep their place but show only while the pointer is over what scrolls, or while it scrolls."""

from functools import cached_property

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

_LINGER_MS = 900
_OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class QuietBars(QObject):
    """Wakes the scroll bars of one area, and lets them sleep again."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._bars: tuple[QScrollBar, QScrollBar] = (area.verticalScrollBar(), area.horizontalScrollBar())
        self._area = area
        for bar in self._bars:
            bar.valueChanged.connect(self._wake_a_moment)
        area.installEventFilter(self)
        self._show(False)

    @cached_property
    def _timer(self) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=_LINGER_MS)
        timer.timeout.connect(self._sleep)
        return timer

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the pointer."""
        if event.type() is QEvent.Type.Enter:
            self._show(True)
        elif event.type() is QEvent.Type.Leave:
            self._sleep()
        return False

    def _wake_a_moment(self) -> None:
        self._show(True)
        self._timer.start()

    def _sleep(self) -> None:
        if not self._area.underMouse():
            self._show(False)

    def _show(self, awake: bool) -> None:
        for bar in self._bars:
            if bar.property("awake") != awake:
                bar.setProperty("awake", awake)
                # One that was never shown gets its looks when it is.
                if bar.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
                    bar.style().unpolish(bar)
                    bar.style().polish(bar)


def quieten(widget: QWidget) -> None:
    """Make the scroll bars of all that scrolls in a widget quiet."""
    for area in widget.findChildren(QAbstractScrollArea):
        # The line of a field never has one.
        if {area.verticalScrollBarPolicy(), area.horizontalScrollBarPolicy()} != {_OFF}:
            QuietBars(area)
