"""Files of every kind through the real command line, from the bytes on disk to the clippings in the library."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.capture.formats.archives import FILES
from tests.capture.formats.making_pdf import Text, pdf
from tests.capture.formats.reading import HEADLINE, PARAGRAPHS
from tests.capture.formats.samples import ARTICLES
from tests.capture.formats.test_google_alerts import ITEMS, plain
from tests.capture.formats.test_mail import mail
from tests.cli.conftest import Run

Write = Callable[[str, bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and return where."""

    def _write(name: str, content: bytes) -> Path:
        file = tmp_path / name
        file.write_bytes(content)
        return file

    return _write


def only(run: Run) -> dict[str, Any]:
    """The only clipping of the library."""
    shown: dict[str, Any] = json.loads(run("show", 1, "--json").stdout)
    assert run("search", "", "--count").stdout.strip() == "1"
    return shown


NOT_USED = {"ferry.html": "1 line", "note.eml": "3 lines", "ferry.msg": "3 lines"}
"""Of the menu of a page, and of what a colleague wrote around an article."""


@pytest.mark.parametrize("name", ARTICLES)
def test_a_file_is_imported_as_new(run: Run, write: Write, name: str) -> None:
    done = run("import", write(name, ARTICLES[name]))
    clipping = only(run)
    told = "1 new clipping.\n" if clipping["published_on"] else "1 new clipping, 1 of them without a date.\n"
    count = NOT_USED.get(name)
    lines = f"{count} of {name} went into no clipping. They are kept with the original.\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, told, lines if count else "")
    assert (clipping["headline"], clipping["state"]) == (HEADLINE, "new")
    assert clipping["reporters"] == ["Petra Lindqvist"]
    assert clipping["body"] == "\n\n".join(PARAGRAPHS)
    again = run("import", write(name, ARTICLES[name]))
    assert again.stdout == "Nothing new, 1 in the library already.\n"


def test_what_comes_from_standard_input_is_imported_as_new(run: Run) -> None:
    done = run("import", "-", input=ARTICLES["ferry.eml"])
    assert (done.returncode, done.stdout.startswith("1 new clipping")) == (0, True)
    assert only(run)["headline"] == HEADLINE
    assert "from standard input" in run("history").stdout


def test_the_files_of_a_folder_are_imported_as_new(run: Run, write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    write("inbox/ferry.eml", ARTICLES["ferry.eml"])
    assert run("import", folder).stdout.startswith("1 new clipping")
    assert only(run)["headline"] == HEADLINE


def test_the_items_of_an_alert_are_imported_as_new(run: Run, write: Write) -> None:
    message_ = mail(plain(ITEMS), subject="Google Alert - harbour")
    message_.replace_header("From", "googlealerts-noreply@google.com")
    assert (
        run("import", write("alert.eml", bytes(message_)), "--format", "google-alerts").stdout == "2 new clippings.\n"
    )
    assert run("search", 'outlet:"Coastal Ledger"', "--count").stdout.strip() == "1"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("locked.pdf", pdf([[Text("a", 70, 700)]], locked=True), "protected by a password"),
        ("broken.pdf", b"%PDF-1.7 cut off", "This PDF is damaged"),
        ("broken.docx", b"PK\x03\x04 cut off", "The file is damaged"),
        ("empty.eml", b"From: a@b.example\nDate: today\n\n", "Nobody wrote anything in this mail"),
        ("picture.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "is a picture"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4_000), "an older program of Office"),
        ("slides.pptx", b"PK\x03\x04" + b"ppt/presentation.xml" * 90, "is a presentation"),
        ("tool.exe", b"MZ\x90\x00" + bytes(range(256)) * 20, "not text"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(
    run: Run, write: Write, name: str, content: bytes, said: str
) -> None:
    done = run("import", write(name, content))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"{name}: ")
    assert said in done.stderr
    assert len(done.stderr.strip().split("\n")) == 1


def test_a_file_that_cannot_be_read_costs_none_of_the_others(run: Run, write: Write) -> None:
    done = run("import", write("broken.pdf", b"%PDF-1.7"), write("ferry.eml", ARTICLES["ferry.eml"]))
    assert (done.returncode, done.stdout) == (0, "1 new clipping, 1 problem.\n")
    assert "broken.pdf: This PDF is damaged" in done.stderr


def test_a_file_that_cannot_be_read_costs_no_export_beside_it(run: Run, write: Write, tmp_path: Path) -> None:
    run("add", write("ferry.eml", ARTICLES["ferry.eml"]))
    run("export", tmp_path / "all.jsonl")
    (tmp_path / "library.clipper").unlink()
    done = run("import", tmp_path / "all.jsonl", write("broken.pdf", b"%PDF-1.7"))
    assert done.returncode == 0
    assert "broken.pdf: This PDF is damaged" in done.stderr
    assert run("search", "", "--count").stdout == "1\n"


LISTED = (
    "Quiet ports, Coast to Coast by Maya Okafor, October 26, 2026\n"
    "Three tides, CBC News by Sam Whit, October 24, 2026\n"
    "Subscribe to our letter\n"
)


def test_lines_of_files_that_went_into_no_clipping_are_told_with_their_place(run: Run, write: Write) -> None:
    first, second = write("one.txt", LISTED.encode()), write("two.txt", LISTED.replace("Three", "Four").encode())
    told = "1 line of one.txt and 1 line of two.txt went into no clipping."
    assert told in run("import", first, second, "--dry-run").stderr
    assert run("import", first, second).stderr == f"{told} They are kept with the original.\n"
    assert run("import", first).stderr == "1 line of one.txt went into no clipping. They are kept with the original.\n"
    other = write("three.txt", LISTED.replace("our letter", "another letter").encode())
    assert run("import", other).stderr == (
        "1 line of three.txt went into no clipping. "
        "Nothing else there is new, so the file was not kept: keep it where it is.\n"
    )
    run("undo")
    added = run("add", first)
    assert added.stderr.endswith("1 line of one.txt went into no clipping. They are kept with the original.\n")
    added_id = added.stdout.split()[0]
    assert "Subscribe to our letter" in run("show", added_id, "--original").stdout


def test_of_many_files_with_lines_that_are_not_used_the_first_are_named(run: Run, write: Write) -> None:
    files = [write(f"{n}.txt", LISTED.replace("Three", f"The {n}th and {n + 1}th").encode()) for n in range(7)]
    [told] = run("import", *files).stderr.splitlines()
    assert told.startswith("1 line of 0.txt, 1 line of 1.txt, ")
    assert ", 1 line of 4.txt and 2 lines of 2 more went into no clipping." in told


def test_the_columns_of_a_sheet_and_the_fields_of_an_archive_are_no_lines_that_are_not_used(
    run: Run, write: Write
) -> None:
    sheet = write("sheet.csv", b"Headline,URL,Reach\nFerries wait,https://ledger.example/1,12\n")
    assert "went into no clipping" not in run("import", sheet).stderr
    feed = write("rss.xml", (FILES / "rss.xml").read_bytes())
    assert "went into no clipping" not in run("import", feed).stderr
