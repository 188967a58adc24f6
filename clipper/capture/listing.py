"""A list of mentions: whether a paste is one, and the mentions in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby, pairwise

from clipper.capture.alike import cut_by_address, items_alike, patterns_of, with_days_alike
from clipper.capture.blocks import items_below_outlets, items_in_blocks
from clipper.capture.common_pattern import common_pattern
from clipper.capture.cut import Cut
from clipper.capture.finders.almanac import weekday_of
from clipper.capture.finders.body import is_sentence
from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.link import addresses_in, before_link_words
from clipper.capture.finders.relative import day_alone
from clipper.capture.finders.when import tells_only_when
from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.list_walk import (
    Cuts,
    Walk,
    announces_review,
    day_of_heading,
    is_address,
    is_headline,
    outlet_alone,
)
from clipper.capture.medium_headings import give_media
from clipper.capture.mention import cut_mention, plain_cut
from clipper.capture.mention_ends import LONGEST, without_address, without_bullet
from clipper.capture.mention_pattern import Pattern
from clipper.capture.mention_styles import unquoted
from clipper.capture.month_headings import names_a_month_or_year, with_days_apart, year_of_headings
from clipper.capture.outlets import has_press_word, host_of
from clipper.capture.rows_of_lines import with_rows_apart
from clipper.capture.short_days import short_days
from clipper.model.draft import Doubt
from clipper.model.values import replace

_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_PROSE_WORDS = 25
_CLOSES_PROSE = (".", "”", '"', "»")
_CREDIT = re.compile(r"(?:by|par|posted|published|updated|last|publi\w+|mis(?:e)? à jour|©|copyright)\b", re.IGNORECASE)
_LOOKED_AT = 400
_HEADLINE_WORDS = 4
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s")
_TALLEST_BLOCK = 4
_LINES_OF_SHARED = 3
_AT_THE_TOP = 5
"""So many lines at the top of a paste may be its heading."""
_FEWEST_DAYS, _LONGEST_DAY = 2, 60
_FEW_OVER = 0.1
_SOME_OVER = 0.25
"""The part of the lines that may be over, as titles and menus are, where all are told, and where a pattern tells."""
_FEWEST_OF_PRESS = 0.25
_STRONG = 2.0
_PIECES = re.compile(r"[,;:|()\t]\s*|\s+[–—-]\s+|^[-*•‣◦▪·–—]\s+")
_FIGURE, _FIRST_WITHOUT_SPACES = re.compile(r"\d"), "\u2e80"
_MENU, _BESIDE_MENU, _ENTRY_WORDS = 8, 2, 3
_LATE, _SEVERAL = timedelta(days=45), 3
_WORD = re.compile(r"[^\W\d_]+")


def find_items(lines: Sequence[Line], lexicon: Lexicon, *, is_called: bool = False) -> list[Item]:
    """Return the mentions of a paste in order; empty when the paste is not a list of mentions.

    `is_called` tells that a person calls it one: lines that are written alike need no outlet that is known.
    """
    rows = with_rows_apart(list(map(_without_link_words, with_days_apart(lines, lexicon.today))), lexicon)
    short = short_days(rows.lines, lexicon)
    items = _with_alike(_find(short.lines, lexicon, is_called), short.lines, lexicon)
    items = _with_dated(items, short.lines, lexicon)
    for item in items:
        item.is_apart = rows.is_told
    give_media(items, short.lines, lexicon)
    return _of_late(short.given_to(items), lexicon.today)


def _find(lines: Sequence[Line], lexicon: Lexicon, is_called: bool) -> list[Item]:
    cuts, walked = Cuts(lexicon), _without_menus(lines)
    readings = [(Walk(walked, lexicon, cuts, leads).items(), leads) for leads in _ways(lines, lexicon)]
    items, leads = max(readings, key=lambda read: sum(item.evidence for item in read[0]))
    is_list = _is_list(items, lines)
    if not (is_list and _is_told(items, lines, lexicon)):
        common = _common_pattern(lines, lexicon, is_called)
        alike = Walk(walked, lexicon, cuts, leads, [common], called=is_called).items() if common else []
        if _is_list_alike(alike, lines, lexicon, is_called):
            items, is_list = alike, True
        elif blocks := _blocks(lines, lexicon, len(items) if is_list else 0):
            items, is_list = blocks, True
        elif is_list and (patterns := patterns_of(items, lexicon)):
            items = Walk(walked, lexicon, cuts, leads, patterns).items()
    if is_list:
        items = _with_sourced(items, lines, lexicon)
        return _days_first(_with_own_quotes(_without_addresses(_with_text(items, lines, lexicon))), lexicon.today)
    if shared := _shared_link(lines, lexicon):
        return shared
    if _prose(lines):
        return []
    dated = _days_first(_dated_lines(lines, lexicon), lexicon.today)
    return dated or _linked_lines(lines, lexicon) or _sourced_lines(lines, lexicon)


def _without_menus(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without the inside of menus: of many in a row that are a few words and no figure."""
    kept: list[Line] = []
    for is_entry, run in groupby(lines, _may_be_entry):
        found = list(run)
        kept += [*found[:_BESIDE_MENU], *found[-_BESIDE_MENU:]] if is_entry and len(found) >= _MENU else found
    return kept


