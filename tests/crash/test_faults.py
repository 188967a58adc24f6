"""Whatever operation of the disk fails: the library is as before or after, a person is told, and a retry succeeds."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from clipper.library.store import sqlite
from tests.crash.faults import fail


def test_no_fault_of_the_disk_costs_anything(tmp_path: Path) -> None:
    tally = fail(tmp_path, every=120, first=3)
    assert tally.wrong == []
    assert tally.stops > 12


def test_a_fault_that_is_not_told_in_a_sentence_is_noticed(tmp_path: Path) -> None:
    @contextmanager
    def as_they_come(_path: Path) -> Iterator[None]:
        yield

    with patch.object(sqlite, "plain_errors", as_they_come):
        tally = fail(tmp_path, every=60, first=3, verbs=["tag"])
    assert any("no plain sentence" in told for told in tally.wrong)
