"""Clippings have the fields of their medium, and follow-ups."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_LIST = (
    *("deleted", "withdrawn", "search_id", "state", "relation", "starred", "publish", "tone", "prominence", "medium"),
    *("published_on", "outlet_id", "story_id", "added_at", "language", "programme", "rights"),
)
_KNOWN = ("(note IS NOT NULL)", "(url IS NOT NULL)", "(body IS NOT NULL)")


def upgrade() -> None:
    """Make the columns of media, and the table of follow-ups."""
    _clippings()
    _follow_ups()


def _clippings() -> None:
    columns = [
        *(_text(name) for name in ("host", "aired_at")),
        *(sa.Column(name, sa.Integer()) for name in ("duration", "timecode")),
        *(_text(name) for name in ("edition", "section", "page", "handle")),
    ]
    op.drop_index("ix_clippings_list", "clippings")
    # Copied rather than altered, so that its definition reads as that of a new library.
    with op.batch_alter_table("clippings", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as table:
        before = "programme"
        for column in columns:
            table.add_column(column, insert_after=before)
            before = column.name
    op.create_index("ix_clippings_list", "clippings", [*_LIST, *map(sa.text, _KNOWN)])


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String())


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("clipping_id", "position")),
        *(sa.Column("uuid", sa.String(), nullable=False), sa.Column("kind", sa.String(20), nullable=False)),
        *(sa.Column("what", sa.String(), nullable=False), sa.Column("requested_on", sa.Date())),
        *(sa.Column(name, sa.String()) for name in ("contact", "outcome", "owner")),
        *(sa.Column(name, sa.Date()) for name in ("due", "closed_on")),
        sa.PrimaryKeyConstraint("clipping_id", "position", name="pk_follow_ups"),
        _of_clipping("follow_ups"),
        sqlite_with_rowid=False,
    )


def _of_clipping(table: str) -> Any:
    name = f"fk_{table}_clipping_id_clippings"
    return sa.ForeignKeyConstraint(["clipping_id"], ["clippings.id"], name=name, ondelete="CASCADE")
