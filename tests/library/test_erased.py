"""What was erased for good stays away when another copy of the library is merged, and nothing else does."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from clipper.library.belonging import Note
from clipper.library.checking import check
from clipper.library.erased import VERB
from clipper.library.exchange import Imported, export_library, import_library
from clipper.library.library import Library
from clipper.library.store.tables import StepRow
from clipper.model.attachment import BroughtFile
from clipper.model.codes import Tone
from clipper.model.draft import Pasted
from clipper.model.errors import NotFound
from clipper.model.query import Query
from clipper.model.report import SUMMARY_TEXT, Audience, why
from clipper.model.values import replace
from tests.library.building import PASTE, Clock, ferry, plain
from tests.library.test_erasing import SECRET
from tests.library.test_issued_reports import FILES, OCTOBER, USUAL
from tests.library.traces import bytes_in

MARK = b"zanzibarquartz"
ARCHIVES = pytest.mark.parametrize("ending", [".zip", ".jsonl"])


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Library, Library]]:
    """A library of one's own and that of a colleague, which has what was erased from the first."""
    (tmp_path / "own").mkdir()
    with Library.open(tmp_path / "own" / "library.clipper", now=Clock()) as library:
        library.add([SECRET], Pasted("Zanzibarquartz paste"))
        library.add([plain(1), plain(2)], PASTE)
        library.attach(1, [BroughtFile("zanzibarquartz.pdf", b"%PDF zanzibarquartz")])
        library.group([1, 2, 3])
        library.set_tone([1, 2], Tone.MIXED)
    shutil.copy(tmp_path / "own" / "library.clipper", tmp_path / "theirs.clipper")
    copy = tmp_path / "theirs.clipper"
    with Library.open(tmp_path / "own" / "library.clipper", now=Clock()) as own, Library.open(copy) as theirs:
        yield own, theirs


def brought(theirs: Library, into: Library, ending: str = ".zip") -> Imported:
    export_library(theirs, theirs.path.with_suffix(ending))
    return import_library(into, theirs.path.with_suffix(ending))


def headlines(library: Library) -> list[str | None]:
    return [one.headline for one in library.clippings(library.search(Query.parse("")).ids)]


@ARCHIVES
def test_what_was_erased_does_not_come_back_with_a_copy(both: tuple[Library, Library], ending: str) -> None:
    own, theirs = both
    theirs.edit(1, headline="Zanzibarquartz, edited")
    theirs.add([plain(9)], PASTE)
    own.purge([1])
    imported = brought(theirs, own, ending)
    assert (imported.added, imported.erased) == (1, 1)
    assert imported.summary.endswith("1 was deleted for good here and was left out.")
    assert sorted(filter(None, headlines(own))) == ["Headline 1", "Headline 2", "Headline 9"]
    assert MARK not in bytes_in(own.path.parent)
    assert check(own) == []
    again = brought(theirs, own, ending)
    assert (again.added, again.erased) == (0, 1)


@ARCHIVES
def test_what_lies_in_the_wastebasket_only_is_known_and_what_nobody_erased_comes(
    both: tuple[Library, Library], ending: str
) -> None:
    """The control: the same import brings what the library never had, and finds it by the same search."""
    own, theirs = both
    own.delete([1])
    assert brought(theirs, own, ending).erased == 0
    with Library.open(own.path.with_name("fresh.clipper")) as fresh:
        assert brought(theirs, fresh, ending).summary == "3 added, 0 known already."
    assert MARK in bytes_in(own.path.parent)


def test_two_are_counted_and_the_rest_of_their_story_is_sound(both: tuple[Library, Library]) -> None:
    own, theirs = both
    theirs.group([*theirs.add([ferry(), plain(9)], PASTE).ids, 1])
    own.purge([1, 2])
    imported = brought(theirs, own)
    assert imported.erased == 2
    assert "2 were deleted for good here and were left out." in imported.counts
    new = [one.id for one in own.clippings(own.search(Query.parse("")).ids) if one.headline != "Headline 2"]
    first, second = [own.get(one) for one in sorted(new)]
    assert first.story == second.story
    assert (first.is_pick_up, second.is_pick_up) == (False, True)
    assert check(own) == []


def test_only_ones_own_purges_count(both: tuple[Library, Library]) -> None:
    own, theirs = both
    own.purge([1])
    assert brought(own, theirs).erased == 0
    assert theirs.get(1).headline == "Zanzibarquartz headline"
    with Library.open(own.path.with_name("fresh.clipper")) as fresh:
        brought(own, fresh)
        first = own.path.with_suffix(".zip").read_bytes()
        brought(fresh, own)
        assert fresh.path.with_suffix(".zip").read_bytes() == first


