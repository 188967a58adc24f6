"""Outlets: by tier, beside the periods before, and how many people they reach."""

from clipper.model.outlet import Outlet
from clipper.reports.document import Outlets
from clipper.reports.entries import Register
from clipper.reports.figures import Figures, Tally
from clipper.reports.findings import groups, reach
from clipper.reports.parts import OutletRow
from clipper.reports.sections.common import earlier_texts, place, tones, with_key

_MOST_OUTLETS = 25
_FEWEST_FOR_TIERS = 6


def outlets(register: Register, number: int) -> Outlets:
    """Return the outlets, the first 25 in rows."""
    words, coverage = register.words, register.coverage
    finding = groups.outlets_finding(words, coverage)
    found = coverage.now.outlets
    shown, rest = found[:_MOST_OUTLETS], found[_MOST_OUTLETS:]
    if _has_tiers(register, found):
        shown = sorted(shown, key=lambda tally: _tier(register, tally) or len(found))
    return Outlets(
        number=number,
        title=words.label("outlets"),
        finding=finding.heading,
        outlets=finding,
        rows=tuple(_outlet_row(register, tally, found) for tally in shown),
        rest=words.say("rest", len(rest), clippings=words.say("clippings", sum(map(len, rest)))) if rest else "",
        reach=reach.reach(words, [_profile(register, tally) for tally in found if tally.key]),
    )


def _profile(register: Register, tally: Tally) -> Outlet:
    return register.coverage.outlets.get(tally.key, Outlet(tally.key))


def _tier(register: Register, tally: Tally) -> int | None:
    return _profile(register, tally).tier


def _has_tiers(register: Register, found: list[Tally]) -> bool:
    """Whether to split by tier, which is for the organisation alone to know."""
    is_large = len(found) >= _FEWEST_FOR_TIERS and register.coverage.tone_counts
    return is_large and any(_tier(register, tally) for tally in found)


def _outlet_row(register: Register, tally: Tally, found: list[Tally]) -> OutletRow:
    words, coverage, profile = register.words, register.coverage, _profile(register, tally)
    figures = Figures(tally.clippings)
    media = [words.label(medium.key) for medium in figures.media if medium.key]
    before, year_before = earlier_texts(coverage, with_key("outlets", tally.key))
    is_known = any(_profile(register, other).reach is not None for other in found)
    return OutletRow(
        name=tally.key or words.label("outlet_unknown"),
        medium=", ".join(filter(None, [*media, place(words, profile)])),
        number=len(tally),
        tones=tones(figures) if coverage.tone_counts else {},
        before=before,
        references=register.references(tally.clippings),
        year_before=year_before,
        tier=_tier_label(register, tally) if _has_tiers(register, found) else "",
        reach=_reach(register, profile) if is_known else "",
        figure=register.figure(tally.clippings),
    )


def _reach(register: Register, profile: Outlet) -> str:
    words = register.words
    return words.label("reach_unknown") if profile.reach is None else words.number(profile.reach)


def _tier_label(register: Register, tally: Tally) -> str:
    tier = _tier(register, tally)
    return register.words.say("tier", tier) if tier else register.words.label("no_tier")
