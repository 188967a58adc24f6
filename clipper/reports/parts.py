"""The values that sections of a report are made of: a figure, a bar, a row of a table, a clipping as it is listed.

Texts are plain, in the report's language and ready to be set as they stand, unless they are said to be Markdown.
A `figure` names what stands behind a number: `Report.behind` has its clippings. It is empty where there are none.
"""

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

TONE_ORDER = ("positive", "mixed", "neutral", "negative", "not-coded")
"""The order of tones in every bar and key, so that neighbours differ in grey as well."""


class Fact(Struct, frozen=True):
    """A label and what it says: on the cover, under "How to read this report", on the method page."""

    label: str
    text: str


class References(Struct, frozen=True):
    """The running numbers of the clippings behind a figure; `more` ends a long list ("and 9 more"), else is empty."""

    shown: tuple[int, ...] = ()
    more: str = ""


class Amount(Struct, frozen=True):
    """One value of a measure: its number and, after it in smaller type, its unit ("%", "of 14", or nothing).

    `change` says how much this period is above (or below) this earlier one; None for this period itself, and for counts
    of different totals. `remark` says
    in words how a large change stands to this earlier period ("twice as many"), else it is empty.
    """

    number: int
    unit: str = ""
    change: int | None = None
    figure: str = ""
    remark: str = ""


class Measure(Struct, frozen=True):
    """A headline figure; `amounts` has one value for each of the summary's periods, this period first."""

    key: str
    label: str
    amounts: tuple[Amount, ...]
    references: References = References()


class Bar(Struct, frozen=True):
    """The clippings of one day, week or month; `tick` is its label on the axis, empty where the axis has none.

    `label` names it in full, `cause` is what made a peak, in few words, empty for all but the peaks. `before` and
    `year_before` are the clippings of the day, week or month in the same place of the periods compared with, None where
    there is no such.
    """

    first: date
    label: str
    tick: str
    stories: int
    pick_ups: int
    starred: int = 0
    cause: str = ""
    before: int | None = None
    year_before: int | None = None
    figure: str = ""


class Count(Struct, frozen=True):
    """A category and the clippings in it; `before` and `year_before` are those of the periods compared with."""

    key: str
    label: str
    number: int
    references: References = References()
    before: int | None = None
    year_before: int | None = None
    figure: str = ""


class ToneBar(Struct, frozen=True):
    """The tones of one period: keys of TONE_ORDER and numbers of clippings; `not_coded` is "2 not coded" or empty.

    `figures` names what stands behind each tone, by the same keys.
    """

    label: str
    tones: Mapping[str, int]
    not_coded: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)


class Finding(Struct, frozen=True):
    """A part of a section: the finding is its heading, `text` says it in a sentence, `caption` says what is counted."""

    heading: str
    text: str = ""
    caption: str = ""


class Comment(Struct, frozen=True):
    """What staff wrote to a marked passage of a clipping, in Markdown; `passage` is plain and may be cut."""

    passage: str
    text: str


class Entry(Struct, frozen=True):
    """One clipping as the report lists it, under its running number.

    `uuid` is the clipping's. `url` is a web address that is fit to be a link, else None. `meta` holds what stands after
    the outlet: programme first where `has_programme`, then air time and medium of a broadcast, reporters. `tone` is a
    key of TONE_ORDER and empty for a public audience. `tags` are the internal ones. `note` is Markdown; it and
    `comments` are empty where nobody asked for them. A pick-up has no excerpt. `full_text` is the whole text in
    Markdown, empty unless it was asked for, for an internal audience, and its rights are granted; `rights_notice` is
    what its source wants to be said. The last five say one by one what is told above in lines: the day it ran, its
    programme, its medium in words (empty for a public audience), its reporters, and all spokespeople in it.
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
    uuid: str = ""
    full_text: str = ""
    rights_notice: str = ""
    figure: str = ""
    on: date | None = None
    programme: str = ""
    medium: str = ""
    reporters: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Group(Struct, frozen=True):
    """Clippings that stand together in the list: those of a day, an outlet, a spokesperson or a tag.

    `label` names what they have in common ("December 14, 2017"), `count` is "6 clippings" where there are several.
    `day`, `weekday` and `month` ("14", "Thu", "Dec") are empty unless it is a day, `month` also where the period is
    one month. A clipping is listed in one group only; `also` are the further clippings of this one that others list.
    """

    label: str
    count: str
    entries: tuple[Entry, ...]
    also: References = References()
    day: str = ""
    weekday: str = ""
    month: str = ""


class Quote(Struct, frozen=True):
    """Words from a clipping, without quotation marks, and who said them."""

    text: str
    speaker: str


class KeyClipping(Struct, frozen=True):
    """A clipping chosen for the top of the report; `why` is Markdown by staff, `pick_ups` are its story's others."""

    entry: Entry
    excerpt: str
    quote: Quote | None = None
    why: str = ""
    also_ran: tuple[str, ...] = ()
    pick_ups: References = References()


