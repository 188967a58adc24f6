"""A former library is kept when another one takes its place, and at no moment is there none."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from clipper.library import names, setting_aside
from clipper.library.backup import backup, restore_backup
from clipper.library.checking import check
from clipper.library.library import Library
from clipper.library.repair import repair
from clipper.library.setting_aside import asides_of
from clipper.library.store.tables import TagRow
from clipper.model.attachment import BroughtFile
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.query import Query
from tests.library.building import PASTE, plain
from tests.library.gaps import moments

NOON = datetime(2026, 11, 18, 12, 0, 0)


def titles(path: Path) -> list[str]:
    with Library.open(path, create=False) as library:
        return sorted(str(one.headline) for one in library.clippings(library.search(Query()).ids))


def headlines(path: Path) -> list[str]:
    with Library.open(path, create=False) as library:
        assert check(library) == []
    return titles(path)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that lie beside the library are made small, so that many copies take no time."""
    monkeypatch.setattr("clipper.library.contents.LARGEST_INSIDE", 1_000)


def made(home: Path) -> tuple[Path, Path]:
    """A library with two clippings, each with a large file, and a backup with the first one and its file."""
    path, safe = home / "library.clipper", home.parent / "safe" / "safe.clipper"
    safe.parent.mkdir()
    with Library.open(path) as library:
        library.add([plain(1)], PASTE)
        library.attach(1, [BroughtFile("one.bin", os.urandom(5_000))])
        backup(library, safe)
        library.add([plain(2)], PASTE)
        library.attach(2, [BroughtFile("two.bin", os.urandom(5_000))])
        library.detach(1, library.get(1).attachments[0].uuid)
    return path, safe


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("can_link", [True, False])
def test_a_kill_at_any_moment_of_a_restore_leaves_a_whole_library_in_its_place(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_link: bool
) -> None:
    path, safe = made(home)
    if not can_link:
        monkeypatch.setattr("clipper.library.setting_aside.os.link", refuse)
    with moments(home, tmp_path / "moments") as found:
        aside = restore_backup(safe, path, now=NOON).aside
    monkeypatch.undo()
    assert aside
    assert len(found) > 5
    states = []
    for one in found:
        states.append(headlines(one / path.name))
        if states[-1] == ["Headline 1"]:
            assert headlines(one / aside.name) == ["Headline 1", "Headline 2"]
        else:
            assert states[-1] == ["Headline 1", "Headline 2"]
            assert not can_link or asides_of(one / path.name) == []
    assert states[0] != states[-1]


@pytest.mark.usefixtures("large")
def test_a_kill_at_any_moment_of_a_repair_leaves_a_library_in_its_place(home: Path, tmp_path: Path) -> None:
    path, _ = made(home)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE clippings SET names = 'Nobody'")
    with moments(home, tmp_path / "moments") as found:
        aside = repair(path, now=NOON).aside
    assert aside
    for one in found:
        assert titles(one / path.name) == ["Headline 1", "Headline 2"]
    assert titles(found[-1] / aside.name) == ["Headline 1", "Headline 2"]
    assert headlines(path) == ["Headline 1", "Headline 2"]


