"""The tables of a library as typed mappings; the one description that queries and migrations share.

Every row that can be exchanged has a UUID. Ids are never reused (AUTOINCREMENT), so the change log can name rows by id.
A row that an undone step had made is `withdrawn`: it stays, so that redo can bring it back, but nobody sees it, and its
name and UUID are free for another. Look rows up with `withdrawn == false()`, as their unique indexes are made.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Enum,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy import Table as CoreTable
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from clipper.model.codebook import FieldKind
from clipper.model.codes import FollowUpKind, Marker, Medium, Prominence, Relation, Rights, Role, State, Tone
from clipper.model.report import Audience

# Named constraints, so that a migration can drop what an earlier one made.
_NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
_NEVER_REUSED = {"sqlite_autoincrement": True}
_LINK = {"sqlite_with_rowid": False}


def _code(codes: type[StrEnum]) -> Enum:
    """A code is stored as its value and unchecked by the database, so that a new code needs no migration."""
    return Enum(codes, values_callable=list, native_enum=False, create_constraint=False, length=20)


def _unique(table: str, *columns: str) -> Index:
    return Index(f"uq_{table}_{columns[0]}", *columns, unique=True, sqlite_where=text("withdrawn = 0"))


def _aliased(table: str) -> Index:
    """The few rows that have aliases: every name that is new asks for them."""
    return Index(f"ix_{table}_aliased", "id", sqlite_where=text("aliases != '[]'"))


class Table(DeclarativeBase):
    """Base of all tables; codes are stored as their plain values."""

    metadata = MetaData(naming_convention=_NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Audience: _code(Audience),
        dict[str, str]: JSON,
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[Any]: JSON,
        FieldKind: _code(FieldKind),
        FollowUpKind: _code(FollowUpKind),
        Marker: _code(Marker),
        Medium: _code(Medium),
        Prominence: _code(Prominence),
        Relation: _code(Relation),
        Rights: _code(Rights),
        Role: _code(Role),
        State: _code(State),
        Tone: _code(Tone),
    }


version_table = CoreTable(
    "alembic_version",
    Table.metadata,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""The version of the library's form, kept where Alembic looks for it."""


