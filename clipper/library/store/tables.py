"""The tables of a library, typed; the one description that queries and migrations share.

Every row that can be exchanged has a UUID. Ids are never reused (AUTOINCREMENT), so the change log can name rows by id.
A row that an undone step had made is `withdrawn`: it stays, so that redo can bring it back, but nobody sees it, and its
name and UUID are free for another. Look rows up with `withdrawn == false()`, as their unique indexes are made.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy import Column as CoreColumn
from sqlalchemy import Table as CoreTable

from clipper.library.store.described import Column, described
from clipper.library.store.described import Table as Table
from clipper.model.codebook import FieldKind
from clipper.model.codes import FollowUpKind, Marker, Medium, Prominence, Relation, Rights, Role, State, Tone
from clipper.model.report import Audience

_NEVER_REUSED = {"sqlite_autoincrement": True}
_LINK = {"sqlite_with_rowid": False}


def _unique(table: str, *columns: str) -> Index:
    return Index(f"uq_{table}_{columns[0]}", *columns, unique=True, sqlite_where=text("withdrawn = 0"))


def _aliased(table: str) -> Index:
    """The few rows that have aliases: every name that is new asks for them."""
    return Index(f"ix_{table}_aliased", "id", sqlite_where=text("aliases != '[]'"))


version_table = CoreTable(
    "alembic_version",
    Table.metadata,
    CoreColumn("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""The version of the library's form, kept where Alembic looks for it."""


class OrganisationRow(Table):
    """The one row that says whose library this is."""

    __tablename__ = "organisation"

    id: Column[int] = described(primary_key=True)
    name: Column[str] = described(default="")
    aliases: Column[list[str]]
    languages: Column[list[str]]
    spokesperson_label: Column[str] = described(default="Spokesperson")
    prepared_by: Column[str] = described(default="")
    user_name: Column[str] = described(default="")
    definitions: Column[dict[str, str]] = described(default=dict)
    fiscal_start: Column[int] = described(default=1)
    logo: Column[str] = described(default="")
    house_style: Column[dict[str, str]] = described(default=dict)


class OutletRow(Table):
    """Who runs clippings; `folded` is the name without case and accents, by which it is found again.

    What is known of it is described in clipper.model.outlet.
    """

    __tablename__ = "outlets"
    __table_args__ = (*(_unique("outlets", "uuid"), _unique("outlets", "folded"), _aliased("outlets"), _NEVER_REUSED),)

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    name: Column[str]
    folded: Column[str]
    reach: Column[int | None] = described(type_=BigInteger)
    reach_source: Column[str | None]
    reach_on: Column[date | None]
    rights: Column[Rights] = described(default=Rights.UNKNOWN)
    rights_notice: Column[str | None]
    rights_until: Column[date | None]
    aliases: Column[list[str]] = described(default=list)
    domains: Column[list[str]] = described(default=list)
    medium: Column[Medium | None]
    country: Column[str | None]
    region: Column[str | None]
    language: Column[str | None]
    tier: Column[int | None]
    programmes: Column[list[str]] = described(default=list)
    withdrawn: Column[bool] = described(default=False)


