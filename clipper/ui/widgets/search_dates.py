"""Days of a search in words, "November 2026" or "last month", and read back from them."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from clipper.model.errors import WrongUsage
from clipper.model.period import Period
from clipper.model.search_day_words import TOLD_FROM_TODAY
from clipper.model.search_fields import canonical, problem_of
from clipper.model.text import fold
from clipper.ui.dates import read_date, write_date, write_month


def days_in_words(value: str) -> str:
    """Return the days of a search as people write them; what read_days() would read otherwise stays as it is."""
    words = _told_words().get(value) or _written(value)
    return words if read_days(words, date.min) == value else value


def read_days(text: str, today: date) -> str:
    """Return a day, month or year as a search writes it, from words for it; what cannot be read stays as it is."""
    told = {fold(words): value for value, words in _told_words().items()}
    if fold(text) in told:
        return told[fold(text)]
    if problem_of("on", text) is None:
        return canonical("on", text)
    return _read_day(text, today) or _read_month(text, today) or text


def quarter_in_words(value: str) -> str:
    """Return a quarter such as "2026-4" as "October to December 2026", one that is told from today as it is called."""
    if value in TOLD_FROM_TODAY:
        return _told_words()[value]
    year, _, number = value.partition("-")
    if not (year.isdecimal() and number.isdecimal()):
        return value
    return months_in_words(Period.quarter(int(year), int(number)))


def months_in_words(days: Period) -> str:
    """Return some months of one year as people write them, "October to December 2026"."""
    first = write_month(days.first).removesuffix(f"{days.first.year}").strip()
    return _say("{first} to {last}").format(first=first, last=write_month(days.last))


def quarters(today: date, number: int) -> list[str]:
    """Return so many quarters, this one first, as a search writes them."""
    latest = today.year * 4 + (today.month - 1) // 3
    return [f"{index // 4}-{index % 4 + 1}" for index in range(latest, latest - number, -1)]


def _told_words() -> dict[str, str]:
    return {
        "today": _say("today"),
        "yesterday": _say("yesterday"),
        "day-before-yesterday": _say("the day before yesterday"),
        "this-week": _say("this week"),
        "last-week": _say("last week"),
        "this-month": _say("this month"),
        "last-month": _say("last month"),
        "this-quarter": _say("this quarter"),
        "last-quarter": _say("last quarter"),
        "this-year": _say("this year"),
        "last-year": _say("last year"),
    }


def _written(value: str) -> str:
    try:
        days = Period.parse(value)
    except WrongUsage:
        return value
    if days.first == days.last:
        return write_date(days.first, short=True)
    return write_month(days.first) if days.is_month else value


def _read_day(text: str, today: date) -> str | None:
    try:
        return read_date(text, today).isoformat()
    except WrongUsage:
        return None


def _read_month(text: str, today: date) -> str | None:
    """A month alone is what its first day would be written with."""
    first = _read_day(f"1 {text}", today)
    return first and first[: len("2026-11")]


def _say(text: str) -> str:
    return QCoreApplication.translate("SearchDates", text)
