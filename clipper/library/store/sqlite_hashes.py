"""Hashes of what rows say, kept beside them, so that damage is found which SQLite cannot see.

SQLite vouches for the structure of a file and for what it holds twice: of a link, or of the short codes of a clipping,
a second copy stands in an index, and both are compared. All else that was entered has a hash here: one for a row, or
one for all rows that a clipping has of a kind. What follows from other columns has none; it is made anew instead.

The connection that writes notes which rows it touches, by triggers of its own that no file holds; before it commits,
their hashes are written anew, however the rows were changed. What changes behind its back does not have the right hash.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import groupby, islice
from operator import itemgetter

from msgspec import Struct
from sqlalchemy import Connection

from clipper.library.store.tables import (
    ClippingMessageRow,
    ClippingRow,
    ClippingTagRow,
    ContentRow,
    RowHashRow,
    ShingleRow,
    StepRow,
    Table,
    version_table,
)

_BYTES = 8
_AT_ONCE = 500
_PUT = (
    "INSERT INTO row_hashes (of, key, hash) VALUES (?, ?, ?) ON CONFLICT (of, key) DO UPDATE SET hash = excluded.hash"
)
_FORGET = "DELETE FROM row_hashes WHERE of = ? AND key = ?"
WRONG = b""
"""The hash of a row that was damaged when its library got another form, so that it is still named."""

FOLLOWING = frozenset(("search_id", "names", "comments", "unpointed", "url_key"))
"""The columns of a clipping that are made anew from others."""

_HAVE_NONE = {
    version_table.name,
    *(rows.__tablename__ for rows in (RowHashRow, ShingleRow, ContentRow, ClippingTagRow, ClippingMessageRow)),
}
HELD_TWICE = {ClippingRow.__tablename__: "ix_clippings_list", StepRow.__tablename__: "ix_steps_undone_ended"}
"""The indexes whose columns are compared with those of the rows, and change for many rows at once."""


class Hashed(Struct, frozen=True):
    """Rows that have hashes: by the values of `key`, and of which columns, in which order of the rows."""

    table: str
    key: str
    columns: tuple[str, ...]
    order: tuple[str, ...]

    @property
    def selected(self) -> str:
        """The key, then the columns as the bytes that the file holds: damage may be no text any more."""
        return ", ".join((self.key, *(f'CAST("{name}" AS BLOB)' for name in self.columns)))

    def rows(self, keys: Sequence[int]) -> tuple[str, tuple[str]]:
        """Return the statement that reads rows, and what it is given."""
        statement = (
            f"SELECT {self.selected} FROM {self.table} "
            f"WHERE {self.key} IN (SELECT value FROM json_each(?)) ORDER BY {', '.join(self.order)}"
        )
        return statement, (json.dumps(keys),)


def _hashed() -> Iterator[Hashed]:
    for table in Table.metadata.sorted_tables:
        if table.name in _HAVE_NONE:
            continue
        twice = {
            column.name
            for index in table.indexes
            if index.name == HELD_TWICE.get(table.name)
            for column in index.columns
        }
        left_out = twice | FOLLOWING
        keys = tuple(column.name for column in table.primary_key)
        # Sorted, since a migration may add a column at another place than a new library has it.
        columns = sorted(column.name for column in table.columns if column.name not in left_out)
        yield Hashed(table.name, keys[0], tuple(columns), keys)


HASHED = {one.table: one for one in _hashed()}
"""By their tables."""


def watch(connection: sqlite3.Connection) -> None:
    """Note from now on which rows a connection writes, for `keep`; begun again where it was ended half way."""
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS touched (of TEXT, key INTEGER, PRIMARY KEY (of, key)) WITHOUT ROWID"
    )
    for one in HASHED.values():
        of = "UPDATE OF " + ", ".join(f'"{name}"' for name in one.columns)
        for when, rows in (("INSERT", ("new",)), ("DELETE", ("old",)), (of, ("old", "new"))):
            noted = "".join(f"INSERT OR IGNORE INTO touched VALUES ('{one.table}', {row}.{one.key});" for row in rows)
            name = f"touched_{one.table}_{when.split()[0].lower()}"
            connection.execute(
                f'CREATE TEMP TRIGGER IF NOT EXISTS {name} AFTER {when} ON main."{one.table}" BEGIN {noted} END'
            )


def keep(connection: sqlite3.Connection) -> None:
    """Write the hashes of all rows that were written since the last time; part of their transaction.

    Most steps touch few rows of many tables, and every statement through SQLAlchemy would take twice as long.
    """
    for table, touched in groupby(connection.execute("SELECT of, key FROM touched"), itemgetter(0)):
        while keys := [key for _, key in islice(touched, _AT_ONCE)]:
            found = _by_key(connection.execute(*HASHED[table].rows(keys)))
            connection.executemany(_PUT, [(table, key, value) for key, value in found.items()])
            connection.executemany(_FORGET, [(table, key) for key in keys if key not in found])
    connection.execute("DELETE FROM touched")


def hash_all(connection: Connection) -> None:
    """Write the hashes of all rows; those that are WRONG stay so."""
    for one in HASHED.values():
        connection.exec_driver_sql(
            f"DELETE FROM row_hashes WHERE of = ? AND hash <> x'' AND key NOT IN (SELECT {one.key} FROM {one.table})",
            (one.table,),
        )
        for keys in batches(connection, one):
            _put(connection, one, hashes(connection, one, keys), "WHERE hash <> x''")


def batches(connection: Connection, one: Hashed) -> Iterator[list[int]]:
    """Yield the keys of all rows that have hashes, in their order, some hundred at a time."""
    after = -1
    while keys := keys_after(connection, one, after):
        yield keys
        after = keys[-1]


def keys_after(connection: Connection, one: Hashed, after: int) -> list[int]:
    """Return the next keys of rows, and of hashes without rows, in their order."""
    statement = (
        f"SELECT {one.key} FROM {one.table} WHERE {one.key} > ? "
        f"UNION SELECT key FROM row_hashes WHERE of = ? AND key > ? ORDER BY 1 LIMIT {_AT_ONCE}"
    )
    return list(connection.exec_driver_sql(statement, (after, one.table, after)).scalars())


def hashes(connection: Connection, one: Hashed, keys: Sequence[int]) -> dict[int, bytes]:
    """Return the hashes of rows as they are now, those that are gone left out."""
    return _by_key(connection.exec_driver_sql(*one.rows(keys)))


def _by_key(rows: Iterable[Sequence[bytes | None]]) -> dict[int, bytes]:
    return {key: _hash(group) for key, group in groupby(rows, itemgetter(0))}


def wrong_keys(connection: Connection, one: Hashed, keys: Sequence[int]) -> list[int]:
    """Return those of some keys whose rows are not what was written: changed, gone, or come from nowhere."""
    written, found = _written(connection, one, keys), hashes(connection, one, keys)
    return [key for key in keys if written.get(key) != found.get(key)]


def with_hashes(connection: Connection, one: Hashed, keys: Sequence[int]) -> list[int]:
    """Return those of some keys whose rows have a hash."""
    written = _written(connection, one, keys)
    return [key for key in keys if key in written]


def _written(connection: Connection, one: Hashed, keys: Sequence[int]) -> dict[int, bytes]:
    statement = "SELECT key, hash FROM row_hashes WHERE of = ? AND key IN (SELECT value FROM json_each(?))"
    return dict(iter(connection.exec_driver_sql(statement, (one.table, json.dumps(keys)))))


def mark_wrong(connection: Connection) -> None:
    """Let rows that are damaged now be named also after all hashes are written anew."""
    for one in HASHED.values():
        for keys in batches(connection, one):
            _put(connection, one, dict.fromkeys(wrong_keys(connection, one, keys), WRONG))


def _put(connection: Connection, one: Hashed, found: dict[int, bytes], where: str = "") -> None:
    if found:
        connection.exec_driver_sql(f"{_PUT} {where}", [(one.table, key, value) for key, value in found.items()])


def _hash(rows: Iterable[Sequence[bytes | None]]) -> bytes:
    """Return the hash of rows: each value with its length before it, so that no two rows read the same."""
    digest = blake2b(digest_size=_BYTES)
    for _key, *values in rows:
        for value in values:
            if value is None:
                digest.update(b"-")
            else:
                digest.update(b"%d:" % len(value))
                digest.update(value)
    return digest.digest()
