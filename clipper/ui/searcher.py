"""Searching on a thread of its own: rows first, counts after, and every newer question interrupts the one before."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal

from clipper.library.library import Library
from clipper.library.people_counts import COUNTED
from clipper.library.search import Hits, SearchInterrupted, Sort
from clipper.model.query import Query
from clipper.model.term import Term

FIRST = 64
"""So many rows are told before all: more than a window shows."""


class Searcher(QObject):
    """Answers one question at a time, the newest; answers to older ones are thrown away.

    found(Query, Hits): the rows of the newest question, maybe the first of them before all. counted(Query, Facets): the
    counts that belong to them. peopleCounted(Query, PeopleCounts): of a search that ends with a reporter, or with what
    somebody does there, and where it is asked for, the counts of these people. savedCounted(Query, dict): how many
    clippings each saved search finds, by name. failed(Query, Exception): what kept the newest question from being
    answered.
    """

    found = Signal(object, object)
    counted = Signal(object, object)
    peopleCounted = Signal(object, object)  # noqa: N815
    savedCounted = Signal(object, object)  # noqa: N815
    failed = Signal(object, object)
    _answered = Signal(int, str, object, object)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._serial = 0
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")
        self._signals = {
            "found": self.found,
            "counted": self.counted,
            "people": self.peopleCounted,
            "saved": self.savedCounted,
            "failed": self.failed,
        }
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(self, query: Query, sort: Sort, *, first: bool) -> None:
        """Search for a query; whatever was being searched for is interrupted.

        With `first` some rows are told before all are known, which in a large library takes longer.
        """
        self._start(query, partial(self._search, query, sort, first))

    def count(self, query: Query) -> None:
        """Count for a query whose rows are shown already."""
        self._start(query, lambda: iter(()))

    def count_people(self, query: Query) -> None:
        """Count the people in what a query finds, whose counts are told already."""
        self._executor.submit(self._run_people, self._serial, query)

    def _search(self, query: Query, sort: Sort, first: bool) -> Iterator[Hits]:
        some = self._library.first(query, sort, FIRST) if first else None
        if some is not None:
            yield some
        if some is None or not some.is_whole:
            yield self._library.search(query, sort)

    def _start(self, query: Query, search: Callable[[], Iterator[Hits]]) -> None:
        self._serial += 1
        self._library.interrupt_search()
        self._executor.submit(self._run, self._serial, query, search)

    def stop(self) -> None:
        """Interrupt and wait, before the library is closed."""
        self._serial += 1
        self._library.interrupt_search()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _run(self, serial: int, query: Query, search: Callable[[], Iterator[Hits]]) -> None:
        try:
            for hits in search() if serial == self._serial else ():
                self._answered.emit(serial, "found", query, hits)
                if serial != self._serial:
                    return
            if serial == self._serial:
                self._answered.emit(serial, "counted", query, self._library.facets(query))
            if serial == self._serial and _ends_with_somebody(query):
                self._answered.emit(serial, "people", query, self._library.people_counts(query))
            if serial == self._serial:
                self._answered.emit(serial, "saved", query, self._library.saved_counts())
        except SearchInterrupted:
            return
        except Exception as error:  # whatever it is, the window's thread has to hear of it
            self._answered.emit(serial, "failed", query, error)

    def _run_people(self, serial: int, query: Query) -> None:
        with suppress(SearchInterrupted):
            if serial == self._serial:
                self._answered.emit(serial, "people", query, self._library.people_counts(query))

    def _deliver(self, serial: int, kind: str, query: Query, answer: object) -> None:
        """Pass on what is still asked for; a newer question may have come while the answer was on its way."""
        if serial == self._serial:
            self._signals[kind].emit(query, answer)


def _ends_with_somebody(query: Query) -> bool:
    last = query.parts[-1] if query.parts else None
    return isinstance(last, Term) and last.field in COUNTED
