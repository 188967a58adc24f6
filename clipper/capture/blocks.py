"""Mentions in blocks between empty lines: headline, outlet, reporter and address, each in a line of its own.

So are headlines with bullets below the line of their outlet.

Where no day is given nothing tells such a block from the head of an article; so nearly all of a paste has to be blocks,
and each needs its outlet.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from clipper.capture.cut import BY, Cut, is_outlet, is_title, people_of
from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.link import are_link_words
from clipper.capture.finders.names import knows_first_name
from clipper.capture.finders.when import tells_only_when
from clipper.capture.item import Item
from clipper.capture.labels import without_label
from clipper.capture.lexicon import Lexicon
from clipper.capture.line_mentions import cut_of_linked
from clipper.capture.lines import Line, ends_sentence, trim
from clipper.capture.list_lines import day_of_heading, is_address, is_headline, may_head_mentions, name_of_heading
from clipper.capture.mention import plain_cut
from clipper.capture.mention_below_outlet import dated_and_signed
from clipper.capture.mention_day import says_published
from clipper.capture.mention_ends import without_address, without_bullet
from clipper.capture.mention_marks import marked_medium
from clipper.capture.mention_meta import cut_meta
from clipper.capture.mention_people import without_byline, without_last_name
from clipper.capture.month_headings import names_a_period
from clipper.capture.outlets import has_press_word
from clipper.model.values import replace

_HEIGHTS = range(2, 6)
_FEWEST, _FEWEST_UNKNOWN = 2, 3
_MOST_BEFORE = 3
"""So many lines may stand above the first mention, where no empty lines part them."""
_MOST_AROUND = 2
"""So many blocks that are no mention may stand above the first one, and among the others or below them."""
_SHORTEST = 6
_LONGEST_HEADING = 60
_MAIL = re.compile(r"\S+@\S+")
_SIGNED = re.compile(r"\s\((?P<name>[^()]{4,60})\)$")
_ASKS = ("?", "?”", '?"', "!", "!”", '!"', "? »", "! »")
_TITLE_AND_HEADLINE = 2
_SPACES_OF_HEADLINE = 2
_LED = re.compile(r"(?P<name>[^:|\t]{2,40}):\s+")
_LEADING = (",", ";", ":")
"""What ends a line such as "Best regards," that leads to the one below it."""


class _Block(Struct):
    """The lines between two empty ones: those that say who, where and when, those that may be more, and its day."""

    meta: list[tuple[Line, Cut]]
    free: list[Line]
    day: tuple[Line, FoundDate] | None

    @property
    def outlet(self) -> Line | None:
        """The line with the outlet, None where none is told; a name that stands beside a day alone may be a section."""
        told = ((line, cut) for line, cut in self.meta if cut.outlet)
        return next((line for line, cut in told if cut.outlet_known or cut.names or not cut.date), None)


def items_in_blocks(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention for each block; none where these are not nearly all of the paste, or outlets are not told."""
    parted = _parted(lines, lexicon)
    others = sum(len(block) not in _HEIGHTS and not _may_be_heading(block, lexicon) for block in parted)
    if len(parted) < _FEWEST or 4 * (others - 2 * _MOST_AROUND) > len(parted):
        return []
    blocks = [_block(block, lexicon) for block in parted]
    _take_outlets_beside_names(blocks)
    known = [block for block in blocks if block.outlet and block.free]
    if known:
        leading = [block.outlet is not None and block.outlet.start < block.free[0].start for block in known]
        items = _items(blocks, all(leading), lexicon) if all(leading) or not any(leading) else []
        are_signed = len(items) == len(blocks) and all(map(_is_signed, items))
        is_told = are_signed or len(known) >= max(_FEWEST, len(items) / 2)
        return items if is_told and len(items) >= _FEWEST else []
    sourced = _items_with_own_outlets(blocks, lexicon)
    if sourced:
        return sourced
    ways = (_items(blocks, leads, lexicon) for leads in (True, False))
    return next((items for items in ways if len(items) >= _FEWEST_UNKNOWN and _are_of_press(items)), [])


def _take_outlets_beside_names(blocks: Sequence[_Block]) -> None:
    """Take for an outlet the name that stands beside others as the known outlets do: "Ann Lee, Herald"."""
    beside = [cut for block in blocks for _, cut in block.meta if cut.outlet_known and cut.outlet and cut.names]
    are_behind = [bool(cut.outlet and cut.outlet > cut.names[0]) for cut in beside]
    if not beside or any(is_behind != are_behind[0] for is_behind in are_behind):
        return
    for block in blocks if beside else ():
        if block.outlet is None:
            block.meta = [(line, _with_outlet_of(cut, line.text, is_last=are_behind[0])) for line, cut in block.meta]


