"""What a reader of HTML finds on a page: a strict enough one, without a browser."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass
class Node:
    tag: str
    attributes: dict[str, str | None]
    children: "list[Node | str]" = field(default_factory=list)

    def all(self, *tags: str) -> "list[Node]":
        found = []
        for child in self.children:
            if isinstance(child, Node):
                found += [child] * (not tags or child.tag in tags) + child.all(*tags)
        return found

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def get(self, name: str) -> str:
        return self.attributes.get(name) or ""


class _Reader(HTMLParser):
    """Builds a tree of well-nested HTML; an end that closes another element than the last one is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"{tag} has an attribute twice"
        node = Node(tag, dict(attrs))
        self._open[-1].children.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Node(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read(page: str) -> Node:
    """Return a page as a tree; an element that is not closed, or in the wrong order, fails."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader._open == [reader.root]
    return reader.root


def outline(node: Node) -> list[str]:
    """The elements in their order, without what is drawn and what Markdown makes of a text within a line."""
    found = []
    for child in node.children:
        if isinstance(child, Node) and child.tag not in ("code", "br"):
            found += [child.tag, *([] if child.tag == "svg" else outline(child))]
    return found


def levels(root: Node) -> list[int]:
    """The levels of the headings, in their order."""
    return [int(node.tag[1]) for node in root.all(*_HEADINGS)]


def spoken(root: Node) -> str:
    """All words of the page but those of its style."""
    return " ".join(" ".join(_words(root)).split())


def _words(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag != "style":
            yield "".join(_words(child))
