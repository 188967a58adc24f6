"""Keeping a library safe: verified copies while it is in use, putting a copy back, and looking for damage."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, false, select
from sqlalchemy.exc import DBAPIError

from clipper.library import clippings, contents, kept_files
from clipper.library.copying import copy_file, copy_library, large_files, shared_by, tell_nobody
from clipper.library.library import Library
from clipper.library.safe_file import replacing
from clipper.library.search_keys import search_id_of
from clipper.library.store import sqlite
from clipper.library.store.engine import VERSION
from clipper.library.store.keeper import Keeper
from clipper.library.store.tables import ClippingRow
from clipper.model.clipping import Clipping
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.progress import Progress

_NOT_COPIED = "What “{name}” holds is missing or damaged in the library, and so it is not in the backup."
_PAGE = 500
_BESIDE = ("", "-wal", "-shm", ".files")
"""What may lie beside a library: its last writes, where it was not closed, and its large files."""


def backup(library: Library, path: Path, progress: Progress = tell_nobody) -> list[str]:
    """Write a whole copy of the library, as it is at this moment, and verify it; also while others write.

    A former backup at `path` is replaced once the copy is sound. Returns a sentence for each file of which what it
    holds is missing or damaged, and so is not in the copy. Raises WrongUsage where that is the library itself,
    another library, or a file of another kind, EnvironmentProblem where the copy cannot be written; the library is not
    touched.
    """
    if path.exists() and path.samefile(library.path):
        raise WrongUsage(f"{path} is the library itself. Choose another file for the backup.")
    if path.is_file() and not _is_database(path):
        raise WrongUsage(f"{path} is another kind of file. Nothing was written; choose another name for the backup.")
    if path.is_file() and _is_another_library(path, library):
        raise WrongUsage(
            f"{path} holds another library, or what no copy of this one has. Nothing was written; choose another name "
            "for the backup."
        )
    # What a link leads to is replaced, not the link.
    path = path.resolve()
    copied = copy_library(library.path, path, path, progress=progress)
    contents.sweep(path, copied.needed)
    return not_copied(library, copied.lost)


def not_copied(library: Library, lost: Sequence[str]) -> list[str]:
    """Return a sentence for each file of which what it holds, by its SHA-256, is not in a copy."""
    with library.store.reading() as connection:
        return [_NOT_COPIED.format(name=name) for _, name in kept_files.named(connection, lost)]


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) in (b"SQLite format 3\0", b"")


def _is_another_library(path: Path, library: Library) -> bool:
    """Tell whether a database has other clippings than a library ever had, or is of another program, or damaged."""
    if not path.stat().st_size:
        return False
    try:
        with sqlite.plain_errors(path):
            if sqlite.peek(path)[0] != sqlite.APPLICATION_ID:
                return True
            with closing(sqlite.connect_source(path)) as raw, sqlite.writing_engine(raw).connect() as connection:
                uuids = connection.scalars(select(ClippingRow.uuid).order_by(ClippingRow.id).limit(_PAGE)).all()
    except EnvironmentProblem:
        return True
    with library.store.reading() as connection:
        known = connection.scalar(select(ClippingRow.id).where(ClippingRow.uuid.in_(sqlite.text_set(uuids))).limit(1))
    return bool(uuids) and known is None


def restore_backup(
    path: Path, library_path: Path, *, now: datetime | None = None, progress: Progress = tell_nobody
) -> Path | None:
    """Put a backup in the place of a library; returns where the former one was set aside, None where there was none.

    The backup itself stays as it is. Raises EnvironmentProblem, with everything as it was, when the backup is damaged,
    newer or no library, or when the library is in use.
    """
    _require_backup(path, library_path)
    # What a link leads to is set aside, not the link.
    library_path = library_path.resolve()
    keeper = Keeper.take(library_path)
    if keeper is None:
        raise EnvironmentProblem(f"{library_path} is in use. Close its window and try again; nothing was changed.")
    aside = None
    try:
        with replacing(library_path) as beside:
            copy_file(path, beside, progress)
            aside = _set_aside(library_path, now or datetime.now())
            lost: Iterable[str] = large_files(beside)
            # Backups share their files, and what one shares with the former library need not lie beside it.
            for source in (path, shared_by(path), aside or path):
                lost = contents.copy_beside(source, library_path, lost)
    except BaseException:
        if aside:
            contents.sweep(library_path, ())
            _move(aside, library_path)
        raise
    finally:
        keeper.release()
    return aside


def check(library: Library) -> list[str]:
    """Return what is wrong with a library as sentences; none when it is sound.

    Looks at the file's structure, at links between rows, at every clipping's text and all that files hold, which no
    database can vouch for, and at the search index.
    """
    with library.store.reading() as connection:
        files = partial(_files, library.path)
        found = [
            sentence for examine in (_structure, _links, _texts, files) for sentence in _examined(connection, examine)
        ]
    # SQLite looks into the index only for one who may write; nobody else has to wait for all the rest.
    with library.store.writing() as connection:
        return found + _examined(connection, _index)


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
    # A crash between the two would part the library from its last writes.
    sqlite.fold_log(library_path)
    _move(library_path, aside)
    return aside


def _move(source: Path, target: Path) -> None:
    """Give a library and what lies beside it another name; where one part cannot be moved, none is."""
    moved = []
    try:
        for ending in _BESIDE:
            old, new = (path.with_name(path.name + ending) for path in (source, target))
            if old.exists():
                moved.append((old.rename(new), old))
    except OSError:
        for new, old in reversed(moved):
            new.rename(old)
        raise


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


def _files(library: Path, connection: Connection) -> list[str]:
    return [
        f"What the {kind} “{name}” holds is missing or damaged. Take it from a backup."
        for kind, name in kept_files.named(connection, contents.unsound(connection, library))
    ]


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
