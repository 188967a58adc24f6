"""The headline of an article: which line of its page is it, and how sure that is."""

import re
from collections.abc import Hashable, Sequence

from clipper.capture.evidence import Evidence, Weights, company
from clipper.capture.finders.furniture import (
    is_greeting,
    is_menu,
    is_notice,
    is_release_label,
    leads_elsewhere,
    leads_into_page,
)
from clipper.capture.finders.headline_evidence import Title, headline_candidates
from clipper.capture.finders.names import is_person
from clipper.capture.finders.names_on_top import headline_may_be_below, is_name_on_top
from clipper.capture.finders.when import tells_only_when
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.scan import Scan
from clipper.model.draft import SURE, Doubt, Guess, Span
from clipper.model.text import letters_alone

_ENOUGH = 0.3
_RIVAL = 0.1
_MOST_OTHERS = 2
_CARRIED = (
    *(
        "html",
        "lines",
        "prose_share",
        "index",
        "only_h1",
        "first_h1",
        "heading",
        "higher_headings",
        "shared",
        "has_shared",
    ),
    *(
        "slug",
        "has_slug",
        "told",
        "repeated",
        "begins_other",
        "byline_below",
        "date_below",
        "mass_near",
        "words",
        "is_host",
    ),
    *("without_site", "without_kicker"),
)


_NOTE_LINES = 2
"""So many lines at the top of a paste may be a note of who sent it on."""
_NEAR_BELOW, _TITLE_WORDS, _REPEATED = 8, 3, 0.93
_SITE = re.compile(r"\s+(?:(?P<bar>\|)|[·•–—-])\s+(?:\S.{0,40}\s[|·•–—-]\s+)?(?P<name>\S.{1,60}?)")
"""What the tab of a browser shows behind a headline; a dash may as well be the headline's own."""
_ISSUE = re.compile(
    r"(?:n[°ºo]s?|no\.|num[ée]ro|nr\.?|issue|vol(?:ume)?\.?|édition|edition|ausgabe)\s?\d{1,5}\b.{0,40}", re.IGNORECASE
)
"""What a magazine is numbered by: "No. 302 · Spring 2018"."""
_EDITION = re.compile(r"(?P<outlet>[^()]{2,60}?)\s*(?:\([^()]{2,40}\))?[\s,;|·•–—-]*")
_LONGEST_ISSUE = 160
_UNSURE = 0.7
_OF_FIRST_LINE = 0.6
_HARDLY_LESS, _FAR, _SHORT = 1.0, 10, 100
_MOST_WORDS = 14
_RATHER = 0.85
_DECK_WORDS, _TITLE_LIKE = 13, 5
_CAPTION_WORDS = 5
_CREDIT = re.compile(r"(?P<name>[^,|•·–—]{4,40}?)(?:,|\s[|•·–—])\s(?P<outlet>[^,|•·–—]{2,60})")
_TEXT_WORDS = 8


def find_headline(scan: Scan) -> tuple[int | None, Guess[str | None]]:
    """Return the index of the line that holds the headline, and the guess; None where no line is likely to."""
    candidates = [
        one
        for one in headline_candidates(scan)
        if not (_is_around(one.value, one.index, scan.lexicon) or _is_of_picture(scan, one.index))
        and not _is_issue_of_outlet(scan, one.index)
    ]
    found = _likeliest(scan, candidates)
    index, best = found
    if index is None or best.value != scan.texts[index]:
        return found
    if is_name_on_top(scan, index):
        below, other = _likeliest(scan, [one for one in candidates if one.index > index])
        if below is not None and headline_may_be_below(scan, index, below):
            return below, _rather(other, best)
    above = _above_deck(scan, candidates, index)
    if above is not None:
        return above.index, _rather(guess(above.value, _UNSURE, above.spans), best)
    return found


def _rather(found: Guess[str | None], other: Guess[str | None]) -> Guess[str | None]:
    """Return a headline to be looked at, with the line that seemed likelier as what it may be instead."""
    sure = min(found.confidence, _RATHER)
    return guess(found.value, sure, found.spans, Doubt.SEVERAL_HEADLINES, [guess(other.value, _UNSURE, other.spans)])


