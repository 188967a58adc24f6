"""The way from a paste to drafts: clean it, tell a link, a list and an article apart, read that."""

from datetime import date

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

_NOTHING = (
    "There is nothing to read: the paste is empty. Copy an article, a list of mentions or a link, and paste again."
)


def read(pasted: Pasted, known: Known, today: date) -> Reading:
    """Return what a paste holds, as drafts whose spans point into the cleaned text that comes with them.

    `known` are the library's names, which decide doubtful cuts; `today` is what relative dates count from.
    Raises WrongUsage when there is nothing to read.
    """
    text = clean(pasted.text)
    hosts: list[str] = []
    lines = lines_of(text)
    if not lines:
        raise WrongUsage(_NOTHING)
    return Reading(text, _drafts(lines, hosts, Lexicon.of(known, today)))


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
