"""Messages copied out of a chat: who sent them, and when, is not part of what they say."""

import re
from collections.abc import Sequence

from clipper.capture.lines import Line
from clipper.model.values import replace

_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?\s?m\.?)?"
_STAMP = re.compile(
    rf"(?:\[{_DAY},?\s{_CLOCK}\]\s|{_DAY},?\s{_CLOCK}\s[-–]\s)[^\s:\[\]][^:\[\]]{{0,40}}:\s(?=\S)", re.IGNORECASE
)
"""What WhatsApp puts before a message, on either kind of telephone."""


def without_stamps(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a chat, whose first one is a message, without what stands before each message."""
    if not lines or not _STAMP.match(lines[0].text):
        return lines
    return [_message(line) for line in lines]


def _message(line: Line) -> Line:
    stamp = _STAMP.match(line.text)
    if stamp is None:
        return line
    start = line.place(stamp.end(), len(line.text))[0]
    return replace(line, start=start, text=line.text[stamp.end() :], raw=line.raw[start - line.start :])
