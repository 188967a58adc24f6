"""Who ran an article: a name beside the headline, the site that its links lead to, or a line of its own layout."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from clipper.capture.evidence import Evidence, Weights, company
from clipper.capture.finders.byline import Byline
from clipper.capture.finders.cited_sites import cited_sites, site_of, words_of_links
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.furniture import is_caption, is_furniture
from clipper.capture.finders.masthead import find_masthead, tells_job
from clipper.capture.finders.names import is_agent, is_nobody
from clipper.capture.finders.outlet_evidence import Hosts, Named, candidates, letters_of
from clipper.capture.finders.own_credit import own_credit
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.outlets import Outlet, key
from clipper.capture.scan import Scan
from clipper.model.codes import Medium
from clipper.model.draft import SURE, Doubt, Guess, Span
from clipper.model.values import replace

if TYPE_CHECKING:
    from clipper.capture.article import Layout

_PIECE = re.compile(r"\s+[|·•–—-]\s+|\s*[|·•]\s*|,\s+|;\s+|\s{2,}|\s*[()]\s*|:\s+")
_PREFIX = re.compile(
    r"(?:(?:special|contribut\w+|exclusive) (?:to|for)|spécial pour|published (?:in|by)"
    r"|(?:source|outlet|publication|média|media) ?:)\s+",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?(.{2,50}?)(?:[.,|]|\s*$|\s+all rights)",
    re.IGNORECASE,
)
_DAY_LABEL = re.compile(
    r"(?:(?:publish(?:ed)?|publication|posted|release) )?(?:dates?|day|datum|fecha|data)(?: de publication)?\W*",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"[ ,]+(?:inc|ltd|ltée|limited|llc|corp|gmbh|plc)\.?$", re.IGNORECASE)
_TITLE_OF_SITE = re.compile(r"\s(?:[|·•–—-]|::)\s+(?P<name>[^|·•–—]{2,60})$")
_LONGEST = 200
_FOOT = 60
# With links a wrong outlet is rarer than a missing one; a doubtful host is worth less than an empty field.
_ENOUGH = {"outlet_html": 0.72, "outlet_text": 0.61}
_RIVAL = 0.15
_OTHERWISE = 0.85
"""How sure a known outlet can be whose site is called otherwise: it may be an edition, or have given up the name."""
_BY_HAND = 0.7
_CITED = 0.55
"""How sure a site is that a sentence of the text links to: less than any name beside headline, byline or day."""
_AGENCY = 0.5
"""How sure an agency is: what it sends, others run."""
_OF_PART = 0.3
_DATELINE = re.compile(r"[^()]{2,60}\((?P<name>[^()]{2,40})\)\s*[–—-]")
_OFTEN = 4
_JUST_BELOW = 2
_CREDIT_WORDS = 14
_MOST_OTHERS = 2
_CARRIED = (
    *("is_host", "host_rank", "host_share", "site_share", "known", "known_word", "own", "copyright", "logo", "home"),
    *(
        "product",
        "about",
        "ways",
        "outside",
        "in_title",
        "address",
        "host_alike_0",
        "address_alike_0",
        "at_top",
        "at_foot",
    ),
    *(
        "dotted",
        "press",
        "person",
        "home_word",
        "host_pictures",
        "links",
        "host_links",
        "near_title",
        "agency",
        "words",
    ),
    *("told", "knowns", "only_known", "same_language", "other_language", "only_address", "inside", "known_share"),
    *("dateline", "told_most", "site_first", "site_path", "mail", "site", "credit", "staff", "asked", "in_body_only"),
    *("lines", "mentions", "times", "first", "own_gap", "signed", "named", "to_readers", "services", "compound"),
    *("possessive", "cited", "behind_body", "before_body"),
    *("placed_links", "placed_elsewhere", "titled_links", "titled_elsewhere", "handed_on", "handed_elsewhere"),
    *("bears_name",),
)


def find_outlet(scan: Scan, layout: "Layout", byline: Byline | None, reporters: Sequence[str]) -> Guess[str | None]:
    """Return the outlet: one that the page says outright, else the likeliest of all names that it holds.

    `reporters` are those found, who are none.
    """
    lines, lexicon = scan.lines, scan.lexicon
    headline, body = layout.index, layout.start
    if byline and byline.outlet:
        signed = _in_byline(byline.line, byline.outlet, lexicon)
        if not (_is_on_another_s_site(scan, signed) or lexicon.publishes_nowhere(signed.value)):
            return signed
    ours = _ours(lines, headline, body, lexicon)
    if ours.value and not _is_on_another_s_site(scan, ours):
        return ours
    stated = _stated(lines, headline, body, byline, lexicon)
    is_told = (byline and byline.feat) or (stated.is_sure and _is_credited(scan, stated, byline))
    if stated.is_sure and is_told and not _is_on_another_s_site(scan, stated):
        return stated
    if scan.head.get("site"):
        return guess(lexicon.outlets.spelling(scan.head["site"]), 0.92)
    unknown = (
        _credited(lines, headline, body, lexicon),
        _unknown_line(lines, headline, body, byline, lexicon),
        _masthead(lines, headline, body, byline, lexicon),
        _signer(lines, lexicon),
    )
    weighed = _weighed(scan, layout, byline, reporters)
    if weighed.value and weighed.confidence <= _CITED and stated.value:
        weighed = replace(stated, confidence=min(stated.confidence, _BY_HAND), doubt=Doubt.UNSURE)
    best = max(weighed, *unknown, key=lambda found: found.confidence)
    is_section = lexicon.outlets.is_own(lines[0].text) and " " not in lines[0].text
    if best.value is None and not is_section:
        # Who copies by hand often begins with the name of the paper.
        is_first = stated.value and (stated.spans[0][0] == lines[0].start or _is_below(scan, layout, stated))
        first = stated if is_first else _just_above(scan, layout)
        best = replace(first, confidence=_BY_HAND, doubt=Doubt.UNSURE) if first.value else best
    if best.value is None:
        best = _in_title(scan) or best
    if best.value:
        return best
    told = own_credit(lines, headline, body, layout.end, reporters, lexicon)
    return told if told.value else _agency(scan, layout, byline) or _behind_names(byline, lexicon) or best


def _in_title(scan: Scan) -> Guess[str | None] | None:
    """Return the known outlet that the title of a saved page ends with: "Ferry waits for the tide | The Herald"."""
    title = _TITLE_OF_SITE.search(scan.head.get("title", "")[-_LONGEST:])
    outlet = scan.lexicon.outlets.find(title["name"]) if title else None
    return guess(outlet.name, _OTHERWISE) if outlet and not outlet.is_word else None


def _behind_names(byline: Byline | None, lexicon: Lexicon) -> Guess[str | None] | None:
    """Return the known outlet of which a part alone stands behind the reporters: "By Ann Lee, BBC Wales"."""
    behind = trim(byline.line.text, byline.names[-1][1], len(byline.line.text), " ,·|") if byline else (0, 0)
    if byline is None or behind[0] == behind[1]:
        return None
    name = byline.line.text[slice(*behind)]
    whole = lexicon.whole_of(name)
    if whole is None:
        return None
    part: Guess[str | None] = guess(name, _OF_PART, [byline.line.place(*behind)])
    return guess(whole.name, _BY_HAND, part.spans, Doubt.UNSURE, [part])


def _is_below(scan: Scan, layout: "Layout", found: Guess[str | None]) -> bool:
    """Tell whether a name is the whole of a line between headline and text of a short paste, and no agency's."""
    if scan.lexicon.is_agency(found.value) or not scan.is_short or layout.index is None:
        return False
    below = range(layout.index + 1, layout.start)
    return any(scan.lines[index].span == found.spans[0] for index in below)


