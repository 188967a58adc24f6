"""Numbers of people, and years, as people write and read them."""

import re

from PySide6.QtCore import QCoreApplication

from clipper.model.errors import WrongUsage

_WHOLE = re.compile(r"\d{1,3}(?:[.,' \u2019\u00a0\u202f]\d{3})+|\d+", re.ASCII)
_SHORT = re.compile(
    r"(\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d{1,2})?) ?(k|m|thousand|mille|millions?)", re.ASCII | re.IGNORECASE
)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_LONGEST = 15
_MILLION, _THOUSAND = 1_000_000, 1_000


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
    short, whole = _SHORT.fullmatch(text), _WHOLE.fullmatch(text)
    if len(text) > _LONGEST + len("million") or not (short or whole):
        sentence = QCoreApplication.translate("Numbers", "Write a number such as 250,000 or 250k, or leave it empty.")
        raise WrongUsage(sentence)
    if short is None:
        return int(re.sub(r"\D", "", text))
    unit = short[2].casefold()
    number = short[1].replace(",", "") if re.search(r",\d{3}", short[1]) else short[1].replace(",", ".")
    return round(float(number) * (_THOUSAND if unit in ("k", "thousand", "mille") else _MILLION))


def read_year(text: str) -> int | None:
    """Read a year, None for an empty text; raises WrongUsage with a sentence for people."""
    text = text.strip()
    if text and not _YEAR.fullmatch(text):
        raise WrongUsage(QCoreApplication.translate("Numbers", "Write a year such as 2017, or leave it empty."))
    return int(text) if text else None
