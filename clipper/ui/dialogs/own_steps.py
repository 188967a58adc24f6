"""What was done in a dialog: Ctrl+Z there takes it back, and nothing that was done before."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog

from clipper.library.library import Library
from clipper.model.changes import Changes
from clipper.model.errors import ClipperError
from clipper.ui import step_texts
from clipper.ui.announcing import announce
from clipper.ui.patience import patiently


class OwnSteps(QObject):
    """The steps of one dialog, the last of which Ctrl+Z takes back; `tell` shows the sentence that says so."""

    def __init__(self, library: Library, dialog: QDialog, tell: Callable[[str], None]) -> None:
        super().__init__(dialog)
        self._library, self._dialog, self._tell = library, dialog, tell
        self._ids: list[int] = []
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), dialog).activated.connect(self.undo)

    def remember(self, changes: Changes) -> None:
        """Take a step for one of the dialog's."""
        if changes.step is not None:
            self._ids.append(changes.step.id)

    def undo(self) -> None:
        """Take back the last step that was done here, and say so; or say why nothing was."""
        sentence = self._undone()
        self._tell(sentence)
        announce(self._dialog, sentence)

    def _undone(self) -> str:
        if not self._ids:
            return self.tr("There is nothing more to undo here.")
        try:
            step = patiently(self._library, partial(self._library.undo, only=self._ids)).step
        except ClipperError as error:
            return str(error)
        self._ids.pop()
        return step_texts.done_text(step) if step else ""
