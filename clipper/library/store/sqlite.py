"""All that is true of SQLite alone: opening a library file, its full-text index, its errors in plain sentences."""

import json
import os
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, bindparam, create_engine, event, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import Pool, QueuePool, StaticPool

from clipper.library.store.sqlite_log import beside, marks_in_log
from clipper.model.errors import Damaged, EnvironmentProblem

APPLICATION_ID = 0x436C6970
"""“Clip”, in the file's header: tells a library from any other SQLite file."""

_INSTRUCTIONS = 5_000
"""So many steps of SQLite's machine, about a millisecond, pass between two looks whether long work is to go on."""

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another process that writes."""

PATIENCE = 0.02
"""Seconds that a writer stands still for another one before it tells that it waits."""

LOGS = ("-wal", "-journal")
"""What lies beside a file, by the endings of its names: what is to be moved into it, or taken back from it.

SQLite does so to whatever file has the name, also one that was put there since."""

_PIECE = 1 << 20

NAME_BREAK = " \ue000 "
"""Stands between two names in `clippings.names`: a private-use character is a token of its own to the index and no word
to a query, so a phrase never crosses from one name into the next. So it does between two of `clippings.comments`."""

# FULL costs a fraction of a millisecond a commit and loses nothing in a power cut; what is erased becomes zeros. Each
# connection has its own cache: searching and editing, also importing, are as fast with a small one, since the system
# keeps the file's pages too.
_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -2000",
    "PRAGMA journal_size_limit = 16000000",
)

# SQLite knows the signs of Unicode 6.1, of 2012, and takes later ones for letters: a word with one of today's emoji
# right behind it would be another word. These are the blocks in which people find such signs, also the next ones;
# SQLite puts them into order one by one, from the last to the first in a third of the time.
_LATER_SIGNS = (
    (0x1F10D, 0x1FAFF),
    (0x1F000, 0x1F0FF),
    (0x2E3C, 0x2E5F),
    (0x2B4D, 0x2BFF),
    (0x2700, 0x2700),
    (0x23F4, 0x23FF),
    (0x20BA, 0x20CF),
)
_SEPARATORS = "".join(chr(code) for first, last in _LATER_SIGNS for code in range(last, first - 1, -1))

SEARCHED = ("headline", "deck", "body", "note", "names", "comments")
"""The columns of a clipping that are in the full-text index, in its order; see also ClippingRow.unpointed."""
_ALL = ", ".join(SEARCHED)

# A beginning of a word as long as one of these is found while its clippings are read, newest first; of any other the
# index gathers all clippings first. Of five letters and more few enough have them, and each length costs a sixth of the
# library's size.
_SEARCH_INDEX = f"""
CREATE VIRTUAL TABLE clippings_fts USING fts5 (
    {_ALL}, content='clippings', content_rowid='search_id',
    tokenize="unicode61 remove_diacritics 2 separators '{_SEPARATORS}'", prefix='1 2 3 4')
"""


def _as_indexed(row: str) -> str:
    """Say what the index is given of the columns of a row."""
    # Where damage has made it no JSON, SQLite refuses to read it, and so would refuse every change of the clipping.
    bare = f"CASE WHEN json_valid({row}.unpointed) THEN {row}.unpointed END"
    return ", ".join(f"coalesce(json_extract({bare}, '$.{name}'), {row}.{name})" for name in SEARCHED)


_PUT = f"INSERT INTO clippings_fts (rowid, {_ALL}) VALUES (new.search_id, {_as_indexed('new')});"
_TAKE_OUT = (
    f"INSERT INTO clippings_fts (clippings_fts, rowid, {_ALL}) VALUES ('delete', old.search_id, {_as_indexed('old')});"
)
_TRIGGERS = {
    "insert": f"AFTER INSERT ON clippings BEGIN {_PUT} END",
    "delete": f"AFTER DELETE ON clippings BEGIN {_TAKE_OUT} END",
    "update": f"AFTER UPDATE OF search_id, {_ALL}, unpointed ON clippings BEGIN {_TAKE_OUT} {_PUT} END",
}


def create_search_index(connection: Connection) -> None:
    """Make the full-text index and the triggers that keep it; the table of clippings may hold rows already."""
    drop_search_index(connection)
    connection.exec_driver_sql(_SEARCH_INDEX)
    rebuild_search_index(connection)
    keep_search_index(connection)


def keep_search_index(connection: Connection) -> None:
    """Make the triggers by which the full-text index follows the clippings, in place of those that are there."""
    _drop_triggers(connection)
    for name, does in _TRIGGERS.items():
        connection.exec_driver_sql(f"CREATE TRIGGER clippings_fts_{name} {does}")


def has_search_index(connection: Connection) -> bool:
    """Tell whether the full-text index is there, in today's form."""
    found = "SELECT 1 FROM sqlite_master WHERE name = 'clippings_fts' AND sql = ?"
    return connection.exec_driver_sql(found, (_SEARCH_INDEX.strip(),)).first() is not None


