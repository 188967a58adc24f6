"""How many clippings each name has in the searches that completion asks about."""

from collections.abc import Callable, Collection, Mapping

from clipper.library.facets import Facets
from clipper.library.people_counts import PeopleCounts
from clipper.model.matching import name_holds, tag_meant, tag_test
from clipper.model.query import Query
from clipper.model.search_fields import NAMES
from clipper.model.term import Term

Counts = Mapping[str, int | None]
"""Names, each with its number of clippings, None where that is not known."""


class SearchCounts:
    """Keeps the newest counts, and those of the search without the word that is being typed: it completes that one."""

    def __init__(self) -> None:
        self._newest, self._narrowed = Facets(), Query()
        self._counted: dict[Query, Facets] = {}
        self._people: dict[Query, PeopleCounts] = {}
        self._typed: Term | None = None

    def take(self, query: Query, facets: Facets, settled: Query) -> None:
        """Take the counts of a query, while `settled` is what is searched for without the word being typed."""
        kept = {settled: self._counted[settled]} if settled in self._counted else {}
        self._newest, self._counted = facets, {**kept, query: facets}
        self._people = {one: counts for one, counts in self._people.items() if one in self._counted}
        self._typed = _typed_in(query, settled)
        self._narrowed = query if self._typed is None else settled

    def take_people(self, query: Query, counts: PeopleCounts) -> None:
        """Take the counts of people of the query that was counted last."""
        if query in self._counted:
            self._people[query] = counts

    def lacks_people(self, query: Query) -> bool:
        """Tell whether a query is counted, but not the people in what it finds."""
        return query in self._counted and query not in self._people

    def forget(self) -> None:
        """Know no counts any more, only the names: the library has changed."""
        self._counted, self._people = {}, {}

    def of(self, settled: Query) -> tuple[Counts, Counts, Counts]:
        """Return all tags, outlets and spokespeople, with their counts in a search where these are known."""
        found = self._counted.get(settled)
        if found is not None:
            return found.tags, found.outlets, found.spokespeople
        is_told, newest = bool(self._counted) and settled == self._narrowed, self._newest
        fields = {"tag": newest.tags, "outlet": newest.outlets, "feat": newest.spokespeople}
        tags, outlets, people = (self._of_typed(name, counts, is_told=is_told) for name, counts in fields.items())
        return tags, outlets, people

    def of_people(self, settled: Query) -> tuple[Counts, Mapping[str, Counts]]:
        """Return those reporters, and by role those spokespeople, whose counts in a search are known."""
        found = self._people.get(settled)
        if found is not None:
            return found.reporters, found.roles
        newest = list(self._people.values())[-1:] if settled == self._narrowed else []
        counts = newest[0] if newest else PeopleCounts()
        roles = {role: self._of_typed(role, names) for role, names in counts.roles.items()}
        return self._of_typed("reporter", counts.reporters), roles

    def _of_typed(self, field: str, counts: Mapping[str, int], *, is_told: bool = True) -> Counts:
        """Return names of a field with the counts of those that the word being typed asks for: it leaves out others."""
        typed = self._typed if is_told else None
        if typed is None or typed.field != field:
            return dict.fromkeys(counts)
        if typed.value.endswith("*"):
            # What completes it begins so.
            return {name: count or None for name, count in counts.items()}
        holds = _holds(typed, counts)
        return {name: count if count and holds(name) else None for name, count in counts.items()}


def _typed_in(query: Query, settled: Query) -> Term | None:
    """Return what a query asks for beside another one, a tag or a name: what has it is as often in both."""
    last = query.parts[-1] if query.parts[:-1] == settled.parts and query.parts else None
    if isinstance(last, Term) and not last.negated and last.field in ("tag", *NAMES):
        return last
    return None


def _holds(term: Term, names: Collection[str]) -> Callable[[str], bool]:
    """Return what tells whether a name is one of those that a term asks for."""
    if term.field == "tag":
        return tag_test(tag_meant(term.value, names))
    return lambda name: name_holds(name, term.value)
