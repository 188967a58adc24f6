"""Dates that count back from the day of the paste: "3 days ago", "hier à 14 h 05", "Tuesday 9:04 pm"."""

import re
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from clipper.capture.finders.almanac import shipped, weekday_of
from clipper.capture.finders.date import CLOCK, FoundDate
from clipper.model.draft import Doubt, Span
from clipper.model.text import fold

LONGEST = 120
"""Code points of a line that may tell a relative date."""

_UNITS = {"minute": 1, "hour": 60, "day": 1440, "week": 7 * 1440}
_HALF_A_DAY = 720
_AGES = {
    "s": 0, "sec": 0, "m": 1, "min": 1, "h": 60, "hr": 60, "d": 1440, "j": 1440,
    **dict.fromkeys(("w", "wk", "sem"), 7 * 1440),
}  # fmt: skip
_AGE = re.compile(
    rf"(?:^|[·•∙|])\s?(?P<told>(?P<number>\d{{1,2}})\s?(?P<unit>{'|'.join(sorted(_AGES, key=len, reverse=True))})\b\.?)"
    r"(?=\s?(?:$|[·•∙|]))",
    re.IGNORECASE,
)
_AROUND_HEADING = " \t:–—-*_•|=#,."
_LONGEST_HEADING, _FULL_WEEKDAY, _LONGEST_ALONE = 20, 5, 30
_SURE = 0.6
_ABOUT = r"(?:(?:about|almost|over|environ|plus d[e’']|moins d[e’']|etwa|ca\.|rund|unos|unas|circa|cerca de|около)\s?)?"
_AND = r"(?:,?\s(?:and |et |und |y |e |en |i |и )?\d{1,2}\s?(?:[^\W\d_]{1,12}))?"
_NO_SPACES = ("ja", "zh", "ko")
_OF_NO_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
# What may stand around "today" where it tells when something was published: nothing, marks, a time, or such a word.
_BEFORE_PHRASE = re.compile(
    r"(?:^|[|•·:–—/(,-]\s?|(?:updated|published|posted|modified|publi\w+|mise? à jour|modifi\w+|ver[öo]ffentlicht"
    r"|aktualisiert|actuali\w+|pubblicat\w|aggiornat\w|atualizad\w|opublik\w+|bijgewerkt|gepubliceerd"
    r"|опубликовано|обновлено)\s)$",
    re.IGNORECASE,
)
_AFTER_PHRASE = re.compile(
    rf"\s?(?:$|[|•·:–—/),-]|(?:at|à|um|a las|às|alle|om|kl\.?|klo|o|в|о|,|ab)?\s?(?:{CLOCK}|\d{{1,2}} ?(?:h|uhr)\b)"
    r"|(?:by|par|von)\b)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_WEEKDAY_ALONE = re.compile(
    rf"(?:on |le |am )?(?P<word>[^\W\d_]{{2,14}}[.,]{{0,2}}),? (?:at |à |um |@ )?{CLOCK}$", re.IGNORECASE
)


class _Ways(Struct, frozen=True):
    """The ways of one language: spans of time in a frame, and whole phrases with how many days back they are."""

    ago: re.Pattern[str]
    phrases: re.Pattern[str]
    days: dict[str, int]


def relative_in(text: str, today: date, language: str | None = None) -> FoundDate | None:
    """Return the first date that a short text tells from today, such as "3 days ago"; it is never sure."""
    if len(text) > LONGEST:
        return None
    spans, phrases = _told(text)
    order = _order()
    for code in sorted(spans | phrases, key=lambda code: (code != language, order[code])):
        ways = _ways(code)
        found = _ago(text, today, ways) if code in spans else None
        if found is None and code in phrases and (language in {None, code} or code == "en"):
            found = _phrase(text, today, ways)
        if found:
            return found
    # Minutes between dots are how long it takes to read or hear it.
    aged = age_in(text, today, 60) if "·" in text or "•" in text else None
    return aged or _weekday(text, today, language)


def age_in(text: str, today: date, least: int = 0) -> FoundDate | None:
    """Return the day that an age between dots tells, as networks write it: "2d", "3 h", "1 sem."; it is never sure.

    `least` is the smallest unit that counts, in minutes.
    """
    match = _AGE.search(text)
    size = _AGES[match["unit"].lower()] if match else 0
    return _back(int(match["number"]), size, today, match.span("told")) if match and size >= least else None


def day_told_by(text: str, today: date) -> FoundDate | None:
    """Return the day of a line of nothing but "Yesterday:" or "Monday –", which the last weeks have once each."""
    told = text.strip(_AROUND_HEADING)
    if len(told) > _LONGEST_HEADING or not told:
        return None
    weekday = weekday_of(told, None) if len(told) >= _FULL_WEEKDAY else None
    if weekday is not None:
        day = today - timedelta(days=(today.weekday() - weekday) % 7)
        return FoundDate(day, 0, len(text), _SURE, Doubt.RELATIVE_DATE, day - timedelta(days=7))
    days = _days_by_phrase().get(_plain(told))
    return None if days is None else FoundDate(today - timedelta(days=days), 0, len(text), _SURE, Doubt.RELATIVE_DATE)


def day_alone(text: str, today: date) -> FoundDate | None:
    """Return the day of a line of nothing but such a date, as "5 hours ago" or "Yesterday" below a headline is."""
    if len(text) > _LONGEST_ALONE:
        return None
    found = relative_in(text, today)
    return found if found and not (text[: found.start] + text[found.end :]).strip(_AROUND_HEADING) else None


