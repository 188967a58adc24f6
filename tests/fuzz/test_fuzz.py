"""Each harness holds for what it begins with and for each crash that was ever found, and does find what is wrong."""

import socket
from pathlib import Path

import pytest

from tests.fuzz import files
from tests.fuzz.finds import Finds, smaller
from tests.fuzz.harness import CRASHES, offline
from tests.fuzz.harnesses import HARNESSES
from tests.fuzz.splicing import spliced

SEEDS = [(name, seed) for name, harness in HARNESSES.items() for seed in harness.seeds()]
KEPT = sorted(path for path in CRASHES.glob("*/*") if path.is_file())


@pytest.mark.parametrize(("name", "seed"), SEEDS)
def test_what_holds_for_all_input_holds_for_a_seed(name: str, seed: str) -> None:
    with offline():
        HARNESSES[name].run(HARNESSES[name].seeds()[seed])


@pytest.mark.parametrize("name", ["docx", "xlsx", "csv", "msg", "mht", "pdf"])
def test_a_seed_is_a_file_that_can_be_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else its harness would try nothing but refusals."""
    read, readings = files._read, list[object]()
    monkeypatch.setattr(files, "_read", lambda *file: readings.append(read(*file)))
    for seed in HARNESSES[name].seeds().values():
        HARNESSES[name].run(seed)
    assert readings
    assert None not in readings


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_crash_that_was_found_stays_mended(path: Path) -> None:
    with offline():
        HARNESSES[path.parent.name].run(path.read_bytes())


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_kept_crash_is_small(path: Path) -> None:
    assert path.stat().st_size < 10_000


def test_whoever_asks_for_a_connection_is_found_out() -> None:
    with offline(), pytest.raises(AssertionError, match="connection"):
        socket.create_connection(("example.invalid", 80))


def fail_on_b(data: bytes) -> None:
    assert b"b" not in data


def test_a_find_is_kept_once_and_made_small(tmp_path: Path) -> None:
    finds = Finds(fail_on_b, tmp_path, seconds=10)
    for data in (b"aaaa", b"aaaaabaaaa", b"bb"):
        finds.attempt(data)
    assert finds.tried == 3
    assert len(finds.kept) == 1
    assert smaller(b"aaaaabaaaa", lambda data: b"b" in data) == b"b"
    finds.save(seconds=10)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"b"]


def test_what_never_ends_is_a_find(tmp_path: Path) -> None:
    def go_on(data: bytes) -> None:
        while data:
            pass

    finds = Finds(go_on, tmp_path, seconds=0.05)
    finds.attempt(b"")
    assert not finds.kept
    finds.attempt(b"a")
    assert [find.what for find in finds.kept.values()] == ["Hang"]


def test_splicing_is_repeatable_and_keeps_to_the_longest() -> None:
    made = [spliced(b"Ports close", 100, seed, [b"By Ann Lee\n"], [b"- "]) for seed in range(50)]
    assert made == [spliced(b"Ports close", 100, seed, [b"By Ann Lee\n"], [b"- "]) for seed in range(50)]
    assert all(len(data) <= 100 for data in made)
    assert len(set(made)) > 40
