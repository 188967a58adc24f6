"""What steps changed of a clipping is told for that clipping alone, with names in place of ids."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from clipper.library.library import Library
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Relation, Role, State, Tone
from clipper.model.field_change import FieldChange, told
from tests.library.building import PASTE, accepted

Add = Callable[..., int]


@pytest.fixture
def add(library: Library) -> Add:
    """Add one clipping, whatever the library has already, and return its id."""

    def _add(**values: Any) -> int:
        (clipping_id,) = library.add([accepted(even_if_known=True, **values)], PASTE).ids
        return clipping_id

    return _add


def last(library: Library, clipping_id: int) -> str:
    """What the newest step changed of a clipping."""
    (step,) = library.steps(clipping_id, limit=1)
    return told(step, library.step_values(clipping_id, [step]).get(step.id, ()))


def test_what_makes_a_clipping_changes_nothing_of_it(library: Library, add: Add) -> None:
    clipping_id = add(headline="Harbour", outlet="The Tern", tags=("arctic",))
    assert library.step_values(clipping_id, library.steps(clipping_id)) == {}


def test_each_clipping_of_a_step_has_its_own_values(library: Library, add: Add) -> None:
    one, other, third = (add(headline=headline) for headline in ("One", "Other", "Third"))
    library.set_tone([one], Tone.POSITIVE)
    library.set_tone([third], Tone.NEGATIVE)
    library.set_tone([one, other, third], Tone.NEGATIVE)
    assert last(library, one) == "positive → negative"
    assert last(library, other) == "none → negative"
    assert last(library, third) == "none → negative"


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"headline": "Ports"}, "Harbour → Ports"),
        ({"outlet": "Gazette"}, "The Tern → Gazette"),
        ({"programme": "Morning North"}, "none → Morning North"),
        ({"published_on": date(2026, 3, 4)}, "none → 2026-03-04"),
        ({"timecode": 3723}, "none → 1:02:03"),
        ({"reporters": ("Bea Sund", "Ann Ice")}, "+ Bea Sund"),
        ({"spokespeople": (Spokesperson("Cy Floe", Role.QUOTED),)}, "+ Cy Floe (quoted)"),
        ({"host": "Dee Fjord", "reporters": ()}, "host none → Dee Fjord; reporters − Ann Ice"),
        ({"body": "Another text", "deck": "A deck"}, ""),
    ],
)
def test_an_edit_tells_what_was_there_and_what_is(
    library: Library, add: Add, values: dict[str, object], wanted: str
) -> None:
    clipping_id = add(headline="Harbour", outlet="The Tern", reporters=("Ann Ice",), body="A text")
    library.edit(clipping_id, **values)
    assert sorted(last(library, clipping_id).split("; ")) == sorted(wanted.split("; "))


def test_people_in_another_order_are_told_so(library: Library, add: Add) -> None:
    clipping_id = add(headline="Harbour", reporters=("Ann Ice", "Bea Sund"))
    library.edit(clipping_id, reporters=("Bea Sund", "Ann Ice"))
    assert last(library, clipping_id) == "in another order"


def test_state_and_relation_are_told(library: Library, add: Add) -> None:
    clipping_id = add(headline="Harbour")
    library.set_relation([clipping_id], Relation.PEER)
    assert last(library, clipping_id) == "about_us → peer"
    library.set_state([clipping_id], State.DEFERRED)
    assert last(library, clipping_id) == "kept → deferred"


def test_an_undo_tells_its_step_turned_round(library: Library, add: Add) -> None:
    clipping_id = add(headline="Harbour")
    library.set_tone([clipping_id], Tone.MIXED)
    library.undo()
    assert last(library, clipping_id) == "mixed → none"
    library.redo()
    assert last(library, clipping_id) == "none → mixed"


def test_a_merge_tells_what_came_from_the_other(library: Library, add: Add) -> None:
    kept, other = add(headline="Harbour", tags=("a",)), add(headline="Harbour again", tags=("a", "b", "c"))
    library.set_tone([other], Tone.NEGATIVE)
    library.set_note(other, "A note")
    library.merge(kept, other)
    parts = last(library, kept).split("; ")
    assert "note changed" in parts
    assert "tags + b, + c" in parts
    assert "tone none → negative" in parts


def test_a_long_value_is_shortened(library: Library, add: Add) -> None:
    clipping_id = add(headline="Harbour " * 30)
    library.edit(clipping_id, headline="Ports")
    assert len(last(library, clipping_id)) < 120


def test_tags_that_come_and_go_in_one_step_each_count() -> None:
    change = FieldChange("tags", (), ("a",)).then(FieldChange("tags", ("b",), ()))
    assert change == FieldChange("tags", ("b",), ("a",))


def test_stories_count_what_a_person_acted_on(library: Library, add: Add) -> None:
    one, other, third = (add(headline=headline) for headline in ("One", "Other", "Third"))
    library.group([one, other])
    library.group([other, third])
    assert library.steps(limit=1)[0].title == "Group 2 clippings as a story"
    library.leave_story([one, other])
    assert library.steps(limit=1)[0].title == "Take 2 clippings out of the story"
