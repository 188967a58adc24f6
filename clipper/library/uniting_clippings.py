"""Clippings that two libraries have, united field by field, and lists entry by entry."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from clipper.library import (
    attachments,
    codebook,
    deltas,
    follow_ups,
    highlights,
    messages,
    names,
    quotes,
    stories,
    tags,
)
from clipper.library.aliases import OwnNames
from clipper.library.deltas import ListRows
from clipper.library.merging import united_notes
from clipper.library.store.tables import (
    AttachmentRow,
    ClippingMessageRow,
    ClippingRow,
    ClippingTagRow,
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
from clipper.library.uniting import Uniting
from clipper.library.uniting_names import FIELDS, MESSAGES, OUTLETS, PEOPLE, TAGS
from clipper.library.uniting_values import Verdict, keys_of, of_key
from clipper.library.work import Work
from clipper.model.attachment import Attachment
from clipper.model.clipping import Clipping
from clipper.model.medium_fields import LENGTHS, MEDIUM_FIELDS, write_length
from clipper.model.text import fold
from clipper.model.uniting import Choice, Difference
from clipper.model.values import replace

_SCALARS = {
    name: f"clippings.{name}"
    for name in (
        *("headline", "deck", "programme", "medium", "published_on", "url", "language", "body", "state", "relation"),
        *("tone", "prominence", "starred", "publish", "rights", "note", "deleted", *MEDIUM_FIELDS),
    )
}
_OUTLET, _STORY, _DELETED, _NOTE = (f"clippings.{name}" for name in ("outlet_id", "story_id", "deleted", "note"))
_COLUMNS = {**_SCALARS, "outlet": _OUTLET, "story": _STORY}
_TAGS, _MESSAGES = ClippingTagRow.__tablename__, ClippingMessageRow.__tablename__
_LINKS = {"tags": _TAGS, "messages": _MESSAGES}
_CODES, _ATTACHED = CodeValueRow.__tablename__, AttachmentRow.__tablename__
_LISTS = {
    "reporters": ReporterRow.__tablename__,
    "spokespeople": SpokespersonRow.__tablename__,
    "codes": _CODES,
    "highlights": HighlightRow.__tablename__,
    "quotes": QuoteRow.__tablename__,
    "follow_ups": FollowUpRow.__tablename__,
    "attachments": _ATTACHED,
}
_IDENTITY = {HighlightRow.__tablename__: 0, QuoteRow.__tablename__: 1, FollowUpRow.__tablename__: 0, _ATTACHED: 1}
"""The place of the UUID in an entry of a list; other entries are known by the name that they begin with."""
_TARGETS = {**_COLUMNS, **_LINKS, **_LISTS}

_Entries = Mapping[Any, tuple[Any, ...]]


class UnitedClippings(Struct):
    """Clippings that wait until all of an export is read; `with_content` keeps what a file holds."""

    uniting: Uniting
    with_content: Callable[[Attachment], Attachment]
    pairs: list[tuple[Clipping, Clipping]] = field(default_factory=list)
    columns: dict[str, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))
    lists: dict[str, dict[int, list[Any]]] = field(default_factory=lambda: defaultdict(dict))
    links: dict[tuple[str, str, bool], list[int]] = field(default_factory=lambda: defaultdict(list))

    def wait(self, present: Clipping, brought: Clipping) -> None:
        """Let a clipping wait that differs from that of the library."""
        self.pairs.append((present, brought))

    def finish(self) -> int:
        """Unite all that waits, and return how many clippings of the library were changed."""
        own = OwnNames.of(self.uniting.work.connection)
        for present, brought in self.pairs:
            _Pair(self, present, renamed(own.of_clipping(brought), self.uniting)).unite()
        before = len(self.uniting.work.deltas)
        self._write()
        moved = {one for delta in self.uniting.work.deltas[before:] for one in delta.touched}
        self.uniting.changed.update(map(str, moved))
        return len(moved)

    def _write(self) -> None:
        work = self.uniting.work
        for target, values in self.columns.items():
            _WRITE.get(target, _put_column)(work, target, values)
        for (target, name, is_on), ids in self.links.items():
            _link(work, target, name, is_on, ids)
        for target, lists in self.lists.items():
            _put_lists(work, target, lists)


class _Pair(Struct):
    """A clipping as the library has it, and as it comes."""

    all: UnitedClippings
    present: Clipping
    brought: Clipping

    def unite(self) -> None:
        for name, target in _TARGETS.items():
            if name in _COLUMNS:
                self._unite_value(name, target)
            elif name in _LINKS:
                self._unite_links(name, target)
            else:
                self._unite_list(name, target)

    def _unite_value(self, name: str, target: str) -> None:
        own, other = (deltas.plain(getattr(one, name)) for one in (self.present, self.brought))
        ours, theirs = self._chains(target, own, other, self._same(target))
        verdict = self.all.uniting.verdict(ours, theirs)
        if target == _DELETED and verdict is not Verdict.SAME and self._is_worked_on(other):
            verdict = Verdict.OPEN
        if verdict is Verdict.THEIRS:
            self.all.columns[target][self.present.id] = other
        elif verdict is Verdict.OPEN:
            self._choose_value(name, target, own, other, theirs[-1])

    def _is_worked_on(self, theirs_deleted: bool) -> bool:
        """Tell whether the side that did not delete the clipping did something else to it."""
        uniting = self.all.uniting
        side = uniting.ours if theirs_deleted else uniting.theirs
        deleter = uniting.theirs if theirs_deleted else uniting.ours
        return self.present.uuid in side.subjects and bool(deleter.events.get((self.present.uuid, _DELETED)))

    def _choose_value(self, name: str, target: str, own: Any, other: Any, base: Any) -> None:
        choice = self._decide(target, "", name, own, other, base, can_be_both=target == _NOTE and bool(own and other))
        if choice is Choice.THEIRS:
            self.all.columns[target][self.present.id] = other
        elif choice is Choice.BOTH:
            self.all.columns[target][self.present.id] = united_notes(own, other)

    def _unite_links(self, name: str, target: str) -> None:
        own, other = ({_key(name, one): one for one in getattr(side, name)} for side in (self.present, self.brought))
        ours, theirs = self._chains(target, frozenset(own.values()), frozenset(other.values()), self._linked(name))
        for key in keys_of(own, other):
            verdict = self.all.uniting.verdict(
                *([key in linked or None for linked in chain] for chain in (ours, theirs))
            )
            if verdict is Verdict.THEIRS:
                self.all.links[target, other.get(key) or own[key], key in other].append(self.present.id)

    def _linked(self, name: str) -> Callable[[frozenset[str]], frozenset[str]]:
        table = TAGS if name == "tags" else MESSAGES
        here = self.all.uniting.names.here
        return lambda linked: frozenset(_key(name, now) for one in linked if (now := here(table, one)) is not None)

    def _same(self, target: str) -> Callable[[Any], Any]:
        """Return what leaves out of a value what makes no difference, such as how a shared name is spelt."""
        here = self.all.uniting.names.here
        return (lambda name: name and fold(here(OUTLETS, name) or name)) if target == _OUTLET else lambda value: value

    def _entries(self, target: str) -> Callable[[Sequence[Any]], _Entries]:
        table = PEOPLE if target in deltas.PEOPLE else FIELDS if target == _CODES else None
        here = self.all.uniting.names.here
        if table is None:
            return lambda listed: _entries(target, listed)
        return lambda listed: _entries(target, [[here(table, one[0]) or one[0], *one[1:]] for one in listed])

    def _unite_list(self, name: str, target: str) -> None:
        own, other = _listed(self.present, name), _listed(self.brought, name)
        if name == "attachments" and own == other:
            return
        ours, theirs = self._chains(target, own, other, self._entries(target))
        kept: dict[Any, tuple[Any, ...]] = {}
        for key in keys_of(ours[0], theirs[0]):
            entry = self._united_entry(name, target, key, of_key(ours, key), of_key(theirs, key))
            if entry is not None:
                kept[key] = entry
        orders = [[*map(list, chain)] for chain in (ours, theirs)]
        is_theirs = self.all.uniting.verdict(*orders) is Verdict.THEIRS
        order = keys_of(theirs[0], ours[0]) if is_theirs else keys_of(ours[0], theirs[0])
        spelt = self._spelt(target, own, other)
        result = [spelt(key, kept[key]) for key in order if key in kept]
        if [tuple(one) for one in result] != [tuple(one) for one in own]:
            self.all.lists[target][self.present.id] = self._with_contents(target, own, result)

    def _united_entry(
        self, name: str, target: str, key: Any, ours: Sequence[Any], theirs: Sequence[Any]
    ) -> tuple[Any, ...] | None:
        own, other = ours[0], theirs[0]
        verdict = self.all.uniting.verdict(ours, theirs)
        if verdict is Verdict.OPEN:
            chosen = self._decide(target, str(key), name, own, other, theirs[-1])
            verdict = Verdict.THEIRS if chosen is Choice.THEIRS else Verdict.OURS
        entry: tuple[Any, ...] | None = other if verdict is Verdict.THEIRS else own
        return entry

    def _spelt(self, target: str, own: Sequence[Any], other: Sequence[Any]) -> Callable[[Any, tuple[Any, ...]], Any]:
        """Return how an entry is written with the name that it begins with, as the library spells it."""
        if target in _IDENTITY and target != QuoteRow.__tablename__:
            return lambda _key, entry: list(entry)
        spelt = {fold(str(said[0])): said[0] for said in (*other, *own)}
        return lambda _key, entry: [spelt.get(entry[0], entry[0]), *entry[1:]]

    def _with_contents(self, target: str, own: Sequence[Any], result: Sequence[Any]) -> list[Any]:
        if target != _ATTACHED:
            return [list(one) for one in result]
        known = {said[0] for said in own}
        files = (attachments.attachment_of(said) for said in result)
        return attachments.said_by([one if one.sha256 in known else self.all.with_content(one) for one in files])

    def _chains(self, target: str, own: Any, other: Any, same: Callable[[Any], Any]) -> tuple[list[Any], list[Any]]:
        uniting, uuid = self.all.uniting, self.present.uuid
        ours = map(same, uniting.ours.chain(uuid, target, own))
        theirs = map(same, uniting.theirs.chain(uuid, target, other))
        return [*ours], [*theirs]

    def _decide(
        self, target: str, entry: str, name: str, own: Any, other: Any, base: Any, can_be_both: bool = False
    ) -> Choice:
        uniting, uuid = self.all.uniting, self.present.uuid
        ours = uniting.side(uniting.ours, uuid, target, said(name, own))
        theirs = uniting.side(uniting.theirs, uuid, target, said(name, other))
        has_base = bool(uniting.theirs.events.get((uuid, target)) and uniting.ours.events.get((uuid, target)))
        told = said(name, base) if has_base else None
        key = f"{uuid}:{target}:{entry}"
        return uniting.decide(Difference(key, self.present.title, name, ours, theirs, told, can_be_both))


def renamed(clipping: Clipping, uniting: Uniting) -> Clipping:
    """Return a clipping that comes with the names that stand in the library for what it names."""
    here = uniting.names.here
    people = {name: here(PEOPLE, name) or name for name in _people_in(clipping)}
    return replace(
        clipping,
        outlet=clipping.outlet and here(OUTLETS, clipping.outlet),
        reporters=_once(people[one] for one in clipping.reporters),
        spokespeople=tuple(
            {
                fold(people[one.name]): replace(one, name=people[one.name]) for one in reversed(clipping.spokespeople)
            }.values()
        )[::-1],
        quotes=tuple(replace(one, speaker=people[one.speaker]) for one in clipping.quotes),
        tags=_once(now for one in clipping.tags if (now := here(TAGS, one)) is not None),
        messages=_once(now for one in clipping.messages if (now := here(MESSAGES, one)) is not None),
        codes=tuple((now, value) for one, value in clipping.codes if (now := here(FIELDS, one)) is not None),
    )


def _people_in(clipping: Clipping) -> set[str]:
    ours = (one.name for one in clipping.spokespeople)
    return {*clipping.reporters, *ours, *(one.speaker for one in clipping.quotes)}


def _once(named: Iterable[str]) -> tuple[str, ...]:
    return tuple({fold(one): one for one in reversed([*named])}.values())[::-1]


def _key(field_: str, name: str) -> str:
    return name.casefold() if field_ == "tags" else fold(name)


def _listed(clipping: Clipping, name: str) -> list[Any]:
    """Return what a clipping has a list of, as the log tells it: names in the place of ids."""
    return _LISTED[name](clipping)


def _said_of_quotes(clipping: Clipping) -> list[Any]:
    return quotes.said_by(clipping.quotes, _ItsOwnName())


class _ItsOwnName(dict[str, Any]):
    """Gives back the name that it is asked for."""

    def __missing__(self, name: str) -> str:
        return name


_LISTED: dict[str, Callable[[Clipping], list[Any]]] = {
    "reporters": lambda one: [[name] for name in one.reporters],
    "spokespeople": lambda one: [[person.name, str(person.role)] for person in one.spokespeople],
    "codes": lambda one: [[name, value] for name, value in one.codes],
    "highlights": lambda one: highlights.said_by(one.highlights),
    "quotes": _said_of_quotes,
    "follow_ups": lambda one: follow_ups.said_by(one.follow_ups),
    "attachments": lambda one: attachments.said_by(one.attachments),
}


def _entries(target: str, listed: Sequence[Sequence[Any]]) -> _Entries:
    """Return the entries of a list by what each is known by; names are folded."""
    if target == QuoteRow.__tablename__:
        return {one[1]: (fold(one[0]), *one[1:]) for one in listed}
    if target in _IDENTITY:
        return {one[_IDENTITY[target]]: tuple(one) for one in listed}
    return {fold(one[0]): (fold(one[0]), *one[1:]) for one in listed}


def said(name: str, value: Any) -> str:
    """Return a value of a field as a person reads it; codes and days as the library keeps them."""
    if value is None or value is False:
        return ""
    if isinstance(value, tuple):
        return " · ".join(str(one) for one in _worth_reading(name, value) if one not in (None, ""))
    return write_length(value) if name in LENGTHS else "yes" if value is True else str(value)


def _worth_reading(name: str, entry: Sequence[Any]) -> Sequence[Any]:
    if name == "highlights":
        return entry[2], entry[5], entry[1]
    if name == "quotes":
        return entry[2], entry[0]
    return entry[2:3] if name == "attachments" else entry[1:] if name in ("follow_ups", "codes") else entry


# Writing


def _put_column(work: Work, target: str, values: Mapping[int, Any]) -> None:
    column = getattr(ClippingRow, target.partition(".")[2])
    work.put_each(column, {id_: deltas.typed(column, value) for id_, value in values.items()})


def _put_outlets(work: Work, _target: str, values: Mapping[int, Any]) -> None:
    known = names.find_or_make(work, OutletRow, sorted({name for name in values.values() if name}))
    work.put_each(ClippingRow.outlet_id, {id_: known.get(name or "") for id_, name in values.items()})


def _put_stories(work: Work, _target: str, values: Mapping[int, Any]) -> None:
    known = stories.find_or_make(work, sorted({uuid for uuid in values.values() if uuid}))
    work.put_each(ClippingRow.story_id, {id_: known.get(uuid or "") for id_, uuid in values.items()})


_WRITE: dict[str, Callable[[Work, str, Mapping[int, Any]], None]] = {_OUTLET: _put_outlets, _STORY: _put_stories}


def _link(work: Work, target: str, name: str, is_on: bool, ids: Sequence[int]) -> None:
    rows, _ = deltas.LINKED[target]
    if target == _TAGS:
        linked = tags.find_or_make(work, [name])[name] if is_on else _id_of(work, TagRow, name.casefold())
    else:
        linked = names.find_or_make(work, MessageRow, [messages.cleaned_message(name)]).popitem()[1]
    if linked is not None:
        (work.link if is_on else work.unlink)(rows, linked, ids)


def _id_of(work: Work, register: type[TagRow], folded: str) -> int | None:
    return names.ids_of(work.connection, register, [folded]).get(folded)


def _put_lists(work: Work, target: str, lists: Mapping[int, list[Any]]) -> None:
    rows: ListRows = deltas.LISTED[target][0]
    if target in deltas.PEOPLE:
        known: Mapping[str, int] = names.find_or_make(work, PersonRow, _first_of(lists))
    elif target == _CODES:
        known = codebook.find_or_make(work, _first_of(lists))
    else:
        work.put_lists(rows, lists)
        _put_comments(work, target, lists)
        return
    with_ids = {id_: [[known[first], *rest] for first, *rest in listed] for id_, listed in lists.items()}
    work.put_lists(rows, {id_: sorted(listed) if target == _CODES else listed for id_, listed in with_ids.items()})


def _first_of(lists: Mapping[int, list[Any]]) -> list[str]:
    return list(dict.fromkeys(said[0] for listed in lists.values() for said in listed))


def _put_comments(work: Work, target: str, lists: Mapping[int, list[Any]]) -> None:
    if target == HighlightRow.__tablename__:
        comments = {
            id_: highlights.comments_of([*map(highlights.highlight_of, listed)]) for id_, listed in lists.items()
        }
        work.put_each(ClippingRow.comments, comments)
