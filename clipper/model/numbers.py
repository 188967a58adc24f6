"""Numbers of people as they are written."""

import re

from clipper.model.late_pattern import late_pattern

_WHOLE = late_pattern(r"\d{1,3}(?:[.,' \u2009\u2019\u00a0\u202f]\d{3})+|\d+", re.ASCII)
_SHORT = late_pattern(
    r"(\d{1,3}(?:,\d{3})+|\d+(?:[.,]\d{1,2})?) ?(k|m|thousand|mille|millions?)", re.ASCII | re.IGNORECASE
)
_LONGEST = 15
_MILLION, _THOUSAND = 1_000_000, 1_000


def number_of_people(text: str) -> int | None:
    """Read "250,000", "250 000", "250k" or "1.5 million"; None for what is no such number."""
    short, whole = _SHORT.fullmatch(text), _WHOLE.fullmatch(text)
    if len(text) > _LONGEST + len("million") or not (short or whole):
        return None
    if short is None:
        return int(re.sub(r"\D", "", text))
    unit = short[2].casefold()
    number = short[1].replace(",", "") if re.search(r",\d{3}", short[1]) else short[1].replace(",", ".")
    return round(float(number) * (_THOUSAND if unit in ("k", "thousand", "mille") else _MILLION))
