"""Where the words that a search looks for stand in a text: where the search index, too, would say that they do."""

import re
from collections.abc import Iterator, Sequence
from heapq import merge

from clipper.model.text import letters_as_indexed

Run = tuple[Sequence[str], bool]
"""Folded words that must follow one another, and whether the last may be the beginning of a longer one."""

_GAP = re.compile(" *")


def places_of(text: str, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Yield where one of some runs stands, in the order of the text: ranges of code points that end with a word.

    Of runs that begin with the same word, the first stands there.
    """
    last = -1
    for start, end, _ in places_of_each(text, [[run] for run in runs]):
        if start != last:
            yield start, end
        last = start


def places_of_each(text: str, wanted: Sequence[Sequence[Run]]) -> Iterator[tuple[int, int, int]]:
    """Yield where each wanted one stands, by any of its runs, in the order of the text, with its number behind."""
    letters, places = letters_as_indexed(text)
    # Between two spaces, each word begins and ends in the same way.
    spaced = f" {letters} "
    found = (_found(spaced, *run, number) for number, runs in enumerate(wanted) for run in runs)
    for start, number, end in merge(*found):
        yield (places[start], places[end], number) if places else (start, end, number)


def _found(spaced: str, words: Sequence[str], may_go_on: bool, number: int) -> Iterator[tuple[int, int, int]]:
    """Yield where a run stands, as places in what is between the two spaces, with its number between."""
    first = f" {words[0]}" if may_go_on and len(words) == 1 else f" {words[0]} "
    start = spaced.find(first)
    while start >= 0:
        end = _end_of_run(spaced, start + 1, words, may_go_on)
        if end:
            yield start, number, end - 1
        start = spaced.find(first, start + 1)


def _end_of_run(spaced: str, start: int, words: Sequence[str], may_go_on: bool) -> int:
    """Return where a run ends that begins with the word at `start`; 0 where another word follows."""
    *others, last = words
    for word in others:
        gap = _GAP.match(spaced, start + len(word))
        if gap is None or not spaced.startswith(f"{word} ", start):
            return 0
        start = gap.end()
    end = spaced.find(" ", start)
    fits = spaced.startswith(last, start) and (may_go_on or end == start + len(last))
    return end if fits else 0
