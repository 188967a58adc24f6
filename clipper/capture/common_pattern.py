"""The pattern that nearly all of a paste is written in, so that a list is read whose outlets nobody knows."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import islice
from operator import itemgetter

from msgspec import Struct

from clipper.capture.cut import BY, Cut, is_title
from clipper.capture.finders.date import FoundDate
from clipper.capture.finders.names import is_person, knows_first_name
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.mention_pattern import Pattern, Role, Unit, cut_alike, pattern_of
from clipper.capture.outlets import has_press_word
from clipper.model.draft import Span

_PARTING = re.compile(r"\s*[\t|\n]\s*|\s+[–—·•-]\s+|[,;:]\s+|\s+\(|(?<=\))\s+|\s+(?=[“«\"‘])|(?<=[”»\"’])\s+")
_AROUND = " ,;:–—-|·•\t\n"
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ('"', '"'), ("‘", "’"))
_OPENING, _CLOSING = "([“«‘", ")]”»"
_DIGIT = re.compile(r"\d")
_CELLS = re.compile(r"[\t|]")
_MOST_PARTINGS = 12
_TALLEST = 3
"""So many lines may make one mention."""
_MOST_BEFORE = 3
"""So many lines may stand before the first mention."""
_MENTIONS = 60
"""So many mentions at the top show what the pattern is; the walk over all lines finds the others by it."""
_TRIED = 16
"""So many of the commonest guesses are tried; the others are those of single lines."""
_FEWEST = 3
_FEWEST_NUMBERED = (1, 2)
"""Of how many numbered mentions a pattern is guessed at the least, and so many it has to fit."""
_NEARLY_ALL = 0.8


_Signed = Callable[[Span], tuple[Span, Span] | None]


class _Weight(Struct, frozen=True, order=True):
    """What speaks for a pattern, what counts most first.

    That is how many lines it explains, and how many of its mentions stand apart from one another and name what sounds
    like an outlet. Then lower mentions go before taller ones, and a later first line before an earlier one, since what
    is over is rather a title above the list than a line below it. `marks` is how much it says of what is between the
    pieces.
    """

    covered: int
    apart: int
    press: int
    lowness: int
    first: int
    marks: int


def common_pattern(
    lines: Sequence[Line], lexicon: Lexicon, has_heading: bool, year: int | None = None, *, is_numbered: bool = False
) -> Pattern | None:
    """Return the pattern that nearly all lines are written in, None where there is none.

    `has_heading` tells that a heading gives the day, so that mentions need not have one; `year` is taken for
    dates without one. `is_numbered` tells that numbers part the mentions, so that two are enough.
    """
    looked_at = lines[: _MENTIONS * _TALLEST]
    others = min(_MOST_BEFORE, len(looked_at) // _FEWEST)
    enough = _NEARLY_ALL * (len(looked_at) - others)
    dated = _dated(looked_at, lexicon, year, 0 if has_heading else enough / _TALLEST)
    if not has_heading and sum(dated) < enough / _TALLEST:
        return None
    best = None
    for height in range(1, min(_TALLEST, len(looked_at)) + 1):
        # A pattern explains no more lines than there are in units with a day, where no heading gives that.
        fewest = 0 if has_heading and height == 1 else enough / height
        found = _ways(looked_at, height, lexicon, has_heading, year, dated, fewest, is_numbered)
        best = max([*filter(None, [best]), *found], key=itemgetter(0), default=None)
        # Where all lines stand together, or all apart, nothing taller can be better than what is all of them.
        if best and best[0].covered == len(looked_at) and len({line.gap for line in looked_at[1:]}) == 1:
            break
    return best[1] if best and best[0].covered >= enough else None


def _dated(lines: Sequence[Line], lexicon: Lexicon, year: int | None, fewest: float) -> list[bool]:
    """Return which lines have a date; none where fewer than so many can have one."""
    # No date is without a figure or a moment that machines read, which costs less to look for and tells most pages.
    dated = [bool(line.hints.moment or _DIGIT.search(line.columns)) for line in lines]
    most = sum(dated)
    for place, line in enumerate(lines):
        if most < fewest:
            return [False] * len(lines)
        if dated[place] and not Unit([line], lexicon, year).dates:
            dated[place] = False
            most -= 1
    return dated


def _ways(
    lines: Sequence[Line], height: int, lexicon: Lexicon, has_heading: bool, year: int | None,
    dated: Sequence[bool], fewest: float, is_numbered: bool,
) -> Iterator[tuple[_Weight, Pattern]]:  # fmt: skip
    """Yield the patterns of the lines cut into units of this height, from one of the first lines on.

    Nothing is cut where fewer than so many units have a line that is dated.
    """
    # A title above mentions of one line is a line that does not fit.
    for first in range(height + _MOST_BEFORE - 1 if height > 1 else 1):
        starts = range(first, len(lines) - height + 1, height)
        if sum(any(dated[start : start + height]) for start in starts) < fewest:
            continue
        units = [Unit(lines[start : start + height], lexicon, year) for start in starts]
        apart = sum(unit.lines[0].gap and not any(line.gap for line in unit.lines[1:]) for unit in units)
        for pattern, found in _shared(units, lexicon, has_heading, is_numbered):
            press = sum(has_press_word(outlet) for outlet in _outlets(found))
            marks = sum(map(len, pattern.gaps))
            yield _Weight(len(found) * height, apart, press, -height, first, marks), pattern


def _shared(
    units: Sequence[Unit], lexicon: Lexicon, has_heading: bool, is_numbered: bool
) -> Iterator[tuple[Pattern, list[tuple[Unit, Cut]]]]:
    """Yield the patterns that several units have, with those that it fits and what it makes of them."""
    guessed, fitting = _FEWEST_NUMBERED if is_numbered else (_FEWEST, _FEWEST)
    tried = Counter(
        pattern for unit in units for pattern in dict.fromkeys(_guesses(unit)) if _is_whole(pattern, has_heading)
    )
    for pattern, count in tried.most_common(_TRIED):
        if count < guessed:
            return
        cuts = [(unit, cut) for unit in units if (cut := cut_alike(unit, pattern, lexicon))]
        found = [(unit, cut) for unit, cut in cuts if cut.outlet_known or is_title(_piece(unit, cut.outlet))]
        if len(found) >= fitting and _are_mentions(found):
            yield pattern, found


def _is_whole(pattern: Pattern, has_heading: bool) -> bool:
    """Tell whether a mention of this pattern has its day; lines of an article are stacked below its date too."""
    return pattern.is_dated or (has_heading and pattern.lines == 1)


def _piece(unit: Unit, place: Span | None) -> str:
    return unit.text[slice(*place)] if place else ""


def _outlets(found: Sequence[tuple[Unit, Cut]]) -> list[str]:
    return [_piece(unit, cut.outlet) for unit, cut in found]


def _are_mentions(found: Sequence[tuple[Unit, Cut]]) -> bool:
    """Tell whether the pieces can be what they were taken for.

    Headlines are longer than outlets and no rows of cells; outlets are not people, whose first names are known. Where
    the headlines, too, have the capitals of a name, only words as papers have them tell which is which.
    """
    outlets, headlines = _outlets(found), [_piece(unit, cut.headline) for unit, cut in found]
    people = sum(knows_first_name(name) and not cut.outlet_known for name, (_, cut) in zip(outlets, found, strict=True))
    if 2 * people >= len(found) or 2 * sum(map(bool, map(_CELLS.search, headlines))) > len(found):
        return False
    if sum(map(len, outlets)) >= sum(map(len, headlines)):
        return False
    return 2 * sum(map(is_title, headlines)) <= len(found) + 2 or 2 * sum(map(has_press_word, outlets)) >= len(found)


def _guesses(unit: Unit) -> Iterator[Pattern]:
    """Yield each pattern in which a unit may be written: at every mark there are a headline and an outlet beside it."""
    if unit.is_long:
        return
    # The same pieces come up in many guesses.
    signed_in: _Signed = cache(partial(_signed, unit))
    days: Sequence[FoundDate | None] = unit.dates[:2] or [None]
    for day in days:
        for pieces in _pieces(unit, day):
            for named in (pieces, _with_names(pieces, signed_in)):
                pattern = pattern_of(unit, named) if named else None
                if pattern:
                    yield pattern


def _pieces(unit: Unit, day: FoundDate | None) -> Iterator[list[tuple[Span, Role]]]:
    start, end = unit.start, len(unit.text)
    dated = [((day.start, day.end), Role.DATE)] if day else []
    before = _tidy(unit.text, start, day.start if day else end)
    behind = _tidy(unit.text, day.end if day else end, end)
    if before[0] < before[1] and behind[0] < behind[1]:
        yield from ([*dated, *pair] for pair in _both_ways(before, behind))
        for side, rest in ((before, behind), (behind, before)):
            if name := _person(unit, side):
                named = [*dated, (name, Role.NAMES)]
                yield from ([*named, *pair] for halves in _halves(unit.text, rest) for pair in _both_ways(*halves))
        return
    for first, second in _halves(unit.text, before if before[0] < before[1] else behind):
        yield from ([*dated, *pair] for pair in _both_ways(first, second))


def _halves(text: str, place: Span) -> Iterator[tuple[Span, Span]]:
    """Yield what stands before and behind each mark within a range, where both are something."""
    for parting in islice(_PARTING.finditer(text, *place), _MOST_PARTINGS):
        first, second = _tidy(text, place[0], parting.start()), _tidy(text, parting.end(), place[1])
        if first[0] < first[1] and second[0] < second[1]:
            yield first, second


def _with_names(pieces: Sequence[tuple[Span, Role]], signed_in: _Signed) -> list[tuple[Span, Role]]:
    """Return the pieces with a reporter at an end of headline or outlet as one of its own, none without a reporter."""
    if any(role is Role.NAMES for _, role in pieces):
        return []
    for wanted in (Role.HEADLINE, Role.OUTLET):
        place = next(place for place, role in pieces if role is wanted)
        if signed := signed_in(place):
            rest, name = signed
            return [*(piece for piece in pieces if piece[1] is not wanted), (rest, wanted), (name, Role.NAMES)]
    return []


def _signed(unit: Unit, place: Span) -> tuple[Span, Span] | None:
    """Return what a range is without the reporter at one of its ends, and that name; None where there is none."""
    for first, second in _halves(unit.text, place):
        for side, rest in ((first, second), (second, first)):
            if name := _person(unit, side):
                return rest, name
    return None


def _person(unit: Unit, place: Span) -> Span | None:
    """Return the range of the person that a range names and nothing else, without a "by"; None where it is nobody."""
    by = BY.match(unit.text, *place)
    name = (by.end() if by else place[0], place[1])
    return name if is_person(_piece(unit, name)) and knows_first_name(_piece(unit, name)) else None


def _tidy(text: str, start: int, end: int) -> Span:
    """Return a range without the marks around it: brackets and quotation marks go in pairs, or where they are alone."""
    before = (-1, -1)
    while before != (start, end):
        before = start, end = trim(text, start, end, _AROUND)
        for opening, closing in _PAIRS:
            opens = text.startswith(opening, start, end)
            closes = text.endswith(closing, start, end)
            inside = text[start + opens : end - closes]
            if opens and closes and not _are_a_pair(inside, opening, closing):
                continue
            if opens and (closes or closing not in inside):
                start += 1
            if closes and end > start and (opens or opening not in inside):
                end -= 1
        start += start < end and text[start] in _CLOSING
        end -= start < end and text[end - 1] in _OPENING
    return start, end


def _are_a_pair(inside: str, opening: str, closing: str) -> bool:
    """Tell whether marks around a text are one pair, not the first and the last of two."""
    first = inside.find(closing)
    return first < 0 or 0 <= inside.find(opening) < first


def _both_ways(first: Span, second: Span) -> list[list[tuple[Span, Role]]]:
    return [
        [(first, Role.HEADLINE), (second, Role.OUTLET)],
        [(first, Role.OUTLET), (second, Role.HEADLINE)],
    ]
