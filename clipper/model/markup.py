"""The small Markdown of bodies, notes and report texts: one reader for the window, the reports and the excerpts.

It has paragraphs, headings with a space after the hashes, lists, quotations, emphasis, links and line breaks. HTML is
text like any other, an image is its alternative text, and a link that is not to the web or to a mail address is text.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from clipper.model.late_pattern import late_pattern
from clipper.model.text import clean

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr"})
_INLINES = frozenset({"em", "strong", "code", "a", "br"})
_TEXT_BLOCKS = frozenset({"p", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONGEST_LINK = 2000
# What the reader takes superlinear time or deep recursion for; beyond these limits a text is set as plain paragraphs.
_LONGEST_TEXT = 500_000
_MOST_LINES = 10_000
_TOO_DEEP = late_pattern(r"^(?:[ \t]{32}|(?:[ \t]*(?:[>*+-]|\d{1,9}\.[ \t])){12})", re.MULTILINE)
# A text without any of these is read as it stands, fifty times as fast.
_MAYBE_MARKED = late_pattern(r"[][*_`<\\&\t]|\A\n*\Z|^(?:[^\S\n]|[#>+-]|\d+[.)])|[^\S\n]$", re.MULTILINE)
_MOST_MARKS = 1000
_TAKES_FILES = late_pattern(r"(?:^|&)attach", re.IGNORECASE)
_MARKS = late_pattern(r"[][*_`<!\\]")
_ENTITY = late_pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
# A guillemet or a dash between spaces is no word.
_WORD = late_pattern(r"(?<!\S)(?:_|[^\w\s])*[^\W_]\S*")
# White space that a line may break at; the no-break spaces of French stay.
_SPACES = late_pattern(r"[ \t\n\r\f\v]+")
_SENTENCE_END = late_pattern(r"[.!?…](?:[\"”’)]|\s?»)?\s+(?=[\"“«‘(]?\s?[A-ZÀ-Ý0-9])")
_ABBREVIATION = late_pattern(r"\b(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|No|M|MM|Mme|vol|pp?|[A-Z])\.$")


def tree(text: str) -> Element:
    """Return Markdown as a tree: a div of p, h1-h6, ul, ol, li, blockquote, hr with em, strong, code, a, br inside.

    Every href is fit to be a link. A text that is too long or too deeply nested to be read in reasonable time comes
    as its plain paragraphs.
    """
    text = clean(text)
    if _is_beyond_reading(text):
        return _plain_tree(text)
    if not _MAYBE_MARKED.search(text):
        return _unmarked_tree(text)
    # Slow to load, and most texts have no marks.
    from clipper.model import markdown_reader

    return _tidied(markdown_reader.read(text))


def _is_beyond_reading(text: str) -> bool:
    if len(text) > _LONGEST_TEXT or text.count("\n") > _MOST_LINES or _TOO_DEEP.search(text):
        return True
    return any(len(_MARKS.findall(part)) > _MOST_MARKS for part in text.split("\n\n"))


def _plain_tree(text: str) -> Element:
    root = Element("div")
    for paragraph in re.split(r"\n{2,}", text.strip("\n")):
        ElementTree.SubElement(root, "p").text = paragraph
    return root


def _unmarked_tree(text: str) -> Element:
    """Return what the reader makes of a text that nothing in is _MAYBE_MARKED."""
    root = Element("div")
    root.text = "\n"
    for paragraph in re.split(r"\n{2,}", text.strip("\n")):
        block = ElementTree.SubElement(root, "p")
        block.text, *lines = paragraph.split("\n")
        for line in lines:
            ElementTree.SubElement(block, "br").tail = f"\n{line}"
        block.tail = "\n"
    return root


def _tidied(element: Element) -> Element:
    """Return a copy with known elements only; what an unknown one holds stays in its place."""
    copy = Element(element.tag if element.tag in _BLOCKS | _INLINES else "div")
    copy.text = _text(element.text)
    href = safe_link(element.get("href", ""))
    if href:
        copy.set("href", href)
    if element.tag == "ol" and element.get("start", "").isdecimal():
        copy.set("start", element.get("start", ""))
    for child in element:
        _take(copy, child)
    return copy


def _take(parent: Element, child: Element) -> None:
    tidied = _tidied(child)
    if child.tag == "img":
        _append_text(parent, child.get("alt") or "")
    elif tidied.tag == "div" or (tidied.tag == "a" and not tidied.get("href")):
        _append_text(parent, tidied.text or "")
        parent.extend(tidied)
    else:
        parent.append(tidied)
    _append_text(parent, _text(child.tail))


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _text(text: str | None) -> str:
    return clean(_unescaped(text)) if text else ""


def safe_link(url: str | None) -> str | None:
    """Return an address that is fit to be a link (http, https or mailto, at most 2,000 characters), else None.

    One with a name before its host is made to look like another's, and a mail must not take files along.
    """
    url = _unescaped(url or "").strip()
    if len(url) > _LONGEST_LINK or re.search(r"[\s\x00-\x1f\x7f<>\"\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme in ("http", "https"):
        return url if parts.netloc and "@" not in parts.netloc else None
    is_mail = parts.scheme == "mailto" and "@" in parts.path and not _TAKES_FILES.search(parts.query)
    return url if is_mail else None


def _unescaped(text: str) -> str:
    """Resolve what is written as an entity, to its semicolon: "&copy=1" is a parameter of an address."""
    return _ENTITY.sub(_meant, text)


def _meant(entity: re.Match[str]) -> str:
    # Imported when there is one: the table of all names is large, and the window opens sooner without it.
    from html import unescape

    return unescape(entity[0])


def to_html(text: str) -> str:
    """Return Markdown as HTML that is safe to show: known elements, and links to the web and to mail addresses."""
    # Imported when it is used: only reports are made of HTML, and the window opens sooner without it.
    import nh3

    root = tree(text)
    html = "".join(ElementTree.tostring(child, encoding="unicode", method="html") for child in root)
    return nh3.clean(
        html,
        tags=set(_BLOCKS | _INLINES),
        attributes={"a": {"href"}, "ol": {"start"}},
        attribute_filter=lambda _element, name, value: safe_link(value) if name == "href" else value,
        url_schemes={"http", "https", "mailto"},
    )


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs and list items of Markdown as plain lines, without its headings."""
    return [_SPACES.sub(" ", words) for tag, words in _blocks(tree(text)) if words and tag not in _HEADINGS]


