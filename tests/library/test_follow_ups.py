"""Corrections, follow-ups and the fields of media: kept, undone, found, merged, exchanged, erased."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from clipper.library.exchange import export_library, import_library
from clipper.library.library import Library
from clipper.library.merging import CHOSEN
from clipper.library.search import Sort
from clipper.model.codes import FollowUpKind, Medium
from clipper.model.errors import NotFound, WrongUsage
from clipper.model.follow_up import FollowUp
from clipper.model.medium_fields import MEDIUM_FIELDS
from clipper.model.query import Query
from clipper.model.values import replace
from tests.library.building import PASTE, Clock, ferry, plain

TODAY = date(2026, 11, 18)
NAME = FollowUp(
    "Our name is\n\nwrong.",
    requested_on=date(2026, 11, 12),
    contact="Jo Lind, news desk",
    owner="Mara",
    due=date(2026, 11, 16),
)
CALL = FollowUp("Call the host.", FollowUpKind.FOLLOW_UP)
BROADCAST = {
    "host": "Ayesha Barr",
    "aired_at": "07:40 America/Toronto",
    "duration": 750,
    "timecode": 192,
    "edition": "Late city",
    "section": "World",
    "page": "A4",
    "handle": "@ayesha_barr",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with the mention of the ferry, 1, and two others."""
    with Library.open(tmp_path / "library.clipper", now=Clock()) as opened:
        opened.add([ferry(), plain(2), plain(3)], PASTE)
        yield opened


def found(library: Library, text: str) -> set[int]:
    query = Query.parse(text)
    assert not query.problems
    return set(library.search(query).ids)


def kept(library: Library, clipping_id: int = 1) -> tuple[FollowUp, ...]:
    return library.get(clipping_id).follow_ups


def test_a_correction_is_written_down_edited_closed_and_opened_again(library: Library) -> None:
    library.add_follow_up(1, NAME)
    (one,) = kept(library)
    assert (one.what, one.contact, one.due) == ("Our name is\n\nwrong.", "Jo Lind, news desk", date(2026, 11, 16))
    assert one.uuid
    assert one.is_overdue(TODAY)
    assert not one.is_overdue(date(2026, 11, 16))

    library.edit_follow_up(1, one.uuid, owner="  Amadou\nKerr ", due=None)
    assert (kept(library)[0].owner, kept(library)[0].due) == ("Amadou Kerr", None)
    library.close_follow_up(1, one.uuid, "Corrected online.")
    assert (kept(library)[0].closed_on, kept(library)[0].outcome) == (TODAY, "Corrected online.")
    library.reopen_follow_up(1, one.uuid)
    assert kept(library)[0].is_open
    assert kept(library)[0].outcome == "Corrected online."

    library.remove_follow_up(1, one.uuid)
    assert kept(library) == ()
    for _ in range(5):
        library.undo()
    assert kept(library) == ()
    for _ in range(4):
        library.redo()
    assert kept(library)[0].is_open
    titles = [step.title for step in library.steps(1) if step.verb not in ("undo", "redo")]
    assert titles[:5] == [
        "Remove a follow-up from Harbour towns ask who pays",
        "Open a follow-up of Harbour towns ask who pays again",
        "Close a follow-up of Harbour towns ask who pays",
        "Edit a follow-up of Harbour towns ask who pays",
        "Add a follow-up to Harbour towns ask who pays",
    ]


def test_what_says_nothing_or_is_gone_is_refused(library: Library) -> None:
    with pytest.raises(WrongUsage):
        library.add_follow_up(1, FollowUp("  \n"))
    with pytest.raises(NotFound):
        library.add_follow_up(9, NAME)
    library.add_follow_up(1, NAME)
    (one,) = kept(library)
    with pytest.raises(WrongUsage):
        library.edit_follow_up(1, one.uuid, what=" ")
    for verb in (library.edit_follow_up, library.close_follow_up, library.reopen_follow_up, library.remove_follow_up):
        with pytest.raises(NotFound):
            verb(2, one.uuid)
    assert kept(library) == (one,)


def test_what_is_open_and_what_was_corrected_is_found_and_counted(library: Library) -> None:
    library.add_follow_up(1, NAME)
    library.add_follow_up(2, CALL)
    assert (found(library, "is:open"), found(library, "-is:open")) == ({1, 2}, {3})
    assert (found(library, "has:correction"), found(library, "-has:correction")) == ({1}, {2, 3})
    assert library.facets(Query()).sections["open"] == 2
    assert library.facets(Query.parse("has:correction")).sections["open"] == 1
    library.close_follow_up(1, kept(library)[0].uuid)
    assert (found(library, "is:open"), found(library, "has:correction")) == ({2}, {1})
    assert library.facets(Query()).sections["open"] == 1
    library.delete([2])
    assert found(library, "is:open") == set()
    assert library.facets(Query()).sections["open"] == 0


def test_what_is_due_is_found_by_its_day_as_long_as_it_is_open(library: Library) -> None:
    library.add_follow_up(1, NAME)
    library.add_follow_up(2, CALL)
    library.add_follow_up(3, replace(CALL, due=date(2026, 11, 24)))
    expected = {
        "due:overdue": {1},
        "-due:overdue": {2, 3},
        "due:none": {2},
        "due:7d": {3},
        "due:6d": set(),
        "due:2026-11": {1, 3},
        "due:2026-11-16..2026-11-20": {1},
        "due:overdue OR due:7d": {1, 3},
        "due:today": set(),
        "due:9999y": {3},
    }
    assert {text: found(library, text) for text in expected} == expected
    assert library.facets(Query()).sections["overdue"] == 1
    assert library.facets(Query.parse("due:overdue")).sections == library.facets(Query()).sections
    assert library.facets(Query.parse("due:7d")).sections["overdue"] == 0
    library.close_follow_up(1, kept(library)[0].uuid)
    library.delete([3])
    assert found(library, "due:overdue OR due:7d") == set()
    assert library.facets(Query()).sections["overdue"] == 0


