"""Opening libraries: new ones, older ones, and all that is refused with one sentence and left as it was."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from clipper.library import backups, locked_file
from clipper.library.library import Library
from clipper.library.repair import repair
from clipper.library.store import engine, sqlite, sqlite_hashes
from clipper.library.store.engine import VERSION, create_library
from clipper.library.store.keeper import Keeper
from clipper.library.store.migration import MIGRATIONS, migrate
from clipper.model.backup import Reason
from clipper.model.errors import EnvironmentProblem
from clipper.model.saved_search import SavedSearch
from tests.library.building import PASTE, ferry, ordinary_user
from tests.library.structure import structure


def _refusal(path: Path, **options: bool) -> str:
    """Open a library that must be refused; returns the sentence, after seeing that nothing was changed or left over."""
    before = {file: file.read_bytes() for file in path.parent.glob("*") if file.is_file()}
    with pytest.raises(EnvironmentProblem) as refused:
        Library.open(path, **options)
    assert {file: file.read_bytes() for file in path.parent.glob("*") if file.is_file()} == before
    return str(refused.value)


def _filled(path: Path) -> Path:
    with Library.open(path) as library:
        library.add([ferry()], PASTE)
    return path


def _execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_a_new_library_is_one_file_when_closed(path: Path) -> None:
    _filled(path)
    assert [file.name for file in path.parent.iterdir()] == ["library.clipper"]


@pytest.mark.skipif(sys.platform == "win32", reason="no file is called so there")
@pytest.mark.parametrize("name", ["file:other.clipper", ":memory:", "file:other.clipper?mode=memory"])
def test_a_library_that_is_called_like_an_address_is_a_file_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    _filled(Path(name))
    with Library.open(Path(name), create=False) as library:
        assert library.get(1).outlet == "Coastal Ledger"
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_an_empty_file_becomes_a_library(path: Path) -> None:
    path.touch()
    with Library.open(path) as library:
        assert library.tags() == []


@pytest.mark.parametrize("is_there", [True, False])
def test_a_log_without_its_library_is_left_as_it_is(path: Path, tmp_path: Path, is_there: bool) -> None:
    lost = tmp_path / "lost" / "library.clipper"
    lost.parent.mkdir()
    with Library.open(path) as library:
        library.add([ferry()], PASTE)
        shutil.copyfile(f"{path}-wal", f"{lost}-wal")
    if is_there:
        lost.touch()
        with pytest.raises(EnvironmentProblem, match="restore a backup"):
            repair(lost)
    assert "lies in a log beside it" in _refusal(lost)
    shutil.copyfile(path, lost)
    with Library.open(lost) as library:
        assert library.get(1).outlet == "Coastal Ledger"


def test_a_crash_while_a_library_is_made_leaves_room_for_another_try(path: Path, tmp_path: Path) -> None:
    half = tmp_path / "half made"
    with closing(sqlite3.connect(half, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE pages (page BLOB)")
        connection.execute("INSERT INTO pages VALUES (zeroblob(1000000))")
        shutil.copy(half, path)
        shutil.copy(f"{half}-journal", f"{path}-journal")
    assert path.stat().st_size > 0
    with Library.open(path) as library:
        assert library.tags() == []


def test_a_crash_costs_nothing_that_was_confirmed(path: Path) -> None:
    crash = (
        "import os, sys; from pathlib import Path; from clipper.library.library import Library;"
        "from tests.library.building import PASTE, ferry, ordinary_user; library = Library.open(Path(sys.argv[1]));"
        "library.add([ferry()], PASTE); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", crash, str(path)], cwd=Path(__file__).parents[2])
    assert done.returncode == 9
    with Library.open(path) as library:
        assert library.get(1).headline
        library.undo()
    assert [file.name for file in path.parent.iterdir()] == ["library.clipper"]


def _killed(path: Path, beside: Path) -> Path:
    """Copy an open library as it would be found if its process were killed now."""
    for ending in ("", "-wal"):
        shutil.copy(f"{path}{ending}", f"{beside}{ending}")
    return beside


def test_a_library_that_was_killed_while_its_log_was_moved_into_the_file_is_opened(path: Path, tmp_path: Path) -> None:
    _filled(path)
    with Library.open(path) as library:
        library.edit(1, body="A very long text. " * 20_000)
        half = _killed(path, tmp_path / "half.clipper")
        library.store.empty_log()
        # The first page tells of more than is there yet; the log has it all.
        with half.open("rb+") as file:
            file.write(path.read_bytes()[:4096])
    with Library.open(half) as library:
        assert str(library.get(1).body).startswith("A very long text.")


def test_a_library_is_newer_by_its_log_through_a_link_too(path: Path, tmp_path: Path) -> None:
    with Library.open(path) as library:
        with library.store.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA user_version = {VERSION + 1}")
        newer = _killed(path, tmp_path / "newer.clipper")
    (folder := tmp_path / "links").mkdir()
    link = folder / "link.clipper"
    link.symlink_to(newer)
    assert "newer version" in _refusal(link)


def test_a_newer_library_is_refused_also_where_only_its_log_says_so(path: Path, tmp_path: Path) -> None:
    with Library.open(_filled(path)) as library:
        with library.store.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA user_version = {engine.VERSION + 1}")
        newer = _killed(path, tmp_path / "newer.clipper")
    held = [newer.read_bytes(), Path(f"{newer}-wal").read_bytes()]
    with pytest.raises(EnvironmentProblem, match="newer version of Clipper"):
        Library.open(newer)
    assert [newer.read_bytes(), Path(f"{newer}-wal").read_bytes()] == held


def test_a_library_that_cannot_be_read_is_refused() -> None:
    with ordinary_user() as folder:
        path = _filled(folder / "library.clipper")
        path.chmod(0o200)
        with pytest.raises(EnvironmentProblem, match="cannot be opened"):
            Library.open(path)
        path.chmod(0o600)


def test_a_library_whose_log_cannot_be_read_is_refused() -> None:
    with ordinary_user() as folder:
        path = folder / "library.clipper"
        with Library.open(path) as library:
            library.add([ferry()], PASTE)
            log = path.with_name("library.clipper-wal")
            log.chmod(0)
            with pytest.raises(EnvironmentProblem, match="cannot be opened"):
                sqlite.peek(path)
            log.chmod(0o600)
        assert sqlite.peek(path) == (sqlite.APPLICATION_ID, VERSION)


def test_a_library_is_not_made_where_it_should_be_there(path: Path) -> None:
    assert "There is no library" in _refusal(path, create=False)
    assert not path.exists()


def test_a_letter_is_no_library(path: Path) -> None:
    path.write_bytes(b"Dear library, " * 500)
    assert "is not a Clipper library" in _refusal(path)


def test_a_database_of_another_program_is_no_library(path: Path) -> None:
    _execute(path, "CREATE TABLE recipes (name TEXT)")
    assert "is not a Clipper library" in _refusal(path)


def test_a_newer_library_is_refused(path: Path) -> None:
    _execute(_filled(path), f"PRAGMA user_version = {engine.VERSION + 1}")
    assert "newer version of Clipper" in _refusal(path)


def test_a_damaged_library_is_refused(path: Path) -> None:
    _filled(path)
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(b"\xff" * 40_000)
    assert "is damaged" in _refusal(path)


def test_a_library_cut_short_is_refused(path: Path) -> None:
    _filled(path)
    os.truncate(path, path.stat().st_size // 2)
    assert "is damaged" in _refusal(path)


def test_a_folder_is_no_library(tmp_path: Path) -> None:
    assert "is a folder" in _refusal(tmp_path)


def test_a_device_is_no_library() -> None:
    with pytest.raises(EnvironmentProblem, match="not an ordinary file"):
        Library.open(Path(os.devnull))


def test_a_library_in_no_folder_is_refused(tmp_path: Path) -> None:
    assert "There is no folder" in _refusal(tmp_path / "no" / "library.clipper")


def test_a_library_that_another_program_holds_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
    _filled(path)
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EnvironmentProblem, match="in use by another program"):
            Library.open(path)


def test_a_write_waits_its_turn_and_then_says_who_is_in_the_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
    with Library.open(path) as library, Library.open(path) as other:
        with other.store.writing(), pytest.raises(EnvironmentProblem, match="in use by another program"):
            library.add([ferry()], PASTE)
        library.add([ferry()], PASTE)
        assert other.get(1).headline


def test_a_read_only_library_is_refused() -> None:
    with ordinary_user() as folder:
        path = _filled(folder / "library.clipper")
        path.chmod(0o400)
        assert "is read-only" in _refusal(path)
        path.chmod(0o600)


@pytest.mark.parametrize("is_there", [True, False])
def test_a_library_in_a_read_only_folder_is_refused(is_there: bool) -> None:
    with ordinary_user() as folder:
        path = folder / "library.clipper"
        if is_there:
            _filled(path)
        folder.chmod(0o500)
        assert "is read-only" in _refusal(path)


def test_a_full_disk_is_a_sentence_and_loses_nothing(library: Library) -> None:
    library.add([ferry()], PASTE)
    with library.store.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EnvironmentProblem, match="disk is full"):
        library.edit(1, body="A very long text. " * 20_000)
    assert library.get(1).body == ferry().draft.body.value
    assert len(library.steps()) == 1
    library.set_starred([1], True)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (sqlite3.SQLITE_IOERR_WRITE, "disk is full or cannot be written"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "read-only"),
        (sqlite3.SQLITE_CANTOPEN, "cannot be opened"),
        (sqlite3.SQLITE_CORRUPT_VTAB, "is damaged"),
    ],
)
def test_what_the_environment_does_is_a_sentence(code: int, words: str) -> None:
    error = sqlite3.OperationalError("something")
    error.sqlite_errorcode = code
    assert words in str(sqlite.explain(error, Path("x.clipper")))


def test_a_mistake_in_a_statement_stays_a_bug(library: Library) -> None:
    with pytest.raises(Exception, match="nonsense"), library.store.reading() as connection:
        connection.exec_driver_sql("SELECT nonsense")


def test_a_library_that_could_not_be_watched_at_once_is_watched_at_the_next_try(path: Path) -> None:
    with closing(sqlite.connect_writer(path, checkpoints=True)) as raw, closing(_Refusing(raw, after=9)) as half:
        create_library(path)
        with pytest.raises(sqlite3.OperationalError):
            sqlite_hashes.watch(half)  # type: ignore[arg-type]
        sqlite_hashes.watch(raw)
        made = raw.execute("SELECT count(*) FROM temp.sqlite_master WHERE type = 'trigger'").fetchone()
        assert made == (3 * len(sqlite_hashes.HASHED),)


class _Refusing:
    """A connection that refuses a statement after some."""

    def __init__(self, connection: sqlite3.Connection, after: int) -> None:
        self._connection, self._left = connection, after

    def execute(self, statement: str) -> sqlite3.Cursor:
        self._left -= 1
        if not self._left:
            raise sqlite3.OperationalError("database is locked")
        return self._connection.execute(statement)

    def close(self) -> None:
        """The connection is another's."""


