"""The medium that the lines of a list begin with, as in "TV: CTV News, …" and "Radio – CBC, …"."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from clipper.capture.item import Item
from clipper.capture.lines import Line
from clipper.capture.medium_headings import media_called
from clipper.capture.mention_ends import without_bullet
from clipper.model.codes import Medium

_LED = re.compile(r"(?P<word>[^\W\d_][^\W\d_. ]{1,15}(?: [^\W\d_]{2,12})?)(?:\s?:|\s[–—-])\s+(?=\S)")
_MOST_PARTS = 2
"""One line in so many is led so at the least, as those of a list are and those of a text with a label are not."""


class MediaTold(Struct, frozen=True):
    """The lines of a paste without the media that lead them, and these by where their lines begin."""

    lines: Sequence[Line]
    told: Mapping[int, tuple[Line, frozenset[Medium]]] = field(default_factory=dict)

    def given_to(self, items: Sequence[Item]) -> None:
        """Tell the mentions of these lines their media."""
        for item in items:
            item.media = self.told.get(item.title.start, item.media)


def with_media_apart(lines: Sequence[Line]) -> MediaTold:
    """Return the lines without the media that lead them, where these lead more than every other one."""
    led = {line.start: found for line in lines if (found := _led(line))}
    if len(led) < _MOST_PARTS or _MOST_PARTS * len(led) <= len(lines):
        return MediaTold(lines)
    rest = [line.behind(led[line.start][0]) if line.start in led else line for line in lines]
    told = {own.start: (line, led[line.start][1]) for line, own in zip(lines, rest, strict=True) if line.start in led}
    return MediaTold(rest, told)


def _led(line: Line) -> tuple[int, frozenset[Medium]] | None:
    """Return where what a medium leads begins in a line, and that medium."""
    led = _LED.match(line.text, without_bullet(line.text)[0])
    media = media_called(led["word"]) if led else None
    return (led.end(), media) if led and media else None
