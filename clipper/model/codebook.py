"""The codebook of an organisation: which fields it codes beside those of the trade, and what its codes mean."""

import csv
import re
from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from clipper.model.errors import WrongUsage
from clipper.model.late_pattern import late_pattern
from clipper.model.text import clean, clean_line, fold

YES, NO = "yes", "no"
"""The values of a field that is true or not."""

CODED = ("tone", "prominence", "relation")
"""The codes of the trade that a codebook defines, as "tone.mixed"."""

_GROUPED = late_pattern(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER = late_pattern(r"-?\d{1,15}(?:\.\d{1,6})?")
_LONGEST_NAME, _LONGEST_TEXT, _MOST_CHOICES = 80, 2_000, 40


def _with_point(number: str) -> str:
    """Return a number as it is kept: "1,200.5", "1 200,5" and "1200.5" are one; a comma parts threes, or decimals."""
    number = re.sub(r"\s", "", number)
    if _GROUPED.fullmatch(number):
        return number.replace(",", "")
    return number.replace(",", ".") if number.count(",") == 1 and "." not in number else number


def write_choices(choices: Iterable[str]) -> str:
    """Return choices as a person types them: parted by commas, one that has a comma itself in quotation marks."""
    return ", ".join('"' + one.replace('"', '""') + '"' if set(one) & {",", '"'} else one for one in choices)


def read_choices(text: str) -> tuple[str, ...]:
    """Return the choices of a text that is written so."""
    return tuple(next(csv.reader([clean_line(text)], skipinitialspace=True), ()))


class FieldKind(StrEnum):
    """What the values of a field of the codebook are."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"


class CodeField(Struct, frozen=True):
    """A field that an organisation defines; `definition` says in words how it is coded, `choices` are of a CHOICE."""

    name: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
    definition: str = ""

    def cleaned(self) -> "CodeField":
        """Return the field as it is kept; raises WrongUsage where it has no name, or a choice nothing to choose."""
        name = clean_line(self.name)
        if not 0 < len(name) <= _LONGEST_NAME:
            raise WrongUsage(f"A field needs a name of at most {_LONGEST_NAME} characters. Nothing was changed.")
        first: dict[str, str] = {}
        for choice in filter(None, map(clean_line, self.choices)):
            first.setdefault(fold(choice), choice)
        choices = tuple(first.values())
        if self.kind is FieldKind.CHOICE and not 2 <= len(choices) <= _MOST_CHOICES:
            raise WrongUsage(f"A choice needs 2 to {_MOST_CHOICES} different values. Nothing was changed.")
        if any(len(choice) > _LONGEST_NAME for choice in choices):
            raise WrongUsage(f"A value to choose has at most {_LONGEST_NAME} characters. Nothing was changed.")
        kept = choices if self.kind is FieldKind.CHOICE else ()
        return CodeField(name, self.kind, kept, clean(self.definition).strip())

    @property
    def options(self) -> tuple[str, ...]:
        """The values that can be chosen; none of a number or text."""
        return (YES, NO) if self.kind is FieldKind.YES_NO else self.choices

    def read(self, text: str) -> str | None:
        """Return the value that a text is, None for an empty one; raises WrongUsage where it cannot be one."""
        value = clean(text).strip() if self.kind is FieldKind.TEXT else clean_line(text)
        if not value:
            return None
        if self.options and value not in self.options:
            offered = write_choices(self.options)
            raise WrongUsage(f"“{value}” is not a value of {self.name}. Choose one of {offered}.")
        if self.kind is FieldKind.NUMBER:
            value = _with_point(value)
            if not _NUMBER.fullmatch(value):
                raise WrongUsage(f"“{clean_line(text)}” is not a number. Write it in digits, such as 12 or 0.5.")
        if len(value) > _LONGEST_TEXT:
            raise WrongUsage(f"A value has at most {_LONGEST_TEXT:,} characters. Nothing was changed.")
        return value
