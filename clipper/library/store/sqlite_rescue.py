"""Writing rows as they were read out of a damaged library, and making whole what was torn between them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Table as CoreTable


def empty(connection: Connection, *tables: str) -> None:
    """Take all rows out of tables."""
    for table in tables:
        connection.exec_driver_sql(f"DELETE FROM {table}")


def put(connection: Connection, table: CoreTable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows as they are; one that cannot be beside those that are there is left out."""
    names = [column.name for column in table.columns]
    columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    values = [tuple(row[name] for name in names) for row in rows]
    connection.exec_driver_sql(f"INSERT OR IGNORE INTO {table.name} ({columns}) VALUES ({places})", values)


def go_on_from(connection: Connection, last_ids: Mapping[str, int]) -> None:
    """Let no id be given again."""
    for name, seq in last_ids.items():
        connection.exec_driver_sql(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ? AND ? < 1 << 53", (seq, name, seq)
        )


def drop(connection: Connection, table: str, column: str, parent: str, end: str) -> list[tuple[int, Any]]:
    """Take away the rows that name others which are not there; returns the first of their key, and what they name."""
    key, where = _broken(connection, table, column, parent, end)
    found = list(map(tuple, connection.exec_driver_sql(f"SELECT {key}, {column} FROM {table} WHERE {where}")))
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE {where}")
    return [(int(row[0]), row[1]) for row in found]


def loosen(connection: Connection, table: str, column: str, parent: str, end: str) -> list[tuple[int, Any]]:
    """Let rows name nothing where they name what is not there; returns their keys, and what they named."""
    key, where = _broken(connection, table, column, parent, end)
    found = list(map(tuple, connection.exec_driver_sql(f"SELECT {key}, {column} FROM {table} WHERE {where}")))
    connection.exec_driver_sql(f"UPDATE {table} SET {column} = NULL WHERE {where}")
    return [(int(row[0]), row[1]) for row in found]


def _broken(connection: Connection, table: str, column: str, parent: str, end: str) -> tuple[str, str]:
    first = connection.exec_driver_sql(f"SELECT name FROM pragma_table_info('{table}') WHERE pk = 1").scalar_one()
    missing = f"NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE parent.{end} = {table}.{column})"
    return str(first), f"{column} IS NOT NULL AND {missing}"


def names_of(connection: Connection, clipping_ids: Iterable[int]) -> dict[int, str]:
    """Return the names that clippings repeat of their outlets and people."""
    statement = "SELECT id, names FROM clippings WHERE id IN (SELECT value FROM json_each(?))"
    return dict(connection.exec_driver_sql(statement, (json.dumps(list(clipping_ids)),)).fetchall())
