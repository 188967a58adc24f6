"""Mentions whose outlet nobody knows, in a list of others: told by the pattern that those share, or by an address."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from clipper.capture.bullets import ANY_MARK
from clipper.capture.cut import Cut, is_title, may_name_an_outlet, plain_marks
from clipper.capture.finders.names import is_agent, knows_first_name
from clipper.capture.item import Item
from clipper.capture.kinds_of_piece import is_kind_or_section
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, ends_sentence, trim
from clipper.capture.list_lines import day_of_heading
from clipper.capture.mention_marks import unquoted
from clipper.capture.mention_pattern import Pattern, Role, Unit, cut_alike, pattern_of
from clipper.capture.outlets import has_press_word, host_of
from clipper.model.draft import Span
from clipper.model.text import words
from clipper.model.values import replace

_PARTING = re.compile(r"\s+[–—|·-]\s+|[:,|]\s+")
_BULLET = re.compile(rf"{ANY_MARK}\s+")
_ARTICLES = frozenset({"the", "le", "la", "les", "l", "and", "et"})
_SHORTEST = 5
_OPENED = re.compile(r"\s+\((?P<name>[^\W\d_][^\s()\d,;]*(?:\s[^\s()\d,;]+){1,2})$")
_BEFORE_NAMES = re.compile(r"(?:[,;|·•–—-]|\s)*(?:by|par|von)?\s*$", re.IGNORECASE)
_BAR = re.compile(r"\t|\|\s")
_BARS, _BESIDE_ROWS = 2, 2
"""So many bars or tabs are in a row at the least, and so many lines may be none, as a header and a title are."""
_LED = re.compile(r"(?P<name>[^:|\t]{2,40}):\s+")
_SIGNED = (" (", ")")
"""What stands around a name that ends a line."""


def patterns_of(items: Iterable[Item], lexicon: Lexicon) -> list[Pattern]:
    """Return the patterns that several mentions of a list share, the commonest first."""
    found = _patterns(items, lexicon)
    return [pattern for pattern, count in found.most_common() if count >= (2 if pattern.is_dated else 3)]


def _patterns(items: Iterable[Item], lexicon: Lexicon) -> Counter[Pattern]:
    """Return the patterns of mentions; only those whose outlet is known can teach."""
    known = (item for item in items if item.parts[0][1].outlet_known)
    return Counter(pattern for item in known if (pattern := pattern_of_item(item, lexicon)))


def pattern_of_item(item: Item, lexicon: Lexicon) -> Pattern | None:
    """Return the pattern that a mention in one line is written in; None where it has more than a pattern tells."""
    line, cut = item.parts[0]
    if not item.is_in_one_line or cut.feat or cut.programme or not (cut.headline and cut.outlet):
        return None
    pieces = [(cut.headline, Role.HEADLINE), (cut.outlet, Role.OUTLET)]
    pieces += [((cut.names[0][0], cut.names[-1][1]), Role.NAMES)] if cut.names else []
    pieces += [((cut.date.start, cut.date.end), Role.DATE)] if cut.date else []
    return pattern_of(Unit([line], lexicon), pieces)


def items_alike(items: Sequence[Item], over: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention for each line over that is written as those of a list are; none where most of it is over.

    Its day is that of the last heading above it.
    """
    headings = {item.day[0].start: item.day for item in items if item.day}
    headings |= {line.start: (line, day) for line in over if (day := day_of_heading(line, lexicon, None))}
    rest = [line for line in over if line.start not in headings and not _is_said(line)]
    over = _like(items, rest)
    # A bullet or the day above tells that a line belongs to the list.
    has_bullet = bool(over) and _mark(over[0]) != ""
    is_marked = has_bullet or (bool(over) and bool(headings))
    if len(over) > len(items) and not (has_bullet and len(over) == len(rest)):
        over = _rows_like(items, rest)
    found_patterns = _patterns(items, lexicon).most_common()
    patterns = [pattern for pattern, count in found_patterns if count >= _fewest(pattern, is_marked)]
    patterns = [
        way for pattern in patterns for way in (*_signed(pattern), pattern, *_turned(pattern), *_unsigned(pattern))
    ]
    found = [Item(line, cut.headline, [(line, cut)]) for line in over if (cut := _alike(line, patterns, lexicon))]
    starts = sorted(headings)
    for item in found:
        above = bisect_left(starts, item.title.start)
        item.day = headings[starts[above - 1]] if above and not item.parts[0][1].date else None
    return found


