"""Every page of every look beside the picture of it that was looked at and approved."""

from pathlib import Path

import pytest

from clipper import resources
from clipper.model.values import replace
from clipper.reports.document import Report, Section, Summary, Volume
from clipper.reports.templates import read
from clipper.reports.writers import pdf
from tests.reports import pages

USUAL = "modern-usual-en"


@pytest.fixture(scope="module")
def libraries(tmp_path_factory) -> Path:
    """Where the libraries are, each made once."""
    return tmp_path_factory.mktemp("libraries")


@pytest.fixture(scope="module")
def usual(libraries) -> Report:
    return pages.report(USUAL, libraries)


@pytest.mark.parametrize("name", pages.NAMES)
def test_pages_look_as_they_were_approved(name, libraries, tmp_path):
    found = pages.drawn(name, libraries)
    difference = pages.difference(found, pages.approved(name))
    if difference:
        picture = tmp_path / f"{name}.png"
        found.save(picture)
        pytest.fail(f"{picture} is not as it was approved: {difference}.")


def test_there_is_no_picture_that_nothing_is_compared_with():
    assert {file.stem for file in pages.FOLDER.iterdir()} == set(pages.NAMES)


def test_a_board_page_is_one_page(libraries):
    boards = [name for name in pages.NAMES if name.startswith("board-")]
    assert {len(pages.pages(pdf.render(pages.report(name, libraries)))) for name in boards} == {1}


def test_a_heading_that_moved_is_found(usual):
    parts = (resources.path("reports", "modern") / "parts.typ").read_bytes()
    moved = parts.replace(b"above: 10pt, below: 18pt", b"above: 16pt, below: 12pt")
    assert moved != parts
    template = read("Moved", {"template.toml": b'based-on = "modern"', "parts.typ": moved})
    assert _is_found(pdf.make(usual, template).data)


def test_another_figure_is_found(usual):
    summary = usual.section("summary")
    assert isinstance(summary, Summary)
    first, *rest = summary.measures
    now, *then = first.amounts
    changed = replace(first, amounts=(replace(now, number=now.number + 1), *then))
    assert _is_found(pdf.render(_with(usual, replace(summary, measures=(changed, *rest)))))


def test_a_bar_that_is_missing_is_found(usual):
    volume = usual.section("volume")
    assert isinstance(volume, Volume)
    lowest = min((bar for bar in volume.bars if bar.stories), key=lambda bar: bar.stories + bar.pick_ups)
    bars = tuple(replace(bar, stories=0, pick_ups=0) if bar is lowest else bar for bar in volume.bars)
    assert _is_found(pdf.render(_with(usual, replace(volume, bars=bars))))


def _with(report: Report, changed: Section) -> Report:
    kept = (changed if section.key == changed.key else section for section in report.sections)
    return replace(report, sections=tuple(kept))


def _is_found(document: bytes) -> bool:
    picture, approved = pages.sheet(pages.pages(document)), pages.approved(USUAL)
    # As many pages of one size, so that what is found is not their number.
    assert picture.size == approved.size
    return bool(pages.difference(picture, approved))
