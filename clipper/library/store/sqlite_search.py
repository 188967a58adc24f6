"""What searching needs of SQLite alone: FTS5 expressions, the version of what was read, interruption.

The functions have the names of what they give, not of how SQLite does it, so that another dialect can offer the same.
"""

import json
import sqlite3
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Connection,
    ScalarSelect,
    Select,
    String,
    Subquery,
    bindparam,
    column,
    func,
    literal_column,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.exc import DBAPIError

from clipper.library.store.sqlite import data_version
from clipper.model.group import Group, Part

_BETWEEN = "\x1f"
"""What stands between texts that are `joined`; cleaned texts hold no control characters, so none has it itself."""

_INDEX = table("clippings_fts", column("rowid"), column("clippings_fts"))
_LINKS = table("clippings", column("id"), column("url_key"))
_WHOLE_INDEX: Any = literal_column("clippings_fts")
# A word in the headline says most about a clipping, one in the note least.
_WEIGHTS = (8.0, 4.0, 1.0, 0.5, 3.0, 0.5)
_COLUMNS = {"headline": "headline", "body": "deck body", "note": "note comments"}
"""The parts of the index that a field looks at."""


@cache
def found_text(*, within_keys: bool) -> Subquery:
    """Select search_id and relevance (least is best) of clippings by their texts, to be run with `text_parameters`."""
    relevance = func.bm25(_WHOLE_INDEX, *_WEIGHTS).label("relevance")
    bounds = [_key_between("least", "greatest")] if within_keys else []
    hits = select(_INDEX.c.rowid.label("search_id"), relevance)
    return hits.where(_matching(bindparam("texts", type_=String)), *bounds).subquery("hits")


def text_parameters(
    all_of: Sequence[Part], none_of: Sequence[Part] = (), keys: tuple[int, int] | None = None
) -> dict[str, Any]:
    """Say that `found_text` is to find what holds all of some parts and none of others.

    `keys` are the least and the greatest search_id to look at, where it is made to look within some.
    """
    wanted = " AND ".join(map(_expression, all_of))
    unwanted = " OR ".join(map(_expression, none_of))
    texts = {"texts": f"({wanted}) NOT ({unwanted})" if unwanted else wanted}
    return texts if keys is None else {**texts, "least": keys[0], "greatest": keys[1]}


def found_any_text(parts: Sequence[Part]) -> Select[Any]:
    """Select the search_id of clippings whose texts hold at least one of the parts."""
    return select(_INDEX.c.rowid).where(_matching(" OR ".join(map(_expression, parts))))


def first_of_each_site(connection: Connection) -> list[str]:
    """Return for each host that has links at least one of their keys, without looking at all links."""
    return list(connection.scalars(_FIRST_OF_EACH_SITE))


# Behind a host stands "/" or "?"; what begins with the sign after that is of another host, or has the other sign.
_END = "min(instr(key || '/', '/'), instr(key || '?', '?'))"
_FIRST_OF_EACH_SITE = text(f"""
    WITH RECURSIVE begun(key) AS (
        SELECT min(url_key) FROM clippings WHERE url_key > ''
        UNION ALL
        SELECT (
            SELECT min(url_key) FROM clippings
            WHERE url_key >= substr(key, 1, {_END} - 1) || char(unicode(substr(key, {_END}, 1)) + 1)
        ) FROM begun WHERE key IS NOT NULL
    )
    SELECT key FROM begun WHERE key IS NOT NULL
""")


def on_sites(hosts: Iterable[str]) -> Select[Any]:
    """Select the ids of clippings whose links have one of these hosts and lead to more than its front page."""
    ends = [(f"{host}{sign}", f"{host}{chr(ord(sign) + 1)}") for host in hosts for sign in "/?"]
    spans = func.json_each(json.dumps(ends)).table_valued("value")
    least, beyond = (func.json_extract(spans.c.value, f"$[{place}]") for place in (0, 1))
    within = (_LINKS.c.url_key >= least) & (_LINKS.c.url_key < beyond)
    return select(_LINKS.c.id).select_from(spans.join(_LINKS, within))


def ids_named(name: str) -> Select[Any]:
    """Return a subquery of ids that are given, packed, as the parameter of that name.

    A statement that is made once, with names for what changes, runs in a third of the time of one made for each run.
    """
    return select(func.json_each(bindparam(name, type_=String)).table_valued("value").c.value)


