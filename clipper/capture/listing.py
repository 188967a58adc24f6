"""A list of mentions: which lines of a paste are mentions, and each as a draft."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from clipper.capture.common_pattern import common_pattern
from clipper.capture.cut import Cut, is_title
from clipper.capture.finders.date import FoundDate, dates_in
from clipper.capture.finders.link import addresses_in
from clipper.capture.finders.names import is_person
from clipper.capture.finders.spokesperson import feat_in
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, trim
from clipper.capture.mention import LONGEST, cut_mention, cut_meta, plain_cut, says_published
from clipper.capture.mention_pattern import Pattern, Role, Unit, cut_alike, pattern_of
from clipper.model.draft import Doubt, Span

_YEAR_HEADING = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_REVIEW = re.compile(
    r"\b(?:(?:press|media|news|morning|daily) (?:review|mentions?|briefing|summary|scan|monitoring)|clippings?|clips"
    r"|coverage|revue (?:de (?:la )?presse|des médias)|veille|couverture|mentions|in the news|dans les médias)\b",
    re.IGNORECASE,
)
_SPAN_OF_DAYS = re.compile(r"\b(?:week|month|weekend|semaine|mois|since|depuis|to|au|until)\b|[–—-]\s*$", re.IGNORECASE)
_PROSE_WORDS = 25
_BLURB_WORDS = 90
_HEADING_WORDS = 8
_CREDIT = re.compile(r"(?:by|par|posted|published|updated|last|publi\w+|mis(?:e)? à jour|©|copyright)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*$")
_LOOKED_AT = 400
_AT_THE_TOP = 5
_FEW = 0.1
_WEAK = 1.5
_STRONG = 2.0
_CERTAIN = 2.5
"""What a line has that tells reporter, outlet and day; its headline may be one short word."""


@dataclass(slots=True)
class Item:
    """One mention: the line with its headline, and the line and cut of each part that says something of it."""

    title: Line
    headline: Span | None
    parts: list[tuple[Line, Cut]]
    day: tuple[Line, FoundDate] | None = None
    blurb: list[Line] = field(default_factory=list)

    @property
    def evidence(self) -> float:
        """How much the item looks like a mention."""
        return sum(cut.evidence for _, cut in self.parts)

    @property
    def is_sourced(self) -> bool:
        """Whether it names an outlet or a spokesperson, as teasers within a publisher's page never do."""
        return any(cut.outlet or cut.feat for _, cut in self.parts)

    @property
    def is_anchored(self) -> bool:
        """Whether it names a spokesperson, an outlet that is known, or a reporter and a day."""
        is_signed = any(cut.names for _, cut in self.parts) and any(cut.date for _, cut in self.parts)
        return is_signed or any(cut.outlet_known or cut.feat for _, cut in self.parts)

    @property
    def is_in_one_line(self) -> bool:
        """Whether its headline and all that is said of it stand in one line, an address below it aside."""
        return self.parts[0][0] is self.title

    @property
    def may_have_blurb(self) -> bool:
        """Whether a line of text below it can be its teaser: it stands in several lines and has none yet."""
        return not self.blurb and (len(self.parts) > 1 or not self.is_in_one_line)

    @property
    def extent(self) -> Span:
        """The place of all its lines, without a blurb."""
        lines = [self.title, *(line for line, _ in self.parts)]
        return min(line.start for line in lines), max(line.end for line in lines)


