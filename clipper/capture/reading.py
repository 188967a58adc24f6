"""The way from a paste to drafts: clean it, tell a link, a list and an article apart, read that."""

from datetime import date
from typing import TYPE_CHECKING

from clipper.capture.alignment import with_hints
from clipper.capture.article import read_article
from clipper.capture.finders.language import language_of
from clipper.capture.finders.link import addresses_in, complete
from clipper.capture.guesses import guess
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import Line, lines_of
from clipper.capture.listing import find_items
from clipper.capture.mention_draft import draft_of
from clipper.capture.outlets import host_of
from clipper.model.codes import Medium
from clipper.model.draft import Draft, Known, Pasted, Reading
from clipper.model.errors import WrongUsage
from clipper.model.text import clean

if TYPE_CHECKING:
    from clipper.capture.markup import Page

_NOTHING = (
    "There is nothing to read: the paste is empty. Copy an article, a list of mentions or a link, and paste again."
)


def read(pasted: Pasted, known: Known, today: date) -> Reading:
    """Return what a paste holds, as drafts whose spans point into the cleaned text that comes with them.

    `known` are the library's names, which decide doubtful cuts; `today` is what relative dates count from.
    Raises WrongUsage when there is nothing to read.
    """
    text, page = clean(pasted.text), None
    if pasted.html and pasted.html.strip():
        page = _page(pasted.html)
        text = text if text.strip() else "\n\n".join(block.text for block in page.blocks)
    lines = lines_of(text)
    if not lines:
        raise WrongUsage(_NOTHING)
    if page:
        lines = with_hints(lines, page.blocks)
    return Reading(text, _drafts(lines, page.hosts if page else [], Lexicon.of(known, today)))


def _page(html: str) -> "Page":
    # lxml is slow to import and plain text needs none of it.
    from clipper.capture.markup import read_html

    return read_html(html)


def _drafts(lines: list[Line], hosts: list[str], lexicon: Lexicon) -> tuple[Draft, ...]:
    links = [_bare_link(line, lexicon) for line in lines]
    if all(links):
        return tuple(link for link in links if link)
    items = find_items(lines, lexicon)
    if items:
        language, _ = language_of(" ".join(line.text for line in lines)[:8_000])
        return tuple(draft_of(item, lexicon, language) for item in items)
    return (read_article(lines, hosts, lexicon),)


def _bare_link(line: Line, lexicon: Lexicon) -> Draft | None:
    """Return a draft that is only its address, for a line that holds nothing else."""
    if addresses_in(line.text) != [(0, len(line.text))]:
        return None
    url = complete(line.text)
    if url is None:
        return None
    outlet = lexicon.outlets.at(host_of(url))
    return Draft(
        outlet=guess(outlet.name, 0.93) if outlet else guess(None, 0.0),
        medium=guess(Medium.ONLINE, 0.9),
        url=guess(url, 0.97, [line.span]),
        extent=line.span,
    )
