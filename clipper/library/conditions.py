"""A query as SQL: which clippings hold all of its parts. Query.matches gives the same answer for one clipping."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from msgspec import Struct, field
from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Subquery,
    and_,
    intersect,
    not_,
    or_,
    select,
    true,
)

from clipper.library.links import asks_for_links, asks_for_none, few_with_all, links_of, named
from clipper.library.names import programmes
from clipper.library.recall import recall
from clipper.library.search_keys import keys_of
from clipper.library.store import sqlite_search as dialect
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import ClippingRow, OutletRow, StoryRow
from clipper.model.codes import Rights, State
from clipper.model.group import Group, Part, either_or, terms_in
from clipper.model.matching import name_holds
from clipper.model.outlet import rights_on
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.search_fields import ANY, NONE
from clipper.model.search_ids import ids_of
from clipper.model.search_numbers import Numbers
from clipper.model.term import Term

Condition = ColumnElement[bool]
_ID = 0xFFFFFFFF
"""The half of a search_id that is the id."""
_MOST_REMEMBERED = 24
_PUBLISHED = ("after", "before", "on", "quarter", "last")


class Found(Struct, frozen=True):
    """What a query finds: a statement giving ids, the key whose descending order is newest first, and the relevance.

    `relevance` (least is best) is None where the query names no text. `given` goes to the statement when it is run.
    Where it `lasts`, it is the same for other queries, so that what is made of it can be kept.
    """

    ids: Select[Any]
    key: ColumnElement[int]
    relevance: ColumnElement[float] | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    lasts: bool = False


def found(
    connection: Connection,
    query: Query,
    *,
    hidden_too: bool = False,
    needs_rows: bool = False,
    only_first: bool = False,
) -> Found:
    """Turn a query into SQL; `hidden_too` finds what lies in the wastebasket or was rejected as well.

    With `needs_rows` the statement surely reads from ClippingRow, so that it can be sorted by its columns. With
    `only_first` it is made for the newest few alone.
    """
    texts = [part for part in query.parts if is_text(part)]
    wanted = [part for part in texts if not part.negated]
    unwanted = [part for part in texts if part.negated]
    rest, days = [part for part in query.parts if not is_text(part)], _days_of(query)
    hiding = _hiding(query, hidden_too)
    if wanted:
        hits = dialect.found_text(within_keys=days is not None)
        given = dialect.text_parameters(wanted, unwanted, keys_of(days) if days else None)
        return _by_texts(connection, hits, given, rest, hiding, needs_rows=needs_rows)
    start = _start(connection, rest, only_few=only_first)
    where = _all_hold(connection, start.others, _ROW)
    if unwanted:
        where.append(ClippingRow.search_id.not_in(dialect.found_any_text(unwanted)))
    if days:
        where.append(ClippingRow.search_id.between(*keys_of(days)))
    if start.ids is not None:
        # Adding 0 keeps SQLite from going through the list for the sake of its order.
        seen = [*(_SHOWN_ANYWHERE[rule] for rule in hiding), ClippingRow.id.in_(start.ids)]
        return Found(select(ClippingRow.id).where(*seen, *where), ClippingRow.search_id + 0, given=start.given)
    # The list's index begins with `deleted`: it is of use only where something is asked of it.
    either = [ClippingRow.deleted.in_((False, True))] if hidden_too else []
    shown = select(ClippingRow.id).where(*either, *(_SHOWN[rule] for rule in hiding), *where)
    return Found(shown, ClippingRow.search_id)


class _Columns(Struct, frozen=True):
    """Where a statement has the id and the search_id of the clipping that it looks at."""

    id: ColumnElement[int]
    search_id: ColumnElement[int]


_ROW = _Columns(ClippingRow.id, ClippingRow.search_id)


def _by_texts(
    connection: Connection,
    hits: Subquery,
    given: Mapping[str, Any],
    rest: Sequence[Part],
    hiding: Sequence[str],
    *,
    needs_rows: bool,
) -> Found:
    """Start from the full-text index. It has the key of each clipping, whose lower half is the id.

    So the clippings themselves are read only where something is asked of them that no link tells, and of those that
    are left; the few hidden ones are named.
    """
    start = _start(connection, rest, only_few=True)
    asked = _Asked(hits, start.ids is not None, tuple(start.others), tuple(hiding), needs_rows)
    given = {**given, **start.given}
    if not asked.reads_rows:
        given["hidden"] = dialect.pack(_hidden_by(connection, hiding))
    return Found(_remembered(connection, asked), hits.c.search_id, hits.c.relevance, given, lasts=True)


class _Asked(Struct, frozen=True):
    """What makes the statement of a search by texts: all but the texts themselves, which are given to it."""

    hits: Subquery
    has_start: bool
    others: tuple[Part, ...]
    hiding: tuple[str, ...]
    needs_rows: bool

    @property
    def reads_rows(self) -> bool:
        """Whether it looks at the clippings themselves, rather than at their keys alone."""
        return self.needs_rows or any(map(_asks_for_row, self.others))


def _remembered(connection: Connection, asked: _Asked) -> Select[Any]:
    # Words that are typed beside a tag or a day ask for the same one at every key, and making it takes longer than
    # finding the first rows.
    known = recall(connection, _statements)
    if asked not in known:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        known[asked] = _made(connection, asked)
    return known[asked]


def _statements(_connection: Connection) -> dict[_Asked, Select[Any]]:
    """The statements that were made since the last commit: names in them stand for what they named then."""
    return {}


def _made(connection: Connection, asked: _Asked) -> Select[Any]:
    columns = _columns_of(asked.hits)
    of_start = [columns.id.in_(_FEW)] if asked.has_start else []
    where = [*of_start, *_all_hold(connection, asked.others, columns)]
    if asked.reads_rows:
        rows = select(ClippingRow.id).join_from(asked.hits, ClippingRow, ClippingRow.search_id == columns.search_id)
        return rows.where(*(_SHOWN[rule] for rule in asked.hiding), *where)
    # Few clippings are hidden: what leaves out most is asked first.
    return select(columns.id).where(*where, columns.search_id.not_in(dialect.ids_named("hidden")))


@cache
def _columns_of(hits: Subquery) -> _Columns:
    return _Columns(hits.c.search_id.bitwise_and(_ID), hits.c.search_id)


_SHOWN: dict[str, Condition] = {
    "withdrawn": ClippingRow.withdrawn.is_(False),
    "deleted": ClippingRow.deleted.is_(False),
    "rejected": ClippingRow.state != State.REJECTED,
    "put_away": or_(ClippingRow.state != State.REJECTED, ClippingRow.deleted.is_(True)),
}
"""What each rule leaves; "put_away" stands for "rejected" where the wastebasket is asked for, which holds both."""

_SHOWN_ANYWHERE: dict[str, Condition] = {
    "withdrawn": ClippingRow.withdrawn.is_not(True),
    "deleted": ClippingRow.deleted.is_not(True),
    "rejected": ClippingRow.state != State.REJECTED,
    "put_away": or_(ClippingRow.state != State.REJECTED, ClippingRow.deleted.is_not(False)),
}
"""The same where the list's index, which begins with these columns, is not to be gone through."""