class OutletRow(Struct, frozen=True):
    """An outlet with its clippings.

    `tones` is empty for a public audience, `before` and `year_before` where there is no period to compare with. `tier`
    is "Tier 1" or "No tier", empty where the report is too small to be split by tier; `reach` is a number with its
    thousands apart, or "unknown".
    """

    name: str
    medium: str
    number: int
    tones: Mapping[str, int]
    before: str
    references: References
    year_before: str = ""
    tier: str = ""
    reach: str = ""
    figure: str = ""


class PersonRow(Struct, frozen=True):
    """A spokesperson: clippings in all, and those with their voice (quoted, interviewed or author)."""

    name: str
    number: int
    voice: int
    before: str
    outlets: int
    topics: tuple[str, ...]
    references: References
    year_before: str = ""
    figure: str = ""

    @property
    def named(self) -> int:
        """The clippings that name the person without their words."""
        return self.number - self.voice


class TopicRow(Struct, frozen=True):
    """A topic: clippings now and in the periods before; `change` is "+3", "−2", "±0" or "new"."""

    label: str
    number: int
    before: int | None
    change: str
    references: References
    year_before: int | None = None
    figure: str = ""


class MessageRow(Struct, frozen=True):
    """A key message, `mark` being its short name in the report ("M1"), and how many of `total` clippings carry it.

    `carried` says both as it is printed ("4 of 23"), `before` and `year_before` the same of the periods compared with;
    these are empty where there are none.
    """

    mark: str
    text: str
    number: int
    total: int
    references: References
    carried: str = ""
    before: str = ""
    year_before: str = ""
    figure: str = ""


class ShareRow(Struct, frozen=True):
    """One organisation in the share of voice, us or a peer: its clippings, and the share of all, as it is printed."""

    name: str
    number: int
    share: str
    is_us: bool
    before: str = ""
    year_before: str = ""
    figure: str = ""


class PickUpRow(Struct, frozen=True):
    """A story that others ran: its first clipping here, and the outlets that picked it up."""

    headline: str
    language: str
    outlet: str
    first: References
    others: tuple[str, ...]
    references: References
    figure: str = ""


class ReporterRow(Struct, frozen=True):
    """A reporter with two clippings or more; the ten with most of them have rows."""

    name: str
    outlet: str
    references: References
    number: int = 0
    before: str = ""
    year_before: str = ""
    figure: str = ""


class IssueRow(Struct, frozen=True):
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


class Brief(Struct, frozen=True):
    """A clipping in a briefing: `line` is one sentence on it, `host` where its link leads, as far as a reader sees.

    `also_ran` are the outlets that picked it up.
    """

    entry: Entry
    line: str
    host: str = ""
    also_ran: tuple[str, ...] = ()


class BriefGroup(Struct, frozen=True):
    """Clippings of a briefing under one title: about us, our issues, peers; `empty` says so where there are none."""

    title: str
    briefs: tuple[Brief, ...]
    empty: str = ""


class Mention(Struct, frozen=True):
    """A line of the "In The Media" page in the house style: as plain text, as Markdown, and as HTML.

    `url` is the clipping's link, None for none; `on` the day it ran.
    """

    uuid: str
    headline: str
    language: str
    url: str | None
    on: date
    text: str
    markdown: str
    html: str


class Year(Struct, frozen=True):
    """The mentions of a year, newest first."""

    label: str
    mentions: tuple[Mention, ...]
