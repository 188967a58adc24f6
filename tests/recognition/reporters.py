"""Examples for the weights of the reporters: each reading of each line, right when its names wrote the piece."""

import re
import unicodedata
from collections.abc import Iterator

from clipper.capture.article import layout_of
from clipper.capture.evidence import Evidence
from clipper.capture.finders.byline_evidence import Scene, signatures
from clipper.capture.finders.reporters import choice_of
from clipper.model.draft import Pasted
from tests.recognition.corpus import Page
from tests.recognition.fitting import Example, Shape
from tests.recognition.scans import scan_of

SHAPE = Shape(trees=250, depth=4, step=0.06, leaf=60, features=0.15)


CHOICE_SHAPE = Shape(trees=0, penalty=0.1)


def examples(page: Page, variant: str, pasted: Pasted) -> Iterator[tuple[Evidence, bool, str]]:
    """Yield the evidence of each reading; of those of one line only the ones with most names count as right."""
    if page["expected"]["authors"] is None:
        return
    scan = scan_of(pasted)
    layout = layout_of(scan)
    wanted = set(map(key, page["expected"]["authors"]))
    found = signatures(Scene(scan, layout.index, layout.start, layout.end))
    named = [set(map(key, one.values)) for one in found]
    most: dict[int, int] = {}
    for one, names in zip(found, named, strict=True):
        if names <= wanted:
            most[one.index] = max(most.get(one.index, 0), len(names))
    for one, names in zip(found, named, strict=True):
        yield one.evidence, names <= wanted and len(names) == most[one.index], one.first


def choice(members: list[Example], sums: list[float], best: int) -> Evidence:
    """Return what tells how sure the best reading of a page is."""
    return choice_of([one.evidence for one in members], [str(one.value) for one in members], sums, best)


def key(text: str) -> str:
    """Return the letters and digits of a name, without case, by which a corpus compares names."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
