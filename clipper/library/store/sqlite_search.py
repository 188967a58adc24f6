"""What searching needs of SQLite alone: FTS5 expressions, the version of what was read, interruption.

The functions have the names of what they give, not of how SQLite does it, so that another dialect can offer the same.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, Select, column, func, literal_column, select, table
from sqlalchemy.exc import DBAPIError

from clipper.library.store.sqlite import id_set
from clipper.model.query import Term
from clipper.model.text import clean

MATCH_START, MATCH_END = "\x02", "\x03"
"""What encloses a found word in a passage; cleaned texts hold no control characters, so neither occurs by itself."""

_INDEX = table("clippings_fts", column("rowid"), column("clippings_fts"))
_WHOLE_INDEX: Any = literal_column("clippings_fts")
# A word in the headline says most about a clipping, one in the note least.
_WEIGHTS = (8.0, 4.0, 1.0, 0.5, 3.0)
_PASSAGE_WORDS = 18


class Part(IntEnum):
    """The parts of a clipping that are indexed, in their order in the index."""

    HEADLINE = 0
    DECK = 1
    BODY = 2
    NOTE = 3
    NAMES = 4


def found_text(all_of: Sequence[Term], none_of: Sequence[Term] = ()) -> Select[Any]:
    """Select search_id and relevance (least is best) of clippings that hold all of some terms and none of others."""
    wanted = " AND ".join(map(_expression, all_of))
    unwanted = " OR ".join(map(_expression, none_of))
    return _matching(f"({wanted}) NOT ({unwanted})" if unwanted else wanted)


def found_any_text(terms: Sequence[Term]) -> Select[Any]:
    """Select the search_id of clippings whose texts hold at least one of the terms."""
    return _matching(" OR ".join(map(_expression, terms))).with_only_columns(_INDEX.c.rowid)


def passages(parts: Sequence[Part], terms: Sequence[Term], search_ids: Sequence[int]) -> Select[Any]:
    """Select search_id and, for each part, a passage around found words, which are enclosed in the MATCH marks.

    A part without a found word gives its beginning.
    """
    found = [func.snippet(_WHOLE_INDEX, int(part), MATCH_START, MATCH_END, "…", _PASSAGE_WORDS) for part in parts]
    matching = _matching(" OR ".join(map(_expression, terms)))
    return matching.with_only_columns(_INDEX.c.rowid, *found).where(_INDEX.c.rowid.in_(id_set(search_ids)))


def version_of(connection: Connection) -> tuple[int, int]:
    """Return what changes whenever a commit, by this connection or another, changed what the connection reads."""
    seen = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    own = connection.connection.dbapi_connection
    return seen, own.total_changes if own else 0


def is_interruption(error: DBAPIError) -> bool:
    """Tell whether a statement ended because somebody interrupted it."""
    return str(error.orig) == "interrupted"


def _matching(expression: str) -> Select[Any]:
    relevance = func.bm25(_WHOLE_INDEX, *_WEIGHTS).label("relevance")
    holds = _INDEX.c.clippings_fts.op("MATCH")(expression)
    return select(_INDEX.c.rowid.label("search_id"), relevance).where(holds)


def _expression(term: Term) -> str:
    """Quote a term, so that nothing in it is taken for FTS5 syntax; its words must follow one another."""
    return '"' + clean(term.value).replace('"', '""') + '"' + ("*" if term.prefix else "")
