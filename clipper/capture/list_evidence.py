"""Whether the mentions that were found in a paste make it a list of them, and not the page of an article or a table."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate

from clipper.capture.finders.date import dates_in
from clipper.capture.finders.link import addresses_in
from clipper.capture.item import STRONG, Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.list_lines import LOOKED_AT, day_of_heading, is_address, titles_of_review
from clipper.capture.list_parting import are_numbered, headings_of_days
from clipper.capture.mention_ends import LONGEST
from clipper.capture.outlets import has_press_word, host_of

_PROSE_WORDS = 25
CLOSES_PROSE = (".", "”", '"', "»")
"""What paragraphs of running text end with."""
_FEW_OVER = 0.1
_SOME_OVER = 0.25
"""The part of the lines that may be over, as titles and menus are, where all are told, and where a pattern tells."""
_FEWEST_OF_PRESS = 0.25
_TIMES_COUNTED = 2
"""So often the words of a line count: as a headline's, and as those that say who, where and when."""
_TIMES_ASKED = 24
"""So often at the most all mentions that a walk has found are weighed against the text it has passed."""
_PIECES = re.compile(r"[,;:|()\t]\s*|\s+[–—-]\s+|^[-*•‣◦▪·–—]\s+")


def is_list_of_mentions(items: Sequence[Item], lines: Sequence[Line]) -> bool:
    """Tell whether mentions have what those of a list have, and outweigh the text around them."""
    sourced = sum(item.is_sourced for item in items)
    if len(items) == 1:
        is_strong = items[0].evidence >= STRONG and sourced == 1 and len(items[0].parts) == 1
        return is_strong and len(lines) <= len(_inside(items)) + 4 and not sizes_of_prose(lines)
    # Tour dates and price lists look like headline, place and date; a list of mentions has somebody known in it, or
    # several papers by their names.
    anchored = sum(item.is_anchored for item in items)
    if len(items) < 2 or 2 * sourced < len(items) or sourced < 2:
        return False
    if 4 * anchored < len(items) and not (sourced == len(items) and _names_papers(items, 2)):
        return False
    return outweigh_prose(items, lines)


