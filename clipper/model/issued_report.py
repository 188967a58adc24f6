"""A report as it was issued: frozen, numbered, with the files that were handed out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct, field

from clipper.model.period import Period
from clipper.model.report import Audience, Definition

MOST_BYTES = 60_000_000
"""What the files of one issue hold together at most."""


class IssuedReport(Struct, frozen=True):
    """One version of an issued report; nothing of it changes any more.

    `uuid`, `number` and `version` are given by the library. All versions of the report of one definition, period,
    language and audience have one number; no two issues have both number and version in common. `definition` is as it
    was then. `texts` are those by staff, by the keys of clipper.model.report, `changes` sentences about what differs
    from the version before. `snapshot` is what a later version is compared with, as JSON can hold it; its "clippings"
    name the UUIDs of all clippings that the report lists. `files` are the sizes of its files in bytes, by their
    endings, such as ".pdf". Of one that is `erased` a clipping was purged: its texts, changes, snapshot and files went,
    too.
    """

    definition: Definition
    period: Period
    title: str
    issued_on: date
    issued_by: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    snapshot: Mapping[str, Any] = field(default_factory=dict)
    uuid: str = ""
    number: int = 0
    version: int = 0
    files: Mapping[str, int] = field(default_factory=dict)
    erased: bool = False

    @property
    def language(self) -> str:
        """The language it is written in."""
        return self.definition.language

    @property
    def audience(self) -> Audience:
        """Who may read it."""
        return self.definition.audience
