"""The day an article was published: which of the dates on its page says so, and how sure that is."""

from collections.abc import Sequence
from datetime import date

from clipper.capture.evidence import Evidence, Weights, company
from clipper.capture.finders.day_candidates import Around, Mention, mentions_of
from clipper.capture.finders.day_order import countries_of, day_comes_first
from clipper.capture.finders.day_places import Able, sort_out
from clipper.capture.guesses import guess
from clipper.capture.outlets import most_frequent
from clipper.capture.scan import Scan
from clipper.model.draft import SURE, Doubt, Guess, Span

_RIVAL = 0.2
_LEAST = 0.1
_NOT_SURE = 0.85
_MOST_OTHERS = 3
_CARRIED = (
    "html", "hidden", "stated", "stated_otherwise", "in_body", "sentence", "rest_some", "rest_long", "zone",
    "says_published", "says_updated", "numbers", "caption", "in_comment",
)  # fmt: skip


def find_day(scan: Scan, around: Around, language: str | None) -> Guess[date | None]:
    """Return the guess of the day of publication; None where no date of the page is likely to be it.

    A date without a year, or one that counts from the day of the paste, has to be set apart from running text, and the
    page must not show by its other dates that it is months old.
    """
    site, _ = most_frequent(scan.hosts)
    day_first = day_comes_first(scan, language, countries_of(scan, [site] if site else []))
    mentions = mentions_of(scan, around, language, day_first)
    if not mentions:
        return guess(None, 0.0)
    able, excluded = sort_out(scan, around, mentions, language)
    offered: list[Guess[date | None]] = [guess(one.day, _LEAST, [_place(scan, one)]) for one in excluded]
    return _choose(scan, able, offered) if able else guess(None, 0.0, (), None, _different(offered))


def choice_evidence(told: Sequence[Evidence], sums: Sequence[float], days: Sequence[date], best: int) -> Evidence:
    """Return what speaks for and against the best of all dates being right."""
    return {**company(sums, days, best), **{name: told[best][name] for name in _CARRIED if name in told[best]}}


def _choose(scan: Scan, able: Sequence[Able], offered: Sequence[Guess[date | None]]) -> Guess[date | None]:
    """Return the best of the dates that may be it, or none where it is too unlikely; `offered` are only offered."""
    sums = Weights.of("day").totals([one.evidence for one in able])
    best = sums.index(max(sums))
    days = [one.mention.day for one in able]
    sure = Weights.of("day_choice").probability(choice_evidence([one.evidence for one in able], sums, days, best))
    others = [*_others(scan, able, sums, best), *offered]
    found, places = able[best].mention.found, [_place(scan, able[best].mention)]
    if sure < able[best].enough:
        likeliest: Guess[date | None] = guess(found.day, sure, places)
        return guess(None, 0.0, (), None, _different([likeliest, *others]))
    if found.doubt:
        sure = min(sure, found.confidence)
    elif able[best].is_doubtful:
        sure = min(sure, _NOT_SURE)
    doubt = found.doubt or _doubt(sure, others)
    other: list[Guess[date | None]] = [guess(found.other, 0.35, places)] if found.other else []
    return guess(found.day, sure, places, doubt, _different([*other, *others], found.day))


def _doubt(sure: float, others: Sequence[Guess[date | None]]) -> Doubt | None:
    if sure >= SURE:
        return None
    return Doubt.SEVERAL_DATES if any(other.confidence >= _RIVAL for other in others) else Doubt.UNSURE


def _others(scan: Scan, able: Sequence[Able], sums: Sequence[float], best: int) -> list[Guess[date | None]]:
    """Return the other days that may be it, best first."""
    order = sorted(range(len(sums)), key=lambda place: -sums[place])
    weights, chosen = Weights.of("day"), able[best].mention.day
    return _different(
        [
            guess(able[place].mention.day, min(0.8, weights.chance(sums[place])), [_place(scan, able[place].mention)])
            for place in order
            if able[place].mention.day != chosen
        ]
    )


def _different(guesses: Sequence[Guess[date | None]], chosen: date | None = None) -> list[Guess[date | None]]:
    """Return the first guesses of days that differ from one another and from the chosen one, as many as are shown."""
    first: dict[date | None, Guess[date | None]] = {}
    for one in guesses:
        if one.value != chosen:
            first.setdefault(one.value, one)
    return [*first.values()][:_MOST_OTHERS]


def _place(scan: Scan, mention: Mention) -> Span:
    return scan.lines[mention.index].place(mention.found.start, mention.found.end)
