"""The walk through clippings that are to be coded: which is in turn, and how many are done."""

from collections.abc import Collection, Sequence

from clipper.library.library import Library
from clipper.library.search import Sort
from clipper.model.clipping import Clipping
from clipper.model.query import Query

_UNCODED = Query.parse("(tone:none OR prominence:none)").parts
_REJECTED = Query.parse("state:rejected")


def uncoded(library: Library, query: Query, sort: Sort = Sort.NEWEST) -> Sequence[int]:
    """Return the clippings of a search that lack tone or prominence, in an order."""
    return library.search(Query((*query.parts, *_UNCODED)), sort).ids


class CodingWalk:
    """Goes through clippings in their order; one that is gone meanwhile is passed over."""

    def __init__(self, library: Library, ids: Sequence[int]) -> None:
        self._library, self._ids = library, list(ids)
        # A search leaves out what was rejected, unless it is asked for.
        left = (uncoded(library, query) for query in (Query(), _REJECTED))
        self._done = set(self._ids).difference(*left)
        self._place = 0

    def __len__(self) -> int:
        return len(self._ids)

    @property
    def place(self) -> int:
        """Which one is in turn, counted from 0; as many as there are when all are through."""
        return self._place

    def clipping(self) -> Clipping | None:
        """Return the clipping in turn; None when all are through."""
        while self._place < len(self._ids):
            found = self._library.clippings([self._ids[self._place]])
            if found and not found[0].deleted:
                return found[0]
            self._done.discard(self._ids.pop(self._place))
        return None

    def move(self, by: int) -> bool:
        """Go on, or back; False where there is nothing that way."""
        place = self._place + by
        if not 0 <= place <= len(self._ids):
            return False
        self._place = place
        return True

    def go_to(self, ids: Collection[int]) -> None:
        """Go to the first of some clippings, where it is one of these."""
        self._place = next((place for place, id_ in enumerate(self._ids) if id_ in ids), self._place)

    @property
    def done(self) -> int:
        """How many of them have a tone and a prominence now."""
        return len(self._done)

    def look_again(self, ids: Collection[int]) -> None:
        """Notice that some clippings were coded, or are no longer."""
        for clipping in self._library.clippings(sorted(set(ids) & set(self._ids))):
            (self._done.add if is_coded(clipping) else self._done.discard)(clipping.id)


def is_coded(clipping: Clipping) -> bool:
    """Tell whether nothing of the trade's codes is missing."""
    return clipping.tone is not None and clipping.prominence is not None