def _with_outlet_of(cut: Cut, text: str, *, is_last: bool) -> Cut:
    """Return a cut of several names with the last or first of them as its outlet, which is called as no people are."""
    name = cut.names[-1 if is_last else 0] if len(cut.names) > 1 else None
    if name is None or cut.outlet or knows_first_name(text[slice(*name)]):
        return cut
    return replace(cut, names=tuple(other for other in cut.names if other != name), outlet=name)


def _may_be_heading(block: Sequence[Line], lexicon: Lexicon) -> bool:
    is_short = len(block) == 1 and len(block[0].text) <= _LONGEST_HEADING
    return is_short and day_of_heading(block[0], lexicon, None) is not None


def _parted(lines: Sequence[Line], lexicon: Lexicon) -> list[Sequence[Line]]:
    """Return the blocks of a paste; where all or no lines stand apart, each holds an outlet at the same place in it."""
    starts = [0, *(index for index, line in enumerate(lines) if line.gap and index), len(lines)]
    if 2 < len(starts) <= len(lines):
        return [lines[first:end] for first, end in pairwise(starts)]
    outlets = [index for index, line in enumerate(lines) if lexicon.outlets.find(line.text)]
    outlets = outlets or [index for index, line in enumerate(lines) if is_address(line)]
    heights = {second - first for first, second in pairwise(outlets)}
    height = heights.pop() if len(heights) == 1 else 0
    if height not in _HEIGHTS:
        return []
    first = (len(lines) - height * len(outlets)) if len(lines) - outlets[-1] <= height else -1
    if not 0 <= first <= min(_MOST_BEFORE, outlets[0]):
        return []
    above = [lines[:first]] if first else []
    return [*above, *(lines[start : start + height] for start in range(first, len(lines), height))]


def _block(lines: Sequence[Line], lexicon: Lexicon) -> _Block:
    day = day_of_heading(lines[0], lexicon, None)
    block = _Block([], [], (lines[0], day) if day else None)
    for line in lines[1:] if day else lines:
        cut = _meta(line, lexicon)
        if cut is None:
            block.free.append(line)
        else:
            block.meta.append((line, cut))
    if not block.free and (title := next((line for line, cut in block.meta if _may_be_no_name(line, cut)), None)):
        block.free.append(title)
        block.meta = [(line, cut) for line, cut in block.meta if line is not title]
    return block


def _meta(line: Line, lexicon: Lexicon) -> Cut | None:
    """Return the cut of a line that only says who, where and when, or leads to the mention."""
    if is_address(line) or are_link_words(line.text) or names_a_period(line.text):
        return Cut()
    mark = marked_medium(line.text, 0, len(line.text))
    outlet = trim(line.text, without_label(line.text), mark.place[0]) if mark else (0, 0)
    if mark and is_outlet(line.text, outlet, lexicon):
        return Cut(outlet=outlet, outlet_known=True, medium=mark.medium, medium_stated=mark.is_stated)
    return cut_meta(line.text, lexicon, None, after_meta=True)


def _may_be_no_name(line: Line, cut: Cut) -> bool:
    """Tell whether a line that could be a name may as well be a headline, or an outlet, with a capital at each word."""
    is_alone = bool(cut.names) and not (cut.outlet or cut.date)
    return is_alone and not (BY.match(line.text) or knows_first_name(line.text))


def _items(blocks: Sequence[_Block], leads: bool, lexicon: Lexicon) -> list[Item]:
    """Return the mentions of blocks whose outlets stand above the headlines, or below them; none where much is over."""
    items: list[Item] = []
    day, above, over = None, 0, 0
    for block in blocks:
        day = block.day or day
        if item := _item(block, leads, lexicon):
            item.day = None if any(cut.date for _, cut in item.parts) else day
            above, over = (above, over) if items else (over, 0)
            items.append(item)
        elif block.meta or block.free:
            over += 1
    return items if above <= _MOST_AROUND and over <= _MOST_AROUND else []


def _item(block: _Block, leads: bool, lexicon: Lexicon) -> Item | None:
    titles = _titles(block)
    meta = list(block.meta)
    if block.outlet is None and (outlet := _unknown_outlet(block, titles, leads, lexicon)):
        titles = [line for line in titles if line is not outlet]
        meta = [(line, cut) for line, cut in meta if line is not outlet]
        meta.append((outlet, Cut(outlet=(0, len(outlet.text)))))
    title = titles[0] if len(titles) == 1 else None
    if title is None or not _may_be_headline(title.text, lexicon) or not any(cut.outlet for _, cut in meta):
        return None
    blurb = [line for line in block.free if line is not title and ends_sentence(line.text)]
    cut = _signed(title, lexicon)
    if any(cut.names or cut.date for _, cut in meta):
        cut = Cut(headline=(without_bullet(title.text)[0], len(title.text)))
    return Item(title, cut.headline, [(title, cut), *meta], blurb=blurb)


