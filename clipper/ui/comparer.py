"""Comparing drafts with the library off the window's thread, a page of them at a time."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from clipper.library.duplicates import Likeness, likenesses_of
from clipper.library.library import Library
from clipper.model.draft import Draft
from clipper.ui.patience import patiently

_PAGE = 20
_Answer = Future[list[Likeness | None]]


class Comparer(QObject):
    """Compares once, in order.

    compared(int, list): what the library has that the drafts from this place on are like; None for each that is new.
    """

    compared = Signal(int, list)
    _answered = Signal(int)

    def __init__(self, library: Library, drafts: Sequence[Draft], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="compare")
        self._answers: dict[int, _Answer] = {}
        self._answered.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        for place in range(0, len(drafts), _PAGE):
            answer = self._executor.submit(likenesses_of, library, drafts[place : place + _PAGE])
            self._answers[place] = answer
            answer.add_done_callback(partial(self._on_answer, place))

    def finish(self) -> None:
        """Wait for what is not compared yet, and tell it; the window is drawn on meanwhile. Raises what hindered it."""
        patiently(self._library, partial(wait, [*self._answers.values()]))
        for place in [*self._answers]:
            self._tell(place)

    def stop(self) -> None:
        """Tell nothing more."""
        self._answers.clear()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _on_answer(self, place: int, _answer: _Answer) -> None:
        self._answered.emit(place)

    def _tell(self, place: int) -> None:
        answer = self._answers.pop(place, None)
        if answer is not None:
            self.compared.emit(place, answer.result())