def drop_search_index(connection: Connection) -> None:
    """Take the full-text index and its triggers away, as far as they are there."""
    _drop_triggers(connection)
    connection.exec_driver_sql("DROP TABLE IF EXISTS clippings_fts")


def _drop_triggers(connection: Connection) -> None:
    for name in _TRIGGERS:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS clippings_fts_{name}")


def rebuild_search_index(connection: Connection) -> None:
    """Fill the full-text index anew from the clippings, after a bulk load or a repair."""
    # Its own 'rebuild' would read the texts as they are written.
    connection.exec_driver_sql("INSERT INTO clippings_fts (clippings_fts) VALUES ('delete-all')")
    connection.exec_driver_sql(
        f"INSERT INTO clippings_fts (rowid, {_ALL}) "
        f"SELECT search_id, {_as_indexed('clippings')} FROM clippings ORDER BY search_id"
    )


def optimise_search_index(connection: Connection) -> None:
    """Merge the index into one piece, which drops the words of clippings that are gone from its pages."""
    connection.exec_driver_sql("INSERT INTO clippings_fts (clippings_fts) VALUES ('optimize')")


def searched_texts() -> str:
    """Return the columns search_id and SEARCHED, and the statement that selects what the index is given for them."""
    return f"(search_id, {_ALL}) AS SELECT search_id, {_as_indexed('clippings')} FROM main.clippings"


def search_index_in(schema: str) -> str:
    """Return the statement that makes the full-text index in another schema of a connection."""
    return _SEARCH_INDEX.replace("clippings_fts", f"{schema}.clippings_fts", 1)


def id_set(ids: Iterable[int]) -> Select[int]:
    """Return ids as a subquery with one bound parameter, for any number of them: `column.in_(id_set(ids))`."""
    return select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value)


def id_set_named(name: str) -> Select[int]:
    """Return ids that are given when the statement is run as a subquery: `execute(statement, {name: packed(ids)})`.

    A statement that is made once and kept runs in a third of the time that making it anew each time takes.
    """
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


def packed(ids: Iterable[int]) -> str:
    """Return ids as an `id_set_named` is given them."""
    return json.dumps(list(ids))


def text_set(texts: Iterable[str]) -> Select[str]:
    """Return texts as a subquery with one bound parameter, for any number of them."""
    return select(func.json_each(json.dumps(list(texts))).table_valued("value").c.value)


def next_id(connection: Connection, table: str) -> int:
    """Return the id that the next row of a table gets; ids of rows that are gone are never given again."""
    statement = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return int(connection.execute(statement, {"name": table}).scalar() or 0) + 1


