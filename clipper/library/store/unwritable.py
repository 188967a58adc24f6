"""A library where nothing can be written, such as on a read-only medium or a full disk: it is only read."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import gettempdir

from msgspec import Struct
from sqlalchemy import Connection

from clipper.library.store import sqlite
from clipper.library.store.engine import (
    CHECKED_WHEN_OPENED,
    VERSION,
    Store,
    has_log,
    is_new,
    require_library,
    stand_still,
)
from clipper.library.store.keeper import Keeper
from clipper.library.store.readers import Readers
from clipper.library.store.sqlite_log import beside
from clipper.library.working_folder import working_folder
from clipper.model.errors import Damaged, EnvironmentProblem

_NO_ROOM = (
    "{path} is read from a copy, since nothing can be written beside it, but {folder} has no room for one. Free some "
    "space there and try again."
)
_CHANGED = "{path} was changed by another program while it was read, so this may not be right. Try again."


class UnwritableStore(Readers):
    """An open library that is only read: nothing is made or changed beside it, and who writes gets the `refusal`."""

    is_keeper = was_left_open = is_checked = False

    def __init__(self, path: Path, refusal: str, way: "_Way", closing: ExitStack) -> None:
        super().__init__(path, sqlite.engine_of(way.connect))
        self.while_waiting: Callable[[], None] = stand_still
        self.refusal, self._way, self._closing = refusal, way, closing

    @classmethod
    def open(cls, path: Path, refused: EnvironmentProblem) -> "UnwritableStore":
        """Open a library of which opening for writing was `refused`; raises that where the place was not the reason.

        One that lies there as somebody left it, or of an older form, is read from a copy. Raises EnvironmentProblem.
        """
        if not sqlite.is_of_place(refused, path) or not path.is_file() or is_new(path) or _is_half_made(path):
            raise refused
        with ExitStack() as unless_ready, sqlite.plain_errors(path):
            require_library(path)
            way = _way_of(path, unless_ready)
            _require_sound(path, way.connect)
            return cls(path, str(refused), way, unless_ready.pop_all())

    def writing(self) -> AbstractContextManager[Connection]:
        """Refuse, in the words in which opening the library for writing was refused."""
        raise EnvironmentProblem(self.refusal)

    def connect_source(self, _path: Path) -> sqlite3.Connection:
        """Open a connection to copy the library with."""
        return self._way.connect()

    def noticed_other_writer(self) -> bool:
        """Tell whether somebody wrote who may; raises EnvironmentProblem where what was read may not be right then."""
        with sqlite.plain_errors(self.path):
            return self._way.noticed_other_writer()

    def empty_log(self) -> None:
        """Nothing was erased."""

    def close(self) -> None:
        """Close all connections; raises EnvironmentProblem where the file was changed meanwhile."""
        self._readers.dispose()
        self._closing.close()


class _Way(Struct, frozen=True):
    """How a library is read: how to connect to it, and what somebody who may write does to what was read."""

    connect: Callable[[], sqlite3.Connection]
    noticed_other_writer: Callable[[], bool]


def _is_half_made(path: Path) -> bool:
    return beside(path, "-journal").exists()


def _way_of(path: Path, last: ExitStack) -> _Way:
    """Return how to read a library; `last` undoes what was made for it."""
    if beside(path, "-wal").exists() and sqlite.peek(path)[1] == VERSION and _can_share(path):
        return _Way(lambda: sqlite.connect_sharing(path), _look_for_steps(path, last))
    if has_log(path) or sqlite.peek(path)[1] < VERSION:
        # Whatever is done to the library after that, the copy stays as it is.
        with _held(path), _unchanged(path):
            copy = _copied(path, last)
        return _Way(lambda: sqlite.connect_unchanging(copy), lambda: False)
    last.enter_context(_held(path))
    require_unchanged = last.enter_context(_unchanged(path))
    return _Way(lambda: sqlite.connect_unchanging(path), require_unchanged)


def _look_for_steps(path: Path, last: ExitStack) -> Callable[[], bool]:
    """Return what tells whether somebody has written since it was last asked."""
    looking = last.enter_context(closing(sqlite.connect_sharing(path)))
    seen = [sqlite.data_version(looking)]

    def noticed() -> bool:
        seen.append(sqlite.data_version(looking))
        return seen.pop(0) != seen[0]

    return noticed


def _can_share(path: Path) -> bool:
    """Tell whether what others made beside the library is enough to read its log with."""
    try:
        with closing(sqlite.connect_sharing(path)) as connection:
            connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.Error:
        return False
    return True


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """Keep others from moving a log into the file while it is read, where that can be done and nobody does already."""
    try:
        keeper = Keeper.take(path)
    except OSError:
        keeper = None
    try:
        yield
    finally:
        if keeper:
            keeper.release()


@contextmanager
def _unchanged(path: Path) -> Iterator[Callable[[], bool]]:
    """Refuse at the end what was read of a file that somebody changed meanwhile, who may write where we may not.

    Gives what refuses it before, and else tells that nobody has written.
    """
    before = _stamp(path)

    def require_unchanged() -> bool:
        if _stamp(path) != before:
            raise EnvironmentProblem(_CHANGED.format(path=path))
        return False

    yield require_unchanged
    require_unchanged()


def _stamp(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError as error:
        raise EnvironmentProblem(sqlite.UNREACHABLE.format(path=path)) from error
    return found.st_size, found.st_mtime_ns


def _copied(path: Path, last: ExitStack) -> Path:
    """Copy a library with its log, and bring the copy to the present form; large files are read beside the library."""
    try:
        copy = last.enter_context(working_folder()) / path.name
        for ending in ("", "-wal"):
            if (file := beside(path, ending)).exists():
                shutil.copyfile(file, copy.with_name(copy.name + ending))
    except OSError as error:
        raise EnvironmentProblem(_NO_ROOM.format(path=path, folder=gettempdir())) from error
    try:
        Store.open(copy, lambda _: None, create=False).close()
    except EnvironmentProblem as error:
        if sqlite.is_of_place(error, copy):
            raise EnvironmentProblem(_NO_ROOM.format(path=path, folder=gettempdir())) from error
        raise type(error)(str(error).replace(str(copy), str(path))) from error
    return copy


def _require_sound(path: Path, connect: Callable[[], sqlite3.Connection]) -> None:
    if path.stat().st_size > CHECKED_WHEN_OPENED:
        return
    with closing(connect()) as connection:
        if sqlite.damage(connection):
            raise Damaged(sqlite.DAMAGED.format(path=path))
