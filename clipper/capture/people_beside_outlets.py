"""The people beside an outlet in the place of it: "Herald (Ann Lee)", "Herald, Ann Lee", "Herald, with Ann Lee"."""

import re

from clipper.capture.cut import Cut, is_outlet, is_title, people_of
from clipper.capture.finders.names import is_person, knows_first_name, split_names, without_honorific
from clipper.capture.finders.spokesperson import Feat
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.model.draft import Span
from clipper.model.values import replace

_SIGNED = re.compile(r"(?:\s\((?P<brackets>[^()]{4,80})\)|,\s(?P<comma>[^(),;]{4,60}))$")
_WITH = re.compile(r"(?:,|\s[–—-])\s(?:with|avec|mit|con)\s(?P<names>[^\W\d_a-z][^,;:()]{3,80})$")


def without_people(text: str, cut: Cut, lexicon: Lexicon) -> Cut:
    """Return a cut whose outlet ends with people as one with these for its reporters, or for those featured."""
    if cut.outlet is None:
        return cut
    beside = _WITH.search(text[: cut.outlet[1]], cut.outlet[0])
    people = _featured(text, beside.span("names")) if beside and cut.feat is None else []
    if beside and people:
        return _with_outlet(text, replace(cut, feat=Feat(beside.start(), beside.end(), people)), beside, lexicon)
    signed = _SIGNED.search(text[: cut.outlet[1]], cut.outlet[0]) if not (cut.names or cut.outlet_known) else None
    names = people_of(text, signed.span(signed.lastgroup or 0), lexicon) if signed else ()
    if signed is None or not names:
        return cut
    found = _with_outlet(text, replace(cut, names=names), signed, lexicon)
    are_told = found.outlet_known or all(knows_first_name(text[slice(*name)]) for name in names)
    return found if are_told and found.outlet and is_title(text[slice(*found.outlet)]) else cut


def _with_outlet(text: str, cut: Cut, beside: re.Match[str], lexicon: Lexicon) -> Cut:
    outlet = trim(text, (cut.outlet or (0, 0))[0], beside.start())
    is_known = is_outlet(text, outlet, lexicon)
    return replace(cut, outlet=outlet, outlet_known=is_known, outlet_doubtful=cut.outlet_doubtful and not is_known)


def _featured(text: str, place: Span) -> list[Span]:
    """Return the places of the people that a range names, with their titles, and nothing else; none otherwise."""
    names = [trim(text, *name) for name in split_names(text, *place, lambda _: False)]
    return names if all(is_person(without_honorific(text[slice(*name)])) for name in names) else []
