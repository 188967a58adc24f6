"""What a report is asked to be, and what belongs to one issue of it, as plain values that a library keeps."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

FRONT = ("cover", "contents")
"""What stands before the numbered sections, in this order, where it is switched on."""

SECTIONS = (
    "summary",
    "figures",
    "volume",
    "tone",
    "outlets",
    "people",
    "pick_ups",
    "reporters",
    "topics",
    "messages",
    "medium",
    "prominence",
    "share",
    "key",
    "issues",
    "clippings",
    "method",
)
"""The keys of all sections, in their usual order; a definition may have any of them, in any order."""

USUAL_SECTIONS = (
    *FRONT,
    "summary",
    "figures",
    "volume",
    "tone",
    "outlets",
    "people",
    "topics",
    "key",
    "clippings",
    "method",
)
"""What a report has where nobody chose: short, since few read on after the third page."""

ALL_SECTIONS = (*FRONT, *SECTIONS)
"""Everything that can be switched on."""

CHAPTERS = {
    "summary": ("summary", "figures"),
    "volume": ("volume", "tone"),
    "people": ("people", "pick_ups", "reporters"),
    "topics": ("topics", "messages", "medium", "prominence"),
}
"""Sections that stand under one number and title where they follow one another, by the key of that chapter."""

TEMPLATES = ("modern", "formal", "board", "briefing")
"""The names of the built-in templates."""


class Kind(StrEnum):
    """REPORT tells a period, BRIEFING a morning on one page, MEDIA_PAGE lists what was published for a website."""

    REPORT = "report"
    BRIEFING = "briefing"
    MEDIA_PAGE = "media-page"


USUAL_TEMPLATES = {Kind.REPORT: "modern", Kind.BRIEFING: "briefing", Kind.MEDIA_PAGE: "modern"}
"""The built-in templates that the kinds of documents have where nobody chose another."""


class Audience(StrEnum):
    """Who may read a report; PUBLIC holds published clippings only, and never notes, tone or internal tags."""

    INTERNAL = "internal"
    PUBLIC = "public"


class Grouping(StrEnum):
    """What the list of all clippings is grouped by; TAG means topics for the public."""

    DATE = "date"
    OUTLET = "outlet"
    SPOKESPERSON = "spokesperson"
    TAG = "tag"


class Paper(StrEnum):
    """What a report is printed on: LETTER in Canada and the United States, A4 elsewhere."""

    LETTER = "letter"
    A4 = "a4"


class Span(StrEnum):
    """The length of the period that a definition is for; OTHER is any number of days."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_QUARTER = "fiscal-quarter"
    FISCAL_YEAR = "fiscal-year"
    OTHER = "other"


class Definition(Struct, frozen=True):
    """The choices behind a report, kept under a name and used again for the next period.

    `uuid` is empty for one that nobody kept. `template` is the name of a built-in template or of one of the library's
    own. `query` is a search as it is typed. `language` is an ISO 639-1 code. `sections` are keys of FRONT and SECTIONS
    in their order. `excerpt_words` limits the excerpts of key coverage; the list of all clippings has two thirds as
    many. `notes` shows notes and comments of staff in that list, `full_text` whole texts where their rights are
    granted, both to an internal audience only. `brand` is a colour such as "#123C5A", "" for the template's own;
    `saves_ink` leaves the cover white.
    """

    uuid: str = ""
    name: str = ""
    kind: Kind = Kind.REPORT
    template: str = "modern"
    span: Span = Span.MONTH
    query: str = ""
    language: str = "en"
    audience: Audience = Audience.INTERNAL
    sections: tuple[str, ...] = USUAL_SECTIONS
    grouping: Grouping = Grouping.DATE
    excerpt_words: int = 60
    notes: bool = False
    full_text: bool = False
    logo: bool = True
    brand: str = ""
    saves_ink: bool = False
    paper: Paper = Paper.LETTER


SUMMARY_TEXT, MEANING_TEXT, NEXT_TEXT = "summary", "meaning", "next"
"""Keys of what staff write into the summary: the summary itself, what it means, what is next."""

TODAY_TEXT = "today"
"""Key of what a briefing says of the day that begins."""


def introduction(section: str) -> str:
    """Return the key of what staff write at the head of a section."""
    return f"introduction/{section}"


def why(clipping_uuid: str) -> str:
    """Return the key of the line that says why a clipping of key coverage matters."""
    return f"why/{clipping_uuid}"


class ReportIssue(Struct, frozen=True):
    """What belongs to one issue of a report and not to its definition.

    `texts` are Markdown by staff, by SUMMARY_TEXT, MEANING_TEXT, NEXT_TEXT, introduction() and why(). `number` is None
    for a draft. `changes` are sentences about what a later version changed since the one before. `prepared_by` is
    "" for whom the organisation names.
    """

    issued_on: date = field(default_factory=date.today)
    texts: Mapping[str, str] = field(default_factory=dict)
    number: int | None = None
    version: int = 1
    changes: tuple[str, ...] = ()
    prepared_by: str = ""
