"""The rule by which two libraries that were worked on apart are united, value by value.

Each side gives a value as it is now and as it was before, back to what the other side knows of. What only one side
changed counts; what both changed to the same is no news; where one side stands at what the other one started from, the
other one is the newer. All else is open: a person chooses.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any


class Verdict(Enum):
    """Whose value counts; OPEN where a person has to say it."""

    SAME = "same"
    OURS = "ours"
    THEIRS = "theirs"
    OPEN = "open"


class Told(Enum):
    """What the pasts of both sides say where neither changed a value, though it is not the same."""

    NOTHING = "nothing"
    THEY_KNEW = "they knew"
    WE_KNEW = "we knew"
    NO_PAST = "no past"


def verdict(ours: Sequence[Any], theirs: Sequence[Any], told: Told) -> Verdict:
    """Return whose value counts; both begin with the value of now and go back."""
    own, other = ours[0], theirs[0]
    if own == other:
        return Verdict.SAME
    if told is Told.NO_PAST:
        return Verdict.OURS if other in ours else _filled(own, other)
    own_base, other_base = ours[-1], theirs[-1]
    if own == own_base and other == other_base:
        settled = {Told.THEY_KNEW: Verdict.THEIRS, Told.WE_KNEW: Verdict.OURS}
        return settled.get(told) or _filled(own, other)
    if own == own_base:
        return Verdict.THEIRS
    if other == other_base:
        return Verdict.OURS
    # Both changed it: one may have started from where the other one stands.
    they_went_on, we_went_on = own == other_base, other == own_base
    if they_went_on is we_went_on:
        return Verdict.OPEN
    return Verdict.THEIRS if they_went_on else Verdict.OURS


def _filled(own: Any, other: Any) -> Verdict:
    """What only one side has is had by both."""
    if _is_empty(own):
        return Verdict.THEIRS
    return Verdict.OURS if _is_empty(other) else Verdict.OPEN


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", (), [], {})


def of_key(chain: Iterable[Mapping[Any, Any]], key: Any) -> list[Any]:
    """Return what a chain of entries by their keys has of one of them, None where there is none."""
    return [entries.get(key) for entries in chain]


def keys_of(ours: Mapping[Any, Any], theirs: Mapping[Any, Any]) -> list[Any]:
    """Return the keys of both sides, in the order of ours."""
    return [*ours, *(key for key in theirs if key not in ours)]