def _hiding(query: Query, hidden_too: bool) -> list[str]:
    """The rules that hide clippings from a query."""
    if hidden_too:
        return ["withdrawn"]
    asks_for_deleted = query.asks("is", "deleted")
    deleted = () if asks_for_deleted else ("deleted",)
    rejected = "put_away" if asks_for_deleted else "rejected"
    return ["withdrawn", *deleted, *(() if query.asks("state", "rejected") else (rejected,))]


def _hidden_by(connection: Connection, rules: Sequence[str]) -> list[int]:
    hidden = recall(connection, _hidden)
    return [search_id for rule in rules for search_id in hidden[rule]]


def _hidden(connection: Connection) -> dict[str, list[int]]:
    """The search_ids that each rule hides."""
    shown = list(_SHOWN.values())
    rows = connection.execute(select(ClippingRow.search_id, *shown).where(not_(and_(*shown)))).all()
    return {rule: [row[0] for row in rows if not row[place]] for place, rule in enumerate(_SHOWN, start=1)}


def is_text(part: Part) -> bool:
    """Tell whether the full-text index alone can answer a part."""
    if isinstance(part, Term):
        return part.is_text and bool(part.words)
    return all(_is_plain_text(inner) for alternative in part.alternatives for inner in alternative)


def _is_plain_text(part: Part) -> bool:
    # The index can leave out what it found, and cannot find what lacks a word.
    return not part.negated and is_text(part)


