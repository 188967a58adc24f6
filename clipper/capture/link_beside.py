"""Web addresses in lines of their own that lead to the mentions beside them, though a text may stand between both."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from clipper.capture.cut import Cut
from clipper.capture.finders.body import is_sentence
from clipper.capture.finders.link import addresses_in
from clipper.capture.item import STRONG, Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.list_lines import is_address
from clipper.capture.listing import find_items

_MOST_LINES, _MOST_ADDRESSES = 60, 2
"""Whatever is longer is rather a page; the second address may be that of an archived copy."""


def find_items_beside_links(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the mentions of a paste, each with the address below its text, and the only one with that before it, too.

    Where a paste is no list only because of such an address or a text, the first line is a mention that tells all.
    """
    items = find_items(lines, lexicon)
    if len(items) > 1:
        _give_addresses_below_texts(items, lines)
        return items
    return _only_mention(items, lines, lexicon) if len(lines) <= _MOST_LINES else items


def _only_mention(items: list[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    addresses = [line for line in lines if is_address(line)]
    if len(addresses) > _MOST_ADDRESSES or any(line in items[0].lines for line in addresses if items):
        return items
    others = [line for line in lines if line not in addresses]
    alone = items or (find_items(others, lexicon) if addresses else []) or _above_its_text(others, lexicon)
    if len(alone) != 1 or not (alone[0].is_sourced and alone[0].evidence >= STRONG):
        return items
    alone[0].parts += [(line, Cut()) for line in addresses]
    return alone


def _above_its_text(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the mention in the first line, which tells outlet, day and names, of lines that are a text below it."""
    if not lines[1:] or not all(map(is_sentence, lines[1:])):
        return []
    items = find_items(lines[:1], lexicon)
    told = items[0].parts[0][1] if items else None
    if told is None or not (told.outlet_known and told.date and (told.names or told.feat)):
        return []
    items[0].blurb = [*lines[1:]]
    return items


def _give_addresses_below_texts(items: Sequence[Item], lines: Sequence[Line]) -> None:
    """Give mentions of a list the address that stands below their text, with that text.

    Nothing is given where an address stands above the first mention: then each may lead to the one below it.
    """
    taken = {line.start for item in items for line in item.lines}
    free = [line for line in lines if line.start not in taken and is_address(line)]
    if not free or free[0].start < items[0].extent[0]:
        return
    for item, text, address in [*_below_texts(items, lines)]:
        item.parts.append((address, Cut()))
        item.blurb = item.blurb or text


def _below_texts(items: Sequence[Item], lines: Sequence[Line]) -> Iterator[tuple[Item, list[Line], Line]]:
    """Yield the mentions without an address, below which there is one alone before the next, and what is between."""
    starts = [*(item.extent[0] for item in items), lines[-1].end + 1]
    for item, (start, end) in zip(items, pairwise(starts), strict=True):
        own = {line.start for line in item.lines}
        below = [line for line in lines if start < line.start < end and line.start not in own]
        *text, last = below or [item.title]
        has_link = any(line.hints.links or addresses_in(line.text) for line in item.lines)
        if is_address(last) and not has_link and all(is_sentence(line) and not is_address(line) for line in text):
            yield item, text, last
