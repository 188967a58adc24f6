"""The day an article was published: which of the dates on its page says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.furniture import is_caption
from clipper.capture.finders.relative import relative_in
from clipper.capture.guesses import date_guess, guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.model.draft import Doubt, Guess
from clipper.model.text import fold

_PUBLISHED = re.compile(
    r"publi|posted|post[eé]|ver[oö]ffentlicht|erschienen|erstellt|first |issued|date:|opublik|pubblicat|publicad"
)
_UPDATED = re.compile(
    r"updat|modif|mis(?:e)? a jour|aktualis|stand:?|bearbeitet|edited|aggiornat|actualizad|atualizad|accessed|consulte"
)
_LONGEST = 220
_NEAR = 6
_CLOSE = 0.8


@dataclass(frozen=True, slots=True)
class _Candidate:
    line: Line
    found: FoundDate
    score: float


def find_day(
    lines: Sequence[Line], headline: int | None, body: int, end: int, lexicon: Lexicon, language: str | None
) -> Guess[date | None]:
    """Return the guess of the publication day from the lines around headline and body, never from the body itself."""
    first = max(0, (headline if headline is not None else body) - _NEAR)
    head = range(first, min(len(lines), body + 3))
    tail = range(end, min(len(lines), end + 4))
    found = [
        candidate
        for index in [*head, *tail]
        for candidate in _candidates(lines, index, headline, body, end, lexicon, language)
    ]
    if not found:
        return guess(None, 0.0)
    return _choose(found)


def _choose(found: list[_Candidate]) -> Guess[date | None]:
    ranked = sorted(found, key=lambda candidate: -candidate.score)
    best = ranked[0]
    rivals = {candidate.found.day: candidate for candidate in reversed(ranked) if candidate.found.day != best.found.day}
    others: list[Guess[date | None]] = [
        guess(rival.found.day, 0.3, [_place(rival)])
        for rival in sorted(rivals.values(), key=lambda candidate: -candidate.score)[:3]
    ]
    place = [_place(best)]
    if best.found.doubt or not others:
        sure = date_guess(best.found, place, others)
        return sure if best.score >= 2 or sure.doubt else guess(best.found.day, 0.75, place, Doubt.UNSURE, others)
    lead = best.score - max(rival.score for rival in rivals.values())
    if lead < _CLOSE:
        return guess(best.found.day, 0.65, place, Doubt.SEVERAL_DATES, others)
    return guess(
        best.found.day, 0.93 if best.score >= 2 else 0.75, place, None if best.score >= 2 else Doubt.UNSURE, others
    )


def _place(candidate: _Candidate) -> tuple[int, int]:
    return candidate.line.place(candidate.found.start, candidate.found.end)


def _candidates(
    lines: Sequence[Line], index: int, headline: int | None, body: int, end: int, lexicon: Lexicon, language: str | None
) -> list[_Candidate]:
    line = lines[index]
    if len(line.text) > _LONGEST or is_caption(line.text) or index == headline:
        return []
    where = _where(index, headline, body, end) + (1.5 if line.hints.moment else 0) - (1.0 if line.hints.aside else 0)
    absolute = [
        _Candidate(line, found, where + _says(line.text, found))
        for found in dates_in(line.text, lexicon.today, language)
    ]
    stated = next(dates_in(line.hints.moment[:40], lexicon.today), None) if line.hints.moment else None
    if stated and not any(candidate.found.day == stated.day for candidate in absolute):
        # The page tells a machine the day that its words leave open ("3 days ago").
        whole = replace(stated, start=0, end=len(line.text))
        return [_Candidate(line, whole, where + _says(line.text, whole))]
    if absolute or len(line.text) > 90:
        return absolute
    relative = relative_in(line.text, lexicon.today, language)
    return [_Candidate(line, relative, where + _says(line.text, relative) - 1)] if relative else []


def _where(index: int, headline: int | None, body: int, end: int) -> float:
    if index >= end:
        return 0.5
    if headline is None:
        return 1.5
    if index > headline:
        return 2.5 - 0.05 * (index - headline) - (1.5 if index >= body else 0)
    return 1.4 - 0.1 * (headline - index)


def _says(text: str, found: FoundDate) -> float:
    """Score what stands before a date in its line, and how much else the line holds."""
    before = fold(text[max(0, found.start - 40) : found.start])
    published, updated = _last(_PUBLISHED, before), _last(_UPDATED, before)
    score = 1.5 if published > updated else -1.5 if updated > published else 0.0
    rest = len(text) - (found.end - found.start)
    score += 1.0 if rest <= 12 else 0.3 if rest <= 60 else -0.7
    return score - (1.0 if found.doubt is Doubt.NO_YEAR else 0.0)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
