"""The change log: titles, undo and redo, also after closing; what makes them impossible."""

from pathlib import Path

import pytest

from clipper.library import editing, tags
from clipper.library.library import Library
from clipper.library.store.tables import ClippingRow
from clipper.model.changes import Changes
from clipper.model.clipping import Organisation
from clipper.model.codes import Tone
from clipper.model.errors import Conflict, NotFound, WrongUsage
from tests.library.building import PASTE, ferry, plain
from tests.library.conftest import Fill


def _titles(library: Library, clipping_id: int | None = None) -> list[str]:
    return [step.title for step in library.steps(clipping_id)]


def test_steps_are_named_newest_first(library: Library, fill: Fill) -> None:
    library.tag(fill(2), "ice")
    library.set_note(2, "x")
    library.undo()
    assert _titles(library) == [
        "Undo: Edit note of Headline 1",
        "Edit note of Headline 1",
        "Tag 2 clippings “ice”",
        "Add 2 clippings",
    ]
    assert [step.undone for step in library.steps()] == [False, True, False, False]
    assert len(library.steps(limit=2)) == 2


def test_a_clipping_has_the_steps_that_touched_it(library: Library, fill: Fill) -> None:
    fill(3)
    library.tag([1, 3], "ice")
    library.set_note(2, "x")
    assert _titles(library, 2) == ["Edit note of Headline 1", "Add 3 clippings"]
    assert _titles(library, 3) == ["Tag 2 clippings “ice”", "Add 3 clippings"]
    assert len(library.steps(3, limit=1)) == 1


def test_a_headline_with_braces_is_no_template(library: Library) -> None:
    library.add([plain(1, headline="{name} {0} {{what}}")], PASTE)
    library.undo()
    assert _titles(library)[0] == "Undo: Add {name} {0} {{what}}"


def test_an_edit_is_named_by_the_headline_that_was(library: Library, fill: Fill) -> None:
    fill(1)
    library.edit(1, headline="Another")
    assert _titles(library)[0] == "Edit headline of Headline 0"


def test_undo_and_redo_say_what_they_are_about(library: Library, fill: Fill) -> None:
    fill(1)
    assert library.redoable() is None
    tagged = library.tag([1], "ice")
    assert library.undoable() == tagged.step
    undone = library.undo(origin="menu")
    assert (undone.clippings, undone.tags, undone.origin) == ({1}, True, "menu")
    assert undone.step is not None
    assert undone.step.title == "Undo: Tag Headline 0 “ice”"
    redoable = library.redoable()
    assert redoable is not None
    assert redoable.title == "Tag Headline 0 “ice”"
    library.redo()
    assert library.get(1).tags == ("ice",)


def test_nothing_left_is_not_found(library: Library, fill: Fill) -> None:
    with pytest.raises(NotFound, match="nothing to undo"):
        library.undo()
    fill(1)
    with pytest.raises(NotFound, match="nothing to redo"):
        library.redo()


def test_a_new_step_ends_what_could_be_redone(library: Library, fill: Fill) -> None:
    fill(1)
    library.set_starred([1], True)
    library.undo()
    library.set_note(1, "x")
    assert library.redoable() is None
    library.undo()
    redoable = library.redoable()
    assert redoable is not None
    assert redoable.verb == "note"
    library.undo()
    with pytest.raises(NotFound):
        library.undo()
    library.redo()
    library.redo()
    assert (library.get(1).note, library.get(1).starred) == ("x", False)


def test_undo_works_after_closing(path: Path) -> None:
    with Library.open(path) as library:
        library.add([ferry(tags=("topic/ports",))], PASTE)
        library.set_tone([1], Tone.MIXED)
    with Library.open(path) as library:
        library.undo()
        assert library.get(1).tone is None
        library.undo()
        assert (library.clippings([1]), library.tags(), library.known().outlets) == ([], [], ())
    with Library.open(path) as library:
        library.redo()
        library.redo()
        assert (library.get(1).tone, library.get(1).tags) == (Tone.MIXED, ("topic/ports",))
        assert library.known().reporters == ("Petra Lindqvist",)


def test_an_undone_clipping_cannot_be_reached(library: Library, fill: Fill) -> None:
    fill(1)
    library.undo()
    with pytest.raises(NotFound):
        library.edit(1, headline="x")
    assert library.tag([1], "ice") == library.set_starred([1], True) == Changes()


def test_ids_are_never_used_again(library: Library, fill: Fill) -> None:
    assert fill(2) == [1, 2]
    library.undo()
    assert fill(1) == [3]
    library.purge([3])
    assert fill(1) == [4]


def test_what_fails_halfway_leaves_nothing(library: Library, fill: Fill) -> None:
    fill(1)
    before = library.get(1)
    with pytest.raises(RuntimeError):
        _fail_halfway(library)
    assert library.get(1) == before
    with pytest.raises(WrongUsage):
        library.add([plain(7), plain(8, headline=None, outlet=None)], PASTE)
    assert len(library.steps()) == 1


def _fail_halfway(library: Library) -> None:
    with library.step("star") as work:
        work.put(ClippingRow.starred, [1], True)
        raise RuntimeError


def _elsewhere(library: Library, statement: str) -> None:
    """Write past the change log, as a foreign program would."""
    with library.store.writing() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE clippings SET tone = 'negative' WHERE id = 2", "tone was changed"),
        ("UPDATE clippings SET note = 'theirs'", "note of “Harbour towns ask who pays” was changed"),
        ("UPDATE clippings SET outlet_id = NULL", "outlet of “Harbour towns ask who pays” was changed"),
        ("DELETE FROM clippings WHERE id = 1", "cannot be undone"),
        ("DELETE FROM clipping_tags", "tags of “Harbour towns ask who pays” was changed"),
        ("DELETE FROM clipping_reporters", "people of “Harbour towns ask who pays” was changed"),
    ],
)
def test_what_somebody_else_changed_is_not_overwritten(library: Library, statement: str, what: str) -> None:
    library.add([ferry(), plain(2)], PASTE)
    with library.step("tone") as work:
        work.put(ClippingRow.tone, [1, 2], Tone.POSITIVE)
        work.put(ClippingRow.note, [1], "ours")
        tags.tag(work, [1], "ice")
        editing.edit(work, 1, {"outlet": "Island Post", "reporters": ["Ines Moreau"]})
    _elsewhere(library, statement)
    before = library.clippings([1, 2])
    with pytest.raises(Conflict, match=what):
        library.undo()
    assert library.clippings([1, 2]) == before


def test_what_can_no_longer_be_done_again_is_refused(library: Library, fill: Fill) -> None:
    library.tag(fill(1), "ice")
    library.undo()
    _elsewhere(library, "INSERT INTO clipping_tags (clipping_id, tag_id) VALUES (1, 1)")
    with pytest.raises(Conflict, match="cannot be done again"):
        library.redo()


def test_who_coded_the_tone_that_clippings_have_now_is_known(library: Library, fill: Fill) -> None:
    fill(4)
    library.set_tone([4], Tone.MIXED)
    library.set_organisation(Organisation("Institute", user_name="Mara"))
    library.set_tone([1, 2, 3], Tone.POSITIVE)
    library.set_organisation(Organisation("Institute", user_name="Odile"))
    library.set_tone([2], Tone.NEUTRAL)
    library.set_tone([3], Tone.NEGATIVE)
    assert library.coders([1, 2, 3, 4]) == {"Odile": 2, "Mara": 1}
    library.undo()
    assert library.coders([1, 2, 3, 4]) == {"Mara": 2, "Odile": 1}
    assert library.coders([2]) == {"Odile": 1}
    assert library.coders([]) == {}
