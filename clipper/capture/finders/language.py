"""The language of a text, by its letters where one language has them, else by its most common small words."""

import re
from collections import defaultdict
from functools import cache
from itertools import compress, islice

from clipper.capture import vocabulary

_SETS = vocabulary.languages()
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH, _PIECE = 600, 1_500
_MOST_READ = 8_000
# Kana stand only in Japanese, which has many Chinese characters beside them.
_SCRIPTS = (
    ("ko", re.compile("[\uac00-\ud7af]"), 0.3),
    ("ja", re.compile("[\u3040-\u30ff]"), 0.15),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.4),
    ("ar", re.compile("[\u0620-\u064a]"), 0.5),
    ("he", re.compile("[\u05d0-\u05ea]"), 0.5),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.5),
    ("hi", re.compile("[\u0900-\u097f]"), 0.3),
    ("bn", re.compile("[\u0980-\u09ff]"), 0.3),
    ("ka", re.compile("[\u10a0-\u10ff]"), 0.5),
    ("hy", re.compile("[\u0530-\u058f]"), 0.5),
)
_OTHER_SCRIPT = re.compile("[\u0530-\u1fff\u3040-\u30ff\u4e00-\ud7af]")


def language_of(text: str) -> tuple[str | None, float]:
    """Return the ISO 639-1 code and a confidence; None where the small words of no language stand out."""
    by_script = _by_script(text[:_MOST_READ]) if _OTHER_SCRIPT.search(text, 0, _MOST_READ) else None
    if by_script:
        return by_script, 0.97
    found = _first_words(text)
    if not found:
        return None, 0.0
    hits: defaultdict[str, float] = defaultdict(float)
    known = _by_word()
    folded = " ".join(found).casefold().split(" ")
    # Which words are known at all is told at once, as most are not.
    for small, word in compress(zip(folded, found, strict=True), map(known.__contains__, folded)):
        # A capital alone is an initial.
        if len(word) > 1 or word.islower():
            worth, languages = known[small]
            for language in languages:
                hits[language] += worth
    if not hits:
        return None, 0.0
    best, second = sorted([*hits, ""], key=lambda language: -hits.get(language, 0))[:2]
    if sum(map(_SETS[best].__contains__, folded)) < 0.08 * len(found):
        return None, 0.0
    lead = (hits[best] - hits.get(second, 0)) / hits[best]
    if lead <= (0.03 if {best, second} <= _NEIGHBOURS else 0.1):
        return None, 0.0
    return best, min(0.98, 0.5 + 0.4 * lead + 0.03 * min(hits[best], 10))


def _first_words(text: str) -> list[str]:
    """Return as many words of a text as tell its language; pieces end at spaces, so that no word is cut."""
    found: list[str] = []
    start = 0
    while start < len(text) and len(found) < _ENOUGH:
        end = text.find(" ", start + _PIECE)
        end = len(text) if end < 0 else end
        found += _WORD.findall(text, start, end)
        start = end
    return found[:_ENOUGH]


_WORTH = [0.0, 1.0, 0.7, 0.5, 0.4, *[0.3] * 40]
# Danish and Norwegian share most of their small words.
_NEIGHBOURS = frozenset({"da", "no"})


@cache
def _by_word() -> dict[str, tuple[float, tuple[str, ...]]]:
    """Return the languages of each small word, and what it tells for each: what many of them share tells little."""
    words: dict[str, tuple[str, ...]] = {}
    for language, common in _SETS.items():
        for word in common:
            words[word] = (*words.get(word, ()), language)
    return {word: (_WORTH[len(languages)], languages) for word, languages in words.items()}


def _by_script(text: str) -> str | None:
    letters = sum(map(str.isalpha, text)) or 1
    return next((code for code, script, share in _SCRIPTS if len(script.findall(text)) > share * letters), None)


def small_words(text: str, language: str) -> int:
    """Return how many of a language's most common small words a text has."""
    common = _SETS.get(language, frozenset())
    return sum(match.group().casefold() in common for match in islice(_WORD.finditer(text), _ENOUGH))
