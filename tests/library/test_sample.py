"""The sample library is made once, shows something everywhere, and keeps what a person changes in it."""

import re
from pathlib import Path

import pytest

from clipper import resources
from clipper.library.library import Library
from clipper.library.sample import open_sample
from clipper.model.errors import EnvironmentProblem
from clipper.model.query import Query


def test_every_section_has_something_to_show(path: Path) -> None:
    with open_sample(path) as library:
        facets = library.facets(Query())
    assert facets.total >= 60
    assert facets.stories < facets.total
    assert all(facets.sections.values())
    assert all((facets.tags, facets.spokespeople, facets.outlets))


def test_what_the_help_page_shows_of_searching_finds_something_in_it(path: Path) -> None:
    page = resources.path("help", "search.md").read_text(encoding="utf-8")
    told = [Query.parse(text) for text in re.findall(r"^\| `([^`]+)` \|", page, re.MULTILINE)]
    assert len(told) > 20
    with open_sample(path) as library:
        found = {str(query): library.count(query) for query in told if not query.problems}
    assert [query for query, count in found.items() if not count] == ["last:30d", "added:today"]


def test_what_was_changed_in_it_stays(path: Path) -> None:
    with open_sample(path) as library:
        first = library.search(Query()).ids[0]
        library.delete([first])
    with open_sample(path) as library:
        assert library.get(first).deleted
        assert len(library.steps()) == 2


def test_a_sample_whose_first_start_was_cut_short_is_filled_at_the_next(path: Path) -> None:
    Library.open(path).close()
    with open_sample(path) as library:
        assert len(library.search(Query())) >= 60


def test_a_sample_that_cannot_be_read_leaves_no_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "ROOT", path.parent)
    with pytest.raises(EnvironmentProblem):
        open_sample(path)
    assert not path.exists()
