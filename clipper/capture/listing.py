"""A list of mentions: whether a paste is one, and the mentions in it."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from clipper.capture.alike import items_alike, patterns_of, with_outlets_alike, with_pieces_alike
from clipper.capture.blocks import items_below_outlets, items_in_blocks
from clipper.capture.common_pattern import common_pattern
from clipper.capture.featured_lines import with_featured_apart
from clipper.capture.figures_apart import with_figures_apart
from clipper.capture.file_names import with_file_names_plain
from clipper.capture.finders.body import is_sentence
from clipper.capture.finders.link import before_link_words
from clipper.capture.finders.when import tells_only_when
from clipper.capture.headlines_above import with_headlines_above
from clipper.capture.headlines_of_links import with_headlines_of_links
from clipper.capture.item import Item
from clipper.capture.items_above_texts import items_above_texts
from clipper.capture.lexicon import Lexicon
from clipper.capture.line_mentions import dated_item, dated_lines, linked_lines, quoted_lines, sourced_lines
from clipper.capture.lines import Line
from clipper.capture.linked_blocks import items_in_linked_blocks
from clipper.capture.links_above import with_links_below
from clipper.capture.list_days import with_days_first, with_years_of_late
from clipper.capture.list_evidence import (
    CLOSES_PROSE,
    are_list_alike,
    are_told,
    is_list_of_mentions,
    lines_over,
    outweigh_prose,
    sizes_of_prose,
)
from clipper.capture.list_lines import (
    LOOKED_AT,
    announces_review,
    day_of_heading,
    is_address,
    outlet_alone,
    tells_where_else,
    titles_of_review,
)
from clipper.capture.list_parting import are_numbered, headings_of_days
from clipper.capture.list_walk import Cuts, Walk
from clipper.capture.media_before_lines import with_media_apart
from clipper.capture.medium_headings import give_media
from clipper.capture.mention_ends import without_address
from clipper.capture.mention_headlines import with_headlines_whole
from clipper.capture.mention_marks import unquoted
from clipper.capture.mention_pattern import Pattern
from clipper.capture.month_headings import names_a_month_or_year, with_days_apart, year_of_headings
from clipper.capture.outlets_at_an_end import with_outlets_at_an_end
from clipper.capture.page_and_clock import with_clocks_apart
from clipper.capture.pages_apart import with_pages_apart
from clipper.capture.phone_share import shared_link
from clipper.capture.rows_of_lines import with_rows_apart
from clipper.capture.short_days import short_days
from clipper.capture.texts_of_mentions import with_texts_apart
from clipper.capture.wrapped_mentions import with_mentions_whole

_FIGURE, _FIRST_WITHOUT_SPACES = re.compile(r"\d"), "\u2e80"
_NEARLY_ALL = 0.8
_MENU, _BESIDE_MENU, _ENTRY_WORDS = 8, 2, 3


def find_items(lines: Sequence[Line], lexicon: Lexicon, *, is_called: bool = False) -> list[Item]:
    """Return the mentions of a paste in order; empty when the paste is not a list of mentions.

    `is_called` tells that a person calls it one: lines that are written alike need no outlet that is known.
    """
    pages = with_pages_apart(with_figures_apart(with_file_names_plain(lines)))
    media = with_media_apart(pages.lines)
    lines = media.lines
    featured = with_featured_apart([line for line in lines if not tells_where_else(line.text)], lexicon)
    lines = with_texts_apart(with_mentions_whole(featured.lines, lexicon), lexicon)
    lines = with_links_below(with_clocks_apart(lines, lexicon))
    days = with_days_apart(lines, lexicon.today)
    rows = with_rows_apart(list(map(_without_link_words, days.lines)), lexicon)
    short = short_days(rows.lines, lexicon)
    items = _with_alike(_find(short.lines, lexicon, is_called), short.lines, lexicon)
    if _NEARLY_ALL * len(short.lines) <= len(short.days) > len(items):
        items = _alike_with_days(short.lines, lexicon, items)
    items = _with_dated(items, short.lines, lexicon)
    with_headlines_of_links(items, lexicon)
    items = with_outlets_at_an_end(items, lexicon)
    with_headlines_above(items, lines_over(items, short.lines), short.lines)
    with_outlets_alike(items, lexicon)
    with_headlines_whole(items, lexicon)
    items = with_days_first(items, lexicon.today)
    featured.given_to(items)
    for item in items:
        item.is_apart, item.has_day_apart = rows.is_told, days.is_told
    if items:
        pages.given_to(items)
        give_media(items, short.lines, lexicon)
        media.given_to(items)
    return with_years_of_late(short.given_to(items), lexicon.today)


def _find(lines: Sequence[Line], lexicon: Lexicon, is_called: bool) -> list[Item]:
    """Return the mentions that make a list; else a mention a line, where the paste is hardly anything else."""
    if found := _found(lines, lexicon, is_called):
        found = _with_text(_with_sourced(found, lines, lexicon), lines, lexicon)
        return _with_own_quotes(_without_addresses(found))
    if shared := shared_link(lines, lexicon):
        return shared
    if sizes_of_prose(lines):
        return []
    ways = (dated_lines, linked_lines, sourced_lines, quoted_lines)
    return next((items for way in ways if (items := way(lines, lexicon))), [])


def _found(lines: Sequence[Line], lexicon: Lexicon, is_called: bool) -> list[Item]:
    """Return the mentions that a walk over the lines finds, or their blocks are; none where these make no list."""
    cuts, walked = Cuts(lexicon), _without_menus(lines)
    items, leads = _read(walked, lexicon, cuts, _ways(lines, lexicon))
    if headed := items_above_texts(items, lines, lexicon):
        return headed
    linked = _linked(lines, lexicon)
    is_other = _has_other_headlines(items, linked)
    items = items if is_list_of_mentions(items, lines) else []
    if items and are_told(items, lines, lexicon) and not is_other:
        return items
    if linked:
        return linked
    common = _common_pattern(lines, lexicon, is_called)
    alike = Walk(walked, lexicon, cuts, leads, [common], called=is_called).items() if common else []
    if are_list_alike(alike, lines, lexicon, is_called):
        return alike
    if blocks := _blocks(lines, lexicon, items):
        return blocks
    patterns = patterns_of(items, lexicon)
    return Walk(walked, lexicon, cuts, leads, patterns).items() if patterns else items


def _linked(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the mentions of blocks that links part, none where these are not the most of a paste."""
    linked = items_in_linked_blocks(lines, lexicon)
    return linked if outweigh_prose(linked, lines) else []


