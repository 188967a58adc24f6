"""Damage is found and named: what was entered against its hashes, and all that follows from it against the rows."""

import sqlite3
from contextlib import closing
from pathlib import Path

from clipper.library.checking import check
from clipper.library.library import Library
from clipper.model.errors import EnvironmentProblem
from tests.library.building import PASTE, ferry, plain


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