def test_readers_cannot_write(library: Library) -> None:
    with pytest.raises(EnvironmentProblem, match="read-only"), library.store.reading() as connection:
        connection.exec_driver_sql("DELETE FROM clippings")


def test_one_of_all_keeps_the_library(path: Path) -> None:
    first = Keeper.take(path)
    assert first is not None
    assert Keeper.take(path) is None
    first.release()
    second = Keeper.take(path)
    assert second is not None
    second.release()
    assert list(path.parent.iterdir()) == []


def test_what_another_user_left_of_a_keeper_is_in_nobodys_way() -> None:
    with ordinary_user() as folder:
        path = _filled(folder / "library.clipper")
        (left := folder / "library.clipper-keeper").touch(mode=0o444)
        with Library.open(path) as library:
            assert library.store.is_keeper
            assert Keeper.take(path) is None
        assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there, the file stays")
def test_who_comes_as_a_keeper_goes_holds_the_file_that_the_next_one_finds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    last, hold = Keeper.take(path), locked_file._lock
    assert last

    def hold_after_the_last_is_gone(handle: int) -> None:
        monkeypatch.setattr(locked_file, "_lock", hold)
        last.release()
        hold(handle)

    monkeypatch.setattr(locked_file, "_lock", hold_after_the_last_is_gone)
    keeper = Keeper.take(path)
    assert keeper
    assert Keeper.take(path) is None
    keeper.release()