def find_items(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return the mentions of a paste in order; empty when the paste is not a list of mentions."""
    cuts = _Cuts(lexicon)
    readings = [(_Scan(lines, lexicon, cuts, leads).items(), leads) for leads in _ways(lines, lexicon)]
    items, leads = max(readings, key=lambda read: sum(item.evidence for item in read[0]))
    is_list = _is_list(items, lines)
    if not (is_list and _is_told(items, lines, lexicon)):
        common = _common_pattern(lines, lexicon)
        patterns = [common] if common else _patterns_of(items, lexicon) if is_list else []
        items = _Scan(lines, lexicon, cuts, leads, patterns).items() if patterns else items
        is_list = is_list or common is not None
    if is_list:
        return _days_first(_with_own_quotes(items))
    return _days_first(_dated_lines(lines, lexicon)) or _linked_lines(lines, lexicon)


def _is_told(items: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether every mention has an outlet that is known or stands beside a reporter, and no day is over."""
    taken = {line.start for item in items for line in (item.title, *(line for line, _ in item.parts), *item.blurb)}
    over = [line for line in lines if line.start not in taken]
    has_outlet = all(any(cut.outlet_known or (cut.outlet and cut.names) for _, cut in item.parts) for item in items)
    is_dated = any(
        any(dates_in(line.text, lexicon.today)) and not _day_of_heading(line, lexicon, None) for line in over
    )
    return has_outlet and not is_dated and len(over) <= max(2, _FEW * len(lines))


def _common_pattern(lines: Sequence[Line], lexicon: Lexicon) -> Pattern | None:
    # A line of nothing but a day is what most articles have, and their interviews are lines such as "NAME: text".
    has_heading = any(
        _day_of_heading(line, lexicon, None) and _REVIEW.search(line.text) for line in lines[:_AT_THE_TOP]
    )
    # An address below a mention is no line of its pattern.
    return common_pattern([line for line in lines if not _is_address(line)], lexicon, has_heading)


def _patterns_of(items: Sequence[Item], lexicon: Lexicon) -> list[Pattern]:
    """Return the patterns that several mentions of a list share, the commonest first.

    Only mentions whose outlet is known can teach.
    """
    found = Counter(pattern for item in items if (pattern := _pattern_of(item, lexicon)))
    return [pattern for pattern, count in found.most_common() if count >= (2 if pattern.is_dated else 3)]


def _pattern_of(item: Item, lexicon: Lexicon) -> Pattern | None:
    line, cut = item.parts[0]
    if not item.is_in_one_line or cut.feat or cut.programme or not (cut.headline and cut.outlet and cut.outlet_known):
        return None
    pieces = [(cut.headline, Role.HEADLINE), (cut.outlet, Role.OUTLET)]
    pieces += [((cut.names[0][0], cut.names[-1][1]), Role.NAMES)] if cut.names else []
    pieces += [((cut.date.start, cut.date.end), Role.DATE)] if cut.date else []
    return pattern_of(Unit([line], lexicon), pieces)


def _ways(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[bool]:
    """Return whether lines that are only an outlet lead the mention below them; both where that has to be tried."""
    alone = sum(lexicon.outlets.find(line.text) is not None for line in lines[:_LOOKED_AT])
    return (False, True) if alone >= 2 else (False,)


def _days_first(items: list[Item]) -> list[Item]:
    """Read 03/12/2019 as the other dates of its list are written, where these leave no choice."""
    written = [_NUMERIC.match(line.text, cut.date.start) for item in items for line, cut in item.parts if cut.date]
    pairs = [(int(match[1]), int(match[2])) for match in written if match]
    if not any(first > 12 for first, _ in pairs) or any(second > 12 for _, second in pairs):
        return items
    for item in items:
        item.parts = [(line, replace(cut, date=_day_first(cut.date))) for line, cut in item.parts]
    return items


def _day_first(found: FoundDate | None) -> FoundDate | None:
    if found is None or found.doubt is not Doubt.DAY_OR_MONTH or found.other is None:
        return found
    return replace(found, day=found.other, confidence=0.9, doubt=None, other=found.day)


def _linked_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention for each line with a web address behind or below it, where the paste is nearly nothing else."""
    if _prose(lines):
        return []
    behind = [item for line in lines if (item := _linked_item(line, lexicon))]
    below = [
        Item(title, (0, len(title.text)), [(title, Cut()), (address, Cut())])
        for title, address in pairwise(lines)
        if _is_address(address) and not addresses_in(title.text) and _is_title(title.text)
    ]
    others = len(lines) - len(behind) - 2 * len(below)
    items = sorted([*behind, *below], key=lambda item: item.title.start)
    is_alone = len(behind) == len(lines) == 1
    return items if is_alone or (len(items) >= 2 and 4 * others <= len(items) + 4) else []


def _linked_item(line: Line, lexicon: Lexicon) -> Item | None:
    """Return the mention of a line that a web address ends."""
    places = addresses_in(line.text)
    if not places or places[-1][1] < len(line.text):
        return None
    headline = trim(line.text, 0, places[-1][0])
    if len(places) > 1 or not _is_title(line.text[slice(*headline)]):
        return None
    cut = cut_mention(line.columns, lexicon, undated=True) or Cut()
    cut = cut if cut.outlet_known and cut.headline else Cut(headline=headline)
    return Item(line, cut.headline, [(line, cut)])


def _is_title(text: str) -> bool:
    return _is_headline(text) and " " in text


def _is_address(line: Line) -> bool:
    return addresses_in(line.text) == [(0, len(line.text))]


def _dated_lines(lines: Sequence[Line], lexicon: Lexicon) -> list[Item]:
    """Return a mention a line where nearly every line ends or begins with a date of its own.

    Their style may be unknown, but one clipping mixed from several lines would be worse than some headlines to check.
    """
    if len(lines) < 2 or _prose(lines):
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


def _with_own_quotes(items: list[Item]) -> list[Item]:
    """Give a headline its quotation marks back where the list has no such style: then somebody is quoted."""
    quoted = [(item, item.parts[0][1].quoted) for item in items if item.parts[0][1].quoted]
    if 2 * len(quoted) < len(items):
        for item, place in quoted:
            if place and not any(map(str.isalnum, item.title.text[: place[0]])):
                item.headline = place
    return items


def _is_list(items: Sequence[Item], lines: Sequence[Line]) -> bool:
    sourced = sum(item.is_sourced for item in items)
    strong = sum(item.evidence >= _STRONG for item in items)
    # What goes on below a teaser speaks neither for a list nor, where it is long, for mentions around it.
    inside = [line for item in items for line in (item.title, *(line for line, _ in item.parts), *item.blurb[:1])]
    if len(items) == 1:
        return (
            strong == 1
            and sourced == 1
            and len(items[0].parts) == 1
            and len(lines) <= len(inside) + 4
            and not _prose(lines)
        )
    # Tour dates and price lists look like headline, place and date; a list of mentions has somebody known in it.
    anchored = sum(item.is_anchored for item in items)
    if len(items) < 2 or 2 * sourced < len(items) or sourced < 2 or 4 * anchored < len(items):
        return False
    taken = {line.start for line in inside}
    outside = sum(_prose([line for line in lines if line.start not in taken]))
    return outside <= sum(len(line.text.split()) for line in inside)


def _prose(lines: Sequence[Line]) -> list[int]:
    """Return the lengths in words of the lines that are paragraphs of running text and no mentions."""
    sizes = [
        len(line.text.split()) for line in lines if len(line.text) > LONGEST or line.text.endswith((".", "”", '"', "»"))
    ]
    return [size for size in sizes if size >= _PROSE_WORDS]


class _Cuts:
    """The cuts of lines, each worked out once: walks meet the same line several times.

    The year that a heading gave counts only for a date without one.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        @cache
        def mention(text: str, year: int | None, undated: bool) -> Cut | None:
            return cut_mention(text, lexicon, year, undated=undated)

        @cache
        def meta(text: str, year: int | None, after_meta: bool) -> Cut | None:
            return cut_meta(text, lexicon, year, after_meta=after_meta)

        self._mention, self._meta = mention, meta

    def mention(self, text: str, year: int | None, undated: bool) -> Cut | None:
        """Return the cut of a line as a mention; see cut_mention."""
        found = self._mention(text, None, undated)
        return self._mention(text, year, undated) if year and _lacks_year(text, found) else found

    def meta(self, text: str, year: int | None, after_meta: bool) -> Cut | None:
        """Return the cut of a line below or above a headline; see cut_meta."""
        found = self._meta(text, None, after_meta)
        return self._meta(text, year, after_meta) if year and _lacks_year(text, found) else found


def _lacks_year(text: str, cut: Cut | None) -> bool:
    day = cut.date if cut else None
    return day is not None and not _YEAR_HEADING.search(text[day.start : day.end])


class _Scan:
    """One walk over the lines, remembering the year or day that a heading announced.

    `outlets_lead` tells that an outlet in a line of its own belongs to the mention below it, not above. `patterns` are
    those of the list, where they are known: what names nothing known is a mention where it is written as these are.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        lexicon: Lexicon,
        cuts: _Cuts,
        outlets_lead: bool,
        patterns: Sequence[Pattern] = (),
    ) -> None:
        self._lines, self._lexicon, self._cuts, self._patterns = lines, lexicon, cuts, patterns
        self._outlets_lead = outlets_lead
        self._outlet: tuple[Line, Cut] | None = None
        self._year: int | None = None
        self._day: tuple[Line, FoundDate] | None = None
        self._free: Line | None = None
        self._found: list[Item] = []

    def items(self) -> list[Item]:
        """Return everything that looks like a mention."""
        index = 0
        while index < len(self._lines):
            index = self._take(index)
        return self._found

    def _take(self, index: int) -> int:
        """Use the line at this index, and those that belong to it; return the index of the next one."""
        line = self._lines[index]
        if part := self._part_of_last(index):
            self._found[-1].parts.append((line, part))
            return index + 1
        if alike := self._alike(index):
            self._add(alike)
            return index + len(alike.parts)
        if self._outlets_lead and self._lexicon.outlets.find(line.text):
            self._outlet, self._free = (line, Cut(outlet=(0, len(line.text)), outlet_known=True)), None
            return index + 1
        parts = self._meta_run(index) if self._free else []
        if parts and self._free:
            item = self._stacked(self._free, parts)
            if item.evidence >= _WEAK:
                self._add(item)
                return index + len(parts)
        cut = self._told(line)
        if cut:
            self._add(self._below_outlet(Item(line, cut.headline, [(line, cut)])))
        else:
            self._remember(line, self._lines[index - 1] if index else None)
        return index + 1

    def _part_of_last(self, index: int) -> Cut | None:
        """Return what a line adds to the mention above it: its web address, or its day."""
        return Cut() if self._is_address_of_last(index) else self._day_of_last(index)

    def _told(self, line: Line) -> Cut | None:
        """Return the cut of a line that is a mention by what it says itself."""
        cut = self._cuts.mention(line.columns, self._year, self._day is not None)
        return cut if cut and self._is_mention(cut, line) else None

    def _is_address_of_last(self, index: int) -> bool:
        """Tell whether a line is the web address below the mention that was found last."""
        if not self._found or not _is_address(self._lines[index]):
            return False
        return self._is_below_last(index)

    def _is_below_last(self, index: int) -> bool:
        last = self._found[-1]
        return self._lines[index - 1] in (last.title, last.parts[-1][0], *last.blurb)

    def _day_of_last(self, index: int) -> Cut | None:
        """Return the day that a line such as "Published May 3" gives the mention above it, which has none of its own.

        A line of nothing but a day is none of these: it may lead the mentions below it.
        """
        line = self._lines[index]
        if not says_published(line.text) or not self._found or not self._is_below_last(index):
            return None
        cut = cut_meta(line.text, self._lexicon, self._year, after_meta=True)
        is_dated = any(cut.date for _, cut in self._found[-1].parts)
        return None if is_dated or cut is None or cut.date is None else cut

    def _alike(self, index: int) -> Item | None:
        """Return the mention from this line on by a pattern of the list; without a date where a heading gave the day.

        Lines that tell of a known outlet, of those featured, or of reporter and outlet need no pattern.
        """
        told = self._told(self._lines[index]) if self._patterns else None
        if told and (told.outlet_known or told.feat or (told.names and told.outlet)):
            return None
        for pattern in self._patterns:
            if pattern.lines > 1 and any(cut.outlet_known for _, cut in self._meta_run(index + 1)):
                continue
            unit = Unit(self._lines[index : index + pattern.lines], self._lexicon, self._year)
            cut = cut_alike(unit, pattern, self._lexicon)
            if cut and (cut.date or self._day):
                parts = unit.parts(cut)
                return Item(parts[0][0], parts[0][1].headline, parts)
        return None

    def _is_mention(self, cut: Cut, line: Line) -> bool:
        if cut.headline is None:
            return cut.outlet_known and bool(cut.date or self._day)
        if self._day and cut.outlet and (cut.names or cut.outlet_known):
            return True
        headline = line.text[slice(*cut.headline)]
        return cut.evidence >= (_WEAK if _is_headline(headline) else _CERTAIN) and any(map(str.isalpha, headline))

    def _meta_run(self, index: int) -> list[tuple[Line, Cut]]:
        """Return the lines from here on that only say who, where and when."""
        parts: list[tuple[Line, Cut]] = []
        for line in self._lines[index : index + 4]:
            cut = self._cuts.meta(line.text, self._year, bool(parts))
            if _is_all_but_outlet(parts) and (cut is None or cut.names) and is_title(line.text):
                cut = Cut(outlet=(0, len(line.text)))
            if cut is None or any(cut.date and other.date for _, other in parts):
                break
            if self._outlets_lead and self._lexicon.outlets.find(line.text):
                break
            parts.append((line, cut))
        return parts

    def _stacked(self, title: Line, parts: list[tuple[Line, Cut]]) -> Item:
        feat = feat_in(title.text, frozenset(self._lexicon.spokespeople))
        if feat and title.text[: feat.start].strip() and not title.text[feat.end :].strip(" ."):
            own = Cut(headline=(0, len(title.text[: feat.start].rstrip())), feat=feat)
            return self._below_outlet(Item(title, own.headline, [(title, own), *parts]))
        return self._below_outlet(Item(title, (0, len(title.text)), [*parts]))

    def _below_outlet(self, item: Item) -> Item:
        """Give an item the outlet in a line of its own above it, where its own lines have none."""
        if self._outlet and not any(cut.outlet for _, cut in item.parts):
            item.parts.append(self._outlet)
        return item

    def _add(self, item: Item) -> None:
        self._outlet = None
        if self._found and item.title in self._found[-1].blurb:
            self._found[-1].blurb.remove(item.title)
        dated = next((cut.date for _, cut in item.parts if cut.date), None)
        if dated is None:
            item.day = self._day
        else:
            self._year = dated.day.year
        self._free = None
        self._found.append(item)

    def _remember(self, line: Line, before: Line | None) -> None:
        """Keep a line that is no mention: as a headline to come, a heading with a year or day, or a blurb."""
        size = len(line.text.split())
        # Two words are enough for a headline where others were found; the first lines of a page are labels.
        enough = 2 if self._found and line.gap and not is_person(line.text) else 3
        self._free = line if len(line.text) <= LONGEST and size >= enough and not line.text.endswith(".") else None
        if size <= _HEADING_WORDS and not self._ends_item(line, before):
            self._heading(line)
        elif self._found and size <= _BLURB_WORDS and self._goes_on(self._found[-1], line, before):
            self._found[-1].blurb.append(line)

    def _ends_item(self, line: Line, before: Line | None) -> bool:
        """Tell whether a short line is a sentence right below a mention, which no heading is."""
        is_below = (
            bool(self._found) and not line.gap and before in (self._found[-1].title, self._found[-1].parts[-1][0])
        )
        return is_below and line.text.endswith((".", "!", "…"))

    def _goes_on(self, item: Item, line: Line, before: Line | None) -> bool:
        """Tell whether a line is the teaser of a mention, or goes on with it in whole sentences."""
        if item.blurb:
            return item.blurb[-1] is before and _SENTENCE_END.search(line.text) is not None
        return item.may_have_blurb

    def _heading(self, line: Line) -> None:
        day = _day_of_heading(line, self._lexicon, self._year)
        year = _YEAR_HEADING.search(line.text)
        if day:
            self._day = line, day
        elif year:
            self._year, self._day = int(year.group(1)), None


def _is_all_but_outlet(parts: Sequence[tuple[Line, Cut]]) -> bool:
    """Tell whether the lines below a headline told reporter and day, each in a line of its own, and nothing more."""
    cuts = [cut for _, cut in parts]
    return (
        len(cuts) == 2
        and any(cut.names for cut in cuts)
        and any(cut.date for cut in cuts)
        and not any(cut.outlet for cut in cuts)
    )


def _day_of_heading(line: Line, lexicon: Lexicon, year: int | None) -> FoundDate | None:
    """Return the day that a line gives for all that stands below it."""
    day = next(dates_in(line.text, lexicon.today, None, year), None)
    is_heading = day and (len(line.text) - (day.end - day.start) <= 2 or _names_the_day(line.text, day))
    return day if is_heading else None


def _names_the_day(text: str, day: FoundDate) -> bool:
    """Tell whether a heading such as "Press review of 4 June" gives the day of all that stands below it."""
    rest = f"{text[: day.start]} {text[day.end :]}"
    return _REVIEW.search(rest) is not None and _SPAN_OF_DAYS.search(rest) is None


def _is_headline(text: str) -> bool:
    return len(text) >= 6 and any(character.isalpha() for character in text) and not is_person(text)
