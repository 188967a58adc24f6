"""The links that a term asks for: of clippings to tags, messages, codes, people, highlights, quotes, files, ..."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, func, literal, or_, select, true, tuple_

from clipper.library.addresses import Addressed, addressed
from clipper.library.recall import recall
from clipper.library.store.sqlite import id_set, text_set
from clipper.library.store.sqlite_search import fetch_packed
from clipper.library.store.tables import (
    AttachmentRow,
    ClippingMessageRow,
    ClippingTagRow,
    CodeFieldRow,
    CodeValueRow,
    FollowUpRow,
    HighlightRow,
    MessageRow,
    OutletRow,
    PersonRow,
    QuoteRow,
    ReporterRow,
    SpokespersonRow,
    TagRow,
)
from clipper.model.codes import FollowUpKind
from clipper.model.group import Group, Part, terms_in
from clipper.model.late_pattern import late_pattern
from clipper.model.matching import code_holds, tag_test
from clipper.model.search_fields import NONE, ROLES
from clipper.model.term import Term
from clipper.model.text import fold, words

_FIELDS = frozenset({"tag", "message", "code", "reporter", "feat", "due", "link", *ROLES})

_ENOUGH_WORDS = 8
_TWO_OR_ONE = late_pattern("oe|œ|ae|æ")
_MAY_HAVE_A_STROKE = late_pattern("[lodiłøđı]")
_FEW = 2_000
"""With so many links it is faster to start from them than to go through the list for those that have one."""
_VERY_MANY = 20_000
_MOST_REMEMBERED = 24
LinkRows = (
    type[ClippingTagRow]
    | type[ClippingMessageRow]
    | type[CodeValueRow]
    | type[ReporterRow]
    | type[SpokespersonRow]
    | type[HighlightRow]
    | type[QuoteRow]
    | type[FollowUpRow]
    | type[AttachmentRow]
)
_ROWS: dict[str, tuple[LinkRows, Any]] = {
    "tag": (ClippingTagRow, ClippingTagRow.tag_id),
    "message": (ClippingMessageRow, ClippingMessageRow.message_id),
    "code": (CodeValueRow, CodeValueRow.field_id),
    "reporter": (ReporterRow, ReporterRow.person_id),
}
_RULED: dict[tuple[str | None, str], tuple[LinkRows, tuple[ColumnElement[bool], ...]]] = {
    ("has", "highlight"): (HighlightRow, ()),
    ("has", "quote"): (QuoteRow, ()),
    ("has", "correction"): (FollowUpRow, (FollowUpRow.kind == FollowUpKind.CORRECTION,)),
    ("has", "attachment"): (AttachmentRow, ()),
    ("is", "open"): (FollowUpRow, (FollowUpRow.closed_on.is_(None),)),
}
"""Rows of which a clipping has any that hold to some rules, by the field and value that ask for it."""
_SPOKESPERSON: tuple[LinkRows, Any] = (SpokespersonRow, SpokespersonRow.person_id)


class Links(Struct, frozen=True):
    """Links of clippings to tags or people with some ids, to any where `ids` is None; `rules` hold of them, too."""

    rows: LinkRows
    key: Any
    ids: Sequence[int] | None
    rules: Sequence[ColumnElement[bool]]

    def clippings(self) -> Select[int]:
        """Select the clippings that have one."""
        wanted = [] if self.ids is None else [self.key.in_(id_set(self.ids))]
        return select(self.rows.clipping_id).where(*wanted, *self.rules)

    def of_clipping(self, clipping_id: ColumnElement[int]) -> ColumnElement[bool]:
        """Ask whether the clipping that is looked at has one."""
        if self.ids is None:
            return exists().where(self.rows.clipping_id == clipping_id, *self.rules)
        if not self.ids:
            return false()
        # Adding 0 keeps SQLite from starting at all links to a common tag instead of those of the clipping.
        if len(self.ids) == 1 and not self.rules:
            # Asked so, it looks up the link itself in the index of the tag, in two thirds of the time.
            return tuple_(literal(self.ids[0]), clipping_id + 0).in_(select(self.key, self.rows.clipping_id))
        wanted = (self.key + 0).in_(id_set(self.ids))
        return exists().where(self.rows.clipping_id == clipping_id, wanted, *self.rules)

    def count(self, connection: Connection) -> int:
        """Return how many they are, of which very many are not told apart."""
        some = self.clippings().limit(_VERY_MANY).subquery()
        return connection.scalars(select(func.count()).select_from(some)).one()


Asked = Links | Addressed
"""What a part of a search asks clippings to have."""


def few_with_all(connection: Connection, asked: Mapping[Part, Asked]) -> str | None:
    """Return the clippings that have one of each, packed; None where many have, or nothing is asked."""
    known, parts = recall(connection, _few), tuple(asked)
    if parts not in known:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        known[parts] = _few_with(connection, list(asked.values())) if asked else None
    return known[parts]


def _few(_connection: Connection) -> dict[tuple[Part, ...], str | None]:
    """What was found since the last commit: words typed beside a tag ask for it again at each key."""
    return {}


def _few_with(connection: Connection, asked: Sequence[Asked]) -> str | None:
    rarest, *others = sorted(asked, key=lambda links: links.count(connection)) if len(asked) > 1 else asked
    clipping_id = rarest.clippings().subquery().c.clipping_id
    with_all = select(clipping_id).where(*(links.of_clipping(clipping_id) for links in others))
    ids, count = fetch_packed(connection, with_all.limit(_FEW + 1))
    return ids if count <= _FEW else None


def asks_for_links(term: Term) -> bool:
    """Tell whether a term asks for links, negated or not."""
    return term.field in _FIELDS or (term.field, term.value) in _RULED


def asks_for_none(term: Term) -> bool:
    """Tell whether a term that asks for links asks for clippings without any; a follow-up without a day is one."""
    return term.value == NONE and term.field not in ("due", "link")


def links_of(connection: Connection, part: Part) -> Asked:
    """Return what a term for which asks_for_links() is true asks for, or a group of addresses.

    For "none" these are any links: that a clipping has none of them is the caller's to ask.
    """
    known = recall(connection, _links)
    if part not in known:
        known[part] = _looked_up(connection, part)
    return known[part]


def _links(_connection: Connection) -> dict[Part, Asked]:
    """What was looked up since the last commit."""
    return {}


def _looked_up(connection: Connection, part: Part) -> Asked:
    if isinstance(part, Group) or part.field == "link":
        return addressed(connection, terms_in([part]))
    return _looked_up_links(connection, part)


def _looked_up_links(connection: Connection, term: Term) -> Links:
    if (term.field, term.value) in _RULED:
        ruled, holding = _RULED[(term.field, term.value)]
        return Links(ruled, None, None, holding)
    if term.field == "due":
        day = FollowUpRow.due
        is_due = day.is_(None) if term.value == NONE else day.between(term.days.first, term.days.last)
        return Links(FollowUpRow, None, None, (FollowUpRow.closed_on.is_(None), is_due))
    rows, key = _ROWS.get(str(term.field), _SPOKESPERSON)
    role = ROLES.get(str(term.field))
    rules = [SpokespersonRow.role == role] if role else []
    if term.value == NONE:
        return Links(rows, key, None, rules)
    if term.field == "tag":
        return Links(rows, key, _tags(connection, term), rules)
    if term.field == "code":
        return _codes(connection, term)
    register = MessageRow if term.field == "message" else PersonRow
    return Links(rows, key, named(connection, register, term), rules)


def _codes(connection: Connection, term: Term) -> Links:
    """Only Python folds all letters: the values of the field that are meant are looked up."""
    values = select(CodeFieldRow.id, CodeFieldRow.name, CodeValueRow.value).join_from(CodeValueRow, CodeFieldRow)
    found = connection.execute(values.where(CodeFieldRow.withdrawn.is_(False)).distinct())
    meant = [(id_, value) for id_, name, value in found if code_holds(name, value, term.value)]
    rules = [CodeValueRow.value.in_(text_set(value for _, value in meant))]
    return Links(CodeValueRow, CodeValueRow.field_id, sorted({id_ for id_, _ in meant}), rules)


def _tags(connection: Connection, term: Term) -> list[int]:
    tags = connection.execute(select(TagRow.id, TagRow.name))
    holds = tag_test(term.value)
    return [id_ for id_, name in tags if holds(name)]


def named(connection: Connection, table: type[OutletRow | PersonRow | MessageRow], term: Term) -> list[int]:
    """Return the ids of the names that hold the term's words, or that it means by an alias.

    SQL leaves few to look at; it cannot tell where words begin, and some words are enough for that: of a thousand it
    would not even read the statement.
    """
    longest = sorted(set(words(term.value)), key=len)[-_ENOUGH_WORDS:]
    may_hold = and_(true(), *(table.folded.like(f"%{_in_any_letters(word)}%") for word in longest))
    near = or_(may_hold, table.name.in_(text_set(term.also))) if term.also else may_hold
    names: Iterable[tuple[int, str]] = connection.execute(select(table.id, table.name).where(near))
    return [id_ for id_, name in names if term.asks_for(name)]


def _in_any_letters(word: str) -> str:
    """Return a word as LIKE finds it in folded names, which may have other letters for it; see plain_letters()."""
    return _MAY_HAVE_A_STROKE.sub("_", _TWO_OR_ONE.sub("%", fold(word)))
