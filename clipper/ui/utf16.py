"""Positions in text: Qt counts UTF-16 units, everything below the window counts code points."""

from bisect import bisect_left

_LAST_OF_ONE_UNIT = "\uffff"


class Positions:
    """Translates positions of one text both ways; free for a text without characters of two units."""

    def __init__(self, text: str) -> None:
        self._wide = [index for index, character in enumerate(text) if character > _LAST_OF_ONE_UNIT]

    def to_qt(self, index: int) -> int:
        """Return the UTF-16 position of a code point."""
        return index + bisect_left(self._wide, index)

    def from_qt(self, position: int) -> int:
        """Return the code point at a UTF-16 position; the middle of a character counts as its beginning."""
        index = position - bisect_left(self._wide, position)
        while self._wide and self.to_qt(index + 1) <= position:
            index += 1
        return index


def qt_length(text: str) -> int:
    """Return how many UTF-16 units a text has."""
    return len(text) + sum(character > _LAST_OF_ONE_UNIT for character in text)
