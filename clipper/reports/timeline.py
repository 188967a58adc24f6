"""A period cut into days, weeks or months, and the peaks among them with what caused them."""

from dataclasses import dataclass
from datetime import date, timedelta

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


@dataclass(frozen=True, slots=True)
class Peak:
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
    def cause(self) -> Clipping:
        """The clipping that stands for the peak: the first of its leading story, else key coverage, else the first."""
        if len(self.story) > 1:
            return self.story[0]
        return next(iter(self.figures.starred or self.figures.clippings))


def unit_of(period: Period, count: int) -> str:
    """Return what to count a period by: day, week or month, as its length and its clippings ask for."""
    if period.days <= 7 or (period.days <= _LONGEST_IN_DAYS and _FEW <= count <= _MANY):
        return "day"
    return "week" if period.days <= _LONGEST_IN_WEEKS else "month"


def spans(period: Period, unit: str) -> list[Period]:
    """Return the days, the weeks from Monday on or the calendar months of a period; the outer ones may be cut short."""
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
