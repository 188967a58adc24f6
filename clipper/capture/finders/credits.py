"""The ways in which one line may be read as naming who wrote something: which names, and what stands around them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from clipper.capture import vocabulary
from clipper.capture.finders.names import NO_GENERATION, is_capital, is_honorific, is_person, knows_first_name
from clipper.capture.lines import trim
from clipper.model.draft import Span
from clipper.model.names import without_generation
from clipper.model.text import fold
from clipper.model.values import replace

LONGEST = 250
"""Code points of a line that is looked at whole; of a longer one only the beginning is."""

_MARKS = frozenset(vocabulary.words("marks"))
_FIRST_MARKS = _MARKS | frozenset(vocabulary.words("first_marks"))
_LABELS = frozenset(vocabulary.words("labels"))
_ROLES = frozenset(vocabulary.words("roles"))
_DESKS = frozenset(vocabulary.words("desks"))
_AGENCIES = frozenset(vocabulary.words("agencies"))
_TELLING = frozenset(vocabulary.words("telling"))
_CONTRIBUTES = frozenset(vocabulary.words("contributes"))
_PARTICLES = frozenset(vocabulary.words("particles"))
_LEADING = _FIRST_MARKS | _LABELS
_OFFICES = _ROLES | _DESKS | _AGENCIES
_BEFORE_NAMES = _ROLES | _LABELS
_NOBODY = frozenset(vocabulary.words("no_name")).union(*vocabulary.languages().values()) - _PARTICLES
# What a reporter is, or from where, in parentheses before the next one: "Ann Lee (envoyée spéciale à Riga) et Bo Li".
_WHERE = (
    r"(?:\s?\((?=[^()]{0,30}(?i:\bà |\bin |envoy|corresp|spécial|special|journalist|reporter|bureau|avec|with))"
    r"[^()]{2,60}\))?"
)
_WITH = re.compile(r"\s+(?:with|avec|mit|con|com|med)\s", re.IGNORECASE)
# The first group says what separators begin with, so that the rest is tried at few places only.
_SEPARATOR = re.compile(
    r"(?=[\s\d,;&+|/•·∙:()\[\]<>«»„“”\"…!?–—―@#©.])(?:"
    rf"\s*{_WHERE}(?P<list>,?\s(?i:and|und|et|y|e|og|och|en|i|ja|ve|med|with|avec|a)\s(?=\s*[^\W\d_])|\s?[&+]\s)\s*"
    rf"|\s*{_WHERE}(?P<soft>,(?i:{NO_GENERATION})|[;|/•·∙])\s*"
    r"|\s*(?P<hard>[:()\[\]<>«»„“”\"…!?]|\s[-–—―]+\s|[–—―]|\s*[@#©]|(?<=\w{3})\.\s(?=\S{4})|\t|\s{2,}"
    r"|\s(?i:publiée?|modifiée?|mise? à jour)(?=\sle\s\d))\s*"
    r"|(?P<digit>(?:\s|^|(?<=\w)(?=\d\d?[.:/]|\d{4}))\s*\d[\d.:/\s]*\s*))"
)
_WORD = re.compile(r"\S+")
_ODD_SIGN = re.compile(r"[^\w\s.'’-]")
_FIGURES = re.compile(r"\d{4}|\d:\d\d")
_AT = frozenset({"in", "à", "en"})
_A = frozenset({"a", "an", "un", "une", "ein", "eine"})
_SITE = re.compile(r"[\w-]{2,30}\.[a-z]{2,6}")
_MOST_NAMES = 8
_MOST_WORDS = 6
_MOST_PIECES = 4
_BIO = 120


class Credit(Struct, frozen=True):
    """Names read out of a line, as ranges of its text, and the evidence that the line itself has for them."""

    names: tuple[Span, ...]
    evidence: dict[str, float]


class _Segment(Struct):
    """A piece of a line between separators: what stood before it, and what it could be."""

    start: int
    end: int
    before: str
    kind: str
    mark: str = ""


def credits_in(
    text: str, cuts: Sequence[int] = (), is_signed: bool = False, known: frozenset[str] = frozenset()
) -> list[Credit]:
    """Return the readings of a line.

    `cuts` are where elements of its HTML meet within words, `is_signed` tells that it names an author there. `known`
    are folded names, which stay whole whatever is in them.
    """
    if len(text) > LONGEST:
        return list(_bio(text))
    segments = _segments(text, cuts)
    if known:
        segments = list(_whole(text, segments, known))
    found: dict[tuple[Span, ...], Credit] = {}
    for first, segment in enumerate(segments):
        if segment.before != "list" and _may_begin(segment, text, is_signed):
            for credit in _readings(text, segments, first):
                found.setdefault(credit.names, credit)
    for credit in _bio(text):
        found.setdefault(credit.names, credit)
    return list(found.values())


def _whole(text: str, segments: Sequence[_Segment], known: frozenset[str]) -> Iterator[_Segment]:
    """Yield the pieces of a line, those that make up one known name as one person."""
    first = 0
    while first < len(segments):
        one = segments[first]
        ends = [other.end for other in segments[first : first + _MOST_PIECES]]
        size = next((size for size in range(len(ends), 0, -1) if fold(text[one.start : ends[size - 1]]) in known), 0)
        yield replace(one, end=ends[size - 1], kind="person") if size else one
        first += size or 1


def _may_begin(segment: _Segment, text: str, is_signed: bool) -> bool:
    """One word alone names somebody only where something introduces it or where it stands by itself."""
    if segment.kind in {"word", "agent", "site"} and not segment.mark:
        return is_signed or segment.before == "run" or segment.end - segment.start >= len(text) - 2
    if segment.kind == "small" and not segment.mark:
        return is_signed
    return bool(segment.kind)


def _segments(text: str, cuts: Sequence[int]) -> list[_Segment]:
    """Cut a line at separators, at the words that introduce names, and where elements of the HTML meet within words."""
    segments: list[_Segment] = []
    position, before = 0, "start"
    places = [*_separators(text), *((cut, cut, "run") for cut in cuts)]
    for start, end, kind in sorted(places) if cuts else places:
        if start >= position:
            _add(text, position, start, before, segments)
            position, before = end, kind
    _add(text, position, len(text), before, segments)
    return segments


# The pieces of a line are asked for as its HTML parts it, and as it is.
@lru_cache(16)
def _separators(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return where the separators of a line stand, and of what kind each is."""
    return tuple((match.start(), match.end(), match.lastgroup or "") for match in _SEPARATOR.finditer(text))


