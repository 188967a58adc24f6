"""Texts with vowel signs of Arabic or Hebrew are found without them."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from clipper.library.store import sqlite
from clipper.model.text import without_vowel_signs

revision = "0017"
down_revision = "0016"

_TEXTS = ("headline", "deck", "body", "note", "names", "comments")


def upgrade() -> None:
    """Keep beside such texts what the search index is to read, which has it read them again."""
    op.add_column("clippings", sa.Column("unpointed", sa.JSON()))
    columns = sa.column("id"), sa.column("unpointed", sa.JSON()), *map(sa.column, _TEXTS)
    clippings = sa.table("clippings", *columns)
    bind = op.get_bind()
    if sqlite.has_search_index(bind):
        sqlite.keep_search_index(bind)
    rows = bind.execution_options(yield_per=500).execute(
        sa.select(clippings.c.id, *(clippings.c[name] for name in _TEXTS))
    )
    found = {row["id"]: bare for row in rows.mappings() if (bare := _unpointed(row))}
    for id_, bare in found.items():
        bind.execute(clippings.update().where(clippings.c.id == id_).values(unpointed=bare))


def _unpointed(row: Mapping[Any, Any]) -> dict[str, str]:
    # Something else than a text, as only a damaged library has it, is the check's to name.
    texts = {name: row[name] for name in _TEXTS if isinstance(row[name], str)}
    bare = {name: without_vowel_signs(text) for name, text in texts.items()}
    return {name: text for name, text in bare.items() if text != texts[name]}
