"""Outlets, people, tags, searches, reports and the organisation that two libraries have, united field by field."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from clipper.library import (
    codebook,
    contents,
    definitions,
    deltas,
    names,
    outlets,
    people,
    presets,
    report_texts,
    saved_searches,
    tags,
    templates,
)
from clipper.library.definitions import Kept
from clipper.library.exchange_registers import key_of
from clipper.library.profiles import OWNED, UNITED, Profile, Profiles
from clipper.library.report_texts import ReportOf
from clipper.library.serialise_reports import definition_from_json, definition_to_json
from clipper.library.store.tables import TemplateRow
from clipper.library.uniting import Uniting
from clipper.library.uniting_names import as_a_part
from clipper.library.uniting_past import Unknown
from clipper.library.uniting_values import Told, Verdict, keys_of, of_key
from clipper.model.clipping import Organisation, Tag
from clipper.model.codebook import CodeField
from clipper.model.errors import Conflict, NotFound, WrongUsage
from clipper.model.saved_search import SavedSearch
from clipper.model.sheet import Preset
from clipper.model.template import Template
from clipper.model.text import fold
from clipper.model.uniting import Choice, Difference, Side
from clipper.model.values import replace

_ORGANISATION = ("name", "languages", "spokesperson_label", "prepared_by", "fiscal_start", "logo")
_ORGANISATION_SETS, _ORGANISATION_PAIRS = ("aliases",), ("definitions", "house_style")
"""But for the name of who works with a library, which is that of each copy."""


class Thing(Struct, frozen=True):
    """What both libraries have under a key, field by field; `write` takes the fields that change.

    A field is a value, a set of values where it is among `sets`, or has entries of its own where it is among `pairs`.
    `columns` are those of a field that is made of several, `blank` is what fields are of which nothing is known.
    """

    table: str
    key: str
    title: str
    ours: Mapping[str, Any]
    theirs: Mapping[str, Any]
    write: Callable[[dict[str, Any]], None]
    sets: Sequence[str] = ()
    pairs: Sequence[str] = ()
    columns: Mapping[str, Sequence[str]] = field(default_factory=dict)
    blank: Mapping[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """What its changes are told by in the pasts."""
        return f"{self.table}:{self.key}"

    def chain(self, side: Unknown, name: str, now: Any) -> list[Any]:
        """Return what a field was on a side, from now back to what both had."""
        columns = self.columns.get(name, (name,))
        if len(columns) == 1:
            return self._known(name, side.chain(self.subject, f"{self.table}.{columns[0]}", now))
        before = (
            side.chain(self.subject, f"{self.table}.{column}", value)[-1]
            for column, value in zip(columns, now, strict=True)
        )
        return self._known(name, [now, [*before]])

    def _known(self, name: str, values: Iterable[Any]) -> list[Any]:
        return [None if name in self.blank and value == self.blank[name] else value for value in values]


class UnitedThings(Struct):
    """Unites things as they are read; `known` are the profiles that the library had before, by register and key."""

    uniting: Uniting
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    # Whom a name or a domain belongs to, by the register, what it is, and itself folded.
    owners: dict[tuple[str, str, str], str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for one in (outlets.PROFILES, people.PROFILES):
            found: Iterable[Any] = one.all(self.uniting.work.connection)
            table = one.register.__tablename__
            self.known[table] = {}
            for profile in found:
                self._know(table, profile)

    def _know(self, table: str, profile: Any) -> None:
        key = key_of(table, profile.name)
        self.known[table][key] = profile
        for name in OWNED:
            self.owners |= {(table, name, fold(value)): key for value in getattr(profile, name, ())}

    def unite(self, thing: Thing) -> bool:
        """Give a thing what only the other side changed of it; returns whether both sides are the same then."""
        wanted = {name: self._united(thing, name) for name in thing.ours}
        changed = {name: value for name, value in wanted.items() if value != thing.ours[name]}
        if changed:
            before = len(self.uniting.work.deltas)
            with suppress(WrongUsage), as_a_part(self.uniting.work):
                thing.write(changed)
            if len(self.uniting.work.deltas) > before:
                self.uniting.changed.add(thing.subject)
        return all(value == thing.theirs[name] for name, value in wanted.items())

    def _united(self, thing: Thing, name: str) -> Any:
        ours, theirs = (
            thing.chain(side, name, values[name])
            for side, values in ((self.uniting.ours, thing.ours), (self.uniting.theirs, thing.theirs))
        )
        if name in thing.sets:
            return self._united_set(ours, theirs)
        if name in thing.pairs:
            return self._united_pairs(thing, name, ours, theirs)
        value = self._value(thing, name, "", ours, theirs)
        return thing.blank.get(name) if value is None else value

    def _united_set(self, ours: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
        both = [[dict.fromkeys(one or (), True) for one in chain] for chain in (ours, theirs)]
        kept = []
        for key in keys_of(both[0][0], both[1][0]):
            verdict = self.uniting.verdict(*(of_key(chain, key) for chain in both))
            side = both[1] if verdict is Verdict.THEIRS else both[0]
            kept += [key] if side[0].get(key) else []
        return kept

    def _united_pairs(self, thing: Thing, name: str, ours: Sequence[Any], theirs: Sequence[Any]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for key in keys_of(ours[0], theirs[0]):
            chains = (of_key([one or {} for one in chain], key) for chain in (ours, theirs))
            value = self._value(thing, name, key, *chains)
            kept |= {} if value is None else {key: value}
        return kept

    def _value(self, thing: Thing, name: str, entry: str, ours: Sequence[Any], theirs: Sequence[Any]) -> Any:
        verdict = self.uniting.verdict(ours, theirs)
        if verdict is not Verdict.OPEN:
            return theirs[0] if verdict is Verdict.THEIRS else ours[0]
        both = name == "text"
        chosen = self.uniting.decide(self._difference(thing, name, entry, ours, theirs, both))
        if chosen is Choice.BOTH and both:
            return f"{ours[0]}\n\n{theirs[0]}"
        return theirs[0] if chosen is Choice.THEIRS else ours[0]

    def _difference(
        self, thing: Thing, name: str, entry: str, ours: Sequence[Any], theirs: Sequence[Any], both: bool
    ) -> Difference:
        target = f"{thing.table}.{thing.columns.get(name, (name,))[0]}"
        own, other = (
            self.uniting.side(side, thing.subject, target, _said(chain[0]))
            for side, chain in ((self.uniting.ours, ours), (self.uniting.theirs, theirs))
        )
        base = _said(theirs[-1]) if len(ours) > 1 and len(theirs) > 1 else None
        key = f"{thing.subject}:{name}:{entry}"
        return Difference(key, thing.title, entry or name, own, other, base, both, thing.table)

    # Of each kind

    def organisation(self, present: Organisation, brought: Organisation) -> bool:
        """Unite whose library this is; who works with it stays."""
        work = self.uniting.work
        pairs = {name: (dict(getattr(present, name)), dict(getattr(brought, name))) for name in _ORGANISATION_PAIRS}
        ours, theirs = (
            {name: _plain(getattr(one, name)) for name in (*_ORGANISATION, *_ORGANISATION_SETS)}
            | {name: pair[place] for name, pair in pairs.items()}
            for place, one in enumerate((present, brought))
        )

        def write(values: dict[str, Any]) -> None:
            told = {name: tuple(sorted(value.items())) for name, value in values.items() if isinstance(value, dict)}
            listed = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
            names.set_organisation(work, replace(present, **{**values, **listed, **told}))

        sets, with_entries = _ORGANISATION_SETS, _ORGANISATION_PAIRS
        return self.unite(Thing("organisation", "", present.name, ours, theirs, write, sets, with_entries))

    def code_field(self, present: CodeField, brought: CodeField) -> bool:
        """Unite a field of the codebook."""
        ours, theirs = (
            {"kind": str(one.kind), "choices": [*one.choices], "definition": one.definition}
            for one in (present, brought)
        )

        def write(values: dict[str, Any]) -> None:
            listed = {"choices": tuple(values["choices"])} if "choices" in values else {}
            kind = {"kind": type(present.kind)(values["kind"])} if "kind" in values else {}
            codebook.save(self.uniting.work, replace(present, **{**values, **listed, **kind}), present.name)

        key = key_of("code_fields", present.name)
        return self.unite(Thing("code_fields", key, brought.name, ours, theirs, write))

    def profile(self, profiles: Profiles[Any], brought: Profile) -> bool:
        """Unite what is known of an outlet or a person that the library had before; False where it had none such."""
        table = profiles.register.__tablename__
        key = key_of(table, self.uniting.names.here(table, brought.name) or brought.name)
        key = key if key in self.known[table] else self.owners.get((table, "aliases", key), key)
        present = self.known[table].get(key)
        if present is None:
            return False
        self.told.add(f"{table}:{key}")
        self._unite_profile(profiles, present, profiles.cleaned(replace(brought, name=present.name)))
        return True

    def _unite_profile(self, profiles: Profiles[Any], present: Any, brought: Any) -> None:
        table, columns = profiles.register.__tablename__, {group[0]: group for group in profiles.groups}
        sets = [name for name in UNITED if name in profiles.unknown]
        ours, theirs, blank = (
            {name: _of_columns(one, group) for name, group in columns.items()}
            | {name: [*getattr(one, name)] for name in sets}
            for one in (present, self._without_owned(table, present, brought), profiles.blank(present.name))
        )

        def write(values: dict[str, Any]) -> None:
            for name, value in values.items():
                group = columns.get(name, (name,))
                given = dict(zip(group, value if len(group) > 1 else [value], strict=True))
                own: Any = profiles.register.__table__.c
                typed = {one: deltas.typed(own[one], said) for one, said in _as_tuples(given).items()}
                # One by one, since what cannot be here keeps back nothing else.
                with suppress(WrongUsage, NotFound, Conflict):
                    profiles.edit(self.uniting.work, present.name, typed)
            self._know(table, profiles.find(self.uniting.work.connection, present.name))

        key = key_of(table, present.name)
        self.unite(Thing(table, key, present.name, ours, theirs, write, sets, (), columns, blank))

    def _without_owned(self, table: str, present: Any, brought: Any) -> Any:
        """Leave out names and domains that mean another one in the library, and tell of them."""
        key = key_of(table, present.name)
        free = {
            name: tuple(one for one in getattr(brought, name) if self._is_free(table, name, one, key))
            for name in OWNED
            if hasattr(brought, name)
        }
        after = replace(brought, **free)
        if after != brought and self.uniting.tell:
            self.uniting.tell(Difference("", present.name, "", Side(), Side(), what=table).called)
        return after

    def _is_free(self, table: str, name: str, value: str, key: str) -> bool:
        is_name = name == "aliases" and fold(value) in self.known[table]
        return self.owners.get((table, name, fold(value)), key) == key and not is_name

    def clear_profiles(self) -> None:
        """Take back what they took back of outlets and people of which nothing is known there any more."""
        for profiles in (outlets.PROFILES, people.PROFILES):
            table = profiles.register.__tablename__
            for subject in sorted(self.uniting.theirs.subjects - self.told):
                of_table, _, key = subject.partition(":")
                present = self.known[table].get(key) if of_table == table else None
                if present is not None:
                    self._unite_profile(profiles, present, profiles.blank(present.name))

    def tag(self, present: Tag, hue: str, key: int | None) -> bool:
        """Unite the hue of a tag and the key that puts it on, where that is free."""
        work = self.uniting.work

        def write(values: dict[str, Any]) -> None:
            if "hue" in values:
                tags.set_hue(work, present.name, values["hue"])
            if "key" in values and values["key"] not in {one.key for one in tags.tags(work.connection) if one.key}:
                tags.set_key(work, present.name, values["key"])

        ours, theirs = {"hue": present.hue, "key": present.key}, {"hue": hue, "key": key}
        return self.unite(Thing("tags", key_of("tags", present.name), present.name, ours, theirs, write))

    def saved_search(self, present: SavedSearch, text: str) -> bool:
        """Unite a saved search."""

        def write(values: dict[str, Any]) -> None:
            saved_searches.save(self.uniting.work, SavedSearch(present.name, values["query"]))

        key = key_of("saved_searches", present.name)
        thing = Thing("saved_searches", key, present.name, {"query": present.text}, {"query": text}, write)
        return self.unite(thing)

    def preset(self, present: Preset, brought: Preset) -> bool:
        """Unite how the columns of a kind of sheet are read."""

        def write(_values: dict[str, Any]) -> None:
            presets.save(self.uniting.work, replace(brought, name=present.name))

        ours, theirs = ({"mapping": one.to_json()} for one in (present, brought))
        return self.unite(Thing("presets", key_of("presets", present.name), present.name, ours, theirs, write))

    def definition(self, present: Kept, brought: Kept) -> bool:
        """Unite the choices behind a report."""
        ours, theirs = map(_definition_fields, (present, brought))

        def write(values: dict[str, Any]) -> None:
            united = {**ours, **values}
            told = {**united["settings"], "uuid": present.definition.uuid}
            told |= {name: united[name] for name in ("name", "query")}
            definitions.replace_kept(self.uniting.work, Kept(definition_from_json(told), united["hidden"]))

        uuid, name = present.definition.uuid, brought.definition.name
        return self.unite(Thing("report_definitions", uuid, name, ours, theirs, write, (), ("settings",)))

    def report_text(self, report: ReportOf, key: str, present: str, brought: str) -> bool:
        """Unite a text that staff wrote for a report."""

        def write(values: dict[str, Any]) -> None:
            report_texts.write(self.uniting.work, report, key, values["text"])

        told = "|".join(str(deltas.plain(one)) for one in (*report.columns().values(), key))
        return self.unite(Thing("report_texts", told, str(report.period), {"text": present}, {"text": brought}, write))

    def are_one(self, present: Template, brought: Template) -> bool:
        """Tell whether two templates of a name are one: where no past is told, only their UUIDs say so."""
        return present.uuid == brought.uuid or self.uniting.told is not Told.NO_PAST

    def template(self, present: Template, brought: Template, held: Mapping[str, bytes]) -> bool:
        """Unite the files of a template of the organisation's own, and its name."""
        work = self.uniting.work

        def write(values: dict[str, Any]) -> None:
            if "files" in values:
                ready = [
                    contents.stage(work.beside.library, path, BytesIO(one), lambda _read: None)
                    for path, one in held.items()
                ]
                templates.save(work, present.name, ready)
            if values.get("name", present.name).casefold() != present.name.casefold():
                templates.rename(work, present.name, values["name"])

        ours, theirs = (
            {"name": one.name, "files": {path: asdict(file) for path, file in sorted(one.files.items())}}
            for one in (present, brought)
        )
        key = key_of(TemplateRow.__tablename__, present.name)
        return self.unite(Thing(TemplateRow.__tablename__, key, present.name, ours, theirs, write))


def _definition_fields(kept: Kept) -> dict[str, Any]:
    told = definition_to_json(kept.definition)
    settings = {name: value for name, value in told.items() if name not in ("uuid", "name", "query")}
    return {"name": kept.definition.name, "query": kept.definition.query, "hidden": kept.hidden, "settings": settings}


def _of_columns(profile: Any, group: Sequence[str]) -> Any:
    values = [_plain(getattr(profile, name)) for name in group]
    return values if len(group) > 1 else values[0]


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else deltas.plain(value)


def _as_tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _said(value: Any) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, Mapping):
        return ", ".join(map(str, value))
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value if one not in (None, ""))
    return "yes" if value is True else str(value)
