"""Examples for the headline: every candidate line, right where the truth has it among the titles it accepts."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from clipper.capture.evidence import Evidence
from clipper.capture.finders.headline import choice_evidence, values_of
from clipper.capture.finders.headline_evidence import headline_candidates
from clipper.model.draft import Pasted
from tests.recognition.corpus import Page
from tests.recognition.fitting import Example, Shape
from tests.recognition.scans import scan_of

SHAPE = Shape(trees=300, depth=4, step=0.05, leaf=25)
CHOICE_SHAPE = Shape(trees=40, depth=2, step=0.1, leaf=30, penalty=0.1, is_linear_first=True)


def examples(page: Page, _variant: str, pasted: Pasted) -> Iterator[tuple[Evidence, bool, str]]:
    """Yield the evidence of each line, whether it is the title, and what it says."""
    right = {_key(title) for title in page["expected"]["titles_ok"] or ()}
    if not right:
        return
    candidates = headline_candidates(scan_of(pasted))
    for candidate, value in zip(candidates, values_of(candidates), strict=True):
        yield candidate.evidence, _key(candidate.value) in right, value


def choice(members: list[Example], sums: list[float], best: int) -> Evidence:
    """Return what speaks for the best line of a paste."""
    values: list[Any] = [member.value for member in members]
    return choice_evidence([member.evidence for member in members], sums, values, best)


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
