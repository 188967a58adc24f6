"""A library as a file to import from: a copy of it is exported on the way, so it is not changed, and may be open."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from clipper.library.backup import restore_backup
from clipper.library.exchange import export_library
from clipper.library.exchange_file import LIBRARY, ZIPPED
from clipper.library.library import Library
from clipper.library.working_folder import working_folder
from clipper.model.errors import WrongUsage
from clipper.model.progress import Progress


@contextmanager
def as_archives(paths: Sequence[Path], own: Path, progress: Progress | None = None) -> Iterator[list[Path]]:
    """Give exports, with archives in the place of libraries, which are gone after the block.

    Raises WrongUsage for the library `own` itself, EnvironmentProblem where one is damaged, newer or no library.
    """
    with working_folder() as folder:
        yield [
            _archive_of(path, own, folder / str(place), progress) if path.suffix.lower() == LIBRARY else path
            for place, path in enumerate(paths)
        ]


def _archive_of(path: Path, own: Path, folder: Path, progress: Progress | None) -> Path:
    if own.exists() and path.samefile(own):
        raise WrongUsage(f"{path.name} is this library itself. Nothing was imported.")
    folder.mkdir()
    copy, archive = folder / path.name, folder / f"{path.name}{ZIPPED}"
    restore_backup(path, copy)
    with Library.open(copy, create=False) as other:
        export_library(other, archive, progress)
    return archive
