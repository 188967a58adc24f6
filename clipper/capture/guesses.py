"""Short ways to make guesses."""

from collections.abc import Iterable
from datetime import date

from clipper.capture.finders.date import FoundDate
from clipper.model.draft import Doubt, Guess, Span, Value


def guess(
    value: Value,
    confidence: float,
    spans: Iterable[Span] = (),
    doubt: Doubt | None = None,
    alternatives: Iterable[Guess[Value]] = (),
) -> Guess[Value]:
    """Return a guess with its confidence rounded to what can be meant."""
    return Guess(value, round(confidence, 2), tuple(spans), doubt, tuple(alternatives))


def date_guess(
    found: FoundDate, spans: Iterable[Span], others: Iterable[Guess[date | None]] = ()
) -> Guess[date | None]:
    """Return the guess of a found date; the other reading of an ambiguous one becomes its first alternative."""
    place = tuple(spans)
    day: date | None = found.day
    other: list[Guess[date | None]] = [Guess(found.other, 0.35, place)] if found.other else []
    return guess(day, found.confidence, place, found.doubt, [*other, *others])
