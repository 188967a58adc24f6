"""Clippings whose rows are lost are told of once, all together, with the backup that has them and the way back."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clipper.library.checking import check
from clipper.library.importing import import_files
from clipper.library.intake import Readings
from clipper.library.library import Library
from clipper.library.repair import repair
from clipper.model.draft import Pasted
from clipper.model.query import Query
from tests.library.building import plain

COUNT = 120
HOW = "under new numbers: “clipper import BACKUP”, or File › Import… in the window."


def add(path: Path, count: int) -> None:
    """Add clippings one after the other, as a person does, so that each has a paste and a step of its own."""
    with Library.open(path) as library:
        for number in range(1, count + 1):
            body = f"What is said of {number}. " * 60
            one = plain(number, reporters=(f"Reporter {number % 17}",), tags=("board",), body=body)
            library.add([one], Pasted(f"A paste of {number}. " * 40))


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("grown") / "library.clipper"
    add(path, COUNT)
    return path


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def cut(source: Path, path: Path, part: float) -> None:
    path.write_bytes(source.read_bytes()[: int(source.stat().st_size * part)])


def saved(path: Path) -> set[int]:
    with Library.open(path) as library:
        assert check(library) == []
        return {one.id for one in library.clippings(range(1, COUNT + 1))}


def numbers(sentence: str) -> set[int]:
    """Return which clippings a sentence says are lost."""
    (listed,) = re.findall(r"clippings are lost: ([^.]*)\.", sentence)
    bounds = [[int(number) for number in one.split("-")] for one in listed.split(", ")]
    return {number for first, *last in bounds for number in range(first, (last or [first])[0] + 1)}


@pytest.mark.parametrize("part", [0.5, 0.7, 0.9])
def test_every_clipping_that_a_cut_file_has_no_more_is_told_as_lost_once(grown: Path, path: Path, part: float) -> None:
    cut(grown, path, part)
    repaired = repair(path, backups=[grown])
    gone = set(range(1, COUNT + 1)) - saved(path)
    assert len(gone) > 5
    assert (numbers(repaired.told[0]), repaired.lost) == (gone, len(gone))
    assert repaired.told[0].startswith(f"{len(gone)} clippings are lost: ")
    assert f"The backup {grown} has all of them. Import the backup to bring them back, {HOW}" in repaired.told[0]
    assert f" clippings were saved, {'and ' * (len(repaired.told) == 1)}{len(gone)} are lost" in repaired.summary
    others = " ".join(repaired.told[1:])
    assert not any(re.search(rf"clipping {key}\b", others) for key in gone)
    assert not re.search("One of|Paste|Step|Change|One change", others)


def test_a_hundred_lost_clippings_come_back_from_the_backup(grown: Path, path: Path) -> None:
    cut(grown, path, 0.5)
    lost = repair(path, backups=[grown]).lost
    with Library.open(path) as library:
        said = import_files(library, Readings(()), exports=[grown]).sentences
        assert said[0].startswith(f"{lost} added, ")
        assert (len(library.search(Query()).ids), check(library)) == (COUNT, [])


def test_two_backups_are_told_with_what_each_has(grown: Path, path: Path, tmp_path: Path) -> None:
    shutil.copy(grown, path)
    early = tmp_path / "early.clipper"
    shutil.copy(grown, early)
    change(early, "DELETE FROM clippings WHERE id > 15")
    change(path, "DELETE FROM clippings WHERE id BETWEEN 11 AND 20 OR id = 40")
    repaired = repair(path, backups=[early, tmp_path / "none.clipper", grown])
    assert repaired.told == (
        f"11 clippings are lost: 11-20, 40. The backup {early} has 5 of them. The backup {grown} has 6 of them. "
        f"Import these backups to bring them back, {HOW}",
    )
    assert "109 clippings were saved, and 11 are lost. The library" in repaired.summary


def test_few_are_told_with_their_titles_and_of_very_many_ranges_the_first(grown: Path, path: Path) -> None:
    shutil.copy(grown, path)
    change(path, "DELETE FROM clippings WHERE id IN (3, 5)", "UPDATE clippings SET deck = 'other' WHERE id = 9")
    repaired = repair(path)
    assert repaired.told[0] == (
        "Clipping 3 (“Headline 3”) is lost. Clipping 5 (“Headline 5”) is lost. "
        f"Import a backup that has them to bring them back, {HOW}"
    )
    assert repaired.told[1].startswith("Clipping 9 (“Headline 9”) is not what was written.")
    assert "118 clippings were saved, 2 are lost, and 1 more thing is damaged or lost." in repaired.summary


def test_of_very_many_ranges_the_first_are_told(grown: Path, path: Path) -> None:
    shutil.copy(grown, path)
    change(path, "DELETE FROM clippings WHERE id % 2")
    assert "60 clippings are lost: 1, 3, 5, " in (told := repair(path).told[0])
    assert ", 37, 39 and 40 more. Import a backup" in told


def test_what_was_deleted_for_good_is_not_told_as_lost(grown: Path, path: Path, tmp_path: Path) -> None:
    source = tmp_path / "source.clipper"
    shutil.copy(grown, source)
    with Library.open(source) as library:
        library.delete([4, 5])
        library.purge([4, 5])
    cut(source, path, 0.6)
    repaired = repair(path)
    assert numbers(repaired.told[0]) == set(range(1, COUNT + 1)) - {4, 5} - saved(path)


def test_a_link_to_a_clipping_that_never_was_makes_none_that_is_lost(grown: Path, path: Path) -> None:
    shutil.copy(grown, path)
    change(path, "UPDATE clipping_tags SET clipping_id = 9000 WHERE clipping_id = 7")
    repaired = repair(path)
    assert (repaired.lost, repaired.told) == (0, ("One of the tags of clipping 9000 is lost.",))


def test_a_check_tells_a_lost_clipping_once_and_how_to_get_it(grown: Path, path: Path) -> None:
    shutil.copy(grown, path)
    change(path, "DELETE FROM clippings WHERE id = 8")
    with Library.open(path) as library:
        told = check(library)
    how = "Take it from a backup: repair the library, then import the backup."
    assert [said for said in told if "8" in said and "lost" in said] == [f"Clipping 8 (“Headline 8”) is lost. {how}"]
    assert not any("names what is not there" in said for said in told)