def _days_of(query: Query) -> Period | None:
    """Return the days in which all that a query finds was published; the keys of clippings go by day."""
    first, last = date.min, date.max
    for term in query.terms:
        is_alone = term.narrows or sum(other.field == term.field for other in query.terms) == 1
        if term.field in _PUBLISHED and not term.negated and is_alone:
            first = max(first, date.min if term.field == "before" else term.days.first)
            ends = {"after": date.max, "before": term.days.first}
            last = min(last, ends.get(term.field, term.days.last))
    return Period(first, last) if (date.min, date.max) != (first, last) and first <= last else None


class _Start(Struct, frozen=True):
    """The clippings that a search starts from, to be run with `given`, None where with all; the parts left to ask."""

    ids: Select[Any] | CompoundSelect[Any] | None
    given: Mapping[str, Any]
    others: Sequence[Part]


_FEW = dialect.ids_named("few")


def _start(connection: Connection, parts: Sequence[Part], *, only_few: bool) -> _Start:
    """Start from the clippings that have the links asked for: from those with all of several, or where few have them.

    With `only_few` from few alone; going through what is looked at anyway is faster for the first of many.
    """
    parts = _addresses_joined(parts)
    asked = {part: links_of(connection, part) for part in parts if _asks_for_links(part)}
    others = [part for part in parts if part not in asked]
    if len(asked) > 1 and not only_few:
        return _Start(intersect(*(links.clippings() for links in asked.values())), {}, others)
    few = few_with_all(connection, asked)
    return _Start(None, {}, parts) if few is None else _Start(_FEW, {"few": few}, others)


def _addresses_joined(parts: Sequence[Part]) -> Sequence[Part]:
    """Return parts whose several addresses are one group: a clipping has one link, which is any of them."""
    addresses = tuple(part for part in parts if isinstance(part, Term) and part.field == "link" and not part.negated)
    if len(addresses) < 2:
        return parts
    return [*(part for part in parts if part not in addresses), Group(tuple((one,) for one in addresses))]


def _asks_for_links(part: Part) -> bool:
    if part.negated:
        return False
    if isinstance(part, Term):
        return asks_for_links(part) and not asks_for_none(part)
    inner = [one for alternative in part.alternatives for one in alternative]
    is_flat = len(inner) == len(part.alternatives)
    return is_flat and all(isinstance(one, Term) and one.field == "link" and not one.negated for one in inner)


def _asks_for_row(part: Part) -> bool:
    return any(not asks_for_links(term) and not term.is_text for term in terms_in([part]))


def _all_hold(connection: Connection, parts: Sequence[Part], of: _Columns) -> list[Condition]:
    """The conditions of parts that stand beside one another."""
    return [or_(*(_condition(connection, part, of) for part in either)) for either in either_or(parts)]


def _condition(connection: Connection, part: Part, of: _Columns) -> Condition:
    """No condition is ever NULL, so that what does not hold of an unknown value holds when negated."""
    if isinstance(part, Group):
        holds = or_(*(and_(true(), *_all_hold(connection, alternative, of)) for alternative in part.alternatives))
    elif part.is_text:
        holds = (of.search_id + 0).in_(dialect.found_any_text([part])) if part.words else true()
    elif asks_for_links(part):
        holds = _linked(connection, part, of)
    else:
        holds = _FIELDS[str(part.field)](connection, part)
    return not_(holds) if part.negated else holds


def _linked(connection: Connection, term: Term, of: _Columns) -> Condition:
    asked = links_of(connection, term)
    if asks_for_none(term):
        return of.id.not_in(asked.clippings())
    return asked.of_clipping(of.id)


def _outlet(connection: Connection, term: Term) -> Condition:
    if term.value == NONE:
        return ClippingRow.outlet_id.is_(None)
    ids = named(connection, OutletRow, term)
    return ClippingRow.outlet_id.is_not(None) & (ClippingRow.outlet_id + 0).in_(id_set(ids))


