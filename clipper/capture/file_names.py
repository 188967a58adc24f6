"""Names of files that tell a mention each, as people keep them: "2026-11-03_OUTLET_HEADLINE_NAMES.pdf"."""

import re
from collections.abc import Mapping, Sequence

from clipper.capture.lines import Line
from clipper.model.values import replace

_ENDS = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|txt|html?|mht(?:ml)?|eml|msg|jpe?g|png)(?:\s*[(\[][\d.,]+\s?[kmg]?b[)\]])?$", re.IGNORECASE
)
_LONGEST_END = 24
_DAY = re.compile(r"(?<!\d)_?(?:(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d{6})_?(?!\d)")
_CELLS, _CELLS_WITH_HYPHENS, _WORDS = str.maketrans("_", "|"), str.maketrans("_-", "| "), str.maketrans("_", " ")
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
    """Return a name with bars for what parts its cells, and spaces for what parts its words."""
    if "_" not in line.text:
        return line
    marks = _marks_of(_DAY.sub("", line.text))
    return replace(line, text=_marked(line.text, marks), raw=_marked(line.raw, marks))


def _marks_of(words: str) -> Mapping[int, int]:
    """Return what stands for the marks of a name, whose words are parted by spaces, more hyphens, or underscores."""
    if " " in words:
        return _CELLS
    return _CELLS_WITH_HYPHENS if words.count("-") > words.count("_") else _WORDS


def _marked(text: str, marks: Mapping[int, int]) -> str:
    """Return a name with other marks between its words, and with bars around its day."""
    plain = text.translate(marks)
    for day in _DAY.finditer(text):
        plain = plain[: day.start()] + day[0].replace("_", "|") + plain[day.end() :]
    return plain
