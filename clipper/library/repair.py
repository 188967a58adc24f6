"""Repairing a damaged library: what can be read of it goes into a new one, which takes its place when it is sound."""

import shutil
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from clipper.library import contents, lost_clippings, mending
from clipper.library.checking import Examination, changed
from clipper.library.counting import counted
from clipper.library.library import Library
from clipper.library.safe_file import clear_left_behind, hidden_beside, put_in_place
from clipper.library.salvage import Salvaged, fill
from clipper.library.setting_aside import DAMAGED, take_place
from clipper.library.store import sqlite, sqlite_hashes, sqlite_pages, sqlite_rescue
from clipper.library.store.engine import MISSING, NEWER, VERSION, create_library
from clipper.library.store.keeper import Keeper
from clipper.library.store.sqlite_salvage import SoundFile, Source, TornFile
from clipper.library.store.tables import ClippingRow, OriginalRow, RowHashRow, version_table
from clipper.library.whole_rows import whole_in
from clipper.model.counted import Counted
from clipper.model.damage import Damage, Flaw
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.progress import Progress
from clipper.model.values import replace

LOOK_AT = "damaged"
"""The tag of clippings that repair keeps though they are not what was written, until somebody has looked at them."""

_CLIPPINGS, _PASTES = ClippingRow.__tablename__, OriginalRow.__tablename__
_NOT_REPAIRED = "{path} is damaged so badly that nothing could be saved. It was left as it is; restore a backup."


class Repaired(Struct, frozen=True):
    """What repair did: where the repaired library is, and the damaged one, None where it stayed in its place.

    `counted` are the clippings that were saved, `lost` how many are not there any more. `told` says what is lost or not
    what was written, a sentence for each thing and one text for all lost clippings, and is empty where all was saved.
    `was_torn` where the file could not be read as a whole, `was_sound` where there was nothing to repair in it, and
    nothing was done.
    """

    library: Path
    aside: Path | None
    counted: Counted
    was_torn: bool
    told: tuple[str, ...]
    was_sound: bool = False
    lost: int = 0

    @property
    def summary(self) -> str:
        """What became of it in two or three sentences."""
        if self.was_sound:
            return f"{self.library} is sound. There is nothing to repair in it, and it was left as it is."
        saved = f"{self.counted.words} {'was' if self.counted == Counted(shown=1) else 'were'} saved"
        kept = f" The damaged file is kept as {self.aside}." if self.aside else " The damaged file stays where it is."
        *before, last = [saved, *self._not_saved()]
        return f"{', '.join(before)}, and {last}. The library is {self.library}.{kept}"

    def _not_saved(self) -> Iterator[str]:
        others, more = len(self.told) - bool(self.lost), "more " if self.lost else ""
        if self.lost:
            yield f"{self.lost:,} {'is' if self.lost == 1 else 'are'} lost"
        if others:
            yield f"{others:,} {more}thing{' is' if others == 1 else 's are'} damaged or lost"
        if not self.told:
            yield "nothing is lost"


def repair(
    path: Path,
    into: Path | None = None,
    backups: Sequence[Path] = (),
    progress: Progress | None = None,
    *,
    now: datetime | None = None,
) -> Repaired:
    """Put a sound library in the place of a damaged one, which is kept beside it, or into a new file.

    What is damaged or lost is looked up in `backups`, newest first; a sound library stays in its place. Raises
    EnvironmentProblem, with everything as it was, where the library is in use or of a newer form, no space is left or
    nothing can be read, WrongUsage where `into` is there already.
    """
    path = path.resolve()
    target = _require(path, into)
    with _kept(path, may_be_read_only=into is not None), _beside(target) as folder:
        _require_known_form(path, folder)
        if into is None and (sound := _as_it_is(path, folder, progress or _unheard)):
            return sound
        new = folder / f"repaired{target.suffix}"
        repaired = _made_new(path, new, backups, progress or _unheard)
        if into is not None:
            contents.copy_beside(path, target, _beside_of(new))
            put_in_place(new, target)
        aside = None if into is not None else take_place(new, path, DAMAGED, now or datetime.now())
    return replace(repaired, library=target, aside=aside)


@contextmanager
def _kept(path: Path, *, may_be_read_only: bool) -> Iterator[None]:
    """Let nobody open the library meanwhile."""
    try:
        keeper = Keeper.take(path)
    except OSError as error:
        if not may_be_read_only:
            raise EnvironmentProblem(sqlite.READ_ONLY.format(path=path)) from error
        # Nobody can change it there.
        yield
        return
    if keeper is None:
        raise EnvironmentProblem(f"{path} is in use. Close its window and try again; nothing was changed.")
    try:
        yield
    finally:
        keeper.release()


def _unheard(_done: int, _total: int) -> None:
    """Where nobody waits for progress."""


