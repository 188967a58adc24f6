"""Files of clippings: kept once, undone, found, merged, exchanged, backed up, checked, erased."""

import json
import os
import random
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from clipper.library import contents
from clipper.library.backup import backup, restore_backup
from clipper.library.backups import make, save_copy
from clipper.library.checking import check
from clipper.library.copying import shared_by
from clipper.library.exchange import export_library, import_library
from clipper.library.exchange_file import is_export
from clipper.library.importing import preview_import_files
from clipper.library.intake import Readings
from clipper.library.library import Library
from clipper.library.store import sqlite
from clipper.library.store.keeper import Keeper
from clipper.model.attachment import LARGEST, Attachment, BroughtFile, cleaned_name, is_safe_to_open, write_size
from clipper.model.backup import Reason
from clipper.model.errors import EnvironmentProblem, NotFound, WrongUsage
from clipper.model.query import Query
from tests.library.building import PASTE, Clock, ferry, ordinary_user, plain

NOON = datetime(2026, 11, 18, 12, 0, 0)
PAGE = BroughtFile("page A4.pdf", b"%PDF-1.7 " + b"the page of print " * 200)
SOUND = BroughtFile("interview.mp3", random.Random(7).randbytes(3_000))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with the mention of the ferry, 1, and two others."""
    with Library.open(tmp_path / "library.clipper", now=Clock()) as opened:
        opened.add([ferry(), plain(2), plain(3)], PASTE)
        yield opened


@pytest.fixture
def film(tmp_path: Path) -> BroughtFile:
    """A file that is too large for the library's own file."""
    path = tmp_path / "on disk.mp4"
    path.write_bytes(random.Random(8).randbytes(contents.LARGEST_INSIDE + 1))
    return BroughtFile("film.mp4", path)


def kept(library: Library, clipping_id: int = 1) -> tuple[Attachment, ...]:
    return library.get(clipping_id).attachments


def held(library: Library, clipping_id: int = 1, place: int = 0) -> bytes:
    target = library.path.with_name("out of it")
    library.save_attachment(clipping_id, kept(library, clipping_id)[place].uuid, target)
    return target.read_bytes()


