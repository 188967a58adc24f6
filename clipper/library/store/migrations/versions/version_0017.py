"""Texts with vowel signs of Arabic or Hebrew are found without them; parameters without a name are one of a link."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from clipper.library.store import sqlite
from clipper.model.links import url_key
from clipper.model.text import without_vowel_signs

revision = "0017"
down_revision = "0016"

_TEXTS = ("headline", "deck", "body", "note", "names", "comments")
_CLIPPINGS = sa.table(
    "clippings",
    *(sa.column("id"), sa.column("unpointed", sa.JSON()), sa.column("url"), sa.column("url_key")),
    *map(sa.column, _TEXTS),
)
_PAGE = 500
"""So many clippings are read before what follows from them is written: all texts of a library may be too much."""


def upgrade() -> None:
    """Keep beside such texts what the search index is to read, which has it read them again; make links' keys anew."""
    op.add_column("clippings", sa.Column("unpointed", sa.JSON()))
    bind = op.get_bind()
    if sqlite.has_search_index(bind):
        sqlite.keep_search_index(bind)
    for page in _pages(bind):
        for row in page:
            if changed := _unpointed(row) | _key_of_link(row):
                bind.execute(_CLIPPINGS.update().where(_CLIPPINGS.c.id == row["id"]).values(changed))


def _pages(bind: sa.Connection) -> Iterator[Sequence[Mapping[Any, Any]]]:
    columns = [_CLIPPINGS.c[name] for name in ("id", "url", "url_key", *_TEXTS)]
    rows = sa.select(*columns).order_by(_CLIPPINGS.c.id).limit(_PAGE)
    page = bind.execute(rows).mappings().all()
    while page:
        yield page
        page = bind.execute(rows.where(_CLIPPINGS.c.id > page[-1]["id"])).mappings().all()


def _unpointed(row: Mapping[Any, Any]) -> dict[str, Any]:
    # Something else than a text, as only a damaged library has it, is the check's to name.
    texts = {name: row[name] for name in _TEXTS if isinstance(row[name], str)}
    bare = {name: without_vowel_signs(text) for name, text in texts.items()}
    differ = {name: text for name, text in bare.items() if text != texts[name]}
    return {"unpointed": differ} if differ else {}


def _key_of_link(row: Mapping[Any, Any]) -> dict[str, Any]:
    # All other links have the key that they had.
    if not (isinstance(row["url"], str) and "?" in row["url"]):
        return {}
    key = url_key(row["url"])
    return {"url_key": key} if key != row["url_key"] else {}
