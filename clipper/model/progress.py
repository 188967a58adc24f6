"""How long work tells how far it is."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is, 0 where nobody knows; an exception it raises ends the work."""

_REPORTS = 100
"""So many are enough for a bar that moves; each costs the window a repaint."""

_Item = TypeVar("_Item")


def telling(items: Sequence[_Item], progress: Progress | None) -> Iterator[_Item]:
    """Yield items, and tell before one now and then how many are done."""
    between = max(1, len(items) // _REPORTS)
    for done, item in enumerate(items):
        if progress and done % between == 0:
            progress(done, len(items))
        yield item
