"""Looking for damage: the file's structure, what was entered against its hashes, and all that follows from it."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError

from clipper.library import clippings, contents, duplicates, facets, highlights, kept_files
from clipper.library.library import Library
from clipper.library.likeness import sampled
from clipper.library.row_titles import clipping_of, clipping_title, name_of
from clipper.library.store import sqlite, sqlite_compare, sqlite_hashes, sqlite_index
from clipper.library.store.engine import make_tables
from clipper.library.store.sqlite_compare import BrokenLink
from clipper.library.store.sqlite_hashes import HASHED, Hashed
from clipper.library.store.sqlite_search import DRIVER_ERRORS, is_interruption
from clipper.library.store.tables import ClippingRow, ContentRow, RowHashRow, ShingleRow
from clipper.model.damage import Damage, Flaw
from clipper.model.errors import EnvironmentProblem
from clipper.model.progress import Progress
from clipper.model.query import Query
from clipper.model.text import fold

_CLIPPINGS = ClippingRow.__tablename__
_AT_ONCE = 50
"""Clippings that are looked at together: some ten milliseconds."""

Part = Callable[[Connection], "tuple[list[Flaw], Part | None]"]
"""Looks at a piece, and returns what is wrong there and what comes after it."""


class Examination:
    """Looks at a library piece by piece, and may stop between two pieces, or in one, and go on later."""

    def __init__(self, library: Library, parts: Sequence[Part]) -> None:
        # Each once, in the order in which they were found: a badly damaged library has tens of thousands.
        self._flaws: dict[Flaw, None] = {}
        self._library = library
        self._todo = deque(parts)
        self._done, self._total = 0, 0
        self._running: Any = None

    @classmethod
    def quick(cls, library: Library) -> "Examination":
        """Look at the structure of the file alone."""
        return cls(library, [_quickly])

    @classmethod
    def full(cls, library: Library, files_of: Path | None = None) -> "Examination":
        """Look at everything; others may write meanwhile, and its large files may lie beside another library.

        Raises EnvironmentProblem where nothing is wrong but there is no room to look at the search index.
        """
        return cls(library, _parts(library, files_of or library.path))

    @property
    def flaws(self) -> list[Flaw]:
        """What was found until now, the worst first; of a clipping that was changed not also what follows from that."""
        changed = {flaw.key for flaw in self._flaws if flaw.damage is Damage.ROW and flaw.table == _CLIPPINGS}
        kept = (flaw for flaw in self._flaws if flaw.damage is not Damage.FOLLOWING or flaw.clipping not in changed)
        return sorted(kept, key=_rank)

    @property
    def is_done(self) -> bool:
        """Whether all was looked at."""
        return not self._todo

    def run(self, progress: Progress | None = None) -> list[Flaw]:
        """Look at what was not looked at yet; an exception that `progress` raises ends that for now."""
        self._total = self._total or len(self._todo) + self._pieces()
        while self._todo:
            if progress:
                progress(self._done, max(self._total, self._done + len(self._todo)))
            with self._library.store.reading() as connection:
                self._look(connection)
        return self.flaws

    def interrupt(self) -> None:
        """End the piece that is looked at, from any thread; it is begun again when it goes on."""
        if (running := self._running) is not None:
            running.interrupt()

    def _pieces(self) -> int:
        """About how many pieces the rows make."""
        if len(self._todo) == 1:
            return 0
        with self._library.store.reading() as connection, suppress(DBAPIError):
            rows = connection.scalar(select(func.count()).select_from(RowHashRow)) or 0
            return int(rows) // _AT_ONCE
        return 0

    def _look(self, connection: Connection) -> None:
        self._running = connection.connection.dbapi_connection
        try:
            found, following = self._todo[0](connection)
        except DRIVER_ERRORS as error:
            if is_interruption(error):
                return
            found, following = self._told_by(error), None
        except (EnvironmentProblem, LookupError, ValueError, OverflowError, TypeError, AttributeError) as error:
            found, following = self._told_by(error), None
        finally:
            self._running = None
        self._todo.popleft()
        if following:
            self._todo.appendleft(following)
        self._done += 1
        self._flaws |= dict.fromkeys(found)

    def _told_by(self, error: Exception) -> list[Flaw]:
        """Return what an error tells of a library; raises it where it is no sign of damage."""
        if isinstance(error, DBAPIError):
            return [_unreadable(error)]
        if isinstance(error, (OverflowError, UnicodeDecodeError)) or sqlite.is_no_value(error):
            return [Flaw(Damage.ROW, f"Something is kept that cannot be ({error}).")]
        # What was found is worth more than to hear that something could not be looked at.
        if isinstance(error, EnvironmentProblem) and self._flaws:
            return []
        # Bytes where a text was stop all that reads it, and their row is told already.
        is_told = any(flaw.damage is Damage.ROW for flaw in self._flaws)
        if isinstance(error, (TypeError, AttributeError)) and is_told:
            return []
        raise error


def check(library: Library) -> list[str]:
    """Return what is wrong with a library as sentences; none when it is sound; see Examination.full."""
    return [flaw.sentence for flaw in Examination.full(library).run()]


def damaged_rows(library: Library, progress: Progress | None = None) -> list[Flaw]:
    """Return what of all that was entered is not what was written, or lost; the structure is not looked at."""
    return Examination(library, _of_rows()).run(progress)


_RANKS = {damage: rank for rank, damage in enumerate(Damage)}


def _rank(flaw: Flaw) -> tuple[int, str]:
    return _RANKS[flaw.damage], flaw.sentence if flaw.damage is Damage.FILE else ""


def _parts(library: Library, files_of: Path) -> list[Part]:
    return [
        _structure,
        _form,
        _links,
        _kinds,
        *_of_rows(),
        partial(_of_clippings, _codes, 0),
        partial(_of_clippings, _following, 0),
        partial(_files, files_of, ""),
        partial(_counts, library.today()),
        _search_index,
    ]


def _of_rows() -> list[Part]:
    return [partial(_rows, one, -1) for one in HASHED.values()]


def _unreadable(error: DBAPIError) -> Flaw:
    said = f"A part of the file cannot be read ({error.orig}). Repair it, or put a backup in its place."
    return Flaw(Damage.STRUCTURE, said)


def _quickly(connection: Connection) -> tuple[list[Flaw], None]:
    said = sqlite.damage(connection.connection.dbapi_connection)  # type: ignore[arg-type]
    return ([_damaged(said)] if said else []), None


def _damaged(said: str) -> Flaw:
    return Flaw(Damage.STRUCTURE, f"The structure of the file is damaged: {' '.join(said.split())}.")


def _structure(connection: Connection) -> tuple[list[Flaw], None]:
    found = sqlite_compare.structure(connection)
    indexes = [
        Flaw(Damage.FOLLOWING, f"The index {name} does not agree with its rows, so that lists and counts may be wrong.")
        for name in found.indexes
    ]
    return [*map(_damaged, found.flaws), *indexes], None


def _form(connection: Connection) -> tuple[list[Flaw], None]:
    """Compare how tables, indexes and triggers are made with those of a new library."""
    said = "How {name} is made in the file is not as it should be."
    now, new = sqlite_compare.form(connection), _form_of_new()
    return [Flaw(Damage.FOLLOWING, said.format(name=name)) for name in sorted(new) if now.get(name) != new[name]], None


@cache
def _form_of_new() -> dict[str, list[str]]:
    with closing(sqlite.connect_nowhere()) as raw, sqlite.writing_engine(raw).begin() as connection:
        make_tables(connection)
        return sqlite_compare.form(connection)


def _links(connection: Connection) -> tuple[list[Flaw], None]:
    return [
        Flaw(
            Damage.LINK,
            f"{name_of(connection, link.table, link.key)} names what is not there "
            f"({link.column} in {link.parent}).".replace("_", " "),
            clipping_of(connection, link.table, link.key),
            link.table,
            link.key,
        )
        for link in sqlite_compare.broken_links(connection)
        if not _is_told(connection, link)
    ], None


def _kinds(connection: Connection) -> tuple[list[Flaw], None]:
    """Look for bytes in the place of texts, which what reads these cannot."""
    found = sqlite_compare.bytes_for_texts(connection)
    return [
        Flaw(
            Damage.ROW,
            f"{name_of(connection, table, key)} holds what is no text.",
            clipping_of(connection, table, key),
            table,
            key,
        )
        for table, key in found
    ], None


def _is_told(connection: Connection, link: BrokenLink) -> bool:
    """Tell whether a row names a clipping that its hash tells as lost; what follows from others is compared itself."""
    if link.table == ShingleRow.__tablename__:
        return True
    clipping = clipping_of(connection, link.table, link.key) if link.parent == _CLIPPINGS else None
    return clipping is not None and bool(sqlite_hashes.with_hashes(connection, HASHED[_CLIPPINGS], [clipping]))


def _rows(one: Hashed, after: int, connection: Connection) -> tuple[list[Flaw], Part | None]:
    keys = sqlite_hashes.keys_after(connection, one, after)
    if not keys:
        return [], None
    found = [changed(connection, one.table, key) for key in sqlite_hashes.wrong_keys(connection, one, keys)]
    return found, partial(_rows, one, keys[-1])


def changed(connection: Connection, table: str, key: int) -> Flaw:
    """Say of a row that it is not what was written, or lost."""
    name = name_of(connection, table, key)
    if sqlite_hashes.hashes(connection, HASHED[table], [key]):
        said = f"{name} is not what was written. Compare it with a backup."
    else:
        how = ": repair the library, then import the backup" if table == _CLIPPINGS else ""
        said = f"{name} is lost. Take it from a backup{how}."
    return Flaw(Damage.ROW, said, clipping_of(connection, table, key), table, key)


_OfClippings = Callable[[Connection, Sequence[int]], Iterator[Flaw]]


def _of_clippings(look: _OfClippings, after: int, connection: Connection) -> tuple[list[Flaw], Part | None]:
    next_ids = select(ClippingRow.id).where(ClippingRow.id > after).order_by(ClippingRow.id).limit(_AT_ONCE)
    ids = list(connection.scalars(next_ids))
    return list(look(connection, ids)) if ids else [], partial(_of_clippings, look, ids[-1]) if ids else None


def _codes(connection: Connection, ids: Sequence[int]) -> Iterator[Flaw]:
    """Compare what stands in rows and, a second time, in indexes."""
    for key in sqlite_compare.codes_that_differ(connection, ids[0], ids[-1]):
        said = f"The codes or dates of clipping {key}{clipping_title(connection, key)} stand otherwise in its list."
        yield Flaw(Damage.FOLLOWING, said, key, _CLIPPINGS, key)
    for table, key in sqlite_compare.links_that_differ(connection, ids[0], ids[-1]):
        said = f"{name_of(connection, table, key)} stands otherwise in its list."
        yield Flaw(Damage.FOLLOWING, said, key, table, key)


def _following(connection: Connection, ids: Sequence[int]) -> Iterator[Flaw]:
    """Compare what follows from the contents of clippings with what stands there; texts may be none any more."""
    try:
        found = list(_not_following(connection, ids))
    except (DBAPIError, LookupError, ValueError, TypeError, AttributeError):
        if len(ids) == 1:
            yield changed(connection, _CLIPPINGS, ids[0])
            return
        halves = (0, len(ids) // 2, len(ids))
        found = [flaw for first, last in pairwise(halves) for flaw in _following(connection, ids[first:last])]
    yield from found


def _not_following(connection: Connection, ids: Sequence[int]) -> Iterator[Flaw]:
    comments = highlights.comments_by_clipping(connection, ids)
    kept = duplicates.samples_of(connection, ids)
    written = dict(
        connection.execute(select(ClippingRow.id, ClippingRow.comments).where(ClippingRow.id.in_(ids))).all()
    )
    for row, told in clippings.following(connection, ids):
        key = row["id"]
        if row["search_id"] != told["search_id"]:
            yield _derived(connection, key, "stands in the wrong place of the list")
        elif _as_searched(row) != _as_searched(told):
            yield _derived(connection, key, "has other names, links or texts in searches than it should have")
        if comments[key] != written[key]:
            yield _derived(connection, key, "has other comments in searches than its highlights have")
        if kept[key] != sampled(row["body"] or ""):
            yield _derived(connection, key, "is compared with likely duplicates by another text than it has")


def _as_searched(values: Mapping[str, Any]) -> tuple[str, str | None, object]:
    """Names in a clipping may be spelt as somebody wrote them, which makes no difference to a search."""
    texts = values["unpointed"] or {}
    # What was damaged may be something else than texts by their columns.
    if isinstance(texts, dict):
        texts = {name: text for name, text in texts.items() if name != "names"}
    return fold(values["names"] or ""), values["url_key"], texts


def _derived(connection: Connection, key: int, what: str) -> Flaw:
    said = f"Clipping {key}{clipping_title(connection, key)} {what}."
    return Flaw(Damage.FOLLOWING, said, key, _CLIPPINGS, key)


def _search_index(connection: Connection) -> tuple[list[Flaw], None]:
    said = "The search index does not agree with the clippings, so that searches may miss some."
    return [] if sqlite_index.agrees(connection) else [Flaw(Damage.FOLLOWING, said)], None


def _files(library: Path, after: str, connection: Connection) -> tuple[list[Flaw], Part | None]:
    """Look at what one file holds, which may be a gigabyte."""
    following = select(ContentRow.sha256).where(ContentRow.sha256 > after).order_by(ContentRow.sha256).limit(1)
    sha256: object = connection.scalar(following)
    if sha256 is None:
        return [], None
    # Bytes come behind all texts.
    if not isinstance(sha256, str):
        return [Flaw(Damage.ROW, "What a file holds is kept under no name that can be read.")], None
    if not contents.is_unsound(connection, library, sha256):
        return [], partial(_files, library, sha256)
    said = "What the {kind} “{name}” holds is missing or damaged. Take it from a backup."
    named = kept_files.named(connection, [sha256])
    return [Flaw(Damage.FILE, said.format(kind=one.kind, name=one.name)) for one in named], partial(
        _files, library, sha256
    )


def _counts(today: date, connection: Connection) -> tuple[list[Flaw], None]:
    """Compare the counts that the tag pane shows with those of a plain look at all rows."""
    shown = facets.facets(connection, Query(), today)
    nested = {name.rpartition("/")[0].casefold() for name in shown.tags}
    told = {
        "total": shown.total,
        "stories": shown.stories,
        **{f"tone:{name}": count for name, count in shown.tones.items() if count},
        **{f"outlet:{name}": count for name, count in shown.outlets.items() if count},
        **{f"tag:{name}": count for name, count in shown.tags.items() if count},
    }
    # Those with others nested below them count these, too.
    counted = sqlite_compare.plain_counts(connection)
    of_parents = {name for name in {*told, *counted} if name.removeprefix("tag:").casefold() in nested}
    differ = [name for name in {*told, *counted} - of_parents if told.get(name, 0) != counted.get(name, 0)]
    said = "The count of {name} is {told:,} and should be {counted:,}."
    return [
        Flaw(
            Damage.FOLLOWING,
            said.format(name=name.replace(":", " ", 1), told=told.get(name, 0), counted=counted.get(name, 0)),
        )
        for name in sorted(differ)
    ], None
