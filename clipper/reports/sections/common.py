"""What several sections ask for: counts of the periods that a report compares with, tones, titles."""

from collections.abc import Callable

from clipper.model.outlet import Outlet
from clipper.reports.coverage import Coverage
from clipper.reports.figures import Figures
from clipper.reports.language import Language
from clipper.reports.parts import TONE_ORDER

Count = Callable[[Figures], int]


def earlier(coverage: Coverage, count: Count) -> tuple[int | None, int | None]:
    """Return a count in the period before and in the same one last year, None for a period that is not compared."""
    before, year_before = coverage.before, coverage.year_before
    return None if before is None else count(before), None if year_before is None else count(year_before)


def earlier_texts(coverage: Coverage, count: Count) -> tuple[str, str]:
    """Return the same as a table prints it, empty for a period that is not compared."""
    before, year_before = earlier(coverage, count)
    return "" if before is None else str(before), "" if year_before is None else str(year_before)


def with_key(tallies: str, key: str) -> Count:
    """Return what counts the clippings that a list of tallies has for a key."""

    def count(figures: Figures) -> int:
        return next((len(tally) for tally in getattr(figures, tallies) if tally.key == key), 0)

    return count


def place(words: Language, outlet: Outlet) -> str:
    """Return where an outlet is: its region, else its country; nothing where that is not known."""
    country = outlet.country or ""
    return outlet.region or words.labels.get(f"country_{country.upper()}", country)


def tones(figures: Figures) -> dict[str, int]:
    """Return how many clippings have each tone, in the order of every bar."""
    return {tone: len(figures.tones.get(tone, ())) for tone in TONE_ORDER}
