"""The marks of a paste as capture has them when it looks for the fields of one article."""

from datetime import date

from clipper.capture.alignment import with_hints
from clipper.capture.extracted import with_votes
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import lines_of
from clipper.capture.markup import read_html
from clipper.capture.scan import Scan
from clipper.capture.wrapping import with_paragraphs
from clipper.model.draft import Known, Pasted
from clipper.model.text import clean

TODAY = date(2026, 11, 25)
_NOBODY = Lexicon.of(Known(), TODAY)


def scan_of(pasted: Pasted) -> Scan:
    """Return the lines of a paste that is one article, with what its HTML says about them."""
    text = clean(pasted.text)
    lines = with_paragraphs(text, lines_of(text))
    if not pasted.html:
        return Scan(lines, _NOBODY)
    page = read_html(pasted.html)
    hinted = with_votes(with_hints(lines, page.blocks), pasted.html)
    return Scan(hinted, _NOBODY, page.hosts, page.head, page.links, page.homes, page.pictures)