def test_a_purge_shows_no_step_and_hides_from_undo_and_redo(both: tuple[Library, Library]) -> None:
    own, theirs = both
    own.set_starred([2], True)
    own.undo()
    verbs, undoable, redoable = [step.verb for step in own.steps()], own.undoable(), own.redoable()
    own.purge([3])
    assert [step.verb for step in own.steps()] == verbs
    assert (own.undoable(), own.redoable()) == (undoable, redoable)
    own.redo()
    while own.undoable():
        own.undo()
    assert brought(theirs, own).erased == 1


def test_only_hashes_of_random_numbers_are_kept(both: tuple[Library, Library]) -> None:
    own, _ = both
    uuid = own.get(1).uuid
    own.purge([1])
    own.purge([99])
    with own.store.reading() as connection:
        (detail,) = connection.scalars(select(StepRow.detail).where(StepRow.verb == VERB))
    assert [len(one) for one in detail["hashes"].split()] == [16]
    assert uuid.encode() not in bytes_in(own.path.parent)


def test_what_was_only_undone_can_be_imported_again_after_a_purge(both: tuple[Library, Library]) -> None:
    own, theirs = both
    theirs.add([plain(9)], PASTE)
    assert brought(theirs, own).added == 1
    own.undo()
    own.set_starred([2], True)
    own.purge([1])
    imported = brought(theirs, own)
    assert (imported.added, imported.erased) == (1, 1)


def test_everything_erased_and_pasted_again_is_there_once(both: tuple[Library, Library]) -> None:
    own, theirs = both
    own.purge([1, 2, 3])
    assert brought(theirs, own).erased == 3
    assert headlines(own) == []
    assert MARK not in bytes_in(own.path.parent)
    own.add([SECRET], PASTE)
    assert brought(theirs, own).erased == 3
    assert headlines(own) == ["Zanzibarquartz headline"]


def test_reports_that_list_what_was_erased_come_as_numbers(both: tuple[Library, Library]) -> None:
    own, theirs = both
    uuid = theirs.get(1).uuid
    listed = {"clippings": {uuid: {"headline": "Zanzibarquartz"}}, "figures": {}, "texts": {}}
    report = replace(OCTOBER, snapshot=listed)
    theirs.write_report_text(USUAL.uuid, OCTOBER.period, "en", Audience.INTERNAL, why(uuid), "Zanzibarquartz matters")
    theirs.write_report_text(USUAL.uuid, OCTOBER.period, "en", Audience.INTERNAL, SUMMARY_TEXT, "A quiet month")
    theirs.issue_report(OCTOBER, FILES)
    theirs.issue_report(report, {".pdf": b"%PDF zanzibarquartz"})
    theirs.issue_report(replace(OCTOBER, changes=("“Zanzibarquartz” was taken out.",)), FILES)
    own.purge([1])
    brought(theirs, own)
    assert [(one.version, one.erased) for one in own.issued_reports()] == [(3, True), (2, True), (1, False)]
    said = own.report_texts(USUAL.uuid, OCTOBER.period, "en", Audience.INTERNAL)
    assert said == {SUMMARY_TEXT: "A quiet month"}
    with pytest.raises(NotFound, match="was erased"):
        own.issued_file(own.issued_reports()[0].uuid, ".pdf")
    assert MARK not in bytes_in(own.path.parent)
    assert brought(theirs, own).conflicts == ()
    assert check(own) == []


def test_steps_that_come_along_name_nothing_that_was_erased(both: tuple[Library, Library]) -> None:
    own, theirs = both
    theirs.add([plain(9)], PASTE)
    theirs.merge_into(1, [4])
    own.purge([1])
    brought(theirs, own)
    assert MARK not in bytes_in(own.path.parent)


def test_backups_made_before_a_library_was_moved_are_its_own_after_all_was_erased(
    both: tuple[Library, Library],
) -> None:
    own, _ = both
    with own.store.reading() as connection:
        before = Note.of(Path("former.clipper"), connection)
    own.purge([1, 2, 3])
    found = Note.of_file(own.path)
    assert found is not None
    assert found.is_of_same(before)
    with own.store.reading() as connection:
        # The control: by what the library holds now nobody would know.
        assert not Note.of(own.path, connection).is_of_same(before)
