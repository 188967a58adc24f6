"""Backups that are made by themselves: whole, described, shared, moved, thinned out, and purged with the library."""

import os
import shutil
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from clipper import __version__, places
from clipper.library import backup_erasing, backup_facts, backup_moving, backup_places, backups, contents
from clipper.library.backup import backup, restore_backup
from clipper.library.backups import make, make_if_changed
from clipper.library.checking import check
from clipper.library.importing import import_files
from clipper.library.intake import Readings
from clipper.library.library import Library
from clipper.library.rotation import OF_LATE
from clipper.library.store import sqlite
from clipper.library.store.engine import VERSION
from clipper.library.store.migration import migrate
from clipper.model.attachment import BroughtFile
from clipper.model.backup import LARGE, Backup, Reason
from clipper.model.draft import Draft, FileReading, Guess, Pasted, Reading
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.query import Query
from tests.library.building import PASTE, ferry, plain

FIRST = datetime(2026, 11, 2, 17, 0)


class Days:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = FIRST

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Days:
    return Days()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "library"


@pytest.fixture
def backed(tmp_path: Path, folder: Path, new_library: Path, clock: Days) -> Iterator[Library]:
    """An open library with two clippings and a folder for its backups."""
    (tmp_path / "work").mkdir()
    folder.parent.mkdir()
    path = Path(shutil.copy(new_library, tmp_path / "work" / "library.clipper"))
    with Library.open(path, now=clock, backups=folder) as library:
        library.add([ferry(), plain(2, published_on=date(2026, 10, 30))], PASTE)
        yield library


