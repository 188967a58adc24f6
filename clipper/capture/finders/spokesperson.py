"""Who of ours is in a clipping: named after "feat.", or known to the library and found in the text."""

import re
from collections.abc import Container, Mapping, Sequence

from msgspec import Struct

from clipper.capture.finders.mentions import People as FoundPeople
from clipper.capture.finders.names import is_agent, is_person, split_names, without_honorific
from clipper.capture.finders.recognition import Question, Recognised, recognise
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Role
from clipper.model.draft import Doubt, Guess, Span
from clipper.model.names import surname
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
    r"(?:(?P<interviewed>(?:with )?(?:an )?interview with|interviews|(?:une )?entrevue avec"
    r"|(?:une )?interview (?:de|avec)|entretien avec|(?:with )?(?:special )?guests?\s?(?=:)"
    r"|(?:avec )?invitée?s?\s?(?=:))|(?P<quoted>quot(?:es|ing|ed:)|cit(?:es|ing|e|ed:)"
    r"|(?:with )?(?:an? )?(?:short |brief )?(?:comments?|quotes?|remarks|reaction) (?:by|from)"
    r"|(?:avec )?(?:un |des )?commentaires? (?:de|par))|(?P<named>mentions|mentioning|mentionne)"
    r"|(?P<unknown>with|avec|features|feat\.?|featuring)):?\s+",
    re.IGNORECASE,
)
_WORDS_OF_DOING = (
    *("guest", "invit", "with", "avec", "feat", "interview", "entre", "quot", "cit", "comment", "mention", "remarks"),
    "reaction",
)
"""What of each of these is in a line that says so."""
_DOOR = re.compile(r"\s*(?:\s[–—|·•-]|[,;|(])\s*")
_DOOR_END = re.compile(r"\s*(?:\s[–—|·•-]\s|[;|()]|,\s|$)")
_BAR = re.compile(r"\s[–—|·•-]\s|\s?[;|]")
_WORDS_OF_NAME = re.compile(r"\s[–—|·•-]\s|[;|(),]|\s(?:and|et)\s")
People = tuple[Spokesperson, ...]


class Feat(Struct, frozen=True):
    """The part of a line that names spokespeople: its range, the range of each name, and what they do in the piece.

    `sure` is false where the same words may name the reporters.
    """

    start: int
    end: int
    names: list[tuple[int, int]]
    role: Role = Role.UNKNOWN
    sure: bool = True


def feat_in(text: str, known: Container[str]) -> Feat | None:
    """Return the "(feat. A and B)" of a line, with or without its parentheses."""

    def is_whole(name: str) -> bool:
        return fold(name) in known

    for match in _IN_PARENTHESES.finditer(text) if "(" in text or "[" in text else ():
        names = split_names(text, match.start(1), match.end(1), is_whole)
        if names and all(is_agent(text[start:end].strip()) for start, end in names):
            return Feat(match.start(), match.end(), [_tight(text, start, end) for start, end in names])
    small = text.lower()
    bare = _BARE.search(text) if "feat" in small or "ft." in small else None
    return _bare(text, bare) if bare else None


def doing_in(text: str, known: Container[str]) -> Feat | None:
    """Return the cell of a line that says what our people do in the piece, such as "– quotes A and B"."""

    small = text.lower()
    # Hardly a line has such a word, which is told in no time.
    if not any(word in small for word in _WORDS_OF_DOING):
        return None

    def is_whole(name: str) -> bool:
        return fold(name) in known

    for door in _DOOR.finditer(text):
        verb = _DOING.match(text, door.end())
        if verb is None or ("," in door.group() and verb["unknown"] and ":" not in verb.group()):
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
    bar = _BAR.search(text, match.end())
    for start, end in split_names(text, match.end(), bar.start() if bar else len(text), lambda _: False):
        if not is_person(without_honorific(text[start:end].strip(" ."))):
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


def known_in(paragraphs: Sequence[Line], authors: Mapping[str, Span], lexicon: Lexicon) -> Guess[People]:
    """Return the library's people whom a text names or who wrote it, with what they do there.

    `authors` are the places of its reporters by folded name. Where a surname may be that of several people, the other
    readings are alternatives.
    """
    wrote = {spelling: authors[name] for name, spelling in lexicon.spokespeople.items() if name in authors}
    people, spans = [Spokesperson(name, Role.AUTHOR) for name in wrote], list(wrote.values())
    found = found_in(paragraphs, lexicon.people)
    for named in found.people:
        if named.name not in wrote:
            people.append(Spokesperson(named.name, named.role))
            spans.append(_place(paragraphs, named.span))
    sure = guess(tuple(people), 0.92 if people else 0.0, spans)
    return _asking(sure, paragraphs, found.questions)


def found_in(paragraphs: Sequence[Line], people: FoundPeople) -> Recognised:
    """Return what was found of people in paragraphs; spans are those of the paragraphs' texts, one a line."""
    return recognise("\n".join(line.text for line in paragraphs), people) if people else Recognised()


def featured_in(
    people: Sequence[str], spans: Sequence[Span], paragraphs: Sequence[Line], lexicon: Lexicon
) -> Guess[People]:
    """Return people whom a headline or byline says a piece to feature, with what they do in its text, if it has one.

    Where the text does not name them all, those whom it names are the other reading.
    """
    found = {one.name: one.role for one in found_in(paragraphs, lexicon.called(people)).people}
    value = tuple(Spokesperson(name, found.get(name, Role.UNKNOWN)) for name in people)
    said = {word for line in paragraphs for word in words(line.text)}
    named = tuple(one for one in value if one.name in found or surname(one.name) in said)
    if paragraphs and named != value:
        return guess(value, 0.8, spans, Doubt.NOT_IN_TEXT, [guess(named, 0.2)])
    return guess(value, 0.95, spans)


def _asking(sure: Guess[People], paragraphs: Sequence[Line], questions: Sequence[Question]) -> Guess[People]:
    """Offer each of the people whom a surname may mean; who is meant is never guessed."""
    asked = next((one for one in questions if "" not in one.people), None)
    if asked is None:
        return sure
    span = _place(paragraphs, asked.span)
    others = tuple(
        Guess(_with(sure.value, Spokesperson(name, asked.role)), 0.5, (*sure.spans, span)[: len(sure.value) + 1])
        for name in asked.people
    )
    return Guess(sure.value, 0.5, sure.spans, Doubt.NAMESAKES, others)


def _with(people: People, one: Spokesperson) -> People:
    if any(person.name == one.name for person in people):
        return tuple(one if person.name == one.name else person for person in people)
    return (*people, one)


def _place(paragraphs: Sequence[Line], span: Span) -> Span:
    """Return where a range of the texts of paragraphs, one a line, stands in the paste."""
    line, start = line_at(paragraphs, span[0])
    return line.place(span[0] - start, min(span[1] - start, len(line.text)))


def line_at(paragraphs: Sequence[Line], place: int) -> tuple[Line, int]:
    """Return the paragraph that a place in the texts of paragraphs, one a line, is in, and where its text begins."""
    start = 0
    for line in paragraphs:
        if place < start + len(line.text):
            return line, start
        start += len(line.text) + 1
    raise ValueError("A place behind the last paragraph.")
