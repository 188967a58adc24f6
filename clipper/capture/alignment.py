"""Joins the lines of a paste's text to the blocks of its HTML, so that one set of finders reads both."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from clipper.capture.lines import Hints, Line, Run
from clipper.model.values import replace

if TYPE_CHECKING:
    from clipper.capture.markup import Block

_MOST_GLUED = 24


def with_hints(lines: Sequence[Line], blocks: Sequence["Block"]) -> list[Line]:
    """Return the lines with the hints of the block of the same text.

    Where several blocks have it, the next one behind the last line that only one block has is taken.
    """
    places: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        places.setdefault(block.text, []).append(index)
    last, used = -1, -1
    hinted: list[Line] = []
    for line in lines:
        found = places.get(line.text)
        if found:
            used = found[min(bisect_right(found, max(last, used)), len(found) - 1)] if len(found) > 1 else found[0]
            last = used if len(found) == 1 else last
            hinted.append(line.with_hints(blocks[used].hints))
            continue
        glued = _glued(line.text, blocks[used + 1 : used + 1 + _MOST_GLUED])
        used += glued[-1][0] + 1 if glued else 0
        hinted.append(line.with_hints(_joined(line.text, [block for _, block in glued])) if glued else line)
    return hinted


def _glued(text: str, blocks: Sequence["Block"]) -> list[tuple[int, "Block"]]:
    """Return the next blocks with their places, where a line is made of them alone, as of cells side by side.

    The words of a picture need not be among those of the line.
    """
    wanted = text.replace(" ", "")
    found: list[tuple[int, Block]] = []
    for place, block in enumerate(blocks):
        piece = block.text.replace(" ", "")
        if not wanted.startswith(piece):
            if block.hints.alt:
                continue
            break
        found.append((place, block))
        wanted = wanted[len(piece) :]
        if not wanted:
            return found
    return []


def _joined(text: str, blocks: Sequence["Block"]) -> Hints:
    # A picture's words often stand before the text in its line.
    most = max(blocks, key=lambda block: (not block.hints.alt, len(block.text)))
    return replace(
        most.hints,
        linked=min(1.0, sum(block.hints.linked * len(block.text) for block in blocks) / len(text)),
        author=tuple(name for block in blocks for name in block.hints.author),
        moment=next((block.hints.moment for block in blocks if block.hints.moment), None),
        links=tuple(link for block in blocks for link in block.hints.links),
        runs=_runs(text, blocks),
    )


def _runs(text: str, blocks: Sequence["Block"]) -> tuple[Run, ...]:
    """Return the runs of all blocks, with a space between two of which the line has one there."""
    runs: list[Run] = []
    position = 0
    for block in blocks:
        if text[position : position + 1] == " " and runs:
            runs.append(Run(" ", runs[-1].element))
            position += 1
        runs.extend(block.hints.runs)
        position += len(block.text)
    return tuple(runs)
