"""The address of a clipping: written in the text, or what its headline links to."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from clipper.capture.finders.names import is_person
from clipper.capture.guesses import guess
from clipper.capture.lines import Line
from clipper.model.draft import Guess, Span
from clipper.model.links import plain, url_key, usual_host

_WORDS = (
    r"(?:(?:web |voir le |see the )?(?:link|lien)|url|here|ici|(?:read|lire|view|voir|see|consulter)"
    r"(?: (?:it|more|here|online|la suite|ici|en ligne|(?:the |l[’'])?(?:full )?(?:story|article|piece|texte)))?"
    r"|full (?:story|article|text)|(?:texte|article) (?:complet|intégral)|article|online|en ligne|source)"
)
"""What lists call the link to a mention; longer words are its headline."""
_LINK_WORDS = re.compile(_WORDS, re.IGNORECASE)
_IN_BRACKETS = re.compile(rf"\s*[(\[]\s?{_WORDS}\s?[)\]]$", re.IGNORECASE)
_AROUND_WORDS = " ,;:–—|·-(["
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]{3,2000}", re.IGNORECASE)
_LONGEST = 10_000
_LONGEST_WORDS = 40


def addresses_in(text: str) -> list[Span]:
    """Return the ranges of the web addresses in a text, without the punctuation that ends a sentence."""
    # Most lines have none, which every finder asks again.
    if "://" not in text and not (("w." in text or "W." in text) and "www." in text.lower()):
        return []
    found = []
    for match in _ADDRESS.finditer(text[:_LONGEST]):
        address = match.group().rstrip(".,;:!?'’")
        for opening, closing in ("()", "[]"):
            if address.endswith(closing) and opening not in address:
                address = address.rstrip(closing)
        found.append((match.start(), match.start() + len(address)))
    return found


def before_link_words(line: Line) -> int:
    """Return the end of a line before words such as "(link)" and "Read more", which are a link or stand in brackets."""
    text = line.text.rstrip(" .)]")
    words = line.hints.links[-1][0] if line.hints.links else ""
    if words and text.endswith(words) and _LINK_WORDS.fullmatch(words):
        return len(text[: -len(words)].rstrip(_AROUND_WORDS))
    bracket = None
    if line.text.endswith((")", "]")):
        bracket = _IN_BRACKETS.search(line.text, max(0, len(line.text) - _LONGEST_WORDS))
    return bracket.start() if bracket else len(line.text)


def are_link_words(text: str) -> bool:
    """Tell whether a text is nothing but such words."""
    return _LINK_WORDS.fullmatch(text.strip(_AROUND_WORDS + ")].»>→")) is not None


def complete(address: str) -> str | None:
    """Return a full http or https address, as links.plain() has it; None for what is none."""
    address = address if "://" in address else f"https://{address}"
    if usual_host(address):
        return plain(address)
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    return plain(address) if parts.scheme.lower() in {"http", "https"} and "." in host and " " not in host else None


def link_of(lines: Sequence[Line], headline: Span | None, outlet: str | None = None) -> Guess[str | None]:
    """Return the address that a mention's lines show, else what its headline leads to, or all that they lead to.

    `outlet` is the name of its outlet, which may be called as people are.
    """
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
    # A name leads to what else somebody wrote.
    links = [
        (line, *link) for line in lines for link in line.hints.links if link[0] == outlet or not is_person(link[0])
    ]
    targets = {target: _place_of(line, text) for line, text, target in links if url_key(target)}
    for target, spans in targets.items() if len(targets) == 1 else ():
        return guess(target, 0.9, spans)
    return guess(None, 0.0)


def _place_of(line: Line, words: str) -> list[Span]:
    start = line.text.find(words)
    return [] if start < 0 else [line.place(start, start + len(words))]
