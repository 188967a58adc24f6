"""A line that a person calls a mention, read in the shape that the mentions of its list have."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from clipper.capture.alike import pattern_of_item
from clipper.capture.cut import Cut, is_title
from clipper.capture.finders.date import FoundDate
from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.list_lines import day_of_heading
from clipper.capture.mention_pattern import Pattern, Role, Unit, cut_alike

_BESIDE = (Role.NAMES, Role.DATE)
"""What a mention may have in another order than its sisters, or not at all."""


class Shapes:
    """The shapes of the mentions of a list, the commonest first, and the days above them."""

    def __init__(self, items: Sequence[Item], lines: Iterable[Line], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        found = Counter(shape for item in items if (shape := pattern_of_item(item, lexicon)))
        shapes = [shape for shape, _ in found.most_common()]
        varied = (way for shape in shapes for way in _varied(shape) if _is_balanced("".join(way.gaps)))
        # What tells more is tried first: with less, a day or a name would stay in the headline.
        wanted = sorted(varied, key=lambda way: len(way.roles), reverse=True)
        self._patterns = [*dict.fromkeys([*shapes, *wanted])]
        self._days: list[tuple[Line, FoundDate]] = []
        if any(item.day for item in items):
            self._days = [(line, day) for line in lines if (day := day_of_heading(line, lexicon, None))]

    def item_of(self, line: Line) -> Item | None:
        """Return the mention of a line that is written as others are, or nearly so; None where it is in no shape."""
        if not self._patterns:
            return None
        unit = Unit([line], self._lexicon)
        cuts = (cut for pattern in self._patterns if (cut := cut_alike(unit, pattern, self._lexicon)))
        cut = next((cut for cut in cuts if _is_mention(unit, cut)), None)
        if cut is None:
            return None
        above = bisect_left(self._days, line.start, key=lambda day: day[0].start)
        return Item(line, cut.headline, [(line, cut)], self._days[above - 1] if above and not cut.date else None)


def _is_mention(unit: Unit, cut: Cut) -> bool:
    """Tell whether a cut has an outlet, or what may be one, and a headline that no bracket is cut in two for."""
    if not (cut.headline and cut.outlet and _is_balanced(unit.text[slice(*cut.headline)])):
        return False
    return cut.outlet_known or is_title(unit.text[slice(*cut.outlet)])


def _is_balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def _varied(shape: Pattern) -> Iterator[Pattern]:
    """Yield a shape with the reporter and the day the other way round, and without one of them or both."""
    roles = shape.roles
    for place, pair in enumerate(pairwise(roles)):
        if set(pair) == {*_BESIDE}:
            swapped = (*roles[:place], pair[1], pair[0], *roles[place + 2 :])
            yield from ((varied := Pattern(swapped, shape.gaps)), *_without(varied))
    for fewer in _without(shape):
        yield from (fewer, *_without(fewer))


def _without(shape: Pattern) -> Iterator[Pattern]:
    """Yield a shape without one of what may be lacking: with it goes what stands before it or behind it.

    Brackets go where it stood alone in them.
    """
    for place, role in enumerate(shape.roles):
        if role in _BESIDE:
            roles = (*shape.roles[:place], *shape.roles[place + 1 :])
            beside = shape.gaps[place : place + 2]
            around = "".join(beside)
            # What begins or ends a mention does so without this role, too.
            gaps = beside[:1] if place == 0 else beside[1:] if place == len(roles) else beside
            gaps = (around.replace(" ()", ""),) if "()" in around else gaps
            yield from (Pattern(roles, (*shape.gaps[:place], gap, *shape.gaps[place + 2 :])) for gap in gaps)
