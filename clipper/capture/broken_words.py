"""Words that were broken at the end of a line: whether the hyphen there is the word's own."""

import re
from collections.abc import Iterable
from functools import cached_property

_BROKEN = re.compile(r"(?P<word>[^\W_]+)(?P<mark>[-\u2010\xad])$")
_LONGEST = 60
"""So many letters of a word are looked at, however long it is."""
_SOFT = "\xad"
_FIRST = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)+|[^\W\d_]+")
_TENS = frozenset(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
_ONES = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)s?"
)
_DIZAINES = frozenset(["vingt", "trente", "quarante", "cinquante", "soixante", "quatre"])
_UNITES = re.compile(
    r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?)(?:ième)?s?"
)
_BEHIND = frozenset(["based", "driven", "funded", "backed", "friendly", "related", "term"])
_BEFORE = {"well": frozenset(["ness", "ing", "ed"]), "self": frozenset(["ish", "ishly", "ishness", "less", "lessly"])}
"""Words that others follow with a hyphen, and the ends of words that begin as they do."""
_LEAST = 4
_SUSPENDED = frozenset(["and", "or", "to", "et", "ou", "und", "oder", "y", "o", "e"])
"""What follows a hyphen that stands for the rest of a word, as in "pre- and post-war"."""
_NONE = re.compile("(?!)")
_CLITIC: dict[str, re.Pattern[str] | None] = {
    "même": None, "mêmes": None, "old": re.compile(r"(?:day|week|month|year)s?"),
    **dict.fromkeys(("il", "ils", "elle", "elles", "on"), re.compile(r".*[td]")),
    **dict.fromkeys(("ci", "là"), re.compile(r"ce(?:lui|lle|lles|ux)")),
    "être": re.compile("peut"), "ce": re.compile("est"),
}  # fmt: skip
"""Words that are joined to another with a hyphen, and what that is; None where it is any."""


class BrokenWords:
    """Puts words together that were broken at the ends of the lines of one text, whose other words tell how."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word.casefold().replace("\u2010", "-") for text in self._texts for word in _WORD.findall(text))

    def head(self, before: str, after: str) -> str | None:
        """Return what of a line is to stand right in front of the next one, None where a space parts them."""
        broken, next_ = _BROKEN.search(before[-_LONGEST:]), _FIRST.match(after)
        if broken is None or next_ is None or next_[0].casefold() in _SUSPENDED:
            return None
        return before if self._is_own(broken["word"], broken["mark"], next_[0]) else before[:-1]

    def _is_own(self, first: str, mark: str, second: str) -> bool:
        if mark == _SOFT:
            return False
        if second[0].isdigit() or first[-1].isdigit():
            return True
        if second[0].isupper() and not (first.isupper() and second.isupper()):
            return True
        first, second = first.casefold(), second.casefold()
        whole, hyphened = first + second, f"{first}-{second}"
        return whole not in self._known and (hyphened in self._known or _is_compound(first, second))


def ends_broken(text: str) -> bool:
    """Tell whether a line ends in the middle of a word, or of one with a hyphen."""
    return _BROKEN.search(text[-_LONGEST:]) is not None


def _is_compound(first: str, second: str) -> bool:
    """Tell whether two words have a hyphen between them wherever they stand together."""
    if (first in _TENS and _ONES.fullmatch(second)) or (first in _DIZAINES and _UNITES.fullmatch(second)):
        return True
    if (second in _BEHIND and len(first) >= _LEAST) or second not in _BEFORE.get(first, {second}):
        return True
    before = _CLITIC.get(second, _NONE)
    return before is None or before.fullmatch(first) is not None
