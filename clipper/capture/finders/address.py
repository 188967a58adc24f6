"""The address of an article: as its page states it, as a line has it, where its headline leads, or as it is shared."""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from clipper.capture.finders.link import addresses_in, complete
from clipper.capture.guesses import guess
from clipper.capture.lines import Line
from clipper.capture.scan import Scan
from clipper.model.draft import Guess
from clipper.model.text import fold, words

_FOOT_LINES = 3
_AROUND = 14
_SHORTEST_WORD = 4
_FEWEST_WORDS = 3
_MOST_OF_TITLE = 0.6


def address_of(scan: Scan, text: tuple[int, int], index: int | None, title: str) -> Guess[str | None]:
    """Return the address of an article whose text is in a range of lines and whose headline is in the line `index`.

    A line of its own around the text has it, most surely with words of the headline. Pages have such lines of other
    addresses too, so that of the headline's own link and the one that links for sharing hand on come before these.
    """
    stated = complete(scan.head.get("url", "")) if "://" in scan.head.get("url", "") else None
    if stated and _has_path(stated):
        return guess(stated, 0.95)
    alone = list(_alone(scan.lines, text, title))
    spoken = next((one for one in alone if speaks_of(one.value or "", title)), None)
    line = scan.lines[index] if index is not None else None
    found = spoken or _of_headline(line) or _shared(scan, title) or next(iter(alone), None)
    return found or guess(stated, 0.95 if stated else 0.0)


def speaks_of(url: str, title: str) -> bool:
    """Tell whether an address has a word of the headline, as that of an article has and that of a menu has not."""
    return any(len(word) >= _SHORTEST_WORD and word in words(title) for word in words(urlsplit(url).path))


def _alone(lines: Sequence[Line], text: tuple[int, int], title: str) -> Iterator[Guess[str | None]]:
    """Yield the addresses in lines of their own around the article, or behind "URL:", then those at the page's foot.

    The first page of a site is that of its outlet.
    """
    start, end = text
    for line in [*lines[:start], *lines[end : end + 5]]:
        places = addresses_in(line.text)
        if len(places) == 1 and len(line.text) - (places[0][1] - places[0][0]) <= _AROUND:
            url = complete(line.text[slice(*places[0])])
            if url and _has_path(url):
                yield guess(url, 0.85, [line.place(*places[0])])
    for line in lines[-_FOOT_LINES:]:
        url = complete(line.text) if addresses_in(line.text) == [(0, len(line.text))] else None
        if url and speaks_of(url, title):
            yield guess(url, 0.85, [line.span])


def _of_headline(line: Line | None) -> Guess[str | None] | None:
    """Return where the whole of a headline leads, unless that is the first page of a site."""
    if line is None:
        return None
    targets = {target for said, target in line.hints.links if fold(said).strip() == fold(line.text).strip()}
    url = complete(targets.pop()) if len(targets) == 1 else None
    return guess(url, 0.9) if url and _has_path(url) else None


def _shared(scan: Scan, title: str) -> Guess[str | None] | None:
    """Return the address that most links for sharing hand on, where it has words of the headline."""
    url = complete(scan.shared.address or "")
    if url is None or not speaks_of(url, title):
        return None
    told = {word for word in words(title) if len(word) >= _SHORTEST_WORD}
    said = told.intersection(words(urlsplit(url).path))
    return guess(url, 0.92 if len(said) >= max(_FEWEST_WORDS, _MOST_OF_TITLE * len(told)) else 0.85)


def _has_path(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)
