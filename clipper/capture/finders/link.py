"""The address of a clipping: written in the text, or what its headline links to."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from clipper.capture.guesses import guess
from clipper.capture.lines import Line
from clipper.model.draft import Guess, Span
from clipper.model.links import plain

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]{3,2000}", re.IGNORECASE)
_LONGEST = 10_000


def addresses_in(text: str) -> list[Span]:
    """Return the ranges of the web addresses in a text, without the punctuation that ends a sentence."""
    # Most lines have none, which every finder asks again.
    if "://" not in text and not (("w." in text or "W." in text) and "www." in text.lower()):
        return []
    found = []
    for match in _ADDRESS.finditer(text[:_LONGEST]):
        address = match.group().rstrip(".,;:!?'’")
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(")")
        found.append((match.start(), match.start() + len(address)))
    return found


def complete(address: str) -> str | None:
    """Return a full http or https address, as links.plain() has it; None for what is none."""
    address = address if "://" in address else f"https://{address}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    return plain(address) if parts.scheme.lower() in {"http", "https"} and "." in host and " " not in host else None


def link_of(lines: Sequence[Line], headline: Span | None) -> Guess[str | None]:
    """Return the address that a mention's lines show, else the one that its headline leads to."""
    for line in lines:
        for place in addresses_in(line.text):
            url = complete(line.text[slice(*place)])
            if url:
                return guess(url, 0.9, [line.place(*place)])
    title = lines[0]
    wanted = title.text[slice(*headline)] if headline else title.text
    for text, target in title.hints.links:
        if len(text) > 5 and (text in wanted or wanted in text):
            return guess(target, 0.9)
    return guess(None, 0.0)
