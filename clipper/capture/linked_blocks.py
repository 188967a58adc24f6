"""Mentions of a page in blocks that a link begins or ends: the headline leads to the piece, or "Read more" does.

What a page teases of its own leads to one site; mentions lead to several.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from clipper.capture.alike import names_site
from clipper.capture.cut import BY, Cut
from clipper.capture.finders.link import are_link_words
from clipper.capture.item import Item
from clipper.capture.kinds_of_piece import is_kind_or_section
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, ends_sentence
from clipper.capture.list_lines import LOOKED_AT, is_headline
from clipper.capture.mention_ends import without_bullet
from clipper.capture.mention_meta import cut_meta, outlet_and_day
from clipper.capture.month_headings import stated_day
from clipper.capture.outlets import host_of
from clipper.model.values import replace

_FEWEST, _FEWEST_SPACES = 2, 2
_MOST_BEFORE, _TALLEST = 3, 8
"""So many lines may stand above the first mention, and so many make one."""
_Part = tuple[Line, Cut]


def items_in_linked_blocks(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention for each such block; none where links do not part the lines or most blocks tell no outlet."""
    if len(lines) > LOOKED_AT or not any(line.hints.links for line in lines):
        return []
    blocks = _led_by_links(lines, lexicon) or _ended_by_links(lines)
    if not blocks or not all(1 < len(block) <= _TALLEST for block in blocks):
        return []
    parts = [[_part(line, _targets(block), lexicon) for line in block[1:]] for block in blocks]
    places = {place for block in parts for place, part in enumerate(block) if part[1] and part[1].outlet_known}
    items = [_item(block[0], found, places, lexicon) for block, found in zip(blocks, parts, strict=True)]
    sourced = sum(any(cut.outlet for _, cut in item.parts) for item in items)
    return items if 2 * sourced > len(items) else []


def _led_by_links(lines: Sequence[Line], lexicon: Lexicon) -> list[Sequence[Line]]:
    """Return the blocks that begin with a headline which is a link, without the kinds of pieces above these.

    Where an outlet or a day stands above the first one, these lead the blocks.
    """
    starts = [index for index, line in enumerate(lines) if _is_linked_headline(line)]
    if not starts or starts[0] > _MOST_BEFORE or not _lead_apart(lines[start] for start in starts):
        return []
    above = cut_meta(lines[starts[0] - 1].text, lexicon, None, after_meta=False) if starts[0] else None
    if above and (above.outlet or above.date):
        return []
    is_labelled = starts[0] > 0 and is_kind_or_section(lines[starts[0] - 1].text)
    blocks = [lines[start:stop] for start, stop in pairwise([*starts, len(lines)])]
    are_last = [is_labelled and is_kind_or_section(block[-1].text) for block in blocks]
    return [block[:-1] if is_last else block for block, is_last in zip(blocks, are_last, strict=True)]


def _ended_by_links(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Return the blocks that end with words such as "Read more", which are a link."""
    ends = [index for index, line in enumerate(lines) if _has_link_words(line)]
    if len(ends) < _FEWEST or not _lead_apart(lines[end] for end in ends):
        return []
    tallest = max(end - before for before, end in pairwise(ends))
    first = max(0, ends[0] + 1 - tallest)
    return [lines[start + 1 : end + 1] for start, end in pairwise([first - 1, *ends])] if first <= _MOST_BEFORE else []


def _is_linked_headline(line: Line) -> bool:
    words = line.text[without_bullet(line.text)[0] :]
    is_link = any(text == words for text, _ in line.hints.links)
    return is_link and words.count(" ") >= _FEWEST_SPACES and is_headline(words) and not are_link_words(words)


def _has_link_words(line: Line) -> bool:
    return bool(line.hints.links) and are_link_words(line.hints.links[-1][0])


def _lead_apart(lines: Iterable[Line]) -> bool:
    """Tell whether lines lead to several sites, as half of them at least do to one of their own."""
    hosts = [host_of(line.hints.links[-1][1]) for line in lines]
    return len(hosts) >= _FEWEST and len({*hosts}) >= max(_FEWEST, len(hosts) / 2)


def _part(line: Line, targets: Sequence[str], lexicon: Lexicon) -> tuple[Line, Cut | None]:
    """Return a line with what it says of who wrote the mention, where and when; None where it says none of that.

    A name that its site goes by is its outlet.
    """
    if day := stated_day(line, lexicon.today):
        return line, Cut(date=day)
    cut = cut_meta(line.text, lexicon, None, after_meta=True)
    if cut is None or cut.outlet or len(cut.names) != 1:
        return line, cut
    name = line.text[slice(*cut.names[0])]
    is_site = any(names_site(name, target, lexicon) for target in targets)
    return line, replace(cut, names=(), outlet=cut.names[0]) if is_site else cut


def _targets(block: Iterable[Line]) -> list[str]:
    return [target for line in block for _, target in line.hints.links]


def _item(title: Line, block: Sequence[tuple[Line, Cut | None]], places: set[int], lexicon: Lexicon) -> Item:
    told = _outlet_in(title, block, places, lexicon)
    headline = without_bullet(title.text)[0], len(title.text)
    meta: list[_Part] = []
    for line, cut in block:
        if told and line is told[0]:
            meta.append(told)
        elif cut:
            meta.append((line, cut))
        elif _has_link_words(line):
            meta.append((line, Cut()))
    inside = {line.start for line, cut in meta if cut != Cut()}
    blurb = [line for line, _ in block if line.start not in inside and ends_sentence(line.text)]
    return Item(title, headline, [(title, Cut(headline=headline)), *meta], blurb=blurb)


def _outlet_in(
    title: Line, block: Sequence[tuple[Line, Cut | None]], places: set[int], lexicon: Lexicon
) -> _Part | None:
    """Return the line of a block without a known outlet that names its site, or stands where others have theirs."""
    if any(cut and cut.outlet for _, cut in block):
        return None
    links = _targets((title, *(line for line, _ in block)))
    sites = [line for line, _ in block if any(names_site(line.text, target, lexicon) for target in links)]
    named = [line for place, (line, cut) in enumerate(block) if place in places and not (cut and BY.match(line.text))]
    lines = [line for line in (*sites, *named) if not ends_sentence(line.text)]
    return next(
        ((line, cut) for line in lines if (cut := outlet_and_day(line.text, (0, len(line.text)), lexicon, None))), None
    )
