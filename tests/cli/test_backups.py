"""`clipper backups`, `backup`, `restore NAME`, `purge --backups`, and what is backed up before an import."""

import json
import re
import shutil
from pathlib import Path

import pytest

from clipper.library import backups
from clipper.library.backup_places import folder_of
from clipper.library.library import Library
from clipper.model.backup import LARGE
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def filled(run: Run, mention: Path) -> None:
    run("add", mention)


def moved(tmp_path: Path) -> Path:
    target = tmp_path / "elsewhere" / "press.clipper"
    target.parent.mkdir()
    return (tmp_path / "library.clipper").rename(target)


def test_a_library_that_was_moved_and_renamed_finds_its_backups_and_says_where_they_are_from(
    run: Run, tmp_path: Path
) -> None:
    run("backup")
    before, target = tmp_path / "library.clipper", moved(tmp_path)
    (line,) = run("--library", target, "backups").stdout.splitlines()
    assert line.endswith(f", of {before}")
    run("--library", target, "tag", "ferry", "--add", "ports")
    assert run("--library", target, "restore", line.split()[0]).returncode == 0
    assert run("--library", target, "search", "tag:ports", "--count").stdout == "0\n"
    run("--library", target, "backup")
    listed = list(map(json.loads, run("--library", target, "backups", "--json").stdout.splitlines()))
    assert [one["of"] for one in listed] in ([None, str(before)], [str(before), None])
    assert Path(listed[0]["file"]).parent != Path(listed[1]["file"]).parent


def test_a_copy_lists_the_backups_of_the_other_one_by_its_place_and_another_library_none(
    run: Run, mention: Path, tmp_path: Path
) -> None:
    run("backup")
    copy, other = tmp_path / "copy.clipper", tmp_path / "other.clipper"
    shutil.copy(tmp_path / "library.clipper", copy)
    assert run("--library", copy, "backups").stdout.splitlines()[0].endswith(f", of {tmp_path / 'library.clipper'}")
    run("--library", other, "add", mention)
    assert run("--library", other, "backups").returncode == 1
    run("--library", copy, "backup")
    own = [line for line in run("--library", copy, "backups").stdout.splitlines() if ", of /" not in line]
    assert len(own) == 1


def test_what_is_purged_goes_from_the_backups_that_a_library_had_before_it_was_moved_and_from_no_other(
    run: Run, tmp_path: Path
) -> None:
    run("backup")
    kept = Path(json.loads(run("backups", "--json").stdout)["file"])
    copy = Path(shutil.copy(tmp_path / "library.clipper", tmp_path / "copy.clipper"))
    run("--library", copy, "purge", "1", "--yes", "--backups")
    assert b"Port Gansey" in kept.read_bytes()
    assert "Erased from 1 backup" in run("--library", moved(tmp_path), "purge", "1", "--yes", "--backups").stdout
    assert b"Port Gansey" not in kept.read_bytes()


def test_backups_are_listed_with_what_they_hold_and_restored_by_their_names(run: Run, tmp_path: Path) -> None:
    none = run("backups")
    assert (none.returncode, none.stdout) == (1, "")
    assert "no backup of this library yet" in none.stderr
    written = run("backup")
    assert written.returncode == 0
    run("tag", "ferry", "--add", "ports")
    (line,) = run("backups").stdout.splitlines()
    name, said = line.split(maxsplit=1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d_asked", name)
    assert said.startswith("Asked for: 1 clipping, newest of 2017-11-14, ")
    (one,) = map(json.loads, run("backups", "--json").stdout.splitlines())
    assert (one["name"], one["clippings"], one["newest"], one["sound"]) == (name, 1, "2017-11-14", True)
    assert str(one["file"]) in written.stdout
    restored = run("restore", name)
    assert restored.returncode == 0
    assert "The former library is kept as" in restored.stdout
    assert run("search", "tag:ports", "--count").stdout == "0\n"


def test_a_name_that_no_backup_has_is_a_sentence_and_changes_nothing(run: Run) -> None:
    done = run("restore", "2017-01-01_09-00-00_day")
    assert (done.returncode, done.stdout) == (2, "")
    assert "“clipper backups” lists those there are" in done.stderr
    assert run("search", "", "--count").stdout == "1\n"


def test_another_library_has_other_backups(run: Run, mention: Path, tmp_path: Path) -> None:
    run("backup")
    run("--library", tmp_path / "other.clipper", "add", mention)
    assert run("--library", tmp_path / "other.clipper", "backups").returncode == 1
    assert run("backups", "--library", tmp_path / "other.clipper").returncode == 1


def test_a_damaged_backup_is_listed_as_damaged(run: Run, tmp_path: Path) -> None:
    run("backup")
    (one,) = backups.listed(folder_of(tmp_path / "library.clipper"))
    one.path.write_bytes(b"torn" * 5000)
    # What cannot be opened may just be in use, or lie on a disk that does not answer.
    assert "damaged, or it cannot be read now" in run("backups").stdout
    assert json.loads(run("backups", "--json").stdout)["sound"] is False


def test_a_large_import_is_backed_up_before(run: Run, tmp_path: Path) -> None:
    lines = ["Headline,Outlet"] + [f"Mention number {number},Coastal Ledger" for number in range(LARGE)]
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("\n".join(lines), encoding="utf-8")
    assert run("import", sheet).returncode == 0
    assert run("search", "", "--count").stdout == f"{LARGE + 1}\n"
    (line,) = run("backups").stdout.splitlines()
    assert "Before an import: 1 clipping" in line


@pytest.mark.parametrize("also", [[], ["--backups"]])
def test_a_purge_says_that_backups_hold_it_and_erases_it_there_where_that_is_asked_for(
    run: Run, tmp_path: Path, also: list[str]
) -> None:
    run("backup")
    asked = run("purge", "1", *also, input="y\n")
    assert asked.returncode == 0
    assert ("1 backup keeps it; --backups erases it there, too." in asked.stderr) is (not also)
    (one,) = backups.listed(folder_of(tmp_path / "library.clipper"))
    assert (b"Lindqvist" in one.path.read_bytes()) is (not also)
    assert ("Erased from 1 backup" in asked.stdout) is bool(also)
    with Library.open(one.path) as copy:
        assert len(copy.steps()) == (0 if also else 1)


def test_a_library_that_is_made_in_a_synchronised_folder_is_warned_of_once(
    run: Run, mention: Path, tmp_path: Path
) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / ".dropbox").touch()
    library = tmp_path / "office" / "library.clipper"
    made = run("--library", library, "add", mention)
    assert "a folder that Dropbox copies" in made.stderr
    assert run("--library", library, "search", "", "--count").stderr == ""
