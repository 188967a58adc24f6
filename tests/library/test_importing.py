"""Importing files: everything in one step as new, nothing twice, nothing that was rejected, or nothing at all."""

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from clipper.library import adding, candidates, clippings, originals
from clipper.library.exchange import export_library
from clipper.library.importing import Imported, import_files, preview_import_files
from clipper.library.intake import FileProblem, Readings
from clipper.library.library import Brought, Library
from clipper.library.likeness import near_headlines
from clipper.model.codes import Medium, State, Tone
from clipper.model.draft import Accepted, Coding, Draft, FileReading, Guess, Pasted, Problem, Reading
from clipper.model.errors import WrongUsage
from clipper.model.query import Query
from clipper.model.values import replace
from tests.library.building import FERRY, LIGHTHOUSE, PASTE, ferry, plain
from tests.profiles import of_hundred


def draft(number: int = 0, **values: Any) -> Draft:
    """One of many mentions, or what is wanted of one."""
    given_ = values or {"headline": f"Harbour story {number}", "url": f"https://ledger.example/{number}"}
    return Draft(**{name: Guess(value, 0.97) for name, value in given_.items()})


def a_file(*drafts: Draft, name: str = "alerts.eml", file: bytes | None = None, **more: Any) -> FileReading:
    text = f"What {name} says"
    return FileReading("eml", Pasted(text, None, name), Reading("", drafts), file=file, **more)


def bring(library: Library, *files: FileReading) -> Imported:
    return import_files(library, Readings(files))


def count(library: Library, query: str = "") -> int:
    return len(library.search(Query.parse(query)))


def test_what_is_imported_arrives_as_new_and_in_order(library: Library) -> None:
    imported = bring(library, a_file(*map(draft, range(3))))
    assert [one.headline for one in library.clippings(imported.ids)] == [
        f"Harbour story {number}" for number in range(3)
    ]
    assert {one.state for one in library.clippings(imported.ids)} == {State.NEW}
    assert imported.summary == "3 new clippings, 3 of them without a date."


def test_one_import_of_several_files_is_one_step_named_after_them(library: Library) -> None:
    imported = bring(library, a_file(draft(1), draft(2)), a_file(draft(3), name="more.eml"))
    step = imported.changes.step
    assert step is not None
    assert step.title == "Import 3 clippings from 2 files"
    assert imported.changes.clippings == set(imported.ids)
    library.undo()
    assert count(library) == 0
    library.redo()
    assert count(library, "state:new") == 3


def test_files_and_exports_are_one_step_too_and_the_exports_come_first(library: Library, tmp_path: Path) -> None:
    exports = []
    with Library.open(tmp_path / "other.clipper") as other:
        for number in (1, 2):
            other.add([plain(number)], PASTE)
            exports.append(tmp_path / f"{number}.jsonl")
            export_library(other, exports[-1])
    known = plain(2).draft
    imported = import_files(library, Readings((a_file(known, draft(7)),)), exports=exports)
    assert imported.sentences == [
        "2 added, 1 known already.",
        "1 new clipping, 1 of them without a date, 1 in the library already.",
    ]
    (step,) = library.steps()
    assert step.title == "Import 3 clippings from 3 files"
    library.undo()
    assert count(library) == 0
    assert import_files(library, Readings(()), exports=exports).sentences == ["2 added, 1 known already."]
    assert library.steps()[0].title == "Import 2 clippings"


def test_nothing_is_imported_where_one_of_several_exports_is_broken(library: Library, tmp_path: Path) -> None:
    library.add([plain(1)], PASTE)
    good, broken = tmp_path / "good.jsonl", tmp_path / "broken.jsonl"
    export_library(library, good)
    library.undo()
    broken.write_text(good.read_text("utf-8") + "{ no export\n", encoding="utf-8")
    with pytest.raises(WrongUsage, match="broken"):
        import_files(library, Readings((a_file(draft(1)),)), exports=[good, broken])
    assert (count(library), len(library.steps())) == (0, 2)


def test_a_single_clipping_is_named_in_the_step(library: Library) -> None:
    bring(library, a_file(draft(1)))
    assert library.steps()[0].title == "Import Harbour story 1 from alerts.eml"


