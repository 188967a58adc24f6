"""The names of people as they are kept: the library's own in place of their aliases, and without a title."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from clipper.capture.finders.names import without_honorific
from clipper.model.clipping import Spokesperson, each_once
from clipper.model.draft import Draft, Guess, Known
from clipper.model.text import fold
from clipper.model.values import replace

One = TypeVar("One")


def by_own_names(drafts: Iterable[Draft], known: Known) -> tuple[Draft, ...]:
    """Return drafts whose people have the library's own names, each once, and no title that it has not for them."""
    own = _own_names(known)
    return tuple(_named(draft, own) for draft in drafts)


def _named(draft: Draft, own: Mapping[str, str]) -> Draft:
    if not (draft.reporters.value or draft.spokespeople.value):
        return draft
    reporters = [_own_name(name, own) for name in draft.reporters.value]
    people = [replace(one, name=_own_name(one.name, own)) for one in draft.spokespeople.value]
    if (
        reporters == [*draft.reporters.value]
        and people == [*draft.spokespeople.value]
        and _are_each_once(reporters, people)
    ):
        return draft
    return replace(
        draft,
        reporters=_of_each(draft.reporters, reporters, lambda places: tuple(reporters[place] for place in places)),
        spokespeople=_of_each(draft.spokespeople, [one.name for one in people], lambda _places: each_once(people)),
    )


def _are_each_once(reporters: Sequence[str], people: Sequence[Spokesperson]) -> bool:
    names = [one.name for one in people]
    return len(set(map(fold, reporters))) == len(reporters) and len(set(map(fold, names))) == len(names)


def _own_names(known: Known) -> dict[str, str]:
    """Return the library's names by what people are called, folded: their aliases, and their names without a title."""
    names = (*known.reporters, *known.spokespeople)
    plain = {fold(without_honorific(name)): name for name in names}
    return plain | {fold(alias): name for alias, name in known.people_aliases} | {fold(name): name for name in names}


def _own_name(name: str, own: Mapping[str, str]) -> str:
    """Return the name that is kept of somebody who is called so; a name that the library has stays as it is written."""
    key, plain = fold(name), without_honorific(name)
    if key in own:
        return name if fold(own[key]) == key else own[key]
    return own.get(fold(plain), plain)


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