def beside(library: Library) -> list[str]:
    folder = contents.folder_of(library.path)
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def rows_of_contents(library: Library) -> int:
    with closing(sqlite.connect_reader(library.path)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM contents").fetchone()
        return int(count)


# Attaching


def test_files_are_attached_renamed_and_removed_and_undo_brings_them_back(library: Library) -> None:
    library.attach(1, [PAGE, SOUND])
    page, sound = kept(library)
    assert (page.name, page.media_type, page.size) == ("page A4.pdf", "application/pdf", len(PAGE.content))
    assert page.added_on == date(2026, 11, 18)
    assert (held(library), held(library, place=1)) == (PAGE.content, SOUND.content)

    library.rename_attachment(1, sound.uuid, " With\nMara: part 1.MP3 ")
    assert (kept(library)[1].name, kept(library)[1].media_type) == ("With Mara part 1.MP3", "audio/mpeg")
    library.detach(1, page.uuid)
    assert [one.name for one in kept(library)] == ["With Mara part 1.MP3"]
    library.undo()
    assert held(library) == PAGE.content
    library.undo()
    library.undo()
    assert kept(library) == ()
    library.redo()
    assert held(library, place=1) == SOUND.content
    titles = [step.title for step in library.steps(1) if step.verb not in ("undo", "redo")]
    assert titles[:3] == [
        "Remove the attachment “page A4.pdf” from Harbour towns ask who pays",
        "Rename the attachment “interview.mp3” of Harbour towns ask who pays to “With Mara part 1.MP3”",
        "Attach 2 files to Harbour towns ask who pays",
    ]


def test_what_is_large_lies_beside_the_library_and_is_whole_after_reopening(
    library: Library, film: BroughtFile, tmp_path: Path
) -> None:
    told: list[tuple[int, int]] = []
    library.attach(1, [film, PAGE], lambda done, total: told.append((done, total)))
    assert beside(library) == [kept(library)[0].sha256]
    total = contents.LARGEST_INSIDE + 1 + len(PAGE.content)
    assert told[-1] == (total, total)
    assert library.path.stat().st_size < 1_000_000
    library.close()
    with Library.open(tmp_path / "library.clipper") as again:
        assert isinstance(film.content, Path)
        assert held(again) == film.content.read_bytes()


def test_what_is_attached_twice_is_kept_once(library: Library, film: BroughtFile) -> None:
    library.attach(1, [PAGE, film, PAGE])
    library.attach(3, [film, BroughtFile("the same film.mp4", film.content), film])
    assert [len(held(library, 3, place)) for place in (0, 1)] == [contents.LARGEST_INSIDE + 1] * 2
    library.attach(2, [BroughtFile("another name.pdf", PAGE.content), film])
    assert len(kept(library)) == 2
    assert len(kept(library, 2)) == 2
    assert len(beside(library)) == 1
    assert rows_of_contents(library) == 2
    steps = library.steps()
    assert library.attach(1, [PAGE, film]).step is None
    assert len(beside(library)) == 1
    assert library.steps() == steps


def test_a_cancel_attaches_nothing_and_leaves_nothing_behind(library: Library, film: BroughtFile) -> None:
    class Enough(Exception):
        """A person had enough."""

    def stop(done: int, _total: int) -> None:
        if done > contents.LARGEST_INSIDE:
            raise Enough

    with pytest.raises(Enough):
        library.attach(1, [film], stop)
    assert kept(library) == ()
    assert not contents.folder_of(library.path).exists()


def test_what_cannot_be_attached_is_refused_with_a_sentence(
    library: Library, film: BroughtFile, tmp_path: Path
) -> None:
    with pytest.raises(NotFound):
        library.attach(9, [film])
    assert not contents.folder_of(library.path).exists()
    with pytest.raises(WrongUsage, match="folder"):
        library.attach(1, [BroughtFile("docs", tmp_path)])
    with pytest.raises(WrongUsage, match="no file"):
        library.attach(1, [PAGE, BroughtFile("gone.pdf", tmp_path / "gone.pdf")])
    huge = tmp_path / "huge.mp4"
    with huge.open("wb") as file:
        file.truncate(2_000_000_001)
    with pytest.raises(WrongUsage, match="2 GB"):
        library.attach(1, [BroughtFile("huge.mp4", huge)])
    library.attach(1, [PAGE])
    for verb in (library.detach, lambda *given: library.rename_attachment(*given, "x.pdf")):
        with pytest.raises(NotFound):
            verb(2, kept(library)[0].uuid)
    with pytest.raises(WrongUsage, match="name"):
        library.rename_attachment(1, kept(library)[0].uuid, " / ")


def test_a_file_that_may_not_be_read_is_refused(library: Library) -> None:
    with ordinary_user() as folder:
        film = folder / "film.mp4"
        film.write_bytes(b"x")
        film.chmod(0)
        with pytest.raises(EnvironmentProblem, match=r"film\.mp4"):
            library.attach(1, [BroughtFile(film.name, film)])
        folder.chmod(0)
        with pytest.raises(EnvironmentProblem, match=r"film\.mp4"):
            library.attach(1, [BroughtFile(film.name, film)])
    assert kept(library) == ()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("C:\\Windows\\page.pdf", "C Windows page.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("con.txt", "_con.txt"),
        (".hidden.", "hidden"),
        ("é" * 200 + ".pdf", "é" * 88 + ".pdf"),
        ("  ", ""),
    ],
)
def test_a_name_is_one_that_every_file_system_takes(given: str, expected: str) -> None:
    assert cleaned_name(given) == expected


def test_only_what_a_program_shows_is_safe_to_open() -> None:
    assert all(map(is_safe_to_open, ("a.pdf", "A.PDF", "b.mp3", "c.png", "d.docx", "e.tar.txt")))
    unsafe = (
        "a.exe",
        "a.pdf.exe",
        "b.desktop",
        "c.html",
        "d.svg",
        "e.docm",
        "f.sh",
        "g.py",
        "h.jar",
        "pdf",
        ".pdf",
        "i",
    )
    assert not any(map(is_safe_to_open, unsafe))


def test_sizes_are_told_as_people_tell_them() -> None:
    given = (0, 1, 999, 1_000, 12_345, 3_400_000, 1_900_000_000)
    assert [*map(write_size, given)] == ["0 bytes", "1 byte", "999 bytes", "1.0 kB", "12 kB", "3.4 MB", "1.9 GB"]