def _has_other_headlines(items: Sequence[Item], linked: Sequence[Item]) -> bool:
    """Tell whether a walk has missed headlines of the blocks that links part, or took an outlet in these for one."""
    found, titles = {item.title.start for item in items}, {item.title.start for item in linked}
    sources = {line.start for item in linked for line, cut in item.parts if cut.outlet}
    return bool(titles - found or sources & found)


def _read(lines: Sequence[Line], lexicon: Lexicon, cuts: Cuts, ways: Sequence[bool]) -> tuple[list[Item], bool]:
    """Return the mentions of that way to read the lines which tells the most, with the way; see _ways."""
    readings = [(Walk(lines, lexicon, cuts, leads).items(), leads) for leads in ways]
    return max(readings, key=lambda read: sum(item.evidence for item in read[0]))


def _alike_with_days(lines: Sequence[Line], lexicon: Lexicon, found: list[Item]) -> list[Item]:
    """Return the mentions of lines that all have a day and are written alike, where these are more than were found.

    What has a day of its own needs no outlet that is known.
    """
    common = _common_pattern(lines, lexicon, is_called=True)
    items = Walk(lines, lexicon, Cuts(lexicon), False, [common], called=True).items() if common else []
    items = _with_alike(_with_own_quotes(_without_addresses(items)), lines, lexicon)
    return items if len(items) > len(found) and are_list_alike(items, lines, lexicon, is_called=False) else found


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
    with_pieces_alike(items, lexicon)
    over = lines_over(items, lines) if items else []
    return _together(items, items_alike(items, over, lexicon)) if over else items