class PersonRow(Table):
    """A reporter or a spokesperson; an organisation in a byline is one too.

    What is known of them is described in clipper.model.person.
    """

    __tablename__ = "people"
    __table_args__ = (_unique("people", "uuid"), _unique("people", "folded"), _aliased("people"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    name: Column[str]
    folded: Column[str]
    aliases: Column[list[str]] = described(default=list)
    title: Column[str | None]
    active_from: Column[int | None]
    active_until: Column[int | None]
    ours: Column[bool] = described(default=False)
    withdrawn: Column[bool] = described(default=False)


class TagRow(Table):
    """A label; `folded` is its name without case, by which it is found again, `key` the digit that puts it on."""

    __tablename__ = "tags"
    __table_args__ = (_unique("tags", "uuid"), _unique("tags", "folded"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    name: Column[str]
    folded: Column[str]
    hue: Column[str] = described(default="slate")
    key: Column[int | None]
    withdrawn: Column[bool] = described(default=False)


class MessageRow(Table):
    """A key message, a sentence; `folded` is it without case, by which it is found again."""

    __tablename__ = "messages"
    __table_args__ = (_unique("messages", "uuid"), _unique("messages", "folded"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    name: Column[str]
    folded: Column[str]
    withdrawn: Column[bool] = described(default=False)


class CodeFieldRow(Table):
    """A field of the codebook, at its place in the order of coding; see clipper.model.codebook."""

    __tablename__ = "code_fields"
    __table_args__ = (_unique("code_fields", "uuid"), _unique("code_fields", "folded"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    name: Column[str]
    folded: Column[str]
    kind: Column[FieldKind]
    choices: Column[list[str]]
    definition: Column[str]
    position: Column[int]
    withdrawn: Column[bool] = described(default=False)


class StoryRow(Table):
    """The clippings that ran the same piece."""

    __tablename__ = "stories"
    __table_args__ = _NEVER_REUSED

    id: Column[int] = described(primary_key=True)
    uuid: Column[str] = described(unique=True)


class OriginalRow(Table):
    """A paste as it came, verbatim: compressed UTF-8 with surrogates passed through, as a clipboard may hold them.

    `file` is the compressed file that the text was read from, where the text does not say all of it, as of a PDF.
    """

    __tablename__ = "originals"
    __table_args__ = _NEVER_REUSED

    id: Column[int] = described(primary_key=True)
    text: Column[bytes]
    html: Column[bytes | None]
    source: Column[str | None]
    captured_at: Column[datetime]
    file: Column[bytes | None]


class ClippingRow(Table):
    """One item in one outlet.

    `search_id` is (day << 32) | id, day counted from 0001-01-01 (the publication day, else the day it was added):
    newest first is its descending order, and it is the row id of the full-text index.
    `names` repeats outlet, programme, handle and people for that index, `comments` what was written to highlights;
    `unpointed` holds, by their columns, those of its texts that have vowel signs, without them, as it is given them.
    `url_key` is the link without what does not matter to whether two are the same. These five follow from the other
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

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    search_id: Column[int] = described(type_=BigInteger, unique=True)
    withdrawn: Column[bool] = described(default=False)
    deleted: Column[bool] = described(default=False)
    state: Column[State]
    relation: Column[Relation]
    starred: Column[bool] = described(default=False)
    publish: Column[bool] = described(default=False)
    tone: Column[Tone | None]
    prominence: Column[Prominence | None]
    medium: Column[Medium | None]
    published_on: Column[date | None]
    outlet_id: Column[int | None] = described(ForeignKey("outlets.id"), index=True)
    story_id: Column[int | None] = described(ForeignKey("stories.id"), index=True)
    original_id: Column[int | None] = described(ForeignKey("originals.id"), index=True)
    added_at: Column[datetime]
    language: Column[str | None]
    programme: Column[str | None]
    host: Column[str | None]
    aired_at: Column[str | None]
    duration: Column[int | None]
    timecode: Column[int | None]
    edition: Column[str | None]
    section: Column[str | None]
    page: Column[str | None]
    handle: Column[str | None]
    rights: Column[Rights | None]
    headline: Column[str | None]
    url: Column[str | None]
    url_key: Column[str | None] = described(index=True)
    names: Column[str] = described(default="")
    comments: Column[str | None]
    deck: Column[str | None]
    note: Column[str | None]
    unpointed: Column[dict[str, str] | None] = described(type_=JSON(none_as_null=True))
    # Last, since SQLite reads past a long value to reach what stands behind it.
    body: Column[str | None]


class ReporterRow(Table):
    """A reporter of a clipping, at a place in its byline."""

    __tablename__ = "clipping_reporters"
    __table_args__ = _LINK

    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    person_id: Column[int] = described(ForeignKey("people.id"), primary_key=True, index=True)
    position: Column[int]


class SpokespersonRow(Table):
    """A spokesperson in a clipping, and their role there."""

    __tablename__ = "clipping_spokespeople"
    __table_args__ = _LINK

    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    person_id: Column[int] = described(ForeignKey("people.id"), primary_key=True, index=True)
    position: Column[int]
    role: Column[Role]


class ClippingTagRow(Table):
    """A tag on a clipping."""

    __tablename__ = "clipping_tags"
    __table_args__ = _LINK

    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    tag_id: Column[int] = described(ForeignKey("tags.id"), primary_key=True, index=True)


class ClippingMessageRow(Table):
    """A key message that a clipping carries."""

    __tablename__ = "clipping_messages"
    __table_args__ = _LINK

    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    message_id: Column[int] = described(ForeignKey("messages.id"), primary_key=True, index=True)


class CodeValueRow(Table):
    """The value that a clipping has of a field of the codebook."""

    __tablename__ = "code_values"
    __table_args__ = _LINK

    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    position: Column[int] = described(primary_key=True)
    field_id: Column[int] = described(ForeignKey("code_fields.id"), index=True)
    value: Column[str]


class HighlightRow(Table):
    """A marked passage of a clipping, with the text around it; see clipper.model.highlight."""

    __tablename__ = "highlights"
    __table_args__ = _LINK

    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    position: Column[int] = described(primary_key=True)
    uuid: Column[str]
    marker: Column[Marker]
    passage: Column[str]
    before: Column[str]
    after: Column[str]
    comment: Column[str | None]


class QuoteRow(Table):
    """What a person says in a clipping; see clipper.model.quote."""

    __tablename__ = "quotes"
    __table_args__ = _LINK

    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    position: Column[int] = described(primary_key=True)
    person_id: Column[int] = described(ForeignKey("people.id"), index=True)
    uuid: Column[str]
    text: Column[str]
    passage: Column[str]
    before: Column[str]
    after: Column[str]


class FollowUpRow(Table):
    """A correction or something else to follow up of a clipping; see clipper.model.follow_up."""

    __tablename__ = "follow_ups"
    __table_args__ = _LINK

    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    position: Column[int] = described(primary_key=True)
    uuid: Column[str]
    kind: Column[FollowUpKind]
    what: Column[str]
    requested_on: Column[date | None]
    contact: Column[str | None]
    outcome: Column[str | None]
    owner: Column[str | None]
    due: Column[date | None]
    closed_on: Column[date | None]


class ContentRow(Table):
    """What files hold, of clippings, issued reports and templates, once for all that hold the same.

    Nothing of it goes before something is purged.

    `data` is the bytes, with zlib where `is_compressed`, or nothing where they lie in a file of their own; see
    clipper.library.contents.
    """

    __tablename__ = "contents"

    sha256: Column[str] = described(primary_key=True)
    size: Column[int] = described(type_=BigInteger)
    is_compressed: Column[bool]
    data: Column[bytes | None]


class AttachmentRow(Table):
    """A file of a clipping; see clipper.model.attachment."""

    __tablename__ = "attachments"
    __table_args__ = _LINK

    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True)
    position: Column[int] = described(primary_key=True)
    sha256: Column[str] = described(ForeignKey("contents.sha256"), index=True)
    uuid: Column[str]
    name: Column[str]
    media_type: Column[str]
    size: Column[int] = described(type_=BigInteger)
    added_on: Column[date]


class ShingleRow(Table):
    """A sampled hash of three words of a body; two clippings that share many ran the same piece."""

    __tablename__ = "shingles"
    __table_args__ = _LINK

    hash: Column[int] = described(type_=BigInteger, primary_key=True)
    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), primary_key=True, index=True)


class PresetRow(Table):
    """How the columns of a kind of sheet are read; `folded` is the name without case, by which it is found again."""

    __tablename__ = "presets"
    __table_args__ = (_unique("presets", "uuid"), _unique("presets", "folded"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    name: Column[str]
    folded: Column[str]
    mapping: Column[dict[str, Any]]
    withdrawn: Column[bool] = described(default=False)


class SavedSearchRow(Table):
    """A search under a name, as it is typed; `folded` is the name without case, by which it is found again."""

    __tablename__ = "saved_searches"
    __table_args__ = (_unique("saved_searches", "uuid"), _unique("saved_searches", "folded"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    name: Column[str]
    folded: Column[str]
    query: Column[str]
    withdrawn: Column[bool] = described(default=False)


class DefinitionRow(Table):
    """The choices behind a report; see clipper.model.report. `settings` are those that have no column of their own.

    One with the UUID of a built-in definition stands in its place, and hides it where it is `hidden`.
    """

    __tablename__ = "report_definitions"
    __table_args__ = (_unique("report_definitions", "uuid"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    name: Column[str]
    query: Column[str]
    settings: Column[dict[str, Any]]
    hidden: Column[bool] = described(default=False)
    withdrawn: Column[bool] = described(default=False)


class ReportTextRow(Table):
    """What staff wrote for the report of a definition, a period from `first` to `last`, a language and an audience.

    `key` says what it is for; see clipper.model.report. The definition may be a built-in one, which has no row.
    """

    __tablename__ = "report_texts"
    __table_args__ = (
        _unique("report_texts", "definition_uuid", "first", "last", "language", "audience", "key"),
        _NEVER_REUSED,
    )

    id: Column[int] = described(primary_key=True)
    definition_uuid: Column[str]
    first: Column[date]
    last: Column[date]
    language: Column[str]
    audience: Column[Audience]
    key: Column[str]
    text: Column[str]
    withdrawn: Column[bool] = described(default=False)


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

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    number: Column[int]
    version: Column[int]
    definition_uuid: Column[str]
    first: Column[date]
    last: Column[date]
    language: Column[str]
    audience: Column[Audience]
    title: Column[str]
    issued_on: Column[date]
    issued_by: Column[str]
    erased: Column[bool] = described(default=False)
    withdrawn: Column[bool] = described(default=False)
    definition: Column[dict[str, Any]]
    texts: Column[dict[str, str]]
    changes: Column[list[str]]
    snapshot: Column[dict[str, Any]]


class IssuedFileRow(Table):
    """A file of an issued report, by its ending, such as ".pdf"."""

    __tablename__ = "issued_files"
    __table_args__ = _LINK

    issued_id: Column[int] = described(ForeignKey("issued_reports.id", ondelete="CASCADE"), primary_key=True)
    ending: Column[str] = described(primary_key=True)
    sha256: Column[str] = described(ForeignKey("contents.sha256"), index=True)


class TemplateRow(Table):
    """A template of the organisation's own; `folded` is the name without case, by which it is found again.

    `files` are by their paths, each with the SHA-256 of what it holds and its size; see clipper.model.template.
    """

    __tablename__ = "templates"
    __table_args__ = (_unique("templates", "uuid"), _unique("templates", "folded"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    uuid: Column[str]
    name: Column[str]
    folded: Column[str]
    files: Column[dict[str, Any]]
    withdrawn: Column[bool] = described(default=False)


class FurtherOriginalRow(Table):
    """A paste or file that something in a clipping came from, beside the one that it was made of."""

    __tablename__ = "further_originals"
    __table_args__ = (_unique("further_originals", "clipping_id", "original_id"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    clipping_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"))
    original_id: Column[int] = described(ForeignKey("originals.id"), index=True)
    withdrawn: Column[bool] = described(default=False)


class DistinctPairRow(Table):
    """Two clippings that look alike and that a person said are no duplicates; `low_id` is the smaller id."""

    __tablename__ = "distinct_pairs"
    __table_args__ = (_unique("distinct_pairs", "low_id", "high_id"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    low_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"))
    high_id: Column[int] = described(ForeignKey("clippings.id", ondelete="CASCADE"), index=True)
    withdrawn: Column[bool] = described(default=False)


class StepRow(Table):
    """One named step of work. An undo or redo is a step too: `reverses` names the step that it took back or did again.

    `who` did it, as the organisation named them then. `undone` when it is taken back; `ended` when a later step made it
    impossible to do it again. `clippings` is the packed set of the clippings it touched, `first_id` and `last_id` its
    bounds, to find one clipping's history fast. One that is `told` was done in another library; undo passes it over.
    """

    __tablename__ = "steps"
    __table_args__ = (Index("ix_steps_undone_ended", "undone", "ended"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    verb: Column[str]
    count: Column[int]
    detail: Column[dict[str, str]]
    at: Column[datetime]
    who: Column[str] = described(default="")
    reverses: Column[int | None] = described(ForeignKey("steps.id"), index=True)
    undone: Column[bool] = described(default=False)
    ended: Column[bool] = described(default=False)
    told: Column[bool] = described(default=False)
    first_id: Column[int | None] = described(index=True)
    last_id: Column[int | None]
    clippings: Column[bytes]


class DeltaRow(Table):
    """What a step changed in one column or link, for one row or for many at once.

    `ids` is a packed set of row ids; `old` and `new` are lists with one value for all of them, or one value an id.
    """

    __tablename__ = "deltas"
    __table_args__ = (UniqueConstraint("step_id", "position"), _NEVER_REUSED)

    id: Column[int] = described(primary_key=True)
    step_id: Column[int] = described(ForeignKey("steps.id", ondelete="CASCADE"))
    position: Column[int]
    kind: Column[str]
    target: Column[str]
    ids: Column[bytes]
    old: Column[list[Any]]
    new: Column[list[Any]]


class RowHashRow(Table):
    """The hash of what a row of the table `of` says, or what all rows of a clipping say there together.

    `key` is the id of the row, or of what its rows belong to; see clipper.library.store.sqlite_hashes.
    """

    __tablename__ = "row_hashes"
    __table_args__ = _LINK

    of: Column[str] = described(primary_key=True)
    key: Column[int] = described(type_=BigInteger, primary_key=True)
    hash: Column[bytes]
