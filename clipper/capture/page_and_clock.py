"""The page of a paper and the time of a broadcast in the line of a mention, and what these tell of it."""

import re
from collections.abc import Sequence

from clipper.capture.cut import Cut, is_outlet, is_title, people_of
from clipper.capture.finders.date import CLOCK, dates_in
from clipper.capture.finders.spokesperson import Feat
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.mention_ends import without_address, without_bullet
from clipper.capture.mention_marks import ON_AIR, unquoted
from clipper.capture.outlets import has_press_word
from clipper.model.codes import Role
from clipper.model.draft import Span
from clipper.model.values import replace

_DIGIT = re.compile(r"\d")
_PAGE_NUMBER = r"(?:[Pp]p?\.\s?|[Pp]g\.?\s|[Pp]age\s)[A-Z]{0,2}\d{1,3}(?:\s?[–-]\s?[A-Z]?\d{1,3})?"
_PAGE = re.compile(
    rf"(?:,\s|\s\(|(?<=[?!”\"])\s)(?:(?<=\d{{4}},\s)[A-F]\d{{1,2}}$|(?:{_PAGE_NUMBER}|[A-F]\d{{1,2}}|écran\s\d{{1,2}})\)?(?=\s*[:,)–—]|\s-\s)|{_PAGE_NUMBER}\)?\.?$)"
)
"""Where in a paper a piece stood, behind the name of the paper."""
_AROUND_PAGE = " ,.()"
_PAGE_WORD = re.compile(r"^(?:[Pp]p?\.|[Pp]g\.?|[Pp]age)\s?")
_CLOCK_CELL = re.compile(
    r"(?:(?:,|\s[–—|·-]|(?<=\d{4}))\s)(?:at |à )?"
    r"(?P<clock>\d{1,2}(?:\s?[:h]\s?\d\d(?:\s?[ap]\.?m\b\.?)?|(?:\.\d\d)?\s?[ap]\.?m\b\.?)(?:\s[A-Z]{2,4}\b)?)"
    r"(?=\s*[,;:–—|·]|\s-\s)",
    re.IGNORECASE,
)
"""The time of a broadcast in a place of its own, as behind its day; one that ends a line is rather that of a page."""
_FIRST_CLOCK = re.compile(
    r"(?P<clock>\d{1,2}(?::\d\d(?:\s?[ap]\.?m\b\.?)?|\s?h\s?\d\d|\s?[ap]\.?m\b\.?))(?=\s[^\W\d_])", re.IGNORECASE
)
_CLOCK_BEHIND_DAY = re.compile(
    r"(?<=[\w.]),?\s(?:at |à )?(?P<clock>\d{1,2}(?::\d\d(?:\s?[ap]\.?m\b\.?)?|\s?h\s?\d\d))"
    r"(?=\s(?-i:[^\W\d_a-zà-ÿ]))",
    re.IGNORECASE,
)
"""A headline may begin with "10 a.m. is too late", or with "24 hours"."""
_BEHIND_OUTLET = re.compile(r",\s|\s[–—|·-]\s|:\s|\s\(")
_LATEST_CLOCK = 50
"""Code points within which a line has the day that it begins with, and the time behind that."""
_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_AIR_TIME = re.compile(
    rf"(?<=\d{{4}})(?:,|\s[–—|·-])?\s(?:at |à )?(?P<clock>{CLOCK})\.?$",
    re.IGNORECASE,
)
"""The time that ends the line of a broadcast, behind its day."""
_PIECES = re.compile(r",\s+|\s+[–—|·-]\s+|\s\(|\)")
_NEARLY_ALL, _FEWEST, _LONGEST_CLOCK = 0.6, 2, 12
"""Of how many lines the end is a time of day that belongs to none of the mentions, and how long such a time is."""
_PROGRAMME_SPACES = 3
_HEADLINE_SPACES = 2
"""A headline has so many spaces at the least, where nothing but its place tells it."""


def without_page_and_clock(text: str, lexicon: Lexicon) -> tuple[str, tuple[Span, ...]]:
    """Return a line with blanks in place of a page of a paper and times of broadcasts, and where these times stand."""
    if not _DIGIT.search(text):
        return text, ()
    told = _PAGE.sub(_blank, text)
    clocks = tuple(clock.span("clock") for clock in _CLOCK_CELL.finditer(told))
    told = _CLOCK_CELL.sub(_blank, told) if clocks else told
    if leading := _clock_before_outlet(told, lexicon) or _clock_behind_first_day(told, lexicon):
        clocks, told = (
            (leading.span("clock"), *clocks),
            told[: leading.start()] + _blank(leading) + told[leading.end() :],
        )
    last = _AIR_TIME.search(told)
    if last and _is_of_broadcast(told[: last.start()], lexicon):
        return told[: last.start()] + _blank(last), (*clocks, last.span("clock"))
    return told, clocks


