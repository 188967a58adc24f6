"""Counting what a search finds off the window's thread."""

from collections.abc import Callable
from functools import partial

from clipper.library.search import SearchInterrupted
from clipper.model.query import Query
from clipper.ui.newest import IsWanted, Newest
from clipper.ui.tasks import Cancelled


class Counter(Newest):
    """answered(object): what was counted for the newest query; failed(Exception): why that is not known."""

    def __init__(self, count: Callable[[Query], object]) -> None:
        super().__init__("count")
        self._count = count

    def ask(self, query: Query) -> None:
        """Count for a query."""
        self._start(partial(self._counted, query))

    def _counted(self, query: Query, is_wanted: IsWanted) -> object:
        while is_wanted():
            try:
                return self._count(query)
            except SearchInterrupted:
                continue  # by another search of the window: it is still to be counted
        raise Cancelled