def test_text_and_file_are_kept_once_for_all_that_came_from_them(library: Library) -> None:
    first, second, other = bring(
        library, a_file(draft(1), draft(2), file=b"%PDF as it came\x00"), a_file(draft(3), name="more.eml")
    ).ids
    original = library.original(first)
    assert original is not None
    assert (original.text, original.source, original.file) == (
        "What alerts.eml says",
        "alerts.eml",
        b"%PDF as it came\x00",
    )
    assert library.original(second) == original
    elsewhere = library.original(other)
    assert elsewhere is not None
    assert (elsewhere.source, elsewhere.file) == ("more.eml", None)
    with library.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM originals").scalar() == 2


def test_what_the_library_has_is_counted_and_not_doubled(library: Library) -> None:
    library.add([ferry()], PASTE)
    again = draft(headline="Other words", url="http://coastal-ledger.example/2017/11/ferry?utm_medium=mail")
    imported = bring(library, a_file(again, draft(1)))
    assert (len(imported.ids), imported.known) == (1, 1)
    assert imported.summary == "1 new clipping, 1 of them without a date, 1 in the library already."


def test_the_same_file_twice_adds_nothing_and_makes_no_step(library: Library) -> None:
    file = a_file(*map(draft, range(5)))
    bring(library, file)
    again = bring(library, file)
    assert (again.ids, again.known, again.changes.step) == ((), 5, None)
    assert again.summary == "Nothing new, 5 in the library already."
    assert len(library.steps()) == 1


def test_a_mention_that_is_twice_in_the_files_is_added_once(library: Library) -> None:
    day = {"outlet": "Coastal Ledger", "published_on": date(2026, 11, 3)}
    one, same = draft(headline="Who pays?", **day), draft(headline="WHO pays", **day)
    imported = bring(library, a_file(one, draft(1), same), a_file(one, name="more.eml"))
    assert (len(imported.ids), imported.known) == (2, 2)


def test_a_daily_column_is_a_new_clipping_each_day(library: Library) -> None:
    days = [draft(headline="Letters", outlet="Coastal Ledger", published_on=date(2026, 11, day)) for day in (3, 4, 5)]
    assert len(bring(library, a_file(*days)).ids) == 3


@pytest.mark.parametrize(
    "again",
    [
        {"headline": "Quite another headline", "url": "https://coastal-ledger.example/2017/11/ferry"},
        {"headline": "HARBOUR towns ask: who pays?", "outlet": "coastal ledger", "published_on": date(2017, 11, 14)},
    ],
)
def test_a_rejected_mention_is_never_offered_again(library: Library, again: dict[str, Any]) -> None:
    library.set_state(library.add([ferry()], PASTE).ids, State.REJECTED)
    imported = bring(library, a_file(draft(**again)))
    assert (imported.ids, imported.rejected, imported.known) == ((), 1, 0)
    assert imported.summary == "Nothing new, 1 rejected before."
    assert library.get(1).state is State.REJECTED


def test_a_rejected_mention_that_is_added_by_hand_is_kept_again(library: Library) -> None:
    (clipping_id,) = library.add([ferry(note="Not ours")], PASTE).ids
    library.set_tone([clipping_id], Tone.NEUTRAL)
    library.set_state([clipping_id], State.REJECTED)
    before = library.get(clipping_id)
    added = library.add([ferry(headline="Harbour towns ask who pays", deck=None, tags=("board",))], PASTE)
    assert (added.ids, added.known, added.brought_back) == ((), (), ((clipping_id, State.KEPT),))
    kept = library.get(clipping_id)
    assert (kept.state, kept.tags, kept.note, kept.tone) == (State.KEPT, ("board",), "Not ours", Tone.NEUTRAL)
    assert kept.deck == "A longer season has a price"
    assert count(library) == 1
    assert library.steps()[0].title == "Mark Harbour towns ask who pays as kept"
    library.undo()
    assert library.get(clipping_id) == before


