"""Paragraphs that were broken into lines of one width, as a PDF viewer copies them and plain mails hold them."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from clipper.capture.broken_words import BrokenWords, ends_broken
from clipper.capture.bullets import ANY_MARK, COUNTED, MARK
from clipper.capture.finders.byline import is_byline
from clipper.capture.lines import Line, begins_small, ends_sentence
from clipper.model.values import replace

_LENGTHS = range(20, 111)
"""How long the full lines of a wrapped text are."""
_LONG = 130
"""Lines that are as long were not wrapped."""
_NARROWER, _WIDER = 0.86, 1.2
"""What part of the usual width full lines fill where letters are of different widths."""
_FEWEST, _FEWEST_WIDE, _WIDE = 4, 2, 50
"""So many lines break off within a sentence at the least; fewer are enough where they are broken words, or wide."""
_MOST_ODD, _LEAST_RUN, _MOST_STOP = 0.15, 0.35, 0.5
_SHORTEST = 15
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_STOP = re.compile(r"[,.!?…:;—–][\"'”’»)\]]*$")
_APART = re.compile(rf"(?:https?://|www\.)\S|{MARK}\s|[^\s@]+@\S+$|feat(?:uring|\.)\s", re.IGNORECASE)
"""A line that goes on with no other: an address, an item of a list, whom a mention features."""
_ENDS_DATED = re.compile(
    r",\s(?:[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,|\d{1,2}(?:er|\.)?\s[^\W\d_]{3,10})\s(?:19|20)\d\d$"
)
"""What ends a mention, and no line within a sentence: ", May 3, 2026"."""
_ITEM, _COUNTED_ITEM = re.compile(rf"{MARK}\s"), re.compile(rf"{ANY_MARK}\s")
_LONGEST_FIRST = 4
"""The longest mark that one of the first two items has, and the space behind it."""
_LEADING = frozenset([
    *("a", "an", "the", "of", "by", "and", "or", "to", "in", "at", "with", "from", "le", "la", "les", "un", "une"),
    *("des", "de", "du", "et", "ou", "à", "au", "aux", "par", "pour", "dans", "avec"),
])  # fmt: skip
_SPEAKER = re.compile(r"[^.:!?]{1,40}:\s")


_Pair = tuple[Line, Line]


class Wrapping(NamedTuple):
    """The width that the lines of a text were broken at.

    `least` is how far a full line and the first word of the next one reach, `usual` how long most full lines are,
    `most` how long the longest is.
    """

    least: float
    usual: float
    most: float

    def unwrapped(self, text: str, lines: Sequence[Line]) -> list[Line]:
        """Return the lines with those that go on after a hard wrap joined to one each, and broken words whole."""
        words = BrokenWords([line.text for line in lines])
        paragraphs: list[list[Line]] = []
        for before, line, after in _in_threes(lines):
            if before and self._goes_on(before, line, after):
                paragraphs[-1].append(line)
            else:
                paragraphs.append([line])
        return [_joined(text, together, words) for together in paragraphs]

    def _goes_on(self, before: Line, line: Line, after: Line | None) -> bool:
        """Tell whether a line goes on with the one before it."""
        if line.gap or "\t" in before.raw:
            return False
        ends = _TERMINAL.search(before.text) is not None
        is_small = begins_small(line.text)
        if ends_broken(before.text):
            return True
        if _APART.match(line.text) or (_ENDS_DATED.search(before.text) and not is_small):
            return False
        if _leaves_open(before.text) and self.is_full(before, line):
            return True
        is_whole = ends_sentence(line.text) or (after is not None and not after.gap and self.is_full(line, after))
        if (not is_whole and is_byline(line.text)) or (ends and not is_small and _SPEAKER.match(line.text)):
            return False
        if is_small and not ends and len(before.text) >= _SHORTEST:
            return True
        # Where a sentence ends, a line may end a paragraph too, unless it is as long as most.
        least = max(self.least, self.usual) if ends and not is_small else self.least
        return (is_small or is_whole) and self.is_full(before, line, least)

    def is_full(self, line: Line, after: Line, least: float = 0) -> bool:
        """Tell whether the first word of the next line would not have fitted in one."""
        return len(line.text) <= self.most and _reach(line, after) >= (least or self.least)


USUAL = Wrapping(50, 60, 100)
"""That of services whose texts are known to be wrapped."""


def wrapping_of(lines: Sequence[Line]) -> Wrapping | None:
    """Return the width that paragraphs were broken at, None where most lines do not go on in the middle of a sentence.

    Verses go on so too; but their lines are of all lengths, or end where one takes a breath.
    """
    long = sum(len(line.text) > _LONG for line in lines)
    if 3 * long > len(lines):
        return None
    together = [(line, after) for line, after in pairwise(lines) if not after.gap]
    running = [(line, after) for line, after in together if _runs_on(line, after)]
    if len(running) < max(_FEWEST_WIDE, _LEAST_RUN * len(together), 2 * long):
        return None
    if len(running) > _FEWEST_WIDE and running[0][0] is lines[0]:
        # A headline is wrapped at a width of its own.
        del running[0]
    wrapping = _measured(running)
    full = [line for line, after in together if wrapping and wrapping.is_full(line, after)]
    stops = sum(_STOP.search(line.text) is not None for line in full)
    return wrapping if stops <= _MOST_STOP * len(full) else None


def _measured(running: Sequence[_Pair]) -> Wrapping | None:
    """Return the width of lines that break off within a sentence, None where too many have none in common."""
    usual = sorted(len(line.text) for line, _ in running)[len(running) * 4 // 5]
    most, narrow = _WIDER * usual, _NARROWER * usual
    fitting = [(line, after) for line, after in running if len(line.text) <= most and _reach(line, after) >= narrow]
    broken = sum(ends_broken(line.text) for line, _ in running)
    # A broken word tells by itself that its line was wrapped.
    odd = len(running) - broken - sum(not ends_broken(line.text) for line, _ in fitting)
    fewest = _FEWEST if usual < _WIDE and broken < len(running) else _FEWEST_WIDE
    if odd > _MOST_ODD * len(running) or len(running) < fewest:
        return None
    # As far as the longest line reaches there was room, as far as the next word would have reached there was none.
    room = 1 + max(len(line.text) for line, _ in fitting)
    return Wrapping(min([room, *(_reach(line, after) for line, after in fitting)]), usual, most)


def with_paragraphs(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a text with its paragraphs on one line each, where they were hard-wrapped."""
    counted = _counted(lines)
    wrapping = wrapping_of(_with_gaps(lines, counted, True))
    if wrapping is None:
        return _with_items_whole(text, lines)
    return _with_gaps(wrapping.unwrapped(text, _with_gaps(lines, counted, True)), counted, False)


