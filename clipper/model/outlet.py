"""An outlet of the register, and what staff know of it."""

from dataclasses import dataclass
from datetime import date

from clipper.model.codes import Rights


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who runs clippings. `reach` counts people, as `reach_source` told on the day `reach_on`; None is unknown.

    `rights` say what may be done with its texts, in the words of `rights_notice`, until the day `rights_until`.
    """

    name: str
    reach: int | None = None
    reach_source: str | None = None
    reach_on: date | None = None
    rights: Rights = Rights.UNKNOWN
    rights_notice: str | None = None
    rights_until: date | None = None