# Missing and damaged


def test_what_is_missing_or_damaged_says_so_and_writes_nothing(library: Library, film: BroughtFile) -> None:
    library.attach(1, [film])
    (name,) = beside(library)
    file, target = contents.folder_of(library.path) / name, library.path.with_name("out")
    assert check(library) == []
    with file.open("r+b") as opened:
        opened.write(b"spoilt")
    with pytest.raises(EnvironmentProblem, match="damaged"):
        library.save_attachment(1, kept(library)[0].uuid, target)
    assert check(library) == ["What the attachment “film.mp4” holds is missing or damaged. Take it from a backup."]
    file.unlink()
    with pytest.raises(EnvironmentProblem, match="not in"):
        library.save_attachment(1, kept(library)[0].uuid, target)
    assert len(check(library)) == 1
    assert not target.exists()
    library.attach(2, [film])
    assert check(library) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_library_opened_through_a_link_keeps_files_beside_itself(
    library: Library, film: BroughtFile, tmp_path: Path
) -> None:
    links = tmp_path / "links"
    links.mkdir()
    link, saved = links / "mine.clipper", links / "backup.clipper"
    link.symlink_to(library.path)
    saved.symlink_to(tmp_path / "saved.clipper")
    with Library.open(link) as linked:
        linked.attach(1, [film])
        assert backup(linked, saved) == []
    assert sorted(links.iterdir()) == [saved, link]
    assert len(held(library)) == contents.LARGEST_INSIDE + 1
    assert check(library) == []
    library.close()
    aside = restore_backup(saved, link).aside
    assert sorted(links.iterdir()) == [saved, link]
    assert aside is not None
    for path in (library.path, tmp_path / "saved.clipper", aside):
        with Library.open(path) as again:
            assert check(again) == []


# Finding, merging, purging


def test_clippings_with_files_are_found(library: Library) -> None:
    library.attach(2, [PAGE])
    assert set(library.search(Query.parse("has:attachment")).ids) == {2}
    assert set(library.search(Query.parse("-has:attachment")).ids) == {1, 3}


def test_a_merge_keeps_the_files_of_both(library: Library) -> None:
    library.attach(1, [PAGE])
    library.attach(2, [PAGE, SOUND])
    library.merge(1, 2)
    assert [one.name for one in kept(library)] == ["page A4.pdf", "interview.mp3"]
    library.undo()
    assert [one.name for one in kept(library)] == ["page A4.pdf"]
    library.redo()
    library.purge([2])
    assert (held(library), held(library, place=1)) == (PAGE.content, SOUND.content)


def test_a_clipping_is_restored_with_the_files_it_had(library: Library) -> None:
    library.attach(1, [PAGE])
    step = library.steps(1)[0].id
    library.detach(1, kept(library)[0].uuid)
    library.restore_earlier(1, step)
    assert held(library) == PAGE.content


def test_a_purge_erases_what_no_other_clipping_has(library: Library, film: BroughtFile) -> None:
    secret = BroughtFile("Zanzibarquartz.txt", b"Zanzibarquartz")
    library.attach(1, [secret, PAGE, film])
    library.attach(2, [PAGE])
    library.detach(1, kept(library)[2].uuid)
    library.purge([3])
    library.undo()
    assert len(kept(library)) == 3
    library.purge([1])
    assert beside(library) == []
    assert held(library, 2) == PAGE.content
    assert rows_of_contents(library) == 1
    files = [file.read_bytes() for file in library.path.parent.iterdir() if file.is_file()]
    assert b"anzibarquartz" not in b"".join(files)


def test_a_purge_leaves_what_a_step_would_bring_back(library: Library, film: BroughtFile) -> None:
    for one in (1, 2):
        library.attach(one, [film])
    library.detach(2, kept(library, 2)[0].uuid)
    library.purge([1])
    library.undo()
    assert len(held(library, 2)) == contents.LARGEST_INSIDE + 1


def test_a_purge_removes_what_a_crash_left_behind_but_not_what_is_being_copied(
    library: Library, film: BroughtFile
) -> None:
    library.attach(2, [film])
    folder = contents.folder_of(library.path)
    for name in ("0" * 64, "." + "1" * 32, "." + "2" * 32, "notes.txt"):
        (folder / name).write_bytes(b"x")
    os.utime(folder / ("." + "1" * 32), (0, 0))
    library.purge([1])
    assert beside(library) == sorted(["." + "2" * 32, kept(library, 2)[0].sha256, "notes.txt"])


