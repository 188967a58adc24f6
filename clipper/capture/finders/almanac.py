"""The names of the months and of the days of the week in many languages, and how near a misspelt one comes."""

import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from clipper import resources
from clipper.model.text import fold

_EVERYWHERE = ("en", "fr", "de", "es")
_ROMAN = {
    numeral: number
    for number, numeral in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1)
}
# Words of other meanings: as months they need a day and a year, or a text in their language.
_OTHER_MEANINGS = frozenset(
    {
        "ago", "ara", "bal", "des", "elo", "gen", "jan", "juni", "kas", "kol", "lip", "lis", "list", "lug", "mag",
        "mai", "maj", "mar", "march", "marca", "mars", "mart", "may", "mei", "nis", "oca", "out", "pro", "set", "sie",
        "tem", "tra", "vas",
    }
)  # fmt: skip
_SHORTEST_MISSPELT = 4


@cache
def _resource() -> dict[str, Any]:
    return tomllib.loads(resources.path("dates.toml").read_text("utf-8"))


@cache
def shipped() -> dict[str, Any]:
    """Return what the shipped resource says of each language, by ISO 639-1 code."""
    return {code: entry for code, entry in _resource().items() if len(code) == 2}


def labels(group: str) -> tuple[str, ...]:
    """Return the folded beginnings of the words before a date that say what it is of: published, updated, other."""
    found: str = _resource()["labels"][group]
    return tuple(sorted(set(map(fold, found.split()))))


def _key(word: str) -> str:
    """Return a word folded; capitals do not tell the two letters i of Turkish apart ("MAYIS")."""
    return fold(word).replace("ı", "i")


def _entries(group: str) -> Iterator[tuple[str, str, int]]:
    """Yield each folded name of a group with its language and its number, from 0."""
    for language, entry in shipped().items():
        for number, names in enumerate(entry.get(group, ())):
            for name in names.split():
                yield _key(name.replace("-", " ") if group == "months" else name), language, number


@cache
def _months() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name, language, number in _entries("months"):
        found.setdefault(name, {}).setdefault(language, number + 1)
    return found


@cache
def _weekdays() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for name, language, number in _entries("weekdays"):
        found.setdefault(name, {}).setdefault(language, number)
    return found


@lru_cache(4096)
def month_of(word: str, language: str | None = None) -> int:
    """Return the number of the month that a word names, 0 for none; a Roman one has large letters."""
    found = _months().get(_key(word))
    if found is None:
        return _ROMAN.get(word, 0)
    return found.get(language or "") or next(iter(found.values()))


@lru_cache(1024)
def names_month_alone(word: str, language: str | None) -> bool:
    """Tell whether a word with a number beside it is a day of a month even where no year follows."""
    name = _key(word)
    found = _months().get(name)
    if found is None:
        return False
    if language in found and (language != "en" or word[0].isupper() or name not in _OTHER_MEANINGS):
        return True
    if name in _OTHER_MEANINGS:
        return language is None and word[0].isupper() and not found.keys().isdisjoint(_EVERYWHERE) and name != "ago"
    return len(name) > 3 or not found.keys().isdisjoint(_EVERYWHERE)


@lru_cache(1024)
def misspelt_month(word: str, language: str | None) -> int:
    """Return the only month whose name is one slip of the finger away from a word, 0 for none or several."""
    name = _key(word)
    if len(name) < _SHORTEST_MISSPELT or not word[0].isalpha():
        return 0
    spoken = {"en", "fr", language}
    near = {
        number
        for month, languages in _months().items()
        if len(month) > _SHORTEST_MISSPELT and abs(len(month) - len(name)) < 2 and _is_one_slip(name, month)
        for code, number in languages.items()
        if code in spoken
    }
    return near.pop() if len(near) == 1 else 0


def _is_one_slip(one: str, other: str) -> bool:
    """Tell whether two words differ in one letter: left out, added, changed, or swapped with the next one."""
    shorter = min(len(one), len(other))
    start = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    end = next((place for place in range(shorter - start) if one[-1 - place] != other[-1 - place]), shorter - start)
    first, second = one[start : len(one) - end], other[start : len(other) - end]
    return (len(first) <= 1 and len(second) <= 1) or (len(first) == 2 and first == second[::-1])


@lru_cache(4096)
def weekday_of(word: str, language: str | None = None) -> int | None:
    """Return the day that a word names, 0 for Monday; the shortest ones only count in their language or with a mark."""
    name = _key(word).rstrip(".,")
    found = _weekdays().get(name)
    if found is None:
        return None
    if language in found:
        return found[language or ""]
    if len(name) < 4 and found.keys().isdisjoint(_EVERYWHERE):
        return None
    if len(name) < 3 and word[-1] not in ".,":
        return None
    days = {found[code] for code in found if code in _EVERYWHERE} or set(found.values())
    return days.pop() if len(days) == 1 else None