def _rights(connection: Connection, term: Term) -> Condition:
    """Of a clipping that says nothing its outlet's count; without an outlet, or expired, they are unknown."""
    told = select(OutletRow.id, OutletRow.rights, OutletRow.rights_until).where(OutletRow.withdrawn.is_(False))
    said = [id_ for id_, rights, until in connection.execute(told) if rights_on(rights, until, term.day) == term.value]
    of_outlet = (ClippingRow.outlet_id.is_not(None)) & (ClippingRow.outlet_id + 0).in_(id_set(said))
    if term.value == Rights.UNKNOWN:
        of_outlet = ClippingRow.outlet_id.is_(None) | of_outlet
    own = ClippingRow.rights.is_not_distinct_from(term.value)
    return own | (ClippingRow.rights.is_(None) & of_outlet)


def _reach(connection: Connection, term: Term) -> Condition:
    is_known = OutletRow.reach.is_not(None)
    if term.value != NONE:
        wanted = Numbers.parse(term.value)
        is_known = OutletRow.reach.between(wanted.least, wanted.most)
    ids = connection.scalars(select(OutletRow.id).where(is_known)).all()
    reaches = ClippingRow.outlet_id.is_not(None) & (ClippingRow.outlet_id + 0).in_(id_set(ids))
    return not_(reaches) if term.value == NONE else reaches


def _programme(connection: Connection, term: Term) -> Condition:
    if term.value == NONE:
        return ClippingRow.programme.is_(None)
    names = [name for name in recall(connection, programmes) if name_holds(name, term.value)]
    return ClippingRow.programme.is_not(None) & ClippingRow.programme.in_(names)


def _published(_connection: Connection, term: Term) -> Condition:
    day = ClippingRow.published_on
    first, last = term.days.first, term.days.last
    is_then = {"after": day >= first, "before": day < first}.get(str(term.field), day.between(first, last))
    return day.is_not(None) & is_then


def _added(_connection: Connection, term: Term) -> Condition:
    days = term.days
    return ClippingRow.added_at.between(datetime.combine(days.first, time.min), datetime.combine(days.last, time.max))


def _story(_connection: Connection, term: Term) -> Condition:
    if term.value in (NONE, ANY):
        return ClippingRow.story_id.is_(None) if term.value == NONE else ClippingRow.story_id.is_not(None)
    stories = select(StoryRow.id).where(StoryRow.uuid.startswith(term.value, autoescape=True))
    return ClippingRow.story_id.is_not(None) & ClippingRow.story_id.in_(stories)


def _code(column: ColumnClause[Any]) -> Callable[[Connection, Term], Condition]:
    return lambda _connection, term: column.is_not_distinct_from(None if term.value == NONE else term.value)


_IS: dict[str, Condition] = {
    "starred": ClippingRow.starred.is_(True),
    "published": ClippingRow.publish.is_(True),
    "undated": ClippingRow.published_on.is_(None),
    "deleted": ClippingRow.deleted.is_(True),
}

# Compared, they are taken from the list's index, which holds just these; else SQLite reads every clipping.
_HAS: dict[str, Condition] = {
    "text": ClippingRow.body.is_not(None) == true(),
    "note": ClippingRow.note.is_not(None) == true(),
    "link": ClippingRow.url.is_not(None) == true(),
}

_FIELDS: dict[str, Callable[[Connection, Term], Condition]] = {
    "outlet": _outlet,
    "programme": _programme,
    **dict.fromkeys(_PUBLISHED, _published),
    "added": _added,
    "tone": _code(ClippingRow.tone),
    "prominence": _code(ClippingRow.prominence),
    "medium": _code(ClippingRow.medium),
    "relation": _code(ClippingRow.relation),
    "state": _code(ClippingRow.state),
    "lang": _code(ClippingRow.language),
    "story": _story,
    "rights": _rights,
    "reach": _reach,
    "id": lambda _connection, term: ClippingRow.id.in_(id_set(sorted(ids_of(term.value)))),
    "has": lambda _connection, term: _HAS[term.value],
    "is": lambda _connection, term: _IS[term.value],
}