# Exports


def test_an_archive_brings_files_to_another_library_without_loss(
    library: Library, film: BroughtFile, tmp_path: Path
) -> None:
    library.attach(1, [PAGE, film])
    library.attach(2, [SOUND, PAGE])
    archive, again = tmp_path / "all.zip", tmp_path / "again.zip"
    assert export_library(library, archive).counted.all == 3
    assert is_export(archive)
    with Library.open(tmp_path / "second.clipper", now=Clock()) as second:
        assert import_library(second, archive).added == 3
        assert kept(second) == kept(library)
        assert [held(second, place=place) for place in (0, 1)] == [held(library, place=place) for place in (0, 1)]
        assert check(second) == []
        export_library(second, again)
        assert archive.read_bytes() == again.read_bytes()
        assert import_library(second, archive).unchanged == 3
        second.undo()
        second.redo()
        assert held(second) == PAGE.content
        second.detach(1, kept(second)[0].uuid)
        # What was taken off since is not put on again.
        assert import_library(second, archive).conflicts == ()


def test_lines_alone_tell_of_no_files_and_find_nothing_missing(library: Library, tmp_path: Path) -> None:
    library.attach(1, [PAGE])
    export_library(library, tmp_path / "all.jsonl")
    assert "page A4" not in (tmp_path / "all.jsonl").read_text(encoding="utf-8")
    assert import_library(library, tmp_path / "all.jsonl").unchanged == 3
    assert held(library) == PAGE.content


