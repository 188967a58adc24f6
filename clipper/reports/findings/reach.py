"""How many people the outlets of a period reach, each outlet counted once, and who says so."""

from collections.abc import Iterable, Sequence
from datetime import date

from clipper.model.outlet import Outlet
from clipper.model.period import Period
from clipper.reports.language import Language

_MOST_SOURCES = 4


def reach(words: Language, outlets: Sequence[Outlet]) -> str:
    """Return the reach of the outlets that have one, its sources with their dates, and of how many it is unknown."""
    known = [outlet for outlet in outlets if outlet.reach is not None]
    unknown = len(outlets) - len(known)
    said = []
    if known:
        total = words.number(sum(outlet.reach or 0 for outlet in known))
        said.append(words.say("reach_known", len(known), reach=total, sources=_sources(words, known)))
    if unknown:
        said.append(words.say("reach_unknown", unknown))
    return " ".join(said)


def _sources(words: Language, outlets: Iterable[Outlet]) -> str:
    dates: dict[str, set[date]] = {}
    for outlet in outlets:
        found = dates.setdefault(outlet.reach_source or words.label("source_unknown"), set())
        found.update([outlet.reach_on] if outlet.reach_on else [])
    said = [_dated(words, source, days) for source, days in dates.items()]
    rest = len(said) - _MOST_SOURCES
    more = f" {words.say('and_more', rest)}" if rest > 0 else ""
    return ", ".join(said[:_MOST_SOURCES]) + more


def _dated(words: Language, source: str, days: set[date]) -> str:
    return f"{source} ({words.period(Period(min(days), max(days)))})" if days else source
