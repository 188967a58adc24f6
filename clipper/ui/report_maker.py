"""Making reports off the window's thread: the newest choices win, answers to older ones are thrown away."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal

from clipper import reports
from clipper.library.library import Library
from clipper.library.search import SearchInterrupted
from clipper.model.period import Period
from clipper.reports import making
from clipper.reports.checklist import checklist
from clipper.reports.making import Draft
from clipper.reports.rendering import Pdf, RenderingCancelled, renderer
from clipper.reports.writers import pdf


@dataclass(frozen=True, slots=True)
class Choices:
    """What a report is made of, and how."""

    period: Period
    definition: reports.Definition


@dataclass(frozen=True, slots=True)
class Finished:
    """A report and its pages, whose links lead to what is behind its figures."""

    draft: Draft
    pdf: Pdf

    @property
    def report(self) -> reports.Report:
        """The report itself."""
        return self.draft.report


class ReportMaker(QObject):
    """Makes one report at a time.

    counted((Coverage, list[Missing])): what the newest choices come to. made(Finished): the report and its pages.
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
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="report")
        self._signals = {"counted": self.counted, "made": self.made, "failed": self.failed}
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._executor.submit(renderer().warm)

    def make(self, choices: Choices) -> None:
        """Make the report of these choices; one that is being made is not shown any more."""
        self._serial += 1
        self._executor.submit(self._run, self._serial, choices)

    def stop(self) -> None:
        """Give up what is being made and wait for the thread, before the library is closed."""
        self._serial += 1
        self._library.interrupt_search()
        renderer().cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _run(self, serial: int, choices: Choices) -> None:
        if serial != self._serial:
            return
        try:
            draft = making.draft(self._library, choices.definition, choices.period, date.today())
            missing = checklist(self._library, draft.coverage)
            self._answered.emit(serial, "counted", (draft.coverage, missing))
            if serial == self._serial:
                pages = pdf.make(draft.report, draft.template, preview=True)
                self._answered.emit(serial, "made", Finished(draft, pages))
        except (SearchInterrupted, RenderingCancelled):
            return
        except Exception as error:  # whatever it is, the window's thread has to hear of it
            self._answered.emit(serial, "failed", error)

    def _deliver(self, serial: int, kind: str, answer: object) -> None:
        """Pass on what is still asked for; newer choices may have come while the answer was on its way."""
        if serial == self._serial:
            self._signals[kind].emit(answer)
