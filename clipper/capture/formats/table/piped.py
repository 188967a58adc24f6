"""Tables as Markdown writes them: rows of cells between bars, and below the header a row of dashes."""

import re
from collections.abc import Sequence

from clipper.capture.formats.table.header import known_names
from clipper.capture.lines import Line
from clipper.model.sheet import Place, Sheet

_RULE = re.compile(r"\|?(?:\s?:?-+:?\s?\|)+(?:\s?:?-+:?)?")
_BAR = re.compile(r"(?<!\\)\|")
_LINKED = re.compile(r"\[(?P<words>[^\[\]]*)\]\((?P<address>https?://[^()\s]{4,2000})\)|<(?P<bare>https?://[^<>\s]+)>")
_FEWEST_NAMES = 2
_FEW_OTHERS, _MOST_OTHERS = 2, 0.25


def is_rule(text: str) -> bool:
    """Tell whether a line is the row of dashes below the header of a table."""
    return text.endswith(("|", "-", ":")) and _RULE.fullmatch(text) is not None


def piped_sheet(lines: Sequence[Line]) -> Sheet | None:
    """Return the table of a paste as a sheet; None where it is not nearly nothing but one with names that are known."""
    rule = next((place for place, line in enumerate(lines) if place and is_rule(line.text)), None)
    if rule is None:
        return None
    is_enclosed = lines[rule - 1].text.startswith("|")
    header = _cells(lines[rule - 1].text, is_enclosed)
    below = (line for line in lines[rule + 1 :] if len(_cells(line.text, is_enclosed)) == len(header))
    found = [lines[rule - 1], *below]
    if known_names(header) < _FEWEST_NAMES or len(lines) - 1 - len(found) > max(_FEW_OTHERS, _MOST_OTHERS * len(found)):
        return None
    rows = [_cells(line.text, is_enclosed) for line in found]
    links: dict[Place, str] = {}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if link := _LINKED.search(cell):
                links[row, column] = link["address"] or link["bare"]
                cells[column] = _LINKED.sub(lambda link: link["words"] or link["bare"] or "", cell)
    extents = tuple(line.span for line in found)
    return Sheet("", tuple(map(tuple, rows)), links=links, extents=extents)


def _cells(text: str, is_enclosed: bool) -> list[str]:
    """Return the cells of a row; those of a table that is enclosed have a bar at either end, too."""
    inside = text.removeprefix("|").removesuffix("|") if is_enclosed else text
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(inside)]
