"""A clipping and what surrounds it, as plain values."""

from collections.abc import Hashable, Iterable
from datetime import date, datetime
from typing import TypeVar

from msgspec import Struct, field

from clipper.model.attachment import Attachment
from clipper.model.codes import Medium, Prominence, Relation, Rights, Role, State, Tone
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.outlet import rights_on
from clipper.model.quote import Quote
from clipper.model.text import fold, line_of_markdown

Who = TypeVar("Who", bound=Hashable)


class Spokesperson(Struct, frozen=True):
    """Somebody of ours in a clipping, and what they do there."""

    name: str
    role: Role = Role.UNKNOWN


def first_known(roles: Iterable[tuple[Who, Role]]) -> dict[Who, Role]:
    """Return people in their order, each once, with the first role of theirs that is known."""
    found: dict[Who, Role] = {}
    for who, role in roles:
        if found.get(who, Role.UNKNOWN) is Role.UNKNOWN:
            found[who] = role
    return found


def each_once(people: Iterable[Spokesperson]) -> tuple[Spokesperson, ...]:
    """Return people in their order, each once as they are spelt first, with the first role of theirs that is known."""
    given = tuple(people)
    roles = first_known((fold(one.name), one.role) for one in given)
    spelt = {fold(one.name): one.name for one in reversed(given)}
    return tuple(Spokesperson(spelt[who], role) for who, role in roles.items())


class Clipping(Struct, frozen=True):
    """One item in one outlet, with all that staff know about it.

    Unknown is None or an empty tuple; texts are cleaned; body and note are Markdown. `story` is the UUID of the
    story that the clipping belongs to, None when it stands alone. `deleted` tells that it lies in the wastebasket.
    `messages` are the key messages that it carries, `codes` the values of the codebook's fields, by name. `rights` come
    from the source that it came through, None where they are those of its outlet, `outlet_rights`, until the day
    `outlet_rights_until`; `reach` is its outlet's, too. From `host` to `handle` are the fields of media, see
    clipper.model.medium_fields: `aired_at` is the time on the wall and its zone, "07:40 America/Toronto", `duration`
    and `timecode` are seconds.
    """

    id: int
    uuid: str
    headline: str | None = None
    deck: str | None = None
    reporters: tuple[str, ...] = ()
    spokespeople: tuple[Spokesperson, ...] = ()
    outlet: str | None = None
    programme: str | None = None
    host: str | None = None
    aired_at: str | None = None
    duration: int | None = None
    timecode: int | None = None
    edition: str | None = None
    section: str | None = None
    page: str | None = None
    handle: str | None = None
    medium: Medium | None = None
    published_on: date | None = None
    url: str | None = None
    language: str | None = None
    body: str | None = None
    state: State = State.KEPT
    relation: Relation = Relation.ABOUT_US
    tags: tuple[str, ...] = ()
    tone: Tone | None = None
    prominence: Prominence | None = None
    messages: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    starred: bool = False
    publish: bool = False
    rights: Rights | None = None
    note: str | None = None
    highlights: tuple[Highlight, ...] = ()
    quotes: tuple[Quote, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    story: str | None = None
    is_pick_up: bool = False
    deleted: bool = False
    added_at: datetime = field(default_factory=lambda: datetime.min)
    outlet_rights: Rights = Rights.UNKNOWN
    outlet_rights_until: date | None = None
    reach: int | None = None

    def rights_on(self, day: date | None) -> Rights:
        """Return what may be done with the text on a day: what its source says, else its outlet."""
        return self.rights or self.outlet_rights_on(day)

    def outlet_rights_on(self, day: date | None) -> Rights:
        """Return what the outlet says of its texts on a day; what expired is unknown, unless no day is given."""
        return rights_on(self.outlet_rights, self.outlet_rights_until, day)

    @property
    def title(self) -> str:
        """What to call the clipping where a headline is expected: headline, else link, else first words of the text."""
        return title_of(self.headline, self.url, self.body)


def title_of(headline: str | None, url: str | None, body: str | None) -> str:
    """Return what to call a clipping with these; see Clipping.title."""
    return headline or url or line_of_markdown((body or "")[:200])[:80] or "Clipping without a headline"


class Organisation(Struct, frozen=True):
    """Whose mentions the library keeps; travels with the library.

    `languages` are ISO 639-1 codes, the first being the default of reports; `spokesperson_label` is the interface's
    word for a spokesperson (Expert, Fellow, ...); `prepared_by` is who signs reports, `user_name` who works in the
    library. `definitions` say what codes mean, by names such as "tone.mixed", where they differ from the usual.
    `fiscal_start` is the month in which the fiscal year begins, `logo` a picture as a data URI, "" for none.
    `house_style` are patterns of clipper.model.house_style by language codes, where they differ from the usual.
    """

    name: str = ""
    aliases: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("en",)
    spokesperson_label: str = "Spokesperson"
    prepared_by: str = ""
    user_name: str = ""
    definitions: tuple[tuple[str, str], ...] = ()
    fiscal_start: int = 1
    logo: str = ""
    house_style: tuple[tuple[str, str], ...] = ()


class Original(Struct, frozen=True):
    """The paste that a clipping came from, verbatim.

    `text` and `html` are what the clipboard or file held; `source` names the file, or is None for a clipboard. `file`
    are the bytes of the file where the text does not say all of it, as of a PDF.
    """

    text: str
    html: str | None
    source: str | None
    captured_at: datetime
    file: bytes | None = None


class Row(Struct, frozen=True):
    """What one row of a list shows of a clipping; `snippet` is text around found words as (piece, is_match) pairs.

    `lacks_text` tells that there is a link, and no text yet. `spokespeople` are the table's to ask for, and so is what
    is open `to_follow_up`, with the first day when it is `due` and whether that is past.
    """

    id: int
    title: str
    headline: str | None
    outlet: str | None
    programme: str | None
    medium: Medium | None
    reporters: tuple[str, ...]
    published_on: date | None
    added_on: date
    tags: tuple[str, ...]
    tone: Tone | None
    starred: bool
    state: State
    prominence: Prominence | None = None
    relation: Relation = Relation.ABOUT_US
    language: str | None = None
    spokespeople: tuple[str, ...] = ()
    story_size: int = 1
    lacks_text: bool = False
    snippet: tuple[tuple[str, bool], ...] = ()
    to_follow_up: tuple[str, ...] = ()
    due: date | None = None
    is_overdue: bool = False


class Tag(Struct, frozen=True):
    """A label of the library; `hue` is one of slate, blue, teal, green, amber, rust, rose, violet.

    `key` is the digit, 1 to 9, that puts it on what is selected; None for most.
    """

    id: int
    name: str
    hue: str
    key: int | None = None
