"""What capture proposes before a person accepts it: values with their confidence and their place in the paste."""

from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from msgspec import Struct, field

from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Prominence, Rights, State, Tone
from clipper.model.sheet import Preset, SheetFile

Value = TypeVar("Value")
Span = tuple[int, int]

SURE = 0.9
"""Confidence from which a field needs no look; below it the review dialog points at the field."""


class Doubt(StrEnum):
    """Why a guess is not sure; the interface has a sentence for each."""

    SEVERAL_DATES = "several_dates"
    NO_YEAR = "no_year"
    RELATIVE_DATE = "relative_date"
    DAY_OR_MONTH = "day_or_month"
    MISSPELT = "misspelt"
    SEVERAL_HEADLINES = "several_headlines"
    UNKNOWN_OUTLET = "unknown_outlet"
    OUTLET_OR_HEADLINE = "outlet_or_headline"
    UNSURE_NAME = "unsure_name"
    NAMESAKES = "namesakes"
    NOT_IN_TEXT = "not_in_text"
    SHORT_BODY = "short_body"
    CUT_BODY = "cut_body"
    SEVERAL_ARTICLES = "several_articles"
    UNSURE = "unsure"


class Guess(Struct, Generic[Value], frozen=True):
    """A proposed value, how sure capture is (0 to 1), and the code-point ranges of the cleaned text it came from.

    A field of several values (reporters, spokespeople) has one span a value, in order; a body has one a piece.
    `alternatives` are other readings of the same field, best first, without alternatives of their own.
    """

    value: Value
    confidence: float = 0.0
    spans: tuple[Span, ...] = ()
    doubt: Doubt | None = None
    alternatives: tuple["Guess[Value]", ...] = ()

    @property
    def is_sure(self) -> bool:
        """Whether the field needs no look."""
        return self.confidence >= SURE

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at it; what was not found is missing, not doubtful."""
        return (bool(self.value) or self.doubt is Doubt.NAMESAKES) and not self.is_sure


def _unknown() -> Any:
    return Guess(None)


def _nobody() -> Any:
    return Guess(())


class Coding(Struct, frozen=True):
    """What somebody said of a mention in the file that it comes from: no reading of a text guesses this.

    From `host` to `handle` they are as in a clipping; a note that is nothing but an air time or a timecode is not kept
    beside it.
    `rights` are those that the terms of a service leave, where it has some of its own.
    """

    tags: tuple[str, ...] = ()
    tone: Tone | None = None
    prominence: Prominence | None = None
    note: str | None = None
    host: str | None = None
    aired_at: str | None = None
    duration: int | None = None
    timecode: int | None = None
    edition: str | None = None
    section: str | None = None
    page: str | None = None
    handle: str | None = None
    rights: Rights | None = None


class Draft(Struct, frozen=True):
    """One clipping as capture proposes it; `extent` is the part of the cleaned text that it was read from."""

    headline: Guess[str | None] = field(default_factory=_unknown)
    deck: Guess[str | None] = field(default_factory=_unknown)
    reporters: Guess[tuple[str, ...]] = field(default_factory=_nobody)
    spokespeople: Guess[tuple[Spokesperson, ...]] = field(default_factory=_nobody)
    outlet: Guess[str | None] = field(default_factory=_unknown)
    programme: Guess[str | None] = field(default_factory=_unknown)
    medium: Guess[Medium | None] = field(default_factory=_unknown)
    published_on: Guess[date | None] = field(default_factory=_unknown)
    url: Guess[str | None] = field(default_factory=_unknown)
    language: Guess[str | None] = field(default_factory=_unknown)
    body: Guess[str | None] = field(default_factory=_unknown)
    extent: Span = (0, 0)
    coding: Coding = field(default_factory=Coding)


DRAFT_FIELDS = tuple(name for name in Draft.__struct_fields__ if name not in {"extent", "coding"})
"""The names of a draft's guesses, in the order in which they are shown and exchanged."""
FIELD_WORDS = {name: name for name in DRAFT_FIELDS} | {"published_on": "date", "url": "link", "body": "text"}
"""What a person reads in place of the name of a field."""


class Reading(Struct, frozen=True):
    """What capture understood of one paste: the cleaned text that all spans point into, and the drafts.

    `unread` counts the characters at the end of a very long text that were not looked at. `rejected` are drafts that
    nobody is asked about, since they were rejected before.
    """

    text: str
    drafts: tuple[Draft, ...]
    unread: int = 0
    rejected: tuple[Draft, ...] = ()


class Pasted(Struct, frozen=True):
    """What a clipboard or a file held, verbatim; `source` names the file, None for a clipboard."""

    text: str
    html: str | None = None
    source: str | None = None


class Problem(Struct, frozen=True):
    """What of a file could not be taken as it stands, as a sentence for a person.

    `place` counts rows or items of the file from 1; None where the sentence is about the whole file. `is_left_out`
    tells that nothing of the row or item was taken, `is_named` that the sentence begins with the name of a file in it.
    """

    sentence: str
    place: int | None = None
    is_left_out: bool = False
    is_named: bool = False


class FileReading(Struct, frozen=True):
    """What capture understood of one file.

    `format` is the id of the format it was read as. `pasted` is its text and HTML as they were found, the text that
    `reading` is about. `file` are its bytes where the text does not say all of it, as of a PDF. `problems` are in the
    order of the file; `remarks` say what a person should know of it where nothing is wrong. `sheet` is what a sheet
    was read from, so that it can be read again in another way.
    """

    format: str
    pasted: Pasted
    reading: Reading
    problems: tuple[Problem, ...] = ()
    file: bytes | None = None
    remarks: tuple[str, ...] = ()
    sheet: SheetFile | None = None


class Known(Struct, frozen=True):
    """Names that the library already holds; they decide doubtful cuts. `presets` tell how sheets are read.

    `outlet_aliases` and `people_aliases` are other names, each with the name that it stands for; so are the domains of
    outlets. `outlet_programmes` come with their outlet and its usual medium.
    """

    outlets: tuple[str, ...] = ()
    reporters: tuple[str, ...] = ()
    spokespeople: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    outlet_aliases: tuple[tuple[str, str], ...] = ()
    people_aliases: tuple[tuple[str, str], ...] = ()
    outlet_domains: tuple[tuple[str, str], ...] = ()
    outlet_programmes: tuple[tuple[str, str, Medium | None], ...] = ()
    presets: tuple[Preset, ...] = ()


class Answer(StrEnum):
    """What a person makes of two mentions that are alike; BOTH keeps both and never asks about them again."""

    OPEN = "open"
    MERGE = "merge"
    BOTH = "both"
    PICK_UP = "pick_up"


class Decision(Struct, frozen=True):
    """What a person said of a mention beside the clipping that it is like.

    `clipping_id` is that clipping, `taken` the fields of which a merge takes the mention's value, not the clipping's.
    """

    answer: Answer
    clipping_id: int
    taken: frozenset[str] = frozenset()


class Accepted(Struct, frozen=True):
    """A draft as a person accepted it, with what they added.

    `decision` is what they said of it beside the clipping that it is like; without one a mention that the library holds
    is left out, unless it is to be kept `even_if_known`. Of one that nobody looked at (not `is_seen`) an outlet that is
    only a guess does not tell that the library holds it.
    """

    draft: Draft
    tags: tuple[str, ...] = ()
    note: str | None = None
    state: State = State.KEPT
    even_if_known: bool = False
    decision: Decision | None = None
    is_seen: bool = True
