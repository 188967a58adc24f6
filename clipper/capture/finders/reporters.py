"""Who wrote an article: the line that names its reporters, chosen among all that might by weighed evidence."""

import re
from collections.abc import Iterator, Sequence

from clipper.capture import vocabulary
from clipper.capture.cut import is_title
from clipper.capture.evidence import Evidence, Weights, company
from clipper.capture.finders.byline import Byline, Signature, find_stated, is_outlet_and_day
from clipper.capture.finders.byline_evidence import Scene, Signed, signatures
from clipper.capture.finders.credits import is_colleague, is_role
from clipper.capture.finders.furniture import is_release_label, leads_to_contact
from clipper.capture.finders.names import is_person, knows_first_name, ordinary_letters, split_names
from clipper.capture.finders.names_on_top import ARTICLE, is_paper
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.outlets import has_press_word
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Guess, Span
from clipper.model.text import fold

_WITH = re.compile(r"^(?:with|avec|mit|con|com)\s", re.IGNORECASE)
_DESKS = frozenset(vocabulary.words("desks"))
_ENOUGH = 0.2
_ENOUGH_BESIDE = 0.4
_ENOUGH_WIDER = 0.5
_BESIDE = 3
_BELOW_LABEL = 2
_BELOW_END = 2
_AGENCY_AT_END = 0.6
_ROLE, _WITH_ROLE = 4, 0.6
_IN_PARENTHESES = re.compile(r"[(\[]([^\W\d_][^()\[\]\d]{1,40})[)\]]$")
_KNOWN = 3.0
"""What each of its people whom the library knows adds to the sum of a reading that leaves nobody beside them out.

Where it knows every one of them, the doubt that is left is divided by 7.
"""
_COPIED = (
    "has_html", "marked_first", "solo", "bare", "people", "first_names", "names", "near", "byline_class", "author_link",
    "photo", "in_headline", "surname_in_body", "is_site", "agency", "desk", "people_rivals", "marked_others", "in_body",
    "no_headline",
)  # fmt: skip


def find_byline(scene: Scene, outlet: str | None = None) -> Byline | None:
    """Return who the page says wrote its article: one line, and those beside it that go on naming people.

    `outlet` is who is known to have run it, whose name alone in a line names no reporter.
    """
    stated = find_stated(scene.scan, scene.headline, scene.start)
    if stated is not None:
        return stated
    found = [one for one in signatures(scene) if not _tells_where(one.line, outlet, scene.scan.lexicon)]
    found = [one for one in found if not _is_of_release(scene, one)]
    if not found:
        return _agency_at_end(scene)
    sums, best, chance = _choose(scene, found)
    if chance < _ENOUGH:
        return _above_role(scene) or _agency_at_end(scene)
    first = _widest(found, sums, found[best])
    more = tuple(Signature(one.line, one.names) for one in _beside(found, sums, first))
    is_marked = bool(first.evidence.get("marked") or first.line.hints.author)
    names, behind = _without_outlet(first, scene.scan.lexicon)
    return Byline(first.index, first.line, names, is_marked, outlet=behind, chance=chance, more=more)


def _above_role(scene: Scene) -> Byline | None:
    """Return the name that is all of a line just below the headline, where the next line is what a journalist is."""
    if scene.headline is None:
        return None
    lines = scene.lines
    for index in range(scene.headline + 1, min(scene.headline + 1 + _BELOW_LABEL, len(lines) - 1)):
        if is_person(lines[index].text) and is_role(lines[index + 1].text) and lines[index + 1].text.count(" ") < _ROLE:
            return Byline(index, lines[index], ((0, len(lines[index].text)),), False, chance=_WITH_ROLE)
    return None


def _agency_at_end(scene: Scene) -> Byline | None:
    """Return the agencies that sign a text in parentheses at its end, as "(ats)" and "(Belga, AFP)" do."""
    for index in range(max(0, scene.end - 1), min(len(scene.lines), scene.end + _BELOW_END)):
        line = scene.lines[index]
        signed = _IN_PARENTHESES.search(line.text)
        names = split_names(line.text, *signed.span(1), scene.scan.lexicon.is_whole_name) if signed else []
        if names and all(scene.scan.lexicon.is_agency(line.text[slice(*name)]) for name in names):
            return Byline(index, line, tuple(names), False, chance=_AGENCY_AT_END)
    return None


def beside_outlet(scene: Scene, byline: Byline | None, outlet: str | None) -> Byline | None:
    """Return a byline, or the next best one where its line is nothing but the outlet that was found.

    An agency that alone signs a short paste is both.
    """
    scan = scene.scan
    if byline is None or not _is_outlet(byline.line, outlet, scan.lexicon):
        return byline
    if scan.is_short and scan.lexicon.is_agency(outlet):
        return byline
    return find_byline(scene, outlet)


