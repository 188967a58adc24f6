"""The command that lists the backups of a library, and how other commands speak of them."""

import json
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from clipper.cli.places import Choice
from clipper.cli.progress import show_progress
from clipper.model.attachment import write_size
from clipper.model.backup import REASON_WORDS, Backup
from clipper.model.errors import EnvironmentProblem, NotFound, WrongUsage

if TYPE_CHECKING:
    from clipper.library.library import Library


@click.command("backups")
@click.option("--library", "own_library", type=click.Path(path_type=Path, dir_okay=False, readable=False), hidden=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def backups_command(choice: Choice, own_library: Path | None, as_json: bool) -> None:
    """List the backups that were made of the library, newest first, with what they hold."""
    library = own_library or choice.path
    found = _backups_of(library)
    if not found and not library.exists():
        raise EnvironmentProblem(f"There is no library at {library}, and no backup of one that was there.")
    if not found:
        raise NotFound("There is no backup of this library yet. “clipper backup” makes one.")
    for backup in found:
        click.echo(json.dumps(_values(backup)) if as_json else _line(backup))


def backup_named(library: Path, wanted: Path) -> Path:
    """Return the file that a person means: one that there is, else the backup of that name in the list.

    Raises WrongUsage for neither.
    """
    # Its own last, so that theirs count where two have one name.
    found = sorted(_backups_of(library), key=lambda one: one.place is None)
    named = {backup.name: backup.path for backup in found}
    if wanted.exists() or wanted.name != str(wanted):
        return wanted
    if (name := wanted.name.removesuffix(".clipper")) in named:
        return named[name]
    raise WrongUsage(f"There is no file {wanted}, and no backup of that name. “clipper backups” lists those there are.")


def see_to_backups(library: "Library", uuids: Collection[str], *, erases: bool) -> None:
    """Erase from the backups that hold them clippings that were just erased, or say how that is done later."""
    from clipper.library.backup_erasing import holders, told_out_of_reach

    files = holders(library, uuids)
    out_of_reach = told_out_of_reach(library)
    if out_of_reach:
        click.echo(f"{out_of_reach} “clipper purge --backups” erases it there then.", err=True)
    if erases:
        _erase_from(library, files, uuids)
    elif files:
        click.echo(told_holders(files, "“clipper purge --backups”"))
    if erases and out_of_reach:
        raise click.exceptions.Exit(1)


def erase_leftovers(library: "Library", *, yes: bool) -> None:
    """Erase from the backups what was ever erased for good from the library; raises NotFound where they hold nothing.

    Asks first, unless `yes`.
    """
    from clipper.library.backup_erasing import leftovers

    uuids, files = leftovers(library)
    if not files:
        raise NotFound("No backup holds anything that was deleted for good. Nothing was erased.")
    what = "1 clipping" if len(uuids) == 1 else f"{len(uuids):,} clippings"
    # What is only damaged is named, and nothing goes.
    if uuids and not yes:
        question = f"Erase {what} that you deleted for good from {_counted(len(files))}, too? This cannot be undone."
        click.confirm(question, abort=True, err=True)
    _erase_from(library, files, uuids, f"{what} ")


def told_holders(files: Sequence[Path], way: str) -> str:
    """Return a sentence about the backups that hold clippings and keep them, "" where none does."""
    keep = "keeps" if len(files) == 1 else "keep"
    return f"{_counted(len(files))} {keep} it; {way} erases it there, too." if files else ""


def _backups_of(library: Path) -> list[Backup]:
    from clipper.library.backup_lists import backups_of

    return backups_of(library)


def _erase_from(library: "Library", files: Sequence[Path], uuids: Collection[str], what: str = "") -> None:
    """Erase clippings from the backups that hold one, and say of how many; those that it fails for are named."""
    from clipper.library.backup_erasing import erase

    failed = erase(library, files, uuids, show_progress)
    # Some may still be where it failed.
    click.echo(f"Erased {'' if failed else what}from {_counted(len(files) - len(failed))}")
    if failed:
        for sentence in (*failed, "Once that is mended, “clipper purge --backups” erases it there."):
            click.echo(sentence, err=True)
        raise click.exceptions.Exit(1)


def _counted(count: int) -> str:
    return "1 backup" if count == 1 else f"{count:,} backups"


def _line(backup: Backup) -> str:
    if not backup.is_sound:
        return f"{backup.name:32} damaged, or it cannot be read now"
    newest = f", newest of {backup.held.newest}" if backup.held.newest else ""
    holds = f"{backup.held.counted.words}{newest}, {write_size(backup.size)}"
    return f"{backup.name:32} {REASON_WORDS[backup.reason]}: {holds}{f', of {backup.place}' if backup.place else ''}"


def _values(backup: Backup) -> dict[str, object]:
    return {
        "name": backup.name,
        "file": str(backup.path),
        "made": backup.made.isoformat(),
        "reason": backup.reason,
        "clippings": backup.held.counted.shown,
        "rejected": backup.held.counted.rejected,
        "deleted": backup.held.counted.deleted,
        "newest": backup.held.newest.isoformat() if backup.held.newest else None,
        "size": backup.size,
        "program": backup.program or None,
        "sound": backup.is_sound,
        "of": str(backup.place) if backup.place else None,
    }
