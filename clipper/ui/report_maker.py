"""Making reports off the window's thread: the newest choices win, answers to older ones are thrown away."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from typing import Any, cast

from msgspec import Struct, field
from PySide6.QtCore import QObject, Qt, Signal

from clipper import reports
from clipper.library.library import Library
from clipper.library.search import SearchInterrupted
from clipper.model.period import Period
from clipper.model.report import ReportIssue
from clipper.reports.checklist import Missing, checklist
from clipper.reports.coverage import Coverage, covered
from clipper.reports.making import Draft, composed, fitting
from clipper.reports.rendering import Pdf, RenderingCancelled, renderer
from clipper.reports.writers import pdf
from clipper.ui.patience import patiently


class Choices(Struct, frozen=True):
    """What a report is made of, and how; `texts` by staff are being written and not kept yet, by their keys."""

    period: Period
    definition: reports.Definition
    texts: Mapping[str, str] = field(default_factory=dict)


class Finished(Struct, frozen=True):
    """A report and its pages, whose links lead to what is behind its figures."""

    draft: Draft
    pdf: Pdf

    @property
    def report(self) -> reports.Report:
        """The report itself."""
        return self.draft.report


class _Wanted:
    """A library that reads nothing more for a report that nobody waits for: it raises SearchInterrupted then."""

    def __init__(self, library: Library, is_wanted: Callable[[], bool]) -> None:
        self._library, self._is_wanted = library, is_wanted

    def __getattr__(self, name: str) -> Any:
        if not self._is_wanted():
            raise SearchInterrupted
        return getattr(self._library, name)


class ReportMaker(QObject):
    """Makes one report at a time.

    counted((Draft, list[Missing])): what the newest choices come to. made(Finished): the report and its pages.
    failed(Exception): why there are none.
    """

    counted = Signal(object)
    made = Signal(object)
    failed = Signal(object)
    _answered = Signal(int, str, object)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._serial = 0
        self._is_over = False
        self._counted: tuple[tuple[object, ...], Coverage, list[Missing]] | None = None
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="report")
        self._signals = {"counted": self.counted, "made": self.made, "failed": self.failed}
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._executor.submit(renderer().warm)

    def make(self, choices: Choices) -> None:
        """Make the report of these choices; one that is being made is not shown any more."""
        self._serial += 1
        self._submit(self._run, self._serial, choices)

    def forget(self) -> None:
        """Count anew for what is asked next: the library changed."""
        self._submit(self._forget)

    def _submit(self, work: Callable[..., None], *given: object) -> None:
        # Something may change in the library, or a choice come due, while the window waits for the thread to end.
        if not self._is_over:
            self._executor.submit(work, *given)

    def stop(self) -> None:
        """Give up what is being made and wait for the thread, before the library is closed; nothing is made after."""
        self._is_over = True
        self._serial += 1
        self._library.interrupt_search()
        renderer().cancel()
        patiently(self._library, partial(self._executor.shutdown, wait=True, cancel_futures=True))

    def _forget(self) -> None:
        self._counted = None

    def _run(self, serial: int, choices: Choices) -> None:
        try:
            drafted = self._undisturbed(serial, choices)
            if drafted is None:
                return
            self._answered.emit(serial, "counted", drafted)
            self._set_pages(serial, drafted[0])
        except Exception as error:  # whatever it is, the window's thread has to hear of it
            self._answered.emit(serial, "failed", error)

    def _set_pages(self, serial: int, draft: Draft) -> None:
        """Set the pages; once more where somebody cancelled an export and the child was at these."""
        while serial == self._serial:
            try:
                pages = pdf.make(draft.report, draft.template, preview=True)
            except RenderingCancelled:
                continue
            self._answered.emit(serial, "made", Finished(draft, pages))
            return

    def _undisturbed(self, serial: int, choices: Choices) -> tuple[Draft, list[Missing]] | None:
        """Begin anew where a search of the main window came between; None where nobody waits any more."""
        wanted = cast(Library, _Wanted(self._library, lambda: serial == self._serial))
        while serial == self._serial:
            try:
                return self._draft(wanted, choices)
            except SearchInterrupted:
                continue
        return None

    def _draft(self, library: Library, choices: Choices) -> tuple[Draft, list[Missing]]:
        definition, period = fitting(choices.definition), choices.period
        kept = library.report_texts(definition.uuid, period, definition.language, definition.audience)
        texts = {key: text for key, text in {**kept, **choices.texts}.items() if text}
        coverage, missing = self._count(library, definition, period)
        return composed(library, definition, coverage, ReportIssue(date.today(), texts)), missing

    def _count(
        self, library: Library, definition: reports.Definition, period: Period
    ) -> tuple[Coverage, list[Missing]]:
        """Count, unless the same was counted last: most choices only show it in another way."""
        asked = period, definition.query, definition.kind, definition.audience
        if self._counted is None or self._counted[0] != asked:
            coverage = covered(library, definition, period)
            self._counted = asked, coverage, checklist(library, coverage)
        return self._counted[1:]

    def _deliver(self, serial: int, kind: str, answer: object) -> None:
        """Pass on what is still asked for; newer choices may have come while the answer was on its way."""
        if serial == self._serial:
            self._signals[kind].emit(answer)
