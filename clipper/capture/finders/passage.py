"""Which lines of a paste are the article's text: those that look like it, and lie together or are quite sure of it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from unicodedata import category

from msgspec import Struct

from clipper.capture.evidence import Weights
from clipper.capture.finders.furniture import begins_stretch, is_notice
from clipper.capture.finders.prose import Prose, evidence_of
from clipper.capture.lines import Line
from clipper.capture.scan import Scan

_EVEN = 0.4
_MOST_WORDS = 60
_STEEPEST_FALL = 8.0
_SHARE_OF_FALL = 0.6
INSIDE, OUTSIDE = 0.45, 0.75
"""How probable a line must be to be taken: within the densest stretch, and anywhere else."""
WHOLE_SENTENCE = 0.3
"""How probable a whole sentence in or just behind the densest stretch must be, where no HTML tells more."""
_SENTENCE_WORDS = 5
_JUST_BEHIND, _BEHIND_A_BOX = 2, 10
_LIKELY_SENTENCE = 0.5
_FIRST_EMOJI = "\u2600"
"""Signs such as the one of copyright and bullets come before it."""
_LONGEST_CAPTION = 240
_FEWEST_OF_CAPTION, _CAPTION_WORDS, _CREDIT_WORDS = 6, 40, 12
_LONGEST_PLACE = 20
"""So much may stand before a bracket in a credit, as in "Getty Images (2019)"; more are words of their own."""
_QUOTATION = frozenset("“\"«„‘'")
_ASKS = ("?", "!")
_SOURCE = re.compile(r"\(?(?:sources?|quellen?|image copyright)\b", re.IGNORECASE)
_ROWS, _AROUND_TABLE = 2, 2
"""The fewest rows that are a table, and so many lines around them are its title and source."""
_LITTLE = 0.25
_PARAGRAPH_WORDS = 10


class Passage(Struct, frozen=True):
    """The text of an article: how probable each line of the paste is part of it, and which lines are taken.

    `start` and `end` are the densest stretch of it; both are the number of lines where there is no text.
    """

    chances: list[float]
    taken: list[int]
    start: int
    end: int


def find_passage(scan: Scan) -> Passage:
    """Return the text of the article on a page."""
    prose = Prose(scan)
    weights = Weights.of("body_html" if scan.has_html else "body")
    notices = [is_notice(text) or begins_stretch(text) for text in scan.texts]
    chances = [
        weights.probability(evidence) if evidence and not (is_ending or is_note or _is_beside_text(line)) else 0.0
        for evidence, is_ending, is_note, line in zip(
            evidence_of(scan, prose), scan.endings, notices, scan.lines, strict=True
        )
    ]
    # A text goes on behind a notice in its middle.
    start, end = densest(chances, [0 if notice else size for notice, size in zip(notices, scan.sizes, strict=True)])
    taken = _without_rest(scan, _taken(scan, chances, start, end))
    if not taken:
        # What is like no article that was ever seen is still text.
        taken = [index for index in range(prose.start, prose.end) if prose.weights[index] or scan.sentences[index]]
    if not taken:
        return Passage(chances, [], len(chances), len(chances))
    inside = [index for index in taken if start <= index < end] or taken
    return Passage(chances, taken, inside[0], inside[-1] + 1)


def _is_beside_text(line: Line) -> bool:
    """Tell whether a line is no text wherever it stands: the words of a picture."""
    return line.hints.alt or (line.hints.aside and _is_of_picture(line))


def _is_of_picture(line: Line) -> bool:
    """Tell whether a line is a picture's caption by its HTML; a longer one is a lead that a page has there."""
    element = line.hints.element if len(line.text) <= _LONGEST_CAPTION else None
    while element is not None and element.tag != "figcaption":
        element = element.parent
    return element is not None


def _taken(scan: Scan, chances: Sequence[float], start: int, end: int) -> list[int]:
    taken = []
    for index, chance in enumerate(chances):
        wanted = INSIDE if start <= index < end else OUTSIDE
        if not scan.has_html and _is_whole_sentence(scan, index):
            if start <= index < end + _JUST_BEHIND:
                wanted = WHOLE_SENTENCE
            elif end <= index < end + _BEHIND_A_BOX:
                wanted = _LIKELY_SENTENCE
        if chance > wanted and not _is_running_head(scan, index):
            taken.append(index)
    if not scan.has_html:
        taken = [index for index in taken if index + 1 >= taken[-1] or not _is_above_credit(scan, index)]
    between = [index for last, following in pairwise(taken) for index in _inset(scan, last + 1, following)]
    ends = (taken[0] - 1, taken[-1] + 1) if taken else ()
    return sorted([*taken, *between, *(index for index in ends if _is_with_emoji(scan, index))])


def _is_above_credit(scan: Scan, index: int) -> bool:
    """Tell whether a line is a picture's caption in plain text: a sentence or two above who took it, and no quotation.

    A question is rather a subheading there, and a few words are an answer.
    """
    text, size = scan.texts[index], scan.sizes[index]
    is_caption = _FEWEST_OF_CAPTION <= size <= _CAPTION_WORDS and not (text[0] in _QUOTATION or text.endswith(_ASKS))
    return is_caption and index + 1 < len(scan.texts) and _is_credit_alone(scan, index + 1)


