"""The medium that the lines of a list begin with, as in "TV: CTV News, …", or the kind of a piece: "Op-ed – CBC, …"."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from clipper.capture.column_words import label_uses, prominences
from clipper.capture.item import Item
from clipper.capture.kinds_of_piece import is_kind_or_section
from clipper.capture.lines import Line
from clipper.capture.medium_headings import media_called
from clipper.capture.mention_ends import without_bullet
from clipper.model.codes import Medium
from clipper.model.sheet import Use, key_of

_LED = re.compile(r"(?P<word>[^\W\d_](?:[^\W\d_]|-){1,15}(?: [^\W\d_]{2,12})?)(?:\s?:|\s[–—|-])\s+(?=\S)")
_MOST_PARTS = 2
"""One line in so many is led so at the least, as those of a list are and those of a text with a label are not."""


class MediaTold(Struct, frozen=True):
    """The lines of a paste without what leads them, and the media among that by where their lines begin."""

    lines: Sequence[Line]
    told: Mapping[int, tuple[Line, frozenset[Medium]]] = field(default_factory=dict)

    def given_to(self, items: Sequence[Item]) -> None:
        """Tell the mentions of these lines their media."""
        for item in items:
            item.media = self.told.get(item.title.start, item.media)


def with_media_apart(lines: Sequence[Line]) -> MediaTold:
    """Return the lines without the media and kinds that lead them, where these lead more than every other one."""
    led = {line.start: found for line in lines if (found := _led(line))}
    if len(led) < _MOST_PARTS or _MOST_PARTS * len(led) <= len(lines):
        return MediaTold(lines)
    rest = [line.behind(led[line.start][0]) if line.start in led else line for line in lines]
    media = {start: media for start, (_, media) in led.items() if media}
    told = {own.start: (line, media[line.start]) for line, own in zip(lines, rest, strict=True) if line.start in media}
    return MediaTold(rest, told)


def _led(line: Line) -> tuple[int, frozenset[Medium] | None] | None:
    """Return where what a medium or a kind of piece leads begins in a line, and that medium.

    Many a headline begins with a kind and a colon.
    """
    led = _LED.match(line.text, without_bullet(line.text)[0])
    media = media_called(led["word"]) if led else None
    is_kind = led is not None and ":" not in led[0] and _is_kind(led["word"])
    return (led.end(), media) if led and (media or is_kind) else None


def _is_kind(word: str) -> bool:
    return (
        is_kind_or_section(word) or key_of(word) in prominences() or label_uses().get(key_of(word)) is Use.SPOKESPEOPLE
    )
