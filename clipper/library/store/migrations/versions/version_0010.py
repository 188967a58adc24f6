"""People are ours, outlets have programmes, the organisation a fiscal year, logo and house style; steps are told."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns of the registers and of the organisation."""
    _add("people", "active_until", sa.Column("ours", sa.Boolean(), nullable=False, server_default=sa.false()))
    _add("outlets", "tier", sa.Column("programmes", sa.JSON(), nullable=False, server_default="[]"))
    _add("steps", "ended", sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("organisation", recreate="always") as table:
        table.add_column(sa.Column("fiscal_start", sa.Integer(), nullable=False, server_default="1"))
        table.add_column(sa.Column("logo", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("house_style", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("organisation", recreate="always") as table:
        for name in ("fiscal_start", "logo", "house_style"):
            table.alter_column(name, server_default=None)


def _add(name: str, before: str, column: Any) -> None:
    # Copied rather than altered, so that its definition reads as that of a new library.
    with _copied(name) as table:
        table.add_column(column, insert_after=before)
    with _copied(name) as table:
        table.alter_column(column.name, server_default=None)


def _copied(name: str) -> Any:
    return op.batch_alter_table(name, recreate="always", table_kwargs={"sqlite_autoincrement": True})
