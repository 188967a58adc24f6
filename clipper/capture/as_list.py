"""A paste that a person calls a list of mentions: which of its lines are one, where nothing in them tells that."""

from collections.abc import Collection, Iterable, Sequence

from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.list_lines import announces_review, day_of_heading, is_address
from clipper.capture.mention import cut_mention
from clipper.capture.month_headings import names_a_month_or_year

_TALLEST = 6
"""So many lines, an address below them aside, may be one mention: headline, outlet, day, reporter and a teaser."""

_HEADING_WORDS = 6


def parts_beside(items: Iterable[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[list[Line]]:
    """Return the lines of each mention that is none of those found: a block between empty lines, else a line.

    An address belongs to the line above it. A heading is a mention only where nothing else would be one.
    """
    taken = {line.start for item in items for line in (*item.lines, *item.blurb)}
    is_spaced = any(line.gap for line in lines[1:])
    parts = [part for block in _blocks(lines, taken) for part in _parts(block, lexicon, is_spaced=is_spaced)]
    told = [part for part in parts if not _is_heading(part, lexicon)]
    return told if told or taken else parts


def _blocks(lines: Iterable[Line], taken: Collection[int]) -> list[list[Line]]:
    """Return the lines that are not taken, parted by empty lines and by those that are."""
    blocks: list[list[Line]] = []
    is_apart = True
    for line in lines:
        if line.start in taken:
            is_apart = True
            continue
        if line.gap or is_apart:
            blocks.append([])
        blocks[-1].append(line)
        is_apart = False
    return blocks


def _parts(block: Sequence[Line], lexicon: Lexicon, *, is_spaced: bool) -> list[list[Line]]:
    """Return a block as it is where it can be one mention, else its lines, each with the address below it.

    Where no empty lines part a paste, no block of it is one.
    """
    said = [line for line in block if not is_address(line)]
    is_one = is_spaced and len(said) <= _TALLEST and sum(_is_mention(line, lexicon) for line in said) < 2
    if is_one and said:
        return [[*block]]
    parts: list[list[Line]] = []
    for line in block:
        if parts and is_address(line) and not is_address(parts[-1][-1]):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _is_mention(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a line is a mention by what it says itself."""
    cut = cut_mention(line.columns, lexicon, undated=True)
    return cut is not None and cut.headline is not None and (cut.outlet_known or cut.date is not None)


def _is_heading(part: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether lines are one that stands above several mentions: a day or month, or "In the news"."""
    line = part[0]
    if len(part) > 1 or _is_mention(line, lexicon):
        return False
    is_named = announces_review(line.text) and len(line.text.split()) <= _HEADING_WORDS
    return is_named or names_a_month_or_year(line.text) or day_of_heading(line, lexicon, None) is not None
