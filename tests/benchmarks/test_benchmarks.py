"""The benchmarks measure what they say, on a library that is the same each time."""

import json
import sqlite3
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from clipper.library.library import Library
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import finding, loading, reporting, trusting, working
from tests.benchmarks.generate import clippings, vocabulary
from tests.benchmarks.measure import beside, summary


def test_the_same_number_and_seed_make_the_same_clippings() -> None:
    assert list(clippings(30)) == list(islice(clippings(60), 30))
    assert list(clippings(3)) != list(clippings(3, seed=2))
    assert len(set(vocabulary())) == len(vocabulary())


def test_the_benchmarks_print_times_beside_those_of_the_bare_engine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = ("tag_counts", "add", "tag_1000_and_undo", "paste_to_draft")
    monkeypatch.setattr("sys.argv", ["benchmarks", "--clippings", "60", "--only", ",".join(parts)])
    benchmarks.main()
    printed = json.loads(capsys.readouterr().out)
    assert printed["library"]["clippings"] == 60
    for part in parts:
        assert set(printed[part]) >= {"clipper_ms", "bare_ms", "ratio"}


def test_kinds_of_search_and_counts_are_measured_beside_the_bare_engine(tmp_path: Path) -> None:
    path = tmp_path / "library.clipper"
    working.make_library(path, 60)
    with Library.open(path) as library:
        kinds, counts = finding.kinds_of_search(library), finding.all_counts(library)
        tagged = finding.tag_ten_thousand(library)
    assert kinds["added_lately"]["hits"]["most"] > 0
    assert kinds["programme"]["hits"]["most"] > 0
    for measured in (*kinds.values(), *counts.values(), *tagged.values()):
        assert set(measured) >= {"clipper_ms", "bare_ms", "ratio"}


def test_a_check_and_a_repair_are_measured_and_leave_the_library_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.clipper"
    working.make_library(path, 60)
    with Library.open(path) as library:
        assert trusting.full_check(library)["found"] == 0
    before = path.read_bytes()
    assert trusting.repair_of_a_row(path)["told"] == 1
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["library.clipper", "library.jsonl"]


def test_the_raw_import_writes_the_rows_that_clipper_writes(tmp_path: Path) -> None:
    ours, raw = tmp_path / "library.clipper", tmp_path / "raw.clipper"
    working.make_library(ours, 120)
    loading.write_raw(ours.with_suffix(".jsonl"), raw)
    for rows in (
        "SELECT * FROM clippings ORDER BY id",
        "SELECT * FROM shingles ORDER BY hash, clipping_id",
        "SELECT * FROM clipping_reporters ORDER BY clipping_id, position",
        "SELECT * FROM clipping_spokespeople ORDER BY clipping_id, position",
        "SELECT clipping_id, name FROM clipping_tags JOIN tags ON tags.id = tag_id ORDER BY clipping_id, name",
        "SELECT id, name, folded FROM people ORDER BY id",
        "SELECT id, name, folded FROM outlets ORDER BY id",
        "SELECT * FROM stories ORDER BY id",
    ):
        assert _all(raw, rows) == _all(ours, rows)
    with closing(sqlite3.connect(raw)) as connection:
        connection.execute("INSERT INTO clippings_fts (clippings_fts, rank) VALUES ('integrity-check', 1)")


def _all(path: Path, rows: str) -> list[Any]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(rows).fetchall()


def test_copies_are_told_from_what_is_new(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["benchmarks", "--clippings", "300", "--only", "duplicates"])
    benchmarks.main()
    printed = json.loads(capsys.readouterr().out)["duplicates"]
    assert set(printed["check"]) >= {"recall", "precision", "clipper_ms", "bare_ms", "ratio"}
    for part in ("check", "all_pairs"):
        assert printed[part]["recall"] >= 0.9
        assert printed[part]["precision"] >= 0.9


def test_many_times_are_told_by_their_slow_end_too() -> None:
    assert summary([3, 1, 2]) == {"median": 2, "best": 1}
    assert set(summary(range(100))) == {"p50", "p95", "p99"}
    assert beside([4.0], [2.0])["ratio"] == 2


def test_reports_are_measured_beside_typst_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "_RUNS", 1)
    path = tmp_path / "library.clipper"
    working.make_library(path, 120)
    with Library.open(path) as library:
        measured = reporting.report(library, tmp_path)
    for size in measured["pdf"].values():
        assert set(size) >= {"clippings", "clipper_ms", "bare_ms", "ratio"}
    assert measured["pdf"]["600"]["clippings"] > measured["pdf"]["30"]["clippings"] >= 30
    assert 0 < measured["peak_megabytes_of_a_child"] < 600 or not Path("/proc").exists()
    assert set(measured["preview_ms"]) == {"100", "600"}
