"""A real library in a temporary folder."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clipper.library.library import Library
from tests.damage.damaging import make
from tests.library.building import PASTE, Clock, plain

Fill = Callable[[int], list[int]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.clipper"


@pytest.fixture(scope="session")
def new_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty library, closed: to copy it takes a fiftieth of the time that making one takes."""
    path = tmp_path_factory.mktemp("new") / "library.clipper"
    Library.open(path).close()
    return path


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed library with something of everything, that has pages enough for trees of two levels."""
    path = tmp_path_factory.mktemp("whole") / "library.clipper"
    make(path, count=60)
    return path


@pytest.fixture
def library(path: Path, new_library: Path) -> Iterator[Library]:
    shutil.copy(new_library, path)
    with Library.open(path, now=Clock()) as opened:
        yield opened


@pytest.fixture
def fill(library: Library) -> Fill:
    """Add some plain mentions and return their ids."""

    def _fill(count: int) -> list[int]:
        return list(library.add([plain(number) for number in range(count)], PASTE).ids)

    return _fill
