"""One open library file: how it is made, refused or migrated, one writer under a lock, readers for every thread."""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.exc import DBAPIError

from clipper.library.store import sqlite, sqlite_hashes
from clipper.library.store.keeper import Keeper
from clipper.library.store.readers import Readers
from clipper.library.store.sqlite_log import beside
from clipper.library.store.tables import OrganisationRow, Table, version_table
from clipper.model.errors import Damaged, EnvironmentProblem

VERSION = 17
"""The version of the library's form that this program writes; that of the last migration."""

NEWER = "{path} was written by a newer version of Clipper. It was left as it is; update Clipper to open it."

MISSING = "There is no library at {path}."

_REPLACED = (
    "{path} is no longer the file that was opened, such as after a restore. What was to be kept is not in it: open the "
    "library again, and do it once more."
)

_GONE = (
    "{path} is empty or gone, but what was written last lies in a log beside it. Put the library back there, restore a "
    "backup, or move {path}-wal to another folder to begin a new library."
)

CHECKED_WHEN_OPENED = 16_000_000
"""Bytes; a quick check reads the whole file, 20 ms for these. “clipper check” and backups look at larger libraries."""


def stand_still() -> None:
    """Do nothing while a step waits, as where no window has to be drawn."""


class Store(Readers):
    """The connections of one open library.

    `is_checked` tells whether opening it looked at its structure, `was_left_open` whether nobody closed it before.
    """

    refusal = ""

    def __init__(
        self, path: Path, keeper: Keeper | None, is_checked: bool = False, was_left_open: bool = False
    ) -> None:
        super().__init__(path, sqlite.reading_engine(path))
        self.is_checked, self.was_left_open = is_checked, was_left_open
        self._keeper = keeper
        self._lock = threading.RLock()
        # Before it is opened: what takes its place meanwhile is another file then, at worst.
        self._identity = _identity_of(path)
        self._raw_writer = sqlite.connect_writer(path, checkpoints=keeper is not None)
        # Called many times a second while a step waits for another one, of this process or another; on its own thread.
        self.while_waiting: Callable[[], None] = stand_still
        self._writer = self._writing_engine()
        with ExitStack() as unless_ready:
            unless_ready.callback(self._raw_writer.close)
            self._seen_version = sqlite.data_version(self._raw_writer)
            unless_ready.pop_all()
        self._must_empty_log = False
        self._is_closed = self._is_watched = False

    @classmethod
    def open(cls, path: Path, keep_as_it_is: Callable[[Path], None], *, create: bool = True) -> "Store":
        """Open a library, made first when it is not there, or is an empty file, and `create` allows it.

        `keep_as_it_is` is called before an older one is changed; what it raises leaves that as it was. Raises
        EnvironmentProblem, with one sentence for a person, and leaves a file that it refuses as it was.
        """
        _require_place(path, create)
        was_left_open = has_log(path)
        with sqlite.plain_errors(path):
            sqlite.recover(path)
            if is_new(path):
                create_library(path)
            require_library(path)
            keeper = take_keeper(path)
            try:
                is_checked = _make_ready(path, keeper, keep_as_it_is)
                return cls(path, keeper, is_checked, was_left_open and keeper is not None)
            except BaseException:
                if keeper:
                    keeper.release()
                raise

    @property
    def is_keeper(self) -> bool:
        """Whether this is the keeper of the library: then nobody restores or repairs it meanwhile."""
        return self._keeper is not None

    def _writing_engine(self) -> Engine:
        return sqlite.writing_engine(self._raw_writer, lambda: self.while_waiting())

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the writer in one transaction: all of it is kept, or nothing when the block raises.

        Raises EnvironmentProblem also where another file has taken the place of the library, as after a restore: what
        is written would go where nobody looks for it.
        """
        with self._taken(), sqlite.plain_errors(self.path), self._renewing():
            with self._watched().begin() as connection:
                self._require_in_place()
                try:
                    yield connection
                    sqlite_hashes.keep(self._raw_writer)
                except BaseException:
                    # What was worked out on the way tells of what is taken back now.
                    connection.info.clear()
                    raise
            self._require_in_place()

    def _require_in_place(self) -> None:
        if _identity_of(self.path) != self._identity:
            raise EnvironmentProblem(_REPLACED.format(path=self.path))

    def _watched(self) -> Engine:
        # Not when it is opened: most that is opened on the command line is only read.
        if not self._is_watched:
            sqlite_hashes.watch(self._raw_writer)
            self._is_watched = True
        return self._writer

    @contextmanager
    def _taken(self) -> Iterator[None]:
        while not self._lock.acquire(timeout=sqlite.PATIENCE):
            self.while_waiting()
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def _renewing(self) -> Iterator[None]:
        """Write with another connection from now on where the disk failed: the next try would find the library damaged.

        What SQLite's full-text index remembers is not what is in the file then.
        """
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            if sqlite.is_of_disk(error):
                # Where none can be had the next try says why.
                with suppress(sqlite3.Error):
                    self._renew_writer()
            raise

    def _renew_writer(self) -> None:
        renewed = sqlite.connect_writer(self.path, checkpoints=self._keeper is not None)
        # After there is another one: the last one to be closed takes the log with it.
        self._writer.dispose()
        self._raw_writer.close()
        self._raw_writer, self._is_watched = renewed, False
        self._writer = self._writing_engine()
        # Its numbers are others, so that everything counts as changed at the next look.
        self._seen_version = -1

    def noticed_other_writer(self) -> bool:
        """Tell whether another process wrote since this was last asked; waits for nobody."""
        if not self._lock.acquire(blocking=False):
            return False
        try:
            with sqlite.plain_errors(self.path):
                moved = self._version_moved()
                self._keep(moved)
                return moved
        finally:
            self._lock.release()

    def _version_moved(self) -> bool:
        before, self._seen_version = self._seen_version, sqlite.data_version(self._raw_writer)
        return self._seen_version != before

    def _keep(self, others_wrote: bool) -> None:
        """Take over from a keeper that is gone, and do what the others leave to the keeper.

        Their log would grow for as long as a window is open, and may hold what they erased for good.
        """
        if self._keeper is None:
            # Where no file can be made beside the library any more, nobody keeps it; writing will say why.
            with suppress(OSError):
                self._keeper = Keeper.take(self.path)
            if self._keeper:
                sqlite.let_checkpoint(self._raw_writer, True)
        if self._keeper and (others_wrote or self._must_empty_log):
            self._must_empty_log = not sqlite.empty_log(self._raw_writer, wait=False)

    def connect_source(self, path: Path) -> sqlite3.Connection:
        """Open a connection to copy the library with."""
        return sqlite.connect_source(path)

    def empty_log(self) -> None:
        """Leave nothing of what was erased in the write-ahead log.

        Left to the next look for other writers where somebody still reads there, or to the process that is the keeper.
        Raises EnvironmentProblem where the disk is in the way.
        """
        self._must_empty_log = True
        if self._keeper:
            with self._lock:
                try:
                    self._must_empty_log = not sqlite.empty_log(self._raw_writer, wait=True)
                except sqlite3.Error as error:
                    raise EnvironmentProblem(sqlite.NOT_EMPTIED.format(path=self.path)) from error

    def close(self) -> None:
        """Close all connections; the keeper leaves a single file behind, others leave it what is in the log."""
        with self._lock, sqlite.plain_errors(self.path), ExitStack() as last:
            if self._is_closed:
                return
            self._is_closed = True
            # In turn from the last, whatever fails on the way.
            last.callback(self._release)
            after_the_writer = last.enter_context(ExitStack())
            for close in (self._raw_writer.close, self._writer.dispose, self._readers.dispose):
                last.callback(close)
            self._keep(others_wrote=False)
            if self._keeper is None:
                reader = after_the_writer.enter_context(closing(sqlite.connect_reader(self.path)))
                reader.execute("SELECT 1 FROM sqlite_master")

    def _release(self) -> None:
        if self._keeper:
            self._keeper.release()
            self._keeper = None


def _identity_of(path: Path) -> tuple[int, int] | None:
    """Return by what the system tells the file at a path from any other, None where there is none.

    Raises EnvironmentProblem where that cannot be told, such as of a disk that does not answer.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise EnvironmentProblem(sqlite.UNREACHABLE.format(path=path)) from error
    return found.st_dev, found.st_ino


