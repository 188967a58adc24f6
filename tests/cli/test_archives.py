"""Archives of press databases on the command line: tried, imported as new in one step, told about, and taken back."""

import json
from pathlib import Path

import pytest

from clipper.library.importing import import_files
from clipper.library.intake import read_what_can_be
from clipper.library.library import Library
from clipper.model.draft import Known
from tests.capture.formats.archives import FILES
from tests.capture.formats.reading import TODAY
from tests.cli.conftest import Run

NEXIS = FILES / "nexis.txt"
TOLD = (
    "nexis.txt, no. 5: It has no text; the rest of it was taken.\n"
    "nexis.txt, no. 5: No day could be read in its date, “June 2019”; give it one by hand.\n"
)


def test_a_dry_run_says_what_is_in_an_archive_and_changes_nothing(run: Run) -> None:
    done = run("import", "--dry-run", "--format", "nexis", NEXIS)
    assert (done.returncode, done.stdout) == (
        0,
        "6 new clippings, 1 of them without a date, 2 problems. Nothing was changed.\n",
    )
    assert "22 lines that the service put around the documents" in done.stderr
    assert done.stderr.endswith(TOLD)
    assert run("history").stdout == ""


def test_an_archive_is_imported_as_new_and_taken_back_as_one_step(run: Run) -> None:
    done = run("import", NEXIS)
    assert (done.returncode, done.stdout) == (0, "6 new clippings, 1 of them without a date, 2 problems.\n")
    assert run("search", "state:new", "--count").stdout == "6\n"
    found = json.loads(run("search", 'outlet:"Le Devoir"', "--json").stdout)
    assert (found["outlet"], found["published_on"], found["language"]) == ("Le Devoir", "2019-07-01", "fr")
    assert found["reporters"] == ["Marie Tremblay", "Luc Roy"]
    assert run("import", NEXIS).stdout == "Nothing new, 6 in the library already, 2 problems.\n"
    assert run("undo").stdout == "Undone: Import 6 clippings from nexis.txt\n"
    assert run("search", "state:new", "--count").stdout == "0\n"


@pytest.mark.parametrize(
    ("name", "format_", "count"),
    [
        ("lexis.txt", "lexis", 3),
        ("factiva.txt", "factiva", 4),
        ("factiva.html", "factiva", 3),
        ("europresse.html", "europresse", 3),
        ("eureka.html", "europresse", 2),
        ("proquest.txt", "proquest", 3),
        ("references.ris", "ris", 2),
        ("rss.xml", "feed", 3),
        ("atom.atom", "feed", 2),
        ("interview.srt", "transcript", 1),
        ("captions.vtt", "transcript", 1),
        ("interview.txt", "transcript", 1),
    ],
)
def test_every_service_is_known_by_what_is_in_its_files(run: Run, name: str, format_: str, count: int) -> None:
    done = run("import", "--format", format_, FILES / name)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{count} new clipping")
    assert run("search", "state:new", "--count").stdout == f"{count}\n"


def test_several_archives_are_one_step(run: Run) -> None:
    done = run("import", NEXIS, FILES / "factiva.html", FILES / "rss.xml")
    assert done.stdout.startswith(
        "11 new clippings, 2 of them pick-ups of stories, 2 of them without a date, 1 in the library already"
    )
    assert run("undo").returncode == 0
    assert run("search", "state:new", "--count").stdout == "0\n"


class GaveUp(Exception):
    """A person pressed Cancel."""


def test_progress_is_told_and_a_cancelled_import_leaves_nothing(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []

    def give_up(done: int, total: int) -> None:
        seen.append((done, total))
        raise GaveUp

    with Library.open(tmp_path / "library.clipper") as library:
        readings = read_what_can_be([NEXIS], Known(), TODAY)
        with pytest.raises(GaveUp):
            import_files(library, readings, give_up)
        assert seen == [(0, 6)]
        assert library.steps() == []
        seen.clear()
        import_files(library, readings, lambda *call: seen.append(call))
        assert seen[-1] == (6, 6)


@pytest.mark.parametrize("name", ["europresse.html", "eureka.html"])
def test_what_a_licence_lets_its_subscribers_only_read_is_denied_until_somebody_says_otherwise(
    run: Run, name: str
) -> None:
    run("import", FILES / name)
    all_of_it = run("search", "state:new", "--count").stdout
    assert run("search", "rights:denied state:new", "--count").stdout == all_of_it
    run("import", NEXIS)
    assert run("search", "rights:denied state:new", "--count").stdout == all_of_it
