"""An outlet of the register, and what staff know of it."""

from dataclasses import dataclass
from datetime import date

from clipper.model.codes import Medium, Rights

TIERS = (1, 2, 3)
"""The ranks that an organisation gives outlets: the few that matter most are of the first."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who runs clippings. `reach` counts people, as `reach_source` told on the day `reach_on`; None is unknown.

    `rights` say what may be done with its texts, in the words of `rights_notice`, until the day `rights_until`.
    `aliases` are further names by which it is found, `medium` is its usual one, `country` an ISO 3166 code of two
    letters, `language` an ISO 639-1 code, `tier` one of TIERS.
    """

    name: str
    reach: int | None = None
    reach_source: str | None = None
    reach_on: date | None = None
    rights: Rights = Rights.UNKNOWN
    rights_notice: str | None = None
    rights_until: date | None = None
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    medium: Medium | None = None
    country: str | None = None
    region: str | None = None
    language: str | None = None
    tier: int | None = None
