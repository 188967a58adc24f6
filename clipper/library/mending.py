"""Making a library whole again that was filled from a damaged one: links, names, what follows, and its history."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from clipper.library import clippings, highlights
from clipper.library.row_titles import clipping_of, clipping_title, one_of
from clipper.library.store import sqlite_rescue
from clipper.library.store.sqlite import NAME_BREAK
from clipper.library.store.tables import (
    ClippingMessageRow,
    ClippingRow,
    ClippingTagRow,
    CodeFieldRow,
    CodeValueRow,
    DeltaRow,
    MessageRow,
    OutletRow,
    PersonRow,
    QuoteRow,
    ReporterRow,
    SpokespersonRow,
    StepRow,
    StoryRow,
    Table,
    TagRow,
)
from clipper.model.codebook import FieldKind
from clipper.model.text import fold

_AT_ONCE = 200
OF_HISTORY = frozenset((StepRow.__tablename__, DeltaRow.__tablename__))
HISTORY = "The history is damaged: what was done before the repair cannot be undone any more."
"""Told once, instead of each of its rows: nobody can bring one of them back."""


def mend_links(connection: Connection) -> list[str]:
    """Give rows what they name and what is lost, under the name that is known of it, or let go of it; says which."""
    return [*_names_again(connection), *_let_go(connection)]


def _names_again(connection: Connection) -> Iterator[str]:
    missing = _missing(connection, ClippingRow.outlet_id, OutletRow)
    known = _outlets_by_clippings(connection, missing)
    for key in missing:
        name = known.get(key, f"Lost outlet {key}")
        yield _again(connection, OutletRow, key, name, "outlet", aliases=[], domains=[], programmes=[])
    people = {
        key
        for rows in (ReporterRow, SpokespersonRow, QuoteRow)
        for key in _missing(connection, rows.person_id, PersonRow)
    }
    called = _people_by_clippings(connection) if people else {}
    for key in sorted(people):
        yield _again(connection, PersonRow, key, called.get(key, f"Lost person {key}"), "person", aliases=[])
    for key in _missing(connection, ClippingTagRow.tag_id, TagRow):
        yield _again(connection, TagRow, key, f"lost tag {key}", "tag")
    for key in _missing(connection, ClippingMessageRow.message_id, MessageRow):
        yield _again(connection, MessageRow, key, f"Lost key message {key}", "key message")
    field = {"kind": FieldKind.TEXT, "choices": [], "definition": "", "position": 0}
    for key in _missing(connection, CodeValueRow.field_id, CodeFieldRow):
        yield _again(connection, CodeFieldRow, key, f"Lost field {key}", "field of the codebook", **field)
    for key in _missing(connection, ClippingRow.story_id, StoryRow):
        connection.execute(insert(StoryRow).values(id=key, uuid=str(uuid4())))


def _missing(connection: Connection, column: Any, parent: Any) -> list[int]:
    wanted = select(column).where(column.is_not(None), column.not_in(select(parent.id))).distinct().order_by(column)
    return list(connection.scalars(wanted))


def _again(connection: Connection, rows: Any, key: int, name: str, kind: str, **values: Any) -> str:
    folded = name.casefold() if rows is TagRow else fold(name)
    if connection.scalar(select(rows.id).where(rows.folded == folded)):
        name = f"{name} ({key})"
        folded = name.casefold() if rows is TagRow else fold(name)
    connection.execute(insert(rows).values(id=key, uuid=str(uuid4()), name=name, folded=folded, **values))
    return f"What was known of the {kind} “{name}” is lost; the clippings still have it by this name."


def _outlets_by_clippings(connection: Connection, outlets: Iterable[int]) -> dict[int, str]:
    """Return the names of outlets as clippings repeat them, in the first place."""
    rows = select(ClippingRow.outlet_id, ClippingRow.names).where(ClippingRow.outlet_id.in_(list(outlets)))
    return {key: names.split(NAME_BREAK)[0] for key, names in connection.execute(rows) if key and names}


def _people_by_clippings(connection: Connection) -> dict[int, str]:
    """Return the names of people as clippings repeat them: after what the clipping itself names, in their order."""
    there: dict[int, list[int]] = {}
    for rows in (ReporterRow, SpokespersonRow):
        ordered = select(rows.clipping_id, rows.person_id).order_by(rows.clipping_id, rows.position)
        for clipping_id, person_id in connection.execute(ordered):
            there.setdefault(clipping_id, []).append(person_id)
    own = ClippingRow.outlet_id, ClippingRow.programme, ClippingRow.host, ClippingRow.handle
    called: dict[int, str] = {}
    for clipping_id, names, *others in connection.execute(select(ClippingRow.id, ClippingRow.names, *own)):
        after = [name for name in names.split(NAME_BREAK) if name][sum(1 for one in others if one) :]
        if len(after) == len(there.get(clipping_id, ())):
            called |= dict(zip(there.get(clipping_id, ()), after, strict=True))
    return called


def _let_go(connection: Connection) -> Iterator[str]:
    """Take away what belongs to something that is lost."""
    for table in Table.metadata.sorted_tables:
        for link in sorted(table.foreign_keys, key=lambda link: link.parent.name):
            column, end = link.parent, link.column
            is_undo = table.name == StepRow.__tablename__
            take = sqlite_rescue.loosen if column.nullable and not is_undo else sqlite_rescue.drop
            for key in take(connection, table.name, column.name, end.table.name, end.name):
                yield _gone(connection, table.name, end.table.name, key)


def _gone(connection: Connection, table: str, parent: str, key: int) -> str:
    if table in OF_HISTORY:
        return HISTORY
    what = {"originals": "What was pasted for", "contents": "A file of"}.get(parent, f"{one_of(table)} of")
    clipping = clipping_of(connection, table, key)
    of = f" clipping {clipping}{clipping_title(connection, clipping)}" if clipping is not None else " the library"
    return f"{what}{of} is lost."


def mend_following(connection: Connection) -> None:
    """Make anew all that follows from the clippings' contents."""
    after = 0
    while ids := list(
        connection.scalars(
            select(ClippingRow.id).where(ClippingRow.id > after).order_by(ClippingRow.id).limit(_AT_ONCE)
        )
    ):
        comments = highlights.comments_by_clipping(connection, ids)
        written = select(ClippingRow.id, ClippingRow.comments).where(ClippingRow.id.in_(ids))
        for key, before in connection.execute(written).all():
            if comments.get(key) != before:
                connection.execute(update(ClippingRow).where(ClippingRow.id == key).values(comments=comments.get(key)))
        # After the comments, from which some of it follows.
        clippings.write_following(connection, ids, set(ids))
        after = ids[-1]


def mend_history(connection: Connection) -> None:
    """Let undo pass over all steps, of which not all is there, as it does over those of another library."""
    connection.execute(update(StepRow).values(told=True))