def _above_deck(scan: Scan, candidates: Sequence[Title], index: int) -> Title | None:
    """Return the title right above a line that is long as decks are and has who wrote the piece, or when, below it."""
    if scan.has_html or scan.sizes[index] < _DECK_WORDS or index + 1 >= len(scan.texts) or not index:
        return None
    is_signed = scan.bylines[index + 1] or scan.people[index + 1] or bool(scan.dates[index + 1])
    size, words = scan.sizes[index - 1], scan.texts[index - 1].split()
    may_be = _TITLE_LIKE <= size < scan.sizes[index] and not (scan.sentences[index - 1] or scan.furniture[index - 1])
    if not is_signed or not may_be or words[:2] == scan.texts[index].split()[:2]:
        return None
    weights = Weights.of("headline")
    above = (one for one in candidates if one.index == index - 1 and one.value == scan.texts[index - 1])
    return next((one for one in above if weights.chance(weights.totals([one.evidence])[0]) >= _RIVAL), None)


def _likeliest(scan: Scan, candidates: Sequence[Title]) -> tuple[int | None, Guess[str | None]]:
    if not candidates:
        return None, guess(None, 0.0)
    weights = Weights.of("headline")
    sums = weights.totals([candidate.evidence for candidate in candidates])
    best = sums.index(max(sums))
    values = values_of(candidates)
    told = choice_evidence([candidate.evidence for candidate in candidates], sums, values, best)
    sure = Weights.of("headline_choice").probability(told)
    others = _others(candidates, values, sums, best)
    chosen = candidates[best]
    is_far_below = chosen.index > _FAR and _begins_as_well(scan, candidates, sums)
    if sure < _UNSURE and (is_far_below or _is_below_text(scan, chosen.index)):
        first: str | None = scan.texts[0]
        return 0, guess(first, _OF_FIRST_LINE, [scan.lines[0].span], Doubt.UNSURE, others)
    if sure < _ENOUGH:
        likeliest: Guess[str | None] = guess(chosen.value, sure, chosen.spans)
        return None, guess(None, 0.0, (), None, [likeliest, *others][:_MOST_OTHERS])
    repeated = _repeated_below(scan, chosen)
    if repeated is not None:
        again: str | None = scan.texts[repeated]
        return repeated, guess(again, max(sure, _REPEATED), [scan.lines[repeated].span])
    value, spans = _with_rest(scan, chosen)
    return chosen.index, guess(value, sure, spans, _doubt(sure, others), others if sure < SURE else [])


def _repeated_below(scan: Scan, chosen: Title) -> int | None:
    """Return the line below a page's title, as its tab shows it, that says the same without the name of the site."""
    for index in range(chosen.index + 1, min(chosen.index + _NEAR_BELOW, len(scan.texts))):
        text = scan.texts[index]
        rest = chosen.value[len(text) :] if chosen.value.startswith(text) and scan.sizes[index] >= _TITLE_WORDS else ""
        site = _SITE.fullmatch(rest)
        if site and (site["bar"] or scan.lexicon.outlets.find(site["name"])):
            return index
    return None


def _with_rest(scan: Scan, chosen: Title) -> tuple[str | None, Sequence[Span]]:
    """Return a headline with its second line, where the first ends in a dash."""
    below = chosen.index + 1
    is_whole = scan.texts[chosen.index].endswith(chosen.value) and below < len(scan.texts)
    goes_on = is_whole and chosen.value.endswith((" –", " —", " -"))
    if not goes_on or not 0 < scan.sizes[below] <= _MOST_WORDS:
        return chosen.value, chosen.spans
    return f"{chosen.value} {scan.texts[below]}", [(chosen.spans[0][0], scan.lines[below].span[1])]


def _is_below_text(scan: Scan, index: int) -> bool:
    """Tell whether a line is below the first of a text that has a line above it which may be its headline.

    Where nothing but an article was copied, without its HTML, what is looked for stands above its text.
    """
    if scan.has_html or any(scan.furniture[1:]) or scan.sizes[0] > _MOST_WORDS or scan.sentences[0]:
        return False
    if _is_around(scan.texts[0], 0, scan.lexicon):
        return False
    below = range(1, index + 1)
    return any(scan.sizes[line] >= _TEXT_WORDS and scan.sentences[line] for line in below)


