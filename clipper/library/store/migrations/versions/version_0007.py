"""Clippings have quotes of our people."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table of quotes."""
    op.create_table(
        "quotes",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("clipping_id", "position", "person_id")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("uuid", "text", "passage", "before", "after")),
        sa.PrimaryKeyConstraint("clipping_id", "position", name="pk_quotes"),
        sa.ForeignKeyConstraint(
            ["clipping_id"], ["clippings.id"], name="fk_quotes_clipping_id_clippings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_quotes_person_id_people"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_quotes_person_id", "quotes", ["person_id"])
