"""A clipping may have further originals: what was pasted into it, and those of clippings merged into it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table of further originals."""
    op.create_table(
        "further_originals",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "clipping_id", "original_id")),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_further_originals"),
        sa.ForeignKeyConstraint(
            ["clipping_id"], ["clippings.id"], name="fk_further_originals_clipping_id_clippings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["original_id"], ["originals.id"], name="fk_further_originals_original_id_originals"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "uq_further_originals_clipping_id",
        "further_originals",
        ["clipping_id", "original_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn = 0"),
    )
    op.create_index("ix_further_originals_original_id", "further_originals", ["original_id"])
