"""The pattern of a list: what stands before, between and behind headline, outlet, names and date of each mention.

Half of a list, or all of it, may be in outlets that nobody knows. Where its lines are written alike, one tells another.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from functools import cached_property
from itertools import accumulate, pairwise

from msgspec import Struct

from clipper.capture.cut import BY, Cut, is_outlet, names_of, people_of, plain_marks, plain_quotes
from clipper.capture.finders.date import FoundDate
from clipper.capture.finders.spokesperson import Feat, feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.mention_ends import LONGEST, without_address, without_bullet
from clipper.capture.mention_marks import quoted_around, unquoted
from clipper.capture.mention_notes import may_end_with_note, without_note
from clipper.capture.mention_people import without_byline
from clipper.capture.month_headings import stated_day
from clipper.capture.people_beside_outlets import without_people
from clipper.capture.written_days import exact_dates
from clipper.model.draft import Span
from clipper.model.values import replace

_LONGEST_GAP = 12
_LONGEST_OUTLET = 80
_SHORTEST, _SHORTEST_TOLD = 6, 3
_MOST_WORDS = 9
_NO_OUTLET = re.compile(r"[.!?…][\"”»’]?\s|[\t|]|\s[·•]\s")


class Role(Enum):
    """What a piece of a mention is."""

    HEADLINE = auto()
    OUTLET = auto()
    NAMES = auto()
    DATE = auto()


class Pattern(Struct, frozen=True):
    """What mentions are made of: roles in order, and what stands before, between and behind them; "\\n" parts lines."""

    roles: tuple[Role, ...]
    gaps: tuple[str, ...]

    @property
    def lines(self) -> int:
        """How many lines a mention takes."""
        return 1 + sum(gap.count("\n") for gap in self.gaps)

    @property
    def is_dated(self) -> bool:
        """Whether each mention has a date of its own."""
        return Role.DATE in self.roles


class Unit:
    """The lines that may be one mention, as a text in which "\\n" parts them, without the address that ends a line.

    `year` is taken for dates without one.
    """

    def __init__(self, lines: Sequence[Line], lexicon: Lexicon, year: int | None = None) -> None:
        self.lines = lines
        self._lexicon, self._year = lexicon, year
        written = [plain_quotes(plain_marks(line.columns)) for line in lines]
        bare = [text[: without_address(text)].rstrip(" -–—|") for text in written]
        self.has_address = bare != written
        self._texts = [text[: self._end(text)] for text in bare]
        self.text = "\n".join(self._texts)
        self.start = without_bullet(self._texts[0])[0] if lines else 0

    def _end(self, text: str) -> int:
        """Return the end of a line before the note behind its day."""
        if not may_end_with_note(text):
            return len(text)
        return without_note(text, len(text), exact_dates(text, self._lexicon, self._year))

    @property
    def is_long(self) -> bool:
        """Whether it is too long for a mention."""
        return len(self.text) > LONGEST

    @cached_property
    def starts(self) -> list[int]:
        """Where its lines start in its text."""
        return list(accumulate((len(text) + 1 for text in self._texts[:-1]), initial=0))

    @cached_property
    def dates(self) -> list[FoundDate]:
        """The dates in it, none where it is too long."""
        if self.is_long:
            return []
        return [
            replace(found, start=start + found.start, end=start + found.end)
            for start, line, text in zip(self.starts, self.lines, self._texts, strict=True)
            for found in self._dates_of(line, text)
        ]

    def _dates_of(self, line: Line, text: str) -> Iterable[FoundDate]:
        stated = stated_day(line, self._lexicon.today)
        return [stated] if stated else exact_dates(text, self._lexicon, self._year)

    def parts(self, cut: Cut) -> list[tuple[Line, Cut]]:
        """Return each line that a cut of this text has a piece of, the headline's first, with the cut of that line."""
        stops = [*self.starts[1:], len(self.text) + 1]
        found = [
            (line, _within(cut, start, stop)) for line, start, stop in zip(self.lines, self.starts, stops, strict=True)
        ]
        return sorted((part for part in found if part[1] != Cut()), key=lambda part: part[1].headline is None)


def pattern_of(unit: Unit, pieces: Sequence[tuple[Span, Role]]) -> Pattern | None:
    """Return the pattern by which a text has these pieces, None where too much stands between them."""
    position, gaps = unit.start, []
    ordered = sorted(pieces, key=lambda piece: piece[0])
    for (start, end), _ in ordered:
        gaps.append(unit.text[position:start])
        position = end
    gaps.append(unit.text[position:])
    roles = tuple(role for _, role in ordered)
    # Nothing but a space parts only a day from what stands beside it.
    spaced = [gap == " " and Role.DATE not in pair for gap, pair in zip(gaps[1:-1], pairwise(roles), strict=True)]
    if any(len(gap) > _LONGEST_GAP or not gap for gap in gaps[1:-1]) or any(spaced):
        return None
    return Pattern(roles, tuple(gaps))


