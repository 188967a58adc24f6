"""Names when two libraries are united: what either side renamed, merged or deleted is followed by the other one."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any

from msgspec import Struct, field
from sqlalchemy import Connection, false, select

from clipper.library import codebook, merged, messages, names, presets, registers, saved_searches, tags
from clipper.library import definitions as reports
from clipper.library import templates as report_templates
from clipper.library.deltas import Kind
from clipper.library.exchange_registers import TABLES, key_of
from clipper.library.store.tables import (
    ClippingMessageRow,
    ClippingTagRow,
    CodeFieldRow,
    CodeValueRow,
    DefinitionRow,
    MessageRow,
    OutletRow,
    PersonRow,
    PresetRow,
    SavedSearchRow,
    TagRow,
    TemplateRow,
)
from clipper.library.uniting_past import FOLLOWED, VERB, Done, Past, Unknown
from clipper.library.work import Work
from clipper.model.errors import Conflict, NotFound, WrongUsage
from clipper.model.text import clean_line
from clipper.model.uniting import Difference, Side

TAGS, MESSAGES, OUTLETS, PEOPLE, FIELDS = (
    rows.__tablename__ for rows in (TagRow, MessageRow, OutletRow, PersonRow, CodeFieldRow)
)
_SEARCHES, _PRESETS, _REPORTS, _TEMPLATES = (
    rows.__tablename__ for rows in (SavedSearchRow, PresetRow, DefinitionRow, TemplateRow)
)
_RENAMED = {
    **dict.fromkeys(("rename_tag", "merge_tag"), TAGS),
    **dict.fromkeys(("rename_message", "merge_message"), MESSAGES),
    **dict.fromkeys(("rename_outlet", "merge_outlet", "outlet"), OUTLETS),
    **dict.fromkeys(("rename_person", "merge_person", "person"), PEOPLE),
    "rename_search": _SEARCHES,
    "rename_preset": _PRESETS,
}
_DELETED = {
    "delete_tag": TAGS,
    "delete_message": MESSAGES,
    "delete_code_field": FIELDS,
    "delete_search": _SEARCHES,
    "delete_preset": _PRESETS,
    "delete_report": _REPORTS,
    "delete_template": _TEMPLATES,
}
_LINKED = {
    ClippingTagRow.__tablename__: TAGS,
    ClippingMessageRow.__tablename__: MESSAGES,
    CodeValueRow.__tablename__: FIELDS,
}


class Renaming(Struct, frozen=True):
    """A name that another one stands for since a step; `new` is None where what had it was deleted."""

    table: str
    old: str
    new: str | None
    step: Done

    def follow(self, table: str, name: str) -> str | None:
        """Return a name as it is after this, None where what had it is gone."""
        if table != self.table or not self._meant(name):
            return name
        is_below = table == TAGS and self.new is not None
        return "/".join([self.new or "", *name.split("/")[self.old.count("/") + 1 :]]) if is_below else self.new

    def _meant(self, name: str) -> bool:
        key, old = key_of(self.table, name), key_of(self.table, self.old)
        return key == old or (self.table == TAGS and key.startswith(f"{old}/"))


def renamings(past: Past, steps: Sequence[Done]) -> list[Renaming]:
    """Return what steps of a past renamed, merged and deleted, in their order; what was taken back does not count."""
    found = []
    for step in steps:
        if step.verb == VERB:
            found += [] if step.undone else [Renaming(*one, step) for one in _followed(step)]
            continue
        source = past.steps[step.reverses - 1] if step.reverses else step
        table = _RENAMED.get(source.verb)
        old, new = source.detail.get("name", ""), source.detail.get("new_name", "")
        if step.verb == "undo" and table and new and not source.verb.startswith("merge") and source not in steps:
            found.append(Renaming(table, new, old, step))
        elif step.undone or step.verb in ("undo", "redo"):
            continue
        elif table and old and new:
            found.append(Renaming(table, old, new, step))
        elif step.verb in _DELETED and old:
            found.append(Renaming(_DELETED[step.verb], old, None, step))
    return found


def _followed(step: Done) -> Iterator[tuple[str, str, str | None]]:
    """What a library followed, or decided otherwise, when it took in another one; nothing where it is not told so."""
    try:
        told = json.loads(step.detail.get(FOLLOWED, "[]"))
        yield from (
            (table, clean_line(old), None if new is None else clean_line(new))
            for table, old, new in told
            if table in TABLES and isinstance(old, str) and isinstance(new, str | None)
        )
    except (ValueError, TypeError):
        return


class Names(Struct, eq=False, dict=True):
    """The names of one library as the other one means them, while that one is being taken in."""

    work: Work
    ours: Unknown
    theirs: Unknown
    decide: Callable[[Difference], bool]
    kept_apart: dict[tuple[str, str], str] = field(default_factory=dict)
    brought_back: set[tuple[str, str]] = field(default_factory=set)
    followed: list[tuple[str, str, str | None]] = field(default_factory=list)
    _here: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def follow_theirs(self) -> None:
        """Rename, merge and delete here what they renamed, merged and deleted, unless it was changed here."""
        for one in renamings(self.theirs.own, self.theirs.steps()):
            # What cannot be done here any more, as to a name that means another one, stays as it is.
            with suppress(WrongUsage, NotFound, Conflict), as_a_part(self.work):
                (self._rename if one.new is not None else self._delete)(one)

    def here(self, table: str, name: str) -> str | None:
        """Return what is called so by them as it is called here; None for what was deleted here."""
        if (table, name) not in self._here:
            self._here[table, name] = self._called_here(table, name)
        return self._here[table, name]

    def _called_here(self, table: str, name: str) -> str | None:
        key = key_of(table, name)
        if (table, key) in self.kept_apart:
            return self.kept_apart[table, key]
        if not any(one.table == table for one in self._own_renamings):
            return name
        if not self._live_key(table, key) and (table, key) not in self.brought_back:
            now = self._followed(table, name, self._own_renamings)
            if now is None:
                return self._deleted_here(table, name, key)
            return self._spelt(table, now) if now != name else name
        return name

    def _deleted_here(self, table: str, name: str, key: str) -> str | None:
        """What was deleted here comes back only where they used it since, and a person says so."""
        if key in self._used_by_them[table]:
            step = next(one.step for one in reversed(self._own_renamings) if one.follow(table, name) is None)
            ours = Side("", step.who, step.at)
            if self.decide(Difference(f"{table}:{key}:", name, "", ours, Side(name), name, what=table)):
                self.brought_back.add((table, key))
                return name
        return None

    def _rename(self, one: Renaming) -> None:
        new = one.new or ""
        now = self._current(one.table, one.old)
        if now is None or key_of(one.table, now) == key_of(one.table, new):
            return
        own = self._own_step(one.table, one.old, now) or self._own_step_back(one.table, new, now)
        if own is not None:
            sides = Side(now, own.who, own.at), Side(new, one.step.who, one.step.at)
            key = f"{one.table}:{key_of(one.table, one.old)}:name"
            if not self.decide(Difference(key, one.old, "name", *sides, one.old, what=one.table)):
                self.kept_apart[one.table, key_of(one.table, new)] = now
                return
        _RENAME[one.table](self.work, now, new)
        self.followed.append((one.table, now, new))

    def _delete(self, one: Renaming) -> None:
        key = key_of(one.table, one.old)
        if not self._live_key(one.table, key):
            return
        if key in self._used_by_us[one.table]:
            theirs = Side("", one.step.who, one.step.at)
            told = Difference(f"{one.table}:{key}:", one.old, "", Side(one.old), theirs, one.old, what=one.table)
            if not self.decide(told):
                return
        _DELETE[one.table](self.work, one.old)
        self.followed.append((one.table, one.old, None))

    def _current(self, table: str, old: str) -> str | None:
        """What is called here what was called so: by that name, by an alias, or by what it was renamed to."""
        if self._live_key(table, key_of(table, old)):
            return self._spelt(table, old)
        now = self._followed(table, old, renamings(self.ours.own, self.ours.own.steps))
        return self._spelt(table, now) if now is not None and self._id_of(table, now) else None

    def _own_step(self, table: str, old: str, now: str) -> Done | None:
        """The step, unknown to them, by which something got another name here."""
        if key_of(table, old) == key_of(table, now):
            return None
        own = (one for one in reversed(self._own_renamings) if one.follow(table, old) != old)
        return next((one.step for one in own), None)

    def _own_step_back(self, table: str, new: str, now: str) -> Done | None:
        """The step, unknown to them, by which what they call so now became here what it was with them."""
        back = self._followed(table, new, self._own_renamings)
        is_turned_round = back is not None and key_of(table, back) == key_of(table, now)
        return self._own_step(table, new, now) if is_turned_round else None

    @cached_property
    def _own_renamings(self) -> list[Renaming]:
        return renamings(self.ours.own, self.ours.steps())

    def _followed(self, table: str, name: str, steps: Sequence[Renaming]) -> str | None:
        now: str | None = name
        for one in steps:
            now = one.follow(table, now) if now is not None else None
        return now

    def _id_of(self, table: str, name: str) -> int | None:
        return names.ids_of(self.work.connection, TABLES[table], [key_of(table, name)]).get(key_of(table, name))

    def _spelt(self, table: str, name: str) -> str:
        row_id, rows = self._id_of(table, name), TABLES[table]
        found = None if row_id is None else self.work.connection.scalar(select(rows.name).where(rows.id == row_id))
        return str(found) if found else name

    def _live_key(self, table: str, key: str) -> bool:
        return _is_live(self.work.connection, table, key)

    @cached_property
    def _used_by_us(self) -> Mapping[str, frozenset[str]]:
        return _used(self.ours)

    @cached_property
    def _used_by_them(self) -> Mapping[str, frozenset[str]]:
        return _used(self.theirs)


def _is_live(connection: Connection, table: str, key: str) -> bool:
    rows = TABLES[table]
    if rows is DefinitionRow:
        return any(key_of(table, one.name) == key for one in reports.definitions(connection))
    return connection.scalar(select(rows.id).where(rows.folded == key, rows.withdrawn == false())) is not None


def _used(side: Unknown) -> Mapping[str, frozenset[str]]:
    """What a side used or changed, that the other one does not know, by tables: the keys of its names."""
    found: dict[str, set[str]] = {table: set() for table in TABLES}
    for (subject, target), events in side.events.items():
        table, _, key = subject.partition(":")
        if table in found:
            found[table].add(key)
        if target in _LINKED:
            table = _LINKED[target]
            for event in events:
                found[table].update(key_of(table, name) for name in _new_names(event.move.kind, event.move))
    return {table: frozenset(keys) for table, keys in found.items()}


def _new_names(kind: Kind, move: Any) -> Iterator[str]:
    if kind is Kind.LINK:
        yield from ([move.new] if move.new else [])
    else:
        had = [tuple(one) for one in move.old]
        yield from (one[0] for one in move.new if tuple(one) not in had)


@contextmanager
def as_a_part(work: Work) -> Iterator[None]:
    """Do what a verb does as a part of a step that keeps its own title; searches follow all that is renamed."""
    detail, verb, renamed, near = dict(work.detail), work.verb, work.renamed, work.subjects
    try:
        yield
    finally:
        parts = {name: said for name, said in work.detail.items() if name == merged.PART}
        work.detail.clear()
        work.detail.update(detail | parts)
        work.verb, work.subjects = verb, near
        follows = work.renamed
        if renamed is not None and follows is not None and follows is not renamed:
            work.renamed = lambda term: follows(renamed(term))


def _delete_report(work: Work, name: str) -> None:
    for one in reports.definitions(work.connection):
        if one.name == name:
            reports.delete(work, one.uuid)


_RENAME: Mapping[str, Callable[[Work, str, str], None]] = {
    TAGS: tags.rename,
    OUTLETS: lambda work, old, new: registers.rename(work, OutletRow, old, new),
    PEOPLE: lambda work, old, new: registers.rename(work, PersonRow, old, new),
    MESSAGES: lambda work, old, new: registers.rename(work, MessageRow, old, new),
    _SEARCHES: saved_searches.NAMED.rename,
    _PRESETS: presets.NAMED.rename,
}
_DELETE: Mapping[str, Callable[[Work, str], None]] = {
    TAGS: tags.delete,
    MESSAGES: messages.delete,
    FIELDS: codebook.delete,
    _SEARCHES: saved_searches.NAMED.delete,
    _PRESETS: presets.NAMED.delete,
    _REPORTS: _delete_report,
    _TEMPLATES: report_templates.delete,
}
