"""The marks that a mail program puts before each line of a mail that is answered or forwarded."""

import re
from collections.abc import Iterator, Sequence

from clipper.capture.lines import Line
from clipper.model.values import replace

_MARKS = re.compile(r"(?:>\s?)+")
_FEWEST = 3
"""So many lines are marked at the least: in pages one such sign points to something."""
_MOST_BETWEEN = 1
"""A line without a mark within a quoted mail is what did not fit into the one above."""


def without_quote_marks(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines without the ">" of quoted mail, where most lines that stand together have it."""
    marked = [place for place, line in enumerate(lines) if line.text.startswith(">")]
    if len(marked) < _FEWEST:
        return lines
    quoted = {place for run in _runs(marked) if _is_quoted_mail(run) for place in run}
    return list(_unmarked(lines, quoted)) if quoted else lines


def _runs(marked: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of marked lines that stand together."""
    run: list[int] = []
    for place in marked:
        if run and place - run[-1] > 1 + _MOST_BETWEEN:
            yield run
            run = []
        run.append(place)
    yield run


def _is_quoted_mail(run: Sequence[int]) -> bool:
    return len(run) >= _FEWEST and 3 * len(run) > 2 * (run[-1] - run[0] + 1)


def _unmarked(lines: Sequence[Line], quoted: set[int]) -> Iterator[Line]:
    """Yield the lines without the marks of those that are quoted; a mark alone is an empty line."""
    gap = False
    for place, line in enumerate(lines):
        marks = _MARKS.match(line.raw) if place in quoted else None
        raw = line.raw[marks.end() :].lstrip() if marks else line.raw
        if raw:
            yield replace(line, start=line.end - len(raw), text=" ".join(raw.split()), raw=raw, gap=line.gap or gap)
        gap = not raw
