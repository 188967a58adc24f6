"""The parts of what stands in the search box, between spaces, while one of them is being typed."""

from collections.abc import Iterator

from msgspec import Struct

from clipper.model.late_pattern import late_pattern
from clipper.model.search_fields import FIELDS

_TOKEN = late_pattern(r'(?=[^\s()])(-?)(?:([A-Za-z]+):)?(?:"([^"]*)("?)|([^\s()]*))')


class Token(Struct, frozen=True):
    """One part of the text between spaces; `field` is None where no known field and colon stand before the value."""

    start: int
    end: int
    text: str
    field: str | None
    value: str
    negated: bool
    closed: bool


def tokens(text: str) -> Iterator[Token]:
    """Yield the parts of a text, with their places in code points."""
    for match in _TOKEN.finditer(text):
        minus, name, quoted, quote, bare = match.groups()
        known = name.lower() if name and name.lower() in FIELDS else None
        value = quoted if quoted is not None else bare or ""
        yield Token(match.start(), match.end(), match[0], known, value, minus == "-", quoted is None or bool(quote))


def token_at(text: str, caret: int) -> Token | None:
    """Return the part that is being typed: the one that the caret stands at the end of."""
    return next((token for token in tokens(text) if token.end == caret), None)


def empty_token(caret: int) -> Token:
    """Return the part that may begin where nothing is typed yet."""
    return Token(caret, caret, "", None, "", negated=False, closed=True)
