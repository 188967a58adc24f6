"""`clipper search`, `show`, `tag`, `undo`, `redo`, `history` and `purge`."""

import json
from datetime import date
from pathlib import Path

import pytest

from clipper.library.belonging import Note
from clipper.library.library import Library
from clipper.library.unfinished import Shelf, clipping_of
from clipper.model.attachment import BroughtFile
from clipper.model.clipping import Organisation
from clipper.model.codebook import CodeField, FieldKind
from clipper.model.codes import FollowUpKind, State, Tone
from clipper.model.follow_up import FollowUp
from clipper.model.highlight import Highlight
from clipper.model.issued_report import IssuedReport
from clipper.model.period import Period
from clipper.model.quote import Quote
from clipper.model.report import Definition
from clipper.places import unfinished_folder
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def _one_clipping(run: Run, mention: Path) -> None:
    run("add", mention)


def test_search_finds_by_words_phrases_and_fields(run: Run) -> None:
    for query in ("ferry", '"second week"', "outlet:coastal", "reporter:Lindqvist", "feat:kerr after:2017-11"):
        assert run("search", query, "--count").stdout == "1\n"


def test_a_search_that_finds_nothing_ends_with_1(run: Run) -> None:
    done = run("search", "-ferry")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "No clipping matches.\n")


def test_a_field_that_is_none_is_named_where_nothing_is_found(run: Run) -> None:
    remark = "There is no field “foo:”, so it was searched for as it stands."
    done = run("search", "foo:bar")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"No clipping matches. {remark}\n")
    counted = run("search", "foo:bar", "--count")
    assert (counted.returncode, counted.stdout, counted.stderr) == (1, "0\n", f"{remark}\n")


def test_every_mistake_of_a_query_is_told_each_sentence_once(run: Run) -> None:
    found = run("search", "ferry outlt:dean on:2017-13 outlt:dean" + " OR" * 5)
    assert [line.split(" ")[0] for line in found.stderr.splitlines()] == ["“outlt:”", "“2017-13”", "“OR”", "No"]
    refused = run("tag", "ferry outlt:dean on:2017-13 outlt:dean", "--add", "x")
    assert refused.returncode == 2
    assert [line.split(" ")[0] for line in refused.stderr.splitlines()] == ["“outlt:”", "“2017-13”"]


def test_an_address_finds_the_clipping_with_this_link(run: Run, tmp_path: Path) -> None:
    Path(tmp_path, "link.txt").write_text("https://www.coastal.example/2017/ferry?utm_source=mail\n")
    run("add", tmp_path / "link.txt")
    wrapped = (
        "https://can01.safelinks.protection.outlook.com/?url=http%3A%2F%2Fcoastal.example%2F2017%2Fferry%2F&data=0"
    )
    bare = "coastal.example/2017/ferry"
    for query in (
        "https://coastal.example/2017/ferry/",
        bare,
        f"[The ferry]({bare})",
        f"ttps://{bare}",
        wrapped,
        "link:coastal.example",
        "link:example -link:other",
    ):
        assert run("search", query, "--count").stdout == "1\n", query
    with Library.open(tmp_path / "library.clipper") as library:
        library.set_state([2], State.REJECTED)
    told = "It was rejected before: with state:rejected beside it, it is found."
    assert run("search", wrapped).stderr == f"No clipping matches. {told}\n"
    assert run("search", wrapped, "state:rejected", "--count").stdout == "1\n"
    with Library.open(tmp_path / "library.clipper") as library:
        library.delete([2])
    told = "It lies in the wastebasket: with is:deleted beside it, it is found."
    assert run("search", wrapped, "--count").stderr == f"{told}\n"
    remark = (
        "A link is compared with those of the clippings: link:coastal.example finds all of that site, and in quotation "
        "marks it is looked for in the texts."
    )
    assert run("search", "https://coastal.example/2017").stderr == f"No clipping matches. {remark}\n"
    assert run("search", "link:other.example").stderr == "No clipping matches.\n"


