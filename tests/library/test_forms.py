"""Libraries of every form that there was are brought to the present one, with all that was in them and all undo."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clipper.cli import main
from clipper.library import backups
from clipper.library.checking import check
from clipper.library.library import Library
from clipper.library.repair import repair
from clipper.library.store.engine import VERSION
from clipper.library.store.keeper import Keeper
from clipper.library.store.sqlite import may_pass
from clipper.model.backup import Reason
from clipper.model.errors import EnvironmentProblem
from clipper.model.query import Query
from tests.library.failing_migrations import fail, faults
from tests.library.forms import ACTIONS, make, seen, steps
from tests.library.kept_forms import FORMS, OLD, told, unpack
from tests.library.structure import rows, structure

GONE = {"/templates/0/based_on"}
"""What a form kept beside and a later one reads in a file that a person sees as well: template.toml."""


def missing(before: Any, now: Any, place: str = "") -> list[str]:
    """Say what was seen before and is not seen now; what is new, or found since by other endings, may be there too."""
    if place.startswith("/found/"):
        return [f"{place}: {before} became {now}"] if not set(before) <= set(now) else []
    if isinstance(before, dict) and isinstance(now, dict):
        return [line for name, one in before.items() for line in missing(one, now.get(name), f"{place}/{name}")]
    if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        return [line for number, one in enumerate(before) for line in missing(one, now[number], f"{place}/{number}")]
    return [] if before == now or place in GONE else [f"{place}: {before!r} became {now!r}"]


def test_every_earlier_form_is_kept() -> None:
    assert set(range(1, VERSION)) <= set(FORMS), "see README.md beside them"


def test_the_present_form_can_be_kept_with_every_verb(tmp_path: Path) -> None:
    made = make(tmp_path / "library.clipper")
    assert len(made["states"]) == len(ACTIONS) + 1


@pytest.mark.parametrize("form", FORMS)
def test_a_library_of_each_form_has_all_that_was_in_it_and_all_its_steps_can_be_taken_back(
    form: int, tmp_path: Path
) -> None:
    path, before = unpack(form, tmp_path), told(form)
    states, at, original = before["states"], before["at"], rows(path)
    with Library.open(path) as library:
        assert missing(states[at], seen(library)) == []
        assert missing(before["steps"], steps(library)) == []
        assert check(library) == []
        library.redo()
        assert missing(states[at + 1], seen(library)) == []
        for number in reversed(range(at + 1)):
            library.undo()
            # All steps are looked at, but each in a fourth of the forms.
            if number % 4 == form % 4 or not number:
                assert missing(states[number], seen(library)) == [], number
        assert library.undoable() is None
    kept = backups.listed(backups.folder_beside(path))
    assert [(one.reason, rows(one.path)) for one in kept] == [(Reason.UPDATE, original)] * (form < VERSION)


@pytest.mark.parametrize("form", OLD)
def test_a_library_of_each_form_becomes_what_a_new_one_is(form: int, tmp_path: Path, new_library: Path) -> None:
    path = unpack(form, tmp_path)
    Library.open(path).close()
    assert structure(path) == structure(new_library)


def test_what_is_missing_is_noticed(tmp_path: Path) -> None:
    path, before = unpack(1, tmp_path), told(1)
    with Library.open(path) as library:
        library.set_note(2, "another")
        assert any("/note" in line for line in missing(before["states"][before["at"]], seen(library)))


@pytest.mark.parametrize("form", OLD[:1] + OLD[-1:])
def test_a_command_brings_an_older_library_to_the_present_form(
    form: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = unpack(form, tmp_path)
    assert main.run(["--library", str(path), "search", "ferry", "--count"]) == 0
    said = capsys.readouterr()
    assert said.out.split() == [str(len(told(form)["states"][told(form)["at"]]["found"]["ferry"]))]
    assert "takes a while to open" in said.err
    assert main.run(["--library", str(path), "check"]) == 0
    assert "takes a while to open" not in capsys.readouterr().err
    assert main.run(["--library", str(path), "undo"]) == 0


def test_an_older_library_that_somebody_has_open_can_be_tried_again(tmp_path: Path) -> None:
    path = unpack(max(OLD), tmp_path)
    keeper, before = Keeper.take(path), path.read_bytes()
    assert keeper is not None
    with pytest.raises(EnvironmentProblem, match="just being brought to the form of this one") as refused:
        Library.open(path)
    assert may_pass(refused.value, path)
    assert path.read_bytes() == before
    keeper.release()
    Library.open(path).close()


def test_files_beside_an_older_library_are_found(tmp_path: Path) -> None:
    path = unpack(max(OLD), tmp_path)
    with Library.open(path) as library:
        (large,) = (one for one in library.get(1).attachments if one.size > 10_000_000)
        library.save_attachment(1, large.uuid, tmp_path / "saved.wav")
    assert (tmp_path / "saved.wav").stat().st_size == large.size


def _newer_in_log(path: Path) -> None:
    """Leave a newer version in the log only, as a crash just after a migration does."""
    held: dict[Path, bytes] = {}
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA wal_autocheckpoint = 0").fetchall()
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
        for file in (path, path.with_name(f"{path.name}-wal")):
            held[file] = file.read_bytes()
    for file, content in held.items():
        file.write_bytes(content)


def test_a_newer_library_whose_log_alone_says_so_is_refused_untouched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "library.clipper"
    Library.open(path).close()
    _newer_in_log(path)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert len(before) == 2
    assert main.run(["--library", str(path), "search", "ferry"]) == 3
    assert "was written by a newer version of Clipper. It was left as it is" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_log_that_was_cut_off_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "library.clipper"
    Library.open(path).close()
    _newer_in_log(path)
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(log.read_bytes()[:-1])
    with Library.open(path) as library:
        assert library.tags() == []


@pytest.mark.parametrize("form", OLD)
def test_a_migration_that_fails_leaves_the_library_as_it_was(form: int) -> None:
    # Two of many, others in each form; `python -m tests.library.failing_migrations` takes all.
    assert sum(fail(form, at) for at in (form + 2, form + 11)) > 0


def test_a_failed_migration_is_a_plain_sentence_and_the_library_opens_later(tmp_path: Path) -> None:
    path = unpack(1, tmp_path)
    before = path.read_bytes()
    with faults(60), pytest.raises(EnvironmentProblem, match="disk is full or cannot be written"):
        Library.open(path)
    assert path.read_bytes() == before
    with Library.open(path) as library:
        assert library.get(1).headline


@pytest.mark.parametrize(
    "odd",
    [
        "UPDATE clippings SET published_on = 'yesterday', tone = 'splendid', headline = 42 WHERE id = 1",
        "UPDATE clippings SET body = x'ff00fe' WHERE id = 1",
        "UPDATE clippings SET outlet_id = 999 WHERE id = 1",
        "INSERT INTO clipping_tags (clipping_id, tag_id) VALUES (1, 999), (999, 1)",
        "UPDATE organisation SET aliases = '{not json' WHERE id = 1",
        "UPDATE tags SET name = '''; DROP TABLE tags; --%s' WHERE id = 1",
        "DROP TABLE clippings_fts",
        "CREATE TABLE mine (x)",
    ],
)
def test_odd_rows_of_an_older_library_are_no_reason_to_keep_it_closed(odd: str, tmp_path: Path) -> None:
    path = unpack(4, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(odd)
        connection.commit()
    with Library.open(path) as library:
        assert library.get(2).headline == "A garden without keepers"
        assert 2 in library.search(Query.parse("keepers")).ids


def test_what_somebody_else_put_into_a_library_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = unpack(1, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE VIEW mine AS SELECT headline FROM clippings")
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match="could not be brought to the form of this version of Clipper"):
        Library.open(path)
    assert path.read_bytes() == before


def test_texts_with_vowel_signs_are_found_without_them_after_an_older_form(tmp_path: Path) -> None:
    path = unpack(16, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE clippings SET body = 'تَقَعُ القَاهِرَة on the Nile' WHERE id = 2")
        connection.execute("UPDATE clippings SET note = x'ff00fe' WHERE id = 1")
        connection.commit()
    with Library.open(path) as library:
        assert list(library.search(Query.parse("القاهرة nile")).ids) == [2]
        assert not any("index" in flaw for flaw in check(library))
        library.edit(2, body="القَاهِرَة")
        assert list(library.search(Query.parse("nile")).ids) == []
        assert list(library.search(Query.parse("القاهرة")).ids) == [2]


def test_links_whose_letters_are_escaped_are_found_after_an_older_form(tmp_path: Path) -> None:
    path = unpack(4, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        old = "url = 'https://a.example/%C3%A9t%c3%a9', url_key = 'a.example/%C3%A9t%c3%a9'"
        connection.execute(f"UPDATE clippings SET {old} WHERE id = 2")
        connection.execute("UPDATE clippings SET url = x'ff00fe' WHERE id = 1")
        connection.commit()
    with Library.open(path) as library:
        assert list(library.search(Query.parse("https://a.example/été")).ids) == [2]


def test_links_with_parameters_without_a_name_are_found_after_an_older_form(tmp_path: Path) -> None:
    path = unpack(16, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        old = "url = 'https://a.example/story?=v&b=1', url_key = 'a.example/story?v&b=1'"
        connection.execute(f"UPDATE clippings SET {old} WHERE id = 2")
        connection.execute("UPDATE clippings SET url = x'ff00fe' WHERE id = 1")
        connection.commit()
    with Library.open(path) as library:
        assert list(library.search(Query.parse("https://a.example/story?b=1&=v")).ids) == [2]


@pytest.mark.parametrize("form", ["CAST(version_num AS BLOB)", "'0o16'"])
def test_an_older_library_whose_form_is_damaged_is_refused_as_it_is_and_can_be_repaired(
    tmp_path: Path, form: str
) -> None:
    path = unpack(16, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"UPDATE alembic_version SET version_num = {form}")
        connection.commit()
    before = path.read_bytes()
    with pytest.raises(EnvironmentProblem, match="could not be brought to the form"):
        Library.open(path)
    assert path.read_bytes() == before
    assert repair(path).lost == 0
    with Library.open(path) as library:
        assert check(library) == []