def _is_credit_alone(scan: Scan, index: int) -> bool:
    """Tell whether a line says who took a picture, and nothing more.

    A source stands below a text or a table, too; a credit in brackets may be behind a caption of its own.
    """
    text = scan.texts[index]
    is_credit = scan.captions[index] and 1 < scan.sizes[index] <= _CREDIT_WORDS and not scan.sentences[index]
    has_caption = "(" in text and text.index("(") > _LONGEST_PLACE
    return is_credit and not has_caption and _SOURCE.match(text) is None


def _without_rest(scan: Scan, taken: list[int]) -> list[int]:
    """Return the lines of a text without what its HTML tells to be another piece's or the site's, behind its end.

    An article goes on behind a box that leads to others: in paragraphs like those before, or with much of its text.
    """
    endings = [index for index in range(taken[0], taken[-1]) if scan.endings[index]] if taken and scan.has_html else []
    if not endings:
        return taken
    sizes, kinds = [scan.sizes[index] for index in taken], [_kind_of_place(scan.lines[index]) for index in taken]
    last = {kind: place for place, kind in enumerate(kinds)}
    lasts = (last[kind] if size >= _PARAGRAPH_WORDS else -1 for kind, size in zip(kinds, sizes, strict=True))
    # Up to each place the words there are, and how far paragraphs like those before it go.
    words, reaches = list(accumulate(sizes, initial=0)), list(accumulate(lasts, max, initial=-1))
    for ending in endings:
        before, behind = bisect_left(taken, ending), bisect_right(taken, ending)
        is_little = words[-1] - words[behind] < _LITTLE * words[-1]
        if is_little and reaches[before] < behind:
            return taken[:before]
    return taken


def _kind_of_place(line: Line) -> tuple[str, str, str, str] | None:
    """Return what a page's paragraphs have in common: the element of a line and the one around it."""
    block = line.hints.element.block if line.hints.element else None
    return (block.tag, block.classes, block.parent.tag, block.parent.classes) if block and block.parent else None


def _is_running_head(scan: Scan, index: int) -> bool:
    """Tell whether a line is a foot, as what stands at the edges of a PDF's pages is read, that comes again."""
    element = scan.lines[index].hints.element
    is_foot = element is not None and element.parent is not None and element.parent.tag == "footer"
    return is_foot and scan.counts[scan.keys[index]] > 1


def begins_with_emoji(text: str) -> bool:
    """Tell whether a line begins with an emoji, as people write and pages seldom do."""
    return text[0] >= _FIRST_EMOJI and category(text[0]) == "So"


def _is_with_emoji(scan: Scan, index: int) -> bool:
    """Tell whether a line beside the text goes with it, since it begins with an emoji and is no part of a page."""
    if not 0 <= index < len(scan.texts) or scan.has_html or scan.furniture[index] or scan.captions[index]:
        return False
    return begins_with_emoji(scan.texts[index])


def _inset(scan: Scan, first: int, stop: int) -> range:
    """Return the lines between two of a text where they are a table or dates with a title, or an entry's day."""
    gap = range(first, stop)
    rows = sum("\t" in scan.lines[index].columns or _starts_with_day(scan, index) for index in gap)
    is_table = rows >= _ROWS and len(gap) - rows <= _AROUND_TABLE
    is_day = len(gap) == 1 and _is_day(scan, first)
    is_around = any(scan.furniture[index] or _is_running_head(scan, index) or _is_to_come(scan, index) for index in gap)
    return gap if (is_table or is_day) and not is_around else range(0)


def _is_to_come(scan: Scan, index: int) -> bool:
    """Tell whether a line is about a day after the one that the paste gives first, as boxes of events are."""
    first = next((days[0].day for days in scan.dates[:index] if days), None)
    return first is not None and any(found.day > first for found in scan.dates[index])


def _starts_with_day(scan: Scan, index: int) -> bool:
    return any(day.start == 0 and day.end < len(scan.texts[index]) for day in scan.dates[index])


def _is_day(scan: Scan, index: int) -> bool:
    return any(day.end - day.start == len(scan.texts[index]) for day in scan.dates[index])


def _is_whole_sentence(scan: Scan, index: int) -> bool:
    return scan.sentences[index] and scan.sizes[index] >= _SENTENCE_WORDS


def densest(chances: Sequence[float], sizes: Sequence[int]) -> tuple[int, int]:
    """Return the stretch of lines with the most probable text."""
    best, most, start, gain = (0, 0), 0.0, 0, 0.0
    for index, (chance, size) in enumerate(zip(chances, sizes, strict=True)):
        step = (chance - _EVEN) * min(size, _MOST_WORDS)
        gain += step if step > 0 else max(_SHARE_OF_FALL * step, -_STEEPEST_FALL)
        if gain <= 0:
            start, gain = index + 1, 0.0
        elif gain > most:
            best, most = (start, index + 1), gain
    return best
