"""Writing rows as they were read out of a damaged library, and making whole what was torn between them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy import Table as CoreTable

from clipper.library.store.sqlite_compare import lost


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


def drop(connection: Connection, table: str, column: str, parent: str, end: str) -> list[int]:
    """Take away the rows that name others which are not there; returns their keys, or what they belonged to."""
    keys, where = _broken(connection, table, column, parent, end)
    connection.exec_driver_sql(f"DELETE FROM {table} WHERE {where}")
    return keys


def loosen(connection: Connection, table: str, column: str, parent: str, end: str) -> list[int]:
    """Let rows name nothing where they name what is not there; returns their keys."""
    keys, where = _broken(connection, table, column, parent, end)
    connection.exec_driver_sql(f"UPDATE {table} SET {column} = NULL WHERE {where}")
    return keys


def _broken(connection: Connection, table: str, column: str, parent: str, end: str) -> tuple[list[int], str]:
    where = f"{column} IN ({lost(table, column, parent, end)})"
    key = connection.exec_driver_sql(f"SELECT name FROM pragma_table_info('{table}') WHERE pk = 1").scalar_one()
    return list(connection.exec_driver_sql(f"SELECT {key} FROM {table} WHERE {where}").scalars()), where
