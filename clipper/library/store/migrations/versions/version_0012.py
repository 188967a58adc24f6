"""What a template of reports is based on stands in its own `template.toml`, and nowhere else."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Take the column away, and what steps tell of it: to undo one writes only what there is."""
    deltas = sa.table("deltas", sa.column("target", sa.String()))
    op.execute(deltas.delete().where(deltas.c.target == "templates.based_on"))
    with op.batch_alter_table("templates", recreate="always", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_column("based_on")
