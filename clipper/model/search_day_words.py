"""Days as people write them in a search, in English and French, and the one way in which a search prints them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.period import Period
from clipper.model.text import fold

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
"""How a search prints a month of no year."""
_FRENCH_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""How a search prints the latest day of the week that is called so."""
_FRENCH_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
QUARTERS = ("q1", "q2", "q3", "q4")
"""How a search prints a quarter of no year."""
_TOLD = {
    "today": ("today", "aujourd hui", "aujourdhui"),
    "yesterday": ("yesterday", "hier"),
    "day-before-yesterday": ("day before yesterday", "avant hier"),
    "this-week": ("this week", "cette semaine"),
    "last-week": ("last week", "semaine derniere", "semaine passee"),
    "this-month": ("this month", "ce mois", "ce mois ci"),
    "last-month": ("last month", "mois dernier", "mois passe"),
    "this-quarter": ("this quarter", "ce trimestre"),
    "last-quarter": ("last quarter", "trimestre dernier", "trimestre passe"),
    "this-year": ("this year", "cette annee"),
    "last-year": ("last year", "annee derniere", "annee passee", "an dernier", "an passe"),
}
"""How people call days that are told from today, without accents and articles."""
_CALLED = {called: value for value, all_called in _TOLD.items() for called in all_called}
TOLD_FROM_TODAY = tuple(_TOLD)
"""The words for days that are told from today."""
_MONTHS_CALLED = tuple(zip(MONTHS, _FRENCH_MONTHS, strict=True))
_WEEKDAYS_CALLED = tuple(zip(WEEKDAYS, _FRENCH_WEEKDAYS, strict=True))
_BEFORE = frozenset({"last", "dernier", "passe"})
"""Words that stand beside a day of the week, and leave today out."""
_UNITS = {
    "d": ("d", "day", "days", "j", "jour", "jours"),
    "w": ("w", "week", "weeks", "sem", "semaine", "semaines"),
    "m": ("m", "month", "months", "mois"),
    "y": ("y", "year", "years", "an", "ans", "annee", "annees"),
}
"""How people call what days are counted by, with the letters by which a search prints it first."""
_UNIT_CALLED = {called: unit for unit, all_called in _UNITS.items() for called in all_called}

_RESTS = {
    "days": tuple(called for called in _UNIT_CALLED if len(called) > 1),
    "may": (*MONTHS, *_FRENCH_MONTHS),
    "dernier": tuple(_BEFORE),
}
"""What stands behind a number or a name of days, by one of its kind: units, months, and what leaves today out."""

