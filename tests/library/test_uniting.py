"""Two copies of a library that were worked on apart are united: nothing that only one side changed is lost."""

import json
import shutil
import tracemalloc
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from clipper.library import uniting, uniting_past
from clipper.library.checking import check
from clipper.library.exchange import Imported, export_library, import_library
from clipper.library.importing import import_files, preview_import_files
from clipper.library.intake import Readings
from clipper.library.library import Library
from clipper.library.uniting_values import Told, Verdict, verdict
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Clipping, Spokesperson
from clipper.model.codes import Prominence, Role, Tone
from clipper.model.errors import WrongUsage
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.saved_search import SavedSearch
from clipper.model.uniting import Choice, Difference, Undecided
from clipper.model.values import replace
from tests.library.apart import Later, Seen, Verb, choices, take_in, unite_both_ways, verbs
from tests.library.building import PASTE, Clock, ferry, plain
from tests.profiles import of_hundred

FERRY_ID = 1


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Library, Library]]:
    """A library of three clippings and a copy of it, in which somebody else works."""
    with Library.open(tmp_path / "ours.clipper", now=Clock()) as library:
        library.set_organisation(replace(library.organisation(), user_name="Ann Ice"))
        library.add([ferry(tags=("board", "topic/ports")), plain(1), plain(2)], PASTE)
        library.set_note(FERRY_ID, "Call back.")
        library.save_search(SavedSearch("Board", "tag:board"))
    shutil.copy(tmp_path / "ours.clipper", tmp_path / "theirs.clipper")
    with opened(tmp_path, "ours", 86_400) as ours, opened(tmp_path, "theirs", 86_417) as theirs:
        theirs.set_organisation(replace(theirs.organisation(), user_name="Bo Snow"))
        yield ours, theirs


@contextmanager
def opened(folder: Path, name: str, seconds: int) -> Iterator[Library]:
    with Library.open(folder / f"{name}.clipper", now=Later(seconds)) as library:
        yield library


def the_ferry(library: Library) -> Clipping:
    return library.get(FERRY_ID)


def open_ones(ours: Library, theirs: Library) -> Mapping[str, Difference]:
    """What a person has to choose, by its field; nothing is imported."""
    export_library(theirs, theirs.path.with_suffix(".zip"))
    before = Seen.of(ours)
    with pytest.raises(Undecided) as raised:
        import_library(ours, theirs.path.with_suffix(".zip"), choose=lambda _difference: None)
    assert Seen.of(ours) == before
    return {one.field: one for one in raised.value.differences}


def test_what_only_one_side_changed_counts_and_one_undo_takes_all_back(both: tuple[Library, Library]) -> None:
    ours, theirs = both
    ours.edit(FERRY_ID, headline="Towns ask")
    ours.tag([FERRY_ID], "press")
    theirs.set_tone([FERRY_ID, 2], Tone.POSITIVE)
    theirs.untag([FERRY_ID], "topic/ports")
    theirs.edit(FERRY_ID, spokespeople=(Spokesperson("Ann Ice", Role.NAMED),))
    theirs.attach(FERRY_ID, [BroughtFile("page.pdf", b"%PDF page")])
    theirs.add([plain(9)], PASTE)
    before = Seen.of(ours)
    assert take_in(ours, theirs, Choice.OURS) == Imported(added=1, changed=2, unchanged=1)
    united = the_ferry(ours)
    assert (united.headline, united.tone, united.tags) == ("Towns ask", Tone.POSITIVE, ("board", "press"))
    assert united.spokespeople == (Spokesperson("Ann Ice", Role.NAMED),)
    assert ours.get(4).headline == "Headline 9"
    assert check(ours) == []
    assert ours.steps()[0].title == "Merge 2 changes of theirs.zip"
    ours.undo()
    assert Seen.of(ours) == before
    assert take_in(ours, theirs, Choice.OURS).changed == 2


def test_what_both_changed_is_shown_with_what_both_had_and_who_changed_it(both: tuple[Library, Library]) -> None:
    ours, theirs = both
    ours.set_note(FERRY_ID, "Ours")
    theirs.set_note(FERRY_ID, "Theirs")
    theirs.set_tone([FERRY_ID], Tone.MIXED)
    ours.set_tone([FERRY_ID], Tone.MIXED)
    note = open_ones(ours, theirs)["note"]
    assert (note.title, note.base, note.can_be_both) == ("Harbour towns ask who pays", "Call back.", True)
    assert [(side.text, side.who) for side in (note.ours, note.theirs)] == [("Ours", "Ann Ice"), ("Theirs", "Bo Snow")]


