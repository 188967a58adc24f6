"""Examples for the weights of the day of publication: every date of a page, right when the truth accepts its day."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from unittest.mock import patch

from clipper.capture import read
from clipper.capture.evidence import Evidence
from clipper.capture.finders import day, day_places
from clipper.capture.finders.day import choice_evidence
from clipper.capture.finders.day_candidates import Mention
from clipper.capture.finders.day_places import Able
from clipper.model.draft import Known, Pasted
from tests.recognition.corpus import TODAY, Page
from tests.recognition.fitting import Example, Shape

SHAPE = Shape(trees=160, depth=3, step=0.04, leaf=30, penalty=0.01, is_linear_first=True)
CHOICE_SHAPE = Shape(trees=0, penalty=0.3)


def examples(page: Page, variant: str, pasted: Pasted) -> Iterator[tuple[Evidence, bool, date]]:
    """Yield the dates whose year is written; what counts from the day of the paste cannot be right on an old page."""
    accepted = page["expected"]["dates_ok"]
    if not accepted:
        return
    asked: list[list[Able]] = []

    def sort_out(*told: Any) -> tuple[list[Able], list[Mention]]:
        able, excluded = day_places.sort_out(*told)
        asked.append(able)
        return able, excluded

    with patch.object(day, "sort_out", sort_out):
        read(pasted, Known(), TODAY)
    for one in asked[0] if asked else []:
        if not one.mention.is_guessed:
            yield one.evidence, str(one.mention.day) in accepted, one.mention.day


def choice(members: list[Example], sums: list[float], best: int) -> Evidence:
    """Return what speaks for the best date of a paste."""
    days: list[Any] = [member.value for member in members]
    return choice_evidence([member.evidence for member in members], sums, days, best)
