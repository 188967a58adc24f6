"""Purging a clipping about which everything is known leaves none of its words in any file of the library."""

from pathlib import Path

import pytest

from clipper.library.backup import check
from clipper.library.library import Library
from tests.library import rich
from tests.library.building import Clock
from tests.library.traces import bytes_in, found


@pytest.fixture
def filled(path: Path, library: Library) -> Library:
    """A library with a clipping of which everything is known, and its copies."""
    rich.fill(library)
    return library


def test_no_word_of_a_purged_clipping_is_left_in_any_file(filled: Library, path: Path) -> None:
    ids = [one.id for one in filled.clippings(range(1, 9)) if one.id > 2]
    assert found(rich.WORDS.values(), path.parent) == set(rich.WORDS.values())
    assert filled.purge(ids) == 1
    assert found(rich.WORDS.values(), path.parent) == set()
    assert b"zanzibarquartz" not in bytes_in(path.parent)
    titles = [step.title for step in filled.steps(limit=500)]
    assert "Add 2 clippings" in titles
    assert not [title for title in titles if "zanzibarquartz" in title.lower()]
    assert check(filled) == []


def test_the_others_are_as_they_were(filled: Library) -> None:
    before = filled.clippings([1, 2])
    filled.purge([3, 4, 5])
    after = filled.clippings([1, 2])
    assert [(one.headline, one.body, one.tags, one.tone, one.messages) for one in after] == [
        (one.headline, one.body, one.tags, one.tone, one.messages) for one in before
    ]
    assert [one.name for one in filled.saved_searches()] == ["Ports"]
    assert [one.name for one in filled.templates()] == ["Winter"]


def test_a_copy_that_is_kept_keeps_what_it_shares(path: Path) -> None:
    """The control: words of a clipping that stays are found by the same search."""
    with Library.open(path, now=Clock()) as library:
        _, _, twin = rich.fill(library)
        library.purge([one for one in (3, 4) if one != twin])
    assert found(rich.WORDS.values(), path.parent) == {rich.WORDS["twin"]}


def test_what_is_packed_is_looked_into(tmp_path: Path) -> None:
    import zlib

    (tmp_path / "a").write_bytes(b"\x00\x01" + zlib.compress("Zanzibarquartz, hidden".encode("utf-16-le")) + b"\x02")
    assert found(["zanzibarquartz", "never"], tmp_path) == {"zanzibarquartz"}
