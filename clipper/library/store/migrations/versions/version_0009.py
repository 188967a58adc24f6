"""Clippings have files attached."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables of attachments and of what they hold."""
    op.create_table(
        "contents",
        *(sa.Column("sha256", sa.String(), nullable=False), sa.Column("size", sa.BigInteger(), nullable=False)),
        *(sa.Column("is_compressed", sa.Boolean(), nullable=False), sa.Column("data", sa.LargeBinary())),
        sa.PrimaryKeyConstraint("sha256", name="pk_contents"),
    )
    op.create_table(
        "attachments",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("clipping_id", "position")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("sha256", "uuid", "name", "media_type")),
        *(sa.Column("size", sa.BigInteger(), nullable=False), sa.Column("added_on", sa.Date(), nullable=False)),
        sa.PrimaryKeyConstraint("clipping_id", "position", name="pk_attachments"),
        sa.ForeignKeyConstraint(
            ["clipping_id"], ["clippings.id"], name="fk_attachments_clipping_id_clippings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["contents.sha256"], name="fk_attachments_sha256_contents"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_attachments_sha256", "attachments", ["sha256"])
