"""The ways in which a page names its outlet: behind ©, before "newsletter", in its title, as a line of its own."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from clipper.capture import vocabulary
from clipper.capture.finders.furniture import is_furniture, is_label
from clipper.capture.lines import Line, trim
from clipper.capture.outlets import Outlets
from clipper.model.draft import Span

_CAPITAL = r"(?:(?!\d)[^\W_a-zà-öø-ÿ]|\d)[\w.’'!+&-]*"
_LINK = r"(?:of|the|and|de|del|di|da|do|du|des|der|die|das|la|le|les|los|las|el|für|am|im|in|y|et|und|on|&|a|à|aan)"
_SEQUENCE = re.compile(rf"(?<![\w’'-])(?!(?:By|BY|Von|Par|Por)\s){_CAPITAL}(?:\s(?:{_LINK}\s){{0,2}}{_CAPITAL}){{0,5}}")
_YEARS = r"(?:(?:since )?\d{4}(?:\s?[-–/]\s?(?:\d{2,4}|today|heute))?,?\s*)"
_COPYRIGHT = re.compile(
    # A row of signs is one notice, looked at once.
    rf"(?<!©)(?<!©\s)(?:©|ⓒ|\(c\)|copyright)(?:[\s©]|\(c\)|by\b|copyright)*\s*{_YEARS}?(?:by |-|·|\|)?\s*"
    r"(?P<name>[^\s,;:|()©][^,;:|()©]{1,48}?)"
    r"(?=\s*(?:[.,;:|()©®™/–—]|\s-\s|$|all rights|alle rechte|tous droits|todos los|reserved|inc\b|\d))",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\w’'+&-]+|©|®|™")
_CUES_LEFT, _CUES_RIGHT = vocabulary.outlet_cues("before"), vocabulary.outlet_cues("behind")
"""What a word says of the name before it, or behind it: logo, product, told, ..."""
_CUES = frozenset(_CUES_LEFT) | frozenset(_CUES_RIGHT)
_SPEAKING = frozenset(vocabulary.words("told_to"))
_WEAK = frozenset(("to", "in", "by", "with", "from"))
"""Words that say something only where a word of saying, or a role, stands before them."""
_DISCUSSION = vocabulary.furniture("discussion")
_BETWEEN = frozenset(vocabulary.words("small_before_names"))
_ON = frozenset(("on", "auf", "bei", "sur", "en", "su", "in", "via"))
_BRACKETED = re.compile(r"^\W?\((?P<name>[^()]{2,30})\)|[(/](?P<last>[^()/]{2,30})\)?$")
_DOMAIN = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?P<at>[\w.+-]{1,40}@)?(?P<host>(?:[a-z0-9-]{1,40}\.){1,3}"
    r"(?:com|org|net|info|eu|news|tv|fm|io|me|de|at|ch|fr|ca|uk|us|au|nz|ie|es|it|pt|br|mx|ar|cl|pe|co|nl|be|lu|li|dk|no|se|fi|is|pl|cz|sk|hu|ro|bg|gr|tr|ru|ua|lt|lv|ee|hr|rs|si|in|jp|kr|cn|tw|hk|sg|za|ng|ke|il|ae))(?![\w-])",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"^\W*(?:(?:written|posted|published|veröffentlicht|publié|escrito|publicado) )?"
    r"(?:by|von|par|por|da|door|av|af)\b:? ",
    re.IGNORECASE,
)
_SIGNER_WORD = r"(?!\d)[^\W_a-zà-öø-ÿ][\w’'!+&-]*"
_SIGNER = re.compile(rf"{_SIGNER_WORD}(?:\s(?:(?:of|the|de|du|des|der|la|le|&)\s){{0,2}}{_SIGNER_WORD}){{0,5}}")
_GOES_ON = re.compile(rf"\s(?:of|de|des|du|d['’]|della|der|van|von|do|da)\s?{_CAPITAL}")
# What a domain has in it; to look for this takes a tenth of the time.
_DOT_WITHIN = re.compile(r"\.(?<=[a-z0-9-]\.)[a-z]", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@.])@(\w{3,30})")
_SEPARATORS = re.compile(r"\s+[|–—•·»›-]\s+|\s*[|•·»›]\s*|:\s+|,\s+")
# Without one of these nothing separates; spaces alone, which all lines have, take long to look at.
_SEPARATOR_SIGN = re.compile("[|–—•·»›:,-]")
_LONGEST = 200
_LONGEST_NAME = 50
_MOST_WORDS = 7
_TITLES = 6
_UNWANTED = " ,;:–—-|·•\t.'’\"“”„«»*!?›‹/()[]"


# Not frozen: a page has a thousand of them, and those take twice as long to make.
class Mention(Struct):
    """A name in a page: its words, how the page says it (copyright, logo, own, ...), and where."""

    name: str
    how: str
    index: int
    place: Span


def mentions_in(lines: Sequence[Line], index: int, outlets: Outlets | None) -> Iterator[Mention]:
    """Yield the names in a line that could be the outlet's, each with how the line says it.

    With `outlets` those that are known are looked for anywhere in the line.
    """
    text = lines[index].text
    if len(text) <= _LONGEST:
        yield from _own(text, index)
    elif len(text) > 10 * _LONGEST:
        text = text[: 10 * _LONGEST]
    yield from _patterned(text, index)
    if _DOT_WITHIN.search(text):
        yield from _addresses(text, index)
    if "@" in text:
        yield from (Mention(handle[1], "handle", index, handle.span(1)) for handle in _HANDLE.finditer(text))
    if outlets and outlets.may_hold_any(text):
        for place in outlets.named_in(text):
            # "Le Courrier des Grèves" is not Le Courrier.
            if not _GOES_ON.match(text, place[1]):
                yield Mention(text[slice(*place)], "named", index, place)


def _own(text: str, index: int) -> Iterator[Mention]:
    """Yield a short line as a whole, or its pieces."""
    place = trim(text, 0, len(text), _UNWANTED)
    if _may_be_name(text, place):
        yield Mention(text[slice(*place)], "own", index, place)
    pieces = []
    position = 0
    for separator in _SEPARATORS.finditer(text) if _SEPARATOR_SIGN.search(text) else ():
        pieces.append((position, separator.start()))
        position = separator.end()
    if pieces:
        pieces.append((position, len(text)))
        for number, piece in enumerate(pieces):
            place = trim(text, *piece, _UNWANTED)
            if _may_be_name(text, place):
                how = "suffix" if number == len(pieces) - 1 else "prefix" if not number else "piece"
                yield Mention(text[slice(*place)], how if index < _TITLES else "piece", index, place)


def _may_be_name(text: str, place: Span) -> bool:
    name = text[slice(*place)]
    if not 2 <= len(name) <= _LONGEST_NAME or name.count(" ") >= _MOST_WORDS or name.isdigit():
        return False
    return not (is_furniture(name) or is_label(name))


def _patterned(text: str, index: int) -> Iterator[Mention]:
    """Yield the names that stand beside a word such as "newsletter" or "told", behind © or in brackets."""
    folded = text.casefold()
    signed = _SIGNED.match(text)
    if signed:
        signer = _SIGNER.match(text, signed.end())
        yield from _mention(text, index, "signed", signer.span() if signer else None)
    if "©" in text or "ⓒ" in text or "(c)" in folded or "copyright" in folded:
        for match in _COPYRIGHT.finditer(text):
            yield from _mention(text, index, "copyright", match.span("name"))
    if "(" in text or "/" in text:
        bracketed = _BRACKETED.search(text)
        if bracketed:
            yield from _mention(text, index, "credit", bracketed.span(bracketed.lastgroup or "name"))
    if len(folded) == len(text):
        yield from _beside_cues(text, folded, index)


def _beside_cues(text: str, folded: str, index: int) -> Iterator[Mention]:
    # Most lines have no such word; that is told without asking where each of their words stands.
    words = _TOKEN.findall(folded)
    if "-" not in folded and _CUES.isdisjoint(words):
        return
    cues = [number for number, word in enumerate(words) if word in _CUES or ("-" in word and _ends_in_cue(word))]
    if _WEAK.issuperset(words[number] for number in cues) and _SPEAKING.isdisjoint(words):
        return
    # "Join the conversation" asks readers to speak and names no outlet.
    if not cues or _DISCUSSION.match(folded):
        return
    tokens = [token.span() for token in _TOKEN.finditer(folded)]
    sequences = [match.span() for match in _SEQUENCE.finditer(text)]
    for number in cues:
        start, end = tokens[number]
        start, left, right = _cues_of(folded, start, end)
        before = folded[slice(*tokens[number - 1])] if number else ""
        if left and (left != "social" or before in _ON):
            edge = tokens[number - 1][0] if left == "social" else start
            yield from _mention(text, index, left, _before(text, edge, sequences))
        if right and (folded[start:end] not in _WEAK or before in _SPEAKING or _CUES_RIGHT.get(before) == "staff"):
            yield from _mention(text, index, right, _after(folded, end, tokens, number, sequences))


def _ends_in_cue(word: str) -> bool:
    """Tell whether the last part of a word such as "Herald-Newsletter" is a cue."""
    return word[word.rindex("-") + 1 :] in _CUES_LEFT


def _cues_of(folded: str, start: int, end: int) -> tuple[int, str | None, str | None]:
    """Return what a word says of the names before and behind it; of "Herald-Newsletter" only the last part is one."""
    word = folded[start:end]
    left, right = _CUES_LEFT.get(word), _CUES_RIGHT.get(word)
    if "-" in word and left is None:
        start += word.rindex("-")
        left = _CUES_LEFT.get(folded[start + 1 : end])
    return start, left, right


def _mention(text: str, index: int, how: str, place: Span | None) -> Iterator[Mention]:
    place = trim(text, *place, _UNWANTED) if place else None
    if place and _may_be_name(text, place):
        yield Mention(text[slice(*place)], how, index, place)


def _before(text: str, edge: int, sequences: Sequence[Span]) -> Span | None:
    """Return the capitalised words that end where something begins, or of which that is the last word."""
    for start, end in sequences:
        if start < edge <= end + 2 and not text[end:edge].strip(" -–:’'s"):
            return start, min(end, edge)
    return None


def _after(folded: str, edge: int, tokens: Sequence[Span], number: int, sequences: Sequence[Span]) -> Span | None:
    """Return the capitalised words behind something, of which small words such as "the" may part it."""
    for step in range(1, 4):
        if number + step >= len(tokens):
            return None
        start = tokens[number + step][0]
        if start - edge > 3:
            return None
        for first, last in sequences:
            if first == start or (first < start < last and first <= edge):
                return start, last
        edge = tokens[number + step][1]
        if folded[start:edge] not in _BETWEEN:
            return None
    return None


def _addresses(text: str, index: int) -> Iterator[Mention]:
    for match in _DOMAIN.finditer(text):
        host = match["host"].removeprefix("www.")
        place = (match.end("host") - len(host), match.end("host"))
        yield Mention(text[slice(*place)], "mail" if match["at"] else "site", index, place)
        if not match["at"] and match.start() < 12:
            yield Mention(text[slice(*place)], "site_first", index, place)
        if not match["at"] and text[match.end() : match.end() + 1] == "/":
            yield Mention(text[slice(*place)], "site_path", index, place)
