"""What stands in the search box, read part by part: which terms it asks for, and what of it cannot be read.

No widgets here: the box and its tests share this reading.
"""

import re
from collections.abc import Collection
from datetime import date
from functools import lru_cache

from msgspec import Struct

from clipper.model.errors import WrongUsage
from clipper.model.group import Group, Part
from clipper.model.late_pattern import late_pattern
from clipper.model.matching import tag_meant, tag_test
from clipper.model.query import Query
from clipper.model.query_reading import ReadPart, ReadProblem, read_parts
from clipper.model.search_day_words import rest_begun
from clipper.model.search_fields import CODES, DATES, NAMES, NONE
from clipper.model.search_links import SearchedLink, address_in
from clipper.model.term import OR, Term
from clipper.model.text import words
from clipper.model.values import replace
from clipper.model.word_forms import plain_letters
from clipper.ui.widgets.search_suggestions import NAMES_OF, Names, places_of_codes, suggestions
from clipper.ui.widgets.search_tokens import Token, token_at

_OR_FOLLOWS = late_pattern(rf"\s+{OR}(?:\s|$)")
_RESTS: tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...] = (
    (late_pattern(r"\s\d{0,2}"), " 000", ("reach",)),
    (late_pattern(r"\s(?:\d{1,2}(?:,\s?|\s))?\d{0,3}"), " 2000", DATES),
)
"""How the rest of a value begins that is typed behind a space, how it may end, and the fields that have such values."""
_WORD_BEHIND = late_pattern(r"\s([^\W\d_]*)")


class TypedText(Struct, frozen=True):
    """A text as it was read: the parts to search for now, what is wrong, and what of that going on may put right.

    `left_out` are signs that other programs join words by.
    """

    parts: tuple[Part, ...]
    problems: tuple[ReadProblem, ...]
    pending: tuple[ReadProblem, ...] = ()
    left_out: tuple[str, ...] = ()


def read(text: str, caret: int, names: Names, today: date, *, is_alone: bool = True) -> TypedText:
    """Read a text whose caret stands at a code point, and beside which no facets stand where it is alone.

    The part at the caret is left out while it may still become something: typing must not empty the list for want
    of a letter. The last word matches as a prefix until a space ends it, the beginning of codes as any of these; see
    as_beginning() for names.
    """
    typed = token_at(text, caret)
    is_unfinished = typed is not None and (is_still_open(typed, names, today) or _begins_rest(text, typed))
    is_beginning = typed is not None and is_unfinished and caret == len(text) and _begins_name(typed, names)
    if typed and is_unfinished and not is_beginning:
        begun = _codes_begun(typed) if caret == len(text) else ""
        text = f"{text[: typed.start]}{begun or ' ' * len(typed.text)}{text[typed.end :]}"
    reading = _read(text, names, is_alone=is_alone and not is_unfinished)
    return replace(reading, pending=tuple(one for one in reading.problems if one.is_open and caret == len(text)))


def read_whole(text: str, names: Names | None = None, *, is_alone: bool = True) -> TypedText:
    """Read a text at which nobody types: no part of it is left out. Without `names` all of them are whole."""
    return _read(text, names or Names(), is_alone=is_alone)


def as_beginning(term: Term, names: Names) -> Term:
    """Return a term as the beginning of tags, names or sites where it is no whole word of any, and some begin so.

    What narrows the list while it is typed goes on to do so, however the typing ends.
    """
    begun = term.begun()
    if begun == term or term.field not in NAMES_OF or _is_name(term.field, term.value, names):
        return term
    return begun if _begins_some(begun, names) else term


def _begins_some(begun: Term, names: Names) -> bool:
    if begun.field == "tag":
        return any(map(tag_test(begun.value), names.tags))
    if begun.field == "link":
        return any(map(SearchedLink.parse(begun.value).has_site, names.sites))
    wanted = _spaced(begun.value.removesuffix("*")).rstrip()
    field = str(begun.field)
    return any(wanted in _spaced(name) for name in (*names.of(field), *names.aliases(field)))


def _read(text: str, names: Names, *, is_alone: bool) -> TypedText:
    reading = read_parts(text)
    found = reading.asked(is_alone=is_alone)
    query = Query(tuple(one.part for one in found)).changed(lambda term: as_beginning(term, names))
    ends_in_word = bool(found) and found[-1].end == len(text) and not text.endswith((")", " "))
    asked = query.as_typed(in_quotes=reading.ends_in_quotes) if ends_in_word else query
    return TypedText(asked.parts, tuple(reading.problems), left_out=reading.left_out)


def _codes_begun(token: Token) -> str:
    """Return a search for all codes of a field that begin as a part of a text does; "" where it names no such field."""
    if token.field not in (*CODES, "lang") or not token.value.strip():
        return ""
    terms = [Term(code, token.field) for code in places_of_codes(token.field, token.value.strip())]
    return f"{'-' * token.negated}({Group.of(*((term,) for term in terms))})" if terms else ""


def is_pasted_address(before: str, text: str, caret: int) -> bool:
    """Tell whether an address came into a text at once, with the caret behind it: what is typed comes by letters."""
    if len(text) <= len(before) + 1:
        return False
    ended = (text[one.start : one.end] for one in read_parts(text).parts if one.end == caret)
    return any(address_in(written.removeprefix("-")) for written in ended)


