"""How many clippings each name has in the searches that completion asks about."""

from collections.abc import Mapping

from clipper.library.facets import Facets
from clipper.model.query import Query

Counted = tuple[Mapping[str, int | None], Mapping[str, int | None], Mapping[str, int | None]]
"""Tags, outlets and spokespeople, each with its number of clippings, None where that is not known."""


class SearchCounts:
    """Keeps the newest counts, and those of the search without the word that is being typed: it completes that one."""

    def __init__(self) -> None:
        self._newest = Facets()
        self._counted: dict[Query, Facets] = {}

    def take(self, query: Query, facets: Facets, settled: Query) -> None:
        """Take the counts of a query, while `settled` is what is searched for without the word being typed."""
        kept = {settled: self._counted[settled]} if settled in self._counted else {}
        self._newest, self._counted = facets, {**kept, query: facets}

    def forget(self) -> None:
        """Know no counts any more, only the names: the library has changed."""
        self._counted = {}

    def of(self, settled: Query) -> Counted:
        """Return all names, with their counts in a search where these are known."""
        found = self._counted.get(settled)
        if found is not None:
            return found.tags, found.outlets, found.spokespeople
        names = self._newest
        return dict.fromkeys(names.tags), dict.fromkeys(names.outlets), dict.fromkeys(names.spokespeople)