@pytest.mark.parametrize(
    ("choice", "note"), [(Choice.OURS, "Ours"), (Choice.THEIRS, "Theirs"), (Choice.BOTH, "Ours\n\nTheirs")]
)
def test_a_choice_counts_and_is_not_asked_for_again_on_either_side(
    both: tuple[Library, Library], choice: Choice, note: str
) -> None:
    ours, theirs = both
    ours.set_note(FERRY_ID, "Ours")
    theirs.set_note(FERRY_ID, "Theirs")
    imported = take_in(ours, theirs, choice)
    assert [one for _, one in imported.settled] == [choice]
    assert the_ferry(ours).note == note
    assert take_in(ours, theirs, choice).settled == ()
    assert take_in(theirs, ours, Choice.OURS).settled == ()
    assert the_ferry(theirs).note == note
    theirs.set_note(FERRY_ID, "Later")
    assert take_in(ours, theirs, Choice.OURS).settled == ()
    assert the_ferry(ours).note == "Later"


def test_entries_of_lists_are_united_one_by_one(both: tuple[Library, Library]) -> None:
    ours, theirs = both
    ours.highlight(FERRY_ID, Highlight("three mayors"))
    theirs.highlight(FERRY_ID, Highlight("single fund"))
    take_in(theirs, ours, Choice.OURS)
    take_in(ours, theirs, Choice.OURS)
    first, second = (one.uuid for one in the_ferry(ours).highlights)
    ours.remove_highlight(FERRY_ID, first)
    theirs.edit_highlight(FERRY_ID, second, comment="Why?")
    theirs.add_follow_up(FERRY_ID, FollowUp("The name is wrong."))
    take_in(ours, theirs, Choice.OURS)
    assert [one.comment for one in the_ferry(ours).highlights] == ["Why?"]
    assert [one.what for one in the_ferry(ours).follow_ups] == ["The name is wrong."]


def test_an_entry_that_one_side_removed_and_the_other_changed_is_shown(both: tuple[Library, Library]) -> None:
    ours, theirs = both
    ours.highlight(FERRY_ID, Highlight("three mayors"))
    take_in(theirs, ours, Choice.OURS)
    (marked,) = the_ferry(ours).highlights
    ours.remove_highlight(FERRY_ID, marked.uuid)
    theirs.edit_highlight(FERRY_ID, marked.uuid, comment="Why?")
    assert open_ones(ours, theirs)["highlights"].ours.text == ""


def test_renaming_on_either_side_is_followed(both: tuple[Library, Library]) -> None:
    ours, theirs = both
    ours.rename_outlet("Coastal Ledger", "The Ledger")
    ours.rename_tag("topic/ports", "topic/harbours")
    theirs.rename_tag("board", "council")
    ours.tag([2], "board")
    theirs.tag([3], "topic/ports")
    theirs.add([plain(9, tags=("topic/ports/north",))], PASTE)
    take_in(ours, theirs, Choice.OURS)
    assert [tag.name for tag in ours.tags()] == ["council", "topic/harbours", "topic/harbours/north"]
    assert [one.tags for one in ours.clippings([2, 3])] == [("council",), ("topic/harbours",)]
    assert ours.saved_searches() == [SavedSearch("Board", "tag:council")]
    assert {one.outlet for one in ours.clippings([1, 2, 3, 4])} == {"The Ledger"}
    take_in(theirs, ours, Choice.OURS)
    assert Seen.of(theirs) == Seen.of(ours)


@pytest.mark.parametrize(("choice", "name"), [(Choice.OURS, "members"), (Choice.THEIRS, "council")])
def test_a_tag_that_both_renamed_gets_the_name_that_is_chosen(
    both: tuple[Library, Library], choice: Choice, name: str
) -> None:
    ours, theirs = both
    ours.rename_tag("board", "members")
    theirs.rename_tag("board", "council")
    take_in(ours, theirs, choice)
    take_in(theirs, ours, Choice.OURS)
    assert the_ferry(ours).tags == the_ferry(theirs).tags == tuple(sorted((name, "topic/ports")))


def test_a_clipping_that_one_side_deleted_goes_unless_the_other_one_worked_on_it(both: tuple[Library, Library]) -> None:
    ours, theirs = both
    theirs.delete([2, 3])
    ours.set_prominence([3], Prominence.MAIN)
    kept = open_ones(ours, theirs)["deleted"]
    assert (kept.title, kept.ours.text, kept.theirs.text) == ("Headline 2", "", "yes")
    take_in(ours, theirs, Choice.OURS)
    assert [one.deleted for one in ours.clippings([2, 3])] == [True, False]
    take_in(theirs, ours, Choice.THEIRS)
    assert [one.deleted for one in theirs.clippings([2, 3])] == [True, False]


