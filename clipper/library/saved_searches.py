"""The saved searches of a library, each under a name; they follow when what they name is renamed or merged."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, false, select

from clipper.library import names
from clipper.library.named_rows import NamedRows
from clipper.library.store.tables import DefinitionRow, SavedSearchRow, TagRow
from clipper.library.work import Work
from clipper.model.errors import WrongUsage
from clipper.model.matching import tag_letters
from clipper.model.query import Query
from clipper.model.saved_search import SavedSearch
from clipper.model.term import Term
from clipper.model.text import clean
from clipper.model.values import replace

NAMED = NamedRows(SavedSearchRow, "saved search")
"""How saved searches are renamed and forgotten."""

_TAGS = select(TagRow.name).where(TagRow.withdrawn == false())
_ROWS = select(SavedSearchRow.name, SavedSearchRow.query).where(SavedSearchRow.withdrawn == false())


def saved_searches(connection: Connection) -> list[SavedSearch]:
    """Return all saved searches in the order of the alphabet."""
    rows = connection.execute(_ROWS)
    return sorted((SavedSearch(*row) for row in rows), key=lambda saved: saved.name.casefold())


def save(work: Work, saved: SavedSearch) -> None:
    """Keep a search; one of the same name, whatever the case, is replaced and respelt. Raises WrongUsage."""
    name, text = NAMED.cleaned_name(saved.name), settled(work.connection, saved.text)
    if not Query.parse(text).parts:
        raise WrongUsage("There is nothing to save: the search is empty.")
    found = NAMED.id_of(work.connection, name)
    if found is None:
        names.make(work, SavedSearchRow, [{"name": name, "folded": name.casefold(), "query": text}])
    else:
        work.put(SavedSearchRow.query, [found], text)
        work.put(SavedSearchRow.name, [found], name)


def settled(connection: Connection, typed: str) -> str:
    """Return a search as it is kept: cleaned, and with tags told by their last parts by their whole names."""
    text = clean(typed).strip()
    query, tags = Query.parse(text), connection.scalars(_TAGS).all()
    told = query.changed(lambda term: _with_whole_tag(term, tags))
    return text if told.parts == query.parts else str(told)


def _with_whole_tag(term: Term, tags: Sequence[str]) -> Term:
    """Return a term for a tag that is told by its last part by its whole name, since others may get that name later."""
    if term.field != "tag" or term.among(tags) == term:
        return term
    meant = [tag for tag in tags if tag_letters(tag).endswith(f"/{tag_letters(term.value)}")]
    return replace(term, value=meant[0]) if len(meant) == 1 else term


def follow(work: Work, change: Callable[[Term], Term]) -> None:
    """Change the terms of all kept searches, those of reports too, as when what they name got another name.

    The step tells it, too.
    """
    work.renamed = change
    for rows in (SavedSearchRow, DefinitionRow):
        kept = select(rows.id, rows.query).where(rows.withdrawn == false())
        for row_id, text in work.connection.execute(kept).all():
            query = Query.parse(text)
            changed = query.changed(change)
            if changed.parts != query.parts:
                work.put(rows.query, [row_id], str(changed))