def take_keeper(path: Path) -> Keeper | None:
    """Become the keeper of a library, None where somebody is; raises EnvironmentProblem in a read-only place."""
    try:
        return Keeper.take(path)
    except OSError as error:
        raise EnvironmentProblem(sqlite.READ_ONLY.format(path=path)) from error


def _make_ready(path: Path, keeper: Keeper | None, keep_as_it_is: Callable[[Path], None]) -> bool:
    """Migrate an older library and refuse a damaged one; returns whether its structure was looked at for that."""
    _, version = sqlite.peek(path)
    if version < VERSION and keeper is None:
        raise EnvironmentProblem(sqlite.OLDER_IN_USE.format(path=path))
    if version < VERSION:
        # Alembic takes long to import, and is hardly ever needed.
        from clipper.library.store.migration import migrate

        keep_as_it_is(path)
        migrate(path, VERSION)
    if path.stat().st_size <= CHECKED_WHEN_OPENED:
        # A reader of a library that nobody else has open would leave its log beside it.
        connect = sqlite.connect_alone if keeper else sqlite.connect_reader
        with closing(connect(path)) as connection:
            if sqlite.damage(connection):
                raise Damaged(sqlite.DAMAGED.format(path=path))
        return True
    return False


def has_log(path: Path) -> bool:
    """Tell whether a log lies beside a library that holds something: it is open, or nobody closed it."""
    log = beside(path, "-wal")
    return log.exists() and log.stat().st_size > 0


