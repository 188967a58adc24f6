"""Reading an open library, from any thread, and ending a search that nobody waits for any more."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from msgspec import Struct
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from clipper.library.store import sqlite


class Search(Struct, eq=False):
    """A search while it runs; `is_given_up` also when it was interrupted between two statements, which then run on."""

    connection: Connection
    raw: sqlite3.Connection
    is_given_up: bool = False


class Readers:
    """The connections of one open library that read."""

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._readers = engine
        self._searches: list[Search] = []
        self._searches_lock = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the library throughout; any thread may ask, at any time."""
        with sqlite.plain_errors(self.path), self._readers.connect() as connection:
            try:
                yield connection
            except (DBAPIError, sqlite3.Error) as error:
                if sqlite.is_of_disk(error):
                    connection.invalidate()
                raise

    @contextmanager
    def searching(self) -> Iterator[Search]:
        """Give a reading connection whose statements `interrupt` ends with an error."""
        with self.reading() as connection:
            search = Search(connection, cast(sqlite3.Connection, connection.connection.dbapi_connection))
            with self._searches_lock:
                self._searches.append(search)
            try:
                yield search
            finally:
                with self._searches_lock:
                    self._searches.remove(search)

    def interrupt(self) -> None:
        """End all that runs inside `searching`, from any thread."""
        with self._searches_lock:
            for search in self._searches:
                search.is_given_up = True
                search.raw.interrupt()
