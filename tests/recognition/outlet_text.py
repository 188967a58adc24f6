"""Examples for the outlet of pastes without HTML."""

from collections.abc import Iterator

from clipper.capture.evidence import Evidence
from clipper.model.draft import Pasted
from tests.recognition.corpus import Page
from tests.recognition.fitting import Shape
from tests.recognition.outlet import choice, names_of

__all__ = ["CHOICE_SHAPE", "SHAPE", "choice", "examples"]

SHAPE = Shape(trees=300, depth=4, step=0.04, leaf=40, features=0.2)
CHOICE_SHAPE = Shape(trees=100, depth=3, step=0.04, leaf=20, features=0.2)


def examples(page: Page, _variant: str, pasted: Pasted) -> Iterator[tuple[Evidence, bool, str]]:
    """Yield the evidence of each name, whether it is the outlet's, and the name."""
    if not pasted.html:
        yield from names_of(page, pasted)
