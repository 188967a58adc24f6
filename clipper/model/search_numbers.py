"""Numbers as a search names them: ">100000", "<=5k", "1000..20000", "1.5m"."""

import re

from msgspec import Struct

from clipper.model.errors import WrongUsage
from clipper.model.outlet import MOST_REACH

_NUMBER = r"\d[\d,]*(?:\.\d+)?[kKmM]?"
_COMPARED = re.compile(rf"(?P<sign>[<>]=?|=?)(?P<number>{_NUMBER})")
_SPAN = re.compile(rf"(?P<least>{_NUMBER})\.\.(?P<most>{_NUMBER})")
_UNITS = {"k": 1_000, "m": 1_000_000}


class Numbers(Struct, frozen=True):
    """All whole numbers from `least` to `most`, both included."""

    least: int
    most: int

    @classmethod
    def parse(cls, text: str) -> "Numbers":
        """Read a number, a comparison with one, or a span of them, from either end; raises WrongUsage."""
        if match := _SPAN.fullmatch(text):
            return cls(*sorted((_number(match["least"]), _number(match["most"]))))
        match = _COMPARED.fullmatch(text)
        if match is None:
            raise WrongUsage(f"“{text}” is not a number. Write >100000, <5000 or 1000..20000.")
        number = _number(match["number"])
        return {
            ">": cls(number + 1, MOST_REACH),
            ">=": cls(number, MOST_REACH),
            "<": cls(0, number - 1),
            "<=": cls(0, number),
        }.get(match["sign"], cls(number, number))

    def __contains__(self, number: int) -> bool:
        return self.least <= number <= self.most


def _number(text: str) -> int:
    unit = _UNITS.get(text[-1].lower(), 1)
    digits = text.rstrip("kKmM").replace(",", "")
    return min(round(float(digits) * unit), MOST_REACH)
