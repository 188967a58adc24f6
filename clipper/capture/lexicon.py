"""What one reading knows beforehand: the outlets, the library's people, and today."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct, field

from clipper.capture.finders.date import FoundDate
from clipper.capture.finders.mentions import People, people_of
from clipper.capture.finders.names import is_nobody, is_person, knows_first_name
from clipper.capture.outlets import Outlet, Outlets, key
from clipper.model.codes import Medium
from clipper.model.draft import Known, Span
from clipper.model.text import fold

if TYPE_CHECKING:
    from clipper.capture.cut import Cut


class Lexicon(Struct, frozen=True, eq=False):
    """Known names in the forms in which lines are compared with them.

    `programmes` keeps which names were found to be programmes, since every style of a mention asks about its pieces;
    `only_when` keeps which lines tell nothing but a day, since three finders ask. `days` keeps the days of lines by
    these and the year that was taken for them, since each way to read a list asks. `names` keeps the places of names in
    pieces of lines, and what that reading is worth: each way to cut a line asks, and lists name the same people again.
    `cuts` keeps the cuts of lines as mentions, by the year that was taken and whether a heading gave the day.
    """

    outlets: Outlets
    reporters: frozenset[str]
    spokespeople: dict[str, str]
    today: date
    programmes: dict[str, bool] = field(default_factory=dict)
    only_when: dict[str, bool] = field(default_factory=dict)
    days: dict[tuple[str, int | None], list[FoundDate]] = field(default_factory=dict)
    names: dict[str, tuple[tuple[Span, ...], float]] = field(default_factory=dict)
    cuts: "dict[tuple[str, int | None, bool], Cut | None]" = field(default_factory=dict)
    organisation: frozenset[str] = frozenset()

    @classmethod
    def of(cls, known: Known, today: date) -> "Lexicon":
        """Prepare the known names of a library."""
        return cls(
            Outlets(known),
            frozenset(map(fold, (*known.reporters, *_also_called(known, known.reporters)))),
            {fold(name): name for name in known.spokespeople} | _also_called(known, known.spokespeople),
            today,
            organisation=frozenset(map(key, known.organisation)),
        )

    @property
    def people(self) -> People:
        """Its people, prepared to be found in a text."""
        return people_of(tuple(self.spokespeople.items()))

    def called(self, names: Sequence[str]) -> People:
        """Return somebody's people prepared so, each with the other names that the library has for them."""
        own = {fold(name): name for name in names}
        meant = {self.spokespeople.get(key, name): name for key, name in own.items()}
        aliases = {alias: meant[name] for alias, name in self.spokespeople.items() if name in meant}
        return people_of(tuple((aliases | own).items()))

    def is_whole_name(self, name: str) -> bool:
        """Tell whether a name with "and" or a comma in it is one reporter, not two."""
        return fold(name) in self.reporters or self.outlets.find(name) is not None

    def is_known_reporter(self, name: str) -> bool:
        """Tell whether the library, or the list of outlets, has this name."""
        return fold(name) in self.reporters or self.outlets.find(name) is not None

    def is_organisation(self, name: str | None) -> bool:
        """Tell whether a name is that of the organisation whose library this is."""
        return bool(name) and bool(self.organisation) and key(name or "") in self.organisation

    def is_agency(self, name: str | None) -> bool:
        """Tell whether a name is that of a news agency, whose pieces others run."""
        outlet = self.outlets.find(name) if name else None
        return outlet is not None and outlet.medium is Medium.NEWSWIRE

    def publishes_nowhere(self, name: str | None) -> bool:
        """Tell whether a name is an agency's without a site, such as a programme that pays reporters of many papers."""
        outlet = self.outlets.find(name) if name and self.is_agency(name) else None
        return outlet is not None and outlet.domain is None

    def is_nobody(self, name: str) -> bool:
        """Tell whether a signature names no reporter, only the staff, perhaps of a known outlet as "CBC Staff" does.

        That of an agency stays a name: it tells whose piece others run.
        """
        if fold(name) in self.reporters:
            return False
        parts = name.split()
        return is_nobody(name) or any(
            self._is_publisher(" ".join(parts[:place])) and is_nobody(" ".join(parts[place:]))
            for place in range(1, len(parts))
        )

    def whole_of(self, name: str) -> Outlet | None:
        """Return the known outlet that a name begins with and whose part it is, as "BBC Wales" is one of the BBC.

        What may be somebody's name is none, and what stands in capitals is called so as a whole.
        """
        if name.isupper() or (is_person(name) and knows_first_name(name)):
            return None
        ends = [space for space, sign in enumerate(name) if sign.isspace()]
        known = (self.outlets.find(name[:end]) for end in reversed(ends))
        return next((outlet for outlet in known if outlet and not outlet.is_word), None)

    def _is_publisher(self, name: str) -> bool:
        outlet = self.outlets.find(name)
        return outlet is not None and outlet.medium is not Medium.NEWSWIRE


def _also_called(known: Known, people: Sequence[str]) -> dict[str, str]:
    """Return the names of people by their aliases, folded."""
    some = frozenset(people)
    return {fold(alias): name for alias, name in known.people_aliases if name in some}
