"""The report's content, once, independent of format: plain values that every writer sets in its own way.

All texts are in the report's language and ready to be set as they stand; headlines, excerpts and quotes keep their
own language, named by `language`. A text is plain unless it is said to be Markdown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from clipper.reports.definition import Audience

TONE_ORDER = ("positive", "mixed", "neutral", "negative", "not-coded")
"""The order of tones in every bar and key, so that neighbours differ in grey as well."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says: on the cover, under "How to read this report", on the method page."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class References:
    """The running numbers of the clippings behind a figure; `more` ends a long list ("and 9 more"), else is empty."""

    shown: tuple[int, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """One value of a measure: its number and, after it in smaller type, its unit ("%", "of 14", or nothing).

    `change` says how much this period is above (or below) this earlier one; None for this period itself.
    """

    number: int
    unit: str = ""
    change: int | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A headline figure; `amounts` has one value for each of the summary's periods, this period first."""

    key: str
    label: str
    amounts: tuple[Amount, ...]
    references: References = References()


@dataclass(frozen=True, slots=True)
class Bar:
    """The clippings of one day, week or month; `tick` is its label on the axis, empty where the axis has none.

    `label` names it in full, `cause` is what made a peak, in few words, empty for all but the peaks.
    """

    first: date
    label: str
    tick: str
    stories: int
    pick_ups: int
    starred: int = 0
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """A category and the clippings in it."""

    key: str
    label: str
    number: int
    references: References = References()


@dataclass(frozen=True, slots=True)
class ToneBar:
    """The tones of one period: keys of TONE_ORDER and numbers of clippings; `not_coded` is "2 not coded" or empty."""

    label: str
    tones: Mapping[str, int]
    not_coded: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A part of a section: the finding is its heading, `text` says it in a sentence, `caption` says what is counted."""

    heading: str
    text: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """What staff wrote to a marked passage of a clipping, in Markdown; `passage` is plain and may be cut."""

    passage: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One clipping as the report lists it, under its running number.

    `url` is a web address that is fit to be a link, else None. `meta` holds what stands after the outlet: programme
    first where `has_programme`, then air time and medium of a broadcast, reporters. `tone` is a key of TONE_ORDER and
    empty for a public audience. `tags` are the internal ones. `note` is Markdown; it and `comments` are empty where
    nobody asked for them. A pick-up has no excerpt.
    """

    number: int
    headline: str
    language: str
    url: str | None
    outlet: str
    meta: tuple[str, ...]
    has_programme: bool
    featured: tuple[str, ...]
    date_label: str
    short_date: str
    excerpt: str
    tone: str
    tone_label: str
    prominence: str
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    note: str
    is_key: bool
    is_pick_up: bool
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """The clippings of one day: "14", "Thu", "December 14, 2017"; `count` is "6 clippings" where there are several.

    `month` names the month in short where the period is longer than one.
    """

    on: date
    day: str
    weekday: str
    month: str
    label: str
    count: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words from a clipping, without quotation marks, and who said them."""

    text: str
    speaker: str


@dataclass(frozen=True, slots=True)
class KeyClipping:
    """A clipping chosen for the top of the report; `why` is Markdown by staff, `pick_ups` are its story's others."""

    entry: Entry
    excerpt: str
    quote: Quote | None = None
    why: str = ""
    also_ran: tuple[str, ...] = ()
    pick_ups: References = References()


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet with its clippings.

    `tones` is empty for a public audience, `before` where there is no period to compare with.
    """

    name: str
    medium: str
    number: int
    tones: Mapping[str, int]
    before: str
    references: References


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A spokesperson: clippings in all, and those with their voice (quoted, interviewed or author)."""

    name: str
    number: int
    voice: int
    before: str
    outlets: int
    topics: tuple[str, ...]
    references: References

    @property
    def named(self) -> int:
        """The clippings that name the person without their words."""
        return self.number - self.voice


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic: clippings now and in the period before; `change` is "+3", "−2", "±0" or "new"."""

    label: str
    number: int
    before: int | None
    change: str
    references: References


@dataclass(frozen=True, slots=True)
class PickUpRow:
    """A story that others ran: its first clipping here, and the outlets that picked it up."""

    headline: str
    language: str
    outlet: str
    first: References
    others: tuple[str, ...]
    references: References


@dataclass(frozen=True, slots=True)
class ReporterRow:
    """A reporter with two clippings or more; the ten with most of them have rows."""

    name: str
    outlet: str
    references: References


@dataclass(frozen=True, slots=True)
class IssueRow:
    """A correction or follow-up: `what` is wrong or to be done, in which clipping, and how it stands.

    `state` is overdue, open or closed, `state_label` says it with its day. `asked` is of whom and when, `owner` who of
    us sees to it; these and `outcome` are empty where nobody wrote them down. `references` is empty for a clipping that
    the report does not list.
    """

    state: str
    state_label: str
    what: str
    headline: str
    language: str
    outlet: str
    date_label: str
    references: References
    asked: str
    owner: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What every section has: its key, its number and title, the finding that the contents print under the title."""

    key: str
    number: int
    title: str
    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Section):
    """The page that must stand alone.

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume(Section):
    """Clippings in time, and their tone; `unit` is day, week or month. A part with nothing to show is None or empty.

    `coded_by` says who coded the tone, empty where nobody knows.
    """

    key: str = "volume"
    volume: Finding
    unit: str
    bars: tuple[Bar, ...]
    tone: Finding | None
    tone_bars: tuple[ToneBar, ...]
    coded_by: str = ""
    trend: Finding | None
    trend_bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets(Section):
    """All outlets, most clippings first; `rest` says how many are not in the rows, empty when all are."""

    key: str = "outlets"
    outlets: Finding
    rows: tuple[OutletRow, ...]
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class People(Section):
    """Spokespeople, stories with pick-ups, reporters."""

    key: str = "people"
    people: Finding
    rows: tuple[PersonRow, ...]
    pick_ups: Finding | None
    pick_up_rows: tuple[PickUpRow, ...]
    reporters: Finding | None
    reporter_rows: tuple[ReporterRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics(Section):
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


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCoverage(Section):
    """The starred clippings, first one first."""

    key: str = "key"
    clippings: tuple[KeyClipping, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issues(Section):
    """Errors that were found and what else is to be followed up, what is open first; never in a public report."""

    key: str = "issues"
    corrections: Finding | None
    correction_rows: tuple[IssueRow, ...]
    follow_ups: Finding | None
    follow_up_rows: tuple[IssueRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clippings(Section):
    """All clippings by day, in the order in which they ran."""

    key: str = "clippings"
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method(Section):
    """How it was counted, and what is known to be missing."""

    key: str = "method"
    facts: tuple[Fact, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    `labels` are the fixed words of the report's language by key, for what a writer sets around the content
    ("contents", "continued", "pick_up", "feat", tones by their key, ...). `timeline` are the days or weeks of the
    period for the cover, as `timeline_unit` says; it is empty when the period is longer than a year or holds nothing.
    `logo` is the organisation's as SVG, "" for none.
    """

    title: str
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

    @property
    def name(self) -> str:
        """Title and period in one line, as running headers and document properties show it."""
        period = self.period if self.language == "en" else self.period[:1].lower() + self.period[1:]
        return f"{self.title}, {period}"

    def section(self, key: str) -> Section | None:
        """Return the section with this key, None when the report leaves it out."""
        return next((section for section in self.sections if section.key == key), None)