def take_finished(text: str, caret: int | None) -> tuple[str, int, tuple[Term, ...]]:
    """Take readable field terms out of a text, as they become chips: those before a space that the caret is not in.

    Without a caret all of them. What "OR" or a bracket joins stays text. Returns the text that is left, the caret in
    it, and the terms.
    """
    taken: list[Term] = []
    kept, last, new_caret = "", 0, len(text) if caret is None else caret
    reading = read_parts(text)
    doubtful = [problem for problem in reading.problems if not problem.is_open]
    for one in reading.parts:
        if any(problem.start < one.end and one.start < problem.end for problem in doubtful):
            continue
        if not isinstance(one.part, Term) or not _is_finished(text, one, one.part, caret):
            continue
        taken.append(one.part)
        end = one.end + (text[one.end : one.end + 1] == " ")
        kept, new_caret = kept + text[last : one.start], new_caret - (end - one.start if new_caret >= end else 0)
        last = end
    left = kept + text[last:]
    return left, max(0, min(new_caret, len(left))), tuple(taken)


def _is_finished(text: str, place: ReadPart, term: Term, caret: int | None) -> bool:
    written = text[place.start : place.end]
    is_closed = '"' not in written or (written.endswith('"') and written.count('"') > 1)
    if term.field is None or not is_closed or written.startswith(("(", "-(")) or _OR_FOLLOWS.match(text, place.end):
        return False
    if caret is None:
        return True
    if _may_be_rest(text[: place.end], text[place.end :]):
        return False
    return place.end < len(text) and not place.start <= caret <= place.end


def _begins_rest(text: str, token: Token) -> bool:
    """Whether what is typed may become the rest of the value before it, as in "reach:>100 000" or "last:30 days"."""
    is_rest = _takes(text[: token.end], DATES)
    return not is_rest and _may_be_rest(text[: token.start].rstrip(), f" {token.text}")


def _may_be_rest(text: str, behind: str) -> bool:
    """Whether what stands behind a text may become the rest of the value that it ends with."""
    if any(begun.fullmatch(behind) and _takes(text + rest, fields) for begun, rest, fields in _RESTS):
        return True
    word = _WORD_BEHIND.fullmatch(behind)
    return word is not None and any(_takes(f"{text} {rest}", DATES) for rest in rest_begun(word[1]))


def _takes(text: str, fields: Collection[str]) -> bool:
    """Whether a text ends with a value of one of these fields, all of it."""
    last = read_parts(text).parts[-1:]
    return any(one.end == len(text) and isinstance(one.part, Term) and one.part.field in fields for one in last)


def is_joined(text: str, token: Token) -> bool:
    """Tell whether a part of a text stands behind "OR" or within brackets, and so has to stay text."""
    before = text[: token.start]
    return before.split()[-1:] == [OR] or before.count("(") > before.count(")")


def or_follows(text: str, before: str) -> bool:
    """Tell whether "OR" and a space stand right behind the beginning of a text, where a chip was taken out."""
    return text.startswith(f"{before}{OR} ")


def is_still_open(token: Token, names: Names, today: date) -> bool:
    """Tell whether a part names a field whose value may still become one, and is left out of the search meanwhile.

    So does an address whose host is none of the library's yet.
    """
    if token.field is None:
        address = address_in(token.text.removeprefix("-"))
        return address is not None and not _is_whole_link(address, names)
    if token.value.strip() and _is_whole(token, names):
        return False
    return not token.value.strip() or bool(suggestions(token, names, today))


def _is_whole(token: Token, names: Names) -> bool:
    """Whether the value says something as it stands: a code, a date, or a name of the library."""
    if token.field not in NAMES_OF:
        return not Query.parse(token.text).problems
    return _is_name(token.field, token.value, names)


def _is_name(field: str, value: str, names: Names) -> bool:
    """Whether a value is a tag, a site, or whole words of a name of the library."""
    if field == "link":
        return _is_whole_link(value, names)
    if value == NONE:
        return True
    if field == "tag":
        return any(map(tag_test(tag_meant(value, names.tags)), names.tags))
    wanted = _spaced(value)
    return any(wanted in _spaced(name) for name in (*names.of(field), *names.aliases(field)))


def _begins_name(token: Token, names: Names) -> bool:
    """Whether the value, which is no name of the library, may be searched for as the beginning of some."""
    if token.field in (*NAMES, "tag"):
        return bool(token.value.strip())
    address = token.value if token.field == "link" else address_in(token.text.removeprefix("-"))
    try:
        link = SearchedLink.parse(f"{address or ''}*")
    except WrongUsage:
        return False
    return not link.page and any(map(link.has_site, names.sites))


def _is_whole_link(value: str, names: Names) -> bool:
    try:
        link = SearchedLink.parse(value)
    except WrongUsage:
        return False
    return bool(link.page) or any(map(link.has_site, names.sites))


@lru_cache(maxsize=200_000)
def _spaced(name: str) -> str:
    return f" {plain_letters(' '.join(words(name)))} "


def split_query(query: Query) -> tuple[tuple[Term, ...], tuple[Part, ...]]:
    """Return a query as the box shows it: facets, which are chips, and the words and alternatives, which are text."""
    facets = tuple(part for part in query.parts if isinstance(part, Term) and part.field is not None)
    return facets, tuple(part for part in query.parts if isinstance(part, Group) or part.field is None)


def asks_for(text: str, parts: tuple[Part, ...]) -> bool:
    """Tell whether a text, all of which can be read, asks for just these parts."""
    reading = read_whole(text)
    return reading.parts == parts and not reading.problems


def as_text(parts: tuple[Part, ...]) -> str:
    """Return words and alternatives as they are typed: a last word that may go on has no star, a whole one a space."""
    text = str(Query(parts))
    ways = text.removesuffix("*"), text, f"{text} "
    return next((way for way in ways if asks_for(way, parts)), text)