def half_written(path: Path) -> None:
    """Leave a library as a kill does while SQLite writes it without a log: what is to be taken back lies beside it."""
    journal, kept = (path.with_name(f"{path.name}{ending}") for ending in ("-journal", "-kept"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for setting in ("journal_mode = DELETE", "cache_size = 1"):
            connection.execute(f"PRAGMA {setting}").fetchall()
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE half (written)")
        connection.executemany("INSERT INTO half VALUES (?)", [("x" * 1_000,)] * 1_000)
        shutil.copyfile(journal, kept)
        written = path.read_bytes()
        connection.execute("ROLLBACK")
    path.write_bytes(written)
    kept.replace(journal)


def test_what_sqlite_is_to_take_back_from_a_library_is_not_taken_from_what_is_restored(home: Path) -> None:
    path, safe = made(home)
    half_written(path)
    aside = restore_backup(safe, path, now=NOON).aside
    assert aside
    assert headlines(path) == ["Headline 1"]
    assert headlines(aside) == ["Headline 1", "Headline 2"]


def test_what_sqlite_is_to_take_back_goes_aside_with_a_damaged_library(home: Path) -> None:
    path, safe = made(home)
    half_written(path)
    path.write_bytes(b"no library at all".ljust(path.stat().st_size, b"?"))
    journal = path.with_name(f"{path.name}-journal")
    written = journal.read_bytes()
    aside = restore_backup(safe, path, now=NOON).aside
    assert aside
    assert headlines(path) == ["Headline 1"]
    assert aside.with_name(f"{aside.name}-journal").read_bytes() == written


def test_repair_takes_back_what_sqlite_had_half_written(home: Path) -> None:
    path, _ = made(home)
    half_written(path)
    assert repair(path, now=NOON).was_sound
    assert headlines(path) == ["Headline 1", "Headline 2"]


def last_writes(path: Path) -> bytes:
    """Return what the log of a library holds that nobody closed."""
    with Library.open(path) as library:
        library.add([plain(number) for number in range(7)], PASTE)
        return path.with_name(f"{path.name}-wal").read_bytes()


def test_a_log_of_a_library_that_is_gone_is_kept_and_goes_into_nothing_that_takes_its_place(home: Path) -> None:
    path, safe = made(home)
    path.unlink()
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(last_writes(home / "other.clipper"))
    written = log.read_bytes()
    with Library.open(safe, create=False) as library, pytest.raises(WrongUsage, match="in use"):
        backup(library, path)
    with pytest.raises(WrongUsage, match="clipper-wal is there already"):
        repair(safe, path)
    assert log.read_bytes() == written
    assert restore_backup(safe, path, now=NOON).aside is None
    assert headlines(path) == ["Headline 1"]
    assert path.with_name("library.before-restore-20261118-120000.clipper-wal").read_bytes() == written


def refuse(*_: object) -> None:
    raise OSError(5, "Input/output error")


@pytest.mark.usefixtures("large")
def test_where_a_part_cannot_be_set_aside_all_stays_as_it_was(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, safe = made(home)
    before = sorted(file.relative_to(home) for file in home.rglob("*"))
    monkeypatch.setattr("clipper.library.setting_aside.os.link", refuse)
    copied = shutil.copy2

    def copy_no_folder(source: Path, target: Path) -> object:
        return refuse() if source.parent.name.endswith(".files") else copied(source, target)

    monkeypatch.setattr("clipper.library.setting_aside.shutil.copy2", copy_no_folder)
    with pytest.raises(EnvironmentProblem, match="Input/output error"):
        restore_backup(safe, path, now=NOON)
    monkeypatch.undo()
    assert sorted(file.relative_to(home) for file in home.rglob("*")) == before
    assert headlines(path) == ["Headline 1", "Headline 2"]


@pytest.mark.usefixtures("large")
def test_what_was_set_aside_stays_where_the_folder_cannot_be_put_on_the_disk_after(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, safe = made(home)
    monkeypatch.setattr("clipper.library.safe_file.sync_folder", refuse)
    with pytest.raises(EnvironmentProblem, match="Input/output error"):
        restore_backup(safe, path, now=NOON)
    monkeypatch.undo()
    assert headlines(path) == ["Headline 1"]
    (aside,) = asides_of(path)
    assert headlines(aside) == ["Headline 1", "Headline 2"]


def test_who_opens_a_library_while_it_is_replaced_leaves_its_second_name(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, safe = made(home)
    put = setting_aside.put_in_place

    def look_and_put(new: Path, target: Path) -> None:
        with Library.open(path):
            pass
        put(new, target)

    monkeypatch.setattr(setting_aside, "put_in_place", look_and_put)
    aside = restore_backup(safe, path, now=NOON).aside
    assert aside
    assert headlines(aside) == ["Headline 1", "Headline 2"]


def test_a_second_name_that_a_kill_left_is_taken_away_when_the_library_is_opened(home: Path) -> None:
    path, _ = made(home)
    left, own = (path.with_name(f"library.{name}.clipper") for name in ("before-restore-20261118-120000", "mine"))
    for second in (left, own):
        os.link(path, second)
    assert headlines(path) == ["Headline 1", "Headline 2"]
    assert not left.exists()
    assert own.exists()


def test_who_had_the_library_open_before_a_restore_does_not_write_into_what_was_set_aside(home: Path) -> None:
    path, safe = made(home)
    window, command = Library.open(path), Library.open(path)
    window.close()
    aside = restore_backup(safe, path, now=NOON).aside
    assert aside
    for _ in range(2):
        with pytest.raises(EnvironmentProblem, match="no longer the file that was opened"):
            command.add([plain(9)], PASTE)
    command.close()
    assert (titles(path), titles(aside)) == (["Headline 1"], ["Headline 1", "Headline 2"])


@pytest.mark.parametrize("other", ["another file", "none"])
def test_a_library_that_goes_in_the_middle_of_a_step_is_told_to_whoever_did_it(home: Path, other: str) -> None:
    path, safe = made(home)
    window, command = Library.open(path), Library.open(path)
    window.close()

    def work() -> None:
        with command.step("tag") as step:
            path.rename(path.with_name("elsewhere.clipper"))
            if other == "another file":
                shutil.copy(safe, path)
            names.find_or_make(step, TagRow, ["lost"])

    with pytest.raises(EnvironmentProblem, match="do it once more"):
        work()
    command.close()


def test_a_disk_that_does_not_answer_in_the_middle_of_a_step_is_told_in_a_sentence(home: Path) -> None:
    path, _ = made(home)

    with Library.open(path) as library:

        def work() -> None:
            with library.step("tag") as step:
                path.rename(path.with_name("elsewhere.clipper"))
                # Whoever asks for it gets an error that is not that nothing is there.
                path.symlink_to(path)
                names.find_or_make(step, TagRow, ["lost"])

        with pytest.raises(EnvironmentProblem, match="cannot be opened"):
            work()
