"""Undo and redo in the window: what was done last is told with the way back, and what reaches far back asks first."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.errors import ClipperError
from clipper.ui import step_texts
from clipper.ui.actions import MOST_BY_KEY
from clipper.ui.aside import Aside
from clipper.ui.dates import write_date
from clipper.ui.patience import patiently
from clipper.ui.widgets.toast import Toast


class UndoFlow(QObject):
    """Takes the last step of the library back, and does it again.

    takenBack(Changes), doneAgain(Changes): what moved by it. refused(str): it could not be done, and why.
    """

    takenBack = Signal(object)  # noqa: N815
    doneAgain = Signal(object)  # noqa: N815
    refused = Signal(str)

    def __init__(self, library: Library, aside: Aside, toast: Toast, parent: QObject) -> None:
        super().__init__(parent)
        self._library, self._aside, self._toast = library, aside, toast
        last = library.undoable()
        self._last_before = last.id if last else 0

    @property
    def reaches_far(self) -> bool:
        """Whether undo would take back what was done to many clippings before this start of the program."""
        step = None if self._aside.coming_step else self._library.undoable()
        return step is not None and step.id <= self._last_before and step.count > MOST_BY_KEY

    def offer(self) -> None:
        """Say which step undo would take back, and offer to do it: a key pressed once too often must not."""
        step = self._library.undoable()
        if step is None:
            return

        def do() -> None:
            if self._library.undoable() == step:
                self.undo()

        told = self.tr("Undo would take back what was done on {day}: {step}.")
        day = write_date(step.at.date(), short=True)
        self._toast.show_done(told.format(day=day, step=step_texts.title_of(step)), self.tr("Undo"), do)

    def undo(self) -> None:
        """Take back the last step; what is still being done is stopped, where nothing else was done since."""
        if self._aside.coming_step:
            self._aside.take_back(self.undo)
            return
        self._do(self._library.undo, self.takenBack.emit)

    def redo(self) -> None:
        """Do again what was taken back."""
        self._do(self._library.redo, self.doneAgain.emit)

    def _do(self, verb: Callable[[], Changes], tell: Callable[[Changes], None]) -> None:
        try:
            changes = patiently(self._library, verb)
        except ClipperError as error:
            self.refused.emit(str(error))
        else:
            tell(changes)

    def tell(self, changes: Changes) -> None:
        """Say what was done, with its undo, or what was taken back, with its redo."""
        step = changes.step
        if step is None or not step_texts.is_worth_telling(step):
            # What was offered to be undone, or done again, is no longer the last step.
            self._toast.withdraw_offer()
        elif step.verb == "undo":
            self._toast.show_done(step_texts.done_text(step), self.tr("Redo"), self.redo)
        else:
            self._toast.show_done(step_texts.done_text(step), self.tr("Undo"), self.undo)
