"""A damaged library is repaired: what can be read is saved, what cannot is named, and the damaged file is kept."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from clipper.library.backup import backup
from clipper.library.checking import Examination, check
from clipper.library.library import Library
from clipper.library.repair import LOOK_AT, repair
from clipper.library.safe_file import DAY
from clipper.library.store.sqlite_pages import PAGE
from clipper.library.store.sqlite_salvage import Row, TornFile
from clipper.model.damage import Damage
from clipper.model.errors import Damaged, EnvironmentProblem, WrongUsage
from clipper.model.query import Query
from tests.damage.damaging import WAYS
from tests.damage.trying import try_one
from tests.library import kept_forms
from tests.library.building import PASTE, ferry, ordinary_user, plain
from tests.library.structure import rows

NOON = datetime(2026, 11, 18, 12, 0, 0)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def zero(path: Path, *pages: int) -> None:
    with path.open("rb+") as file:
        for number in pages:
            file.seek((number - 1) * PAGE)
            file.write(bytes(PAGE))


def root_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        statement = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(statement, (table,)).fetchone()[0])


@pytest.mark.parametrize("way", [*WAYS, "wrong log"])
def test_every_clipping_on_an_untouched_page_is_saved(whole: Path, tmp_path: Path, way: str) -> None:
    outcome = try_one(whole, tmp_path, way, seed=7)
    assert not outcome.refused
    assert outcome.saved == outcome.whole > 0


def test_clippings_are_found_again_to_which_no_page_leads(whole: Path, path: Path) -> None:
    shutil.copy(whole, path)
    zero(path, root_of(path, "clippings"))
    repaired = repair(path)
    assert repaired.was_torn
    assert repaired.counted.all == 60
    with Library.open(path) as library:
        assert check(library) == []
        assert len(library.search(Query.parse("harbour"))) > 10


def test_without_looking_at_lost_pages_they_would_be_lost(
    whole: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(*_: object) -> Iterator[Row]:
        return iter(())

    shutil.copy(whole, path)
    zero(path, root_of(path, "clippings"))
    before = path.read_bytes()
    monkeypatch.setattr(TornFile, "_stray", nothing)
    with pytest.raises(EnvironmentProblem, match="nothing could be saved"):
        repair(path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["library.clipper"]


def test_the_damaged_file_is_kept_byte_for_byte(library: Library, path: Path) -> None:
    library.add([ferry(), plain(2)], PASTE)
    library.close()
    zero(path, root_of(path, "people"))
    before = path.read_bytes()
    repaired = repair(path, now=NOON)
    assert repaired.aside == path.with_name("library.damaged-20261118-120000.clipper")
    assert repaired.aside.read_bytes() == before
    zero(path, root_of(path, "people"))
    repair(path, now=NOON)
    assert path.with_name("library.damaged-20261118-120000-2.clipper").exists()


def test_a_sound_library_is_not_repaired(whole: Path, path: Path) -> None:
    shutil.copy(whole, path)
    before = path.read_bytes()
    repaired = repair(path)
    assert (repaired.aside, repaired.counted.all) == (None, 60)
    assert "is sound" in repaired.summary
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["library.clipper"]


def test_what_a_killed_repair_left_goes_a_day_later(whole: Path, path: Path) -> None:
    shutil.copy(whole, path)
    old, late = (path.with_name(f".library.clipper.{name}") for name in ("0123abcd", "4567abcd"))
    for left in (old, late):
        left.mkdir()
        (left / "damaged.clipper").write_bytes(b"what was read of it")
    os.utime(old, (time.time() - DAY - 60,) * 2)
    repair(path)
    assert (old.exists(), late.exists()) == (False, True)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("clippings", "published_on"),
        ("clippings", "body"),
        ("clippings", "names"),
        ("clippings", "url"),
        ("outlets", "name"),
        ("people", "name"),
        ("tags", "name"),
        ("people", "folded"),
    ],
)
def test_bytes_in_the_place_of_a_text_are_told_and_become_that_text_again(
    whole: Path, path: Path, table: str, column: str
) -> None:
    shutil.copy(whole, path)
    before = rows(path)
    change(path, f"UPDATE {table} SET {column} = CAST({column} AS BLOB) WHERE {column} IS NOT NULL")
    with Library.open(path) as library:
        assert check(library)
    assert repair(path).told == ()
    with Library.open(path) as library:
        assert check(library) == []
    assert rows(path) == before


def test_a_newer_library_is_not_repaired_but_one_whose_damaged_header_says_so_is(whole: Path, path: Path) -> None:
    shutil.copy(whole, path)
    change(path, "PRAGMA user_version = 99")
    assert repair(path).aside
    change(path, "PRAGMA user_version = 99", "UPDATE alembic_version SET version_num = '0099'")
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match="newer version"):
        repair(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("form", [5, -239_009_779])
def test_a_library_whose_damaged_header_says_that_it_is_older_is_repaired(whole: Path, path: Path, form: int) -> None:
    shutil.copy(whole, path)
    zero(path, root_of(path, "clippings"))
    with path.open("rb+") as file:
        file.seek(60)
        file.write(form.to_bytes(4, "big", signed=True))
    assert repair(path).counted.all == 60
    with Library.open(path) as library:
        assert check(library) == []


def test_a_backup_of_the_form_before_tells_what_was_written_too(tmp_path: Path) -> None:
    for folder in ("before", "now"):
        (tmp_path / folder).mkdir()
    safe, path = kept_forms.unpack(13, tmp_path / "before"), kept_forms.unpack(13, tmp_path / "now")
    Library.open(path).close()
    change(path, "UPDATE clippings SET headline = 'Harbour fowns' WHERE id = 1")
    told = repair(path, backups=[safe]).told
    assert any("is not what was written" in said and f"The backup {safe} has it" in said for said in told)


def test_a_sound_library_stays_as_it_is_but_for_what_follows(whole: Path, path: Path) -> None:
    shutil.copy(whole, path)
    with Library.open(path) as library:
        before = library.clippings(range(1, 61)), library.steps(limit=1000), library.issued_reports()
    change(path, "DELETE FROM shingles", "UPDATE clippings SET names = '', search_id = search_id + 4294967296")
    change(path, "INSERT INTO clippings_fts (clippings_fts) VALUES ('delete-all')")
    repaired = repair(path)
    assert (repaired.told, repaired.was_torn) == ((), False)
    with Library.open(path) as library:
        assert (library.clippings(range(1, 61)), library.steps(limit=1000), library.issued_reports()) == before
        assert Examination.full(library).run() == []
        library.undo()
        assert library.add([plain(99)], PASTE).ids == (61,)


def test_what_is_not_what_was_written_is_kept_and_marked(library: Library, path: Path, tmp_path: Path) -> None:
    library.add([ferry(), plain(2, reporters=("Ann Ice",)), plain(3)], PASTE)
    library.set_note(2, "Of this one alone.")
    safe = tmp_path / "safe.clipper"
    backup(library, safe)
    library.close()
    change(path, "UPDATE clippings SET headline = 'Harbour fowns' WHERE id = 1")
    change(path, "UPDATE clippings SET state = 'kepu' WHERE id = 3", "DELETE FROM clippings WHERE id = 2")
    repaired = repair(path, backups=[tmp_path / "none.clipper", safe])
    has_it = f"Compare it with a backup. The backup {safe} has it"
    assert f"Clipping 1 (“Harbour fowns”) is not what was written. {has_it} (“Harbour towns ask who pays”)." in (
        repaired.told
    )
    assert any(said.startswith("Clipping 2 (“Headline 2”) is lost.") and str(safe) in said for said in repaired.told)
    assert not any(said.startswith("What clipping 2") for said in repaired.told)
    with Library.open(path) as library:
        assert check(library) == []
        assert set(library.search(Query.parse(f"tag:{LOOK_AT} state:new OR tag:{LOOK_AT}")).ids) == {1, 3}
        assert library.get(1).headline == "Harbour fowns"


def test_what_is_lost_and_still_named_gets_its_name_again(library: Library, path: Path) -> None:
    library.add([ferry(tags=("board",)), plain(2, outlet="The Other")], PASTE)
    library.close()
    change(path, "DELETE FROM outlets", "DELETE FROM people", "DELETE FROM tags", "DELETE FROM originals")
    repaired = repair(path)
    with Library.open(path) as library:
        clipping = library.get(1)
        assert clipping.outlet == "Coastal Ledger"
        assert clipping.reporters == ("Petra Lindqvist",)
        assert [one.name for one in clipping.spokespeople] == ["Amadou Kerr"]
        assert clipping.tags == ("damaged", "lost tag 1") or clipping.tags == ("lost tag 1",)
        assert library.original(1) is None
        assert check(library) == []
    assert "What was known of the outlet “Coastal Ledger” is lost; the clippings still have it by this name." in (
        repaired.told
    )
    assert any(said.startswith("What was pasted for clipping 1") for said in repaired.told)


def test_undo_passes_over_a_history_of_which_not_all_is_there(library: Library, path: Path) -> None:
    library.add([ferry()], PASTE)
    library.tag([1], "board")
    library.close()
    change(path, "DELETE FROM deltas WHERE id = (SELECT max(id) FROM deltas)")
    repaired = repair(path)
    assert repaired.told[-1].startswith("The history is damaged")
    with Library.open(path) as library:
        assert library.undoable() is None
        assert len(library.steps()) == 2
        library.tag([1], "later")
        library.undo()
        assert library.get(1).tags == ("board",)


def test_a_repaired_library_can_be_written_to_another_file(whole: Path, path: Path, tmp_path: Path) -> None:
    shutil.copy(whole, path)
    zero(path, root_of(path, "people"))
    before, new = path.read_bytes(), tmp_path / "new.clipper"
    repaired = repair(path, new)
    assert (repaired.aside, repaired.library) == (None, new)
    assert path.read_bytes() == before
    with Library.open(new) as library:
        assert all(flaw.damage is Damage.FILE for flaw in Examination.full(library).run())
    with pytest.raises(WrongUsage, match="there already"):
        repair(path, new)


def test_what_is_no_library_or_in_use_is_left_as_it_is(library: Library, path: Path, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="in use"):
        repair(path)
    letter = tmp_path / "letter.clipper"
    letter.write_bytes(b"Dear library, " * 5000)
    with pytest.raises(EnvironmentProblem, match="is not a Clipper library"):
        repair(letter)
    assert letter.read_bytes() == b"Dear library, " * 5000
    with pytest.raises(EnvironmentProblem, match="There is no library"):
        repair(tmp_path / "none.clipper")


def test_a_database_of_another_program_is_told_to_be_none_of_ours(tmp_path: Path) -> None:
    other = tmp_path / "addresses.sqlite"
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE clippings (id INTEGER PRIMARY KEY, name TEXT)")
        connection.executemany("INSERT INTO clippings (name) VALUES (?)", [("Hedge",), ("Rose",)])
    before = other.read_bytes()
    with pytest.raises(EnvironmentProblem, match="is not a Clipper library"):
        repair(other)
    assert (other.read_bytes(), [file.name for file in tmp_path.iterdir()]) == (before, ["addresses.sqlite"])


def test_a_library_of_which_nothing_is_left_is_told_to_be_damaged_where_there_are_backups(
    whole: Path, path: Path
) -> None:
    path.write_bytes(bytes(50_000))
    with pytest.raises(EnvironmentProblem, match="restore a backup"):
        repair(path, backups=[whole])


def test_a_library_that_cannot_be_written_is_repaired_elsewhere() -> None:
    with ordinary_user() as folder:
        path = folder / "library.clipper"
        with Library.open(path) as library:
            library.add([ferry()], PASTE)
        folder.chmod(0o500)
        with pytest.raises(EnvironmentProblem, match="read-only"):
            repair(path)
        (there := folder.with_name(f"{folder.name} there")).mkdir()
        try:
            assert repair(path, there / "new.clipper").counted.all == 1
            there.chmod(0o500)
            with pytest.raises(EnvironmentProblem, match="cannot be repaired here"):
                repair(path, there / "another.clipper")
        finally:
            there.chmod(0o700)
            shutil.rmtree(there)
        assert [file.name for file in folder.iterdir()] == ["library.clipper"]


def test_a_damaged_library_is_told_from_what_is_none(whole: Path, path: Path) -> None:
    shutil.copy(whole, path)
    zero(path, 1)
    with pytest.raises(Damaged, match="Repair it"):
        Library.open(path)
    path.write_bytes(b"Dear library, " * 500)
    with pytest.raises(EnvironmentProblem, match="not a Clipper library") as refused:
        Library.open(path)
    assert not isinstance(refused.value, Damaged)
