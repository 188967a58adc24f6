"""The walk over the lines of a list: each is a mention or a part of one, a heading with a year or day, or nothing."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from clipper.capture.cut import BY, Cut, is_agency, is_title, people_of
from clipper.capture.finders.credits import is_role
from clipper.capture.finders.date import FoundDate, nearest_to
from clipper.capture.finders.link import addresses_in, are_link_words
from clipper.capture.finders.names import is_person, knows_first_name
from clipper.capture.finders.spokesperson import feat_in
from clipper.capture.finders.when import tells_only_when
from clipper.capture.item import Item
from clipper.capture.kinds_of_piece import is_kind_or_section
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, ends_sentence
from clipper.capture.list_evidence import Prospects
from clipper.capture.list_lines import (
    announces_review,
    day_of_heading,
    is_address,
    is_headline,
    may_head_mentions,
    name_of_heading,
    outlet_alone,
)
from clipper.capture.mention import cut_mention
from clipper.capture.mention_below_outlet import dated_and_signed
from clipper.capture.mention_day import says_published
from clipper.capture.mention_ends import LONGEST, without_bullet
from clipper.capture.mention_facts import is_fact, tells_of_page_or_reporter
from clipper.capture.mention_meta import cut_meta
from clipper.capture.mention_notes import is_note
from clipper.capture.mention_pattern import Pattern, Unit, cut_alike
from clipper.capture.mention_people import person_in_headline
from clipper.model.draft import Doubt, Span
from clipper.model.values import replace

_DIGIT = re.compile(r"\d")
_LEAD_TO_DAY = re.compile(r"\s*[^\W\d_]+(?:[’'][^\W\d_]+)?\s*")
_YEAR_HEADING = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_AGENCY_AND_OUTLET = 2
_BLURB_WORDS = 90
_HEADING_WORDS, _TITLE_WORDS = 8, 16
"""So many words a heading has at the most, and one that says that mentions stand below it."""
_MOST_SPACES_OF_NAME = 4
_WEAK = 1.5
_OF_LINK = 0.5
_IN_ORDER = 0.85
_CERTAIN = 2.5
"""What a line has that tells reporter, outlet and day; its headline may be one short word."""


class Cuts:
    """The cuts of lines, each worked out once: walks meet the same line several times.

    The year that a heading gave counts only for a date without one.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        @cache
        def meta(text: str, year: int | None, after_meta: bool) -> Cut | None:
            return cut_meta(text, lexicon, year, after_meta=after_meta)

        self._lexicon, self._meta = lexicon, meta

    def mention(self, text: str, year: int | None, undated: bool) -> Cut | None:
        """Return the cut of a line as a mention; see cut_mention."""
        found = cut_mention(text, self._lexicon, undated=undated)
        is_given = year and _lacks_year(text, found)
        return cut_mention(text, self._lexicon, year, undated=undated) if is_given else found

    def meta(self, text: str, year: int | None, after_meta: bool) -> Cut | None:
        """Return the cut of a line below or above a headline; see cut_meta."""
        found = self._meta(text, None, after_meta)
        return self._meta(text, year, after_meta) if year and _lacks_year(text, found) else found


def _lacks_year(text: str, cut: Cut | None) -> bool:
    """Tell whether a line may say a day without its year; without a figure it says none."""
    day = cut.date if cut else None
    said = text[day.start : day.end] if day else text
    return _DIGIT.search(said) is not None and not _YEAR_HEADING.search(said)


