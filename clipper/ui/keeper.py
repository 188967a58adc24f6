"""Keeps what is being typed and checked in a window, so that it survives a crash."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from clipper.library.unfinished import PASTE, Name, Saver, Shelf
from clipper.model.draft import FileReading
from clipper.ui.typed_fields import OpenFields

PAUSE_MS = 700
"""How often what is unfinished is looked at, while somebody types or checks."""

_TEXTS = ("QLineEdit", "QTextEdit", "QPlainTextEdit")


class Holder(Protocol):
    """A part of a window, or a dialog, that holds work: by names, each as a value that a shelf can keep."""

    def unfinished(self) -> dict[Name, Any]:
        """Return what is not kept in the library yet."""


class Keeper(QObject):
    """Asks `holders` and all dialogs of a window what is unfinished, and keeps it on a shelf.

    A dialog that holds work has a method `unfinished`, as a Holder, or `typing`, which returns its fields as a Typing:
    what an earlier window left of these, which `left(name)` tells and gives up, is put back when it opens.
    took(Name): what an earlier window left was put back.
    """

    took = Signal(object)

    def __init__(
        self,
        shelf: Shelf,
        holders: Callable[[], Iterable[Holder]],
        left: Callable[[Name], Mapping[str, Mapping[str, str]]],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._holders, self._left, self._window = holders, left, window
        self._last: dict[Name, Any] = {}
        self._open: dict[QDialog, OpenFields] = {}
        self._must_write_again = False
        self._saver = Saver(shelf, self._on_failure)
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self.look)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.look)
        self._application = cast(QApplication, QApplication.instance())
        self._application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self._soon.start()

    def _on_failure(self) -> None:
        # Only noted: this comes on the thread that writes.
        self._must_write_again = True

    @property
    def is_safe(self) -> bool:
        """Whether all that was unfinished at the last look could be written, as far as it was tried."""
        return not self._must_write_again

    def look(self) -> None:
        """Keep what is unfinished now, and forget what is not any more."""
        dialogs = self._dialogs()
        self._open = {one: self._open.get(one) or self._opened(one) for one in dialogs if hasattr(one, "typing")}
        now: dict[Name, Any] = {}
        of_dialogs = [one for one in dialogs if hasattr(one, "unfinished")]
        for holder in (*self._holders(), *cast(list[Holder], of_dialogs), *self._open.values()):
            for name, value in holder.unfinished().items():
                now[name] = _united(now[name], value) if name in now else value
        before, self._last = {} if self._must_write_again else self._last, now
        self._must_write_again = False
        for name in before.keys() - now.keys():
            self._saver.put(name, None)
        for name, value in now.items():
            if before.get(name) != value:
                self._saver.put(name, value)
        if now or dialogs or self._is_typing():
            self._timer.start()
        else:
            self._timer.stop()

    def _dialogs(self) -> list[QDialog]:
        """The dialogs of the window that can be seen and hold work."""
        seen = (one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
        return [one for one in seen if _hold(one) and self._is_ours(one)]

    def _is_ours(self, widget: QWidget) -> bool:
        above = widget.parentWidget()
        return above is self._window or (above is not None and self._is_ours(above))

    def _is_typing(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and any(map(focus.inherits, _TEXTS))

    def _opened(self, dialog: QDialog) -> OpenFields:
        opened = OpenFields(dialog)
        name = opened.look().name
        texts = self._left(name)
        if texts:
            opened.put_back(texts)
            self.took.emit(name)
        return opened

    # Reviews, whose paste is written once

    def begin_review(self, name: Name, file: FileReading) -> None:
        """Keep what a review is about."""
        self._saver.put(Name(PASTE, name.digest), file)
        # Its dialog is not there yet, and may come up behind another program, without the focus.
        self._timer.start()

    def end_review(self, name: Name) -> None:
        """Forget a review that a person has ended."""
        self._saver.put(Name(PASTE, name.digest), None)
        self.look()

    def take_over(self, name: Name, windows: Iterable[str]) -> None:
        """Forget what earlier windows left of a name, now that this one holds it."""
        self.look()
        self._saver.take_over(name, windows)

    def finish(self) -> None:
        """Look now, and wait until all is written."""
        self.look()
        self._saver.finish()

    def close(self) -> None:
        """Keep what is unfinished now, and stop."""
        self._application.focusChanged.disconnect(self._on_focus)
        self.look()
        self._timer.stop()
        self._soon.stop()
        self._saver.close()


def _hold(dialog: QDialog) -> bool:
    return hasattr(dialog, "typing") or hasattr(dialog, "unfinished")


def _united(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Two parts hold something of the same clipping."""
    return {**one, "texts": {**one["texts"], **other["texts"]}}
