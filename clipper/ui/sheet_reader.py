"""Reading a sheet anew off the window's thread: the newest choice wins, answers to older ones are thrown away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal

from clipper.model.draft import FileReading


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet as it was read, and what each of its columns holds first."""

    reading: FileReading
    samples: tuple[str, ...]


class SheetReader(QObject):
    """Reads one way at a time.

    read(SheetRead): the sheet as it was asked for last. failed(Exception): why it cannot be read so.
    """

    read = Signal(object)
    failed = Signal(object)
    _answered = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._serial = 0
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sheet")
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(self, work: Callable[[], FileReading]) -> None:
        """Read by calling `work`; what was asked before and is not read yet is not read any more."""
        self._serial += 1
        self._executor.submit(self._run, self._serial, work)

    def stop(self) -> None:
        """Wait for what is being read, and tell nothing of it."""
        self._serial += 1
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _run(self, serial: int, work: Callable[[], FileReading]) -> None:
        from clipper.capture.formats.table import samples

        if serial != self._serial:
            return
        try:
            reading = work()
            held = samples(reading.sheet) if reading.sheet else ()
            self._answered.emit(serial, SheetRead(reading, held))
        except Exception as error:  # whatever it is, the window's thread has to hear of it
            self._answered.emit(serial, error)

    def _deliver(self, serial: int, answer: object) -> None:
        if serial != self._serial:
            return
        if isinstance(answer, Exception):
            self.failed.emit(answer)
        else:
            self.read.emit(answer)
