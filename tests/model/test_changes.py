"""How a step is called."""

from datetime import datetime

import pytest

from clipper.model.changes import Step

NOW = datetime(2026, 11, 18, 12, 0)


@pytest.mark.parametrize(
    ("step", "title"),
    [
        (Step(1, "import", 6000, {}, NOW), "Import 6,000 clippings"),
        (Step(1, "edit", 1, {"headline": "Ferry", "field": "published on, body"}, NOW), "Edit date, text of Ferry"),
        (
            Step(1, "undo", 1, {"headline": "Ferry", "field": "url", "verb": "fill"}, NOW),
            "Undo: Add link to Ferry",
        ),
    ],
)
def test_a_title_says_what_persons_read(step: Step, title: str) -> None:
    assert step.title == title
