"""Sheets in the library: whatever their cells say, every row that has something to keep is kept, with all it says."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clipper.capture.formats import read_file
from clipper.capture.formats.base import File
from clipper.library import adding
from clipper.library.importing import import_files, preview_import_files
from clipper.library.intake import Readings
from clipper.library.library import Library
from clipper.model.clipping import Spokesperson
from clipper.model.codes import Medium, Prominence, Role, State, Tone
from clipper.model.draft import Accepted, FileReading, Known
from clipper.model.query import Query
from clipper.model.sheet import Column, Preset, Use
from clipper.model.values import replace
from tests.profiles import of_hundred

TODAY = date(2026, 11, 18)
HEADER = [
    *(
        "Headline",
        "Deck",
        "Author",
        "Expert",
        "Outlet",
        "Programme",
        "Media type",
        "Date",
        "URL",
        "Language",
        "Full text",
    ),
    *("Sentiment", "Prominence", "Tags", "Topics", "Notes", "Arctic"),
    *("Host", "Air time", "Time zone", "Duration", "Timecode", "Edition", "Section", "Page", "Handle"),
]


def read(*rows: list[str], known: Known | None = None) -> FileReading:
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    data = out.getvalue().encode("utf-8", "surrogatepass")
    return read_file(File("clips.csv", data), known or Known(), TODAY)


FULL = [
    *(
        "Harbour towns ask",
        "Three mayors wrote",
        "Maya Okafor; Sam Whit",
        "Petra Lind",
        "Coastal Ledger",
        "The Evening",
    ),
    *("Television", "2026-11-03", "https://ledger.example/a", "French", "Nobody has decided.", "Mixed", "Focus"),
    *("Board, follow-up", "Trade / Ferries", "**Call back**", "1"),
    *("Ann Lee", "7:40 PM", "Eastern", "2:30", "1:02:03", "", "", "", ""),
]


def test_everything_that_a_row_says_is_kept(library: Library) -> None:
    reading = read(FULL)
    done = import_files(library, Readings((reading,)))
    clipping = library.get(done.ids[0])
    assert (clipping.headline, clipping.deck, clipping.outlet) == (FULL[0], FULL[1], FULL[4])
    assert clipping.reporters == ("Maya Okafor", "Sam Whit")
    assert clipping.spokespeople == (Spokesperson("Petra Lind", Role.UNKNOWN),)
    assert (clipping.programme, clipping.medium, clipping.language) == ("The Evening", Medium.TELEVISION, "fr")
    assert (str(clipping.published_on), clipping.url, clipping.body) == (FULL[7], FULL[8], FULL[10])
    assert (clipping.tone, clipping.prominence, clipping.state) == (Tone.MIXED, Prominence.MAIN, State.NEW)
    assert clipping.tags == ("Board", "follow-up", "topic/Arctic", "topic/Trade/Ferries")
    assert clipping.note == "**Call back**"
    assert (clipping.host, clipping.aired_at) == ("Ann Lee", "19:40 America/Toronto")
    assert (clipping.duration, clipping.timecode) == (150, 3723)
    assert (done.problems, done.remarks) == ((), ())
    assert library.undo().step is not None
    assert library.tags() == []


def test_a_preview_tells_the_same_and_leaves_the_library_as_it_was(library: Library) -> None:
    readings = Readings((read(FULL, FULL),))
    preview = preview_import_files(library, readings)
    assert (len(preview.ids), preview.known, library.steps()) == (1, 1, [])
    assert len(import_files(library, readings).ids) == 1


def test_a_row_that_the_library_has_is_skipped_and_one_that_was_rejected_too(library: Library) -> None:
    (first,) = import_files(library, Readings((read(FULL),))).ids
    library.set_state([first], State.REJECTED)
    other = ["The ferry runs longer", *[""] * (len(HEADER) - 1)]
    again = import_files(library, Readings((read(FULL, other, other),)))
    assert (len(again.ids), again.known, again.rejected) == (1, 1, 1)


def test_what_is_remembered_comes_with_the_import_and_goes_with_it(library: Library) -> None:
    preset = Preset("Agency", (Column("Titre", Use.HEADLINE),))
    readings = Readings((read(FULL),))
    import_files(library, readings, remembered=[preset])
    assert library.presets() == (preset,)
    library.undo()
    assert (library.presets(), len(library.search(Query.parse("")))) == ((), 0)
    library.redo()
    respelt = replace(preset, name="AGENCY")
    assert import_files(library, readings, remembered=[respelt]).known == 1
    assert library.steps()[0].title == "Remember the columns of “AGENCY”"


def test_the_whole_sheet_is_kept_once_with_every_clipping_of_it(library: Library) -> None:
    reading = read(FULL, ["Another one", *[""] * (len(HEADER) - 1)])
    done = import_files(library, Readings((reading,)))
    originals = [library.original(one) for one in done.ids]
    assert [original and original.text for original in originals] == [reading.pasted.text] * 2


_CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            '"',
            "/",
            "a//b",
            '""',
            "tag/",
            "0",
            "1",
            "x",
            "n/a",
            "7:40",
            "45 min",
            "7:40 - 8:00 PM ET",
            "TV",
            "newspaper",
            '=HYPERLINK("a")',
            "<b>",
            "3/4/26",
            "http://[",
            ";;",
            ", ",
        ]
    ),
)


@given(st.lists(st.lists(_CELLS, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=6))
@of_hundred(80)
def test_whatever_a_sheet_says_its_drafts_can_be_kept(rows: list[list[str]]) -> None:
    reading = read(FULL, *rows)
    for draft in reading.reading.drafts:
        clipping = adding.from_draft(Accepted(draft))
        assert clipping.headline or clipping.url or clipping.body


def test_every_use_of_a_column_is_tried_above() -> None:
    reading = read(FULL)
    assert reading.sheet is not None
    assert {column.use for column in reading.sheet.mapping.columns} == set(Use)


@pytest.mark.parametrize("cell", ["a" * 10_000, "word " * 20_000, "\u202eevil\u202c", "🚢" * 300])
def test_long_and_odd_cells_are_kept(library: Library, cell: str) -> None:
    row = [cell if name in ("Headline", "Notes", "Outlet", "Tags") else "" for name in HEADER]
    done = import_files(library, Readings((read(row),)))
    assert len(done.ids) == 1
