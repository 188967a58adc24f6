"""`clipper import` of sheets, guessed and by presets."""

import json
from pathlib import Path

import pytest

from clipper.library.library import Library
from clipper.model.codes import Tone
from clipper.model.sheet import Column, DateOrder, Preset, Use
from tests.cli.conftest import Run

ROWS = (
    "Date,Headline,Outlet,Circulation,Sentiment,Arctic\n"
    "03/11/2017,Harbour towns ask,Coastal Ledger,1200,Positive,1\n"
    "13/11/2017,The ferry runs longer,Harbour Gazette,Not Found,Tepid,0\n"
    "soon,Mayors write,Harbour Gazette,,,\n"
    ",,Total: 3,,,\n"
)
OTHER = "Tag;Worum es geht;Wer\n03/04/2017;Harbour towns ask;Coastal Ledger\n"
PRESET = Preset(
    "Kiel",
    (Column("Tag", Use.DATE), Column("Worum es geht", Use.HEADLINE), Column("Wer", Use.OUTLET)),
    DateOrder.DAY_FIRST,
)


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    file = tmp_path / "clips.csv"
    file.write_text(ROWS, encoding="utf-8")
    return file


@pytest.fixture
def other(tmp_path: Path) -> Path:
    file = tmp_path / "other.csv"
    file.write_text(OTHER, encoding="utf-8")
    return file


@pytest.fixture
def preset(tmp_path: Path) -> str:
    with Library.open(tmp_path / "library.clipper") as library:
        library.save_preset(PRESET)
    return PRESET.name


def test_a_sheet_is_imported_as_new_with_all_that_it_says(run: Run, clips: Path, tmp_path: Path) -> None:
    done = run("import", clips)
    assert (done.returncode, done.stdout) == (0, "3 new clippings, 1 of them without a date, 3 problems.\n")
    assert done.stderr.splitlines() == [
        "clips.csv: Not used, but kept in the original: Circulation.",
        "clips.csv: The file itself is kept, too, as the original of the clippings that came from it.",
        "clips.csv, row 3: “Tepid” in “Sentiment” is no tone that Clipper knows. The row is not coded.",
        "clips.csv, row 4: “soon” in “Date” is no date. The clipping has none.",
        "clips.csv, row 5: It has no headline, no link and no text, so it was left out.",
    ]
    assert run("search", "state:new tag:topic/arctic", "--count").stdout == "1\n"
    with Library.open(tmp_path / "library.clipper") as library:
        first = library.get(1)
        assert (first.tone, first.outlet, str(first.published_on)) == (Tone.POSITIVE, "Coastal Ledger", "2017-11-03")
        original = library.original(3)
        assert original is not None
        assert original.text == ROWS
    assert run("undo").stdout == "Undone: Import 3 clippings from clips.csv\n"
    assert run("search", "state:new", "--count").stdout == "0\n"


def test_a_dry_run_of_a_sheet_tells_the_same_and_changes_nothing(run: Run, clips: Path) -> None:
    done = run("import", "--dry-run", clips)
    assert done.stdout == "3 new clippings, 1 of them without a date, 3 problems. Nothing was changed.\n"
    told = done.stderr.splitlines()
    assert told[0].startswith("There is no library at")
    assert told[1:] == run("import", clips).stderr.splitlines()


def test_a_known_header_is_read_by_its_preset(run: Run, other: Path, preset: str) -> None:
    done = run("import", other)
    assert (done.stdout, done.stderr) == ("1 new clipping.\n", "other.csv: Read with the preset “Kiel”.\n")
    assert run("search", "outlet:Coastal after:2017-04-02 before:2017-04-04", "--count").stdout == "1\n"


def test_a_preset_can_be_named_and_what_it_misses_is_told(run: Run, tmp_path: Path, preset: str) -> None:
    file = tmp_path / "less.csv"
    file.write_text("Tag;Worum es geht;Ort\n03/04/2017;Harbour towns ask;Kiel\n", encoding="utf-8")
    done = run("import", "--preset", "kiel", file)
    assert done.stdout == "1 new clipping.\n"
    assert "has not every column of the preset “Kiel”: Wer." in done.stderr
    assert "Not used, but kept in the original: Ort." in done.stderr


def test_a_preset_of_another_sheet_or_no_sheet_is_refused(run: Run, clips: Path, mention: Path, preset: str) -> None:
    done = run("import", "--preset", "Kiel", clips)
    assert (done.returncode, done.stdout) == (2, "")
    assert "none of the columns of the preset “Kiel”: Tag, Worum es geht, Wer" in done.stderr
    assert "It is no sheet" in run("import", "--preset", "Kiel", mention).stderr
    unknown = run("import", "--preset", "Lübeck", clips)
    assert unknown.returncode == 2
    assert unknown.stderr == "There is no preset “Lübeck”. There are: Kiel. Nothing was imported.\n"