def test_a_tag_that_was_deleted_goes_unless_it_was_put_on_since(both: tuple[Library, Library]) -> None:
    ours, theirs = both
    theirs.delete_tag("board")
    theirs.delete_tag("topic/ports")
    ours.tag([2], "topic/ports")
    assert open_ones(ours, theirs)[""].what == "tags"
    take_in(ours, theirs, Choice.OURS)
    assert [tag.name for tag in ours.tags()] == ["topic/ports"]
    take_in(theirs, ours, Choice.OURS)
    assert Seen.of(theirs) == Seen.of(ours)


def test_a_step_that_one_side_took_back_is_a_change(both: tuple[Library, Library]) -> None:
    ours, theirs = both
    theirs.undo()
    theirs.undo()
    theirs.undo()
    assert the_ferry(theirs).note is None
    take_in(ours, theirs, Choice.OURS)
    assert the_ferry(ours).note is None


def test_a_copy_that_came_by_export_is_as_good_as_one_of_the_file(
    both: tuple[Library, Library], tmp_path: Path
) -> None:
    ours, theirs = both
    export_library(ours, tmp_path / "first.zip")
    with opened(tmp_path, "third", 86_441) as third:
        import_library(third, tmp_path / "first.zip")
        ours.set_note(FERRY_ID, "Ours")
        third.rename_outlet("Coastal Ledger", "The Ledger")
        third.set_tone([FERRY_ID], Tone.POSITIVE)
        assert take_in(ours, third, Choice.OURS).settled == ()
        assert (the_ferry(ours).note, the_ferry(ours).tone, the_ferry(ours).outlet) == (
            *("Ours", Tone.POSITIVE, "The Ledger"),
        )
        # What the third did reaches the second one by way of the first.
        take_in(theirs, ours, Choice.OURS)
        assert Seen.of(theirs) == Seen.of(ours)


def test_lines_without_a_past_fill_what_is_empty_and_ask_for_the_rest(
    both: tuple[Library, Library], tmp_path: Path
) -> None:
    ours, theirs = both
    ours.set_prominence([FERRY_ID], Prominence.MAIN)
    theirs.set_tone([FERRY_ID], Tone.MIXED)
    theirs.edit(FERRY_ID, headline="Towns ask")
    export_library(theirs, tmp_path / "lines.jsonl")
    imported = import_library(ours, tmp_path / "lines.jsonl")
    assert [(one.field, one.theirs.text) for one, _ in imported.settled] == [("headline", "Towns ask")]
    assert (the_ferry(ours).tone, the_ferry(ours).prominence) == (Tone.MIXED, Prominence.MAIN)


def test_outlets_people_and_the_organisation_are_united_field_by_field(both: tuple[Library, Library]) -> None:
    ours, theirs = both
    ours.edit_outlet("Coastal Ledger", reach=5_000, aliases=("The Ledger",))
    theirs.edit_outlet("Coastal Ledger", tier=2, aliases=("CL",))
    ours.set_organisation(replace(ours.organisation(), name="Tide Institute"))
    theirs.set_organisation(replace(theirs.organisation(), prepared_by="The press office"))
    theirs.save_search(SavedSearch("Board", "tag:board tone:mixed"))
    take_in(ours, theirs, Choice.OURS)
    outlet, organisation = ours.outlet("Coastal Ledger"), ours.organisation()
    assert (outlet.reach, outlet.tier, outlet.aliases) == (5_000, 2, ("CL", "The Ledger"))
    assert (organisation.name, organisation.prepared_by) == ("Tide Institute", "The press office")
    assert organisation.user_name == "Ann Ice"
    assert ours.saved_searches() == [SavedSearch("Board", "tag:board tone:mixed")]


def test_a_library_is_imported_as_its_export_is_and_stays_as_it_was(both: tuple[Library, Library]) -> None:
    ours, theirs = both
    theirs.set_tone([FERRY_ID], Tone.MIXED)
    steps = theirs.steps()
    assert preview_import_files(ours, Readings(()), exports=[theirs.path]).exports == Imported(changed=1, unchanged=2)
    assert the_ferry(ours).tone is None
    import_files(ours, Readings(()), exports=[theirs.path])
    assert the_ferry(ours).tone is Tone.MIXED
    assert ours.steps()[0].title == "Merge 1 change of theirs.clipper"
    assert theirs.steps() == steps
    with pytest.raises(WrongUsage, match="this library itself"):
        import_files(ours, Readings(()), exports=[ours.path])