def _is_of_release(scene: Scene, one: Signed) -> bool:
    """Tell whether a line says that it is a press release, or whom to call about it, as what leads to it says.

    Above a text only what ends with a colon leads to the line below it: menus have such words, too.
    """
    above = scene.scan.texts[max(0, one.index - _BELOW_LABEL) : one.index]
    label, mark, _ = one.line.text.partition(":")
    is_led = any(leads_to_contact(text) and (text.endswith(":") or one.index >= scene.end) for text in above)
    return is_led or (bool(mark) and leads_to_contact(label)) or is_release_label(one.line.text)


def _tells_where(line: Line, outlet: str | None, lexicon: Lexicon) -> bool:
    """Tell whether a line says nothing but where, and perhaps when, a piece ran."""
    return is_outlet_and_day(line.text, lexicon) or _is_outlet(line, outlet, lexicon)


def _is_outlet(line: Line, outlet: str | None, lexicon: Lexicon) -> bool:
    """Tell whether a line is nothing but the name of an outlet; a page whose HTML signs with it means it so."""
    if line.hints.author or outlet is None:
        return False
    if lexicon.outlets.find(line.text) is not None:
        return lexicon.outlets.spelling(line.text) == outlet
    # A paper that nobody knows; the name of a site may be all that signs its pieces.
    return line.text == outlet and " " in outlet and has_press_word(outlet)


def _without_outlet(first: Signed, lexicon: Lexicon) -> tuple[tuple[Span, ...], Span | None]:
    """Return the names of a byline, and the outlet that stands behind them as in "By Ann Lee, Toronto Star".

    An agency behind a name says for whom the reporter writes, not where the piece was published.
    """
    *people, last = first.names
    if alone := _before_outlet(first.line.text, last, lexicon):
        person, behind = alone
        return (*people, person), behind
    name = first.values[-1]
    if not people or fold(name) in lexicon.reporters:
        return first.names, None
    outlet = lexicon.outlets.find(name)
    if outlet is None and _is_behind_comma(first.line.text, people[-1], last) and not lexicon.is_nobody(name):
        if is_paper(name) or (has_press_word(name) and is_title(name) and " " in name and not knows_first_name(name)):
            return tuple(people), last
        if len(people) == 1 and " " not in name and "-" not in name and fold(name) not in _DESKS:
            # Reporters have two names at the least; where one writes from may have one.
            return tuple(people), None
    if outlet is None:
        return (tuple(people) if lexicon.whole_of(name) else first.names), None
    return tuple(people), None if outlet.medium is Medium.NEWSWIRE else last


def _is_behind_comma(text: str, person: Span, place: Span) -> bool:
    """Tell whether nothing but a comma parts a name from the person before it."""
    return text[person[1] : place[0]].strip() == "," and knows_first_name(text[slice(*person)])


def _before_outlet(text: str, place: Span, lexicon: Lexicon) -> tuple[Span, Span | None] | None:
    """Return the person whom a known outlet follows without a mark: "Ann Lee Toronto Star", "Ann Lee with AFP".

    With the outlet where the piece ran there; one with whom somebody wrote, and an agency, say nothing of that.
    """
    name = text[slice(*place)]
    if fold(name) in lexicon.reporters:
        return None
    ends = [space for space, sign in enumerate(name) if sign.isspace()][1:-1]
    end = next((end for end in ends if is_person(name[:end]) and lexicon.outlets.find(_behind(name, end))), None)
    if end is None:
        return None
    behind = _behind(name, end)
    is_own = name.endswith(f" {behind}") and end + 1 + len(behind) == len(name) and not lexicon.is_agency(behind)
    return (place[0], place[0] + end), (place[1] - len(behind), place[1]) if is_own else None


def _behind(name: str, end: int) -> str:
    return _WITH.sub("", name[end:].strip())


def choice_of(evidence: Sequence[Evidence], people: Sequence[str], sums: Sequence[float], best: int) -> Evidence:
    """Return what tells how sure the best reading of a page is: its lead over those of other people, and what it is.

    `people` holds for each reading the first whom it names.
    """
    own = evidence[best]
    return {**company(sums, people, best), **{name: own[name] for name in _COPIED if own.get(name)}}


