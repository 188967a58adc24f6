"""The day an article was published: which of the dates on its page says so, and how sure that is."""

from collections.abc import Sequence
from datetime import date, timedelta

from clipper.capture.evidence import Evidence, Weights, company
from clipper.capture.finders.day_candidates import Around, Mention, mentions_of
from clipper.capture.finders.day_evidence import DayEvidence
from clipper.capture.finders.day_order import countries_of, day_comes_first
from clipper.capture.guesses import guess
from clipper.capture.outlets import most_frequent
from clipper.capture.scan import Scan
from clipper.model.draft import SURE, Doubt, Guess, Span

_ENOUGH = 0.65
_RIVAL = 0.2
_UNLIKELY = -9.0
_MOST_OTHERS = 3
_FRESH = timedelta(days=60)
_NEW_YEAR = 2
_CARRIED = (
    "html", "hidden", "stated", "stated_otherwise", "in_body", "sentence", "rest_some", "rest_long", "doubtful", "zone",
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
    page = DayEvidence(scan, around, mentions)
    told = page.all()
    sums = [Weights.of("day").total(evidence) for evidence in told]
    is_kept = _is_kept(page, mentions, around, scan.lexicon.today)
    for place, mention in enumerate(mentions):
        if mention.is_guessed and (is_kept or not page.is_set_apart(place)):
            sums[place] = min(sums[place], _UNLIKELY)
    return _choose(scan, mentions, told, sums)


def choice_evidence(told: Sequence[Evidence], sums: Sequence[float], days: Sequence[date], best: int) -> Evidence:
    """Return what speaks for and against the best of all dates being right."""
    return {**company(sums, days, best), **{name: told[best][name] for name in _CARRIED if name in told[best]}}


def _choose(
    scan: Scan, mentions: Sequence[Mention], told: Sequence[Evidence], sums: Sequence[float]
) -> Guess[date | None]:
    best = sums.index(max(sums))
    days = [mention.day for mention in mentions]
    sure = Weights.of("day_choice").probability(choice_evidence(told, sums, days, best))
    others = _others(scan, mentions, sums, best)
    if sure < _ENOUGH:
        likeliest: Guess[date | None] = guess(days[best], sure, [_place(scan, mentions[best])])
        return guess(None, 0.0, (), None, [likeliest, *others][:_MOST_OTHERS])
    found = mentions[best].found
    doubt = found.doubt or _doubt(sure, others)
    sure = min(sure, found.confidence) if found.doubt else sure
    other: list[Guess[date | None]] = [guess(found.other, 0.35, [_place(scan, mentions[best])])] if found.other else []
    return guess(found.day, sure, [_place(scan, mentions[best])], doubt, [*other, *others][:_MOST_OTHERS])


def _doubt(sure: float, others: Sequence[Guess[date | None]]) -> Doubt | None:
    if sure >= SURE:
        return None
    return Doubt.SEVERAL_DATES if any(other.confidence >= _RIVAL for other in others) else Doubt.UNSURE


def _others(scan: Scan, mentions: Sequence[Mention], sums: Sequence[float], best: int) -> list[Guess[date | None]]:
    """Return the likeliest mentions of the other days, best first."""
    order = sorted(range(len(sums)), key=lambda place: -sums[place])
    first: dict[date, int] = {}
    for place in order:
        first.setdefault(mentions[place].day, place)
    first.pop(mentions[best].day)
    weights = Weights.of("day")
    return [
        guess(day, min(0.8, weights.chance(sums[place])), [_place(scan, mentions[place])])
        for day, place in list(first.items())[:_MOST_OTHERS]
    ]


def _place(scan: Scan, mention: Mention) -> Span:
    return scan.lines[mention.index].place(mention.found.start, mention.found.end)


def _is_kept(page: DayEvidence, mentions: Sequence[Mention], around: Around, today: date) -> bool:
    """Tell whether a page shows by its copyright and the dates of its teasers that it is not of these days."""
    years = page.copyright_years
    if years and max(years) >= (today.year if today.month > _NEW_YEAR else today.year - 1):
        return False
    shown = [
        mention.day
        for place, mention in enumerate(mentions)
        if not mention.is_guessed and page.is_short(place) and not around.body <= mention.index < around.end
    ]
    if shown:
        return max(shown) < today - _FRESH
    return bool(years)