def test_chinese_is_found_by_its_beginning(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper") as library:
        library.edit(1, headline="加拿大选举新闻")
    for query in ("加拿大", '"加拿大"', "headline:加拿大"):
        assert run("search", query, "--count").stdout == "1\n", query


@pytest.mark.parametrize(
    ("query", "begun"),
    [
        ("ferr", "ferr*"),
        ("ferry outlet:coas", 'outlet:"coas*"'),
        ("ferr outlet:coas", 'ferr* outlet:"coas*"'),
        ("feat:ker OR outlet:nowhere", 'feat:"ker*"'),
    ],
)
def test_what_would_be_found_as_a_beginning_is_told_where_nothing_is_found(run: Run, query: str, begun: str) -> None:
    told = f"Whole words are looked for: {begun} finds what begins so."
    assert run("search", query).stderr == f"No clipping matches. {told}\n"
    assert run("search", query, "--count").stderr == f"{told}\n"
    assert run("search", begun, "--count").stdout == "1\n"


@pytest.mark.parametrize("query", ["nowher", "ferry outlet:nowhere", "ferry -outlet:coas -ferr*", '"ferr"'])
def test_nothing_is_told_of_beginnings_that_find_nothing_either(run: Run, query: str) -> None:
    assert run("search", query).stderr == "No clipping matches.\n"


def test_what_cannot_be_read_is_said_and_the_rest_is_searched(run: Run) -> None:
    done = run("search", "ferry tone:lovely", "--count")
    assert (done.returncode, done.stdout) == (0, "1\n")
    assert done.stderr == "“lovely” is not a tone. Try mixed, negative, neutral, none, positive.\n"
    done = run("search", "plane tone:lovely")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[1:] == ["No clipping matches."]


@pytest.mark.parametrize("query", ["outlet:🎉", "-feat:…", "reporter:🎉 ferry", "message:-"])
def test_nothing_is_tagged_for_a_name_without_letters(run: Run, query: str) -> None:
    done = run("tag", query, "--add", "board")
    assert (done.returncode, done.stdout) == (2, "")
    assert "has no word to look for." in done.stderr
    assert run("search", "tag:board", "--count").stdout == "0\n"


def test_what_cannot_be_read_is_searched_as_words_where_nothing_else_is_asked(run: Run) -> None:
    assert run("search", "tone:ferry", "--count").stdout == "1\n"
    assert run("search", "tone:plane", "--count").stdout == "0\n"


def test_what_cannot_be_read_is_never_tagged(run: Run) -> None:
    done = run("tag", "ferry tone:lovely", "--add", "ports")
    assert (done.returncode, done.stdout) == (2, "")
    assert "lovely" in done.stderr
    assert run("search", "tag:ports", "--count").stdout == "0\n"


def test_words_behind_two_dashes_belong_to_the_query(run: Run) -> None:
    assert run("search", "--count", "--", "--plane", "ferry").stdout == "1\n"
    assert run("search", "--count", "--", "--ferry").stdout == "0\n"
    assert run("search", "--plane").returncode == 2


@pytest.mark.parametrize("query", ["???", '""', "-tone:lovely"])
def test_a_query_that_says_nothing_changes_nothing(run: Run, query: str) -> None:
    for command in (["search"], ["tag", "--add", "ports"]):
        done = run(*command, query)
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
    assert run("search", "tag:ports", "--count").stdout == "0\n"


def test_a_query_that_says_too_much_changes_nothing(run: Run) -> None:
    done = run("tag", " ".join(f"tag:{number}" for number in range(1500)), "--add", "ports")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


def test_search_as_json_gives_whole_clippings(run: Run) -> None:
    clipping = json.loads(run("search", "ferry", "--json").stdout)
    assert (clipping["id"], clipping["state"], clipping["tone"]) == (1, "kept", None)


def test_a_clipping_without_its_text_says_so_and_no_other_does(run: Run) -> None:
    run("add", "-", input="https://ledger.example/2017/11/14/a-ferry-that-nobody-read\n")
    with_text, without = sorted(run("search", "").stdout.splitlines())
    assert without.endswith(", text missing)")
    assert "text missing" not in with_text
    assert "Text          missing" in run("show", 2).stdout
    assert "missing" not in run("show", 1).stdout


def test_tagging_can_be_undone_and_done_again(run: Run) -> None:
    run("tag", "ferry", "--add", "topic/ports")
    assert run("search", "tag:topic/ports", "--count").stdout == "1\n"
    assert "Tag" in run("undo").stdout
    assert run("search", "tag:topic/ports", "--count").stdout == "0\n"
    run("redo")
    assert run("search", "tag:topic/ports", "--count").stdout == "1\n"


@pytest.mark.parametrize(
    "query", ["tag:topic/sante", "tag:TOPIC/SANTÉ", "tag:sant*", "tag:sante", 'tag:"=topic/sante"']
)
def test_a_tag_is_found_without_its_accents(run: Run, query: str) -> None:
    run("tag", "ferry", "--add", "topic/Santé")
    assert run("search", query, "--count").stdout == "1\n"
    assert run("tag", query, "--add", "coeur").stdout == "1 of 1 clippings changed\n"


def test_several_tags_are_one_step(run: Run) -> None:
    assert run("tag", "ferry", "--add", "ports", "--add", "winter").stdout == "1 of 1 clippings changed\n"
    assert "“ports, winter”" in run("undo").stdout
    assert json.loads(run("show", 1, "--json").stdout)["tags"] == []


def test_tags_that_go_and_tags_that_come_are_one_step(run: Run) -> None:
    run("tag", "ferry", "--add", "ports")
    done = run("tag", "ferry", "--add", "winter", "--remove", "PORTS")
    assert done.stdout == "1 of 1 clippings changed\n"
    assert json.loads(run("show", 1, "--json").stdout)["tags"] == ["winter"]
    assert "“winter” and remove “ports”" in run("undo").stdout
    assert json.loads(run("show", 1, "--json").stdout)["tags"] == ["ports"]


def test_a_name_that_no_tag_can_have_leaves_all_tags_as_they_were(run: Run) -> None:
    assert run("tag", "ferry", "--add", "ports", "--remove", 'a"b').returncode == 2
    assert json.loads(run("show", 1, "--json").stdout)["tags"] == []


def test_undo_with_nothing_left_ends_with_1(run: Run) -> None:
    run("undo")
    done = run("undo")
    assert done.returncode == 1
    assert done.stderr.strip()


def test_history_lists_the_steps_newest_first(run: Run) -> None:
    run("tag", "ferry", "--add", "ports")
    first, second = run("history", 1).stdout.splitlines()
    assert "Tag" in first
    assert "Add" in second


def test_history_lists_as_many_steps_as_are_asked_for(run: Run) -> None:
    for number in range(3):
        run("tag", "ferry", "--add", f"ports {number}")
    newest = run("history").stdout.splitlines()
    assert run("history", "--limit", 2).stdout.splitlines() == newest[:2]
    assert run("history", 1, "--limit", 1).stdout.splitlines() == run("history", 1).stdout.splitlines()[:1]
    assert run("history", "--limit", 0).returncode == 2


def test_who_changed_and_coded_what_and_when_is_told(run: Run, tmp_path: Path) -> None:
    assert "Coded" not in run("show", 1).stdout
    with Library.open(tmp_path / "library.clipper") as library:
        library.set_organisation(Organisation("Institute", user_name="Léonie Castellane"))
        library.set_tone([1], Tone.POSITIVE)
        at = f"{library.steps(1)[0].at:%Y-%m-%d %H:%M}"
        library.set_starred([1], True)
    assert f"Coded         {at} by Léonie Castellane" in run("show", 1).stdout
    starred, coded, added = run("history", 1).stdout.splitlines()
    assert coded.startswith(f"{at}  Code tone of")
    assert coded.endswith("   (by Léonie Castellane)")
    assert starred.endswith("   (by Léonie Castellane)")
    assert "(by" not in added
    run("undo")
    run("undo")
    assert "Coded" not in run("show", 1).stdout
    assert "(by Léonie Castellane)   (undone)" in run("history", 1).stdout


def test_the_history_of_a_clipping_tells_values_before_and_after(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper") as library:
        library.set_tone([1], Tone.NEGATIVE)
        library.set_tone([1], Tone.POSITIVE)
        library.edit(1, outlet="The Tern")
        library.set_note([1][0], "A long note")
        library.undo()
    undone, note, outlet, second, first, _added = run("history", 1).stdout.splitlines()
    assert first.endswith(": none → negative")
    assert second.endswith(": negative → positive")
    assert outlet.endswith(" → The Tern")
    assert note.endswith("   (undone)")
    assert "→" not in note + undone
    assert "→" not in run("history").stdout


def test_what_is_overdue_is_found(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper") as library:
        library.add_follow_up(1, FollowUp("Our name is wrong.", due=date(2020, 1, 2)))
    assert run("search", "due:overdue", "--count").stdout == "1\n"
    assert run("search", "-due:overdue").returncode == 1
    assert "is not a date. Try overdue, 7d" in run("search", "due:soon").stderr


def test_purge_forgets_a_clipping_for_good(run: Run, tmp_path: Path) -> None:
    run("purge", 1, "--yes")
    assert run("show", 1).returncode == 1
    assert b"Gansey" not in (tmp_path / "library.clipper").read_bytes()


def test_purge_forgets_what_a_window_left_unfinished_of_the_clipping(run: Run, tmp_path: Path) -> None:
    shelf = Shelf(unfinished_folder(), tmp_path / "library.clipper")
    uuid = json.loads(run("show", 1, "--json").stdout)["uuid"]
    shelf.write(clipping_of(uuid), {"texts": {"note": {"text": "half a sentence", "before": ""}}})
    assert list(shelf.folder.iterdir())
    run("purge", 1, "--yes")
    assert not list(shelf.folder.iterdir())


def test_purge_forgets_what_was_left_unfinished_of_the_only_clipping_of_a_moved_library(
    run: Run, tmp_path: Path
) -> None:
    path, moved = tmp_path / "library.clipper", tmp_path / "moved.clipper"
    shelf = Shelf(unfinished_folder(), path)
    with Library.open(path) as library, library.store.reading() as connection:
        uuid = library.get(1).uuid
        shelf.take_along(Note.of(path, connection))
    shelf.write(clipping_of(uuid), {"texts": {"note": {"text": "half a sentence", "before": ""}}})
    path.rename(moved)
    run("purge", 1, "--yes", "--library", moved)
    left = [file.read_text("utf-8") for file in unfinished_folder().rglob("*") if file.is_file()]
    assert not [text for text in left if "half a sentence" in text]


def test_purge_empties_the_wastebasket(run: Run, tmp_path: Path) -> None:
    run("add", "-", input="Ships wait, The Guardian, November 3, 2026\n")
    with Library.open(tmp_path / "library.clipper") as library:
        library.delete([1])
    assert run("purge", "--wastebasket", input="n\n").returncode == 1
    assert run("show", 1).returncode == 0
    assert run("purge", "--wastebasket", "--yes").stdout == "Erased 1 clipping\n"
    assert run("purge", "--wastebasket").stdout == "Erased 0 clippings\n"
    assert (run("show", 1).returncode, run("show", 2).returncode) == (1, 0)


def test_purge_says_how_many_issued_reports_lose_what_they_hold(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper") as library:
        listed = {"clippings": {library.get(1).uuid: {"headline": "Harbour towns"}}}
        for month in (11, 12):
            report = IssuedReport(
                Definition(), Period.month(2017, month), "Media report", date(2018, 1, 3), snapshot=listed
            )
            library.issue_report(report, {".md": b"Harbour towns ask who pays"})
    asked = run("purge", 1, input="n\n")
    assert "2 issued reports lose their content and files with it. This cannot be undone." in asked.stderr
    assert run("purge", 1, "--yes").stdout == (
        "Erased “Harbour towns ask who pays for the longer season”, and the content of 2 issued reports\n"
    )
    assert b"Harbour towns" not in (tmp_path / "library.clipper").read_bytes()


@pytest.mark.parametrize("given", [("purge", "--yes"), ("purge", 2, "--wastebasket", "--yes")])
def test_purge_erases_one_or_the_wastebasket(run: Run, given: tuple[str | int, ...]) -> None:
    assert run(*given).returncode == 2
    assert run("show", 1).returncode == 0


def test_purge_asks_first(run: Run) -> None:
    assert run("purge", 1, input="n\n").returncode == 1
    assert run("show", 1).returncode == 0


def test_an_unknown_id_ends_with_1(run: Run) -> None:
    assert run("show", 99).returncode == 1


@pytest.mark.parametrize("query", ["-harbour-master", "-headline:plane", "-has:highlight"])
def test_what_is_left_out_may_begin_with_any_letter(run: Run, query: str) -> None:
    assert run("search", query, "--count").stdout == "1\n"


def test_show_prints_the_fields_of_a_broadcast_and_its_follow_ups(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper") as library:
        library.edit(1, host="Ayesha Barr", aired_at="7:40 ET", duration=3723, timecode=192, url="https://youtu.be/abc")
        library.add_follow_up(1, FollowUp("Our name\nis wrong.", contact="Jo Lind", due=date(2017, 11, 20)))
        library.add_follow_up(1, FollowUp("Call the host.", FollowUpKind.FOLLOW_UP))
    shown = run("show", 1).stdout.splitlines()
    for line in (
        "Host          Ayesha Barr",
        "On the air    07:40 America/Toronto",
        "Duration      1:02:03",
        "Timecode      3:12",
        "Link          https://youtu.be/abc?t=192",
        "Correction    Our name is wrong. (contact Jo Lind; due 2017-11-20)",
        "Follow-up     Call the host.",
    ):
        assert line in shown
    told = json.loads(run("show", 1, "--json").stdout)
    assert (told["timecode"], told["url"]) == (192, "https://youtu.be/abc")
    assert [one["what"] for one in told["follow_ups"]] == ["Our name\nis wrong.", "Call the host."]
    assert run("search", "is:open has:correction", "--count").stdout == "1\n"


def test_show_prints_what_staff_coded_quoted_and_marked(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper") as library:
        library.save_code_field(CodeField("Depth", FieldKind.TEXT))
        library.code([1], "Depth", "long\nand deep")
        library.carry_message([1], "Ports first.")
        library.keep_quote(1, Quote("Every extra week is one\ntoo many.", "Amadou Kerr"))
        library.highlight(1, Highlight("Three mayors", comment="Call *them*"))
        library.highlight(1, Highlight("the letter"))
    shown = run("show", 1).stdout.splitlines()
    for line in (
        "Depth         long and deep",
        "Key message   Ports first.",
        "Quote         Amadou Kerr: “Every extra week is one too many.”",
        "Highlight     Three mayors (Call *them*)",
        "Highlight     the letter",
    ):
        assert line in shown


def test_show_lists_attachments_and_an_archive_takes_them_to_another_library(run: Run, tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.clipper") as library:
        library.attach(1, [BroughtFile("page A4.pdf", b"%PDF" * 500)])
    shown = run("show", 1).stdout
    assert "Attachment    page A4.pdf (2.0 kB, added " in shown
    assert run("search", "has:attachment", "--count").stdout == "1\n"
    assert "  Attach “page A4.pdf” to Harbour towns ask who pays" in run("history", 1).stdout.splitlines()[0]
    run("export", tmp_path / "all.zip")
    run("--library", tmp_path / "other.clipper", "import", tmp_path / "all.zip")
    assert run("--library", tmp_path / "other.clipper", "show", 1).stdout == shown
    assert run("--library", tmp_path / "other.clipper", "check").returncode == 0
