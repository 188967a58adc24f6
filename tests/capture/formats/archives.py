"""What tests of archives have in common: files as they may be saved, drafts as plain values, and what always holds."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from clipper.capture.outlets import Outlets
from clipper.capture.serialise import draft_to_json
from clipper.model.draft import DRAFT_FIELDS, Draft, FileReading, Known
from clipper.model.text import clean
from tests.capture.formats.reading import read

FILES = Path(__file__).parents[2] / "data" / "files"
KNOWN = Known(spokespeople=("Ann Lee",))
OUTLETS = Outlets(KNOWN)


def text_of(name: str) -> str:
    """The text of a file of ours, with line ends as \\n."""
    return (FILES / name).read_text("utf-8")


def saved(text: str) -> Iterator[bytes]:
    """A text as programs save it: with each kind of line ends, marks and encodings."""
    windows = text.replace("\n", "\r\n")
    yield text.encode("utf-8")
    yield windows.encode("utf-8-sig")
    yield windows.encode("utf-16")
    yield windows.encode("utf-16-le")


def archive(name: str, data: bytes | None = None) -> FileReading:
    """What is read in a file of ours, with our spokesperson known."""
    reading = read(name, (FILES / name).read_bytes() if data is None else data, KNOWN)
    check(reading)
    return reading


def values(draft: Draft) -> dict[str, Any]:
    """All that a draft says: the value of every field that has one."""
    found = {name: getattr(draft, name).value for name in DRAFT_FIELDS}
    shown = {name: _plain(value) for name, value in found.items() if value not in (None, ())}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in shown.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [str(one) if isinstance(one, str) else f"{one.name}: {one.role.value}" for one in value]
    return str(value)


def told(reading: FileReading) -> list[tuple[int | None, str]]:
    """What a person is told about a file: the place, and the sentence."""
    return [(problem.place, problem.sentence) for problem in reading.problems]


def around(lines: int) -> str:
    """What a person should know of the lines that a service put around its documents."""
    return f"{lines} lines that the service put around the documents, such as a cover page, went into no clipping."


def check(reading: FileReading) -> None:
    """Every span holds, every value stands where its span says, and drafts follow each other."""
    text = reading.reading.text
    assert clean(reading.pasted.text) == text
    for draft in reading.reading.drafts:
        for field in DRAFT_FIELDS:
            guess = getattr(draft, field)
            assert 0 <= guess.confidence <= 1
            assert all(draft.extent[0] <= start < end <= draft.extent[1] for start, end in guess.spans), field
            if field in {"body", "reporters"}:
                assert all(before[1] <= after[0] for before, after in pairwise(guess.spans))
        for field in ("headline", "deck", "outlet"):
            guess = getattr(draft, field)
            if guess.spans and guess.confidence > 0.9:
                ((start, end),) = guess.spans
                shown = " ".join(text[start:end].split())
                assert guess.value in {shown, OUTLETS.spelling(shown) if field == "outlet" else shown}
        draft_to_json(draft)
    assert all(before.extent[1] <= after.extent[0] for before, after in pairwise(reading.reading.drafts))
    assert all(problem.sentence.endswith((".", "…")) for problem in reading.problems)
