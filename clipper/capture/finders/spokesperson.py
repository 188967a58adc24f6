"""Who of ours is in a clipping: named after "feat.", or known to the library and found in the text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clipper.capture import vocabulary
from clipper.capture.finders.names import is_agent, is_person, split_names, surname
from clipper.capture.guesses import guess
from clipper.capture.lines import Line
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role
from clipper.model.draft import Guess, Span
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
_DOING = re.compile(
    r"(?:(?P<interviewed>(?:an )?interview with|interviews|(?:une )?entrevue avec|(?:une )?interview (?:de|avec)"
    r"|entretien avec)|(?P<quoted>quot(?:es|ing|ed:)|cit(?:es|ing|e|ed:)|comments? (?:by|from)"
    r"|commentaires? de)|(?P<named>mentions|mentioning|mentionne)"
    r"|(?P<unknown>with|avec|features|feat\.?|featuring)):?\s+",
    re.IGNORECASE,
)
_DOOR = re.compile(r"\s*(?:\s[–—|·•-]|[,;|(])\s*")
_DOOR_END = re.compile(r"\s*(?:\s[–—|·•-]\s|[;|()]|,\s|$)")
_WORDS_OF_NAME = re.compile(r"\s[–—|·•-]\s|[;|(),]|\s(?:and|et)\s")
_SAYING = frozenset(vocabulary.words("saying"))
_QUOTED = re.compile(r'["“”«»„]')
_REACH = 12
_SPEAKERS = 200


@dataclass(frozen=True, slots=True)
class Feat:
    """The part of a line that names spokespeople: its range, the range of each name, and what they do in the piece.

    `sure` is false where the same words may name the reporters.
    """

    start: int
    end: int
    names: list[tuple[int, int]]
    role: Role = Role.UNKNOWN
    sure: bool = True


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


def doing_in(text: str, known: frozenset[str]) -> Feat | None:
    """Return the cell of a line that says what our people do in the piece, such as "– quotes A and B"."""

    def is_whole(name: str) -> bool:
        return fold(name) in known

    for door in _DOOR.finditer(text):
        verb = _DOING.match(text, door.end())
        if verb is None or ("," in door.group() and verb["unknown"]):
            continue
        end = _end_of_names(text, verb.end())
        names = [_tight(text, *name) for name in split_names(text, verb.end(), end, is_whole)]
        if names and all(is_person(text[slice(*name)]) or is_whole(text[slice(*name)]) for name in names):
            end += text[end : end + 1] == ")"
            return Feat(door.start(), end, names, Role(verb.lastgroup or Role.UNKNOWN))
    return None


def _end_of_names(text: str, start: int) -> int:
    """Return where the names that begin here end: at a door to the next cell that no further person goes through."""
    for door in _DOOR_END.finditer(text, start):
        following = re.match(r",\s+(?:(?:and|et|&)\s+)?", text[door.start() :])
        rest = text[door.start() + following.end() :] if following else ""
        if not (following and is_person(" ".join(_WORDS_OF_NAME.split(rest, maxsplit=1)[0].split()))):
            return door.start()
    return len(text)


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


def known_in(
    paragraphs: Sequence[Line], authors: Mapping[str, Span], known: Mapping[str, str]
) -> Guess[tuple[Spokesperson, ...]]:
    """Return the library's people whom a text names or who wrote it.

    `authors` are the places of its reporters by folded name, `known` the library's spellings by folded name.
    """
    texts = [line.text for line in paragraphs] if known else []
    folded = [fold(text) for text in texts[:_SPEAKERS]]
    people: list[Spokesperson] = []
    spans: list[Span] = []
    for name, spelling in known.items():
        if name in authors:
            people.append(Spokesperson(spelling, Role.AUTHOR))
            spans.append(authors[name])
            continue
        place = next((index for index, text in enumerate(folded) if is_named(name, text)), None)
        if place is not None:
            # By an alias they are found as it stands in the text.
            called = spelling if fold(spelling) == name else name
            people.append(Spokesperson(spelling, role_in(called, texts)))
            spans.append(_place_of(paragraphs[place], called))
    return guess(tuple(people), 0.92 if people else 0.0, spans)


def is_named(name: str, text: str) -> bool:
    """Tell whether a folded text has a folded name, not as a part of longer words: an alias may be short."""
    return bool(name) and name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _place_of(line: Line, name: str) -> Span:
    found = re.search(re.escape(name), line.text, re.IGNORECASE)
    return line.place(*found.span()) if found else line.span


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