def test_the_paste_that_brings_a_rejected_mention_back_is_kept_too(library: Library) -> None:
    (clipping_id,) = library.add([ferry()], PASTE).ids
    library.set_state([clipping_id], State.REJECTED)
    library.add([ferry()], Pasted("The second paste"))
    assert [one.text for one in library.originals(clipping_id)] == [PASTE.text, "The second paste"]
    library.undo()
    assert [one.text for one in library.originals(clipping_id)] == [PASTE.text]


def test_what_a_person_says_of_a_rejected_mention_is_taken_also_when_they_keep_it_anyway(library: Library) -> None:
    library.set_state(library.add([ferry()], PASTE).ids, State.REJECTED)
    added = library.add([ferry(outlet="Inland Gazette", even_if_known=True, note="Ours after all")], PASTE)
    kept = library.get(added.brought_back[0][0])
    assert (kept.outlet, kept.note, count(library)) == ("Inland Gazette", "Ours after all", 1)


COPY = "\n\n".join(["(Our wire)", *FERRY.replace("on Monday", "this week").split("\n\n")[:3]])


def test_a_copy_in_another_outlet_joins_the_story_of_what_the_library_has(library: Library) -> None:
    (first,) = library.add([ferry()], PASTE).ids
    imported = bring(library, a_file(draft(headline="Who pays?", outlet="Island Post", body=COPY)))
    assert imported.pick_ups == imported.ids
    assert [one.id for one in library.story_of(first)] == [first, *imported.ids]
    assert imported.summary == "1 new clipping, 1 of them a pick-up of a story, 1 of them without a date."


def test_a_copy_in_the_same_file_joins_the_story_too(library: Library) -> None:
    one = draft(headline="Harbour towns ask who pays", outlet="Coastal Ledger", body=FERRY)
    imported = bring(library, a_file(one, draft(1), draft(headline="Who pays?", outlet="Island Post", body=COPY)))
    assert imported.pick_ups == imported.ids[2:]
    assert [clipping.id for clipping in library.story_of(imported.ids[0])] == [imported.ids[0], imported.ids[2]]


def test_nothing_joins_the_story_of_a_rejected_clipping(library: Library) -> None:
    library.set_state(library.add([ferry()], PASTE).ids, State.REJECTED)
    imported = bring(library, a_file(draft(headline="Who pays?", outlet="Island Post", body=COPY)))
    assert imported.pick_ups == ()
    assert library.get(imported.ids[0]).story is None


def test_a_rejected_pick_up_is_no_part_of_the_story_that_is_shown(library: Library) -> None:
    (first,) = library.add([ferry(published_on=date(2017, 11, 16))], PASTE).ids
    (second,) = library.add([ferry(outlet="Island Post", url=None, published_on=date(2017, 11, 14))], PASTE).ids
    assert library.get(first).is_pick_up
    library.set_state([second], State.REJECTED)
    assert library.story_of(first) == []
    assert not library.get(first).is_pick_up
    assert [row.story_size for row in library.rows([first])] == [1]


def test_problems_of_files_and_of_empty_mentions_are_told_with_their_place(library: Library) -> None:
    file = a_file(
        draft(1), draft(outlet="Nowhere"), problems=(Problem("Row 7 has no date; the rest of it is kept.", 7),)
    )
    unread = FileProblem("scan.pdf", Problem("It holds no text."))
    imported = import_files(library, Readings((file,), (unread,)))
    assert [str(problem).split(":")[0] for problem in imported.problems] == [
        "scan.pdf",
        "alerts.eml, no. 7",
        "alerts.eml, no. 2",
    ]
    assert imported.summary == "1 new clipping, 1 of them without a date, 3 problems."
    assert len(imported.ids) == 1


def test_a_text_that_was_missing_is_filled_in_and_named_and_taken_back_by_undo(library: Library) -> None:
    (first,) = library.add([ferry(body=None, deck=None)], PASTE).ids
    before = library.get(first)
    again = draft(headline="Harbour towns ask who pays", url=before.url, body=FERRY, deck="It has a price", outlet="X")
    imported = bring(library, a_file(again, draft(1)))
    assert (imported.known, list(imported.completed), len(imported.ids)) == (1, [first], 1)
    assert imported.summary == (
        "1 new clipping, 1 of them without a date, 1 in the library already, "
        "1 of them given what it lacked (deck, text)."
    )
    filled = library.get(first)
    assert (filled.body, filled.deck, filled.outlet) == (FERRY, "It has a price", "Coastal Ledger")
    assert [one.source for one in library.originals(first)] == [PASTE.source, "alerts.eml"]
    assert [step.title for step in library.steps()][:1] == ["Import Harbour story 1 from alerts.eml"]
    library.undo()
    assert library.get(first) == before
    assert bring(library, a_file(again)).changes.step is not None
    assert library.steps()[0].title == "Complete Harbour towns ask who pays from alerts.eml"


