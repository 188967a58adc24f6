"""Examples for the weights of the body of pastes with HTML: what tags tell needs deeper trees."""

from collections.abc import Iterator

from clipper.capture.evidence import Evidence
from clipper.model.draft import Pasted
from tests.recognition import body
from tests.recognition.corpus import Page
from tests.recognition.fitting import Shape

SHAPE = Shape(trees=80, depth=6, step=0.1, leaf=100, features=0.25)


def examples(page: Page, variant: str, pasted: Pasted) -> Iterator[tuple[Evidence, bool, int, float]]:
    """Yield the lines of which the truth tells, each with its weight."""
    if pasted.html:
        yield from body.examples(page, variant, pasted)