def test_what_is_due_first_stands_first_and_what_is_not_due_last(library: Library) -> None:
    library.add_follow_up(1, CALL)
    library.add_follow_up(2, replace(CALL, due=date(2026, 11, 24)))
    library.add_follow_up(3, NAME)
    library.add_follow_up(3, replace(CALL, due=date(2026, 12, 1)))
    assert list(library.search(Query(), Sort.DUE).ids) == [3, 2, 1]
    assert list(library.search(Query.parse("-due:overdue"), Sort.DUE).ids) == [2, 1]
    assert dict(library.to_follow_up([1, 3])) == {
        1: [("Call the host.", None)],
        3: [("Our name is\n\nwrong.", date(2026, 11, 16)), ("Call the host.", date(2026, 12, 1))],
    }
    library.close_follow_up(3, kept(library, 3)[0].uuid)
    assert list(library.search(Query.parse("a OR -a"), Sort.DUE).ids) == [2, 3, 1]


def test_a_merge_brings_the_other_ones_matters_once(library: Library) -> None:
    library.add_follow_up(1, NAME)
    for one in (NAME, CALL):
        library.add_follow_up(2, one)
    library.merge(1, 2)
    assert [one.what for one in kept(library)] == [NAME.what, CALL.what]
    library.undo()
    assert [one.what for one in kept(library)] == [NAME.what]


def test_an_export_holds_them_and_what_media_have(library: Library, tmp_path: Path) -> None:
    for one in (NAME, CALL):
        library.add_follow_up(1, one)
    library.close_follow_up(1, kept(library)[1].uuid, "Done\nand told.")
    library.edit(1, **BROADCAST)
    export_library(library, tmp_path / "all.jsonl")
    with Library.open(tmp_path / "second.clipper") as second:
        import_library(second, tmp_path / "all.jsonl")
        assert second.get(1).follow_ups == kept(library)
        assert {name: getattr(second.get(1), name) for name in BROADCAST} == BROADCAST


@pytest.mark.parametrize(
    "value", ['"due": "soon"', '"kind": "complaint"', '"what": ""', '"what": 7', '"closed_on": 3', '"contact": []']
)
def test_an_export_with_a_broken_one_is_refused(library: Library, tmp_path: Path, value: str) -> None:
    file = tmp_path / "broken.jsonl"
    line = f'{{"clipping": {{"headline": "A", "follow_ups": [{{"what": "x", {value}}}]}}}}'
    file.write_text(f'{{"format": "clipper", "version": 3}}\n{line}\n', encoding="utf-8")
    with pytest.raises(WrongUsage):
        import_library(library, file)


def test_nothing_of_a_purged_one_is_left(library: Library) -> None:
    library.add_follow_up(1, FollowUp("Zanzibarquartz", contact="Zanzibarquartz", outcome="Zanzibarquartz"))
    library.edit(1, host="Zanzibarquartz", page="Zanzibarquartz")
    library.undo()
    library.purge([1])
    folder = library.path.parent
    assert b"anzibarquartz" not in b"".join(file.read_bytes() for file in folder.iterdir())


# The fields of media


def test_the_fields_of_media_are_edited_cleaned_and_undone(library: Library) -> None:
    library.edit(1, medium=Medium.RADIO, host=" Ayesha\nBarr ", aired_at="7:40 a.m. ET", duration=750, timecode=0)
    clipping = library.get(1)
    assert (clipping.host, clipping.aired_at) == ("Ayesha Barr", "07:40 America/Toronto")
    assert (clipping.duration, clipping.timecode) == (750, None)
    assert library.steps(1)[0].title == "Edit medium, host, air time, duration of Harbour towns ask who pays"
    library.undo()
    assert library.get(1).host is None
    assert library.get(1).aired_at is None


@pytest.mark.parametrize(("field", "value"), [("aired_at", "soon"), ("duration", -1), ("timecode", 10**9)])
def test_what_cannot_be_is_refused_and_nothing_is_changed(library: Library, field: str, value: object) -> None:
    with pytest.raises(WrongUsage):
        library.edit(1, headline="Another", **{field: value})
    assert library.get(1).headline == "Harbour towns ask who pays"


def test_host_and_handle_are_found_by_their_words(library: Library) -> None:
    library.edit(1, host="Ayesha Barr")
    library.edit(2, handle="@ayesha_barr")
    assert found(library, "ayesha") == {1, 2}
    library.edit(1, host=None)
    assert found(library, "ayesha") == {2}


def test_a_merge_chooses_between_the_fields_of_media_and_fills_in_what_is_unknown(library: Library) -> None:
    assert set(MEDIUM_FIELDS) <= set(CHOSEN)
    library.edit(1, aired_at="07:40", duration=750)
    library.edit(2, aired_at="07:45", duration=800, host="Ayesha Barr", timecode=192)
    library.merge(1, 2, {"duration"})
    merged = library.get(1)
    assert (merged.aired_at, merged.duration, merged.host, merged.timecode) == ("07:40", 800, "Ayesha Barr", 192)
