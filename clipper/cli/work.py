"""Commands that change clippings: tag, undo, redo, purge."""

from typing import TYPE_CHECKING

import click

from clipper.cli.backups import erase_leftovers, see_to_backups, told_holders
from clipper.cli.find import QUERY_SETTINGS, QueryCommand, query_argument, read_query
from clipper.cli.places import with_library
from clipper.model.backup import Reason
from clipper.model.changes import Changes
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.query import Query
from clipper.places import unfinished_folder

if TYPE_CHECKING:
    from clipper.library.library import Library


@click.command("tag", cls=QueryCommand, context_settings=QUERY_SETTINGS)
@query_argument(read_query)
@click.option("--add", "added", multiple=True, metavar="TAG", help="Put this tag on every clipping found.")
@click.option("--remove", "removed", multiple=True, metavar="TAG", help="Take this tag off every clipping found.")
@with_library()
def tag_command(library: "Library", query: Query, added: tuple[str, ...], removed: tuple[str, ...]) -> None:
    """Add or remove tags on all clippings that a QUERY finds."""
    if not added and not removed:
        raise WrongUsage("Say what to do: --add TAG or --remove TAG.")
    ids = list(library.search(query).ids)
    if not ids:
        raise NotFound(" ".join(filter(None, ("No clipping matches; nothing was tagged.", query.remark))))
    if added and removed:
        changes = library.retag(ids, added, removed)
    else:
        changes = library.tag(ids, *added) if added else library.untag(ids, *removed)
    click.echo(f"{len(changes.clippings)} of {len(ids)} clippings changed")


@click.command("undo")
@with_library()
def undo_command(library: "Library") -> None:
    """Take back the last step, also one made in the window."""
    click.echo(f"Undone: {_about(library.undo())}")


@click.command("redo")
@with_library()
def redo_command(library: "Library") -> None:
    """Do again what was undone last."""
    click.echo(f"Done again: {_about(library.redo())}")


def _about(changes: Changes) -> str:
    """The title of the step that was taken back or done again."""
    return changes.step.parts()["step"] if changes.step else ""


@click.command("purge")
@click.argument("clipping_id", metavar="ID", type=int, required=False)
@click.option("--wastebasket", is_flag=True, help="Erase all that lies in the wastebasket, in place of one clipping.")
@click.option(
    "--backups",
    "also_backups",
    is_flag=True,
    help="Erase it from the library's backups, too; alone, all that was ever erased for good.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_library()
def purge_command(
    library: "Library", clipping_id: int | None, wastebasket: bool, also_backups: bool, yes: bool
) -> None:
    """Erase one clipping for good, or the wastebasket: texts, originals and history. This cannot be undone.

    With --backups alone, what was erased before goes from the library's backups, too.
    """
    from clipper.library import unfinished
    from clipper.library.backup_erasing import holders, uuids_of
    from clipper.library.backups import before
    from clipper.library.belonging import Note

    if clipping_id is None and also_backups and not wastebasket:
        erase_leftovers(library, yes=yes)
        return
    if (clipping_id is None) is not wastebasket:
        raise WrongUsage("Name the ID of one clipping, or --wastebasket for all that lies there. Nothing was erased.")
    if clipping_id is None:
        ids = list(library.search(Query.parse("is:deleted")).ids)
        what = "1 clipping" if len(ids) == 1 else f"{len(ids):,} clippings"
    else:
        ids, what = [clipping_id], f"“{_title(library, clipping_id, also_backups)}”"
    uuids = uuids_of(library, ids)
    if ids and not yes:
        also = "" if also_backups else told_holders(holders(library, uuids), "--backups")
        said = [f"Erase {what} for good?", _lost_with(library.issued_with(ids)), also, "This cannot be undone."]
        click.confirm(" ".join(filter(None, said)), abort=True, err=True)
    for sentence in before(library, Reason.DELETION, len(ids)):
        click.echo(sentence, err=True)
    names = unfinished.names_to_forget(library, ids)
    shelf = unfinished.Shelf(unfinished_folder(), library.path)
    with library.store.reading() as connection:
        shelf.take_along(Note.of(library.path, connection))
    reports = library.purge(ids)
    shelf.forget(names, uuids)
    also = f", and the content of {_issued(reports)}" if reports else ""
    click.echo(f"Erased {what}{also}")
    if ids:
        see_to_backups(library, uuids, erases=also_backups)


def _title(library: "Library", clipping_id: int, also_backups: bool) -> str:
    try:
        return library.get(clipping_id).title
    except NotFound as error:
        if not also_backups:
            raise
        raise NotFound(
            f"{error} “clipper purge --backups” erases from the backups what was deleted for good before."
        ) from error


def _lost_with(reports: int) -> str:
    loses = "loses its" if reports == 1 else "lose their"
    return f"{_issued(reports)} {loses} content and files with it." if reports else ""


def _issued(reports: int) -> str:
    return "1 issued report" if reports == 1 else f"{reports:,} issued reports"
