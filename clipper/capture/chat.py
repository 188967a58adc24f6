"""Messages copied out of a chat: who sent them, and when, is not part of what they say."""

import re
from collections.abc import Sequence

from clipper.capture.finders.link import addresses_in
from clipper.capture.lines import Line
from clipper.capture.list_lines import is_address

_LONGEST_WORD = 80
_DAY = r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?\s?m\.?)?"
_STAMP = re.compile(
    rf"(?:\[{_DAY},?\s{_CLOCK}\]\s|{_DAY},?\s{_CLOCK}\s[-–]\s)[^\s:\[\]][^:\[\]]{{0,40}}:\s(?=\S)", re.IGNORECASE
)
"""What WhatsApp puts before a message, on either kind of telephone."""


def without_stamps(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a chat, whose first one is a message, without what stands before each message.

    Where a link begins it and others follow, what is said between them is about the link above.
    """
    if not lines or not _STAMP.match(lines[0].text):
        return lines
    messages = [_message(line) for line in lines]
    links = [message for message in messages if is_address(message)]
    are_apart = len(links) > 1 and links[0] is messages[0] and not any(_says_more(message) for message in messages)
    return links if are_apart else messages


def _says_more(message: Line) -> bool:
    """Tell whether a message that is no link is more than a few words to somebody."""
    return not is_address(message) and (len(message.text) > _LONGEST_WORD or bool(addresses_in(message.text)))


def _message(line: Line) -> Line:
    stamp = _STAMP.match(line.text)
    return line.behind(stamp.end()) if stamp else line