def within_words(text: str, cuts: Sequence[int]) -> list[int]:
    """Return those of some places in a line that stand within it and beside no separator."""
    inside = [cut for cut in cuts if 0 < cut < len(text)]
    places = _separators(text) if inside else ()
    return [cut for cut in inside if not any(start <= cut <= end for start, end, _ in places)]


def _add(text: str, start: int, end: int, before: str, segments: list[_Segment]) -> None:
    start, end = trim(text, start, end, " ,;–—-|·•\t.'’*")
    is_initial = end - start > 1 and text[end - 2 : end - 1] in {" ", "."}
    if end < len(text) and text[end] == "." and (is_initial or _is_generation(text[start:end])):
        end += 1  # the full stop of an initial, or of "Jr."
    words = [(match.start() + start, match.end() + start) for match in _WORD.finditer(text[start:end])]
    later = _later_mark(text, words)
    if later:
        _add(text, start, words[later][0], before, segments)
        _add(text, words[later][0], end, "hard", segments)
        return
    mark, skipped = _mark(text, words, before == "start" or not segments)
    if mark:
        if skipped > 1 and not mark.startswith("label"):
            _append(text, words[: skipped - 1], before, segments, "")
        before = "mark"
    _append(text, words[skipped:], before, segments, mark)


def _append(text: str, words: Sequence[Span], before: str, segments: list[_Segment], mark: str) -> None:
    if not words:
        if mark or before in {"hard", "start"}:
            segments.append(_Segment(0, 0, before, "", mark))
        return
    if segments and not segments[-1].end and segments[-1].mark and before in {"hard", "run"}:
        before, mark = "mark", segments[-1].mark
        segments.pop()
    start, end = words[0][0], _end_of_name(text, words)
    segments.append(_Segment(start, end, before, _kind(text[start:end], bool(mark)), mark))


def _end_of_name(text: str, words: Sequence[Span]) -> int:
    """Return where a piece ends, or the name in it that a place follows, as in "Ann Lee in Riga"."""
    for place, (start, end) in enumerate(words[2:5], 2):
        goes_on = words[place + 1 :]
        if text[start:end] in _AT and goes_on and all(is_capital(text[first:last]) for first, last in goes_on):
            before = words[place - 1][1]
            return before if is_person(text[words[0][0] : before]) else words[-1][1]
    return words[-1][1]


