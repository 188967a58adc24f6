"""Unfinished work in files: written whole or not at all, found again as it was, read by nobody else, forgotten."""

import json
import os
import shutil
import stat
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clipper.library import lines_of_json, safe_file, unfinished
from clipper.library.belonging import Note
from clipper.library.library import Library
from clipper.library.unfinished import CLIPPING, PASTE, REPORT, REVIEW, Name, Saver, Shelf, clipping_of, review_of
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Role
from clipper.model.draft import Accepted, Answer, Decision, Doubt, Draft, FileReading, Guess, Pasted, Problem, Reading
from clipper.model.errors import EnvironmentProblem
from clipper.model.report import why
from tests.library.building import plain

NOTE = Name.of(CLIPPING, "one")
TEXTS = {"key": "one", "id": 1, "texts": {"note": {"text": "half a sentence", "before": ""}}}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "unfinished", tmp_path / "library.clipper")


def later(shelf: Shelf, tmp_path: Path, library: str = "library.clipper") -> Shelf:
    """The shelf as the window finds it that is opened next."""
    return Shelf(shelf.folder.parent, tmp_path / library)


def files(shelf: Shelf) -> list[str]:
    return sorted(path.name for path in shelf.folder.iterdir())


def text_on_disk(folder: Path) -> str:
    return "".join(path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


def test_what_was_left_is_found_by_the_next_window_of_the_same_library_only(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write(NOTE, TEXTS)
    (found,) = later(shelf, tmp_path).found().left
    assert (found.name, found.value, found.window) == (NOTE, TEXTS, shelf.window)
    assert shelf.found().left == ()
    assert later(shelf, tmp_path, "other.clipper").found().left == ()


def noted(path: Path) -> Note:
    note = Note.of_file(path)
    assert note
    return note


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A library with a clipping, of which a window left something."""
    path = tmp_path / "library.clipper"
    with Library.open(path) as library:
        library.add([plain(1)], Pasted("x"))
    shelf = Shelf(tmp_path / "unfinished", path)
    shelf.take_along(noted(path))
    shelf.write(NOTE, TEXTS)
    return path


def test_what_was_left_comes_along_with_a_library_that_was_moved(place: Path, tmp_path: Path) -> None:
    moved = place.rename(tmp_path / "moved.clipper")
    for places in ([place], []):
        shelf = Shelf(tmp_path / "unfinished", moved)
        assert shelf.take_along(noted(moved)) == places
        assert [one.value for one in shelf.found().left] == [TEXTS]
    assert shelf.found().set_aside == 0
    assert [one for one in (tmp_path / "unfinished").iterdir() if one != shelf.folder] == []


def test_what_was_left_stays_where_it_cannot_be_told_whether_the_library_was_moved(place: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(place, tmp_path / "copy.clipper"))
    place.unlink()
    # As on a disk that does not answer: whoever asks gets an error that is not that nothing is there.
    place.symlink_to(place)
    assert Shelf(tmp_path / "unfinished", copy).take_along(noted(copy)) == []


def test_a_copy_and_another_library_leave_the_work_of_a_library_to_it(place: Path, tmp_path: Path) -> None:
    copy, other = Path(shutil.copy(place, tmp_path / "copy.clipper")), tmp_path / "other.clipper"
    with Library.open(other) as library:
        library.add([plain(1)], Pasted("x"))
    for path in (copy, other):
        assert Shelf(tmp_path / "unfinished", path).take_along(noted(path)) == []
    place.rename(tmp_path / "moved.clipper")
    assert Shelf(tmp_path / "unfinished", other).take_along(noted(other)) == []
    assert Shelf(tmp_path / "unfinished", place).found().left


def test_a_library_is_the_same_by_whatever_path_it_is_opened(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write(NOTE, TEXTS)
    (tmp_path / "linked").symlink_to(tmp_path, target_is_directory=True)
    assert Shelf(shelf.folder.parent, tmp_path / "linked" / "library.clipper").found().left


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_their_owner_can_read_the_files(shelf: Shelf) -> None:
    before = os.umask(0)
    try:
        shelf.write(NOTE, TEXTS)
    finally:
        os.umask(before)
    (path,) = shelf.folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(shelf.folder.stat().st_mode) == 0o700


def test_no_name_of_a_file_tells_what_it_is_about(shelf: Shelf) -> None:
    shelf.write(Name.of("outlet", "Harbour Gazette"), {"texts": {}})
    assert "harbour" not in files(shelf)[0].lower()


def test_a_later_writing_replaces_the_one_before_and_what_is_done_is_gone(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write(NOTE, TEXTS)
    shelf.write(NOTE, {**TEXTS, "id": 2})
    (found,) = later(shelf, tmp_path).found().left
    assert found.value["id"] == 2
    shelf.remove(NOTE)
    assert later(shelf, tmp_path).found().left == ()


def test_a_writing_that_ends_in_the_middle_leaves_the_one_before(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write(NOTE, TEXTS)

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(safe_file, "put_in_place", ended)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    with pytest.raises(KeyboardInterrupt):
        shelf.write(NOTE, {**TEXTS, "id": 2})
    monkeypatch.undo()
    assert len(files(shelf)) == 2
    (found,) = later(shelf, tmp_path).found().left
    assert found.value == TEXTS
    assert len(files(shelf)) == 1


BAD: dict[str, bytes] = {
    "empty": b"",
    "half": b'{"format": 1, "at": {"~": "date',
    "no text": b"\x00\xff\xfe" * 50,
    "another form": b'{"format": 99, "at": {"~": "datetime", "value": "2026-01-01T00:00:00"}, "value": 1}\n',
    "a class of its own": b'{"format": 1, "at": {"~": "os.system", "fields": {}}, "value": 1}\n',
    "pieces that are missing": b'{"format": 1, "at": 1, "value": {"~": "str", "lines": 9}}\n"one"\n',
    "a list": b"[1, 2]\n",
    "nested": b"[" * 100_000,
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_a_bad_file_stops_nobody_and_is_set_aside(shelf: Shelf, tmp_path: Path, data: bytes) -> None:
    shelf.write(NOTE, TEXTS)
    (shelf.folder / f"0123abcd.clipping.{'0' * 32}.json").write_bytes(data)
    found = later(shelf, tmp_path).found()
    assert [one.value for one in found.left] == [TEXTS]
    assert found.set_aside == 1
    assert later(shelf, tmp_path).found().set_aside == 0
    assert any(name.endswith(".set-aside") for name in files(shelf))


def test_foreign_files_links_and_folders_stop_nobody(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write(NOTE, TEXTS)
    (shelf.folder / "notes.txt").write_text("somebody else's")
    (shelf.folder / "folder").mkdir()
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    (shelf.folder / f"0123abcd.clipping.{'1' * 32}.json").symlink_to(secret)
    found = later(shelf, tmp_path).found()
    assert [one.value for one in found.left] == [TEXTS]
    assert found.set_aside == 2
    assert secret.read_text() == "{}"


def test_where_nothing_can_be_written_it_is_a_plain_refusal(tmp_path: Path) -> None:
    (tmp_path / "unfinished").write_text("no folder")
    with pytest.raises(EnvironmentProblem):
        Shelf(tmp_path / "unfinished", tmp_path / "library.clipper").write(NOTE, TEXTS)


def a_file_reading() -> FileReading:
    guess = Guess(date(2026, 11, 17), 0.65, ((3, 9),), Doubt.SEVERAL_DATES, (Guess(date(2026, 11, 18), 0.4),))
    draft = Draft(
        headline=Guess("Quiet ports 😀 \ud800", 0.97, ((0, 5), (8, 9))),
        spokespeople=Guess((Spokesperson("Ingrid Halvorsen", Role.QUOTED),), 0.9),
        medium=Guess(Medium.RADIO, 0.92),
        published_on=guess,
        body=Guess("é" * 250_001),
    )
    pasted = Pasted("x" * 300_000, "<p>é</p>", "mentions.pdf")
    return FileReading(
        "pdf", pasted, Reading("y" * 100_001, (draft, Draft())), (Problem("No."),), bytes(range(256)) * 900
    )


def test_a_reading_comes_back_as_it_was_in_lines_that_are_short(tmp_path: Path) -> None:
    value = {"file": a_file_reading(), "fate": Accepted(Draft(), ("board",), "note", decision=None)}
    value["decision"] = Decision(Answer.MERGE, 7, frozenset({"headline", "body"}))
    lines = list(lines_of_json.dump(value))
    assert lines_of_json.load(lines) == value
    assert max(map(len, lines)) < 700_000


def test_a_draft_of_another_version_is_read_as_far_as_it_is_known() -> None:
    (line,) = lines_of_json.dump(Draft(headline=Guess("Quiet ports")))
    told = json.loads(line)
    told["fields"]["mood"] = {"~": "Guess", "fields": {"value": "calm"}}
    del told["fields"]["deck"]
    assert lines_of_json.load([json.dumps(told)]) == Draft(headline=Guess("Quiet ports"))


def test_a_paste_without_a_state_is_dropped_and_one_with_it_is_read(shelf: Shelf, tmp_path: Path) -> None:
    file = a_file_reading()
    name = review_of(file.pasted)
    paste = Name(PASTE, name.digest)
    shelf.write(paste, file)
    shelf.write(name, {"count": 2})
    next_one = later(shelf, tmp_path)
    (found,) = next_one.found().left
    assert found.value == {"count": 2}
    assert next_one.read(paste, found.window) == file
    shelf.remove(name)
    assert later(shelf, tmp_path).found().left == ()
    assert files(shelf) == []


def saver(shelf: Shelf, failed: Callable[[], None] = lambda: None) -> Saver:
    return Saver(shelf, failed)


def test_the_last_of_many_changes_is_what_is_written(shelf: Shelf, tmp_path: Path) -> None:
    saving = saver(shelf)
    for number in range(200):
        saving.put(NOTE, {**TEXTS, "id": number})
    saving.put(Name.of(CLIPPING, "two"), TEXTS)
    saving.put(Name.of(CLIPPING, "two"), None)
    saving.close()
    (found,) = later(shelf, tmp_path).found().left
    assert found.value["id"] == 199


def test_a_writing_that_fails_is_told_and_the_next_is_tried(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    told = threading.Event()

    def full(*_: Any) -> None:
        raise EnvironmentProblem("full")

    saving = saver(shelf, told.set)
    with monkeypatch.context() as patched:
        patched.setattr(Shelf, "write", full)
        saving.put(NOTE, TEXTS)
        saving.finish()
    assert told.is_set()
    saving.put(NOTE, TEXTS)
    saving.close()
    assert len(files(shelf)) == 1


def test_what_earlier_windows_left_goes_only_once_this_one_keeps_it(shelf: Shelf, tmp_path: Path) -> None:
    shelf.write(NOTE, TEXTS)
    next_one = later(shelf, tmp_path)
    saving = saver(next_one)
    saving.take_over(NOTE, [shelf.window])
    saving.finish()
    assert len(next_one.found().left) == 1
    saving.put(NOTE, TEXTS)
    saving.take_over(NOTE, [shelf.window])
    saving.close()
    assert next_one.found().left == ()
    assert len(files(shelf)) == 1


def test_what_earlier_windows_left_goes_also_where_this_one_has_seen_to_it_before_it_was_written(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.write(NOTE, TEXTS)
    next_one = later(shelf, tmp_path)
    saving, goes_on, write = saver(next_one), threading.Event(), Shelf.write

    def slow(of: Shelf, name: Name, value: Any) -> None:
        goes_on.wait()
        write(of, name, value)

    monkeypatch.setattr(Shelf, "write", slow)
    saving.put(Name.of(CLIPPING, "another"), TEXTS)
    saving.put(NOTE, TEXTS)
    saving.take_over(NOTE, [shelf.window])
    saving.put(NOTE, None)
    goes_on.set()
    saving.close()
    assert len(files(shelf)) == 1
    assert later(shelf, tmp_path).found().left[0].name == Name.of(CLIPPING, "another")


# Purging leaves no trace


def test_a_purge_forgets_what_was_being_written_into_a_clipping_and_pasted(shelf: Shelf, tmp_path: Path) -> None:
    pasted = Pasted("Zanzibarite in the harbour", "<b>Zanzibarite</b>")
    with Library.open(tmp_path / "library.clipper") as library:
        (gone,) = library.add([plain(1)], pasted).ids
        (stays,) = library.add([plain(2)], Pasted("Other")).ids
        uuid, other = library.get(gone).uuid, library.get(stays).uuid
        shelf.write(clipping_of(uuid), {"texts": {"note": {"text": "Zanzibarite note", "before": ""}}})
        shelf.write(clipping_of(other), {"texts": {"note": {"text": "stays", "before": ""}}})
        shelf.write(review_of(pasted), {"typed": "Zanzibarite"})
        shelf.write(Name(PASTE, review_of(pasted).digest), {"text": pasted.text})
        texts = {why(uuid): {"text": "Zanzibarite matters", "before": ""}, "summary": {"text": "stays", "before": ""}}
        shelf.write(Name.of(REPORT, "monthly"), {"of": ("a", "b"), "texts": texts})
        (shelf.folder / "broken.json").write_text("Zanzibarite")
        later(shelf, tmp_path).found()
        assert "Zanzibarite" in text_on_disk(shelf.folder)  # the control: there is something to be forgotten
        library.delete([gone])
        names = unfinished.names_to_forget(library, [gone])
        library.purge([gone])
        later(shelf, tmp_path).forget(names, [uuid])
    assert "Zanzibarite" not in text_on_disk(shelf.folder)
    kept = {one.name.kind: one.value["texts"] for one in later(shelf, tmp_path).found().left}
    assert kept == {
        CLIPPING: {"note": {"text": "stays", "before": ""}},
        REPORT: {"summary": {"text": "stays", "before": ""}},
    }
    assert REVIEW not in kept
