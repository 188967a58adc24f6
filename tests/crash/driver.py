"""The connections of apsw in the form of Python's sqlite3: the library's own code runs over another file system.

Python's sqlite3 has no way to put one in; apsw has, with an SQLite of its own. What the library says to SQLite, its
settings among them, goes through unchanged.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import apsw

_KINDS: dict[type[apsw.Error], type[sqlite3.Error]] = {
    apsw.ConstraintError: sqlite3.IntegrityError,
    apsw.CorruptError: sqlite3.DatabaseError,
    apsw.NotADBError: sqlite3.DatabaseError,
}


@contextmanager
def _plain() -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        kind = next((kind for own, kind in _KINDS.items() if isinstance(error, own)), sqlite3.OperationalError)
        same = kind(str(error))
        same.sqlite_errorcode = error.extendedresult
        raise same from error


class Cursor:
    """A cursor as SQLAlchemy and the library use one."""

    arraysize = 1

    def __init__(self, connection: "Connection") -> None:
        self.connection = connection
        self.description: Any = None
        self.rowcount, self.lastrowid = -1, 0
        self._rows: Iterator[Any] = iter(())

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "Cursor":
        return self._run(statement, [parameters])

    def executemany(self, statement: str, several: Sequence[Sequence[Any]]) -> "Cursor":
        return self._run(statement, several)

    def _run(self, statement: str, several: Sequence[Sequence[Any]]) -> "Cursor":
        raw, told = self.connection.raw, list[Any]()

        # Not a method of ours: in a circle of references a statement that was left would stay active.
        def describe(cursor: apsw.Cursor, _statement: str, _parameters: Any) -> bool:
            told[:] = cursor.get_description()
            return True

        with _plain():
            before, first = raw.total_changes(), None
            for parameters in several:
                cursor = raw.cursor()
                cursor.exec_trace = describe
                found = cursor.execute(statement, parameters)
                # As sqlite3 does, which runs to the first row, or to the end where there is none.
                first = next(found, None)
            self._rows = iter(()) if first is None else _chained(first, found)
            self.description = tuple((name, *(None,) * 6) for name, *_ in told) or None
            is_change = re.match(r"\s*(INSERT|UPDATE|DELETE|REPLACE|WITH)", statement, re.IGNORECASE)
            changed = raw.changes() if len(several) == 1 else raw.total_changes() - before
            self.rowcount = changed if is_change and self.description is None else -1
            self.lastrowid = raw.last_insert_rowid()
        return self

    def __iter__(self) -> Iterator[Any]:
        with _plain():
            yield from self._rows

    def fetchone(self) -> Any:
        with _plain():
            return next(self._rows, None)

    def fetchmany(self, size: int | None = None) -> list[Any]:
        with _plain():
            return [row for _, row in zip(range(size or self.arraysize), self._rows, strict=False)]

    def fetchall(self) -> list[Any]:
        with _plain():
            return list(self._rows)

    def close(self) -> None:
        self._rows = iter(())


def _chained(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


class Connection:
    """A connection as SQLAlchemy and the library use one."""

    def __init__(self, path: str, timeout: float, uri: bool, vfs: str) -> None:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | (apsw.SQLITE_OPEN_URI if uri else 0)
        with _plain():
            self.raw = apsw.Connection(path, flags=flags, vfs=vfs)
            self.raw.set_busy_timeout(int(timeout * 1000))

    @property
    def total_changes(self) -> int:
        return self.raw.total_changes()

    def cursor(self) -> Cursor:
        return Cursor(self)

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> Cursor:
        return self.cursor().execute(statement, parameters)

    def executemany(self, statement: str, several: Sequence[Sequence[Any]]) -> Cursor:
        return self.cursor().executemany(statement, several)

    def create_function(self, name: str, count: int, function: Any, *, deterministic: bool = False) -> None:
        self.raw.create_scalar_function(name, function, count, deterministic=deterministic)

    def set_progress_handler(self, handler: Any, steps: int) -> None:
        self.raw.set_progress_handler(handler, steps)

    def commit(self) -> None:
        if self.raw.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.raw.in_transaction:
            self.execute("ROLLBACK")

    def interrupt(self) -> None:
        self.raw.interrupt()

    def close(self) -> None:
        # SQLite passes over what goes wrong when the log is moved and removed at the end; the next one does it again.
        with suppress(apsw.Error):
            self.raw.close(True)


@contextmanager
def over(vfs: str) -> Iterator[None]:
    """Inside, whoever opens an SQLite file opens it through a file system that apsw knows by this name."""

    def connect(path: Path | str, *, timeout: float = 5.0, uri: bool = False, **_: Any) -> Connection:
        return Connection(str(path), timeout, uri, vfs)

    with patch("sqlite3.connect", connect):
        yield
