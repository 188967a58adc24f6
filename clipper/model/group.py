"""Alternatives of a search: of several ways to hold, one must."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct

from clipper.model.clipping import Clipping
from clipper.model.term import Term
from clipper.model.values import replace


class Group(Struct, frozen=True):
    """Alternatives, each of parts that must all hold; `negated` asks that none of them hold.

    Made by `of` and `opposite`, which keep it as flat as what it prints.
    """

    alternatives: tuple[tuple["Term | Group", ...], ...]
    negated: bool = False

    @classmethod
    def of(cls, *alternatives: tuple["Term | Group", ...]) -> "Group":
        """Return the alternatives as one group; those of a group among them become alternatives of it."""
        return cls(tuple(one for alternative in alternatives for one in _opened(alternative)))

    def __str__(self) -> str:
        return self.before("")

    def before(self, text: str) -> str:
        """Return the group as it prints before a text; see Term.before."""
        is_alone = self.negated and len(self.alternatives) == 1
        *others, last = self.alternatives
        printed = [_printed(one, is_alone=is_alone) for one in others]
        is_open = not self.negated and len(last) == 1
        printed.append(last[0].before(text) if is_open else _printed(last, is_alone=is_alone))
        return f"-({' OR '.join(printed)})" if self.negated else " OR ".join(printed)

    def matches(self, clipping: Clipping) -> bool:
        """Tell whether a clipping satisfies one of the alternatives, or none of them where it is negated."""
        return any(all_hold(one, clipping) for one in self.alternatives) is not self.negated


_Old = TypeVar("_Old")
_New = TypeVar("_New", bound=Hashable)

Part = Term | Group
"""What a search is made of."""


def side_by_side(parts: Sequence[Part], text: str = "") -> str:
    """Return how parts that must all hold print before a text, so that each reads back as it is."""
    for part in reversed(parts):
        text = " ".join(filter(None, (part.before(text), text.lstrip())))
    return text


def terms_in(parts: Iterable[Part]) -> Iterator[Term]:
    """Yield the terms of parts, however deep."""
    for part in parts:
        if isinstance(part, Term):
            yield part
        else:
            for alternative in part.alternatives:
                yield from terms_in(alternative)


def asked_for(parts: Iterable[Part]) -> Iterator[Term]:
    """Yield the terms that may make a clipping a hit: those that are negated neither themselves nor around them."""
    for part in parts:
        if isinstance(part, Term):
            yield from () if part.negated else (part,)
        elif not part.negated:
            for alternative in part.alternatives:
                yield from asked_for(alternative)


def opposite(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return what holds where not all of these parts hold."""
    if len(parts) > 1:
        return (Group((parts,), negated=True),)
    [part] = parts
    if isinstance(part, Group) and part.negated and len(part.alternatives) == 1:
        return part.alternatives[0]
    return (replace(part, negated=not part.negated),)


def mapped(parts: Iterable[Part], change: Callable[[Term], Term]) -> tuple[Part, ...]:
    """Return the same parts with each term changed; those that become alike by that stand once."""
    changed = ((part, new) for part in parts for new in _mapped(part, change))
    return _once(changed)


def _mapped(part: Part, change: Callable[[Term], Term]) -> tuple[Part, ...]:
    if isinstance(part, Term):
        return (change(part),)
    kept = _once((one, mapped(one, change)) for one in part.alternatives)
    if len(kept) == 1 < len(part.alternatives):
        return opposite(kept[0]) if part.negated else kept[0]
    return (replace(part, alternatives=kept),)


def _once(changed: Iterable[tuple[_Old, _New]]) -> tuple[_New, ...]:
    """Leave out what another one became, too; what stood there twice stays."""
    of: dict[_New, _Old] = {}
    return tuple(new for old, new in changed if of.setdefault(new, old) == old)


def either_or(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    """Return alternatives that must all hold: terms of one single-valued field together, every other part alone."""
    either: dict[str, list[Part]] = {}
    alone: list[tuple[Part, ...]] = []
    for part in parts:
        if isinstance(part, Group) or part.narrows:
            alone.append((part,))
        else:
            either.setdefault(str(part.field), []).append(part)
    return alone + [tuple(found) for found in either.values()]


def all_hold(parts: Sequence[Part], clipping: Clipping) -> bool:
    """Tell whether a clipping satisfies parts that stand beside one another."""
    return all(any(part.matches(clipping) for part in either) for either in either_or(parts))


def _opened(alternative: tuple[Part, ...]) -> tuple[tuple[Part, ...], ...]:
    if len(alternative) == 1 and isinstance(alternative[0], Group) and not alternative[0].negated:
        return alternative[0].alternatives
    return (alternative,)


def _printed(alternative: tuple[Part, ...], *, is_alone: bool) -> str:
    printed = side_by_side(alternative)
    return printed if is_alone or len(alternative) == 1 else f"({printed})"
