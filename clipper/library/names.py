"""The registers of the library: outlets and people, found again by their names without case and accents."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Select, exists, false, insert, or_, select, true

from clipper.library import cleaning, logos
from clipper.library.aliases import Aliases
from clipper.library.store.sqlite import text_set
from clipper.library.store.tables import (
    ClippingRow,
    CodeFieldRow,
    MessageRow,
    OrganisationRow,
    OutletRow,
    PersonRow,
    PresetRow,
    ReporterRow,
    SavedSearchRow,
    SpokespersonRow,
    TagRow,
    TemplateRow,
)
from clipper.library.work import Work
from clipper.model import house_style
from clipper.model.clipping import Organisation
from clipper.model.draft import Known
from clipper.model.errors import WrongUsage
from clipper.model.text import clean, clean_line, fold

Named = type[OutletRow] | type[PersonRow] | type[MessageRow]
"""The registers whose names differ by more than case and accents."""

_ALIASED = (OutletRow, PersonRow)
_MONTHS = range(1, 13)

Register = Named | type[TagRow] | type[CodeFieldRow] | type[PresetRow] | type[SavedSearchRow] | type[TemplateRow]


def find_or_make(work: Work, register: Named, names: Iterable[str]) -> dict[str, int]:
    """Return the id of each name, given as it was written; names that are new are added to the register."""
    folded = {name: fold(name) for name in names}
    known = ids_of(work.connection, register, folded.values())
    new: dict[str, str] = {}
    for name, key in folded.items():
        if key not in known:
            # The first spelling of a new name is the one that is kept.
            new.setdefault(key, name)
    known |= make(work, register, [{"name": name, "folded": key} for key, name in new.items()])
    return {name: known[key] for name, key in folded.items()}


def ids_of(connection: Connection, register: Register, folded: Iterable[str]) -> dict[str, int]:
    """Return the ids of those folded names, or aliases, that the register holds."""
    wanted = list(folded)
    found = _ids_of_names(connection, register, wanted)
    if register in _ALIASED and len(found) < len(set(wanted)):
        by_alias = Aliases.of(connection, register).ids
        found = {name: by_alias[name] for name in wanted if name in by_alias} | found
    return found


def _ids_of_names(connection: Connection, register: Register, folded: Sequence[str]) -> dict[str, int]:
    if not folded:
        return {}
    found = select(register.folded, register.id).where(register.withdrawn == false())
    return dict(connection.execute(found.where(register.folded.in_(text_set(folded)))).all())


def make(work: Work, register: Register, rows: Sequence[dict[str, Any]]) -> dict[str, int]:
    """Add rows to a register; returns their ids by folded name."""
    if not rows:
        return {}
    work.connection.execute(insert(register), [{"uuid": str(uuid4()), **row} for row in rows])
    made = _ids_of_names(work.connection, register, [row["folded"] for row in rows])
    work.made(register, made.values())
    return made


def known(connection: Connection) -> Known:
    """Return all names that the library holds, in the order of the alphabet."""
    organisation = organisation_of(connection)
    outlets = select(OutletRow.name).where(OutletRow.withdrawn == false()).order_by(OutletRow.folded)
    has_some = OutletRow.domains.is_distinct_from([]), OutletRow.withdrawn == false()
    broadcasts = OutletRow.programmes.is_distinct_from([]), OutletRow.withdrawn == false()
    programmes = select(OutletRow.name, OutletRow.programmes, OutletRow.medium).where(*broadcasts)
    with_programmes = connection.execute(programmes.order_by(OutletRow.id))
    with_domains = connection.execute(select(OutletRow.name, OutletRow.domains).where(*has_some).order_by(OutletRow.id))
    return Known(
        outlets=tuple(connection.scalars(outlets)),
        reporters=tuple(connection.scalars(_people_in(ReporterRow))),
        spokespeople=tuple(connection.scalars(_our_people())),
        organisation=tuple(name for name in (organisation.name, *organisation.aliases) if name),
        outlet_aliases=tuple(Aliases.of(connection, OutletRow).names.items()),
        people_aliases=tuple(Aliases.of(connection, PersonRow).names.items()),
        outlet_domains=tuple((domain, name) for name, domains in with_domains for domain in domains),
        outlet_programmes=tuple((show, name, medium) for name, shows, medium in with_programmes for show in shows),
    )


def programmes(connection: Connection) -> list[str]:
    """Return the programmes of all clippings and outlets, in the order of the alphabet."""
    named = connection.scalars(select(ClippingRow.programme).where(ClippingRow.programme.is_not(None)).distinct())
    has_some = OutletRow.programmes.is_distinct_from([]), OutletRow.withdrawn == false()
    listed = connection.scalars(select(OutletRow.programmes).where(*has_some))
    return sorted({*named, *chain.from_iterable(listed)}, key=fold)


def _people_in(rows: type[ReporterRow] | type[SpokespersonRow]) -> Select[str]:
    return _people(_is_in(rows))


def _our_people() -> Select[str]:
    return _people(or_(_is_in(SpokespersonRow), PersonRow.ours == true()))


def _people(are_wanted: ColumnElement[bool]) -> Select[str]:
    return select(PersonRow.name).where(PersonRow.withdrawn == false(), are_wanted).order_by(PersonRow.folded)


def _is_in(rows: type[ReporterRow] | type[SpokespersonRow]) -> ColumnElement[bool]:
    return exists().where(
        rows.person_id == PersonRow.id, rows.clipping_id == ClippingRow.id, ClippingRow.withdrawn == false()
    )


def organisation_of(connection: Connection) -> Organisation:
    """Return whose library this is."""
    row = connection.execute(select(OrganisationRow)).one()
    return Organisation(
        *(row.name, tuple(row.aliases), tuple(row.languages), row.spokesperson_label, row.prepared_by),
        *(row.user_name, tuple(sorted(row.definitions.items())), row.fiscal_start, row.logo),
        house_style=tuple(sorted(row.house_style.items())),
    )


def set_organisation(work: Work, organisation: Organisation) -> None:
    """Write whose library this is; raises WrongUsage for a month, a logo or a house style that cannot be."""
    if organisation.fiscal_start not in _MONTHS:
        raise WrongUsage("A fiscal year begins in a month from 1 to 12. Nothing was changed.")
    work.put(OrganisationRow.fiscal_start, [1], organisation.fiscal_start)
    work.put(OrganisationRow.logo, [1], logos.checked(organisation.logo))
    work.put(OrganisationRow.name, [1], clean_line(organisation.name))
    work.put(OrganisationRow.aliases, [1], cleaning.names(organisation.aliases))
    work.put(OrganisationRow.languages, [1], list(organisation.languages) or ["en"])
    work.put(OrganisationRow.spokesperson_label, [1], clean_line(organisation.spokesperson_label) or "Spokesperson")
    work.put(OrganisationRow.prepared_by, [1], clean_line(organisation.prepared_by))
    work.put(OrganisationRow.user_name, [1], clean_line(organisation.user_name))
    definitions = {code: clean(text).strip() for code, text in organisation.definitions}
    work.put(OrganisationRow.definitions, [1], {code: text for code, text in definitions.items() if text})
    patterns = {code: clean_line(pattern) for code, pattern in organisation.house_style}
    patterns = {code: house_style.checked(pattern) for code, pattern in patterns.items() if pattern}
    work.put(OrganisationRow.house_style, [1], patterns)