@pytest.mark.parametrize(
    ("kept", "again"),
    [
        ({"body": FERRY, "deck": "A price"}, {"deck": "It has a price", "body": LIGHTHOUSE}),
        ({"body": None}, {"headline": "Quite another matter", "body": LIGHTHOUSE}),
    ],
)
def test_what_is_there_or_is_of_another_piece_is_not_filled_in(
    library: Library, kept: dict[str, Any], again: dict[str, Any]
) -> None:
    (first,) = library.add([ferry(**kept)], PASTE).ids
    before = library.get(first)
    said = {"headline": before.headline, "url": before.url, **again}
    assert not bring(library, a_file(draft(**said))).completed
    assert library.get(first) == before
    assert len(library.steps()) == 1


@pytest.mark.parametrize(
    ("headline", "page"),
    [
        ("Thaw cracks highway near Inuvik", "news/north/thaw"),
        ("Inuvik cut off for a week", "news/north/1.70001"),
        ("Inuvik cut off as road buckles", "2026/11/highway-cut-at-inuvik"),
    ],
)
@pytest.mark.parametrize("by_hand", [False, True])
def test_an_article_whose_headline_was_changed_gets_what_it_lacks(
    library: Library, headline: str, page: str, by_hand: bool
) -> None:
    link = {"url": f"https://www.ledger.example/{page}"}
    (first,) = bring(library, a_file(draft(headline="Thaw cracks highway", outlet="Ledger", **link))).ids
    changed = draft(headline=headline, outlet="Ledger", published_on=date(2026, 11, 19), reporters=("Ann Lee",), **link)
    if by_hand:
        completed = library.add([Accepted(changed)], PASTE).completed
    else:
        completed = bring(library, a_file(changed)).completed
    assert completed == {first: ("reporters", "published_on")}
    kept = library.get(first)
    assert (kept.headline, kept.published_on, kept.reporters) == (
        "Thaw cracks highway",
        date(2026, 11, 19),
        ("Ann Lee",),
    )
    another_day = draft(headline=headline, deck="A deck", published_on=date(2026, 11, 20), **link)
    assert not bring(library, a_file(another_day)).completed


@pytest.mark.parametrize(
    ("headline", "other", "page"),
    [
        ("Minister on politics", "Politics today: the budget", "news/politics"),
        ("Morning brief: ferry", "Morning brief: budget", "newsletters/the-morning-brief"),
        ("Morning brief: ferry", "Morning brief: budget", "the-morning-brief"),
        ("Thaw live: road closed", "Thaw live: road opens", "news/live/north-7000012"),
        ("The Arctic with Ann", "Ferries by night", "ca/podcast/the-current/id151485663"),
        ("Thaw cracks highway", "Ferry by night", "pages/20261101"),
    ],
)
def test_two_pieces_of_one_page_give_each_other_nothing(library: Library, headline: str, other: str, page: str) -> None:
    link = {"url": f"https://www.ledger.example/{page}"}
    bring(library, a_file(draft(headline=headline, outlet="Ledger", **link)))
    changed = draft(headline=other, outlet="Ledger", reporters=("Ann Lee",), **link)
    assert not bring(library, a_file(changed)).completed


