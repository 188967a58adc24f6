"""The days of a list, each read as those of its other mentions are written."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from clipper.capture.finders.almanac import weekday_of
from clipper.capture.finders.date import FoundDate
from clipper.capture.item import Item
from clipper.capture.lines import Line
from clipper.model.draft import Doubt
from clipper.model.values import replace

_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_LATE, _SEVERAL = timedelta(days=45), 3
_WORD = re.compile(r"[^\W\d_]+")


def with_days_first(items: list[Item], today: date) -> list[Item]:
    """Read 03/12/2019 as the dates of its list are written, where these or the day of the paste leave no choice."""
    found = list(_days_of(items))
    written = [_NUMERIC.match(line.text, day.start) for line, day in found]
    pairs = [(int(match[1]), int(match[2])) for match in written if match]
    is_ahead = any(day.other and day.other <= today < day.day for _, day in found if day.doubt is Doubt.DAY_OR_MONTH)
    if not (is_ahead or _are_of_a_month(pairs) or any(first > 12 for first, _ in pairs)) or any(
        second > 12 for _, second in pairs
    ):
        return items
    return _with_days(items, lambda _, day: _day_first(day))


def _are_of_a_month(pairs: Sequence[tuple[int, int]]) -> bool:
    """Tell whether several days of one month are written, which read the other way are one day of several months."""
    return len({first for first, _ in pairs}) >= _SEVERAL and len({second for _, second in pairs}) == 1


def _day_first(found: FoundDate) -> FoundDate:
    if found.doubt is not Doubt.DAY_OR_MONTH or found.other is None:
        return found
    return replace(found, day=found.other, confidence=0.9, doubt=None, other=found.day)


def with_years_of_late(items: list[Item], today: date) -> list[Item]:
    """Take the year as told where the days without one all lie in the last weeks: those of older lists do not.

    That tells it where there are several, or where the weekday beside a day fits.
    """
    days = {(line.start, found.start): found for line, found in _days_of(items)}
    is_late = all(timedelta() <= today - found.day <= _LATE for found in days.values())
    if not is_late:
        return items
    are_several = sum(found.doubt is Doubt.NO_YEAR for found in days.values()) >= _SEVERAL
    return _with_days(items, lambda line, day: _with_year(line, day, are_several))


def _with_year(line: Line, found: FoundDate, is_told: bool) -> FoundDate:
    if found.doubt is not Doubt.NO_YEAR or not (is_told or _fits_weekday(line, found)):
        return found
    return replace(found, confidence=0.9, doubt=None)


def _days_of(items: Iterable[Item]) -> Iterator[tuple[Line, FoundDate]]:
    """Yield the days of mentions and of the headings above them, each with its line."""
    for item in items:
        yield from ((line, cut.date) for line, cut in item.parts if cut.date)
        if item.day:
            yield item.day


def _with_days(items: list[Item], read: Callable[[Line, FoundDate], FoundDate]) -> list[Item]:
    """Give mentions the days that are read for theirs and for those of the headings above them."""
    for item in items:
        item.parts = [(line, replace(cut, date=read(line, cut.date)) if cut.date else cut) for line, cut in item.parts]
        item.day = item.day and (item.day[0], read(*item.day))
    return items


def _fits_weekday(line: Line, found: FoundDate) -> bool:
    """Tell whether a day is the one of the week that stands before it."""
    written = line.text[found.start : found.end]
    words = _WORD.findall(written)
    before_month = words if "/" in written else words[:-1]
    return any(weekday_of(word) == found.day.weekday() for word in before_month)
