"""`clipper report`: kinds, definitions, formats, issuing, and the combinations that cannot be."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import feedparser
import pytest
from pypdfium2 import PdfDocument

from clipper.library.library import Library
from clipper.model.codes import Relation
from clipper.model.report import Audience, Definition, Kind
from clipper.reports.language import LANGUAGES
from clipper.reports.writers import FORMATS
from tests.cli.conftest import Run

MONTH = ("--month", "2017-11")


@pytest.fixture(autouse=True)
def _one_clipping(run: Run, mention: Path) -> None:
    run("add", mention)


@pytest.fixture
def library(tmp_path: Path, _one_clipping: None) -> Iterator[Library]:
    with Library.open(tmp_path / "library.clipper") as opened:
        yield opened


@pytest.mark.parametrize("ending", sorted(set(FORMATS) - {".xml", ".rss"}))
def test_the_ending_of_the_file_chooses_the_format(run: Run, tmp_path: Path, ending: str) -> None:
    files = [tmp_path / f"{name}{ending}" for name in ("first", "second")]
    for file in files:
        done = run("report", *MONTH, "--date", "2017-12-01", "--out", file)
        assert (done.returncode, done.stdout) == (0, f"{file}\n")
    assert files[0].read_bytes() == files[1].read_bytes()


def test_help_names_every_format_language_and_template(run: Run) -> None:
    told = run("report", "--help").stdout
    assert all(word in told for word in (*FORMATS, *LANGUAGES, "modern", "media-page"))


def test_a_briefing_may_be_of_one_day(run: Run, tmp_path: Path, library: Library) -> None:
    library.set_relation([1], Relation.ISSUE)
    file = tmp_path / "briefing.md"
    done = run("report", "--kind", "briefing", "--period", "2017-11-14", "--out", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert "November 14, 2017: one clipping on our issues." in file.read_text(encoding="utf-8")
    assert run("report", "--kind", "briefing", "--period", "2017-11-15", "--out", file).returncode == 0
    assert "Nothing ran on November 15, 2017" in file.read_text(encoding="utf-8")


def test_the_page_for_a_website_has_all_that_was_published_without_a_period(
    run: Run, tmp_path: Path, library: Library
) -> None:
    file = tmp_path / "page.md"
    assert run("report", "--kind", "media-page", "--out", file).returncode == 0
    assert "Nothing was published yet." in file.read_text(encoding="utf-8")
    library.set_publish([1], True)
    library.set_note(1, "For us alone")
    assert run("report", "--kind", "media-page", "--out", file).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert "by Petra Lindqvist (feat. Amadou Kerr), Coastal Ledger, November 14, 2017" in text
    assert "For us alone" not in text
    assert run("report", "--kind", "media-page", "--period", "2016", "--out", file).returncode == 0
    assert "Harbour towns" not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", [".xml", ".rss"])
def test_the_page_is_a_feed_that_readers_understand(run: Run, tmp_path: Path, library: Library, ending: str) -> None:
    library.set_publish([1], True)
    library.edit(1, headline="Ferries <b>& quays</b> ]]>", url="https://ledger.example/?a=1&b=2", language="fr")
    file = tmp_path / f"feed{ending}"
    asked = ("report", "--kind", "media-page", "--language", "en", "--date", "2018-01-04", "--out", file)
    assert run(*asked).returncode == 0
    made = file.read_bytes()
    feed = feedparser.parse(made)
    assert (feed.bozo, feed.version, feed.feed.language) == (False, "rss20", "en")
    (item,) = feed.entries
    assert item.title_detail.value == "Ferries <b>& quays</b> ]]>"
    assert item.link == "https://ledger.example/?a=1&b=2"
    assert item.id == f"urn:uuid:{library.get(1).uuid}"
    assert item.published_parsed[:4] == (2017, 11, 14, 12)
    assert item.language == "fr"
    assert "<b>" not in item.summary
    assert run(*asked).returncode == 0
    assert file.read_bytes() == made


def test_a_feed_says_nothing_of_a_link_that_is_not_safe(run: Run, tmp_path: Path, library: Library) -> None:
    library.set_publish([1], True)
    library.edit(1, url="javascript:alert(1)")
    file = tmp_path / "feed.xml"
    assert run("report", "--kind", "media-page", "--out", file).returncode == 0
    assert "javascript" not in file.read_text(encoding="utf-8")
    assert "link" not in feedparser.parse(file.read_bytes()).entries[0]


def test_a_definition_is_found_by_its_name_and_overruled(run: Run, tmp_path: Path, library: Library) -> None:
    library.save_definition(Definition(name="Bulletin", language="fr", query="nowhere", audience=Audience.PUBLIC))
    library.set_publish([1], True)
    file = tmp_path / "report.md"
    assert run("report", *MONTH, "--definition", "bulletin", "--out", file).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert "Aucune coupure" in text
    assert "Publique" in text
    overruled = ("--language", "en", "--query", "", "--audience", "internal")
    assert run("report", *MONTH, "--definition", "Bulletin", *overruled, "--out", file).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert "Harbour towns ask" in text
    assert "Internal" in text
    missing = run("report", *MONTH, "--definition", "Gazette", "--out", file)
    assert missing.returncode == 1
    assert "“Bulletin”" in missing.stderr


def test_an_issued_report_is_numbered_and_a_new_version_tells_what_changed(
    run: Run, tmp_path: Path, library: Library
) -> None:
    file = tmp_path / "report.md"
    asked = ("report", *MONTH, "--date", "2017-12-01", "--out", file, "--issue")
    assert run(*asked).stdout == f"{file}\nIssued as No. 1, version 1\n"
    made = file.read_bytes()
    library.set_state([1], library.get(1).state.DEFERRED)
    again = run(*asked).stdout.splitlines()
    assert again[1] == "Issued as No. 1, version 2"
    assert any("Harbour towns" in line for line in again[2:])
    latest, first = sorted(library.issued_reports(), key=lambda issued: -issued.version)
    assert library.issued_file(first.uuid, ".md") == made
    assert library.issued_file(latest.uuid, ".md") == file.read_bytes() != made
    assert latest.issued_on == date(2017, 12, 1)
    assert run(*asked[:2], "2017-10", *asked[3:]).stdout.splitlines()[1] == "Issued as No. 2, version 1"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Name one period"),
        ([*MONTH, "--period", "2017"], "Name one period"),
        (["--kind", "briefing"], "Name one period"),
        (["--month", "2017"], "is not a month"),
        ([*MONTH, "--language", "de"], "Reports are written in"),
        ([*MONTH, "--query", "on:2017-13"], "2017-13"),
        ([*MONTH, "--audience", "public", "--notes"], "The public sees no notes"),
        (["--kind", "media-page", "--audience", "internal"], "always public"),
        ([*MONTH, "--definition", "Media report", "--kind", "briefing"], "Leave --kind out"),
        ([*MONTH, "--kind", "briefing", "--template", "modern"], "Choose another one"),
    ],
)
def test_what_does_not_go_together_is_refused_in_a_sentence(
    run: Run, tmp_path: Path, arguments: list[str], sentence: str
) -> None:
    done = run("report", *arguments, "--out", tmp_path / "report.md")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert sentence in done.stderr
    assert not (tmp_path / "report.md").exists()


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("foo:bar", "There is no field “foo:”, so it was searched for as it stands.\n"),
        ("foo:bar OR harbour", ""),
        ("zeppelin", ""),
    ],
)
def test_a_query_like_a_field_that_is_none_is_told_where_the_report_is_empty(
    run: Run, tmp_path: Path, library: Library, query: str, told: str
) -> None:
    done = run("report", *MONTH, "--query", query, "--out", tmp_path / "report.md")
    assert (done.returncode, done.stderr) == (0, told)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [(MONTH, "report.xml"), (("--kind", "media-page"), "page.odt"), (("--kind", "briefing", *MONTH), "b.rss")],
)
@pytest.mark.parametrize("issue", [[], ["--issue"]])
def test_a_format_that_a_report_cannot_have_is_refused_with_those_that_it_can(
    run: Run, tmp_path: Path, library: Library, arguments: tuple[str, ...], name: str, issue: list[str]
) -> None:
    done = run("report", *arguments, "--out", tmp_path / name, *issue)
    assert (done.returncode, done.stdout) == (2, "")
    assert ".md" in done.stderr
    assert not (tmp_path / name).exists()
    assert library.issued_reports() == []


def test_a_template_that_is_not_there_ends_with_1(run: Run, tmp_path: Path) -> None:
    done = run("report", *MONTH, "--template", "baroque", "--out", tmp_path / "report.md")
    assert done.returncode == 1
    assert "baroque" in done.stderr


def test_a_template_of_the_library_sets_its_files_and_an_error_in_one_says_which_line(
    run: Run, tmp_path: Path, library: Library
) -> None:
    page = '#set document(title: "Ours", date: datetime(year: 2017, month: 12, day: 1))\n= Ours\n'
    files = {
        "report.typ": page.encode(),
        "markdown/report.md.j2": b"# Our {{ report.title }}\n",
        "html/method.html.j2": b"<p>Our method</p>",
    }
    library.save_template("Winter", files)
    ours = (*MONTH, "--template", "Winter", "--out")
    for ending, said in ((".md", b"# Our Media report"), (".html", b"<p>Our method</p>"), (".pdf", b"%PDF")):
        assert run("report", *ours, tmp_path / f"report{ending}").returncode == 0
        assert said in (tmp_path / f"report{ending}").read_bytes()
    assert len(PdfDocument(tmp_path / "report.pdf")) == 1
    for ending, file in ((".md", "markdown/report.md.j2"), (".html", "html/method.html.j2"), (".pdf", "report.typ")):
        library.save_template("Winter", {**files, file: b"\n#nothing {{ nothing }}\n"})
        done = run("report", *ours, tmp_path / f"wrong{ending}")
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
        assert f"In {file}, line 2: " in done.stderr
        assert not (tmp_path / f"wrong{ending}").exists()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="There are no terminals of this kind.")
def test_issuing_counts_its_files_where_a_person_looks_on(tmp_path: Path) -> None:
    shown, stderr = pty.openpty()
    command = [sys.executable, "-m", "clipper", "--library", tmp_path / "library.clipper", "report", *MONTH]
    done = subprocess.run([*command, "--issue", "--out", tmp_path / "report.md"], stdout=subprocess.PIPE, stderr=stderr)
    os.close(stderr)
    assert done.returncode == 0
    assert b" of " in os.read(shown, 4096)
    os.close(shown)


def test_every_kind_of_report_has_a_definition_of_its_own(library: Library) -> None:
    assert {definition.kind for definition in library.definitions()} == set(Kind)


def test_an_issue_says_by_which_search_it_was_made(run: Run, tmp_path: Path, library: Library) -> None:
    asked = ("report", *MONTH, "--query", "harbour lang:en", "--out", tmp_path / "report.md", "--issue")
    assert run(*asked).returncode == 0
    assert [issued.definition.query for issued in library.issued_reports()] == ["harbour lang:en"]


def test_issued_reports_are_listed_and_written_again_as_they_were(run: Run, tmp_path: Path, library: Library) -> None:
    file, again = tmp_path / "report.md", tmp_path / "again.md"
    asked = ("report", *MONTH, "--date", "2017-12-01", "--out", file, "--issue")
    run(*asked)
    first = file.read_bytes()
    library.edit(1, headline="Another headline")
    run(*asked)
    listed = run("issued").stdout.splitlines()
    assert [line.split("\t")[0] for line in listed] == ["No. 1, version 2", "No. 1, version 1"]
    assert run("issued", "1", "--version", "1", "--out", again).returncode == 0
    assert again.read_bytes() == first
    assert run("issued", "1", "--out", again).stdout.splitlines()[1].strip().endswith("was corrected: headline.")
    assert again.read_bytes() == file.read_bytes() != first


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [(["7"], 1, "No such report"), (["--version", "1"], 2, "Name the NUMBER"), (["1", "--out", "x.doc"], 1, "as .doc")],
)
def test_what_was_not_issued_is_told(
    run: Run, tmp_path: Path, arguments: list[str], status: int, sentence: str
) -> None:
    run("report", *MONTH, "--out", tmp_path / "report.md", "--issue")
    told = run("issued", *arguments)
    assert (told.returncode, sentence in told.stderr) == (status, True)


def test_a_report_that_was_issued_and_cannot_be_written_says_that_it_was_issued(
    run: Run, tmp_path: Path, library: Library
) -> None:
    asked = ("report", *MONTH, "--out", tmp_path / "no folder" / "report.md", "--issue")
    done = run(*asked)
    assert done.returncode == 3
    assert "The report was issued as No. 1, version 1, and is kept in the library." in done.stderr
    assert [issued.number for issued in library.issued_reports()] == [1]
