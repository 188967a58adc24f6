"""Files become readings, with progress, for the window and the command line alike; nothing is written here."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from clipper.capture import from_bytes, read
from clipper.model.draft import Known, Pasted, Reading
from clipper.model.errors import EnvironmentProblem, WrongUsage

Progress = Callable[[int, int], None]
"""Called with how many files are done and how many there are; an exception it raises ends the work."""


def read_files(
    paths: Sequence[Path], known: Known, today: date, progress: Progress | None = None
) -> list[tuple[Pasted, Reading]]:
    """Read files into drafts, in order.

    Raises WrongUsage for a file in which there is nothing to read, EnvironmentProblem for one that cannot be opened.
    """
    readings = []
    for done, path in enumerate(paths, start=1):
        pasted = from_bytes(_bytes_of(path), path.name)
        readings.append((pasted, _read(pasted, known, today)))
        if progress:
            progress(done, len(paths))
    return readings


def _read(pasted: Pasted, known: Known, today: date) -> Reading:
    try:
        return read(pasted, known, today)
    except WrongUsage as error:
        raise WrongUsage(f"{pasted.source}: {error}") from error


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise WrongUsage(f"There is no file {path}.") from None
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be read ({error.strerror}). Nothing was changed.") from error
