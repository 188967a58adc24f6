"""Searching on a thread of its own: rows first, counts after, and every newer question interrupts the one before."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

from PySide6.QtCore import QObject, Qt, Signal

from clipper.library.library import Library
from clipper.library.people_counts import COUNTED
from clipper.library.search import SearchInterrupted, Sort
from clipper.model.query import Query
from clipper.model.term import Term

FIRST = 64
"""So many rows are told before all: more than a window shows."""

Answer = tuple[str, object]
"""What is told, by the name of its signal, and the answer."""


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
        self._start(query, chain(self._rows(query, sort, first), self._counts(query)))

    def count(self, query: Query) -> None:
        """Count for a query whose rows are shown already."""
        self._start(query, self._counts(query))

    def count_people(self, query: Query) -> None:
        """Count the people in what a query finds, whose counts are told already."""
        self._executor.submit(self._run, self._serial, query, self._people(query))

    def _rows(self, query: Query, sort: Sort, first: bool) -> Iterator[Answer]:
        some = self._library.first(query, sort, FIRST) if first else None
        if some is not None:
            yield "found", some
        if some is None or not some.is_whole:
            yield "found", self._library.search(query, sort)

    def _counts(self, query: Query) -> Iterator[Answer]:
        yield "counted", self._library.facets(query)
        if _ends_with_somebody(query):
            yield from self._people(query)
        yield "saved", self._library.saved_counts()

    def _people(self, query: Query) -> Iterator[Answer]:
        yield "people", self._library.people_counts(query)

    def _start(self, query: Query, answers: Iterator[Answer]) -> None:
        self._serial += 1
        self._library.interrupt_search()
        self._executor.submit(self._run, self._serial, query, answers)

    def stop(self) -> None:
        """Interrupt and wait, before the library is closed."""
        self._serial += 1
        self._library.interrupt_search()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _run(self, serial: int, query: Query, answers: Iterator[Answer]) -> None:
        """Tell answers one after another as they are worked out, as long as nothing newer is asked for."""
        try:
            for kind, answer in answers if serial == self._serial else ():
                self._answered.emit(serial, kind, query, answer)
                if serial != self._serial:
                    return
        except SearchInterrupted:
            return
        except Exception as error:  # whatever it is, the window's thread has to hear of it
            self._answered.emit(serial, "failed", query, error)

    def _deliver(self, serial: int, kind: str, query: Query, answer: object) -> None:
        """Pass on what is still asked for; a newer question may have come while the answer was on its way."""
        if serial == self._serial:
            self._signals[kind].emit(query, answer)


def _ends_with_somebody(query: Query) -> bool:
    last = query.parts[-1] if query.parts else None
    return isinstance(last, Term) and last.field in COUNTED
