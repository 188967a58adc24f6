"""Damage is found and named: what was entered against its hashes, and all that follows from it against the rows."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection

from clipper.library.checking import Examination, check
from clipper.library.library import Library
from clipper.library.store import sqlite_index
from clipper.library.store.engine import VERSION
from clipper.library.store.migration import migrate
from clipper.model.damage import Damage
from clipper.model.errors import EnvironmentProblem
from clipper.model.highlight import Highlight
from clipper.model.query import Query
from tests.damage.damaging import flip, texts
from tests.library.building import PASTE, ferry, plain
from tests.library.test_opening import unborn


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_a_sound_library_has_no_problems(library: Library) -> None:
    library.add([ferry(), plain(2)], PASTE)
    library.undo()
    library.add([ferry(tags=("board",))], PASTE)
    library.edit(2 + 1, headline="Another", published_on=None)
    assert check(library) == []


def test_a_text_that_changed_behind_our_back_is_named(library: Library, path: Path) -> None:
    (id_,) = library.add([ferry()], PASTE).ids
    change(path, "UPDATE clippings SET body = replace(body, 'ferry', 'fairy')")
    assert check(library) == [
        f"Clipping {id_} (“Harbour towns ask who pays”) is not what was written. Compare it with a backup."
    ]


def test_an_index_that_disagrees_is_named(library: Library, path: Path) -> None:
    library.add([ferry()], PASTE)
    change(path, "INSERT INTO clippings_fts (clippings_fts) VALUES ('delete-all')")
    assert check(library) == ["The search index does not agree with the clippings, so that searches may miss some."]


def test_words_that_only_the_index_has_are_found(library: Library, path: Path) -> None:
    library.add([ferry()], PASTE)
    change(path, "INSERT INTO clippings_fts (rowid, body) SELECT search_id, 'stale' FROM clippings")
    assert check(library) == ["The search index does not agree with the clippings, so that searches may miss some."]


def test_a_check_waits_for_no_writer_and_no_writer_for_it(library: Library, path: Path) -> None:
    library.add([ferry()], PASTE)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert check(library) == []
        other.execute("ROLLBACK")
        examination, wrote = Examination.full(library), []
        while not examination.is_done:
            with library.store.reading() as connection:
                examination._look(connection)
                other.execute("UPDATE clippings SET note = NULL")
                wrote.append(True)
    assert (len(wrote) > 20, examination.flaws) == (True, [])


@pytest.mark.parametrize("kind", [Examination.quick, Examination.full])
def test_a_piece_that_is_interrupted_is_looked_at_again(
    library: Library, kind: Callable[[Library], Examination]
) -> None:
    library.add([plain(number) for number in range(40)], PASTE)
    examination, interrupted = kind(library), []

    def interrupt_once() -> None:
        if not interrupted and not examination.is_done:
            interrupted.append(examination.interrupt())

    with library.store.reading() as connection:
        connection.connection.dbapi_connection.set_progress_handler(interrupt_once, 5)
    assert examination.run() == []
    assert len(interrupted) == 1


def test_without_room_for_temporary_files_a_check_says_so_but_tells_what_it_found(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([ferry()], PASTE)
    copy = sqlite_index._copy

    def in_no_room(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TEMP TABLE first (one)")
        connection.exec_driver_sql("PRAGMA temp.max_page_count = 1")
        copy(connection)

    monkeypatch.setattr(sqlite_index, "_copy", in_no_room)
    with pytest.raises(EnvironmentProblem, match="no room to check the search index"):
        check(library)
    change(path, "UPDATE clippings SET deck = 'other words'")
    assert [flaw.damage for flaw in Examination.full(library).run()] == [Damage.ROW]


def test_links_that_lead_nowhere_are_named(library: Library, path: Path) -> None:
    library.add([ferry(tags=("board",))], PASTE)
    change(path, "DELETE FROM tags")
    assert check(library) == [
        "Tag 1 is lost. Take it from a backup.",
        "What clipping 1 (“Harbour towns ask who pays”) has of tags names what is not there (tag id in tags).",
    ]


def test_a_clipping_in_the_wrong_place_is_named(library: Library, path: Path) -> None:
    (id_,) = library.add([ferry()], PASTE).ids
    change(path, "UPDATE clippings SET search_id = search_id + 4294967296")
    assert check(library) == [f"Clipping {id_} (“Harbour towns ask who pays”) stands in the wrong place of the list."]


def test_a_damaged_structure_is_said(library: Library, path: Path) -> None:
    library.add([plain(number) for number in range(40)], PASTE)
    library.close()
    content = bytearray(path.read_bytes())
    content[-4096 * 6 :] = bytes(4096 * 6)
    path.write_bytes(content)
    try:
        with Library.open(path) as damaged:
            problems = check(damaged)
    except EnvironmentProblem as error:
        problems = [str(error)]
    assert any("damaged" in problem for problem in problems)


def test_a_bit_that_turns_over_in_any_text_paste_or_file_is_found(whole: Path, path: Path) -> None:
    chooser = random.Random(20261129)
    places = {(text.table, text.column): text for text in texts(whole)}.values()
    assert {"clippings", "originals", "contents", "highlights", "deltas"} <= {text.table for text in places}
    data = bytearray(whole.read_bytes())
    for text in places:
        flip(data, text.place + chooser.randrange(text.size), chooser.randrange(7))
    path.write_bytes(data)
    with Library.open(path) as library:
        assert Examination.quick(library).run() == []
        flaws = Examination.full(library).run()
    found = {flaw.table for flaw in flaws} | {"contents" for flaw in flaws if flaw.damage is Damage.FILE}
    # Links and codes stand twice: both copies are compared, and the row is named where one differs.
    assert {text.table for text in places} <= found


def test_what_was_not_touched_is_not_named(whole: Path, path: Path) -> None:
    shutil.copy(whole, path)
    with Library.open(path) as library:
        assert Examination.full(library).run() == []


def test_without_hashes_a_change_in_a_text_would_not_be_found(whole: Path, path: Path) -> None:
    shutil.copy(whole, path)
    change(path, "UPDATE tags SET hue = 'rust' WHERE id = 1")
    with Library.open(path) as library:
        assert [flaw.table for flaw in Examination.full(library).run()] == ["tags"]
        with library.store.writing() as connection:
            connection.exec_driver_sql("INSERT OR IGNORE INTO touched VALUES ('tags', 1)")
        assert Examination.full(library).run() == []


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE clippings SET names = 'Nobody'", "has other names, links or texts in searches"),
        ("UPDATE clippings SET url_key = 'other.example'", "has other names, links or texts in searches"),
        ('UPDATE clippings SET unpointed = \'{"note": "Nobody"}\'', "has other names, links or texts in searches"),
        ("UPDATE clippings SET unpointed = '[1]'", "has other names, links or texts in searches"),
        ("UPDATE clippings SET unpointed = '{'", "has other names, links or texts in searches"),
        ("UPDATE clippings SET unpointed = x'ff00'", "has other names, links or texts in searches"),
        ("UPDATE clippings SET comments = 'Other'", "has other comments in searches"),
        ("DELETE FROM shingles", "is compared with likely duplicates by another text"),
        ("DELETE FROM highlights", "has of highlights is lost"),
        ("UPDATE clipping_spokespeople SET role = 'author'", "has of spokespeople is not what was written"),
        ("UPDATE originals SET source = 'elsewhere'", "What was pasted for clipping 1"),
        ("UPDATE deltas SET new = '[]' WHERE id = 1", "Change in the history 1 (“outlets.withdrawn”) is not what"),
        ("INSERT INTO messages (uuid, name, folded, withdrawn) VALUES ('', 'x', 'x', 0)", "Key message 1 (“x”)"),
    ],
)
def test_what_differs_is_named_with_its_clipping(library: Library, path: Path, statement: str, what: str) -> None:
    library.add([ferry()], PASTE)
    library.highlight(1, Highlight("Three mayors", comment="Who are they?"))
    change(path, statement)
    assert any(what in sentence for sentence in check(library)), check(library)


@pytest.mark.parametrize("damaged", ["'{'", "''", "x'ff00'", "'[1]'"])
def test_an_edit_mends_what_was_damaged_of_a_text_without_vowel_signs(
    library: Library, path: Path, damaged: str
) -> None:
    library.add([ferry(headline="شَارِع")], PASTE)
    change(path, f"UPDATE clippings SET unpointed = {damaged}")
    library.edit(1, headline="طَرِيق")
    assert check(library) == []
    assert list(library.search(Query.parse("طريق")).ids) == [1]
    library.undo()
    assert list(library.search(Query.parse("شارع")).ids) == [1]


def test_the_index_of_the_list_is_compared_with_the_rows(whole: Path, path: Path) -> None:
    data = bytearray(whole.read_bytes())
    tone = next(text for text in texts(whole) if (text.table, text.column) == ("clippings", "tone"))
    flip(data, tone.place, 1)
    path.write_bytes(data)
    with Library.open(path) as library:
        flaws = Examination.full(library).run()
    assert any("stand otherwise in its list" in flaw.sentence for flaw in flaws)
    assert any("The count of" in flaw.sentence for flaw in flaws)


def test_a_file_that_is_made_otherwise_than_a_new_library_is_named(library: Library, path: Path) -> None:
    change(path, "DROP INDEX ix_clippings_url_key")
    assert check(library) == ["How ix_clippings_url_key is made in the file is not as it should be."]


def test_a_check_that_was_stopped_goes_on_where_it_was(whole: Path, path: Path) -> None:
    shutil.copy(whole, path)
    change(path, "UPDATE clippings SET note = 'other' WHERE id = 7")

    class Stopped(Exception):
        pass

    def stop_after(count: int) -> None:
        calls.append(count)
        if len(calls) == 12:
            raise Stopped

    calls: list[int] = []
    with Library.open(path) as library:
        examination = Examination.full(library)
        with pytest.raises(Stopped):
            examination.run(lambda done, _total: stop_after(done))
        assert not examination.is_done
        examination.run(lambda done, _total: stop_after(done))
    assert examination.is_done
    assert [flaw.key for flaw in examination.flaws] == [7]
    assert calls == sorted(calls)
    assert len(calls) == len(set(calls)) + 1


def test_what_was_damaged_before_a_library_got_this_form_is_still_named(path: Path) -> None:
    migrate(unborn(path), 12)
    columns = "uuid, search_id, withdrawn, deleted, state, relation, starred, publish, added_at, headline, names"
    values = "'u', 1, 0, 0, 'kept', 'about_us', 0, 0, '2026-11-18 09:30:00.000000', 'Harbour', ''"
    change(path, f"INSERT INTO clippings ({columns}, content_hash) VALUES ({values}, 'of other words')")
    with Library.open(path) as library:
        assert check(library)[0].startswith("Clipping 1 (“Harbour”) is not what was written.")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_name_that_somebody_spelt_otherwise_is_no_damage(library: Library, path: Path) -> None:
    library.add([ferry(outlet="Gré Wire", reporters=("Petra Lindqvist",))], PASTE)
    library.add([plain(2, outlet="GRE WIRE", reporters=("petra lindqvist",))], PASTE)
    assert check(library) == []
    # The control: another name in its place is one.
    change(path, "UPDATE clippings SET names = replace(names, 'WIRE', 'POST') WHERE id = 2")
    assert [flaw.clipping for flaw in Examination.full(library).run() if flaw.damage is Damage.FOLLOWING][:1] == [2]
