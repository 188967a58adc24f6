"""Mentions in two lines whose outlet nobody knows: the line with it, read alone, has its name for a headline."""

from collections.abc import Sequence

from clipper.capture.cut import Cut, is_title
from clipper.capture.item import Item
from clipper.capture.lines import Line
from clipper.capture.list_lines import is_headline
from clipper.model.values import replace

_FEWEST = 2
_MOST_SPACES = 4


def with_headlines_above(items: Sequence[Item], over: Sequence[Line], lines: Sequence[Line]) -> None:
    """Take the line above such a mention for its headline where known outlets lead the lines below most headlines.

    `over` are the lines that are no part of a mention.
    """
    stacked = sum(map(_is_stacked, items))
    before = dict(zip((line.start for line in lines[1:]), lines, strict=False))
    free = {line.start for line in over}
    found = [
        (item, above)
        for item in items
        if (above := before.get(item.title.start)) and above.start in free and _may_be_below(item, above)
    ]
    for item, above in found if stacked >= max(_FEWEST, len(found)) else ():
        line, cut = item.parts[0]
        headline = 0, len(above.text)
        meta = replace(cut, headline=None, outlet=cut.headline, outlet_doubtful=False, quoted=None, others=())
        item.title, item.headline = above, headline
        item.parts = [(above, Cut(headline=headline)), (line, meta), *item.parts[1:]]


def _is_stacked(item: Item) -> bool:
    """Tell whether a known outlet leads the line below a headline."""
    parts = (cut for line, cut in item.parts if line.start > item.title.start)
    return any(cut.outlet_known and cut.outlet is not None and cut.outlet[0] == 0 for cut in parts)


def _may_be_below(item: Item, above: Line) -> bool:
    """Tell whether a mention in one line begins with a short name, stands right below a headline, and has a day."""
    start, end = item.headline or (1, 1)
    cut = item.parts[0][1]
    name = item.title.text[start:end]
    is_name = start == 0 and is_title(name) and name.count(" ") <= _MOST_SPACES
    is_below = item.is_in_one_line and not item.title.gap and is_headline(above.text)
    return is_name and is_below and cut.date is not None and not (cut.outlet_known or cut.feat)
