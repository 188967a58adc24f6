"""Keeping a library safe: verified copies while it is in use, putting a copy back, and looking for damage."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, false, select
from sqlalchemy.exc import DBAPIError

from clipper.library import clippings
from clipper.library.library import Library
from clipper.library.safe_file import replacing
from clipper.library.search_keys import search_id_of
from clipper.library.store import sqlite
from clipper.library.store.engine import VERSION
from clipper.library.store.keeper import Keeper
from clipper.library.store.tables import ClippingRow
from clipper.model.clipping import Clipping
from clipper.model.errors import EnvironmentProblem, WrongUsage

_PAGE = 500
_BESIDE = ("", "-wal", "-shm")
"""What may lie beside a library that was not closed: its last writes."""


def backup(library: Library, path: Path) -> None:
    """Write a whole copy of the library, as it is at this moment, and verify it; also while others write.

    A former backup at `path` is replaced once the copy is sound. Raises WrongUsage where that is the library itself or
    a file of another kind, EnvironmentProblem where the copy cannot be written; the library is not touched.
    """
    if path.exists() and path.samefile(library.path):
        raise WrongUsage(f"{path} is the library itself. Choose another file for the backup.")
    if path.is_file() and not _is_database(path):
        raise WrongUsage(f"{path} is another kind of file. Nothing was written; choose another name for the backup.")
    with replacing(path) as beside:
        _copy(library.path, beside)


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) in (b"SQLite format 3\0", b"")


def restore_backup(path: Path, library_path: Path, *, now: datetime | None = None) -> Path | None:
    """Put a backup in the place of a library; returns where the former one was set aside, None where there was none.

    The backup itself stays as it is. Raises EnvironmentProblem, with everything as it was, when the backup is damaged,
    newer or no library, or when the library is in use.
    """
    _require_backup(path, library_path)
    keeper = Keeper.take(library_path)
    if keeper is None:
        raise EnvironmentProblem(f"{library_path} is in use. Close its window and try again; nothing was changed.")
    aside = None
    try:
        with replacing(library_path) as beside:
            _copy(path, beside)
            aside = _set_aside(library_path, now or datetime.now())
    except BaseException:
        if aside:
            _move(aside, library_path)
        raise
    finally:
        keeper.release()
    return aside


def check(library: Library) -> list[str]:
    """Return what is wrong with a library as sentences; none when it is sound.

    Looks at the file's structure, at links between rows, at every clipping's text, which no database can vouch for,
    and at the search index.
    """
    with library.store.reading() as connection:
        found = [sentence for examine in (_structure, _links, _texts) for sentence in _examined(connection, examine)]
    # SQLite looks into the index only for one who may write; nobody else has to wait for all the rest.
    with library.store.writing() as connection:
        return found + _examined(connection, _index)


def _copy(source: Path, target: Path) -> None:
    with sqlite.plain_errors(source), closing(sqlite.connect_source(source)) as connection:
        if sqlite.damage(connection):
            raise EnvironmentProblem(sqlite.DAMAGED.format(path=source))
        with sqlite.plain_errors(target.parent):
            sqlite.copy_into(connection, target)
    with sqlite.plain_errors(target.parent), closing(sqlite.connect_alone(target)) as connection:
        if sqlite.damage(connection):
            raise EnvironmentProblem(f"The copy in {target.parent} is damaged and was removed. Choose another disk.")


def _require_backup(path: Path, library_path: Path) -> None:
    if not path.is_file():
        raise EnvironmentProblem(f"There is no file {path}. Nothing was changed.")
    if library_path.exists() and path.samefile(library_path):
        raise WrongUsage(f"{path} is the library itself. Choose the backup to put in its place.")
    if not library_path.parent.is_dir():
        raise EnvironmentProblem(f"There is no folder {library_path.parent}. Make it first, or choose another place.")
    with sqlite.plain_errors(path):
        application, version = sqlite.peek(path)
    if application != sqlite.APPLICATION_ID:
        raise EnvironmentProblem(sqlite.NOT_A_LIBRARY.format(path=path))
    if version > VERSION:
        raise EnvironmentProblem(f"{path} is of a newer version of Clipper. Update Clipper; nothing was changed.")


def _set_aside(library_path: Path, now: datetime) -> Path | None:
    if not library_path.exists():
        return None
    stem = f"{library_path.stem}.before-restore-{now:%Y%m%d-%H%M%S}"
    names = (f"{stem}{number}{library_path.suffix}" for number in ("", *(f"-{count}" for count in range(2, 1000))))
    aside = next(free for name in names if not (free := library_path.with_name(name)).exists())
    _move(library_path, aside)
    return aside


def _move(source: Path, target: Path) -> None:
    for ending in _BESIDE:
        file = source.with_name(source.name + ending)
        if file.exists():
            file.rename(target.with_name(target.name + ending))


def _examined(connection: Connection, examine: Callable[[Connection], list[str]]) -> list[str]:
    try:
        return examine(connection)
    except DBAPIError as error:
        return [f"A part of the file cannot be read ({error.orig}). Put a backup in its place with “clipper restore”."]


def _structure(connection: Connection) -> list[str]:
    return [f"The structure of the file is damaged: {flaw}." for flaw in sqlite.flaws(connection)]


def _links(connection: Connection) -> list[str]:
    count = sqlite.broken_links(connection)
    return [f"Rows that point at others which are not there: {count:,}."] if count else []


def _texts(connection: Connection) -> list[str]:
    table = ClippingRow.__table__
    rows = connection.execution_options(yield_per=_PAGE).execute(select(table).where(ClippingRow.withdrawn == false()))
    return [sentence for row in rows.mappings() if (sentence := _flaw_of(dict(row)))]


def _flaw_of(row: dict[str, Any]) -> str | None:
    title = Clipping(row["id"], "", headline=row["headline"], url=row["url"], body=row["body"]).title
    if clippings.content_hash(row) != row["content_hash"]:
        return f"Clipping {row['id']} (“{title}”) is not what was written. Compare it with a backup."
    if search_id_of(row["id"], row["published_on"], row["added_at"]) != row["search_id"]:
        return f"Clipping {row['id']} (“{title}”) stands in the wrong place of the list."
    return None


def _index(connection: Connection) -> list[str]:
    if sqlite.check_search_index(connection):
        return []
    return ["The search index does not agree with the clippings, so that searches may miss some."]
