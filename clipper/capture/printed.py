"""What a browser prints at the head and foot of every page: when, the title of the tab, the address, which page."""

import re
from collections.abc import Sequence

from clipper.capture.lines import Line
from clipper.model.text import words
from clipper.model.values import replace

_WHEN = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?:,|\s[àaá]|\sum)?\s\d{1,2}\s?[:.h]\s?\d\d(?:\s?[ap]\.?\s?m\b\.?)?"
_PAGE = r"\d{1,3}\s?(?:/|of|de|sur|von|di)\s?\d{1,3}"
_ADDRESS = r"(?P<address>(?:https?|file)://\S+)"
_HEAD = re.compile(rf"{_WHEN}\s(?P<title>\D.*)", re.IGNORECASE)
_FOOT = re.compile(rf"{_ADDRESS}\s{_PAGE}", re.IGNORECASE)
_TITLE_AND_ADDRESS = re.compile(rf"(?P<title>\S.*)\s{_ADDRESS}", re.IGNORECASE)
_PAGE_AND_WHEN = re.compile(rf"{_PAGE}\s{_WHEN}", re.IGNORECASE)
_WAYS = ((_HEAD, _FOOT), (_TITLE_AND_ADDRESS, _PAGE_AND_WHEN))
"""What stands above and below a page: as Chrome, Edge and Safari print it, and as Firefox does."""
_AT_THE_TOP = 3
_FEWEST_WORDS = 3


def without_print_marks(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of what a browser printed without these; of the address one stays, so does an own title.

    All stay where no foot counts the pages: a title beside a moment or an address is much else.
    """
    for above, below in _WAYS:
        first = next((line for line in lines[:_AT_THE_TOP] if above.fullmatch(line.text)), None)
        if first and any(below.fullmatch(line.text) for line in lines):
            return _without(lines, first, above, below)
    return lines


def _without(lines: Sequence[Line], first: Line, above: re.Pattern[str], below: re.Pattern[str]) -> Sequence[Line]:
    title = _piece(first, above, "title")
    marks = [line for line in lines if below.fullmatch(line.text) or _has_title(line, above, title.text)]
    taken = {line.start for line in marks}
    kept = [line for line in lines if line.start not in taken]
    of_address = above if "address" in above.groupindex else below
    address = next(line for line in marks if of_address.fullmatch(line.text))
    own = [] if any(_says(line.text, title.text) for line in kept) else [title]
    return sorted([*kept, *own, _piece(address, of_address, "address")], key=lambda line: line.start)


def _piece(line: Line, pattern: re.Pattern[str], name: str) -> Line:
    """Return a group of a pattern that a line is as a line of its own."""
    found = pattern.fullmatch(line.text)
    assert found is not None
    start, end = line.place(*found.span(name))
    return replace(line, start=start, end=end, text=found[name], raw=line.raw[start - line.start : end - line.start])


def _has_title(line: Line, above: re.Pattern[str], title: str) -> bool:
    found = above.fullmatch(line.text)
    return found is not None and found["title"] == title


def _says(text: str, title: str) -> bool:
    """Tell whether a line is the headline with which the title of a tab begins; its site may stand behind it."""
    said = words(text)
    return len(said) >= _FEWEST_WORDS and words(title)[: len(said)] == said
