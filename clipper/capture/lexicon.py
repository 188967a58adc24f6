"""What one reading knows beforehand: the outlets, the library's people, and today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from clipper.capture.outlets import Outlets
from clipper.model.draft import Known
from clipper.model.text import fold


@dataclass(frozen=True)
class Lexicon:
    """Known names in the forms in which lines are compared with them.

    `programmes` keeps which names were found to be programmes, since every style of a mention asks about its pieces.
    """

    outlets: Outlets
    reporters: frozenset[str]
    spokespeople: dict[str, str]
    today: date
    programmes: dict[str, bool] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, known: Known, today: date) -> "Lexicon":
        """Prepare the known names of a library."""
        return cls(
            Outlets(known),
            frozenset(map(fold, (*known.reporters, *_also_called(known, known.reporters)))),
            {fold(name): name for name in known.spokespeople} | _also_called(known, known.spokespeople),
            today,
        )

    def is_whole_name(self, name: str) -> bool:
        """Tell whether a name with "and" or a comma in it is one reporter, not two."""
        return fold(name) in self.reporters or self.outlets.find(name) is not None

    def is_known_reporter(self, name: str) -> bool:
        """Tell whether the library, or the list of outlets, has this name."""
        return fold(name) in self.reporters or self.outlets.find(name) is not None


def _also_called(known: Known, people: Sequence[str]) -> dict[str, str]:
    """Return the names of people by their aliases, folded."""
    some = frozenset(people)
    return {fold(alias): name for alias, name in known.people_aliases if name in some}
