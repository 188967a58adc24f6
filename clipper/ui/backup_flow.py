"""Backups that are made by themselves while a window is open, or as it closes, and the list of them all."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.backup import Reason
from clipper.model.changes import Changes
from clipper.model.errors import ClipperError
from clipper.model.progress import Progress
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.tasks import Task

if TYPE_CHECKING:
    from clipper.library.backups import Made

IDLE, BETWEEN = 600, 7_200
"""Seconds without a change after which one is backed up, and seconds between two backups while a window is open."""
_LOOK_MS = 60_000


class BackupFlow(QObject):
    """Backs up what was changed, aside and without a word, when nobody changed anything for a while or at closing.

    failed(str): no backup could be made, and why; told once. restoreRequested(Path): a backup is to take the place of
    the library.
    """

    failed = Signal(str)
    restoreRequested = Signal(object)  # noqa: N815

    def __init__(
        self,
        library: Library,
        signals: LibrarySignals,
        window: QWidget,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(window)
        self._library, self._window, self._clock = library, window, clock
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="backup")
        self._task: Task | None = None
        self._changed_at = clock()
        self._made_at: float | None = None
        self._has_told = self._is_over = False
        # What an earlier window left, or a command did, is found by the log.
        self._is_due = self._backs_up()
        signals.changed.connect(self._on_changed)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def _on_changed(self, _changes: Changes) -> None:
        self._changed_at = self._clock()
        self._is_due = self._backs_up()

    def _backs_up(self) -> bool:
        # Of a library that is only read, whoever writes it makes the backups.
        return self._library.backups is not None and not self._library.refusal and not self._is_over

    def look(self) -> None:
        """Back up where something was changed, and nothing for a while since."""
        now = self._clock()
        is_early = self._made_at is not None and now - self._made_at < BETWEEN
        if not self._is_due or self._task is not None or now - self._changed_at < IDLE or is_early:
            return
        self._is_due = False
        task = self._task = Task(self._work, self)
        task.done.connect(self._finish)
        task.failed.connect(self._fail)
        task.cancelled.connect(self._end)
        task.start(self._executor)

    def _work(self, report: Progress) -> "tuple[Made | None]":
        """Return what was made in a tuple, which also tells that the work was done where nothing had changed."""
        from clipper.library.backups import make_if_changed

        folder = self._library.backups
        return (make_if_changed(self._library, folder, Reason.DAY, report) if folder else None,)

    def _end(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.dispose()

    def _finish(self, made: "tuple[Made | None]") -> None:
        self._end()
        if made[0] is not None:
            self._made_at = self._clock()
            self._tell(" ".join(made[0].sentences))

    def _fail(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, ClipperError):
            raise error
        # Tried again in some hours, and when the window closes.
        self._made_at, self._is_due = self._clock(), not self._is_over
        self._tell(self.tr("The library could not be backed up. {why}").format(why=error))

    def _tell(self, sentence: str) -> None:
        if sentence and not self._has_told:
            self._has_told = True
            self.failed.emit(sentence)

    def finish(self) -> None:
        """Back up what was changed before the window closes; where that lasts, a person may skip it."""
        if self._is_due or (self._task is not None and not self._is_over):
            self._back_up_at_closing()
        self.stop()

    def _back_up_at_closing(self) -> None:
        from clipper.ui.dialogs.waiting import Waiting

        # One that is being written is begun anew after it was given up: there a person sees how far it is.
        if self._task is not None:
            self._task.cancel()
        self._timer.stop()
        self._is_due = False
        sentence = self.tr("What was changed is backed up before the window closes.")
        again = True
        while again:
            waiting = Waiting(self.tr("Backing up"), sentence, self.tr("Skip"), self._window)
            waiting.run(self._work, self._executor)
            if waiting.error is not None and not isinstance(waiting.error, ClipperError):
                raise waiting.error
            again = waiting.error is not None and self._wants_again(waiting.error)

    def _wants_again(self, error: ClipperError) -> bool:
        """Say why no backup was made as the window closes, unless that was told while it was open."""
        from clipper.ui.dialogs.notice import Notice

        if self._has_told:
            return False
        title, again = self.tr("No backup was made"), self.tr("Try again")
        return Notice.choose(title, str(error), [again, self.tr("Close")], self._window) == again

    def stop(self) -> None:
        """Make no more backups: the window goes."""
        self._timer.stop()
        self._is_over, self._is_due = True, False
        if self._task is not None:
            self._task.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def show(self) -> None:
        """Open the list of all backups."""
        from clipper.ui.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(self._library.path, self._library, self._window)
        if dialog.ask() and dialog.wanted is not None:
            self.restoreRequested.emit(dialog.wanted.path)
