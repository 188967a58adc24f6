"""A headline of a list that may hold more than the headline: a name, an outlet, a mark, or half of its words."""

import re
from collections.abc import Iterator

from clipper.capture.cut import BY, is_outlet, people_of
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import trim
from clipper.model.draft import Span

_ENDS_WITH_MARK = re.compile(r"[,;:/|–—(-]$")
_BEGINS_WITH_MARK = re.compile(r"\(\d{1,3}\)|\d{1,3}\s[–—-]\s|[^\w\s\"'“”„«»‘’¿¡(\[$€£#@+.…&<–—‹*%-]")
_BEGINS_WITH_BOX = re.compile(r"\[[ xX]?\]")
_QUOTED = re.compile(r"(?:“[^“”]+”|«[^«»]+»|\"[^\"]+\"|„[^„“”]+[“”])[,;]?\s+")
_LAST = re.compile(r"\s+[–—|/·-]\s+|\s+\(|[”»\"“],?\s+(?:von|di|de|in|dans)\s+(?:the\s+)?|\s(?:via|per)\s+")
_AROUND = " \t.,;:–—|()"


def may_hold_more(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a headline has a mark at an end, or a person or a known outlet behind a mark in it."""
    if _ENDS_WITH_MARK.search(text) or _BEGINS_WITH_MARK.match(text) or _BEGINS_WITH_BOX.match(text):
        return True
    return any(_is_source(text, place, lexicon) for place in _last_pieces(text))


def _last_pieces(text: str) -> Iterator[Span]:
    """Yield what stands behind the last mark, and behind a quotation that opens a headline."""
    marks = list(_LAST.finditer(text))
    if marks:
        yield trim(text, marks[-1].end(), len(text), _AROUND)
    if quoted := _QUOTED.match(text):
        by = BY.match(text, quoted.end())
        yield trim(text, by.end() if by else quoted.end(), len(text), _AROUND)


def _is_source(text: str, place: Span, lexicon: Lexicon) -> bool:
    return place[0] < place[1] and bool(people_of(text, place, lexicon) or is_outlet(text, place, lexicon))
