"""How many clippings each name has in the searches that completion asks about."""

from collections.abc import Mapping

from clipper.library.facets import Facets
from clipper.model.query import Query
from clipper.model.term import Term

Counted = tuple[Mapping[str, int | None], Mapping[str, int | None], Mapping[str, int | None]]
"""Tags, outlets and spokespeople, each with its number of clippings, None where that is not known."""


class SearchCounts:
    """Keeps the newest counts, and those of the search without the word that is being typed: it completes that one."""

    def __init__(self) -> None:
        self._newest, self._narrowed = Facets(), Query()
        self._counted: dict[Query, Facets] = {}

    def take(self, query: Query, facets: Facets, settled: Query) -> None:
        """Take the counts of a query, while `settled` is what is searched for without the word being typed."""
        kept = {settled: self._counted[settled]} if settled in self._counted else {}
        self._newest, self._counted = facets, {**kept, query: facets}
        self._narrowed = settled if _narrows(query, settled) else query

    def forget(self) -> None:
        """Know no counts any more, only the names: the library has changed."""
        self._counted = {}

    def of(self, settled: Query) -> Counted:
        """Return all names, with their counts in a search where these are known."""
        found = self._counted.get(settled)
        if found is not None:
            return found.tags, found.outlets, found.spokespeople
        names = self._newest.tags, self._newest.outlets, self._newest.spokespeople
        if self._counted and settled == self._narrowed:
            tags, outlets, people = (_of_those_found(counts) for counts in names)
        else:
            tags, outlets, people = map(dict.fromkeys, names)
        return tags, outlets, people


def _narrows(query: Query, settled: Query) -> bool:
    """Whether a query asks beside another one only for names that begin so: what is called so is as often in both."""
    last = query.parts[-1] if query.parts[:-1] == settled.parts and query.parts else None
    if not isinstance(last, Term) or last.negated:
        return False
    return last.field in ("tag", "outlet", "feat") and last.value.endswith("*")


def _of_those_found(counts: Mapping[str, int | None]) -> dict[str, int | None]:
    return {name: count or None for name, count in counts.items()}
