"""The sites that a page only quotes: a link or two in its sentences lead to them, and nothing else of it does."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from clipper.capture.finders.body import is_prose, is_sentence
from clipper.capture.lines import Line
from clipper.capture.outlets import host_of
from clipper.capture.scan import Scan

_MOST = 3
_LINKED = 0.6
"""A line of which more is linked leads somewhere rather than saying something."""


# A page's pictures come from few hosts, and several finders ask about each.
@lru_cache(4096)
def site_of(host: str) -> str:
    """Return the registered part of a host: "herald.co.uk" of "sport.herald.co.uk"."""
    parts = host.split(".")
    size = (
        3
        if len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in {"co", "com", "org", "net", "gov", "ac", "or"}
        else 2
    )
    return ".".join(parts[-size:])


def cited_sites(scan: Scan) -> frozenset[str]:
    """Return the sites to which few links lead, all from within the page's sentences.

    A site that pictures come from, or that the links for sharing hand on, is the page's own however few lead to it.
    """
    linked = Counter(map(site_of, scan.hosts))
    own = {*map(site_of, scan.pictures), site_of(host_of(scan.shared.address or ""))}
    few = {site: count for site, count in linked.items() if count <= _MOST and site not in own}
    if not few:
        return frozenset()
    said = Counter(
        site_of(host_of(target)) for line in scan.lines if _says_something(line) for _, target in line.hints.links
    )
    return frozenset(site for site, count in few.items() if said[site] >= count)


def words_of_links(scan: Scan, host: str) -> Iterator[str]:
    """Yield the words of the links that lead to the site of a host."""
    links = (link for line in scan.lines for link in line.hints.links)
    return (words for words, target in links if site_of(host_of(target)) == site_of(host))


def _says_something(line: Line) -> bool:
    if not line.hints.links or line.hints.linked > _LINKED:
        return False
    return is_prose(line) or is_sentence(line)
