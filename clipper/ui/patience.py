"""A step of the window that lasts, or waits for another program or thread which is writing: the window is drawn on."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from clipper.library.library import Library
from clipper.library.store.engine import stand_still
from clipper.ui.widgets.toast import Toast

_TURN_MS, _TOLD_AFTER, _OVER_AFTER_MS = 20, 0.4, 250
_MOMENT, _BETWEEN_TURNS, _LATER_MS = 0.05, 0.01, 50
_steps = ThreadPoolExecutor(max_workers=1, thread_name_prefix="step")
_this_thread = threading.local()
Done = TypeVar("Done")


def patiently(library: Library, step: Callable[[], Done]) -> Done:
    """Return what a step, or a look, at a library returns, or raise what it raises; the window lives on meanwhile.

    The step runs on another thread, and so may do nothing but use the library. Most are done in a moment, and just
    waited for. The window has heard of what was written when this returns, and not before the step is over.
    """
    if is_waiting():
        # The other step may hold what this one would wait for on its thread, and goes on only after this one.
        return step()
    told: list[Callable[[], object]] = []
    doing = _steps.submit(_do, step, told)
    wait([doing], _MOMENT)
    while not doing.done():
        library.store.while_waiting()
        wait([doing], _BETWEEN_TURNS)
    for what in told:
        what()
    return doing.result()


def _do(step: Callable[[], Done], told: list[Callable[[], object]]) -> Done:
    _this_thread.told = told
    try:
        return step()
    finally:
        # What it holds of the window must not end on this thread.
        del _this_thread.told


def tell(what: Callable[[], object]) -> None:
    """Tell the window of something; on the thread of a step that it waits for, when that is over."""
    told = getattr(_this_thread, "told", None)
    if told is None:
        what()
    else:
        told.append(what)


def is_waiting() -> bool:
    """Tell whether a step waits on this thread, in whose middle everything is that is done here now."""
    return getattr(_this_thread, "waits", False)


def in_turn(what: Callable[[], None], whose: QObject) -> None:
    """Do what may ask a person something, or needs the window as it is after a step, when no step waits any more."""
    if is_waiting():
        QTimer.singleShot(_LATER_MS, whose, partial(in_turn, what, whose))
    else:
        what()


class Patience(QObject):
    """Lets the window's thread draw and count, but take no keys or clicks, while a step lasts or waits for the library.

    What a person does meanwhile comes after the step, in order: nothing is done to a clipping that they left since.
    """

    def __init__(self, library: Library, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._toast = library, toast
        self._owner = threading.get_ident()
        self._since: float | None = None
        self._sentence = self.tr("The library is busy. What you press meanwhile comes after it.")
        # Seconds may pass between two turns of one wait in a busy machine, hardly between two waits.
        self._over = QTimer(self, singleShot=True, interval=_OVER_AFTER_MS)
        self._over.timeout.connect(self._end)
        library.store.while_waiting = self.wait

    def wait(self) -> None:
        """Give the window a turn; threads that nobody looks at just wait on."""
        if threading.get_ident() != self._owner:
            return
        now = time.monotonic()
        self._since = self._since or now
        if now - self._since > _TOLD_AFTER and self._toast.text != self._sentence:
            self._toast.show_done(self._sentence)
        self._over.start()
        before, _this_thread.waits = is_waiting(), True
        try:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, _TURN_MS)
        finally:
            _this_thread.waits = before

    def stop(self) -> None:
        """Draw no more: the window goes."""
        self._over.stop()
        if self._library.store.while_waiting == self.wait:
            self._library.store.while_waiting = stand_still

    def _end(self) -> None:
        self._since = None
        if self._toast.text == self._sentence:
            self._toast.hide()