def _agency(scan: Scan, layout: "Layout", byline: Byline | None) -> Guess[str | None] | None:
    """Return the news agency beside the reporters or before the first words of a short paste that names no outlet.

    One that signs below the text says whose piece somebody ran.
    """
    if not scan.is_short:
        return None
    outlets, near = scan.lexicon.outlets, [byline.line] if byline and byline.index <= layout.start else []
    places = [(line, place) for line in near for place, _ in _pieces(line)]
    for line in scan.lines[layout.start : layout.start + 1]:
        dateline = _DATELINE.match(line.text)
        places += [(line, dateline.span("name"))] if dateline else []
    for line, place in places:
        name = line.text[slice(*place)]
        if scan.lexicon.is_agency(name):
            return guess(outlets.spelling(name), _AGENCY, [line.place(*place)], Doubt.UNSURE)
    return None


def _just_above(scan: Scan, layout: "Layout") -> Guess[str | None]:
    """Return the known outlet that is all of a line just above the headline, in the first line also an agency's.

    A name that is one word of the language too, as that of VICE, is rather a section unless it stands in capitals; in
    HTML the line may be a menu's.
    """
    if layout.index is None or layout.start >= len(scan.lines) or scan.has_html:
        return guess(None, 0.0)
    for index in range(layout.index - 1, max(-1, layout.index - 1 - _JUST_BELOW), -1):
        known = None if scan.labels[index] else _all_of(scan.texts[index], scan.lexicon)
        if known and not (index and scan.lexicon.is_agency(known.name)):
            return guess(known.name, _BY_HAND, [scan.lines[index].span])
    return guess(None, 0.0)


