"""Days in figures without a year, "26/11" or "11/26", where they are a cell of their own in a line of a list."""

import re
from bisect import bisect_left
from calendar import monthrange
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from clipper.capture.bullets import MARK
from clipper.capture.cut import Cut
from clipper.capture.finders.almanac import weekday_of
from clipper.capture.finders.date import MONTH_FIRST_LANGUAGES, FoundDate, dates_in
from clipper.capture.finders.language import language_of
from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.model.draft import Doubt, Span
from clipper.model.values import replace

_LONGEST = 300
_FIGURES = re.compile(r"(?<![\w/.,:-])(?P<first>\d{1,2})/(?P<second>\d{1,2})(?![\w/%-]|[.,]\d)")
_BEFORE = rf"(?:^(?:{MARK}\s+)?|[,;|–—·:\t]\s*|\s-\s+|\s*\(|(?<=\))\s*)(?:le |on )?"
_LED = re.compile(rf"{_BEFORE}$", re.IGNORECASE)
_LED_BY_WEEKDAY = re.compile(rf"{_BEFORE}(?<!\w)(?P<weekday>[^\W\d_]{{2,12}}[.,]{{0,2}}) $", re.IGNORECASE)
_ENDED = re.compile(r"\)?\.?$|\)?\s*[,;|–—·:\t]\s*|\)?\s+-\s+|\)\s+")
_WEEKDAY = re.compile(
    rf"(?:{MARK}\s+)?(?P<weekday>[^\W\d_]{{2,12}})[.,]{{0,2}} "
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?(?:\s*[:|,;–—]\s*|\s-\s+|$)",
    re.IGNORECASE,
)
_WEEKDAY_ALONE = re.compile(rf"(?:{MARK}\s+)?(?P<weekday>[^\W\d_]{{2,12}})\.?(?:\s?[:|]\s*|\s[–—-]\s+)(?=\S)")
_DAYS_OF_WEEK, _LAST_OF_WEEK = 7, 6
_FEWEST, _AT_THE_TOP, _DAYS_BACK = 2, 5, 120
_MARKS = " \t,;:–—|·•()*.-"
_OF_ANOTHER_MEANING = frozenset({(24, 7), (9, 11), (1, 2), (2, 3), (3, 4)})
"""What is a day only among others."""
_MONTHS = 12
_LATE = timedelta(days=45)
_SAMPLE = 8_000
_PARTING = re.compile(r"[,;:|()\t\n]|\s[–—·-]\s")
_CHANCE, _CHANCE_OF_ORDER = 0.7, 0.6
_LEAP_YEAR = 2024


class ShortDays(Struct, frozen=True):
    """The lines of a list without such days, the days of lines by where these start, and those that are headings."""

    lines: Sequence[Line]
    days: Mapping[int, tuple[Line, FoundDate]]
    headings: Sequence[tuple[Line, FoundDate]]

    def given_to(self, items: list[Item]) -> list[Item]:
        """Return mentions with the days of their lines, else of the heading above them, where they have none."""
        starts = [line.start for line, _ in self.headings]
        for item in items:
            if any(cut.date for _, cut in item.parts):
                continue
            own = next((self.days[line.start] for line in item.lines if line.start in self.days), None)
            above = bisect_left(starts, item.title.start)
            if own:
                item.parts.append((own[0], Cut(date=own[1])))
            elif above and item.day is None:
                item.day = self.headings[above - 1]
        return items


class _Cell(Struct, frozen=True):
    """Such a day in a line: its figures, where it stands, and the range that is no part of the rest of the line."""

    line: Line
    first: int
    second: int
    weekday: int | None
    place: Span
    apart: Span


def short_days(lines: Sequence[Line], lexicon: Lexicon) -> ShortDays:
    """Return such days of lines; none where they may as well be parts of a whole, or mean something else."""
    found = _in_figures(lines, lexicon) or _by_weekday(lines, lexicon.today) or _of_week(lines, lexicon.today)
    if not found:
        return ShortDays(lines, {}, ())
    headings = [(cell.line, day) for cell, day in found.values() if _is_alone(cell)]
    taken = {line.start: line.gap for line, _ in headings}
    days: dict[int, tuple[Line, FoundDate]] = {}
    rest: list[Line] = []
    for above, line in pairwise([None, *lines]):
        if line is None or line.start in taken:
            continue
        left = line
        if line.start in found:
            cell, day = found[line.start]
            left = _without(cell)
            days[left.start] = line, day
        # What stood below a gap with its heading does so without it.
        rest.append(replace(left, gap=True) if above and taken.get(above.start) else left)
    return ShortDays(rest, days, headings)


