"""Where a text names people whom the library knows: in full, by another name or an initial, then by surname alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import lru_cache

from msgspec import Struct

from clipper.capture import vocabulary
from clipper.capture.finders.tokens import Tokens
from clipper.model.text import fold
from clipper.model.values import replace

_JOINT = re.compile(r"\.?[-‐‑’']?[ \u00a0\u202f]?")
_PART = re.compile(r"[^\W_]+")
_TITLES = frozenset(vocabulary.words("person_titles"))
_SAYING = frozenset(vocabulary.words("saying", "saying_to", "saying_with_quotation"))
_NAMED_AFTER = frozenset(vocabulary.words("named_after"))
_NAMED_BEFORE = frozenset(vocabulary.words("named_before"))
_DAYS = frozenset(vocabulary.words("days_and_months"))
_ORDINARY = frozenset(vocabulary.words("words_as_names"))
_BEHIND_NAMES = frozenset({"jr", "sr", "ii", "iii", "phd", "md"})
_HYPHENS = "-‐‑"


class How(Enum):
    """How somebody is named; NAMESAKE is another person of the surname."""

    FULL = auto()
    INITIAL = auto()
    SURNAME = auto()
    NAMESAKE = auto()


class Mention(Struct, frozen=True):
    """One place where somebody is named: the range of words, and who it may be; nobody of ours for a namesake."""

    first: int
    last: int
    how: How
    people: tuple[str, ...]
    surname: str

    @property
    def who(self) -> str:
        """The one person of ours whom it names, "" where that is not told."""
        return self.people[0] if len(self.people) == 1 else ""


class _Name(Struct, frozen=True):
    """A name by which a person is known: its folded words; `surname` counts those of its last part."""

    words: tuple[str, ...]
    person: str
    surname: int


class People:
    """The names of people, prepared so that a text is gone through once, however many they are."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.full: defaultdict[str, list[_Name]] = defaultdict(list)
        self.surnames: defaultdict[str, list[_Name]] = defaultdict(list)
        for written, person in names:
            name = _name(written, person)
            if name is not None:
                self.full[name.words[-1]].append(name)
                if len(name.words) > name.surname:
                    self.surnames[name.words[-1]].append(name)
        for some in self.full.values():
            some.sort(key=lambda name: -len(name.words))

    def __bool__(self) -> bool:
        return bool(self.full)


@lru_cache(4)
def people_of(names: tuple[tuple[str, str], ...]) -> People:
    """Return people prepared, given each of their names with the one that the library keeps."""
    return People(names)


def _name(written: str, person: str) -> _Name | None:
    parts = [_PART.findall(fold(part)) for part in written.replace(",", " ").split()]
    parts = [part for part in parts if part]
    while len(parts) > 1 and parts[0][-1] in _TITLES:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1][-1] in _BEHIND_NAMES:
        parts = parts[:-1]
    words = tuple(word for part in parts for word in part)
    return _Name(words, person, len(parts[-1])) if words and len("".join(words)) > 1 else None


def mentions_of(tokens: Tokens, people: People) -> list[Mention]:
    """Return where people are named, in the order of the text.

    A surname alone counts behind a full name only. It names nobody for sure where several may be meant, or where the
    text also has a namesake.
    """
    found: list[Mention] = []
    for index, word in enumerate(tokens.words):
        if word in people.full:
            mention = _full(tokens, index, people.full[word]) or _by_surname(
                tokens, index, people.surnames.get(word, [])
            )
            if mention is not None:
                found.append(mention)
    return list(_told_apart(tokens, found))


def _full(tokens: Tokens, last: int, names: Iterable[_Name]) -> Mention | None:
    for name in names:
        first = _match(tokens, last, name.words)
        if first is not None:
            people = tuple(dict.fromkeys(one.person for one in names if one.words == name.words))
            if _stands_alone(tokens, first, last, name):
                return Mention(first, last, How.FULL, people, name.words[-1])
    return None