class Walk:
    """One walk over the lines, remembering the year or day that a heading announced.

    `outlets_lead` tells that an outlet in a line of its own belongs to the mention below it, not above. `patterns` are
    those of the list, where they are known: what names nothing known is a mention where it is written as these are,
    and has a day or a link unless a person `called` all of it a list.
    """

    def __init__(
        self,
        lines: Sequence[Line],
        lexicon: Lexicon,
        cuts: Cuts,
        outlets_lead: bool,
        patterns: Sequence[Pattern] = (),
        *,
        called: bool = False,
    ) -> None:
        self._lines, self._lexicon, self._cuts, self._patterns = lines, lexicon, cuts, patterns
        self._outlets_lead, self._called = outlets_lead, called
        # Where an empty line stands before every line, none of these tells anything.
        self._are_apart = outlets_lead and all(line.gap for line in lines[1:])
        self._outlet: tuple[Line, Cut] | None = None
        self._is_given = False  # whether the last mention has this outlet, which an empty line ends then
        self._levels: set[int] = set()  # of the headings that are known outlets
        self._year: int | None = None
        self._day: tuple[Line, FoundDate] | None = None
        self._last: date | None = None
        self._has_year_above = False
        self._free: Line | None = None
        self._found: list[Item] = []
        self._of_last: set[int] = set()  # where the lines of the last mention start

    def items(self) -> list[Item]:
        """Return everything that looks like a mention, or what was found until it can make no list any more."""
        prospects, index = Prospects(self._lines), 0
        while index < len(self._lines) and not prospects.are_over(index, self._found):
            index = self._take(index)
        return self._found

    def _take(self, index: int) -> int:
        """Use the line at this index, and those that belong to it; return the index of the next one."""
        line = self._lines[index]
        if line.gap and self._is_given and not (self._are_apart or self._lacks_outlet(line)):
            self._outlet, self._is_given = None, False
        if part := self._part_of_last(index):
            self._found[-1].parts.append((line, part))
            self._of_last.add(line.start)
            return index + 1
        if alike := self._alike(index):
            self._add(alike)
            return index + len(alike.parts)
        if self._outlets_lead and (leading := self._leading_outlet(index)):
            self._outlet, self._is_given, self._free = (line, leading), False, None
            if leading.outlet_known and line.hints.heading:
                self._levels.add(line.hints.heading)
            return index + 1
        if self._below_day_and_outlet(index):
            self._add(self._stacked(line, []))
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
        if self._outlet and not (cut and cut.outlet):
            cut = dated_and_signed(line.text, self._lexicon, self._year) or cut
        return self._signed_below_outlet(cut, line) if cut and self._is_mention(cut, line) else None

    def _signed_below_outlet(self, cut: Cut, line: Line) -> Cut:
        """Return a cut whose unknown outlet is called as people are as who wrote it, where the outlet stands above."""
        if self._outlet is None or cut.outlet is None or cut.outlet_known or cut.names:
            return cut
        people = people_of(line.columns, cut.outlet, self._lexicon)
        return replace(cut, names=people, outlet=None) if people else cut

    def _is_address_of_last(self, index: int) -> bool:
        """Tell whether a line is the web address below the mention that was found last."""
        if not self._found or not is_address(self._lines[index]):
            return False
        return self._is_below_last(index)

    def _is_below_last(self, index: int) -> bool:
        return self._lines[index - 1].start in self._of_last

    def _day_of_last(self, index: int) -> Cut | None:
        """Return the day that a line such as "Published May 3" gives the mention above it, which has none of its own.

        A line of nothing but a day is none of these: it may lead the mentions below it.
        """
        line = self._lines[index]
        if not self._found or not says_published(line.text) or not self._is_below_last(index):
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
            unit = Unit(self._lines[index : index + pattern.lines], self._lexicon, self._year)
            cut = cut_alike(unit, pattern, self._lexicon)
            is_other = cut and pattern.lines > 1 and not (cut.outlet_known and cut.date)
            if is_other and any(other.outlet_known for _, other in self._meta_run(index + 1)):
                continue
            if cut and (cut.date or self._day or unit.has_address or self._called):
                parts = unit.parts(cut)
                return Item(parts[0][0], parts[0][1].headline, parts)
        return None

    def _is_mention(self, cut: Cut, line: Line) -> bool:
        if cut.headline is None:
            return (cut.outlet_known or bool(cut.outlet and cut.feat)) and bool(cut.date or self._day)
        if self._day and cut.outlet and (cut.names or cut.outlet_known):
            return True
        headline = line.text[slice(*cut.headline)]
        if is_fact(headline) or any(tells_only_when(text, self._lexicon) for text in (headline, line.text)):
            return False
        is_titled = headline.count(" ") > 1 and not knows_first_name(headline)
        if self._outlet and cut.date and (is_headline(headline) or is_titled):
            return not _is_sentence_about_day(line.text, cut.headline, cut.date)
        evidence = cut.evidence + (_OF_LINK if cut.outlet_known and addresses_in(line.text) else 0)
        # Who wrote it, or when it was on the air, beside a known outlet, tells that what is called as people are is a
        # headline.
        is_told = is_headline(headline) or (cut.outlet_known and bool(cut.names or cut.times))
        return evidence >= (_WEAK if is_told else _CERTAIN) and any(map(str.isalpha, headline))

    def _meta_run(self, index: int) -> list[tuple[Line, Cut]]:
        """Return the lines from here on that only say who, where and when."""
        parts: list[tuple[Line, Cut]] = []
        for place, line in enumerate(self._lines[index : index + 4], index):
            if self._leads_block(place) and (parts or not self._stands_apart(index - 1)):
                break
            cut = self._cuts.meta(line.text, self._year, bool(parts))
            if _is_all_but_outlet(parts) and (cut is None or cut.names) and _may_name_outlet(line.text):
                cut = Cut(outlet=(0, len(line.text)))
            if cut is None or any(cut.date and other.date for _, other in parts):
                break
            # Below who, where and when a line of capitals is a heading, not one name more.
            if cut.names and not (cut.outlet or cut.date) and any(other.names and other.date for _, other in parts):
                break
            if self._outlets_lead and outlet_alone(line, self._lexicon):
                break
            parts.append((line, cut))
        return parts

    def _leading_outlet(self, index: int) -> Cut | None:
        """Return the cut of a line that is the outlet of the mentions below it, which name none themselves."""
        line = self._lines[index]
        if alone := outlet_alone(line, self._lexicon):
            return alone
        place = name_of_heading(line.text)
        name = line.text[slice(*place)]
        if not may_head_mentions(name) or _is_no_outlet(name):
            return None
        is_headed = self._leads_block(index) or line.hints.heading in self._levels
        if is_headed and self._may_be_of_outlet(index + 1):
            return Cut(outlet=place)
        return Cut(outlet=place, outlet_doubtful=True) if self._stands_as_outlets(index) else None

    def _stands_as_outlets(self, index: int) -> bool:
        """Tell whether a short name stands among mentions as the outlet above these does, and heads one itself."""
        text = self._lines[index].text
        if not self._is_given or text.count(" ") >= _MOST_SPACES_OF_NAME or without_bullet(text)[0]:
            return False
        return self._may_be_of_outlet(index + 1) or self._heads_lines_with_day(index + 1)

    def _heads_lines_with_day(self, index: int) -> bool:
        """Tell whether there is a headline in a line of its own whose day, and no outlet, is told in those below it."""
        if index >= len(self._lines) or not is_headline(self._lines[index].text):
            return False
        below = self._meta_run(index + 1)
        return any(cut.date for _, cut in below) and not any(cut.outlet for _, cut in below)

    def _may_be_of_outlet(self, index: int) -> bool:
        """Tell whether there is a line that tells a headline, its day, maybe who wrote it, and no known outlet."""
        if index >= len(self._lines):
            return False
        line = self._lines[index]
        cut = self._cuts.mention(line.columns, self._year, False)
        if cut is None or not cut.date:
            return dated_and_signed(line.text, self._lexicon, self._year) is not None
        return bool(cut.headline) and not (cut.outlet_known or cut.feat)

    def _lacks_outlet(self, line: Line) -> bool:
        """Tell whether a line is a headline with its day and nothing more."""
        cut = self._cuts.mention(line.columns, self._year, False)
        return bool(cut and cut.headline and cut.date and not (cut.outlet or cut.names or cut.feat))

    def _leads_block(self, index: int) -> bool:
        """Tell whether a line is the first of several between empty lines, and so no part of what stands above it."""
        if index + 1 >= len(self._lines):
            return False
        return self._lines[index].gap and (self._are_apart or not self._lines[index + 1].gap)

    def _stands_apart(self, index: int) -> bool:
        """Tell whether an empty line stands above a line, or nothing does."""
        return index == 0 or self._lines[index].gap

    def _below_day_and_outlet(self, index: int) -> bool:
        """Tell whether a line is the headline that ends a block which begins with a day and an outlet."""
        if self._day is None or self._outlet is None or self._lines[index - 1] is not self._outlet[0]:
            return False
        line, ends = self._lines[index], self._stands_apart((index + 1) % len(self._lines))
        return ends and not line.gap and is_headline(line.text)

    def _stacked(self, title: Line, parts: list[tuple[Line, Cut]]) -> Item:
        parts = self._with_agency(parts)
        if told := person_in_headline(title.text, without_bullet(title.text)[0], self._lexicon):
            return self._below_outlet(Item(title, told.headline, [(title, told), *parts]))
        if led := self._led_by_outlet(title, parts):
            return Item(title, led.headline, [(title, led), *parts])
        feat = feat_in(title.text, self._lexicon.spokespeople)
        if feat and title.text[: feat.start].strip() and not title.text[feat.end :].strip(" ."):
            own = Cut(headline=(without_bullet(title.text)[0], len(title.text[: feat.start].rstrip())), feat=feat)
            return self._below_outlet(Item(title, own.headline, [(title, own), *parts]))
        return self._below_outlet(Item(title, (without_bullet(title.text)[0], len(title.text)), [*parts]))

    def _led_by_outlet(self, title: Line, parts: list[tuple[Line, Cut]]) -> Cut | None:
        """Return the cut of a headline behind its outlet, where the lines below it name a reporter and no outlet."""
        has_outlet = self._outlet is not None or any(cut.outlet for _, cut in parts)
        if ":" not in title.text or has_outlet or not any(cut.names for _, cut in parts):
            return None
        cut = self._cuts.mention(title.columns, self._year, True)
        is_alone = cut and cut.headline and cut.outlet_known and not (cut.names or cut.feat or cut.date)
        return cut if is_alone else None

    def _with_agency(self, parts: list[tuple[Line, Cut]]) -> list[tuple[Line, Cut]]:
        """Return parts in which an agency above the outlet that ran its piece is who wrote it."""
        outlets = [place for place, (_, cut) in enumerate(parts) if cut.outlet_known]
        if len(outlets) != _AGENCY_AND_OUTLET or any(cut.names for _, cut in parts):
            return parts
        line, cut = parts[outlets[0]]
        (after, other) = parts[outlets[1]]
        wrote, ran = (text[slice(*(told.outlet or (0, 0)))] for text, told in ((line.text, cut), (after.text, other)))
        if not is_agency(wrote, self._lexicon) or is_agency(ran, self._lexicon):
            return parts
        signed = replace(cut, names=(cut.outlet,) if cut.outlet else (), outlet=None, outlet_known=False)
        return [(line, signed) if place == outlets[0] else part for place, part in enumerate(parts)]

    def _below_outlet(self, item: Item) -> Item:
        """Give an item the outlet in a line of its own above it, where its own lines have none."""
        if self._outlet and not any(cut.outlet for _, cut in item.parts):
            item.parts.append(self._outlet)
        return item

    def _add(self, item: Item) -> None:
        self._is_given = self._outlet in item.parts
        self._outlet = self._outlet if self._is_given else None
        if self._found and item.title in self._found[-1].blurb:
            self._found[-1].blurb.remove(item.title)
        item.parts = [(line, self._in_order(cut)) for line, cut in item.parts]
        dated = next((cut.date for _, cut in item.parts if cut.date), None)
        if dated is None:
            item.day = self._day
        else:
            self._last = dated.day
            if dated.doubt is not Doubt.NO_YEAR:
                self._year, self._has_year_above = dated.day.year, False
        self._free = None
        self._found.append(item)
        self._of_last = {line.start for line in item.lines}

    def _in_order(self, cut: Cut) -> Cut:
        """Return a cut whose day, where neither it nor a heading tells a year, is the nearest to the mention before."""
        if cut.date is None or cut.date.doubt is not Doubt.NO_YEAR or self._last is None or self._has_year_above:
            return cut
        day = nearest_to(self._last, cut.date.day, self._lexicon.today)
        return replace(cut, date=replace(cut.date, day=day, confidence=max(_IN_ORDER, cut.date.confidence)))

    def _remember(self, line: Line, before: Line | None) -> None:
        """Keep a line that is no mention: as a headline to come, a heading with a year or day, or a blurb."""
        size = len(line.text.split())
        # Two words are enough for a headline where others were found; the first lines of a page are labels.
        enough = 2 if self._found and line.gap and not is_person(line.text) else 3
        may_lead = len(line.text) <= LONGEST and size >= enough
        may_lead = may_lead and not line.text.endswith(".")
        may_go_on = bool(self._found) and size <= _BLURB_WORDS
        if (may_lead or may_go_on) and (says_published(line.text) or tells_only_when(line.text, self._lexicon)):
            may_lead = may_go_on = False
        self._free = line if may_lead and not tells_of_page_or_reporter(line.text) else None
        goes_on = may_go_on and self._goes_on(self._found[-1], line, before)
        is_short = size <= _HEADING_WORDS and not self._ends_item(line, before)
        if goes_on and (not is_short or self._found[-1].blurb):
            self._found[-1].blurb.append(line)
            self._of_last.add(line.start)
        elif is_short or (size <= _TITLE_WORDS and announces_review(line.text)):
            self._heading(line)

    def _ends_item(self, line: Line, before: Line | None) -> bool:
        """Tell whether a short line is a sentence right below a mention, which no heading is."""
        is_below = (
            bool(self._found) and not line.gap and before in (self._found[-1].title, self._found[-1].parts[-1][0])
        )
        return is_below and line.text.endswith((".", "!", "…"))

    def _goes_on(self, item: Item, line: Line, before: Line | None) -> bool:
        """Tell whether a line is the teaser of a mention, or goes on with it in whole sentences."""
        if item.blurb:
            return item.blurb[-1] is before and ends_sentence(line.text)
        return item.may_have_blurb

    def _heading(self, line: Line) -> None:
        day = day_of_heading(line, self._lexicon, self._year)
        year = _YEAR_HEADING.search(line.text)
        if day:
            self._day = line, day
        elif year:
            self._year, self._day, self._has_year_above = int(year.group(1)), None, True


def _is_sentence_about_day(text: str, headline: Span, day: FoundDate) -> bool:
    """Tell whether a word leads from what may be a headline to a day and a full stop: "It meets again on May 3."."""
    return text[day.end :] == "." and _LEAD_TO_DAY.fullmatch(text[headline[1] : day.start]) is not None


def _may_name_outlet(text: str) -> bool:
    return is_title(text) and not is_role(text)


def _is_no_outlet(name: str) -> bool:
    """Tell whether a heading is a section, somebody's name, words that lead to a page, or a note on where it ran."""
    if is_kind_or_section(name) or is_note(name) or are_link_words(name) or BY.match(name):
        return True
    return is_person(name) and knows_first_name(name)


def _is_all_but_outlet(parts: Sequence[tuple[Line, Cut]]) -> bool:
    """Tell whether the lines below a headline told reporter and day, each in a line of its own, and nothing more."""
    cuts = [cut for _, cut in parts]
    return (
        len(cuts) == 2
        and any(cut.names for cut in cuts)
        and any(cut.date for cut in cuts)
        and not any(cut.outlet for cut in cuts)
    )
