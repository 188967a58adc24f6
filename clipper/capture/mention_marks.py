"""The marks of a headline: quotation marks around it, a Markdown link in it, the word for its medium beside it."""

import re
from typing import NamedTuple

from clipper.capture.lines import trim
from clipper.model.codes import Medium
from clipper.model.draft import Span
from clipper.model.text import fold

_ENCLOSED = re.compile(r"(?:“([^“”]+)”|«([^«»]+)»|\"([^\"]+)\"|‘([^‘’]+)’|„([^„“”]+)[“”]|»([^«»]+)«)\s*$")
_CLOSING_QUOTE = re.compile(r"[ ,\u00a0]*[”»\"’]")
_MARKDOWN_LINK = re.compile(r"\[(?P<words>[^\[\]]{2,400})\]\([^()\s]{4,2000}\)")
_BEFORE_LINK, _BEHIND_LINK = " ,;:–—-|·•([\u00a0", " ,;:–—-|·•)]\u00a0"
_MEDIA = {
    "video": (Medium.TELEVISION, False),
    "audio": (Medium.RADIO, False),
    "radio": (Medium.RADIO, True),
    "podcast": (Medium.PODCAST, True),
    "balado": (Medium.PODCAST, True),
    "tv": (Medium.TELEVISION, True),
    "tele": (Medium.TELEVISION, True),
    "television": (Medium.TELEVISION, True),
    "print": (Medium.PRINT, True),
    "imprime": (Medium.PRINT, True),
    "online": (Medium.ONLINE, True),
    "web": (Medium.ONLINE, True),
    "en ligne": (Medium.ONLINE, True),
}
ON_AIR = frozenset({Medium.RADIO, Medium.TELEVISION, Medium.PODCAST})
BEGINS_WITH_PLACE = re.compile(
    r"(?:pp?\.?\s?[A-Z]?\d+[A-Z]?|online|print|web|en ligne|imprimé|tv|radio|also|top|plus)\s?:\s", re.IGNORECASE
)
"""A page or where a mention ran before what may be its headline."""
_MARK = re.compile(r"\s*[(\[]([^()\[\]]{2,12})[)\]]")


class MediumMark(NamedTuple):
    """Where a line says "(video)" or "(radio)", the medium, and whether the word leaves no doubt of it."""

    place: Span
    medium: Medium
    is_stated: bool


def unquoted(text: str, place: Span) -> Span:
    """Return a headline's range without quotation marks that enclose it whole, and the comma within them."""
    match = _ENCLOSED.match(text[slice(*place)])
    if match is None:
        return place
    group = match.lastindex or 0
    return trim(text, place[0] + match.start(group), place[0] + match.end(group), " \t,\u00a0")


def quoted_around(text: str, place: Span) -> Span | None:
    """Return the range of a headline with the quotation marks that stand around it."""
    opening = len(text[: place[0]].rstrip(" \u00a0")) - 1
    closing = _CLOSING_QUOTE.match(text, place[1])
    return (opening, closing.end()) if closing and opening >= 0 and text[opening] in '“«"‘' else None


def unlinked(text: str, place: Span) -> Span:
    """Return a headline's range without the Markdown of its only link, as in Clipper's own lists.

    Its words are the headline where they are most of it; what begins or ends with "[video](…)" is called otherwise.
    """
    found = _MARKDOWN_LINK.finditer(text) if "](" in text else ()
    links = [link for link in found if place[0] <= link.start() and link.end("words") <= place[1]]
    if len(links) != 1:
        return place
    words = trim(text, *links[0].span("words"))
    before = place[0], len(text[: links[0].start()].rstrip(_BEFORE_LINK))
    behind = trim(text, links[0].end(), place[1], _BEHIND_LINK) if links[0].end() < place[1] else (place[1], place[1])
    if _length(words) >= max(_length(before), _length(behind)):
        return words
    return place if _length(before) and _length(behind) else max(before, behind, key=_length)


def _length(place: Span) -> int:
    return max(0, place[1] - place[0])


def names_medium(text: str) -> bool:
    """Tell whether a text is nothing but the word for a medium."""
    return fold(text) in _MEDIA


def marked_medium(text: str, start: int, end: int) -> MediumMark | None:
    """Return the first word in brackets that tells the medium of a mention."""
    for match in _MARK.finditer(text, start, end) if "(" in text or "[" in text else ():
        found = _MEDIA.get(fold(match.group(1)))
        if found:
            return MediumMark(match.span(), *found)
    return None
