"""Small libraries made straight from clippings, with what an undone step leaves behind where a test needs it."""

import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Connection, create_engine, delete, insert, select

from clipper.library.store import tables
from clipper.library.store.sqlite import NAME_BREAK, create_search_index
from clipper.model.clipping import Clipping
from clipper.model.query import searched_names
from clipper.model.text import fold

MORNING = datetime(2026, 11, 18, 9, 30, tzinfo=UTC).replace(tzinfo=None)


def connect(path: Path | str = "") -> Connection:
    """Open an empty library, in memory when no path is given."""
    engine = create_engine(f"sqlite:///{path}")
    tables.Table.metadata.create_all(engine)
    connection = engine.connect()
    create_search_index(connection)
    connection.commit()
    return connection


def empty(connection: Connection) -> None:
    """Erase everything: quicker than a new library."""
    for table in reversed(tables.Table.metadata.sorted_tables):
        connection.execute(delete(table))
    connection.commit()


def store(connection: Connection, clippings: Iterable[Clipping], withdrawn: Iterable[int] = ()) -> None:
    """Write clippings as they are; those in `withdrawn` as undone."""
    for clipping in clippings:
        _store(connection, clipping, clipping.id in set(withdrawn))
    connection.commit()


def _store(connection: Connection, clipping: Clipping, withdrawn: bool) -> None:
    day = (clipping.published_on or clipping.added_at.date()).toordinal() - date.min.toordinal()
    same = (
        *("id", "uuid", "headline", "deck", "programme", "medium", "published_on", "url", "language", "body", "state"),
        *("relation", "tone", "prominence", "starred", "publish", "note", "deleted", "added_at"),
    )
    values = {name: getattr(clipping, name) for name in same} | {
        "search_id": day << 32 | clipping.id,
        "outlet_id": _id(connection, tables.OutletRow, clipping.outlet),
        "story_id": _story(connection, clipping.story),
        "names": NAME_BREAK.join(name for name in searched_names(clipping) if name),
        "withdrawn": withdrawn,
        "content_hash": "",
    }
    connection.execute(insert(tables.ClippingRow), values)
    for position, name in enumerate(clipping.reporters):
        _link(connection, tables.ReporterRow, clipping.id, name, position=position)
    for position, person in enumerate(clipping.spokespeople):
        _link(connection, tables.SpokespersonRow, clipping.id, person.name, position=position, role=person.role)
    for name in clipping.tags:
        tag_id = _id(connection, tables.TagRow, name)
        connection.execute(insert(tables.ClippingTagRow), {"clipping_id": clipping.id, "tag_id": tag_id})


def _link(connection: Connection, table: type[tables.Table], clipping_id: int, name: str, **values: object) -> None:
    person_id = _id(connection, tables.PersonRow, name)
    connection.execute(insert(table), {"clipping_id": clipping_id, "person_id": person_id, **values})


def _id(connection: Connection, table: type[tables.OutletRow | tables.PersonRow | tables.TagRow], name: str | None):
    if not name:
        return None
    known = connection.execute(select(table.id).where(table.folded == fold(name))).scalar()
    values = {"uuid": str(uuid.uuid4()), "name": name, "folded": fold(name)}
    return known or connection.execute(insert(table), values).inserted_primary_key[0]


def _story(connection: Connection, story: str | None):
    if not story:
        return None
    known = connection.execute(select(tables.StoryRow.id).where(tables.StoryRow.uuid == story)).scalar()
    return known or connection.execute(insert(tables.StoryRow), {"uuid": story}).inserted_primary_key[0]
