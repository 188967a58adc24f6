"""What many mentions in a row are compared with, made ready once: near headlines of one place share a key."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable

OF_HEADLINES = frozenset({"headline", "outlet", "published_on"})
"""What tells by what and where a clipping is found by its headline."""

_OFTEN = 8
"""So often a place is asked for before its headlines are made ready, which takes longer than to look at them once."""


class HeadlineIndex:
    """The clippings of places, an outlet's on a day or on any, by keys of their headlines.

    It names those that may be meant, of one state of the library and what was added to it; the library decides.
    """

    def __init__(self) -> None:
        self._asked: Counter[Hashable] = Counter()
        self._places: dict[Hashable, defaultdict[str, list[int]]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no place was asked for so often that its headlines were made ready."""
        return not self._places

    def ids(
        self, place: Hashable, keys: Iterable[str], clippings: Callable[[], Iterable[tuple[int, Iterable[str]]]]
    ) -> set[int] | None:
        """Return which clippings of a place have one of some keys; None where all had better be looked at.

        `clippings` are all of the place with their keys, as they stand in the library now.
        """
        self._asked[place] += 1
        if place not in self._places:
            if self._asked[place] < _OFTEN:
                return None
            self._places[place] = defaultdict(list)
            for id_, own in clippings():
                self.add(place, id_, own)
        found = self._places[place]
        return {id_ for key in keys for id_ in found.get(key, ())}

    def add(self, place: Hashable, id_: int, keys: Iterable[str]) -> None:
        """Take note of a clipping that is new in a place."""
        if place in self._places:
            for key in keys:
                self._places[place][key].append(id_)

    def forget(self) -> None:
        """Forget all of it, after what clippings are called or where they are was changed."""
        self._places.clear()
        # Else each of many mentions that change a clipping would have all of its place read again.
        self._asked.clear()
