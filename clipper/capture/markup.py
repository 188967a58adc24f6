"""The clipboard's or a file's HTML: its blocks in order with what their tags say, and the sites it links to.

Nothing is fetched: the HTML is read as a string, its scripts, styles, frames and pictures are not looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from clipper.capture.finders.link import complete
from clipper.capture.lines import Hints
from clipper.capture.markdown import escape
from clipper.capture.outlets import host_of
from clipper.model.text import clean

ANALYSED = 2_000_000
"""Code points of HTML that are looked at."""

_DEEPEST = 200
_LONGEST_BYLINE = 400
_TAGS = re.compile(r"<(?:script|style)\b[^<]*<|<[^<>]*>|<!--", re.IGNORECASE)
_SKIPPED = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "math",
        "head", "canvas", "audio", "video"
    }
)  # fmt: skip
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
        "font", "i", "img", "input", "ins", "kbd", "label", "mark", "meta", "q", "s", "samp", "small",
        "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"
    }
)  # fmt: skip
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_TELLING = frozenset({*_HEADINGS, "b", "strong", "i", "em", "li", "blockquote"})
_ASIDE_TAGS = frozenset({"nav", "aside", "footer", "figcaption", "form"})
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:related|promo|share|sharing|social|comments?|newsletter|sidebar|caption|credit|advert|ads?|teaser|recirc"
    r"|recommend\w*|breadcrumbs?|footer|nav|menu|cookie|paywall|most-?read|trending|outbrain|taboola)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:authors?|byline|auteurs?|autor\w*|reporter)(?:$|[\s_-])|author-?name|byline", re.IGNORECASE
)
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|auteurs?|autor(?:en|es)?|profiles?|reporters?|journalistes?|people|by|staff|contributors?)/", re.I
)


@dataclass(slots=True)
class Block:
    """A run of text that the page shows as one piece, with its hints."""

    text: str
    hints: Hints


@dataclass(slots=True)
class Page:
    """The blocks of a page, the hosts of its links, and what its head says (title, site, author, published, url)."""

    blocks: list[Block] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    head: dict[str, str] = field(default_factory=dict)


def read_html(html: str) -> Page:
    """Return the page of any string; what cannot be parsed is an empty page."""
    root = _parse(html)
    return Page() if root is None else _Walk(root).page


def text_of(page: Page, html: str) -> str:
    """Return the text of a page and its HTML, a line for each block, as a browser would copy it."""
    if page.blocks:
        return "\n\n".join(block.text for block in page.blocks)
    # What nests deeper than the parser goes has no blocks; its words are there all the same.
    return _TAGS.sub(" ", clean(html[:ANALYSED])).strip()


def _parse(html: str) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(clean(html[:ANALYSED]).encode("utf-8"), parser)
    except (etree.LxmlError, ValueError):
        return None


@dataclass(slots=True)
class _Run:
    """A piece of text with one formatting."""

    text: str
    strong: bool
    emphasis: bool
    link: str | None


@dataclass(frozen=True, slots=True)
class _Context:
    """What the open elements say about the text within them."""

    strong: bool = False
    emphasis: bool = False
    heading: int = 0
    item: bool = False
    quote: bool = False
    aside: bool = False
    author: bool = False
    link: str | None = None


class _Walk:
    """One walk over a tree, without recursion, since pastes may nest as deep as they like."""

    def __init__(self, root: Any) -> None:
        self.page = Page()
        self._runs: list[_Run] = []
        self._authors: list[str] = []
        self._moment: str | None = None
        self._context = _Context()
        self._saved: list[_Context] = []
        self._length = len("".join(root.itertext()))
        _read_head(root, self.page)
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if tag in _SKIPPED or len(self._saved) > _DEEPEST or not tag:
                    walk.skip_subtree()
                self._open(element, tag)
            else:
                self._close(element, tag)
        self._flush()

    def _open(self, element: Any, tag: str) -> None:
        self._saved.append(self._context)
        if tag not in _INLINE:
            self._flush()
        self._context = self._inside(element, tag)
        if tag == "time" or element.get("datetime"):
            self._moment = self._moment or element.get("datetime")
        if tag and tag not in _SKIPPED:
            self._text(element.text)

    def _close(self, element: Any, tag: str) -> None:
        if tag not in _INLINE:
            self._flush()
        self._context = self._saved.pop()
        self._text(element.tail)

    def _inside(self, element: Any, tag: str) -> _Context:
        outer = self._context
        # Most elements have no attributes and say nothing.
        if tag not in _TELLING and tag not in _ASIDE_TAGS and not element.keys():
            return outer
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        seems_aside, seems_author = _told_by(names) if len(names) > 1 else (False, False)
        link = self._link(element) if tag == "a" else None
        is_aside = not outer.aside and (tag in _ASIDE_TAGS or seems_aside) and self._is_small(element)
        is_author = not outer.author and (seems_author or _is_author(element, link)) and _is_brief(element)
        if not (is_aside or is_author or link or tag in _TELLING):
            return outer
        return _Context(
            strong=outer.strong or tag in {"b", "strong"},
            emphasis=outer.emphasis or tag in {"i", "em"},
            heading=_HEADINGS.get(tag, outer.heading),
            item=outer.item or tag == "li",
            quote=outer.quote or tag == "blockquote",
            aside=outer.aside or is_aside,
            author=outer.author or is_author,
            link=link or outer.link,
        )

    def _is_small(self, element: Any) -> bool:
        """A class or tag that covers half the page does not set its text aside."""
        return 2 * len("".join(element.itertext())) < self._length

    def _link(self, element: Any) -> str | None:
        address = (element.get("href") or "").strip()
        if address.lower().startswith("mailto:"):
            return address
        url = complete(address) if "://" in address else None
        if url:
            self.page.hosts.append(host_of(url))
        return url

    def _text(self, text: str | None) -> None:
        if not text:
            return
        here = self._context
        self._runs.append(_Run(text, here.strong, here.emphasis, here.link))
        if here.author and text.strip():
            self._authors.append(" ".join(text.split()))

    def _flush(self) -> None:
        if not self._runs:
            return
        text = " ".join("".join(run.text for run in self._runs).split())
        if text:
            self.page.blocks.append(Block(text, self._hints(text)))
            self._authors, self._moment = [], None
        self._runs = []

    def _hints(self, text: str) -> Hints:
        here = self._context
        linked = sum(len(run.text.strip()) for run in self._runs if run.link)
        links = [(" ".join(run.text.split()), run.link) for run in self._runs if run.link and run.text.strip()]
        return Hints(
            heading=here.heading,
            item=here.item,
            quote=here.quote,
            aside=here.aside,
            linked=min(1.0, linked / len(text)),
            author=tuple(self._authors),
            moment=self._moment,
            links=tuple(links),
            markdown=_markdown(self._runs)
            if any(run.strong or run.emphasis or run.link for run in self._runs)
            else None,
        )


# Classes repeat all over a page.
@lru_cache(4096)
def _told_by(names: str) -> tuple[bool, bool]:
    """Return whether the classes and id of an element set it aside, and whether they say that it names an author."""
    return _ASIDE.search(names) is not None, _AUTHOR.search(names) is not None


def _is_brief(element: Any) -> bool:
    """Whole articles stand in elements of class "author"; names are short."""
    return len("".join(element.itertext())) < _LONGEST_BYLINE


def _is_author(element: Any, link: str | None) -> bool:
    if element.get("rel") == "author" or "author" in (element.get("itemprop") or ""):
        return True
    return link is not None and _AUTHOR_LINK.search(link) is not None


def _markdown(runs: list[_Run]) -> str:
    """Return the runs of one block as a line of Markdown.

    Links give their words only: a page's addresses would be searched, counted and printed as words of the article.
    """
    pieces: list[str] = []
    for run in _merged(runs):
        text = " ".join(run.text.split())
        if not text:
            pieces.append(" ")
            continue
        before = " " if run.text[0].isspace() else ""
        after = " " if run.text[-1].isspace() else ""
        pieces.append(f"{before}{_formatted(run, escape(text))}{after}")
    return " ".join("".join(pieces).split())


def _merged(runs: list[_Run]) -> Iterator[_Run]:
    """Yield runs of one formatting as one; emphasis over a whole block says nothing and is dropped."""
    whole_strong = all(run.strong for run in runs if run.text.strip())
    whole_emphasis = all(run.emphasis for run in runs if run.text.strip())
    last: _Run | None = None
    for run in runs:
        run = _Run(run.text, run.strong and not whole_strong, run.emphasis and not whole_emphasis, run.link)
        if last and (last.strong, last.emphasis) == (run.strong, run.emphasis):
            last.text += run.text
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _formatted(run: _Run, text: str) -> str:
    text = f"**{text}**" if run.strong else text
    return f"*{text}*" if run.emphasis else text


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
