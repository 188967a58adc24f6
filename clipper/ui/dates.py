"""Dates and times as people write and read them."""

import re
from datetime import date, datetime, timedelta
from functools import cache

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.text import fold

_LANGUAGES = (
    QLocale.Language.English,
    QLocale.Language.French,
    QLocale.Language.German,
    QLocale.Language.Spanish,
    QLocale.Language.Italian,
    QLocale.Language.Portuguese,
    QLocale.Language.Dutch,
)
_LEAST_YEAR = 1400
_LONGEST = 80
_TOKEN = late_pattern(r"[0-9]+|[^\W\d_]+")
_CLOCK = late_pattern(r"(?:,| at| à| um|T)?\s?(?<![0-9])[0-9]{1,2} ?[:hH] ?[0-9]{2}.*")
_ORDINAL = late_pattern(r"(?<=\d)(?:st|nd|rd|th|er|e|º|ª|°)\b")
_ISO = late_pattern(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_COMPACT = late_pattern(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_NUMBERS = late_pattern(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", re.ASCII)
_NOISE = frozenset({"the", "of", "le", "la", "de", "del", "den", "der", "am", "il", "el", "du", "on", "op", "do"})
_TODAY = frozenset({"today", "aujourd hui", "aujourdhui", "heute", "hoy"})
_TOMORROW = frozenset({"tomorrow", "demain", "morgen", "manana"})
_YESTERDAY = frozenset({"yesterday", "hier", "gestern", "ayer"})


def write_date(day: date, *, weekday: bool = False, short: bool = False) -> str:
    """Return "19 December 2017", with its weekday "Tuesday 19 December 2017", or short "19 Dec 2017"."""
    if short:
        return _written(day, "d MMM yyyy")
    return _written(day, "dddd d MMMM yyyy" if weekday else "d MMMM yyyy")


def write_day(day: date, today: date) -> str:
    """Return a day where space is scarce: "19 Dec", with the year where it is not this one."""
    return _written(day, "d MMM" if day.year == today.year else "d MMM yyyy")


def write_month(day: date) -> str:
    """Return the month of a day: "December 2017"."""
    return _written(day, "MMMM yyyy")


def month_names() -> list[str]:
    """Return the names of the months, January first."""
    return [_locale().standaloneMonthName(month) for month in range(1, 13)]


def write_short_month(day: date) -> str:
    """Return the month of a day where space is scarce: "Dec"."""
    return _written(day, "MMM")


def write_moment(moment: datetime, now: datetime) -> str:
    """Return when something was done, in local time: "09:14" today, else "18 Nov, 09:14"."""
    moment, now = _local(moment), _local(now)
    clock = _locale().toString(QTime(moment.hour, moment.minute), "HH:mm")
    return clock if moment.date() == now.date() else f"{write_day(moment.date(), now.date())}, {clock}"


def read_date(text: str, today: date) -> date:
    """Read a day as people write it: "19 December 2017", "Dec 19, 2017", "le 19 déc. 2017", "2017-12-19", "yesterday".

    A day and month without a year are the latest such day that is not in the future. Raises WrongUsage with a
    sentence for people where the text is no date, or one that could be two.
    """
    text = " ".join(text[: _LONGEST + 1].split())
    if len(text) > _LONGEST:
        raise _unreadable()
    text = _CLOCK.sub("", text)
    return _read_relative(text, today) or _read_numbers(text) or _read_words(text, today)


def read_coming_date(text: str, today: date) -> date:
    """Read a day as read_date does, but one without a year is the next such day from today on; also "tomorrow".

    Raises WrongUsage as read_date does.
    """
    word = " ".join(_TOKEN.findall(fold(text)))
    if word in _TOMORROW:
        return today + timedelta(days=1)
    is_relative = word in _TODAY or word in _YESTERDAY
    return read_date(text, today if is_relative else today + timedelta(days=364))


def _local(moment: datetime) -> datetime:
    return moment.astimezone() if moment.tzinfo else moment


def _written(day: date, form: str) -> str:
    return _locale().toString(QDate(day.year, day.month, day.day), form)


def _locale() -> QLocale:
    """Months are named in the interface's language, not the system's: half a window in each reads as a mistake."""
    return QLocale(QCoreApplication.translate("dates", "en_CA", "the locale of this translation"))


def _unreadable() -> WrongUsage:
    return WrongUsage(QCoreApplication.translate("dates", "Write a date such as 17 Nov 2026."))


def _day(year: int, month: int, day: int) -> date:
    if year < 100:
        year += 2000
    try:
        found = date(year, month, day)
    except ValueError as error:
        raise WrongUsage(QCoreApplication.translate("dates", "The calendar has no such day.")) from error
    if year < _LEAST_YEAR:
        raise _unreadable()
    return found


def _read_relative(text: str, today: date) -> date | None:
    word = " ".join(_TOKEN.findall(fold(text)))
    if word in _TODAY:
        return today
    return today - timedelta(days=1) if word in _YESTERDAY else None


def _read_numbers(text: str) -> date | None:
    iso = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if iso:
        year, month, day = map(int, iso.groups())
        return _day(year, month, day)
    numbers = _NUMBERS.fullmatch(text)
    return _day_or_month_first(*map(int, numbers.groups())) if numbers else None


def _day_or_month_first(first: int, second: int, year: int) -> date:
    """12/19 and 19/12 are clear; 3/4 is two days, and a guess would be wrong without anybody noticing."""
    if first > 12 or first == second:
        return _day(year, second, first)
    if second > 12:
        return _day(year, first, second)
    one, other = (_written(_day(year, month, day), "d MMMM") for day, month in ((first, second), (second, first)))
    sentence = QCoreApplication.translate("dates", "This may be %1 or %2. Write the month as a word.")
    raise WrongUsage(sentence.replace("%1", one).replace("%2", other))


def _read_words(text: str, today: date) -> date:
    tokens = [token for token in _TOKEN.findall(_ORDINAL.sub("", fold(text))) if token not in _NOISE]
    numbers = [int(token) for token in tokens if token.isdecimal() and len(token) <= 4]
    months = _months_among([token for token in tokens if not token.isdecimal()])
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        raise _unreadable()
    month = months.pop()
    if len(numbers) == 1 and numbers[0] >= _LEAST_YEAR:
        raise _unreadable()
    if len(numbers) == 1:
        return _latest(today, month, numbers[0])
    day, year = numbers if numbers[0] <= 31 else reversed(numbers)
    return _day(year, month, day)


def _latest(today: date, month: int, day: int) -> date:
    if (month, day) == (2, 29):
        raise _unreadable()
    this_year = _day(today.year, month, day)
    return this_year if this_year <= today else _day(today.year - 1, month, day)


def _months_among(names: list[str]) -> set[int]:
    """Return the months that words name; a word that is neither month nor weekday makes the text unreadable."""
    months = set()
    for name in names:
        month = _month(name)
        if month is not None:
            months.add(month)
        elif not _is_weekday(name):
            raise _unreadable()
    return months


def _month(name: str) -> int | None:
    if name in _month_names():
        return _month_names()[name]
    found = {month for known, month in _month_names().items() if known.startswith(name)}
    return found.pop() if len(name) >= 3 and len(found) == 1 else None


def _is_weekday(name: str) -> bool:
    return len(name) >= 2 and any(known.startswith(name) for known in _weekday_names())


@cache
def _month_names() -> dict[str, int]:
    locales = [QLocale(language) for language in _LANGUAGES]
    return {fold(locale.monthName(month)): month for locale in locales for month in range(1, 13)}


@cache
def _weekday_names() -> frozenset[str]:
    locales = [QLocale(language) for language in _LANGUAGES]
    names = (fold(locale.dayName(day)) for locale in locales for day in range(1, 8))
    return frozenset(part for name in names for part in name.split("-"))
