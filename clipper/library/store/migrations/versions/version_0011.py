"""Reports have definitions, texts by staff and templates, and are issued."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_LIVE = sa.text("withdrawn = 0")


def upgrade() -> None:
    """Make the tables of reports."""
    _definitions()
    _texts()
    _issued()
    _templates()


def _definitions() -> None:
    _numbered(
        "report_definitions",
        *_texts_of("uuid", "name", "query"),
        *(_json("settings"), _flag("hidden"), _flag("withdrawn")),
    )
    _unique("report_definitions", "uuid")


def _texts() -> None:
    named = ("definition_uuid", "first", "last", "language", "audience", "key")
    _numbered(
        "report_texts",
        *_of_one_issue(),
        *(*_texts_of("key", "text"), _flag("withdrawn")),
    )
    _unique("report_texts", *named)


def _issued() -> None:
    _numbered(
        "issued_reports",
        *_texts_of("uuid"),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("number", "version")),
        *_of_one_issue(),
        *(*_texts_of("title"), sa.Column("issued_on", sa.Date(), nullable=False), *_texts_of("issued_by")),
        *(_flag("erased"), _flag("withdrawn")),
        *map(_json, ("definition", "texts", "changes", "snapshot")),
        sa.UniqueConstraint("number", "version", name="uq_issued_reports_number"),
    )
    _unique("issued_reports", "uuid")
    op.create_index("ix_issued_reports_definition_uuid", "issued_reports", ["definition_uuid", "first", "last"])
    op.create_table(
        "issued_files",
        sa.Column("issued_id", sa.Integer(), nullable=False),
        *_texts_of("ending", "sha256"),
        sa.PrimaryKeyConstraint("issued_id", "ending", name="pk_issued_files"),
        sa.ForeignKeyConstraint(
            ["issued_id"], ["issued_reports.id"], name="fk_issued_files_issued_id_issued_reports", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["contents.sha256"], name="fk_issued_files_sha256_contents"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_issued_files_sha256", "issued_files", ["sha256"])


def _templates() -> None:
    _numbered("templates", *_texts_of("uuid", "name", "folded", "based_on"), _json("files"), _flag("withdrawn"))
    for column in ("uuid", "folded"):
        _unique("templates", column)


def _numbered(table: str, *columns: Any) -> None:
    op.create_table(
        table,
        *(sa.Column("id", sa.Integer(), nullable=False), *columns, sa.PrimaryKeyConstraint("id", name=f"pk_{table}")),
        sqlite_autoincrement=True,
    )


def _unique(table: str, *columns: str) -> None:
    op.create_index(f"uq_{table}_{columns[0]}", table, [*columns], unique=True, sqlite_where=_LIVE)


def _of_one_issue() -> list[Any]:
    days = (sa.Column(name, sa.Date(), nullable=False) for name in ("first", "last"))
    audience = sa.Column("audience", sa.String(20), nullable=False)
    return [*_texts_of("definition_uuid"), *days, *_texts_of("language"), audience]


def _texts_of(*names: str) -> list[Any]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _json(name: str) -> Any:
    return sa.Column(name, sa.JSON(), nullable=False)


def _flag(name: str) -> Any:
    return sa.Column(name, sa.Boolean(), nullable=False)