def peek(path: Path) -> tuple[int, int]:
    """Return the application id and version of a library, (0, 0) of another file, without touching it.

    After a crash the last writes may stand in the log only, the version among them, and the file may be half brought up
    to date. Raises EnvironmentProblem where the file cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            # While its log is moved into it, a file can be shorter than it says; that is no damage, and SQLite goes on.
            connection.execute("PRAGMA writable_schema = ON")
            in_file = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_NOTADB:
            return 0, 0
        raise EnvironmentProblem(UNREACHABLE.format(path=path)) from error
    try:
        return marks_in_log(path, in_file) if in_file[0] == APPLICATION_ID else in_file
    except OSError as error:
        raise EnvironmentProblem(UNREACHABLE.format(path=path)) from error


def recover(path: Path) -> None:
    """Take back what a crash left half written while the file was being made, before anybody looks into it."""
    if beside(path, "-journal").exists():
        with closing(_connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def has_tables(connection: Connection) -> bool:
    """Tell whether anything was made in the file yet."""
    return connection.exec_driver_sql("SELECT 1 FROM sqlite_master LIMIT 1").first() is not None


def has_table(connection: Connection, name: str) -> bool:
    """Tell whether a table was made in the file."""
    found = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.exec_driver_sql(found, (name,)).first() is not None


def mark(connection: Connection, version: int) -> None:
    """Write into the header that the file is a library of this version."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def marked(connection: Connection) -> int:
    """Return which version of a library a file is by its header."""
    return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def connect_writer(path: Path, *, checkpoints: bool) -> sqlite3.Connection:
    """Open the one connection that writes; only in the process that keeps the library may it checkpoint."""
    connection = _connect(path)
    try:
        let_checkpoint(connection, checkpoints)
        _use_log(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def let_checkpoint(connection: sqlite3.Connection, allowed: bool) -> None:
    """Let a connection move the write-ahead log into the file when it has grown, or leave that to another process."""
    connection.execute(f"PRAGMA wal_autocheckpoint = {1000 if allowed else 0}").fetchall()


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log; SQLite itself does not wait when another process just looks into the file."""
    give_up = time.monotonic() + BUSY_TIMEOUT
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return


def connect_reader(path: Path) -> sqlite3.Connection:
    """Open a connection that cannot write, and that leaves the write-ahead log alone also when it is closed last.

    Any other, where it finds no lock of another process, removes the log at its end. A process loses its locks on a
    file when any part of it closes that file, and would go on writing to a log that is gone.
    """
    settings = ("PRAGMA wal_autocheckpoint = 0", "PRAGMA query_only = ON")
    return _connect(f"{path.absolute().as_uri()}?mode=ro", *settings)


def connect_alone(path: Path) -> sqlite3.Connection:
    """Open the only connection of a library that is being made or migrated; links are not followed meanwhile."""
    return _connect(path, "PRAGMA foreign_keys = OFF")


def connect_nowhere() -> sqlite3.Connection:
    """Open a database in memory."""
    return _connect(":memory:")


def connect_torn(path: Path) -> sqlite3.Connection:
    """Open a copy of a damaged library as far as that is possible; nothing in it can be relied on."""
    return _connect(path, "PRAGMA writable_schema = ON")


def connect_source(path: Path) -> sqlite3.Connection:
    """Open a library to copy it, also a closed one on a medium that cannot be written."""
    if os.access(path.resolve().parent, os.W_OK) or beside(path, "-wal").exists():
        return connect_alone(path)
    return connect_unchanging(path)


def connect_unchanging(path: Path) -> sqlite3.Connection:
    """Open a closed library to read it where nobody can change it; nothing is made beside it."""
    # SQLite would make files beside it to share it with others.
    return _connect(f"{path.absolute().as_uri()}?immutable=1")


def connect_sharing(path: Path) -> sqlite3.Connection:
    """Open a library to read it with the files that others made beside it, none of which is written."""
    return _connect(f"{path.absolute().as_uri()}?mode=ro&readonly_shm=1")


@contextmanager
def reading_copy(path: Path) -> Iterator[Connection]:
    """Give a connection to a closed library that nobody writes, such as a backup; nothing is made beside it."""
    with closing(connect_unchanging(path)) as raw:
        engine = _engine(lambda: raw, _begin_reading, StaticPool)
        with engine.connect() as connection:
            yield connection


def _connect(path: Path | str, *settings: str) -> sqlite3.Connection:
    # Whole, since SQLite has another file in mind where a name begins with "file:" or a colon.
    place = path if isinstance(path, str) else path.absolute()
    is_uri = isinstance(path, str) and path.startswith("file:")
    connection = sqlite3.connect(place, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False, uri=is_uri)
    try:
        for statement in (*_SETTINGS, *settings):
            connection.execute(statement).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def writing_engine(connection: sqlite3.Connection, wait: Callable[[], None] = lambda: None) -> Engine:
    """Return an engine over one connection, whose transactions wait for other writers when they begin.

    `wait()` is called again and again meanwhile, many times a second.
    """
    # Python's sqlite3 would begin late and deferred, which fails at once where it should wait.
    return _engine(lambda: connection, lambda _transaction: _begin(connection, wait), StaticPool)


def _begin(connection: sqlite3.Connection, wait: Callable[[], None]) -> None:
    give_up = time.monotonic() + BUSY_TIMEOUT
    try:
        while True:
            # Each time: another transaction may have begun and ended on this connection in a wait.
            connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}").fetchall()
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                    raise
            else:
                return
            wait()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT * 1000)}").fetchall()


def reading_engine(path: Path) -> Engine:
    """Return an engine whose connections only read, each seeing one state of the library for a whole transaction."""
    return engine_of(lambda: connect_reader(path))


def engine_of(connect: Callable[[], sqlite3.Connection]) -> Engine:
    """Return an engine over as many reading connections as are asked for; see reading_engine."""
    # The connection used last is used next: it remembers more.
    return _engine(connect, _begin_reading, QueuePool, pool_use_lifo=True, max_overflow=-1)


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _engine(
    creator: Callable[[], sqlite3.Connection], begin: Callable[[Connection], object], pool: type[Pool], **options: Any
) -> Engine:
    engine = create_engine("sqlite://", creator=creator, poolclass=pool, hide_parameters=True, **options)
    event.listen(engine, "begin", begin)
    return engine


def damage(connection: sqlite3.Connection) -> str | None:
    """Return the first thing that is wrong with the file's structure, None when it is sound."""
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return None if verdict == "ok" else str(verdict)


def flaws(connection: Connection) -> list[str]:
    """Return what is wrong with the structure of the file and of its indexes, in SQLite's words."""
    verdicts = list(connection.exec_driver_sql("PRAGMA integrity_check").scalars())
    return [] if verdicts == ["ok"] else verdicts


def data_version(connection: sqlite3.Connection) -> int:
    """Return a number that changes when any other connection has written."""
    return _pragma(connection, "data_version")


def empty_log(connection: sqlite3.Connection, *, wait: bool) -> bool:
    """Move what the write-ahead log holds into the file, and empty the log.

    False when somebody still read or wrote there, at once or, with `wait`, after the usual time.
    """
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT * 1000) if wait else 0}").fetchall()
    try:
        is_blocked, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY_TIMEOUT * 1000)}").fetchall()
    return not is_blocked


