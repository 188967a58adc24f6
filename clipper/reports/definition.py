"""What a report is asked to be: its language, audience and sections."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

SECTIONS = ("summary", "volume", "outlets", "people", "topics", "key", "issues", "clippings", "method")
"""The keys of all sections, in the order in which they stand in a report."""

LANGUAGES = ("en", "fr")
"""The languages that a report can be written in."""


class Audience(StrEnum):
    """Who may read a report; PUBLIC holds published clippings only, and never notes, tone or internal tags."""

    INTERNAL = "internal"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Definition:
    """The choices behind a report.

    `sections` are keys of SECTIONS. `excerpt_words` limits the excerpts of key coverage; the list of all clippings has
    two thirds as many. `notes` shows notes and comments of staff in that list, to an internal audience.
    """

    kind: str = "report"
    language: str = "en"
    audience: Audience = Audience.INTERNAL
    issued_on: date = field(default_factory=date.today)
    sections: tuple[str, ...] = SECTIONS
    excerpt_words: int = 60
    notes: bool = False
