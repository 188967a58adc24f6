"""Reading a sheet anew off the window's thread."""

from collections.abc import Callable
from functools import partial

from msgspec import Struct

from clipper.model.draft import FileReading
from clipper.model.progress import Progress
from clipper.ui.newest import IsWanted, Newest
from clipper.ui.tasks import Cancelled

Work = Callable[[Progress], FileReading]


class SheetRead(Struct, frozen=True):
    """A sheet as it was read, and what each of its columns holds first."""

    reading: FileReading
    samples: tuple[str, ...]


class SheetReader(Newest):
    """answered(SheetRead): the sheet as it was asked for last; failed(Exception): why it cannot be read so."""

    def __init__(self) -> None:
        super().__init__("sheet")

    def ask(self, work: Work) -> None:
        """Read by calling `work`; what was asked for before stops where it reports its progress next."""
        self._start(partial(_read, work))


def _read(work: Work, is_wanted: IsWanted) -> SheetRead:
    from clipper.capture.formats.table import samples

    def report(_done: int, _total: int) -> None:
        if not is_wanted():
            raise Cancelled

    reading = work(report)
    return SheetRead(reading, samples(reading.sheet) if reading.sheet else ())