def _counted(lines: Sequence[Line]) -> Collection[int]:
    """Return where items start right below other lines, if some begin with "a." and "b.", "i." and "ii." or such marks.

    Otherwise such a beginning is a word, as in "v. Wade".
    """
    firsts = {line.text[:_LONGEST_FIRST].partition(" ")[0].rstrip(":)") for line in lines}
    if not any(firsts.issuperset(counted) for counted in COUNTED):
        return ()
    return {line.start for line in lines if not line.gap and _COUNTED_ITEM.match(line.text)}


def _with_gaps(lines: Sequence[Line], starts: Collection[int], gap: bool) -> Sequence[Line]:
    """Return the lines with an empty one told before those that start at some places, or with none told there."""
    return [replace(line, gap=gap) if line.start in starts else line for line in lines] if starts else lines


def _with_items_whole(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with each item of a list on one line, where these were hard-wrapped; too few lines tell a width.

    A line below an item that says where it was published looks alike, but not all above it reach the longest one.
    """
    items = _items(lines)
    pairs = [pair for item in items for pair in pairwise(item)]
    if len(items) < _FEWEST_WIDE or len(pairs) < _FEWEST_WIDE:
        return lines
    longest = max(len(line.text) for item in items for line in item)
    if longest < _WIDE or any(_reach(line, after) <= longest for line, after in pairs):
        return lines
    running = sum(_runs_on(line, after) for line, after in pairs)
    open_ended = sum(_runs_on(line, after) or _leaves_open(line.text) for line, after in pairs)
    if running == 0 or 2 * open_ended < len(pairs):
        return lines
    words = BrokenWords([line.text for line in lines])
    whole = {item[0].start: _joined(text, item, words) for item in items}
    inside = {line.start for item in items for line in item[1:]}
    return [whole.get(line.start, line) for line in lines if line.start not in inside]


def _items(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each item of a list, up to the next one or an empty line."""
    items: list[list[Line]] = []
    is_inside = False
    for line in lines:
        if _ITEM.match(line.text):
            items.append([line])
            is_inside = True
        elif is_inside and not line.gap:
            items[-1].append(line)
        else:
            is_inside = False
    return items


def _runs_on(line: Line, after: Line) -> bool:
    """Tell whether a line breaks off in the middle of a sentence."""
    if len(line.text) not in _LENGTHS or not begins_small(after.text):
        return False
    if _TERMINAL.search(line.text) or _APART.match(after.text) or "\t" in line.raw:
        return False
    return not is_byline(after.text)


def _leaves_open(text: str) -> bool:
    """Tell whether a line ends within an enumeration or brackets, or with a word that others follow."""
    return text.endswith(",") or text.rpartition(" ")[2] in _LEADING or text.count("(") > text.count(")")


def _reach(line: Line, after: Line) -> int:
    """Return how long a line would be with the first word of the next one; a broken word filled it."""
    return len(line.text) if ends_broken(line.text) else len(line.text) + 1 + len(after.text.partition(" ")[0])


def _in_threes(lines: Sequence[Line]) -> Iterator[tuple[Line | None, Line, Line | None]]:
    """Yield each line with the one before it and the one behind it."""
    return zip([None, *lines], lines, [*lines[1:], None], strict=False)


def _joined(text: str, lines: Sequence[Line], words: BrokenWords) -> Line:
    if len(lines) == 1:
        return lines[0]
    heads = ((before.text, words.head(before.text, line.text)) for before, line in pairwise(lines))
    whole = "".join(f"{text} " if head is None else head for text, head in heads) + lines[-1].text
    return replace(lines[0], end=lines[-1].end, text=whole, raw=text[lines[0].start : lines[-1].end])
