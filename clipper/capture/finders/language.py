"""The language of a text, by its most common small words."""

import re
from itertools import islice

from clipper.capture import vocabulary

_SETS = vocabulary.languages()
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 600


def language_of(text: str) -> tuple[str | None, float]:
    """Return the ISO 639-1 code and a confidence; None where the small words of no language stand out."""
    found = [match.group().casefold() for match in islice(_WORD.finditer(text), _ENOUGH)]
    if not found:
        return None, 0.0
    hits = {language: sum(word in common for word in found) for language, common in _SETS.items()}
    best, second = sorted(hits, key=lambda language: -hits[language])[:2]
    if hits[best] == 0 or hits[best] < 0.08 * len(found):
        return None, 0.0
    lead = (hits[best] - hits[second]) / hits[best]
    if lead <= 0.1:
        return None, 0.0
    return best, min(0.98, 0.5 + 0.3 * lead + 0.03 * min(hits[best], 10))


def small_words(text: str, language: str) -> int:
    """Return how many of a language's most common small words a text has."""
    common = _SETS.get(language, frozenset())
    return sum(match.group().casefold() in common for match in islice(_WORD.finditer(text), _ENOUGH))
