"""All rows of a library that can still be read: through SQLite where its structure is sound, else page by page."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, suppress
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary
from sqlalchemy import Table as CoreTable
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateTable

from clipper.library.store.sqlite_pages import Pages, Record, Torn, Tree, Value
from clipper.library.store.tables import Table

_SEQUENCE = "sqlite_sequence"
_SCHEMA_COLUMNS = 5
_FEWEST_TOLD_APART = 4
"""Rows of fewer columns look like those of an index."""

Row = dict[str, Value]


class Source(Protocol):
    """A file whose rows can be read."""

    def rows(self, table: CoreTable) -> Iterator[Row]:
        """Yield the rows of a table by the names of their columns, each as far as it is there."""

    def is_whole(self, table: CoreTable) -> bool:
        """Tell whether all rows of a table can be read."""

    def last_ids(self) -> dict[str, int]:
        """Return the last id that was given, by tables."""


class SoundFile:
    """A library whose structure is sound."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        # A text that is none any more is kept as far as it can be read.
        self._connection.text_factory = lambda text: text.decode("utf-8", "replace")

    def __enter__(self) -> "SoundFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, table: CoreTable) -> Iterator[Row]:
        """See Source."""
        cursor = self._connection.execute(f"SELECT * FROM {table.name}")
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor)

    def is_whole(self, _table: CoreTable) -> bool:
        """See Source."""
        return True

    def last_ids(self) -> dict[str, int]:
        """See Source."""
        return dict(self._connection.execute(f"SELECT name, seq FROM {_SEQUENCE}").fetchall())


class _Entry(NamedTuple):
    """A table or index as the file's schema names it."""

    kind: str
    name: str
    root: int
    sql: str

    @property
    def is_index(self) -> bool:
        return self.kind == "index" or "WITHOUT ROWID" in self.sql.upper()


class TornFile:
    """A library whose structure is damaged, read page by page."""

    def __init__(self, path: Path) -> None:
        self._stack = ExitStack()
        self._pages = Pages(self._stack.enter_context(path.open("rb")))
        self._entries = {entry.name: entry for entry in self._schema()}
        self._trees = {
            entry.name: self._pages.tree(entry.root, is_index=entry.is_index) for entry in self._entries.values()
        }

    def __enter__(self) -> "TornFile":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def rows(self, table: CoreTable) -> Iterator[Row]:
        """See Source."""
        names = self._columns(table)
        tree = self._trees.get(table.name, Tree())
        for number in (*tree.leaves, *(tree.inner if _is_link(table) else ())):
            for record in self._pages.records(number):
                if len(record.values) <= len(names):
                    yield _row(table, names, record)
        if not self.is_whole(table):
            yield from self._second_copy(table)
            yield from self._stray(table, names)

    def is_whole(self, table: CoreTable) -> bool:
        """See Source."""
        return table.name in self._trees and self._trees[table.name].is_whole

    def last_ids(self) -> dict[str, int]:
        """See Source."""
        tree = self._trees.get(_SEQUENCE, Tree())
        found = (record.values for number in tree.leaves for record in self._pages.records(number))
        return {str(values[0]): values[1] for values in found if len(values) == 2 and isinstance(values[1], int)}

    def _schema(self) -> Iterator[_Entry]:
        tree = self._pages.tree(1, is_index=False)
        leaves = tree.leaves if tree.is_whole else self._pages.leaves_but(set())
        for number in leaves:
            for record in self._pages.records(number):
                if len(record.values) == _SCHEMA_COLUMNS:
                    kind, name, _of, root, sql = record.values
                    if kind in ("table", "index") and isinstance(root, int) and root > 1:
                        yield _Entry(str(kind), str(name), root, str(sql or ""))

    def _columns(self, table: CoreTable) -> Sequence[str]:
        """Return the columns of a table in the order of the file, which may have been of an older form."""
        entry = self._entries.get(table.name)
        own = str(CreateTable(table).compile(dialect=dialect.dialect()))
        with closing(sqlite3.connect(":memory:")) as connection:
            with suppress(sqlite3.Error):
                connection.execute(entry.sql if entry else own)
            if not (found := connection.execute(f"PRAGMA table_info({table.name})").fetchall()):
                connection.execute(own)
                found = connection.execute(f"PRAGMA table_info({table.name})").fetchall()
        if not _is_link(table):
            return [name for _, name, *_ in found]
        keys = sorted((place, name) for _, name, _, _, _, place in found if place)
        return [*(name for _, name in keys), *(name for _, name, _, _, _, place in found if not place)]

    def _second_copy(self, table: CoreTable) -> Iterator[Row]:
        """Yield the rows of a link as an index holds them, too."""
        for index in table.indexes:
            names = [column.name for column in index.columns]
            names += [column.name for column in table.primary_key if column.name not in names]
            if _is_link(table) and len(names) == len(table.columns):
                tree = self._trees.get(str(index.name), Tree())
                for number in (*tree.leaves, *tree.inner):
                    for record in self._pages.records(number):
                        if len(record.values) == len(names):
                            yield dict(zip(names, record.values, strict=True))

    def _stray(self, table: CoreTable, names: Sequence[str]) -> Iterator[Row]:
        """Yield the rows of pages to which nothing leads any more, where only this table has such rows."""
        if len(names) < _FEWEST_TOLD_APART:
            return
        for number in self._lost_pages:
            if self._pages.is_of_index(number) == _is_link(table):
                for record in self._pages.records(number):
                    if _fits(table, names, record):
                        yield _row(table, names, record)

    @cached_property
    def _lost_pages(self) -> list[int]:
        known = {1}.union(*((*tree.leaves, *tree.inner) for tree in self._trees.values()))
        return [number for number in self._pages.leaves_but(known) if self._is_of_us(number)]

    def _is_of_us(self, number: int) -> bool:
        with suppress(Torn):
            return any(len(record.values) >= _FEWEST_TOLD_APART for record in self._pages.records(number))
        return False


def _is_link(table: CoreTable) -> bool:
    return table.dialect_options["sqlite"]["with_rowid"] is False


def _row(table: CoreTable, names: Sequence[str], record: Record) -> Row:
    row = dict(zip(names, record.values, strict=False))
    key = next(iter(table.primary_key)).name
    # The number of a row stands before it, and not among its values.
    return row if _is_link(table) or row.get(key) is not None else row | {key: record.row_id}


def _fits(table: CoreTable, names: Collection[str], record: Record) -> bool:
    """Tell whether a row can be of a table: by the number of its values, and their kinds."""
    if len(record.values) != len(names):
        return False
    pairs = zip(names, record.values, strict=True)
    return all(
        _is_of_kind(table.c[name], value, record.is_whole)
        for name, value in pairs
        if name in table.c and (_is_link(table) or not table.c[name].primary_key)
    )


def _is_of_kind(column: Any, value: Value, is_whole: bool) -> bool:
    if value is None:
        return bool(column.nullable) or not is_whole
    if isinstance(column.type, (Integer, BigInteger, Boolean)):
        return isinstance(value, int)
    return isinstance(value, bytes if isinstance(column.type, LargeBinary) else str)


def tables() -> list[CoreTable]:
    """Return the tables of what was entered and what follows from it, those first that others name."""
    return [table for table in Table.metadata.sorted_tables if table.name != "alembic_version"]
