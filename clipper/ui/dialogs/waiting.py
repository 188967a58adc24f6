"""A small dialog over work that a person has to wait for: it appears only where that takes longer than a moment."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from clipper.ui.dialogs.message import Message
from clipper.ui.tasks import Task, Work
from clipper.ui.widgets.buttons import PLAIN, Button
from clipper.ui.widgets.labels import Label
from clipper.ui.widgets.progress import PATIENCE_MS

_WIDTH = 420


def wait_for(title: str, sentence: str, work: Work, parent: QWidget | None = None) -> Any:
    """Do work off this thread while a person waits, who cannot skip it; return its result, or raise its error."""
    waiting = Waiting(title, sentence, parent=parent)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="waited for") as executor:
        waiting.run(work, executor)
    if waiting.error is not None:
        raise waiting.error
    return waiting.result_


class Waiting(Message):
    """What is being done, how far it is, and with a verb for that the way to skip it."""

    def __init__(self, title: str, sentence: str, skip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, sentence, _WIDTH, parent)
        self.result_: Any = None
        self.error: Exception | None = None
        self._loop = QEventLoop(self)
        self._is_over = self.is_done = False
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._count = Label(self.tr("Working"), "ink2")
        self.skip_button = Button(skip, PLAIN)
        self.skip_button.setVisible(bool(skip))
        self.skip_button.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._bar, 1)
        line.addWidget(self._count)
        line.addWidget(self.skip_button)
        self.column.addLayout(line)
        self.set_progress(0, 0)

    def run(self, work: Work, executor: ThreadPoolExecutor) -> bool:
        """Do work off this thread and return when it is over; False where a person skipped it, or it failed.

        What it returned is then `result_`, what it raised `error`; `is_done` tells that it came to its end.
        """
        task = self._task = Task(work, self, only_reads=False)
        task.progressed.connect(self.set_progress)
        task.done.connect(self._finish)
        task.failed.connect(self._fail)
        task.cancelled.connect(self._end)
        task.start(executor)
        QTimer.singleShot(PATIENCE_MS, self._loop.quit)
        # Nothing may be pressed meanwhile; what is pressed waits until this is over.
        self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if not self._is_over:
            self.exec()
        task.dispose()
        self.deleteLater()
        return self.result_ is not None and self.error is None

    def set_progress(self, done: int, total: int) -> None:
        """Show how far the work is, where that is known."""
        self._bar.setVisible(total > 0)
        self._bar.setMaximum(max(total, 1))
        self._bar.setValue(done)
        self._count.setVisible(total == 0)

    def _finish(self, result: object) -> None:
        self.result_, self.is_done = result, True
        self._end()

    def _fail(self, error: Exception) -> None:
        self.error = error
        self._end()

    def _end(self) -> None:
        self._is_over = True
        self._loop.quit()
        self.accept()

    def reject(self) -> None:
        """Skip the work; the dialog goes when it has stopped."""
        if self.skip_button.isVisibleTo(self):
            self.skip_button.setEnabled(False)
            self._task.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing skips the work, too."""
        event.ignore()
        self.reject()
