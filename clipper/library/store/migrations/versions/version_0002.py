"""Files are kept as they came, sheets are mapped by presets, and pairs that look alike can be told apart for good."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add a column for files to the originals, and the tables of presets and of clippings that are not duplicates."""
    # Copied rather than altered, so that its definition reads as that of a new library.
    with op.batch_alter_table("originals", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("file", sa.LargeBinary()))
    _presets()
    _distinct_pairs()


def _presets() -> None:
    op.create_table(
        "presets",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("uuid", "name", "folded")),
        sa.Column("mapping", sa.JSON(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_presets"),
        sqlite_autoincrement=True,
    )
    for column in ("uuid", "folded"):
        _unique_while_live("presets", column)


def _distinct_pairs() -> None:
    op.create_table(
        "distinct_pairs",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "low_id", "high_id")),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_distinct_pairs"),
        *(
            sa.ForeignKeyConstraint(
                [column], ["clippings.id"], name=f"fk_distinct_pairs_{column}_clippings", ondelete="CASCADE"
            )
            for column in ("low_id", "high_id")
        ),
        sqlite_autoincrement=True,
    )
    _unique_while_live("distinct_pairs", "low_id", "high_id")
    op.create_index("ix_distinct_pairs_high_id", "distinct_pairs", ["high_id"])


def _unique_while_live(table: str, *columns: str) -> None:
    live = sa.text("withdrawn = 0")
    op.create_index(f"uq_{table}_{columns[0]}", table, list(columns), unique=True, sqlite_where=live)
