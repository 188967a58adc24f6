"""One article, from any page around it, as a draft."""

import re
from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from msgspec import Struct

from clipper.capture.finders.address import address_of, speaks_of
from clipper.capture.finders.body import Part, is_prose, is_sentence, parts_of
from clipper.capture.finders.byline import Byline, is_byline, is_outlet_and_day
from clipper.capture.finders.byline_evidence import Scene
from clipper.capture.finders.credits import LONGEST, is_role, tells_who
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.day import find_day
from clipper.capture.finders.day_candidates import Around
from clipper.capture.finders.foot import find_foot
from clipper.capture.finders.furniture import is_furniture
from clipper.capture.finders.headline import find_headline
from clipper.capture.finders.language import language_of
from clipper.capture.finders.link import addresses_in
from clipper.capture.finders.outlet import find_outlet
from clipper.capture.finders.passage import Passage, begins_with_emoji, find_passage
from clipper.capture.finders.reporters import beside_outlet, byline_guess, find_byline
from clipper.capture.finders.spokesperson import feat_in, featured_in, known_in
from clipper.capture.finders.when import tells_only_when
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, ends_sentence
from clipper.capture.link_day import agreed_with
from clipper.capture.markdown import body_markdown
from clipper.capture.mention_day import says_published
from clipper.capture.outlets import host_of, medium_in, most_frequent
from clipper.capture.scan import Scan
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium
from clipper.model.draft import Doubt, Draft, Guess
from clipper.model.markup import sentences
from clipper.model.text import fold
from clipper.model.values import replace

_LONGEST_HEADLINE = 300
_LONG_ENOUGH = 60
_SEVERAL = 3
_QUOTES = " \"'”’»)]"
_HEAD_LINES = 8
_BARS = re.compile(r"\s[|·•]\s")
_FEW_WORDS = 4
"""So many words say something without a full stop; fewer are rather a label or a name."""


def read_article(scan: Scan) -> Draft:
    """Return the draft of an article."""
    lines, lexicon = scan.lines, scan.lexicon
    layout = layout_of(scan)
    start, end, index, headline = layout.start, layout.end, layout.index, layout.headline
    scene = Scene(scan, index, start, end)
    signed = find_byline(scene)
    outlet, foot = _outlet(scan, layout, signed, byline_guess(signed, lexicon).value)
    byline = beside_outlet(scene, signed, outlet.value)
    reporters = byline_guess(byline, lexicon)
    deck = _deck(scan, layout, byline)
    taken = [line for line in _body_lines(scan, layout, deck, byline) if line != foot]
    taken = _without_biographies(lines, taken, reporters.value)
    if headline.value is None and not taken and len(lines[0].text) <= _LONGEST_HEADLINE:
        headline = guess(lines[0].text, 0.4, [lines[0].span], Doubt.UNSURE)
    link = address_of(scan, (start, end), index, headline.value or "")
    # An address in a line of its own is the article's, not what it says.
    parts = parts_of(lines, [line for line in taken if lines[line].span not in link.spans])
    body = _body(parts, lines)
    language = _language(body, headline)
    around = Around(index, byline.index if byline else None, start, end)
    return Draft(
        headline=_without_feat(headline, lines, index, lexicon),
        deck=deck,
        reporters=reporters,
        spokespeople=_spokespeople(lines, index, byline, parts, reporters, lexicon),
        outlet=outlet,
        medium=_medium(outlet, bool(parts), lexicon),
        published_on=_day(scan, find_day(scan, around, language.value), headline.value or ""),
        url=link,
        language=language,
        body=body,
        extent=(lines[0].start, lines[-1].end),
    )


class Credit(Enum):
    """What the lines around an article say of it."""

    REPORTER = auto()
    DAY = auto()


class Layout(Struct, frozen=True):
    """Where the parts of an article are: the lines taken for its text, the densest stretch of it, and the headline."""

    taken: list[int]
    start: int
    end: int
    index: int | None
    headline: Guess[str | None]


def layout_of(scan: Scan) -> Layout:
    """Return where the text and the headline of an article are."""
    passage = find_passage(scan)
    index, headline = find_headline(scan)
    start, end = _stretch(passage, scan.lines, index, scan.lexicon)
    return Layout(passage.taken, start, end, index, headline)