def with_pieces_alike(items: Sequence[Item], lexicon: Lexicon) -> None:
    """Give the mentions of unknown outlets the pieces that they have by the pattern of the known ones.

    That is the day or the reporter that they lack, or an outlet that was taken for the reporter.
    """
    unknown = [item for item in items if item.is_in_one_line and (_is_unknown(item) or _is_open(item))]
    if not unknown:
        return
    found = _patterns(items, lexicon)
    shared = [pattern for pattern in patterns_of(items, lexicon) if pattern.is_dated]
    signed = [pattern for pattern, _ in found.most_common() if Role.NAMES in pattern.roles and pattern.lines == 1]
    unsigned = [way for pattern in signed for way in _unsigned(pattern)]
    for item in unknown:
        own, is_dated = item.parts[0][1], item.day is not None or any(cut.date for _, cut in item.parts)
        cut = None if is_dated or not _is_unknown(item) else _alike(item.title, shared, lexicon)
        cut = (
            cut
            or _better(item.title.text, own, _alike(item.title, signed, lexicon))
            or _better(item.title.text, own, _alike(item.title, unsigned, lexicon))
        )
        cut = cut or _closed(item)
        if cut and cut.headline:
            item.headline, item.parts[0] = cut.headline, (item.title, cut)


def _closed(item: Item) -> Cut | None:
    """Return the cut of a mention whose headline ends in brackets that hold what may be a name, and close behind it.

    Where nothing else is the outlet, what is called as papers are is no reporter.
    """
    own = item.parts[0][1]
    opened = _OPENED.search(item.title.text, *item.headline) if item.headline and not own.names else None
    if opened is None or item.headline is None or not is_agent(opened["name"]):
        return None
    headline, name = (item.headline[0], opened.start()), opened.span("name")
    if own.outlet is None and has_press_word(opened["name"]):
        return replace(own, headline=headline, outlet=name)
    return replace(own, headline=headline, names=(name,))


def with_outlets_alike(items: Sequence[Item], lexicon: Lexicon) -> None:
    """Take the name that leads a line below a headline for the outlet where the known ones of the list stand there.

    So is that of two names which stands beside the other as the known outlets do.
    """
    _in_order(items)
    stacked = [item for item in items if any(line is not item.title for line, _ in item.parts)]
    lacking = [item for item in stacked if not any(cut.outlet for _, cut in item.parts)]
    told = sum(any(cut.outlet_known and cut.outlet and cut.outlet[0] == 0 for _, cut in item.parts) for item in stacked)
    _take_outlets_that_lead(items, [item for item in items if not any(cut.outlet for _, cut in item.parts)])
    for item in lacking if told >= len(lacking) else ():
        for place, (line, cut) in enumerate(item.parts):
            if line is not item.title and _may_be_of_outlet(line.text, cut, lexicon):
                item.parts[place] = line, replace(cut, names=(), outlet=cut.names[0])
                break


def _in_order(items: Sequence[Item]) -> None:
    """Let outlet and reporter change places where all known outlets of a list stand on the other side of theirs."""
    beside = [
        (item, place, cut, cut.outlet)
        for item in items
        for place, (_, cut) in enumerate(item.parts)
        if cut.outlet and len(cut.names) == 1
    ]
    known = {outlet < cut.names[0] for _, _, cut, outlet in beside if cut.outlet_known}
    if len(known) != 1:
        return
    for item, place, cut, outlet in beside:
        line, name = item.parts[place][0], cut.names[0]
        is_other = cut.outlet_doubtful and (outlet < name) not in known
        if is_other and not knows_first_name(line.text[slice(*name)]) and is_agent(line.text[slice(*outlet)]):
            item.parts[place] = line, replace(cut, outlet=name, names=(outlet,))