def test_only_the_keeper_moves_the_log_into_the_file(path: Path) -> None:
    def checkpoints(library: Library) -> object:
        with library.store.writing() as connection:
            return connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar()

    with Library.open(path) as window, Library.open(path) as command:
        assert (checkpoints(window), checkpoints(command)) == (1000, 0)
        command.add([ferry()], PASTE)
        assert window.get(1) == command.get(1)


def test_who_is_left_open_takes_over_from_a_keeper_that_is_gone(path: Path) -> None:
    command = Library.open(path)
    with Library.open(path) as window:
        window.poll()
        command.close()
        window.poll()
        assert Keeper.take(path) is None
        with window.store.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar() == 1000


def _is_shorter_than_it_says(path: Path) -> bool:
    head = path.read_bytes()[:100]
    return path.stat().st_size < int.from_bytes(head[28:32], "big") * int.from_bytes(head[16:18], "big")


def test_a_library_whose_log_is_half_moved_into_its_file_is_opened(path: Path) -> None:
    with Library.open(path) as library:
        library.add([ferry(headline="First", url=None)], PASTE)
        writer = library.store._raw_writer
        writer.execute("CREATE TABLE last (page BLOB)")
        writer.execute("INSERT INTO last VALUES (zeroblob(3000)), (zeroblob(3000)), (zeroblob(3000))")
        with library.store.reading() as reader:
            # A search goes on, and holds back what is written to the end of the file meanwhile.
            reader.exec_driver_sql("SELECT 1 FROM clippings").all()
            writer.execute("UPDATE last SET page = x'00' || zeroblob(2999) WHERE rowid = 3")
            writer.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            assert _is_shorter_than_it_says(path)
            subprocess.run([sys.executable, "-c", _ANOTHER, str(path)], cwd=Path(__file__).parents[2], check=True)
        assert library.get(2).headline == "Second"


