"""Dates as papers write them, by strict patterns; finders/relative.py reads those that count back from today.

Every date holds a number, so a line is looked at around its numbers only, each by patterns of a bounded length.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from clipper.capture.finders.almanac import misspelt_month, month_of, names_month_alone, weekday_of
from clipper.model.draft import Doubt
from clipper.model.values import replace

MONTH_FIRST_LANGUAGES = frozenset({"en"})
_FIRST_YEAR = 1900
_MOST_AHEAD = timedelta(days=400)
_YEARS_BACK = 12
_SHORT = 200

_NUMBER = re.compile(r"\d+")
# Arabic, Persian, Hindi, Bengali and full-width digits are one code point each, as are ours.
_DIGITS = {
    zero + value: str(value) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xFF10) for value in range(10)
}  # fmt: skip
_OTHER_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\uff10-\uff19]")

_LETTERS = r"[^\s\d.,،;:!?/()\[\]|'’\"“”«»<>=&*·•–—-]"
_MONTH = rf"(?P<month>{_LETTERS}{{1,16}}(?: (?:الأول|الثاني)(?!\w))?)"
# Pages glue a time, the next date or a count of comments to a year: "June 1, 20229:04", "10. Februar 20199. Februar
# 2019", "June 1, 20220".
_NEXT = r"\d{1,2}(?::\d\d|\.?\s?[^\W\d_]{3}|[./-]\d)"
_YEAR = rf"(?P<year>(?:19|20)\d\d)(?:(?={_NEXT})|(?!\d|:\d|[.,]\d))"
CLOCK = r"\d{1,2}(?:\s?[:.h]\s?\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\s?[ap]\.?m\b\.?)(?:\s(?:[A-Z]{2,5}\b|[+-]\d{4}))?"
"""A time of day, with its zone, as a pattern."""

_OF = r"(?:(?:de|del|of|di|da|în|roku|року|года|anul|tahun|m\.|г\.) |d[’'])?"
_ORDINAL = r"(?:(?:st|nd|rd|th|er|re|ère|ème|e|º|ª|°|:e|:a|-го)(?!\w))?"
_AN_ORDINAL = re.compile(_ORDINAL, re.IGNORECASE)
_GOES_ON = re.compile(r":\d|%|\s?[-–]\s?\d|[.,]\d")
_AFTER_DAY = re.compile(rf"{_ORDINAL}\.?,?(?:\s?[-–/]\s?|\s{{0,2}}){_OF}{_MONTH}", re.IGNORECASE)
_AFTER_MONTH = re.compile(
    rf"\.?(?:\s?/\s?[^\W\d_]{{3,12}}(?:\s(?:الأول|الثاني))?)?[,،]?(?:\s?[-–/]\s?|\s{{0,2}}){_OF}(?:{CLOCK},?\s)?"
    rf"(?:{_YEAR}|['’‘](?P<short>\d\d)(?!\d)|(?<=[-/])(?P<dashed>\d\d)(?![\d:]|[/.-]\d)"
    r"|(?<=[^\W\d_]\.)(?P<dotted>\d\d)(?=\s*(?:$|[,;|)\]]))"
    r"|(?<=[^\W\d_.] )(?P<spaced>\d\d)(?!,\s(?:19|20)\d\d)(?=\s*(?:$|[,;|)\]])))",
    re.IGNORECASE,
)
_DAY_AND_YEAR = re.compile(r"\s\d{1,2},\s(?:19|20)\d\d(?!\d)")
"""What belongs to the month before it, so that a number before that ends a name: "France 24, March 3, 2026"."""
_YEARS = ("year", "short", "dashed", "dotted", "spaced", "glued")
_POINT = re.compile(r"\.(?=\s?[:–—|,;)])")
"""The full stop of an abbreviated month, told by the mark behind it."""
_MONTH_BEFORE = re.compile(rf"(?P<month>{_LETTERS}{{3,16}})\.?[\s,/-]{{0,2}}(?:(?:the|le|el|den|de) )?$", re.IGNORECASE)
_AFTER_MONTH_DAY = re.compile(
    rf"{_ORDINAL}(?P<range>\s?[-–]\s?\d\d?(?!\d))?\.?[,،]?(?:\s?[-/]\s?|\s{{0,2}}){_OF}(?:{CLOCK},?\s)?"
    rf"(?:{_YEAR}|['’‘](?P<short>\d\d)(?!\d)|(?<=, )(?P<glued>20[0-4]\d)(?=\d{{1,6}}$))",
    re.IGNORECASE,
)
_AFTER_YEAR = re.compile(
    rf"[.,]?(?:\s(?:m\.|gada|g\.))?[\s-]{{1,2}}"
    rf"(?:{_MONTH}\.?[\s-]{{0,2}}(?P<day>\d\d?)|(?P<first>\d\d?)(?:\.|er)?\s(?P<late>{_LETTERS}{{4,16}}))"
    r"(?!\d|[:.]\d|,?\s?(?:19|20)\d\d)"
)
_NUMERIC = re.compile(
    r"(?P<first>\d\d?)(?P<gap>\s?)(?P<mark>[./-])\s?(?P<second>\d\d?)(?:\s?(?P=mark)\s?|(?<=/\d)[ -]|(?<=/\d\d)[ -])"
    rf"(?P<year>(?:19|20)\d\d(?!:\d)|\d\d)(?:(?={_NEXT})|(?![\d/]|[.-]\d|\s?%))"
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})\s?(?P<mark>[-/.])\s?(?P<month>\d\d?)\s?(?P=mark)\s?(?P<day>\d\d?)(?![\d/]|[.-]\d)"
)
_EAST = re.compile(r"(?:(?P<year>\d{1,4})\s?[年년]\s?)?(?P<month>\d\d?)\s?[月월]\s?(?P<day>\d\d?)\s?[日号號일]?")
_VIET = re.compile(r"(?P<day>\d\d?) tháng (?P<month>\d\d?)(?:,? (?:năm )?(?P<year>\d{4}))?", re.IGNORECASE)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_BARE = re.compile(
    rf"(?P<day>\d\d?)\.(?P<month>\d\d?)(?:\.(?!\d)|(?=,?\s))(?P<clock>,?\s(?:(?:um|kl\.?|klo|[|–-])\s)?{CLOCK})?",
    re.IGNORECASE,
)

_WEEKDAY_BEFORE = re.compile(
    r"(?P<word>[^\W\d_][^\s\d,(|/]{0,14}?[.,]{0,2})\s?(?:(?<!\w)(?:the|le|den|dnia|el|dia|d\.) )?$", re.IGNORECASE
)
_OF_PAPER = re.compile(
    r"(?<![\w'’.-])(?!(?:Published|Posted|Updated|Aired|Broadcast|On|This|Last|Next)\b)[A-Z][\w'’.-]{1,30} Sun\b,? ?$"
)
"""A paper's name, as "Vancouver Sun" before its day; a word that leads to a day is none."""
_LONGEST_OF_PAPER = 40
_SUNDAY = 6
_WEEKDAY_AFTER = re.compile(r"(?:,\s|\s?[(（]|\s)(?P<word>[^\s\d.,()（）]{1,14})(?P<closing>[)）])?")
_OF_TWO_MEANINGS = frozenset({"march", "may", "mars", "mai"})
_CELL_BEFORE = re.compile(r"(?:^|[,;:|(*•·–—-])\s?(?:le )?$", re.IGNORECASE)
_CELL_BEHIND = re.compile(r"\s?[:|;)–—]|\s-\s|\s*$")
_LEADING = re.compile(r"(?<!\w)(?:on|le|am|el|il|den|på|dnia) $", re.IGNORECASE)
_GLUED = frozenset("/.-_$€£¥#@+&=:,\\")
_VERSION = re.compile(
    r"(?:v|ver|version|release|build|firmware|android|ios|macos|python|tel|phone|fax|n[o°º])\.?:? ?$", re.I
)
_MONTH_ONLY = re.compile(r"(?<!\w)(?:in|en|im|em|nel|w) $", re.IGNORECASE)
_ENDS_WELL = re.compile(
    rf"\s*(?:$|[^\w\s]|(?:at|um|à|a las|às|alle|ore|om|kl|klo|o|в|о|,|-|–)?\s?{CLOCK}|\d{{1,2}} ?(?:h|uhr)\b)",
    re.IGNORECASE,
)
_LEADS_WELL = re.compile(
    r"(?<!\w)(?:on|since|until|till|from|of|by|dated?|le|du|au|depuis|jusqu’au|am|vom|bis|zum|seit|el|del|desde|il|dal|den|from"
    r"|op|dnia|z|od|a|la|published|posted|updated|publié|veröffentlicht)\s$",
    re.IGNORECASE,
)


