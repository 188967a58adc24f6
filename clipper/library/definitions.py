"""The definitions of reports: the built-in ones, what a person made of them, and those that are the library's own.

A built-in one has no row before somebody changes or deletes it; see clipper.model.built_in_reports.
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid4

from msgspec import Struct
from sqlalchemy import Connection, false, select

from clipper.library import names, saved_searches, templates
from clipper.library.named_rows import cleaned_name
from clipper.library.serialise_reports import definition_from_json, definition_to_json
from clipper.library.store.tables import DefinitionRow
from clipper.library.work import Work
from clipper.model.built_in_reports import UUIDS, built_in
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.report import ALL_SECTIONS, TEMPLATES, USUAL_TEMPLATES, Definition
from clipper.model.text import clean_line, fold
from clipper.model.values import replace

_COLOUR = late_pattern("#[0-9A-Fa-f]{6}")
# What is longer is most of an article, which only granted rights allow to hand out.
_MOST_WORDS = 300
_COLUMNS = ("uuid", "name", "query")


class Kept(Struct, frozen=True):
    """A definition as the library keeps it; a built-in one that is hidden is shown no more."""

    definition: Definition
    hidden: bool = False


def definitions(connection: Connection) -> list[Definition]:
    """Return all definitions: the built-in ones, then the others in the order of the alphabet.

    One whose template is not there any more has the usual one of its kind.
    """
    known = {*TEMPLATES, *(template.name for template in templates.templates(connection))}
    shown = _shown(connection, kept(connection))
    return [one if one.template in known else replace(one, template=USUAL_TEMPLATES[one.kind]) for one in shown]


def kept(connection: Connection) -> list[Kept]:
    """Return the definitions that have a row, in the order of the alphabet."""
    rows = connection.execute(select(DefinitionRow).where(DefinitionRow.withdrawn == false()))
    found = [Kept(_definition(row), row.hidden) for row in rows]
    return sorted(found, key=lambda one: (one.definition.name.casefold(), one.definition.uuid))


def _definition(row: Any) -> Definition:
    return definition_from_json({**row.settings, **{name: getattr(row, name) for name in _COLUMNS}})


def _shown(connection: Connection, own: Iterable[Kept]) -> list[Definition]:
    """The definitions that there are where these are kept."""
    by_uuid = {one.definition.uuid: one for one in own}
    language = names.organisation_of(connection).languages[0]
    first = [by_uuid.pop(one.uuid, Kept(one)) for one in built_in(language)]
    return [one.definition for one in (*first, *by_uuid.values()) if not one.hidden]


def save(work: Work, definition: Definition) -> Definition:
    """Keep a definition, new or in the place of the one with its UUID, and return it as it is kept.

    Raises WrongUsage where its name is none or taken, or a choice cannot be.
    """
    definition = cleaned(work.connection, definition)
    work.detail["name"] = definition.name
    there = _shown(work.connection, kept(work.connection))
    _require_free(there, definition)
    if definition not in there:
        _write(work, Kept(definition))
    return definition


def replace_kept(work: Work, one: Kept) -> None:
    """Keep a definition in the place of the one with its UUID, hidden or not; raises what save raises."""
    own = [each for each in _shown(work.connection, kept(work.connection)) if each.uuid != one.definition.uuid]
    definition = cleaned(work.connection, one.definition)
    if not one.hidden:
        _require_free(own, definition)
    _write(work, Kept(definition, one.hidden))


def rename(work: Work, uuid: str, name: str) -> None:
    """Give a definition another name; raises NotFound, or WrongUsage where the name is taken or none."""
    before = require(work.connection, uuid)
    renamed = save(work, replace(before, name=name))
    work.detail.update(name=before.name, new_name=renamed.name)


def duplicate(work: Work, uuid: str, name: str) -> Definition:
    """Keep another definition with the same choices; raises what rename raises."""
    return save(work, replace(require(work.connection, uuid), uuid=str(uuid4()), name=name))


def delete(work: Work, uuid: str) -> None:
    """Forget a definition; a built-in one is hidden. Raises NotFound."""
    definition = require(work.connection, uuid)
    work.detail["name"] = definition.name
    if uuid in UUIDS:
        _write(work, Kept(definition, hidden=True))
    else:
        work.put(DefinitionRow.withdrawn, _rows_of(work.connection, uuid), True)


def require(connection: Connection, uuid: str) -> Definition:
    """Return the definition with a UUID; raises NotFound."""
    for definition in _shown(connection, kept(connection)):
        if definition.uuid == uuid:
            return definition
    raise NotFound("That report is not there any more. Nothing was changed.")


def cleaned(connection: Connection, definition: Definition) -> Definition:
    """Return a definition as it is kept; raises WrongUsage for a name or a choice that cannot be."""
    if definition.brand and not _COLOUR.fullmatch(definition.brand):
        raise WrongUsage(f"“{definition.brand[:40]}” is no colour. Write it as #123C5A.")
    if not 0 < definition.excerpt_words <= _MOST_WORDS:
        raise WrongUsage(f"An excerpt has from 1 to {_MOST_WORDS} words.")
    return replace(
        definition,
        uuid=_uuid(definition.uuid),
        name=cleaned_name("report", definition.name),
        template=clean_line(definition.template),
        query=saved_searches.settled(connection, definition.query),
        language=clean_line(definition.language),
        sections=tuple(dict.fromkeys(key for key in definition.sections if key in ALL_SECTIONS)),
    )


def _uuid(given: str) -> str:
    try:
        return str(UUID(given) if given else uuid4())
    except ValueError as error:
        raise WrongUsage(f"“{given[:60]}” is not the UUID of a report.") from error


def take(work: Work, brought: Sequence[Kept]) -> list[str]:
    """Keep the definitions of an export that the library has not; returns the names of those that differ from its own.

    What the library has under a UUID or a name stays. They come together, since built-in ones may have changed names
    with one another.
    """
    own = {one.definition.uuid: one for one in kept(work.connection)}
    new = [one for one in brought if one.definition.uuid not in own]
    conflicts = [one.definition.name for one in brought if _differs(one, own.get(one.definition.uuid))]
    defaults = {one.uuid: one for one in built_in("en")}
    replaced = {*own, *(one.definition.uuid for one in new)}
    taken = {fold(one.definition.name) for one in own.values() if not one.hidden}
    taken |= {fold(one.name) for one in defaults.values() if one.uuid not in replaced}
    # The built-in ones first: where one of them cannot be taken, it is called again as it was.
    for one in sorted(new, key=lambda one: one.definition.uuid not in UUIDS):
        folded = fold(one.definition.name)
        if one.hidden or folded not in taken:
            _write(work, one)
            taken |= set() if one.hidden else {folded}
        else:
            conflicts.append(one.definition.name)
            taken |= {fold(each.name) for each in defaults.values() if each.uuid == one.definition.uuid}
    return conflicts


def _differs(one: Kept, other: Kept | None) -> bool:
    return other is not None and (one.definition, one.hidden) != (other.definition, other.hidden)


def _require_free(there: Iterable[Definition], definition: Definition) -> None:
    for other in there:
        if other.uuid != definition.uuid and fold(other.name) == fold(definition.name):
            raise WrongUsage(f"There is a report “{other.name}” already. Choose another name; nothing was kept.")


def _write(work: Work, one: Kept) -> None:
    definition = one.definition
    settings = {name: value for name, value in definition_to_json(definition).items() if name not in _COLUMNS}
    values = {"name": definition.name, "query": definition.query, "settings": settings, "hidden": one.hidden}
    rows = _rows_of(work.connection, definition.uuid)
    if rows:
        for name, value in values.items():
            work.put(getattr(DefinitionRow, name), rows, value)
    else:
        work.insert(DefinitionRow, uuid=definition.uuid, **values)


def _rows_of(connection: Connection, uuid: str) -> Sequence[int]:
    """The row of a definition that has one."""
    is_it = DefinitionRow.uuid == uuid, DefinitionRow.withdrawn == false()
    return connection.scalars(select(DefinitionRow.id).where(*is_it)).all()
