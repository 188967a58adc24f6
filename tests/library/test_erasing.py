"""Purging: nothing of a clipping is left, and nothing else is lost."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from clipper.library.checking import check
from clipper.library.library import Library
from clipper.library.store import sqlite
from clipper.library.store.tables import ClippingRow
from clipper.model.changes import Changes
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Tone
from clipper.model.draft import Pasted
from clipper.model.errors import NotFound
from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.query import Query
from clipper.model.report import SUMMARY_TEXT, Audience, why
from clipper.model.values import replace
from tests.library.building import FERRY, PASTE, ferry, plain
from tests.library.conftest import Fill
from tests.library.test_issued_reports import FILES, OCTOBER, USUAL

SECRET = ferry(
    headline="Zanzibarquartz headline",
    body=f"{FERRY}\n\nZanzibarquartz body",
    reporters=("Zanzibarquartz Reporter",),
    spokespeople=(Spokesperson("Zanzibarquartz Speaker"),),
    outlet="Zanzibarquartz Outlet",
    note="Zanzibarquartz note",
    url="https://zanzibarquartz.example/a",
)


def test_no_byte_of_a_purged_clipping_is_left(path: Path) -> None:
    with Library.open(path) as library:
        library.add([plain(1)], PASTE)
        library.add([SECRET], Pasted("Zanzibarquartz paste"))
        library.tag([1, 2], "ice")
        library.edit(2, headline="Zanzibarquartz again", reporters=("Zanzibarquartz Other",))
        library.set_note(2, "Zanzibarquartz note again")
        library.undo()
        library.purge([2])
        assert b"anzibarquartz" not in _bytes_in(path.parent)
    assert b"anzibarquartz" not in _bytes_in(path.parent)


def test_a_clipping_whose_adding_was_undone_for_good_goes_with_the_next_purge(path: Path) -> None:
    with Library.open(path) as library:
        library.add([plain(1)], PASTE)
        library.add([SECRET], Pasted("Zanzibarquartz paste"))
        library.undo()
        library.purge([])
        library.redo()
        assert library.get(2).headline == "Zanzibarquartz headline"
        library.undo()
        library.set_starred([1], True)
        library.purge([])
        assert b"anzibarquartz" not in _bytes_in(path.parent)
        assert library.get(1).starred
        library.undo()
        assert not library.get(1).starred
        assert library.redoable() is not None


def test_names_that_only_a_purged_clipping_had_are_forgotten_with_their_aliases(path: Path) -> None:
    with Library.open(path) as library:
        library.add([plain(1), SECRET], PASTE)
        library.edit_outlet("Coastal Ledger", tier=1)
        library.rename_person("Zanzibarquartz Speaker", "Somebody Zanzibarquartz")
        library.rename_outlet("Zanzibarquartz Outlet", "The Zanzibarquartz Daily")
        library.undo()
        library.rename_person("Zanzibarquartz Reporter", "Somebody Zanzibarquartz")
        library.edit_person("Somebody Zanzibarquartz", aliases=("Zanzibarquartz",))
        library.purge([2])
        assert (library.unused_outlets(), library.unused_people()) == ([], [])
        assert b"anzibarquartz" not in _bytes_in(path.parent)
        assert [step.verb for step in library.steps()] == ["outlet", "add"]
        library.undo()
        library.undo()
        library.redo()
        assert library.get(1).outlet == "Coastal Ledger"


def test_names_that_no_purged_clipping_had_stay(library: Library) -> None:
    library.add([plain(1), plain(2, outlet="Island Post")], PASTE)
    library.edit(1, outlet=None)
    library.edit(2, reporters=("Bo Snow",))
    library.purge([2])
    assert [outlet.name for outlet in library.unused_outlets()] == ["Coastal Ledger"]
    assert library.unused_people() == []
    library.undo()
    assert library.get(1).outlet == "Coastal Ledger"


def _report(library: Library, *ids: int, **values: Any) -> IssuedReport:
    """A report that lists some clippings as reports do, by their UUIDs and what is told of each."""
    listed = {one.uuid: {"headline": one.headline} for one in library.clippings(ids)}
    return replace(OCTOBER, **{"snapshot": {"clippings": listed, "figures": {}, "texts": {}}, **values})


def test_nothing_of_a_purged_clipping_is_left_in_reports_and_their_numbers_stay(path: Path) -> None:
    with Library.open(path) as library:
        library.add([plain(1), SECRET], PASTE)
        secret = library.get(2).uuid
        texts = {why(secret): "Zanzibarquartz matters", SUMMARY_TEXT: "It was zanzibarquartz"}
        for key, text in ((why(secret), texts[why(secret)]), (why(secret), ""), (SUMMARY_TEXT, "A quiet month")):
            library.write_report_text(USUAL.uuid, OCTOBER.period, "en", Audience.INTERNAL, key, text)
        before = library.issue_report(_report(library, 1, issued_on=date(2026, 11, 1)), FILES)
        files = {".pdf": b"%PDF Zanzibarquartz", ".html": b"zanzibarquartz" * 700_000}
        listing = library.issue_report(_report(library, 1, 2, texts=texts), files)
        later = _report(library, 1, changes=("“Zanzibarquartz headline” was taken out.",))
        library.issue_report(later, {".md": b"Zanzibarquartz headline was taken out."})
        other = library.issue_report(_report(library, 1, period=Period.month(2026, 12)), FILES)
        library.issue_report(_report(library, 2, definition=replace(USUAL, uuid="withdrawn")), files)
        library.undo()
        assert library.issued_with([1, 2]) == 4
        assert library.issued_with([2]) == 2
        heard: list[Changes] = []
        library.subscribe(heard.append)
        assert library.purge([2]) == 2
        assert [changes.reports for changes in heard] == [True]
        said = library.report_texts(USUAL.uuid, OCTOBER.period, "en", Audience.INTERNAL)
        assert said == {SUMMARY_TEXT: "A quiet month"}
        assert b"anzibarquartz" not in _bytes_in(path.parent)
        assert [(one.number, one.version, one.erased) for one in library.issued_reports()] == [
            *((2, 1, False), (1, 3, True), (1, 2, True), (1, 1, False))
        ]
        erased = library.issued_reports()[2]
        assert erased == replace(listing, texts={}, snapshot={}, files={}, erased=True)
        with pytest.raises(NotFound, match="a clipping of it was erased"):
            library.issued_file(listing.uuid, ".pdf")
        for report in (before, other):
            assert library.issued_file(report.uuid, ".pdf") == FILES[".pdf"]
        assert library.last_issued(USUAL.uuid, OCTOBER.period, "en", Audience.INTERNAL) is None
        assert library.issue_report(_report(library, 1), FILES).version == 4
        assert library.purge([99]) == 0
        assert check(library) == []
    assert b"anzibarquartz" not in _bytes_in(path.parent)


def test_what_steps_did_to_an_erased_report_can_still_be_undone(library: Library) -> None:
    library.add([plain(1), plain(2)], PASTE)
    issued = library.issue_report(_report(library, 2), FILES)
    library.write_report_text(USUAL.uuid, OCTOBER.period, "en", Audience.INTERNAL, why(library.get(2).uuid), "Why")
    library.withdraw_issued_report(issued.uuid)
    assert library.issued_with([2]) == 0
    assert library.purge([2]) == 0
    assert [step.verb for step in library.steps()] == ["withdraw_report", "issue_report", "add"]
    library.undo()
    assert [one.erased for one in library.issued_reports()] == [True]
    library.undo()
    assert library.issued_reports() == []
    library.redo()
    assert [(one.number, one.title) for one in library.issued_reports()] == [(1, issued.title)]


def test_a_purge_keeps_the_files_of_templates_that_undo_would_bring_back(library: Library) -> None:
    library.add([plain(1)], PASTE)
    library.save_template("Winter", {"a.typ": b"one"})
    library.save_template("Winter", {"a.typ": b"two"})
    library.save_template("Snow", {"b.typ": b"three"})
    library.delete_template("Snow")
    library.purge([1])
    assert library.template_files("Winter") == {"a.typ": b"two"}
    library.undo()
    assert library.template_files("Snow") == {"b.typ": b"three"}
    library.undo()
    library.undo()
    assert library.template_files("Winter") == {"a.typ": b"one"}


def _bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file()).lower()


def test_what_a_command_purges_leaves_the_log_of_an_open_window_too(path: Path) -> None:
    with Library.open(path) as window:
        window.add([SECRET], PASTE)
        with Library.open(path) as command:
            command.purge([1])
        window.poll()
        assert b"anzibarquartz" not in _bytes_in(path.parent)


def test_what_is_purged_while_somebody_reads_is_gone_once_they_have_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "BUSY_TIMEOUT", 0.05)
    with Library.open(path) as library:
        library.add([SECRET], PASTE)
        with library.store.reading() as connection:
            connection.execute(select(ClippingRow.id)).all()
            library.purge([1])
            library.poll()
            assert b"anzibarquartz" in _bytes_in(path.parent)
        library.poll()
        assert b"anzibarquartz" not in _bytes_in(path.parent)


def test_the_rest_of_a_shared_step_can_still_be_undone(library: Library, fill: Fill) -> None:
    fill(3)
    library.set_tone([2], Tone.MIXED)
    library.set_tone([1, 2, 3], Tone.POSITIVE)
    library.purge([2])
    assert [step.title for step in library.steps()] == ["Code tone of 2 clippings", "Add 2 clippings"]
    library.undo()
    assert [one.tone for one in library.clippings([1, 3])] == [None, None]
    library.undo()
    assert library.clippings([1, 2, 3]) == []
    library.redo()
    assert [one.id for one in library.clippings([1, 2, 3])] == [1, 3]


def test_values_stay_with_their_clippings_when_one_is_purged(library: Library, fill: Fill) -> None:
    fill(3)
    for clipping_id, tone in ((1, Tone.MIXED), (2, Tone.NEUTRAL), (3, Tone.NEGATIVE)):
        library.set_tone([clipping_id], tone)
    library.set_tone([1, 2, 3], Tone.POSITIVE)
    library.purge([1])
    library.undo()
    assert [one.tone for one in library.clippings([2, 3])] == [Tone.NEUTRAL, Tone.NEGATIVE]


def test_a_purged_clipping_is_gone_and_undo_does_not_bring_it_back(library: Library, fill: Fill) -> None:
    fill(1)
    heard: list[Changes] = []
    library.subscribe(heard.append)
    library.purge([1, 99])
    library.purge([1])
    assert [changes.clippings for changes in heard] == [{1}]
    with pytest.raises(NotFound):
        library.get(1)
    with pytest.raises(NotFound):
        library.undo()
    assert len(library.search(Query.parse("headline"))) == 0


def test_a_paste_stays_as_long_as_another_clipping_came_from_it(library: Library, fill: Fill) -> None:
    fill(2)
    library.purge([1])
    original = library.original(2)
    assert original is not None
    assert original.text == PASTE.text


def test_names_that_undo_still_needs_stay(library: Library) -> None:
    library.add([ferry(), plain(2)], PASTE)
    library.edit(2, outlet="Island Post", reporters=("Petra Lindqvist",))
    library.edit(2, outlet="Third Paper", reporters=())
    library.purge([1])
    library.undo()
    assert (library.get(2).outlet, library.get(2).reporters) == ("Island Post", ("Petra Lindqvist",))
    library.undo()
    assert library.get(2).outlet == "Coastal Ledger"


def test_a_purged_pick_up_leaves_the_story(library: Library) -> None:
    library.add([ferry(), ferry(outlet="Island Post", url=None, headline="Who pays?")], PASTE)
    library.purge([2])
    assert library.story_of(1) == []
    assert not library.get(1).is_pick_up
    assert check(library) == []