def _items_with_own_outlets(blocks: Sequence[_Block], lexicon: Lexicon) -> list[Item]:
    """Return the mentions of blocks whose headlines name their outlets, which an address or a day below these tells."""
    items: list[Item] = []
    day, over = None, 0
    for block in blocks:
        day = block.day or day
        item = _item_with_own_outlet(block, lexicon, is_first=not (items or over))
        if item:
            item.day = None if any(cut.date for _, cut in item.parts) else day
            items.append(item)
        elif block.meta or block.free:
            over += 1
    return items if len(items) >= _FEWEST and over <= min(_MOST_AROUND, len(items) - 1) else []


def _item_with_own_outlet(block: _Block, lexicon: Lexicon, *, is_first: bool) -> Item | None:
    titles = _titles(block)
    if is_first and len(titles) == _TITLE_AND_HEADLINE:
        # What stands above the first mention is the title of them all.
        del titles[0]
    title = titles[0] if len(titles) == 1 else None
    if title is None or not block.meta or block.outlet:
        return None
    # An address may have been above what it leads to.
    if any(line.start < title.start and not is_address(line) for line, _ in block.meta):
        return None
    link = next((line.text for line, _ in block.meta if is_address(line)), "")
    headline = trim(title.text, without_bullet(title.text)[0], len(title.text))
    cut = cut_of_linked(title, headline, link, lexicon)
    if cut.outlet is None or not cut.headline or cut.date:
        return None
    blurb = [line for line in block.free if line is not title]
    return Item(title, cut.headline, [(title, cut), *block.meta], blurb=blurb)


def _titles(block: _Block) -> list[Line]:
    """Return the lines of a block that may be a headline: no sentences, but for a question above all others."""
    first = block.free[0] if block.free and block.free[0].text.endswith(_ASKS) else None
    return [line for line in block.free if line is first or not ends_sentence(line.text)] or block.free[:1]


def _is_signed(item: Item) -> bool:
    """Tell whether a mention has an outlet and a line below its headline that begins with "by", or "Published"."""
    has_outlet = any(cut.outlet for _, cut in item.parts)
    return has_outlet and any(
        cut.names and (BY.match(line.text) or says_published(line.text)) for line, cut in item.parts
    )


def _may_be_headline(text: str, lexicon: Lexicon) -> bool:
    if len(text) < _SHORTEST or text.endswith(_LEADING) or _MAIL.fullmatch(text):
        return False
    return not (says_published(text) or tells_only_when(text, lexicon))


def _unknown_outlet(block: _Block, titles: Sequence[Line], leads: bool, lexicon: Lexicon) -> Line | None:
    """Return the line that is where the outlet stands in other blocks, and has the capitals of a name."""
    others = [line for line, cut in block.meta if _may_be_no_name(line, cut)]
    lines = sorted([*titles, *others], key=lambda line: line.start)
    if len(lines) != 2 or not titles:
        return None
    outlet = lines[0] if leads else lines[1]
    return outlet if is_title(outlet.text) and not any(dates_in(outlet.text, lexicon.today)) else None


def _are_of_press(items: Sequence[Item]) -> bool:
    """Tell whether half of the outlets have names as papers have them."""
    names = [line.text[slice(*cut.outlet)] for item in items for line, cut in item.parts if cut.outlet]
    return 2 * sum(map(has_press_word, names)) >= len(items)


