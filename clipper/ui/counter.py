"""Counting off the window's thread: what a search finds, how often somebody was quoted."""

from collections.abc import Callable
from functools import partial
from typing import Any

from clipper.library.search import SearchInterrupted
from clipper.ui.newest import IsWanted, Newest
from clipper.ui.tasks import Cancelled


class Counter(Newest):
    """answered(object): what was counted of what was asked last; failed(Exception): why that is not known."""

    def __init__(self, count: Callable[[Any], object]) -> None:
        super().__init__("count")
        self._count = count

    def ask(self, asked: object) -> None:
        """Count for a query, or whatever else is counted."""
        self._start(partial(self._counted, asked))

    def _counted(self, asked: object, is_wanted: IsWanted) -> object:
        while is_wanted():
            try:
                return self._count(asked)
            except SearchInterrupted:
                continue  # by another search of the window: it is still to be counted
        raise Cancelled
