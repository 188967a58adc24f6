"""From the list to the coding screen: what of a search is not coded yet is looked up aside, then walked through."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from clipper.library.library import Library
from clipper.library.search import Sort
from clipper.model.progress import Progress
from clipper.model.query import Query
from clipper.ui.aside import Aside
from clipper.ui.coding_walk import CodingWalk, uncoded
from clipper.ui.library_signals import LibrarySignals
from clipper.ui.tasks import undisturbed


class CodingFlow(QObject):
    """told(str): a sentence for a person. linkRequested(url): a link is to be opened."""

    told = Signal(str)
    linkRequested = Signal(str)  # noqa: N815

    def __init__(self, library: Library, signals: LibrarySignals, aside: Aside, window: QWidget) -> None:
        super().__init__(window)
        self._library, self._signals, self._aside, self._window = library, signals, aside, window

    def walk(self, query: Query, sort: Sort, selected: Sequence[int]) -> None:
        """Code several selected clippings, or else what a search finds in its order and is not coded yet."""

        def look() -> CodingWalk:
            return CodingWalk(self._library, selected if len(selected) > 1 else uncoded(self._library, query, sort))

        def work(report: Progress) -> CodingWalk:
            return undisturbed(look, report)

        self._aside.run(work, self.open, self.tr("Looking for what is not coded yet"), only_reads=True)

    def open(self, walk: CodingWalk) -> None:
        """Walk through clippings until a person leaves; say so where there is none."""
        from clipper.ui.dialogs.coding import CodingScreen

        if len(walk):
            CodingScreen.ask(self._library, walk, self._signals, self.linkRequested.emit, self._window)
        else:
            self.told.emit(self.tr("All of these have a tone and a prominence. Select some to code them again."))
