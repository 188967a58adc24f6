"""The saved searches of a library, each under a name; they follow when what they name is renamed or merged."""

from collections.abc import Callable

from sqlalchemy import Connection, false, select

from clipper.library import names
from clipper.library.named_rows import NamedRows
from clipper.library.store.tables import SavedSearchRow
from clipper.library.work import Work
from clipper.model.errors import WrongUsage
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.model.term import Term
from clipper.model.text import clean

NAMED = NamedRows(SavedSearchRow, "saved search")
"""How saved searches are renamed and forgotten."""

_ROWS = select(SavedSearchRow.id, SavedSearchRow.name, SavedSearchRow.query).where(SavedSearchRow.withdrawn == false())


def saved_searches(connection: Connection) -> list[SavedSearch]:
    """Return all saved searches in the order of the alphabet."""
    rows = connection.execute(_ROWS)
    return sorted((SavedSearch(name, text) for _, name, text in rows), key=lambda saved: saved.name.casefold())


def save(work: Work, saved: SavedSearch) -> None:
    """Keep a search; one of the same name, whatever the case, is replaced and respelt. Raises WrongUsage."""
    name, text = NAMED.cleaned_name(saved.name), clean(saved.text).strip()
    if not Query.parse(text).parts:
        raise WrongUsage("There is nothing to save: the search is empty.")
    found = NAMED.id_of(work.connection, name)
    if found is None:
        names.make(work, SavedSearchRow, [{"name": name, "folded": name.casefold(), "query": text}])
    else:
        work.put(SavedSearchRow.query, [found], text)
        work.put(SavedSearchRow.name, [found], name)


def follow(work: Work, change: Callable[[Term], Term]) -> None:
    """Change the terms of all saved searches, as when what they name got another name."""
    for row_id, _, text in work.connection.execute(_ROWS).all():
        query = Query.parse(text)
        changed = query.changed(change)
        if changed.parts != query.parts:
            work.put(SavedSearchRow.query, [row_id], str(changed))
