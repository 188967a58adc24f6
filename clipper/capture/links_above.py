"""Addresses that stand above their mentions, which every other list has below them."""

from collections.abc import Sequence
from itertools import pairwise

from clipper.capture.lines import Line
from clipper.capture.list_lines import is_address
from clipper.model.values import replace

_FEWEST = 2
_MOST_ABOVE = 3
"""So many lines may stand above the first address."""


def with_links_below(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with each address below the line that it leads to, where all of them stand above that.

    The first address stands right above what follows it, behind an empty line or a title at most, and none is last.
    """
    places = [place for place, line in enumerate(lines) if _may_be_address(line.text) and is_address(line)]
    if len(places) < _FEWEST or places[0] > _MOST_ABOVE or places[-1] == len(lines) - 1 or not _lead(lines, places):
        return lines
    turned = list(lines)
    for place in places:
        address, below = lines[place], lines[place + 1]
        turned[place], turned[place + 1] = replace(below, gap=address.gap), replace(address, gap=False)
    return turned


def _may_be_address(text: str) -> bool:
    """Tell at once what most lines are not."""
    return ("." in text and " " not in text.strip()) or "://" in text


def _lead(lines: Sequence[Line], places: Sequence[int]) -> bool:
    """Tell whether every address stands right above a line, and lines and addresses take turns."""
    heights = {second - first for first, second in pairwise(places)}
    is_beside = not any(lines[place + 1].gap for place in places)
    below = [lines[place + 1] for place in places]
    if not is_beside or any(is_address(line) for line in below):
        return False
    # Where no empty lines part the mentions, a title above the first address is no mention only where all else fits.
    are_apart = all(lines[place].gap for place in places[1:])
    return are_apart or (heights == {2} and places[-1] == len(lines) - 2 and places[0] <= 1)