def _stretch(passage: Passage, lines: Sequence[Line], headline: int | None, lexicon: Lexicon) -> tuple[int, int]:
    """Return where the body starts and ends; a deck above the byline is not its start."""
    start, end = passage.start, passage.end
    start = max(start, _below_title(lines, end))
    above = range(headline + 1 if headline is not None else 0, start)
    told = {credit for index in above for credit in _credits_of(lines[index], lexicon)}
    last = None
    for index in range(start, min(start + _HEAD_LINES, end)):
        found = _credits_of(lines[index], lexicon)
        # A second day below a text is a date of its timeline, a second reporter one of its voices.
        if (found and (found - told or last == index - 1)) or _names_outlet(lines, start, index, lexicon):
            last = index
            told |= found
    if last is None or sum(map(is_prose, lines[start:last])) > 2:
        return start, end
    while last + 1 < end - 1 and not (is_prose(lines[last + 1]) or is_sentence(lines[last + 1])):
        last += 1
    return last + 1, end


def _outlet(
    scan: Scan, layout: Layout, byline: Byline | None, reporters: Sequence[str]
) -> tuple[Guess[str | None], int | None]:
    """Return the outlet, and the index of the last line where that names it and is no text."""
    found, foot = find_outlet(scan, layout, byline, reporters), find_foot(scan, layout.taken)
    best = max(found, foot, key=lambda one: one.confidence)
    name: str | None = scan.lexicon.outlets.spelling(best.value) if best.value else None
    return replace(best, value=name), len(scan.lines) - 1 if foot.value and foot.value == name else None


def _body_lines(scan: Scan, layout: Layout, deck: Guess[str | None], byline: Byline | None) -> list[int]:
    """Return the lines of the body: those taken, without credits, the deck, and the headline where it is repeated."""
    lines = scan.lines
    title = lines[layout.index] if layout.index is not None else None
    # What was taken for the headline, and is a paragraph like those below it, is text that would be missed.
    unwanted = title.text if title and not is_prose(title) else ""
    first = _first_of_text(scan, layout)
    taken = [
        index
        for index in layout.taken
        if (index >= layout.start or _is_lead(scan, layout, index, deck)) and lines[index].text != unwanted
        if index >= first or not _is_credit_line(scan, index, byline)
    ]
    return sorted({*taken, *_typed_lines(scan, layout, deck, byline)})


def _without_biographies(lines: Sequence[Line], taken: Sequence[int], reporters: Sequence[str]) -> list[int]:
    """Return the lines of a text without those at its end that tell who its reporters are."""
    left = list(taken)
    while len(left) > 1 and any(tells_who(lines[left[-1]].text, name) for name in reporters):
        left.pop()
    return left


def _typed_lines(scan: Scan, layout: Layout, deck: Guess[str | None], byline: Byline | None) -> list[int]:
    """Return the lines of a short paste by hand that are text: all below its headline and credits.

    Nothing of a page around it was copied, so that its shortest paragraph is text, too, if only an emoji.
    """
    if layout.index is None or not scan.is_by_hand:
        return []
    first = layout.index + 1
    if byline and byline.index <= max(layout.start, first) and byline.index >= first:
        first = byline.index + 1
    credited = {one.line.start for one in byline.more} | {byline.line.start} if byline else set()
    return [
        index
        for index, line in enumerate(scan.lines[first:], first)
        if scan.sentences[index] or scan.sizes[index] >= _FEW_WORDS or begins_with_emoji(line.text)
        if line.start not in credited and line.span not in deck.spans and not _is_around_text(scan, index, byline)
    ]


def _is_around_text(scan: Scan, index: int, byline: Byline | None) -> bool:
    """Tell whether a line of a short paste by hand says where, when or by whom it was published."""
    line = scan.lines[index]
    is_source = scan.lexicon.outlets.find(line.text) is not None or is_outlet_and_day(line.text, scan.lexicon)
    is_link = addresses_in(line.text) == [(0, len(line.text))]
    return is_source or is_link or _is_credit(line, scan.lexicon) or _is_credit_line(scan, index, byline)


def _first_of_text(scan: Scan, layout: Layout) -> int:
    """Return the first line of the body that is a paragraph; a day below it is one of a timeline, say."""
    below = [index for index in layout.taken if index >= layout.start]
    told = ((index, scan.lines[index]) for index in below if not tells_only_when(scan.texts[index], scan.lexicon))
    told = ((index, line) for index, line in told if not _is_dated_byline(line, scan.lexicon))
    return next((index for index, line in told if is_prose(line) or is_sentence(line)), 0)