def _mark(text: str, words: Sequence[Span], is_first: bool) -> tuple[str, int]:
    """Return what introduces names in a piece of a line, and how many words that takes from its beginning."""
    folded = [_folded(text[start:end]) for start, end in words[:5]]
    if not folded:
        return "", 0
    if folded[0] in _LABELS and len(folded) > 1 and folded[1] in _FIRST_MARKS:
        return "label_by", 2
    if is_first and folded[0] in _A and len(folded) > 3 and folded[1] in _LABELS and folded[2] in _FIRST_MARKS:
        return "label_by", 3
    if folded[0] in (_FIRST_MARKS if is_first else _MARKS):
        return folded[0] if folded[0] in {"by", "von", "par", "por"} else "mark", 1
    if folded[0] in _LABELS and (len(folded) == 1 or is_capital(text[words[1][0] : words[1][1]])):
        return "label", 1
    for place, word in enumerate(folded[1:], 1):
        before = text[words[place - 1][0] : words[place - 1][1]]
        if word in _MARKS and (folded[place - 1] in _LABELS or before[0].islower() or word == "by" or place > 1):
            return ("label_by" if folded[place - 1] in _LABELS else "mid"), place + 1
    return "", 0


def _later_mark(text: str, words: Sequence[Span]) -> int:
    """Return the place of a word such as "Illustration" in "Text by A Illustration by B"; 0 for none."""
    if len(words) < 5:
        return 0
    folded = [_folded(text[start:end]) for start, end in words]
    if _MARKS.isdisjoint(folded):
        return 0
    for place in range(3, len(words) - 1):
        if folded[place + 1] in _MARKS and is_capital(text[words[place][0] :]) and set(folded[:place]) & _MARKS:
            return place
    return 0


@lru_cache(4096)
def _folded(word: str) -> str:
    return fold(word).strip(".:,;'’\"“”()")


def _kind(text: str, is_marked: bool) -> str:
    """Return what a piece of a line could be: a person, somebody who signs with one word, an agency, a desk."""
    parts = text.split()
    if len(parts) > 9:
        return ""
    if is_person(text):
        return "person"
    folded = [_folded(part) for part in parts]
    if len(parts) <= 3 and not _AGENCIES.isdisjoint(folded):
        return "agency"
    if len(parts) <= _MOST_WORDS and not _DESKS.isdisjoint(folded):
        return "desk"
    if _prefix(parts):
        return "prefix"
    if len(parts) == 1 and _SITE.fullmatch(text):
        return "site"
    if len(parts) == 1 and is_capital(text):
        return "word"
    if (
        len(parts) <= _MOST_WORDS
        and is_capital(parts[0])
        and all(is_capital(part) or word in _PARTICLES for part, word in zip(parts, folded, strict=True))
    ):
        return "agent"
    is_small = len(parts) <= (3 if is_marked else 1) and len(text) > 1 and folded[0] not in _NOBODY
    return "small" if is_small else ""


def _prefix(parts: Sequence[str]) -> int:
    """Return how many words at the beginning of a text could be a person's name; 0 for none."""
    for size in (4, 3, 2):
        if size < len(parts) and is_person(" ".join(parts[:size])):
            return size
    return 0


def _readings(text: str, segments: Sequence[_Segment], first: int) -> Iterator[Credit]:
    """Yield what can be read from one piece on: all names in a row, the first alone, the first without its tail."""
    last = first
    while last + 1 < len(segments) and last - first < _MOST_NAMES - 1 and _goes_on(segments, last + 1):
        last += 1
    row = segments[first : last + 1]
    if last > first:
        yield _credit(text, segments, first, last, [(one.start, one.end) for one in row], "row")
        if any(one.kind in {"agency", "agent", "word", "desk"} for one in row) and row[-1].end - row[0].start < 60:
            yield _credit(text, segments, first, last, [(row[0].start, row[-1].end)], "joined")
        for size in range(2, len(row)):
            if segments[first + size].before != "list":
                names = [(one.start, one.end) for one in row[:size]]
                yield _credit(text, segments, first, first + size - 1, names, "row")
    alone = segments[first]
    if last == first or segments[first + 1].before != "list" or _is_with_agency(row):
        # The agencies with which somebody writes are no rest that tells against the line.
        goes_with = last if last > first and _is_with(text, row) else first
        yield _credit(text, segments, first, goes_with, [(alone.start, alone.end)], "one", segments[goes_with].end)
        yield from _shortened(text, segments, first)


