"""What can be told of the lines of a paste before anything is decided, each mark worked out once and on first use."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property

from clipper.capture.finders.byline import is_byline
from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.furniture import ends_article, is_caption, is_furniture, is_label, is_spaced_menu
from clipper.capture.finders.names import is_person
from clipper.capture.finders.speakers import turns_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, ends_sentence
from clipper.capture.shared import Shared, shared_by
from clipper.model.text import letters_alone

_NO_SPACES = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_LONGEST_DATED = 220
_COMPARED = 300
_BY_HAND = 150
"""So many words have at most the pastes of which every line is looked at as one that somebody chose."""


class Scan:
    """The lines of one paste with their marks: lists that are as long as the lines.

    `hosts` are those that the links of the HTML lead to, `head` is what the head of a saved page says, `links` are all
    that the HTML leads to. `homes` are the words of links to the first page of a site, with its host, and `pictures`
    the hosts that pictures come from.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        lexicon: Lexicon,
        hosts: Sequence[str] = (),
        head: Mapping[str, str] | None = None,
        links: Sequence[str] = (),
        homes: Sequence[tuple[str, str]] = (),
        pictures: Sequence[str] = (),
    ) -> None:
        self.lines = lines
        self.lexicon = lexicon
        self.hosts = hosts
        self.head = head or {}
        self.links = links
        self.homes = homes
        self.pictures = pictures
        self.texts = [line.text for line in lines]
        self.sizes = [_size(text) for text in self.texts]

    def with_lines(self, lines: Sequence[Line]) -> "Scan":
        """Return this scan, and all that was worked out for it, with other lines of the same texts."""
        scan = copy(self)
        scan.lines = lines
        return scan

    @cached_property
    def has_html(self) -> bool:
        """Whether the clipboard's HTML says something about these lines."""
        return any(line.hints.element is not None for line in self.lines)

    @cached_property
    def has_headings(self) -> bool:
        """Whether the clipboard's HTML marks some line as a heading."""
        return any(line.hints.heading for line in self.lines)

    @cached_property
    def has_gaps(self) -> bool:
        """Whether empty lines part the lines."""
        return any(line.gap for line in self.lines[1:])

    @cached_property
    def is_short(self) -> bool:
        """Whether the paste is a few sentences of plain text."""
        return not self.has_html and sum(self.sizes) <= _BY_HAND

    @cached_property
    def is_by_hand(self) -> bool:
        """Whether the paste is a few sentences with nothing of a page around them, as people select or type them."""
        return self.is_short and not any(map(any, (self.furniture, self.endings, self.captions)))

    @cached_property
    def shared(self) -> Shared:
        """What the links for sharing say of the page."""
        return shared_by(self.links)

    @cached_property
    def keys(self) -> list[str]:
        """The letters and digits of each line, without case."""
        return [letters_alone(text[:_COMPARED]).casefold() for text in self.texts]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many lines have each key."""
        return Counter(self.keys)

    @cached_property
    def sentences(self) -> list[bool]:
        """Whether a line ends as a sentence does."""
        return list(map(ends_sentence, self.texts))

    @cached_property
    def furniture(self) -> list[bool]:
        """Whether a line is one that every page has and no article."""
        return [is_furniture(line.text) or is_spaced_menu(line.raw) for line in self.lines]

    @cached_property
    def labels(self) -> list[bool]:
        """Whether a line names a section or a kind of piece."""
        return [is_label(text) for text in self.texts]

    @cached_property
    def endings(self) -> list[bool]:
        """Whether a line is what pages put after the last word of an article."""
        return [ends_article(text) for text in self.texts]

    @cached_property
    def captions(self) -> list[bool]:
        """Whether a line has the words of a picture's caption or credit."""
        return [is_caption(text) for text in self.texts]

    @cached_property
    def people(self) -> list[bool]:
        """Whether a line is nothing but what could be a person's name."""
        return [is_person(text) for text in self.texts]

    @cached_property
    def turns(self) -> dict[int, str]:
        """The lines of a dialogue that begin with who says them, each with that; see turns_in."""
        return turns_in(self.texts)

    @cached_property
    def bylines(self) -> list[bool]:
        """Whether a line begins as bylines do and goes on with something like a name."""
        return [is_byline(text) for text in self.texts]

    @cached_property
    def dates(self) -> list[tuple[FoundDate, ...]]:
        """The absolute dates of each line that is not too long to be about a date."""
        today = self.lexicon.today
        return [tuple(dates_in(text, today)) if len(text) <= _LONGEST_DATED else () for text in self.texts]


def _size(text: str) -> int:
    """Return the words of a line; two characters make one where words have no spaces between them."""
    words = text.count(" ") + 1
    if len(text) < 12 * words or not _NO_SPACES.search(text):
        return words
    return max(words, len(_NO_SPACES.findall(text)) // 2)