def _begins_as_well(scan: Scan, candidates: Sequence[Title], sums: Sequence[float]) -> bool:
    """Tell whether the first line of a short text without its HTML is hardly less likely than the best."""
    first = [sum_ for one, sum_ in zip(candidates, sums, strict=True) if one.index == 0]
    is_short = len(scan.lines) < _SHORT and not scan.has_html
    return is_short and bool(first) and max(sums) - _HARDLY_LESS <= max(first) < max(sums)


def _is_around(text: str, index: int, lexicon: Lexicon) -> bool:
    """Tell whether a line is a menu, a name, an issue or a day, a notice, or a note of who sent the article on."""
    is_note = index < _NOTE_LINES and is_greeting(text)
    outlet = lexicon.outlets.find(text)
    is_outlet = outlet is not None and not outlet.is_word
    return (
        is_note
        or is_outlet
        or is_notice(text)
        or lexicon.is_organisation(text)
        or is_release_label(text)
        or _ISSUE.fullmatch(text) is not None
        or is_menu(text)
        or leads_elsewhere(text)
        or leads_into_page(text)
        or tells_only_when(text, lexicon)
        or _is_credit(text, lexicon)
    )


def _is_of_picture(scan: Scan, index: int) -> bool:
    """Tell whether a line of a plain text is the words of a picture: the next one, its caption, says that and more."""
    if scan.has_html or index + 1 == len(scan.keys) or scan.sizes[index] < _CAPTION_WORDS:
        return False
    key, below = scan.keys[index], scan.keys[index + 1]
    if scan.counts[key] > 1:
        # A picture may have the headline for its words.
        return False
    is_within = below.startswith(key) or (key in below and scan.captions[index + 1])
    return len(below) > len(key) and is_within


def _is_credit(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a line is nothing but a person and a known outlet, as below a headline of one or two words."""
    credit = _CREDIT.fullmatch(text)
    return credit is not None and is_person(credit["name"]) and lexicon.outlets.find(credit["outlet"]) is not None


def _is_issue_of_outlet(scan: Scan, index: int) -> bool:
    """Tell whether a line is a known outlet, its edition and day, and at most somebody who wrote for it."""
    text, found = scan.texts[index], next(iter(scan.dates[index]), None)
    edition = _EDITION.fullmatch(text[: found.start]) if found and len(text) <= _LONGEST_ISSUE else None
    if found is None or edition is None or scan.lexicon.outlets.find(edition["outlet"]) is None:
        return False
    behind = text[found.end :].strip(" ,;|·•–—-")
    return not behind or is_person(behind)


def choice_evidence(told: Sequence[Evidence], sums: Sequence[float], values: Sequence[Hashable], best: int) -> Evidence:
    """Return what speaks for and against the best of all candidates being right."""
    return {**company(sums, values, best), **{name: told[best][name] for name in _CARRIED if name in told[best]}}


def values_of(candidates: Sequence[Title]) -> list[str]:
    """Return what candidates say, so that lines of the same words are not each other's rivals."""
    return [letters_alone(candidate.value).casefold() for candidate in candidates]


def _others(
    candidates: Sequence[Title], values: Sequence[str], sums: Sequence[float], best: int
) -> list[Guess[str | None]]:
    """Return the likeliest of the other lines, best first, each text once."""
    weights = Weights.of("headline")
    seen = {values[best]}
    others: list[Guess[str | None]] = []
    for place in sorted(range(len(sums)), key=lambda place: -sums[place]):
        chance = weights.chance(sums[place])
        if chance < _RIVAL or len(others) == _MOST_OTHERS:
            break
        if values[place] not in seen:
            value: str | None = candidates[place].value
            others.append(guess(value, min(0.8, chance), candidates[place].spans))
            seen.add(values[place])
    return others


def _doubt(sure: float, others: Sequence[Guess[str | None]]) -> Doubt | None:
    if sure >= SURE:
        return None
    return Doubt.SEVERAL_HEADLINES if others else Doubt.UNSURE
