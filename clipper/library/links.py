"""The links that a term asks for: of clippings to tags, to reporters and to spokespeople."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, false, func, select

from clipper.library.store.sqlite import id_set
from clipper.library.store.tables import (
    ClippingRow,
    ClippingTagRow,
    OutletRow,
    PersonRow,
    ReporterRow,
    SpokespersonRow,
    TagRow,
)
from clipper.model.term import NONE, ROLES, Term, name_holds, tag_holds
from clipper.model.text import fold, words

FIELDS = frozenset({"tag", "reporter", "feat", *ROLES})
"""The fields that ask for links."""

_MAY_HAVE_A_STROKE = re.compile("[lodiłøđı]")
_FEW = 2_000
"""With so many links it is faster to start from them than to go through the list for those that have one."""
LinkRows = type[ClippingTagRow] | type[ReporterRow] | type[SpokespersonRow]
_ROWS: dict[str, tuple[LinkRows, Any]] = {
    "tag": (ClippingTagRow, ClippingTagRow.tag_id),
    "reporter": (ReporterRow, ReporterRow.person_id),
}
_SPOKESPERSON: tuple[LinkRows, Any] = (SpokespersonRow, SpokespersonRow.person_id)


@dataclass(frozen=True, slots=True)
class Links:
    """Links of clippings to tags or people with some ids, to any where `ids` is None; `rules` hold of them, too."""

    rows: LinkRows
    key: Any
    ids: Sequence[int] | None
    rules: Sequence[ColumnElement[bool]]

    def clippings(self) -> Select[int]:
        """Select the clippings that have one."""
        wanted = [] if self.ids is None else [self.key.in_(id_set(self.ids))]
        return select(self.rows.clipping_id).where(*wanted, *self.rules)

    def of_clipping(self) -> ColumnElement[bool]:
        """Ask whether the clipping that is looked at has one."""
        if not self.ids:
            return false()
        # Adding 0 keeps SQLite from starting at all links to a common tag instead of those of the clipping.
        wanted = (self.key + 0).in_(id_set(self.ids))
        return exists().where(self.rows.clipping_id == ClippingRow.id, wanted, *self.rules)

    def are_few(self, connection: Connection) -> bool:
        """Tell whether they are few enough to start from."""
        some = self.clippings().limit(_FEW + 1).subquery()
        return connection.scalars(select(func.count()).select_from(some)).one() <= _FEW


def links_of(connection: Connection, term: Term) -> Links | None:
    """Return the links that a term of one of FIELDS asks for, negated or not; None where it says nothing.

    For "none" these are any links: that a clipping has none of them is the caller's to ask.
    """
    rows, key = _ROWS.get(str(term.field), _SPOKESPERSON)
    role = ROLES.get(str(term.field))
    rules = [SpokespersonRow.role == role] if role else []
    if term.value == NONE:
        return Links(rows, key, None, rules)
    if term.field == "tag":
        return Links(rows, key, _tags(connection, term), rules)
    return Links(rows, key, named(connection, PersonRow, term), rules) if term.words else None


def _tags(connection: Connection, term: Term) -> list[int]:
    tags = connection.execute(select(TagRow.id, TagRow.name))
    return [id_ for id_, name in tags if tag_holds(name, term.value)]


def named(connection: Connection, table: type[OutletRow | PersonRow], term: Term) -> list[int]:
    """Return the ids of the names that hold the term's words.

    SQL leaves few to look at; it cannot tell where words begin.
    """
    may_hold = [table.folded.like(f"%{_MAY_HAVE_A_STROKE.sub('_', fold(word))}%") for word in words(term.value)]
    names: Iterable[tuple[int, str]] = connection.execute(select(table.id, table.name).where(*may_hold))
    return [id_ for id_, name in names if name_holds(name, term.value)]
