"""Mentions whose outlet only a space parts from the headline, as what was copied from a page or a sheet may have it."""

import re
from collections.abc import Sequence

from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import begins_small
from clipper.model.draft import Span
from clipper.model.values import replace

_WORD = re.compile(r"\S+")
_LEADING = frozenset(
    {"in", "on", "for", "from", "at", "by", "to", "of", "the", "dans", "sur", "pour", "par", "à", "chez", "de"}
)
"""What rather goes on with an outlet in a headline than ends it."""
_VIA = frozenset({"via", "per"})
_MOST_WORDS = 6
_FEWEST = 2
_FEWEST_LEFT = 2
"""So many words a headline has at the least without its outlet."""


def with_outlets_at_an_end(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Take known outlets off the headlines of a list that names none, where all of them end or begin with one."""
    if len(items) < _FEWEST or not all(item.is_in_one_line and _lacks_source(item) for item in items):
        return items
    for is_last in (True, False):
        places = [_outlet_in(item, lexicon, is_last) for item in items]
        if all(places):
            return [_parted(item, place) for item, place in zip(items, places, strict=True) if place]
    return items


def _lacks_source(item: Item) -> bool:
    is_dated = item.day is not None or any(cut.date for _, cut in item.parts)
    return is_dated and item.headline is not None and not any(cut.outlet or cut.names for _, cut in item.parts)


def _outlet_in(item: Item, lexicon: Lexicon, is_last: bool) -> Span | None:
    """Return where the longest known outlet stands that a headline ends or begins with; None without one."""
    words = _words(item)
    for size in range(min(_MOST_WORDS, len(words) - _FEWEST_LEFT), 0, -1):
        named = words[-size:] if is_last else words[:size]
        place = named[0][0], named[-1][1]
        name = item.title.text[slice(*place)]
        if not begins_small(name) and lexicon.outlets.find(name):
            before = item.title.text[slice(*words[-size - 1])] if is_last else ""
            return None if before in _LEADING else place
    return None


def _words(item: Item) -> Sequence[Span]:
    return [word.span() for word in _WORD.finditer(item.title.text, *(item.headline or (0, 0)))]


def _parted(item: Item, outlet: Span) -> Item:
    words = _words(item)
    is_last = outlet[1] == words[-1][1]
    rest = [word for word in words if (word[1] <= outlet[0] if is_last else word[0] >= outlet[1])]
    if len(rest) > _FEWEST_LEFT and item.title.text[slice(*rest[-1])] in _VIA:
        rest.pop()
    item.headline = rest[0][0], rest[-1][1]
    line, cut = item.parts[0]
    item.parts[0] = line, replace(cut, headline=item.headline, outlet=outlet, outlet_known=True, others=())
    return item
