"""Searches are saved under a name, tags may have a key of their own, and the list's index holds all that is asked."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


_LIST = (
    *("deleted", "withdrawn", "search_id", "state", "relation", "starred", "publish", "tone", "prominence", "medium"),
    *("published_on", "outlet_id", "story_id", "added_at", "language", "programme"),
)
_KNOWN = ("(note IS NOT NULL)", "(url IS NOT NULL)", "(body IS NOT NULL)")


def upgrade() -> None:
    """Make the table of saved searches and the column for the keys of tags, and the list's index anew."""
    op.create_table(
        "saved_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("uuid", "name", "folded", "query")),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_searches"),
        sqlite_autoincrement=True,
    )
    for column in ("uuid", "folded"):
        live = sa.text("withdrawn = 0")
        op.create_index(f"uq_saved_searches_{column}", "saved_searches", [column], unique=True, sqlite_where=live)
    # Copied rather than altered, so that its definition reads as that of a new library.
    with op.batch_alter_table("tags", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("key", sa.Integer()), insert_after="hue")
    op.drop_index("ix_clippings_list", "clippings")
    op.create_index("ix_clippings_list", "clippings", [*_LIST, *map(sa.text, _KNOWN)])
