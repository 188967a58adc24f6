"""Mentions that a mail program broke into lines, beside others that fit in one: each ends with its day.

Too few lines of them are full to tell a width by itself, as in clipper.capture.wrapping.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from clipper.capture.bullets import MARK
from clipper.capture.cut import BY
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, begins_small
from clipper.capture.mention import cut_mention
from clipper.capture.written_days import exact_dates
from clipper.model.values import replace

_ENDS_DATED = re.compile(r"\d[.)\]]{0,2}$")
_PART_OF_DAY = re.compile(r"(?:\d{1,2},\s)?(?:19|20)\d\d[.)]{0,2}|[^\W\d_]{3,10}\.?,?\s(?:19|20)\d\d[.)]{0,2}")
"""What a day is broken off before: its year, with what stands before that."""
_ENDS_WHOLE = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_ITEM = re.compile(rf"{MARK}\s")
_NARROWEST = 45
"""How long the longest line of a wrapped list is at the least."""
_TALLEST, _FEWEST = 4, 2
_MOST_OVER = 3
_WORD = re.compile(r"\S+")
_MOST_WORDS, _LONGEST_NAME = 3, 60


def with_mentions_whole(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[Line]:
    """Return the lines with each mention on one of them; as they are where they are no such list."""
    if not _may_be_wrapped(lines, lexicon):
        return lines
    groups = list(_groups(lines, lexicon))
    width = max(len(line.text) for line in lines)
    chains = [_chain(group, width, lexicon) for group in groups]
    wrapped = [chain for chain in chains if len(chain) > 1]
    over = len(lines) - sum(map(len, chains))
    if len(chains) < _FEWEST or not wrapped or over > min(_MOST_OVER, len(chains)):
        return lines
    whole = {chain[0].start: _joined(chain) for chain in wrapped}
    if not all(_is_mention(line, lexicon) for line in whole.values()):
        return lines
    inside = {line.start for chain in wrapped for line in chain[1:]}
    return [whole.get(line.start, line) for line in lines if line.start not in inside]


def _may_be_wrapped(lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell by the ends of lines whether they may be such mentions, as those of most pastes are not."""
    longest = max((len(line.text) for line in lines), default=0)
    dated = sum(_ENDS_DATED.search(line.text) is not None for line in lines)
    if longest < _NARROWEST or dated < max(_FEWEST, len(lines) / _TALLEST):
        return False
    return any(
        _runs_on(line, after) or _PART_OF_DAY.fullmatch(after.text) or _is_within_outlet(line, after, lexicon)
        for line, after in pairwise(lines)
    )


def _runs_on(line: Line, after: Line) -> bool:
    """Tell whether a line breaks off and the next one goes on in small letters, with no byline."""
    is_small = begins_small(after.text) and not (after.gap or BY.match(after.text))
    return is_small and not (_ENDS_WHOLE.search(line.text) or _ENDS_DATED.search(line.text))


def _groups(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[list[Line]]:
    """Yield the lines up to each one that ends with a day."""
    group: list[Line] = []
    for line in lines:
        group.append(line)
        is_part = _PART_OF_DAY.fullmatch(line.text) and len(group) > 1
        whole = f"{group[-2].text} {line.text}" if is_part else line.text
        if _ENDS_DATED.search(line.text) and _ends_with_day(whole, lexicon):
            yield group[-_TALLEST:]
            group = []


def _ends_with_day(text: str, lexicon: Lexicon) -> bool:
    return any(not text[day.end :].strip(".)]") for day in exact_dates(text, lexicon))


def _chain(group: Sequence[Line], width: int, lexicon: Lexicon) -> list[Line]:
    """Return the last lines of a group that go on with one another."""
    chain = [group[-1]]
    for line in reversed(group[:-1]):
        after = chain[0]
        is_full = len(line.text) + 1 + len(after.text.partition(" ")[0]) > width and not _ENDS_WHOLE.search(line.text)
        is_full = is_full or _PART_OF_DAY.fullmatch(after.text) is not None
        goes_on = is_full or _runs_on(line, after) or _is_within_outlet(line, after, lexicon)
        if after.gap or _ITEM.match(after.text) or not goes_on:
            break
        chain.insert(0, line)
    return chain


def _is_within_outlet(line: Line, after: Line, lexicon: Lexicon) -> bool:
    """Tell whether the name of a known outlet begins with the last words of a line and ends in the next one."""
    rest = after.text.partition(",")[0]
    if after.gap or _ENDS_DATED.search(line.text) or rest.count(" ") >= _MOST_WORDS:
        return False
    starts = [word.start() for word in _WORD.finditer(line.text)][-_MOST_WORDS:]
    names = (f"{line.text[start:]} {rest}" for start in starts)
    return any(lexicon.outlets.find(name) for name in names if len(name) <= _LONGEST_NAME)


def _is_mention(line: Line, lexicon: Lexicon) -> bool:
    cut = cut_mention(line.columns, lexicon)
    return cut is not None and bool(cut.headline and cut.date) and (cut.outlet_known or bool(cut.names and cut.outlet))


def _joined(chain: Sequence[Line]) -> Line:
    raw = chain[0].raw
    for before, line in pairwise(chain):
        raw += "\n" * (line.start - before.end) + line.raw
    return replace(chain[0], end=chain[-1].end, text=" ".join(line.text for line in chain), raw=raw)
