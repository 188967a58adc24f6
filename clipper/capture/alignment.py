"""Joins the lines of a paste's text to the blocks of its HTML, so that one set of finders reads both."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from clipper.capture.lines import Line

if TYPE_CHECKING:
    from clipper.capture.markup import Block


def with_hints(lines: Sequence[Line], blocks: Sequence["Block"]) -> list[Line]:
    """Return the lines with the hints of the block of the same text, the next one in order where several have it."""
    places: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        places.setdefault(block.text, []).append(index)
    used: dict[str, int] = {}
    hinted: list[Line] = []
    for line in lines:
        found = places.get(line.text)
        if not found:
            hinted.append(line)
            continue
        turn = used.get(line.text, 0)
        used[line.text] = turn + 1
        hinted.append(replace(line, hints=blocks[found[min(turn, len(found) - 1)]].hints))
    return hinted
