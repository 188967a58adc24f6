"""The report's content, once, independent of format: plain values that every writer sets in its own way.

All texts are in the report's language and ready to be set as they stand; headlines, excerpts and quotes keep their
own language, named by `language`. A text is plain unless it is said to be Markdown.

A `figure` names what stands behind a number: `Report.behind` has its clippings. It is empty where there are none.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from clipper.model.report import Audience, Kind
from clipper.reports.parts import (
    Bar,
    BriefGroup,
    Count,
    Entry,
    Fact,
    Finding,
    Group,
    IssueRow,
    KeyClipping,
    Measure,
    MessageRow,
    OutletRow,
    PersonRow,
    PickUpRow,
    ReporterRow,
    ShareRow,
    ToneBar,
    TopicRow,
    Year,
)


class Section(Struct, frozen=True, kw_only=True):
    """What every section has: its key, its number and title, the finding that the contents print under the title.

    `introduction` is Markdown by staff, empty for none. `anchor` is a name of its own in the report, for links.
    """

    key: str
    number: int
    title: str
    finding: str
    introduction: str = ""
    anchor: str = ""


class Summary(Section, frozen=True, kw_only=True):
    """The page that must stand alone.

    `lead` and `text` are drafted from the figures; `written`, Markdown by staff, takes their place where it is not
    empty. `meaning` and `next_steps` are Markdown by staff. Without the figures there are no measures.
    `periods` are the rows of the figures: this period, the period before, the same period last year; a period in
    which the library did not count yet is left out, and `since` says since when it does.
    """

    key: str = "summary"
    lead: str
    text: str
    periods: tuple[str, ...]
    measures: tuple[Measure, ...]
    since: str
    highlights: tuple[Entry, ...] = ()
    written: str = ""
    meaning: str = ""
    next_steps: str = ""


class Volume(Section, frozen=True, kw_only=True):
    """Clippings in time, and their tone; `unit` is day, week or month. A part with nothing to show is None or empty.

    `coded_by` says who coded the tone, empty where nobody knows.
    """

    key: str = "volume"
    volume: Finding | None
    unit: str
    bars: tuple[Bar, ...]
    tone: Finding | None
    tone_bars: tuple[ToneBar, ...]
    coded_by: str = ""
    trend: Finding | None
    trend_bars: tuple[Bar, ...]


class Outlets(Section, frozen=True, kw_only=True):
    """All outlets, by tier, then most clippings first; `rest` says how many are not in the rows, empty when all are.

    `reach` says how many people the outlets with a known reach have, each counted once, where that comes from, and of
    how many outlets it is not known.
    """

    key: str = "outlets"
    outlets: Finding
    rows: tuple[OutletRow, ...]
    rest: str
    reach: str = ""


class People(Section, frozen=True, kw_only=True):
    """Spokespeople, stories with pick-ups, reporters."""

    key: str = "people"
    people: Finding | None
    rows: tuple[PersonRow, ...]
    pick_ups: Finding | None
    pick_up_rows: tuple[PickUpRow, ...]
    reporters: Finding | None
    reporter_rows: tuple[ReporterRow, ...]


class Topics(Section, frozen=True, kw_only=True):
    """Topics, and what else the clippings divide into."""

    key: str = "topics"
    topics: Finding | None
    rows: tuple[TopicRow, ...]
    medium: Finding | None
    media: tuple[Count, ...]
    prominence: Finding | None
    prominences: tuple[Count, ...]
    language: Finding | None
    languages: tuple[Count, ...]
    region: Finding | None = None
    regions: tuple[Count, ...] = ()
    messages: Finding | None = None
    message_rows: tuple[MessageRow, ...] = ()


class ShareOfVoice(Section, frozen=True, kw_only=True):
    """Us beside the peers that are tracked in the same way; `queries` are the searches that found them, as typed."""

    key: str = "share"
    share: Finding
    rows: tuple[ShareRow, ...]
    queries: tuple[Fact, ...]


class KeyCoverage(Section, frozen=True, kw_only=True):
    """The starred clippings, first one first."""

    key: str = "key"
    clippings: tuple[KeyClipping, ...]


class Issues(Section, frozen=True, kw_only=True):
    """Errors that were found and what else is to be followed up, what is open first; never in a public report."""

    key: str = "issues"
    corrections: Finding | None
    correction_rows: tuple[IssueRow, ...]
    follow_ups: Finding | None
    follow_up_rows: tuple[IssueRow, ...]


class Clippings(Section, frozen=True, kw_only=True):
    """All clippings, in a group as they ran; `grouping` tells by what: date, outlet, spokesperson or tag."""

    key: str = "clippings"
    groups: tuple[Group, ...]
    grouping: str = "date"


class Briefing(Section, frozen=True, kw_only=True):
    """The small sister of a report: one sentence, clippings in groups, what is on today (Markdown by staff)."""

    key: str = "briefing"
    lead: str
    written: str = ""
    groups: tuple[BriefGroup, ...]
    today: str = ""


class Mentions(Section, frozen=True, kw_only=True):
    """The public list of an "In The Media" page, newest year first; `empty` says so where there is none."""

    key: str = "mentions"
    years: tuple[Year, ...]
    empty: str = ""


class Method(Section, frozen=True, kw_only=True):
    """How it was counted, and what is known to be missing."""

    key: str = "method"
    facts: tuple[Fact, ...]
    closing: tuple[str, ...]


class Report(Struct, frozen=True):
    """A whole report.

    `name` is title and period in one line, as running headers and document properties show it. `short_before` and
    `short_last_year` name the periods compared with as the head of a narrow column does; the latter are empty where it
    is the period before.

    `labels` are the fixed words of the report's language by key, for what a writer sets around the content
    ("contents", "continued", "pick_up", "feat", tones by their key, ...). `timeline` are the days or weeks of the
    period for the cover, as `timeline_unit` says; it is empty when the period is longer than a year or holds nothing.
    `logo` is the organisation's as SVG, "" for none. `template` is the name of the look, `brand` a colour such as
    "#123C5A", "" for the look's own; `saves_ink` leaves the cover white. `version_label` is "Draft", or number and
    version of an issue; `changes` are sentences about what a later version changed. `behind` has the ids of the
    clippings of each figure.
    """

    title: str
    name: str
    period: str
    period_before: str
    short_before: str
    organisation: str
    language: str
    region: str
    audience: Audience
    issued_on: date
    imprint: tuple[Fact, ...]
    audience_label: str
    timeline: tuple[Bar, ...]
    timeline_unit: str
    reading: tuple[Fact, ...]
    sections: tuple[Section, ...]
    labels: Mapping[str, str]
    logo: str = ""
    kind: Kind = Kind.REPORT
    template: str = "modern"
    brand: str = ""
    saves_ink: bool = False
    has_cover: bool = True
    has_contents: bool = True
    period_last_year: str = ""
    short_last_year: str = ""
    version_label: str = ""
    changes: tuple[str, ...] = ()
    behind: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def section(self, key: str) -> Section | None:
        """Return the section with this key, None when the report leaves it out."""
        return next((section for section in self.sections if section.key == key), None)
