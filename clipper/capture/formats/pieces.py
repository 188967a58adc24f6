"""The lines of a file as the parts of its documents, and those that belong to none."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from clipper.capture.finders.body import Part
from clipper.capture.lines import Line, lines_between
from clipper.model.draft import Problem, Span
from clipper.model.text import clean

_BULLET = re.compile(r"[-*•‣◦▪·–]\s+\S")
_QUOTED = 60
_TOLD_GAPS = 5
_LEFT_OUT = "{lines} outside every document and {was} left out, “{first}”."
_AROUND = "{lines} that the service put around the documents, such as a cover page, went into no clipping."
_MORE = "{lines} of the file stand outside every document in other places, and were left out too."


def parts_of_text(lines: Sequence[Line]) -> list[Part]:
    """Return the pieces of a text of which every line belongs to the article."""
    bullets = [False, *(_BULLET.match(line.text) is not None for line in lines), False]
    return [
        Part(line, _kind(line, is_listed=bullets[place] and (bullets[place - 1] or bullets[place + 1])))
        for place, line in enumerate(lines, start=1)
    ]


def _kind(line: Line, *, is_listed: bool) -> str:
    if is_listed:
        return "item"
    return "row" if "\t" in line.columns else "paragraph"


def stretch(text: str, lines: Sequence[Line]) -> Line | None:
    """Return lines that follow each other as one, None of none."""
    return piece(text, lines[0].start, lines[-1].end) if lines else None


def piece(text: str, start: int, end: int) -> Line | None:
    """Return a part of the text as a line, None where it holds nothing."""
    raw = text[start:end]
    words = raw.split()
    if not words:
        return None
    first = start + len(raw) - len(raw.lstrip())
    raw = raw.strip()
    return Line(first, first + len(raw), " ".join(words), raw)


def page_starts(text: str) -> list[int]:
    """Return where pages begin in the cleaned text, as the page breaks of the text as it came tell."""
    starts, position = [], 0
    for page in text.split("\f")[:-1]:
        position += len(clean(page)) + 1
        starts.append(position)
    return starts


def quoted(text: str) -> str:
    """Return the beginning of a text for a sentence that quotes it."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED].rstrip()}…"


# What no document took


def leftovers(
    text: str, extents: Iterable[Span], is_furniture: Callable[[str], bool], around: Iterable[Span] = ()
) -> tuple[list[Problem], tuple[str, ...]]:
    """Return a sentence for each stretch of lines that no document has, and one about those the service put there.

    `extents` are told of elsewhere; `around` are what stands in front of the documents and behind them.
    """
    between = list(_gaps(text, sorted((*extents, *around))))
    gaps = [strange for gap in between if (strange := [line for line in gap if not is_furniture(line.text)])]
    told = [Problem(_left_out(gap)) for gap in gaps[:_TOLD_GAPS]]
    rest = sum(map(len, gaps[_TOLD_GAPS:]))
    if rest:
        told.append(Problem(_MORE.format(lines=f"{rest:,} more lines")))
    count = sum(map(len, between)) - sum(map(len, gaps)) + sum(len(lines_between(text, *span)) for span in around)
    return told, (_AROUND.format(lines=f"{count:,} lines" if count > 1 else "One line"),) if count else ()


def _gaps(text: str, extents: Sequence[Span]) -> Iterator[list[Line]]:
    for (_, end), (start, _) in pairwise([(0, 0), *extents, (len(text), len(text))]):
        lines = lines_between(text, end, start) if start > end else []
        if lines:
            yield lines


def _left_out(lines: Sequence[Line]) -> str:
    first = quoted(lines[0].text)
    if len(lines) == 1:
        return _LEFT_OUT.format(lines="One line stands", was="was", first=first)
    return _LEFT_OUT.format(lines=f"{len(lines):,} lines stand", was="were", first=first)