def _is_with_agency(row: Sequence[_Segment]) -> bool:
    """Tell whether somebody writes with agencies alone: "Ann Lee avec AFP"."""
    return row[0].kind == "person" and all(one.kind == "agency" for one in row[1:])


def _is_with(text: str, row: Sequence[_Segment]) -> bool:
    """Tell whether somebody writes with agencies, as the word behind the name says."""
    return _is_with_agency(row) and _WITH.match(text, row[0].end) is not None


def _goes_on(segments: Sequence[_Segment], index: int) -> bool:
    return segments[index].before in {"list", "soft"} and segments[index].kind in {
        "person",
        "agency",
        "word",
        "desk",
        "agent",
        "site",
    }


def _shortened(text: str, segments: Sequence[_Segment], index: int) -> Iterator[Credit]:
    """Yield the names that a piece begins with, without the words behind them, and the one behind a role."""
    alone = segments[index]
    words = [
        (match.start() + alone.start, match.end() + alone.start)
        for match in _WORD.finditer(text[alone.start : alone.end])
    ]
    for size in (2, 3, 4):
        goes_on = size < len(words) and not _is_generation(text[words[size - 1][0] : words[size][1]])
        if goes_on and _may_be_cut(text[words[0][0] : words[size - 1][1]]):
            name = trim(text, words[0][0], words[size - 1][1])
            yield _credit(text, segments, index, index, [name], "cut")
    if alone.mark:
        for size in (1, 2, 3):
            if size < len(words) and _ends_name(text[slice(*words[size])]):
                yield _credit(text, segments, index, index, [(words[0][0], words[size - 1][1])], "cut")
                break
    if len(words) == 2 and text[slice(*words[1])] in {"기자", "記者", "记者"}:
        yield _credit(text, segments, index, index, [words[0]], "cut")
    for size in (1, 2, 3):
        if len(words) - size >= 2 and _folded(text[slice(*words[size - 1])]) in _BEFORE_NAMES:
            name = (words[size][0], words[-1][1])
            if is_person(text[slice(*name)]):
                yield _credit(text, segments, index, index, [name], "behind")


def _is_generation(words: str) -> bool:
    """Tell whether the last of some words is the "Jr." of the name before it."""
    return without_generation(words) != words


def _may_be_cut(name: str) -> bool:
    """Tell whether the first words of a piece may be a whole name: no "Anne Le" of Anne Le Goff, no "The Canadian".

    Nor is a rank with a first name alone one, as "Capitaine Maxime" is.
    """
    parts = name.split()
    if len(parts) == 2 and is_honorific(parts[0]):
        return False
    last = _folded(parts[-1]).rpartition("-")[2]
    return is_person(name) and last not in _PARTICLES and _folded(parts[0]) not in _PARTICLES


def _ends_name(word: str) -> bool:
    """Tell whether a word behind a name is none of it, such as "on" before a date."""
    folded = _folded(word)
    return (word[0].islower() and folded not in _PARTICLES) or folded in _LABELS


def _credit(
    text: str, segments: Sequence[_Segment], first: int, last: int, names: Sequence[Span], how: str, until: int = 0
) -> Credit:
    """Return a reading of names from the pieces `first` to `last`, which ends where they do, or at `until`."""
    start, end = names[0][0], max(names[-1][1], until)
    segment = segments[first]
    after = text[end:].strip(" .,;:|·•–—-/")
    evidence: dict[str, float] = {
        how: 1.0,
        f"is_{segment.kind}": 1.0,
        f"before_{segment.before}": 1.0,
        "lead": float(min(start, 99)),
        "rest": float(min(len(after), 99)),
        "share": sum(stop - begin for begin, stop in names) / max(1, len(text)),
        "length": float(min(len(text), LONGEST)),
    }
    if segment.mark:
        evidence["marked"] = 1.0
        evidence[f"mark_{segment.mark}"] = 1.0
    evidence.update(_around(text, segments, first, last, end, after))
    return Credit(tuple(names), evidence)