def test_a_service_can_be_asked_for(run: Run, clips: Path) -> None:
    assert (
        run("import", "--format", "meltwater", clips).stderr
        == "clips.csv is sheet, not meltwater. Nothing was imported.\n"
    )
    assert run("import", "--format", "sheet", "--dry-run", clips).returncode == 0


def test_add_keeps_tags_and_tone_of_a_sheet(run: Run, clips: Path) -> None:
    assert len(run("add", clips).stdout.splitlines()) == 3
    assert run("search", "state:kept tone:positive tag:topic/arctic", "--count").stdout == "1\n"


def test_reading_a_sheet_tells_tags_and_tone_where_there_are_some(run: Run, clips: Path) -> None:
    drafts = json.loads(run("read", "--json", clips).stdout)["drafts"]
    assert (drafts[0]["tags"], drafts[0]["tone"]) == (["topic/Arctic"], "positive")
    assert "tags" not in drafts[1]


def test_a_broadcast_of_a_sheet_has_its_times_and_its_host(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "broadcasts.csv"
    file.write_text(
        "Date,Headline,Station,Media Type,Host,Air Time,Timezone,Duration,Notes\n"
        "2026-11-03,Who pays,Harbour TV,Television,Ann Lee,7:40 PM,PT,2:30,Ask for the tape\n",
        encoding="utf-8",
    )
    assert "aired_at" in json.loads(run("read", file, "--json").stdout)["drafts"][0]
    run("import", file)
    shown = json.loads(run("show", "1", "--json").stdout)
    assert (shown["host"], shown["aired_at"], shown["duration"], shown["note"]) == (
        "Ann Lee",
        "19:40 America/Vancouver",
        150,
        "Ask for the tape",
    )


def test_outlets_and_people_are_imported_from_sheets(run: Run, tmp_path: Path) -> None:
    outlets, people = tmp_path / "outlets.csv", tmp_path / "people.csv"
    outlets.write_text("Outlet,Tier,AVE\nThe Tern,1,900\nWren,many,5\n", encoding="utf-8")
    people.write_text("Name,Ours\nMarius Grinius,yes\n", encoding="utf-8")
    tried = run("import", outlets, "--format", "outlets", "--dry-run")
    assert (tried.returncode, tried.stdout) == (
        0,
        "2 new, 0 completed, 0 known already. Nothing was changed.\n",
    )
    done = run("import", outlets, "--format", "outlets")
    assert done.stdout == "2 new, 0 completed, 0 known already.\n"
    assert "Not taken: AVE." in done.stderr
    assert "outlets.csv, no. 3: “many” in “Tier” cannot be read; the rest of the row can." in done.stderr
    assert run("import", people, "--format", "people").stdout == "1 new, 0 completed, 0 known already.\n"
    with Library.open(tmp_path / "library.clipper") as library:
        assert library.outlet("The Tern").tier == 1
        assert library.known().spokespeople == ("Marius Grinius",)


def test_a_sheet_of_no_names_is_refused_whole(run: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("Outlet\nThe Tern\n", encoding="utf-8")
    bad.write_text("Colour,Size\nblue,3\n", encoding="utf-8")
    refused = run("import", good, bad, "--format", "outlets")
    assert refused.returncode == 2
    assert "Nothing was imported." in refused.stderr
    with Library.open(tmp_path / "library.clipper") as library:
        assert library.outlets() == []


def test_a_sheet_without_a_headline_says_so(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "links.csv"
    file.write_text("Air date,URL\n2026-11-26,https://www.cbc.ca/news/roads-1.7\n", encoding="utf-8")
    told = "links.csv: No column holds the headline: the clippings have none, and go by their link or their text."
    assert told in run("import", file, "--dry-run").stderr


def test_a_column_of_short_titles_is_the_headline_where_nothing_else_is(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "titles.csv"
    rows = ("Ferries wait again", "Roads turn soft", "Vans go on")
    lines = "".join(f"{row},https://www.cbc.ca/news/{n}\n" for n, row in enumerate(rows))
    file.write_text(f"Betreff,URL\n{lines}", encoding="utf-8")
    run("import", file)
    assert "Roads turn soft" in run("search", "roads").stdout
    file.write_text(
        "Desk,URL\n" + lines.replace("Roads turn soft", rows[0]).replace("Vans go on", rows[0]), encoding="utf-8"
    )
    assert "No column holds the headline" in run("import", file, "--dry-run").stderr


def test_a_column_that_says_yes_and_no_in_words_tags_its_rows(run: Run, tmp_path: Path) -> None:
    rows = "Date,Titre,Arctique\n2017-11-03,Le quai,oui\n2017-11-04,La rade,non\n2017-11-05,Le phare,\n"
    (tmp_path / "notes.csv").write_text(rows, encoding="utf-8")
    assert run("import", tmp_path / "notes.csv").stderr == ""
    assert run("search", "state:new tag:topic/arctique", "--count").stdout == "1\n"
