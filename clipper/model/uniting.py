"""What two copies of a library that were worked on apart have differently, and what a person may choose."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from clipper.model.errors import ClipperError

_CALLED = {
    "": "“{title}”",
    "tags": "the tag “{title}”",
    "messages": "the key message “{title}”",
    "outlets": "the outlet “{title}”",
    "people": "the person “{title}”",
    "code_fields": "the field “{title}” of the codebook",
    "saved_searches": "the saved search “{title}”",
    "presets": "the preset “{title}”",
    "report_definitions": "the report “{title}”",
    "report_texts": "a text of the report for {title}",
    "templates": "the template “{title}”",
    "organisation": "the organisation ({title})",
}


class Choice(StrEnum):
    """Whose value counts where both sides changed one; BOTH puts two texts one under the other."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


class Side(Struct, frozen=True):
    """What one side has, as a person reads it, empty where it has nothing; who changed it last, where that is told."""

    text: str = ""
    who: str = ""
    at: datetime | None = None


class Difference(Struct, frozen=True):
    """A value that both sides changed, or of which nobody can tell who did.

    `key` tells it from all others, and is the same whenever the same two copies are merged. `title` names what it is
    of, a clipping, or a row of the table `what`; `field` is named as its fields are, or "" where one side deleted the
    whole. `base` is what both had before, None where that is not known.
    """

    key: str
    title: str
    field: str
    ours: Side
    theirs: Side
    base: str | None = None
    can_be_both: bool = False
    what: str = ""

    @property
    def called(self) -> str:
        """What it is of, in a sentence."""
        return _CALLED[self.what].format(title=self.title)


Choose = Callable[[Difference], Choice | None]
"""Says whose value counts; None leaves it to a person, and ends the merge."""


def keep_ours(_difference: Difference) -> Choice:
    """Let what the library has count."""
    return Choice.OURS


class Undecided(ClipperError):
    """A person has to choose first; nothing was changed."""

    def __init__(self, differences: Sequence[Difference]) -> None:
        super().__init__(
            f"Both libraries changed {len(differences):,} of the same values. Choose which count; nothing was changed."
        )
        self.differences = tuple(differences)