def _around(
    text: str, segments: Sequence[_Segment], first: int, last: int, end: int, after: str
) -> Iterator[tuple[str, float]]:
    following = [_folded(word) for word in after.split()[:4]]
    if any(word in _ROLES for word in following):
        yield "rest_role", 1.0
    if following and following[0] in _TELLING:
        yield "rest_tells", 1.0
    if last + 1 < len(segments):
        yield f"after_{segments[last + 1].before}", 1.0
    if text[end : end + 12].strip()[:1].isdigit() or _FIGURES.search(text[end : end + 60]):
        yield "rest_digits", 1.0
    if _FIGURES.search(text[: segments[first].start]):
        yield "lead_digits", 1.0


def _bio(text: str) -> Iterator[Credit]:
    """Yield the person of whom a sentence that begins with the name tells who it is."""
    words = [match.span() for match in islice(_WORD.finditer(text[:_BIO]), 5)]
    for size in range(2, len(words)):
        if _folded(text[slice(*words[size])]) in _TELLING:
            name = trim(text, words[0][0], words[size - 1][1], " ,;:–—-|·•\t")
            if is_person(text[slice(*name)]):
                told = float(any(_folded(word) in _ROLES for word in text[:LONGEST].split()[size : size + 9]))
                evidence = {"bio": 1.0, "bio_role": told, "length": float(min(len(text), LONGEST))}
                yield Credit((name,), evidence)


# Several readings of a page name the same people.
@lru_cache(256)
def name_evidence(names: tuple[str, ...]) -> dict[str, float]:
    """Return what the words of names say for and against their being people who write."""
    parts = [_without_title(without_generation(name).split()) for name in names]
    folded = [[_folded(word) for word in words] for words in parts]
    flat = [word for words in folded for word in words]
    letters = "".join(names)
    # Most names are letters and spaces alone.
    is_plain = letters.replace(" ", "").isalpha()
    return {
        "names": float(len(names)),
        "people": sum(map(is_person, names)) / len(names),
        "first_names": sum(map(knows_first_name, names)) / len(names),
        "first_name_last": float(any(len(words) > 1 and knows_first_name(words[-1]) for words in parts)),
        "words_most": float(max(map(len, parts))),
        "words_least": float(min(map(len, parts))),
        "agency": float(not _AGENCIES.isdisjoint(flat)),
        "desk": float(not _DESKS.isdisjoint(flat)),
        "role": sum(map(_ROLES.__contains__, flat)) / len(flat),
        "particle": float(not _PARTICLES.isdisjoint(flat)),
        "upper": float(letters.isupper()),
        "small_start": float(any(name[0].islower() for name in names)),
        "digit": float(not is_plain and any(map(str.isdigit, letters))),
        "dot": float("." in letters),
        "hyphen": float("-" in letters),
        "foreign": float(not letters.isascii() and max(letters) > "\u02ff"),
        "name_length": float(max(map(len, names))),
        "odd_signs": float(not is_plain and _ODD_SIGN.search(letters) is not None),
    }


def _without_title(words: list[str]) -> list[str]:
    """Return the words of a name behind the titles that it begins with; what is but a title stays."""
    first = next((place for place, word in enumerate(words) if not is_honorific(word)), 0)
    return words[first:]


def tells_who(text: str, name: str) -> bool:
    """Tell whether a paragraph says who somebody is, as those below opinions do: "Ann Lee is a fellow at ..."."""
    words = text[len(name) : LONGEST].split(maxsplit=12) if text.startswith(f"{name} ") else []
    if not words or _folded(words[0]) not in _TELLING:
        return False
    return _folded(words[0]) in _CONTRIBUTES or not _ROLES.isdisjoint(map(_folded, words[1:10]))


def is_mark_alone(text: str) -> bool:
    """Tell whether a line is only a word that introduces names, such as "By" or "Author of the article:"."""
    first = text.split(maxsplit=1)[:1] if len(text) <= 40 else []
    return bool(first) and _folded(first[0]) in _LEADING and not is_person(text)


def is_colleague(text: str) -> bool:
    """Tell whether a name beside a reporter's is that of another person, not of what they are or of their desk."""
    is_office = any(_folded(word) in _OFFICES for word in text.split())
    return is_person(text) and (not is_office or knows_first_name(text))


def is_role(text: str) -> bool:
    """Tell whether a short line says what somebody is."""
    return len(text) <= 80 and not _ROLES.isdisjoint(map(_folded, text.split()))