def _match(tokens: Tokens, last: int, words: tuple[str, ...]) -> int | None:
    """Return the word at which a name begins that ends at a word; initials may stand behind its first word."""
    place = last
    for position in range(len(words) - 2, -1, -1):
        place -= 1
        if position == 0:
            place = _without_initials(tokens, place, words[0])
        if place < 0 or tokens.words[place] != words[position]:
            return None
    joined = all(_JOINT.fullmatch(tokens.gap(index)) for index in range(place, last))
    return place if joined and _has_capitals(tokens, place, last) else None


def _without_initials(tokens: Tokens, place: int, first_name: str) -> int:
    while place > 0 and _is_initial(tokens, place) and tokens.words[place] != first_name:
        place -= 1
    return place


def _is_initial(tokens: Tokens, index: int) -> bool:
    return len(tokens.words[index]) == 1 and tokens.is_capital(index)


def _has_capitals(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether what looks like a name is one: it has capitals, but for a "de" in it, or nothing around it has.

    A script without capitals cannot show them.
    """
    ends = not tokens.is_small(first) or len(tokens.words[first]) <= 3
    return (ends and not tokens.is_small(last)) or tokens.has_no_capitals(first)


def _stands_alone(tokens: Tokens, first: int, last: int, name: _Name) -> bool:
    """Tell whether a name is no part of a longer one, nor the name of something that bears it."""
    if _goes_on(tokens, last) or _hangs_on(tokens, first):
        return False
    before = first - 1
    if before >= 0 and tokens.words[before] in _NAMED_BEFORE and tokens.gap(before) in (" ", "\u00a0"):
        return False
    follows = before >= 0 and tokens.gap(before) in (" ", "\u00a0") and tokens.is_capital(before)
    if follows and _is_first_name(tokens.words[before]) and not tokens.is_titled(first):
        return False
    is_ordinary = all(word in _ORDINARY for word in name.words)
    return not (is_ordinary and tokens.is_titled(first))


def _goes_on(tokens: Tokens, last: int) -> bool:
    """Tell whether a name goes on behind a word: with a hyphen and a capital, or as what is called after somebody."""
    gap = tokens.gap(last)
    if last + 1 >= len(tokens) or not tokens.is_capital(last + 1):
        return False
    following = tokens.words[last + 1]
    if gap in (*_HYPHENS, " & "):
        return True
    if gap not in (" ", "\u00a0"):
        return False
    if following in _NAMED_AFTER:
        return True
    word = tokens.text[tokens.starts[last + 1] : tokens.ends[last + 1]]
    is_known = following in _SAYING or following in _DAYS or following in _TITLES or following in _BEHIND_NAMES
    return not (is_known or len(word) < 3 or word.isupper() or tokens.is_titled(last))


def _hangs_on(tokens: Tokens, first: int) -> bool:
    return first > 0 and tokens.gap(first - 1) in (*_HYPHENS, " & ") and tokens.is_capital(first - 1)


def _is_first_name(word: str) -> bool:
    return word in vocabulary.first_names() and word not in _DAYS and word not in _TITLES and word not in _SAYING


def _by_surname(tokens: Tokens, last: int, names: list[_Name]) -> Mention | None:
    """Return who a surname names that no full name of ours ends in."""
    for size in sorted({name.surname for name in names}, reverse=True):
        fitting = [name for name in names if name.surname == size]
        own = [name for name in fitting if _match(tokens, last, name.words[-size:]) is not None]
        first = last - size + 1
        if not own or not tokens.is_capital(last) or _goes_on(tokens, last) or _hangs_on(tokens, first):
            continue
        return _called(tokens, _with_particles(tokens, first, own), last, own)
    return None


def _with_particles(tokens: Tokens, first: int, own: list[_Name]) -> int:
    """Return where a surname begins with the "de" or "van" that belongs to it."""
    words = own[0].words[: -own[0].surname]
    while first > 0 and len(words) > 1 and words[-1] == tokens.words[first - 1] and not tokens.is_capital(first - 1):
        first, words = first - 1, words[:-1]
    return first


def _called(tokens: Tokens, first: int, last: int, own: list[_Name]) -> Mention:
    people = tuple(dict.fromkeys(name.person for name in own))
    surname = own[0].words[-1]
    initial = _initial_before(tokens, first)
    if initial is not None:
        begin, letter = initial
        fitting = tuple(dict.fromkeys(name.person for name in own if name.words[0][0] == letter))
        return Mention(begin, last, How.INITIAL if fitting else How.NAMESAKE, fitting, surname)
    if _has_other_first_name(tokens, first):
        return Mention(first - 1, last, How.NAMESAKE, (), surname)
    return Mention(first, last, How.SURNAME, people, surname)


def _initial_before(tokens: Tokens, first: int) -> tuple[int, str] | None:
    """Return where initials before a surname begin, and the first of them: "J. Smith", "J.-P. Roy"."""
    begin = first
    while begin > 0 and _is_initial(tokens, begin - 1) and _JOINT.fullmatch(tokens.gap(begin - 1)):
        if "." not in tokens.gap(begin - 1) and begin == first and tokens.gap(begin - 1) != " ":
            break
        begin -= 1
    if begin == first or (begin > 0 and _is_name_before(tokens, begin)):
        return None
    # "M. Roy" is a title in French, and a letter that a sentence begins with may be a word of its own.
    if tokens.words[begin] in {"m", "a", "i"} and begin == first - 1:
        return None
    return begin, tokens.words[begin]


def _is_name_before(tokens: Tokens, index: int) -> bool:
    return tokens.is_capital(index - 1) and tokens.gap(index - 1) == " " and _is_first_name(tokens.words[index - 1])


def _has_other_first_name(tokens: Tokens, first: int) -> bool:
    """Tell whether what stands before a surname makes it that of somebody else."""
    before = first - 1
    while before > 0 and _is_initial(tokens, before) and tokens.gap(before) in (". ", " "):
        before -= 1
    if before < 0 or tokens.gap(before) not in (" ", "\u00a0", "\u202f") or not tokens.is_capital(before):
        return False
    word = tokens.words[before]
    if word in _TITLES or word in _SAYING or word in _DAYS:
        return False
    if word in vocabulary.first_names():
        return True
    written = tokens.text[tokens.starts[before] : tokens.ends[before]]
    starts = before == tokens.sentence_start(before)
    return not (starts or written.isupper() or len(word) < 3 or tokens.is_titled(first))


def _told_apart(tokens: Tokens, found: list[Mention]) -> Iterator[Mention]:
    """Yield mentions with those people only whom they can mean where they stand."""
    strangers = {mention.surname for mention in found if mention.how is How.NAMESAKE}
    named: set[str] = set()
    for mention in found:
        if mention.how is How.SURNAME:
            yield from _surname_alone(tokens, mention, named, strangers)
        else:
            named.update(mention.people)
            yield mention


def _surname_alone(tokens: Tokens, mention: Mention, named: set[str], strangers: set[str]) -> Iterator[Mention]:
    own = tuple(person for person in mention.people if person in named)
    if own and mention.surname in strangers:
        # Somebody of the surname who is not ours is in the text, too: nobody can tell.
        yield replace(mention, people=(*own, ""))
    elif own and not _is_word_here(tokens, mention):
        yield replace(mention, people=own)
    elif not own and len(mention.people) > 1 and mention.surname not in strangers and _acts(tokens, mention):
        yield mention


def _is_word_here(tokens: Tokens, mention: Mention) -> bool:
    """Tell whether a surname that is a word begins a sentence, where every word has a capital."""
    if mention.surname not in _ORDINARY or mention.first != tokens.sentence_start(mention.first):
        return False
    return not _acts(tokens, mention)


def _acts(tokens: Tokens, mention: Mention) -> bool:
    """Tell whether what stands around a surname makes it a person: a title before it, or a verb of saying."""
    around = (mention.first - 1, mention.last + 1, mention.last + 2)
    words = [tokens.words[place] for place in around if 0 <= place < len(tokens)]
    return words[:1] != [] and (words[0] in _TITLES or any(word in _SAYING for word in words))
