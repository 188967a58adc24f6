"""What is written to a terminal: only text, whatever stands in a paste or in the name of a file."""

import re
from io import TextIOWrapper
from typing import TextIO

# A terminal obeys these: they change its title, its colours and what was written before, or turn a line around.
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class _Terminal(TextIOWrapper):
    """A stream to a terminal that shows a sign in place of each order; a line of progress may begin anew."""

    def write(self, text: str) -> int:
        """Write a text, and return its length."""
        start = "\r" if text.startswith("\r") else ""
        super().write(start + _ORDERS.sub("\ufffd", text.removeprefix(start)))
        return len(text)


def harmless(stream: TextIO) -> TextIO:
    """Return a stream through which nothing in a text gives orders to a terminal; a file or a pipe gets all of it."""
    if not stream.isatty():
        return stream
    return _Terminal(stream.buffer, encoding="utf-8", errors="replace", line_buffering=True)
