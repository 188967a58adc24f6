"""Several whole articles in one paste, as in a digest by mail: where each begins.

One article is the rule, and a page around it has teasers, comments and boxes with names and days of their own. So a
paste comes apart only where every piece has the whole of an article: a headline, who wrote or ran it, a day, and prose.
Where the page itself says that its pieces are articles, a headline and prose are enough.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from clipper.capture.elements import Element
from clipper.capture.finders.names import is_person
from clipper.capture.labels import without_label
from clipper.capture.mention_facts import tells_of_page_or_reporter
from clipper.capture.scan import Scan

_OF_HEAD = {"day", "outlet"}
_DIGIT = re.compile(r"\d")
_RULE = re.compile(
    r"[-–—_=*#~•·. ]{3,}|(?:article|document|item)\s+\d{1,3}(?:\s+(?:of|de|sur|/)\s+\d{1,3})?\W*", re.IGNORECASE
)
_HEADLINES = range(1, 4)
"""The levels of headings that may be a headline."""

_BETWEEN = re.compile(r"\s*[|·•,–—]\s+|\s+-\s+")
_BARS = re.compile(r"\s[|·•]\s")
_HEADLINE_WORDS = range(3, 31)
_CREDIT_WORDS = 16
_CREDIT_LINES = 6
_PARAGRAPH_WORDS = 12
_ARTICLE_WORDS = 24
_ARTICLE_PARAGRAPHS = 2
_ARTICLES = 2
_INSIDE = 0.8
"""The part of a paste's prose that the articles hold together; a page around one article holds more."""

_MOST = 250
"""So many articles come apart; what is behind stays with the last, since to read each takes milliseconds."""

_LINES_AROUND = 7
"""So many short lines an article may have beside those that its paragraphs make up for."""


def article_starts(scan: Scan) -> list[int]:
    """Return the index of the first line of each article, in order; a single one where the paste is one article."""
    marked = _marked_heads(scan)
    heads = [index for index in range(len(scan.lines)) if index in marked or _is_head(scan, index)]
    pieces = [range(head, end) for head, end in pairwise([*heads, len(scan.lines)])]
    if sum(_is_prose(scan, piece) for piece in pieces) < _ARTICLES and not _are_ruled_apart(scan, pieces):
        return [0]
    # Among articles a shorter one is no part of the one above it.
    starts = [piece.start for piece in pieces if _has_text(scan, piece)]
    return _from_above(scan, starts)[:_MOST] if _is_all(scan, starts) else [0]


def _are_ruled_apart(scan: Scan, pieces: Sequence[range]) -> bool:
    """Tell whether a rule stands above each article but the first, so that a single paragraph makes one."""
    are_ruled = all(_RULE.fullmatch(scan.texts[piece.start - 1]) for piece in pieces[1:])
    return len(pieces) >= _ARTICLES and are_ruled and all(_has_text(scan, piece) for piece in pieces)


def _is_head(scan: Scan, index: int) -> bool:
    """Tell whether a headline begins here: behind a gap or rule, and with a credit and a day close below it."""
    # What a line is was told for all of them, but not yet what stands above it.
    if not _looks_like_headline(scan, index) or not _is_apart(scan, index):
        return False
    credits = _credits_below(scan, index)
    return ("day" in credits and len(credits) > 1) or _is_below_head(scan, index)


def _is_below_head(scan: Scan, index: int) -> bool:
    """Tell whether the lines right above a headline say who ran its article and when, as a clipping service does."""
    if not any(map(_DIGIT.search, scan.texts[max(0, index - _CREDIT_LINES) : index])):
        return False
    return set().union(*(_credits(scan, place) for place in _head_above(scan, index))) >= _OF_HEAD


def _head_above(scan: Scan, index: int) -> range:
    """Return the lines above a headline that only say who ran its article, when, who wrote it and on what page."""
    first = index
    while first > max(0, index - _CREDIT_LINES) and _is_of_head(scan, first - 1):
        first -= 1
        if scan.lines[first].gap:
            break
    return range(first, index)


def _is_of_head(scan: Scan, index: int) -> bool:
    text = scan.texts[index]
    if scan.sizes[index] > _CREDIT_WORDS or scan.sentences[index] or "©" in text:
        return False
    return bool(_credits(scan, index)) or tells_of_page_or_reporter(text)


def _credits_below(scan: Scan, index: int) -> set[str]:
    """Return what the lines between a headline and its text say of the article."""
    below = range(index + 1, min(index + 1 + _CREDIT_LINES, len(scan.lines)))
    return set().union(*(_credits(scan, place) for place in takewhile(lambda at: not _is_paragraph(scan, at), below)))


def _marked_heads(scan: Scan) -> frozenset[int]:
    """Return the index of the headline of each element that the page marks as an article and that holds prose.

    A teaser has none, and a comment has no headline. Below a headline of the page itself such elements may be sections
    of one article: there somebody, an outlet or a day has to stand below each.
    """
    members: dict[Element, list[int]] = {}
    for index, line in enumerate(scan.lines):
        article = line.hints.inside("article")
        if article is not None:
            members.setdefault(article, []).append(index)
    heads = [head for indexes in members.values() if (head := _own_headline(scan, indexes)) is not None]
    is_titled = any(line.hints.heading == 1 for line in scan.lines[: min(heads, default=0)])
    return frozenset(head for head in heads if not is_titled or _credits_below(scan, head))