def logs_of(path: Path) -> list[Path]:
    """Return the logs that lie beside a file, whether or not there is one of that name."""
    return [log for ending in LOGS if (log := beside(path, ending)).exists()]


def fold_log(path: Path) -> None:
    """Move the log that a crash left beside a closed library into the file; a damaged library keeps it."""
    if path.exists() and beside(path, "-wal").exists():
        with suppress(sqlite3.Error), closing(connect_alone(path)) as connection:
            empty_log(connection, wait=False)


def copy_into(connection: sqlite3.Connection, target: Path) -> None:
    """Write a whole, compact copy of an open library to a file that does not exist yet, or is empty."""
    # As bytes, since a folder may be called what is no Unicode.
    connection.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(target),))


@contextmanager
def telling(connection: sqlite3.Connection, tell: Callable[[], None]) -> Iterator[None]:
    """Call a function often while a statement runs; an exception that it raises ends the statement, and is raised."""
    raised: list[BaseException] = []

    def tell_or_stop() -> bool:
        # SQLite takes no exception from here: it only learns that it is to stop.
        try:
            tell()
        except BaseException as error:
            raised.append(error)
        return bool(raised)

    connection.set_progress_handler(tell_or_stop, _INSTRUCTIONS)
    try:
        yield
    except sqlite3.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def broken_links(connection: Connection) -> int:
    """Return how many rows point at rows that do not exist."""
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall())


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)


