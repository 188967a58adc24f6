"""What trafilatura takes for the article's text: a second opinion on which lines of a page are its body."""

from collections.abc import Sequence

from clipper.capture.lines import Line
from clipper.model.text import letters_alone

_MOST_HTML = 800_000
_ENOUGH = 0.5
_COMPARED = 400


def with_votes(lines: Sequence[Line], html: str) -> list[Line]:
    """Return the lines, each with whether it is part of the extracted article; unchanged when that is of no use."""
    extracted = _extract(html) if len(html) <= _MOST_HTML else ""
    keys = {_key(paragraph) for paragraph in extracted.split("\n")} - {""}
    voted = [_key(line.text) in keys for line in lines]
    found = sum(len(line.text) for line, vote in zip(lines, voted, strict=True) if vote)
    # Where the lines of the text are cut otherwise than those of the HTML, the opinion cannot be used.
    if not keys or found < _ENOUGH * len(extracted):
        return list(lines)
    return [line.with_vote(vote) for line, vote in zip(lines, voted, strict=True)]


def _key(text: str) -> str:
    return letters_alone(text[:_COMPARED]).casefold()


def _extract(html: str) -> str:
    # trafilatura takes long to import and is of use for HTML only. It gets a string and so has nothing to fetch.
    from trafilatura import extract

    try:
        return extract(html, fast=True, include_comments=False, with_metadata=False) or ""
    except Exception:  # a page that breaks somebody else's parser is still a page to read
        return ""