def _in_figures(lines: Sequence[Line], lexicon: Lexicon) -> dict[int, tuple[_Cell, FoundDate]]:
    """Return the days such as "26/11" of lines by where these start."""
    cells = [cell for line in lines if (cell := _cell(line, lexicon.today))]
    if not cells or not _are_days(cells, len(lines)):
        return {}
    order = _order(cells, _language(cells, lexicon), lexicon.today)
    return {cell.line.start: (cell, day) for cell in cells if (day := _found(cell, order, lexicon.today))}


def _by_weekday(lines: Sequence[Line], today: date) -> dict[int, tuple[_Cell, FoundDate]]:
    """Return the days of lines that begin with a weekday and the number of a day, as "Mon 23: …"; none where few do.

    What they are is told by their weekdays, if all lie close together.
    """
    # Most pastes have no such line among their first.
    if not any(map(_led_by_weekday, lines[:_AT_THE_TOP])):
        return {}
    cells = [cell for line in lines if (cell := _weekday_cell(line, today))]
    days = [_latest(cell.first, cell.weekday, today) for cell in cells]
    told = [day for day in days if day]
    if len(told) < max(_FEWEST, len(days), len(lines) // _FEWEST) or max(told) - min(told) > _LATE:
        return {}
    return {
        cell.line.start: (cell, FoundDate(day, *cell.place, _CHANCE, Doubt.NO_YEAR))
        for cell, day in zip(cells, told, strict=True)
    }


def _of_week(lines: Sequence[Line], today: date) -> dict[int, tuple[_Cell, FoundDate]]:
    """Return the days of lines that begin with nothing but a weekday, as "Mon: …", all of one week."""
    if not any(map(_led_by_weekday_alone, lines[:_AT_THE_TOP])):
        return {}
    cells = [cell for line in lines if (cell := _cell_of_week(line, today))]
    if len(cells) < max(_FEWEST, len(lines) // _FEWEST):
        return {}
    weekdays = [cell.weekday for cell in cells]
    # The list runs the way in which its days lie closer together.
    ways = (_days_of_week(weekdays[::-1], today)[::-1], _days_of_week(weekdays, today))
    days = min(ways, key=lambda way: max(way) - min(way))
    if max(days) - min(days) > timedelta(_LAST_OF_WEEK):
        return {}
    return {
        cell.line.start: (cell, FoundDate(day, *cell.place, _CHANCE_OF_ORDER, Doubt.RELATIVE_DATE))
        for cell, day in zip(cells, days, strict=True)
    }


def _days_of_week(weekdays: Sequence[int | None], latest: date) -> list[date]:
    """Return for each weekday the latest such day that is not behind the one before it in the list."""
    days: list[date] = []
    for weekday in weekdays:
        before = days[-1] if days else latest
        days.append(before - timedelta((before.weekday() - (weekday or 0)) % _DAYS_OF_WEEK))
    return days


def _led_by_weekday_alone(line: Line) -> re.Match[str] | None:
    led = _WEEKDAY_ALONE.match(line.text)
    return led if led and weekday_of(led["weekday"]) is not None else None


def _cell_of_week(line: Line, today: date) -> _Cell | None:
    led = _led_by_weekday_alone(line)
    if led is None or "\t" in line.raw or any(dates_in(line.text[led.end() :], today)):
        return None
    return _Cell(line, 0, 0, weekday_of(led["weekday"]), led.span("weekday"), (0, led.end()))


def _led_by_weekday(line: Line) -> re.Match[str] | None:
    led = _WEEKDAY.match(line.text)
    return led if led and weekday_of(led["weekday"]) is not None else None


def _weekday_cell(line: Line, today: date) -> _Cell | None:
    led = _led_by_weekday(line)
    if led is None or "\t" in line.raw or any(dates_in(line.text[led.end() :], today)):
        return None
    place = led.start("weekday"), led.end("day")
    return _Cell(line, int(led["day"]), 0, weekday_of(led["weekday"]), place, (0, led.end()))


@lru_cache(512)
def _latest(number: int, weekday: int | None, today: date) -> date | None:
    """Return the latest day that is past and has this number and weekday."""
    back = (today - timedelta(days) for days in range(_DAYS_BACK))
    return next((day for day in back if day.day == number and day.weekday() == weekday), None)


def _cell(line: Line, today: date) -> _Cell | None:
    """Return the first cell of such figures in a line that has no other day."""
    text = line.columns
    if "/" not in text or len(text) > _LONGEST or not _FIGURES.search(text) or any(dates_in(text, today)):
        return None
    return next((cell for figures in _FIGURES.finditer(text) if (cell := _cell_at(line, figures))), None)


def _cell_at(line: Line, figures: re.Match[str]) -> _Cell | None:
    """Return the cell that figures are, None where they stand in running text."""
    text = line.columns
    start, ended = figures.start(), _ENDED.match(text, figures.end())
    named = _LED_BY_WEEKDAY.search(text, 0, start)
    weekday = weekday_of(named["weekday"]) if named else None
    led = _LED.search(text, 0, start) if named is None or weekday is None else named
    if led is None or ended is None:
        return None
    place = (start if weekday is None else led.start("weekday")), figures.end()
    apart = _with_marks(led, place, ended)
    # What is left of a line has to be found again in it, which other figures behind would hinder.
    is_within = apart[0] > 0 and apart[1] < len(text)
    if is_within and ("\t" in line.raw or text[apart[1] :].strip(_MARKS)[:1].isdigit()):
        return None
    return _Cell(line, int(figures["first"]), int(figures["second"]), weekday, place, apart)


def _with_marks(led: re.Match[str], place: Span, ended: re.Match[str]) -> Span:
    """Return the range of a cell with the marks that part it from the rest of its line; these stay where two do."""
    opens, closes = "(" in led[0], ended[0].startswith(")")
    if opens and not closes:
        return place[0], ended.end()
    return (0, ended.end()) if led.start() == 0 else (led.start(), place[1] + (opens and closes))


def _is_alone(cell: _Cell) -> bool:
    return not (cell.line.text[: cell.apart[0]] + cell.line.text[cell.apart[1] :]).strip(_MARKS)


def _without(cell: _Cell) -> Line:
    """Return the line of a cell without it."""
    line, (start, end) = cell.line, cell.apart
    if start == 0:
        return line.behind(end)
    if end == len(line.text):
        return line.up_to(start)
    return replace(line, text=line.text[:start] + line.text[end:])


def _are_days(cells: Sequence[_Cell], count: int) -> bool:
    """Tell whether figures are days: several, a heading, or those of the only line; 1/3, 2/3, 3/3 are parts."""
    pairs = [(cell.first, cell.second) for cell in cells]
    if set(pairs) <= _OF_ANOTHER_MEANING:
        return False
    if len(pairs) == 1:
        is_day = max(*pairs[0]) > _MONTHS or cells[0].weekday is not None
        return count == 1 or (_is_alone(cells[0]) and is_day)
    return pairs != [(number, len(pairs)) for number in range(1, len(pairs) + 1)]


def _language(cells: Sequence[_Cell], lexicon: Lexicon) -> str | None:
    """Return the language of the lines of cells, else that of most outlets that they name."""
    text = "\n".join(cell.line.columns for cell in cells)[:_SAMPLE]
    known = (lexicon.outlets.find(piece.strip()) for piece in _PARTING.split(text))
    languages = Counter(outlet.language for outlet in known if outlet and outlet.language)
    return language_of(text)[0] or next((language for language, _ in languages.most_common(1)), None)


def _order(cells: Sequence[_Cell], language: str | None, today: date) -> tuple[bool, bool]:
    """Return whether the day comes first in a list, and whether a number above 12 tells that, or a weekday."""
    by_day, by_month = any(cell.first > _MONTHS for cell in cells), any(cell.second > _MONTHS for cell in cells)
    if by_day != by_month:
        return by_day, True
    fitting = {order for cell in cells for order in (True, False) if _fits_weekday(cell, order, today)}
    if len(fitting) == 1:
        return fitting.pop(), True
    late = {order for order in (True, False) if all(_is_late(cell, order, today) for cell in cells)}
    usual = language is not None and language not in MONTH_FIRST_LANGUAGES
    return late.pop() if len(late) == 1 else usual, False


def _fits_weekday(cell: _Cell, day_first: bool, today: date) -> bool:
    day = _day(cell, day_first, today)
    return day is not None and cell.weekday == day.weekday()


def _is_late(cell: _Cell, day_first: bool, today: date) -> bool:
    day = _day(cell, day_first, today)
    return day is not None and today - day <= _LATE


def _found(cell: _Cell, order: tuple[bool, bool], today: date) -> FoundDate | None:
    day_first, is_told = order
    days = [_day(cell, first, today) for first in (day_first, not day_first)]
    day, other = days if days[0] else days[::-1]
    if day is None:
        return None
    if is_told or other in (None, day):
        return FoundDate(day, *cell.place, _CHANCE, Doubt.NO_YEAR)
    return FoundDate(day, *cell.place, _CHANCE_OF_ORDER, Doubt.DAY_OR_MONTH, other)


def _day(cell: _Cell, day_first: bool, today: date) -> date | None:
    """Return the latest such day that is past."""
    number, month = (cell.first, cell.second) if day_first else (cell.second, cell.first)
    if not (1 <= month <= _MONTHS and 1 <= number <= monthrange(_LEAP_YEAR, month)[1]):
        return None
    years = range(today.year, today.year - 5, -1)
    days = (date(year, month, number) for year in years if number <= monthrange(year, month)[1])
    return next((day for day in days if day <= today), None)
