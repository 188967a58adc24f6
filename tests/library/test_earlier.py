"""A clipping restored as it was after a step of its history, and stories made, joined and left."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.library.library import Library
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import Rights, Role, State, Tone
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.highlight import Highlight
from clipper.model.quote import Quote
from clipper.model.values import replace
from tests.library.building import FERRY, PASTE, Clock, ferry, plain
from tests.profiles import of_hundred


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.clipper", now=Clock()) as opened:
        opened.add([ferry(), plain(2), plain(3), plain(4)], PASTE)
        yield opened


EDITS: list[Callable[[Library], object]] = [
    lambda library: library.edit(1, headline="Another headline", body="Short", published_on=date(2018, 1, 2)),
    lambda library: library.edit(1, outlet="Other Paper", reporters=("Bo Snow", "Ann Ice")),
    lambda library: library.edit(1, spokespeople=(Spokesperson("Bo Snow", Role.NAMED),), url=None),
    lambda library: library.tag([1, 2], "board"),
    lambda library: library.untag([1], "board"),
    lambda library: library.set_tone([1, 3], Tone.MIXED),
    lambda library: library.set_tone([1], None),
    lambda library: library.set_note(1, "A note"),
    lambda library: library.carry_message([1], "Ports first"),
    lambda library: library.drop_message([1], "Ports first") if library.messages() else None,
    lambda library: library.highlight(1, Highlight(FERRY[:9], comment="Pull")),
    lambda library: library.set_rights([1], Rights.DENIED),
    lambda library: library.set_state([1], State.DEFERRED),
    lambda library: library.code([1, 2], "Depth", "long"),
    lambda library: library.group([1, 2]),
    lambda library: library.undo(),
]


def compared(clipping: Clipping) -> Clipping:
    return replace(clipping, is_pick_up=False)


@of_hundred(25)
@given(st.lists(st.sampled_from(EDITS), min_size=1, max_size=9), st.data())
def test_a_clipping_comes_back_as_it_was_after_any_of_its_steps(
    edits: list[Callable[[Library], object]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder, "a.clipper"), now=Clock()) as library:
        library.add([ferry(), plain(2), plain(3)], PASTE)
        library.save_code_field(CodeField("Depth", FieldKind.CHOICE, ("short", "long")))
        seen = {library.steps(1)[0].id: library.get(1)}
        for edit in edits:
            if edit is not EDITS[-1] or library.undoable().verb not in ("code_field", "add"):
                edit(library)
                standing = [step for step in library.steps(1) if not step.undone and step.verb != "undo"]
                seen = {step: then for step, then in seen.items() if step in {one.id for one in standing}}
                seen.setdefault(standing[0].id, library.get(1))
        step_id = data.draw(st.sampled_from(sorted(seen)))
        now = library.get(1)
        library.restore_earlier(1, step_id)
        assert compared(library.get(1)) == compared(seen[step_id])
        if library.steps(1)[0].verb == "earlier":
            library.undo()
            assert library.get(1) == now


def test_what_is_gone_since_is_not_brought_back(library: Library) -> None:
    library.tag([1], "old")
    tagged = library.steps(1)[0].id
    library.untag([1], "old")
    library.tag([2], "old")
    library.rename_tag("old", "new")
    library.tag([3], "new")
    library.rename_tag("new", "other")
    library.restore_earlier(1, tagged)
    assert library.get(1).tags == ("other",)
    library.edit(1, outlet="Harbour Post")
    with_post = library.steps(1)[0].id
    library.edit(1, outlet="Coastal Ledger")
    library.edit(2, outlet="Harbour Post")
    library.rename_outlet("Harbour Post", "Coastal Ledger")
    library.restore_earlier(1, with_post)
    assert library.get(1).outlet == "Coastal Ledger"


def test_what_took_in_a_merged_name_stands_in_its_place(library: Library) -> None:
    library.tag([1], "topic/tide")
    library.keep_quote(1, Quote("Every week counts", "Amadou Kerr"))
    library.carry_message([1], "Ports first")
    before = library.steps(1)[0].id
    library.set_note(1, "A note")
    library.tag([1, 2], "topic/sea", "topic/sea/tide")
    library.untag([1], "topic/tide")
    library.edit(2, spokespeople=(Spokesperson("Amadu Kerr", Role.NAMED),))
    library.carry_message([2], "Ports before all")
    library.rename_person("Amadou Kerr", "Amadu Kerr")
    library.rename_person("Amadu Kerr", "A. B. Kerr")
    library.rename_tag("topic/tide", "topic/sea")
    library.rename_message("Ports first", "Ports before all")
    library.restore_earlier(1, before)
    restored = library.get(1)
    assert restored.spokespeople == (Spokesperson("A. B. Kerr", Role.QUOTED),)
    assert [(one.text, one.speaker) for one in restored.quotes] == [("Every week counts", "A. B. Kerr")]
    assert (restored.tags, restored.messages, restored.note) == (("topic/sea",), ("Ports before all",), None)
    library.undo()
    assert library.get(1).note == "A note"


def test_two_who_are_one_since_are_restored_once(library: Library) -> None:
    both = (Spokesperson("Amadou Kerr", Role.QUOTED), Spokesperson("Bo Snow", Role.NAMED))
    library.edit(1, spokespeople=both, reporters=("Ann Ice", "Bo Snow"))
    before = library.steps(1)[0].id
    library.edit(1, spokespeople=(), reporters=())
    library.rename_person("Bo Snow", "Amadou Kerr")
    library.rename_person("Ann Ice", "Amadou Kerr")
    library.restore_earlier(1, before)
    assert library.get(1).spokespeople == (Spokesperson("Amadou Kerr", Role.QUOTED),)
    assert library.get(1).reporters == ("Amadou Kerr",)


def test_a_tag_that_was_not_there_yet_is_not_restored_by_a_merge(library: Library) -> None:
    library.set_note(1, "A note")
    before = library.steps(1)[0].id
    library.tag([1], "old")
    library.tag([2], "new")
    library.rename_tag("old", "new")
    library.restore_earlier(1, before)
    assert library.get(1).tags == ()
    library.tag([1], "new")
    with_new = library.steps(1)[0].id
    library.tag([1], "third")
    library.rename_tag("third", "new")
    library.restore_earlier(1, with_new)
    assert library.get(1).tags == ("new",)


def test_only_a_step_of_the_clipping_can_be_gone_back_to(library: Library) -> None:
    library.set_tone([2], Tone.MIXED)
    with pytest.raises(NotFound):
        library.restore_earlier(1, library.steps(2)[0].id)
    with pytest.raises(NotFound):
        library.restore_earlier(1, 999)


def test_clippings_and_their_stories_become_one_story(library: Library) -> None:
    library.group([1, 2])
    library.group([3, 4])
    library.group([2, 3])
    assert {clipping.id for clipping in library.story_of(1)} == {1, 2, 3, 4}
    library.undo()
    assert {clipping.id for clipping in library.story_of(1)} == {1, 2}
    with pytest.raises(WrongUsage):
        library.group([1])


def test_who_leaves_a_story_leaves_nobody_alone_in_it(library: Library) -> None:
    library.group([1, 2, 3])
    library.leave_story([1])
    assert library.get(1).story is None
    assert {clipping.id for clipping in library.story_of(2)} == {2, 3}
    library.leave_story([2])
    assert library.get(3).story is None
    library.undo()
    assert {clipping.id for clipping in library.story_of(2)} == {2, 3}