@pytest.mark.parametrize("told", [{"registers": 5}, {"registers": [{"target": "tags.hue"}]}, {"reverses": []}])
def test_a_past_that_cannot_be_is_refused_by_its_line(both: tuple[Library, Library], told: dict[str, Any]) -> None:
    ours, theirs = both
    archive, step = theirs.path.with_suffix(".zip"), {"verb": "tone", "detail": {}, "count": 1, "clippings": []}
    lines = [
        {"format": "clipper", "version": 5},
        {"step": {**step, "at": "2026-01-02T03:04:05", "who": "", "undone": False, **told}},
    ]
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("clipper.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))
    with pytest.raises(WrongUsage, match=r"Line 2 of theirs\.zip cannot be read"):
        import_library(ours, archive)


@pytest.mark.parametrize(
    ("verb", "detail"),
    [
        ("rename_tag", {"name": "\ud800", "new_name": "topic/ports"}),
        ("delete_tag", {"name": "board\ud800"}),
        ("unite", {"name": "b", "changes": "1 change", "followed": '[["tags", "\\ud800", "board\\udfff"]]'}),
    ],
)
def test_names_in_a_past_that_no_file_can_hold_stop_nothing(
    both: tuple[Library, Library], verb: str, detail: dict[str, str]
) -> None:
    ours, theirs = both
    archive = theirs.path.with_suffix(".zip")
    step = {"verb": verb, "detail": detail, "count": 0, "at": "2026-01-02T03:04:05", "who": "\ud800", "undone": False}
    lines = [{"format": "clipper", "version": 5}, {"step": {**step, "clippings": []}}]
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("clipper.jsonl", "".join(f"{json.dumps(line)}\n" for line in lines))
    before = ours.tags()
    import_library(ours, archive)
    assert check(ours) == []
    assert ours.tags() == before


@of_hundred(4)
@given(first=verbs, ours=verbs, theirs=verbs, choice=choices)
def test_copies_that_take_each_other_in_become_equal_whatever_was_done(
    first: list[Verb], ours: list[Verb], theirs: list[Verb], choice: Choice
) -> None:
    unite_both_ways(first, ours, theirs, choice)


def test_the_promise_is_one_that_a_rule_can_break(monkeypatch: pytest.MonkeyPatch) -> None:
    work: Any = ([], [("tone", 0, 0)], [("note", 0, 0), ("headline", 1, 1)], Choice.OURS)
    unite_both_ways(*work)
    monkeypatch.setattr(uniting, "verdict", lambda ours, theirs, _told: _later(ours, theirs))
    with pytest.raises(AssertionError):
        unite_both_ways(*work)


def _later(ours: Any, theirs: Any) -> Verdict:
    """A rule that looks at nobody's past."""
    return Verdict.SAME if ours[0] == theirs[0] else Verdict.THEIRS


@pytest.mark.parametrize(
    ("ours", "theirs", "whose"),
    [
        (["a"], ["a"], Verdict.SAME),
        (["a"], ["b", "a"], Verdict.THEIRS),
        (["b", "a"], ["a"], Verdict.OURS),
        (["b", "a"], ["c", "a"], Verdict.OPEN),
        (["b", "a"], ["c", "b"], Verdict.THEIRS),
        (["a", "b", "a"], ["c", "a"], Verdict.THEIRS),
        ([None], ["c"], Verdict.THEIRS),
        (["b"], [None], Verdict.OURS),
        (["b"], ["c"], Verdict.OPEN),
    ],
)
def test_the_side_that_changed_a_value_counts(ours: list[Any], theirs: list[Any], whose: Verdict) -> None:
    assert verdict(ours, theirs, Told.NOTHING) is whose


def test_a_past_of_many_steps_of_many_clippings_takes_little_memory() -> None:
    lines = uniting_past._HistoryLines()
    for number in range(5_000):
        lines.take(json.dumps({"clipping": {"uuid": f"clipping-{number}"}}).encode())
    step = {"verb": "star", "detail": {}, "count": 5_000, "at": "2026-11-18T09:30:00", "who": "", "undone": False}
    tracemalloc.start()
    for last in range(4_900, 5_000):
        lines.take(json.dumps({"step": {**step, "clippings": [[3, last]]}}).encode())
    past = lines.past()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000
    touched = past.steps[0].touched
    known = {number for number in (1, 2, 4_899, 4_900, 6_000) if f"clipping-{number}" in touched}
    assert known == {2, 4_899}