def _is_dated_byline(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a line, however long, says by whom and when the page was published."""
    return len(line.text) <= LONGEST and is_byline(line.text) and any(dates_in(line.text, lexicon.today))


def _is_credit_line(scan: Scan, index: int, byline: Byline | None) -> bool:
    """Tell whether a line at the beginning of a text only says when it was published, or who its reporter is."""
    line = scan.lines[index]
    if tells_only_when(line.text, scan.lexicon):
        return True
    if byline is None or ((is_prose(line) or is_sentence(line)) and not _is_dated_byline(line, scan.lexicon)):
        return False
    return index == byline.index or (index == byline.index + 1 and is_role(line.text))


def _is_lead(scan: Scan, layout: Layout, index: int, deck: Guess[str | None]) -> bool:
    """Tell whether a line that was taken from between headline and credits is text; only HTML tells that."""
    line = scan.lines[index]
    if not scan.has_html or layout.index is None or index <= layout.index or line.span in deck.spans:
        return False
    return (is_prose(line) or is_sentence(line)) and not _is_credit(line, scan.lexicon)


def _below_title(lines: Sequence[Line], end: int) -> int:
    """Return the index below the page's only title of the first rank, where its HTML tells it; else 0."""
    titles = {line.text: index for index, line in reversed([*enumerate(lines)]) if line.hints.heading == 1}
    index = next(iter(titles.values()), 0) if len(titles) == 1 else 0
    return index + 1 if 0 < index < end - 1 else 0


def _names_outlet(lines: Sequence[Line], start: int, index: int, lexicon: Lexicon) -> bool:
    """Tell whether a line is nothing but a known outlet, and those above it are such lines or credits."""

    def is_outlet(line: Line) -> bool:
        return " " in line.text and lexicon.outlets.find(line.text) is not None

    return is_outlet(lines[index]) and all(is_outlet(line) or _is_credit(line, lexicon) for line in lines[start:index])


def _is_credit(line: Line, lexicon: Lexicon) -> bool:
    return bool(_credits_of(line, lexicon))


def _credits_of(line: Line, lexicon: Lexicon) -> set[Credit]:
    """Return what a line that is no text says of the article's origin."""
    if is_byline(line.text):
        return {Credit.REPORTER}
    if tells_only_when(line.text, lexicon):
        return {Credit.DAY}
    if len(line.text) > 100 or is_sentence(line):
        return set()
    found = next(dates_in(line.text, lexicon.today), None)
    is_dated = found is not None and line.text.count(" ") <= 12
    return ({Credit.REPORTER} if line.hints.author else set()) | ({Credit.DAY} if is_dated else set())


def _body(parts: Sequence[Part], lines: Sequence[Line]) -> Guess[str | None]:
    if not parts:
        return guess(None, 0.0)
    text: str | None = body_markdown(parts)
    size = sum(part.line.text.count(" ") + 1 for part in parts)
    spans = [part.line.span for part in parts]
    if size >= _LONG_ENOUGH:
        return guess(text, 0.93, spans)
    if _is_whole([part.line for part in parts], lines):
        return guess(text, 0.9, spans)
    return guess(text, 0.7, spans, Doubt.SHORT_BODY)


def _is_whole(text: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Tell whether a short text is a brief with its end: several sentences, the last with its mark, most of the paste.

    A teaser has a sentence or two, or ends in an ellipsis; what is lost in a page is a small part of it.
    """
    said = [sentence for line in text for sentence in sentences(line.text)]
    has_end = ends_sentence(said[-1]) and not said[-1].rstrip(_QUOTES).endswith(("…", "..."))
    is_most = 2 * sum(len(line.text) for line in text) >= sum(len(line.text) for line in lines)
    return has_end and is_most and sum(map(ends_sentence, said)) >= _SEVERAL


def _language(body: Guess[str | None], headline: Guess[str | None]) -> Guess[str | None]:
    code, sure = language_of((body.value or headline.value or "")[:8_000])
    return guess(code, sure)


def _without_feat(
    headline: Guess[str | None], lines: Sequence[Line], index: int | None, lexicon: Lexicon
) -> Guess[str | None]:
    feat = feat_in(headline.value or "", lexicon.spokespeople) if index is not None else None
    if index is None or feat is None or not headline.value or headline.value[feat.end :].strip(" ."):
        return headline
    shorter: str | None = headline.value[: feat.start].rstrip()
    if not shorter:
        return headline
    return guess(shorter, headline.confidence, [lines[index].place(0, len(shorter))], headline.doubt)


def _day(scan: Scan, found: Guess[date | None], title: str) -> Guess[date | None]:
    """The head of a saved page knows the day where its text does not tell, or tells it from the day it was saved.

    So may the address that it has, or that its links for sharing hand on.
    """
    head, today = scan.head, scan.lexicon.today
    stated = next(dates_in(head.get("published", "")[:40], today), None)
    if stated is None or found.is_sure:
        shared = scan.shared.address or ""
        return agreed_with(found, head.get("url") or (shared if speaks_of(shared, title) else ""), today)
    return guess(stated.day, 0.93, found.spans if found.value == stated.day else ())


def _is_published(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a line says when the page was published, as "Publié le 6 mars 2026 à 14 h 32" does."""
    return says_published(line.text) and _is_credit(line, lexicon)


def _deck(scan: Scan, layout: Layout, byline: Byline | None) -> Guess[str | None]:
    """The one sentence or two between the headline and the text are its deck."""
    lines, headline = scan.lines, layout.index
    if headline is None:
        return guess(None, 0.0)
    for index, line in enumerate(lines[headline + 1 : min(layout.start, headline + 4)], headline + 1):
        size = line.text.count(" ") + 1
        if _is_no_deck(scan, index) or line.text == lines[headline].text or _is_of_picture(scan, headline, index):
            continue
        is_signed = byline is not None and byline.index > index
        between = index == headline + 1 and _are_credits(scan, index + 1, byline)
        if 6 <= size <= 60 and (between or is_sentence(line) or line.hints.heading) and not is_furniture(line.text):
            if is_signed or between:
                return guess(line.text, 0.9, [line.span])
            if scan.has_html and index in layout.taken:
                # With no byline below it a sentence that reads like the text is its first, not its deck.
                break
            return guess(line.text, 0.75, [line.span], Doubt.UNSURE)
    return guess(None, 0.0)


def _is_no_deck(scan: Scan, index: int) -> bool:
    """Tell whether a line below a headline says by whom or when the piece was published."""
    line = scan.lines[index]
    if is_byline(line.text) or _is_published(line, scan.lexicon) or _are_credits(scan, index, None):
        return True
    return is_outlet_and_day(line.text, scan.lexicon) or tells_only_when(line.text, scan.lexicon)


def _are_credits(scan: Scan, index: int, byline: Byline | None) -> bool:
    """Tell whether a line is the byline, or a row of who wrote and ran a piece and when: "Ann Lee · CBC · May 3"."""
    if byline is not None and byline.index == index:
        return True
    return index < len(scan.lines) and bool(scan.dates[index]) and _BARS.search(scan.texts[index]) is not None


def _is_of_picture(scan: Scan, headline: int, index: int) -> bool:
    """Tell whether a line is a caption, or what a picture shows: its caption stands below that, credits above it."""
    if scan.captions[index] or scan.lines[index].hints.alt:
        return True
    has_caption = index + 1 < len(scan.lines) and scan.captions[index + 1]
    return has_caption and any(_is_no_deck(scan, place) for place in range(headline + 1, index))


def _spokespeople(
    lines: Sequence[Line], headline: int | None, byline: Byline | None, parts: Sequence[Part],
    reporters: Guess[tuple[str, ...]], lexicon: Lexicon,
) -> Guess[tuple[Spokesperson, ...]]:  # fmt: skip
    """Return those whom the byline or headline says it features, else those of the library whom the text names."""
    paragraphs = [part.line for part in parts]
    known = lexicon.spokespeople
    for line in _lines_of(byline, lines, headline):
        feat = feat_in(line.text, known)
        if feat:
            names = [line.text[slice(*place)] for place in feat.names]
            return featured_in(names, [line.place(*place) for place in feat.names], paragraphs, lexicon)
    authors = {fold(name): span for name, span in zip(reporters.value, reporters.spans, strict=False)}
    return known_in(paragraphs, authors, lexicon)


def _lines_of(byline: Byline | None, lines: Sequence[Line], headline: int | None) -> list[Line]:
    near = lines[headline : headline + 4] if headline is not None else lines[:4]
    return [*([byline.line] if byline else []), *near]


def _site(hosts: Sequence[str], link: Guess[str | None]) -> tuple[str, float]:
    return (host_of(link.value), 1.0) if link.value else most_frequent(hosts)


def _medium(outlet: Guess[str | None], has_text: bool, lexicon: Lexicon) -> Guess[Medium | None]:
    known = lexicon.outlets.find(outlet.value or "")
    medium = (known.medium if known else None) or medium_in(outlet.value or "")
    # An article of a broadcaster or agency that was copied with its text was read on a website.
    if has_text and medium is not Medium.PRINT:
        return guess(Medium.ONLINE, 0.92)
    return guess(medium, 0.8 if medium else 0.0)