def _clock_before_outlet(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    """Return the time that a line begins with, before an outlet or a programme that is known, and no mark."""
    clock = _FIRST_CLOCK.match(text, without_bullet(text)[0])
    if clock is None:
        return None
    mark = _BEHIND_OUTLET.search(text, clock.end())
    named = trim(text, clock.end(), mark.start() if mark else len(text))
    return clock if is_outlet(text, named, lexicon) else None


def _clock_behind_first_day(text: str, lexicon: Lexicon) -> re.Match[str] | None:
    """Return the time that stands behind the day a line begins with, before words and no mark."""
    clock = _CLOCK_BEHIND_DAY.search(text, 0, _LATEST_CLOCK)
    day = next(dates_in(text[: clock.start()], lexicon.today), None) if clock else None
    is_first = day is not None and clock is not None and day.end == clock.start()
    return clock if is_first and day and day.start <= without_bullet(text)[0] else None


def with_clocks_apart(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[Line]:
    """Return the lines of a list without the time of day that ends nearly all of them, behind their days.

    That of a broadcast stays, which is when it was on the air; that of a line or two is rather of an article.
    """
    ends, left = [], len(lines) * (1 - _NEARLY_ALL)
    for line in lines:
        clock = _AIR_TIME.search(line.text) if _DIGIT.search(line.text, len(line.text) - _LONGEST_CLOCK) else None
        left -= clock is None
        if left < 0:
            return lines
        ends.append(clock.start() if clock and not _is_of_broadcast(line.text[: clock.start()], lexicon) else None)
    if len(lines) < _FEWEST:
        return lines
    return [line if end is None else line.up_to(end) for line, end in zip(lines, ends, strict=True)]


def _is_of_broadcast(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a piece of a line is a programme or a station that are known."""
    for piece in _PIECES.split(text[without_bullet(text)[0] :]):
        outlet = lexicon.outlets.find(piece)
        if (outlet and outlet.medium in ON_AIR) or lexicon.outlets.programme(piece):
            return True
    return False


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def page_in(text: str, headline: Span | None) -> str | None:
    """Return the page of a paper that a line tells beside its headline, as "A3" of "p. A3"."""
    start, end = headline or (0, 0)
    beside = (found[0] for found in _PAGE.finditer(text) if found.end() <= start or found.start() >= end)
    told = next(beside, "").strip(_AROUND_PAGE)
    return _PAGE_WORD.sub("", told) or None


def with_clock_apart(text: str, cut: Cut) -> Cut:
    """Return a cut whose headline is only a time of day as one without a headline, which was on the air then."""
    if cut.headline is None or not _CLOCK.fullmatch(text, *cut.headline):
        return cut
    return replace(cut, headline=None, times=(*cut.times, cut.headline))


def on_unknown_station(text: str, clocks: tuple[Span, ...], lexicon: Lexicon, year: int | None) -> Cut | None:
    """Return the cut of "STATION - DAY - TIME - HEADLINE" that nobody knows, as dashes and time tell."""
    day = next(dates_in(text, lexicon.today, None, year), None)
    if day is None or not text[: day.start].endswith((" - ", " – ", " — ")):
        return None
    station = trim(text, without_bullet(text)[0], day.start)
    behind = trim(text, day.end, without_address(text))
    is_between = any(day.end <= clock[0] and clock[1] <= behind[0] for clock in clocks)
    if not is_between or not is_title(text[slice(*station)]) or text[slice(*behind)].count(" ") < _HEADLINE_SPACES:
        return None
    return Cut(unquoted(text, behind), outlet=station, date=day, times=clocks)


def with_name_of_broadcast(text: str, cut: Cut, lexicon: Lexicon) -> Cut:
    """Return the cut of "OUTLET - PROGRAMME - DAY - TIME - HEADLINE" where the programme was taken for the headline."""
    if not (cut.date and cut.headline and cut.outlet and cut.outlet_known) or cut.programme or cut.names:
        return cut
    name = trim(text, cut.headline[0], min(cut.headline[1], cut.date.start))
    if not cut.outlet[1] <= name[0] < name[1] or not is_title(text[slice(*name)]):
        return cut
    behind = trim(text, cut.date.end, without_address(text))
    if text[slice(*behind)].count(" ") < _HEADLINE_SPACES or people_of(text, behind, lexicon):
        return cut
    return replace(cut, headline=unquoted(text, behind), programme=name, feat=None, others=())


def _on_station(text: str, cut: Cut, feat: Feat) -> Cut:
    """Return the cut of "STATION – interview with NAME" where what sounds like a station was taken for the headline."""
    name = text[slice(*(cut.headline or (0, 0)))]
    is_before = cut.headline is not None and cut.headline[1] <= feat.start
    if not (is_before and is_title(name) and has_press_word(name)) or ":" in name:
        return cut
    return replace(cut, headline=trim(text, feat.start, feat.end), outlet=cut.headline)


def with_interview(text: str, cut: Cut, feat: Feat | None, lexicon: Lexicon) -> Cut:
    """Return the cut of "STATION, PROGRAMME, interview with NAME" where the programme was taken for the headline."""
    if feat is None or feat.role is not Role.INTERVIEWED or cut.headline is None or cut.programme:
        return cut
    if cut.outlet is None:
        return _on_station(text, cut, feat)
    station = lexicon.outlets.find(text[slice(*cut.outlet)])
    is_between = cut.outlet[1] <= cut.headline[0] < cut.headline[1] <= feat.start
    is_short = text.count(" ", *cut.headline) <= _PROGRAMME_SPACES
    if station is None or station.medium not in ON_AIR or not (is_between and is_short):
        return cut
    return replace(cut, headline=trim(text, feat.start, feat.end), programme=cut.headline)