def pack(ids: Collection[int]) -> str:
    """Return ids as the parameter of a statement with `ids_named`."""
    return json.dumps(list(ids))


def fetch_ids(connection: Connection, ids: Select[Any], given: Mapping[str, Any] | None = None) -> "array[int]":
    """Run a statement that selects ids, with what is given to it by name, and return them in its order."""
    return fetch_numbers(connection, as_one_value(ids), given)


def as_one_value(ids: Select[Any]) -> Select[Any]:
    """Return a statement for `fetch_numbers` of one that selects ids.

    SQLite packs them into one value: half the time of row by row, and no thread of the window waits meanwhile.
    """
    return select(func.json_group_array(ids.subquery().c[0]))


def fetch_numbers(connection: Connection, ids: Select[Any], given: Mapping[str, Any] | None = None) -> "array[int]":
    """Run a statement made by `as_one_value`, with what is given to it by name, and return the ids in its order."""
    return array("q", json.loads(connection.execute(ids, given).scalar_one()))


def fetch_packed(connection: Connection, ids: Select[Any]) -> tuple[str, int]:
    """Run a statement that selects ids; return them as `pack` does, and how many they are."""
    numbered = ids.subquery()
    packed = select(func.json_group_array(numbered.c[0]), func.count()).select_from(numbered)
    ids_, count = connection.execute(packed).one()
    return ids_, count


def grouped_ids(memberships: Iterable[Select[Any]]) -> CompoundSelect[Any]:
    """Select (kind, key, ids as `unpack` reads them) from statements that each select (kind, key, id) of one kind.

    Grouped together, they would be sorted together, in thrice the memory.
    """
    return union_all(*map(_grouped, memberships))


def _grouped(memberships: Select[Any]) -> Select[Any]:
    one = memberships.subquery()
    return select(one.c[0], one.c[1], func.json_group_array(one.c[2])).group_by(one.c[0], one.c[1])


def unpack(ids: str) -> list[int]:
    """Read ids as `grouped_ids` gives them."""
    unpacked: list[int] = json.loads(ids)
    return unpacked


def joined(texts: Select[Any], *outer: Any) -> ScalarSelect[str | None]:
    """Select all of some texts, in their order and as `parted` reads them, for each row of the `outer` tables."""
    ordered = texts.correlate(*outer).subquery()
    return select(func.group_concat(ordered.c[0], _BETWEEN)).scalar_subquery()


def parted(texts: str | None) -> list[str]:
    """Read texts as `joined` gives them."""
    return texts.split(_BETWEEN) if texts else []


def version_of(connection: Connection) -> tuple[int, int]:
    """Return what changes whenever a commit, by this connection or another, changed what the connection reads."""
    if not connection.in_transaction():
        # What is read after it is of this state, too.
        connection.begin()
    # Asked of the driver itself: every search asks, and SQLAlchemy takes ten times as long as SQLite.
    own = cast(sqlite3.Connection, connection.connection.dbapi_connection)
    return data_version(own), own.total_changes


DRIVER_ERRORS = (DBAPIError, sqlite3.Error)
"""What a statement raises, through SQLAlchemy or asked of the driver itself."""


def is_interruption(error: Exception) -> bool:
    """Tell whether a statement ended because somebody interrupted it."""
    return str(error.orig if isinstance(error, DBAPIError) else error) == "interrupted"


def _key_between(least: str, greatest: str) -> ColumnElement[bool]:
    return _INDEX.c.rowid.between(bindparam(least, type_=BigInteger), bindparam(greatest, type_=BigInteger))


def _matching(expression: Any) -> ColumnElement[bool]:
    return _INDEX.c.clippings_fts.op("MATCH", is_comparison=True)(expression)


def _expression(part: Part) -> str:
    """Say what a part looks for, whether it is negated or not: the words of a run must follow one another."""
    if isinstance(part, Group):
        alternatives = (" AND ".join(map(_expression, alternative)) for alternative in part.alternatives)
        return f"({' OR '.join(map('({})'.format, alternatives))})"
    runs = " OR ".join(_run(words, is_prefix) for words, is_prefix in part.runs)
    return f"{{{_COLUMNS[part.field]}}} : ({runs})" if part.field else f"({runs})"


def _run(words: Sequence[str], is_prefix: bool) -> str:
    """Quote words, so that nothing in them is taken for FTS5 syntax."""
    return f'"{" ".join(words)}"' + ("*" if is_prefix else "")