def test_what_a_person_took_out_does_not_come_back_with_the_next_import(library: Library) -> None:
    file = a_file(draft(headline="Ferry", url="https://ledger.example/1", body=FERRY, deck="A deck", outlet="Ledger"))
    (first,) = bring(library, file).ids
    library.edit(first, body=None)
    assert not bring(library, file).completed
    assert library.get(first).body is None
    library.undo()
    (second,) = library.add([Accepted(draft(2))], PASTE).ids
    library.edit(second, outlet="Ledger")
    library.edit(second, outlet=None)
    again = draft(url="https://ledger.example/2", body=LIGHTHOUSE, deck="Another deck", outlet="Ledger")
    assert list(bring(library, a_file(again)).completed) == [second]
    kept = library.get(second)
    assert (kept.body, kept.deck, kept.outlet) == (LIGHTHOUSE, "Another deck", None)
    library.edit(second, body=None)
    assert not bring(library, a_file(again)).completed


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("reporters", ("Ivan Semeniuk",), "reporters"),
        ("published_on", date(2026, 11, 26), "date"),
        ("programme", "As It Happens", "programme"),
        ("deck", "It has a price", "deck"),
    ],
)
@pytest.mark.parametrize("body", [None, FERRY])
def test_a_mention_that_is_there_gets_what_it_lacks_whatever_that_is(
    library: Library, field: str, value: Any, told: str, body: str | None
) -> None:
    alert = {"headline": "Permafrost roads", "url": "https://ledger.example/1", "outlet": "Ledger"}
    (first,) = bring(library, a_file(draft(**alert, **({"body": body} if body else {})))).ids
    before = library.get(first)
    assert not getattr(before, field)
    sheet = a_file(draft(**{**alert, field: value, "outlet": "Another"}), name="sheet.csv")
    imported = bring(library, sheet)
    assert imported.summary == f"Nothing new, 1 in the library already, 1 of them given what it lacked ({told})."
    after = library.get(first)
    assert (getattr(after, field), after.outlet) == (value, "Ledger")
    assert [one.source for one in library.originals(first)] == ["alerts.eml", "sheet.csv"]
    assert library.steps()[0].title == "Complete Permafrost roads from sheet.csv"
    assert bring(library, sheet).changes.step is None
    library.undo()
    assert library.get(first) == before


def test_a_broadcast_that_is_there_gets_its_air_time_and_a_page_on_the_web_none(library: Library) -> None:
    drafts = [
        replace(draft(number), medium=Guess(medium, 0.95))
        for number, medium in enumerate((Medium.RADIO, Medium.ONLINE))
    ]
    radio, page = bring(library, a_file(*drafts)).ids
    before = library.get(radio)
    times = Coding(aired_at="07:40 America/Toronto", duration=150)
    sheet = a_file(*(replace(one, coding=times) for one in drafts), name="sheet.csv")
    imported = bring(library, sheet)
    assert imported.summary.endswith("1 of them given what it lacked (air time, duration).")
    assert (library.get(radio).aired_at, library.get(radio).duration) == ("07:40 America/Toronto", 150)
    assert library.get(page).aired_at is None
    library.undo()
    assert library.get(radio) == before


def test_many_get_what_they_lack_in_as_few_changes_as_a_few(library: Library) -> None:
    def changes_of_completing(numbers: range) -> int:
        ids = bring(library, a_file(*map(draft, numbers))).ids
        said = [
            draft(
                headline=f"Harbour story {number}",
                url=f"https://ledger.example/{number}",
                outlet=f"Ledger {number % 2}",
                reporters=(f"Ann {number % 3}", "Bo Roe"),
                published_on=date(2026, 11, number % 25 + 1),
            )
            for number in numbers
        ]
        imported = bring(library, a_file(*said, name="more.eml"))
        assert imported.completed == dict.fromkeys(ids, ("reporters", "outlet", "published_on"))
        completed = library.clippings(ids)
        assert [one.outlet for one in completed] == [f"Ledger {number % 2}" for number in numbers]
        assert [one.reporters for one in completed] == [(f"Ann {number % 3}", "Bo Roe") for number in numbers]
        assert all([one.source for one in library.originals(id_)] == ["alerts.eml", "more.eml"] for id_ in ids)
        assert imported.changes.step is not None
        with closing(sqlite3.connect(library.path)) as connection:
            [(count_,)] = connection.execute(
                "SELECT count(*) FROM deltas WHERE step_id = ?", [imported.changes.step.id]
            ).fetchall()
        library.undo()
        assert {(one.outlet, one.reporters) for one in library.clippings(ids)} == {(None, ())}
        library.redo()
        assert library.clippings(ids) == completed
        return int(count_)

    assert changes_of_completing(range(6)) >= changes_of_completing(range(100, 160))


