"""An outlet of the register, and what staff know of it."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlsplit

from msgspec import Struct

from clipper.model.codes import Medium, Rights
from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.text import clean_line

MOST_REACH = 10**15
"""More than any outlet reaches, and less than a database's whole numbers."""

TIERS = (1, 2, 3)
"""The ranks that an organisation gives outlets: the few that matter most are of the first."""

_HOST = late_pattern(r"[\w-]+(?:\.[\w-]+)+")


def rights_on(rights: Rights, until: date | None, day: date | None) -> Rights:
    """Return the rights that an outlet's are on a day, unknown once they expired; those given where no day is."""
    return Rights.UNKNOWN if until is not None and day is not None and until < day else rights


class Outlet(Struct, frozen=True):
    """Who runs clippings. `reach` counts people, as `reach_source` told on the day `reach_on`; None is unknown.

    `rights` say what may be done with its texts, in the words of `rights_notice`, until the day `rights_until`.
    `aliases` are further names: who writes one means it, and a search in names finds it by them. A domain belongs to
    one outlet. `medium` is its usual one, `country` an ISO 3166 code of two letters, `language` an ISO 639-1 code,
    `tier` one of TIERS, `programmes` are what it broadcasts.
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
    programmes: tuple[str, ...] = ()


def domains(values: Iterable[str]) -> tuple[str, ...]:
    """Return domains in small letters without "www.", each once in the order of the alphabet; a link's is taken.

    Raises WrongUsage for what is none.
    """
    hosts = {_host(value) for value in map(clean_line, values) if value}
    return tuple(sorted(hosts))


def _host(text: str) -> str:
    try:
        host = (urlsplit(text if "://" in text else f"https://{text}").hostname or "").removeprefix("www.")
    except ValueError:
        host = ""
    if not _HOST.fullmatch(host):
        raise WrongUsage(f"“{text}” is not a domain such as example.org. Nothing was changed.")
    return host