_ARTICLES = frozenset({"le", "la", "l", "the"})
_ORDINAL = late_pattern(r"(?<=\d)(?:st|nd|rd|th|er)\b")
_WORD = late_pattern(r"[^\W_]+")
_YEAR_FIRST = late_pattern(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", re.ASCII)
_YEAR_LAST = late_pattern(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_MONTH_FIRST = late_pattern(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_RUN_TOGETHER = late_pattern(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_BEGUN = late_pattern(
    r"\d{1,3}|\d{5,7}|\d{1,2}[-/.](?:\d{1,3}|\d{1,2}[-/.]\d{0,3})?|\d{4}[-/.](?:[01]|(?:0?[1-9]|1[0-2])[-/.]\d?)?",
    re.ASCII,
)
"""Days in numbers whose end is still to come."""
_QUARTER = late_pattern(r"(?:(\d{4}) ?)?[qt]([1-4])(?: (\d{4}))?", re.ASCII)
_QUARTER_IN_NUMBERS = late_pattern(r"(\d{4})-?([1-4])", re.ASCII)
_AMOUNT = late_pattern(r"(\d{1,4})? ?([a-z]*)", re.ASCII)
_MOST_OF_NO_UNIT = 3
"""So many digits at most are a number of days where no unit follows: four are a year."""
_NUMBER = late_pattern(r"\d{1,2}|\d{4}", re.ASCII)
_LEAST_OF_NAME = 3
"""So many letters of a month or a day of the week tell it, where no other one begins so."""
_LEAP_YEAR = 2000
_LONGEST = 200
"""So many letters name no days."""


def printed_days(text: str) -> str | None:
    """Return days as a search prints them: "2017-12-29" for "29.12.2017", "last-month" for "le mois dernier".

    What Period.parse reads stays as it stands; None where the text names no days, or may mean two.
    """
    return _printed_days(text) if len(text) <= _LONGEST else None


# A key in the search box asks for the same days a dozen times.
@lru_cache(maxsize=1_000)
def _printed_days(text: str) -> str | None:
    written = text.strip().lower()
    if ".." in written:
        return _printed_span(written)
    if _is_period(written):
        return written
    return _printed_numbers(written) or _printed_words(written) or _printed_months_of_quarter(written)


def printed_quarter(text: str) -> str | None:
    """Return a quarter as a search prints it: "2017-4" for "Q4 2017", "q4" for one of no year, else None."""
    if numbers := _QUARTER_IN_NUMBERS.fullmatch(text.strip()):
        return f"{numbers[1]}-{numbers[2]}"
    year, number = _quarter(text)
    return f"{year}-{number}" if year else f"q{number}" if number else None


def printed_amount(text: str, *, is_counted: bool = False) -> str | None:
    """Return a number of days, weeks, months or years as a search prints it: "30d" for "30 days", "1w" for "week".

    Where days are counted anyway, a mere number is one of days. None where the text is no such number.
    """
    match = _AMOUNT.fullmatch(" ".join(fold(text).split()))
    number, called = match.groups() if match else (None, "")
    if number and not called:
        return f"{int(number)}d" if is_counted and len(number) <= _MOST_OF_NO_UNIT else None
    unit = _UNIT_CALLED.get(called)
    is_word = len(called) > 1
    return f"{int(number or 1)}{unit}" if unit and (number or is_word) else None


def rest_begun(text: str) -> Iterator[str]:
    """Yield what may stand behind the words of days before it, one of each kind that the text begins: "days", "may"."""
    begun = fold(text)
    yield from (kind for kind, called in _RESTS.items() if any(one.startswith(begun) for one in called))


def two_days(text: str) -> tuple[date, date] | None:
    """Return the days that "3/4/2017" may mean, the one with the day before the month first; None where it is one."""
    match = _YEAR_LAST.fullmatch(text.strip())
    if match is None or match[2] == ".":
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    days = [day for day in (_day(year, second, first), _day(year, first, second)) if day]
    return (days[0], days[1]) if len(set(days)) > 1 else None


def begun_days(text: str) -> Iterator[str]:
    """Yield what of days told from today and of those without a year begins so, as it is printed, in both languages."""
    begun = _plain(text)
    yield from (value for value, called in _TOLD.items() if any(one.startswith(begun) for one in called))
    for names in (_MONTHS_CALLED, _WEEKDAYS_CALLED):
        yield from (own for own, *others in names if any(one.startswith(begun) for one in (own, *others)))
    yield from (quarter for quarter in QUARTERS if quarter.startswith(begun))


def may_go_on(text: str) -> bool:
    """Tell whether a text that names no days may be the beginning of one that does, as "last", "29.12" or "12 Nov".

    So may be the days that a span begins with, as "2017-12-01.", and those that it ends with.
    """
    if text.endswith(".") and printed_days(text[:-1]):
        return True
    text = text.rpartition("..")[2]
    is_day = any(_printed_words(f"{text} {rest}") for rest in ("2000", "may 2000"))
    return is_day or _BEGUN.fullmatch(text) is not None or any(begun_days(text))


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except WrongUsage:
        return False
    return True


def _printed_span(text: str) -> str | None:
    """The days that a span begins and ends with, or one of both; told from today, they would be others tomorrow."""
    begin, end = text.split("..", 1)
    if ".." in end:
        return None
    # A quarter is a span itself: what begins with one begins with its first month.
    first = (printed_days(begin) or begin.strip()).partition("..")[0]
    last = (printed_days(end) or end.strip()).rpartition("..")[2]
    is_open = not (first and last)
    return f"{first}..{last}" if _is_period(first + last if is_open else f"{first}..{last}") else None


def _printed_numbers(text: str) -> str | None:
    """Days and months in numbers; behind full stops the day stands first, elsewhere only where it cannot be a month."""
    if match := _YEAR_FIRST.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        parts = [match[1], *(part.zfill(2) for part in match.groups()[1:] if part)]
        return _if_period("-".join(parts))
    if match := _MONTH_FIRST.fullmatch(text):
        return _if_period(f"{match[2]}-{match[1].zfill(2)}")
    match = _YEAR_LAST.fullmatch(text)
    if match is None or two_days(text):
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day = _day(year, second, first) or (_day(year, first, second) if match[2] != "." else None)
    return day.isoformat() if day else None


def _printed_words(text: str) -> str | None:
    """Days that are told from today, a day of the week, and a month, maybe with a day and a year beside it."""
    plain = _plain(_ORDINAL.sub("", fold(text)))
    if told := _CALLED.get(plain):
        return told
    written = plain.split()
    numbers = [word for word in written if _NUMBER.fullmatch(word)]
    names = [word for word in written if word not in numbers]
    if numbers and len(names) > 1:
        # The day says which one it is, whether the name of its weekday is right or not.
        names = [name for name in names if _called(name, _WEEKDAYS_CALLED) is None]
    return _printed_month(names, numbers) or (None if numbers else _printed_weekday(names))


def _printed_month(names: list[str], numbers: list[str]) -> str | None:
    month = _called(names[0], _MONTHS_CALLED) if len(names) == 1 else None
    years = [number for number in numbers if len(number) == len("2026")]
    days = [number for number in numbers if number not in years]
    if month is None or len(days) > 1 or len(years) > 1:
        return None
    if years:
        return _if_period("-".join([*years, f"{month:02}", *(day.zfill(2) for day in days)]))
    if not days:
        return MONTHS[month - 1]
    return f"{MONTHS[month - 1]}-{int(days[0])}" if _day(_LEAP_YEAR, month, int(days[0])) else None


def _printed_weekday(names: list[str]) -> str | None:
    is_before = len(names) > 1 and not _BEFORE.isdisjoint(names)
    called = [name for name in names if not is_before or name not in _BEFORE]
    weekday = _called(called[0], _WEEKDAYS_CALLED) if len(called) == 1 else None
    if weekday is None:
        return None
    return f"{'last-' if is_before else ''}{WEEKDAYS[weekday - 1]}"


def _printed_months_of_quarter(text: str) -> str | None:
    """A quarter as the span of its months; one of no year as it is called."""
    year, number = _quarter(text)
    if not number:
        return None
    last = 3 * int(number)
    return _if_period(f"{year}-{last - 2:02}..{year}-{last:02}") if year else f"q{number}"


def _quarter(text: str) -> tuple[str, str]:
    """The year and the number of a quarter, "" for the year where it is not told, and for both where it is none."""
    match = _QUARTER.fullmatch(_plain(text))
    if match is None or (match[1] and match[3]):
        return "", ""
    return match[1] or match[3] or "", match[2]


def _if_period(text: str) -> str | None:
    return text if _is_period(text) else None


def _plain(text: str) -> str:
    """A text without accents, signs and the articles before it."""
    found = _WORD.findall(fold(text))
    while found and found[0] in _ARTICLES:
        found.pop(0)
    return " ".join(found)


def _called(word: str, names: Sequence[tuple[str, ...]]) -> int | None:
    """Return the number of what a word calls, or begins to: "nov", "sept", "févr", "lun"."""
    whole = [place for place, called in enumerate(names, start=1) if word in called]
    begun = [place for place, called in enumerate(names, start=1) if any(name.startswith(word) for name in called)]
    found = whole or (begun if len(word) >= _LEAST_OF_NAME else [])
    return found[0] if len(found) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
