"""What the library knows of outlets beside their names."""

from sqlalchemy import exists, false

from clipper.library.profiles import Profiles, line_or_none, names_in_order
from clipper.library.store.tables import ClippingRow, OutletRow
from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.outlet import MOST_REACH, TIERS, Outlet, domains
from clipper.model.text import clean

_COUNTRY = late_pattern("[A-Z]{2}")


def _country(code: str | None) -> str | None:
    return (line_or_none(code) or "").upper() or None


def _check(outlet: Outlet) -> None:
    if outlet.reach is not None and not 0 <= outlet.reach <= MOST_REACH:
        raise WrongUsage("A reach is a number of people, 0 or more. Nothing was changed.")
    if outlet.tier is not None and outlet.tier not in TIERS:
        raise WrongUsage("A tier is 1, 2 or 3. Nothing was changed.")
    if outlet.country is not None and not _COUNTRY.fullmatch(outlet.country):
        raise WrongUsage(f"“{outlet.country}” is not a country’s code of two letters, such as CA. Nothing was changed.")


PROFILES = Profiles(
    OutletRow,
    Outlet,
    "outlet",
    readers={
        "aliases": names_in_order,
        "domains": domains,
        "reach_source": line_or_none,
        "rights_notice": lambda text: clean(text or "").strip() or None,
        "country": _country,
        "region": line_or_none,
        "language": line_or_none,
        "programmes": names_in_order,
    },
    check=_check,
    together=(
        ("reach", "reach_source", "reach_on"),
        ("rights", "rights_notice", "rights_until"),
        ("country", "region"),
    ),
    in_use=exists().where(ClippingRow.outlet_id == OutletRow.id, ClippingRow.withdrawn == false()),
)
"""The register of outlets."""
