"""What a page's links say of the page itself: those for sharing hand its title and its address to a network or a mail.

Others lead to a place in it, or have the words of its headline in their address.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import parse_qsl, urlsplit

from msgspec import Struct, field

from clipper.capture.outlets import host_of
from clipper.model.text import words

_TITLES = frozenset({"text", "title", "t", "subject", "su", "headline", "quote", "body", "description", "status"})
_ADDRESSES = frozenset({"u", "url", "href", "link", "body", "text", "mini_url", "canonicalurl", "shareurl"})
_MOST_LINKS = 3_000
_LONGEST = 4_000
_SHORTEST_TITLE = 10
_SHORTEST_WORD = 4
_FEWEST_WORDS = 3
_MOST_OF_TITLE = 0.6


class Shared(Struct, frozen=True):
    """The texts that a page's links hand on, as they stand there, and the address that most of them hand on."""

    titles: tuple[str, ...] = ()
    address: str | None = None


def shared_by(links: Iterable[str]) -> Shared:
    """Return what the links of a page hand on about it."""
    titles: Counter[str] = Counter()
    addresses: Counter[str] = Counter()
    for number, link in enumerate(links):
        if number >= _MOST_LINKS:
            break
        if "?" not in link or len(link) > _LONGEST:
            continue
        for name, value in _handed_on(link):
            address = _address_in(value)
            if name in _ADDRESSES and address:
                addresses[address] += 1
            if name in _TITLES and len(value) > _SHORTEST_TITLE:
                titles[" ".join(value.split())] += 1
    best = addresses.most_common(1)
    return Shared(tuple(title for title, _ in titles.most_common(8)), best[0][0] if best else None)


class Ways(Struct):
    """The hosts of the links that lead to a page itself, with how many do: to a place in it, or by its headline."""

    placed: Counter[str] = field(default_factory=Counter)
    titled: Counter[str] = field(default_factory=Counter)


def ways_to(links: Sequence[str], headline: str) -> Ways:
    """Return whose links lead to places in a page, as a browser completes "#comments", or have most of its headline."""
    ways = Ways()
    told = list(dict.fromkeys(word for word in words(headline) if len(word) >= _SHORTEST_WORD))
    enough = max(_FEWEST_WORDS, _MOST_OF_TITLE * len(told))
    for link in links[:_MOST_LINKS]:
        if "#" in link:
            ways.placed[host_of(link)] += 1
        # Most addresses have not even one of the words.
        if len(told) >= enough and sum(word in link for word in told) >= enough and "://" in link:
            ways.titled[host_of(link)] += 1
    return ways


def _handed_on(link: str) -> Iterator[tuple[str, str]]:
    try:
        parts = urlsplit(link)
        yield from ((name.lower(), value) for name, value in parse_qsl(parts.query))
    except ValueError:
        return


def _address_in(value: str) -> str | None:
    """Return the first web address with a path that a value holds, without its query."""
    found = next((word for word in value.split() if word.startswith(("https://", "http://"))), "")
    address = found.split("?")[0].split("#")[0]
    try:
        urlsplit(address)
    except ValueError:
        return None
    return address if address.count("/") > 2 and address.rstrip("/").count("/") > 2 else None
