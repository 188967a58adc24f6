"""What a library file is made of."""

import sqlite3
from contextlib import closing
from pathlib import Path


def structure(path: Path) -> dict[str, list[str]]:
    """Every table, index and trigger with the lines of its definition, in any order; copies have quoted names."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
    return {name: sorted(line.strip(" ,") for line in (sql or "").replace('"', "").splitlines()) for name, sql in rows}


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those of the full-text index, whose pages differ in a copy."""
    with closing(sqlite3.connect(path)) as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'")
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for (name,) in named.fetchall()}
