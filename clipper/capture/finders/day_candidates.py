"""The dates of a page that may be when it was published: those that people or machines read, or that count back."""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.day_order import day_of_moment
from clipper.capture.finders.relative import LONGEST, relative_in
from clipper.capture.lines import Line
from clipper.capture.scan import Scan
from clipper.model.draft import Doubt

if TYPE_CHECKING:
    from clipper.capture.elements import Element

_MEMBER = re.compile(
    r"(?:joined|registered|member since|registriert|angemeldet|mitglied|dabei seit|inscrit(?:e|\(e\))?|membre depuis"
    r"|miembro|registrad[oa]|membro|iscritt[oa]|lid sinds|medlem)"
    r"(?: (?:on|since|seit|am|le|depuis|desde|dal|sedan))?\W*$",
    re.IGNORECASE,
)
"""What forums put before or above the day on which somebody joined them, beside each post."""
_EMBEDDED = re.compile(
    r"(?:\(@\w{1,40}\)|^posted by [^|]{2,60}?)(?: |\W{1,3})(?:(?:on|am|le|el|il|em|op|den) )?(?:[^\W\d_]{3,12},? )?$",
    re.IGNORECASE,
)
"""What shown posts of social media put before their day: "Port Ember (@portember) June 1, 2017"."""
_ELSEWHERE = re.compile(
    r"(?:\boriginally (?:published|appeared|posted) (?:at|on|in|by) \S.{0,80} (?:on|in)"
    r"|\b(?:cover|issue) of(?: the)?) $",
    re.IGNORECASE,
)
"""What is said before the day of another page, or of the issue on sale."""
_OF_ISSUE = re.compile(r"[^\w(][^.|]{0,24}\bissue\b", re.IGNORECASE)
_MOST = 40
_LONGEST_LINE = 220
_DATELINE = 120
_ABOVE = 12
_INTO_BODY = 4
_BEHIND = 6
_OUTWARD = 4
_BESIDE = 140


class Around(Struct, frozen=True):
    """What is known of the article: the lines of its headline and byline, and where its body starts and ends."""

    headline: int | None
    byline: int | None
    body: int
    end: int

    @property
    def top(self) -> int:
        """The line from which the article is shown."""
        return self.headline if self.headline is not None else max(0, self.body - 3)

    def distance(self, index: int) -> int:
        """Return how many lines away a line is from where dates of publication stand."""
        return min(abs(index - self.top), abs(index - self.body), abs(index - self.end) + 10)


class Tag(Struct, frozen=True):
    """What the HTML around a piece of a line says; `moment` is what machines read there."""

    moment: str = ""
    names: frozenset[str] = frozenset()
    prop: str = ""
    is_time: bool = False


class Mention(Struct, frozen=True):
    """A date in the line of this index.

    `stated` is the day that machines read there, `hidden` tells that people do not see it, `relative` that it counts
    from the day of the paste.
    """

    index: int
    found: FoundDate
    tag: Tag = Tag()
    stated: date | None = None
    hidden: bool = False
    relative: bool = False

    @property
    def day(self) -> date:
        """The day it is, as it is read."""
        return self.found.day

    @property
    def is_guessed(self) -> bool:
        """Whether its year, or all of it, comes from the day of the paste."""
        return self.relative or self.found.doubt is Doubt.NO_YEAR


def mentions_of(scan: Scan, around: Around, language: str | None, day_first: bool | None) -> list[Mention]:
    """Return the dates of a page in their order; of very many those nearest to the article."""
    found = [
        mention for index in _dated(scan, around) for mention in _in_line(scan, index, around, language, day_first)
    ]
    if len(found) > _MOST:
        found = sorted(found, key=lambda mention: around.distance(mention.index))[:_MOST]
        found.sort(key=lambda mention: (mention.index, mention.found.start))
    return found


def _dated(scan: Scan, around: Around) -> list[int]:
    """Return the lines that hold a date, or may tell one where the article begins or ends."""
    count = len(scan.lines)
    near = range(max(0, around.top - _ABOVE), min(count, max(around.body, around.top) + _INTO_BODY))
    tail = range(around.end, min(count, around.end + _BEHIND))
    told = {index for index in (*near, *tail) if len(scan.texts[index]) <= LONGEST}
    stated = {index for index, line in enumerate(scan.lines) if line.hints.moment}
    dated = {index for index, dates in enumerate(scan.dates) if dates}
    return sorted(told | stated | dated | ({around.body} if around.body < count else set()))


def _in_line(scan: Scan, index: int, around: Around, language: str | None, day_first: bool | None) -> Iterator[Mention]:
    line, today = scan.lines[index], scan.lexicon.today
    is_long = len(line.text) > _LONGEST_LINE
    if is_long and index != around.body:
        return
    tags = _tags(line)
    seen: set[date | None] = set()
    for found in dates_in(line.text[:_DATELINE] if is_long else line.text, today, language, None, day_first):
        if _is_of_something_else(scan, index, found):
            continue
        tag = next((tag for start, end, tag in tags if start <= found.start < end), Tag())
        stated = day_of_moment(tag.moment, today) if tag.moment else None
        seen |= {found.day, stated}
        yield Mention(index, found, tag, stated)
    for start, end, tag in tags:
        day = day_of_moment(tag.moment, today) if tag.moment else None
        if day and day not in seen:
            # The page tells a machine the day that its words leave open ("3 days ago").
            seen.add(day)
            yield Mention(index, FoundDate(day, start, end, 0.9), tag, day, hidden=True)
    relative = relative_in(line.text, today, language) if not seen and len(line.text) <= LONGEST else None
    if relative:
        yield Mention(index, relative, relative=True)


def _is_of_something_else(scan: Scan, index: int, found: FoundDate) -> bool:
    """Tell whether the words around a date say that it is of a member, a post shown, another page or an issue."""
    text = scan.texts[index]
    before = text[max(0, found.start - _BESIDE) : found.start]
    label = before if before.strip() or not index else scan.texts[index - 1][-_BESIDE:]
    return (
        _MEMBER.search(label) is not None
        or _EMBEDDED.search(before) is not None
        or _ELSEWHERE.search(before) is not None
        or _OF_ISSUE.match(text, found.end) is not None
    )


def _tags(line: Line) -> list[tuple[int, int, Tag]]:
    """Return the pieces of a line of whose element something is known, with where they stand in it."""
    pieces, position = [], 0
    for run in line.hints.runs:
        text = " ".join(run.text.split())
        start = line.text.find(text, position) if text else -1
        if start < 0:
            continue
        position = start + len(text)
        tag = _tag(run.element)
        if tag.moment or tag.names or tag.prop or tag.is_time:
            pieces.append((start, position, tag))
    return pieces


def _tag(element: "Element") -> Tag:
    moment, prop, names, is_time = "", "", frozenset[str](), False
    here: Element | None = element
    for _ in range(_OUTWARD):
        if here is None or here.size > _LONGEST_LINE:
            break
        moment, prop = moment or here.moment, prop or here.prop
        names, is_time = names | here.names, is_time or here.tag == "time"
        here = here.parent
    return Tag(moment, names, prop.lower(), is_time)