def cut_alike(unit: Unit, pattern: Pattern, lexicon: Lexicon) -> Cut | None:
    """Return the cut of a text by a pattern, in places of that text; None where it does not fit."""
    if unit.is_long or len(unit.lines) != pattern.lines or not _has_ends(unit, pattern):
        return None
    found = _peeled(unit, pattern)
    if found is None or any("\n" in unit.text[slice(*piece)] for piece in found.values()):
        return None
    outlet = found[Role.OUTLET]
    headline, feat = _without_feat(unit.text, found[Role.HEADLINE], lexicon)
    headline, names = without_byline(unit.text, unquoted(unit.text, headline), lexicon)
    if not (
        _may_be_headline(unit.text[slice(*headline)], is_told=len(pattern.roles) == len(Role))
        and _may_be_outlet(unit.text[slice(*outlet)])
    ):
        return None
    if BY.match(unit.text, *outlet) or (people_of(unit.text, headline, lexicon) and BY.match(unit.text, *headline)):
        return None
    if pattern.lines > 1 and any(_within_one(day, (headline, outlet)) for day in unit.dates):
        return None
    if Role.NAMES in found:
        names, _ = names_of(unit.text, *found[Role.NAMES], lexicon)
        if not names:
            return None
    day = next((day for day in unit.dates if (day.start, day.end) == found.get(Role.DATE)), None)
    quoted = quoted_around(unit.text, headline)
    known = is_outlet(unit.text, outlet, lexicon)
    return without_people(
        unit.text, Cut(headline, names, feat, outlet, known, date=day, quoted=quoted, score=2.0), lexicon
    )


def _without_feat(text: str, headline: Span, lexicon: Lexicon) -> tuple[Span, Feat | None]:
    """Return a headline without the "(feat. NAMES)" that ends it, and that."""
    feat = feat_in(text[: headline[1]], lexicon.spokespeople)
    if feat is None or feat.start <= headline[0] or feat.end < headline[1]:
        return headline, None
    return trim(text, headline[0], feat.start), feat


def _within_one(day: FoundDate, pieces: Sequence[Span]) -> bool:
    """Tell whether a date stands in a piece, as where each line of a unit is a mention of its own."""
    return any(start <= day.start < end for start, end in pieces)


def _has_ends(unit: Unit, pattern: Pattern) -> bool:
    return unit.text.startswith(pattern.gaps[0], unit.start) and unit.text.endswith(pattern.gaps[-1])


def _peeled(unit: Unit, pattern: Pattern) -> dict[Role, Span] | None:
    """Return the piece of each role: what stands before the headline is cut from the left, the rest from the right."""
    text, found = unit.text, {}
    start, end = unit.start + len(pattern.gaps[0]), len(text) - len(pattern.gaps[-1])
    for role, gap in _before_headline(pattern):
        stop = _end_of_date(unit.dates, start) if role is Role.DATE else text.find(gap, start)
        if not start < stop < end or not text.startswith(gap, stop):
            return None
        found[role], start = (start, stop), stop + len(gap)
    for role, gap in _behind_headline(pattern):
        stop = _start_of_date(unit.dates, end) - len(gap) if role is Role.DATE else _last_gap(text, gap, start, end)
        if not start < stop or stop + len(gap) >= end or not text.startswith(gap, stop):
            return None
        found[role], end = (stop + len(gap), end), stop
    found[Role.HEADLINE] = start, end
    return found


def _last_gap(text: str, gap: str, start: int, end: int) -> int:
    """Return where a gap stands last within a range with no bracket closed behind it that it opens before; else -1."""
    stop = text.rfind(gap, start, end)
    while stop >= 0 and text.count(")", stop + len(gap), end) > text.count("(", stop + len(gap), end):
        stop = text.rfind(gap, start, stop)
    return stop


def _before_headline(pattern: Pattern) -> Iterator[tuple[Role, str]]:
    """Yield the roles that stand before the headline, each with the gap behind it."""
    place = pattern.roles.index(Role.HEADLINE)
    yield from zip(pattern.roles[:place], pattern.gaps[1:], strict=False)


def _behind_headline(pattern: Pattern) -> Iterator[tuple[Role, str]]:
    """Yield the roles that stand behind the headline, from the end, each with the gap before it."""
    place = pattern.roles.index(Role.HEADLINE)
    yield from zip(reversed(pattern.roles[place + 1 :]), reversed(pattern.gaps[:-1]), strict=False)


def _end_of_date(dates: Sequence[FoundDate], start: int) -> int:
    return next((found.end for found in dates if found.start == start), -1)


def _start_of_date(dates: Sequence[FoundDate], end: int) -> int:
    return next((found.start for found in dates if found.end == end), -1)


def _may_be_headline(text: str, *, is_told: bool) -> bool:
    """Tell whether a text may be a headline; one word is where all else is told beside it."""
    has_size = len(text) >= _SHORTEST_TOLD if is_told else " " in text.strip() and len(text) >= _SHORTEST
    return has_size and any(map(str.isalpha, text)) and "://" not in text


def _may_be_outlet(text: str) -> bool:
    is_short = len(text) <= _LONGEST_OUTLET and 1 <= len(text.split()) <= _MOST_WORDS
    return is_short and text == text.strip() and any(map(str.isalpha, text)) and not _NO_OUTLET.search(text)


def _within(cut: Cut, start: int, stop: int) -> Cut:
    """Return what of a cut stands in one line of its text, in places of that line."""

    def here(piece: Span | None) -> Span | None:
        return (piece[0] - start, piece[1] - start) if piece and start <= piece[0] < stop else None

    day, feat = cut.date, cut.feat
    is_here = day is not None and start <= day.start < stop
    outlet = here(cut.outlet)
    return Cut(
        headline=here(cut.headline),
        quoted=here(cut.quoted),
        names=tuple(place for name in cut.names if (place := here(name))),
        feat=_shifted(feat, start) if feat and start <= feat.start < stop else None,
        outlet=outlet,
        outlet_known=cut.outlet_known and outlet is not None,
        date=replace(day, start=day.start - start, end=day.end - start) if day and is_here else None,
    )


def _shifted(feat: Feat, start: int) -> Feat:
    names = [(name[0] - start, name[1] - start) for name in feat.names]
    return replace(feat, start=feat.start - start, end=feat.end - start, names=names)
