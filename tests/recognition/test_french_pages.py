"""The French pages of our own making are what their sources say, and hold what they claim to hold."""

import gzip
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clipper.capture import read
from clipper.model.draft import Known
from tests.recognition import corpus
from tests.recognition.french_pages import OUT, make

FILES = sorted(OUT.glob("*.json.gz"))
MADE = make()


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
