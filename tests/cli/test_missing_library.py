"""A library that is named and is not there: only what puts something in makes one, all else says that there is none."""

import re
import shlex
from pathlib import Path

import pytest

from clipper import places
from clipper.library.backup_places import folder_of
from tests.cli.conftest import Run

LOOKING_AFTER = {
    "export": ("export", "all.zip"),
    "check": ("check",),
    "repair": ("repair",),
    "backup": ("backup", "safe.clipper"),
    "backups": ("backups",),
    "diagnostics": ("diagnostics",),
    "purge": ("purge", "1", "--yes"),
    "history": ("history",),
    "issued": ("issued",),
    "report": ("report", "--month", "2017-11", "--out", "report.md"),
    "web page": ("report", "--kind", "media-page", "--month", "2017-11", "--out", "media.xml"),
}
LOOKING_IN = {
    "search": (("search", "ferry"), 1),
    "report": (("report", "--month", "2017-11", "--out", "report.md"), 0),
}
ASKING = {
    "search": ("search", "ferry"),
    "count": ("search", "ferry", "--count"),
    "show": ("show", "1"),
    "tag": ("tag", "ferry", "--add", "boats"),
    "undo": ("undo",),
    "redo": ("redo",),
    "add into": ("add", "--into", "1", "mention.txt"),
}


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("folder", ["", "no"])
@pytest.mark.parametrize("command", {**LOOKING_AFTER, **ASKING})
def test_a_slip_in_the_name_of_a_library_is_told_and_makes_none(
    run: Run, tmp_path: Path, mention: Path, folder: str, command: str
) -> None:
    slip = tmp_path / folder / "libary.clipper"
    before = set(tmp_path.iterdir())
    done = run("--library", slip, *{**LOOKING_AFTER, **ASKING}[command])
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1), done.stderr
    assert done.stderr.startswith(f"There is no library at {slip}")
    assert {one for one in tmp_path.iterdir() if one.is_file()} == {one for one in before if one.is_file()}


@pytest.mark.parametrize("command", ASKING)
def test_an_empty_file_is_told_to_be_no_library(run: Run, tmp_path: Path, mention: Path, command: str) -> None:
    empty = tmp_path / "library.clipper"
    empty.touch()
    done = run(*ASKING[command])
    assert (done.returncode, done.stdout, done.stderr) == (3, "", f"There is no library at {empty}.\n")
    assert empty.stat().st_size == 0


def test_the_same_goes_for_one_that_the_variable_names(run: Run, tmp_path: Path) -> None:
    assert "There is no library at" in run("check").stderr
    assert not (tmp_path / "library.clipper").exists()


@pytest.mark.parametrize("command", ["check", "repair"])
def test_an_empty_file_is_not_told_to_be_a_sound_library(run: Run, tmp_path: Path, command: str) -> None:
    empty = tmp_path / "library.clipper"
    empty.touch()
    done = run(*LOOKING_AFTER[command])
    assert (done.returncode, done.stdout) == (3, "")
    assert empty.stat().st_size == 0


@pytest.mark.parametrize("lies", ["nowhere", "empty"])
def test_what_an_import_would_do_is_told_for_a_library_that_it_would_make(
    run: Run, tmp_path: Path, mention: Path, lies: str
) -> None:
    slip = tmp_path / "libary.clipper"
    if lies == "empty":
        slip.touch()
    before = set(tmp_path.iterdir())
    for _ in range(2):
        done = run("--library", slip, "import", "--dry-run", "mention.txt")
        assert done.returncode == 0
        assert done.stderr.splitlines()[0] == f"There is no library at {slip}."
    assert set(tmp_path.iterdir()) == before
    assert lies == "nowhere" or slip.stat().st_size == 0


@pytest.mark.parametrize("command", LOOKING_IN)
def test_what_looks_into_an_empty_library_says_each_time_that_it_is_empty(
    run: Run, tmp_path: Path, mention: Path, command: str
) -> None:
    arguments, status = LOOKING_IN[command]
    run("add", mention)
    run("purge", "1", "--yes")
    for _ in range(2):
        done = run(*arguments)
        assert done.returncode == status
        assert done.stderr.splitlines()[-1] == f"There are no clippings in {tmp_path / 'library.clipper'} yet."
    run("add", mention)
    assert "There are no clippings" not in run(*arguments).stderr


@pytest.mark.parametrize("command", [("add", "mention.txt"), ("import", "mention.txt")])
def test_what_puts_something_in_says_that_it_made_the_library(
    run: Run, tmp_path: Path, mention: Path, command: tuple[str, ...]
) -> None:
    slip = tmp_path / "libary.clipper"
    assert run("--library", slip, *command).stderr.splitlines()[0] == f"A new library was made: {slip}"
    assert "new library" not in run(*command, "--library", slip).stderr


