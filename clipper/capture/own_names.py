"""The library's own names of people in place of their aliases."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from clipper.model.draft import Draft, Guess, Known
from clipper.model.text import fold

One = TypeVar("One")


def by_own_names(draft: Draft, known: Known) -> Draft:
    """Return a draft whose people have the library's own names, each once; a name that is no alias stays as it is."""
    own = {fold(alias): name for alias, name in known.people_aliases}
    if not own:
        return draft
    return replace(
        draft,
        reporters=_renamed(draft.reporters, own, lambda name: name, lambda _, name: name),
        spokespeople=_renamed(
            draft.spokespeople, own, lambda person: person.name, lambda person, name: replace(person, name=name)
        ),
    )


def _renamed(
    people: Guess[tuple[One, ...]],
    own: Mapping[str, str],
    name_of: Callable[[One], str],
    rename: Callable[[One, str], One],
) -> Guess[tuple[One, ...]]:
    first: dict[str, int] = {}
    values = [rename(one, own.get(fold(name_of(one)), name_of(one))) for one in people.value]
    for place, one in enumerate(values):
        first.setdefault(fold(name_of(one)), place)
    has_spans = len(people.spans) == len(values)
    spans = tuple(people.spans[place] for place in first.values()) if has_spans else people.spans
    return replace(people, value=tuple(values[place] for place in first.values()), spans=spans)
