"""What is known of a backup of a library: when and why it was made, and what it holds."""

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct, field

from clipper.model.counted import Counted

LARGE = 200
"""An import or a deletion of so many clippings is backed up before."""


class Reason(StrEnum):
    """Why a backup was made; the words are part of the names of files."""

    DAY = "day"
    IMPORT = "import"
    DELETION = "deletion"
    UPDATE = "update"
    ASKED = "asked"


REASON_WORDS = {
    Reason.DAY: "After a day’s work",
    Reason.IMPORT: "Before an import",
    Reason.DELETION: "Before a deletion",
    Reason.UPDATE: "Before an update of the library’s form",
    Reason.ASKED: "Asked for",
}


class Held(Struct, frozen=True):
    """What a copy of a library holds: clippings, and the day of the newest of them outside the wastebasket.

    `mark` changes with every change: two copies of a library that have the same one are alike.
    """

    counted: Counted = field(default_factory=Counted)
    newest: date | None = None
    mark: str = ""


class Backup(Struct, frozen=True):
    """One backup. `size` counts bytes of its own file; `program` is the version that made it, "" where unknown.

    `number` tells those of one second apart. One that is not sound could not be read. `place` is where the library
    lay, or its copy, of which it was made, None for one of the library that is asked about.
    """

    path: Path
    made: datetime
    reason: Reason
    number: int = 1
    size: int = 0
    held: Held = field(default_factory=Held)
    program: str = ""
    is_sound: bool = True
    place: Path | None = None

    @property
    def name(self) -> str:
        """What it is called in lists and on the command line."""
        return self.path.stem

    @property
    def order(self) -> tuple[datetime, int]:
        """By this the newest of several is the greatest."""
        return self.made, self.number
