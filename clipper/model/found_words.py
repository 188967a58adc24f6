"""Where the words that a search looks for stand in a text: where the search index, too, would say that they do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from heapq import merge

from clipper.model.text import letters_as_indexed

Run = tuple[Sequence[str], bool]
"""Folded words that must follow one another, and whether the last may be the beginning of a longer one."""

_MOST_PATTERNS = 256


def places_of(text: str, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Yield where some runs stand, in the order of the text: ranges of code points that end with a word.

    What overlaps is one.
    """
    return united((start, end) for start, end, _ in places_of_each(text, [runs]))


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


def places_of_each(text: str, wanted: Sequence[Sequence[Run]]) -> Iterator[tuple[int, int, int]]:
    """Yield where each wanted one stands, by any of its runs, in the order of the text, with its number behind."""
    letters, places = letters_as_indexed(text)
    # Between two spaces, each word begins and ends in the same way.
    spaced = f" {letters} "
    found = [_found(spaced, *run, number) for number, runs in enumerate(wanted) for run in runs]
    # Most searches are for one word, of which to merge the places takes longer than to find them.
    for start, number, end in found[0] if len(found) == 1 else merge(*found):
        yield (places[start], places[end], number) if places else (start, end, number)


def _found(spaced: str, words: Sequence[str], may_go_on: bool, number: int) -> Iterator[tuple[int, int, int]]:
    """Yield where a run stands, as places in what is between the two spaces, with its number between."""
    if len(words) > 1:
        yield from _found_one_after_the_other(spaced, _following(tuple(words), may_go_on), number)
        return
    look = f" {words[0]}" if may_go_on else f" {words[0]} "
    start = spaced.find(look)
    while start >= 0:
        yield start, number, spaced.find(" ", start + 1) - 1
        start = spaced.find(look, start + 1)


def _found_one_after_the_other(spaced: str, pattern: re.Pattern[str], number: int) -> Iterator[tuple[int, int, int]]:
    match = pattern.search(spaced)
    while match:
        yield match.start(), number, match.end() - 1
        match = pattern.search(spaced, match.start() + 1)


@lru_cache(_MOST_PATTERNS)
def _following(words: tuple[str, ...], may_go_on: bool) -> re.Pattern[str]:
    rest = "[^ ]*" if may_go_on else ""
    return re.compile(f" {' +'.join(map(re.escape, words))}{rest}(?= )")
