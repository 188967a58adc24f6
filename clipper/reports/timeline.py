"""A period in time: what it is compared with, its days, weeks or months, and the peaks among them."""

from datetime import date, timedelta

from msgspec import Struct

from clipper.model.clipping import Clipping
from clipper.model.period import Period
from clipper.reports.figures import Figures

_FEW, _MANY = 15, 150
_LONGEST_IN_DAYS = 31
_LONGEST_IN_WEEKS = 120
_PEAK = 3
_MOST_PEAKS = 4
# Labels of nearer peaks would run into each other on paper.
_DAYS_APART = 5


class Peak(Struct, frozen=True):
    """A day, week or month that stands out, and its figures; `story` are its clippings of the story that led there."""

    span: Period
    figures: Figures
    story: tuple[Clipping, ...]

    def __len__(self) -> int:
        return len(self.figures)

    @property
    def is_one_story(self) -> bool:
        """Whether one story made the peak: three of its clippings or more, and half of them at least."""
        return len(self.story) >= _PEAK and 2 * len(self.story) >= len(self)

    @property
    def cause(self) -> Clipping | None:
        """The first clipping of the leading story, else key coverage of a day; None where nothing stands out."""
        if len(self.story) > 1:
            return self.story[0]
        return next(iter(self.figures.starred), None) if self.span.days == 1 else None


def before(period: Period) -> Period:
    """Return the period just before: as many calendar months before such, else as many days."""
    months = whole_months(period)
    return _earlier(period, months) if months else period.before()


def year_before(period: Period) -> Period:
    """Return the same period one year earlier; whole months stay whole, also where February is longer."""
    return _earlier(period, 12) if whole_months(period) else period.year_before()


def is_year(period: Period) -> bool:
    """Tell whether a period is one calendar year."""
    return period.first.month == 1 and whole_months(period) == 12


def whole_months(period: Period) -> int:
    """Return the number of calendar months that the period is made of, 0 when it is not made of whole ones."""
    first, last = period.first, period.last
    if first.day != 1 or last != Period.month(last.year, last.month).last:
        return 0
    return _month_number(last) - _month_number(first) + 1


def months_between(earlier: date, later: date) -> int:
    """Return how many whole calendar months lie between two days."""
    return _month_number(later) - _month_number(earlier) - 1


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _earlier(period: Period, months: int) -> Period:
    first, last = (divmod(_month_number(day) - months, 12) for day in (period.first, period.last))
    return Period(Period.month(first[0], first[1] + 1).first, Period.month(last[0], last[1] + 1).last)


def unit_of(period: Period, count: int) -> str:
    """Return what to count a period by: day, week or month, as its length and its clippings ask for."""
    if period.days <= 7 or (period.days <= _LONGEST_IN_DAYS and _FEW <= count <= _MANY):
        return "day"
    return "week" if period.days <= _LONGEST_IN_WEEKS else "month"


def spans(period: Period, unit: str) -> list[Period]:
    """Return the days, weeks from Monday on, calendar months or years of a period; the outer ones may be cut short."""
    found: list[Period] = []
    first = period.first
    while first <= period.last:
        last = min(_end(first, unit), period.last)
        found.append(Period(first, last))
        first = last + timedelta(days=1)
    return found


def _end(day: date, unit: str) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return day + timedelta(days=6 - day.weekday())
    if unit == "year":
        return date(day.year, 12, 31)
    return Period.month(day.year, day.month).last


def peaks(figures: Figures, cut: list[Period]) -> list[Peak]:
    """Return at most four spans of three clippings or more, most clippings first, none of them close to another."""
    candidates = [_peak(span, figures.within(span.first, span.last)) for span in cut]
    chosen: list[Peak] = []
    for peak in sorted(candidates, key=lambda peak: (-len(peak), peak.span)):
        is_apart = all(abs((peak.span.first - other.span.first).days) >= _DAYS_APART for other in chosen)
        if len(peak) >= _PEAK and is_apart and len(chosen) < _MOST_PEAKS:
            chosen.append(peak)
    return chosen


def _peak(span: Period, figures: Figures) -> Peak:
    stories: dict[str, list[Clipping]] = {}
    for clipping in figures.clippings:
        if clipping.story is not None:
            stories.setdefault(clipping.story, []).append(clipping)
    longest: list[Clipping] = max(stories.values(), key=len, default=[])
    return Peak(span, figures, tuple(longest))