def _require(path: Path, into: Path | None) -> Path:
    if not path.is_file():
        raise EnvironmentProblem(MISSING.format(path=path))
    if path.stat().st_size == 0:
        raise EnvironmentProblem(_NOT_REPAIRED.format(path=path))
    # A log that is left of another library would go into the repaired one.
    there = [] if into is None else [file for file in (into, *sqlite.logs_of(into)) if file.exists()]
    if there:
        raise WrongUsage(f"{there[0]} is there already. Choose another name for the repaired library.")
    target = path if into is None else into.resolve()
    if not target.parent.is_dir():
        raise EnvironmentProblem(f"There is no folder {target.parent}. Make it first, or choose another place.")
    return target


def _require_known_form(path: Path, folder: Path) -> None:
    """Refuse a database of another program, and a library of a newer form: what only these know would be lost.

    A header alone may say so by damage.
    """
    copy = _copied(path, folder)
    try:
        with closing(sqlite.connect_alone(copy)) as raw, sqlite.writing_engine(raw).connect() as connection:
            if sqlite.has_tables(connection) and not _was_library(path):
                raise EnvironmentProblem(sqlite.NOT_A_LIBRARY.format(path=path))
            form = connection.scalar(select(version_table.c.version_num))
    except (DBAPIError, sqlite3.Error):
        return
    if isinstance(form, str) and form.isdecimal() and int(form) > VERSION:
        raise EnvironmentProblem(NEWER.format(path=path))


def _as_it_is(path: Path, folder: Path, progress: Progress) -> Repaired | None:
    """Return what there is to say of a library in which nothing is to be repaired, None of another."""
    copy = _copied(path, folder)
    try:
        with Library.open(copy, create=False) as library:
            flaws = _flaws_of_files(Examination.full(library, path), progress)
            found = _count(library)
    except (EnvironmentProblem, DBAPIError, sqlite3.Error, _Flawed):
        return None
    return Repaired(path, None, found, False, tuple(flaw.sentence for flaw in flaws), was_sound=True)


class _Flawed(Exception):
    """Something is to be repaired; it need not be known what else."""


def _flaws_of_files(examination: Examination, progress: Progress) -> list[Flaw]:
    """Return what files hold no more; raises _Flawed as soon as anything else is found."""

    def go_on(done: int, total: int) -> None:
        progress(done, total)
        _require_repaired(examination.flaws)

    _require_repaired(flaws := examination.run(go_on))
    return flaws