def test_a_report_that_is_issued_makes_the_library_that_keeps_it(run: Run, tmp_path: Path) -> None:
    slip = tmp_path / "libary.clipper"
    done = run("--library", slip, "report", "--month", "2017-11", "--out", "report.md", "--issue")
    assert (done.returncode, done.stderr.splitlines()[0]) == (0, f"A new library was made: {slip}")
    assert run("--library", slip, "issued").stdout.startswith("No. 1, ")


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


@pytest.fixture(params=["missing", "empty"])
def lost(run: Run, mention: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Where a library lay of which there are two backups."""
    library = tmp_path / "lost library.clipper"
    run("--library", library, "add", mention)
    for _ in range(2):
        assert run("--library", library, "backup").returncode == 0
    library.unlink()
    if request.param == "empty":
        library.touch()
    return library


USING = {
    "add": ("add", "mention.txt"),
    "add from a pipe": ("add",),
    "import": ("import", "mention.txt"),
    "search": ("search", "ferry"),
    "report": ("report", "--month", "2017-11", "--out", "report.md"),
    "tag": ("tag", "ferry", "--add", "topic/boats"),
    "check": ("check",),
}


@pytest.mark.parametrize("command", USING)
def test_nothing_takes_the_place_of_a_lost_library_that_has_backups(run: Run, lost: Path, command: str) -> None:
    before = lost.exists()
    done = run("--library", lost, *USING[command], input="Harbour towns ask who pays")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1), done.stderr
    how = "is empty" if before else "is not there"
    assert done.stderr.startswith(f"The library {lost} {how}, but there are 2 backups of it, the last of 20")
    assert "with 1 clipping. “clipper --library" in done.stderr
    assert (lost.exists(), lost.with_name(f"{lost.name}-keeper").exists()) == (before, False)
    assert not before or lost.stat().st_size == 0


def test_the_command_that_is_named_puts_the_lost_library_back(run: Run, lost: Path) -> None:
    named = re.search("“(.+)”", run("--library", lost, "search", "ferry").stderr)
    assert named is not None
    assert run(*shlex.split(named[1])[1:]).returncode == 0
    assert run("--library", lost, "search", "ferry", "--count").stdout == "1\n"


def test_the_default_library_that_was_lost_is_put_back_without_naming_it(
    run: Run, mention: Path, tmp_path: Path
) -> None:
    run("add", mention)
    name = Path(run("backup").stdout.split()[-1]).stem
    (tmp_path / "library.clipper").unlink()
    told = run("add", mention).stderr
    assert "there is 1 backup of it, of 20" in told
    assert f"“clipper restore {name}”" in told


def test_a_new_library_is_begun_once_the_backups_of_the_lost_one_lie_elsewhere(
    run: Run, lost: Path, mention: Path, tmp_path: Path
) -> None:
    told = run("--library", lost, "add", mention).stderr
    folder = folder_of(lost)
    assert f"to begin a new library, move {folder} to another place first" in told
    folder.rename(tmp_path / "kept")
    assert run("--library", lost, "add", mention).returncode == 0
    assert run("--library", lost, "backup").returncode == 0


def test_damaged_backups_of_a_lost_library_are_in_nobodys_way(run: Run, lost: Path, mention: Path) -> None:
    for one in folder_of(lost).glob("*.clipper"):
        one.write_bytes(b"torn" * 5000)
    assert run("--library", lost, "add", mention).returncode == 0


@pytest.mark.parametrize("files", [("missing.txt",), ("mention.txt", "missing.txt"), ("-", "missing.txt")])
def test_no_library_is_made_for_files_that_are_not_there(
    run: Run, mention: Path, tmp_path: Path, files: tuple[str, ...]
) -> None:
    done = run("add", *files, input="Harbour towns ask who pays")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "There is no file missing.txt.\n")
    assert not list(tmp_path.glob("library.clipper*"))


def test_the_library_of_a_person_who_names_none_is_made_on_first_use(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLIPPER_LIBRARY")
    assert run("search", "ferry", "--count").stdout == "0\n"
    assert run("check").returncode == 0
    assert places.default_library().exists()


def test_what_is_added_to_a_clipping_makes_no_library(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mention.txt").write_text("The ferry waits", encoding="utf-8")
    told = run("--library", "typo.clipper", "add", "--into", "3", "mention.txt")
    assert told.returncode == 3
    assert "There is no library at" in told.stderr
    assert not (tmp_path / "typo.clipper").exists()
