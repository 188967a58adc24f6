"""The lines of a paste with their marks, as capture has them before it decides anything."""

from datetime import date

from clipper.capture.alignment import with_hints
from clipper.capture.lexicon import Lexicon
from clipper.capture.lines import lines_of
from clipper.capture.markup import read_html
from clipper.capture.scan import Scan
from clipper.model.draft import Known, Pasted
from clipper.model.text import clean


def scan_of(pasted: Pasted, today: date) -> Scan:
    """Return the scan of a paste."""
    lines = lines_of(clean(pasted.text))
    lexicon = Lexicon.of(Known(), today)
    if not pasted.html:
        return Scan(lines, lexicon)
    page = read_html(pasted.html)
    return Scan(with_hints(lines, page.blocks), lexicon, page.hosts, page.head, page.links)
