"""What the library knows of people beside their names."""

from sqlalchemy import ColumnElement, exists, false, or_

from clipper.library.profiles import Profiles, line_or_none, names_in_order
from clipper.library.store.tables import ClippingRow, PersonRow, QuoteRow, ReporterRow, SpokespersonRow
from clipper.model.errors import WrongUsage
from clipper.model.person import Person

_YEARS = range(1500, 2500)


def _check(person: Person) -> None:
    years = [year for year in (person.active_from, person.active_until) if year is not None]
    if not all(year in _YEARS for year in years):
        raise WrongUsage("A year has four digits, such as 2017. Nothing was changed.")
    if years != sorted(years):
        raise WrongUsage("The last year is before the first. Nothing was changed.")


def _in(rows: type[ReporterRow] | type[SpokespersonRow] | type[QuoteRow]) -> ColumnElement[bool]:
    live = ClippingRow.id == rows.clipping_id, ClippingRow.withdrawn == false()
    return exists().where(rows.person_id == PersonRow.id, *live)


PROFILES = Profiles(
    PersonRow,
    Person,
    "person",
    readers={"aliases": names_in_order, "title": line_or_none},
    check=_check,
    together=(("active_from", "active_until"),),
    in_use=or_(_in(ReporterRow), _in(SpokespersonRow), _in(QuoteRow)),
)
"""The register of people."""