def test_a_new_name_that_many_are_given_is_spelt_as_it_comes_first(library: Library) -> None:
    ids = bring(library, a_file(draft(1), draft(2))).ids
    said = ({"headline": f"Harbour story {number}", "url": f"https://ledger.example/{number}"} for number in (1, 2))
    names = (("Élise Roy", "The Ledger"), ("ELISE ROY", "THE LEDGER"))
    again = [draft(**one, reporters=(name,), outlet=outlet) for one, (name, outlet) in zip(said, names, strict=True)]
    bring(library, a_file(*again))
    assert {(one.outlet, one.reporters) for one in library.clippings(ids)} == {("The Ledger", ("Élise Roy",))}


def test_two_files_of_one_import_complete_each_other(library: Library) -> None:
    alert, sheet = draft(1), replace(draft(1), reporters=Guess(("Ivan Semeniuk",), 0.95))
    imported = bring(library, a_file(alert), a_file(sheet, name="sheet.csv"))
    (first,) = imported.ids
    assert library.get(first).reporters == ("Ivan Semeniuk",)
    assert [one.source for one in library.originals(first)] == ["alerts.eml", "sheet.csv"]
    library.undo()
    assert count(library) == 0
    (again,) = bring(library, a_file(alert, sheet)).ids
    assert library.get(again).reporters == ("Ivan Semeniuk",)
    assert [one.source for one in library.originals(again)] == ["alerts.eml"]


def test_each_row_that_is_one_mention_completes_it_though_the_rows_are_not_alike(library: Library) -> None:
    whole = {"headline": "Permafrost roads buckle", "outlet": "Ledger", "published_on": date(2026, 11, 26)}
    link = {"url": "https://ledger.example/1"}
    (first,) = library.add([Accepted(draft(**whole, **link))], PASTE).ids
    rows = draft(**link, reporters=("Ann Lee",)), draft(**whole, deck="It has a price")
    for sheet in (a_file(*rows), a_file(*reversed(rows))):
        assert set(bring(library, sheet).completed[first]) == {"reporters", "deck"}
        after = library.get(first)
        assert (after.reporters, after.deck) == (("Ann Lee",), "It has a price")
        library.undo()


def test_a_guess_to_look_at_fills_nothing_by_itself(library: Library) -> None:
    (first,) = bring(library, a_file(draft(1))).ids
    again = replace(draft(1), reporters=Guess(("Ann Lee",), 0.7), outlet=Guess("Ledger", 0.95))
    assert bring(library, a_file(again)).completed == {first: ("outlet",)}


def test_what_is_added_by_hand_and_is_there_gets_what_it_lacks_too(library: Library) -> None:
    (first,) = bring(library, a_file(draft(1))).ids
    before = library.get(first)
    again = Accepted(replace(draft(1), reporters=Guess(("Ann Lee",), 0.95)))
    (added,) = library.add_all([Brought([again], PASTE)])
    assert (added.ids, added.known, added.completed) == ((), ((0, first),), {first: ("reporters",)})
    assert library.steps()[0].title == "Add reporters to Harbour story 1"
    assert [one.source for one in library.originals(first)] == ["alerts.eml", PASTE.source]
    library.undo()
    assert library.get(first) == before
    library.add_all([Brought([again, Accepted(draft(2))], PASTE)])
    assert library.steps()[0].title == "Add Harbour story 2"


def test_a_file_with_problems_is_kept_with_what_the_library_has_of_it(library: Library) -> None:
    (first,) = library.add([ferry()], PASTE).ids
    known = draft(headline="Harbour towns ask who pays", url=library.get(first).url)
    file = a_file(known, name="sheet.csv", problems=(Problem("It was left out. The sheet is kept whole.", 2),))
    imported = bring(library, file)
    assert imported.summary == "Nothing new, 1 in the library already, 1 problem."
    assert imported.remarks == (
        "sheet.csv: The file itself is kept, too, as the original of the clippings that came from it.",
    )
    assert library.steps()[0].title == "Keep another original of Harbour towns ask who pays"
    assert [one.text for one in library.originals(first)] == [PASTE.text, "What sheet.csv says"]
    again = bring(library, file)
    assert again.changes.step is None
    assert len(library.originals(first)) == 2


