"""The library's own names of people in place of their aliases."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from clipper.model.clipping import each_once
from clipper.model.draft import Draft, Guess, Known
from clipper.model.text import fold
from clipper.model.values import replace

One = TypeVar("One")


def by_own_names(draft: Draft, known: Known) -> Draft:
    """Return a draft whose people have the library's own names, each once; a name that is no alias stays as it is."""
    own = {fold(alias): name for alias, name in known.people_aliases}
    if not own:
        return draft
    reporters = [own.get(fold(name), name) for name in draft.reporters.value]
    people = [replace(one, name=own.get(fold(one.name), one.name)) for one in draft.spokespeople.value]
    return replace(
        draft,
        reporters=_of_each(draft.reporters, reporters, lambda places: tuple(reporters[place] for place in places)),
        spokespeople=_of_each(draft.spokespeople, [one.name for one in people], lambda _places: each_once(people)),
    )


def _of_each(
    guess: Guess[tuple[One, ...]], names: Sequence[str], values: Callable[[Sequence[int]], tuple[One, ...]]
) -> Guess[tuple[One, ...]]:
    """Return a guess of what is left of its people, with the spans of where each is named first."""
    first: dict[str, int] = {}
    for place, name in enumerate(names):
        first.setdefault(fold(name), place)
    places = tuple(first.values())
    has_spans = len(guess.spans) == len(names)
    spans = tuple(guess.spans[place] for place in places) if has_spans else guess.spans
    return replace(guess, value=values(places), spans=spans)
