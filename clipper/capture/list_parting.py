"""What parts the mentions of a list: days in lines of their own above them, or numbers that count from 1."""

from collections.abc import Sequence
from itertools import pairwise

from clipper.capture.bullets import NUMBERED
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.list_lines import LOOKED_AT, is_address, is_day_alone

_TALLEST_BLOCK = 4
_AT_THE_TOP = 5
"""So many lines at the top of a paste may be its heading."""
_FEWEST_DAYS = 2


def headings_of_days(lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    """Return the lines that are nothing but a day, where they part the lines of a paste; none where it has one only."""
    lines = [line for line in lines[:LOOKED_AT] if not is_address(line)]
    # Most pastes have no such line near their top, which is told before all others are looked at.
    if not any(is_day_alone(line, lexicon) for line in lines[: _AT_THE_TOP + 1]):
        return []
    places = [place for place, line in enumerate(lines) if is_day_alone(line, lexicon)]
    if len(places) < _FEWEST_DAYS or places[0] > _AT_THE_TOP:
        return []
    heights = [after - place for place, after in pairwise([*places, len(lines)])]
    # A day below each headline is rather that of its mention.
    are_below = places[0] > 0 and all(height <= _FEWEST_DAYS for height in heights)
    return [] if are_below or min(heights) == 1 else [lines[place] for place in places]


def are_numbered(lines: Sequence[Line]) -> bool:
    """Tell whether numbers that count from 1 part all lines into blocks of more than one line each."""
    found = [(place, int(number[1])) for place, line in enumerate(lines) if (number := NUMBERED.match(line.text))]
    places = [place for place, _ in found]
    if len(found) < 2 or places[0] > _AT_THE_TOP or [number for _, number in found] != list(range(1, len(found) + 1)):
        return False
    return all(1 < after - place <= _TALLEST_BLOCK for place, after in pairwise([*places, len(lines)]))