def _take_outlets_that_lead(items: Sequence[Item], lacking: Sequence[Item]) -> None:
    """Take the name and colon that a headline begins with for its outlet where known ones lead as many others."""
    leading = sum(map(_leads, items))
    for item in lacking if leading >= len(lacking) else ():
        start, end = item.headline or (0, 0)
        led = _LED.match(item.title.text, start, end)
        if led and is_title(led["name"]) and not is_kind_or_section(led["name"]):
            item.headline = unquoted(item.title.text, (led.end(), end))
            item.parts.append((item.title, Cut(headline=item.headline, outlet=led.span("name"))))


def _leads(item: Item) -> bool:
    """Tell whether a known outlet stands before the headline of a mention in its line."""
    places = (cut.outlet for line, cut in item.parts if line is item.title and cut.outlet_known and cut.outlet)
    return item.headline is not None and any(place[1] <= item.headline[0] for place in places)


def _may_be_of_outlet(text: str, cut: Cut, lexicon: Lexicon) -> bool:
    """Tell whether the only name of a line, beside its day, may be that of an outlet that nobody knows."""
    if len(cut.names) != 1 or cut.names[0][0] != 0 or cut.date is None:
        return False
    name = text[slice(*cut.names[0])]
    return is_title(name) and not (knows_first_name(name) or lexicon.is_known_reporter(name))


def _is_unknown(item: Item) -> bool:
    return not any(cut.outlet_known for _, cut in item.parts)


def _is_open(item: Item) -> bool:
    """Tell whether brackets open in the headline and close behind it, as those around a reporter and a day do."""
    headline = item.title.text[slice(*(item.headline or (0, 0)))]
    return headline.count("(") > headline.count(")")


def _better(text: str, own: Cut, cut: Cut | None) -> Cut | None:
    """Return a cut by a pattern where it tells more than one without, or what that one took for a reporter."""
    if cut is None or own.feat or (own.date and not cut.date):
        return None
    is_swapped = bool(own.names and cut.names) and own.names[0] == cut.outlet
    if is_swapped and knows_first_name(text[slice(*own.names[0])]):
        return None
    tells_more = (cut.outlet and not own.outlet) or (cut.names and not own.names)
    return cut if is_swapped or (tells_more and len(cut.names) >= len(own.names)) else None


def _like(items: Sequence[Item], over: Sequence[Line]) -> list[Line]:
    """Return the lines that have a bullet or number where all mentions have the same; all lines where they have none.

    A greeting above a list of bullets says nothing of what the bullets are.
    """
    marks = {_mark(item.title) for item in items}
    return [line for line in over if _mark(line) in marks] if len(marks) == 1 and "" not in marks else list(over)


def _rows_like(items: Sequence[Item], over: Sequence[Line]) -> list[Line]:
    """Return the lines with as many cells as each mention of a list has, where nearly all are parted so."""
    counts = {_count_bars(item.title) for item in items}
    count = counts.pop() if len(counts) == 1 else 0
    rows = [line for line in over if _count_bars(line) == count] if count >= _BARS else []
    return rows if len(over) - len(rows) <= _BESIDE_ROWS else []


def _count_bars(line: Line) -> int:
    return len(_BAR.findall(plain_marks(line.columns)))


def _mark(line: Line) -> str:
    """Return the bullet of a line, of a number the sign behind it; empty where it has none."""
    bullet = _BULLET.match(line.text)
    return bullet[0].strip().lstrip("(0123456789") if bullet else ""


