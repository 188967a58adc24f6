"""What a library file is made of."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path


def structure(path: Path) -> dict[str, list[str]]:
    """Every table, index and trigger with the lines of its definition, in any order.

    Copies have quoted names, and a column that was added stands in the line of another.
    """
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
    made = {name: re.split(r"\n|,(?![^(]*\))", (sql or "").replace('"', "").removesuffix(")")) for name, sql in rows}
    return {name: sorted(line.strip(" ,\t") for line in lines if line.strip()) for name, lines in made.items()}


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but those of the full-text index, whose pages differ in a copy."""
    with closing(sqlite3.connect(path)) as connection:
        named = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%fts%'")
        return {name: sorted(connection.execute(f"SELECT * FROM {name}"), key=repr) for (name,) in named.fetchall()}
