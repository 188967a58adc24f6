"""Headings such as PRINT, Broadcast or Web, which tell the medium of all mentions below them."""

from collections.abc import Mapping, Sequence

from clipper.capture.item import Item
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line
from clipper.capture.list_lines import day_of_heading
from clipper.model.codes import Medium
from clipper.model.text import fold

_LONGEST = 40
_ON_THE_AIR = frozenset({Medium.RADIO, Medium.TELEVISION})
_WORDS: Mapping[frozenset[Medium], str] = {
    frozenset({Medium.PRINT}): "print|newspapers|newspaper|magazine|magazines|print media|press|imprime|imprimes|presse"
    "|presse ecrite|journaux|zeitung|zeitungen|zeitschrift|prensa",
    frozenset(
        {Medium.ONLINE}
    ): "online|web|website|digital|online media|websites|en ligne|sur le web|numerique|medias en ligne",
    frozenset({Medium.RADIO}): "radio|horfunk",
    frozenset({Medium.TELEVISION}): "television|tv|tele|fernsehen",
    frozenset({Medium.PODCAST}): "podcast|podcasts|balado|balados",
    _ON_THE_AIR: "broadcast|broadcasts|radio and tv|tv and radio|radio tv|tv radio|radio et tele|radio et television"
    "|audiovisuel|medias electroniques|rundfunk",
}
_MEDIA = {word: media for media, told in _WORDS.items() for word in told.split("|")}
_COVERAGE = frozenset({"coverage", "media", "mentions", "couverture", "medias"})
_MOST_WORDS = 3


def give_media(items: Sequence[Item], lines: Sequence[Line], lexicon: Lexicon) -> None:
    """Tell each mention the heading above it that names media; another short line that is no day ends its reach."""
    titles = {item.title.start: item for item in items}
    inside = {line.start for item in items for line in (*item.lines, *item.blurb)}
    current: tuple[Line, frozenset[Medium]] | None = None
    for line in lines:
        if item := titles.get(line.start):
            item.media = current
        elif line.start not in inside and line.text.count(" ") < _MOST_WORDS:
            media = _media_of(line)
            is_day = media is None and day_of_heading(line, lexicon, None) is not None
            current = (line, media) if media else current if is_day else None


def _media_of(line: Line) -> frozenset[Medium] | None:
    return None if len(line.text) > _LONGEST else media_called(line.text)


def media_called(text: str) -> frozenset[Medium] | None:
    """Return the media that a few words call, None where they call none."""
    words = "".join(sign if sign.isalnum() else " " for sign in fold(text)).split()
    told = words[:-1] if len(words) > 1 and words[-1] in _COVERAGE else words
    return _MEDIA.get(" ".join(words)) or _MEDIA.get(" ".join(told))
