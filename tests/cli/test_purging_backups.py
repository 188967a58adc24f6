"""What was deleted for good is told to be in backups, and goes from these, too, also long after."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from clipper.library import backups
from clipper.library.backup_places import CHOSEN, folder_of, usual_folder_of
from clipper.library.library import Library
from clipper.model.query import Query
from tests.cli.conftest import Run
from tests.library.building import PASTE, ordinary_user, plain
from tests.library.traces import bytes_in

SECRET = b"zanzibarquartz"
_HOW = "“clipper purge --backups” erases it there, too."
no_rights = pytest.mark.skipif(sys.platform == "win32", reason="a folder is not made read-only by its mode there")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A library of which clippings 1 and 2 have a secret, and 3 has none."""
    path = tmp_path / "library.clipper"
    _fill(path)
    return path


def _fill(path: Path) -> None:
    with Library.open(path) as library:
        library.add([plain(number, body=f"The Zanzibarquartz {number} came.") for number in (1, 2)], PASTE)
        library.add([plain(3)], PASTE)


def _files(library: Path) -> list[Path]:
    return [one.path for one in backups.listed(folder_of(library))]


def test_who_is_not_asked_is_told_that_backups_keep_it_and_how_it_goes(run: Run, library: Path) -> None:
    assert run("purge", 3, "--yes").stdout == "Erased “Headline 3”\n"
    run("backup")
    assert run("purge", 1, "--yes").stdout == f"Erased “Headline 1”\n1 backup keeps it; {_HOW}\n"
    run("backup")
    assert f"\n2 backups keep it; {_HOW}\n" in run("purge", 2, "--yes").stdout
    assert SECRET in bytes_in(folder_of(library))


def test_what_was_ever_deleted_for_good_goes_from_all_backups_and_nothing_else(run: Run, library: Path) -> None:
    run("backup")
    run("backup")
    run("purge", 1, "--yes")
    run("tag", "", "--add", "ports")
    run("purge", 2, "--yes")
    # The control: this is what a purge alone leaves.
    assert all(SECRET in file.read_bytes().lower() for file in _files(library))
    asked = run("purge", "--backups", input="n\n")
    assert "Erase 2 clippings that you deleted for good from 2 backups, too?" in asked.stderr
    assert asked.returncode == 1
    assert SECRET in bytes_in(folder_of(library))
    done = run("purge", "--backups", "--yes")
    assert (done.returncode, done.stdout) == (0, "Erased 2 clippings from 2 backups\n")
    assert SECRET not in bytes_in(folder_of(library))
    for file in _files(library):
        with Library.open(file) as copy:
            assert [copy.get(one).headline for one in copy.search(Query.parse("")).ids] == ["Headline 3"]


def test_where_backups_hold_nothing_that_was_deleted_for_good_a_sentence_says_so(run: Run, library: Path) -> None:
    run("backup")
    before = [file.read_bytes() for file in _files(library)]
    for _ in range(2):
        none = run("purge", "--backups", "--yes")
        assert (none.returncode, none.stdout) == (1, "")
        assert "No backup holds anything that was deleted for good" in none.stderr
        run("tag", "", "--add", "ports")
    assert [file.read_bytes() for file in _files(library)] == before


def test_a_damaged_backup_is_named_only_where_something_was_ever_deleted_for_good(run: Run, library: Path) -> None:
    run("backup")
    (file,) = _files(library)
    file.write_bytes(file.read_bytes()[:5000])
    assert "No backup holds anything" in run("purge", "--backups").stderr
    run("purge", 1, "--yes")
    done = run("purge", "--backups")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{file} still holds what was erased: it is damaged")


def test_who_names_what_was_erased_before_is_told_how_it_goes_from_the_backups(run: Run, library: Path) -> None:
    run("backup")
    run("purge", 1, "--yes")
    done = run("purge", 1, "--backups", "--yes")
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is no clipping 1 in the library." in done.stderr
    assert "“clipper purge --backups”" in done.stderr
    assert "“clipper" not in run("purge", 1, "--yes").stderr


def test_a_library_that_was_moved_erases_its_only_clippings_from_its_former_backups(run: Run, library: Path) -> None:
    run("backup")
    kept = folder_of(library)
    target = library.with_name("elsewhere.clipper")
    library.rename(target)
    for number in (1, 2, 3):
        assert f"1 backup keeps it; {_HOW}" in run("--library", target, "purge", number, "--yes").stdout
    assert "Erased 3 clippings from 1 backup" in run("--library", target, "purge", "--backups", "--yes").stdout
    assert SECRET not in bytes_in(kept)


def test_a_folder_of_backups_that_is_not_there_is_told_and_erased_from_later(run: Run, library: Path) -> None:
    run("backup")
    usual, disk = usual_folder_of(library), library.with_name("disk")
    kept = usual.rename(library.with_name("away"))
    usual.mkdir()
    (usual / CHOSEN).write_text(str(disk), "utf-8")
    done = run("purge", 1, "--yes", "--backups")
    assert done.returncode == 1
    assert f"What the backups in {disk} hold cannot be known while it is not there" in done.stderr
    assert run("purge", "--backups", "--yes").returncode == 3
    kept.rename(disk)
    assert run("purge", "--backups", "--yes").returncode == 0
    assert b"zanzibarquartz 1" not in bytes_in(disk)
    assert b"zanzibarquartz 2" in bytes_in(disk)


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A library of a person who may not write where the backups lie."""
    with ordinary_user() as home:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(name, str(home / name.lower()))
        (home / "backups").mkdir()
        monkeypatch.setattr("clipper.places.backups_folder", lambda: home / "backups")
        path = home / "library.clipper"
        monkeypatch.setenv("CLIPPER_LIBRARY", str(path))
        _fill(path)
        yield path
        folder_of(path).chmod(0o700)


@no_rights
def test_a_backup_that_cannot_be_written_is_named_with_the_reason_and_the_way_to_repeat_it(
    run: Run, read_only: Path
) -> None:
    run("backup")
    folder = folder_of(read_only)
    (file,) = _files(read_only)
    (folder / "backups-keeper").unlink(missing_ok=True)
    folder.chmod(0o500)
    for words in (("purge", 1, "--backups", "--yes"), ("purge", "--backups", "--yes")):
        done = run(*words)
        assert done.returncode == 1
        assert done.stderr.splitlines() == [
            f"{file} still holds what was erased: it cannot be changed (Permission denied).",
            "Once that is mended, “clipper purge --backups” erases it there.",
        ]
    assert b"zanzibarquartz 1" in bytes_in(folder)
    folder.chmod(0o700)
    assert run("purge", "--backups", "--yes").stdout == "Erased 1 clipping from 1 backup\n"
    assert b"zanzibarquartz 1" not in bytes_in(folder)