def _told(text: str) -> tuple[set[str], set[str]]:
    """Return the languages of which a text has all words of a frame, and those of which it has the word of a phrase."""
    words = frozenset(_WORD.findall(fold(text)))
    spans: set[str] = set()
    phrases: set[str] = set()
    for word in words & _marks().keys():
        for code, others, is_phrase in _marks()[word]:
            if others <= words:
                (phrases if is_phrase else spans).add(code)
    without_spaces = _NO_SPACES if not text.isascii() and _OF_NO_SPACES.search(text) else ()
    return spans.union(without_spaces), phrases.union(without_spaces)


@cache
def _days_by_phrase() -> dict[str, int]:
    """Return how many days back each whole phrase of any language is, by the first language that has it."""
    found: dict[str, int] = {}
    for code in shipped():
        found = _ways(code).days | found
    return found


@cache
def _order() -> dict[str, int]:
    return {code: place for place, code in enumerate(shipped())}


@cache
def _marks() -> dict[str, list[tuple[str, frozenset[str], bool]]]:
    """Return the languages of each word without which they tell no such date.

    Each comes with the words that it needs beside it, and whether it is a phrase: "for" alone is a word of many
    languages, "for 3 dage siden" Danish.
    """
    found: dict[str, list[tuple[str, frozenset[str], bool]]] = {}
    for code, entry in shipped().items():
        frames = [_folded_words(frame) for frame in entry["ago"] if _WORD.search(frame)]
        units = [[fold(word)] for unit in _UNITS for word in entry[unit].split()] if "{}" in entry["ago"] else []
        for first, *others in [*frames, *units]:
            found.setdefault(first, []).append((code, frozenset(others), False))
        for first in {_folded_words(phrase)[0] for phrase in entry["phrases"]}:
            found.setdefault(first, []).append((code, frozenset(), True))
    return found


def _folded_words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _ago(text: str, today: date, ways: _Ways) -> FoundDate | None:
    match = ways.ago.search(text)
    if match is None:
        return None
    parts = {name[:-1]: value for name, value in match.groupdict().items() if value}
    number = int(parts["number"]) if parts.get("number", "").isdecimal() else 1
    return _back(number, next(size for unit, size in _UNITS.items() if unit in parts), today, match.span())


def _back(number: int, size: int, today: date, place: Span) -> FoundDate | None:
    """Return the day so many units of so many minutes ago."""
    minutes = number * size
    days = minutes // 1440 if minutes >= 1440 else int(minutes > _HALF_A_DAY)
    if days > 3650:
        return None
    day = today - timedelta(days=days)
    # Hours may reach over midnight; a week is any day of it.
    other = today - timedelta(days=1 - days) if 60 <= minutes < 1440 else None
    sure = 0.4 if size == _UNITS["week"] else _SURE
    return FoundDate(day, *place, sure, Doubt.RELATIVE_DATE, other)


def _phrase(text: str, today: date, ways: _Ways) -> FoundDate | None:
    match = ways.phrases.search(text)
    if match is None:
        return None
    if not _BEFORE_PHRASE.search(text, 0, match.start()) or not _AFTER_PHRASE.match(text, match.end()):
        return None
    day = today - timedelta(days=ways.days[_plain(match.group())])
    return FoundDate(day, *match.span(), _SURE, Doubt.RELATIVE_DATE)


def _weekday(text: str, today: date, language: str | None) -> FoundDate | None:
    match = _WEEKDAY_ALONE.match(text) if _DIGIT.search(text) else None
    weekday = weekday_of(match["word"], language) if match else None
    if match is None or weekday is None:
        return None
    day = today - timedelta(days=(today.weekday() - weekday) % 7)
    return FoundDate(day, 0, match.end("word"), 0.5, Doubt.RELATIVE_DATE, day - timedelta(days=7))


@lru_cache(None)
def _ways(code: str) -> _Ways:
    entry = shipped()[code]
    frames: list[str] = entry["ago"]
    pattern = "|".join(_frame(entry, frame, str(index)) for index, frame in enumerate(frames))
    phrases: dict[str, int] = entry["phrases"]
    days = {_plain(phrase): number for phrase, number in phrases.items()}
    edge = ("", "") if code in _NO_SPACES else (r"(?<!\w)", r"(?!\w)")
    return _Ways(
        re.compile(f"{edge[0]}(?:{pattern}){edge[1]}", re.IGNORECASE),
        re.compile(f"{edge[0]}{_any(list(phrases))}{edge[1]}", re.IGNORECASE),
        days,
    )


def _frame(entry: dict[str, Any], frame: str, index: str) -> str:
    """Return the pattern of a frame such as "{} ago", with groups for the number and the unit."""
    ones = entry["one"].split()
    number = rf"(?P<number{index}>\d{{1,3}}|{_any([one for one in ones if one != '-'] or ['1'])})\s?"
    units = "|".join(f"(?P<{unit}{index}>{_any(entry[unit].split())})" for unit in _UNITS)
    may_stand_alone = "?" if "-" in ones else ""
    before, after = (_spaced(part) for part in frame.split("{}"))
    return rf"{before}{_ABOUT}(?:{number}){may_stand_alone}(?:{units})\.?{_AND}{after}"


def _spaced(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s?" if not words.strip() or not words.isascii() else r"\s")


def _any(words: list[str]) -> str:
    """Return a pattern for any of the words, with their accents or without, the longest first."""
    forms = {form.replace("'", "’") for word in words for form in (word, fold(word))}
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(re.escape(form).replace("’", "[’']") for form in longest) + ")"


def _plain(words: str) -> str:
    return fold(words).replace("’", "'")
