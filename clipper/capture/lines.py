"""The lines of a cleaned paste, each knowing where it stands, so that every value found can be shown in the paste."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from clipper.model.draft import Span

if TYPE_CHECKING:
    from clipper.capture.elements import Element

ANALYSED = 600_000
"""Code points of a paste that are looked at; the rest stays in the text, unread."""

MOST_LINES = 12_000
"""Lines of a paste that are looked at."""

_LINE = re.compile(r"[^\n]+")
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»“)\]]*$")
TARGET = re.compile(r"<(?P<address>(?:https?://|www\.)[^\s<>]{3,2000})>", re.IGNORECASE)
"""Where a link leads, as mail programs write it behind its words in plain text."""


class Run(NamedTuple):
    """A piece of a line's text within one element, whose classes, link and formatting are its own."""

    text: str
    element: "Element"


class Hints(Struct, frozen=True):
    """What the clipboard's HTML says about a line; all empty for plain text.

    `linked` is the share of it that is links. `alt` tells that it is the words of a picture. `runs` are its pieces,
    `element` is the one that shows it, `shares` how much of the page's prose stands in the containers around it, inmost
    first.
    """

    heading: int = 0
    item: bool = False
    quote: bool = False
    aside: bool = False
    linked: float = 0.0
    author: tuple[str, ...] = ()
    moment: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    alt: bool = False
    runs: tuple[Run, ...] = ()
    element: "Element | None" = None
    shares: tuple[float, ...] = ()

    def inside(self, tag: str) -> "Element | None":
        """Return the inmost element of a tag that the line stands in, None where it is in none."""
        return self.element.inmost((tag,)) if self.element else None


NO_HINTS = Hints()


class Line(Struct, frozen=True):
    """One line that holds something: `text` with single spaces, `raw` as in the cleaned text from `start` to `end`.

    What `text` leaves out of `raw` besides spaces are marks such as the stars of emphasis, and the targets of links.
    `gap` tells that empty space stands before it. `vote` is a second opinion on whether it is part of the article.
    """

    start: int
    end: int
    text: str
    raw: str
    gap: bool = False
    hints: Hints = field(default=NO_HINTS)
    vote: bool | None = None

    @property
    def span(self) -> Span:
        """The place of the whole line in the cleaned text."""
        return self.start, self.end

    @property
    def columns(self) -> str:
        """`text` with a tab wherever the paste, perhaps from a sheet, has one between two words."""
        return _SPACE.sub(lambda gap: "\t" if "\t" in gap[0] else " ", self.raw) if "\t" in self.raw else self.text

    def with_hints(self, hints: Hints) -> "Line":
        """Return this line with what the HTML says of it."""
        # Every line of a page is made anew so; replace() takes four times as long.
        return Line(self.start, self.end, self.text, self.raw, self.gap, hints, self.vote)

    def with_vote(self, vote: bool) -> "Line":
        """Return this line with a second opinion on it."""
        return Line(self.start, self.end, self.text, self.raw, self.gap, self.hints, vote)

    def up_to(self, end: int) -> "Line":
        """Return this line without what stands from a place in its text on, which still belongs to its extent."""
        raw = self.raw[: self.place(0, end)[1] - self.start]
        return Line(self.start, self.end, self.text[:end], raw, self.gap, self.hints, self.vote)

    def behind(self, start: int) -> "Line":
        """Return this line without what stands before a place in its text; it begins there."""
        first = self.place(start, len(self.text))[0]
        raw = self.raw[first - self.start :]
        return Line(first, self.end, self.text[start:], raw, self.gap, self.hints, self.vote)

    def place(self, start: int, end: int) -> Span:
        """Return where a piece of `text` stands in the cleaned text."""
        if len(self.text) == len(self.raw):
            return self.start + start, self.start + end
        offsets = _offsets(self.text, self.raw)
        return self.start + offsets[start], self.start + offsets[end - 1] + 1 if end > start else self.start


def _offsets(text: str, raw: str) -> list[int]:
    """Return for each code point of the text its position in the raw line, from which the targets of links were cut."""
    kept = [place for start, end in _between_targets(raw) for place in range(start, end)]
    return _placed(text, raw, kept) or _placed(text, raw, range(len(raw)))


def _between_targets(raw: str) -> Iterator[Span]:
    position = 0
    for target in TARGET.finditer(raw):
        yield position, target.start()
        position = target.end()
    yield position, len(raw)


def _placed(text: str, raw: str, places: Iterable[int]) -> list[int]:
    """Return the first of the places that hold the text in order; none where they do not hold all of it."""
    offsets: list[int] = []
    left = iter(places)
    for character in text:
        place = next((one for one in left if _is_same(raw[one], character)), None)
        if place is None:
            return []
        offsets.append(place)
    return offsets


def _is_same(written: str, character: str) -> bool:
    return written == character or (character == " " and written.isspace())


def lines_of(text: str) -> list[Line]:
    """Cut cleaned text into its lines, as far as they are looked at."""
    return list(islice(_cut(text, 0, ANALYSED), MOST_LINES))


def lines_between(text: str, start: int, end: int) -> list[Line]:
    """Cut a stretch of cleaned text into its lines as they are, however many there are."""
    return list(_cut(text, start, end))


def written_lines(text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
    """Yield every line of a stretch of text that has something in it."""
    # A pattern that asks for something in the line itself takes quadratic time for a line of spaces.
    return (match for match in _LINE.finditer(text, start, end) if not match.group().isspace())


def _cut(text: str, start: int, end: int) -> Iterator[Line]:
    last, place = None, start
    for number, written in enumerate(text[start:end].split("\n")):
        raw = written.strip()
        if raw:
            first = place + written.index(raw)
            yield Line(first, first + len(raw), " ".join(raw.split()), raw, last is not None and number - last > 1)
            last = number
        place += len(written) + 1


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, maybe with quotation marks or brackets behind."""
    return _SENTENCE_END.search(text[-8:]) is not None


def begins_small(text: str) -> bool:
    """Tell whether a text begins with a small letter, as within a sentence; a name such as "iPolitics" does not."""
    return text[:1].islower() and not text[1:2].isupper()


def trim(text: str, start: int, end: int, unwanted: str = " ,;:–—-|·•\t") -> tuple[int, int]:
    """Return the range without the unwanted characters at its ends."""
    if start >= end:
        return start, end
    kept = text[start:end].lstrip(unwanted)
    start = end - len(kept)
    return start, start + len(kept.rstrip(unwanted))


def unopened(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the trimmed range without an opening bracket whose closing one is not in it."""
    start, end = trim(text, start, end)
    return (
        trim(text, start + 1, end) if text.startswith("(", start, end) and ")" not in text[start:end] else (start, end)
    )


def parted(
    text: str, start: int, end: int, separator: re.Pattern[str], tidied: Callable[[str, int, int], Span] = trim
) -> list[Span]:
    """Return the tidied pieces of a range between separators, those left out that hold nothing."""
    pieces, position = [], start
    for found in separator.finditer(text, start, end):
        pieces.append(tidied(text, position, found.start()))
        position = found.end()
    pieces.append(tidied(text, position, end))
    return [piece for piece in pieces if piece[0] < piece[1]]
