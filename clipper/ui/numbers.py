"""Numbers of people, and years, as people write and read them."""

import re

from PySide6.QtCore import QCoreApplication

from clipper.model.errors import WrongUsage
from clipper.model.numbers import number_of_people

_YEAR = re.compile(r"\d{4}", re.ASCII)


def write_number(number: int | None) -> str:
    """Return "250,000", and nothing for a number that is not known."""
    return "" if number is None else f"{number:,}"


def read_number(text: str) -> int | None:
    """Read a number of people: "250,000", "250 000", "250k", "1.5 million"; None for an empty text.

    Raises WrongUsage with a sentence for people.
    """
    text = text.strip()
    if not text:
        return None
    number = number_of_people(text)
    if number is None:
        sentence = QCoreApplication.translate("Numbers", "Write a number such as 250,000 or 250k, or leave it empty.")
        raise WrongUsage(sentence)
    return number


def read_year(text: str) -> int | None:
    """Read a year, None for an empty text; raises WrongUsage with a sentence for people."""
    text = text.strip()
    if text and not _YEAR.fullmatch(text):
        raise WrongUsage(QCoreApplication.translate("Numbers", "Write a year such as 2017, or leave it empty."))
    return int(text) if text else None
