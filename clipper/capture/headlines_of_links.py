"""Mentions whose headline is a link and whose outlet stands beside it with nothing but a space between them."""

from collections.abc import Sequence

from clipper.capture.cut import is_outlet, is_title
from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.model.draft import Span
from clipper.model.values import replace

_FEWEST, _FEWEST_SPACES = 2, 2


def with_headlines_of_links(items: Sequence[Item], lexicon: Lexicon) -> None:
    """Take the words of links for the headlines of a list where names stand beside most of them."""
    found = [(item, parted) for item in items if (parted := _parted(item, lexicon))]
    if len(found) < max(_FEWEST, len(items) / 2):
        return
    for item, (headline, outlet) in found:
        line, cut = item.parts[0]
        is_known = is_outlet(line.text, outlet, lexicon)
        item.headline = headline
        item.parts[0] = line, replace(cut, headline=headline, outlet=outlet, outlet_known=is_known, others=())


def _parted(item: Item, lexicon: Lexicon) -> tuple[Span, Span] | None:
    """Return the words of a link in a headline, and the name behind or before them; None where there is none."""
    links = item.title.hints.links
    if len(links) != 1 or item.headline is None or any(cut.outlet for _, cut in item.parts):
        return None
    words, text = links[0][0], item.title.text
    start = text.find(words, *item.headline)
    if start < 0 or words.count(" ") < _FEWEST_SPACES or not item.is_in_one_line:
        return None
    before, behind = trim(text, item.headline[0], start), trim(text, start + len(words), item.headline[1])
    names = [place for place in (before, behind) if place[0] < place[1]]
    is_named = len(names) == 1 and (is_title(text[slice(*names[0])]) or is_outlet(text, names[0], lexicon))
    return ((start, start + len(words)), names[0]) if is_named else None