def _may_be_entry(line: Line) -> bool:
    # Where words have no spaces between them, none can be counted by these.
    is_short = line.text.count(" ") < _ENTRY_WORDS and line.text[0] < _FIRST_WITHOUT_SPACES
    return is_short and _FIGURE.search(line.text) is None


def _with_alike(items: list[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Add the lines of a list that are written as its mentions are, in outlets that nobody knows."""
    with_days_alike(items, lexicon)
    over = _over(items, lines) if items else []
    return sorted([*items, *items_alike(items, over, lexicon)], key=lambda item: item.title.start) if over else items


def _with_dated(items: list[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Add the lines of another style that have a day, where all mentions are lines with one."""
    are_lines = len(items) > 1 and all(item.is_in_one_line and item.parts[0][1].date for item in items)
    # What stands above all mentions is rather the title of the list.
    below = [line for line in _over(items, lines) if line.start > items[0].title.start] if are_lines else []
    over = [line for line in below if not (is_sentence(line) or announces_review(line.text))]
    found = [item for line in over if (item := _dated_item(line, lexicon))]
    return sorted([*items, *found], key=lambda item: item.title.start) if len(found) < len(items) else items


def _blocks(lines: Sequence[Line], lexicon: Lexicon, found: int) -> list[Item]:
    """Return the mentions of a paste that is nearly nothing but blocks; none where as many were found."""
    blocks = items_in_blocks(lines, lexicon) or items_below_outlets(lines, lexicon)
    return blocks if len(blocks) > found and _outweighs_prose(blocks, lines) else []


def _without_link_words(line: Line) -> Line:
    """Return a line without the "(link)" behind a mention; a line of nothing else stays."""
    end = before_link_words(line)
    if end in (0, len(line.text)):
        return line
    return replace(line, text=line.text[:end], raw=line.raw[: line.place(0, end)[1] - line.start])


def _with_text(items: list[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Give the only mention of a paste the lines below it from the first sentence to the last, as its text."""
    if len(items) == 1:
        end = max(line.end for line in items[0].lines)
        told = (line for line in lines if line.start > end and not is_address(line))
        below = [line for line in told if not tells_only_when(line.text, lexicon)]
        begins = (place for place, line in enumerate(below) if is_sentence(line) or line in items[0].blurb)
        first = next(begins, len(below))
        last = [place for place, line in enumerate(below, 1) if line.text.endswith((*_CLOSES_PROSE, "!", "?", "…"))]
        items[0].blurb = below[first : last[-1]] if last else []
    return items


def _over(items: Iterable[Item], lines: Sequence[Line]) -> list[Line]:
    """Return the lines that are no part of a mention."""
    taken = {line.start for item in items for line in (*item.lines, *item.blurb)}
    return [line for line in lines if line.start not in taken]


def _count_over(items: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon) -> int:
    """Return how many lines are no part of a mention, without the days above those of several."""
    days = {line.start for line in _headings_of_days(lines, lexicon)}
    return sum(line.start not in days for line in _over(items, lines))


def _is_told(items: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether every mention has an outlet that is known or beside a reporter, and no day or link is over."""
    over = _over(items, lines)
    if len(over) > max(2, _FEW_OVER * len(lines)):
        return False
    if not all(any(cut.outlet_known or (cut.outlet and cut.names) for _, cut in item.parts) for item in items):
        return False
    if any(addresses_in(line.text) and not is_address(line) for line in over):
        return False
    dated = (line for line in over if any(dates_in(line.text, lexicon.today)))
    return all(day_of_heading(line, lexicon, None) for line in dated)


def _common_pattern(lines: Sequence[Line], lexicon: Lexicon, is_called: bool) -> Pattern | None:
    # A line of nothing but a day is what most articles have, and their interviews are lines such as "NAME: text".
    top = [line for line in lines[:_AT_THE_TOP] if announces_review(line.text)]
    days = _headings_of_days(lines, lexicon)
    has_heading = is_called or bool(days) or any(day_of_heading(line, lexicon, None) for line in top)
    # An address below a mention is no line of its pattern, nor is a month or a day above several.
    headings = {line.start for line in days}
    above = [line for line in lines if line.start in headings or names_a_month_or_year(line.text)]
    written = [line for line in lines if not (is_address(line) or line in above)]
    return common_pattern(written, lexicon, has_heading, year_of_headings(lines), is_numbered=_are_numbered(lines))


def _headings_of_days(lines: Sequence[Line], lexicon: Lexicon) -> list[Line]:
    """Return the lines that are nothing but a day, where they part the lines of a paste; none where it has one only."""
    lines = [line for line in lines[:_LOOKED_AT] if not is_address(line)]
    # Most pastes have no such line near their top, which is told before all others are looked at.
    if not any(_is_day(line, lexicon) for line in lines[: _AT_THE_TOP + 1]):
        return []
    places = [place for place, line in enumerate(lines) if _is_day(line, lexicon)]
    if len(places) < _FEWEST_DAYS or places[0] > _AT_THE_TOP:
        return []
    heights = [after - place for place, after in pairwise([*places, len(lines)])]
    # A day below each headline is rather that of its mention.
    are_below = places[0] > 0 and all(height <= _FEWEST_DAYS for height in heights)
    return [] if are_below or min(heights) == 1 else [lines[place] for place in places]


def _is_day(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a short line gives the day of what stands below it in figures."""
    may_be = len(line.text) <= _LONGEST_DAY and any(map(str.isdigit, line.text))
    return may_be and day_of_heading(line, lexicon, None) is not None


def _is_list_alike(items: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon, is_called: bool) -> bool:
    """Tell whether what a common pattern made of a paste is nearly all of it, and a list of mentions.

    Events, weather and the teasers of one site are written alike, too: where no outlet is known, a heading, names as
    papers have them or links to several sites have to tell.
    """
    if (
        len(items) < 2
        or _count_over(items, lines, lexicon) > max(3, _SOME_OVER * len(lines))
        or not _outweighs_prose(items, lines)
    ):
        return False
    days = [cut.date.day for item in items for _, cut in item.parts if cut.date]
    if 2 * sum(day > lexicon.today for day in days) > len(items):
        return False
    known = sum(any(cut.outlet_known for _, cut in item.parts) for item in items)
    # Below days of a calendar a place such as a town hall may be called as an outlet is.
    is_known = is_called or known >= (_FEWEST_DAYS if _headings_of_days(lines, lexicon) else 1)
    return is_known or _are_numbered(lines) or _is_of_press(items, lines)


def _are_numbered(lines: Sequence[Line]) -> bool:
    """Tell whether numbers that count from 1 part all lines into blocks of more than one line each."""
    found = [(place, int(number[1])) for place, line in enumerate(lines) if (number := _NUMBER.match(line.text))]
    places = [place for place, _ in found]
    if len(found) < 2 or places[0] > _AT_THE_TOP or [number for _, number in found] != list(range(1, len(found) + 1)):
        return False
    return all(1 < after - place <= _TALLEST_BLOCK for place, after in pairwise([*places, len(lines)]))


def _is_of_press(items: Sequence[Item], lines: Sequence[Line]) -> bool:
    if any(announces_review(line.text) for line in lines[:_AT_THE_TOP]) or _names_papers(items, 1):
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


def _ways(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[bool]:
    """Return whether lines that are only an outlet lead the mention below them; both where that has to be tried."""
    alone = sum(outlet_alone(line, lexicon) is not None for line in lines[:_LOOKED_AT])
    return (False, True) if alone >= 2 else (False,)


def _days_first(items: list[Item], today: date) -> list[Item]:
    """Read 03/12/2019 as the dates of its list are written, where these or the day of the paste leave no choice."""
    written = [_NUMERIC.match(line.text, cut.date.start) for item in items for line, cut in item.parts if cut.date]
    pairs = [(int(match[1]), int(match[2])) for match in written if match]
    found = [cut.date for item in items for _, cut in item.parts if cut.date]
    is_ahead = any(one.other and one.other <= today < one.day for one in found if one.doubt is Doubt.DAY_OR_MONTH)
    if not (is_ahead or any(first > 12 for first, _ in pairs)) or any(second > 12 for _, second in pairs):
        return items
    for item in items:
        item.parts = [(line, replace(cut, date=_day_first(cut.date))) for line, cut in item.parts]
    return items


def _of_late(items: list[Item], today: date) -> list[Item]:
    """Take the year as told where the days without one all lie in the last weeks: those of older lists do not.

    That tells it where there are several, or where the weekday beside a day fits.
    """
    days = {(line.start, found.start): found for line, found in _days_of(items)}
    is_late = all(timedelta() <= today - found.day <= _LATE for found in days.values())
    if not is_late:
        return items
    are_several = sum(found.doubt is Doubt.NO_YEAR for found in days.values()) >= _SEVERAL
    for item in items:
        item.parts = [
            (line, replace(cut, date=cut.date and _with_year(line, cut.date, are_several))) for line, cut in item.parts
        ]
        item.day = item.day and (item.day[0], _with_year(*item.day, are_several))
    return items


def _days_of(items: Iterable[Item]) -> Iterator[tuple[Line, FoundDate]]:
    """Yield the days of mentions and of the headings above them, each with its line."""
    for item in items:
        yield from ((line, cut.date) for line, cut in item.parts if cut.date)
        if item.day:
            yield item.day


def _with_year(line: Line, found: FoundDate, is_told: bool) -> FoundDate:
    if found.doubt is not Doubt.NO_YEAR or not (is_told or _fits_weekday(line, found)):
        return found
    return replace(found, confidence=0.9, doubt=None)


def _fits_weekday(line: Line, found: FoundDate) -> bool:
    """Tell whether a day is the one of the week that stands before it."""
    written = line.text[found.start : found.end]
    words = _WORD.findall(written)
    before_month = words if "/" in written else words[:-1]
    return any(weekday_of(word) == found.day.weekday() for word in before_month)


def _day_first(found: FoundDate | None) -> FoundDate | None:
    if found is None or found.doubt is not Doubt.DAY_OR_MONTH or found.other is None:
        return found
    return replace(found, day=found.other, confidence=0.9, doubt=None, other=found.day)


def _linked_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention for each line with a web address behind or below it, where the paste is nearly nothing else."""
    is_marked = _lead_to_several_outlets(lines, lexicon) or _are_linked_headlines(lines)
    behind = [item for line in lines if (item := _linked_item(line, lexicon, is_marked))]
    below = [
        Item(title, (0, len(title.text)), [(title, Cut()), (address, Cut())])
        for title, address in pairwise(lines)
        if is_address(address) and not addresses_in(title.text) and _is_title(title.text)
    ]
    others = len(lines) - len(behind) - 2 * len(below)
    items = sorted([*behind, *below], key=lambda item: item.title.start)
    is_alone = len(behind) == len(lines) == 1
    return items if is_alone or (len(items) >= 2 and 4 * others <= len(items) + 4) else []


def _shared_link(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the page that a telephone shared: its title with the outlet, its address, perhaps how long ago it was."""
    addresses = [line for line in lines[:_LINES_OF_SHARED] if is_address(line)]
    if len(lines) > _LINES_OF_SHARED or len(addresses) != 1 or lines[0] is addresses[0]:
        return []
    title, *others = (line for line in lines if line is not addresses[0])
    days = [(line, Cut(date=told)) for line in others if (told := day_alone(line.text, lexicon.today))]
    address = addresses[0].text[slice(*addresses_in(addresses[0].text)[0])]
    if len(days) < len(others):
        return []
    cut = _shared_cut(title, address, lexicon)
    if cut is None or cut.headline is None:
        return []
    known = cut.outlet is not None and lexicon.outlets.find(title.text[slice(*cut.outlet)]) is not None
    cut = replace(cut, headline=unquoted(title.text, cut.headline), outlet_known=known)
    return [Item(title, cut.headline, [(title, cut), (addresses[0], Cut()), *days])]


def _shared_cut(title: Line, address: str, lexicon: Lexicon) -> Cut | None:
    """Return the cut of the title of a page that is shared: a reporter tells it first, then its address."""
    cut = cut_mention(title.columns, lexicon, undated=True)
    is_told = cut is not None and cut.headline and (cut.names or cut.outlet_known) and not cut.date
    named = cut_by_address(title.text, (0, len(title.text)), address, lexicon)
    return cut if cut and is_told and (cut.names or named is None) else named


def _with_sourced(items: list[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Add the lines of a list that only an outlet tells, where a day, a figure or a "by" told those that were found."""
    taken = {line.start for item in items for line in item.lines}
    if len(taken) == len(lines):
        return items
    sourced = [] if _prose(lines) else _sourced_lines(lines, lexicon)
    missed = [item for item in sourced if item.title.start not in taken]
    own = {item.title.start for item in missed}
    for item in items:
        item.blurb = [line for line in item.blurb if line.start not in own]
    return sorted([*items, *missed], key=lambda item: item.title.start)


def _sourced_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention for each line with a headline and a known outlet, where the paste is nearly nothing else."""
    if len(lines) > _LOOKED_AT:
        return []
    items = [item for line in lines if (item := _sourced_item(line, lexicon))]
    if len(items) == len(lines) == 1:
        return items
    others = [line for line in lines if line.start not in {item.title.start for item in items}]
    return items if len(items) >= 2 and 2 * len(others) <= len(items) + 1 and not any(map(is_sentence, others)) else []


def names_several_outlets(lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether lines that are not running text name different outlets, each as a piece of its own."""
    if 2 * sum(_prose(lines)) > sum(len(line.text.split()) for line in lines):
        return False
    pieces = (piece for line in lines[:_LOOKED_AT] for piece in _PIECES.split(line.text))
    return len({known.name for piece in pieces if (known := lexicon.outlets.find(piece.strip()))}) > 1


def _sourced_item(line: Line, lexicon: Lexicon) -> Item | None:
    is_text = line.text.endswith((".", "…")) and not without_bullet(line.text)[0]
    cut = None if is_text else cut_mention(line.columns, lexicon, undated=True)
    if cut is None or not (cut.headline and cut.outlet_known):
        return None
    headline = line.text[slice(*cut.headline)]
    # One word is a headline where somebody wrote it.
    return Item(line, cut.headline, [(line, cut)]) if is_headline(headline) and (" " in headline or cut.names) else None


def _lead_to_several_outlets(lines: Iterable[Line], lexicon: Lexicon) -> bool:
    """Tell whether the lines of a page that are links lead to several outlets, one of them known, at least.

    A page's own lead to one site.
    """
    targets = {target for line in lines if _is_link(line) for _, target in line.hints.links}
    found = {known.name if (known := lexicon.outlets.publisher(target)) else None for target in targets}
    return len(found) > 1 and len(set(map(host_of, targets))) > 1


def _are_linked_headlines(lines: Sequence[Line]) -> bool:
    """Tell whether nearly all lines are items of a list and links of several words, as those of no menu are."""
    sizes = [len(line.text.split()) for line in lines if line.hints.item and _is_link(line)]
    return len(lines) - len(sizes) <= 1 < len(sizes) and sum(sizes) >= _HEADLINE_WORDS * len(sizes)


def _linked_item(line: Line, lexicon: Lexicon, is_marked: bool) -> Item | None:
    """Return the mention of a line that a web address ends; `is_marked` tells that a line of a page may be a link."""
    places = addresses_in(line.text)
    if _is_link(line) and (is_marked or line.hints.element is None):
        places = [(len(line.text), len(line.text))]
    if not places or line.text[places[-1][1] :].strip(" >)]"):
        return None
    headline = trim(line.text, *trim(line.text, without_bullet(line.text)[0], places[-1][0], " <(["))
    if len(places) > 1 or not _is_title(line.text[slice(*headline)]):
        return None
    cut = cut_mention(line.columns, lexicon, undated=True)
    if cut is None or not ((cut.outlet_known or cut.names) and cut.headline):
        named = cut_by_address(line.text, headline, line.text[slice(*places[0])], lexicon)
        cut = named or Cut(headline=headline)
    return Item(line, cut.headline, [(line, cut)])


def _is_link(line: Line) -> bool:
    """Tell whether a line is nothing but a link, marked as one."""
    words = line.text[without_bullet(line.text)[0] :]
    return any(text == words for text, _ in line.hints.links)


def _is_title(text: str) -> bool:
    return is_headline(text) and " " in text


def _dated_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention a line where nearly every line ends or begins with a date of its own.

    Their style may be unknown, but one clipping mixed from several lines would be worse than some headlines to check.
    """
    if len(lines) < 2:
        return []
    # Most pastes are no such list, which the first of their lines tell.
    if len(lines) > _LOOKED_AT and not _dated_lines(lines[:_LOOKED_AT], lexicon):
        return []
    items = [item for line in lines if (item := _dated_item(line, lexicon))]
    others = len(lines) - len(items)
    return items if len(items) >= 2 and (others == 0 or (len(items) >= 3 and 4 * others <= len(items) + 2)) else []


def _dated_item(line: Line, lexicon: Lexicon) -> Item | None:
    if _CREDIT.match(line.text):
        return None
    cut = cut_mention(line.columns, lexicon) or plain_cut(line.text, lexicon)
    if cut is None or cut.date is None or not cut.headline or line.text[slice(*cut.headline)].count(" ") < 2:
        return None
    return Item(line, cut.headline, [(line, cut)])


def _without_addresses(items: list[Item]) -> list[Item]:
    """Take the address that ends a headline off it, as what "HEADLINE <https://…>" leads to is told beside it."""
    for item in items:
        start, end = item.headline or (0, 0)
        item.headline = item.headline and (start, start + without_address(item.title.text[start:end]))
    return items


def _with_own_quotes(items: list[Item]) -> list[Item]:
    """Give a headline its quotation marks back where the list has no such style, and take them off where it has.

    Where few headlines have them somebody is quoted.
    """
    quoted = [(item, item.parts[0][1].quoted) for item in items if item.parts[0][1].quoted]
    if 2 * len(quoted) < len(items):
        for item, place in quoted:
            if place and not any(map(str.isalnum, item.title.text[: place[0]])):
                item.headline = place
    enclosed = [(item, unquoted(item.title.text, item.headline)) for item in items if item.headline]
    enclosed = [(item, place) for item, place in enclosed if place != item.headline]
    if len(enclosed) > 1 and 2 * (len(quoted) + len(enclosed)) >= len(items):
        for item, place in enclosed:
            item.headline = place
    return items


def _is_list(items: Sequence[Item], lines: Sequence[Line]) -> bool:
    sourced = sum(item.is_sourced for item in items)
    if len(items) == 1:
        is_strong = items[0].evidence >= _STRONG and sourced == 1 and len(items[0].parts) == 1
        return is_strong and len(lines) <= len(_inside(items)) + 4 and not _prose(lines)
    # Tour dates and price lists look like headline, place and date; a list of mentions has somebody known in it, or
    # several papers by their names.
    anchored = sum(item.is_anchored for item in items)
    if len(items) < 2 or 2 * sourced < len(items) or sourced < 2:
        return False
    if 4 * anchored < len(items) and not (sourced == len(items) and _names_papers(items, 2)):
        return False
    return _outweighs_prose(items, lines)


def _inside(items: Iterable[Item]) -> list[Line]:
    """Return the lines of mentions; of a teaser only the first, since what goes on speaks neither for nor against."""
    return [line for item in items for line in (*item.lines, *item.blurb[:1])]


def _outweighs_prose(items: Sequence[Item], lines: Sequence[Line]) -> bool:
    """Tell whether the mentions have as many words as the paragraphs around them."""
    inside = _inside(items)
    taken = {line.start for line in inside}
    outside = sum(_prose([line for line in lines if line.start not in taken]))
    return outside <= sum(len(line.text.split()) for line in inside)


def _prose(lines: Sequence[Line]) -> list[int]:
    """Return the lengths in words of the lines that are paragraphs of running text and no mentions."""
    sizes = [len(line.text.split()) for line in lines if len(line.text) > LONGEST or line.text.endswith(_CLOSES_PROSE)]
    return [size for size in sizes if size >= _PROSE_WORDS]
