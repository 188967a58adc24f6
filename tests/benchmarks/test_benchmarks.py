"""The benchmarks measure what they say, on a library that is the same each time."""

import json
from itertools import islice

import pytest

from tests.benchmarks import __main__ as benchmarks
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
