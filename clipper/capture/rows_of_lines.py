"""Mentions in rows of lines with no empty line between them, each with a line that is its day.

A day may begin a row, end it or stand within it; where a title stands above the list, or a greeting below it, more than
one way to part the rows is left. What decides is the whole list: no row may lack its headline, and no outlet be over.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from clipper.capture.finders.names import is_person
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.list_lines import announces_review, is_address, is_day_alone, is_headline
from clipper.model.values import replace

_HEIGHTS = range(3, 6)
_FEWEST = 2
_MOST_AROUND = 4
"""So many lines may stand above all rows, and below them."""
_LEADING = (",", ":", ";")
"""What ends a line that leads to others, as a greeting does."""


class Rows(Struct, frozen=True):
    """Lines with an empty one before each row; `is_told` is False where they may be parted elsewhere."""

    lines: Sequence[Line]
    is_told: bool = True


def with_rows_apart(lines: Sequence[Line], lexicon: Lexicon) -> Rows:
    """Return the lines with their rows apart; as they are where they are no such list."""
    first, end = _without_gaps(lines)
    block = lines[first:end]
    days = [place for place, line in enumerate(block) if _is_day(line, lexicon)] if _may_be_rows(block, lexicon) else []
    heights = {after - place for place, after in pairwise(days)}
    height = heights.pop() if len(heights) == 1 else 0
    if height not in _HEIGHTS:
        return Rows(lines)
    starts = _possible_starts(block, range(days[0], days[-1] + 1, height), height, lexicon)
    if not starts:
        return Rows(lines)
    # What is over is rather a title above the list than a line below it.
    start = starts[-1]
    tops = {block[place].start for place in range(start, min(start + height * len(days) + 1, len(block)), height)}
    return Rows([replace(line, gap=True) if line.start in tops else line for line in lines], len(starts) == 1)


def _without_gaps(lines: Sequence[Line]) -> tuple[int, int]:
    """Return the range of the lines that follow each other without an empty line, if that is nearly all of them."""
    gaps = [place for place, line in enumerate(lines) if line.gap and place]
    first = max((place for place in gaps if place <= _MOST_AROUND), default=0)
    end = min((place for place in gaps if place > first), default=len(lines))
    return (first, end) if len(lines) - end <= _MOST_AROUND else (0, 0)


def _may_be_rows(lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell by its first lines whether days may stand at equal distances, as they do not in most pastes."""
    top = lines[: _MOST_AROUND + 2 * _HEIGHTS.stop]
    return sum(_is_day(line, lexicon) for line in top) >= _FEWEST


def _is_day(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a line is nothing but a day."""
    return is_day_alone(line, lexicon) and not announces_review(line.text)


def _possible_starts(lines: Sequence[Line], days: range, height: int, lexicon: Lexicon) -> list[int]:
    """Return the places where the first row may begin, so that each row is whole and holds one of the days."""
    size = height * len(days)
    places = range(max(0, days[0] - height + 1), min(days[0], len(lines) - size) + 1)
    ways = [place for place in places if _have_headlines(lines, place, days, height, lexicon)]
    over = {place: _count_told([*lines[:place], *lines[place + size :]], lexicon) for place in ways}
    ways = [place for place in ways if over[place] == min(over.values())]
    return [place for place in ways if _are_rows_of_table(lines, place, days, height)] or ways


def _have_headlines(lines: Sequence[Line], start: int, days: range, height: int, lexicon: Lexicon) -> bool:
    """Tell whether each row from here has a line that may be its headline."""
    tops = _tops(start, days, height)
    rows = ([lines[place] for place in range(top, top + height) if place not in days] for top in tops)
    return all(any(_may_be_headline(line, lexicon) for line in row) for row in rows)


def _count_told(lines: Sequence[Line], lexicon: Lexicon) -> int:
    """Return how many lines are an outlet, somebody's name or an address, which belong into rows."""
    return sum(
        lexicon.outlets.find(line.text) is not None or is_person(line.text) or is_address(line) for line in lines
    )


def _tops(start: int, days: range, height: int) -> Iterator[int]:
    yield from range(start, start + height * len(days), height)


def _may_be_headline(line: Line, lexicon: Lexicon) -> bool:
    is_other = lexicon.outlets.find(line.text) is not None or is_address(line) or announces_review(line.text)
    return not is_other and " " in line.text and is_headline(line.text) and not line.text.endswith(_LEADING)


def _are_rows_of_table(lines: Sequence[Line], start: int, days: range, height: int) -> bool:
    """Tell whether each row is one of a table of the clipboard's HTML."""
    tops = set(_tops(start, days, height))
    rows = groupby(range(start, start + height * len(days)), lambda place: lines[place].hints.inside("tr"))
    return all(row is not None and next(places) in tops for row, places in rows)
