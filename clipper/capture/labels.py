"""The labels before what they tell, as in "Reporter: Ann Lee", which are called as the columns of sheets are."""

import re
import sys
from functools import lru_cache

from msgspec import Struct

from clipper.capture.column_words import label_uses
from clipper.capture.lines import trim
from clipper.model.draft import Span
from clipper.model.sheet import Use, key_of

_LABEL = re.compile(r"\s*(?:\*\*)?(?P<name>[^\W\d_][^\n:|]{1,40}?)(?:\*\*)?\s?:(?!//)(?:\*\*)?\s*")
_INNER = re.compile(
    r"(?:[,;|•·(\t]\s{0,4}|\s[–—-]\s)(?P<label>(?P<name>[^\W\d_](?:(?!\s-\s)[^\n:|;,()\t–—]){1,30}?)\s?:\s+)(?=\S)"
)
_MARK = re.compile(r"[,;|•·(\t–—]|\s-\s")
_TELLING = frozenset({Use.HEADLINE, Use.OUTLET, Use.DATE, Use.URL, Use.REPORTERS})
"""What the labels of a mention tell; many a headline begins with what other columns are called."""
_OF_MENTION = _TELLING | {Use.SPOKESPEOPLE}
_LEADING = {Use.REPORTERS: "by", Use.SPOKESPEOPLE: "feat.:", Use.OUTLET: "", Use.DATE: ""}
"""What stands for a label within a line, so that the line is cut as one without."""


class Label(Struct, frozen=True):
    """A label at the start of a text: what it says that follows, and where that starts."""

    use: Use
    end: int


def label_at(text: str, start: int = 0, end: int = sys.maxsize) -> Label | None:
    """Return the label that a range begins with, None where it begins with none that a mention has."""
    found = _LABEL.match(text, start, end) if ":" in text else None
    use = _use_of(found["name"]) if found else None
    return Label(use, found.end()) if found and use in _OF_MENTION else None


# The same outlets stand before the colons of a list.
@lru_cache(4096)
def _use_of(name: str) -> Use | None:
    return label_uses().get(key_of(name))


def without_label(text: str) -> int:
    """Return where what a label at the start tells begins, as in "Headline: Bees"; 0 where there is none."""
    label = label_at(text)
    return label.end if label and label.use in _TELLING else 0


def behind_label(text: str, use: Use, place: Span) -> Span | None:
    """Return the range behind the label that says that this follows, as in "Reporter: Ann Lee"; None without."""
    label = label_at(text, *place)
    return trim(text, label.end, place[1]) if label and label.use is use else None


def before_text(text: str) -> int:
    """Return where what a label such as "Summary:" leads to begins; 0 where none leads to a text."""
    found = _LABEL.match(text)
    return found.end() if found and _use_of(found["name"]) is Use.BODY else 0


def names_reporter(text: str) -> bool:
    """Tell whether a text begins with the label of a reporter."""
    label = label_at(text)
    return label is not None and label.use is Use.REPORTERS


def plain_labels(text: str) -> str:
    """Return a line as long as this one without the labels of its cells, with "by" in place of a reporter's."""
    last = text.rfind(":")
    # What leads a headline has no mark before it, which tells most lines with a colon.
    return _INNER.sub(_plain, text) if last > 0 and _MARK.search(text, 0, last) else text


def _plain(found: re.Match[str]) -> str:
    use = _use_of(found["name"])
    if use not in _LEADING:
        return found[0]
    size = len(found["label"])
    return found[0][:-size] + _LEADING[use][: size - 1].ljust(size)
