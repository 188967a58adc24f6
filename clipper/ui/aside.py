"""What takes longer than a moment is done aside: one thing at a time, with its progress at the window's foot."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clipper.model.errors import ClipperError, EnvironmentProblem
from clipper.ui.patience import in_turn
from clipper.ui.tasks import Task, Work
from clipper.ui.widgets.progress import Progress


class Aside(QObject):
    """Runs one piece of work at a time.

    refused(str): it could not be done, or not now, and why. Where the disk, the library or the network was in the way,
    `again` does the same once more. turned(): work was begun, or ended.
    """

    refused = Signal(str)
    turned = Signal()

    def __init__(self, executor: ThreadPoolExecutor, progress: Progress, window: QWidget) -> None:
        super().__init__(window)
        self._executor, self._progress, self._window = executor, progress, window
        self._task: Task | None = None
        self.again: Callable[[], None] | None = None
        self._same: Callable[[], None] | None = None
        self._then: Callable[[Any], None] | None = None
        self._when_cancelled: Callable[[], None] | None = None
        self._last_step: Callable[[], object] | None = None
        self._before: object = None
        self._sentence = ""
        progress.cancelled.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    @property
    def coming_step(self) -> str:
        """What is being done, where it is what an undo would take back; nothing where another step was done since."""
        is_last = self._task is not None and self._last_step is not None and self._last_step() == self._before
        return self._sentence if is_last else ""

    def take_back(self, undo: Callable[[], None]) -> None:
        """Stop what is being done; where that comes too late, undo it instead of what would follow."""
        self._then = lambda _result: undo()
        self.cancel()

    def cancel(self) -> None:
        """Ask what is being done to stop; nothing of it is kept."""
        if self._task is not None:
            self._task.cancel()

    def run(
        self,
        work: Work,
        then: Callable[[Any], None] | None,
        sentence: str,
        *,
        can_stop: bool = True,
        only_reads: bool = False,
        when_cancelled: Callable[[], None] | None = None,
        last_step: Callable[[], object] | None = None,
    ) -> None:
        """Do work off the window's thread while a sentence says what it is; `then` gets its result.

        Of work that `only_reads` it gets none after a cancel, however late that came. `when_cancelled` is called where
        the work has stopped because a person asked for it. `last_step` tells the last step of the library where the
        work makes one, which an undo takes back before it is there.
        """
        if self._task is not None:
            self.refused.emit(
                self.tr("Clipper is still busy with what you gave it before. Please wait or cancel that.")
            )
            return
        task = self._task = Task(work, self, only_reads=only_reads)
        self._then, self._when_cancelled = then, when_cancelled
        self._last_step, self._before, self._sentence = last_step, last_step and last_step(), sentence
        self.again = None
        self._same = partial(
            self.run,
            work,
            then,
            sentence,
            can_stop=can_stop,
            only_reads=only_reads,
            when_cancelled=when_cancelled,
            last_step=last_step,
        )
        task.progressed.connect(self._progress.set_progress)
        task.cancelled.connect(self._stop)
        task.failed.connect(self._fail)
        task.done.connect(self._finish)
        self._progress.begin(sentence, can_stop=can_stop)
        task.start(self._executor)
        self.turned.emit()

    def _end(self) -> None:
        self._progress.end()
        task, self._task, self._same = self._task, None, None
        if task is not None:
            task.dispose()
        self.turned.emit()

    def _stop(self) -> None:
        self._end()
        if self._when_cancelled is not None and self._window.isVisible():
            self._when_cancelled()

    def _finish(self, result: object) -> None:
        in_turn(partial(self._go_on, result), self)

    def _go_on(self, result: object) -> None:
        """Clear the busy state first, so that what follows may start other work; a closed window asks nothing."""
        self._end()
        if self._then is not None and self._window.isVisible():
            self._then(result)

    def _fail(self, error: Exception) -> None:
        same = self._same
        self._end()
        if not isinstance(error, ClipperError):
            raise error
        self.again = same if isinstance(error, EnvironmentProblem) else None
        self.refused.emit(str(error))