def _all_of(text: str, lexicon: Lexicon) -> Outlet | None:
    """Return the known outlet whose name is all of a line; one word of the language has to be in capitals."""
    is_large = text.isupper()
    known = lexicon.outlets.find(text) or (lexicon.outlets.find(text.capitalize()) if is_large else None)
    return known if known and (is_large or " " in text or not known.is_word) else None


def _is_on_another_s_site(scan: Scan, found: Guess[str | None]) -> bool:
    """Tell whether the links show that the page is another known outlet's, which runs a piece of a partner."""
    outlets = scan.lexicon.outlets
    runs = outlets.at(next(iter(Hosts.of(scan).best()), ""))
    named = outlets.find(found.value or "")
    return runs is not None and named is not None and named.name != runs.name


def _is_credited(scan: Scan, found: Guess[str | None], byline: Byline | None) -> bool:
    """Tell whether a name stands in the byline, or beside the day in a short line."""
    (start, end), *_ = found.spans
    index = next(index for index, line in enumerate(scan.lines) if line.start <= start and end <= line.end)
    is_dated = bool(scan.dates[index]) and scan.sizes[index] <= _CREDIT_WORDS
    return is_dated or (byline is not None and byline.index == index)


def _weighed(scan: Scan, layout: "Layout", byline: Byline | None, reporters: Sequence[str]) -> Guess[str | None]:
    """Return the likeliest of all names by what speaks for them; none where that is too little.

    A site to which a link or two in the text's sentences lead is likely another's: it is no answer where a name of the
    page is one, and never sure.
    """
    found, host = _likeliest(scan, layout, byline, reporters)
    cited = cited_sites(scan) if host else frozenset()
    if site_of(host) not in cited:
        return found
    otherwise, _ = _likeliest(scan, layout, byline, reporters, cited)
    if otherwise.value:
        return otherwise
    if any(scan.lexicon.is_organisation(name) for name in (letters_of(found.value or ""), *words_of_links(scan, host))):
        return guess(None, 0.0)
    doubt = found.doubt or Doubt.UNSURE
    return replace(found, confidence=min(found.confidence, _CITED), doubt=doubt)


def _likeliest(
    scan: Scan, layout: "Layout", byline: Byline | None, reporters: Sequence[str], without: Set[str] = frozenset()
) -> tuple[Guess[str | None], str]:
    """Return the likeliest of all names with its host, none of the sites that are left out."""
    signed_by_staff = {byline.index} if byline and is_nobody(byline.line.text) else set()
    found = [
        one
        for one in candidates(scan, layout.index, layout.start, layout.end, reporters, without)
        if not _is_credit(scan, one, signed_by_staff)
    ]
    if not found:
        return guess(None, 0.0), ""
    name = weights_for(scan)
    weights = Weights.of(name)
    sums = weights.totals([one.evidence for one in found])
    best = sums.index(max(sums))
    names = [one.value for one in found]
    told = choice_evidence([one.evidence for one in found], names, sums, best)
    sure = Weights.of(f"{name}_choice").probability(told)
    if found[best].known and not _is_called(scan, found[best]):
        sure = min(sure, _OTHERWISE)
    others = [
        _guess_of(scan, found[place], names[place], min(0.8, weights.chance(sums[place])))
        for place in sorted(range(len(sums)), key=lambda place: -sums[place])
        if names[place] != names[best] and weights.chance(sums[place]) >= _RIVAL
    ][:_MOST_OTHERS]
    if sure < _ENOUGH[name]:
        return guess(None, 0.0, (), None, [_guess_of(scan, found[best], names[best], sure), *others]), ""
    doubt = None if sure >= SURE else Doubt.UNSURE if found[best].known else Doubt.UNKNOWN_OUTLET
    value: str | None = scan.lexicon.outlets.spelling(names[best])
    told_by = found[best].host
    return guess(value, sure, _place_of(scan, found[best]), doubt, others if sure < SURE else []), told_by