def are_told(items: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether every mention has an outlet that is known or beside a reporter, and no day or link is over."""
    over = lines_over(items, lines)
    if len(over) > max(2, _FEW_OVER * len(lines)):
        return False
    if not all(map(_names_outlet, items)):
        return False
    if any(addresses_in(line.text) and not is_address(line) for line in over):
        return False
    dated = (line for line in over if any(dates_in(line.text, lexicon.today)))
    return all(day_of_heading(line, lexicon, None) for line in dated)


def _names_outlet(item: Item) -> bool:
    """Tell whether an outlet is known, or stands beside a reporter, or beside the day in a line below the headline.

    So does one that heads a mention with its day.
    """
    is_dated = any(cut.date for _, cut in item.parts)
    return any(
        cut.outlet_known
        or (cut.outlet and (cut.names or (cut.date and line is not item.title)))
        or (cut.outlet and is_dated and line.start < item.title.start)
        for line, cut in item.parts
    )


def are_list_alike(items: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon, is_called: bool) -> bool:
    """Tell whether what a common pattern made of a paste is nearly all of it, and a list of mentions.

    Events, weather and the teasers of one site are written alike, too: where no outlet is known, a heading, names as
    papers have them or links to several sites have to tell.
    """
    if (
        len(items) < 2
        or _count_over(items, lines, lexicon) > max(3, _SOME_OVER * len(lines))
        or not outweigh_prose(items, lines)
    ):
        return False
    days = [cut.date.day for item in items for _, cut in item.parts if cut.date]
    if 2 * sum(day > lexicon.today for day in days) > len(items):
        return False
    known = sum(any(cut.outlet_known for _, cut in item.parts) for item in items)
    # Below days of a calendar a place such as a town hall may be called as an outlet is.
    is_known = is_called or known >= (2 if headings_of_days(lines, lexicon) else 1)
    return is_known or are_numbered(lines) or _is_of_press(items, lines)


def _is_of_press(items: Sequence[Item], lines: Sequence[Line]) -> bool:
    """Tell whether a heading, the names of outlets or links to several sites tell of mentions in the press."""
    if titles_of_review(lines) or _names_papers(items, 1):
        return True
    below = [line for item in items for line in item.lines if is_address(line)]
    addresses = [line.text[slice(*place)] for line in below for place in addresses_in(line.text)]
    links = [*addresses, *(link for item in items for line in item.lines for _, link in line.hints.links)]
    return 2 * len(links) >= len(items) and len(set(map(host_of, links))) > 1


def _names_papers(items: Sequence[Item], fewest: int) -> bool:
    """Tell whether a quarter of the outlets, and so many at least, have names as papers have them; "Free" is none."""
    outlets = {line.text[slice(*cut.outlet)] for item in items for line, cut in item.parts if cut.outlet}
    papers = sum(" " in name and has_press_word(name) for name in outlets)
    return papers >= max(fewest, _FEWEST_OF_PRESS * len(outlets))


def names_several_outlets(lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether lines that are not running text name different outlets, each as a piece of its own."""
    if 2 * sum(sizes_of_prose(lines)) > sum(len(line.text.split()) for line in lines):
        return False
    pieces = (piece for line in lines[:LOOKED_AT] for piece in _PIECES.split(line.text))
    return len({known.name for piece in pieces if (known := lexicon.outlets.find(piece.strip()))}) > 1


def lines_over(items: Iterable[Item], lines: Sequence[Line]) -> list[Line]:
    """Return the lines that are no part of a mention."""
    taken = {line.start for item in items for line in (*item.lines, *item.blurb)}
    return [line for line in lines if line.start not in taken]


def _count_over(items: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon) -> int:
    """Return how many lines are no part of a mention, without the days above those of several."""
    days = {line.start for line in headings_of_days(lines, lexicon)}
    return sum(line.start not in days for line in lines_over(items, lines))


def _inside(items: Iterable[Item]) -> list[Line]:
    """Return the lines of mentions; of a teaser only the first, since what goes on speaks neither for nor against."""
    return [line for item in items for line in (*item.lines, *item.blurb[:1])]


def outweigh_prose(items: Sequence[Item], lines: Sequence[Line]) -> bool:
    """Tell whether the mentions have as many words as the paragraphs around them."""
    inside = _inside(items)
    taken = {line.start for line in inside}
    outside = sum(sizes_of_prose([line for line in lines if line.start not in taken]))
    return outside <= sum(len(line.text.split()) for line in inside)


class Prospects:
    """Whether a walk over lines may still find mentions that outweigh the text around them.

    Most pastes are one article: who has walked over its text need not walk over the rest of its page.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes = [len(line.text.split()) for line in lines]
        prose = [size if _is_prose(line, size) else 0 for line, size in zip(lines, sizes, strict=True)]
        self._sizes = {line.start: both for line, *both in zip(lines, sizes, prose, strict=True)}
        self._prose_before = [0, *accumulate(prose)]
        self._left = [*accumulate(reversed(sizes), initial=0)][::-1]
        self._step, self._next = len(lines) // _TIMES_ASKED + 1, 0

    def are_over(self, index: int, items: Sequence[Item]) -> bool:
        """Tell whether the text before a line outweighs these mentions and all that may be found from it on.

        A mention whose text may be all that is below it keeps the prospects open.
        """
        # The line before may be a headline to come.
        before = max(0, index - 1)
        most_to_come = _TIMES_COUNTED * self._left[before]
        if index < self._next or self._prose_before[before] <= most_to_come:
            return False
        self._next = index + self._step
        starts = [line.start for line in _inside(items)]
        outside = self._prose_before[before] - sum(self._sizes[start][1] for start in set(starts))
        is_over = outside > most_to_come + sum(self._sizes[start][0] for start in starts)
        return is_over and not any(item.may_head_a_text for item in items)


def sizes_of_prose(lines: Sequence[Line]) -> list[int]:
    """Return the lengths in words of the lines that are paragraphs of running text and no mentions."""
    sizes = ((line, len(line.text.split())) for line in lines)
    return [size for line, size in sizes if _is_prose(line, size)]


def _is_prose(line: Line, size: int) -> bool:
    return size >= _PROSE_WORDS and (len(line.text) > LONGEST or line.text.endswith(CLOSES_PROSE))
