"""What a library's file holds twice, compared: rows with their indexes, links with their ends."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy import JSON, Connection, Date, DateTime, Integer, String

from clipper.library.store import sqlite
from clipper.library.store.sqlite_hashes import FOLLOWING, HELD_TWICE
from clipper.library.store.tables import ClippingMessageRow, ClippingTagRow, Table

_OF_INDEX = re.compile(r"row \d+ missing from index (\S+)|(?:wrong # of|non-unique) entr(?:ies|y) in index (\S+)")
_MOST_NAMED = 100
_AS_TEXT = (String, Date, DateTime, JSON)
"""What is kept as text; codes are, too."""
_BETWEEN_LINES = re.compile(r"\n|,(?![^(]*\))")


class Structure(NamedTuple):
    """What SQLite says of a file: of its structure, and which indexes do not agree with their tables."""

    flaws: list[str]
    indexes: list[str]


class BrokenLink(NamedTuple):
    """A row, by its table and key, whose column names a row of another table that is not there."""

    table: str
    key: int
    column: str
    parent: str


def structure(connection: Connection) -> Structure:
    """Look at all pages of the file and at all indexes."""
    flaws, indexes = [], set()
    for said in sqlite.flaws(connection):
        of_index = _OF_INDEX.search(said)
        if of_index:
            indexes.add(of_index[1] or of_index[2])
        else:
            flaws.append(said)
    return Structure(flaws, sorted(indexes))


def form(connection: Connection) -> dict[str, list[str]]:
    """Return how all that a file has is made, by names: the lines of its statement in any order, without quotes.

    A migration that copies a table writes the same in another order, and with quotes.
    """
    rows = connection.exec_driver_sql("SELECT CAST(name AS BLOB), CAST(sql AS BLOB) FROM sqlite_master")
    made = ((name.decode("utf-8", "replace"), (sql or b"").decode("utf-8", "replace")) for name, sql in rows)
    return {name: _lines_of(sql) for name, sql in made}


def _lines_of(sql: str) -> list[str]:
    """Return the lines of a definition without what parts them; a column that was added stands in that of another."""
    lines = (line.strip(" ,\t") for line in _BETWEEN_LINES.split(sql.replace('"', "").removesuffix(")")))
    return sorted(line for line in lines if line)


def bytes_for_texts(connection: Connection) -> Iterator[tuple[str, int]]:
    """Yield by table and key the rows that hold bytes where texts belong, some of them where they are many.

    One bit tells the one from the other, and their hashes are the same. What follows from others is compared itself.
    """
    for table in Table.metadata.sorted_tables:
        key = next(iter(table.primary_key))
        texts = [one.name for one in table.columns if isinstance(one.type, _AS_TEXT) and one.name not in FOLLOWING]
        if not texts or not isinstance(key.type, Integer):
            continue
        are_bytes = " OR ".join(f"typeof(\"{name}\") = 'blob'" for name in texts)
        found = connection.exec_driver_sql(f"SELECT {key.name} FROM {table.name} WHERE {are_bytes} LIMIT {_MOST_NAMED}")
        yield from ((table.name, row) for row in found.scalars())


def broken_links(connection: Connection) -> list[BrokenLink]:
    """Return rows that name others which are not there, some of them where they are many."""
    return [
        BrokenLink(table.name, key, link.parent.name, link.column.table.name)
        for table in Table.metadata.sorted_tables
        for link in sorted(table.foreign_keys, key=lambda link: link.parent.name)
        for key in _orphans(connection, table.name, next(iter(table.primary_key)).name, link.parent.name, *_end(link))
    ]


def _end(link: object) -> tuple[str, str]:
    column = link.column  # type: ignore[attr-defined]
    return column.table.name, column.name


def _orphans(connection: Connection, table: str, key: str, column: str, parent: str, end: str) -> Iterable[int]:
    return connection.exec_driver_sql(
        f"SELECT DISTINCT {key} FROM {table} WHERE {column} IN ({lost(table, column, parent, end)}) LIMIT {_MOST_NAMED}"
    ).scalars()


def lost(table: str, column: str, parent: str, end: str) -> str:
    """Return the statement that finds what rows of a table name in a column, and what is not there.

    Each value is looked up once, in order: the same for each row reads a large table all over the file.
    """
    return (
        f"SELECT named FROM (SELECT DISTINCT {column} AS named FROM {table}) AS child WHERE named IS NOT NULL AND "
        f"NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE parent.{end} = child.named)"
    )


def codes_that_differ(connection: Connection, first: int, last: int) -> list[int]:
    """Return the clippings, from one id to another, whose codes their index has otherwise."""
    (index,) = (one for one in Table.metadata.tables["clippings"].indexes if one.name == HELD_TWICE["clippings"])
    same = " AND ".join(f"held.{column.name} IS row.{column.name}" for column in index.columns)
    return list(
        connection.exec_driver_sql(
            "SELECT row.id FROM clippings AS row NOT INDEXED WHERE row.id BETWEEN ? AND ? AND NOT EXISTS "
            f"(SELECT 1 FROM clippings AS held INDEXED BY {index.name} WHERE {same} AND held.id = row.id)",
            (first, last),
        ).scalars()
    )


def links_that_differ(connection: Connection, first: int, last: int) -> Iterator[tuple[str, int]]:
    """Yield the table and the clipping, from one id to another, of each link that stands in one of two places only."""
    for table, column in ((ClippingTagRow, "tag_id"), (ClippingMessageRow, "message_id")):
        name = table.__tablename__
        found = connection.exec_driver_sql(
            f"SELECT DISTINCT row.clipping_id FROM {name} AS row NOT INDEXED WHERE row.clipping_id BETWEEN ? AND ? "
            f"AND NOT EXISTS (SELECT 1 FROM {name} AS held INDEXED BY ix_{name}_{column} "
            f"WHERE held.{column} = row.{column} AND held.clipping_id = row.clipping_id)",
            (first, last),
        )
        yield from ((name, key) for key in found.scalars())


def plain_counts(connection: Connection) -> dict[str, int]:
    """Count what the tag pane counts, without any index: "total", "stories", "tone:…", "outlet:…", "tag:…"."""
    shown = "withdrawn = 0 AND deleted = 0 AND state <> 'rejected'"
    row = connection.exec_driver_sql(
        "SELECT count(*), count(*) - count(story_id) + count(DISTINCT story_id) "
        f"FROM clippings NOT INDEXED WHERE {shown}"
    ).one()
    counts = dict(zip(("total", "stories"), map(int, row), strict=True))
    for statement in (
        f"SELECT 'tone:' || coalesce(tone, 'none'), count(*) FROM clippings NOT INDEXED WHERE {shown} GROUP BY tone",
        "SELECT 'outlet:' || outlets.name, count(*) FROM clippings NOT INDEXED "
        f"JOIN outlets ON outlets.id = outlet_id WHERE clippings.{shown} GROUP BY outlets.id",
        "SELECT 'tag:' || tags.name, count(*) FROM clipping_tags NOT INDEXED JOIN tags ON tags.id = tag_id JOIN "
        f"clippings NOT INDEXED ON clippings.id = clipping_id WHERE clippings.{shown} AND tags.withdrawn = 0 "
        "GROUP BY tags.id",
    ):
        counts |= dict(iter(connection.exec_driver_sql(statement)))
    return counts


def remake_indexes(connection: Connection) -> None:
    """Make all indexes anew from their tables."""
    connection.exec_driver_sql("REINDEX")