def _own_headline(scan: Scan, indexes: Sequence[int]) -> int | None:
    """Return the first of an element's lines that is a headline, None where prose stands above it or none below it."""
    above = list(takewhile(lambda index: not _is_paragraph(scan, index), indexes))
    head = next((index for index in above if scan.lines[index].hints.heading in _HEADLINES), None)
    return head if _is_prose(scan, indexes) else None


def _is_apart(scan: Scan, index: int) -> bool:
    """Tell whether a line stands behind a gap or rule, or below an outlet or a day that does.

    Where there are no gaps, or the page itself marks a line as a heading, one below a sentence stands apart too.
    """
    above = index - 1
    if index < 2 or scan.lines[index].gap or _RULE.fullmatch(scan.texts[above]):
        return True
    if scan.lines[above].gap and _belongs_below(scan, above):
        return True
    is_headed = scan.lines[index].hints.heading in _HEADLINES or not scan.has_gaps
    return is_headed and scan.sentences[above]


def _looks_like_headline(scan: Scan, index: int) -> bool:
    text = scan.texts[index]
    if scan.sizes[index] not in _HEADLINE_WORDS or text.endswith((".", ":", ",")) or _RULE.fullmatch(text):
        return False
    if scan.has_headings and scan.lines[index].hints.heading not in _HEADLINES:
        return False
    is_other = scan.furniture[index] or scan.labels[index] or scan.captions[index] or scan.people[index]
    return not (is_other or scan.bylines[index] or scan.dates[index])


def _credits(scan: Scan, index: int) -> set[str]:
    """Return what a line below a headline says of the article: its day, its reporter, its outlet."""
    text = scan.texts[index][without_label(scan.texts[index]) :]
    if scan.sizes[index] > _CREDIT_WORDS:
        return set()
    found = set()
    if scan.dates[index]:
        found.add("day")
    if scan.bylines[index] or scan.people[index]:
        found.add("reporter")
    pieces = _BETWEEN.split(text)
    if _BARS.search(text) and any(map(is_person, pieces)):
        found.add("reporter")
    if any(scan.lexicon.outlets.find(piece) for piece in pieces):
        found.add("outlet")
    return found


def _is_paragraph(scan: Scan, index: int) -> bool:
    return scan.sizes[index] >= _PARAGRAPH_WORDS and scan.sentences[index] and not _is_row_of_credits(scan, index)


def _is_row_of_credits(scan: Scan, index: int) -> bool:
    """Tell whether bars part a day from who wrote or ran the piece; "6:00 a.m." ends such a line as a sentence ends."""
    is_short = scan.sizes[index] <= _CREDIT_WORDS
    return is_short and bool(scan.dates[index]) and _BARS.search(scan.texts[index]) is not None


def _has_text(scan: Scan, piece: range) -> bool:
    """Tell whether a paragraph, or sentences that are as long together, stand below a headline."""
    sentences = (scan.sizes[index] for index in piece[1:] if scan.sentences[index])
    return any(_is_paragraph(scan, index) for index in piece) or sum(sentences) >= _PARAGRAPH_WORDS


def _is_prose(scan: Scan, indexes: Sequence[int]) -> bool:
    """Tell whether some lines hold the text of an article."""
    paragraphs = [scan.sizes[index] for index in indexes if _is_paragraph(scan, index)]
    return len(paragraphs) >= _ARTICLE_PARAGRAPHS and sum(paragraphs) >= _ARTICLE_WORDS


def _is_all(scan: Scan, starts: Sequence[int]) -> bool:
    """Tell whether the paste is nearly nothing but these articles."""
    before = sum(scan.sizes[index] for index in range(starts[0]) if _is_paragraph(scan, index))
    every = sum(scan.sizes[index] for index in range(len(scan.lines)) if _is_paragraph(scan, index))
    if before > (1 - _INSIDE) * every:
        return False
    # Menus and teasers are lines by the dozen; a digest has little but headlines, credits and paragraphs.
    others = sum(scan.sizes[index] < _PARAGRAPH_WORDS for index in range(starts[0], len(scan.lines)))
    return others <= _LINES_AROUND * len(starts) + (len(scan.lines) - starts[0] - others)


def _from_above(scan: Scan, starts: Sequence[int]) -> list[int]:
    """Return the starts with the outlet, section or day above a headline; what opens the paste goes to the first.

    Where the last article ends with its outlet, each of the others does so, too.
    """
    belongs_below = _is_opening if _is_credit(scan, len(scan.lines) - 1) else _belongs_below
    moved = [0]
    for start in starts[1:]:
        while start - moved[-1] > 2 and belongs_below(scan, start - 1):
            start -= 1
        moved.append(start)
    return moved


def _belongs_below(scan: Scan, index: int) -> bool:
    return _is_opening(scan, index) or _is_credit(scan, index)


def _is_opening(scan: Scan, index: int) -> bool:
    """Tell whether a line is a rule or names a section."""
    return _RULE.fullmatch(scan.texts[index]) is not None or scan.labels[index]


def _is_credit(scan: Scan, index: int) -> bool:
    """Tell whether a line is about the outlet or the day of the article that it stands above or below."""
    said = {"day", "outlet"} & _credits(scan, index) or tells_of_page_or_reporter(scan.texts[index])
    return bool(said) and not scan.sentences[index] and "©" not in scan.texts[index]