def _with_dated(items: list[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Add the lines of another style that have a day, where all mentions are lines with one."""
    are_lines = len(items) > 1 and all(item.is_in_one_line and item.parts[0][1].date for item in items)
    # What stands above all mentions is rather the title of the list.
    below = [line for line in lines_over(items, lines) if line.start > items[0].title.start] if are_lines else []
    over = [line for line in below if not (is_sentence(line) or announces_review(line.text))]
    found = [item for line in over if (item := dated_item(line, lexicon))]
    return _together(items, found) if len(found) < len(items) else items


def _together(items: Iterable[Item], others: Iterable[Item]) -> list[Item]:
    """Return two kinds of mentions in the order of the paste."""
    return sorted([*items, *others], key=lambda item: item.title.start)


def _blocks(lines: Sequence[Line], lexicon: Lexicon, found: Sequence[Item]) -> list[Item]:
    """Return the mentions of a paste that is nearly nothing but blocks; none where what was found tells as much."""
    blocks = max(items_in_blocks(lines, lexicon), items_below_outlets(lines, lexicon), key=len)
    return blocks if _size(blocks) > _size(found) and outweigh_prose(blocks, lines) else []


def _size(items: Sequence[Item]) -> tuple[int, int]:
    """Return how many mentions there are, and how much they tell."""
    return len(items), sum(item.told for item in items)


def _without_link_words(line: Line) -> Line:
    """Return a line without the "(link)" behind a mention; a line of nothing else stays."""
    end = before_link_words(line)
    if end in (0, len(line.text)):
        return line
    return line.up_to(end)


def _with_text(items: list[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Give the only mention of a paste the lines below it from the first sentence to the last, as its text."""
    if len(items) == 1:
        end = max(line.end for line in items[0].lines)
        told = (line for line in lines if line.start > end and not is_address(line))
        below = [line for line in told if not tells_only_when(line.text, lexicon)]
        begins = (place for place, line in enumerate(below) if is_sentence(line) or line in items[0].blurb)
        first = next(begins, len(below))
        last = [place for place, line in enumerate(below, 1) if line.text.endswith((*CLOSES_PROSE, "!", "?", "…"))]
        items[0].blurb = below[first : last[-1]] if last else []
    return items


def _common_pattern(lines: Sequence[Line], lexicon: Lexicon, is_called: bool) -> Pattern | None:
    """Return the pattern that the lines are written in, without addresses and headings; None where there is none."""
    days = headings_of_days(lines, lexicon)
    # One line of nothing but a day is what most articles have, and their interviews are lines such as "NAME: text".
    is_titled = any(day_of_heading(line, lexicon, None) for line in titles_of_review(lines))
    has_heading = is_called or bool(days) or is_titled
    # An address below a mention is no line of its pattern, nor is a month or a day above several.
    above = {line.start for line in days}
    written = [
        line for line in lines if not (line.start in above or is_address(line) or names_a_month_or_year(line.text))
    ]
    return common_pattern(written, lexicon, has_heading, year_of_headings(lines), is_numbered=are_numbered(lines))


def _ways(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[bool]:
    """Return whether lines that are only an outlet lead the mention below them; both where that has to be tried."""
    alone = sum(outlet_alone(line, lexicon) is not None for line in lines[:LOOKED_AT])
    return (False, True) if alone >= 2 else (False,)


def _with_sourced(items: list[Item], lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Add the lines of a list that only an outlet tells, where a day, a figure or a "by" told those that were found."""
    taken = {line.start for item in items for line in item.lines}
    if len(taken) == len(lines):
        return items
    sourced = [] if sizes_of_prose(lines) else sourced_lines(lines, lexicon)
    missed = [item for item in sourced if item.title.start not in taken]
    own = {item.title.start for item in missed}
    for item in items:
        item.blurb = [line for line in item.blurb if line.start not in own]
    return _together(items, missed)


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