def is_new(path: Path) -> bool:
    """Tell whether there is no library yet: the file is missing, or empty after a crash, and so has no log."""
    # The log first: another process may be making the library, which has one only after.
    return not has_log(path) and _holds_nothing(path)


def is_missing(path: Path) -> bool:
    """Tell whether a library would be made there: whoever only looks must not be told that all is well."""
    return (path.is_file() or not path.exists()) and is_new(path)


def _holds_nothing(path: Path) -> bool:
    return not path.exists() or path.stat().st_size == 0


def create_library(path: Path) -> None:
    """Make an empty library in one transaction; raises sqlite3 or SQLAlchemy errors and then leaves an empty file."""
    # Before the write-ahead log is switched on, so that the header in the file itself tells what it is.
    with closing(sqlite.connect_alone(path)) as raw, sqlite.writing_engine(raw).begin() as connection:
        # Another process may have made it while this one waited for the lock.
        if not sqlite.has_tables(connection):
            make_tables(connection)


def make_tables(connection: Connection) -> None:
    """Make all tables of a new library, the full-text index and the one row of the organisation."""
    Table.metadata.create_all(connection)
    sqlite.create_search_index(connection)
    sqlite.mark(connection, VERSION)
    connection.execute(insert(version_table).values(version_num=f"{VERSION:04}"))
    connection.execute(insert(OrganisationRow).values(id=1, aliases=[], languages=["en"]))
    sqlite_hashes.hash_all(connection)


def _require_place(path: Path, create: bool) -> None:
    if not create and is_missing(path):
        raise EnvironmentProblem(MISSING.format(path=path))
    if path.is_dir():
        raise EnvironmentProblem(f"{path} is a folder. Choose a file for the library.")
    if path.exists() and not path.is_file():
        raise EnvironmentProblem(f"{path} is not an ordinary file. Choose a file for the library.")
    if not path.parent.is_dir():
        raise EnvironmentProblem(f"There is no folder {path.parent}. Make it first, or choose another place.")
    # Beside the file itself, where it is opened through a link, is where SQLite writes.
    if not os.access(path.resolve().parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise EnvironmentProblem(sqlite.READ_ONLY.format(path=path))


def is_of_older_form(path: Path) -> bool:
    """Tell whether a library has the form of an earlier version, so that opening it brings it to the present one."""
    # What is in the way is told when it is opened; to peek at what is not there would make it.
    with suppress(EnvironmentProblem, OSError):
        if is_new(path):
            return False
        application, version = sqlite.peek(path)
        return application == sqlite.APPLICATION_ID and version < VERSION
    return False


def require_library(path: Path) -> None:
    """Refuse with a sentence what is no library, damaged so that it seems none, or newer than this program."""
    if _holds_nothing(path):
        # SQLite would take the log for one of nobody, and remove it.
        raise EnvironmentProblem(_GONE.format(path=path))
    application, version = sqlite.peek(path)
    if application != sqlite.APPLICATION_ID and sqlite.was_library(path):
        raise Damaged(sqlite.DAMAGED.format(path=path))
    if application != sqlite.APPLICATION_ID:
        raise EnvironmentProblem(sqlite.NOT_A_LIBRARY.format(path=path))
    if version > VERSION:
        raise EnvironmentProblem(NEWER.format(path=path))
