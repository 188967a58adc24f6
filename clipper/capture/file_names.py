"""Names of files that tell a mention each, as people keep them: "2026-11-03_OUTLET_HEADLINE_NAMES.pdf"."""

import re
from collections.abc import Sequence

from clipper.capture.lines import Line
from clipper.model.values import replace

_ENDS = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|txt|html?|mht(?:ml)?|eml|msg|jpe?g|png)(?:\s*[(\[][\d.,]+\s?[kmg]?b[)\]])?$", re.IGNORECASE
)
_LONGEST_END = 24
_DAY = re.compile(r"(?<!\d)_?(?:(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d{6})_?(?!\d)")
_FEWEST = 2
_MOST_BESIDE = 3
"""So many lines may be no name of a file, as a greeting and what it leads to are."""


def with_file_names_plain(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines with the names of files as words in cells, where nearly all lines are such names."""
    ends = {line.start: end.start() for line in lines if (end := _end_of(line.text))}
    if len(ends) < _FEWEST or len(lines) - len(ends) > _MOST_BESIDE:
        return lines
    return [_plain(line.up_to(ends[line.start])) if line.start in ends else line for line in lines]


def _end_of(text: str) -> re.Match[str] | None:
    start = max(0, len(text) - _LONGEST_END)
    is_name = "." in text[start:] and "://" not in text
    return _ENDS.search(text, start) if is_name and ("_" in text or " " in text) else None


def _plain(line: Line) -> Line:
    """Return a name with bars for what parts its cells; where it has no spaces, underscores stand for these."""
    if "_" not in line.text:
        return line
    if " " in line.text:
        return replace(line, text=line.text.replace("_", "|"), raw=line.raw.replace("_", "|"))
    return replace(line, text=_with_spaces(line.text), raw=_with_spaces(line.raw))


def _with_spaces(text: str) -> str:
    return _DAY.sub(lambda day: day[0].replace("_", "|"), text).replace("_", " ")