def large(mark: bytes, size: int = contents.LARGEST_INSIDE + 1) -> BroughtFile:
    return BroughtFile("recording.mp3", mark * (size // len(mark) + 1))


def headlines(path: Path) -> set[str | None]:
    with Library.open(path) as library:
        return {one.headline for one in library.clippings(library.search(Query()).ids)}


def test_a_backup_is_a_whole_library_and_says_when_why_and_what_it_holds(backed: Library, folder: Path) -> None:
    backed.delete([backed.add([plain(3)], PASTE).ids[0]])
    made = make(backed, folder, Reason.DAY)
    assert made.sentences == []
    (told,) = backups.listed(folder)
    assert told == made.backup
    assert (told.name, told.made, told.reason) == ("2026-11-02_17-00-00_day", FIRST, Reason.DAY)
    assert (told.held.counted.shown, told.held.newest, told.program) == (2, date(2026, 10, 30), __version__)
    assert told.size == told.path.stat().st_size
    with Library.open(told.path) as copy:
        assert check(copy) == []
        assert copy.undo().clippings


def test_what_a_backup_holds_is_found_again_where_the_note_beside_it_is_gone_or_not_about_it(
    backed: Library, folder: Path
) -> None:
    told = make(backed, folder, Reason.ASKED).backup
    note = told.path.with_suffix(".json")
    for content in (None, "{", "[]", note.read_text().replace(str(told.size), "1")):
        note.unlink(missing_ok=True)
        if content is not None:
            note.write_text(content)
        (again,) = backups.listed(folder)
        assert (again.held, again.is_sound, again.program) == (told.held, True, "")
        assert backups.listed(folder) == [again]


def test_a_damaged_backup_is_listed_as_damaged_and_other_files_are_none(backed: Library, folder: Path) -> None:
    damaged = make(backed, folder, Reason.DAY).backup.path
    damaged.write_bytes(b"torn" * 5000)
    (folder / "notes.clipper").write_text("none of ours")
    (folder / "2026-13-99_17-00-00_day.clipper").write_text("no such day")
    assert [(one.path, one.is_sound) for one in backups.listed(folder)] == [(damaged, False)]
    assert make_if_changed(backed, folder, Reason.DAY) is not None


def test_only_what_changed_is_backed_up_again_by_the_log_and_not_by_the_clock(
    backed: Library, folder: Path, clock: Days
) -> None:
    assert make_if_changed(backed, folder, Reason.DAY)
    clock.time += timedelta(days=3)
    assert make_if_changed(backed, folder, Reason.DAY) is None
    backed.set_starred([1], True)
    assert make_if_changed(backed, folder, Reason.DAY)
    backed.undo()
    assert make_if_changed(backed, folder, Reason.DAY)
    backed.purge([2])
    assert make_if_changed(backed, folder, Reason.DAY)
    assert make_if_changed(backed, folder, Reason.DAY) is None


def test_a_backup_of_a_day_that_is_yet_to_come_hides_none_that_was_made_since(
    backed: Library, folder: Path, clock: Days
) -> None:
    clock.time += timedelta(days=3650)
    make(backed, folder, Reason.DAY)
    clock.time = FIRST
    backed.set_starred([1], True)
    assert make_if_changed(backed, folder, Reason.DAY)
    assert make_if_changed(backed, folder, Reason.DAY) is None


def test_an_empty_library_needs_no_backup(library: Library, folder: Path) -> None:
    folder.parent.mkdir()
    assert make_if_changed(library, folder, Reason.DAY) is None
    assert not folder.exists()


def test_a_restored_library_that_went_another_way_is_another_one(backed: Library, folder: Path, clock: Days) -> None:
    old = make(backed, folder, Reason.DAY).backup
    backed.set_note(1, "What came first")
    clock.time += timedelta(hours=1)
    make(backed, folder, Reason.DAY)
    backed.close()
    restore_backup(old.path, backed.path)
    with Library.open(backed.path, now=clock) as restored:
        restored.set_note(1, "What came then")
        assert backups.has_changed(restored, folder)


def test_large_files_lie_once_for_all_backups_and_go_with_the_last_that_needs_them(
    backed: Library, folder: Path, clock: Days
) -> None:
    first = large(b"first ")
    backed.attach(1, [first])
    for _ in range(3):
        make(backed, folder, Reason.ASKED)
        clock.time += timedelta(hours=1)
    shared = folder / "attached.files"
    assert len(list(shared.iterdir())) == 1
    assert not [file for file in folder.iterdir() if file.is_dir() and file != shared]
    backed.attach(2, [large(b"second ")])
    make(backed, folder, Reason.ASKED)
    assert len(list(shared.iterdir())) == 2
    for one in backups.listed(folder)[:1]:
        backup_facts.remove(one)
    backups.sweep(folder)
    assert len(list(shared.iterdir())) == 1


def test_a_backup_is_restored_with_the_files_that_it_shares(backed: Library, folder: Path, tmp_path: Path) -> None:
    brought = large(b"an interview ")
    backed.attach(1, [brought])
    backup = make(backed, folder, Reason.DAY).backup
    target = tmp_path / "elsewhere.clipper"
    restore_backup(backup.path, target)
    with Library.open(target) as restored:
        assert check(restored) == []
        (attachment,) = restored.get(1).attachments
        restored.save_attachment(1, attachment.uuid, tmp_path / "saved")
    assert (tmp_path / "saved").read_bytes() == brought.content


def test_a_file_that_is_missing_in_the_library_is_named_and_the_rest_backed_up(backed: Library, folder: Path) -> None:
    backed.attach(1, [large(b"an interview ")])
    for file in contents.folder_of(backed.path).iterdir():
        file.unlink()
    made = make(backed, folder, Reason.DAY)
    assert made.backup.is_sound
    assert made.sentences == [
        "What “recording.mp3” holds is missing or damaged in the library, and so it is not in the backup."
    ]


def test_weeks_of_work_are_thinned_out_while_they_are_made(backed: Library, folder: Path, clock: Days) -> None:
    for day in range(24):
        clock.time = FIRST + timedelta(days=day)
        backed.set_note(1, f"Day {day}")
        assert make_if_changed(backed, folder, Reason.DAY)
    made = [one.made for one in backups.listed(folder)]
    assert made[:7] == [clock.time - timedelta(days=day) for day in range(7)]
    assert 8 <= len(made) <= 13
    assert sorted(file.suffix for file in folder.iterdir()) == sorted([".note", *[".clipper", ".json"] * len(made)])


def test_what_is_made_while_the_clock_is_set_back_stays(backed: Library, folder: Path, clock: Days) -> None:
    for month in range(14):
        clock.time = FIRST + timedelta(days=31 * month)
        make(backed, folder, Reason.DAY)
    clock.time = FIRST - timedelta(days=900)
    backed.set_note(1, "Written in the wrong year")
    made = make(backed, folder, Reason.DAY).backup
    assert made in backups.listed(folder)
    assert len(backups.listed(folder)) >= 12


def test_what_was_just_made_stays_also_where_the_clock_was_set_back_by_hours(
    backed: Library, folder: Path, clock: Days
) -> None:
    for _ in range(OF_LATE + 1):
        clock.time += timedelta(hours=1)
        make(backed, folder, Reason.ASKED)
    clock.time -= timedelta(hours=12)
    backed.set_note(1, "Written before what was written")
    assert make(backed, folder, Reason.ASKED).backup in backups.listed(folder)


def test_a_large_import_is_backed_up_before_and_a_small_one_is_not(backed: Library, folder: Path) -> None:
    import_files(backed, _readings(LARGE - 1))
    assert backups.listed(folder) == []
    import_files(backed, _readings(LARGE, "Other"))
    (kept,) = backups.listed(folder)
    assert kept.reason is Reason.IMPORT
    assert kept.held.counted.shown == LARGE + 1


def test_an_import_goes_on_where_no_backup_can_be_written_and_says_so(backed: Library, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    imported = import_files(backed, _readings(LARGE))
    assert len(imported.ids) == LARGE
    assert [remark for remark in imported.remarks if remark.startswith("No backup was made before: ")]


def _readings(count: int, what: str = "Mention") -> Readings:
    drafts = [Draft(headline=Guess(f"{what} {number}")) for number in range(count)]
    return Readings([FileReading("text", Pasted("x", source="list.txt"), Reading("x", drafts))])


def test_a_library_that_cannot_be_backed_up_is_not_brought_to_a_newer_form(backed: Library, folder: Path) -> None:
    path = backed.path
    backed.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    before = path.read_bytes()
    folder.write_text("a file where the folder should be")
    with pytest.raises(EnvironmentProblem, match="no backup of it could be written"):
        Library.open(path, backups=folder)
    assert path.read_bytes() == before


def test_a_copy_that_stops_in_the_middle_leaves_nothing_and_a_crash_is_cleaned_up_after(
    backed: Library, folder: Path
) -> None:
    backed.add([plain(number) for number in range(10, 120)], PASTE)
    make(backed, folder, Reason.DAY)
    before = sorted(folder.iterdir())

    class Enough(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        if list(folder.glob(".*")):
            raise Enough

    with pytest.raises(Enough):
        make(backed, folder, Reason.ASKED, stop)
    assert sorted(folder.iterdir()) == before
    (folder / ".2026-11-02_17-00-00_day.clipper.0123abcd").write_bytes(b"half")
    make(backed, folder, Reason.ASKED)
    assert not list(folder.glob(".*"))


def test_a_disk_with_little_room_costs_the_oldest_backups_and_never_the_last_three(
    backed: Library, folder: Path, clock: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for _ in range(6):
        clock.time += timedelta(days=1)
        made.append(make(backed, folder, Reason.DAY).backup)
    free = iter([10, 10, 10**12])
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=next(free)))
    made.append(make(backed, folder, Reason.DAY).backup)
    assert backups.listed(folder) == made[:1:-1]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10))
    made.append(make(backed, folder, Reason.DAY).backup)
    assert backups.listed(folder) == made[:-5:-1]


@pytest.mark.skipif(sys.platform == "win32", reason="there, no limit makes a disk seem full")
def test_a_full_disk_is_a_sentence_and_leaves_all_other_backups(backed: Library, folder: Path) -> None:
    import resource

    make(backed, folder, Reason.DAY)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    backed.set_note(1, "Written before the disk was full")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(EnvironmentProblem, match="disk is full"):
            make(backed, folder, Reason.DAY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert make_if_changed(backed, folder, Reason.DAY)


def test_a_damaged_library_is_not_backed_up_over_what_is_sound(backed: Library, folder: Path) -> None:
    path = backed.path
    backed.add([plain(number) for number in range(10, 60)], PASTE)
    sound = make(backed, folder, Reason.DAY).backup
    backed.close()
    with path.open("rb+") as file:
        file.seek(4 * 4096)
        file.write(b"\xff" * 4096 * 4)
    with pytest.raises(EnvironmentProblem, match="is damaged"):
        backups.keep_before_update(path, folder, FIRST)
    assert backups.listed(folder) == [sound]


def test_two_that_back_up_at_once_wait_for_one_another(backed: Library, folder: Path) -> None:
    errors: list[Exception] = []

    def back_up() -> None:
        try:
            make(backed, folder, Reason.ASKED)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=back_up) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(backups.listed(folder)) == 4


# Where they lie


@pytest.fixture
def around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    usual = tmp_path / "usual"
    usual.mkdir()
    monkeypatch.setattr(places, "backups_folder", lambda: usual)
    return usual


def test_each_library_has_a_folder_of_its_own_and_not_beside_it(around: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one" / "library.clipper", tmp_path / "other" / "library.clipper"
    assert backup_places.folder_of(one) != backup_places.folder_of(other)
    assert backup_places.folder_of(one).parent == around
    assert backup_places.folder_of(one).name.startswith("library-")
    assert not places.backups_folder().is_relative_to(one.parent)


def test_backups_move_with_all_that_they_hold_to_a_folder_that_a_person_chose(
    backed: Library, around: Path, tmp_path: Path
) -> None:
    usual = backup_places.folder_of(backed.path)
    backed.attach(1, [large(b"an interview ")])
    told = make(backed, usual, Reason.DAY).backup
    (tmp_path / "stick").mkdir()
    chosen = backup_moving.choose(backed.path, tmp_path / "stick")
    assert backup_places.folder_of(backed.path) == chosen
    assert chosen.parent == tmp_path / "stick"
    (moved,) = backups.listed(chosen)
    assert (moved.name, moved.held, moved.program) == (told.name, told.held, told.program)
    assert len(list((chosen / "attached.files").iterdir())) == 1
    assert backups.listed(usual) == []
    assert backup_moving.choose(backed.path, None) == usual
    assert [one.name for one in backups.listed(usual)] == [told.name]
    assert not chosen.exists()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there, every name is Unicode")
def test_backups_are_kept_in_a_folder_of_any_name(backed: Library, around: Path, tmp_path: Path) -> None:
    (chosen := Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9\r\n"))).mkdir()
    after = backup_moving.choose(backed.path, chosen)
    assert backup_places.folder_of(backed.path) == after
    assert after.parent == chosen


def test_where_it_says_nothing_which_folder_was_chosen_backups_go_into_the_usual_one(
    backed: Library, around: Path, tmp_path: Path
) -> None:
    (tmp_path / "chosen").mkdir()
    backup_moving.choose(backed.path, tmp_path / "chosen")
    usual = backup_places.usual_folder_of(backed.path)
    (usual / backup_places.CHOSEN).write_bytes(b"")
    assert backup_places.folder_of(backed.path) == usual


def test_the_folder_of_the_library_is_no_place_for_its_backups(backed: Library, around: Path) -> None:
    with pytest.raises(WrongUsage, match="the folder of the library"):
        backup_moving.choose(backed.path, backed.path.parent)
    assert backup_places.folder_of(backed.path).parent == around


def test_a_chosen_folder_that_is_not_connected_is_a_sentence(backed: Library, around: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    chosen = backup_moving.choose(backed.path, stick)
    shutil.rmtree(stick)
    assert backup_places.folder_of(backed.path) == chosen
    with pytest.raises(EnvironmentProblem, match="Connect its disk"):
        make(backed, chosen, Reason.DAY)
    assert not stick.exists()
    assert backups.listed(chosen) == []


# Purging


SECRET = b"bluebottle"


def _holding(folder: Path) -> list[str]:
    """The names of all files below a folder in which the secret stands, in any coding that a library has."""
    return [file.name for file in folder.rglob("*") if file.is_file() and SECRET in file.read_bytes()]


@pytest.fixture
def secret(backed: Library, folder: Path, clock: Days) -> int:
    """A clipping with a secret, in two backups and in a library that was set aside, and not in a third backup."""
    make(backed, folder, Reason.DAY)
    text = SECRET.decode()
    (id_,) = backed.add([plain(3, body=f"The {text} came.", outlet=f"The {text}")], PASTE).ids
    backed.attach(id_, [large(SECRET)])
    for _ in range(2):
        clock.time += timedelta(days=1)
        backed.set_note(id_, f"{text} at {clock.time}")
        make(backed, folder, Reason.DAY)
    shutil.copy(
        make(backed, folder, Reason.ASKED).backup.path, backed.path.with_name("library.before-restore-1.clipper")
    )
    return id_


def test_what_is_purged_is_counted_in_backups_and_erased_there_to_the_last_byte(
    backed: Library, folder: Path, secret: int
) -> None:
    uuids = backup_erasing.uuids_of(backed, [secret])
    backed.purge([secret])
    files = backup_erasing.holders(backed, uuids)
    assert len(files) == 4
    # The control: this is what a purge alone leaves.
    assert len(_holding(folder)) == 4
    assert _holding(backed.path.parent) == ["library.before-restore-1.clipper"]
    assert backup_erasing.erase(backed, files, uuids) == []
    assert _holding(folder) == []
    assert _holding(backed.path.parent) == []
    assert backup_erasing.holders(backed, uuids) == []
    told = backups.listed(folder)
    assert [one.held.counted.shown for one in told] == [2, 2, 2, 2]
    assert all(one.is_sound for one in told)
    for one in told:
        assert headlines(one.path) == {"Harbour towns ask who pays", "Headline 2"}
        assert one.path.exists()


def test_a_backup_of_an_older_form_is_erased_from_too(backed: Library, folder: Path, secret: int) -> None:
    uuids = backup_erasing.uuids_of(backed, [secret])
    older = _of_an_older_form(folder, backed.path)
    assert older in backup_erasing.holders(backed, uuids)
    backed.purge([secret])
    assert backup_erasing.erase(backed, backup_erasing.holders(backed, uuids), uuids) == []
    assert _holding(folder) == []
    assert sqlite.peek(older)[1] == VERSION


def _of_an_older_form(folder: Path, library: Path) -> Path:
    """A backup of a form before, with the clippings of a library of the present form."""
    path = folder / "2026-11-01_09-00-00_update.clipper"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {sqlite.APPLICATION_ID}")
        connection.execute("CREATE TABLE empty (x)")
        connection.execute("DROP TABLE empty")
    migrate(path, 10)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ATTACH ? AS new", (str(library),))
        old, new = (
            {row[1] for row in connection.execute(f"PRAGMA {one}.table_info(clippings)")} for one in ("main", "new")
        )
        references = {"outlet_id", "story_id", "original_id"}
        names = ", ".join(sorted((old & new) - references))
        connection.execute(f"INSERT INTO clippings (content_hash, {names}) SELECT '', {names} FROM new.clippings")
    return path


def test_a_damaged_backup_may_hold_anything_and_is_named(backed: Library, folder: Path, secret: int) -> None:
    uuids = backup_erasing.uuids_of(backed, [secret])
    backed.purge([secret])
    newest = backups.listed(folder)[0].path
    newest.write_bytes(newest.read_bytes()[:5000])
    files = backup_erasing.holders(backed, uuids)
    assert newest in files
    (sentence,) = backup_erasing.erase(backed, files, uuids)
    assert sentence.startswith(f"{newest} still holds what was erased")
    assert newest.exists()


def test_a_library_that_was_set_aside_with_its_last_writes_in_a_log_is_erased_from_too(
    backed: Library, secret: int
) -> None:
    aside = backed.path.with_name("library.before-restore-2.clipper")
    for ending in ("", "-wal"):
        shutil.copy(f"{backed.path}{ending}", f"{aside}{ending}")
    uuids = backup_erasing.uuids_of(backed, [secret])
    backed.purge([secret])
    files = backup_erasing.holders(backed, uuids)
    assert aside in files
    assert backup_erasing.erase(backed, files, uuids) == []
    assert _holding(aside.parent) == []


def test_a_damaged_library_that_was_set_aside_may_hold_anything_and_is_named(backed: Library, secret: int) -> None:
    aside, readable = (backed.path.with_name(f"library.damaged-{number}.clipper") for number in (1, 2))
    for file in (aside, readable):
        backup(backed, file)
    aside.write_bytes(aside.read_bytes()[:70_000])
    uuids = backup_erasing.uuids_of(backed, [secret])
    backed.purge([secret])
    files = backup_erasing.holders(backed, uuids)
    assert {aside, readable} < {*files}
    (sentence,) = backup_erasing.erase(backed, files, uuids)
    assert sentence.startswith(f"{aside} still holds what was erased: it is damaged")
    assert SECRET not in readable.read_bytes()
    assert not contents.hashes_beside(readable)


def test_what_a_kill_left_of_a_restore_or_a_repair_goes_with_a_purge(backed: Library, secret: int) -> None:
    path = backed.path
    half, folder, another = (path.with_name(f".{path.name}.{name}") for name in ("0123abcd", "4567abcd", "mine"))
    backup(backed, half)
    folder.mkdir()
    backup(backed, folder / "repaired.clipper")
    another.write_text("of somebody else")
    backed.purge([secret])
    assert not half.exists()
    assert not folder.exists()
    assert another.exists()


def test_erasing_waits_for_who_writes_a_backup_and_tells_what_it_could_not_do(
    backed: Library, folder: Path, secret: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    uuids = backup_erasing.uuids_of(backed, [secret])
    backed.purge([secret])
    files = backup_erasing.holders(backed, uuids)
    monkeypatch.setattr(backups, "_PATIENCE", 0.1)
    with backups.held(folder):
        told = backup_erasing.erase(backed, files, uuids)
    assert len(told) == 3
    assert all("Another Clipper is writing a backup" in sentence for sentence in told)
    assert backup_erasing.erase(backed, files, uuids) == []
    assert _holding(folder) == []


def test_a_backup_that_is_gone_meanwhile_holds_nothing(backed: Library, folder: Path, secret: int) -> None:
    uuids = backup_erasing.uuids_of(backed, [secret])
    files = backup_erasing.holders(backed, uuids)
    files[0].unlink()
    assert backup_erasing.erase(backed, files, uuids) == []
    assert backup_erasing.holders(backed, uuids) == []


def test_a_backup_that_somebody_has_open_is_named_and_stays(backed: Library, folder: Path, secret: int) -> None:
    uuids = backup_erasing.uuids_of(backed, [secret])
    newest = backups.listed(folder)[0].path
    with Library.open(newest):
        (sentence,) = backup_erasing.erase(backed, [newest], uuids)
    assert sentence.startswith(f"{newest} still holds what was erased: ")
    assert "in use by another program" in sentence


def test_a_link_to_the_library_has_the_same_backups(backed: Library, around: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.clipper"
    link.symlink_to(backed.path)
    assert backup_places.folder_of(link) == backup_places.folder_of(backed.path)


def test_a_library_without_a_folder_makes_none_by_itself(library: Library) -> None:
    import_files(library, _readings(LARGE))
    assert [file.name for file in library.path.parent.iterdir() if "backup" in file.name] == []


def test_the_newest_is_the_first_of_a_list(backed: Library, folder: Path, clock: Days) -> None:
    made: list[Backup] = []
    for _ in range(3):
        clock.time += timedelta(seconds=1)
        made.append(make(backed, folder, Reason.ASKED).backup)
    made.append(make(backed, folder, Reason.ASKED).backup)
    assert made[-1].name == f"{made[-2].name}-2"
    assert {one.made for one in backups.listed(folder)[:2]} == {clock.time}


def test_a_backup_that_a_person_gave_another_name_keeps_the_files_that_it_shares(
    backed: Library, folder: Path, tmp_path: Path
) -> None:
    backed.attach(1, [large(b"map")])
    kept = make(backed, folder, Reason.ASKED).backup.path.rename(folder / "before the move.clipper")
    backed.detach(1, backed.get(1).attachments[0].uuid)
    backed.purge([1])
    for _ in range(2):
        make(backed, folder, Reason.ASKED)
    restore_backup(kept, tmp_path / "again.clipper")
    with Library.open(tmp_path / "again.clipper") as again:
        assert check(again) == []


def test_a_backup_that_cannot_be_read_for_a_while_is_not_taken_for_a_damaged_one(
    backed: Library, folder: Path, clock: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make(backed, folder, Reason.DAY).backup
    note = old.path.with_suffix(".json")
    note.unlink()
    read = sqlite.peek

    def locked(path: Path) -> tuple[int, int]:
        if path == old.path:
            raise EnvironmentProblem(sqlite.LOCKED.format(path=path))
        return read(path)

    with monkeypatch.context() as while_locked:
        while_locked.setattr(sqlite, "peek", locked)
        for number in range(6):
            clock.time += timedelta(days=1)
            backed.set_note(1, f"Day {number}")
            make(backed, folder, Reason.DAY)
        assert old.path.exists()
        assert [one.path for one in backups.listed(folder) if not one.is_sound] == [old.path]
    assert all(one.is_sound for one in backups.listed(folder))
    # The control: one that is damaged goes, once there are newer ones.
    note.unlink()
    old.path.write_bytes(b"no library")
    clock.time += timedelta(days=1)
    make(backed, folder, Reason.DAY)
    assert not old.path.exists()


def test_no_backup_goes_where_all_the_old_ones_make_no_room_for_a_new_one(
    backed: Library, folder: Path, clock: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(6):
        clock.time += timedelta(days=1)
        make(backed, folder, Reason.DAY)
    before = backups.listed(folder)
    with backed.path.open("ab") as file:
        file.truncate(10 * backed.path.stat().st_size)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10))
    monkeypatch.setattr(backups, "copy_library", _disk_is_full)
    with pytest.raises(EnvironmentProblem):
        make(backed, folder, Reason.DAY)
    assert backups.listed(folder) == before


def _disk_is_full(*_: object, **__: object) -> None:
    raise EnvironmentProblem("The disk is full.")


def test_where_a_file_lies_in_the_place_of_the_folder_of_all_backups_a_sentence_says_so(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    (tmp_path / "Clipper backups").write_text("a letter")
    monkeypatch.setattr("clipper.places.user_data_path", lambda name, **_: tmp_path / name)
    library.add([plain(1)], PASTE)
    with pytest.raises(EnvironmentProblem, match="No backup can be written into"):
        make(library, backup_places.folder_of(library.path), Reason.ASKED)
