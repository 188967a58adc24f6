"""All backups that there are of a library: its own, and those that were made of it, or of a copy of it, elsewhere."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from clipper import places
from clipper.library.backup_facts import listed
from clipper.library.backup_places import folder_in, folder_of
from clipper.library.belonging import Note, is_gone
from clipper.model.backup import Backup
from clipper.model.errors import EnvironmentProblem
from clipper.model.values import replace


def backups_of(library: Path) -> list[Backup]:
    """Return the backups of a library, newest first; those made of it elsewhere say of which place they are.

    Raises EnvironmentProblem where the folder of its own cannot be read.
    """
    found = [*listed(folder_of(library)), *_from_elsewhere(library)]
    return sorted(found, key=lambda one: one.order, reverse=True)


def of_former_places(library: Path) -> list[Backup]:
    """Return the backups that were made of a library where it is no more, so that nobody else has them for theirs."""
    return [one for one in _from_elsewhere(library) if one.place is not None and is_gone(one.place)]


def _from_elsewhere(library: Path) -> Iterator[Backup]:
    note, own = Note.of_file(library), folder_of(library)
    for usual in _folders():
        folder = folder_in(usual)
        there = Note.read(folder)
        if folder != own and note is not None and there is not None and note.is_of_same(there):
            with suppress(EnvironmentProblem):
                yield from (replace(one, place=there.library) for one in listed(folder))


def _folders() -> list[Path]:
    try:
        return sorted(one for one in places.backups_folder().iterdir() if one.is_dir())
    except OSError:
        return []
