"""A library where nothing can be written, on a read-only medium or a full disk, can be read and copied."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from clipper.cli import main as cli
from clipper.library.backup import backup
from clipper.library.library import Library
from clipper.library.store import engine, sqlite
from clipper.library.store.keeper import Keeper
from clipper.model.errors import EnvironmentProblem
from tests.cli.conftest import ARTICLE, Run
from tests.cli.test_trouble import largest_file
from tests.library.building import ordinary_user
from tests.library.kept_forms import OLD, unpack

READING = {
    "search": ("search", "ferry"),
    "show": ("show", "1"),
    "history": ("history", "1"),
    "check": ("check",),
    "issued": ("issued",),
    "backup": ("backup", "safe.clipper"),
    "export": ("export", "all.zip"),
    "report": ("report", "--month", "2017-11", "--out", "report.html"),
}
WRITING = {
    "add": ("add", "mention.txt"),
    "tag": ("tag", "ferry", "--add", "topic/boats"),
    "undo": ("undo",),
    "purge": ("purge", "1", "--yes"),
    "issue": ("report", "--month", "2017-11", "--out", "report.html", "--issue"),
}


class Place:
    """A library of an ordinary user in a folder, and another folder to write to."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.folder, self.out = folder / "stick", folder / "out"
        self.library = self.folder / "library.clipper"
        for one in (self.folder, self.out):
            one.mkdir()
        self._run = run
        (self.out / "mention.txt").write_text(ARTICLE, encoding="utf-8")
        assert self.run("add", "mention.txt").returncode == 0
        (self.out / "mention.txt").write_text(ARTICLE.replace("Port Gansey", "Cape Doyle"), encoding="utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command over the library; names of files are of the other folder."""
        told = [str(self.out / one) if "." in one else one for one in arguments]
        return self._run("--library", self.library, *told)

    def held(self) -> dict[str, bytes]:
        """All that lies beside the library, and in it."""
        return {file.name: file.read_bytes() for file in self.folder.iterdir() if file.is_file()}


@pytest.fixture(scope="module", autouse=True)
def all_imported(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each command was run once before the ordinary user runs it, who may not read where Python's own modules lie."""
    folder = tmp_path_factory.mktemp("first")
    if sys.platform != "win32":
        with largest_file(100_000_000):
            pass
    (folder / "mention.txt").write_text(ARTICLE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            patch.setenv(name, str(folder / "home"))
        for command in (
            WRITING["add"],
            ("backup",),
            ("backups",),
            ("diagnostics",),
            *READING.values(),
            *WRITING.values(),
        ):
            told = [str(folder / one) if "." in one else one for one in command]
            cli.run(["--library", str(folder / "library.clipper"), *told])
        (folder / "older").mkdir()
        cli.run(["--library", str(unpack(OLD[0], folder / "older")), "search", "ferry"])


@pytest.fixture
def place(run: Run, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    with ordinary_user() as folder:
        for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(name, str(folder / "home"))
        monkeypatch.setattr("clipper.places.backups_folder", lambda: folder / "backups")
        (folder / "backups").mkdir()
        made = Place(run, folder)
        yield made
        made.folder.chmod(0o700)


@contextmanager
def read_only(place: Place, what: str) -> Iterator[None]:
    """Inside, the folder, or the library's file alone, cannot be written; nothing is changed or left there."""
    one, mode = (place.folder, 0o700) if what == "folder" else (place.library, 0o600)
    before = place.held()
    one.chmod(mode & 0o500)
    try:
        yield
        assert place.held() == before
    finally:
        one.chmod(mode)


@pytest.mark.parametrize("what", ["folder", "file"])
@pytest.mark.parametrize("command", READING)
def test_what_only_reads_works_where_nothing_can_be_written(place: Place, command: str, what: str) -> None:
    usual = place.run(*READING[command])
    with read_only(place, what):
        done = place.run(*READING[command])
    assert (done.returncode, done.stdout, done.stderr) == (0, usual.stdout, usual.stderr)


@pytest.mark.parametrize("what", ["folder", "file"])
@pytest.mark.parametrize("command", WRITING)
def test_what_writes_is_refused_there(place: Place, command: str, what: str) -> None:
    with read_only(place, what):
        done = place.run(*WRITING[command])
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert f"{place.library} is read-only. Nothing was changed" in done.stderr


@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_backup_among_the_others_is_made_from_there(place: Place, what: str) -> None:
    with read_only(place, what):
        assert place.run("backup").returncode == 0
        assert "1 clipping" in place.run("backups").stdout


def test_restoring_is_refused_there(place: Place) -> None:
    backup = place.run("backup").stdout.split()[-1]
    with read_only(place, "folder"):
        done = place.run("restore", Path(backup).stem)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert f"{place.library} is read-only. Nothing was changed" in done.stderr


def test_what_a_bug_report_needs_is_told_from_there(place: Place) -> None:
    with read_only(place, "folder"):
        done = place.run("diagnostics")
    assert (done.returncode, done.stderr) == (0, "")
    for told in ("Folder can be written: no", "Rows of clippings: 1", "Quick check of the file: sound"):
        assert told in done.stdout


def test_a_backup_from_a_read_only_folder_is_a_whole_library(place: Place) -> None:
    with read_only(place, "folder"):
        assert place.run("backup", "safe.clipper").returncode == 0
    with Library.open(place.out / "safe.clipper", create=False) as copy:
        assert copy.get(1).headline == "Harbour towns ask who pays for the longer season"


def _fills_up(path: Path, *more: Any) -> bool:
    """What SQLite does where it finds no room for what it makes beside a library, in the one folder alone."""
    if path.parent.name != "stick":
        return _MAKE_READY(path, *more)
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    raise error


_MAKE_READY = engine._make_ready


def _left_open(place: Place, *also: str) -> None:
    """Leave the library as a crash does, with its last step in the log alone."""
    with Library.open(place.library) as library:
        library.tag([1], "topic/last")
        for ending in ("", "-wal", *also):
            shutil.copyfile(f"{place.library}{ending}", place.out / f"kept{ending}")
    for file in place.out.glob("kept*"):
        shutil.move(file, f"{place.library}{file.name.removeprefix('kept')}")


@pytest.mark.parametrize("also", [(), ("-shm",)], ids=["log", "log and its index"])
@pytest.mark.parametrize("command", ["check", "backup", "export"])
def test_what_a_crash_left_in_the_log_is_read_too(place: Place, command: str, also: tuple[str, ...]) -> None:
    _left_open(place, *also)
    assert place.library.with_name("library.clipper-wal").stat().st_size > 0
    with read_only(place, "folder"):
        assert place.run(*READING[command]).returncode == 0
        assert place.run("search", "tag:topic/last", "--count").stdout == "1\n"


def test_what_a_crash_left_in_the_log_is_read_through_a_link(place: Place) -> None:
    _left_open(place)
    link = place.out / "link.clipper"
    link.symlink_to(place.library)
    with read_only(place, "folder"), Library.open_to_read(link) as library:
        assert "topic/last" in library.get(1).tags
        backup(library, place.out / "safe.clipper")
    with Library.open(place.out / "safe.clipper", create=False) as copy:
        assert "topic/last" in copy.get(1).tags


def test_a_backup_holds_what_was_in_the_log_alone(place: Place) -> None:
    _left_open(place)
    with read_only(place, "folder"):
        place.run("backup", "safe.clipper")
    with Library.open(place.out / "safe.clipper", create=False) as copy:
        assert "topic/last" in copy.get(1).tags


@pytest.mark.parametrize("also", [(), ("-shm",)], ids=["log", "log and its index"])
def test_what_a_crash_left_in_the_log_is_read_on_a_full_disk(
    place: Place, monkeypatch: pytest.MonkeyPatch, also: tuple[str, ...]
) -> None:
    _left_open(place, *also)
    monkeypatch.setattr(engine, "_make_ready", _fills_up)
    before = place.held()
    assert place.run("search", "tag:topic/last", "--count").stdout == "1\n"
    assert place.held() == before


@pytest.mark.parametrize("form", [OLD[0], OLD[-1]])
def test_an_older_library_is_read_there(form: int, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stick := tmp_path / "stick").mkdir()
    library = unpack(form, stick)
    before, asked = library.read_bytes(), os.access

    def access(path: Path, mode: int) -> bool:
        return asked(path, mode) and not (mode & os.W_OK and Path(path).is_relative_to(stick))

    # An ordinary user may not read the migrations where the tests lie in a folder of somebody else.
    monkeypatch.setattr(os, "access", access)
    assert int(run("--library", library, "search", "", "--count").stdout) > 0
    assert run("--library", library, "backup", tmp_path / "safe.clipper").returncode == 0
    assert library.read_bytes() == before
    assert run("--library", library, "undo").returncode == 3


def test_nothing_of_a_copy_is_left(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(place.out))
    _left_open(place)
    before = sorted(place.out.iterdir())
    with read_only(place, "folder"):
        assert place.run("search", "ferry").returncode == 0
    assert sorted(place.out.iterdir()) == before


def test_where_there_is_no_room_for_a_copy_a_sentence_says_so(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(place.folder))
    _left_open(place)
    with read_only(place, "folder"):
        done = place.run("search", "ferry")
    assert (done.returncode, len(done.stderr.splitlines())) == (3, 1)
    assert "has no room for" in done.stderr


def test_damage_is_told_there(place: Place) -> None:
    content = place.library.read_bytes()
    place.library.write_bytes(content[:8192] + b"x" * 40_000 + content[48_192:])
    with read_only(place, "folder"):
        assert "is damaged" in place.run("search", "ferry").stderr


def test_damage_of_what_is_read_from_a_copy_is_told_of_the_library(place: Place) -> None:
    _left_open(place)
    content = place.library.read_bytes()
    place.library.write_bytes(content[:8192] + b"x" * 40_000 + content[48_192:])
    with read_only(place, "folder"):
        assert place.run("search", "ferry").stderr.startswith(f"{place.library} is damaged")


def test_what_is_half_written_is_not_read(place: Place) -> None:
    place.library.with_name("library.clipper-journal").write_bytes(b"what SQLite would take back")
    with read_only(place, "folder"):
        done = place.run("search", "ferry")
    assert (done.returncode, done.stdout) == (3, "")


def test_nobody_moves_a_log_into_a_library_while_it_is_read_and_not_shared(place: Place) -> None:
    place.library.chmod(0o400)
    with Library.open_to_read(place.library):
        assert Keeper.take(place.library) is None
    keeper = Keeper.take(place.library)
    assert keeper
    keeper.release()


def test_several_read_at_once_what_none_of_them_may_write(place: Place) -> None:
    with read_only(place, "file"), Library.open_to_read(place.library):
        assert place.run("search", "ferry", "--count").stdout == "1\n"


def test_a_library_that_somebody_changes_meanwhile_is_not_believed(place: Place) -> None:
    place.library.chmod(0o400)
    library = Library.open_to_read(place.library)
    place.library.chmod(0o600)
    with closing(sqlite3.connect(place.library)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("PRAGMA user_version = 13")
    with pytest.raises(EnvironmentProblem, match="changed by another program"):
        library.close()


def test_a_library_that_another_program_holds_is_not_read_either(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
    with closing(sqlite3.connect(place.library)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert "in use by another program" in place.run("search", "ferry").stderr


@pytest.mark.parametrize("has_written", [True, False])
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_library_that_a_window_has_open_is_read_by_who_may_not_write_it(
    place: Place, what: str, has_written: bool
) -> None:
    with Library.open(place.library) as window:
        if has_written:
            window.tag([1], "topic/last")
        one, mode = (place.folder, 0o700) if what == "folder" else (place.library, 0o600)
        one.chmod(mode & 0o500)
        assert place.run("search", "ferry", "--count").stdout == "1\n"
        assert place.run("search", "tag:topic/last", "--count").stdout == f"{int(has_written)}\n"
        one.chmod(mode)
        window.tag([1], "topic/after")
    assert place.run("search", "tag:topic/after", "--count").stdout == "1\n"


def test_a_newer_library_is_refused_there(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "VERSION", engine.VERSION - 1)
    with read_only(place, "folder"):
        assert "newer version of Clipper" in place.run("search", "ferry").stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there, no limit can be set to what a process writes")
@pytest.mark.parametrize("command", ["search", "show", "history", "check", "issued"])
def test_what_only_reads_works_on_a_full_disk(place: Place, command: str) -> None:
    usual, before = place.run(*READING[command]), place.library.read_bytes()
    with largest_file(4_000):
        done = place.run(*READING[command])
        refused = place.run("tag", "ferry", "--add", "topic/boats")
    assert (done.returncode, done.stdout, done.stderr) == (0, usual.stdout, usual.stderr)
    assert (refused.returncode, "The disk is full" in refused.stderr) == (3, True)
    assert place.library.read_bytes() == before
    assert place.run("tag", "ferry", "--add", "topic/boats").returncode == 0
    assert list(place.held()) == ["library.clipper"]


@pytest.mark.parametrize("command", ["backup", "export", "report"])
def test_a_copy_is_saved_from_a_full_disk_to_another(
    place: Place, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(engine, "_make_ready", _fills_up)
    assert "The disk is full" in place.run("undo").stderr
    done = place.run(*READING[command])
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["search", "check", "repair", "backups"])
def test_who_may_not_even_read_a_library_is_told_in_a_sentence(place: Place, command: str) -> None:
    place.run("backup")
    place.library.chmod(0)
    try:
        done = place.run(*READING.get(command, (command,)))
    finally:
        place.library.chmod(0o600)
    if command == "backups":
        assert (done.returncode, done.stderr) == (0, "")
    else:
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert "Invalid value" not in done.stderr
