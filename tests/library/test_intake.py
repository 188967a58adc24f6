"""Reading files for the window and the command line."""

from datetime import date
from pathlib import Path

import pytest

from clipper.library.intake import FileProblem, bytes_of, gathered, read_or_keep, read_what_can_be
from clipper.model.draft import Known, Problem
from clipper.model.errors import EnvironmentProblem, WrongUsage
from tests.library.building import FERRY

TODAY = date(2026, 11, 18)
DATA = Path(__file__).parents[1] / "data"


def _file(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_files_are_read_in_order_with_progress(tmp_path: Path) -> None:
    texts = [f"Harbour towns ask who pays {number}\n\nCoastal Ledger\n14 November 2017\n\n{FERRY}" for number in (1, 2)]
    files = [_file(tmp_path, f"{number}.txt", text) for number, text in enumerate(texts)]
    seen: list[tuple[int, int]] = []
    readings = read_what_can_be(files, Known(), TODAY, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 2), (2, 2)]
    assert [file.pasted.source for file in readings.files] == ["0.txt", "1.txt"]
    assert [file.pasted.text for file in readings.files] == texts
    assert all(file.reading.drafts for file in readings.files)


def test_a_person_can_give_up_in_between(tmp_path: Path) -> None:
    def give_up(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_what_can_be([_file(tmp_path, "a.txt", FERRY)], Known(), TODAY, give_up)


class GivenUp(Exception):
    """A person pressed Cancel."""


def _given_up_on(files: list[Path], places: int) -> list[tuple[int, int]]:
    """Return what is told of files until a person gives up."""
    seen: list[tuple[int, int]] = []

    def give_up(done: int, total: int) -> None:
        seen.append((done, total))
        if len(seen) == places:
            raise GivenUp

    with pytest.raises(GivenUp):
        read_what_can_be(files, Known(), TODAY, give_up)
    return seen


def test_a_person_can_give_up_within_a_file_and_sees_how_far_it_is(tmp_path: Path) -> None:
    rows = "".join(f"Harbour towns ask {number},Coastal Ledger\n" for number in range(9))
    sheet = _file(tmp_path, "a.csv", f"Headline,Outlet\n{rows}")
    archive = DATA / "files" / "nexis.txt"
    assert _given_up_on([sheet], 3) == [(0, 9), (1, 9), (2, 9)]
    count = len(read_what_can_be([archive], Known(), TODAY).files[0].reading.drafts)
    assert _given_up_on([archive], 2) == [(0, count), (1, count)]
    assert _given_up_on([sheet, archive], 12) == [(0, 2)] * 9 + [(1, 2)] * 3


def test_of_a_long_sheet_progress_is_told_a_hundred_times(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    sheet = _file(tmp_path, "a.csv", "Headline,Outlet\n" + "Ports close,Ledger\n" * 3_000)
    read_what_can_be([sheet], Known(), TODAY, lambda done, total: seen.append((done, total)))
    assert len(seen) == 101
    assert seen[:2] == [(0, 3_000), (30, 3_000)]


def test_a_file_that_is_not_there_or_not_readable_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="There is no file"):
        bytes_of(tmp_path / "no.txt")
    with pytest.raises(WrongUsage, match="is a folder"):
        bytes_of(tmp_path)
    with pytest.raises(EnvironmentProblem, match="cannot be read"):
        bytes_of(tmp_path / ("long name" * 100))


def test_a_file_that_is_too_large_is_refused_and_costs_none_of_the_others(tmp_path: Path) -> None:
    huge = _file(tmp_path, "huge.txt", FERRY)
    with huge.open("ab") as file:
        file.truncate(50_000_001)
    readings = read_what_can_be([huge, _file(tmp_path, "a.txt", FERRY)], Known(), TODAY)
    assert [file.pasted.source for file in readings.files] == ["a.txt"]
    assert "huge.txt is larger than 50 MB" in str(readings.problems[0])
    with pytest.raises(WrongUsage, match="larger than 50 MB"):
        read_or_keep(huge, Known(), TODAY)


def test_a_file_that_cannot_be_read_costs_none_of_the_others(tmp_path: Path) -> None:
    files = [tmp_path / "nowhere.txt", _file(tmp_path, "empty.txt", " \n"), _file(tmp_path, "a.txt", FERRY)]
    readings = read_what_can_be(files, Known(), TODAY)
    assert [file.pasted.source for file in readings.files] == ["a.txt"]
    assert [problem.file for problem in readings.problems] == ["nowhere.txt", "empty.txt"]
    assert all(str(problem).endswith(".") for problem in readings.problems)


def test_of_a_folder_the_files_right_in_it_are_read_and_the_others_told(tmp_path: Path) -> None:
    folder, empty = tmp_path / "inbox", tmp_path / "empty"
    (folder / "older").mkdir(parents=True)
    empty.mkdir()
    for name, text in (("b.txt", FERRY), ("a.md", FERRY), (".hidden.txt", FERRY), ("all.jsonl", "{}"), ("c.bin", "x")):
        _file(folder, name, text)
    _file(folder / "older", "d.txt", FERRY)
    readings = read_what_can_be([folder, _file(tmp_path, "e.txt", FERRY), empty], Known(), TODAY)
    assert [file.pasted.source for file in readings.files] == ["a.md", "b.txt", "e.txt"]
    told = [str(problem) for problem in readings.problems]
    assert told[0].startswith("inbox: 3 things in this folder are no files")
    assert told[1] == "empty: This folder holds no file of mentions that Clipper reads. Choose the files themselves."


def test_one_sentence_about_many_places_is_said_once() -> None:
    lacking = [FileProblem("nexis.docx", Problem("It has no text.", place)) for place in range(1, 16)]
    undated = FileProblem("nexis.docx", Problem("It has no day.", 2))
    about_all = FileProblem("nexis.docx", Problem("The file breaks off."))
    said = "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 3 more: It has no text."
    assert gathered([about_all, *lacking, undated]) == [
        "The file breaks off.",
        f"No. {said}",
        "No. 2: It has no day.",
    ]
    other = FileProblem("scan.pdf", Problem("It has no text."))
    assert gathered([*lacking, other]) == [f"nexis.docx, no. {said}", "scan.pdf: It has no text."]
    assert gathered([]) == []
