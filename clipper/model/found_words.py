"""Where the words that a search looks for stand in a text: where the search index, too, would say that they do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import merge

from msgspec import Struct

from clipper.model.text import letters_as_indexed

Run = tuple[Sequence[str], bool]
"""Folded words that must follow one another, and whether the last may be the beginning of a longer one."""

_MOST_PATTERNS = 256
_LEAST_BEGUN = 3
"""So many words begin with fewer letters that to look at each takes longer than to go through the text once more."""


class Look(Struct, frozen=True):
    """What finds some runs of one beginning: of one word each, or by a pattern where several must follow one another.

    Where `words` are given, a word that begins so must be one of them.
    """

    begun: str
    words: frozenset[str] | None = None
    pattern: re.Pattern[str] | None = None


def looks_for(runs: Sequence[Run]) -> list[Look]:
    """Return what finds some runs, with one look at words of which one begins the others, as a word does its plural."""
    looks = [_look(*run) for run in runs if len(run[0]) > 1 or run[1] or len(run[0][0]) < _LEAST_BEGUN]
    alike: list[list[str]] = []
    for word in sorted(words[0] for words, goes_on in runs if len(words) == 1 and not goes_on):
        if alike and word.startswith(alike[-1][0]):
            alike[-1].append(word)
        elif len(word) >= _LEAST_BEGUN:
            alike.append([word])
    return [*looks, *(Look(f" {words[0]}", frozenset(words)) for words in alike)]


def _look(words: Sequence[str], goes_on: bool) -> Look:
    begun = f" {words[0]}" + ("" if goes_on else " ")
    return Look(begun, None, _following(tuple(words), goes_on) if len(words) > 1 else None)


def places_of(text: str, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Yield where some runs stand, in the order of the text: ranges of code points that end with a word.

    What overlaps is one.
    """
    return united((start, end) for start, end, _ in places_of_each(text, [looks_for(runs)]))


def united(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ranges that come in order, those that overlap as one."""
    begun: tuple[int, int] | None = None
    for start, end in places:
        if begun is not None and start < begun[1]:
            begun = begun[0], max(begun[1], end)
            continue
        if begun is not None:
            yield begun
        begun = start, end
    if begun is not None:
        yield begun


def places_of_each(text: str, wanted: Sequence[Sequence[Look]]) -> Iterator[tuple[int, int, int]]:
    """Return where each wanted one stands, by any of its looks, in the order of the text, with its number behind."""
    letters, places = letters_as_indexed(text)
    # Between two spaces, each word begins and ends in the same way.
    spaced = f" {letters} "
    found = [
        _found(spaced, look, first, number)
        for number, looks in enumerate(wanted)
        for look in looks
        # Of most words one spelling alone stands in a text: to merge its places takes longer than to find them.
        if (first := spaced.find(look.begun)) >= 0
    ]
    ordered = found[0] if len(found) == 1 else merge(*found)
    return ((places[start], places[end], number) for start, end, number in ordered) if places else ordered


def _found(spaced: str, look: Look, start: int, number: int) -> Iterator[tuple[int, int, int]]:
    """Yield where a look finds anything from a start on, as places between the two spaces, with its number behind."""
    if look.pattern:
        yield from _found_one_after_the_other(spaced, look.pattern, start, number)
        return
    begun, words = look.begun, look.words
    while start >= 0:
        end = spaced.find(" ", start + 1)
        if words is None or spaced[start + 1 : end] in words:
            yield start, end - 1, number
        start = spaced.find(begun, end)


def _found_one_after_the_other(
    spaced: str, pattern: re.Pattern[str], start: int, number: int
) -> Iterator[tuple[int, int, int]]:
    match = pattern.search(spaced, start)
    while match:
        yield match.start(), match.end() - 1, number
        match = pattern.search(spaced, match.start() + 1)


@lru_cache(_MOST_PATTERNS)
def _following(words: tuple[str, ...], may_go_on: bool) -> re.Pattern[str]:
    rest = "[^ ]*" if may_go_on else ""
    return re.compile(f" {' +'.join(map(re.escape, words))}{rest}(?= )")
