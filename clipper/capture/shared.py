"""What a page's links for sharing say of it: they hand its title and its address to a network or a mail."""

from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, urlsplit

from msgspec import Struct

_TITLES = frozenset({"text", "title", "t", "subject", "su", "headline", "quote", "body", "description", "status"})
_ADDRESSES = frozenset({"u", "url", "href", "link", "body", "text", "mini_url", "canonicalurl", "shareurl"})
_MOST_LINKS = 3_000
_LONGEST = 4_000
_SHORTEST_TITLE = 10


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
