"""What looks like a person's or an organisation's name, and how a line of names is cut."""

import re
from collections.abc import Callable
from functools import lru_cache

from clipper.capture import vocabulary
from clipper.model.names import GENERATION, without_generation
from clipper.model.text import fold, words

_PARTICLES = frozenset(vocabulary.words("particles"))
_NAME_PARTICLES = _PARTICLES - {"of", "for", "the", "le", "les", "à"}
_WORD = re.compile(r"[^\W\d_][^\W\d_’'.-]*(?:[’'.-][^\W\d_]+)*\.?", re.UNICODE)
_ELIDED = re.compile(r"d[’'](?=[^\W\d_])(?=[^a-zà-öø-ÿ])")
NO_GENERATION = rf"(?!\s*{GENERATION})"
"""What a comma has behind it that parts two names: not the "Jr." of the first."""
_SEPARATOR = re.compile(
    rf"\s*(?:,\s*(?:and|et|und|y|e|&)\s|,{NO_GENERATION}|;|&|\s/\s|\+|\s(?:and|et|und|y|with|avec|mit)\s)\s*(?![sS]\b)",
    re.IGNORECASE,
)
_NOT_A_NAME = frozenset(vocabulary.words("no_name"))
_STAFF = frozenset(vocabulary.words("staff"))
_OF_STAFF = frozenset(vocabulary.words("of_staff"))
_DESK = re.compile(r"(?:[^\W\d_][\w.’'-]{0,20} ){1,3}Bureau|[Bb]ureau d(?:e |u |es |[’'])[^\W\d_][\w’' -]{0,40}")
"""Where a reporter works, as in "By Ann Lee, Ottawa Bureau"."""
_LONGEST_PERSON = 50
INVERTED = re.compile(rf"([^\W\d_][^,;\d]{{0,40}}),{NO_GENERATION}\s+([^\W\d_][^,;\d]{{0,40}})")
"""A name with the surname first: "Doe, Jane"."""
_TITLES = frozenset(vocabulary.words("titles"))
"""What may stand before a first name, folded."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL = frozenset({"de", "du", "des", "van", "von", "der", "den", "del", "di", "da", "dos", "la", "le"})
_SCOTTISH = re.compile(r"\bMc([^\W\d_])(?=\w)")
_VOWEL = re.compile(r"[AEIOUYÀ-Ý]")


def is_person(text: str) -> bool:
    """Tell whether a text could be the name of one person: two to five capitalised words."""
    return len(text) <= _LONGEST_PERSON and _is_short_person(text)


# Each finder asks about the same lines, and about the same pieces of them.
@lru_cache(4096)
def _is_short_person(text: str) -> bool:
    parts = without_generation(text).split()
    # Most lines are told by their last word.
    if not 2 <= len(parts) <= 5 or not _is_name_word(parts[-1]):
        return False
    others = [part for part in parts if not _is_name_word(part)]
    if len(parts) - len(others) < 2 or any(map(str.isdigit, text)):
        return False
    if any(part.casefold() not in _NAME_PARTICLES for part in others):
        return False
    return not any(fold(part).strip(".") in _NOT_A_NAME for part in parts)


def _is_name_word(part: str) -> bool:
    return (part[0].isupper() or _ELIDED.match(part) is not None) and _WORD.fullmatch(part) is not None


def is_capital(word: str) -> bool:
    """Tell whether a word begins as names do: with a capital, with a letter of a script that has none, or with d'."""
    return word[0].isalpha() and (not word[0].islower() or _ELIDED.match(word) is not None)


def knows_first_name(text: str) -> bool:
    """Tell whether a text begins with one of the most common first names."""
    titled, *others = text.split(maxsplit=2)
    first = fold(others[0] if others and is_honorific(titled) else titled)
    return first in vocabulary.first_names() or first.split("-")[0] in vocabulary.first_names()


def is_honorific(word: str) -> bool:
    """Tell whether a word is what may stand before a first name, such as "Dr." or "Capitaine"."""
    return fold(word).replace(".", "") in _TITLES


def without_honorific(name: str) -> str:
    """Return a person's name without the titles before it; a surname alone keeps its own, "Dr. Lee"."""
    rest = name
    while is_honorific(rest.partition(" ")[0]) and is_person(plain := rest.partition(" ")[2].strip()):
        rest = plain
    return rest


def is_agent(text: str) -> bool:
    """Tell whether a text could be who signs a piece: a person, one name, or an organisation such as France 24."""
    parts = text.split()
    if not 1 <= len(parts) <= 7 or len(text) > 60 or not (parts[0][0].isupper() or parts[0][0].isdigit()):
        return False
    if not any(map(str.isalpha, text)):
        return False
    return all(
        part[0].isupper()
        or part[0].isdigit()
        or _ELIDED.match(part)
        or part.casefold() in _PARTICLES
        or part in {"&", "and", "et"}
        for part in parts
    ) and not re.search(r"[?!:;“”«»\"()]", text)


def split_names(text: str, start: int, end: int, is_whole: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Return the ranges of the names that commas, "and" and "&" join; `is_whole` tells names that must not be cut."""
    if is_whole(text[start:end]):
        return [(start, end)]
    pieces, position = [], start
    for match in _SEPARATOR.finditer(text, start, end):
        if match.start() > position:
            pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, end))
    return [(first, last) for first, last in pieces if text[first:last].strip()]


def is_nobody(name: str) -> bool:
    """Tell whether a signature names no person and no organisation, only that somebody of the staff or a desk wrote."""
    if _DESK.fullmatch(name):
        return True
    parts = words(name)
    return not _STAFF.isdisjoint(parts) and all(part in _STAFF or part in _OF_STAFF for part in parts)


def direct_order(name: str) -> str:
    """Return "Doe, Jane" and "DOE, Jane" as "Jane Doe", every other name as it is."""
    parts = INVERTED.fullmatch(name)
    if parts is None:
        return name
    surname, given = parts[1].strip(), parts[2].strip()
    is_shouted = surname.isupper() and not given.isupper()
    return f"{given} {_capitals(surname) if is_shouted else surname}"


def ordinary_letters(name: str) -> str:
    """Return a name that is all capitals in ordinary letters: some services print bylines in capitals."""
    return _capitals(name) if name == name.upper() and " " in name else name


def _capitals(name: str) -> str:
    first, *others = name.split()
    return " ".join([_capital(first), *(part.lower() if part.lower() in _SMALL else _capital(part) for part in others)])


def _capital(part: str) -> str:
    if not _VOWEL.search(part):
        return part
    written = _LETTERS.sub(lambda word: word[0].capitalize(), part.lower())
    return _SCOTTISH.sub(lambda clan: f"Mc{clan[1].upper()}", written)
