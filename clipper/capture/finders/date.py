"""Dates as papers write them: absolute ones by strict patterns, relative ones by dateparser on what looks like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches

from clipper.model.draft import Doubt
from clipper.model.text import fold

_MONTHS_BY_LANGUAGE = (
    "january february march april may june july august september october november december",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "januar februar marz april mai juni juli august september oktober november dezember",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "janv fevr mars avr mai juin juil aout sept oct nov dec",
    "jan feb maerz apr mai jun jul aug sept okt nov dez",
    "jaenner fev mrz abr mag giu lug ago set out nov dic",
)
_MONTHS = {name: number for row in _MONTHS_BY_LANGUAGE for number, name in enumerate(row.split(), 1)}
_SPELLINGS = tuple(name for row in _MONTHS_BY_LANGUAGE[:2] for name in row.split() if len(name) > 3)

_WORD = r"(?P<{0}>[^\W\d_]{{3,10}})\.?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)(?!\d)"
_PATTERN = re.compile(
    r"(?<![\w/.-])(?:"
    rf"(?P<iy>(?:19|20)\d\d)[-/.](?P<im>\d\d?)[-/.](?P<id>\d\d?)(?=T\d|\D|$)"
    rf"|{_WORD.format('am')} ?(?P<ad>\d\d?)(?:st|nd|rd|th)?,? ?{_YEAR.format('ay')}"
    rf"|(?P<bd>\d\d?)(?:st|nd|rd|th|er|\.|º|°)?,? ?(?:de |of |- ?)?{_WORD.format('bm')}"
    rf",? ?(?:de |del |- ?)?{_YEAR.format('by')}"
    r"|(?P<cd>\d\d?)-(?P<cm>[^\W\d_]{3,4})-(?P<cy>\d\d)(?!\d)"
    rf"|(?P<dd>\d\d?)(?P<ds>[./-])(?P<dm>\d\d?)(?P=ds)(?P<dy>(?:19|20)\d\d|\d\d)(?!\d|[./-]\d)"
    r"|(?P<ey>(?:19|20)\d\d) ?[年년] ?(?P<em>\d\d?) ?[月월] ?(?P<ed>\d\d?) ?[日일]"
    rf"|{_WORD.format('fm')} (?P<fd>\d\d?)(?:st|nd|rd|th)?(?![\d:.]\d|\d|:)"
    rf"|(?P<gd>\d\d?)(?:st|nd|rd|th|er|\.)? (?:de |of )?{_WORD.format('gm')}(?!\w)"
    r")",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_RELATIVE = re.compile(
    r"(?<!\w)(?:(?:\d{1,3}|an?|one|two|three) ?(?:minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|months?) ago"
    r"|il y a (?:\d{1,3}|une?) ?(?:minutes?|mins?|heures?|h|jours?|j|semaines?|mois)"
    r"|vor (?:\d{1,3}|einer|einem) (?:minuten?|stunden?|tag(?:en)?|wochen?)"
    r"|hace (?:\d{1,3}|una?) (?:minutos?|horas?|d[ií]as?|semanas?)"
    r"|yesterday|today|hier|aujourd[’']hui|gestern|heute|ayer|hoy)(?!\w)",
    re.IGNORECASE,
)
_UNAMBIGUOUS_RELATIVE = {
    "yesterday": 1,
    "today": 0,
    "hier": 1,
    "aujourd'hui": 0,
    "aujourd’hui": 0,
    "gestern": 1,
    "heute": 0,
}
_WEEKDAY = re.compile(
    r"(?:(?:on|le|am) )?(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\.?,? $"
    r"|(?:le )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? $"
    r"|(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so)\.?,? $"
    r"|le $",
    re.IGNORECASE,
)
MONTH_FIRST_LANGUAGES = frozenset({"en"})
_FIRST_YEAR = 1900
_MOST_AHEAD = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, where it stands in the text that was searched, and how sure its reading is."""

    day: date
    start: int
    end: int
    confidence: float
    doubt: Doubt | None = None
    other: date | None = None


def dates_in(text: str, today: date, language: str | None = None, year: int | None = None) -> Iterator[FoundDate]:
    """Yield the absolute dates of a text in order.

    `language` decides whether 3/4/2019 begins with the day; `year` is taken for dates without one, else the
    latest that does not lie ahead of `today`.
    """
    position = 0 if _DIGIT.search(text) else len(text)
    while match := _PATTERN.search(text, position):
        parts = {name: value for name, value in match.groupdict().items() if value is not None}
        found = _read(match, parts, today, language, year)
        if found is None:
            position = match.start() + 1
        else:
            yield found
            position = match.end()


