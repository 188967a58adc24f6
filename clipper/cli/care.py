"""Commands that keep a library safe: check, repair, backup, restore."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipper.cli.places import Choice, with_library

if TYPE_CHECKING:
    from clipper.library.library import Library

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("check")
@with_library
def check_command(library: "Library") -> None:
    """Check the library's file, all that was entered, and what follows from it: counts, lists and the search index."""
    from clipper.library.checking import check

    problems = check(library)
    for problem in problems:
        click.echo(problem, err=True)
    if problems:
        raise click.exceptions.Exit(1)
    click.echo(f"{library.path} is sound.")


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
@click.argument("file", type=_FILE)
@with_library
def backup_command(library: "Library", file: Path) -> None:
    """Write a verified copy of the library to FILE, also while it is open in a window."""
    from clipper.library.backup import backup

    for sentence in backup(library, file):
        click.echo(sentence, err=True)
    click.echo(f"Backup written and verified: {file}")


@click.command("restore")
@click.argument("file", type=_FILE)
@click.option("--library", "own_library", type=_FILE, hidden=True)
@click.pass_obj
def restore_command(choice: Choice, file: Path, own_library: Path | None) -> None:
    """Put a backup in the place of the library; the present file is set aside, not erased."""
    from clipper.library.backup import restore_backup

    target = own_library or choice.path
    aside = restore_backup(file, target)
    click.echo(f"Restored {target} from {file}." + (f" The former library is kept as {aside}." if aside else ""))


COMMANDS = (check_command, repair_command, backup_command, restore_command)
