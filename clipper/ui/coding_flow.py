"""From the list to the coding screen: what of a search is not coded yet is looked up aside, then walked through."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.model.progress import Progress
from clipper.model.query import Query
from clipper.ui.aside import Aside
from clipper.ui.coding_walk import uncoded


class CodingFlow(QObject):
    """told(str): a sentence for a person. linkRequested(url): a link is to be opened."""

    told = Signal(str)
    linkRequested = Signal(str)  # noqa: N815

    def __init__(self, library: Library, aside: Aside, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._aside, self._window = library, aside, window

    def walk(self, query: Query, selected: Sequence[int]) -> None:
        """Code several selected clippings, or else what a search finds that is not coded yet."""
        if len(selected) > 1:
            self._open(selected)
            return

        def work(_progress: Progress) -> Sequence[int]:
            return uncoded(self._library, query)

        self._aside.run(work, self._open, self.tr("Looking for what is not coded yet"), only_reads=True)

    def _open(self, ids: Sequence[int]) -> None:
        from clipper.ui.dialogs.coding import CodingScreen

        if ids:
            CodingScreen.ask(self._library, ids, self.linkRequested.emit, self._window)
        else:
            self.told.emit(self.tr("All of these have a tone and a prominence. Select some to code them again."))