def _guess_of(scan: Scan, one: Named, name: str, sure: float) -> Guess[str | None]:
    value: str | None = scan.lexicon.outlets.spelling(name)
    return guess(value, sure, _place_of(scan, one), None if one.known else Doubt.UNKNOWN_OUTLET)


def _is_called(scan: Scan, one: Named) -> bool:
    """Tell whether a known outlet is called so by its site, the library, a line, a link home, or again and again.

    The list knows some by another name than their page has, as an edition's, or one that was given up.
    """
    name = one.value
    if one.site_bears_name or scan.lexicon.outlets.is_own(name):
        return True
    wanted = letters_of(name)
    called = (*(text for text in scan.texts if len(text) <= _FOOT), *(home for home, _ in scan.homes))
    return any(letters_of(text) == wanted for text in called) or sum(text.count(name) for text in scan.texts) >= _OFTEN


def _is_credit(scan: Scan, one: Named, staff: Set[int]) -> bool:
    """Tell whether a name stands nowhere but under pictures, which are often another's, or where staff signs."""
    if one.host or not one.mentions:
        return False
    return all(scan.captions[mention.index] or mention.index in staff for mention in one.mentions)


def weights_for(scan: Scan) -> str:
    """Return the name of the weights: where nothing is linked, all depends on what is said."""
    return "outlet_html" if scan.has_html else "outlet_text"


def choice_evidence(told: Sequence[Evidence], values: Sequence[str], sums: Sequence[float], best: int) -> Evidence:
    """Return what speaks for and against the best of all names being right."""
    return {**company(sums, values, best), **{name: told[best][name] for name in _CARRIED if name in told[best]}}


def _place_of(scan: Scan, one: Named) -> Sequence[Span]:
    """Return where the paste says a name first, in a line of its own if there is one."""
    mentions = sorted(one.mentions, key=lambda mention: (mention.how != "own", mention.index))
    return [scan.lines[mention.index].place(*mention.place) for mention in mentions[:1]]


def _in_byline(line: Line, place: Span, lexicon: Lexicon) -> Guess[str | None]:
    name = line.text[slice(*place)]
    if lexicon.outlets.find(name):
        return guess(lexicon.outlets.spelling(name), 0.95, [line.place(*place)])
    return guess(name, 0.85, [line.place(*place)], Doubt.UNKNOWN_OUTLET)


def _ours(lines: Sequence[Line], headline: int | None, body: int, lexicon: Lexicon) -> Guess[str | None]:
    """Return an outlet of the library that is a whole line beside the headline: who keeps it knows it as one.

    Above the headline a single word may be a section, such as "Science".
    """
    first, above = _beside(headline, body)
    below = range(first, min(body + 1, len(lines)))
    for index in [*below, *above]:
        text = lines[index].text
        if lexicon.outlets.is_own(text) and (index in below or len(text.split()) > 1) and not is_furniture(text):
            return guess(lexicon.outlets.spelling(text), 0.95, [lines[index].span])
    return guess(None, 0.0)


def _beside(headline: int | None, body: int) -> tuple[int, range]:
    """Return the first line below the headline, and the few above it."""
    first = headline + 1 if headline is not None else max(0, body - 8)
    return first, range(max(0, first - 4), max(0, first - 1))


def _stated(
    lines: Sequence[Line], headline: int | None, body: int, byline: Byline | None, lexicon: Lexicon
) -> Guess[str | None]:
    """Return a known outlet named in a line of its own, or in a piece of a line, between headline and body."""
    first, above = _beside(headline, body)
    best: Guess[str | None] = guess(None, 0.0)
    for index in [*range(first, min(body + 1, len(lines))), *above]:
        for place, whole in () if is_caption(lines[index].text) else _pieces(lines[index]):
            name = lines[index].text[slice(*place)]
            outlet = lexicon.outlets.find(name)
            if outlet is None or outlet.is_word or is_furniture(name):
                continue
            sure = _sureness(outlet, whole, index >= first, byline is not None and byline.index == index)
            if sure > best.confidence:
                best = guess(lexicon.outlets.spelling(name), sure, [lines[index].place(*place)])
    return best


