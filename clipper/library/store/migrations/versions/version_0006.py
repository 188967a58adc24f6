"""More is known of outlets, and something of people; both have aliases."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns of the registers."""
    texts = (sa.Column(name, sa.String()) for name in ("country", "region", "language"))
    of_outlets = (_names("aliases"), _names("domains"), sa.Column("medium", sa.String(20)), *texts)
    _add("outlets", "rights_until", *of_outlets, sa.Column("tier", sa.Integer()))
    years = (sa.Column(name, sa.Integer()) for name in ("active_from", "active_until"))
    _add("people", "folded", _names("aliases"), sa.Column("title", sa.String()), *years)


def _names(column: str) -> Any:
    return sa.Column(column, sa.JSON(), nullable=False, server_default="[]")


def _add(name: str, before: str, *columns: Any) -> None:
    # Copied rather than altered, so that its definition reads as that of a new library.
    with _copied(name) as table:
        for column in columns:
            table.add_column(column, insert_after=before)
            before = column.name
    with _copied(name) as table:
        for column in columns:
            if not column.nullable:
                table.alter_column(column.name, server_default=None)
    op.create_index(f"ix_{name}_aliased", name, ["id"], sqlite_where=sa.text("aliases != '[]'"))


def _copied(name: str) -> Any:
    return op.batch_alter_table(name, recreate="always", table_kwargs={"sqlite_autoincrement": True})
