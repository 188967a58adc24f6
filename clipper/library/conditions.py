"""A query as SQL: which clippings hold all of its parts. Query.matches gives the same answer for one clipping."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, not_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from clipper.library.names import programmes
from clipper.library.recall import recall
from clipper.library.store import sqlite_search as dialect
from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import (
    ClippingRow,
    ClippingTagRow,
    OutletRow,
    PersonRow,
    ReporterRow,
    SpokespersonRow,
    StoryRow,
    TagRow,
)
from clipper.model.codes import State
from clipper.model.group import Group, Part, either_or
from clipper.model.query import Query
from clipper.model.term import NONE, ROLES, Term, name_holds, tag_holds
from clipper.model.text import fold, words

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds: a statement giving ids, the key whose descending order is newest first, and the relevance.

    `relevance` (least is best) is None where the query names no text.
    """

    ids: Select[Any]
    key: ColumnElement[int]
    relevance: ColumnElement[float] | None = None


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where conditions are asked; `is_filter` when the full-text index says which clippings are looked at.

    Adding 0 to a column keeps SQLite from starting at that column's own index, which for a common tag or outlet is a
    hundred times slower than going through the list in its order.
    """

    connection: Connection
    is_filter: bool

    def is_linked(
        self,
        links: type[ClippingTagRow | ReporterRow | SpokespersonRow],
        key: Any,
        ids: Sequence[int],
        *rules: Condition,
    ) -> Condition:
        """Ask for a link of the clipping to one of some ids, of which some rules hold."""
        if not ids:
            return false()
        if self.is_filter:
            return exists().where(links.clipping_id == ClippingRow.id, (key + 0).in_(id_set(ids)), *rules)
        return (ClippingRow.id + 0).in_(select(links.clipping_id).where(key.in_(id_set(ids)), *rules))


def found(connection: Connection, query: Query, *, hidden_too: bool = False, needs_rows: bool = False) -> Found:
    """Turn a query into SQL; `hidden_too` finds what lies in the wastebasket or was rejected as well.

    With `needs_rows` the statement surely reads from ClippingRow, so that it can be sorted by its columns.
    """
    texts = [part for part in query.parts if _is_text(part)]
    wanted = [part for part in texts if not part.negated]
    unwanted = [part for part in texts if part.negated]
    where = _all_hold(_Scope(connection, bool(wanted)), [part for part in query.parts if not _is_text(part)])
    if not wanted:
        if unwanted:
            where.append(ClippingRow.search_id.not_in(dialect.found_any_text(unwanted)))
        return Found(
            select(ClippingRow.id).where(*_visible(query, hidden_too), *where), ClippingRow.search_id.expression
        )
    hits = dialect.found_text(wanted, unwanted).subquery("hits")
    key, relevance = hits.c.search_id, hits.c.relevance
    if where or needs_rows:
        rows = select(ClippingRow.id).select_from(hits).join(ClippingRow, ClippingRow.search_id == key)
        return Found(rows.where(*_visible(query, hidden_too), *where), key, relevance)
    # The full-text index alone answers: the few hidden clippings are named, and an id is the lower half of its key.
    hidden = recall(connection, _hidden)
    named = [search_id for rule in _hiding(query, hidden_too) for search_id in hidden[rule]]
    return Found(select(key.bitwise_and(0xFFFFFFFF)).where(key.not_in(id_set(named))), key, relevance)


_SHOWN: dict[str, Condition] = {
    "withdrawn": ClippingRow.withdrawn.is_(False),
    "deleted": ClippingRow.deleted.is_(False),
    "rejected": ClippingRow.state != State.REJECTED,
}


def _hiding(query: Query, hidden_too: bool) -> list[str]:
    """The rules that hide clippings from a query."""
    is_lifted = {
        "withdrawn": False,
        "deleted": hidden_too or query.asks("is", "deleted"),
        "rejected": hidden_too or query.asks("state", "rejected"),
    }
    return [rule for rule in _SHOWN if not is_lifted[rule]]


def _visible(query: Query, hidden_too: bool) -> list[Condition]:
    # The list's index begins with `deleted`: it is of use only where something is asked of it.
    either = [ClippingRow.deleted.in_((False, True))] if hidden_too else []
    return [*either, *(_SHOWN[rule] for rule in _hiding(query, hidden_too))]


def _hidden(connection: Connection) -> dict[str, list[int]]:
    """The search_ids that each rule hides."""
    shown = list(_SHOWN.values())
    rows = connection.execute(select(ClippingRow.search_id, *shown).where(not_(and_(*shown)))).all()
    return {rule: [row[0] for row in rows if not row[place]] for place, rule in enumerate(_SHOWN, start=1)}


def _is_text(part: Part) -> bool:
    """Tell whether the full-text index alone can answer a part."""
    if isinstance(part, Term):
        return part.is_text and bool(part.words)
    return all(_is_plain_text(inner) for alternative in part.alternatives for inner in alternative)


def _is_plain_text(part: Part) -> bool:
    # The index can leave out what it found, and cannot find what lacks a word.
    return not part.negated and _is_text(part)


def _all_hold(scope: _Scope, parts: Sequence[Part]) -> list[Condition]:
    """The conditions of parts that stand beside one another."""
    return [or_(*(_condition(scope, part) for part in either)) for either in either_or(parts)]


def _condition(scope: _Scope, part: Part) -> Condition:
    """No condition is ever NULL, so that what does not hold of an unknown value holds when negated."""
    if isinstance(part, Group):
        holds = or_(*(and_(true(), *_all_hold(scope, alternative)) for alternative in part.alternatives))
    elif part.is_text:
        holds = (ClippingRow.search_id + 0).in_(dialect.found_any_text([part])) if part.words else true()
    else:
        holds = _FIELDS[str(part.field)](scope, part)
    return not_(holds) if part.negated else holds


def _tag(scope: _Scope, term: Term) -> Condition:
    if term.value == NONE:
        return ClippingRow.id.not_in(select(ClippingTagRow.clipping_id))
    tags = scope.connection.execute(select(TagRow.id, TagRow.name))
    ids = [id_ for id_, name in tags if tag_holds(name, term.value)]
    return scope.is_linked(ClippingTagRow, ClippingTagRow.tag_id, ids)


def _outlet(scope: _Scope, term: Term) -> Condition:
    if term.value == NONE:
        return ClippingRow.outlet_id.is_(None)
    if not term.words:
        return true()
    ids = _named(scope.connection, OutletRow, term)
    return ClippingRow.outlet_id.is_not(None) & (ClippingRow.outlet_id + 0).in_(id_set(ids))


def _programme(scope: _Scope, term: Term) -> Condition:
    if term.value == NONE:
        return ClippingRow.programme.is_(None)
    if not term.words:
        return true()
    names = [name for name in recall(scope.connection, programmes) if name_holds(name, term.value)]
    return ClippingRow.programme.is_not(None) & ClippingRow.programme.in_(names)


def _person(links: type[ReporterRow | SpokespersonRow], *rules: Condition) -> Callable[[_Scope, Term], Condition]:
    def condition(scope: _Scope, term: Term) -> Condition:
        if term.value == NONE:
            return ClippingRow.id.not_in(select(links.clipping_id).where(*rules))
        if not term.words:
            return true()
        ids = _named(scope.connection, PersonRow, term)
        return scope.is_linked(links, links.person_id, ids, *rules)

    return condition


def _named(connection: Connection, table: type[OutletRow | PersonRow], term: Term) -> Sequence[int]:
    """The ids of the names that hold the term's words. SQL leaves few to look at; it cannot tell where words begin."""
    may_hold = (table.folded.contains(fold(word), autoescape=True) for word in words(term.value))
    names: Iterable[tuple[int, str]] = connection.execute(select(table.id, table.name).where(*may_hold))
    return [id_ for id_, name in names if name_holds(name, term.value)]


