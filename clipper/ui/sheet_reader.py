"""Reading a sheet anew off the window's thread: the newest choice wins, answers to older ones are thrown away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from clipper.model.draft import FileReading
from clipper.model.progress import Progress
from clipper.ui.tasks import Cancelled


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet as it was read, and what each of its columns holds first."""

    reading: FileReading
    samples: tuple[str, ...]


class SheetReader(QObject):
    """Reads one way at a time; it outlives whom it reads for, until its thread has come to an end.

    read(SheetRead): the sheet as it was asked for last. failed(Exception): why it cannot be read so.
    """

    read = Signal(object)
    failed = Signal(object)
    _answered = Signal(int, object)
    _ended = Signal()

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self._serial = 0
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sheet")
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._leave, Qt.ConnectionType.QueuedConnection)

    def ask(self, work: Callable[[Progress], FileReading]) -> None:
        """Read by calling `work`; what was asked for before stops where it reports its progress next."""
        self._serial += 1
        self._executor.submit(self._run, self._serial, work)

    def stop(self) -> None:
        """Stop what is being read, tell nothing of it, and keep nobody waiting for that."""
        self._serial += 1
        self._executor.submit(self._ended.emit)

    def _run(self, serial: int, work: Callable[[Progress], FileReading]) -> None:
        from clipper.capture.formats.table import samples

        def report(_done: int, _total: int) -> None:
            if serial != self._serial:
                raise Cancelled

        try:
            report(0, 0)
            reading = work(report)
            held = samples(reading.sheet) if reading.sheet else ()
            self._answered.emit(serial, SheetRead(reading, held))
        except Cancelled:
            return
        except Exception as error:  # whatever it is, the window's thread has to hear of it
            self._answered.emit(serial, error)

    def _deliver(self, serial: int, answer: object) -> None:
        if serial != self._serial:
            return
        if isinstance(answer, Exception):
            self.failed.emit(answer)
        else:
            self.read.emit(answer)

    def _leave(self) -> None:
        """Go once the thread has returned from its last signal: deleted before, this would go under its feet."""
        self._executor.shutdown()
        self.deleteLater()
