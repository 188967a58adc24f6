"""Files that are written wholly or not at all: beside their place first, then put there in one go."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from clipper.model.errors import EnvironmentProblem


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; after the block it takes the place of `path`, on the disk for certain.

    When the block raises, nothing is left of it and a file that was there stays as it was. Raises EnvironmentProblem
    where the disk or the folder is in the way.
    """
    if path.is_dir():
        raise EnvironmentProblem(f"{path} is a folder. Choose a name for the file.")
    beside = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        try:
            yield beside
            put_in_place(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            f"{path} cannot be written ({error.strerror or error}). What was there before is as it was; "
            "choose another place or free some space."
        ) from error


def put_in_place(source: Path, target: Path) -> None:
    """Give a finished file its name; after a power cut there is either the old or the new file, never a part of one."""
    with source.open("rb+") as file:
        os.fsync(file.fileno())
    source.replace(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
