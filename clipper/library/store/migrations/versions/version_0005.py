"""Clippings carry key messages, highlights, rights and values of a codebook; outlets have a reach and rights."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_LIST = (
    *("deleted", "withdrawn", "search_id", "state", "relation", "starred", "publish", "tone", "prominence", "medium"),
    *("published_on", "outlet_id", "story_id", "added_at", "language", "programme", "rights"),
)
_KNOWN = ("(note IS NOT NULL)", "(url IS NOT NULL)", "(body IS NOT NULL)")
_KINDS = {"tag": "link", "people": "list"}
"""What the log calls a change, before and now: it is not of tags and people alone any more."""


def upgrade() -> None:
    """Make the tables of messages, highlights and the codebook, and the columns of rights, reach, comments and who."""
    _outlets()
    _messages()
    _highlights()
    _codebook()
    _clippings()
    _who()
    deltas = sa.table("deltas", sa.column("kind"))
    for before, now in _KINDS.items():
        op.execute(deltas.update().where(deltas.c.kind == before).values(kind=now))


def _outlets() -> None:
    code = sa.Column("rights", sa.String(20), nullable=False, server_default="unknown")
    known = (
        sa.Column("reach", sa.BigInteger()),
        *(sa.Column("reach_source", sa.String()), sa.Column("reach_on", sa.Date()), code),
        *(sa.Column("rights_notice", sa.String()), sa.Column("rights_until", sa.Date())),
    )
    # Copied rather than altered, so that its definition reads as that of a new library.
    with _copied("outlets") as table:
        before = "folded"
        for column in known:
            table.add_column(column, insert_after=before)
            before = column.name
    _drop_defaults("outlets", "rights")


def _messages() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("uuid", "name", "folded")),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sqlite_autoincrement=True,
    )
    for column in ("uuid", "folded"):
        live = sa.text("withdrawn = 0")
        op.create_index(f"uq_messages_{column}", "messages", [column], unique=True, sqlite_where=live)
    op.create_table(
        "clipping_messages",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("clipping_id", "message_id")),
        sa.PrimaryKeyConstraint("clipping_id", "message_id", name="pk_clipping_messages"),
        _of_clipping("clipping_messages"),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_clipping_messages_message_id_messages"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_clipping_messages_message_id", "clipping_messages", ["message_id"])


def _highlights() -> None:
    op.create_table(
        "highlights",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("clipping_id", "position")),
        sa.Column("uuid", sa.String(), nullable=False),
        sa.Column("marker", sa.String(20), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("passage", "before", "after")),
        sa.Column("comment", sa.String()),
        sa.PrimaryKeyConstraint("clipping_id", "position", name="pk_highlights"),
        _of_clipping("highlights"),
        sqlite_with_rowid=False,
    )


def _codebook() -> None:
    op.create_table(
        "code_fields",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("uuid", "name", "folded")),
        *(sa.Column("kind", sa.String(20), nullable=False), sa.Column("choices", sa.JSON(), nullable=False)),
        *(sa.Column("definition", sa.String(), nullable=False), sa.Column("position", sa.Integer(), nullable=False)),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_code_fields"),
        sqlite_autoincrement=True,
    )
    for column in ("uuid", "folded"):
        live = sa.text("withdrawn = 0")
        op.create_index(f"uq_code_fields_{column}", "code_fields", [column], unique=True, sqlite_where=live)
    op.create_table(
        "code_values",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("clipping_id", "position", "field_id")),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("clipping_id", "position", name="pk_code_values"),
        _of_clipping("code_values"),
        sa.ForeignKeyConstraint(["field_id"], ["code_fields.id"], name="fk_code_values_field_id_code_fields"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_code_values_field_id", "code_values", ["field_id"])


def _who() -> None:
    with op.batch_alter_table("organisation", recreate="always") as table:
        table.add_column(sa.Column("user_name", sa.String(), nullable=False, server_default=""))
        table.add_column(sa.Column("definitions", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("organisation", recreate="always") as table:
        table.alter_column("user_name", server_default=None)
        table.alter_column("definitions", server_default=None)
    with _copied("steps") as table:
        table.add_column(sa.Column("who", sa.String(), nullable=False, server_default=""), insert_after="at")
    _drop_defaults("steps", "who")


def _drop_defaults(table_name: str, *columns: str) -> None:
    with _copied(table_name) as table:
        for column in columns:
            table.alter_column(column, server_default=None)


def _clippings() -> None:
    op.drop_index("ix_clippings_list", "clippings")
    with _copied("clippings") as table:
        table.add_column(sa.Column("rights", sa.String(20)), insert_after="programme")
        table.add_column(sa.Column("comments", sa.String()), insert_after="names")
    op.create_index("ix_clippings_list", "clippings", [*_LIST, *map(sa.text, _KNOWN)])


def _copied(name: str) -> Any:
    return op.batch_alter_table(name, recreate="always", table_kwargs={"sqlite_autoincrement": True})


def _of_clipping(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_clipping_id_clippings"
    return sa.ForeignKeyConstraint(["clipping_id"], ["clippings.id"], name=name, ondelete="CASCADE")