class FoundDate(Struct, frozen=True):
    """A date, where it stands in the text that was searched, and how sure its reading is.

    `other` is its second reading. `numbers` tells how a date of numbers was written: True where it can only begin with
    the day, False with the month; None for all others.
    """

    day: date
    start: int
    end: int
    confidence: float
    doubt: Doubt | None = None
    other: date | None = None
    numbers: bool | None = None


def dates_in(
    text: str, today: date, language: str | None = None, year: int | None = None, day_first: bool | None = None
) -> Iterator[FoundDate]:
    """Yield the absolute dates of a text in order.

    `day_first` says what 3/4/2019 begins with, where the page tells; else the weekday beside it or `language` does, or
    the date has a second reading. `year` is taken for dates without one, else the latest that is not ahead of `today`.
    """
    if len(text) <= _SHORT:
        return iter(_dates_of_line(text, today, language, year, day_first))
    return _search(text, today, language, year, day_first)


def nearest_to(other: date, day: date, today: date) -> date:
    """Return the day of the same name, of whatever year, that is nearest to another one and not ahead of today."""
    found = [_of_year(day, year) for year in (other.year - 1, other.year, other.year + 1)]
    return min((one for one in found if one and one <= today), key=lambda one: abs(one - other), default=day)


def _of_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