_ANOTHER = (
    "import sys; from pathlib import Path; from clipper.library.library import Library;"
    "from tests.library.building import PASTE, ferry; library = Library.open(Path(sys.argv[1]));"
    "library.add([ferry(headline='Second', url=None)], PASTE); library.close()"
)


@pytest.mark.skipif(sys.platform == "win32", reason="there, other parts of a process leave its locks alone")
def test_what_is_kept_outlasts_a_look_into_the_file_that_drops_its_locks(path: Path) -> None:
    with Library.open(path) as library:
        library.add([ferry(headline="First", url=None)], PASTE)
        for file in path.parent.iterdir():
            file.read_bytes()  # as a file dialog does to show its icon; the system then forgets the locks
        subprocess.run([sys.executable, "-c", _ANOTHER, str(path)], cwd=Path(__file__).parents[2], check=True)
        library.add([ferry(headline="Third", url=None)], PASTE)
    with Library.open(path) as library:
        assert [library.get(number).headline for number in (1, 2, 3)] == ["First", "Second", "Third"]
    assert [file.name for file in path.parent.iterdir()] == ["library.clipper"]


def test_a_library_has_one_keeper_by_whatever_name_it_is_opened(path: Path) -> None:
    (path.parent / "elsewhere").mkdir()
    link = path.parent / "elsewhere" / "link.clipper"
    link.symlink_to(path)
    with Library.open(path):
        assert Keeper.take(link) is None


def test_a_library_that_is_just_being_made_by_others_is_opened(path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from clipper.library.library import Library;"
        "time.sleep(max(0, float(sys.argv[2]) - time.time())); Library.open(Path(sys.argv[1])).close()"
    )
    together = str(time.time() + 1.5)
    command = [sys.executable, "-c", program, str(path), together]
    several = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for _ in range(4)]
    assert [one.wait(timeout=60) for one in several] == [0, 0, 0, 0]


def unborn(path: Path) -> Path:
    """A library of version 0: marked as one, with nothing in it yet."""
    _execute(path, "CREATE TABLE empty (x)", f"PRAGMA application_id = {sqlite.APPLICATION_ID}", "DROP TABLE empty")
    return path


def test_migrations_lead_to_what_a_new_library_is(tmp_path: Path) -> None:
    new, migrated = _filled(tmp_path / "new.clipper"), _filled(unborn(tmp_path / "100% (old), one.clipper"))
    assert structure(new) == structure(migrated)
    with Library.open(new) as one, Library.open(migrated) as other:
        assert one.organisation() == other.organisation()
    (kept,) = backups.listed(tmp_path / "100% (old), one.clipper.backups")
    assert (kept.reason, kept.is_sound) == (Reason.UPDATE, True)


