"""What is missing before a report is handed out, each with the clippings that lack it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from clipper.model.clipping import Clipping
from clipper.model.term import Term
from clipper.reports.coverage import Coverage, waiting

if TYPE_CHECKING:
    from clipper.library.library import Library


class Lack(StrEnum):
    """What a clipping may lack; UNDATED ones were added in the period and are in none, WAITING ones nobody kept."""

    TONE = "tone"
    LINK = "link"
    OUTLET = "outlet"
    TAGS = "tags"
    UNDATED = "undated"
    WAITING = "waiting"
    DUPLICATES = "duplicates"


class Missing(Struct, frozen=True):
    """What is missing, and the ids of the clippings that it is missing of."""

    lack: Lack
    ids: tuple[int, ...]


_OF_CLIPPINGS: dict[Lack, Callable[[Clipping], object]] = {
    Lack.TONE: lambda clipping: clipping.tone,
    Lack.LINK: lambda clipping: clipping.url,
    Lack.OUTLET: lambda clipping: clipping.outlet,
    Lack.TAGS: lambda clipping: clipping.tags,
}
_NOT_FOR_THE_PUBLIC = frozenset({Lack.TONE, Lack.TAGS, Lack.WAITING})


def checklist(library: "Library", coverage: Coverage) -> list[Missing]:
    """Return what is missing, nothing that the audience would not see; but for duplicates, which take longer."""
    found = [*_of_clippings(coverage), *_of_others(library, coverage)]
    hidden = frozenset[Lack]() if coverage.tone_counts else _NOT_FOR_THE_PUBLIC
    return [missing for missing in found if missing.ids and missing.lack not in hidden]


def duplicates(library: "Library", coverage: Coverage) -> list[Missing]:
    """Return the clippings of a report that look like one that the library has as well."""
    from clipper.library.likely_duplicates import likely_duplicates

    counted = {clipping.id for clipping in coverage.now.clippings}
    pairs = [pair for pair in likely_duplicates(library) if {pair.kept, pair.other} & counted]
    ids = dict.fromkeys(id_ for pair in pairs for id_ in (pair.kept, pair.other))
    return [Missing(Lack.DUPLICATES, tuple(ids))] if ids else []


def _of_clippings(coverage: Coverage) -> Iterator[Missing]:
    for lack, has in _OF_CLIPPINGS.items():
        yield Missing(lack, tuple(clipping.id for clipping in coverage.now.clippings if not has(clipping)))


def _of_others(library: "Library", coverage: Coverage) -> Iterator[Missing]:
    added = Term(f"{coverage.period.first}..{_until(coverage.period.last)}", "added")
    undated = library.search(coverage.query.with_term(Term("undated", "is")).with_term(added)).ids
    yield Missing(Lack.UNDATED, tuple(undated))
    unkept = waiting(library, coverage.query, coverage.period, coverage.audience)
    yield Missing(Lack.WAITING, tuple(unkept))


def _until(last: date) -> date:
    """What ran at the end of a period is often added in the days after it."""
    return last + timedelta(days=7)