def test_of_a_file_that_left_nothing_it_is_said_that_it_is_not_kept(library: Library) -> None:
    imported = bring(library, a_file(draft(outlet="Nowhere"), name="sheet.csv"))
    assert [str(problem) for problem in imported.problems] == [
        "sheet.csv, no. 1: It has no headline, no link and no text, so it was left out.",
        "sheet.csv: Nothing of it is in the library, so the file was not kept there: keep it where it is.",
    ]
    assert imported.remarks == ()
    assert imported.changes.step is None


class GaveUp(Exception):
    """A person pressed Cancel."""


@pytest.mark.parametrize("after", [0, 1, 10, 29])
def test_a_cancelled_import_leaves_the_library_as_it_was(library: Library, after: int) -> None:
    calls: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) > after:
            raise GaveUp

    with pytest.raises(GaveUp):
        import_files(library, Readings((a_file(*map(draft, range(300))),)), progress)
    assert count(library) == 0
    assert library.steps() == []
    assert all(total == 300 for _, total in calls)
    assert bring(library, a_file(draft(1))).ids == (1,)


def test_a_change_waits_for_no_more_of_an_import_than_its_writing(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (clipping_id,) = library.add([plain(1)], PASTE).ids
    waited: list[str] = []
    for module, name in ((clippings, "sampled"), (originals, "_packed")):
        monkeypatch.setattr(module, name, _told_when_held(library, getattr(module, name), waited))
    bring(library, a_file(draft(headline="Who pays?", body=FERRY), *map(draft, range(300))))
    assert waited == []
    library.edit(clipping_id, body=FERRY)
    assert waited


def _told_when_held(library: Library, work: Any, waited: list[str]) -> Any:
    def told(*given_: Any) -> Any:
        with ThreadPoolExecutor(1) as other:
            if not other.submit(_can_write, library).result():
                waited.append(work.__name__)
        return work(*given_)

    return told


def _can_write(library: Library) -> bool:
    """Whether nobody else is writing; an attempt that has to wait a moment is given up."""
    with closing(sqlite3.connect(library.path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        connection.execute("ROLLBACK")
        return True


def test_what_is_added_while_an_import_waits_for_its_turn_is_not_doubled(library: Library) -> None:
    has_looked = threading.Event()

    def progress(done: int, total: int) -> None:
        if done == 0 and total:
            has_looked.set()

    with ThreadPoolExecutor(1) as pool, library.step("add") as work:
        running = pool.submit(import_files, library, Readings((a_file(draft(1), draft(2)),)), progress)
        assert has_looked.wait(20)
        # It waits for the writer by now, or finds this when it looks.
        time.sleep(0.2)
        adding.add(work, [Brought([Accepted(draft(2))], PASTE)])
        assert not running.done()
    # Only after the step has ended can the import go on.
    imported = running.result()
    assert (len(imported.ids), imported.known) == (1, 1)
    assert count(library) == 2


def test_progress_ends_with_all_mentions(library: Library) -> None:
    calls: list[tuple[int, int]] = []
    import_files(library, Readings((a_file(*map(draft, range(45))),)), lambda *call: calls.append(call))
    assert calls[-1] == (45, 45)
    assert (20, 45) in calls


def test_a_preview_says_what_would_come_and_changes_nothing(library: Library) -> None:
    library.add([plain(1)], PASTE)
    readings = Readings((a_file(draft(headline="Headline 1", outlet="Coastal Ledger"), *map(draft, range(4))),))
    preview = preview_import_files(library, readings)
    assert (len(preview.ids), preview.known) == (4, 1)
    assert (count(library), len(library.steps())) == (1, 1)


def test_a_sheet_of_thousands_of_rows_comes_in_whole(library: Library) -> None:
    rows = [
        draft(
            headline=f"Ferry {number} of the longer season",
            outlet=f"Outlet {number % 90}",
            published_on=date(2026, 1 + number % 12, 1 + number % 28),
            url=f"https://ledger.example/{number}",
            body=f"Nobody has decided who pays for ferry {number}.",
        )
        for number in range(2_000)
    ]
    imported = bring(library, a_file(*rows, name="sheet.csv"))
    assert (len(imported.ids), imported.known) == (2_000, 0)
    assert bring(library, a_file(*rows, name="sheet.csv")).known == 2_000
    assert count(library, "state:new") == 2_000


def test_undated_rows_of_one_outlet_that_share_their_words_are_not_all_compared(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def noted(one: str, *more: Any) -> bool:
        compared.append(one)
        return near_headlines(one, *more)

    monkeypatch.setattr(candidates, "near_headlines", noted)
    words = ["ferry", "harbour", "winter", "season", "island", "ledger", "council", "budget", "pilot", "wharf"]
    chance = Random(1)
    rows = [
        draft(headline=" ".join(["Acme says", *chance.choices(words, k=6)]), outlet="Coastal Ledger")
        for _ in range(400)
    ]
    imported = bring(library, a_file(*rows, name="sheet.csv"))
    assert len(imported.ids) + imported.known == len(rows)
    assert len(compared) < len(rows) ** 2 / 10


def test_an_import_can_be_cancelled_while_it_looks_for_what_came_in_meanwhile(library: Library) -> None:
    calls: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        calls.append((done, total))
        if len(calls) == 1:
            library.add([plain(1)], PASTE)
        elif len(calls) == 7:
            raise GaveUp

    with pytest.raises(GaveUp):
        import_files(library, Readings((a_file(*map(draft, range(50))),)), progress)
    assert calls == [(0, 50), (10, 50), (20, 50), (25, 50), (25, 50), (25, 50), (25, 50)]
    assert count(library) == 1


MENTIONS = st.builds(
    lambda headline, outlet, day, url, body: {
        "headline": headline,
        "outlet": outlet,
        "published_on": day,
        "url": url,
        "body": body,
    },
    st.sampled_from(["Who pays?", "who pays", "Letters", "The long season", None]),
    st.sampled_from([None, "Coastal Ledger", "COASTAL ledger", "Island Post"]),
    st.sampled_from([None, date(2026, 11, 3), date(2026, 11, 4)]),
    st.sampled_from(
        [None, "https://ledger.example/a", "https://www.ledger.example/a/?utm_source=x", "https://b.example/b"]
    ),
    st.sampled_from([None, FERRY, COPY, LIGHTHOUSE]),
)


def _said(**known: Any) -> dict[str, Any]:
    return dict.fromkeys(("headline", "outlet", "published_on", "url", "body")) | known


@of_hundred(25)
@given(st.lists(MENTIONS, max_size=8))
@example(
    [
        # The last is known by the outlet and the day that the two above it gave the first.
        _said(headline="Letters", url="https://ledger.example/a"),
        _said(published_on=date(2026, 11, 4), url="https://ledger.example/a"),
        _said(outlet="Coastal Ledger", url="https://ledger.example/a"),
        _said(headline="Letters", outlet="Coastal Ledger", published_on=date(2026, 11, 4)),
    ]
)
def test_an_import_adds_what_adding_one_by_one_would_add(
    tmp_path_factory: pytest.TempPathFactory, mentions: list[dict[str, Any]]
) -> None:
    drafts = [draft(**mention) for mention in mentions if mention["headline"] or mention["url"] or mention["body"]]
    folder = tmp_path_factory.mktemp("both")
    with Library.open(folder / "one.clipper") as one, Library.open(folder / "many.clipper") as many:
        added = [one.add([Accepted(each, state=State.NEW)], PASTE) for each in drafts]
        imported = bring(many, a_file(*drafts))
        assert imported.known == sum(len(each.known) for each in added)
        assert imported.pick_ups == tuple(id_ for each in added for id_ in each.pick_ups)
        assert [_seen(many, id_) for id_ in imported.ids] == [_seen(one, id_) for each in added for id_ in each.ids]


def _seen(library: Library, clipping_id: int) -> tuple[Any, ...]:
    clipping = library.get(clipping_id)
    story = [other.id for other in library.story_of(clipping_id)]
    return clipping.id, clipping.headline, clipping.outlet, clipping.published_on, clipping.url, clipping.body, story
