"""What rows of a library are called when they are damaged: their kind, id and name, as far as these can be read."""

from typing import Any

from sqlalchemy import Connection, LargeBinary, cast, func, select

from clipper.library.store.tables import (
    ClippingRow,
    IssuedFileRow,
    OrganisationRow,
    OriginalRow,
    StepRow,
    Table,
)
from clipper.model.clipping import title_of

_BEGINNING = 200
"""How many characters of a text stand for it where it has no headline."""

_OWN = {
    "clippings": ("Clipping", "headline"),
    "outlets": ("Outlet", "name"),
    "people": ("Person", "name"),
    "tags": ("Tag", "name"),
    "messages": ("Key message", "name"),
    "code_fields": ("Field of the codebook", "name"),
    "presets": ("Preset", "name"),
    "saved_searches": ("Saved search", "name"),
    "report_definitions": ("Report", "name"),
    "report_texts": ("Text of a report", "key"),
    "issued_reports": ("Issued report", "title"),
    "templates": ("Template", "name"),
    "steps": ("Step of the history", "verb"),
    "deltas": ("Change in the history", "target"),
    "originals": ("Paste", "source"),
    "stories": ("Story", ""),
    "organisation": ("The organisation", "name"),
    "distinct_pairs": ("Pair of clippings that are no duplicates", ""),
    "further_originals": ("Further paste", ""),
}
"""By their tables, what rows with an id of their own are called, and the column that names them."""

OF_CLIPPING = {
    "clipping_reporters": "reporters",
    "clipping_spokespeople": "spokespeople",
    "code_values": "codes",
    "highlights": "highlights",
    "quotes": "quotes",
    "follow_ups": "follow-ups",
    "attachments": "files",
    "clipping_tags": "tags",
    "clipping_messages": "key messages",
}
"""By their tables, what the rows that belong to a clipping are called."""


def clipping_of(connection: Connection, table: str, key: int) -> int | None:
    """Return the clipping that a row is, or belongs to, or was pasted for."""
    if table == "clippings" or table in OF_CLIPPING:
        return key
    if table == "originals":
        return connection.scalar(select(ClippingRow.id).where(ClippingRow.original_id == key).limit(1))
    return None


def name_of(connection: Connection, table: str, key: int) -> str:
    """Return what a row is called at the beginning of a sentence: Clipping 5 (“Who pays?”)."""
    if table in OF_CLIPPING:
        return f"What clipping {key}{clipping_title(connection, key)} has of {OF_CLIPPING[table]}"
    if table == IssuedFileRow.__tablename__:
        return f"The files of issued report {key}{_title(connection, 'issued_reports', 'title', key)}"
    clipping = clipping_of(connection, table, key)
    if table == OriginalRow.__tablename__ and clipping is not None:
        return f"What was pasted for clipping {clipping}{clipping_title(connection, clipping)}"
    kind, column = _OWN[table]
    if table == OrganisationRow.__tablename__:
        return kind
    if table == ClippingRow.__tablename__:
        return f"{kind} {key}{clipping_title(connection, key)}"
    return f"{kind} {key}" + (_title(connection, table, column, key) if column else "")


def one_of(table: str) -> str:
    """Return what one row of a table is called at the beginning of a sentence that does not tell which."""
    if table in OF_CLIPPING:
        return f"One of the {OF_CLIPPING[table]}"
    return f"One {_OWN[table][0].lower()}" if table in _OWN else "A part"


def clipping_title(connection: Connection, key: int) -> str:
    """Return, in brackets, the headline of a clipping, else its link or the beginning of its text, where it has any."""
    columns = ClippingRow.headline, ClippingRow.url, func.substr(ClippingRow.body, 1, _BEGINNING)
    row = connection.execute(select(*map(_bytes, columns)).where(ClippingRow.id == key)).first()
    if row is None:
        return _as_history_has_it(connection, key)
    headline, url, body = (None if value is None else readable(value) for value in row)
    return _quoted(title_of(headline, url, body))


def _as_history_has_it(connection: Connection, key: int) -> str:
    """Return the title of a clipping that is gone, as the last step that was about it alone called it."""
    about_it = select(StepRow.detail).where(StepRow.first_id == key, StepRow.last_id == key).order_by(StepRow.id.desc())
    try:
        details = connection.scalars(about_it).all()
    except ValueError:
        return ""
    return next((_quoted(detail["headline"]) for detail in details if "headline" in detail), "")


def readable(value: bytes) -> str:
    """Return the bytes of a text as far as they are one."""
    return value.decode("utf-8", "replace").replace("\0", "\ufffd")


def _bytes(column: Any) -> Any:
    # Damage may be no text any more, and then cannot be read as one.
    return cast(column, LargeBinary)


def _title(connection: Connection, table: str, column: str, key: int) -> str:
    columns = Table.metadata.tables[table].c
    value = connection.scalar(select(_bytes(columns[column])).where(columns.id == key))
    return _quoted(readable(value)) if value else ""


def _quoted(title: str) -> str:
    return f" (“{title}”)" if title else ""
