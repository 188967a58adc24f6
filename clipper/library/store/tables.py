"""The tables of a library as typed mappings; the one description that queries and migrations share.

Every row that can be exchanged has a UUID. Ids are never reused (AUTOINCREMENT), so the change log can name rows by id.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Enum, ForeignKey, Index, Integer, LargeBinary, MetaData, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from clipper.model.codes import Medium, Prominence, Relation, Role, State, Tone

# Named constraints, so that a migration can drop what an earlier one made.
_NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_NEVER_REUSED = {"sqlite_autoincrement": True}


def _values(codes: type[StrEnum]) -> list[str]:
    return [code.value for code in codes]


class Table(DeclarativeBase):
    """Base of all tables; codes are stored as their plain values."""

    metadata = MetaData(naming_convention=_NAMING)
    type_annotation_map = {
        dict[str, Any]: JSON,
        list[str]: JSON,
        StrEnum: Enum(StrEnum, values_callable=_values, native_enum=False, length=20),
    }


class OrganisationRow(Table):
    """The one row that says whose library this is."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    aliases: Mapped[list[str]]
    languages: Mapped[list[str]]
    spokesperson_label: Mapped[str] = mapped_column(default="Spokesperson")
    prepared_by: Mapped[str] = mapped_column(default="")


class OutletRow(Table):
    """Who runs clippings; `folded` is the name without case and accents, by which it is found again."""

    __tablename__ = "outlets"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class PersonRow(Table):
    """A reporter or a spokesperson; an organisation in a byline is one too."""

    __tablename__ = "people"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)


class TagRow(Table):
    """A label; `withdrawn` when the step that made it was undone."""

    __tablename__ = "tags"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    hue: Mapped[str] = mapped_column(default="slate")
    withdrawn: Mapped[bool] = mapped_column(default=False)


class StoryRow(Table):
    """The clippings that ran the same piece."""

    __tablename__ = "stories"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)


class OriginalRow(Table):
    """A paste as it came, verbatim: UTF-8 with surrogates passed through, so that any clipboard text fits."""

    __tablename__ = "originals"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[bytes] = mapped_column(LargeBinary)
    html: Mapped[bytes | None] = mapped_column(LargeBinary)
    source: Mapped[str | None]
    captured_at: Mapped[datetime]


_LISTED = (
    *("withdrawn", "deleted", "state", "relation", "medium", "tone", "prominence", "starred", "publish"),
    *("published_on", "outlet_id", "story_id"),
)


class ClippingRow(Table):
    """One item in one outlet.

    `search_id` is (day << 32) | id, day counted from 0001-01-01 (the publication day, else the day it was added):
    newest first is its descending order, and it is the row id of the full-text index.
    `names` repeats outlet, programme and people for that index. `content_hash` is the SHA-256 of what staff would
    miss, to find damage that SQLite cannot see. `withdrawn` when the step that added it was undone.
    """

    __tablename__ = "clippings"
    __table_args__ = (
        Index("ix_clippings_published_on_outlet_id", "published_on", "outlet_id"),
        # Holds all that searches ask of a clipping, so that they need not leaf through the bodies.
        Index("ix_clippings_listing", "search_id", *_LISTED),
        _NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    search_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    headline: Mapped[str | None]
    deck: Mapped[str | None]
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"), index=True)
    programme: Mapped[str | None]
    medium: Mapped[Medium | None]
    published_on: Mapped[date | None]
    url: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str | None]
    body: Mapped[str | None]
    names: Mapped[str] = mapped_column(default="")
    state: Mapped[State]
    relation: Mapped[Relation]
    tone: Mapped[Tone | None]
    prominence: Mapped[Prominence | None]
    starred: Mapped[bool] = mapped_column(default=False)
    publish: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str | None]
    story_id: Mapped[int | None] = mapped_column(ForeignKey("stories.id"), index=True)
    original_id: Mapped[int | None] = mapped_column(ForeignKey("originals.id"), index=True)
    deleted: Mapped[bool] = mapped_column(default=False)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    content_hash: Mapped[str]


class ReporterRow(Table):
    """A reporter of a clipping, at a place in its byline."""

    __tablename__ = "clipping_reporters"

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    position: Mapped[int]


class SpokespersonRow(Table):
    """A spokesperson in a clipping, and their role there."""

    __tablename__ = "clipping_spokespeople"

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    position: Mapped[int]
    role: Mapped[Role]


class ClippingTagRow(Table):
    """A tag on a clipping."""

    __tablename__ = "clipping_tags"
    __table_args__ = {"sqlite_with_rowid": False}

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True, index=True)


class ShingleRow(Table):
    """A sampled hash of three words of a body; two clippings that share many ran the same piece."""

    __tablename__ = "shingles"
    __table_args__ = {"sqlite_with_rowid": False}

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    clipping_id: Mapped[int] = mapped_column(
        ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class StepRow(Table):
    """One named step of work. An undo or redo is a step too: `reverses` names the step that it took back or did again."""

    __tablename__ = "steps"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    verb: Mapped[str]
    count: Mapped[int]
    detail: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    reverses: Mapped[int | None] = mapped_column(ForeignKey("steps.id"))
    undone: Mapped[bool] = mapped_column(default=False)


class DeltaRow(Table):
    """What a step changed in one column or link, for one row or for many at once.

    `ids` is a JSON list of row ids; `old` and `new` hold one value for all of them, or a list with one value an id.
    """

    __tablename__ = "deltas"
    __table_args__ = (UniqueConstraint("step_id", "position"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    target: Mapped[str]
    ids: Mapped[bytes] = mapped_column(LargeBinary)
    old: Mapped[Any] = mapped_column(JSON)
    new: Mapped[Any] = mapped_column(JSON)
