"""The French pages of our own making are what their sources say, and hold what they claim to hold."""

import gzip
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clipper.capture import read
from clipper.model.draft import Draft, Known
from clipper.model.text import fold, words
from tests.recognition import corpus
from tests.recognition.french_pages import OUT, make

FILES = sorted(OUT.glob("*.json.gz"))
MADE = make()
FLOORS = {
    "text": {"headline": 0.92, "reporters": 0.60, "outlet": 0.14, "date": 0.84, "body": 0.92},
    "html": {"headline": 0.95, "reporters": 0.67, "outlet": 0.79, "date": 0.87, "body": 0.92},
}
"""The share of the pages that is read right in each field, text alone and with its HTML, less a few points."""
MOST_WRONG_OUTLETS = 0.1


def load(path: Path) -> dict[str, Any]:
    return json.loads(gzip.decompress(path.read_bytes()))


def test_the_files_are_what_the_generator_makes():
    assert {path.name.removesuffix(".json.gz"): load(path) for path in FILES} == MADE


def test_there_are_many_layouts_and_they_take_little_room():
    assert len({name.split("_")[1] for name in MADE}) >= 20
    assert len(FILES) >= 30
    assert sum(path.stat().st_size for path in FILES) < 600_000


@pytest.mark.parametrize("page", MADE.values(), ids=list(MADE))
def test_a_page_shows_its_headline_and_its_text(page: dict[str, Any]):
    text = page["text"]["full"]
    assert page["visible"]["full"]["title"]
    assert all(paragraph in " ".join(text.split()) for paragraph in map(" ".join, map(str.split, _paragraphs(page))))
    assert "data-" not in page["html"]["drag"]
    assert page["text"]["drag"].lstrip().casefold().startswith(page["expected"]["title"].casefold())


def _paragraphs(page: dict[str, Any]) -> list[str]:
    return page["expected"]["body"].split("\n\n")


@pytest.mark.parametrize("page", MADE.values(), ids=list(MADE))
def test_a_page_is_one_article_however_it_was_copied(page: dict[str, Any]):
    for variant, pasted in corpus.pastes(page):
        assert len(read(pasted, Known(), date(2025, 1, 15)).drafts) == 1, variant


@pytest.mark.parametrize("kind", FLOORS)
def test_most_of_each_field_is_read_right(kind: str):
    read_right = [
        right(read(pasted, Known(), date(2025, 1, 15)).drafts[0], page["expected"])
        for page in MADE.values()
        for _, pasted in corpus.pastes(page)
        if (kind == "html") == bool(pasted.html)
    ]
    reached = {field: sum(one[field] for one in read_right) / len(read_right) for field in FLOORS[kind]}
    assert all(reached[field] >= floor for field, floor in FLOORS[kind].items()), reached


@pytest.mark.parametrize("kind", FLOORS)
def test_a_wrong_outlet_is_rare(kind: str):
    # Where a text says little of who ran it, none is found; one that is found has to be right.
    found = [
        (draft.outlet.value, page["expected"])
        for page in MADE.values()
        for _, pasted in corpus.pastes(page)
        if (kind == "html") == bool(pasted.html)
        and (draft := read(pasted, Known(), date(2025, 1, 15)).drafts[0]).outlet.value
    ]
    wrong = [name for name, expected in found if fold(name) not in map(fold, expected["outlet_aliases"])]
    assert len(wrong) <= MOST_WRONG_OUTLETS * len(found), wrong


def alike(text: str, other: str) -> float:
    """Return how much of two texts is in both, word by word."""
    first, second = Counter(words(text)), Counter(words(other))
    return 2 * (first & second).total() / (first.total() + second.total())


def right(draft: Draft, expected: dict[str, Any]) -> dict[str, bool]:
    """Return of each field whether it holds what is true of the page, all of it and nothing else."""
    return {
        "headline": fold(draft.headline.value or "") == fold(expected["title"]),
        "reporters": {*map(fold, draft.reporters.value)} == {*map(fold, expected["authors"])},
        "outlet": fold(draft.outlet.value or "") in map(fold, expected["outlet_aliases"]),
        "date": str(draft.published_on.value) == expected["date"],
        "body": alike(draft.body.value or "", expected["body"]) > 0.85,
    }
