"""Days as people write them in a search, in English and French, and the one way in which a search prints them."""

import re
from collections.abc import Iterator
from datetime import date

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
_TOLD = {
    "today": ("today", "aujourd hui", "aujourdhui"),
    "yesterday": ("yesterday", "hier"),
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

_ARTICLES = frozenset({"le", "la", "l", "the"})
_ORDINAL = late_pattern(r"(?<=\d)(?:st|nd|rd|th|er)\b")
_WORD = late_pattern(r"[^\W_]+")
_YEAR_FIRST = late_pattern(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?", re.ASCII)
_YEAR_LAST = late_pattern(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_BEGUN = late_pattern(
    r"\d{1,3}|\d{1,2}[-/.](?:\d{1,2}(?:[-/.]\d{0,3})?)?|\d{4}[-/.](?:(?:0?[1-9]|1[0-2])[-/.])?", re.ASCII
)
"""Days in numbers whose end is still to come."""
_IN_WORDS = late_pattern(r"(?:(\d{1,2}) )?([a-z]+)(?: (\d{1,2}))?(?: (\d{4}))?", re.ASCII)
_LEAST_OF_MONTH = 3
"""So many letters of a month tell it, where no other one begins so."""


def printed_days(text: str) -> str | None:
    """Return days as a search prints them: "2017-12-29" for "29.12.2017", "last-month" for "le mois dernier".

    What Period.parse reads stays as it stands; None where the text names no days, or may mean two.
    """
    written = text.strip().lower()
    if ".." in written:
        return _printed_span(written)
    return written if _is_period(written) else _printed_numbers(written) or _printed_words(written)


def two_days(text: str) -> tuple[date, date] | None:
    """Return the days that "3/4/2017" may mean, the one with the day before the month first; None where it is one."""
    match = _YEAR_LAST.fullmatch(text.strip())
    if match is None or match[2] == ".":
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    days = [day for day in (_day(year, second, first), _day(year, first, second)) if day]
    return (days[0], days[1]) if len(set(days)) > 1 else None


def begun_days(text: str) -> Iterator[str]:
    """Yield what of days told from today and of months begins so, as it is printed, whatever the language."""
    begun = _plain(text)
    yield from (value for value, called in _TOLD.items() if any(one.startswith(begun) for one in called))
    for own, french in zip(MONTHS, _FRENCH_MONTHS, strict=True):
        if own.startswith(begun) or french.startswith(begun):
            yield own


def may_go_on(text: str) -> bool:
    """Tell whether a text that names no days may be the beginning of one that does, as "last", "29.12" or "12 Nov"."""
    is_day = any(_printed_words(f"{text} {rest}") for rest in ("2000", "may 2000"))
    return is_day or _BEGUN.fullmatch(text) is not None or any(begun_days(text))


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except WrongUsage:
        return False
    return True


def _printed_span(text: str) -> str | None:
    """The days that a span begins and ends with; told from today, they would be others tomorrow."""
    first, last = (printed_days(end) for end in text.split("..", 1))
    span = f"{first}..{last}"
    return span if _is_period(span) else None


def _printed_numbers(text: str) -> str | None:
    """Days and months in numbers; behind full stops the day stands first, elsewhere only where it cannot be a month."""
    if match := _YEAR_FIRST.fullmatch(text):
        parts = [match[1], *(part.zfill(2) for part in match.groups()[1:] if part)]
        return _if_period("-".join(parts))
    match = _YEAR_LAST.fullmatch(text)
    if match is None or two_days(text):
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    day = _day(year, second, first) or (_day(year, first, second) if match[2] != "." else None)
    return day.isoformat() if day else None


def _printed_words(text: str) -> str | None:
    """Days that are told from today, and a month, with its year and maybe a day before or behind it."""
    if told := _CALLED.get(_plain(text)):
        return told
    match = _IN_WORDS.fullmatch(_plain(_ORDINAL.sub("", fold(text))))
    month = _month(match[2]) if match else None
    if match is None or month is None:
        return None
    days, year = [day.zfill(2) for day in (match[1], match[3]) if day], match[4]
    if len(days) > 1 or (days and not year):
        return None
    return _if_period("-".join([year, f"{month:02}", *days])) if year else MONTHS[month - 1]


def _if_period(text: str) -> str | None:
    return text if _is_period(text) else None


def _plain(text: str) -> str:
    """A text without accents, signs and the articles before it."""
    found = _WORD.findall(fold(text))
    while found and found[0] in _ARTICLES:
        found.pop(0)
    return " ".join(found)


def _month(word: str) -> int | None:
    """Return the month that a word calls, or begins to: "nov", "sept", "févr"."""
    for names in (MONTHS, _FRENCH_MONTHS):
        if word in names:
            return names.index(word) + 1
    begun = {
        place
        for names in (MONTHS, _FRENCH_MONTHS)
        for place, name in enumerate(names, start=1)
        if name.startswith(word)
    }
    return begun.pop() if len(begun) == 1 and len(word) >= _LEAST_OF_MONTH else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
