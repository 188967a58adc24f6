"""The words of a report in one language: labels, sentences with the right plural, dates, numbers, quotation marks.

A further language is one more file report.CODE.toml under resources/translations with the same keys as English has.
"""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from gettext import c2py
from typing import Any

from clipper import resources
from clipper.model.errors import WrongUsage
from clipper.model.medium_fields import clock_of
from clipper.model.period import Period

_FILES = "report.*.toml"
LANGUAGES = tuple(sorted(file.name.split(".")[1] for file in resources.path("translations").glob(_FILES)))
"""The languages that a report can be written in, as ISO 639-1 codes."""

_SPELLED_INSIDE = 10
_SPELLED_AT_START = 20
# Counts that a text may have a form of its own for: none of it, both.
_EXACT = {0: "zero", 2: "two"}


@cache
def language(code: str) -> "Language":
    """Return the words of a language; raises WrongUsage for one that reports are not written in."""
    if code not in LANGUAGES:
        raise WrongUsage(f"Reports are written in {' or '.join(LANGUAGES)}, not in “{code}”.")
    text = resources.path("translations", f"report.{code}.toml").read_text(encoding="utf-8")
    return Language(code, tomllib.loads(text))


def capital(text: str) -> str:
    """Return text that begins with a capital."""
    return text[:1].upper() + text[1:]