def _read(
    match: re.Match[str], parts: dict[str, str], today: date, language: str | None, year: int | None
) -> FoundDate | None:
    kind = next(iter(parts))[0]
    start, end = _with_weekday(match.string, match.start()), match.end()
    if kind == "d":
        return _numeric(parts, start, end, today, language)
    if kind in "fg":
        return _without_year(parts[kind + "m"], int(parts[kind + "d"]), start, end, today, year)
    month, misspelt = _month(parts[kind + "m"], may_be_misspelt=kind in "ab")
    day = _day(_full_year(parts[kind + "y"]), month, int(parts[kind + "d"]), today)
    if day is None:
        return None
    return FoundDate(day, start, end, 0.8, Doubt.MISSPELT) if misspelt else FoundDate(day, start, end, 0.97)


def _with_weekday(text: str, start: int) -> int:
    before = _WEEKDAY.search(text, max(0, start - 16), start)
    if before is None or (before.start() and text[before.start() - 1].isalnum()):
        return start
    return before.start()


def _full_year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)


def _month(word: str, may_be_misspelt: bool) -> tuple[int, bool]:
    """Return the month's number, 0 for none, and whether its name was misspelt."""
    if word.isdigit():
        return int(word), False
    name = fold(word)
    if name in _MONTHS:
        return _MONTHS[name], False
    close = get_close_matches(name, _SPELLINGS, 1, 0.75) if may_be_misspelt and word[0].isupper() else []
    return (_MONTHS[close[0]], True) if close else (0, False)


def _day(year: int, month: int, day: int, today: date) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if year >= _FIRST_YEAR and found <= today + _MOST_AHEAD else None


def _numeric(parts: dict[str, str], start: int, end: int, today: date, language: str | None) -> FoundDate | None:
    first, second, year = int(parts["dd"]), int(parts["dm"]), _full_year(parts["dy"])
    if len(parts["dy"]) == 2 and parts["ds"] != "/" and language in MONTH_FIRST_LANGUAGES:
        return None
    by_day, by_month = _day(year, second, first, today), _day(year, first, second, today)
    if by_day and by_month and by_day != by_month:
        if parts["ds"] == "." or language not in {None, *MONTH_FIRST_LANGUAGES}:
            return FoundDate(by_day, start, end, 0.93, None, by_month)
        return FoundDate(by_month, start, end, 0.6, Doubt.DAY_OR_MONTH, by_day)
    day = by_day or by_month
    return FoundDate(day, start, end, 0.93) if day else None


def _without_year(word: str, number: int, start: int, end: int, today: date, year: int | None) -> FoundDate | None:
    month, _ = _month(word, may_be_misspelt=False)
    if not month or (fold(word) in {"mar", "may", "mai", "set", "out"} and not word[0].isupper()):
        return None
    if year is not None:
        day = _day(year, month, number, today)
        return FoundDate(day, start, end, 0.85, Doubt.NO_YEAR) if day else None
    for candidate in (today.year, today.year - 1):
        day = _day(candidate, month, number, today)
        if day and day <= today:
            return FoundDate(day, start, end, 0.7, Doubt.NO_YEAR)
    return None


def relative_in(text: str, today: date, language: str | None = None) -> FoundDate | None:
    """Return the first date that a text tells from today, such as "3 days ago"; it is never sure."""
    match = _RELATIVE.search(text)
    if match is None:
        return None
    word = match.group().casefold()
    if word in _UNAMBIGUOUS_RELATIVE:
        day: date | None = today - timedelta(days=_UNAMBIGUOUS_RELATIVE[word])
    else:
        day = _parsed(match.group(), today, language)
    return FoundDate(day, match.start(), match.end(), 0.6, Doubt.RELATIVE_DATE) if day else None


def _parsed(words: str, today: date, language: str | None) -> date | None:
    # dateparser takes 70 ms to import and is needed on few pages.
    import dateparser

    languages = [language] if language in {"en", "fr", "de", "es"} else ["en", "fr", "de", "es"]
    noon = datetime.combine(today, time(12))
    found = dateparser.parse(words, languages=languages, settings={"RELATIVE_BASE": noon})
    return found.date() if found else None
