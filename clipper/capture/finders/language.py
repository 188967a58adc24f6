"""The language of a text, by its most common small words."""

import re
from itertools import islice

_COMMON = {
    "en": "the of and to in a is that for it on was with as his he said are by at from this has have not but an be who will its",
    "fr": "le la les de des du et à un une en est que pour qui dans sur au pas plus par ce il a ne se sont avec son aux ces été",
    "de": "der die das und in zu den von mit ist des nicht ein eine für auf im dem es sich auch als an werden aus hat wird sie bei",
    "es": "de la que el en y los se del las un por con no una su para es al lo como más pero sus le ha este sobre fue",
    "it": "di che la il un è per non una in con del i le da si della al nel dei sono come anche più alla ha gli ma",
    "pt": "de que a o e do da em um para com não uma os no se na por mais as dos como mas ao foi das à seu ou pelo",
    "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook als bij maar door naar heeft wordt over dan",
    "pl": "w i na z się nie do to że jest o jak po za od ale dla przez są oraz ma co był które",
}
_SETS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 2_000


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
