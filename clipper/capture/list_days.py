"""The days of a list, each read as those of its other mentions are written."""

import re
from collections.abc import Iterable, Iterator
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
    written = [_NUMERIC.match(line.text, cut.date.start) for item in items for line, cut in item.parts if cut.date]
    pairs = [(int(match[1]), int(match[2])) for match in written if match]
    found = [cut.date for item in items for _, cut in item.parts if cut.date]
    is_ahead = any(one.other and one.other <= today < one.day for one in found if one.doubt is Doubt.DAY_OR_MONTH)
    if not (is_ahead or any(first > 12 for first, _ in pairs)) or any(second > 12 for _, second in pairs):
        return items
    for item in items:
        item.parts = [(line, replace(cut, date=_day_first(cut.date))) for line, cut in item.parts]
    return items


def _day_first(found: FoundDate | None) -> FoundDate | None:
    if found is None or found.doubt is not Doubt.DAY_OR_MONTH or found.other is None:
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
    for item in items:
        item.parts = [
            (line, replace(cut, date=cut.date and _with_year(line, cut.date, are_several))) for line, cut in item.parts
        ]
        item.day = item.day and (item.day[0], _with_year(*item.day, are_several))
    return items


def _days_of(items: Iterable[Item]) -> Iterator[tuple[Line, FoundDate]]:
    """Yield the days of mentions and of the headings above them, each with its line."""
    for item in items:
        yield from ((line, cut.date) for line, cut in item.parts if cut.date)
        if item.day:
            yield item.day


def _with_year(line: Line, found: FoundDate, is_told: bool) -> FoundDate:
    if found.doubt is not Doubt.NO_YEAR or not (is_told or _fits_weekday(line, found)):
        return found
    return replace(found, confidence=0.9, doubt=None)


def _fits_weekday(line: Line, found: FoundDate) -> bool:
    """Tell whether a day is the one of the week that stands before it."""
    written = line.text[found.start : found.end]
    words = _WORD.findall(written)
    before_month = words if "/" in written else words[:-1]
    return any(weekday_of(word) == found.day.weekday() for word in before_month)