LOCKED = "{path} is in use by another program. Nothing was changed; close what uses it and try again."
OLDER_IN_USE = (
    "{path} is open in an older Clipper, or is just being brought to the form of this one. Nothing was changed; close "
    "that Clipper, or try again in a minute."
)
FULL = "The disk is full or cannot be written ({path}). Nothing was changed; free some space and try again."
NOT_EMPTIED = (
    "What was erased is gone from {path}, but its last traces cannot be removed from the log beside it: the disk is "
    "full or cannot be written. Free some space; Clipper tries again by itself, at the latest when it is closed."
)
DAMAGED = "{path} is damaged. It was left as it is. Repair it, which saves what can be read, or restore a backup."
READ_ONLY = "{path} is read-only. Nothing was changed; make the file and its folder writable or choose another library."
UNREACHABLE = "{path} cannot be opened. Check that its folder exists and that you may write in it."
NOT_A_LIBRARY = "{path} is not a Clipper library. It was left as it is; choose another file."

_SENTENCES = {
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: FULL,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: NOT_A_LIBRARY,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: UNREACHABLE,
}


_SAID_OF_DAMAGE = ("Could not decode to UTF-8", "unsupported file format")
"""What has no code of its own: the first is said by Python, which reads the texts."""


def is_full(error: DBAPIError) -> bool:
    """Tell whether there was no room for something."""
    return getattr(error.orig, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF == sqlite3.SQLITE_FULL


def is_of_disk(error: DBAPIError | sqlite3.Error) -> bool:
    """Tell whether the disk was at fault, or seems to be."""
    code = getattr(error.orig if isinstance(error, DBAPIError) else error, "sqlite_errorcode", sqlite3.SQLITE_OK)
    return code & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CANTOPEN)


def explain(error: BaseException | None, path: Path) -> str | None:
    """Return the plain sentence for an error that is the environment's fault, None for any other."""
    code = getattr(error, "sqlite_errorcode", None)
    sentence = None if code is None else _SENTENCES.get(code & 0xFF)
    if sentence is None and str(error).startswith(_SAID_OF_DAMAGE):
        sentence = DAMAGED
    if sentence is NOT_A_LIBRARY and was_library(path):
        sentence = DAMAGED
    return sentence.format(path=path) if sentence else None


def is_of_place(error: EnvironmentProblem, path: Path) -> bool:
    """Tell whether a library was refused since nothing can be written where it lies."""
    return str(error) in {sentence.format(path=path) for sentence in (READ_ONLY, FULL, UNREACHABLE)}


def may_pass(error: Exception, path: Path) -> bool:
    """Tell whether a library was refused for what may be over when it is opened again."""
    return str(error) in {
        sentence.format(path=path) for sentence in (READ_ONLY, FULL, UNREACHABLE, LOCKED, OLDER_IN_USE)
    }


def was_library(path: Path) -> bool:
    """Tell by what its pages hold whether a file that cannot be opened was a library."""
    try:
        with path.open("rb") as file:
            return any(_SEARCH_INDEX.strip().encode()[:40] in piece for piece in iter(lambda: file.read(_PIECE), b""))
    except OSError:
        return False


def is_no_value(error: Exception) -> bool:
    """Tell whether an error says that what was read is no value of its column, as only damage can make it."""
    if isinstance(error, (zlib.error, json.JSONDecodeError)):
        return True
    return isinstance(error, (LookupError, ValueError)) and any(part in str(error) for part in _NO_VALUE)


_NO_VALUE = ("is not among the defined enum values", "Couldn't parse d")


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Raise EnvironmentProblem with a plain sentence where the environment makes SQLite fail; pass on what is a bug."""
    try:
        yield
    except (LookupError, ValueError, zlib.error) as error:
        if not is_no_value(error):
            raise
        raise Damaged(DAMAGED.format(path=path)) from error
    except (DBAPIError, sqlite3.Error) as error:
        sentence = explain(error.orig if isinstance(error, DBAPIError) else error, path)
        if sentence is None:
            raise
        raise (Damaged if sentence == DAMAGED.format(path=path) else EnvironmentProblem)(sentence) from error