def test_a_library_of_the_form_before_gets_the_built_in_reports_and_keeps_what_it_has(path: Path) -> None:
    migrate(unborn(path), 10)
    _execute(
        path,
        "INSERT INTO saved_searches (uuid, name, folded, query, withdrawn) VALUES ('1', 'Ports', 'ports', 'ferry', 0)",
        "INSERT INTO contents (sha256, size, is_compressed, data) VALUES ('00', 1, 0, x'00')",
    )
    before = structure(path)
    with Library.open(path) as library:
        assert [one.name for one in library.definitions()][:2] == ["Media report", "Full media report"]
        assert library.saved_searches() == [SavedSearch("Ports", "ferry")]
        library.delete_definition(library.definitions()[0].uuid)
        library.save_template("Winter", {"report.typ": b"#let ink = black"})
        for _ in range(2):
            library.undo()
        assert len(library.definitions()) == 5
    # Later forms keep hashes of all rows elsewhere, and beside a clipping what the index reads for some texts.
    before["clippings"].remove("content_hash VARCHAR NOT NULL")
    now = structure(path)
    now["clippings"].remove("unpointed JSON")
    assert {name: lines for name, lines in now.items() if name in before} == before
    assert {"report_definitions", "report_texts", "issued_reports", "issued_files", "templates"} <= structure(
        path
    ).keys()


def test_a_template_of_the_form_before_keeps_its_files_and_can_be_brought_back(path: Path) -> None:
    migrate(unborn(path), 11)
    held = sha256(b"\0").hexdigest()
    _execute(
        path,
        f"INSERT INTO contents (sha256, size, is_compressed, data) VALUES ('{held}', 1, 0, x'00')",
        "INSERT INTO templates (uuid, name, folded, based_on, files, withdrawn) VALUES "
        f"""('1', 'Winter', 'winter', 'formal', '{{"report.typ": {{"sha256": "{held}", "size": 1}}}}', 0)""",
    )
    with Library.open(path) as library:
        assert [(one.name, list(one.files)) for one in library.templates()] == [("Winter", ["report.typ"])]
        library.delete_template("Winter")
        library.undo()
        assert library.template_files("winter") == {"report.typ": b"\0"}


_NEXT = '''"""A version that is not there yet."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    """Change the library."""
    {change}
'''


def _versions(folder: Path, change: str) -> Path:
    versions = folder / "versions, all of them"
    shutil.copytree(MIGRATIONS / "versions", versions)
    before = f"{engine.VERSION:04}"
    text = _NEXT.format(revision=f"{engine.VERSION + 1:04}", before=before, change=change)
    (versions / "version_next.py").write_text(text)
    return versions


def test_a_migration_keeps_everything(path: Path) -> None:
    _filled(path)
    change = """with op.batch_alter_table("clippings") as table:
        table.add_column(sa.Column("shelf", sa.String()))"""
    versions = _versions(path.parent, change)
    migrate(path, engine.VERSION + 1, versions)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT shelf, headline FROM clippings").fetchall() == [
            (None, "Harbour towns ask who pays")
        ]
        assert connection.execute("SELECT count(*) FROM clipping_reporters").fetchone() == (1,)
        assert connection.execute(
            "SELECT count(*) FROM clippings_fts WHERE clippings_fts MATCH 'ferry'"
        ).fetchone() == (1,)
    assert sqlite.peek(path) == (sqlite.APPLICATION_ID, engine.VERSION + 1)
    _execute(path, f"PRAGMA user_version = {engine.VERSION}")
    with Library.open(path) as library:
        library.edit(1, headline="Walrus")
        library.undo()
        assert library.get(1).headline == "Harbour towns ask who pays"


@pytest.mark.parametrize("change", ["op.execute('DELETE FROM clipping_tags')", "op.execute('DELETE FROM people')"])
def test_a_migration_that_would_lose_something_changes_nothing(path: Path, change: str) -> None:
    with Library.open(path) as library:
        library.add([ferry(tags=("ice",))], PASTE)
        before = library.get(1)
    with pytest.raises(EnvironmentProblem, match=re.escape("It was left as it is")):
        migrate(path, engine.VERSION + 1, _versions(path.parent, change))
    with Library.open(path) as library:
        assert library.get(1) == before


def test_an_older_library_that_is_open_elsewhere_is_not_migrated(path: Path) -> None:
    unborn(path)
    keeper = Keeper.take(path)
    assert keeper is not None
    assert "close that Clipper, or try again" in _refusal(path)
    keeper.release()
