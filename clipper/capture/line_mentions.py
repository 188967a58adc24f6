"""A paste of which nearly every line is a mention by itself: it has a day, a web address or an outlet that is known."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from clipper.capture.alike import cut_by_address
from clipper.capture.bullets import NUMBERED
from clipper.capture.cut import Cut, is_outlet, is_title, people_of, plain_marks, plain_quotes
from clipper.capture.finders.body import is_sentence
from clipper.capture.finders.date import dates_in
from clipper.capture.finders.link import addresses_in
from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.list_lines import LOOKED_AT, is_address, is_headline
from clipper.capture.mention import cut_mention, plain_cut
from clipper.capture.mention_ends import without_bullet
from clipper.capture.mention_marks import unquoted
from clipper.capture.outlets import host_of
from clipper.model.draft import Span

_CREDIT = re.compile(r"(?:by|par|posted|published|updated|last|publi\w+|mis(?:e)? à jour|©|copyright)\b", re.IGNORECASE)
_HEADLINE_WORDS = 4
_QUOTED = re.compile(r"“[^“”]{3,300}”|«[^«»]{3,300}»|\"[^\"]{3,300}\"")
_PAGE = re.compile(r"(?:(?:p|pp|page|pg)\.?\s?)?[A-Z]{0,2}\d{1,3}", re.IGNORECASE)
_AROUND = " ,.;:()–—-"


def dated_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention a line where nearly every line ends or begins with a date of its own.

    Their style may be unknown, but one clipping mixed from several lines would be worse than some headlines to check.
    """
    if len(lines) < 2:
        return []
    # Most pastes are no such list, which the first of their lines tell.
    if len(lines) > LOOKED_AT and not dated_lines(lines[:LOOKED_AT], lexicon):
        return []
    items = [item for line in lines if (item := dated_item(line, lexicon))]
    others = len(lines) - len(items)
    return items if len(items) >= 2 and (others == 0 or (len(items) >= 3 and 4 * others <= len(items) + 2)) else []


def dated_item(line: Line, lexicon: Lexicon) -> Item | None:
    """Return the mention of a line with a date at one of its ends, in whatever style the rest is."""
    if _CREDIT.match(line.text):
        return None
    cut = cut_mention(line.columns, lexicon) or plain_cut(line.text, lexicon)
    if cut is None or cut.date is None or not cut.headline or line.text[slice(*cut.headline)].count(" ") < 2:
        return None
    return Item(line, cut.headline, [(line, cut)])


def linked_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention for each line with a web address behind or below it, where the paste is nearly nothing else."""
    is_marked = _lead_to_several_outlets(lines, lexicon) or _are_linked_headlines(lines)
    behind = [item for line in lines if (item := _linked_item(line, lexicon, is_marked))]
    below = [
        _item_above(title, address, lexicon)
        for title, address in pairwise(lines)
        if is_address(address) and not addresses_in(title.text) and _is_title(title.text)
    ]
    if _are_counted(below):
        return below
    others = len(lines) - len(behind) - 2 * len(below)
    items = sorted([*behind, *below], key=lambda item: item.title.start)
    is_alone = len(behind) == len(lines) == 1
    return items if is_alone or (len(items) >= 2 and 4 * others <= len(items) + 4) else []


def _item_above(title: Line, address: Line, lexicon: Lexicon) -> Item:
    """Return the mention of a line above its address."""
    headline = trim(title.text, without_bullet(title.text)[0], len(title.text))
    cut = cut_of_linked(title, headline, address.text, lexicon)
    if not (cut.outlet or cut.names):
        return Item(title, headline, [(title, Cut()), (address, Cut())])
    return Item(title, cut.headline, [(title, cut), (address, Cut())])


def _are_counted(items: Sequence[Item]) -> bool:
    """Tell whether mentions are counted from 1, so that what stands above and below them is no list."""
    numbers = [number[1] for item in items if (number := NUMBERED.match(item.title.text))]
    return len(items) > 1 and numbers == [str(number) for number in range(1, len(items) + 1)]


def cut_of_linked(line: Line, headline: Span, address: str, lexicon: Lexicon) -> Cut:
    """Return the cut of a line whose address is known: by what it says itself, else by the name of its site."""
    cut = cut_mention(line.columns, lexicon, undated=True)
    if cut and (cut.outlet_known or cut.names) and cut.headline:
        return cut
    return cut_by_address(line.text, headline, address, lexicon) or Cut(headline=headline)


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
    cut = cut_of_linked(line, headline, line.text[slice(*places[0])], lexicon)
    return Item(line, cut.headline, [(line, cut)])


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


def _is_link(line: Line) -> bool:
    """Tell whether a line is nothing but a link, marked as one."""
    words = line.text[without_bullet(line.text)[0] :]
    return any(text == words for text, _ in line.hints.links)


def _is_title(text: str) -> bool:
    return is_headline(text) and " " in text


def sourced_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention for each line with a headline and a known outlet, where the paste is nearly nothing else."""
    # As those of dated_lines do, the first lines tell of most pastes that they are no such list.
    if len(lines) > LOOKED_AT and not sourced_lines(lines[:LOOKED_AT], lexicon):
        return []
    items = [item for line in lines if (item := _sourced_item(line, lexicon))]
    if len(items) == len(lines) == 1:
        return items
    taken = {item.title.start for item in items}
    others = [line for line in lines if line.start not in taken]
    return items if len(items) >= 2 and 2 * len(others) <= len(items) + 1 and not any(map(is_sentence, others)) else []


def quoted_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention for each line that is OUTLET DAY "HEADLINE" NAMES, where nearly all of a paste is written so.

    The page of a paper may stand behind the day; nothing but spaces parts the rest.
    """
    top = lines[:LOOKED_AT]
    if 3 * sum(_QUOTED.search(line.text) is not None for line in top) < 2 * len(top):
        return []
    items = [item for line in lines if (item := _quoted_item(line, lexicon))]
    return items if len(items) >= 2 and len(lines) - len(items) <= len(items) // 2 else []


def _quoted_item(line: Line, lexicon: Lexicon) -> Item | None:
    text = plain_quotes(plain_marks(line.text))
    quoted, day = _QUOTED.search(text), next(dates_in(text, lexicon.today), None)
    if quoted is None or day is None or day.end > quoted.start():
        return None
    outlet = trim(text, without_bullet(text)[0], day.start)
    between = text[day.end : quoted.start()].strip(_AROUND)
    if not (outlet[0] < outlet[1] and (not between or _PAGE.fullmatch(between))):
        return None
    is_known, names = is_outlet(text, outlet, lexicon), people_of(text, trim(text, quoted.end(), len(text)), lexicon)
    if not (is_known or is_title(text[slice(*outlet)])) or (text[quoted.end() :].strip(_AROUND) and not names):
        return None
    headline = unquoted(text, quoted.span())
    cut = Cut(headline, names, outlet=outlet, outlet_known=is_known, date=day, quoted=quoted.span())
    return Item(line, headline, [(line, cut)])


def _sourced_item(line: Line, lexicon: Lexicon) -> Item | None:
    is_text = line.text.endswith((".", "…")) and not without_bullet(line.text)[0]
    cut = None if is_text else cut_mention(line.columns, lexicon, undated=True)
    if cut is None or not (cut.headline and cut.outlet_known):
        return None
    headline = line.text[slice(*cut.headline)]
    # One word is a headline where somebody wrote it.
    return Item(line, cut.headline, [(line, cut)]) if is_headline(headline) and (" " in headline or cut.names) else None
