"""What a report says of errors and follow-ups, and of how one of them stands."""

from collections.abc import Sequence
from datetime import date

from clipper.model.follow_up import FollowUp
from clipper.reports.language import Language
from clipper.reports.parts import Finding

OVERDUE, OPEN, CLOSED = "overdue", "open", "closed"


def state_of(follow_up: FollowUp, today: date) -> str:
    """Return whether a matter is overdue, open or closed."""
    if follow_up.is_overdue(today):
        return OVERDUE
    return OPEN if follow_up.is_open else CLOSED


def state_label(words: Language, follow_up: FollowUp, today: date) -> str:
    """Return "Overdue since November 16, 2026", "Due November 20, 2026", "Open" or "Closed November 14, 2026"."""
    state = state_of(follow_up, today)
    day = follow_up.closed_on if state == CLOSED else follow_up.due
    return words.label("open") if day is None else words.say(f"is_{state}", day=words.long_date(day))


def asked(words: Language, follow_up: FollowUp) -> str:
    """Return of whom it was asked and when, as far as that is known."""
    whom, day = follow_up.contact, follow_up.requested_on
    if day is None:
        return words.say("asked_of", whom=whom) if whom else ""
    key = "asked_of_on" if whom else "asked_on"
    return words.say(key, whom=whom, day=words.long_date(day))


def issues_finding(words: Language, kind: str, states: Sequence[str]) -> Finding | None:
    """Return how many there are and how they stand; None without any. `kind` is correction or follow_up."""
    if not states:
        return None
    overdue, still = states.count(OVERDUE), len(states) - states.count(CLOSED)
    return Finding(
        words.say(f"{kind}_count", len(states)) + _standing(words, len(states), still) + _late(words, still, overdue),
        caption=words.label(kind),
    )


def _standing(words: Language, total: int, still: int) -> str:
    if still == total:
        return words.say("all_open", total)
    return words.say("some_open", still) if still else words.say("all_closed", total)


def _late(words: Language, still: int, overdue: int) -> str:
    if not overdue:
        return ""
    return words.say("all_overdue", overdue) if overdue == still else words.say("some_overdue", overdue)