def _published(_scope: _Scope, term: Term) -> Condition:
    day = ClippingRow.published_on
    first, last = term.days.first, term.days.last
    is_then = {"after": day >= first, "before": day < first, "on": day.between(first, last)}[str(term.field)]
    return day.is_not(None) & is_then


def _added(_scope: _Scope, term: Term) -> Condition:
    days = term.days
    return ClippingRow.added_at.between(datetime.combine(days.first, time.min), datetime.combine(days.last, time.max))


def _story(_scope: _Scope, term: Term) -> Condition:
    if term.value in (NONE, "any"):
        return ClippingRow.story_id.is_(None) if term.value == NONE else ClippingRow.story_id.is_not(None)
    stories = select(StoryRow.id).where(StoryRow.uuid.startswith(term.value, autoescape=True))
    return ClippingRow.story_id.is_not(None) & ClippingRow.story_id.in_(stories)


def _code(column: InstrumentedAttribute[Any]) -> Callable[[_Scope, Term], Condition]:
    return lambda _scope, term: column.is_not_distinct_from(None if term.value == NONE else term.value)


_IS: dict[str, Condition] = {
    "starred": ClippingRow.starred.is_(True),
    "published": ClippingRow.publish.is_(True),
    "undated": ClippingRow.published_on.is_(None),
    "deleted": ClippingRow.deleted.is_(True),
}

_HAS: dict[str, Condition] = {
    "text": ClippingRow.body.is_not(None),
    "note": ClippingRow.note.is_not(None),
    "link": ClippingRow.url.is_not(None),
}

_FIELDS: dict[str, Callable[[_Scope, Term], Condition]] = {
    "tag": _tag,
    "outlet": _outlet,
    "programme": _programme,
    "reporter": _person(ReporterRow),
    "feat": _person(SpokespersonRow),
    **{name: _person(SpokespersonRow, SpokespersonRow.role == role) for name, role in ROLES.items()},
    "after": _published,
    "before": _published,
    "on": _published,
    "added": _added,
    "tone": _code(ClippingRow.tone),
    "prominence": _code(ClippingRow.prominence),
    "medium": _code(ClippingRow.medium),
    "relation": _code(ClippingRow.relation),
    "state": _code(ClippingRow.state),
    "lang": _code(ClippingRow.language),
    "story": _story,
    "has": lambda _scope, term: _HAS[term.value],
    "is": lambda _scope, term: _IS[term.value],
}
