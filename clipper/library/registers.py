"""Renaming in the registers of outlets, people and messages; a name that is there takes the other one in."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, false, select

from clipper.library import cleaning, merged, messages, names, outlets, people, saved_searches
from clipper.library.deltas import lists_of
from clipper.library.names import Named
from clipper.library.profiles import Profiles
from clipper.library.store.tables import (
    ClippingMessageRow,
    ClippingRow,
    MessageRow,
    OutletRow,
    PersonRow,
    QuoteRow,
    ReporterRow,
    SpokespersonRow,
)
from clipper.library.work import Work
from clipper.model.clipping import first_known
from clipper.model.codes import Role
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.matching import name_holds
from clipper.model.search_fields import NONE, ROLES, WHOLE
from clipper.model.term import Term
from clipper.model.text import fold, words
from clipper.model.values import replace

_FIELDS: dict[Named, frozenset[str]] = {
    OutletRow: frozenset({"outlet"}),
    PersonRow: frozenset({"reporter", "feat", *ROLES}),
    MessageRow: frozenset({"message"}),
}
_PROFILES: dict[Named, Profiles[Any]] = {one.register: one for one in (outlets.PROFILES, people.PROFILES)}
_WORDS: dict[Named, str] = {OutletRow: "outlet", PersonRow: "person", MessageRow: "message"}


def rename(work: Work, register: Named, old: str, new: str) -> None:
    """Give an outlet, a person or a message another name in every clipping and saved search.

    Where another one has that name already, the two become one. An outlet or a person is found by the old name still,
    unless that was a mere slip.
    Raises NotFound, or WrongUsage for no name.
    """
    row_id, name = _require(work.connection, register, old), cleaning.name(new)
    if not name or name.casefold() == NONE:
        raise WrongUsage(f"A name needs at least one letter, and is not “{NONE}”. Nothing was renamed.")
    other = names.ids_of(work.connection, register, [fold(name)]).get(fold(name))
    work.detail.update(name=_name_of(work.connection, register, row_id), new_name=name)
    old_name = work.detail["name"]
    if other in {None, row_id}:
        work.put(register.folded, [row_id], fold(name))
        work.put(register.name, [row_id], name)
        if register in _PROFILES:
            _PROFILES[register].call_also(work, row_id, old_name)
    else:
        work.verb = f"merge_{_WORDS[register]}"
        work.detail["new_name"] = name = _name_of(work.connection, register, other)
        _MERGE[register](work, row_id, other)
        merged.take_in(work, register, row_id, other)
    if register in _PROFILES and fold(old_name) in map(fold, _PROFILES[register].find(work.connection, name).aliases):
        work.detail["alias"] = old_name
    others = [other for other in _names(work.connection, register) if fold(other) != fold(name)]
    saved_searches.follow(work, lambda term: _renamed_in(term, register, old_name, name, others))


def _merge_outlets(work: Work, old: int, new: int) -> None:
    of_old = work.connection.scalars(select(ClippingRow.id).where(ClippingRow.outlet_id == old)).all()
    work.put(ClippingRow.outlet_id, of_old, new)
    outlets.PROFILES.unite(work, new, old)


def _merge_people(work: Work, old: int, new: int) -> None:
    for rows in (ReporterRow, SpokespersonRow):
        of_old = work.connection.scalars(select(rows.clipping_id).where(rows.person_id == old)).all()
        lists = lists_of(work.connection, rows.__tablename__, of_old)
        work.put_lists(rows, {clipping_id: _united(listed, old, new) for clipping_id, listed in lists.items()})
    _give_quotes(work, old, new)
    people.PROFILES.unite(work, new, old)


def _give_quotes(work: Work, old: int, new: int) -> None:
    of_old = work.connection.scalars(select(QuoteRow.clipping_id).where(QuoteRow.person_id == old).distinct()).all()
    given = {
        clipping_id: [[new if said[0] == old else said[0], *said[1:]] for said in listed]
        for clipping_id, listed in lists_of(work.connection, QuoteRow.__tablename__, of_old).items()
    }
    work.put_lists(QuoteRow, given)


def _united(listed: Sequence[Sequence[Any]], old: int, new: int) -> list[list[Any]]:
    """Return people with one of them under another id, and each of them once; reporters have no role."""
    renamed = [(new if who == old else who, *role) for who, *role in listed]
    roles = first_known((who, Role(*role) if role else Role.UNKNOWN) for who, *role in renamed)
    return [[who, role][: len(listed[0])] for who, role in roles.items()]


def _merge_messages(work: Work, old: int, new: int) -> None:
    carriers = messages.carriers(work.connection, old)
    work.unlink(ClippingMessageRow, old, carriers)
    work.link(ClippingMessageRow, new, carriers)


_MERGE: dict[Named, Callable[[Work, int, int], None]] = {
    OutletRow: _merge_outlets,
    PersonRow: _merge_people,
    MessageRow: _merge_messages,
}


def _renamed_in(term: Term, register: Named, old: str, new: str, others: Sequence[str]) -> Term:
    """Return a term by the new name where it meant the old one: by its whole name, or by words that no other has."""
    if term.field not in _FIELDS[register] or not name_holds(old, term.value):
        return term
    is_whole = fold(term.value.removeprefix(WHOLE)) == fold(old)
    is_lost = not any(name_holds(name, term.value) for name in (new, *others))
    begins = WHOLE if term.value.startswith(WHOLE) or not words(new) else ""
    return replace(term, value=f"{begins}{new}") if is_whole or is_lost else term


def _names(connection: Connection, register: Named) -> Sequence[str]:
    return connection.scalars(select(register.name).where(register.withdrawn == false())).all()


def _require(connection: Connection, register: Named, name: str) -> int:
    found = names.ids_of(connection, register, [fold(name)]).get(fold(name))
    if found is None:
        raise NotFound(f"There is no {_WORDS[register]} “{name}”.")
    return found


def _name_of(connection: Connection, register: Named, row_id: int) -> str:
    return connection.scalars(select(register.name).where(register.id == row_id, register.withdrawn == false())).one()
