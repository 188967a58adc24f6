"""The saved searches of a library, each under a name; they follow when what they name is renamed or merged."""

from collections.abc import Callable

from sqlalchemy import Connection, false, select

from clipper.library import names
from clipper.library.store.tables import SavedSearchRow
from clipper.library.work import Work
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.model.term import Term
from clipper.model.text import clean, clean_line

_LONGEST = 80
_ROWS = select(SavedSearchRow.id, SavedSearchRow.name, SavedSearchRow.query).where(SavedSearchRow.withdrawn == false())


def saved_searches(connection: Connection) -> list[SavedSearch]:
    """Return all saved searches in the order of the alphabet."""
    rows = connection.execute(_ROWS)
    return sorted((SavedSearch(name, text) for _, name, text in rows), key=lambda saved: saved.name.casefold())


def save(work: Work, saved: SavedSearch) -> None:
    """Keep a search; one of the same name, whatever the case, is replaced and respelt. Raises WrongUsage."""
    name, text = _cleaned_name(saved.name), clean(saved.text).strip()
    if not Query.parse(text).parts:
        raise WrongUsage("There is nothing to save: the search is empty.")
    found = _id_of(work.connection, name)
    if found is None:
        names.make(work, SavedSearchRow, [{"name": name, "folded": name.casefold(), "query": text}])
    else:
        work.put(SavedSearchRow.query, [found], text)
        work.put(SavedSearchRow.name, [found], name)


def rename(work: Work, old: str, new: str) -> None:
    """Give a saved search another name; raises NotFound, or WrongUsage where the new name is taken or none."""
    row_id, name = _require(work.connection, old), _cleaned_name(new)
    if _id_of(work.connection, name) not in {None, row_id}:
        raise WrongUsage(f"There is a saved search “{name}” already. Choose another name; nothing was renamed.")
    work.put(SavedSearchRow.name, [row_id], name)
    work.put(SavedSearchRow.folded, [row_id], name.casefold())


def delete(work: Work, name: str) -> None:
    """Forget a saved search; the clippings stay. Raises NotFound."""
    work.put(SavedSearchRow.withdrawn, [_require(work.connection, name)], True)


def follow(work: Work, change: Callable[[Term], Term]) -> None:
    """Change the terms of all saved searches, as when what they name got another name."""
    for row_id, _, text in work.connection.execute(_ROWS).all():
        query = Query.parse(text)
        changed = query.changed(change)
        if changed.parts != query.parts:
            work.put(SavedSearchRow.query, [row_id], str(changed))


def _cleaned_name(name: str) -> str:
    cleaned = clean_line(name)
    if not 0 < len(cleaned) <= _LONGEST:
        raise WrongUsage(f"A saved search needs a name of at most {_LONGEST} characters. Nothing was saved.")
    return cleaned


def _id_of(connection: Connection, name: str) -> int | None:
    return names.ids_of(connection, SavedSearchRow, [name.casefold()]).get(name.casefold())


def _require(connection: Connection, name: str) -> int:
    found = _id_of(connection, clean_line(name))
    if found is None:
        raise NotFound(f"There is no saved search “{clean_line(name)}”.")
    return found
