"""Whether 3/4/2019 begins with the day on a page: by its other dates, what machines read there, and its country."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from clipper.capture.finders.date import MONTH_FIRST_LANGUAGES, FoundDate, dates_in
from clipper.capture.scan import Scan

_MONTH_FIRST = frozenset({"us", "ph"})
_MIXED = frozenset({"ca"})
_ENDINGS = frozenset(
    {"us", "ca", "uk", "au", "ie", "nz", "in", "za", "sg", "ke", "ng", "gh", "pk", "ph", "eu", "gov", "mil"}
)
_AMERICAN = frozenset({"gov", "mil"})
_EPOCH = (9, 13)
_OF_AMERICA = frozenset(
    {"ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "AST", "ADT", "NST"}
)
_ZONES = re.compile(rf"\b(?:GMT|BST|CES?T|AE[SD]T|AW[SD]T|NZ[SD]T|SAST|WAT|EAT|{'|'.join(sorted(_OF_AMERICA))})\b")
_MONEY = re.compile(r"[£€₹] ?\d")


def day_comes_first(scan: Scan, language: str | None, countries: Iterable[str]) -> bool | None:
    """Return what dates of numbers begin with on a page, or None where that cannot be told."""
    shown = _shown(scan)
    if shown is not None:
        return shown
    if language is not None and language not in MONTH_FIRST_LANGUAGES:
        return True
    for country in countries:
        if country in _MIXED:
            return None
        return country not in _MONTH_FIRST
    zones = _zones_beside(scan)
    if zones:
        return True if zones.isdisjoint(_OF_AMERICA) else None
    return True if _counts_in_money_of_day_first(scan) else None


def _zones_beside(scan: Scan) -> set[str]:
    """Return the zones of the hours beside dates that may be read in two ways."""
    lines = (text for text, found in zip(scan.texts, scan.dates, strict=True) if any(one.other for one in found))
    return {zone for text in lines for zone in _ZONES.findall(text)}


def _counts_in_money_of_day_first(scan: Scan) -> bool:
    """Tell whether a page has sums in a money of countries where the day comes first, and none in dollars."""
    has_sums = any(_MONEY.search(text) for text in scan.texts)
    return has_sums and not any("$" in text for text in scan.texts)


def _shown(scan: Scan) -> bool | None:
    """What the dates with a number above 12, and those that a machine reads as well, begin with."""
    votes = 0
    for line, found in zip(scan.lines, scan.dates, strict=True):
        for one in found:
            if one.numbers is not None:
                votes += 1 if one.numbers else -1
            elif one.other is not None and line.hints.moment:
                votes += _vote(one, day_of_moment(line.hints.moment, scan.lexicon.today), language_is_english=True)
    return None if votes == 0 else votes > 0


def _vote(found: FoundDate, stated: date | None, language_is_english: bool) -> int:
    """Return +1 where the day, -1 where the month comes first, 0 where the machine's day is neither reading."""
    if stated not in {found.day, found.other}:
        return 0
    by_day = found.other if language_is_english and found.doubt else found.day
    return 1 if stated == by_day else -1


def countries_of(scan: Scan, hosts: Sequence[str]) -> list[str]:
    """Return the countries that a page's site and its address tell, the surest first."""
    found = []
    for host in hosts:
        outlet = scan.lexicon.outlets.at(host)
        if outlet and outlet.country:
            found.append(outlet.country)
        ending = host.rpartition(".")[2]
        if ending in _ENDINGS:
            found.append("us" if ending in _AMERICAN else ending)
    return found


def day_of_moment(stated: str, today: date) -> date | None:
    """Return the day of a moment as machines write it: 2019-05-02T08:00:00Z, or the seconds since 1970."""
    if stated.isdecimal() and _EPOCH[0] <= len(stated) <= _EPOCH[1]:
        seconds = int(stated) // (1000 if len(stated) > 10 else 1)
        return datetime.fromtimestamp(seconds, UTC).date()
    found = next(dates_in(stated, today), None)
    return found.day if found and found.doubt is None else None
