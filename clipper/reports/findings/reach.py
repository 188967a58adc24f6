"""How many people the outlets of a period reach, each outlet counted once, and who says so."""

from collections.abc import Iterable, Sequence

from clipper.model.outlet import Outlet
from clipper.reports.language import Language

_MOST_SOURCES = 3


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
    found = list(dict.fromkeys(_source(words, outlet) for outlet in outlets))
    rest = len(found) - _MOST_SOURCES
    more = f" {words.say('and_more', rest)}" if rest > 0 else ""
    return ", ".join(found[:_MOST_SOURCES]) + more


def _source(words: Language, outlet: Outlet) -> str:
    source = outlet.reach_source or words.label("source_unknown")
    return f"{source} ({words.long_date(outlet.reach_on)})" if outlet.reach_on else source
