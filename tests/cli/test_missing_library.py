"""A library that is named and is not there: what looks after one makes none, what looks into one says it is empty."""

from pathlib import Path

import pytest

from clipper import places
from tests.cli.conftest import Run

LOOKING_AFTER = {
    "export": ("export", "all.zip"),
    "check": ("check",),
    "repair": ("repair",),
    "backup": ("backup", "safe.clipper"),
    "backups": ("backups",),
    "diagnostics": ("diagnostics",),
}
LOOKING_IN = {
    "search": (("search", "ferry"), 1),
    "count": (("search", "ferry", "--count"), 1),
    "report": (("report", "--month", "2017-11", "--out", "report.md"), 0),
}


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("command", LOOKING_AFTER)
def test_a_slip_in_the_name_of_a_library_is_told_and_makes_none(run: Run, tmp_path: Path, command: str) -> None:
    slip = tmp_path / "libary.clipper"
    before = set(tmp_path.iterdir())
    done = run("--library", slip, *LOOKING_AFTER[command])
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1), done.stderr
    assert f"There is no library at {slip}" in done.stderr
    assert {one for one in tmp_path.iterdir() if one.is_file()} == {one for one in before if one.is_file()}


def test_the_same_goes_for_one_that_the_variable_names(run: Run, tmp_path: Path) -> None:
    assert "There is no library at" in run("check").stderr
    assert not (tmp_path / "library.clipper").exists()


def test_a_folder_that_is_not_there_has_no_library(run: Run, tmp_path: Path) -> None:
    assert "There is no library at" in run("--library", tmp_path / "no" / "one.clipper", "check").stderr


@pytest.mark.parametrize("command", ["check", "repair"])
def test_an_empty_file_is_not_told_to_be_a_sound_library(run: Run, tmp_path: Path, command: str) -> None:
    empty = tmp_path / "library.clipper"
    empty.touch()
    done = run(*LOOKING_AFTER[command])
    assert (done.returncode, done.stdout) == (3, "")
    assert empty.stat().st_size == 0


@pytest.mark.parametrize("command", LOOKING_IN)
def test_what_looks_into_a_library_makes_it_on_first_use_and_says_each_time_that_it_is_empty(
    run: Run, tmp_path: Path, mention: Path, command: str
) -> None:
    arguments, status = LOOKING_IN[command]
    for _ in range(2):
        done = run(*arguments)
        assert done.returncode == status
        assert done.stderr.splitlines()[-1] == f"There are no clippings in {tmp_path / 'library.clipper'} yet."
    run("add", mention)
    assert "There are no clippings" not in run(*arguments).stderr


def test_what_puts_something_in_makes_the_library(run: Run, mention: Path, tmp_path: Path) -> None:
    assert run("add", mention).returncode == 0
    export = tmp_path / "all.jsonl"
    run("export", export)
    assert run("--library", tmp_path / "second.clipper", "import", export).returncode == 0
    assert run("--library", tmp_path / "second.clipper", "search", "ferry", "--count").stdout == "1\n"


def test_the_backups_of_a_library_that_is_gone_are_listed_and_restored(run: Run, mention: Path, tmp_path: Path) -> None:
    run("add", mention)
    run("backup")
    (tmp_path / "library.clipper").unlink()
    name = run("backups").stdout.split()[0]
    assert run("restore", name).returncode == 0
    assert run("search", "ferry", "--count").stdout == "1\n"


def test_the_library_of_a_person_who_names_none_is_made_on_first_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLIPPER_LIBRARY")
    assert run("search", "ferry", "--count").stdout == "0\n"
    assert run("check").returncode == 0
    assert places.default_library().exists()
