"""The pattern that nearly all of a paste is written in, so that a list is read whose outlets nobody knows."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from clipper.capture.cut import Cut, is_title
from clipper.capture.finders.date import FoundDate
from clipper.capture.finders.names import knows_first_name
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.mention_pattern import Pattern, Role, Unit, cut_alike, pattern_of
from clipper.model.draft import Span

_PARTING = re.compile(r"\s*[\t|\n]\s*|\s+[–—·•-]\s+|[,;:]\s+|\s+\(|\s+(?=[“«\"‘])|(?<=[”»\"’])\s+")
_AROUND = " ,;:–—-|·•\t\n"
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ('"', '"'), ("‘", "’"))
_OPENING, _CLOSING = "([“«‘", ")]”»"
_STRONG = re.compile(r"[\t|]")
_TALLEST = 3
"""So many lines may make one mention."""
_MOST_BEFORE = 3
"""So many lines may stand before the first mention."""
_LOOKED_AT = 60
_TRIED = 6
_FEWEST = 3
_NEARLY_ALL = 0.8


def common_pattern(lines: Sequence[Line], lexicon: Lexicon, has_heading: bool) -> Pattern | None:
    """Return the pattern that nearly all lines are written in, None where there is none.

    `has_heading` tells that a heading gives the day, so that mentions need not have one.
    """
    looked_at = lines[: _LOOKED_AT * _TALLEST]
    dated = [bool(Unit([line], lexicon).dates) for line in looked_at]
    if not has_heading and sum(dated) < _NEARLY_ALL * (len(looked_at) - _MOST_BEFORE) / _TALLEST:
        return None
    found = [
        (covered, _standing_apart(units), place, sum(map(len, pattern.gaps)), pattern)
        for place, units in enumerate(_ways_to_part(looked_at, lexicon))
        for covered, pattern in _best(units, lexicon, has_heading)
    ]
    # What stands over is rather a title above the list than a line below it, so of two ways the later one is right;
    # of two patterns it is the one that says more of the marks between the pieces.
    covered, _, _, _, pattern = max(found, key=lambda way: way[:4], default=(0, 0, 0, 0, None))
    others = min(_MOST_BEFORE, len(looked_at) // _FEWEST)
    return pattern if covered >= _NEARLY_ALL * (len(looked_at) - others) else None


def _standing_apart(units: Sequence[Unit]) -> int:
    """Return how many units have empty space before them and none within."""
    return sum(unit.lines[0].gap and not any(line.gap for line in unit.lines[1:]) for unit in units)


def _ways_to_part(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[list[Unit]]:
    """Yield the lines as units of one height: so many lines each from one of the first on."""
    for height in range(1, min(_TALLEST, len(lines)) + 1):
        for first in range(height + _MOST_BEFORE - 1 if height > 1 else 1):
            starts = range(first, len(lines) - height + 1, height)
            yield [Unit(lines[start : start + height], lexicon) for start in starts]


def _best(units: Sequence[Unit], lexicon: Lexicon, has_heading: bool) -> Iterator[tuple[int, Pattern]]:
    """Yield the patterns that some of the units have, with the count of the lines that they explain."""
    tried = Counter(
        pattern for unit in units for pattern in dict.fromkeys(_guesses(unit)) if _is_whole(pattern, has_heading)
    )
    for pattern, count in tried.most_common(_TRIED):
        if count < _FEWEST:
            return
        cuts = [(unit, cut) for unit in units if (cut := cut_alike(unit, pattern, lexicon))]
        cuts = [(unit, cut) for unit, cut in cuts if cut.outlet_known or is_title(_outlet(unit, cut))]
        if len(cuts) >= _FEWEST and _are_outlets(cuts):
            yield len(cuts) * pattern.lines, pattern


def _is_whole(pattern: Pattern, has_heading: bool) -> bool:
    """Tell whether a mention of this pattern has its day; lines of an article are stacked below its date too."""
    return pattern.is_dated or (has_heading and pattern.lines == 1)


def _outlet(unit: Unit, cut: Cut) -> str:
    return unit.text[slice(*(cut.outlet or (0, 0)))]


def _are_outlets(cuts: Sequence[tuple[Unit, Cut]]) -> bool:
    """Tell whether what was taken for outlets can be: shorter than the headlines, and not the names of reporters."""
    outlets = [_outlet(unit, cut) for unit, cut in cuts]
    headlines = [unit.text[slice(*(cut.headline or (0, 0)))] for unit, cut in cuts]
    if sum(_STRONG.search(headline) is not None for headline in headlines) * 2 > len(cuts):
        return False
    people = sum(knows_first_name(name) and not cut.outlet_known for name, (_, cut) in zip(outlets, cuts, strict=True))
    titles = sum(map(is_title, headlines))
    return 2 * people < len(cuts) and sum(map(len, outlets)) < sum(map(len, headlines)) and 2 * titles <= len(cuts) + 2


def _guesses(unit: Unit) -> Iterator[Pattern]:
    """Yield each pattern in which a unit may be written: at every mark there are a headline and an outlet beside it."""
    days: Sequence[FoundDate | None] = unit.dates[:2] or [None]
    for day in days:
        for pieces in _pieces(unit, day):
            pattern = pattern_of(unit, pieces)
            if pattern:
                yield pattern


def _pieces(unit: Unit, day: FoundDate | None) -> Iterator[list[tuple[Span, Role]]]:
    start, end = unit.start, len(unit.text)
    dated = [((day.start, day.end), Role.DATE)] if day else []
    before = _tidy(unit.text, start, day.start if day else end)
    behind = _tidy(unit.text, day.end if day else end, end)
    if before[0] < before[1] and behind[0] < behind[1]:
        yield from ([*dated, *pair] for pair in _both_ways(before, behind))
        return
    place = before if before[0] < before[1] else behind
    for parting in islice(_PARTING.finditer(unit.text, *place), 24):
        first = _tidy(unit.text, place[0], parting.start())
        second = _tidy(unit.text, parting.end(), place[1])
        if first[0] < first[1] and second[0] < second[1]:
            yield from ([*dated, *pair] for pair in _both_ways(first, second))


def _tidy(text: str, start: int, end: int) -> Span:
    """Return a range without the marks around it: brackets and quotation marks go in pairs, or where they are alone."""
    before = (-1, -1)
    while before != (start, end):
        before = start, end = trim(text, start, end, _AROUND)
        for opening, closing in _PAIRS:
            opens = text[start:end].startswith(opening)
            closes = text[start:end].endswith(closing)
            inside = text[start + opens : end - closes]
            if opens and (closes or closing not in inside):
                start += 1
            if closes and end > start and (opens or opening not in inside):
                end -= 1
        start += start < end and text[start] in _CLOSING
        end -= start < end and text[end - 1] in _OPENING
    return start, end


def _both_ways(first: Span, second: Span) -> list[list[tuple[Span, Role]]]:
    return [
        [(first, Role.HEADLINE), (second, Role.OUTLET)],
        [(first, Role.OUTLET), (second, Role.HEADLINE)],
    ]