def items_below_outlets(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention for each line with a bullet, a reporter or a link below its outlet; none where much is over.

    Where all lines are days, outlets and headlines below these, a headline needs none of these.
    """
    items: list[Item] = []
    outlet, day, over = None, None, 0
    are_apart = all(line.gap for line in lines[1:])
    are_bare = _are_bare_below_days(lines, lexicon)
    for line, below in zip(lines, [*lines, None][1:], strict=True):
        below = replace(below, gap=False) if below and are_apart else below
        if named := _outlet_above(line, below, outlet, lexicon):
            outlet = line, named
        elif told := day_of_heading(line, lexicon, None):
            outlet, day = None, (line, told)
        elif outlet and (are_bare or _is_of_list(line, below, lexicon)):
            cut = _signed(line, lexicon)
            items.append(Item(line, cut.headline, [(line, cut), outlet], None if cut.date else day))
        elif items and is_address(line):
            items[-1].parts.append((line, Cut()))
        elif over == _MOST_AROUND:
            return []
        else:
            over += 1
            # What stands apart may head the lines below it: they are not of the outlet above it any more.
            outlet = None if line.gap else outlet
    is_told = any(cut.outlet_known for item in items for _, cut in item.parts)
    is_other = any(_is_led_by_outlet(item, lexicon) for item in items)
    return _all_signed(items, lexicon) if len(items) >= _FEWEST and is_told and not is_other else []


def _are_bare_below_days(lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether lines are days, two outlets at the least, and headlines, with nothing else among them."""
    if not lines or day_of_heading(lines[0], lexicon, None) is None:
        return False
    outlets = {line.start for line in lines if lexicon.outlets.find(line.text)}
    rest = (line for line in lines[1:] if line.start not in outlets)
    are_told = all(day_of_heading(line, lexicon, None) or _may_be_bare_headline(line) for line in rest)
    return len(outlets) >= _FEWEST and are_told


def _is_of_list(line: Line, below: Line | None, lexicon: Lexicon) -> bool:
    """Tell whether a line has a bullet, who wrote it, or its address below it."""
    if without_bullet(line.text)[0] or _signed(line, lexicon, are_all=True).names:
        return True
    return below is not None and not is_address(line) and is_address(below)


def _may_be_bare_headline(line: Line) -> bool:
    if BY.match(line.text):
        return False
    is_sentence = ends_sentence(line.text) and not line.text.endswith(_ASKS)
    return (
        is_headline(line.text) and line.text.count(" ") >= _SPACES_OF_HEADLINE and not (is_sentence or is_address(line))
    )


def _is_led_by_outlet(item: Item, lexicon: Lexicon) -> bool:
    """Tell whether a headline begins with a known outlet and a colon, so that what stands above it is none."""
    led = _LED.match(item.title.text, *item.headline) if item.headline else None
    return led is not None and lexicon.outlets.find(led["name"]) is not None


def _outlet_above(line: Line, below: Line | None, outlet: tuple[Line, Cut] | None, lexicon: Lexicon) -> Cut | None:
    """Return the cut of a line that is an outlet: a known one, or one that stands as one above does.

    That is above its mentions, apart from those before, or with the bullet of an outlet above and others below. The
    first line of all, with a name as papers have, may be one that stands as those below it do.
    """
    start, whole = without_bullet(line.text)[0], name_of_heading(line.text)
    name = line.text[slice(*whole)]
    if lexicon.outlets.find(name):
        return Cut(outlet=whole, outlet_known=True)
    stands_apart = (outlet and line.gap) or (line.start == 0 and has_press_word(name))
    stands_above = stands_apart and below and not below.gap and may_head_mentions(name)
    if stands_above and not _signed(line, lexicon, are_all=True).names:
        return Cut(outlet=whole)
    if outlet is None or below is None or not start or not is_title(line.text[start:]):
        return None
    mark, marks_below = line.text[:start], below.text[: without_bullet(below.text)[0]]
    is_outer = outlet[0].text.startswith(mark) and marks_below not in {"", mark}
    return Cut(outlet=(start, len(line.text))) if is_outer else None


def _all_signed(items: list[Item], lexicon: Lexicon) -> list[Item]:
    """Cut the names off the headlines where all of them end with one: one line tells then what another is."""
    cuts = [_signed(item.title, lexicon, are_all=True) for item in items]
    if not all(cut.names for cut in cuts):
        return items
    for item, cut in zip(items, cuts, strict=True):
        item.headline, item.parts[0] = cut.headline, (item.title, cut)
    return items


def _signed(line: Line, lexicon: Lexicon, *, are_all: bool = False) -> Cut:
    """Return the cut of a headline, with who wrote it and when behind it.

    That a name is a reporter's, its first name or the library has to tell, unless `are_all` tells that all lines have
    one.
    """
    text = line.text
    if told := dated_and_signed(text, lexicon):
        return told
    cut = plain_cut(text, lexicon) or Cut(headline=(without_bullet(text)[0], without_address(text)))
    headline = trim(text, *(cut.headline or (0, len(text))))
    bracket = _SIGNED.search(text, *headline)
    people = people_of(text, bracket.span("name"), lexicon) if bracket else ()
    if bracket and people:
        return replace(cut, headline=(headline[0], bracket.start()), names=people)
    shorter, names = without_byline(text, headline, lexicon)
    if not names:
        shorter, names = without_last_name(text, headline, lexicon)
    are_told = are_all or all(_is_reporter(text[slice(*name)], lexicon) for name in names)
    return replace(cut, headline=shorter, names=names) if names and are_told else replace(cut, headline=headline)


def _is_reporter(name: str, lexicon: Lexicon) -> bool:
    return knows_first_name(name) or lexicon.is_known_reporter(name)
