"""The clipboard's or a file's HTML: its blocks in order with what their tags say, and the sites it links to.

Nothing is fetched: the HTML is read as a string, its scripts, styles, frames and pictures are not looked at.
"""

import re
from collections.abc import Sequence
from html import unescape
from typing import Any

from lxml import etree
from msgspec import Struct, field

from clipper.capture.elements import DEEPEST, INLINE, LONGEST_PAGE, SKIPPED, Element, settle
from clipper.capture.finders.link import complete
from clipper.capture.lines import Hints, Run
from clipper.capture.outlets import host_of
from clipper.capture.tables import table_rows
from clipper.model.text import clean

_LONGEST_ALT = 300
_TAG = re.compile(
    r"<(?:script|style)\b[^<>]*>?(?P<hidden>[^<]*)(?P<ended></(?:script|style)\s*>)?|<[a-z/][^<>]*>|<!--|<[!?][^>]*(?P<open>\Z)?>?",
    re.IGNORECASE,
)
"""A tag, or a declaration, which ends at the first bracket whatever is in it."""
_UNCLOSED = re.compile(r"<[a-z/][^<>]*", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|h[1-6]|li|tr|td|br|blockquote|section|article|table)\b", re.IGNORECASE)
_FIRST_PAGE = re.compile(r"https?://[^/?#]+(?:/(?:[a-z]{2}/?)?)?(?:\?[^#]*)?", re.IGNORECASE)
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(?=https?://)")
_PROSE_WORDS = 12
_LEVELS = 8


class Block(Struct):
    """A run of text that the page shows as one piece, with its hints."""

    text: str
    hints: Hints


class Page(Struct):
    """The blocks of a page, its links and their hosts, and what its head says (title, site, author, published, url).

    `texts` are the lines that a browser would copy: the blocks, and the rows of tables with a tab between their cells.
    `homes` are the words of links that lead to the first page of a site, each with its host, and `pictures` the hosts
    that pictures come from. `too_deep` tells that parts lie within parts more deeply than is followed, `is_cut` that
    the end of the page was not looked at.
    """

    blocks: list[Block] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    homes: list[tuple[str, str]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)
    too_deep: bool = False
    is_cut: bool = False


def read_html(html: str, most: int = LONGEST_PAGE) -> Page:
    """Return the page of any string, of which `most` code points are looked at; what cannot be parsed is empty."""
    root = _parse(html[:most])
    if root is None:
        return Page(is_cut=len(html) > most)
    walk = _Walk(root)
    page = Page(walk.blocks(), walk.texts(), walk.links, walk.hosts, walk.homes, walk.pictures)
    page.too_deep, page.is_cut = walk.too_deep, len(html) > most
    _read_head(root, page)
    return page


def text_of(page: Page, html: str) -> str:
    """Return the text of a page and its HTML, a line for each block, as a browser would copy it."""
    return _text(page.texts, page.too_deep, html)


def text_in(html: str) -> str:
    """Return the text of any string of HTML, for those who want nothing else of it."""
    root = _parse(html[:LONGEST_PAGE])
    if root is None:
        return words_of(html)
    walk = _Walk(root)
    return _text(walk.texts(), walk.too_deep, html)


def _text(shown: Sequence[str], too_deep: bool, html: str) -> str:
    # What lies too deep has no blocks; its words are there all the same.
    return "\n\n".join(shown) if shown and not too_deep else words_of(html)


def words_of(html: str) -> str:
    """Return the words of a page that nobody can lay out, a line for each piece."""
    # In one go: what is left of one tag must not become a tag with what follows.
    lines = _TAG.sub(_instead, clean(html[:LONGEST_PAGE])).split("\n")
    return unescape("\n\n".join(words for line in lines if (words := " ".join(line.split()))))


def _instead(tag: re.Match[str]) -> str:
    """Return what stands for a tag between the words around it; what never ends is none."""
    if tag["open"] is not None:
        return tag[0]
    if tag["hidden"] and (tag["ended"] is None or _is_within_another(tag)):
        # It is no element, or the value of one, and what follows is shown.
        return f" {tag['hidden']}"
    return "\n" if _BLOCK.match(tag[0]) else " "


def _is_within_another(tag: re.Match[str]) -> bool:
    before = tag.string.rfind("<", 0, tag.start())
    return before >= 0 and _UNCLOSED.fullmatch(tag.string, before, tag.start()) is not None


def _parse(html: str) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(clean(html).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None


class _Found(Struct):
    """A block as the walk leaves it: its runs, the element around it, and the moment that a machine reads in it."""

    text: str
    runs: list[Run]
    element: Element
    moment: str | None
    alt: bool = False


class _Walk:
    """One walk over a tree, without recursion, since pastes may nest as deep as they like.

    What is no element, and a button within a heading, has no name here: it says nothing and parts nothing.
    """

    def __init__(self, root: Any) -> None:
        self.links: list[str] = []
        self.hosts: list[str] = []
        self.homes: list[tuple[str, str]] = []
        self.pictures: list[str] = []
        self._found: list[_Found] = []
        self._elements: list[Element] = []
        self._runs: list[Run] = []
        self._moment: str | None = None
        self._here = Element(None, "")
        self._length = 0
        self._saved: list[Element] = []
        self._targets: dict[str, tuple[str, str] | None] = {}
        self.too_deep = False
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, node in walk:
            tag = node.tag if isinstance(node.tag, str) else ""
            if tag == "button" and self._here.heading:
                tag = ""
            if event == "start":
                if not tag or tag in SKIPPED:
                    walk.skip_subtree()
                elif len(self._saved) > DEEPEST:
                    self.too_deep = True
                    walk.skip_subtree()
                self._open(node, tag)
            else:
                self._close(node, tag)
        self._flush()

    def _open(self, node: Any, tag: str) -> None:
        self._saved.append(self._here)
        if self._runs and tag and tag not in INLINE:
            self._flush()
        attributes: dict[str, str] = dict(node.items())
        self._here = self._inside(tag, attributes)
        if tag == "img":
            self._alt(node)
        elif tag and tag not in SKIPPED:
            if attributes:
                self._moment = self._moment or attributes.get("datetime")
            self._text(node.text)

    def _close(self, node: Any, tag: str) -> None:
        if self._runs and tag and tag not in INLINE:
            self._flush()
        here, self._here = self._here, self._saved.pop()
        if here is not self._here:
            here.size = self._length - here.begin
        self._text(node.tail)

    def _inside(self, tag: str, attributes: dict[str, str]) -> Element:
        """Return the element for what stands in a node; an inline one that says nothing is the one around it."""
        is_inline = not tag or tag in INLINE
        if is_inline and not attributes and tag not in {"b", "strong", "i", "em"}:
            return self._here
        link = self._link(attributes.get("href", "")) if tag == "a" else None
        if link:
            self._name(attributes.get("aria-label") or attributes.get("title") or "", link)
        element = Element.of(self._here, tag, is_inline, attributes, link, self._length)
        self._elements.append(element)
        return element

    def _link(self, address: str) -> str | None:
        address = address.strip()
        if address[:7].lower() == "mailto:":
            self.links.append(address)
            return address
        target = self._target(address) if "://" in address else None
        if target is None:
            return None
        url, host = target
        self.links.append(url)
        self.hosts.append(host)
        return url

    def _target(self, address: str) -> tuple[str, str] | None:
        """Return the whole address and the host that a link leads to; a picture and a title often share theirs."""
        if address not in self._targets:
            url = complete(address)
            self._targets[address] = (url, host_of(_live(url))) if url else None
        return self._targets[address]

    def _name(self, text: str, link: str | None) -> None:
        """Keep what a page calls the site whose first page a link leads to."""
        if link and text.strip() and _FIRST_PAGE.fullmatch(_live(link)):
            self.homes.append((" ".join(text[:_LONGEST_ALT].split()), host_of(_live(link))))

    def _alt(self, node: Any) -> None:
        """A picture's words stand in the text that a browser copies, mostly as a line of their own."""
        source = node.get("src") or node.get("data-src") or ""
        if source[:4].lower() == "http":
            self.pictures.append(host_of(_live(source)))
        text = " ".join((node.get("alt") or "")[:_LONGEST_ALT].split())
        if text:
            self._name(text, self._here.link)
            self._found.append(_Found(text, [], self._here.block, None, alt=True))

    def _text(self, text: str | None) -> None:
        if not text:
            return
        self._length += len(text) if not text.isspace() else 0
        if self._here.link:
            self._name(text, self._here.link)
        self._runs.append(Run(text, self._here))

    def _flush(self) -> None:
        if not self._runs:
            return
        text = " ".join("".join(run.text for run in self._runs).split())
        if text:
            self._found.append(_Found(text, self._runs, self._here.block, self._moment))
            self._moment = None
        self._runs = []

    def texts(self) -> list[str]:
        """Return the texts of the blocks and of the rows of tables, without the words of pictures."""
        shown = [found for found in self._found if not found.alt]
        rows = table_rows([found.element for found in shown], self._elements)
        lines: list[str] = []
        place = 0
        while place < len(shown):
            cells = rows.get(place, (1,))
            taken = iter(shown[place : place + sum(cells)])
            lines.append("\t".join(next(taken).text if filled else "" for filled in cells))
            place += sum(cells)
        return lines

    def blocks(self) -> list[Block]:
        """Return the blocks, with the hints that can be told when the whole page is known."""
        settle(self._elements, self._length)
        shares = _shares(self._found)
        return [Block(found.text, _hints(found, share)) for found, share in zip(self._found, shares, strict=True)]


def _live(url: str) -> str:
    """Return the address of the page that a copy in a web archive was made of; any other address as it is."""
    copied = _ARCHIVED.match(url) if "/web/" in url[:40] else None
    return url[copied.end() :] if copied else url


def _hints(found: _Found, shares: tuple[float, ...]) -> Hints:
    runs, element = found.runs, found.element
    if found.alt:
        return Hints(alt=True, aside=element.aside, element=element, shares=shares)
    linked = 0
    links, authors = [], []
    for run in runs:
        inner = run.element
        stripped = run.text.strip() if inner.link or inner.author else ""
        if stripped and inner.link:
            linked += len(stripped)
            links.append((" ".join(stripped.split()), inner.link))
        if stripped and inner.author:
            authors.append(" ".join(stripped.split()))
    return Hints(
        heading=element.heading,
        item=element.item,
        quote=element.quote,
        aside=element.aside,
        linked=min(1.0, linked / len(found.text)),
        author=tuple(authors),
        moment=found.moment,
        links=tuple(links),
        runs=tuple(runs),
        element=element,
        shares=shares,
    )


def _shares(found: Sequence[_Found]) -> list[tuple[float, ...]]:
    """Return for each block how much of the page's prose stands in each of the containers around it, inmost first."""
    masses: dict[int, float] = {}
    total = 1.0
    for block in found:
        size = block.text.count(" ") + 1
        if size >= _PROSE_WORDS and not block.alt and not block.element.link:
            total += size
            for container in block.element.containers(_LEVELS):
                masses[id(container)] = masses.get(id(container), 0.0) + size
    return [
        tuple(masses.get(id(container), 0.0) / total for container in block.element.containers(3)) for block in found
    ]


_HEAD = {
    "og:title": "title",
    "og:site_name": "site",
    "article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "author": "author",
    "og:url": "url",
}


def _read_head(root: Any, page: Page) -> None:
    """Read what a saved page's head says; a clipboard's HTML has none."""
    for element in root.iter("meta", "title", "link"):
        if element.tag == "title" and element.text:
            page.head.setdefault("title", " ".join(element.text.split()))
        elif element.tag == "link" and element.get("rel") == "canonical" and element.get("href"):
            page.head.setdefault("url", element.get("href").strip())
        elif element.tag == "meta":
            name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
            value = " ".join((element.get("content") or "").split())
            if name in _HEAD and value:
                page.head[_HEAD[name]] = value
