"""Every paste in tests/data/pastes is read into the drafts beside it: values, and which fields ask for a look."""

import json
from datetime import date
from pathlib import Path

import pytest

from clipper.capture import from_bytes, read
from clipper.capture.finders.names import ordinary_letters
from clipper.capture.serialise import draft_to_json
from clipper.model.draft import SURE, Draft, Known

PASTES = Path(__file__).parent.parent / "data" / "pastes"
TODAY = date(2026, 11, 23)
FILES = sorted(path for path in PASTES.iterdir() if path.suffix != ".json")


def summary(draft: Draft) -> dict[str, object]:
    """The draft's values, with the names of the fields that are not sure."""
    values = draft_to_json(draft)
    confidence = values.pop("confidence")
    values.pop("spans")
    return {**values, "doubtful": sorted(field for field, sure in confidence.items() if 0 < sure < SURE)}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_paste_is_read_into_the_expected_drafts(path: Path) -> None:
    reading = read(from_bytes(path.read_bytes(), path.name), Known(), TODAY)
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert [summary(draft) for draft in reading.drafts] == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_span_shows_its_value(path: Path) -> None:
    reading = read(from_bytes(path.read_bytes(), path.name), Known(), TODAY)
    for draft in reading.drafts:
        # A broadcast that goes by its programme has its time behind that, where there is one.
        name = (draft.headline.value or "").partition(" (")[0] if draft.programme.value else draft.headline.value
        assert shown(reading.text, draft.headline.spans) in ([draft.headline.value], [name] if name else [])
        written = [ordinary_letters(name) for name in shown(reading.text, draft.reporters.spans)]
        assert written == list(draft.reporters.value)
        assert shown(reading.text, draft.spokespeople.spans) == [person.name for person in draft.spokespeople.value]


def shown(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in spans]
