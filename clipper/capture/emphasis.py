"""Emphasis that plain text writes with stars, as Markdown and chats do: read as such, so that no value keeps a star."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from clipper.capture.elements import Element
from clipper.capture.lines import Hints, Line, Run

_MARKED = re.compile(r"(?<![\w*\\/])(?P<stars>\*{1,3})(?=[^\s*])(?P<words>[^*]{1,500}?)(?<!\s)(?P=stars)(?![\w*])")
_PLAIN = Element(None, "span", is_inline=True)
_EMPHASIS = Element(None, "em", is_inline=True, emphasis=True)
_STRONG = Element(None, "strong", is_inline=True, strong=True)
_BOTH = Element(None, "strong", is_inline=True, strong=True, emphasis=True)
_MEANT = {1: _EMPHASIS, 2: _STRONG, 3: _BOTH}


def with_emphasis(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of plain text in which words between stars are emphasised; the cells of a sheet stay as are."""
    return [_read(line) if "*" in line.text and "\t" not in line.raw else line for line in lines]


def _read(line: Line) -> Line:
    runs = tuple(_runs(line.text))
    text = "".join(run.text for run in runs)
    return replace(line, text=text, hints=Hints(runs=runs)) if text != line.text else line


def _runs(text: str) -> Iterator[Run]:
    position = 0
    for marked in _MARKED.finditer(text):
        if position < marked.start():
            yield Run(text[position : marked.start()], _PLAIN)
        yield Run(marked["words"], _MEANT[len(marked["stars"])])
        position = marked.end()
    if position < len(text):
        yield Run(text[position:], _PLAIN)