def _require_repaired(flaws: Sequence[Flaw]) -> None:
    if any(flaw.damage is not Damage.FILE for flaw in flaws):
        raise _Flawed


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a folder on the same disk, of which nothing is left."""
    clear_left_behind(target)
    folder = hidden_beside(target)
    try:
        folder.mkdir(mode=0o700)
        yield folder
    except OSError as error:
        raise EnvironmentProblem(
            f"{target} cannot be repaired here ({error.strerror or error}). It was left as it is; free some space and "
            "try again."
        ) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _made_new(path: Path, new: Path, backups: Sequence[Path], progress: Progress) -> Repaired:
    with sqlite.plain_errors(new):
        create_library(new)
    try:
        with _readable(path, new.parent) as source, sqlite.plain_errors(new):
            was_torn = isinstance(source, TornFile)
            flaws, lost, told = _fill(source, new, progress)
    except sqlite_pages.Torn as error:
        raise EnvironmentProblem(_why_nothing(path, backups)) from error
    with Library.open(new) as library:
        found = _count(library)
        if was_torn and not found.all:
            raise EnvironmentProblem(_why_nothing(path, backups))
        _mark(library, flaws)
        files = _require_sound(library, path, progress)
    whole = whole_in([*lost, *flaws], backups)
    told_of_flaws = [flaw.sentence + (whole[flaw].sentence if flaw in whole else "") for flaw in flaws]
    said = [*lost_clippings.told(lost, whole), *told_of_flaws, *told, *(flaw.sentence for flaw in files)]
    return Repaired(new, None, found, was_torn, tuple(said), lost=len(lost))


def _why_nothing(path: Path, backups: Sequence[Path]) -> str:
    """What to say of a file of which nothing could be saved: that it is no library, where nothing shows that it was."""
    told = _NOT_REPAIRED if backups or _was_library(path) else sqlite.NOT_A_LIBRARY
    return told.format(path=path)


def _was_library(path: Path) -> bool:
    try:
        return sqlite.peek(path)[0] == sqlite.APPLICATION_ID or sqlite.was_library(path)
    except EnvironmentProblem:
        return True


def _fill(source: Source, new: Path, progress: Progress) -> tuple[list[Flaw], list[Flaw], list[str]]:
    """Return what is not what was written, the clippings that are lost, and what else there is to say."""
    with closing(sqlite.connect_alone(new)) as raw, sqlite.writing_engine(raw).begin() as connection:
        salvaged = fill(connection, source, progress)
        last = source.last_ids().get(_CLIPPINGS, sys.maxsize)
        lost = lost_clippings.lost_clippings(connection, last, knows_all=_knows_all(salvaged))
        lost_clippings.let_go_of(connection, lost)
        told = mending.mend_links(connection)
        mending.mend_following(connection)
        flaws = _flaws(connection, salvaged, has_lost=bool(lost))
        lost_flaws = lost_clippings.as_flaws(connection, lost)
        of_history = mending.OF_HISTORY & {*salvaged.torn, *(flaw.table for flaw in flaws)}
        if of_history or mending.HISTORY in told:
            mending.mend_history(connection)
            told = [*(said for said in told if said != mending.HISTORY), mending.HISTORY]
        sqlite_rescue.empty(connection, RowHashRow.__tablename__)
        sqlite_hashes.hash_all(connection)
    return [flaw for flaw in flaws if flaw.table not in mending.OF_HISTORY], lost_flaws, told


def _knows_all(salvaged: Salvaged) -> bool:
    return RowHashRow.__tablename__ not in salvaged.torn


def _flaws(connection: Connection, salvaged: Salvaged, *, has_lost: bool) -> list[Flaw]:
    """Return which rows are not what was written, by their hashes as far as these were saved."""
    rows = set(_wrong(connection, _knows_all(salvaged))) | {
        (table, key) for table, key in salvaged.unreadable if table in sqlite_hashes.HASHED
    }
    flaws = [changed(connection, table, key) for table, key in sorted(rows, key=_clippings_first)]
    there = set(connection.scalars(select(ClippingRow.id)))
    # Of a clipping that is lost, all that it had is, too; a paste does not say whose it was.
    is_told = _PASTES if has_lost else ""
    return [flaw for flaw in flaws if (flaw.table != is_told if flaw.clipping is None else flaw.clipping in there)]


def _clippings_first(row: tuple[str, int]) -> tuple[bool, str, int]:
    table, key = row
    return table != _CLIPPINGS, table, key


def _wrong(connection: Connection, knows_all: bool) -> Iterator[tuple[str, int]]:
    for one in sqlite_hashes.HASHED.values():
        for keys in sqlite_hashes.batches(connection, one):
            wrong = sqlite_hashes.wrong_keys(connection, one, keys)
            known = wrong if knows_all else sqlite_hashes.with_hashes(connection, one, wrong)
            yield from ((one.table, key) for key in known)


def _count(library: Library) -> Counted:
    with library.store.reading() as connection:
        return counted(connection)


def _mark(library: Library, flaws: Sequence[Flaw]) -> None:
    clippings = [flaw.clipping for flaw in flaws if flaw.clipping is not None]
    if clippings:
        library.tag(clippings, LOOK_AT)


def _require_sound(library: Library, path: Path, progress: Progress) -> list[Flaw]:
    """Return what files hold no more; raises EnvironmentProblem where anything else is not sound."""
    try:
        return _flaws_of_files(Examination.full(library, path), progress)
    except _Flawed:
        raise EnvironmentProblem(_NOT_REPAIRED.format(path=path)) from None


def _beside_of(library: Path) -> dict[str, int]:
    with Library.open(library) as opened, opened.store.reading() as connection:
        return contents.sizes_beside(connection)


@contextmanager
def _readable(path: Path, folder: Path) -> Iterator[Source]:
    """Give what can be read of a copy: with its last writes where they belong to it, else without; else torn."""
    for logs in (sqlite.LOGS, ()):
        copy = _copied(path, folder, logs)
        if _is_sound(copy):
            with SoundFile(copy) as sound:
                yield sound
            return
    copy = _copied(path, folder)
    _make_readable(copy)
    with TornFile(copy) as torn:
        yield torn


def _copied(path: Path, folder: Path, logs: Sequence[str] = sqlite.LOGS) -> Path:
    """Copy the damaged library, in the place of the last copy: opening one may change it, and it may be large."""
    copy = folder / f"damaged{path.suffix}"
    for ending in (*sqlite.LOGS, "-shm"):
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
    shutil.copyfile(path, copy)
    for log in logs:
        source = path.with_name(path.name + log)
        if source.exists():
            shutil.copyfile(source, copy.with_name(copy.name + log))
    return copy


def _is_sound(copy: Path) -> bool:
    """Tell whether SQLite can read all of a copy, which is of the present form then."""
    try:
        with Library.open(copy, create=False) as library:
            return not Examination.quick(library).run()
    except (EnvironmentProblem, DBAPIError, sqlite3.Error):
        return False


def _make_readable(copy: Path) -> None:
    """Let the last writes go into a copy, and its header be one, as far as that is possible."""
    try:
        is_library = sqlite.peek(copy)[0] == sqlite.APPLICATION_ID
    except sqlite3.Error:
        is_library = False
    if not is_library:
        sqlite_pages.mend_header(copy, sqlite.APPLICATION_ID, VERSION)
    with suppress(sqlite3.Error), closing(sqlite.connect_torn(copy)) as connection:
        sqlite.empty_log(connection, wait=False)
