"""What stands in the headline of a mention and is none of it: its label, who wrote it, its day.

That of a mention in several lines, or below its outlet, is found whole; what its sisters end with tells more.
"""

import re
from collections.abc import Sequence

from clipper.capture.cut import Cut, people_of, plain_marks
from clipper.capture.finders.date import FoundDate
from clipper.capture.item import Item
from clipper.capture.labels import behind_label
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.capture.mention_marks import BEGINS_WITH_PLACE
from clipper.capture.mention_people import without_byline
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span
from clipper.model.sheet import Use

_BEFORE_DAY = re.compile(r"(?:\s*[|;·•,]\s+|\s+[–—-]\s+|\s*\()$")
_BEFORE_PLACE = (",", ";", ")", "–", "—", "|")
_DIGIT = re.compile(r"\d")
_AROUND = " \t,;:–—|-()"
_FEWEST = 2
_HEADLINE_SPACES = 2
"""What is left of a headline has so many spaces at the least."""


def with_headlines_whole(items: Sequence[Item], lexicon: Lexicon) -> None:
    """Take out of the headlines of a list their labels, and the days and reporters that end them."""
    for item in items:
        _take_place(item)
    found = [item for item in items if item.headline and _is_in_several_lines(item)]
    _without_labels(found)
    for item in found:
        if item.day is None and not any(cut.date for _, cut in item.parts):
            _take_day(item, lexicon)
    _take_bylines([item for item in found if not any(cut.names or cut.feat for _, cut in item.parts)], lexicon)


def _take_place(item: Item) -> None:
    """Take the page or the medium off a headline that it stands before, behind what else a line tells."""
    start, end = item.headline or (0, 0)
    place = BEGINS_WITH_PLACE.match(item.title.text, start, end)
    if place and place.end() < end and item.title.text[:start].rstrip().endswith(_BEFORE_PLACE):
        item.headline = place.end(), end


def _is_in_several_lines(item: Item) -> bool:
    return any(line is not item.title for line, _ in item.parts)


def _without_labels(items: Sequence[Item]) -> None:
    places = [(item, behind_label(item.title.text, Use.HEADLINE, item.headline)) for item in items if item.headline]
    labelled = [(item, place) for item, place in places if place and place[0] < place[1]]
    if len(labelled) >= _FEWEST:
        for item, place in labelled:
            item.headline = place


def _take_day(item: Item, lexicon: Lexicon) -> None:
    """Take the day that ends a headline behind a mark, perhaps with the reporter behind it."""
    start, end = item.headline or (0, 0)
    text = plain_marks(item.title.text)
    if not _DIGIT.search(text, start, end):
        return
    day = next((day for day in exact_dates(text[:end], lexicon) if day.start > start), None)
    mark = _BEFORE_DAY.search(text, start, day.start) if day else None
    if day is None or mark is None:
        return
    names = _behind(text, day, end, lexicon)
    if names is None or (names and any(cut.names for _, cut in item.parts)):
        return
    item.headline = trim(text, start, mark.start())
    item.parts.append((item.title, Cut(names=names, date=day)))


def _behind(text: str, day: FoundDate, end: int, lexicon: Lexicon) -> tuple[Span, ...] | None:
    """Return the people behind a day that ends a headline; None where anything else stands there."""
    rest = trim(text, day.end, end, _AROUND)
    return people_of(text, rest, lexicon) or None if rest[0] < rest[1] else ()


def _take_bylines(items: Sequence[Item], lexicon: Lexicon) -> None:
    """Take the "by NAMES" that ends a headline where most have one; that of one alone may be what it is about."""
    cuts = [
        (item, *without_byline(plain_marks(item.title.text), item.headline, lexicon)) for item in items if item.headline
    ]
    # "A life by Alice Munro" is a title.
    signed = [
        (item, headline, names)
        for item, headline, names in cuts
        if names and item.title.text[slice(*headline)].count(" ") >= _HEADLINE_SPACES
    ]
    if len(signed) < _FEWEST or 2 * len(signed) < len(items):
        return
    for item, headline, names in signed:
        item.headline = trim(item.title.text, *headline)
        item.parts.append((item.title, Cut(names=names)))