# Each finder asks for the dates of a line anew.
@lru_cache(32_768)
def _dates_of_line(
    text: str, today: date, language: str | None, year: int | None, day_first: bool | None
) -> tuple[FoundDate, ...]:
    return tuple(_search(text, today, language, year, day_first))


def _search(
    text: str, today: date, language: str | None, year: int | None, day_first: bool | None
) -> Iterator[FoundDate]:
    number = _NUMBER.search(text)
    if number is None:
        return
    if not text.isascii() and _OTHER_DIGITS.search(text):
        text = text.translate(_DIGITS)
    reader = _Reader(text, today, language, year, day_first)
    while number:
        found = reader.at(number.start(), number.end())
        if found:
            yield found
            reader.floor = found.end
        number = _NUMBER.search(text, max(number.end(), reader.floor))


class _Reader(Struct):
    """Reads the date at a number of a text; nothing before `floor` belongs to it."""

    text: str
    today: date
    language: str | None
    year: int | None
    day_first: bool | None
    floor: int = 0

    def at(self, start: int, end: int) -> FoundDate | None:
        """Return the date that a number is the first one of."""
        size = end - start
        if size > 4 or size == 3:
            return None
        follows = self.text[end : end + 2].lstrip()[:1]
        if follows in "年月년월" and follows:
            return self._eastern(start)
        if size == 4:
            return self._year_led(start, end) if self.text[start : start + 2] in {"19", "20"} else None
        if not 0 < int(self.text[start:end]) < 32:
            return None
        before = self.text[start - 1] if start > self.floor else " "
        is_glued = self._is_glued(start)
        if not is_glued and follows and follows in "./-":
            found = self._numeric(start)
            if found:
                return found
        return self._with_month(start, end, before, is_glued)

    def _with_month(self, start: int, end: int, before: str, is_glued: bool) -> FoundDate | None:
        """Read "December 19, 2017" and "19 December 2017"; without a year the second is looked for first."""
        named = self._month_before(start) if before not in "$€£¥/\\" else None
        found = named and self._month_first(named, start, end)
        if found or (is_glued and before not in "-,."):
            return found or (named and self._month_first_alone(named, start, end))
        led = _AFTER_DAY.match(self.text, end)
        if led and (not is_glued or before == "-"):
            found = self._day_led(led, start, end)
            if found or not named:
                return found
        return named and self._month_first_alone(named, start, end)

    def _is_glued(self, start: int) -> bool:
        """Tell whether a number belongs to what is before it; dates may be glued to a whole word ("Uhr5.5.2020")."""
        before = self.text[start - 1] if start > self.floor else " "
        if before.isalpha() and before.isascii():
            return not self.text[max(self.floor, start - 3) : start].isalpha() or start - self.floor < 3
        return before in _GLUED

    def _month_before(self, start: int) -> tuple[str, int] | None:
        """Return the word before a number, or what of it begins with a capital ("GearApr 28"), and its place."""
        before = self.text[start - 1 : start]
        if not before or not (before.isspace() or before in ".,-/" or before.isalpha()):
            return None
        named = _MONTH_BEFORE.search(self.text, max(self.floor, start - 24), start)
        if named is None:
            return None
        word, place = named["month"], named.start()
        capital = next((at for at in range(len(word) - 1, 0, -1) if word[at].isupper()), 0)
        if capital and word[capital - 1].islower():
            return word[capital:], place + capital
        return None if self.text[max(0, place - 1) : place].isalpha() else (word, place)

    def _month_first(self, named: tuple[str, int], start: int, end: int) -> FoundDate | None:
        tail = _AFTER_MONTH_DAY.match(self.text, end)
        if tail is None:
            return None
        number = int(self.text[start:end])
        return self._spelt(named[0], number, self._full_year(tail), named[1], tail.end(), bool(tail["range"]))

    def _month_first_alone(self, named: tuple[str, int], start: int, end: int) -> FoundDate | None:
        month, before = named
        if not self._names_month(month) or _MONTH_ONLY.search(self.text, max(0, before - 5), before):
            return None
        ordinal = _AN_ORDINAL.match(self.text, end)
        stop = ordinal.end() if ordinal else end
        if _GOES_ON.match(self.text, stop):
            return None
        return self._without_year(month_of(month, self.language), int(self.text[start:end]), before, stop)

    def _names_month(self, word: str) -> bool:
        """Tell whether a word beside a number is a month: "mars" or "may" only where a year is told for such dates."""
        is_told = self.year is not None and word.casefold() in _OF_TWO_MEANINGS
        return is_told or names_month_alone(word, self.language)

    def _is_cell(self, word: str, start: int, end: int) -> bool:
        """Tell whether "12 mars", whose word has another meaning, stands between marks or ends of its line."""
        is_led = _CELL_BEFORE.search(self.text, max(self.floor, start - 5), start)
        return word.casefold() in _OF_TWO_MEANINGS and bool(is_led and _CELL_BEHIND.match(self.text, end))

    def _day_led(self, led: re.Match[str], start: int, end: int) -> FoundDate | None:
        number, word = int(self.text[start:end]), led["month"]
        if word == "tháng":
            return self._vietnamese(start)
        tail = _AFTER_MONTH.match(self.text, led.end())
        if tail:
            return self._spelt(word, number, self._full_year(tail), start, tail.end())
        if (
            self.text[start - 1 : start] == "-"
            or _DAY_AND_YEAR.match(self.text, led.end())
            or not (self._names_month(word) or self._is_cell(word, start, led.end()))
        ):
            return None
        point = _POINT.match(self.text, led.end())
        return self._without_year(month_of(word, self.language), number, start, point.end() if point else led.end())

    def _spelt(
        self, word: str, number: int, year: int, start: int, end: int, is_range: bool = False
    ) -> FoundDate | None:
        month = month_of(word, self.language)
        misspelt = 0 if month else misspelt_month(word, self.language)
        day = self._day(year, month or misspelt, number)
        if day is None:
            return None
        start, weekday = self._weekday_before(start, day)
        if misspelt:
            return FoundDate(day, start, end, 0.8, Doubt.MISSPELT)
        if is_range:
            return FoundDate(day, start, end, 0.7, Doubt.SEVERAL_DATES)
        return FoundDate(day, start, end, 0.97 if weekday in {None, day.weekday()} else 0.88)

    def _year_led(self, start: int, end: int) -> FoundDate | None:
        year = int(self.text[start:end])
        if self._is_glued(start):
            return None
        numeric = _YEAR_FIRST.match(self.text, start)
        if numeric:
            day = self._day(year, int(numeric["month"]), int(numeric["day"]))
            return FoundDate(day, self._weekday_before(start, day)[0], numeric.end(), 0.97) if day else None
        spelt = _AFTER_YEAR.match(self.text, end)
        month = month_of(spelt["month"] or spelt["late"], self.language) if spelt else 0
        if spelt is None or not month:
            return None
        day = self._day(year, month, int(spelt["day"] or spelt["first"]))
        return FoundDate(day, start, spelt.end(), 0.95) if day else None

    def _numeric(self, start: int) -> FoundDate | None:
        match = _NUMERIC.match(self.text, start)
        if match is None:
            return self._bare(start)
        if len(match["year"]) == 2 and self._is_no_year(match):
            return None
        first, second, year = int(match["first"]), int(match["second"]), self._full_year(match)
        by_day, by_month = self._day(year, second, first), self._day(year, first, second)
        start, weekday = self._weekday_before(start, by_day, by_month)
        end = match.end()
        if by_day and by_month and by_day != by_month:
            return self._ordered(by_day, by_month, weekday, match["mark"], start, end)
        day = by_day or by_month
        if day is None:
            return None
        return FoundDate(day, start, end, 0.95, numbers=None if by_day == by_month else by_day is not None)

    def _is_no_year(self, match: re.Match[str]) -> bool:
        """Tell whether two digits at the end are rather those of a version, a score or a telephone number."""
        if (
            match["gap"]
            or " " in match.group()
            or _VERSION.search(self.text, max(0, match.start() - 12), match.start())
        ):
            return True
        return match["mark"] != "/" and self.language in MONTH_FIRST_LANGUAGES

    def _ordered(self, by_day: date, by_month: date, weekday: int | None, mark: str, start: int, end: int) -> FoundDate:
        """Return the reading of a date whose two numbers may both be the month."""
        fits = {by_day.weekday() == weekday, by_month.weekday() == weekday}
        day_first = by_day.weekday() == weekday if fits == {True, False} else self.day_first
        if day_first is None and (mark == "." or self.language not in {None, *MONTH_FIRST_LANGUAGES}):
            day_first = True
        if day_first is None:
            return FoundDate(by_month, start, end, 0.6, Doubt.DAY_OR_MONTH, by_day)
        day, other = (by_day, by_month) if day_first else (by_month, by_day)
        return FoundDate(day, start, end, 0.93, None, other)

    def _bare(self, start: int) -> FoundDate | None:
        """Read "19.12., 14:05 Uhr" and "Mo. 19.12.": without a year only beside a weekday or a time of day."""
        match = _BARE.match(self.text, start)
        if match is None or self.language in MONTH_FIRST_LANGUAGES:
            return None
        end = match.end() if match["clock"] is None else match.start("clock")
        if self._weekday_before(start)[1] is None and (match["clock"] is None or self.text[end - 1] != "."):
            return None
        return self._without_year(int(match["month"]), int(match["day"]), start, end)

    def _eastern(self, start: int) -> FoundDate | None:
        """Read the dates of Japanese, Chinese and Korean, of our years or those of an emperor."""
        match = _EAST.match(self.text, start)
        if match is None:
            return None
        is_korean = "월" in match.group()
        after = _WEEKDAY_AFTER.match(self.text, match.end())
        weekday = weekday_of(after["word"], "ko" if is_korean else "ja") if after and after["closing"] else None
        end = after.end() if after and weekday is not None else match.end()
        if match["year"] is None:
            found = self._without_year(int(match["month"]), int(match["day"]), start, match.end(), weekday, alone=True)
            return found and replace(found, end=end)
        year = int(match["year"]) + (_ERAS.get(self.text[start - 2 : start], 0) if len(match["year"]) < 4 else 0)
        day = self._day(year, int(match["month"]), int(match["day"]))
        return FoundDate(day, start, end, 0.97) if day else None

    def _vietnamese(self, start: int) -> FoundDate | None:
        match = _VIET.match(self.text, start)
        if match is None or match["year"] is None:
            return None
        day = self._day(int(match["year"]), int(match["month"]), int(match["day"]))
        return FoundDate(day, start, match.end(), 0.97) if day else None

    def _without_year(
        self, month: int, number: int, start: int, end: int, weekday: int | None = None, alone: bool = False
    ) -> FoundDate | None:
        """Return the latest such day that is past, and on the weekday beside it if there is one."""
        # A page from the other side of the world may be dated tomorrow.
        last = self.today + timedelta(days=1)
        latest = self._latest(month, number, last)
        place = start
        start, named = self._weekday_before(start, latest)
        weekday = named if weekday is None else weekday
        if weekday is None and not alone and not self._stands_alone(place, end):
            return None
        if self.year is not None:
            return FoundDate(latest, start, end, 0.85, Doubt.NO_YEAR) if latest else None
        years = range(last.year, last.year - _YEARS_BACK, -1)
        days = [day for day in (self._day(year, month, number) for year in years) if day and day <= last]
        fitting = [day for day in days if weekday in {None, day.weekday()}] or days
        if not fitting:
            return None
        other = next((day for day in days if day != fitting[0]), None) if weekday is None else None
        return FoundDate(fitting[0], start, end, 0.7 if weekday is None else 0.85, Doubt.NO_YEAR, other)

    def _latest(self, month: int, number: int, last: date) -> date | None:
        """Return such a day in the year that was given, else in this one; where that is to come, a year before."""
        year = last.year if self.year is None else self.year
        day = self._day(year, month, number)
        # Below a mention of January stand those of the December before.
        return self._day(year - 1, month, number) if day and day > last else day

    def _stands_alone(self, start: int, end: int) -> bool:
        """Tell whether a day and a month without a year are a date, not parts of two other things."""
        if _LEADS_WELL.search(self.text, max(0, start - 16), start):
            return True
        before = self.text[max(self.floor, start - 2) : start].strip()
        if before and (before[-1].isalnum() or before[-1] in "$€£¥"):
            return self._is_behind_paper(start)
        return _ENDS_WELL.match(self.text, end) is not None or self.text[end : end + 2].lstrip()[:1].isupper()

    def _weekday_before(self, start: int, *days: date | None) -> tuple[int, int | None]:
        """Return where a date, which is one of some days, starts with the weekday or article before it, and that."""
        before = _WEEKDAY_BEFORE.search(self.text, max(self.floor, start - 24), start)
        if before is None or self.text[max(0, before.start() - 1) : before.start()].isalnum():
            return start, None
        weekday = None if self._ends_paper(before, days) else weekday_of(before["word"], self.language)
        if weekday is None:
            leading = _LEADING.search(self.text, max(self.floor, start - 3), start)
            return (leading.start() if leading and leading.group().casefold() == "le " else start), None
        leading = _LEADING.search(self.text, max(self.floor, before.start() - 5), before.start())
        return leading.start() if leading else before.start(), weekday

    def _ends_paper(self, word: re.Match[str], days: Iterable[date | None]) -> bool:
        """Tell whether a word before a day that is no Sunday is the "Sun" that ends the name of a paper."""
        is_sun = word["word"].rstrip(",.") == "Sun" and not any(day and day.weekday() == _SUNDAY for day in days)
        return is_sun and self._is_behind_paper(word.end())

    def _is_behind_paper(self, place: int) -> bool:
        return _OF_PAPER.search(self.text, max(self.floor, place - _LONGEST_OF_PAPER), place) is not None

    def _full_year(self, match: re.Match[str]) -> int:
        digits = next(filter(None, (match.groupdict().get(name) for name in _YEARS)), "0")
        if len(digits) == 4:
            return int(digits)
        return int(digits) + (2000 if int(digits) <= self.today.year % 100 + 1 else 1900)

    def _day(self, year: int, month: int, day: int) -> date | None:
        try:
            found = date(year, month, day)
        except ValueError:
            return None
        return found if year >= _FIRST_YEAR and found <= self.today + _MOST_AHEAD else None
