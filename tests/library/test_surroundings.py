"""What surrounds an open library may change: a clock that is set back, a folder that cannot be written any more."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from clipper.library.backup import backup
from clipper.library.checking import check
from clipper.library.contents import LARGEST_INSIDE
from clipper.library.library import Library
from clipper.model.attachment import BroughtFile
from clipper.model.errors import EnvironmentProblem
from clipper.model.query import Query
from clipper.model.values import replace
from tests.library.building import MORNING, PASTE, ferry, ordinary_user, plain
from tests.library.test_issued_reports import FILES, NOVEMBER, OCTOBER


class BackwardClock:
    """A clock that is set back a day at each look."""

    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> datetime:
        self.time -= timedelta(days=1)
        return self.time


@pytest.fixture
def backward(path: Path) -> Iterator[Library]:
    with Library.open(path, now=BackwardClock()) as library:
        yield library


def test_steps_stay_in_the_order_in_which_they_were_done_when_the_clock_is_set_back(backward: Library) -> None:
    for number in range(3):
        backward.add([plain(number)], PASTE)
    backward.set_starred([1, 2, 3], True)
    backward.tag([2], "board")
    assert [step.verb for step in backward.steps()] == ["tag", "star", "add", "add", "add"]
    assert backward.undo().step.detail["verb"] == "tag"
    assert backward.undo().step.detail["verb"] == "star"
    assert backward.redo().step.detail["verb"] == "star"
    for _ in range(4):
        backward.undo()
    assert len(backward.search(Query())) == 0
    for _ in range(5):
        backward.redo()
    assert [one.starred for one in backward.clippings([1, 2, 3])] == [True] * 3
    assert check(backward) == []


def test_everything_is_found_when_the_clock_is_set_back(backward: Library) -> None:
    backward.add([ferry()], PASTE)
    for number in range(1, 5):
        backward.add([plain(number)], PASTE)
    assert sorted(backward.search(Query()).ids) == [1, 2, 3, 4, 5]
    assert list(backward.search(Query.parse("harbour")).ids) == [1]
    backward.edit(1, headline="Another headline")
    assert list(backward.search(Query.parse("another")).ids) == [1]


def test_no_number_of_a_report_is_given_twice_when_the_clock_is_set_back(backward: Library) -> None:
    days = [OCTOBER.issued_on - timedelta(days=number) for number in range(4)]
    reports = [OCTOBER, NOVEMBER, OCTOBER, replace(NOVEMBER, title="Again")]
    issued = [
        backward.issue_report(replace(report, issued_on=day), FILES) for report, day in zip(reports, days, strict=True)
    ]
    assert [(one.number, one.version) for one in issued] == [(1, 1), (2, 1), (1, 2), (2, 2)]
    last = backward.last_issued(OCTOBER.definition.uuid, OCTOBER.period, OCTOBER.language, OCTOBER.audience)
    assert last == issued[2]


def test_what_cannot_be_written_beside_an_open_library_is_a_sentence_and_can_be_done_later(tmp_path: Path) -> None:
    large = BroughtFile("film.mp4", bytes(LARGEST_INSIDE + 1))
    verbs: list[Callable[[Library, Path], object]] = [
        lambda library, _folder: library.attach(1, [large]),
        lambda library, folder: backup(library, folder / "safe.clipper"),
    ]
    with ordinary_user() as folder, Library.open(folder / "library.clipper") as library:
        library.add([ferry()], PASTE)
        for verb in verbs:
            folder.chmod(0o500)
            with pytest.raises(EnvironmentProblem) as refused:
                verb(library, folder)
            assert str(refused.value).endswith(".")
            folder.chmod(0o700)
            verb(library, folder)
        assert check(library) == []
        assert [one.name for one in library.get(1).attachments] == ["film.mp4"]
