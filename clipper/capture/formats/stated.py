"""What services state of a document in words of their own: its language, and the kind of source it came from."""

import re

from clipper.model.codes import Medium
from clipper.model.text import fold

_TYPES = (
    (re.compile(r"web|online|blog|site", re.IGNORECASE), Medium.ONLINE),
    (re.compile(r"podcast|balado", re.IGNORECASE), Medium.PODCAST),
    (re.compile(r"news ?wire|wire (?:feed|service)|agence|press release", re.IGNORECASE), Medium.NEWSWIRE),
    (re.compile(r"newspaper|magazine|journal|newsletter|presse|revue|zeitung", re.IGNORECASE), Medium.PRINT),
)
_LANGUAGES = {
    name: code
    for code, names in {
        "en": "english anglais englisch ingles",
        "fr": "french francais franzosisch frances",
        "de": "german allemand deutsch aleman",
        "es": "spanish espagnol spanisch espanol",
        "it": "italian italien italienisch italiano",
        "pt": "portuguese portugais portugiesisch portugues",
        "nl": "dutch neerlandais niederlandisch nederlands",
        "pl": "polish polonais polnisch",
        "sv": "swedish suedois schwedisch",
        "da": "danish danois danisch",
        "ru": "russian russe russisch",
        "zh": "chinese chinois chinesisch",
        "ja": "japanese japonais japanisch",
        "ko": "korean coreen koreanisch",
        "ar": "arabic arabe arabisch",
        "uk": "ukrainian ukrainien ukrainisch",
        "cs": "czech tcheque tschechisch",
        "tr": "turkish turc turkisch",
    }.items()
    for name in names.split()
}


def language_named(name: str) -> str | None:
    """Return the ISO 639-1 code of a language that a service names in English, French or German."""
    found = re.match(r"[^\W\d_]+", fold(name))
    return _LANGUAGES.get(found[0]) if found else None


def medium_of(kind: str) -> Medium | None:
    """Return the medium of what a service calls a kind of source, such as "Newspaper" or "Wire Feeds"."""
    return next((medium for pattern, medium in _TYPES if pattern.search(kind)), None)
