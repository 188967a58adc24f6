"""Commands that keep a library safe: check, repair, backup, restore."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipper.cli.backups import backup_named
from clipper.cli.places import Choice, with_library
from clipper.cli.progress import show_progress
from clipper.model.backup import Reason

if TYPE_CHECKING:
    from clipper.library.library import Library

_FILE = click.Path(path_type=Path, dir_okay=False, readable=False)


@click.command("check")
@with_library(only_reads=True)
def check_command(library: "Library") -> None:
    """Check the library's file, all that was entered, and what follows from it: counts, lists and the search index."""
    from clipper.library.checking import check
    from clipper.library.counting import counted

    problems = check(library)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.exceptions.Exit(1)
    with library.store.reading() as connection:
        click.echo(f"{library.path} is sound: {counted(connection).words}.")


@click.command("repair")
@click.option("--into", type=_FILE, help="Write the repaired library here, and leave the damaged one in its place.")
@click.option("--backup", "backups", type=_FILE, multiple=True, help="Look here for what is damaged; newest first.")
@click.option("--library", "own_library", type=_FILE, hidden=True)
@click.pass_obj
def repair_command(choice: Choice, into: Path | None, backups: tuple[Path, ...], own_library: Path | None) -> None:
    """Save what can be read of a damaged library into a sound one; the damaged file is kept, not erased."""
    from clipper.library.repair import repair

    repaired = repair(own_library or choice.path, into, backups)
    for sentence in repaired.told:
        click.echo(sentence, err=True)
    click.echo(repaired.summary)


@click.command("backup")
@click.argument("file", type=_FILE, required=False)
@with_library(only_reads=True)
def backup_command(library: "Library", file: Path | None) -> None:
    """Write a verified copy of the library to FILE, else among its backups, also while it is open in a window."""
    written, sentences = _back_up(library, file)
    for sentence in sentences:
        click.echo(sentence, err=True)
    click.echo(f"Backup written and verified: {written}")


def _back_up(library: "Library", file: Path | None) -> tuple[Path, list[str]]:
    from clipper.library.backup import backup
    from clipper.library.backup_damage import also_damaged
    from clipper.library.backup_places import folder_of
    from clipper.library.backups import make

    if file is not None:
        return file, [*backup(library, file), *also_damaged(library)]
    made = make(library, folder_of(library.path), Reason.ASKED)
    return made.backup.path, [*made.sentences, *also_damaged(library)]


@click.command("restore")
@click.argument("file", type=_FILE)
@click.option("--library", "own_library", type=_FILE, hidden=True)
@click.pass_obj
def restore_command(choice: Choice, file: Path, own_library: Path | None) -> None:
    """Put a backup in the place of the library; the present file is set aside, not erased.

    FILE is a file, or the name of one that “clipper backups” lists.
    """
    from clipper.library.backup import restore_backup

    target = own_library or choice.path
    file = backup_named(target, file)
    restored = restore_backup(file, target)
    kept = f" The former library is kept as {restored.aside}." if restored.aside else ""
    click.echo(" ".join([f"Restored {target} from {file}.{kept}", *restored.sentences]))


@click.command("diagnostics")
@with_library(only_reads=True)
def diagnostics_command(library: "Library") -> None:
    """Tell versions, places and checks for a bug report, and nothing that the library holds."""
    from clipper import diagnostics

    click.echo(diagnostics.as_text(diagnostics.examine(library, show_progress)), nl=False)