class Language:
    """One language of reports, read from resources/translations/report.CODE.toml."""

    def __init__(self, code: str, words: Mapping[str, Any]) -> None:
        self.code = code
        self._words = words
        self.labels: dict[str, str] = {key: text for key, text in words["labels"].items() if isinstance(text, str)}
        # A rule as gettext writes it: the number of the form of n, "n != 1" for two forms.
        self._form_of = c2py(words["plural"]["rule"])

    @property
    def own_name(self) -> str:
        """What the language calls itself: English, Français."""
        return capital(str(self._words["languages"][self.code]))

    def label(self, key: str) -> str:
        """Return a fixed word or phrase."""
        return self.labels[key]

    def measure(self, key: str) -> str:
        """Return the label of a headline figure."""
        return str(self._words["labels"]["measures"][key])

    def column(self, key: str, **parts: object) -> str:
        """Return the header of a column, or the name, of a table for spreadsheets."""
        return str(self._words["columns"][key]).format_map(parts)

    def tone(self, key: str, count: int | None = None) -> str:
        """Return a tone as it stands in a sentence: of the tone itself, or of so many clippings."""
        return self._chosen(self._words["toned"][key], count) if count is not None else str(self._words["tone"][key])

    def fact(self, group: str, key: str, **parts: object) -> tuple[str, str]:
        """Return a label and its text, from the method page or from "How to read this report"."""
        found = self._words[group][key]
        return found["label"], found["text"].format_map(parts)

    def say(self, key: str, n: int | None = None, **parts: object) -> str:
        """Return a phrase; `n` chooses its plural and fills {n}, in words {words}, first in a text {Words}."""
        numbers: dict[str, object] = {}
        if n is not None:
            numbers = {"n": self.number(n), "words": self.spelled(n), "Words": capital(self.spelled(n, at_start=True))}
        return self._chosen(self._words["said"][key], n).format_map({**numbers, **parts})

    def _chosen(self, forms: str | Mapping[str, str], n: int | None) -> str:
        if isinstance(forms, str):
            return forms
        exact = _EXACT.get(n, "") if n is not None else ""
        if exact in forms:
            return forms[exact]
        form = self._words["plural"]["forms"][self._form_of(n)] if n is not None else "other"
        return forms[form] if form in forms else forms["other"]

    def number(self, n: int) -> str:
        """Return a whole number in figures, its thousands set apart."""
        return f"{n:,}".replace(",", self._words["numbers"]["thousands"])

    def spelled(self, n: int, *, at_start: bool = False) -> str:
        """Return a number in words up to ten (up to twenty at the start of a sentence), else in figures."""
        return (
            str(self._words["numbers"]["words"][n])
            if n <= (_SPELLED_AT_START if at_start else _SPELLED_INSIDE)
            else self.number(n)
        )

    def percent(self, n: int) -> str:
        """Return a share such as 76% or 76 %."""
        return str(self._words["numbers"]["percent"]).format(n=n)

    @property
    def percent_unit(self) -> str:
        """The sign after the number of a share, with the space that the language wants before it."""
        return str(self._words["numbers"]["percent_unit"])

    def join(self, parts: Sequence[str]) -> str:
        """Return "a, b and c"."""
        *most, last = parts
        return ", ".join(most) + str(self._words["numbers"]["and"]) + last if most else last

    def long_date(self, day: date) -> str:
        """Return December 5, 2017 or 5 décembre 2017."""
        return self._date("long", day)

    def full_date(self, day: date) -> str:
        """Return the date with its weekday."""
        return self._date("full", day)

    def day(self, day: date) -> str:
        """Return December 5 or 5 décembre."""
        return self._date("day", day)

    def the_day(self, day: date) -> str:
        """Return a day as a sentence names it: December 5 or le 5 décembre."""
        return self._date("the_day", day)

    def short_date(self, day: date) -> str:
        """Return Dec 5 or 5 déc."""
        return self._date("short", day)

    def weekday(self, day: date) -> str:
        """Return Tue or mar."""
        return str(self._words["dates"]["short_weekdays"][day.weekday()])

    def short_month(self, day: date) -> str:
        """Return Dec or déc."""
        return str(self._words["dates"]["short_months"][day.month - 1])

    def month_name(self, day: date) -> str:
        """Return December or décembre."""
        return str(self._words["dates"]["months"][day.month - 1])

    def month(self, day: date) -> str:
        """Return December 2017 or décembre 2017."""
        return self._date("month", day)

    def clock(self, air_time: str) -> str:
        """Return 07:40 or 7 h 40, 20:00 or 20 h, of the air time of a clipping."""
        hour, minute = map(int, clock_of(air_time).split(":"))
        form = self._words["dates"]["clock" if minute else "full_hour"]
        return str(form).format(hour=hour, minute=minute)

    def _ordinal(self, day: date) -> str:
        return str(self._words["dates"]["first_day"] if day.day == 1 else day.day)

    def _date(self, form: str, day: date) -> str:
        dates = self._words["dates"]
        return str(dates[form]).format(
            day=self._ordinal(day),
            month=self.month_name(day),
            short_month=self.short_month(day),
            year=day.year,
            weekday=dates["weekdays"][day.weekday()],
        )

    def period(self, period: Period) -> str:
        """Return a period as running text names it: December 2017, October to December 2017, 2017, or its days."""
        first, last = period.first, period.last
        dates = self._words["dates"]
        if period.is_month:
            return self.month(first)
        if period == Period(date(first.year, 1, 1), date(first.year, 12, 31)):
            return str(first.year)
        if period == Period(first.replace(day=1), Period.month(last.year, last.month).last):
            form = dates["months_of_a_year" if first.year == last.year else "months_of_years"]
            names = {"first": self.month_name(first), "last": self.month_name(last)}
            return str(form).format(**names, first_year=first.year, year=last.year)
        if first == last:
            return self.long_date(first)
        if first.year != last.year:
            return str(dates["days_of_years"]).format(first=self.long_date(first), last=self.long_date(last))
        form = dates["days_of_a_month" if first.month == last.month else "days_of_a_year"]
        days = {"first": self._ordinal(first), "last": self._ordinal(last)}
        months = {"month": self.month_name(first), "last_month": self.month_name(last)}
        return str(form).format(**days, **months, year=first.year)

    def language_name(self, code: str) -> str:
        """Return the name of a language by its code, the code itself where reports have no name for it."""
        return str(self._words["languages"].get(code, code))

    def quoted(self, text: str, code: str | None = None) -> str:
        """Return words in the quotation marks of their own language, else of this one."""
        own = language(code) if code in LANGUAGES and code != self.code else self
        return str(own._words["numbers"]["quotation"]).format_map({"text": text})
