"""What a clipping holds of what a search asks for: words of its texts, tags, names, codes and days.

Tags and names are compared as a search writes them, in Python as in the database.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache

from clipper.model.clipping import Clipping
from clipper.model.codes import FollowUpKind, Role
from clipper.model.follow_up import FollowUp, is_open
from clipper.model.late_pattern import late_pattern
from clipper.model.period import Period
from clipper.model.search_fields import ANY, NONE, WHOLE
from clipper.model.search_ids import ids_of
from clipper.model.search_links import SearchedLink
from clipper.model.search_numbers import Numbers
from clipper.model.text import fold, words
from clipper.model.word_forms import may_go_on, plain_letters

_ANYWHERE = "*/"
_SPECIAL_TAG = late_pattern(rf"{WHOLE}.*|\*/.*|.*\*|{NONE}", re.IGNORECASE | re.DOTALL)
"""Tags that are written as what asks for others: all of one, a part of any, what begins so, having none."""


def text_holds(clipping: Clipping, part: str | None, runs: Iterable[tuple[list[str], bool]]) -> bool:
    """Tell whether one of the runs of words stands in the searched texts of a clipping, or in one part of them.

    Of each run is told whether its last word may go on.
    """
    texts = [words(text) for text in _searched(clipping, part)]
    return any(_contains(text, *run) for run in runs for text in texts)


def _searched(clipping: Clipping, name: str | None) -> Iterable[str]:
    if name is None:
        return searched_texts(clipping)
    parts = {
        "headline": [clipping.headline],
        "body": [clipping.deck, clipping.body],
        "note": [clipping.note, *searched_comments(clipping)],
    }
    return [text or "" for text in parts[name]]


def searched_texts(clipping: Clipping) -> Iterator[str]:
    """Yield the texts that words and phrases are looked for in; a phrase does not cross from one into the next."""
    yield clipping.headline or ""
    yield clipping.deck or ""
    yield clipping.body or ""
    yield clipping.note or ""
    yield from searched_names(clipping)
    yield from searched_comments(clipping)


def searched_names(clipping: Clipping) -> Iterator[str]:
    """Yield the names among the searched texts."""
    yield clipping.outlet or ""
    yield clipping.programme or ""
    yield clipping.host or ""
    yield clipping.handle or ""
    yield from clipping.reporters
    yield from (person.name for person in clipping.spokespeople)


def searched_comments(clipping: Clipping) -> Iterator[str]:
    """Yield what staff wrote to the highlights, among the searched texts."""
    yield from (highlight.comment for highlight in clipping.highlights if highlight.comment)


def _contains(text: list[str], wanted: list[str], prefix: bool) -> bool:
    *whole, last = wanted
    for start in range(len(text) - len(wanted) + 1):
        end = start + len(whole)
        if text[start:end] == whole and (text[end] == last or (prefix and text[end].startswith(last))):
            return True
    return False


def telling_values(names: Iterable[str]) -> dict[str, str]:
    """Return for each name the value by which it is found alone: itself, or all of it where others hold its words."""
    given = list(names)
    by_word: dict[str, list[str]] = {}
    for name in given:
        for word in set(_words_of_name(name)):
            by_word.setdefault(word, []).append(name)

    def is_held_by_another(name: str) -> bool:
        # Of thousands that begin with the same word, only those with the rarest one can hold it.
        near = min((by_word[word] for word in _words_of_name(name)), key=len)
        return any(other != name and name_holds(other, name) for other in near)

    return {name: f"{WHOLE}{name}" if is_held_by_another(name) or not words(name) else name for name in given}


def tag_holds(tag: str, wanted: str) -> bool:
    """Tell whether a tag is the wanted one or nested below it; case and accents do not matter.

    Of "topic/*" only what is below, of "arc*" what begins so or has a part that does, of "*/arctic" what has that part.
    Behind WHOLE accents do matter: two tags may differ by nothing else.
    """
    return tag_test(wanted)(tag)


def tag_test(wanted: str) -> Callable[[str], bool]:
    """Return what tag_holds() tells by, made once where many tags are looked at."""
    if wanted.startswith(WHOLE):
        whole = f"{wanted.removeprefix(WHOLE)}/".casefold()
        return lambda tag: f"{tag}/".casefold().startswith(whole)
    if wanted.startswith(_ANYWHERE):
        part = f"/{tag_letters(wanted.removeprefix(_ANYWHERE))}/"
        return lambda tag: part in f"/{tag_letters(tag)}/"
    if wanted.endswith("/*"):
        above = tag_letters(wanted[:-1])
        return lambda tag: tag_letters(tag).startswith(above) and tag_letters(tag) != above
    if wanted.endswith("*"):
        begun = f"/{tag_letters(wanted[:-1])}"
        return lambda tag: begun in f"/{tag_letters(tag)}"
    path = f"{tag_letters(wanted)}/"
    return lambda tag: f"{tag_letters(tag)}/".startswith(path)


@lru_cache(maxsize=50_000)
def tag_letters(tag: str) -> str:
    """Return a tag as it is searched: without case and accents, in plain letters; no sign in it becomes a slash."""
    if tag.isascii():
        return tag.lower()
    return "/".join(plain_letters(fold(part)).replace("/", " ") for part in tag.split("/"))


def telling_tags(tags: Iterable[str]) -> dict[str, str]:
    """Return for each tag the value by which it is found alone: itself, or all of it where that means others too.

    That is so where accents alone tell it apart, and where it is written as a pattern is, or as "none" is.
    """
    given = list(tags)
    alike = Counter(map(tag_letters, given))
    return {
        tag: f"{WHOLE}{tag}" if alike[tag_letters(tag)] > 1 or _SPECIAL_TAG.fullmatch(tag) else tag for tag in given
    }


def tag_meant(wanted: str, tags: Collection[str]) -> str:
    """Return "*/arctic" for "arctic" where no tag is called so, but "topic/arctic" has that for its last part.

    "any" means all tags, where none is called so, and "=arctic" the same as "arctic", where none has just its accents.
    """
    if wanted.startswith(WHOLE):
        ways = wanted, f"{WHOLE}{wanted}"
        own = next((way for way in ways if any(map(tag_test(way), tags))), None)
        return own or tag_meant(wanted.removeprefix(WHOLE), tags)
    if wanted.casefold() == NONE or wanted in tags:
        return wanted
    if any(map(tag_test(wanted), tags)):
        return wanted
    if wanted.casefold() == ANY:
        return "*"
    anywhere = f"{_ANYWHERE}{wanted}"
    return anywhere if any(map(tag_test(anywhere), tags)) else wanted


def _has_tag(clipping: Clipping, value: str) -> bool:
    if value == NONE:
        return not clipping.tags
    return any(map(tag_test(value), clipping.tags))


def code_holds(name: str, value: str, wanted: str) -> bool:
    """Tell whether a value of a field of the codebook is wanted: "depth=long", or "depth" for any value of it."""
    wanted_name, equals, wanted_value = wanted.partition("=")
    return fold(name) == fold(wanted_name.strip()) and (not equals or fold(value) == fold(wanted_value.strip()))


def _has_code(clipping: Clipping, value: str) -> bool:
    if value == NONE:
        return not clipping.codes
    return any(code_holds(*code, value) for code in clipping.codes)


def name_holds(name: str, wanted: str) -> bool:
    """Tell whether a name holds the wanted words, one after the other; behind the last a * stands for more letters.

    Behind WHOLE stands the name itself, with nothing before or after it.
    """
    if wanted.startswith(WHOLE):
        return _words_of_name(name) == _words_of_name(wanted.removeprefix(WHOLE))
    wanted_words = _words_of_name(wanted)
    is_begun = wanted.endswith("*") or may_go_on(wanted_words[-1])
    return _contains(_words_of_name(name), wanted_words, is_begun)


def _words_of_name(name: str) -> list[str]:
    """The words of a name in plain letters; of one that has none, as "***" has, all of it."""
    return [plain_letters(word) for word in words(name)] or [fold(name)]


def _has_name(names: Iterable[str | None], value: str) -> bool:
    given = [name for name in names if name]
    if value == NONE:
        return not given
    return any(name_holds(name, value) for name in given)


def _people(clipping: Clipping, role: Role | None = None) -> list[str]:
    return [person.name for person in clipping.spokespeople if role in (None, person.role)]


def _is(clipping: Clipping, value: str) -> bool:
    return {
        "starred": clipping.starred,
        "published": clipping.publish,
        "undated": clipping.published_on is None,
        "deleted": clipping.deleted,
        "open": is_open(clipping.follow_ups),
    }[value]


def _has(clipping: Clipping, value: str) -> bool:
    if value == "highlight":
        return bool(clipping.highlights)
    if value == "quote":
        return bool(clipping.quotes)
    if value == "attachment":
        return bool(clipping.attachments)
    if value == "correction":
        return any(one.kind is FollowUpKind.CORRECTION for one in clipping.follow_ups)
    return {"text": clipping.body, "note": clipping.note, "link": clipping.url}[value] is not None


def _reaches(clipping: Clipping, value: str) -> bool:
    if value == NONE or clipping.reach is None:
        return (clipping.reach is None) is (value == NONE)
    return clipping.reach in Numbers.parse(value)


def _has_due(clipping: Clipping, value: str) -> bool:
    return any(_is_due(one, value) for one in clipping.follow_ups if one.is_open)


def _is_due(follow_up: FollowUp, value: str) -> bool:
    if value == NONE or follow_up.due is None:
        return (follow_up.due is None) is (value == NONE)
    return follow_up.due in Period.parse(value)


def _is_told(clipping: Clipping, test: Callable[[date], bool]) -> bool:
    return clipping.published_on is not None and test(clipping.published_on)


def _is_within(clipping: Clipping, value: str) -> bool:
    return _is_told(clipping, lambda day: day in Period.parse(value))


def _story_holds(clipping: Clipping, value: str) -> bool:
    if value in (NONE, ANY):
        return (clipping.story is None) is (value == NONE)
    return clipping.story is not None and clipping.story.startswith(value)


ALIASED: dict[str, Callable[[Clipping], list[str | None]]] = {
    "outlet": lambda clipping: [clipping.outlet],
    "reporter": lambda clipping: [*clipping.reporters],
    "feat": lambda clipping: [*_people(clipping)],
    "quoted": lambda clipping: [*_people(clipping, Role.QUOTED)],
    "interviewed": lambda clipping: [*_people(clipping, Role.INTERVIEWED)],
}
"""Fields whose names may have aliases, with the names of a clipping that they look at."""

TESTS: dict[str, Callable[[Clipping, str], bool]] = {
    "tag": _has_tag,
    "outlet": lambda clipping, value: _has_name([clipping.outlet], value),
    "programme": lambda clipping, value: _has_name([clipping.programme], value),
    "reporter": lambda clipping, value: _has_name(clipping.reporters, value),
    "feat": lambda clipping, value: _has_name(_people(clipping), value),
    "quoted": lambda clipping, value: _has_name(_people(clipping, Role.QUOTED), value),
    "interviewed": lambda clipping, value: _has_name(_people(clipping, Role.INTERVIEWED), value),
    "code": _has_code,
    "message": lambda clipping, value: _has_name(clipping.messages, value),
    "after": lambda clipping, value: _is_told(clipping, lambda day: day >= Period.parse(value).first),
    "before": lambda clipping, value: _is_told(clipping, lambda day: day < Period.parse(value).first),
    **dict.fromkeys(("on", "quarter", "last"), _is_within),
    "added": lambda clipping, value: clipping.added_at.date() in Period.parse(value),
    "due": _has_due,
    "tone": lambda clipping, value: (clipping.tone or NONE) == value,
    "prominence": lambda clipping, value: (clipping.prominence or NONE) == value,
    "medium": lambda clipping, value: (clipping.medium or NONE) == value,
    "relation": lambda clipping, value: clipping.relation == value,
    "state": lambda clipping, value: clipping.state == value,
    "reach": _reaches,
    "link": lambda clipping, value: SearchedLink.parse(value).is_of(clipping.url),
    "id": lambda clipping, value: clipping.id in ids_of(value),
    "lang": lambda clipping, value: (clipping.language or NONE) == value,
    "story": _story_holds,
    "has": _has,
    "is": _is,
}
"""How each field that is no part of the text is asked whether a clipping has a value there."""