def _blocks(element: Element) -> Iterator[tuple[str, str]]:
    """Yield each block that holds words of its own, with its tag; a list item with paragraphs inside is theirs."""
    for child in element:
        if child.tag in _TEXT_BLOCKS:
            yield child.tag, _own_words(child).strip()
        if child.tag in _BLOCKS:
            yield from _blocks(child)


def _own_words(element: Element) -> str:
    words = element.text or ""
    for child in element:
        if child.tag in _INLINES:
            words += "\n" if child.tag == "br" else _own_words(child)
        words += child.tail or ""
    return words


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain line; an abbreviation or an initial does not end one."""
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        sentence = text[start : match.end()].rstrip()
        if not _ABBREVIATION.search(sentence):
            found.append(sentence)
            start = match.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def _closed(taken: list[str]) -> list[str]:
    """The sentences without the last ones that would leave a quotation open; all of them where none would remain."""
    for end in range(len(taken), 0, -1):
        text = " ".join(taken[:end])
        if text.count("“") == text.count("”") and text.count("«") == text.count("»"):
            return taken[:end]
    return taken


def count_words(text: str) -> int:
    """Return how many words a text has: what spaces part and holds a letter or a digit, so "$2.1-billion" is one."""
    return len(_WORD.findall(text))


def excerpt(text: str, most_words: int) -> str:
    """Return the beginning of Markdown as one plain line of at most so many words: whole sentences where one fits.

    A first sentence that is longer is cut after a word and ends with an ellipsis.
    """
    beginning = _beginning(text, 2 * most_words)
    found, is_all = _sentences_of(beginning, most_words)
    # What the beginning holds is most often enough, and reading a whole article takes ten times as long.
    return found if beginning == text or not is_all else _sentences_of(text, most_words)[0]


def _beginning(text: str, least_words: int) -> str:
    """Return whole paragraphs from the start of a text with so many words or more."""
    end = words = 0
    while words < least_words and end < len(text):
        start = end
        found = text.find("\n\n", start)
        end = len(text) if found < 0 else found + 2
        words += count_words(text[start:end])
    return text[:end]


def _sentences_of(text: str, most_words: int) -> tuple[str, bool]:
    """Return the first sentences with so many words at most, and whether these are all."""
    taken: list[str] = []
    left = most_words
    for sentence in (part for paragraph in paragraphs(text) for part in sentences(paragraph)):
        words = count_words(sentence)
        if words > left:
            found = " ".join(_closed(taken)) if taken else _first_words(sentence, left).rstrip(",;:–—- ") + "…"
            return found, False
        taken.append(sentence)
        left -= words
    return " ".join(taken), True


def cut_words(text: str, most_words: int) -> str:
    """Return plain text on one line of at most so many words; what is longer ends with an ellipsis."""
    line = " ".join(text.split())
    return line if count_words(line) <= most_words else _first_words(line, most_words).rstrip(",;:–—- ") + "…"


def _first_words(sentence: str, count: int) -> str:
    """Return at most so many words of a longer sentence, cut where a line may break: not inside "10 000"."""
    rest = sentence[next(islice(_WORD.finditer(sentence), count, None)).start() :]
    kept = sentence.removesuffix(rest)
    breakable = kept if kept.endswith(" ") else kept[: kept.rfind(" ") + 1]
    return (breakable or kept).strip()
