"""A known outlet alone on the last line, as people write it below a text that they copied or typed."""

from collections.abc import Collection

from clipper.capture.guesses import guess
from clipper.capture.lines import trim
from clipper.capture.scan import Scan
from clipper.model.codes import Medium
from clipper.model.draft import Guess

_AROUND = " –—-*"


def find_foot(scan: Scan, taken: Collection[int]) -> Guess[str | None]:
    """Return the outlet that the last line names and nothing else, where it stands just below the text.

    `taken` are the lines of the text. An agency there says who wrote the piece, not who ran it.
    """
    last = len(scan.lines) - 1
    line = scan.lines[last]
    start, end = trim(line.text, 0, len(line.text), _AROUND)
    known = scan.lexicon.outlets.find(line.text[start:end]) if last and {last - 1, last} & {*taken} else None
    if known is None or known.is_word or known.medium is Medium.NEWSWIRE or line.hints.linked or scan.furniture[last]:
        return guess(None, 0.0)
    return guess(known.name, 0.92, [line.place(start, end)])
