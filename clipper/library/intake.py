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
        pasted = from_bytes(bytes_of(path), path.name)
        readings.append((pasted, read_paste(pasted, known, today)))
        if progress:
            progress(done, len(paths))
    return readings


def read_paste(pasted: Pasted, known: Known, today: date) -> Reading:
    """Read a paste into drafts; raises WrongUsage, naming the file it came from, where there is nothing to read."""
    try:
        return read(pasted, known, today)
    except WrongUsage as error:
        raise WrongUsage(f"{pasted.source}: {error}" if pasted.source else str(error)) from error


def bytes_of(path: Path) -> bytes:
    """Return what a file holds; raises WrongUsage where there is none, EnvironmentProblem where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise WrongUsage(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise WrongUsage(f"{path} is a folder. Name the files in it.") from None
    except OSError as error:
        raise EnvironmentProblem(f"{path} cannot be read ({error.strerror}). Nothing was changed.") from error
