"""The way to clearing up: likely duplicates are found aside, then a person decides on them."""

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.progress import Progress
from clipper.ui.aside import Aside

if TYPE_CHECKING:
    from clipper.ui.dialogs.likely_duplicates import Found


class DuplicatesFlow(QObject):
    """clippingRequested(id): a person wants to see one of the clippings that look alike."""

    clippingRequested = Signal(int)  # noqa: N815

    def __init__(self, library: Library, aside: Aside, executor: ThreadPoolExecutor, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._aside, self._executor, self._window = library, aside, executor, window

    def find(self) -> None:
        """Look through the library, and show what was found."""

        def work(report: Progress) -> "Found":
            from clipper.ui.dialogs.likely_duplicates import Found

            return Found.in_library(self._library, report)

        self._aside.run(
            work, self._show, self.tr("Looking for likely duplicates. Nothing is changed."), only_reads=True
        )

    def _show(self, found: "Found") -> None:
        from clipper.ui.dialogs.likely_duplicates import LikelyDuplicatesDialog

        chosen = LikelyDuplicatesDialog.ask(found, self._library, self._executor, self._window)
        if chosen is not None:
            self.clippingRequested.emit(chosen)
