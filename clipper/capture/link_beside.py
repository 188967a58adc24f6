"""The web address in a line of its own that leads to the only mention of a paste, which stands above or below it."""

from collections.abc import Sequence

from clipper.capture.cut import Cut
from clipper.capture.finders.body import is_sentence
from clipper.capture.item import STRONG, Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.list_lines import is_address
from clipper.capture.listing import find_items

_MOST_LINES, _MOST_ADDRESSES = 60, 2
"""Whatever is longer is rather a page; the second address may be that of an archived copy."""


def find_items_beside_links(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the mentions of a paste, the only one with the address that stands before it, below it or below its text.

    Where a paste is no list only because of such an address or a text, the first line is a mention that tells all.
    """
    items = find_items(lines, lexicon)
    if len(items) > 1 or len(lines) > _MOST_LINES:
        return items
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
