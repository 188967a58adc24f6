"""The text below a mention behind its day, as in "Nov 3, 2026 · TEXT", or behind its label, as in "Summary: TEXT"."""

import re
from collections.abc import Iterator, Sequence

from clipper.capture.finders.date import FoundDate
from clipper.capture.labels import before_text
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, ends_sentence
from clipper.capture.written_days import exact_dates
from clipper.model.values import replace

_BEHIND_DAY = re.compile(r"\s*[·•|—–-]\s+(?:[·•|—–-]\s+)?")
_LATEST_MARK, _LATEST_COLON = 32, 30
"""Code points within which the day and the mark behind it end, and a label."""
_FEWEST, _FEWEST_SPACES = 2, 4
_ENDS = (".", "…")
_MARKS = (" · ", " • ", " | ", " — ", " – ", " - ")


def with_texts_apart(lines: Sequence[Line], lexicon: Lexicon) -> Sequence[Line]:
    """Return the lines with such texts in lines of their own, without their labels."""
    if not any(":" in line.text[:_LATEST_COLON] or _may_be_dated(line) for line in lines):
        return lines
    lines = [line.behind(place) if (place := _behind_label(line)) else line for line in lines]
    if sum(map(_may_be_dated, lines)) < _FEWEST:
        return lines
    dated = {line.start: day for line in lines if (day := _first_day(line, lexicon))}
    # A list by days begins its mentions so, which are no sentences, or stand apart or right below one another.
    led = [(before, line) for before, line in zip([None, *lines], lines, strict=False) if line.start in dated]
    is_told = all(before and before.start not in dated and not line.gap and _may_be_dated(line) for before, line in led)
    return [piece for line in lines for piece in _apart(line, dated.get(line.start))] if is_told else lines


def _behind_label(line: Line) -> int:
    place = before_text(line.text) if ":" in line.text[:_LATEST_COLON] and ends_sentence(line.text) else 0
    return place if place < len(line.text) else 0


def _may_be_dated(line: Line) -> bool:
    """Tell at once whether a line may be a day and a text."""
    text = line.text
    return text.endswith(_ENDS) and _may_be_led(text)


def _may_be_led(text: str) -> bool:
    start = text[:_LATEST_MARK]
    return any(mark in start for mark in _MARKS) and any(map(str.isdigit, start))


def _first_day(line: Line, lexicon: Lexicon) -> FoundDate | None:
    """Return the day that a line begins with before a mark and several words."""
    if not _may_be_led(line.text):
        return None
    day = next(iter(exact_dates(line.text[: 2 * _LATEST_MARK], lexicon)), None)
    mark = _BEHIND_DAY.match(line.text, day.end) if day and day.start == 0 else None
    return day if mark and line.text.count(" ", mark.end()) >= _FEWEST_SPACES else None


def _apart(line: Line, day: FoundDate | None) -> Iterator[Line]:
    """Yield a line, or its day and its text."""
    mark = _BEHIND_DAY.match(line.text, day.end) if day else None
    if day is None or mark is None:
        yield line
        return
    stop = line.place(0, day.end)[1]
    yield replace(line.up_to(day.end), end=stop)
    yield replace(line.behind(mark.end()), gap=False)
