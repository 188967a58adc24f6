"""What stands at the ends of a mention's line: bullet and clock before it, address and timecode behind it."""

import re

from clipper.capture.bullets import BULLET
from clipper.capture.finders.link import addresses_in
from clipper.capture.lines import trim
from clipper.model.draft import Span

LONGEST = 500
"""Code points of the longest line that may be a mention."""
_BULLET = re.compile(
    rf"{BULLET}"
    r"(?:(?P<clock>\d{1,2}(?::|\s?h\s?)\d\d(?:\s?[ap]\.?m\.?)?)\s*[–—:|-]\s+)?",
    re.IGNORECASE,
)
"""What stands before a mention: a bullet or number, and the time of a broadcast."""
_AFTER_TIMECODE = frozenset({")", "]", " "})
_LEAST_BEFORE_ADDRESS = 10
_BEFORE_ADDRESS = " <([:–—|-"
_TIMECODE = re.compile(
    r"(?<=\d)\s*[(\[](?:at |à |from |dès )?(?P<time>(?:\d{1,2}:)?\d{1,3}:\d\d|\d{1,2}\s?h(?:\s?\d\d)?"
    r"|\d{1,2}(?::\d\d)?\s?[AaPp]\.?[Mm]\.?)[)\]]\s*$"
)
"""The time in brackets at which an item stands in its programme."""
_CLOSING = " \t.)];,>"
"""What may stand behind the address that ends a line."""


def without_bullet(text: str) -> tuple[int, tuple[Span, ...]]:
    """Return the start of a line behind its bullet and its clock, and where the clock stands."""
    bullet = _BULLET.match(text)
    return bullet.end() if bullet else 0, (bullet.span("clock"),) if bullet and bullet["clock"] else ()


def without_address(text: str) -> int:
    """Return the end of a line before the web address that closes it."""
    places = addresses_in(text)
    start = len(text[: places[-1][0]].rstrip(_BEFORE_ADDRESS)) if places else 0
    return start if start > _LEAST_BEFORE_ADDRESS and not text[places[-1][1] :].strip(_CLOSING) else len(text)


def without_timecode(text: str, end: int) -> tuple[int, tuple[Span, ...]]:
    """Return the end of a line before its timecode, and where that stands."""
    timecode = _TIMECODE.search(text, 0, end) if text[end - 1 : end] in _AFTER_TIMECODE else None
    return (timecode.start(), (timecode.span("time"),)) if timecode else (end, ())


def tidied(text: str, start: int, end: int) -> Span:
    """Return a range without what parts it from others, and without a bracket whose other one is not in it."""
    start, end = trim(text, start, end)
    while text.startswith("(", start, end) and ")" not in text[start:end]:
        start, end = trim(text, start + 1, end)
    if text.startswith(")", start, end):
        start, end = trim(text, start + 1, end)
    while text.endswith("(", start, end):
        start, end = trim(text, start, end - 1)
    if text.endswith(")", start, end) and text.count(")", start, end) > text.count("(", start, end):
        end -= 1
    return start, end
