"""Numbers as a search names them: ">100000", "<=5k", "1000..20000", "1.5m", "100 000"."""

import re

from msgspec import Struct

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.numbers import number_of_people
from clipper.model.outlet import MOST_REACH
from clipper.model.sentence import Sentence

_COMPARED = late_pattern(r"(?P<sign>[<>]=?|=?)\s*(?P<number>.*)", re.DOTALL)


class Numbers(Struct, frozen=True):
    """All whole numbers from `least` to `most`, both included."""

    least: int
    most: int

    @classmethod
    def parse(cls, text: str) -> "Numbers":
        """Read a number, a comparison with one, or a span of them, from either end; raises WrongUsage."""
        least, dots, most = text.partition("..")
        if dots:
            return cls(*sorted((_number(least, text), _number(most, text))))
        match = _COMPARED.fullmatch(text)
        assert match is not None
        number = _number(match["number"], text)
        return {
            ">": cls(number + 1, MOST_REACH),
            ">=": cls(number, MOST_REACH),
            "<": cls(0, number - 1),
            "<=": cls(0, number),
        }.get(match["sign"], cls(number, number))

    def __contains__(self, number: int) -> bool:
        return self.least <= number <= self.most


def _number(text: str, whole: str) -> int:
    number = number_of_people(text.strip())
    if number is None:
        raise WrongUsage(Sentence("“{text}” is not a number. Write >100000, <5000 or 1000..20000.", text=whole))
    return min(number, MOST_REACH)


def without_spaces(text: str) -> str:
    """Return numbers that a text of a search names as they are written in one word: "100 000" as "100,000"."""
    return re.sub(r"\s", "", re.sub(r"(?<=\d)\s(?=\d)", ",", text))
