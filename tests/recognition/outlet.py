"""What the examples for the outlet have in common: every name of a page, right where it is one of the aliases."""

import re
import unicodedata
from collections.abc import Iterator

from clipper.capture.article import layout_of
from clipper.capture.evidence import Evidence
from clipper.capture.finders.byline_evidence import Scene
from clipper.capture.finders.outlet import choice_evidence
from clipper.capture.finders.outlet_evidence import Named, candidates
from clipper.capture.finders.reporters import byline_guess, find_byline
from clipper.capture.lexicon import Lexicon
from clipper.model.draft import Known, Pasted
from tests.recognition.corpus import TODAY, Page
from tests.recognition.fitting import Example
from tests.recognition.scans import scan_of

_LEXICON = Lexicon.of(Known(), TODAY)


def names_of(page: Page, pasted: Pasted) -> Iterator[tuple[Evidence, bool, str]]:
    """Yield the evidence of each name of a page, whether it is the outlet's, and the name."""
    if not page["expected"]["outlet"]:
        return
    scan = scan_of(pasted)
    layout = layout_of(scan)
    byline = find_byline(Scene(scan, layout.index, layout.start, layout.end))
    reporters = byline_guess(byline, scan.lexicon).value
    aliases = page["expected"]["outlet_aliases"]
    accepted = set(map(_key, aliases))
    known = {one.name for one in map(_LEXICON.outlets.find, aliases) if one}
    for one in candidates(scan, layout.index, layout.start, layout.end, reporters):
        yield one.evidence, _is_right(one, accepted, known), one.value


def choice(members: list[Example], sums: list[float], best: int) -> Evidence:
    """Return what speaks for the best name of a paste."""
    return choice_evidence([one.evidence for one in members], [str(one.value) for one in members], sums, best)


def _is_right(one: Named, accepted: set[str], known: set[str]) -> bool:
    return _key(one.value) in accepted or (one.known is not None and one.known.name in known)


def _key(text: str) -> str:
    """Return a name as the corpus compares names of outlets: without "The", the ending of a domain, and punctuation."""
    text = re.sub(r"^(https?://)?(www\.)?", "", text.strip().casefold())
    text = re.sub(r"\.(com|org|net|co\.\w\w|\w\w|news|info|eu)$", "", re.sub(r"^the\s+", "", text))
    return re.sub(r"^the(?=\w{4})", "", re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)))
