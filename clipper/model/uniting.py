"""What two copies of a library that were worked on apart have differently, and what a person may choose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from clipper.model.errors import ClipperError


class Choice(StrEnum):
    """Whose value counts where both sides changed one; BOTH puts two texts one under the other."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Side:
    """What one side has, as a person reads it, empty where it has nothing; who changed it last, where that is told."""

    text: str = ""
    who: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that both sides changed, or of which nobody can tell who did.

    `key` tells it from all others, and is the same whenever the same two copies are merged. `title` names what it is
    of, `field` is named as a clipping's fields are, or "" where the whole is meant. `base` is what both had before,
    None where that is not known.
    """

    key: str
    title: str
    field: str
    ours: Side
    theirs: Side
    base: str | None = None
    can_be_both: bool = False


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