def _fewest(pattern: Pattern, is_marked: bool) -> int:
    """Return how many mentions have to share a pattern: a day of their own says more than marks do.

    So does the reporter in a line with the same bullet.
    """
    return 1 if pattern.is_dated or (is_marked and Role.NAMES in pattern.roles) else 2


def _signed(pattern: Pattern) -> Iterator[Pattern]:
    """Yield a pattern that ends with the headline as it is where a name stands behind that in brackets."""
    if Role.NAMES not in pattern.roles and pattern.roles[-1] is Role.HEADLINE and not pattern.gaps[-1]:
        yield Pattern((*pattern.roles, Role.NAMES), (*pattern.gaps[:-1], *_SIGNED))


def _turned(pattern: Pattern) -> Iterator[Pattern]:
    """Yield a pattern with the day before the reporter where that stands behind it, and the other way round."""
    if {*pattern.roles[-2:]} == {Role.NAMES, Role.DATE}:
        yield Pattern((*pattern.roles[:-2], pattern.roles[-1], pattern.roles[-2]), pattern.gaps)


def _is_said(line: Line) -> bool:
    """Tell whether a line is a greeting or a sentence to who reads the list."""
    return line.text.endswith((",", ".", "!")) and not line.text.endswith("..")


def _unsigned(pattern: Pattern) -> Iterator[Pattern]:
    """Yield a pattern with the reporter beside the outlet, or behind all else, as it is without one."""
    if pattern.roles[-1] is Role.NAMES and not pattern.gaps[-1]:
        yield Pattern(pattern.roles[:-1], (*pattern.gaps[:-2], _BEFORE_NAMES.sub("", pattern.gaps[-2])))
    places = {role: place for place, role in enumerate(pattern.roles)}
    outlet, names = places[Role.OUTLET], places.get(Role.NAMES, -1)
    if names >= 0 and abs(names - outlet) == 1:
        roles = tuple(role for role in pattern.roles if role is not Role.NAMES)
        between = max(names, outlet)
        yield Pattern(roles, (*pattern.gaps[:between], *pattern.gaps[between + 1 :]))


def _alike(line: Line, patterns: Sequence[Pattern], lexicon: Lexicon) -> Cut | None:
    if ends_sentence(line.text):
        return None
    unit = Unit([line], lexicon)
    cuts = (cut for pattern in patterns if (cut := cut_alike(unit, pattern, lexicon)))
    return next((cut for cut in cuts if cut.outlet and _may_be_outlet(unit.text[slice(*cut.outlet)], cut)), None)


def _may_be_outlet(name: str, cut: Cut) -> bool:
    """Tell whether a name may be an outlet's.

    One word, as in "Note: HEADLINE", is one only where reporter or day are told, or where it is that of a site.
    """
    if cut.date and " " in name:
        return may_name_an_outlet(name)
    return is_title(name) and (" " in name or bool(cut.names or cut.date) or "." in name)


def cut_by_address(text: str, place: Span, url: str, lexicon: Lexicon) -> Cut | None:
    """Return the cut of "OUTLET - HEADLINE" or "HEADLINE - OUTLET" whose outlet is called as its address tells."""
    marks = list(_PARTING.finditer(text, *place))
    if not marks:
        return None
    for outlet, headline in (
        ((place[0], marks[0].start()), (marks[0].end(), place[1])),
        ((marks[-1].end(), place[1]), (place[0], marks[-1].start())),
    ):
        if names_site(text[slice(*outlet)], url, lexicon) and " " in text[slice(*headline)]:
            return Cut(headline=trim(text, *headline), outlet=trim(text, *outlet))
    return None


def names_site(name: str, url: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is a part of that of the outlet at an address, or of the address itself."""
    own = [word for word in words(name) if word not in _ARTICLES]
    if not own or not is_title(name):
        return False
    known = lexicon.outlets.publisher(url)
    joined = "".join(own)
    is_in_host = len(joined) >= _SHORTEST and joined in "".join(words(host_of(url)))
    return is_in_host or (known is not None and set(own) <= set(words(known.name)))
