"""Copies are whole and verified, and restoring loses nothing."""

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from clipper.library.backup import backup, restore_backup
from clipper.library.checking import check
from clipper.library.library import Library
from clipper.model.errors import EnvironmentProblem, WrongUsage
from clipper.model.query import Query
from tests.library.building import PASTE, ferry, ordinary_user, plain

NOON = datetime(2026, 11, 18, 12, 0, 0)


def headlines(path: Path) -> list[str | None]:
    with Library.open(path, create=False) as library:
        return sorted(str(one.headline) for one in library.clippings(library.search(Query()).ids))


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


@pytest.fixture
def safe(library: Library, tmp_path: Path) -> Path:
    """A backup of a library with one clipping; a second one was added after."""
    library.add([plain(1)], PASTE)
    copy = tmp_path / "safe.clipper"
    backup(library, copy)
    library.add([plain(2)], PASTE)
    return copy


def test_a_backup_of_an_open_library_is_a_whole_library_in_one_file(library: Library, safe: Path) -> None:
    assert headlines(safe) == ["Headline 1"]
    assert sorted(file.name for file in safe.parent.glob("*safe*")) == ["safe.clipper"]
    with Library.open(safe) as copy:
        assert check(copy) == []
        assert copy.undo().clippings


@pytest.mark.skipif(sys.platform == "win32", reason="there, a folder says who may read what lies in it")
def test_who_may_not_read_a_library_may_not_read_its_copies_either(
    library: Library, safe: Path, tmp_path: Path
) -> None:
    private, shared = (mode | 0o100000 for mode in (0o600, 0o664))
    library.path.chmod(0o600)
    backup(library, tmp_path / "other.clipper")
    assert (tmp_path / "other.clipper").stat().st_mode == private
    safe.chmod(0o664)
    backup(library, safe)
    assert safe.stat().st_mode == shared
    library.close()
    restore_backup(safe, library.path, now=NOON)
    assert library.path.stat().st_mode == private
    restore_backup(tmp_path / "other.clipper", tmp_path / "new.clipper", now=NOON)
    assert (tmp_path / "new.clipper").stat().st_mode == private


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there, every name is Unicode")
def test_a_library_in_a_folder_whose_name_is_no_unicode_is_backed_up_and_restored(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 #?%41\n"))
    folder.mkdir()
    with Library.open(folder / "library.clipper") as library:
        library.add([plain(1)], PASTE)
        backup(library, folder / "safe.clipper")
        library.add([plain(2)], PASTE)
    aside = restore_backup(folder / "safe.clipper", library.path, now=NOON).aside
    assert aside
    assert (headlines(library.path), headlines(aside)) == (["Headline 1"], ["Headline 1", "Headline 2"])


def test_a_backup_takes_the_place_of_an_older_one(library: Library, safe: Path) -> None:
    backup(library, safe)
    assert headlines(safe) == ["Headline 1", "Headline 2"]


def test_a_backup_takes_the_place_of_no_other_library_nor_of_what_another_program_keeps(
    library: Library, tmp_path: Path
) -> None:
    library.add([ferry()], PASTE)
    other, foreign, torn = (tmp_path / f"{name}.clipper" for name in ("other", "foreign", "torn"))
    with Library.open(other) as opened:
        opened.add([ferry()], PASTE)
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("CREATE TABLE accounts (name TEXT)")
    torn.write_bytes(other.read_bytes()[:5000])
    before = [one.read_bytes() for one in (other, foreign, torn)]
    for one in (other, foreign, torn):
        with pytest.raises(WrongUsage, match="another library"):
            backup(library, one)
    assert [one.read_bytes() for one in (other, foreign, torn)] == before
    with Library.open(tmp_path / "fresh.clipper"):
        pass
    assert backup(library, tmp_path / "fresh.clipper") == []


def test_a_library_is_no_place_for_its_own_backup(library: Library, safe: Path) -> None:
    with pytest.raises(WrongUsage, match="the library itself"):
        backup(library, library.path)
    assert len(library.search(Query())) == 2


def test_a_copy_on_which_somebody_worked_on_is_not_replaced(library: Library, safe: Path) -> None:
    with Library.open(safe) as copy:
        copy.add([plain(3)], PASTE)
    with pytest.raises(WrongUsage, match="what no copy of this one has"):
        backup(library, safe)
    assert headlines(safe) == ["Headline 1", "Headline 3"]


def test_a_backup_is_replaced_also_where_it_holds_what_was_undone_or_erased_since(library: Library, safe: Path) -> None:
    backup(library, safe)
    library.undo()
    backup(library, safe)
    library.redo()
    backup(library, safe)
    library.purge([2])
    backup(library, safe)
    assert headlines(safe) == ["Headline 1"]


def test_a_copy_that_somebody_works_on_is_not_replaced(library: Library, safe: Path) -> None:
    with Library.open(safe) as copy:
        copy.edit(1, headline="Headline 3")
        with pytest.raises(WrongUsage, match="is open in Clipper"):
            backup(library, safe)
        copy.add([plain(4)], PASTE)
    assert headlines(safe) == ["Headline 3", "Headline 4"]


def test_the_log_of_a_backup_that_a_crash_left_open_does_not_go_into_the_next_one(library: Library, safe: Path) -> None:
    with Library.open(safe) as copy:
        copy.edit(1, headline="Headline 3")
        log = Path(f"{safe}-wal").read_bytes()
    Path(f"{safe}-wal").write_bytes(log)
    backup(library, safe)
    assert headlines(safe) == ["Headline 1", "Headline 2"]


def test_a_backup_that_cannot_be_written_leaves_the_older_one(library: Library, safe: Path) -> None:
    before = safe.read_bytes()
    with pytest.raises(EnvironmentProblem):
        backup(library, safe / "no folder" / "safe.clipper")
    (safe.parent / "folder.clipper").mkdir()
    with pytest.raises(EnvironmentProblem):
        backup(library, safe.parent / "folder.clipper")
    assert safe.read_bytes() == before
    assert list(safe.parent.glob(".*")) == []


def test_restoring_sets_the_present_library_aside(library: Library, safe: Path, path: Path) -> None:
    library.close()
    aside = restore_backup(safe, path, now=NOON).aside
    assert aside == path.with_name("library.before-restore-20261118-120000.clipper")
    assert headlines(path) == ["Headline 1"]
    assert headlines(aside) == ["Headline 1", "Headline 2"]
    assert headlines(safe) == ["Headline 1"]


def test_what_a_crash_left_in_the_log_is_in_the_file_that_is_set_aside(
    library: Library, safe: Path, path: Path
) -> None:
    killed = path.with_name("killed.clipper")
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{killed}{ending}")
    aside = restore_backup(safe, killed, now=NOON).aside
    assert aside
    for ending in ("-wal", "-shm"):
        Path(f"{aside}{ending}").unlink(missing_ok=True)
    assert headlines(aside) == ["Headline 1", "Headline 2"]


def test_a_copy_of_a_closed_library_is_restored_from_what_cannot_be_written() -> None:
    with ordinary_user() as folder:
        medium = folder / "medium"
        medium.mkdir()
        copy = medium / "copy.clipper"
        with Library.open(copy) as copied:
            copied.add([plain(7)], PASTE)
        medium.chmod(0o500)
        restore_backup(copy, folder / "library.clipper")
        assert headlines(folder / "library.clipper") == ["Headline 7"]
        medium.chmod(0o700)


def test_two_restores_in_one_second_keep_both_former_libraries(library: Library, safe: Path, path: Path) -> None:
    library.close()
    kept = {restore_backup(safe, path, now=NOON).aside, restore_backup(safe, path, now=NOON).aside}
    assert len(kept) == 2
    assert all(aside and aside.exists() for aside in kept)


def test_restoring_where_there_was_no_library_makes_one(library: Library, safe: Path, tmp_path: Path) -> None:
    assert restore_backup(safe, tmp_path / "new.clipper").aside is None
    assert headlines(tmp_path / "new.clipper") == ["Headline 1"]


def test_a_library_in_use_is_not_replaced(library: Library, safe: Path, path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="in use"):
        restore_backup(safe, path)
    assert len(library.search(Query())) == 2


@pytest.mark.parametrize("content", [b"", b"Dear library, " * 500])
def test_what_is_no_library_is_not_restored(library: Library, safe: Path, path: Path, content: bytes) -> None:
    library.close()
    safe.write_bytes(content)
    with pytest.raises(EnvironmentProblem, match="not a Clipper library"):
        restore_backup(safe, path)
    assert headlines(path) == ["Headline 1", "Headline 2"]


def test_a_damaged_or_newer_or_missing_backup_is_not_restored(library: Library, safe: Path, path: Path) -> None:
    library.close()
    with pytest.raises(WrongUsage, match="the library itself"):
        restore_backup(path, path)
    with pytest.raises(EnvironmentProblem, match="no file"):
        restore_backup(safe.with_name("none.clipper"), path)
    whole = safe.read_bytes()
    safe.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(EnvironmentProblem, match="damaged"):
        restore_backup(safe, path)
    safe.write_bytes(whole)
    change(safe, "PRAGMA user_version = 99")
    with pytest.raises(EnvironmentProblem, match="newer"):
        restore_backup(safe, path)
    assert headlines(path) == ["Headline 1", "Headline 2"]
    assert sorted(file.name for file in path.parent.iterdir()) == ["library.clipper", "safe.clipper"]


def test_when_the_backup_cannot_be_put_in_place_the_library_comes_back(
    library: Library, safe: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.close()

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("clipper.library.setting_aside.put_in_place", refuse)
    with pytest.raises(EnvironmentProblem, match="Input/output error"):
        restore_backup(safe, path)
    assert headlines(path) == ["Headline 1", "Headline 2"]


def test_last_writes_beside_a_crashed_library_go_aside_with_it(library: Library, safe: Path, path: Path) -> None:
    crashed = path.with_name("crashed.clipper")
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{crashed}{ending}")
    library.close()
    aside = restore_backup(safe, crashed).aside
    assert headlines(crashed) == ["Headline 1"]
    assert headlines(aside) == ["Headline 1", "Headline 2"]
