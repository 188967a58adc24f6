"""Lines of a list without the page of a paper in a place of its own, so that lines with pages are written alike."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from clipper.capture.item import Item
from clipper.capture.lines import Line
from clipper.model.values import replace

_PAGE = re.compile(
    r"(?:,\s|\s[|·–—-]\s|\s\()(?:pp?\.|pages?|pg\.?|S\.|Seite)\s?"
    r"(?P<page>[A-Z]{0,2}\d{1,3}(?:\s?[–-]\s?[A-Z]?\d{1,3})?)\)?(?=\s*[,:|·–—]|\s-\s|\.?$)",
    re.IGNORECASE,
)
_FEWEST, _MOST_PARTS = 2, 4
"""So many lines have their page at the least, and one in so many."""


class PagesTold(Struct, frozen=True):
    """The lines of a paste without their pages, and these by where their lines end."""

    lines: Sequence[Line]
    told: Mapping[int, str] = field(default_factory=dict)

    def given_to(self, items: Sequence[Item]) -> None:
        """Tell mentions the pages of their lines."""
        for item in items:
            item.page = next((self.told[line.end] for line in item.lines if line.end in self.told), None)


def with_pages_apart(lines: Sequence[Line]) -> PagesTold:
    """Return the lines without their pages, where several have one."""
    found = {line.end: page for line in lines if "\t" not in line.raw and (page := _PAGE.search(line.text))}
    if len(found) < _FEWEST or _MOST_PARTS * len(found) < len(lines):
        return PagesTold(lines)
    rest = [_without(line, found.get(line.end)) for line in lines]
    return PagesTold(rest, {end: page["page"] for end, page in found.items()})


def _without(line: Line, page: re.Match[str] | None) -> Line:
    return replace(line, text=line.text[: page.start()] + line.text[page.end() :]) if page else line
