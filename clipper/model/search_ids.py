"""Sets of clippings by their ids, as a search writes them: "12,15..20"."""

import re
from collections.abc import Iterable, Iterator

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.sentence import Sentence

_PART = late_pattern(r"(\d{1,12})(?:\.\.(\d{1,12}))?", re.ASCII)
_MOST = 1_000_000


def ids_of(text: str) -> frozenset[int]:
    """Return the ids that a text names; raises WrongUsage for one that cannot be read, or names over a million."""
    found = [_PART.fullmatch(part.strip()) for part in text.split(",")]
    ends = [(int(match[1]), int(match[2] or match[1])) for match in found if match]
    if len(ends) < len(found) or sum(max(0, last - first + 1) for first, last in ends) > _MOST:
        raise WrongUsage(Sentence("“{text}” names no clippings. Write their ids, such as 12,15..20.", text=text[:40]))
    return frozenset(id_ for first, last in ends for id_ in range(first, last + 1))


def written_ids(ids: Iterable[int]) -> str:
    """Return ids as ids_of() reads them, those that follow one another in one piece."""
    return ",".join(f"{first}" if first == last else f"{first}..{last}" for first, last in _runs(sorted(set(ids))))


def _runs(ids: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for place, id_ in enumerate(ids):
        if place + 1 == len(ids) or ids[place + 1] != id_ + 1:
            yield ids[start], id_
            start = place + 1
