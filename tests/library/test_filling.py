"""Pasting into a clipping: what is empty is filled, the rest only where it was chosen, and the paste is kept."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from clipper.library.filling import compare, draft_for, needs_choice
from clipper.library.library import Library
from clipper.library.merging import Standing
from clipper.library.store.tables import OriginalRow
from clipper.model.codes import Medium
from clipper.model.draft import Draft, Guess, Pasted, Reading
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.query import Query
from tests.library.building import FERRY, LIGHTHOUSE, PASTE, accepted, ferry, plain

TRANSCRIPT = Pasted("The transcript, as it was sent", None, "transcript.vtt")


def draft(confidence: float = 1.0, **values: object) -> Draft:
    return Draft(**{name: Guess(value, confidence) for name, value in values.items()})


def bare(library: Library) -> int:
    """A clipping that is only its link."""
    return library.add([accepted(url="https://ledger.example/a", outlet="Coastal Ledger")], PASTE).ids[0]


def test_what_is_empty_is_filled_in_one_step_and_undo_takes_it_back(library: Library) -> None:
    clipping_id = bare(library)
    before = library.get(clipping_id)
    changes = library.fill(clipping_id, draft(headline="Who pays", body=FERRY, outlet="Other Post"), TRANSCRIPT)
    assert changes.step
    assert changes.step.title == "Add headline, text to https://ledger.example/a"
    filled = library.get(clipping_id)
    assert (filled.headline, filled.body, filled.outlet) == ("Who pays", FERRY, "Coastal Ledger")
    assert list(library.search(Query.parse("mayors")).ids) == [clipping_id]
    library.undo()
    assert library.get(clipping_id) == before
    assert len(library.originals(clipping_id)) == 1
    library.redo()
    assert library.get(clipping_id) == filled


def test_a_value_is_replaced_only_where_it_was_chosen(library: Library) -> None:
    (clipping_id,) = library.add([ferry()], PASTE).ids
    new = draft(headline="Another headline", body=LIGHTHOUSE, published_on=date(2020, 1, 1))
    library.fill(clipping_id, new, TRANSCRIPT, {"body"})
    filled = library.get(clipping_id)
    assert (filled.headline, filled.body, filled.published_on) == (
        "Harbour towns ask who pays",
        LIGHTHOUSE,
        date(2017, 11, 14),
    )


def test_the_paste_is_kept_as_a_further_original_also_where_nothing_of_it_was_used(library: Library) -> None:
    (clipping_id,) = library.add([ferry()], PASTE).ids
    changes = library.fill(clipping_id, draft(headline="Another"), TRANSCRIPT)
    assert changes.step
    assert changes.step.verb == "original"
    assert clipping_id in changes.clippings
    assert [one.text for one in library.originals(clipping_id)] == [PASTE.text, TRANSCRIPT.text]
    first = library.original(clipping_id)
    assert first
    assert first.text == PASTE.text
    assert [step.verb for step in library.steps(clipping_id)] == ["original", "add"]


def test_the_same_paste_a_second_time_changes_nothing(library: Library) -> None:
    clipping_id = bare(library)
    library.fill(clipping_id, draft(body=FERRY), TRANSCRIPT, file=b"WEBVTT")
    assert library.fill(clipping_id, draft(body=FERRY), TRANSCRIPT, file=b"WEBVTT").step is None
    assert len(library.originals(clipping_id)) == 2


def test_a_file_comes_back_byte_for_byte_and_after_a_restart(path: Path) -> None:
    with Library.open(path) as library:
        library.add([plain(1)], PASTE)
        library.fill(1, draft(body=FERRY), TRANSCRIPT, file=b"%PDF\0")
    with Library.open(path) as library:
        assert library.originals(1)[1].file == b"%PDF\0"
        library.undo()
        assert len(library.originals(1)) == 1


def test_names_are_spelt_as_the_library_spells_them(library: Library) -> None:
    clipping_id = library.add([accepted(headline="One"), ferry()], PASTE).ids[0]
    library.fill(clipping_id, draft(outlet="COASTAL LEDGER", reporters=("PETRA LINDQVIST",)), TRANSCRIPT)
    assert library.get(clipping_id).outlet == "Coastal Ledger"
    assert library.get(clipping_id).reporters == ("Petra Lindqvist",)


def test_a_doubtful_guess_for_an_empty_field_is_a_persons_to_choose(library: Library) -> None:
    clipping_id = bare(library)
    new = Draft(published_on=Guess(date(2020, 1, 1), 0.6), body=Guess(FERRY, 0.4), medium=Guess(Medium.RADIO, 1.0))
    standing = {one.field: one.standing for one in compare(library.get(clipping_id), new)}
    assert standing == {
        "published_on": Standing.DIFFERS,
        "body": Standing.ADDED,
        "medium": Standing.ADDED,
    }
    assert needs_choice(library.get(clipping_id), new)


def test_an_equal_value_asks_nothing(library: Library) -> None:
    (clipping_id,) = library.add([ferry()], PASTE).ids
    same = draft(
        outlet="coastal ledger", url="http://coastal-ledger.example/2017/11/ferry", reporters=("petra lindqvist",)
    )
    assert not needs_choice(library.get(clipping_id), same)


@pytest.mark.parametrize(
    ("headline", "is_text"),
    [
        ("The last boat of the season left at dusk.", True),
        ("Harbour towns ask who pays", False),
        ("Quite another headline", False),
        ("Harbour towns ask: who pays?", False),
    ],
)
def test_a_first_sentence_that_was_taken_for_a_headline_is_text(library: Library, headline: str, is_text: bool) -> None:
    (clipping_id,) = library.add([ferry(body=None)], PASTE).ids
    reading = Reading(f"{headline}\n\n{FERRY}", (draft(headline=headline, body=FERRY),))
    made = draft_for(library.get(clipping_id), reading)
    assert made.body.value == (f"{headline}\n\n{FERRY}" if is_text else FERRY)


def test_of_several_mentions_the_one_of_the_clipping_is_taken_else_all_is_text(library: Library) -> None:
    (clipping_id,) = library.add([ferry()], PASTE).ids
    own = draft(url="https://coastal-ledger.example/2017/11/ferry", published_on=date(2017, 11, 15))
    several = Reading("The list", (draft(headline="Other"), own))
    assert draft_for(library.get(clipping_id), several) is own
    foreign = Reading("# ANNA: Good *evening*.\nBEN: Hello.\n", (draft(headline="Other"), draft(headline="One more")))
    made = draft_for(library.get(clipping_id), foreign)
    assert made.body.value == "\\# ANNA: Good \\*evening\\*.\n\nBEN: Hello."


def test_what_cannot_be_filled_is_refused_and_nothing_is_kept(library: Library) -> None:
    clipping_id = bare(library)
    with pytest.raises(WrongUsage):
        library.fill(clipping_id, draft(body=FERRY), TRANSCRIPT, {"tags"})
    with pytest.raises(NotFound):
        library.fill(99, draft(body=FERRY), TRANSCRIPT)
    assert len(library.originals(clipping_id)) == 1
    assert len(library.steps()) == 1


def test_a_merged_clipping_has_the_originals_of_both_until_that_is_undone(library: Library) -> None:
    first, second = (library.add([plain(number)], Pasted(f"Paste {number}")).ids[0] for number in (1, 2))
    library.fill(second, draft(body=FERRY), TRANSCRIPT)
    library.merge(first, second)
    assert [one.text for one in library.originals(first)] == ["Paste 1", "Paste 2", TRANSCRIPT.text]
    library.purge([second])
    assert [one.text for one in library.originals(first)] == ["Paste 1", "Paste 2", TRANSCRIPT.text]


def test_purging_a_clipping_erases_what_was_pasted_into_it(path: Path) -> None:
    with Library.open(path) as library:
        library.add([plain(1), plain(2)], PASTE)
        library.fill(2, draft(body="Zanzibarquartz body"), Pasted("Zanzibarquartz paste"), file=b"Zanzibarquartz")
        library.undo()
        library.redo()
        library.purge([2])
        with library.store.reading() as connection:
            assert len(connection.execute(select(OriginalRow)).all()) == 1
    assert b"anzibarquartz" not in b"".join(file.read_bytes() for file in path.parent.iterdir())
    with Library.open(path) as library:
        library.undo()
        assert library.undoable() is None
