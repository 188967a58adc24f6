"""`clipper import` of another copy of the library: what only one side changed counts, and the rest is told."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pytest

from clipper.library.exchange import export_library
from clipper.library.library import Library
from clipper.library.working_folder import working_folder
from clipper.model.attachment import BroughtFile
from clipper.model.codes import Tone
from tests.cli.conftest import Run
from tests.library.building import PASTE, ferry, plain


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """The export of a copy in which a note was written that was written here, too, and a tone coded."""
    path, copy = tmp_path / "library.clipper", tmp_path / "theirs.clipper"
    with Library.open(path) as library:
        library.add([ferry(), plain(1)], PASTE)
        library.set_note(1, "Before")
    shutil.copy(path, copy)
    with Library.open(path) as library:
        library.set_note(1, "Ours")
    with Library.open(copy, now=lambda: datetime(2026, 11, 18, 13, 0)) as other:
        other.set_note(1, "Theirs")
        other.set_tone([2], Tone.MIXED)
        export_library(other, tmp_path / "theirs.zip")
    return tmp_path / "theirs.zip"


def note(tmp_path: Path) -> str | None:
    with Library.open(tmp_path / "library.clipper") as library:
        return library.get(1).note


def test_ours_counts_unless_theirs_is_asked_for_and_each_is_listed(run: Run, export: Path, tmp_path: Path) -> None:
    done = run("import", export)
    assert (done.returncode, note(tmp_path)) == (0, "Ours")
    assert done.stdout.startswith("0 added, 1 changed, 0 known already. 1 differs from the library’s")
    assert done.stderr.splitlines()[-1] == ("“Harbour towns ask who pays”, note: ours kept, “Ours”; theirs: “Theirs”")
    run("undo")
    taken = run("import", export, "--conflicts", "theirs")
    assert (taken.returncode, note(tmp_path)) == (0, "Theirs")
    assert "note: theirs taken, “Theirs”; ours: “Ours”" in taken.stderr


def test_a_dry_run_tells_what_would_change_as_json_and_changes_nothing(run: Run, export: Path, tmp_path: Path) -> None:
    told = json.loads(run("import", export.with_suffix(".clipper"), "--dry-run", "--json").stdout)
    assert (told["added"], told["changed"], told["unchanged"]) == (0, 1, 0)
    (conflict,) = told["conflicts"]
    assert (conflict["field"], conflict["base"], conflict["counts"]) == ("note", "Before", "ours")
    assert (conflict["ours"]["text"], conflict["theirs"]["text"]) == ("Ours", "Theirs")
    with Library.open(tmp_path / "library.clipper") as library:
        assert library.get(2).tone is None
        assert library.steps()[0].verb == "note"


def test_what_cannot_be_merged_is_refused(run: Run, export: Path, tmp_path: Path) -> None:
    assert run("import", tmp_path / "library.clipper").returncode == 2
    broken = tmp_path / "broken.clipper"
    broken.write_bytes(b"no library")
    assert run("import", broken).returncode == 3
    assert run("import", export, "--conflicts", "both").returncode == 2


def test_a_library_of_which_a_file_is_missing_is_merged_without_it_and_that_is_told(
    run: Run, export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clipper.library.contents.LARGEST_INSIDE", 10)
    theirs = export.with_suffix(".clipper")
    with Library.open(theirs) as other:
        other.attach(1, [BroughtFile("dawn.wav", bytes(11))])
    shutil.rmtree(f"{theirs}.files")
    done = run("import", theirs)
    assert done.returncode == 0
    assert "What “dawn.wav” holds was missing or damaged already where it was exported." in done.stdout
    assert json.loads(run("show", "1", "--json").stdout)["attachments"][0]["name"] == "dawn.wav"
    exported = run("export", tmp_path / "all.zip")
    assert exported.returncode == 0
    assert "What “dawn.wav” holds is missing or damaged in the library, and so it is not in the exp" in exported.stderr


def test_the_copy_that_a_killed_import_left_goes_with_the_next_one_and_that_of_another_stays(
    run: Run, export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    done = subprocess.run([sys.executable, "-c", KILLED_AT_WORK], check=False)
    assert done.returncode != 0
    (left,) = temporary.iterdir()
    assert (left / "copy.clipper").exists()
    with working_folder() as other:
        for folder in (left, other):
            os.utime(folder, (time.time() - 60,) * 2)
        assert run("import", export.with_suffix(".clipper")).returncode == 0
        assert list(temporary.iterdir()) == [other]
    assert list(temporary.iterdir()) == []


KILLED_AT_WORK = """
import os
from clipper.library.working_folder import working_folder

with working_folder() as folder:
    (folder / "copy.clipper").write_text("what somebody has")
    os._exit(9)
"""


def test_what_was_erased_stays_away_and_is_told(run: Run, export: Path, tmp_path: Path) -> None:
    def counts(*options: str) -> tuple[int, int]:
        told = json.loads(run("import", export.with_suffix(".clipper"), *options, "--json").stdout)
        return told["added"], told["erased"]

    assert counts("--dry-run") == (0, 0)
    run("purge", "2", "--yes")
    assert counts("--dry-run") == (0, 1)
    dry = run("import", export, "--dry-run").stdout
    assert "0 known already. 1 was deleted for good here and was left out." in dry
    assert dry.endswith("Nothing was changed.\n")
    assert counts() == (0, 1)
    assert "“Headline 1”" not in run("history").stdout
    with Library.open(tmp_path / "library.clipper") as library:
        assert [one.headline for one in library.clippings([1, 2, 3])] == ["Harbour towns ask who pays"]
