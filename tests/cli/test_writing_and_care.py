"""`clipper report`, `export`, `import`, `check`, `repair`, `backup`, `restore`, and what happens without a display."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clipper.library.library import Library
from clipper.model.codes import State
from clipper.model.query import Query
from tests.cli.conftest import Run
from tests.library.building import PASTE, plain


@pytest.fixture(autouse=True)
def _one_clipping(run: Run, mention: Path) -> None:
    run("add", mention)


def test_the_same_report_twice_is_the_same_file(run: Run, tmp_path: Path) -> None:
    files = [tmp_path / "first.pdf", tmp_path / "second.pdf"]
    for file in files:
        done = run("report", "--month", "2017-11", "--date", "2017-12-01", "--out", file)
        assert (done.returncode, done.stderr) == (0, "")
    assert files[0].read_bytes().startswith(b"%PDF")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_markdown_report_holds_the_clipping(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    run("report", "--month", "2017-11", "--out", file)
    assert "Harbour towns ask who pays" in file.read_text(encoding="utf-8")


def test_an_empty_month_makes_a_report_that_says_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    assert run("report", "--month", "2016-02", "--out", file).returncode == 0
    assert "No clippings in February 2016" in file.read_text(encoding="utf-8")


def test_a_report_to_a_folder_that_is_not_there_ends_with_3(run: Run, tmp_path: Path) -> None:
    done = run("report", "--month", "2017-11", "--out", tmp_path / "no" / "folder" / "report.md")
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("month", ["0001-01", "9999-12"])
def test_a_report_of_days_that_the_calendar_ends_at_ends_with_2(run: Run, tmp_path: Path, month: str) -> None:
    done = run("report", "--month", month, "--out", tmp_path / "report.md")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_a_backup_of_what_is_damaged_says_so(run: Run, tmp_path: Path) -> None:
    assert run("backup").stderr == ""
    with closing(sqlite3.connect(tmp_path / "library.clipper")) as connection, connection:
        connection.execute("UPDATE clippings SET body = replace(body, 'ferry', 'fairy')")
    for file in ([], [tmp_path / "safe.clipper"]):
        done = run("backup", *file)
        assert (done.returncode, done.stdout.startswith("Backup written")) == (0, True)
        damage, told = done.stderr.splitlines()
        assert damage.startswith("Clipping 1 (“Harbour towns ask who pays for the longer season”) is not what was")
        assert told.startswith("It is the same in this backup, so keep an older one.")


def test_clippings_are_counted_alike_wherever_they_are_counted(run: Run, mention: Path, tmp_path: Path) -> None:
    text, path = mention.read_text("utf-8"), tmp_path / "library.clipper"
    for place in ("Cape Doyle", "Port Elgin", "Salt Bay", "Old Quay"):
        mention.write_text(text.replace("Port Gansey", place).replace("Harbour", place) * 2, encoding="utf-8")
        run("add", mention)
    run("undo")
    with Library.open(path) as library:
        library.set_state([1], State.REJECTED)
        library.delete([2])
        assert library.facets(Query()).total == 2
    words = "2 clippings (beside them 1 rejected, 1 in the wastebasket)"
    assert run("check").stdout == f"{path} is sound: {words}.\n"
    run("backup")
    assert f"Asked for: {words}, newest of" in run("backups").stdout
    (listed,) = map(json.loads, run("backups", "--json").stdout.splitlines())
    assert (listed["clippings"], listed["rejected"], listed["deleted"]) == (2, 1, 1)
    assert run("export", tmp_path / "all.zip").stdout == f"{words} exported to {tmp_path / 'all.zip'}\n"
    assert run("repair", "--into", tmp_path / "new.clipper").stdout.startswith(f"{words} were saved")


def test_a_backup_without_a_name_is_a_sentence(run: Run) -> None:
    done = run("backup", "")
    assert done.returncode == 3
    assert "is a folder" in done.stderr


def test_notes_and_comments_stand_in_a_report_where_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper") as library:
        library.set_note(1, "Call **Ann**.")
    file = tmp_path / "report.md"
    for asked in ([], ["--notes"]):
        assert run("report", "--month", "2017-11", "--out", file, *asked).returncode == 0
        assert ("> Call **Ann**." in file.read_text(encoding="utf-8")) is bool(asked)
    refused = run("report", "--month", "2017-11", "--out", file, "--audience", "public", "--notes")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "The public sees no notes" in refused.stderr


def test_a_report_in_an_unknown_format_ends_with_2(run: Run, tmp_path: Path) -> None:
    assert run("report", "--month", "2017-11", "--out", tmp_path / "report.xyz").returncode == 2


def test_an_export_imported_elsewhere_is_equal(run: Run, tmp_path: Path) -> None:
    run("tag", "ferry", "--add", "ports")
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    run("export", first)
    run("--library", tmp_path / "other.clipper", "import", first)
    run("--library", tmp_path / "other.clipper", "export", second)
    assert [json.loads(line) for line in first.read_text().splitlines()] == [
        json.loads(line) for line in second.read_text().splitlines()
    ]


def test_a_backup_is_restored_and_the_former_library_set_aside(run: Run, tmp_path: Path) -> None:
    run("backup", tmp_path / "safe.clipper")
    run("tag", "ferry", "--add", "ports")
    done = run("restore", tmp_path / "safe.clipper")
    assert done.returncode == 0
    assert run("search", "tag:ports", "--count").stdout == "0\n"
    assert len(list(tmp_path.glob("library*"))) > 1


def test_a_backup_replaces_a_former_one_but_no_other_file(run: Run, tmp_path: Path, mention: Path) -> None:
    text = mention.read_bytes()
    refused = run("backup", mention)
    assert (refused.returncode, mention.read_bytes()) == (2, text)
    assert [run("backup", tmp_path / "safe.clipper").returncode for _ in range(2)] == [0, 0]


def test_check_finds_a_sound_library_sound(run: Run) -> None:
    assert run("check").returncode == 0


def test_a_damaged_library_is_named_by_check_and_mended_by_repair(run: Run, tmp_path: Path) -> None:
    library = next(tmp_path.glob("library*"))
    with closing(sqlite3.connect(library)) as connection, connection:
        connection.execute("UPDATE clippings SET deck = 'other words'")
    checked = run("check")
    assert checked.returncode == 1
    assert checked.stderr.startswith("Clipping 1 (“")
    repaired = run("repair", "--backup", tmp_path / "none.clipper")
    assert repaired.returncode == 0
    assert "1 clipping was saved" in repaired.stdout
    assert "is not what was written" in repaired.stderr
    assert run("check").returncode == 0
    assert run("search", "tag:damaged", "--count").stdout == "1\n"
    assert len(list(tmp_path.glob("library.damaged-*"))) == 1


def test_clippings_that_are_lost_are_told_by_repair_and_come_back_by_import(run: Run, tmp_path: Path) -> None:
    file, safe = tmp_path / "library.clipper", tmp_path / "safe.clipper"
    with Library.open(file) as library:
        for number in range(2, 41):
            library.add([plain(number, body=f"What is said of {number}. " * 90, reporters=("Ann Ice",))], PASTE)
    assert run("backup", safe).returncode == 0
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 7 // 10])
    repaired = run("repair", "--backup", safe)
    lost, *others = repaired.stderr.splitlines()
    assert re.fullmatch(
        r"\d+ clippings are lost: [-\d, ]+\. The backup .* has all of them\. Import the backup .*", lost
    )
    assert not any("One of the reporters" in said for said in others)
    assert f"clippings were saved, {'' if others else 'and '}{lost.split()[0]} are lost" in repaired.stdout
    assert run("import", safe).stdout.startswith(f"{lost.split()[0]} added")
    assert run("search", "", "--count").stdout == "40\n"


def test_a_file_that_is_no_library_ends_with_3_and_stays_as_it_was(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "letter.clipper"
    file.write_bytes(b"Dear library, " * 500)
    done = run("--library", file, "search", "x")
    assert done.returncode == 3
    assert file.read_bytes() == b"Dear library, " * 500


def test_the_window_without_a_display_says_so_in_a_sentence(run: Run) -> None:
    done = run()
    assert done.returncode == 3
    assert "screen" in done.stderr


def test_wrong_usage_ends_with_2(run: Run) -> None:
    assert run("report", "--out", "x.pdf").returncode == 2
    assert run("search", "ferry", "--cout").returncode == 2
    assert run("nonsense").returncode == 2


def test_a_file_in_the_place_of_a_command_is_told_what_takes_one(run: Run, mention: Path) -> None:
    done = run(mention)
    assert done.returncode == 2
    assert "clipper open FILE" in done.stderr


def test_a_damaged_library_ends_with_3(run: Run, mention: Path, tmp_path: Path) -> None:
    run("add", mention)
    library = tmp_path / "library.clipper"
    data = bytearray(library.read_bytes())
    data[4096 * 2 :] = bytes(len(data) - 4096 * 2)
    library.write_bytes(data)
    done = run("search", "x")
    assert done.returncode == 3
    assert "is damaged" in done.stderr
