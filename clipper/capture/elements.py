"""The elements of a page's HTML: what a tag, its classes and where it stands say about the text in it."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from clipper.capture import vocabulary

LONGEST_PAGE = 2_000_000
"""Code points of a page that are looked at."""

DEEPEST = 200
"""Elements within elements that are followed."""

SKIPPED = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "math",
        "head", "canvas", "audio", "video"
    }
)  # fmt: skip
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "audio", "b", "bdi", "bdo", "big", "canvas", "cite", "code", "data", "del", "dfn", "em",
        "font", "i", "iframe", "img", "input", "ins", "kbd", "label", "mark", "math", "meta", "noscript", "object",
        "picture", "q", "s", "samp", "script", "select", "small", "source", "span", "strike", "strong", "style", "sub",
        "sup", "svg", "template", "textarea", "time", "tt", "u", "var", "video", "wbr"
    }
)  # fmt: skip
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LEAVES = frozenset({*HEADINGS, "p", "li", "dt", "dd", "td", "th", "figcaption", "br", "hr"})
_ASIDE_TAGS = frozenset({"nav", "aside", "footer", "figcaption", "form"})
_ASIDE_WORDS = frozenset({"teaser", "share", "comment", "nav", "ad", "caption", "box"})
_LONGEST_BYLINE = 400
_LONGEST_NAMES = 400
_NO_NAMES: frozenset[str] = frozenset()
_LONGEST_MOMENT = 40
_MOMENTS = frozenset({"datetime", "data-datetime", "data-timestamp", "itemprop"})
_WORD = re.compile(r"[A-Z]?[a-zäöüéèêñ]+|[A-Z]+(?![a-z])")
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|auteurs?|autor(?:en|es)?|profiles?|reporters?|journalistes?|people|by|staff|contributors?)/", re.I
)


class Element(Struct, eq=False):
    """An element that says something, and what those around it say with it.

    `names` are the groups of class words (body, lead, title, caption, ...) of the element itself, `around` those of the
    elements around it that do not hold half of the page. `link` is where its text leads to, `size` how long that is.
    `moment` is the date and time that a machine reads there.
    """

    parent: "Element | None"
    tag: str
    is_inline: bool = False
    strong: bool = False
    emphasis: bool = False
    heading: int = 0
    item: bool = False
    quote: bool = False
    aside: bool = False
    author: bool = False
    link: str | None = None
    names: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    classes: str = ""
    rel: str = ""
    prop: str = ""
    moment: str = ""
    begin: int = 0
    size: int = 0

    @classmethod
    def of(
        cls, parent: "Element", tag: str, is_inline: bool, attributes: dict[str, str], link: str | None, begin: int
    ) -> "Element":
        """Return the element of a tag within another one, after `begin` characters of the page's text."""
        found = attributes.get
        classes = f"{found('class', '')} {found('id', '')}".strip() if attributes else ""
        # By their places: a page has thousands of elements, and names take twice as long.
        return cls(
            parent,
            tag,
            is_inline,
            parent.strong or tag == "b" or tag == "strong",
            parent.emphasis or tag == "i" or tag == "em",
            HEADINGS.get(tag, parent.heading),
            parent.item or tag == "li",
            parent.quote or tag == "blockquote",
            False,  # settle() tells who is aside, and who an author
            False,
            link or parent.link,
            groups_of(classes[:_LONGEST_NAMES]) if classes else _NO_NAMES,
            _NO_NAMES,
            classes,
            found("rel", ""),
            found("itemprop", ""),
            _moment(attributes) if attributes else "",
            begin,
        )

    @property
    def block(self) -> "Element":
        """The nearest element, this one included, that is shown as a piece of its own."""
        element = self
        while element.is_inline and element.parent is not None:
            element = element.parent
        return element

    def inmost(self, tags: Container[str]) -> "Element | None":
        """Return the inmost element of one of these tags that this one is or stands in, None where it is in none."""
        element: Element | None = self
        while element is not None and element.tag not in tags:
            element = element.parent
        return element

    def containers(self, most: int) -> "Iterator[Element]":
        """Yield the elements around a piece of text that may hold several pieces, inmost first."""
        element: Element | None = self.parent if self.tag in _LEAVES else self
        while element is not None and most:
            yield element
            element, most = element.parent, most - 1


def _moment(attributes: dict[str, str]) -> str:
    if _MOMENTS.isdisjoint(attributes):
        return ""
    stated = attributes.get("datetime") or attributes.get("data-datetime") or attributes.get("data-timestamp") or ""
    if not stated and "date" in attributes.get("itemprop", "").lower():
        stated = attributes.get("content", "")
    return stated[:_LONGEST_MOMENT]


def settle(elements: Sequence[Element], length: int) -> None:
    """Work out what each element inherits, once the size of all and the length of the page's text are known."""
    for element in elements:
        outer = element.parent
        assert outer is not None
        is_small = 2 * element.size < length
        is_aside = is_small and (element.tag in _ASIDE_TAGS or not _ASIDE_WORDS.isdisjoint(element.names))
        is_author = element.size < _LONGEST_BYLINE and _says_author(element)
        element.aside = outer.aside or is_aside
        element.author = outer.author or is_author
        element.around = outer.around | element.names if is_small and element.names else outer.around


def _says_author(element: Element) -> bool:
    if "byline" in element.names or element.rel == "author" or "author" in element.prop:
        return True
    return element.tag == "a" and element.link is not None and _AUTHOR_LINK.search(element.link) is not None


# Classes repeat all over a page.
@lru_cache(4096)
def groups_of(classes: str) -> frozenset[str]:
    """Return the groups of words that the classes and the id of an element belong to."""
    found = (_GROUPS.get(word.lower()) for word in _WORD.findall(classes))
    return frozenset(group for group in found if group)


_GROUPS = vocabulary.class_words()
