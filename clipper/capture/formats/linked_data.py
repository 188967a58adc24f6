"""The article that a page describes in JSON-LD, as schema.org has it: https://schema.org/NewsArticle."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_ARTICLE = re.compile(r"(?:[A-Za-z]*NewsArticle|Article|BlogPosting|LiveBlogPosting|Report|Review)")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|/[/*]\s*<!\[CDATA\[\s*(?:\*/)?|<!\[CDATA\[)|(?:-->|(?:/[/*]\s*)?\]\]>(?:\s*\*/)?)\s*;?\s*$"
)
_MOST_NODES = 5_000
_ELSEWHERE = frozenset({"itemListElement", "mentions", "citation", "isBasedOn", "relatedLink", "comment", "hasPart"})
"""What stands below these is another article than the one of the page."""

Node = Mapping[str, Any]


class LinkedData:
    """All nodes that the scripts of a page describe, by their ids where they have one."""

    def __init__(self, scripts: Iterable[str]) -> None:
        self._by_id: dict[str, Node] = {}
        self.articles: list[Node] = []
        for node in _nodes(script for script in map(_loaded, scripts)):
            if isinstance(node.get("@id"), str) and len(node) > 1:
                self._by_id.setdefault(node["@id"], node)
            if any(_ARTICLE.fullmatch(kind.rpartition("/")[2]) for kind in _texts(node.get("@type"))):
                self.articles.append(node)

    def text(self, node: Node, name: str) -> str:
        """Return a property that is text, on one line; nothing where it is none."""
        return next((" ".join(text.split()) for text in _texts(node.get(name)) if text.strip()), "")

    def names(self, node: Node, name: str) -> list[str]:
        """Return the names of who or what a property refers to: texts, things with a name, or ids of such."""
        return [" ".join(found.split()) for value in _listed(node.get(name)) for found in self._names(value)]

    def _names(self, value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        if not isinstance(value, dict):
            return []
        if not value.get("name") and isinstance(value.get("@id"), str):
            value = self._by_id.get(value["@id"], value)
        return [name for name in _texts(value.get("name")) if name.strip()]

    def addresses(self, node: Node) -> list[str]:
        """Return the addresses that a node has itself or is the main thing of."""
        main = [
            value if isinstance(value, str) else value.get("@id") or value.get("url")
            for value in _listed(node.get("mainEntityOfPage"))
            if isinstance(value, (str, dict))
        ]
        return [address for address in [*_texts(node.get("url")), *main] if isinstance(address, str)]


def _loaded(script: str) -> Any:
    try:
        return json.loads(_WRAPPING.sub("", script), strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(loaded: Iterable[Any]) -> Iterator[Node]:
    """Yield the objects in some JSON in its order, without those of other articles."""
    waiting = list(loaded)[::-1]
    seen = 0
    while waiting and seen < _MOST_NODES:
        value = waiting.pop()
        seen += 1
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            inside = [one for name, one in value.items() if name not in _ELSEWHERE and isinstance(one, (dict, list))]
            waiting.extend(reversed(inside))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _texts(value: Any) -> list[str]:
    """Return texts, also those of {"@value": ...}, which tell their language."""
    values = [one.get("@value") if isinstance(one, dict) else one for one in _listed(value)]
    return [one for one in values if isinstance(one, str)]
