"""Keeping the backups of a library in another folder, and taking along those that there are."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from clipper.library import backup_facts, belonging, contents
from clipper.library.backup_places import CHOSEN, folder_of, name_for, usual_folder_of
from clipper.library.backups import held, sweep
from clipper.library.belonging import Note
from clipper.library.copying import shared_by, tell_nobody
from clipper.library.safe_file import replacing
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.progress import Progress


def choose(library: Path, around: Path | None, progress: Progress = tell_nobody) -> Path:
    """Keep the backups of a library in a folder within `around`, None for the usual one, and take them along.

    Returns that folder. Raises WrongUsage for the folder of the library itself, EnvironmentProblem where the folder
    cannot be written; then all is where it was.
    """
    usual = usual_folder_of(library)
    before, after = folder_of(library), around / name_for(library) if around else usual
    if around is not None and around.resolve() == library.resolve().parent:
        raise WrongUsage(
            f"{around} is the folder of the library: what happens to that would happen to its backups, too. "
            "Choose another folder."
        )
    if before == after:
        return after
    with held(after):
        _copy_all(before, after, progress)
        _remember(usual, after)
    _remove_all(before)
    return after


def _remember(usual: Path, chosen: Path) -> None:
    if usual == chosen:
        (usual / CHOSEN).unlink(missing_ok=True)
        return
    usual.mkdir(exist_ok=True)
    with replacing(usual / CHOSEN) as beside:
        beside.write_bytes(os.fsencode(chosen))


def _copy_all(before: Path, after: Path, progress: Progress) -> None:
    if not before.is_dir():
        return
    with held(before):
        shared = shared_by(before / "any")
        files = [file for backup in backup_facts.listed(before) for file in backup_facts.files_of(backup)]
        for done, file in enumerate(files):
            progress(done, len(files))
            _copy(file, after / file.name)
        contents.copy_beside(shared, shared_by(after / "any"), contents.hashes_beside(shared))
        if note := Note.read(before):
            note.write(after)


def _copy(file: Path, target: Path) -> None:
    with replacing(target) as beside:
        # With its time, by which the note beside a backup is known to be about it.
        shutil.copy2(file, beside)
        if beside.stat().st_size != file.stat().st_size:
            raise EnvironmentProblem(f"{file} could not be copied whole. The backups are where they were.")


def _remove_all(folder: Path) -> None:
    """What cannot be removed stays as a further copy."""
    with suppress(EnvironmentProblem, OSError):
        with held(folder):
            for backup in backup_facts.listed(folder):
                backup_facts.remove(backup)
            (folder / belonging.NAME).unlink(missing_ok=True)
            # Whoever gave a backup another name there still needs what it shares.
            sweep(folder)
        folder.rmdir()
