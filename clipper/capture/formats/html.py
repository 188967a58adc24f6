"""Saved web pages (.html): their text, and what they say of themselves in JSON-LD, OpenGraph and meta elements."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from clipper.capture.elements import DEEPEST, LONGEST_PAGE
from clipper.capture.finders.names import is_agent, split_names
from clipper.capture.formats import details
from clipper.capture.formats.base import Opened
from clipper.capture.formats.linked_data import LinkedData, Node
from clipper.capture.outlets import key
from clipper.model.draft import Pasted, Problem
from clipper.model.text import clean
from clipper.model.values import replace

_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://[^\s>]{3,2000})|\n\s?url: (https?://\S{3,2000})")
_SUFFIX = re.compile(r"\s+(?:[|·•–—-]|::)\s+")
_BY = re.compile(r"(?:(?:written |reported )?by|par|von)\s+", re.IGNORECASE)
_META = {
    details.HEADLINE: ("og:title", "twitter:title", "dc.title", "parsely-title", "headline"),
    details.REPORTERS: ("article:author", "author", "parsely-author", "sailthru.author", "dc.creator", "byl"),
    details.OUTLET: ("og:site_name", "application-name", "publisher", "dc.publisher"),
    details.PUBLISHED: (
        "article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dc.date",
        "dcterms.created", "pubdate", "publish-date", "date",
    ),
    details.URL: ("og:url", "parsely-link"),
    details.LANGUAGE: ("og:locale", "content-language"),
}  # fmt: skip
"""The names of meta elements that say a value, the most telling first."""

_TOO_DEEP = "The page nests its parts deeper than any page does. It was read as plain text; the page is kept."
_TOO_LONG = "The page is longer than Clipper reads. Its end was not read; the page is kept as it came."


def opened_page(pasted: Pasted, opener: str, url: str = "") -> Opened:
    """Return a page with what it says of itself; `url` is where it was saved from, as far as its file tells."""
    html = pasted.html or ""
    root = parsed(html)
    stated = {} if root is None else _details(root, html, url)
    if root is not None and not _is_too_deep(root):
        problems = (Problem(_TOO_LONG),) if len(html) > LONGEST_PAGE else ()
        return Opened(opener, pasted, stated, problems=problems)
    # lxml is slow to import and other files need none of it.
    from clipper.capture.markup import words_of

    return Opened(opener, replace(pasted, text=words_of(html)), stated, problems=(Problem(_TOO_DEEP),))


def parsed(html: str) -> Any:
    """Return the root of any page, None where it nests too deeply to be one."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring(clean(html[:LONGEST_PAGE]).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None
    return None if any("Excessive depth" in error.message for error in parser.error_log) else root


def _is_too_deep(root: Any) -> bool:
    return bool(root.xpath(f"boolean({'/*' * DEEPEST})"))


def _details(root: Any, html: str, url: str) -> dict[str, str]:
    """What a page says of itself; what its data say comes before what its head says."""
    head = _head(root, html, url)
    scripts = [script.text or "" for script in root.iter("script") if "ld+json" in (script.get("type") or "").lower()]
    data = LinkedData(scripts)
    article = _article(data, head)
    stated = _stated(data, article) if article else {}
    if not article and "article" not in head.get("type", "") and details.PUBLISHED not in head:
        # The front page of a site has a title too, which is that of no article.
        head = {name: value for name, value in head.items() if name in {details.URL, details.OUTLET, details.LANGUAGE}}
    said = {name: value for name, value in head.items() if name in _META}
    stated = {name: value for name, value in stated.items() if name != details.URL or details.URL not in said}
    weak = ",".join(sorted(said.keys() - stated.keys() - {details.URL}))
    return {**said, **stated, **({details.WEAK: weak} if weak else {})}


# What the head says


def _head(root: Any, html: str, url: str) -> dict[str, str]:
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        value = " ".join((element.get("content") or "").split())
        if value:
            meta.setdefault(name, []).append(value)
    found = {field: _first(meta, names) for field, names in _META.items()}
    found["type"] = _first(meta, ("og:type",))
    found[details.REPORTERS] = "\n".join(
        _people([one for name in _META[details.REPORTERS] for one in meta.get(name, ())][:1])
    )
    canonical = next((link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None)
    saved = _SAVED_FROM.search(html[:20_000])
    addresses = (canonical, found[details.URL], url, saved and (saved[1] or saved[2]))
    found[details.URL] = next((address for address in addresses if address and _is_page_address(address)), "")
    found[details.LANGUAGE] = found[details.LANGUAGE] or root.get("lang") or ""
    found[details.HEADLINE] = without_site(found[details.HEADLINE], found[details.OUTLET], found[details.URL])
    return {name: value for name, value in found.items() if value}


def _first(meta: Mapping[str, list[str]], names: tuple[str, ...]) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


def _is_page_address(address: str) -> bool:
    """Tell whether an address is that of a page, not of a whole site or of a file that was saved."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and len(parts.path + parts.query) > 1


def without_site(title: str, site: str, url: str) -> str:
    """Return the title of a page without the name of its site behind or before it."""
    pieces = _SUFFIX.split(title)
    host = urlsplit(url).hostname or "" if url else ""
    names = {key(site), key(host.removeprefix("www.").partition(".")[0])} - {""}
    if len(pieces) > 1 and key(pieces[-1]) in names:
        return title[: title.rindex(pieces[-1])].rstrip(" |·•–—-:")
    if len(pieces) > 1 and key(pieces[0]) in names:
        return title[len(pieces[0]) :].lstrip(" |·•–—-:")
    return title


# What the data say


def _article(data: LinkedData, head: Mapping[str, str]) -> Node | None:
    """Return the article that the page is about: that of its address, of its title, or the only one."""
    titled = [article for article in data.articles if data.text(article, "headline") or data.text(article, "name")]
    url, title = head.get(details.URL), key(head.get(details.HEADLINE, ""))
    for article in titled:
        if url and any(_same_address(address, url) for address in data.addresses(article)):
            return article
    for article in titled:
        wanted = key(data.text(article, "headline") or data.text(article, "name"))
        if wanted and title and (wanted in title or title in wanted):
            return article
    return titled[0] if len(titled) == 1 else None


def _same_address(first: str, second: str) -> bool:
    return first.partition("#")[0].rstrip("/") == second.partition("#")[0].rstrip("/")


def _stated(data: LinkedData, article: Node) -> dict[str, str]:
    outlet = next(iter([*data.names(article, "publisher"), *data.names(article, "sourceOrganization")]), "")
    people = [
        name for name in _people([*data.names(article, "author"), *data.names(article, "creator")]) if name != outlet
    ]
    found = {
        details.HEADLINE: data.text(article, "headline") or data.text(article, "name"),
        details.REPORTERS: "\n".join(people),
        details.OUTLET: outlet,
        details.PUBLISHED: data.text(article, "datePublished") or data.text(article, "dateCreated"),
        details.URL: next(filter(_is_page_address, data.addresses(article)), ""),
        details.LANGUAGE: data.text(article, "inLanguage"),
        details.BODY: str(article.get("articleBody") or ""),
    }
    return {name: value for name, value in found.items() if value.strip()}


def _people(values: list[str]) -> list[str]:
    """Return the names in what a page calls its authors, each once: no addresses, no roles, no "By"."""
    names: dict[str, None] = {}
    for value in values:
        start = match.end() if (match := _BY.match(value)) else 0
        for place in split_names(value[:500], start, min(len(value), 500), lambda _: False):
            name = value[slice(*place)].strip()
            if is_agent(name) and "@" not in name and "/" not in name:
                names[name] = None
    return list(names)