def test_lines_that_tell_of_files_all_the_same_bring_none(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "sly.jsonl"
    said = f'[{{"name": "a.pdf", "added_on": "2026-01-01", "sha256": "{"0" * 64}"}}]'
    line = f'{{"clipping": {{"headline": "A", "attachments": {said}}}}}'
    file.write_text(f'{{"format": "clipper", "version": 3}}\n{line}\n', encoding="utf-8")
    assert import_library(library, file).added == 1
    assert kept(library, 4) == ()


@pytest.mark.parametrize(
    "values",
    [
        {"uuid": "../../../home"},
        {"sha256": "../secret"},
        {"sha256": None},
        {"name": 7},
        {"added_on": "soon"},
        {"size": "large"},
    ],
)
def test_an_archive_that_tells_what_cannot_be_is_refused(
    library: Library, tmp_path: Path, values: dict[str, object]
) -> None:
    said = {"name": "a.pdf", "added_on": "2026-01-01", "sha256": "0" * 64, **values}
    lines = [{"format": "clipper", "version": 3}, {"clipping": {"headline": "A", "attachments": [said]}}]
    archive = tmp_path / "sly.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("clipper.jsonl", "\n".join(map(json.dumps, lines)))
        file.writestr(f"attachments/{'0' * 64}", b"x")
    with pytest.raises(WrongUsage, match="Line 2"):
        import_library(library, archive)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_an_archive_that_is_packed_as_no_export_is_refused(library: Library, tmp_path: Path, method: int) -> None:
    archive = tmp_path / "sly.zip"
    with zipfile.ZipFile(archive, "w", method) as file:
        file.writestr("clipper.jsonl", '{"format": "clipper", "version": 3}\n' + " " * 500)
    data = bytearray(archive.read_bytes())
    data[60:80] = bytes(20)
    archive.write_bytes(data)
    with pytest.raises(WrongUsage, match="damaged"):
        import_library(library, archive)


def test_a_damaged_archive_is_refused_and_leaves_nothing(library: Library, film: BroughtFile, tmp_path: Path) -> None:
    library.attach(1, [film, PAGE])
    archive, spoilt, poor = (tmp_path / name for name in ("all.zip", "spoilt.zip", "poor.zip"))
    export_library(library, archive)
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(poor, "w") as target, zipfile.ZipFile(spoilt, "w") as bad:
        for name in source.namelist():
            data = source.read(name)
            bad.writestr(name, data if name.endswith("jsonl") else b"x" + data)
            if name != f"attachments/{kept(library)[1].sha256}":
                target.writestr(name, data)
    cut = tmp_path / "cut.zip"
    data = archive.read_bytes()
    cut.write_bytes(data[:5_000_000] + bytes(1000) + data[5_001_000:])
    assert not is_export(tmp_path / "none.zip")
    with Library.open(tmp_path / "second.clipper") as second:
        for file, why in ((poor, "missing"), (spoilt, "damaged"), (cut, "damaged")):
            with pytest.raises(WrongUsage, match=why):
                import_library(second, file)
        assert second.steps() == []
        assert not contents.folder_of(second.path).exists()
        preview_import_files(second, Readings(()), exports=[archive])
        assert second.steps() == []
        assert not contents.folder_of(second.path).exists()


def test_an_export_tells_how_far_it_is_and_a_cancel_leaves_the_former_one(
    library: Library, film: BroughtFile, tmp_path: Path
) -> None:
    class Enough(Exception):
        """A person had enough."""

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if len(told) == 4:
            raise Enough

    library.attach(1, [PAGE, film])
    told: list[tuple[int, int]] = []
    archive = tmp_path / "all.zip"
    archive.write_bytes(b"before")
    with pytest.raises(Enough):
        export_library(library, archive, stop)
    assert {total for _, total in told} == {2}
    assert archive.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


NOT_EXPORTED = "What “film.mp4” holds is missing or damaged in the library, and so it is not in the export."
NOT_BROUGHT = "What “film.mp4” holds was missing or damaged already where it was exported."


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_all_but_what_is_missing_is_exported_and_comes_to_another_library(
    library: Library, film: BroughtFile, tmp_path: Path, harm: str
) -> None:
    library.attach(1, [PAGE, film])
    lost = contents.folder_of(library.path) / beside(library)[0]
    lost.write_bytes(b"another film")
    if harm == "missing":
        lost.unlink()
    archive, again = tmp_path / "all.zip", tmp_path / "again.zip"
    assert export_library(library, archive).told == [NOT_EXPORTED]
    with Library.open(tmp_path / "second.clipper") as second:
        done = import_library(second, archive)
        assert (done.added, done.missing) == (3, ("film.mp4",))
        assert done.summary == f"3 added, 0 known already. {NOT_BROUGHT}"
        assert kept(second) == kept(library)
        assert check(second) == ["What the attachment “film.mp4” holds is missing or damaged. Take it from a backup."]
        assert export_library(second, again).told == [NOT_EXPORTED]
        assert again.read_bytes() == archive.read_bytes()
        second.attach(1, [film])
        assert check(second) == []
    assert import_library(library, archive).summary == "0 added, 3 known already."


def test_what_is_missing_comes_with_a_later_export_that_has_it(
    library: Library, film: BroughtFile, tmp_path: Path
) -> None:
    library.attach(1, [PAGE, film])
    whole, poor = tmp_path / "whole.zip", tmp_path / "poor.zip"
    export_library(library, whole)
    (contents.folder_of(library.path) / beside(library)[0]).unlink()
    with library.store.writing() as connection:
        connection.exec_driver_sql("UPDATE contents SET data = NULL")
    assert len(export_library(library, poor).missing) == 2
    with Library.open(tmp_path / "second.clipper") as second:
        for archive, flaws in ((poor, 2), (whole, 0), (poor, 0)):
            import_library(second, archive)
            assert len(check(second)) == flaws
        assert kept(second) == kept(library)


@pytest.mark.parametrize("size", [-1, 10**30])
def test_what_an_export_says_of_the_size_of_what_is_missing_is_taken_within_measure(
    library: Library, film: BroughtFile, tmp_path: Path, size: int
) -> None:
    library.attach(1, [film])
    (contents.folder_of(library.path) / beside(library)[0]).unlink()
    archive, told = tmp_path / "all.zip", tmp_path / "told.zip"
    export_library(library, archive)
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(told, "w") as target:
        for name in source.namelist():
            target.writestr(name, re.sub(rb'"size": \d+', b'"size": %d' % size, source.read(name)))
    with Library.open(tmp_path / "second.clipper") as second:
        assert import_library(second, told).missing == ("film.mp4",)
        (one,) = second.get(1).attachments
        assert 0 <= one.size <= LARGEST


def test_what_is_damaged_inside_the_library_is_whole_again_once_it_is_attached_anew(
    library: Library, tmp_path: Path
) -> None:
    library.attach(1, [PAGE])
    with library.store.writing() as connection:
        connection.exec_driver_sql("UPDATE contents SET data = x'00', is_compressed = 0")
    assert export_library(library, tmp_path / "all.zip").missing == (PAGE.name,)
    library.attach(1, [BroughtFile("again.pdf", PAGE.content)])
    assert export_library(library, tmp_path / "all.zip").missing == ()
    assert check(library) == []


def test_many_missing_files_are_one_sentence(library: Library, tmp_path: Path) -> None:
    library.attach(1, [BroughtFile(f"{number}.bin", bytes([number])) for number in range(7)])
    with library.store.writing() as connection:
        connection.exec_driver_sql("UPDATE contents SET data = x'00', is_compressed = 1")
    (told,) = export_library(library, tmp_path / "all.zip").told
    assert told == (
        "What 7 files hold is missing or damaged in the library, and so it is not in the export: “0.bin”; “1.bin”; "
        "“2.bin”; “3.bin”; “4.bin”; and 2 more."
    )


# Backups


def test_a_restore_and_a_saved_copy_name_the_files_that_are_nowhere(
    library: Library, film: BroughtFile, tmp_path: Path
) -> None:
    library.attach(1, [PAGE, film])
    folder = tmp_path / "backups"
    made = make(library, folder, Reason.ASKED).backup
    sha256 = kept(library)[1].sha256
    (contents.folder_of(shared_by(made.path)) / sha256).unlink()
    told = "What “film.mp4” holds was not in the backup, nor beside it."
    assert save_copy(made, tmp_path / "copy.clipper") == [told]
    assert restore_backup(made.path, tmp_path / "restored.clipper").sentences == [told]
    library.close()
    # The library's own, which is set aside, is still beside it, and so nothing is missing.
    assert restore_backup(made.path, library.path).sentences == []


def test_a_backup_is_not_thinned_out_while_a_copy_of_it_is_saved(
    library: Library, film: BroughtFile, tmp_path: Path
) -> None:
    library.attach(1, [film])
    made = make(library, tmp_path / "backups", Reason.ASKED).backup
    taken: list[object] = []
    save_copy(made, tmp_path / "copy.clipper", lambda *_: taken.append(Keeper.take(made.path.parent / "backups")))
    assert taken
    assert not any(taken)


def test_a_backup_has_all_files_and_comes_back_with_them(library: Library, film: BroughtFile, tmp_path: Path) -> None:
    library.attach(1, [PAGE, film])
    safe = tmp_path / "elsewhere" / "safe.clipper"
    safe.parent.mkdir()
    assert backup(library, safe) == []
    with Library.open(safe) as copy:
        assert check(copy) == []
        assert len(held(copy, place=1)) == contents.LARGEST_INSIDE + 1
    library.purge([1])
    assert beside(library) == []
    library.close()
    aside = restore_backup(safe, tmp_path / "library.clipper", now=NOON).aside
    with Library.open(tmp_path / "library.clipper") as restored:
        assert check(restored) == []
        assert (held(restored), len(beside(restored))) == (PAGE.content, 1)
        assert backup(restored, safe) == []
        restored.purge([1])
        backup(restored, safe)
    assert not contents.folder_of(safe).exists()
    assert aside is not None


def test_a_former_library_keeps_its_files_and_shares_them_with_a_backup_that_came_without(
    library: Library, film: BroughtFile, tmp_path: Path
) -> None:
    library.attach(1, [film])
    safe = tmp_path / "safe.clipper"
    backup(library, safe)
    for file in contents.folder_of(safe).iterdir():
        file.unlink()
    library.close()
    aside = restore_backup(safe, tmp_path / "library.clipper", now=NOON).aside
    assert aside is not None
    for path in (aside, tmp_path / "library.clipper"):
        with Library.open(path) as opened:
            assert check(opened) == []


def test_a_backup_says_what_was_missing_and_has_all_else(library: Library, film: BroughtFile, tmp_path: Path) -> None:
    library.attach(1, [PAGE, film])
    (contents.folder_of(library.path) / beside(library)[0]).unlink()
    safe = tmp_path / "safe.clipper"
    said = "What “film.mp4” holds is missing or damaged in the library, and so it is not in the backup."
    assert backup(library, safe) == [said]
    with Library.open(safe) as copy:
        assert held(copy) == PAGE.content
