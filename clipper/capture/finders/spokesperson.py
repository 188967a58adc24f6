"""Who of ours is in a clipping: named after "feat.", or known to the library and found in the text."""

import re
from collections.abc import Sequence

from clipper.capture import vocabulary
from clipper.capture.finders.names import is_agent, is_person, split_names, surname
from clipper.model.codes import Role
from clipper.model.text import fold, words

_FEAT = (
    r"(?:feat(?:uring)?\b\.?|ft\b\.?|w/|with|avec|(?:an )?interview with"
    r"|(?:mettant )?en vedette|(?:une )?entrevue avec)"
)
_IN_PARENTHESES = re.compile(rf"[(\[]\s*{_FEAT}\s*:?\s*([^()\[\]]{{2,300}})[)\]]", re.IGNORECASE)
_BARE = re.compile(r"[,;–—-]?\s(?i:feat\.|ft\.|featuring|feat)\s+(?=[^\W\d_a-z])")
_INTERVIEW = re.compile(
    r"\b(?:(?:an )?interview with|(?:une )?entrevue avec|(?:une )?interview de|entretien avec)\s+", re.IGNORECASE
)
_SAYING = frozenset(vocabulary.words("saying"))
_QUOTED = re.compile(r'["“”«»„]')
_REACH = 12


class Feat:
    """The part of a line that names spokespeople: its range, and the range of each name."""

    def __init__(self, start: int, end: int, names: list[tuple[int, int]]) -> None:
        self.start, self.end, self.names = start, end, names


def feat_in(text: str, known: frozenset[str]) -> Feat | None:
    """Return the "(feat. A and B)" of a line, with or without its parentheses."""

    def is_whole(name: str) -> bool:
        return fold(name) in known

    for match in _IN_PARENTHESES.finditer(text):
        names = split_names(text, match.start(1), match.end(1), is_whole)
        if names and all(is_agent(text[start:end].strip()) for start, end in names):
            return Feat(match.start(), match.end(), [_tight(text, start, end) for start, end in names])
    bare = _BARE.search(text)
    return _bare(text, bare) if bare else None


def _bare(text: str, match: re.Match[str]) -> Feat | None:
    """Names after a bare "featuring" end at the first comma that no further person follows."""
    names: list[tuple[int, int]] = []
    for start, end in split_names(text, match.end(), len(text), lambda _: False):
        if not is_person(text[start:end].strip(" .")):
            break
        if names and "," in text[names[-1][1] : start] and " and " not in text[start:] and " et " not in text[start:]:
            break
        names.append(_tight(text, start, end))
    return Feat(match.start(), names[-1][1], names) if names else None


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def interviewed_in(text: str) -> tuple[int, int] | None:
    """Return the range of the person that a headline calls interviewed ("an interview with NAME")."""
    match = _INTERVIEW.search(text)
    if match is None:
        return None
    tail = re.match(r"[^,;:()–—|]+", text[match.end() :])
    parts = tail.group().split() if tail else []
    for size in range(min(4, len(parts)), 1, -1):
        name = " ".join(parts[:size])
        if is_person(name):
            return match.end(), match.end() + len(name)
    return None


def role_in(name: str, paragraphs: Sequence[str]) -> Role:
    """Return QUOTED when a quotation or a verb of saying stands near the name, NAMED when the name stands alone."""
    last = surname(name)
    role = Role.UNKNOWN
    for paragraph in paragraphs:
        found = words(paragraph)
        if last not in found:
            continue
        role = Role.NAMED
        if _QUOTED.search(paragraph) or _says(found, last):
            return Role.QUOTED
    return role


def _says(found: list[str], last: str) -> bool:
    places = [place for place, word in enumerate(found) if word == last]
    return any(word in _SAYING for place in places for word in found[max(0, place - 3) : place + _REACH])