class OrganisationRow(Table):
    """The one row that says whose library this is."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    aliases: Mapped[list[str]]
    languages: Mapped[list[str]]
    spokesperson_label: Mapped[str] = mapped_column(default="Spokesperson")
    prepared_by: Mapped[str] = mapped_column(default="")
    user_name: Mapped[str] = mapped_column(default="")
    definitions: Mapped[dict[str, str]] = mapped_column(default=dict)
    fiscal_start: Mapped[int] = mapped_column(default=1)
    logo: Mapped[str] = mapped_column(default="")
    house_style: Mapped[dict[str, str]] = mapped_column(default=dict)


class OutletRow(Table):
    """Who runs clippings; `folded` is the name without case and accents, by which it is found again.

    What is known of it is described in clipper.model.outlet.
    """

    __tablename__ = "outlets"
    __table_args__ = (*(_unique("outlets", "uuid"), _unique("outlets", "folded"), _aliased("outlets"), _NEVER_REUSED),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    reach: Mapped[int | None] = mapped_column(BigInteger)
    reach_source: Mapped[str | None]
    reach_on: Mapped[date | None]
    rights: Mapped[Rights] = mapped_column(default=Rights.UNKNOWN)
    rights_notice: Mapped[str | None]
    rights_until: Mapped[date | None]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    domains: Mapped[list[str]] = mapped_column(default=list)
    medium: Mapped[Medium | None]
    country: Mapped[str | None]
    region: Mapped[str | None]
    language: Mapped[str | None]
    tier: Mapped[int | None]
    programmes: Mapped[list[str]] = mapped_column(default=list)
    withdrawn: Mapped[bool] = mapped_column(default=False)


class PersonRow(Table):
    """A reporter or a spokesperson; an organisation in a byline is one too.

    What is known of them is described in clipper.model.person.
    """

    __tablename__ = "people"
    __table_args__ = (_unique("people", "uuid"), _unique("people", "folded"), _aliased("people"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    title: Mapped[str | None]
    active_from: Mapped[int | None]
    active_until: Mapped[int | None]
    ours: Mapped[bool] = mapped_column(default=False)
    withdrawn: Mapped[bool] = mapped_column(default=False)


class TagRow(Table):
    """A label; `folded` is its name without case, by which it is found again, `key` the digit that puts it on."""

    __tablename__ = "tags"
    __table_args__ = (_unique("tags", "uuid"), _unique("tags", "folded"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    hue: Mapped[str] = mapped_column(default="slate")
    key: Mapped[int | None]
    withdrawn: Mapped[bool] = mapped_column(default=False)


class MessageRow(Table):
    """A key message, a sentence; `folded` is it without case, by which it is found again."""

    __tablename__ = "messages"
    __table_args__ = (_unique("messages", "uuid"), _unique("messages", "folded"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    withdrawn: Mapped[bool] = mapped_column(default=False)


class CodeFieldRow(Table):
    """A field of the codebook, at its place in the order of coding; see clipper.model.codebook."""

    __tablename__ = "code_fields"
    __table_args__ = (_unique("code_fields", "uuid"), _unique("code_fields", "folded"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    kind: Mapped[FieldKind]
    choices: Mapped[list[str]]
    definition: Mapped[str]
    position: Mapped[int]
    withdrawn: Mapped[bool] = mapped_column(default=False)


class StoryRow(Table):
    """The clippings that ran the same piece."""

    __tablename__ = "stories"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)


class OriginalRow(Table):
    """A paste as it came, verbatim: compressed UTF-8 with surrogates passed through, as a clipboard may hold them.

    `file` is the compressed file that the text was read from, where the text does not say all of it, as of a PDF.
    """

    __tablename__ = "originals"
    __table_args__ = _NEVER_REUSED

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[bytes] = mapped_column(LargeBinary)
    html: Mapped[bytes | None] = mapped_column(LargeBinary)
    source: Mapped[str | None]
    captured_at: Mapped[datetime]
    file: Mapped[bytes | None] = mapped_column(LargeBinary)


class ClippingRow(Table):
    """One item in one outlet.

    `search_id` is (day << 32) | id, day counted from 0001-01-01 (the publication day, else the day it was added):
    newest first is its descending order, and it is the row id of the full-text index.
    `names` repeats outlet, programme, handle and people for that index, `comments` what was written to highlights,
    `url_key` is the link without what does not matter to whether two are the same. These four follow from the other
    columns and rows.
    """

    __tablename__ = "clippings"
    __table_args__ = (
        _unique("clippings", "uuid"),
        Index("ix_clippings_published_on_outlet_id", "published_on", "outlet_id"),
        # Holds all that lists and counts ask for, so that they never read past a body.
        Index(
            "ix_clippings_list",
            "deleted",
            "withdrawn",
            "search_id",
            "state",
            "relation",
            "starred",
            "publish",
            "tone",
            "prominence",
            "medium",
            "published_on",
            "outlet_id",
            "story_id",
            "added_at",
            "language",
            "programme",
            "rights",
            text("(note IS NOT NULL)"),
            text("(url IS NOT NULL)"),
            text("(body IS NOT NULL)"),
        ),
        _NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    search_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    deleted: Mapped[bool] = mapped_column(default=False)
    state: Mapped[State]
    relation: Mapped[Relation]
    starred: Mapped[bool] = mapped_column(default=False)
    publish: Mapped[bool] = mapped_column(default=False)
    tone: Mapped[Tone | None]
    prominence: Mapped[Prominence | None]
    medium: Mapped[Medium | None]
    published_on: Mapped[date | None]
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("outlets.id"), index=True)
    story_id: Mapped[int | None] = mapped_column(ForeignKey("stories.id"), index=True)
    original_id: Mapped[int | None] = mapped_column(ForeignKey("originals.id"), index=True)
    added_at: Mapped[datetime]
    language: Mapped[str | None]
    programme: Mapped[str | None]
    host: Mapped[str | None]
    aired_at: Mapped[str | None]
    duration: Mapped[int | None]
    timecode: Mapped[int | None]
    edition: Mapped[str | None]
    section: Mapped[str | None]
    page: Mapped[str | None]
    handle: Mapped[str | None]
    rights: Mapped[Rights | None]
    headline: Mapped[str | None]
    url: Mapped[str | None]
    url_key: Mapped[str | None] = mapped_column(index=True)
    names: Mapped[str] = mapped_column(default="")
    comments: Mapped[str | None]
    deck: Mapped[str | None]
    note: Mapped[str | None]
    # Last, since SQLite reads past a long value to reach what stands behind it.
    body: Mapped[str | None]


class ReporterRow(Table):
    """A reporter of a clipping, at a place in its byline."""

    __tablename__ = "clipping_reporters"
    __table_args__ = _LINK

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    position: Mapped[int]


class SpokespersonRow(Table):
    """A spokesperson in a clipping, and their role there."""

    __tablename__ = "clipping_spokespeople"
    __table_args__ = _LINK

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    position: Mapped[int]
    role: Mapped[Role]


class ClippingTagRow(Table):
    """A tag on a clipping."""

    __tablename__ = "clipping_tags"
    __table_args__ = _LINK

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tags.id"), primary_key=True, index=True)


class ClippingMessageRow(Table):
    """A key message that a clipping carries."""

    __tablename__ = "clipping_messages"
    __table_args__ = _LINK

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), primary_key=True, index=True)


class CodeValueRow(Table):
    """The value that a clipping has of a field of the codebook."""

    __tablename__ = "code_values"
    __table_args__ = _LINK

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    field_id: Mapped[int] = mapped_column(ForeignKey("code_fields.id"), index=True)
    value: Mapped[str]


class HighlightRow(Table):
    """A marked passage of a clipping, with the text around it; see clipper.model.highlight."""

    __tablename__ = "highlights"
    __table_args__ = _LINK

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    marker: Mapped[Marker]
    passage: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    comment: Mapped[str | None]


class QuoteRow(Table):
    """What a person says in a clipping; see clipper.model.quote."""

    __tablename__ = "quotes"
    __table_args__ = _LINK

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    uuid: Mapped[str]
    text: Mapped[str]
    passage: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]


class FollowUpRow(Table):
    """A correction or something else to follow up of a clipping; see clipper.model.follow_up."""

    __tablename__ = "follow_ups"
    __table_args__ = _LINK

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    kind: Mapped[FollowUpKind]
    what: Mapped[str]
    requested_on: Mapped[date | None]
    contact: Mapped[str | None]
    outcome: Mapped[str | None]
    owner: Mapped[str | None]
    due: Mapped[date | None]
    closed_on: Mapped[date | None]


class ContentRow(Table):
    """What files hold, of clippings, issued reports and templates, once for all that hold the same.

    Nothing of it goes before something is purged.

    `data` is the bytes, with zlib where `is_compressed`, or nothing where they lie in a file of their own; see
    clipper.library.contents.
    """

    __tablename__ = "contents"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    is_compressed: Mapped[bool]
    data: Mapped[bytes | None] = mapped_column(LargeBinary)


class AttachmentRow(Table):
    """A file of a clipping; see clipper.model.attachment."""

    __tablename__ = "attachments"
    __table_args__ = _LINK

    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("contents.sha256"), index=True)
    uuid: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    added_on: Mapped[date]


class ShingleRow(Table):
    """A sampled hash of three words of a body; two clippings that share many ran the same piece."""

    __tablename__ = "shingles"
    __table_args__ = _LINK

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    clipping_id: Mapped[int] = mapped_column(
        ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class PresetRow(Table):
    """How the columns of a kind of sheet are read; `folded` is the name without case, by which it is found again."""

    __tablename__ = "presets"
    __table_args__ = (_unique("presets", "uuid"), _unique("presets", "folded"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    mapping: Mapped[dict[str, Any]]
    withdrawn: Mapped[bool] = mapped_column(default=False)


class SavedSearchRow(Table):
    """A search under a name, as it is typed; `folded` is the name without case, by which it is found again."""

    __tablename__ = "saved_searches"
    __table_args__ = (_unique("saved_searches", "uuid"), _unique("saved_searches", "folded"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    query: Mapped[str]
    withdrawn: Mapped[bool] = mapped_column(default=False)


class DefinitionRow(Table):
    """The choices behind a report; see clipper.model.report. `settings` are those that have no column of their own.

    One with the UUID of a built-in definition stands in its place, and hides it where it is `hidden`.
    """

    __tablename__ = "report_definitions"
    __table_args__ = (_unique("report_definitions", "uuid"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    name: Mapped[str]
    query: Mapped[str]
    settings: Mapped[dict[str, Any]]
    hidden: Mapped[bool] = mapped_column(default=False)
    withdrawn: Mapped[bool] = mapped_column(default=False)


class ReportTextRow(Table):
    """What staff wrote for the report of a definition, a period from `first` to `last`, a language and an audience.

    `key` says what it is for; see clipper.model.report. The definition may be a built-in one, which has no row.
    """

    __tablename__ = "report_texts"
    __table_args__ = (
        _unique("report_texts", "definition_uuid", "first", "last", "language", "audience", "key"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    definition_uuid: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    language: Mapped[str]
    audience: Mapped[Audience]
    key: Mapped[str]
    text: Mapped[str]
    withdrawn: Mapped[bool] = mapped_column(default=False)


class IssuedReportRow(Table):
    """One version of an issued report, which nothing changes any more; see clipper.model.issued_report.

    One that was undone or withdrawn keeps its number, which nobody gets again.
    """

    __tablename__ = "issued_reports"
    __table_args__ = (
        _unique("issued_reports", "uuid"),
        UniqueConstraint("number", "version"),
        Index("ix_issued_reports_definition_uuid", "definition_uuid", "first", "last"),
        _NEVER_REUSED,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    number: Mapped[int]
    version: Mapped[int]
    definition_uuid: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    language: Mapped[str]
    audience: Mapped[Audience]
    title: Mapped[str]
    issued_on: Mapped[date]
    issued_by: Mapped[str]
    erased: Mapped[bool] = mapped_column(default=False)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    definition: Mapped[dict[str, Any]]
    texts: Mapped[dict[str, str]]
    changes: Mapped[list[str]]
    snapshot: Mapped[dict[str, Any]]


class IssuedFileRow(Table):
    """A file of an issued report, by its ending, such as ".pdf"."""

    __tablename__ = "issued_files"
    __table_args__ = _LINK

    issued_id: Mapped[int] = mapped_column(ForeignKey("issued_reports.id", ondelete="CASCADE"), primary_key=True)
    ending: Mapped[str] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("contents.sha256"), index=True)


class TemplateRow(Table):
    """A template of the organisation's own; `folded` is the name without case, by which it is found again.

    `files` are by their paths, each with the SHA-256 of what it holds and its size; see clipper.model.template.
    """

    __tablename__ = "templates"
    __table_args__ = (_unique("templates", "uuid"), _unique("templates", "folded"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str]
    files: Mapped[dict[str, Any]]
    withdrawn: Mapped[bool] = mapped_column(default=False)


class FurtherOriginalRow(Table):
    """A paste or file that something in a clipping came from, beside the one that it was made of."""

    __tablename__ = "further_originals"
    __table_args__ = (_unique("further_originals", "clipping_id", "original_id"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    clipping_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"))
    original_id: Mapped[int] = mapped_column(ForeignKey("originals.id"), index=True)
    withdrawn: Mapped[bool] = mapped_column(default=False)


class DistinctPairRow(Table):
    """Two clippings that look alike and that a person said are no duplicates; `low_id` is the smaller id."""

    __tablename__ = "distinct_pairs"
    __table_args__ = (_unique("distinct_pairs", "low_id", "high_id"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    low_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"))
    high_id: Mapped[int] = mapped_column(ForeignKey("clippings.id", ondelete="CASCADE"), index=True)
    withdrawn: Mapped[bool] = mapped_column(default=False)


class StepRow(Table):
    """One named step of work. An undo or redo is a step too: `reverses` names the step that it took back or did again.

    `who` did it, as the organisation named them then. `undone` when it is taken back; `ended` when a later step made it
    impossible to do it again. `clippings` is the packed set of the clippings it touched, `first_id` and `last_id` its
    bounds, to find one clipping's history fast. One that is `told` was done in another library; undo passes it over.
    """

    __tablename__ = "steps"
    __table_args__ = (Index("ix_steps_undone_ended", "undone", "ended"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    verb: Mapped[str]
    count: Mapped[int]
    detail: Mapped[dict[str, str]]
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(default="")
    reverses: Mapped[int | None] = mapped_column(ForeignKey("steps.id"), index=True)
    undone: Mapped[bool] = mapped_column(default=False)
    ended: Mapped[bool] = mapped_column(default=False)
    told: Mapped[bool] = mapped_column(default=False)
    first_id: Mapped[int | None] = mapped_column(index=True)
    last_id: Mapped[int | None]
    clippings: Mapped[bytes] = mapped_column(LargeBinary)


class DeltaRow(Table):
    """What a step changed in one column or link, for one row or for many at once.

    `ids` is a packed set of row ids; `old` and `new` are lists with one value for all of them, or one value an id.
    """

    __tablename__ = "deltas"
    __table_args__ = (UniqueConstraint("step_id", "position"), _NEVER_REUSED)

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("steps.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str]
    target: Mapped[str]
    ids: Mapped[bytes] = mapped_column(LargeBinary)
    old: Mapped[list[Any]]
    new: Mapped[list[Any]]


class RowHashRow(Table):
    """The hash of what a row of the table `of` says, or what all rows of a clipping say there together.

    `key` is the id of the row, or of what its rows belong to; see clipper.library.store.sqlite_hashes.
    """

    __tablename__ = "row_hashes"
    __table_args__ = _LINK

    of: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
