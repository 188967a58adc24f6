"""All that was entered has a hash, in a table of its own, where clippings had one of some of their columns."""

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_HASHED = (
    *("uuid", "headline", "deck", "programme", "medium", "published_on", "url", "language", "body", "names", "note"),
)
_PAGE = 500


def upgrade() -> None:
    """Make the table; what was damaged before stays so by a hash that no row has. The others are filled in after."""
    op.create_table(
        "row_hashes",
        *(sa.Column("of", sa.String(), nullable=False), sa.Column("key", sa.BigInteger(), nullable=False)),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("of", "key", name="pk_row_hashes"),
        sqlite_with_rowid=False,
    )
    columns: list[Any] = [sa.column(name) for name in ("id", "content_hash", *_HASHED)]
    found = sa.select(*columns).select_from(sa.table("clippings")).where(sa.column("withdrawn") == 0)
    rows = op.get_bind().execution_options(yield_per=_PAGE).execute(found)
    damaged = [{"key": key} for key, written, *values in rows if _content_hash(values) != written]
    if damaged:
        op.get_bind().execute(sa.text("INSERT INTO row_hashes VALUES ('clippings', :key, x'')"), damaged)
    with op.batch_alter_table("clippings", recreate="never") as table:
        table.drop_column("content_hash")


def _content_hash(values: list[Any]) -> str:
    # What is no text any more has no hash that was written.
    return hashlib.sha256(json.dumps(values, ensure_ascii=True, default=repr).encode()).hexdigest()