def _credited(lines: Sequence[Line], headline: int | None, body: int, lexicon: Lexicon) -> Guess[str | None]:
    """Return the outlet of which a line near the headline says that the piece was for it."""
    first = headline + 1 if headline is not None else max(0, body - 8)
    for line in lines[first : body + 1]:
        prefix = _PREFIX.match(line.text)
        if prefix and is_agent(line.text[prefix.end() :]):
            place = line.place(prefix.end(), len(line.text))
            if lexicon.outlets.find(line.text[prefix.end() :]):
                return guess(lexicon.outlets.spelling(line.text[prefix.end() :]), 0.93, [place])
            return guess(line.text[prefix.end() :], 0.8, [place], Doubt.UNKNOWN_OUTLET)
    return guess(None, 0.0)


def _sureness(outlet: Outlet, whole: bool, below: bool, in_byline: bool) -> float:
    if outlet.medium is Medium.NEWSWIRE and in_byline:
        return 0.7
    return (0.95 if whole else 0.92) if below else (0.85 if whole else 0.6)


def _pieces(line: Line) -> Iterator[tuple[Span, bool]]:
    """Yield the ranges of a line that separators make, the whole line first."""
    if len(line.text) > _LONGEST:
        return
    prefix = _PREFIX.match(line.text)
    yield (prefix.end() if prefix else 0, len(line.text)), True
    position = 0
    for separator in _PIECE.finditer(line.text):
        yield trim(line.text, position, separator.start()), False
        position = separator.end()
    if position:
        yield trim(line.text, position, len(line.text)), False


def _signature(line: Line) -> Iterator[tuple[Span, bool]]:
    match = _COPYRIGHT.search(line.text) if len(line.text) <= _LONGEST else None
    if match:
        company = _COMPANY.search(match[1])
        yield (match.start(1), match.start(1) + company.start() if company else match.end(1)), False


def _unknown_line(
    lines: Sequence[Line], headline: int | None, body: int, byline: Byline | None, lexicon: Lexicon
) -> Guess[str | None]:
    """Return the short line between byline and date: the layout of pages that list their people's mentions."""
    if headline is None or byline is None or byline.index < headline or byline.index + 2 > len(lines) - 1:
        return guess(None, 0.0)
    line, after = lines[byline.index + 1], lines[byline.index + 2]
    dated = next(dates_in(after.text, lexicon.today), None)
    is_date = dated is not None and dated.end - dated.start >= len(after.text) - 6
    if (
        not is_date
        or byline.index + 2 > body
        or len(line.text) > 70
        or line.text.endswith((".", "?"))
        or is_furniture(line.text)
        or is_nobody(line.text)
        or _DAY_LABEL.fullmatch(line.text)
        or tells_job(line.text)
        or not key(line.text)
        or lexicon.outlets.is_place(line.text)
    ):
        return guess(None, 0.0)
    known = lexicon.outlets.find(line.text)
    is_told = byline.feat or (known and not known.is_word and not lexicon.is_agency(line.text))
    sure = 0.92 if is_told else 0.75
    return guess(line.text, sure, [line.span], None if is_told else Doubt.UNSURE if known else Doubt.UNKNOWN_OUTLET)


def _masthead(
    lines: Sequence[Line], headline: int | None, body: int, byline: Byline | None, lexicon: Lexicon
) -> Guess[str | None]:
    if headline is None:
        return guess(None, 0.0)
    return find_masthead(lines, headline + 1, body, byline.index if byline else None, _signers(lines), lexicon)


def _signer(lines: Sequence[Line], lexicon: Lexicon) -> Guess[str | None]:
    """Return the known outlet that the page is signed with and that stands in a line of its own besides.

    An agency signs its pieces wherever they run.
    """
    known = ((name, lexicon.outlets.find(name)) for name in _signers(lines))
    signers = {key(name) for name, outlet in known if outlet and outlet.medium is not Medium.NEWSWIRE}
    if not signers:
        return guess(None, 0.0)
    alone = next((line for line in lines if len(line.text) <= _LONGEST and key(line.text) in signers), None)
    return guess(lexicon.outlets.spelling(alone.text), 0.93, [alone.span]) if alone else guess(None, 0.0)


def _signers(lines: Sequence[Line]) -> list[str]:
    """Return the names behind the page's ©."""
    return [line.text[slice(*place)] for line in lines[-_FOOT:] for place, _ in _signature(line)]
