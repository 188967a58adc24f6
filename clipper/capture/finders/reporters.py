"""Who wrote an article: the line that names its reporters, chosen among all that might by weighed evidence."""

from collections.abc import Iterator, Sequence

from clipper.capture.evidence import Evidence, Weights, company
from clipper.capture.finders.byline import Byline, Signature, find_stated
from clipper.capture.finders.byline_evidence import Scene, Signed, signatures
from clipper.capture.finders.names import is_person
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Guess, Span
from clipper.model.text import fold

_ENOUGH = 0.2
_ENOUGH_BESIDE = 0.4
_BESIDE = 3
_KNOWN = 3.0
"""What it adds to the sum of a line that the library knows every name in it; the doubt that is left is divided by 7."""
_COPIED = (
    "has_html", "marked_first", "solo", "bare", "people", "first_names", "names", "near", "byline_class", "author_link",
    "photo", "in_headline", "surname_in_body", "is_site", "agency", "desk", "people_rivals", "marked_others", "in_body",
    "no_headline",
)  # fmt: skip


def find_byline(scene: Scene) -> Byline | None:
    """Return who the page says wrote its article: one line, and those beside it that go on naming people."""
    stated = find_stated(scene.scan, scene.headline, scene.start)
    if stated is not None:
        return stated
    found = signatures(scene)
    if not found:
        return None
    sums = _sums(scene, found)
    best = sums.index(max(sums))
    first = found[best]
    chance = Weights.of("reporters_choice").probability(
        choice_of([one.evidence for one in found], [one.first for one in found], sums, best)
    )
    if _are_known(scene, first):
        chance = 1 - (1 - chance) / 7
    if chance < _ENOUGH:
        return None
    more = tuple(Signature(one.line, one.names) for one in _beside(found, sums, first))
    is_marked = bool(first.evidence.get("marked") or first.line.hints.author)
    names, outlet = _without_outlet(first, scene.scan.lexicon)
    return Byline(first.index, first.line, names, is_marked, outlet=outlet, chance=chance, more=more)


def _without_outlet(first: Signed, lexicon: Lexicon) -> tuple[tuple[Span, ...], Span | None]:
    """Return the names of a byline, and the outlet that stands behind them as in "By Ann Lee, Toronto Star".

    An agency behind a name says for whom the reporter writes, not where the piece was published.
    """
    *people, last = first.names
    outlet = lexicon.outlets.find(first.values[-1]) if people else None
    if outlet is None or fold(first.values[-1]) in lexicon.reporters:
        return first.names, None
    return tuple(people), None if outlet.medium is Medium.NEWSWIRE else last


def choice_of(evidence: Sequence[Evidence], people: Sequence[str], sums: Sequence[float], best: int) -> Evidence:
    """Return what tells how sure the best reading of a page is: its lead over those of other people, and what it is.

    `people` holds for each reading the first whom it names.
    """
    own = evidence[best]
    return {**company(sums, people, best), **{name: own[name] for name in _COPIED if own.get(name)}}


def _sums(scene: Scene, found: Sequence[Signed]) -> list[float]:
    weights = Weights.of("reporters")
    return [weights.total(one.evidence) + _KNOWN * _are_known(scene, one) for one in found]


def _are_known(scene: Scene, one: Signed) -> bool:
    known = scene.scan.lexicon.reporters
    return bool(known) and all(fold(name) in known for name in one.values)


def _beside(found: Sequence[Signed], sums: Sequence[float], first: Signed) -> Iterator[Signed]:
    """Yield the lines close to a byline that are as good as one, and name others."""
    weights = Weights.of("reporters")
    named = {fold(name) for name in first.values}
    lines, low, high = {first.index}, first.index, first.index
    rest = [
        (sum_, one)
        for sum_, one in zip(sums, found, strict=True)
        if weights.chance(sum_) >= _ENOUGH_BESIDE and _goes_with(first, one)
    ]
    while True:
        close = [
            (sum_, one.index, one)
            for sum_, one in rest
            if one.index not in lines and low - _BESIDE <= one.index <= high + _BESIDE
            if named.isdisjoint(map(fold, one.values))
        ]
        if not close:
            return
        one = max(close, key=lambda near: near[:2])[2]
        named.update(map(fold, one.values))
        lines.add(one.index)
        low, high = min(low, one.index), max(high, one.index)
        yield one


def _goes_with(first: Signed, one: Signed) -> bool:
    """Tell whether a line beside a byline names further people, not the outlet or what the piece is about."""
    if one.evidence["outlet"] or not one.evidence["people"]:
        return False
    is_alike = bool(first.evidence.get("marked")) == bool(one.evidence.get("marked"))
    return bool(one.line.hints.author) or (one.evidence["first_names"] > 0 and (is_alike or one.evidence["bare"] > 0))


def byline_guess(byline: Byline | None, lexicon: Lexicon) -> Guess[tuple[str, ...]]:
    """Return the reporters of a byline, in the order of the page."""
    if byline is None:
        return guess((), 0.0)
    signatures = sorted([Signature(byline.line, byline.names), *byline.more], key=lambda one: one.line.start)
    names = tuple(one.line.text[slice(*place)] for one in signatures for place in one.names)
    spans: list[Span] = [one.line.place(*place) for one in signatures for place in one.names]
    if byline.chance is not None:
        return guess(names, byline.chance, spans, None if byline.chance >= 0.9 else Doubt.UNSURE_NAME)
    if not all(is_person(name) or lexicon.is_known_reporter(name) for name in names):
        return guess(names, 0.7, spans, Doubt.UNSURE_NAME)
    return guess(names, 0.95, spans)