def _choose(scene: Scene, found: Sequence[Signed]) -> tuple[list[float], int, float]:
    """Return the sum of each reading, the place of the best one, and how probable it is that it is right."""
    weights = Weights.of("reporters")
    evidence, people = [one.evidence for one in found], [one.first for one in found]
    known = [_known_in(scene, one) for one in found]
    # Who is known makes good for much.
    plain = [
        weights.total(own) if count else sum_
        for own, count, sum_ in zip(evidence, known, weights.totals(evidence), strict=True)
    ]
    fuller = [_fuller(found, known, one) for one in found]
    sums = [
        sum_ + _KNOWN * count * (not any(other.evidence["first_names"] == 1 for other in others))
        for sum_, count, others in zip(plain, known, fuller, strict=True)
    ]
    best = sums.index(max(sums))
    # That somebody is known does not make it surer that nobody else is named.
    compared = plain if fuller[best] else sums
    chance = Weights.of("reporters_choice").probability(choice_of(evidence, people, compared, best))
    is_known = known[best] == len(found[best].names) and not fuller[best]
    return sums, best, 1 - (1 - chance) / 7 if is_known else chance


def _known_in(scene: Scene, one: Signed) -> int:
    """Return how many people the library knows of those whom a reading names; none where it names what is nobody."""
    known = scene.scan.lexicon.reporters
    is_known = [fold(name) in known for name in one.values] if known else []
    if not any(is_known):
        return 0
    is_of_people = all(own or is_colleague(name) for own, name in zip(is_known, one.values, strict=True))
    return sum(is_known) if is_of_people else 0


def _fuller(found: Sequence[Signed], known: Sequence[int], one: Signed) -> list[Signed]:
    """Return the readings of a line that name known people, all of another reading's among them, and somebody more."""
    if not any(known):
        return []
    lines = zip(found, known, strict=True)
    return [other for other, count in lines if count and other.index == one.index and set(other.names) > set(one.names)]


def _widest(found: Sequence[Signed], sums: Sequence[float], first: Signed) -> Signed:
    """Return the reading of a marked line that names all of the best one's people and further ones, else the best one.

    Pages name their first reporter alone in another place, such as the box that leads to the other pieces.
    """
    weights = Weights.of("reporters")
    named = {fold(name) for name in first.values}
    wider = [
        (sum_, place)
        for place, (sum_, one) in enumerate(zip(sums, found, strict=True))
        if one.evidence.get("marked") and len(one.names) > len(named) and weights.chance(sum_) >= _ENOUGH_WIDER
        if named < {fold(name) for name in one.values}
        if all(is_person(name) and knows_first_name(name) for name in one.values)
    ]
    return found[max(wider)[1]] if wider else first


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
    signed = [
        (one.line.text[slice(*place)], one.line.place(*place))
        for one in signatures
        for place in (_once(one.line.text, *name) for name in one.names)
        if not _is_staff(one.line.text, place, lexicon)
    ]
    if not signed:
        return guess((), 0.0)
    names = tuple(_written(name, lexicon) for name, _ in signed)
    spans: list[Span] = [span for _, span in signed]
    if byline.chance is not None:
        sure = min(byline.chance, 0.8) if _may_end_in_outlet(byline, lexicon) else byline.chance
        return guess(names, sure, spans, None if sure >= 0.9 else Doubt.UNSURE_NAME)
    if not all(is_person(name) or lexicon.is_known_reporter(name) for name in names):
        return guess(names, 0.7, spans, Doubt.UNSURE_NAME)
    return guess(names, 0.95, spans)


def _written(name: str, lexicon: Lexicon) -> str:
    """Return a name as it is kept: somebody's in ordinary letters, where a page has it in capitals."""
    publishers = (name, name.partition(" ")[0])
    is_paper_s = ARTICLE.match(name) or has_press_word(name) or any(map(lexicon.outlets.find, publishers))
    return ordinary_letters(name) if is_person(name) and not is_paper_s else name


def _once(text: str, start: int, end: int) -> Span:
    """Return where a name stands for the first time, where a line says it twice, as beside a picture of that name."""
    half = (end - start) // 2
    first = text[start : start + half]
    return (start, start + half) if " " in first and f"{first} {first}" == text[start:end] else (start, end)


def _is_staff(text: str, place: Span, lexicon: Lexicon) -> bool:
    """Tell whether a name in a line is no reporter's but the staff's, perhaps with the words behind it."""
    return lexicon.is_nobody(text[slice(*place)]) or lexicon.is_nobody(text[place[0] :])


def _may_end_in_outlet(byline: Byline, lexicon: Lexicon) -> bool:
    """Tell whether the last of the names may be a paper that nobody knows, as in "By Ann Lee, Kettle Lantern"."""
    names = [byline.line.text[slice(*place)] for place in byline.names]
    if len(names) != 2 or byline.line.text[byline.names[0][1] : byline.names[1][0]].strip() != ",":
        return False
    if lexicon.is_nobody(names[1]):
        return False
    return knows_first_name(names[0]) and not knows_first_name(names[1]) and fold(names[1]) not in lexicon.reporters
