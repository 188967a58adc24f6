"""The first form of a library. The full-text index is no part of it: it is made anew after every migration."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    _organisation()
    _registers()
    _originals()
    _clippings()
    _links()
    _change_log()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer(), nullable=False)


def _text(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=nullable)


def _code(name: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(20), nullable=nullable)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _refers(table: str, column: str, target: str, **options: Any) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=f"fk_{table}_{column}_{target}", **options)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _unique_while_live(table: str, column: str) -> None:
    live = sa.text("withdrawn = 0")
    op.create_index(f"uq_{table}_{column}", table, [column], unique=True, sqlite_where=live)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=f"pk_{table}")


def _organisation() -> None:
    made = op.create_table(
        "organisation",
        *(_id(), _text("name"), sa.Column("aliases", sa.JSON(), nullable=False)),
        sa.Column("languages", sa.JSON(), nullable=False),
        *(_text("spokesperson_label"), _text("prepared_by"), _key("organisation")),
    )
    nobody = {"name": "", "spokesperson_label": "Spokesperson", "prepared_by": ""}
    op.bulk_insert(made, [{"id": 1, "aliases": [], "languages": ["en"], **nobody}])


def _registers() -> None:
    _register("outlets")
    _register("people")
    _register("tags", _text("hue"))
    unique = sa.UniqueConstraint("uuid", name="uq_stories_uuid")
    op.create_table("stories", _id(), _text("uuid"), _key("stories"), unique, sqlite_autoincrement=True)


def _register(table: str, *more: sa.Column[str]) -> None:
    names = (_text("uuid"), _text("name"), _text("folded"))
    op.create_table(table, _id(), *names, *more, _flag("withdrawn"), _key(table), sqlite_autoincrement=True)
    _unique_while_live(table, "uuid")
    _unique_while_live(table, "folded")


def _originals() -> None:
    op.create_table(
        "originals",
        *(_id(), sa.Column("text", sa.LargeBinary(), nullable=False), sa.Column("html", sa.LargeBinary())),
        *(_text("source", nullable=True), sa.Column("captured_at", sa.DateTime(), nullable=False)),
        _key("originals"),
        sqlite_autoincrement=True,
    )


def _clippings() -> None:
    op.create_table(
        "clippings",
        *(_id(), _text("uuid"), sa.Column("search_id", sa.BigInteger(), nullable=False)),
        *(_flag("withdrawn"), _flag("deleted"), _code("state"), _code("relation"), _flag("starred"), _flag("publish")),
        *(_code("tone", nullable=True), _code("prominence", nullable=True), _code("medium", nullable=True)),
        *(sa.Column("published_on", sa.Date()), _number("outlet_id", nullable=True)),
        *(_number("story_id", nullable=True), _number("original_id", nullable=True)),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        *(_text(name, nullable=True) for name in ("language", "programme", "headline", "url", "url_key")),
        *(_text("names"), _text("content_hash")),
        *(_text(name, nullable=True) for name in ("deck", "note", "body")),
        _key("clippings"),
        sa.UniqueConstraint("search_id", name="uq_clippings_search_id"),
        _refers("clippings", "outlet_id", "outlets"),
        _refers("clippings", "story_id", "stories"),
        _refers("clippings", "original_id", "originals"),
        sqlite_autoincrement=True,
    )
    _unique_while_live("clippings", "uuid")
    for columns in (("outlet_id",), ("story_id",), ("original_id",), ("url_key",), ("published_on", "outlet_id")):
        _index("clippings", *columns)
    listed = ["deleted", "withdrawn", "search_id", "state", "relation", "starred", "publish", "tone", "prominence"]
    op.create_index("ix_clippings_list", "clippings", [*listed, "medium", "published_on", "outlet_id", "story_id"])


def _links() -> None:
    _link("clipping_reporters", "person_id", "people", _number("position"))
    _link("clipping_spokespeople", "person_id", "people", _number("position"), _code("role"))
    _link("clipping_tags", "tag_id", "tags")
    op.create_table(
        "shingles",
        *(sa.Column("hash", sa.BigInteger(), nullable=False), _number("clipping_id")),
        _key("shingles", "hash", "clipping_id"),
        _refers("shingles", "clipping_id", "clippings", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    _index("shingles", "clipping_id")


def _link(table: str, column: str, target: str, *more: sa.Column[Any]) -> None:
    op.create_table(
        table,
        *(_number("clipping_id"), _number(column), *more),
        _key(table, "clipping_id", column),
        _refers(table, "clipping_id", "clippings", ondelete="CASCADE"),
        _refers(table, column, target),
        sqlite_with_rowid=False,
    )
    _index(table, column)


def _change_log() -> None:
    op.create_table(
        "steps",
        *(_id(), _text("verb"), _number("count"), sa.Column("detail", sa.JSON(), nullable=False)),
        *(sa.Column("at", sa.DateTime(), nullable=False), _number("reverses", nullable=True)),
        *(_flag("undone"), _flag("ended"), _number("first_id", nullable=True), _number("last_id", nullable=True)),
        sa.Column("clippings", sa.LargeBinary(), nullable=False),
        *(_key("steps"), _refers("steps", "reverses", "steps")),
        sqlite_autoincrement=True,
    )
    for columns in (("first_id",), ("reverses",), ("undone", "ended")):
        _index("steps", *columns)
    op.create_table(
        "deltas",
        *(_id(), _number("step_id"), _number("position"), _text("kind"), _text("target")),
        sa.Column("ids", sa.LargeBinary(), nullable=False),
        *(sa.Column("old", sa.JSON(), nullable=False), sa.Column("new", sa.JSON(), nullable=False)),
        *(_key("deltas"), sa.UniqueConstraint("step_id", "position", name="uq_deltas_step_id")),
        _refers("deltas", "step_id", "steps", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
